"""Which clock belongs to which day, and which of them the labels call published or updated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from newscrawl.items import Precision, SiteFacts
from newscrawl.text.times.days import DayReader, Found
from newscrawl.text.times.grammar import Clock, clocks, days, zone_after
from newscrawl.text.times.relative import relatives
from newscrawl.text.times.tokens import Tokens


@dataclass(slots=True)
class Pair:
    """A day, a clock or both that belong together; ``role`` is P, U or empty; ``moment`` when told from now."""

    day: Found | None
    clock: Clock | None
    first: int
    last: int
    role: str
    moment: datetime | None = None
    precision: Precision | None = None


_NO_CLOCK = re.compile(r"(?! ?[hz])")
Item = tuple[int, int, Found | Clock | Pair]
Dated = tuple[int, int, Found]


def _year_beside(tokens: Tokens, masked: str, first: int, last: int) -> bool:
    """Whether a year that belongs to no day stands in the same part of the line, some tokens away at most."""
    before, behind = masked[max(0, first - 8) : first], masked[last : last + 8]
    before, behind = re.split(r"[|(_]", before)[-1], re.split(r"[|(_]", behind)[0]
    start = first - len(before)
    places = [start + n for n, letter in enumerate(before) if letter == "Y"]
    places += [last + n for n, letter in enumerate(behind) if letter == "Y"]
    return any(1990 <= tokens.values[place] <= 2100 for place in places)


def _is_of_a_name(tokens: Tokens, place: int) -> bool:
    """Whether "today" closes a name, as "USA TODAY 8:42 a.m. EDT October 3, 2014" has it: both words have a capital."""
    if place < 2 or tokens.classes[place - 2 : place] != "x ":
        return False
    return all(tokens.printed[tokens.starts[word] : tokens.starts[word] + 1].isupper() for word in (place - 2, place))


def _dotted_beside(tokens: Tokens, masked: str, place: int, told: Found) -> Iterator[tuple[int, int, Clock]]:
    """The dotted clock right beside "yesterday" ("i går 21.15"), but neither that day's date ("heute, 07.08.") nor a price.

    English prints clocks so behind a date at most: "today 12.50" is dollars.
    """
    if tokens.word(place) in ("today", "yesterday"):
        return
    for clock in clocks(tokens, masked, dotted=True):
        between = masked[place + 1 : clock.first] if place < clock.first else masked[clock.last : place]
        day = told.date
        dated = day is not None and (clock.hour, clock.minute) in ((day.day, day.month), (day.month, day.day))
        if (
            len(between) <= 5
            and not between.strip(" ,.t|(-")
            and masked[clock.last : clock.last + 1] != "."
            and not dated
        ):
            yield clock.first, clock.last, clock


def _without_told_beside_dates(full: list[Dated], timed: list[tuple[int, int, Clock]], masked: str) -> list[Dated]:
    """Without "today" where the same part of the line prints a date: that says which day it was ("Hoy, 11/09/2024").

    The word may be of a name as well ("Heute Journal", "आज तक"). Labels part the line, and "today at 14:30" is a time of its own.
    """

    def has_clock(first: int, last: int) -> bool:
        return any(0 <= start - last <= 5 or 0 <= first - end <= 5 for start, end, _ in timed)

    def is_said(first: int, last: int, told: Found) -> bool:
        for other_first, other_last, other in full:
            if other.kind == "told" or other.date is None:
                continue
            between = masked[last:other_first] if last <= other_first else masked[other_last:first]
            if not {"U", "P"} & {*between} and (not has_clock(first, last) or other.date == told.date):
                return True
        return False

    return [entry for entry in full if entry[2].kind != "told" or not is_said(*entry)]


class PairFinder:
    """Finds the days and clocks of one string and joins them; ``reason`` says what kept a time told from now back."""

    def __init__(
        self, facts: SiteFacts, languages: tuple[str, ...], site: ZoneInfo | None, fetched_at: datetime | None
    ) -> None:
        self.facts = facts
        self.languages = languages
        self.site = site
        self.fetched_at = fetched_at
        self.reason: str | None = None

    def find(self, tokens: Tokens) -> list[Pair]:
        """Every day and clock, in the order of the string."""
        classes = tokens.classes
        reader = DayReader(tokens, self.facts, self.languages, self.site, self.fetched_at)
        masked = classes
        items: list[Item] = []

        def mask(first: int, last: int) -> None:
            nonlocal masked
            masked = masked[:first] + "_" * (last - first) + masked[last:]

        for found in relatives(tokens, self.fetched_at):
            mask(found.first, found.last)
            if found.at is None:
                self.reason = found.reason
            else:
                pair = Pair(None, None, found.first, found.last, "", found.at, found.precision)
                items.append((found.first, found.last, pair))
        full: list[Dated] = []
        for day in days(masked, with_year=True):
            read = reader.read(day)
            if read.date is None and read.reason == "not a date":
                if day.kind in ("dny", "mdy") and _NO_CLOCK.match(classes, day.last):
                    mask(day.first, day.last)  # "11 September 1024" is no day of this year; "1807 hrs" is a clock
                continue
            full.append((day.first, day.last, read))
            mask(day.first, day.last)
        if len(full) > 1 and any(read.calendar != "hijri" for _, _, read in full):
            full = [entry for entry in full if entry[2].calendar != "hijri"]
        timed: list[tuple[int, int, Clock]] = []
        for clock in clocks(tokens, masked, dotted=False):
            timed.append((clock.first, clock.last, clock))
        for first, last, _ in timed:
            mask(first, last)
        anchor = next((read.date for _, _, read in full if read.date), None)
        for day in days(masked, with_year=False):
            near = any(first - day.last <= 5 and day.first - last <= 5 for first, last, _ in timed)
            if day.kind == "dd" and not near:
                continue
            if full and not near:
                continue
            after = next((last for first, last, _ in timed if 0 <= first - day.last <= 3), None)
            year = None
            if day.kind == "md" and after is not None:
                trail = re.match(r" ?(?:z )?(Y)", masked[after:])
                if trail is not None:
                    year = tokens.values[after + trail.start(1)]
            if year is None and anchor is None and _year_beside(tokens, masked, day.first, day.last):
                continue  # its year stands there in a way that was not understood: that of fetching would be a guess
            read = reader.read(day, year=year, anchor=anchor)
            if read.date is None and read.reason == "not a date":
                continue
            full.append((day.first, day.last, read))
            mask(day.first, day.last)
        for place, letter in enumerate(masked):
            if letter == "R" and not (full and _is_of_a_name(tokens, place)):
                told = reader.told(tokens.values[place], place)
                full.append((place, place + 1, told))
                timed += _dotted_beside(tokens, masked, place, told)
        full = _without_told_beside_dates(full, timed, masked)
        spots = [(first, last) for first, last, read in full if read.kind != "told"]
        if spots:
            beside = {first for first, _, _ in timed}
            for clock in clocks(tokens, masked, dotted=True):
                near = any(0 <= clock.first - last <= 5 or 0 <= first - clock.last <= 3 for first, last in spots)
                if near and clock.first not in beside:
                    timed.append((clock.first, clock.last, clock))
        items += full
        items += timed
        items.sort(key=lambda item: item[0])
        return self._paired(tokens, masked, items)

    def _paired(self, tokens: Tokens, masked: str, items: list[Item]) -> list[Pair]:
        labels = [(place, letter) for place, letter in enumerate(masked) if letter in "UP"]
        suffixes: dict[int, int] = {}
        roles: list[tuple[int, str]] = []
        for place, letter in labels:
            # "Yenilənmə tarix:": the word for a date right behind "updated" names no publication.
            if letter == "P" and roles and roles[-1][1] == "U" and not masked[roles[-1][0] + 1 : place].strip(" f"):
                continue
            ended = next((n for n, item in enumerate(items) if place - 1 <= item[1] <= place), None)
            closes = masked[place + 1 : place + 2] in ("", ")", " ") and not re.match(
                r" ?[:(]? ?_", masked[place + 1 : place + 5]
            )
            if letter == "U" and ended is not None and closes and tokens.word(place)[:1] > "\u3000":
                suffixes[ended] = place
                continue
            roles.append((place, letter))

        def role(position: int) -> tuple[int, str]:
            last = (-1, "")
            for entry in roles:
                if entry[0] < position:
                    last = entry
            return last

        pairs: list[Pair] = []
        n = 0
        while n < len(items):
            first, last, what = items[n]
            segment = role(first)
            if isinstance(what, Pair):
                what.role = segment[1]
                pairs.append(what)
                n += 1
                continue
            mate = items[n + 1] if n + 1 < len(items) else None
            joined = mate is not None and not isinstance(mate[2], Pair) and type(mate[2]) is not type(what)
            if joined and mate is not None:
                joined = mate[0] - last <= 14 and (role(mate[0]) == segment or self._posted_at(items, n, role(mate[0])))
                if joined and isinstance(what, Clock):
                    rival = items[n + 2] if n + 2 < len(items) else None
                    alone = n + 3 >= len(items) or not isinstance(items[n + 3][2], Found)
                    if rival is not None and isinstance(rival[2], Clock) and alone and role(rival[0]) == segment:
                        joined = mate[0] - last <= rival[0] - mate[1] and not what.bare_hour
            letter = segment[1]
            if joined and mate is not None:
                letter = "U" if n in suffixes or n + 1 in suffixes else letter
                day = what if isinstance(what, Found) else mate[2]
                clock = what if isinstance(what, Clock) else mate[2]
                assert isinstance(day, Found) and isinstance(clock, Clock)  # noqa: PT018
                if clock is what and clock.zone is None and clock.offset is None:
                    zone_after(tokens, masked, clock, mate[1])  # "22:00, 11 July 2021 BST"
                pairs.append(Pair(day, clock, first, max(last, mate[1], clock.last), letter))
                n += 2
                continue
            letter = "U" if n in suffixes else letter
            if isinstance(what, Found):
                pairs.append(Pair(what, None, first, last, letter))
            else:
                pairs.append(Pair(None, what, first, last, letter))
            n += 1
        return pairs

    @staticmethod
    def _posted_at(items: list[Item], n: int, label: tuple[int, str]) -> bool:
        """Whether a label stands between a day and its clock ("2024.09.11 Wed posted at 18:07")."""
        day_before = isinstance(items[n][2], Found) and label[1] == "P" and label[0] > items[n][1]
        return day_before and not (n + 2 < len(items) and isinstance(items[n + 2][2], Found))
