"""A day that the grammar found, as a date: calendars, the order of day and month, years with two digits or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from newscrawl.items import SiteFacts
from newscrawl.text.times.calendars import ERAS, full_year, gregorian_year, jalali
from newscrawl.text.times.grammar import Day
from newscrawl.text.times.tokens import Tokens
from newscrawl.text.times.zones import english_day_first

NOT_A_DATE = "not a date"
EITHER = "day and month could be either way round"
# Where year, month and day stand among the parts of a shape.
_SPOTS = {"cjk": (0, 1, 2), "ymd": (0, 1, 2), "ynd": (0, 1, 2), "vie": (2, 1, 0), "dny": (2, 1, 0), "mdy": (2, 0, 1)}
_PERSIAN = frozenset({"fa", "prs", "ps", "ckb"})
# Languages whose short dates begin with the year: "24.05.08" is 8 May 2024.
_YEAR_FIRST = frozenset({"ja", "ko", "zh", "hu", "mn"})
# Languages in use on both sides: no convention to lean on.
_NO_ORDER = frozenset({"en", "fil", "tl", "ja", "ko", "zh", "mn", "eo", "sw", "zu"})
_AMERICAN = frozenset(["et", "est", "edt", "ct", "cdt", "mt", "mdt", "pt", "pst", "pdt"])
_ENGLISH_MONTHS = (
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    ("december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
)
_ENGLISH = frozenset(name for row in _ENGLISH_MONTHS for name in row)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A day read, or why not.

    ``english``: the month was an English word. ``order``: the tokens of year, month and day, when the layout alone
    says which is which, whatever the numbers are.
    """

    date: date | None = None
    kind: str = ""
    reason: str | None = None
    ambiguous: bool = False
    calendar: Literal["gregorian", "jalali", "hijri"] = "gregorian"
    english: bool = False
    order: tuple[int, int, int] | None = None


class DayReader:
    """Reads the days of one string."""

    def __init__(
        self,
        tokens: Tokens,
        facts: SiteFacts,
        languages: tuple[str, ...],
        site: ZoneInfo | None,
        fetched_at: datetime | None,
    ) -> None:
        self.tokens = tokens
        self.facts = facts
        self.languages = languages
        self.today = (
            (fetched_at.astimezone(site) if site is not None else fetched_at).date() if fetched_at is not None else None
        )

    def read(self, day: Day, *, year: int | None = None, anchor: date | None = None) -> Found:
        """The date of a day that the grammar found; ``year`` and ``anchor`` help one printed without its year."""
        found = self._read(day, year, anchor)
        spots = _SPOTS.get(day.kind)
        if found.date is None or (spots is None and day.kind != "dmy"):
            return found
        if spots is None:
            first = self._convention(day)
            if first is None or "w" in self.tokens.classes or "z" in self.tokens.classes:
                return found
            spots = (2, 1, 0) if first else (2, 0, 1)
        return replace(found, order=(day.parts[spots[0]], day.parts[spots[1]], day.parts[spots[2]]))

    def _read(self, day: Day, year: int | None, anchor: date | None) -> Found:
        values = [self.tokens.values[place] for place in day.parts]
        english = any(self.tokens.word(place) in _ENGLISH for place in day.parts)
        match day.kind:
            case "cjk":
                return self._cjk(day, values)
            case "e8":
                return self._made(day, values[0] // 10000, values[0] // 100 % 100, values[0] % 100, english)
            case "ymd":
                return self._made(day, values[0], values[1], values[2], english)
            case "vie":
                return self._made(day, values[2], values[1], values[0], english)
            case "dmy":
                return self._numbers(day, values[0], values[1], values[2])
            case "dny":
                return self._made(day, values[2], values[1], values[0], english)
            case "mdy":
                return self._made(day, values[2], values[0], values[1], english)
            case "ynd":
                return self._made(day, values[0], values[1], values[2], english)
            case "ydn":
                return self._made(day, values[0], values[2], values[1], english)
            case "dn2":
                return self._made(day, self._short(values[2]), values[1], values[0], english)
            case "mn2":
                return self._made(day, self._short(values[2]), values[0], values[1], english)
            case "dy2":
                return self._short_numbers(day, values)
            case "dn":
                return self._yearless(day, values[1], values[0], year, anchor, english)
            case "md" | "kl":
                return self._yearless(day, values[0], values[1], year, anchor, english)
            case "dash":  # "09-11 12:10": in Chinese, Japanese and Korean only; "3-1" is a score
                eastern = self.languages[:1] and self.languages[0] in ("ja", "ko", "zh")
                if eastern and all(self.tokens.size(place) == 2 for place in day.parts):
                    return self._yearless(day, values[0], values[1], year, anchor, english)
                return Found(kind=day.kind, reason=NOT_A_DATE)
            case "dd":
                if self.languages[:1] and self.languages[0] in ("ja", "ko", "zh"):
                    return self._yearless(day, values[0], values[1], year, anchor, english)
                first = self._day_first(day, values[0], values[1])
                if first is None:
                    return Found(kind=day.kind, reason=EITHER, ambiguous=True)
                month, number = (values[1], values[0]) if first else (values[0], values[1])
                return self._yearless(day, month, number, year, anchor, english)
        return Found(kind=day.kind, reason=NOT_A_DATE)

    def told(self, days_ago: int, place: int) -> Found:
        """The date of "today" or "yesterday"."""
        if self.today is None:
            return Found(kind="told", reason=f"{self.tokens.word(place)!r} without the time of fetching")
        return Found(kind="told", date=self.today - timedelta(days=days_ago))

    def _short(self, year: int) -> int:
        return full_year(year, buddhist=self.languages[:1] == ("th",))

    def _made(self, day: Day, year: int, month: int, number: int, english: bool) -> Found:
        calendar: Literal["gregorian", "jalali", "hijri"] = "gregorian"
        try:
            if 200 < month < 300:
                return Found(kind=day.kind, reason="a Hijri date alone", calendar="hijri")
            if 100 < month < 200 or (1300 <= year <= 1500 and self._persian()):
                calendar = "jalali"
                made = jalali(year, month - 100 if month > 100 else month, number)
            elif 1300 <= year <= 1500:
                return Found(kind=day.kind, reason="a Hijri date alone", calendar="hijri")
            else:
                year = gregorian_year(year)
                if year < 1900 or year > 2100:
                    return Found(kind=day.kind, reason="year out of bounds" if year in (0, 1, 9999) else NOT_A_DATE)
                made = date(year, month, number)
        except ValueError:
            return Found(kind=day.kind, reason="impossible date", calendar=calendar)
        return Found(date=made, kind=day.kind, calendar=calendar, english=english)

    def _persian(self) -> bool:
        known = bool(self.languages) and self.languages[0] in _PERSIAN
        return known or self.facts.timezone in ("Asia/Tehran", "Asia/Kabul", "Iran")

    def _cjk(self, day: Day, values: list[int]) -> Found:
        year = values[0]
        if self.tokens.classes[day.first] == "y":
            year += ERAS.get(self.tokens.word(day.first), 0)
        elif year < 100:
            year = full_year(year)
        return self._made(day, year, values[1], values[2], False)

    def _numbers(self, day: Day, one: int, two: int, year: int) -> Found:
        first = self._day_first(day, one, two, year)
        if first is None:
            return Found(kind=day.kind, reason=EITHER, ambiguous=True)
        return self._made(day, year, two if first else one, one if first else two, False)

    def _short_numbers(self, day: Day, values: list[int]) -> Found:
        if self.languages[:1] and self.languages[0] in _YEAR_FIRST:
            return self._made(day, full_year(values[0]), values[1], values[2], False)
        if values[0] > 31 or self.tokens.size(day.parts[2]) == 1:
            return Found(kind=day.kind, reason=NOT_A_DATE)
        if values[0] > 12 and values[1] > 12:
            return Found(kind=day.kind, reason="impossible date")
        return self._numbers(day, values[0], values[1], self._short(values[2]))

    def _day_first(self, day: Day, one: int, two: int, year: int | None = None) -> bool | None:
        """Whether the day stands before the month, or None: from the numbers, the mirror, the weekday, the language."""
        if one > 12 or two > 12:
            return one > 12 or two > 31
        if one == two:
            return True
        if self.facts.day_first is not None:
            return self.facts.day_first
        by_weekday = self._by_weekday(one, two, year)
        return by_weekday if by_weekday is not None else self._convention(day)

    def _convention(self, day: Day) -> bool | None:
        """What the mirror says, else the habit of its language, where that language has only one."""
        if self.facts.day_first is not None:
            return self.facts.day_first
        own = self.languages[0] if self.languages else None
        if own == "en" or own is None:
            known = False if self._american() else english_day_first(self.facts.timezone)
            if known is False or (own == "en" and known is True):
                return known
            # Dots between the numbers are a habit of day-first countries; outside the US nobody prints them otherwise.
            dotted = "." in self.tokens.classes[day.first : day.last]
            if dotted and (own is None or self.facts.timezone):
                return True
            return True if own is None and self._foreign() else None
        if own in _NO_ORDER or (own in ("es", "fr") and english_day_first(self.facts.timezone) is False):
            return None
        return True

    def _by_weekday(self, one: int, two: int, year: int | None) -> bool | None:
        classes = self.tokens.classes
        place = classes.find("w")
        if place < 0 or year is None or classes.count("w") > 1:
            return None
        fits = []
        for order, (number, month) in ((True, (one, two)), (False, (two, one))):
            try:
                if date(gregorian_year(year), month, number).weekday() == self.tokens.values[place]:
                    fits.append(order)
            except ValueError:
                continue
        return fits[0] if len(fits) == 1 else None

    def _american(self) -> bool:
        """Whether the line names a zone of the United States ("10/11/2022 08:00 AM EDT")."""
        classes = self.tokens.classes
        return "z" in classes and any(
            letter == "z" and self.tokens.word(n) in _AMERICAN for n, letter in enumerate(classes)
        )

    def _foreign(self) -> bool:
        """Whether a word of another script or with an accent shows that the line is not English."""
        return any(
            letter in "PUwth" and not self.tokens.word(place).isascii()
            for place, letter in enumerate(self.tokens.classes)
        )

    def _yearless(
        self, day: Day, month: int, number: int, year: int | None, anchor: date | None, english: bool
    ) -> Found:
        if year is not None:
            return self._made(day, year, month, number, english)
        if month > 100:
            return Found(kind=day.kind, reason="no year")
        if anchor is not None:
            return self._made(day, anchor.year, month, number, english)
        if self.today is None:
            return Found(kind=day.kind, reason="no year")
        for tried in (self.today.year, self.today.year - 1):
            made = self._made(day, tried, month, number, english)
            if made.date is not None and made.date <= self.today + timedelta(days=1):
                return made
        return made
