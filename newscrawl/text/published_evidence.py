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
# How often a visible time was right by its place on the page: (region, up to how many blocks away, day alone, with clock).
_PLACES = (
    ("under", 8, 0.91, 0.93),
    ("under", 999, 0.3, 0.5),
    ("above", 1, 0.91, 0.93),
    ("above", 3, 0.55, 0.85),
    ("above", 8, 0.5, 0.8),
    ("above", 999, 0.25, 0.35),
    ("within", 3, 0.75, 0.88),
    ("within", 8, 0.4, 0.7),
    ("within", 999, 0.15, 0.4),
    ("behind", 1, 0.6, 0.75),
    ("behind", 3, 0.35, 0.45),
    ("behind", 8, 0.2, 0.3),
    ("behind", 999, 0.1, 0.25),
)
_PLACE = re.compile(r"(above|under|within|behind) (\d{1,6})\Z")
# Places whose times are seldom the article's own.
_WEAK = re.compile(
    r"relat|[ck]omment|repl(?:y|ies)|respond|sidebar|footer|masthead|\bheader\b|copyright|last-modified|expires|imageobject|videoobject|audioobject"
    r"|teaser|widget|recommend|elsewhere",
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
_DECLARED = frozenset({"jsonld", "meta", "microdata"})
_FIRST_TOLD = re.compile(r"publi|issued|pubdate|created", re.IGNORECASE)
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
    place = _PLACE.search(printed.where)
    if _WEAK.search(printed.where):
        weight *= 0.4
    elif place is not None:
        weight = _by_place(place[1], int(place[2]), clock=stamp.precision != "day")
    elif _HALF.search(printed.where):
        weight *= 0.75
    elif _FIRM.search(printed.where):
        weight = min(0.97, weight * 1.2)
    if printed.kind == "text":
        share = len(stamp.text) / max(1, len(printed.text.strip()))
        if place is None:
            # A line of its own, early on the page and in a place named for dates, is likelier than a day told in prose.
            weight *= 0.8 if "date" not in printed.where else 1.0
            weight *= 1.0 - 0.004 * min(order, 50)
            weight *= 0.8 if share < 0.4 else 1.0
        elif share < 0.3:
            weight *= 0.95 if place[1] in ("under", "above") and int(place[2]) <= 3 else 0.5
    if stamp.filled:
        # A saved page says "3 weeks ago" for ever: any time that stands by itself is better.
        weight *= 0.3
    visible = printed.kind in _VISIBLE and not _MACHINE.match(printed.text)
    return Evidence(kind=printed.kind, where=printed.where, stamp=stamp, order=order, weight=weight, visible=visible)


def _by_place(region: str, away: int, *, clock: bool) -> float:
    for name, most, day, timed in _PLACES:
        if name == region and away <= most:
            return timed if clock else day
    return 0.1


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


def weigh_updates(evidence: list[Evidence], later: list[Evidence], updates: list[Timestamp]) -> list[Evidence]:
    """Times that are told elsewhere as those of the last change say little of an earlier publication.

    A visible time that machines are told so; any time that a line calls updated, beside an earlier one on the page.
    """
    told = [item for item in evidence if item.kind in _DECLARED and _FIRST_TOLD.search(item.where)]
    shown = [item for item in evidence if item.kind in ("text", "time") and item.clock and item.weight > 0.7]
    changed = [item for item in later if item.kind in _DECLARED]
    labelled = [stamp.at for stamp in updates if stamp.at is not None and stamp.precision != "day"]
    weighed = []
    for item in evidence:
        spoken = item.kind in ("text", "time") and any(
            _same(item, change) and any(_before(first, item) and not _same(first, change) for first in told)
            for change in changed
        )
        called = (
            item.clock
            and any(minutes_apart(item.at, at) == 0 for at in labelled)
            and any(item.at.date() >= first.at.date() and minutes_apart(item.at, first.at) > 5 for first in shown)
        )
        weighed.append(replace(item, weight=item.weight * 0.5) if spoken or called else item)
    return weighed


def _same(item: Evidence, other: Evidence) -> bool:
    """Whether two times are one, whatever the zones of their clocks."""
    if not item.clock or not other.clock:
        return item.at.date() == other.at.date()
    apart = minutes_apart(item.stamp.wall or item.at, other.stamp.wall or other.at)
    return minutes_apart(item.at, other.at) == 0 or (apart % 60 == 0 and abs(apart) <= 14 * 60)


def _before(first: Evidence, item: Evidence) -> bool:
    if first.clock and item.clock and item.at.date() == first.at.date():
        return minutes_apart(item.at, first.at) > 5
    # What is filed in the evening is dated the day after, unasked.
    return (item.at.date() - first.at.date()).days > 1


def mend_zones(evidence: list[Evidence], site: ZoneInfo | None, home: ZoneInfo | None = None) -> list[Evidence]:
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
        elif site is not None and not _denied(item, wall, others, site):
            local, _ = in_zone(wall, site)
            fits = [
                o
                for o in same
                if o.at.utcoffset() == local.utcoffset() and (o.kind, o.where) != (item.kind, item.where)
            ]
            at = local if own != local.utcoffset() and fits else None
        elif home is not None and own == timedelta(0) and _denied(item, wall, others, home):
            at = in_zone(wall, home)[0]
        elif own == timedelta(0):
            offsets = {o.at.utcoffset() for o in same if o.stamp.zone_from is not None and o.at.utcoffset()}
            if len(offsets) == 1:
                at = wall.replace(tzinfo=next(o.at.tzinfo for o in same if o.at.utcoffset() in offsets))
        if at is not None:
            item = replace(item, stamp=replace(item.stamp, at=at, zone_from="site"))  # noqa: PLW2901
        mended.append(item)
    return mended


def _denied(item: Evidence, wall: datetime, others: list[Evidence], home: ZoneInfo) -> bool:
    """Whether another stamp in UTC says that this one is the local clock: "07:25:06Z" beside "21:25:06Z" in Sydney."""
    local = in_zone(wall, home)[0]
    return item.at.utcoffset() == timedelta(0) != local.utcoffset() and any(
        o.at.utcoffset() == timedelta(0) and minutes_apart(o.at, local) == 0 and o.at.second == item.at.second
        for o in others
    )


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
