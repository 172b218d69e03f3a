"""Days of datelines that a pattern finds: in figures, with a numbered month, by another calendar, a number alone.

"9月11日", "05.03.2025", "3 дугаар сарын 5", "ngày 5/3", "ता. २१", "२० भदौ", "የካቲት 26/2017".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from newscrawl.text.times.calendars import ethiopic, gregorian_year, jalali
from newscrawl.text.times.words import words

_CJK_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号號]|(?:(\d{1,2})월 ?)?(\d{1,2})일")
_NUMERIC_DAY = re.compile(r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?)(?!\d)")
# "الكويت - 3 - 1", "رام الله 3-1-2025": in Arabic the day stands first.
_ARABIC_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[-/]\s?(\d{1,2})(?:\s?[-/]\s?(\d{4}))?(?!\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day as far as it is printed; a lone day number has no month.

    ``other``: of a calendar that is not turned into ours; ``either``: day and month may stand the other way round.
    """

    day: int
    month: int | None = None
    year: int | None = None
    other: bool = False
    either: bool = False


# Where a day stands in a run, and what it is; None where the figures are those of no day.
_Placed = tuple[int, int, Day | None]


def day_of(number: int | str, month: int | str | None = None, year: int | str | None = None) -> Day | None:
    """A day by its figures, its year of two digits or of the Buddhist calendar as ours; None where there is no such day.

    >>> day_of("5", "3", "2568"), day_of(5, 13)
    (Day(day=5, month=3, year=2025, other=False, either=False), None)
    """
    day = int(number)
    month = None if month is None else int(month)
    year = None if year is None else int(year)
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    if year is not None:
        year = year + 2000 if year < 100 else gregorian_year(year)
    return Day(day=day, month=month, year=year)


def _calendar(
    names: dict[str, int],
    turn: Callable[[int, int, int], date] | None = None,
    *,
    between: str = r"\s?",
    behind: str = "",
    ahead: str = "",
) -> Callable[[str], _Placed | None]:
    """A reader of days by a calendar that is not ours; ``turn`` makes ours of one with its year."""
    months = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}}){between}(?P<month>{months})\.?(?![^\s,.،)]){ahead}(?:,?\s(?P<year>\d{{4}}))?"
        rf"|(?<![^\s,،፤])(?P<first>{months})\.?{between}(?P<number>\d{{1,2}})(?!\d){behind}(?:[,፣/]?\s?(?P<last>\d{{4}}))?"
    )

    def read(plain: str) -> _Placed | None:
        match = pattern.search(plain)
        if match is None:
            return None
        day, year = int(match["day"] or match["number"]), match["year"] or match["last"]
        if turn is not None and year:
            try:
                told = turn(int(year), names[match["month"] or match["first"]], day)
            except ValueError:
                return None
            return match.start(), match.end(), Day(day=told.day, month=told.month, year=told.year)
        # Months of Nepal have up to 32 days.
        return match.start(), match.end(), Day(day=day, other=True) if 1 <= day <= 32 else None

    return read


@cache
def _calendars() -> tuple[tuple[re.Pattern[str], Callable[[str], _Placed | None]], ...]:
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
_MONTHS_OF_MONGOLIA = (
    "нэгдүгээр|хоёрдугаар|гуравдугаар|дөрөвдүгээр|тавдугаар|зургаадугаар|зургадугаар|долоодугаар|долдугаар|наймдугаар|есдүгээр|"
    "аравдугаар|арваннэгдүгээр|арван нэгдүгээр|арванхоёрдугаар|арван хоёрдугаар"
)
_MONGOLIAN = re.compile(
    r"(?:(?P<year>\d{4}) оны )?(?<!\d)(?:(?P<month>\d{1,2})\s?-?\s?(?:р|дугаар|дүгээр)"
    rf"|(?P<named>{_MONTHS_OF_MONGOLIA})) сарын (?P<day>\d{{1,2}})(?!\d)"
)
_NAMED_MONTHS = {
    "нэг": 1, "хоёр": 2, "гурав": 3, "дөрөв": 4, "тав": 5, "зургаа": 6, "зурга": 6, "долоо": 7, "дол": 7, "найм": 8, "ес": 9,
    "арав": 10, "арваннэг": 11, "арванхоёр": 12,
}  # fmt: skip
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
# "ता. २१", "તા. 14 જાન્યુઆરી": "date" before a number that may have its month behind it.
LABELLED = re.compile(r"(?<![^\s,])(?:ता|दि|तारीख|तारिख|दिनांक|તા|તારીખ|ତା|ତାରିଖ|তা|তাং)\.?\s?(?P<day>\d{1,2})(?!\d)")


def day_in_figures(plain: str, *, arabic: bool) -> _Placed | None:
    """A day as most languages print it in figures; ``plain`` has its digits in ASCII and small letters.

    >>> day_in_figures("北京9月11日", arabic=False)
    (2, 7, Day(day=11, month=9, year=None, other=False, either=False))
    """
    match = _CJK_DAY.search(plain)
    if match:
        month, day = (match[1], match[2]) if match[2] else (match[3], match[4])
        return match.start(), match.end(), day_of(day, month)
    match = _NUMERIC_DAY.search(plain)
    if match:
        day = day_of(match[3], match[2], match[1]) if match[1] else day_of(match[4], match[5], match[6])
        return match.start(), match.end(), day
    match = _ARABIC_DAY.search(plain) if arabic else None
    return (match.start(), match.end(), day_of(match[1], match[2], match[3])) if match else None


def other_day(plain: str) -> _Placed | None:
    """A day as only some languages print it, or that may be read in two ways.

    >>> [other_day(run)[2] for run in ("улаанбаатар, 3 дугаар сарын 5", "ጎንደር፤ የካቲት 26/2017")]  # doctest: +ELLIPSIS
    [Day(day=5, month=3, year=None, ...), Day(day=5, month=3, year=2025, ...)]
    >>> other_day("पोखरा, 20 भदौ")[2].other, other_day("oslo, 05/11/2024")[2].either
    (True, True)
    """
    strokes = None if "ngày" in plain else _STROKES.search(plain)
    if strokes:
        first, second = int(strokes[1]), int(strokes[3] or strokes[5])
        if second > 12 >= first:
            first, second = second, first
        day = day_of(first, second, strokes[4])
        if day is not None and first <= 12 and first != second:
            day = replace(day, either=True)
        return strokes.start(), strokes.end(), day
    lone = _LONE.search(plain)
    if lone:
        return lone.start(), lone.end(), day_of(lone[1])
    if plain.isascii():
        return None
    for pattern in (_MONGOLIAN, _VIETNAMESE):
        match = pattern.search(plain) if ("сарын" in plain or "ng" in plain) else None
        if match:
            told = match.groupdict()
            if told.get("named"):
                told["month"] = str(_NAMED_MONTHS[re.sub("д[уү]г[эа]+р|\\s", "", told["named"])])
            printed, month, year = (told[key] or told.get(f"{key}2") for key in ("day", "month", "year"))
            return match.start(), match.end(), day_of(printed or 0, month, year)
    danda = _DANDA.search(plain) if _ODIA.search(plain) else None
    if danda:
        return danda.start(), danda.end(), day_of(danda[1], danda[2])
    return next((read(plain) for script, read in _calendars() if script.search(plain)), None)
