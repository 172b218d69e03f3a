"""Days of datelines as only some languages print them: numbered months, other calendars, a number alone.

"3 дугаар сарын 5", "ngày 5/3", "ता. २१", "२० भदौ", "የካቲት 26/2017".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from newscrawl.text.calendars import ethiopic, jalali
from newscrawl.text.timestamps_words import words


class Found(NamedTuple):
    """Where a day stands in a run, and what it is; ``other``: of a calendar that is not turned into ours."""

    start: int
    end: int
    day: int
    month: int | None = None
    year: int | None = None
    other: bool = False
    either: bool = False


def _calendar(
    names: dict[str, int],
    turn: Callable[[int, int, int], date] | None = None,
    *,
    between: str = r"\s?",
    behind: str = "",
    ahead: str = "",
) -> Callable[[str], Found | None]:
    """A reader of days by a calendar that is not ours; ``turn`` makes ours of one with its year."""
    months = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}}){between}(?P<month>{months})\.?(?![^\s,.،)]){ahead}(?:,?\s(?P<year>\d{{4}}))?"
        rf"|(?<![^\s,،፤])(?P<first>{months})\.?{between}(?P<number>\d{{1,2}})(?!\d){behind}(?:[,፣/]?\s?(?P<last>\d{{4}}))?"
    )

    def read(plain: str) -> Found | None:
        match = pattern.search(plain)
        if match is None:
            return None
        day, year = int(match["day"] or match["number"]), match["year"] or match["last"]
        if turn is not None and year:
            try:
                told = turn(int(year), names[match["month"] or match["first"]], day)
            except ValueError:
                return None
            return Found(match.start(), match.end(), told.day, told.month, told.year)
        return Found(match.start(), match.end(), day, other=True)

    return read


@cache
def _calendars() -> tuple[tuple[re.Pattern[str], Callable[[str], Found | None]], ...]:
    """A reader for each calendar, asked only where letters of its script stand."""
    months = words().calendars
    return (
        (
            re.compile("[\u0900-\u09ff]"),
            _calendar(months["nepali"] | months["bengali"], between=r"\s(?:गते\s)?", behind=r"(?:\sगते)?"),
        ),
        (re.compile("[\u1200-\u137f]"), _calendar(months["ethiopic"], ethiopic)),
        (re.compile("[\u0600-\u06ff]"), _calendar(months["jalali"], jalali, between=r"\s", ahead=r"(?:\sماه)?")),
    )


# "2025 оны 3 дугаар сарын 5", "12-р сарын 5".
_MONGOLIAN = re.compile(
    r"(?:(?P<year>\d{4}) оны )?(?<!\d)(?P<month>\d{1,2})\s?-?\s?(?:р|дугаар|дүгээр) сарын (?P<day>\d{1,2})(?!\d)"
)
_VIETNAMESE = re.compile(
    r"(?:ngày )?(?<!\d)(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?!\d)(?: năm (?P<year>\d{4}))?"
    r"|ngày (?P<day2>\d{1,2})[/-](?P<month2>\d{1,2})(?:[/-](?P<year2>\d{4}))?(?!\d)"
)
# "05/11/2024", "5-11-24": which is the day, the time of the page says.
_STROKES = re.compile(r"(?<![\d/-])(\d{1,2})(?:([/-])(\d{1,2})\2(\d{4}|\d\d)|/(\d{1,2}))(?![\d/-])")
# "MADRID, 5": a number alone behind the place.
_LONE = re.compile(r"(?<=,)\s(\d{1,2})\s*\Z")
# "୫।୩": papers of Odisha part day and month by a danda, plainly a full stop.
_ODIA = re.compile("[\u0b00-\u0b7f]")
_DANDA = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})(?!\d)")
# "ता. २१", "તા. 14 જાન્યુઆરી": "date" before the number.
_LABELLED = re.compile(r"(?<![^\s,])(?:ता|दि|तारीख|तारिख|दिनांक|તા|તારીખ|ତା|ତାରିଖ|তা|তাং)\.?\s?(?P<day>\d{1,2})(?!\d)")


def label_before(plain: str) -> Found | None:
    """The word for "date" in Indian languages, with the number behind it.

    >>> found = label_before("पुणे, ता. 21"); found.start, found.end, found.day
    (6, 12, 21)
    """
    match = None if plain.isascii() else _LABELLED.search(plain)
    return Found(match.start(), match.end(), int(match["day"])) if match else None


def other_day(plain: str) -> Found | None:
    """A day in one of these forms; ``plain`` has its digits in ASCII and small letters.

    >>> other_day("улаанбаатар, 3 дугаар сарын 5")[2:4], other_day("hà nội, ngày 5/3")[2:4]
    ((5, 3), (5, 3))
    >>> other_day("पोखरा, 20 भदौ").other, other_day("ጎንደር፤ የካቲት 26/2017")[2:5]
    (True, (5, 3, 2025))
    """
    strokes = None if "ngày" in plain else _STROKES.search(plain)
    if strokes:
        first, second, year = int(strokes[1]), int(strokes[3] or strokes[5]), int(strokes[4] or 0)
        year += 2000 if strokes[4] and year < 100 else 0
        if second > 12 >= first:
            first, second = second, first
        return Found(
            strokes.start(), strokes.end(), first, second, year or None, either=first <= 12 and first != second
        )
    lone = _LONE.search(plain)
    if lone:
        return Found(lone.start(), lone.end(), int(lone[1]))
    if plain.isascii():
        return None
    for pattern in (_MONGOLIAN, _VIETNAMESE):
        match = pattern.search(plain) if ("сарын" in plain or "ng" in plain) else None
        if match:
            told = match.groupdict()
            day, month, year_ = (told[key] or told.get(f"{key}2") for key in ("day", "month", "year"))
            return Found(match.start(), match.end(), int(day or 0), int(month or 0), int(year_) if year_ else None)
    danda = _DANDA.search(plain) if _ODIA.search(plain) else None
    if danda:
        return Found(danda.start(), danda.end(), int(danda[1]), int(danda[2]))
    return next((read(plain) for script, read in _calendars() if script.search(plain)), None)
