"""Evidence to verdict: which of a page's many times is when the article was published, and how sure that is.

Kinds of evidence are weighed by how often each was right on labelled pages; independent kinds that agree raise the
confidence, a clock that others contradict lowers it. What zones the clocks are in is settled before, in
``publication/zones``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.items import Kind, Precision, Printed, SiteFacts
from newscrawl.text.publication.bench import SURE, Bench
from newscrawl.text.publication.clocks import is_made_then
from newscrawl.text.publication.evidence import Evidence, collect, collect_modified
from newscrawl.text.publication.home_zones import by_address
from newscrawl.text.publication.minutes import minutes_apart
from newscrawl.text.publication.updates import weigh_updates
from newscrawl.text.publication.zones import mend_zones, page_offset, zoned
from newscrawl.text.times.readings import Timestamp
from newscrawl.text.times.zones import fixed, zone

# A page that says it was changed so shortly before it was fetched may mean that it was made for the reader.
_JUST_MADE = timedelta(minutes=2)
_HARDLY = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The time fields of an article; ``ambiguous``: all that was found has day and month either way round."""

    published_text: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_from: Kind | None = None
    published_confidence: float | None = None
    modified_at: datetime | None = None
    ambiguous: bool = False


def choose(
    published: Sequence[Printed],
    modified: Sequence[Printed],
    facts: SiteFacts,
    *,
    fetched_at: datetime | None = None,
    url: str = "",
) -> Verdict:
    """Weigh every printed time of a page and say which one stands.

    >>> baku = SiteFacts(timezone="Asia/Baku", languages=("en",))
    >>> verdict = choose([Printed(text="11 September 2024 09:43", kind="text")], [], baku)
    >>> verdict.published_at.isoformat(), verdict.published_text, verdict.published_from
    ('2024-09-11T09:43:00+04:00', '11 September 2024 09:43', 'text')
    """
    site = zone(facts.timezone)
    evidence, updates, unread = collect(published, facts, fetched_at)
    later = _changes(collect_modified(modified, facts, fetched_at), updates, fetched_at)
    home = site or by_address(url)
    evidence = mend_zones(weigh_updates(evidence, later, updates), site, home)
    either = max(
        (item for item in unread if item.stamp.ambiguous or item.stamp.wall), key=lambda item: item.weight, default=None
    )
    if either is not None and either.weight > 0.5 and all(_is_others(item, either) for item in evidence):
        # What else was found is another story's: better none than that.
        changed = _modified(later, updates, None, site, evidence)
        return Verdict(published_text=either.stamp.text, modified_at=changed, ambiguous=either.stamp.ambiguous)
    # Beside a time of change, the day in the page's own head is today's.
    if not evidence or (updates and max(item.weight for item in evidence) < _HARDLY):
        lone = _lone_update(later, updates, site)
        changed = _modified(later, updates, lone.published_at if lone is not None else None, site, evidence)
        if lone is not None:
            return replace(lone, modified_at=changed)
        text = next((item.stamp.text for item in unread), None)
        return Verdict(published_text=text, modified_at=changed, ambiguous=any(item.stamp.ambiguous for item in unread))
    bench = Bench(evidence, site, home, facts.languages)
    winner = bench.winner()
    at, precision = bench.local(winner), bench.precision(winner)
    confidence, text = bench.confidence(winner), bench.printed(winner)
    half = _other_half(at, winner, evidence, updates, site)
    if half is not None:
        (at, text), confidence = half, min(confidence, SURE)
    elif _is_touched(winner, later, fetched_at):
        confidence = min(confidence, SURE)
    if precision == "day":
        at = at.replace(hour=0, minute=0, second=0, microsecond=0)
    elif site is None:
        offset = page_offset(winner, evidence, later)
        if offset is not None and at.tzinfo is None:
            at, confidence = at.replace(tzinfo=fixed(offset)), confidence * 0.85
        elif offset is not None:
            at, confidence = at.astimezone(fixed(offset)), confidence * 0.97
        elif home is not None and at.tzinfo is not None and bench.shown_day(winner) == at.astimezone(home).date():
            # An instant in UTC beside the day that it falls on in the site's country: the same instant, on that day.
            at = at.astimezone(home)
    return Verdict(
        published_text=text,
        published_at=at,
        published_precision=precision,
        published_from=winner.kind,
        published_confidence=round(confidence, 2),
        modified_at=_modified(later, updates, at, site, evidence),
    )


def _is_others(item: Evidence, either: Evidence) -> bool:
    """Whether a time is weak beside one that may be meant in two ways, and of another day."""
    wall = either.stamp.wall
    return item.weight < 0.5 and (either.stamp.ambiguous or wall is None or item.at.date() != wall.date())


def _changes(later: list[Evidence], updates: list[Timestamp], fetched_at: datetime | None) -> list[Evidence]:
    """The times of change; the moment of fetching is when the page was made, and none where the page prints another.

    To the second it is that in any case.
    """
    if fetched_at is None:
        return later
    made = fetched_at if fetched_at.tzinfo is not None else fetched_at.replace(tzinfo=UTC)
    later = [item for item in later if not is_made_then(item.stamp, made)]
    if not any(stamp.at is not None for stamp in updates):
        return later
    return [
        item
        for item in later
        if item.at.tzinfo is None or not item.clock or not timedelta(0) <= made - item.at <= _JUST_MADE
    ]


def _local(at: datetime, site: ZoneInfo | None) -> datetime:
    return at.astimezone(site) if site is not None and at.tzinfo is not None else at


def _modified(
    later: list[Evidence],
    updates: list[Timestamp],
    published: datetime | None,
    site: ZoneInfo | None,
    evidence: list[Evidence],
) -> datetime | None:
    """The strongest time of change that is not before publication."""
    # A newsfeed must name a time of change: where it repeats the publication, nothing changed.
    options = [
        item.at
        for item in sorted(later, key=lambda item: -item.weight)
        if item.kind not in ("newsfeed", "sitemap")
        or published is None
        or minutes_apart(_local(item.at, site), published) != 0
    ]
    seen = [stamp.at for stamp in updates if stamp.at is not None]
    options = [_with_its_half(option, seen) for option in options]
    days = {item.at for item in later if not item.clock} | {stamp.at for stamp in updates if stamp.precision == "day"}
    found = []
    for option, printed in (*((at, False) for at in options), *((at, True) for at in seen)):
        at = _local(option if option in days else zoned(option, published, evidence, printed=printed), site)
        apart = minutes_apart(at, published) if published is not None else 1
        if published is not None and apart in (-1, 0) and (at.tzinfo is None) == (published.tzinfo is None):
            at = max(at, published)  # no page is changed seconds before it is published
        if apart >= -1:
            # What repeats the publication says nothing where the page prints a change.
            if not printed and apart > 0:
                return at
            found.append((apart < 1, at))
    return min(found, key=lambda pair: pair[0], default=(False, None))[1]


def _other_half(
    at: datetime, winner: Evidence, evidence: list[Evidence], updates: list[Timestamp], site: ZoneInfo | None
) -> tuple[datetime, str] | None:
    """The time and its printed text where machines are told 05:08:51 and readers 5:08 PM; else None."""
    if winner.visible or not winner.clock or at.hour >= 12:
        return None
    stamps = [item.stamp for item in evidence if item.visible and item.clock and item.weight > 0.5] + updates
    seen = [(_local(stamp.at, site), stamp.text) for stamp in stamps if stamp.at is not None]
    mended = _with_its_half(at, [one for one, _ in seen])
    return next(
        ((mended, text) for one, text in seen if mended != at and minutes_apart(one, mended) == 0),
        None,
    )


def _is_touched(winner: Evidence, later: list[Evidence], fetched_at: datetime | None) -> bool:
    """Whether a page says that it was published and changed at one moment just before it was fetched: it was imported then."""
    if fetched_at is None or winner.visible or winner.at.tzinfo is None:
        return False
    made = fetched_at if fetched_at.tzinfo is not None else fetched_at.replace(tzinfo=UTC)
    return timedelta(0) <= made - winner.at <= _JUST_MADE and any(
        item.clock and item.at.tzinfo is not None and minutes_apart(item.at, winner.at) == 0 for item in later
    )


def _with_its_half(at: datetime, seen: list[datetime]) -> datetime:
    """An attribute of 08:57 beside "Last updated 8:57 PM" lost its half of the day: readers see which."""
    later = at + timedelta(hours=12)
    bare = later.replace(tzinfo=None)
    if at.hour >= 12 or not any(minutes_apart(one.replace(tzinfo=None), bare) == 0 for one in seen):
        return at
    return (
        at if any(minutes_apart(one, at) == 0 for one in seen if (one.tzinfo is None) == (at.tzinfo is None)) else later
    )


def _lone_update(later: list[Evidence], updates: list[Timestamp], site: ZoneInfo | None) -> Verdict | None:
    """A page that says only when it was updated: the best known time of it, with little confidence."""
    found: list[tuple[Timestamp, Kind]] = [(stamp, "text") for stamp in updates]
    found += [(item.stamp, item.kind) for item in later]
    for stamp, kind in found:
        if stamp.at is not None:
            return Verdict(
                published_text=stamp.text,
                published_at=_local(stamp.at, site),
                published_precision=stamp.precision,
                published_from=kind,
                published_confidence=0.45,
            )
    return None
