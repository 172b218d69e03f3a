"""The printed times of a page as evidence: read, and weighed by what they are and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from newscrawl.items import Kind, Printed, SiteFacts
from newscrawl.text.publication.clocks import AT_TOP, read_printed, trust
from newscrawl.text.publication.url_dates import url_day
from newscrawl.text.times.readings import Reading, Timestamp
from newscrawl.text.timestamps import read_timestamp

# How often a kind was right to the minute on labelled pages, roughly (tests/benchmarks/bench_times.py measures it).
WEIGHTS: dict[Kind, float] = {
    "selector": 0.97,
    "jsonld": 0.95,
    "microdata": 0.8,
    "meta": 0.8,
    "time": 0.75,
    "text": 0.6,
    "newsfeed": 0.85,
    "sitemap": 0.5,
    "url": 0.62,
    "header": 0.25,
}
# So many blocks away is near the headline; further than all others.
NEAR, FAR = 3, 999
# How often a visible time was right by its place on the page: (region, up to how many blocks away, day alone, with clock).
_PLACES = (
    ("under", 8, 0.91, 0.93),
    ("under", FAR, 0.3, 0.5),
    ("above", 1, 0.91, 0.93),
    ("above", NEAR, 0.55, 0.85),
    ("above", 8, 0.5, 0.8),
    ("above", FAR, 0.25, 0.35),
    ("within", 3, 0.75, 0.88),
    ("within", 8, 0.4, 0.7),
    ("within", FAR, 0.15, 0.4),
    ("behind", 1, 0.6, 0.75),
    ("behind", 3, 0.35, 0.45),
    ("behind", 8, 0.2, 0.3),
    ("behind", FAR, 0.1, 0.25),
)
_PLACE = re.compile(r"(above|under|within|behind) (\d{1,6})\Z")
_UNDER = re.compile(r" under [1-3]\Z")
# Places whose times are seldom the article's own.
_WEAK = re.compile(
    r"relat|[ck]omment|repl(?:y|ies)|respond|sidebar|footer|masthead|\bheader\b|copyright|last-modified|expires|imageobject|videoobject|audioobject"
    r"|teaser|widget|recommend|elsewhere",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"webpage|created|^meta:?time|^time$|timestamp|uploaddate|liveblogposting|^dcs|^script", re.IGNORECASE
)
_FIRM = re.compile(
    r"article:published|published_time|\bnear|headline|h1|byline|article[^:]*\.datepublished", re.IGNORECASE
)
_MACHINE = re.compile(
    r"\s*\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d:?\d\d|\s*\d{4}-\d\d-\d\dT|\s*\d{10,14}\s*$|\s*\d{4}-\d\d-\d\d\s*$"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)(?!\d)")
# "December 5, 2016 Issue", "Ausgabe vom 5. Mai": a printed paper's day is no time of publication here.
_ISSUE = re.compile(
    r"\b(?:issue|print edition|printausgabe|druckausgabe|ausgabe|heft|numéro du|número de)\b", re.IGNORECASE
)
_VISIBLE = frozenset({"selector", "text", "time", "microdata"})
MAX_CANDIDATES = 60
# So much later than the day in its address, a page's own date is that of a move to another system, or of a second run.
REDATED_DAYS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One printed time that was read; ``weight`` is how far it is trusted alone."""

    kind: Kind
    where: str
    stamp: Timestamp
    order: int
    weight: float
    visible: bool

    @property
    def at(self) -> datetime:
        """The instant; evidence without one is never kept."""
        return self.stamp.at if self.stamp.at is not None else datetime.min  # noqa: DTZ901

    @property
    def clock(self) -> bool:
        """Whether it says more than the day."""
        return self.stamp.precision != "day"


def collect(
    published: Sequence[Printed], facts: SiteFacts, fetched_at: datetime | None
) -> tuple[list[Evidence], list[Timestamp], list[Evidence]]:
    """Read the candidates: evidence, times labelled as updates, and what could not be read."""
    read: list[Evidence] = []
    updates: list[Timestamp] = []
    unread: list[tuple[Printed, Evidence]] = []
    known: dict[tuple[str, bool | None], Reading] = {}
    moment = fetched_at.replace(tzinfo=UTC) if fetched_at is not None and fetched_at.tzinfo is None else fetched_at
    for order, printed in enumerate(published[:MAX_CANDIDATES]):
        if printed.kind == "url":
            stamp = url_day(printed.text, facts, fetched_at)
            if stamp is not None:
                read.append(_evidence(printed, order, stamp))
            continue
        told = facts
        if facts.day_first is None and len(_NUMBERS.findall(printed.text[:200])) > 1:
            # "05/06/2024 and 13/06/2024": the second says how the first is meant.
            told = replace(facts, day_first=_shown_order([printed]))
        # Metadata and JSON-LD often say one string.
        key = (printed.text, told.day_first)
        reading = known.get(key) or read_printed(printed, told, fetched_at)
        known[key] = reading
        if reading.published is not None and reading.published.at is not None:
            item = _evidence(printed, order, reading.published)
            left_of_it = trust(printed, reading.published, moment)
            read.append(item if left_of_it == 1.0 else replace(item, weight=item.weight * left_of_it))
        elif reading.published is not None:
            unread.append((printed, _evidence(printed, order, reading.published)))
        if reading.modified is not None and reading.modified.at is not None:
            updates.append(reading.modified)
    days = {item.at.date() for item in read}
    unread = _with_year(unread, read, facts)
    read += [item for _, item in unread if item.stamp.at is not None]
    unread = [pair for pair in unread if pair[1].stamp.at is None]
    left = []
    shown = _shown_order(published) if any(item.stamp.ambiguous for _, item in unread) else None
    for printed, item in unread:
        if item.stamp.ambiguous and shown is not None:
            stamp = read_timestamp(printed.text, replace(facts, day_first=shown), fetched_at=fetched_at).published
            if stamp is not None and stamp.at is not None:
                read.append(replace(item, stamp=stamp, weight=item.weight * 0.9))
                continue
        # Day and month either way round: what the page says elsewhere decides.
        fits = [
            stamp
            for order_known in (True, False)
            if item.stamp.ambiguous
            and (
                stamp := read_timestamp(
                    printed.text, replace(facts, day_first=order_known), fetched_at=fetched_at
                ).published
            )
            and stamp.at is not None
            and stamp.at.date() in days
        ]
        if len(fits) == 1:
            read.append(replace(item, stamp=fits[0]))
        else:
            left.append(item)
    other = {item.stamp.wall.date() for item in left if item.stamp.wall is not None}
    if other:
        # The page prints a day, though its clock may be meant in two ways: a clock alone is no time of today then.
        read = [item for item in read if not (item.stamp.filled and item.stamp.doubtful) or item.at.date() in other]
    return _address_first(_under_first(read)), updates, left


def _with_year(
    unread: list[tuple[Printed, Evidence]], read: list[Evidence], facts: SiteFacts
) -> list[tuple[Printed, Evidence]]:
    """The same, and times without a year read in that of a day which the page or its address says whole.

    "28 novembre, 16:31" at an address of 2011/11/28: the day must be that one, or it is another year's.
    """
    days = dict.fromkeys(item.at.date() for item in read) if any(i.stamp.reason == "no year" for _, i in unread) else {}
    told = []
    for printed, item in unread:
        stamps = (
            read_printed(printed, facts, datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)).published
            for day in (days if item.stamp.reason == "no year" else ())
        )
        found = next((stamp for stamp in stamps if stamp is not None and stamp.at is not None), None)
        fits = found is not None and found.at is not None and found.at.date() in days
        told.append((printed, replace(item, stamp=found, weight=item.weight * 0.95) if fits and found else item))
    return told


def _address_first(read: list[Evidence]) -> list[Evidence]:
    """The day in an address stands where all that the page says is of months later: pages are dated anew, addresses are not."""
    named = [item for item in read if item.kind == "url" and item.stamp.text.count("/") == 2]
    others = [item.at.date() for item in read if item.weight > 0.5 and item.kind != "url"]
    if not named or not others or (min(others) - named[0].at.date()).days < REDATED_DAYS:
        return read
    return [replace(item, weight=0.7) if item is named[0] else replace(item, weight=item.weight * 0.2) for item in read]


def _under_first(read: list[Evidence]) -> list[Evidence]:
    """Of two days around a headline the one under it is the article's: the one in the page's own head is today's."""
    days = {item.at.date() for item in read if item.kind in ("text", "time") and _UNDER.search(item.where)}
    if not days:
        return read
    return [
        replace(item, weight=item.weight * 0.5)
        if item.kind in ("text", "time") and AT_TOP.search(item.where) and item.at.date() not in days
        else item
        for item in read
    ]


def _shown_order(published: Sequence[Printed]) -> bool | None:
    """Whether the page's other dates in numbers have the day first: "26/03/2019" beside "08/07/2017"; None where none tell.

    >>> _shown_order([Printed(text="08/07/2017", kind="text"), Printed(text="26/03/2019", kind="text")])
    True
    """
    orders = set()
    for printed in published:
        for match in _NUMBERS.finditer(printed.text[:200]) if printed.kind in ("text", "time") else ():
            one, two = int(match[1]), int(match[3])
            if (one > 12) != (two > 12) and max(one, two) <= 31:
                orders.add(one > 12)
    return orders.pop() if len(orders) == 1 else None


def collect_modified(modified: Sequence[Printed], facts: SiteFacts, fetched_at: datetime | None) -> list[Evidence]:
    """Read the candidates for the time of change."""
    later = []
    for order, printed in enumerate(modified[:MAX_CANDIDATES]):
        reading = read_printed(printed, facts, fetched_at)
        stamp = next((s for s in (reading.modified, reading.published) if s is not None and s.at is not None), None)
        if stamp is not None:
            later.append(_evidence(printed, order, stamp))
    return later


def _evidence(printed: Printed, order: int, stamp: Timestamp) -> Evidence:
    weight = WEIGHTS.get(printed.kind, 0.4)
    trusted, place = _told_by(printed.where)
    if trusted == "weak":
        weight *= 0.4
    elif place is not None:
        weight = _by_place(place[0], place[1], clock=stamp.precision != "day")
    elif trusted == "half":
        weight *= 0.75
    elif trusted == "firm":
        weight = min(0.97, weight * 1.2)
    if printed.kind == "text":
        share = len(stamp.text) / max(1, len(printed.text.strip()))
        if place is None:
            # A line of its own, early on the page and in a place named for dates, is likelier than a day told in prose.
            weight *= 0.8 if "date" not in printed.where else 1.0
            weight *= 1.0 - 0.004 * min(order, 50)
            weight *= 0.8 if share < 0.4 else 1.0
        elif _ISSUE.search(printed.text):
            weight *= 0.5
        elif share < 0.3:
            weight *= 0.95 if place[0] in ("under", "above") and place[1] <= 3 else 0.5
    if stamp.filled:
        # A saved page says "3 weeks ago" for ever: any time that stands by itself is better.
        weight *= 0.3
    visible = printed.kind in _VISIBLE and not _MACHINE.match(printed.text)
    return Evidence(kind=printed.kind, where=printed.where, stamp=stamp, order=order, weight=weight, visible=visible)


@lru_cache(maxsize=1024)  # names of metadata and places are few
def _told_by(where: str) -> tuple[str, tuple[str, int] | None]:
    """How far times of a place are trusted, and which region of the page it is, how many blocks away."""
    found = _PLACE.search(where)
    place = (found[1], int(found[2])) if found is not None else None
    if place is not None and place[1] > NEAR and AT_TOP.search(where):
        place = (place[0], FAR)  # how many lines a menu has says nothing of what stands above it
    for word, pattern in (("weak", _WEAK), ("half", _HALF), ("firm", _FIRM)):
        if pattern.search(where):
            return word, place
    return "", place


def _by_place(region: str, away: int, *, clock: bool) -> float:
    for name, most, day, timed in _PLACES:
        if name == region and away <= most:
            return timed if clock else day
    return 0.1
