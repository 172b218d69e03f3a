"""Evidence to verdict: which of a page's many times is when the article was published, and how sure that is.

Kinds of evidence are weighed by how often each was right on labelled pages; independent kinds that agree raise the
confidence, a clock that others contradict lowers it. What zones the clocks are in is settled before, in
``published_zones``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.items import Kind, Precision, Printed, SiteFacts
from newscrawl.text.home_zones import by_address, one_day
from newscrawl.text.published_evidence import Evidence, collect, collect_modified, weigh_updates
from newscrawl.text.published_minutes import Minute, minutes_apart
from newscrawl.text.published_zones import mend_zones, page_offset, zoned
from newscrawl.text.timestamps_readings import Timestamp
from newscrawl.text.timestamps_zones import fixed, zone


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
    later = collect_modified(modified, facts, fetched_at)
    home = site or by_address(url)
    evidence = mend_zones(weigh_updates(evidence, later, updates), site, home)
    either = max((item for item in unread if item.stamp.ambiguous), key=lambda item: item.weight, default=None)
    if either is not None and either.weight > 0.5 and all(item.weight < 0.5 for item in evidence):
        # What else was found is another story's: better none than that.
        changed = _modified(later, updates, None, site)
        return Verdict(published_text=either.stamp.text, modified_at=changed, ambiguous=True)
    if not evidence:
        changed = _modified(later, updates, None, site)
        lone = _lone_update(later, updates, site)
        if lone is not None:
            return replace(lone, modified_at=changed)
        text = next((item.stamp.text for item in unread), None)
        return Verdict(published_text=text, modified_at=changed, ambiguous=any(item.stamp.ambiguous for item in unread))
    bench = _Bench(evidence, site, home, facts.languages)
    winner = bench.winner()
    at, precision = bench.local(winner), bench.precision(winner)
    confidence = bench.confidence(winner)
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
        published_text=bench.printed(winner),
        published_at=at,
        published_precision=precision,
        published_from=winner.kind,
        published_confidence=round(confidence, 2),
        modified_at=_modified(later, updates, at, site, evidence),
    )


class _Bench:
    """All evidence of one page, and what stands behind each piece of it."""

    def __init__(
        self, evidence: list[Evidence], site: ZoneInfo | None, home: ZoneInfo | None, languages: Sequence[str]
    ) -> None:
        self.evidence = evidence
        self.site = site
        self.home = home
        self.languages = languages
        # Each is compared with each, so its time at the site is counted once.
        self._read = {id(item): self._at_site(item) for item in evidence}

    def local(self, item: Evidence) -> datetime:
        return self._of(item)[0]

    def _of(self, item: Evidence) -> tuple[datetime, Minute]:
        return self._read.get(id(item)) or self._at_site(item)

    def _at_site(self, item: Evidence) -> tuple[datetime, Minute]:
        at = item.at.astimezone(self.site) if self.site is not None and item.at.tzinfo is not None else item.at
        return at, Minute.of(at)

    def agreement(self, item: Evidence, other: Evidence) -> float:
        """1 for the same minute, less for one clock under two zones or the same day only, 0 for another time."""
        (one, minute), (two, others) = self._of(item), self._of(other)
        if item.clock and other.clock:
            apart = minute.apart(others)
            if apart == 0:
                return 1.0
            if apart % 15 == 0 and abs(apart) <= 14 * 60 and one.second and one.second == two.second:
                return 0.8
            if abs(apart) <= 5:
                return 0.6
            if apart % 15 == 0 and abs(apart) <= 14 * 60 and one.minute % 15 != 0:
                return 0.6
            if apart % 60 == 0 and abs(apart) <= 14 * 60:
                return 0.4
            return 0.0
        if one.date() == two.date():
            return 0.6 if item.clock or other.clock else 0.9
        return 0.0

    def support(self, item: Evidence) -> float:
        """The item's own weight first, then the best of every other kind that agrees."""
        best: dict[str, float] = {}
        for other in self.evidence:
            if other is not item:
                share = self.agreement(item, other) * other.weight * (0.3 if other.kind == item.kind else 1.0)
                best[other.kind] = max(best.get(other.kind, 0.0), share)
        return 5.0 * item.weight + 0.7 * sum(best.values())

    def winner(self) -> Evidence:
        scored = [(self.support(item), -item.order, item) for item in self.evidence]
        top = max(scored, key=lambda entry: entry[:2])
        winner = top[2]
        if not winner.clock:
            day = self.local(winner).date()
            # A clock of that day says more than the day alone, if it is not one from a comment or a teaser.
            clocks = [
                e for e in scored if e[2].clock and self.local(e[2]).date() == day and e[2].weight > 0.6 * winner.weight
            ]
            if clocks:
                winner = max(clocks, key=lambda entry: entry[:2])[2]
        if winner.kind in ("text", "time"):
            # A few minutes off what is printed, what machines are told is the first sending: the page was touched again.
            told = [e for e in scored if e[2].kind in ("jsonld", "meta") and e[2].weight > 0.8]
            winner = next((e[2] for e in sorted(told, reverse=True) if self._minutes_off(e[2], winner)), winner)
        winner = self._with_zone(winner, scored)
        if winner.clock and winner.stamp.precision != "second":
            finer = [
                e
                for e in scored
                if e[2].stamp.precision == "second"
                and e[2].at.second  # ":00" is a format's, and says no more than the minute
                and minutes_apart(self.local(e[2]), self.local(winner)) == 0
                and (e[2].at.tzinfo is None) == (winner.at.tzinfo is None)
            ]
            if finer:
                winner = self._with_zone(max(finer, key=lambda entry: entry[2].weight)[2], scored)
        return winner

    def _with_zone(self, winner: Evidence, scored: list[tuple[float, int, Evidence]]) -> Evidence:
        """The same clock with a zone beside it, where there is one: that is an instant."""
        if not winner.clock or winner.at.tzinfo is not None:
            return winner
        aware = [e for e in scored if e[2].clock and e[2].at.tzinfo is not None and self.agreement(e[2], winner) >= 0.6]
        return max(aware, key=lambda entry: entry[:2])[2] if aware else winner

    def shown_day(self, winner: Evidence) -> date | None:
        """The day that people read beside an instant in UTC, where it is the one before or after."""
        if winner.at.utcoffset() != timedelta(0):
            return None
        days = [o.at.date() for o in self.evidence if o.visible and not o.clock and o.weight > 0.5]
        return next((day for day in days if abs((day - winner.at.date()).days) == 1), None)

    def precision(self, winner: Evidence) -> Precision | None:
        """The winner's; ":00" beside a clock that people read is the format's, and says no more than the minute."""
        if winner.stamp.precision != "second" or winner.at.second:
            return winner.stamp.precision
        shown = any(
            o.visible and o.stamp.precision == "minute" and self.agreement(winner, o) == 1 for o in self.evidence
        )
        return "minute" if shown else "second"

    def confidence(self, winner: Evidence) -> float:
        """One minus the chance that all who agree are wrong together, less for strong contradiction and for doubt."""
        wrong = 1.0 - winner.weight * 0.96
        for kind in {other.kind for other in self.evidence if other.kind != winner.kind}:
            shares = [self.agreement(winner, o) * o.weight for o in self.evidence if o.kind == kind]
            wrong *= 1.0 - 0.6 * max(shares)
        against = [o.weight for o in self.evidence if o is not winner and self.agreement(winner, o) < 0.5]
        confidence = 1.0 - wrong
        if against:
            confidence *= 1.0 - 0.3 * max(against)
        if any(o.weight > 0.8 and self._minutes_off(winner, o) for o in self.evidence):
            confidence = min(confidence, 0.88)
        if winner.stamp.doubtful:
            confidence *= 0.8
        if winner.clock and winner.at.tzinfo is None:
            confidence = min(confidence, 0.85)
        if self.site is None and winner.at.tzinfo is not None and any(self._rivals(winner, o) for o in self.evidence):
            confidence = min(confidence, 0.7)
        if self.site is None and winner.clock and winner.at.utcoffset() == timedelta(0):
            confidence = min(confidence, self._utc_doubt(winner))
        return min(confidence, 0.99)

    def _utc_doubt(self, winner: Evidence) -> float:
        """What an instant in UTC can be trusted for: its day where people read it too, its zone where no clock denies it."""
        bare = [
            o
            for o in self.evidence
            if o.clock and o.at.tzinfo is None and minutes_apart(o.at, winner.at.replace(tzinfo=None)) == 0
        ]
        at_zero = self.home is not None and winner.at.astimezone(self.home).utcoffset() == timedelta(0)
        if bare and not at_zero:
            return 0.8  # local time labelled UTC, as some write it, or a server's clock
        shown = any(o.visible and self.agreement(winner, o) > 0 for o in self.evidence)
        # An evening story in UTC is of the next day: sure only where the page also shows the day.
        return 1.0 if shown or one_day(winner.at, self.home, self.languages) else 0.88

    def _minutes_off(self, winner: Evidence, other: Evidence) -> bool:
        return winner.clock and other.clock and 0 < abs(minutes_apart(self.local(winner), self.local(other))) <= 5

    @staticmethod
    def _rivals(winner: Evidence, other: Evidence) -> bool:
        """One clock that is put on two zones: "07:25:06Z" beside "21:25:06Z"."""
        if not other.clock or other.at.tzinfo is None or not 0 < winner.at.second == other.at.second:
            return False
        apart = minutes_apart(winner.at, other.at)
        return apart != 0 and apart % 15 == 0 and abs(apart) <= 14 * 60

    def printed(self, winner: Evidence) -> str:
        """What a reader of the page sees of that time, else the winner's own text."""
        if winner.visible:
            return winner.stamp.text
        if winner.kind == "time":
            # <time datetime="2024-09-11T05:43Z">07:43</time>: what stands in the element is what is seen of it.
            own = [o for o in self.evidence if o.kind == "time" and o.order == winner.order + 1 and o.visible]
            if own:
                return own[0].stamp.text
        seen = [
            (self.agreement(winner, o) >= 0.9, o.clock, o.weight, -o.order, o.stamp.text)
            for o in self.evidence
            if o.visible and self.agreement(winner, o) > 0
        ]
        return max(seen)[4] if seen else winner.stamp.text


def _local(at: datetime, site: ZoneInfo | None) -> datetime:
    return at.astimezone(site) if site is not None and at.tzinfo is not None else at


def _modified(
    later: list[Evidence],
    updates: list[Timestamp],
    published: datetime | None,
    site: ZoneInfo | None,
    evidence: list[Evidence] | None = None,
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
    options += [stamp.at for stamp in updates if stamp.at is not None]
    days = {item.at for item in later if not item.clock} | {stamp.at for stamp in updates if stamp.precision == "day"}
    for option in options:
        at = _local(option if option in days else zoned(option, published, evidence or []), site)
        if published is None or minutes_apart(at, published) >= -1:
            return at
    return None


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
