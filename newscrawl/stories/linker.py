"""Set an article against all that came before: exact, near, excerpt, update; and join its story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newscrawl.items import StoryLink
from newscrawl.stories.copies import Copy, prints_of_copy
from newscrawl.stories.index import Edge, Member, Order, StoryIndex
from newscrawl.stories.prints import Prints, telling
from newscrawl.stories.relations import DAYS, Comparison, compare, one_headline

# A story is looked at when it holds so many of a text's marks; of a short text, fewer.
FLOORS = ((30, 3), (12, 2), (0, 1))
# Stories looked at for one article, and members of each: the most promising.
MOST_CANDIDATES, MOST_MEMBERS = 12, 200
# Edges that are kept for one article: its closest.
MOST_EDGES = 50
# Two stories are one when a new text is a near copy in both, or one of the two is an excerpt of the other (it came later, so
# it was cut from it), or one carries the other on and the older one is so large a part of it, or both have one headline.
# A round-up holds each of several stories, and an excerpt can be mostly background that agencies paste everywhere:
# neither is a bridge.
CUT_FROM, WHOLLY, LARGE_PART = 0.5, 0.8, 0.6
DAY = 86_400.0
# Shares that are kept are rounded: so much apart they are as close.
ROUNDING = 0.0005
# A share of new marks under this adds nothing that the story's other members would not be found by.
NEW_MARKS = 0.1


@dataclass(frozen=True, slots=True)
class _Match:
    member: Member
    comparison: Comparison
    later: bool  # the new copy is the later of the two
    titled: bool  # both have one headline, within days

    @property
    def of_new(self) -> float:
        """The share of the new copy that is found in the other."""
        return self.comparison.contained if self.later else self.comparison.contains

    @property
    def of_member(self) -> float:
        """The share of the other that is found in the new copy."""
        return self.comparison.contains if self.later else self.comparison.contained

    @property
    def bridges(self) -> bool:
        """Whether this match is enough to join its story with another."""
        numbers = self.comparison
        if self.titled:
            return True
        if numbers.relation == "excerpt":
            return numbers.contained >= CUT_FROM
        if numbers.relation == "update":
            return numbers.contains >= WHOLLY and numbers.contained >= LARGE_PART
        return True


class Linker:
    """Gives each copy its story. A story's id is the id of the article that founded it."""

    def __init__(self, index: StoryIndex, *, window_days: int | None = None) -> None:
        self._index = index
        self._window = window_days * DAY if window_days is not None else None

    def add(self, copy: Copy, written: StoryLink | None = None) -> StoryLink:
        """Link a copy; adding it again changes nothing and gives the same answer.

        ``written``: what an archive's line says of it. Stories are found anew, and go by the ids that the lines carry.
        """
        known = self._index.link_of(copy.id)
        return known if known is not None else self._add(copy.id, copy.order, prints_of_copy(copy), written)

    def add_prints(self, id: str, order: Order, prints: Prints | None) -> StoryLink:
        """Link a copy whose fingerprints were taken before."""
        known = self._index.link_of(id)
        return known if known is not None else self._add(id, order, prints)

    def _add(self, id: str, order: Order, prints: Prints | None, written: StoryLink | None = None) -> StoryLink:
        matches = self._matches(order, prints) if prints is not None else []
        stories = self._stories_to_join(matches)
        story = stories[0] if stories else id
        founded = written is not None and written.id == id and bool(stories)
        if founded or len(stories) > 1:
            keys = {story: self._index.founded(story) for story in stories}
            if founded:
                keys[id] = (False, order[1])
            story = min(keys, key=lambda story: (keys[story], story))
        link = written or _answer(story, matches)
        self._index.add(Member(id, order, prints, story), link)
        for other in stories:
            if other != story:
                self._index.join(story, other, id)
        if matches:
            self._index.connect([_edge(id, match) for match in matches[:MOST_EDGES]])
        if prints is not None:
            self._post(id, prints, matches)
        return link

    def _matches(self, order: Order, prints: Prints) -> list[_Match]:
        """Everything that the copy stands in a relation to, the closest first."""
        stops = self._index.stops()
        live = prints.marks if stops.isdisjoint(prints.marks) else [mark for mark in prints.marks if mark not in stops]
        floor = next(floor for least, floor in FLOORS if len(live) >= least)
        shared = self._index.stories_sharing(telling(live), floor, prints.whole)
        if not shared:
            return []
        likely = sorted(shared, key=lambda s: (-shared[s], s))[:MOST_CANDIDATES]
        found: list[_Match] = []
        seen: dict[bytes, Comparison | None] = {}
        for story in likely:
            for member in self._index.members(story)[:MOST_MEMBERS]:
                if member.prints is None or self._too_far(order, member.order):
                    continue
                later, apart = order > member.order, abs(order[0] - member.order[0])
                key = member.prints.digest + bytes([later])
                if key not in seen:
                    pair = (prints, member.prints) if later else (member.prints, prints)
                    seen[key] = compare(*pair, stops, apart=apart)
                comparison = seen[key]
                if comparison is not None:
                    titled = apart <= DAYS and one_headline(prints, member.prints)
                    found.append(_Match(member, comparison, later, titled))
        found = self._borne_out(found)
        return sorted(found, key=lambda match: (-match.comparison.closeness, match.member.order))

    def _borne_out(self, found: list[_Match]) -> list[_Match]:
        """A text that holds an excerpt holds more of the copy that it was cut from, or it shares background only."""
        doubtful = {
            match.member.id
            for match in found
            if match.comparison.relation != "exact" and match.of_member > match.of_new
        }
        wholes = self._index.wholes_of(doubtful) if doubtful else {}
        if not wholes:
            return found
        ids = {match.member.id for match in found}
        return [match for match in found if ids & wholes.get(match.member.id, ids)]

    def _too_far(self, one: Order, two: Order) -> bool:
        """Whether two copies were published, or fetched, further apart than the window allows."""
        return self._window is not None and (abs(one[0] - two[0]) > self._window or abs(one[1] - two[1]) > self._window)

    def _stories_to_join(self, matches: Sequence[_Match]) -> list[str]:
        """The stories that are one now. A copy that holds two stories, each but a part of it, joins the larger part only."""
        best: dict[str, _Match] = {}
        for match in matches:
            held = best.get(match.member.story)
            if held is None or (match.bridges, match.of_new) > (held.bridges, held.of_new):
                best[match.member.story] = match
        if len(best) < 2:
            return list(best)
        bridged = [story for story, match in best.items() if match.bridges]
        return bridged or [max(best, key=lambda story: (best[story].of_new, story))]

    def _post(self, id: str, prints: Prints, matches: Sequence[_Match]) -> None:
        known: set[int] = set()
        for match in matches[:20]:
            if match.member.prints is not None:
                known.update(match.member.prints.marks)
        marks = telling(prints.marks)
        new = [mark for mark in marks if mark not in known]
        if len(new) > NEW_MARKS * len(marks):
            self._index.post(id, new, prints.whole)
        elif not any(match.comparison.relation == "exact" for match in matches):
            self._index.post(id, (), prints.whole)

    def age_out(self, now: datetime) -> int:
        """Drop the fingerprints of copies that nothing is set against any more: fetched before the window. How many.

        Whole days, so that it finds something to do once a day at most.
        """
        if self._window is None:
            return 0
        return self._index.age_out((now.timestamp() - self._window) // DAY * DAY)

    def remove(self, id: str) -> None:
        """Forget a copy: nothing of its text stays; what was found only through it is found through its story's others."""
        gone = self._index.member(id)
        if gone is None:
            return
        self._index.remove(id)
        for member in self._index.members(gone.story):
            if member.prints is not None:
                self._index.post(member.id, telling(member.prints.marks), member.prints.whole)

    def story_of(self, id: str) -> str | None:
        """The story an article stands in now."""
        return self._index.story_of(id)

    def link_now(self, id: str, written: StoryLink) -> StoryLink:
        """A copy's link as of now, where ``written`` is what was known when it came in: earlier copies may have come since."""
        story = self.story_of(id)
        if story is None:
            return written
        edges = {
            edge.earlier: edge.comparison
            for edge in self._index.edges_of(id)
            if edge.later == id and self.story_of(edge.earlier) == story
        }
        if not edges:
            return StoryLink(id=story)
        most = max(comparison.closeness for comparison in edges.values())
        closest = {other for other, comparison in edges.items() if comparison.closeness > most - ROUNDING}
        if written.to in closest:
            return replace(written, id=story)
        to = closest.pop() if len(closest) == 1 else next(other for other in self.members(story) if other in closest)
        return _link(story, to, edges[to])

    def members(self, story: str) -> list[str]:
        """Every article of a story, earliest first."""
        return [member.id for member in self._index.members(story)]

    def primary_of(self, story: str) -> str | None:
        """The earliest full copy: one that is no excerpt of another."""
        members = self._index.members(story)
        for member in members:
            edges = self._index.edges_of(member.id)
            # An earlier, shorter version of an update is a full copy of its hour; an excerpt never is.
            if not any(edge.comparison.relation == "excerpt" and edge.later == member.id for edge in edges):
                return member.id
        return members[0].id if members else None


def _answer(story: str, matches: Sequence[_Match]) -> StoryLink:
    """The relation to the closest of the earlier copies."""
    for match in matches:
        if match.later:
            return _link(story, match.member.id, match.comparison)
    return StoryLink(id=story)


def _link(story: str, to: str, numbers: Comparison) -> StoryLink:
    return StoryLink(
        id=story,
        relation=numbers.relation,
        to=to,
        contained=round(numbers.contained, 3),
        contains=round(numbers.contains, 3),
    )


def _edge(id: str, match: _Match) -> Edge:
    later, earlier = (id, match.member.id) if match.later else (match.member.id, id)
    return Edge(later, earlier, match.comparison)
