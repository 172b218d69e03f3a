"""A page's evidence held against itself: which pieces agree, which one wins, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.items import Precision
from newscrawl.text.publication.evidence import Evidence
from newscrawl.text.publication.home_zones import one_day
from newscrawl.text.publication.minutes import Minute, minutes_apart

# What is contradicted is not sure, however strong it is: confidences of .9 and more are.
SURE = 0.88
_STRONG = 0.75


class Bench:
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
        """Its time at the site."""
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
        """The piece with the most behind it, with the clock, the zone and the seconds of those that say the same."""
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
            confidence = min(confidence, SURE)
        if any(self._denies(winner, o) for o in self.evidence) or self._is_abroad(winner):
            confidence = min(confidence, SURE)
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

    def _denies(self, winner: Evidence, other: Evidence) -> bool:
        """One clock that two strong places put on two instants: "10:44 am PST" beside "11:44:11-08:00"."""
        if not winner.clock or not other.clock or other.weight <= _STRONG:
            return False
        apart = minutes_apart(winner.at, other.at)
        aware = winner.at.tzinfo is not None and other.at.tzinfo is not None
        coarse = "minute" in (winner.stamp.precision, other.stamp.precision)
        return (
            aware
            and (coarse or winner.at.second == other.at.second)
            and apart != 0
            and apart % 30 == 0
            and abs(apart) <= 14 * 60
        )

    def _is_abroad(self, winner: Evidence) -> bool:
        """An offset that is not the site's, where no clock of readers tells the same instant."""
        offset = winner.at.utcoffset()
        if self.site is None or winner.stamp.zone_from != "offset" or not offset:
            return False
        return offset != self.local(winner).utcoffset() and not any(
            o.visible and o.clock and self.agreement(winner, o) == 1.0 for o in self.evidence if o is not winner
        )

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
