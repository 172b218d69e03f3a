"""Evidence to verdict: which of a page's many times is when the article was published, and how sure that is.

Kinds of evidence are weighed by how often each was right on labelled pages; independent kinds that agree raise the
confidence, a clock that others contradict lowers it. "Same minute, other zone" is one clock with two labels: the
reading that fits the site's own zone is taken (field guide, section 6, "Metadata lies").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.items import Kind, Precision, Printed, SiteFacts
from newscrawl.text.timestamps import Timestamp, read_timestamp
from newscrawl.text.timestamps_zones import fixed, in_zone, zone

# How often a kind alone is right to the minute, roughly; see docs of the benchmark for the measured table.
WEIGHTS: dict[Kind, float] = {
    "selector": 0.97,
    "jsonld": 0.95,
    "microdata": 0.88,
    "meta": 0.9,
    "time": 0.8,
    "text": 0.6,
    "newsfeed": 0.85,
    "sitemap": 0.5,
    "url": 0.75,
    "header": 0.25,
}
# Places that carry a page's own date less often, or more: matched inside ``where``.
_WEAK = re.compile(
    r"header|masthead|top|footer|sidebar|related|comment|clock|copyright|last-modified|expires", re.IGNORECASE
)
_FIRM = re.compile(r"headline|article:published|published_time|datepublished|pubdate|byline|near|h1", re.IGNORECASE)
_MACHINE = re.compile(r"\s*\d{4}-?\d\d-?\d\dT|\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\s*\d{10,14}\s*$")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/\-_.]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_VISIBLE = frozenset({"selector", "text", "time", "microdata"})
MAX_CANDIDATES = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The time fields of an article; ``ambiguous``: only a date whose day and month could be either way round was found."""

    published_text: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_from: Kind | None = None
    published_confidence: float | None = None
    modified_at: datetime | None = None
    ambiguous: bool = False


@dataclass(slots=True)
class _Evidence:
    kind: Kind
    where: str
    stamp: Timestamp
    order: int
    weight: float
    visible: bool

    @property
    def clock(self) -> bool:
        return self.stamp.at is not None and self.stamp.precision != "day"


def choose(
    published: Sequence[Printed],
    modified: Sequence[Printed],
    facts: SiteFacts,
    *,
    fetched_at: datetime | None = None,
) -> Verdict:
    """Weigh every printed time of a page and say which one stands.

    >>> baku = SiteFacts(timezone="Asia/Baku", languages=("en",))
    >>> verdict = choose([Printed(text="11 September 2024 09:43", kind="text")], [], baku)
    >>> verdict.published_at.isoformat(), verdict.published_text, verdict.published_from
    ('2024-09-11T09:43:00+04:00', '11 September 2024 09:43', 'text')
    """
    site = zone(facts.timezone)
    evidence: list[_Evidence] = []
    updates: list[Timestamp] = []
    for order, printed in enumerate(published[:MAX_CANDIDATES]):
        _take(printed, order, facts, fetched_at, evidence, updates)
    later: list[_Evidence] = []
    for order, printed in enumerate(modified[:MAX_CANDIDATES]):
        reading = read_timestamp(printed.text, facts, fetched_at=fetched_at)
        stamp = (
            reading.modified if reading.modified is not None and reading.modified.at is not None else reading.published
        )
        if stamp is not None and stamp.at is not None:
            later.append(_evidence(printed, order, stamp))
    evidence, unsure = _decided(evidence)
    _mend_zones(evidence, site)
    best = _best(evidence, later, site)
    changed = _modified(later, updates, best, site)
    if best is None:
        lone = _lone_update(updates, later, site)
        if lone is not None:
            return replace(lone, modified_at=changed or lone.published_at)
        text = next((item.stamp.text for item in unsure), None)
        ambiguous = any(item.stamp.ambiguous for item in unsure)
        return Verdict(published_text=text, modified_at=changed, ambiguous=ambiguous)
    return replace(best, modified_at=changed)


def _evidence(printed: Printed, order: int, stamp: Timestamp) -> _Evidence:
    weight = WEIGHTS.get(printed.kind, 0.4)
    if _WEAK.search(printed.where):
        weight *= 0.45
    elif _FIRM.search(printed.where):
        weight = min(0.99, weight * 1.05)
    visible = printed.kind in _VISIBLE and not _MACHINE.match(printed.text)
    return _Evidence(kind=printed.kind, where=printed.where, stamp=stamp, order=order, weight=weight, visible=visible)


def _take(
    printed: Printed,
    order: int,
    facts: SiteFacts,
    fetched_at: datetime | None,
    evidence: list[_Evidence],
    updates: list[Timestamp],
) -> None:
    if printed.kind == "url":
        stamp = _url_day(printed.text, facts, fetched_at)
        if stamp is not None:
            evidence.append(_evidence(printed, order, stamp))
        return
    reading = read_timestamp(printed.text, facts, fetched_at=fetched_at)
    if reading.published is not None:
        evidence.append(_evidence(printed, order, reading.published))
    if reading.modified is not None and reading.modified.at is not None:
        updates.append(reading.modified)


def _url_day(url: str, facts: SiteFacts, fetched_at: datetime | None) -> Timestamp | None:
    """The day in an address ("/2024/09/11/", "2024-09-11", "20240911").

    >>> _url_day("https://mirror.example/2024/09/11/story", SiteFacts(), None).at
    datetime.datetime(2024, 9, 11, 0, 0)
    """
    match = _URL_DAY.search(url[:2000])
    if match is None:
        return None
    stamp = read_timestamp(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}", facts, fetched_at=fetched_at).published
    return replace(stamp, text=match[0]) if stamp is not None and stamp.at is not None else None


def _decided(evidence: list[_Evidence]) -> tuple[list[_Evidence], list[_Evidence]]:
    """Split into times that were read and times that were not; an ambiguous day is decided by another candidate's."""
    read = [item for item in evidence if item.stamp.at is not None]
    return read, [item for item in evidence if item.stamp.at is None]


def _offset(stamp: Timestamp) -> timedelta | None:
    return stamp.at.utcoffset() if stamp.at is not None else None


def _mend_zones(evidence: list[_Evidence], site: ZoneInfo | None) -> None:
    """One clock with two labels: where the same wall clock stands under several offsets, keep the site's.

    Seen: local time labelled Z or +00:00, DST ignored, attributes without zone.
    """
    clocks = [item for item in evidence if item.clock and item.stamp.wall is not None]
    for item in clocks:
        if item.stamp.zone_from != "offset" or item.stamp.wall is None:
            continue
        own = _offset(item.stamp)
        wall = item.stamp.wall.replace(second=0, microsecond=0)
        same = [
            o
            for o in clocks
            if o is not item and o.stamp.wall is not None and o.stamp.wall.replace(second=0, microsecond=0) == wall
        ]
        if site is not None:
            at, _ = in_zone(item.stamp.wall, site)
            if own == at.utcoffset():
                continue
            elsewhere = [
                o
                for o in clocks
                if o is not item and o.stamp.zone_from == "offset" and _offset(o.stamp) == _in(o, site).utcoffset()
            ]
            confirmed = any(
                _same_minute(_in(o, site), _in(item, site))
                for o in clocks
                if o is not item and o.stamp.wall != item.stamp.wall
            )
            fits = [
                o for o in same if _offset(o.stamp) == at.utcoffset() and (o.kind != item.kind or o.where != item.where)
            ]
            if fits and not confirmed and not any(_same_minute(_in(o, site), _in(item, site)) for o in elsewhere):
                item.stamp = replace(item.stamp, at=at, zone_from="site")
        elif own == timedelta(0):
            other = next((o for o in same if o.stamp.zone_from == "offset" and _offset(o.stamp) != timedelta(0)), None)
            if other is not None:
                item.stamp = replace(
                    item.stamp, at=item.stamp.wall.replace(tzinfo=fixed(_offset(other.stamp) or timedelta(0)))
                )


def _in(item: _Evidence, site: ZoneInfo | None) -> datetime:
    at = item.stamp.at
    assert at is not None
    if site is not None and at.tzinfo is not None:
        return at.astimezone(site)
    return at


def _same_minute(one: datetime, two: datetime) -> bool:
    if (one.tzinfo is None) != (two.tzinfo is None):
        return one.replace(tzinfo=None, second=0, microsecond=0) == two.replace(tzinfo=None, second=0, microsecond=0)
    return abs(one - two) < timedelta(seconds=60)


def _day_of(item: _Evidence, site: ZoneInfo | None) -> date:
    return _in(item, site).date()


def _best(evidence: list[_Evidence], later: list[_Evidence], site: ZoneInfo | None) -> Verdict | None:
    if not evidence:
        return None
    scored = [(_support(item, evidence, site), -item.order, item) for item in evidence]
    clocked = [entry for entry in scored if entry[2].clock]
    top = max(scored, key=lambda entry: entry[:2])
    winner = top[2]
    if not winner.clock:
        # A clock on the same day says more than the day alone.
        same_day = [entry for entry in clocked if _day_of(entry[2], site) == _day_of(winner, site)]
        if same_day:
            top = max(same_day, key=lambda entry: entry[:2])
            winner = top[2]
    else:
        finer = [
            e for e in clocked if e[2].stamp.precision == "second" and _same_minute(_in(e[2], site), _in(winner, site))
        ]
        if winner.stamp.precision != "second" and finer:
            winner = max(finer, key=lambda entry: entry[2].weight)[2]
    at = _in(winner, site)
    if winner.stamp.precision == "day":
        at = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return Verdict(
        published_text=_text(winner, evidence, site),
        published_at=at,
        published_precision=winner.stamp.precision,
        published_from=winner.kind,
        published_confidence=_confidence(winner, evidence, site),
    )


def _agrees(item: _Evidence, other: _Evidence, site: ZoneInfo | None) -> float:
    """1 for the same minute, less for the same day only, 0 for another time."""
    if item.clock and other.clock:
        one, two = _in(item, site), _in(other, site)
        if _same_minute(one, two):
            return 1.0
        if (one.tzinfo is None) == (two.tzinfo is None) and abs(one - two) <= timedelta(minutes=10):
            return 0.5
        return 0.0
    if _day_of(item, site) == _day_of(other, site):
        return 0.5 if item.clock or other.clock else 0.9
    return 0.0


def _support(item: _Evidence, evidence: list[_Evidence], site: ZoneInfo | None) -> float:
    """How much stands behind a time: its own weight and the best of every other kind that agrees."""
    best: dict[str, float] = {}
    for other in evidence:
        if other is item:
            continue
        share = _agrees(item, other, site) * other.weight
        key = other.kind if other.kind != item.kind else other.kind + other.where
        if other.kind == item.kind:
            share *= 0.3
        best[key] = max(best.get(key, 0.0), share)
    return item.weight + 0.5 * sum(best.values())


def _confidence(winner: _Evidence, evidence: list[_Evidence], site: ZoneInfo | None) -> float:
    wrong = 1.0 - winner.weight
    for kind in {other.kind for other in evidence if other.kind != winner.kind}:
        shares = [_agrees(winner, other, site) * other.weight for other in evidence if other.kind == kind]
        wrong *= 1.0 - 0.7 * max(shares)
    against = [other.weight for other in evidence if other.kind != winner.kind and _agrees(winner, other, site) == 0.0]
    confidence = 1.0 - wrong
    if against:
        confidence *= 1.0 - 0.35 * max(against)
    if winner.stamp.doubtful:
        confidence *= 0.8
    if winner.clock and winner.stamp.at is not None and winner.stamp.at.tzinfo is None:
        confidence *= 0.8
    return round(min(confidence, 0.99), 2)


def _text(winner: _Evidence, evidence: list[_Evidence], site: ZoneInfo | None) -> str:
    if winner.visible:
        return winner.stamp.text
    agreeing = [(other.clock, _agrees(winner, other, site), -other.order, other) for other in evidence if other.visible]
    agreeing = [entry for entry in agreeing if entry[1] > 0]
    if agreeing:
        return max(agreeing, key=lambda entry: entry[:3])[3].stamp.text
    return winner.stamp.text


def _modified(
    later: list[_Evidence], updates: list[Timestamp], best: Verdict | None, site: ZoneInfo | None
) -> datetime | None:
    options = [item.stamp for item in sorted(later, key=lambda item: -item.weight)] + updates
    for stamp in options:
        if stamp.at is None:
            continue
        at = stamp.at.astimezone(site) if site is not None and stamp.at.tzinfo is not None else stamp.at
        if best is None or best.published_at is None:
            return at
        earlier = best.published_at
        if (at.tzinfo is None) != (earlier.tzinfo is None):
            at_compared, earlier = at.replace(tzinfo=None), earlier.replace(tzinfo=None)
        else:
            at_compared = at
        if at_compared >= earlier - timedelta(minutes=1):
            return at
    return None


def _lone_update(updates: list[Timestamp], later: list[_Evidence], site: ZoneInfo | None) -> Verdict | None:
    """A page that prints only when it was updated: that is the best known time of it, with little confidence."""
    stamps = [(stamp, "text") for stamp in updates] + [(item.stamp, item.kind) for item in later]
    for stamp, kind in stamps:
        if stamp.at is not None:
            at = stamp.at.astimezone(site) if site is not None and stamp.at.tzinfo is not None else stamp.at
            return Verdict(
                published_text=stamp.text,
                published_at=at,
                published_precision=stamp.precision,
                published_from=kind,  # type: ignore[arg-type]
                published_confidence=0.45,
            )
    return None


__all__ = ["Verdict", "choose"]
_ = UTC
