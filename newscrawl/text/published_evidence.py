"""The printed times of a page as evidence: read, weighed by their place, their zones held against each other.

"Same minute, other zone" is one clock with two labels: the reading that fits the site's own zone is taken (field guide,
section 6, "Metadata lies").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from newscrawl.items import Kind, Printed, SiteFacts
from newscrawl.text.timestamps import Timestamp, read_timestamp
from newscrawl.text.timestamps_zones import in_zone

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
# Places whose times are seldom the article's own.
_WEAK = re.compile(
    r"relat|[ck]omment|repl(?:y|ies)|respond|sidebar|footer|masthead|\bheader\b|copyright|last-modified|expires|imageobject|videoobject|audioobject"
    r"|teaser|widget|recommend",
    re.IGNORECASE,
)
_HALF = re.compile(r"webpage|created|^meta:?time|^time$|timestamp|uploaddate|liveblogposting|^dcs", re.IGNORECASE)
_FIRM = re.compile(
    r"article:published|published_time|\bnear|headline|h1|byline|article[^:]*\.datepublished", re.IGNORECASE
)
_MACHINE = re.compile(
    r"\s*\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d:?\d\d|\s*\d{4}-\d\d-\d\dT|\s*\d{10,14}\s*$|\s*\d{4}-\d\d-\d\d\s*$"
)
_URL_DAY = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)([/\-_.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])"
    r"|((?:19[89]|20[0-4])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"|(0?[1-9]|[12]\d|3[01])([/\-_.])(0?[1-9]|1[0-2])\9((?:19|20)\d\d))(?!\d)"
)
_WAYBACK = re.compile(r"/web/\d{14}[a-z_]{0,4}/")
_VISIBLE = frozenset({"selector", "text", "time", "microdata"})
MAX_CANDIDATES = 60


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
    for order, printed in enumerate(published[:MAX_CANDIDATES]):
        if printed.kind == "url":
            stamp = url_day(printed.text, facts, fetched_at)
            if stamp is not None:
                read.append(_evidence(printed, order, stamp))
            continue
        reading = read_timestamp(printed.text, facts, fetched_at=fetched_at)
        if reading.published is not None and reading.published.at is not None:
            read.append(_evidence(printed, order, reading.published))
        elif reading.published is not None:
            unread.append((printed, _evidence(printed, order, reading.published)))
        if reading.modified is not None and reading.modified.at is not None:
            updates.append(reading.modified)
    days = {item.at.date() for item in read}
    left = []
    for printed, item in unread:
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
    return read, updates, left


def collect_modified(modified: Sequence[Printed], facts: SiteFacts, fetched_at: datetime | None) -> list[Evidence]:
    """Read the candidates for the time of change."""
    later = []
    for order, printed in enumerate(modified[:MAX_CANDIDATES]):
        reading = read_timestamp(printed.text, facts, fetched_at=fetched_at)
        stamp = next((s for s in (reading.modified, reading.published) if s is not None and s.at is not None), None)
        if stamp is not None:
            later.append(_evidence(printed, order, stamp))
    return later


def _evidence(printed: Printed, order: int, stamp: Timestamp) -> Evidence:
    weight = WEIGHTS.get(printed.kind, 0.4)
    if _WEAK.search(printed.where):
        weight *= 0.4
    elif _HALF.search(printed.where):
        weight *= 0.75
    elif _FIRM.search(printed.where):
        weight = min(0.97, weight * 1.12)
    if printed.kind == "text":
        # A line of its own, early on the page and in a place named for dates, is likelier than a day told in prose.
        if "date" not in printed.where:
            weight *= 0.8
        if len(stamp.text) < 0.4 * len(printed.text.strip()):
            weight *= 0.8
        weight *= 1.0 - 0.004 * min(order, 50)
    if stamp.filled:
        # A saved page says "3 weeks ago" for ever: any time that stands by itself is better.
        weight *= 0.3
    visible = printed.kind in _VISIBLE and not _MACHINE.match(printed.text)
    return Evidence(kind=printed.kind, where=printed.where, stamp=stamp, order=order, weight=weight, visible=visible)


def url_day(url: str, facts: SiteFacts, fetched_at: datetime | None) -> Timestamp | None:
    """The day in an address ("/2024/09/11/", "2024-09-11", "20240911"), or None.

    >>> url_day("https://mirror.example/2024/09/11/story", SiteFacts(), None).at
    datetime.datetime(2024, 9, 11, 0, 0)
    """
    match = _URL_DAY.search(_WAYBACK.sub("/", url[:2000]))
    if match is None:
        return None
    year, month, day = (
        match.group(1, 3, 4) if match[1] else match.group(5, 6, 7) if match[5] else match.group(11, 10, 8)
    )
    if match[11] and int(day) <= 12 and int(month) <= 12 and day != month and facts.day_first is not True:
        return None
    stamp = read_timestamp(f"{year}-{int(month):02}-{int(day):02}", facts, fetched_at=fetched_at).published
    return replace(stamp, text=match[0]) if stamp is not None and stamp.at is not None else None


@dataclass(frozen=True, slots=True)
class Minute:
    """A time cut to its minute, ready to be compared: ``clock`` in seconds of its own clock, ``instant`` since 1970."""

    clock: float
    instant: float
    zone: tzinfo | None

    @classmethod
    def of(cls, at: datetime) -> Minute:
        """The minute of a time."""
        bare = (at.replace(second=0, microsecond=0, tzinfo=None) - _EPOCH).total_seconds()
        offset = at.utcoffset()
        return cls(bare, bare - offset.total_seconds() if offset is not None else bare, at.tzinfo)

    def apart(self, other: Minute) -> int:
        """Whole minutes between two times; a time without a zone is compared by its clock."""
        if self.zone is other.zone or self.zone is None or other.zone is None:
            return round((self.clock - other.clock) / 60)
        return round((self.instant - other.instant) / 60)


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001


def minutes_apart(one: datetime, two: datetime) -> int:
    """Whole minutes between two times, seconds cut off; a time without a zone is compared by its clock.

    >>> minutes_apart(datetime(2024, 9, 11, 9, 43, 7), datetime(2024, 9, 11, 9, 40, 59))
    3
    """
    return Minute.of(one).apart(Minute.of(two))


def mend_zones(evidence: list[Evidence], site: ZoneInfo | None) -> list[Evidence]:
    """Where one wall clock stands under several offsets, keep the site's; without a site zone, the one that is not UTC.

    Seen: local time labelled Z or +00:00, DST ignored, attributes without zone. A stamp stays as it is when another
    place of the page confirms its instant under another clock.
    """
    clocks = [item for item in evidence if item.clock and item.stamp.wall is not None]
    mended = []
    for item in evidence:
        wall = item.stamp.wall
        if not item.clock or wall is None or item.stamp.zone_from == "abbreviation":
            mended.append(item)
            continue
        if item.stamp.zone_from != "offset":
            mended.append(_in_utc(item, wall, clocks))
            continue
        own = item.at.utcoffset() or timedelta(0)
        others = [other for other in clocks if other is not item and other.stamp.wall is not None]
        same = [other for other in others if minutes_apart(wall, other.stamp.wall or wall) == 0]
        confirmed = any(
            other not in same and other.at.tzinfo is not None and minutes_apart(other.at, item.at) == 0
            for other in others
        )
        at = None
        if confirmed:
            pass
        elif site is not None:
            local, _ = in_zone(wall, site)
            fits = [
                o
                for o in same
                if o.at.utcoffset() == local.utcoffset() and (o.kind, o.where) != (item.kind, item.where)
            ]
            at = local if own != local.utcoffset() and fits else None
        elif own == timedelta(0):
            offsets = {o.at.utcoffset() for o in same if o.stamp.zone_from is not None and o.at.utcoffset()}
            if len(offsets) == 1:
                at = wall.replace(tzinfo=next(o.at.tzinfo for o in same if o.at.utcoffset() in offsets))
        if at is not None:
            item = replace(item, stamp=replace(item.stamp, at=at, zone_from="site"))  # noqa: PLW2901
        mended.append(item)
    return mended


def _in_utc(item: Evidence, wall: datetime, clocks: list[Evidence]) -> Evidence:
    """A clock printed without a zone is the server's UTC when another place says that very instant with its offset.

    Seen: "0 h 23" on a Montréal page whose metadata say 20:23-04:00; an attribute 21:08:12 beside "4:08pm EST".
    """
    instant = wall.replace(tzinfo=UTC)
    if item.at.tzinfo is not None and minutes_apart(item.at, instant) == 0:
        return item
    for other in clocks:
        told = other.stamp.zone_from in ("offset", "abbreviation") and other.at.utcoffset()
        if other is not item and told and minutes_apart(other.at, instant) == 0:
            return replace(item, stamp=replace(item.stamp, at=instant, zone_from="offset"))
    return item


def page_offset(winner: Evidence, evidence: list[Evidence], later: list[Evidence]) -> timedelta | None:
    """The offset of the mirror as its own page tells it, where no zone is known; None when it does not.

    Either one and the same offset (not zero) stands on every clock that has one, or a visible clock without a zone
    shows the winner's minute some quarter hours away.
    """
    at = winner.at
    if at.tzinfo is not None and at.utcoffset() != timedelta(0):
        return None
    if at.tzinfo is not None:
        for other in evidence:
            if other.clock and other.at.tzinfo is None:
                apart = minutes_apart(other.at, at.replace(tzinfo=None))
                if apart and apart % 15 == 0 and -12 * 60 <= apart <= 14 * 60:
                    return timedelta(minutes=apart)
            elif other.clock and other.at.utcoffset() and minutes_apart(other.at, at) == 0:
                return other.at.utcoffset()
        return None
    offsets = {
        item.at.utcoffset()
        for item in (*evidence, *later)
        if item.clock and item.at.tzinfo is not None and abs(minutes_apart(item.at, at)) < 30 * 24 * 60
    }
    return offsets.pop() if len(offsets) == 1 and timedelta(0) not in offsets else None
