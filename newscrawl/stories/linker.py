"""Set an article against all that came before: exact, near, excerpt, update; and join its story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from newscrawl.items import StoryLink
from newscrawl.stories.copies import Copy, prints_of_copy
from newscrawl.stories.index import Member, Order, StoryIndex
from newscrawl.stories.joining import MOST_MEMBERS, Match, edge_of, says_more, stories_to_join
from newscrawl.stories.parting import own_parts, repair
from newscrawl.stories.prints import Prints, telling
from newscrawl.stories.relations import Comparison, compare, one_headline

# A story is looked at when it holds so many of a text's marks; of a short text, fewer.
FLOORS = ((30, 3), (12, 2), (0, 1))
# Stories looked at for one article: the most promising.
MOST_CANDIDATES = 12
# Edges that are kept for one article: its closest.
MOST_EDGES = 50
DAY = 86_400.0
# Shares that are kept are rounded: so much apart they are as close.
ROUNDING = 0.0005
# A share of new marks under this adds nothing that the story's other members would not be found by.
NEW_MARKS = 0.1


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
        new = Member(id, order, prints, id)
        stories = stories_to_join(new, matches, self._index.members)
        stories, taken = own_parts(self._index, stories, new, matches)
        story = stories[0] if stories else id
        founded = written is not None and written.id == id and bool(stories)
        if founded or len(stories) > 1:
            keys = {story: self._index.founded(story) for story in stories}
            if founded:
                keys[id] = (False, order[1])
            story = min(keys, key=lambda story: (keys[story], story))
        own = matches
        if any(match.member.story not in stories for match in matches):
            # Of what it matches in other stories it is no copy, and is not found by them.
            own = [m for m in matches if m.member.id in taken or self._index.story_of(m.member.id) in stories]
        link = written or _answer(story, own)
        self._index.add(Member(id, order, prints, story), link)
        for other in stories:
            if other != story:
                self._index.join(story, other, id)
        for other in dict.fromkeys(taken.values()):
            self._index.move(other, [one for one, was in taken.items() if was == other], story)
        if matches:
            self._index.connect([edge_of(id, match) for match in matches[:MOST_EDGES]])
        if prints is not None:
            self._post(id, prints, own)
        return link

    def _matches(self, order: Order, prints: Prints) -> list[Match]:
        """Everything that the copy stands in a relation to, the closest first."""
        stops = self._index.stops()
        live = prints.marks if stops.isdisjoint(prints.marks) else [mark for mark in prints.marks if mark not in stops]
        floor = next(floor for least, floor in FLOORS if len(live) >= least)
        shared = self._index.stories_sharing(telling(live), floor, prints.whole)
        if not shared:
            return []
        likely = sorted(shared, key=lambda s: (-shared[s], s))[:MOST_CANDIDATES]
        found: list[Match] = []
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
                    titled = one_headline(prints, member.prints, apart)
                    found.append(Match(member, comparison, later, titled))
        found = self._borne_out(found, order)
        return sorted(found, key=lambda match: (-match.comparison.closeness, match.member.order))

    def _borne_out(self, found: list[Match], order: Order) -> list[Match]:
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

        def stands(match: Match) -> bool:
            held = wholes.get(match.member.id)
            if held is None or ids & held:
                return True
            members = [member for id in held if (member := self._index.member(id)) is not None]
            return not any(
                whole.story == match.member.story and says_more(match.of_member, match.member.order, whole.order, order)
                for whole in members
            )

        return [match for match in found if stands(match)]

    def _too_far(self, one: Order, two: Order) -> bool:
        """Whether two copies were published, or fetched, further apart than the window allows."""
        return self._window is not None and (abs(one[0] - two[0]) > self._window or abs(one[1] - two[1]) > self._window)

    def _post(self, id: str, prints: Prints, matches: Sequence[Match]) -> None:
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
        """Forget a copy: nothing of its text stays; what was found only through it is found through its story's others.

        Stories that nothing else holds together are two again.
        """
        gone = self._index.member(id)
        if gone is None:
            return
        self._index.remove(id)
        for member in self._index.members(gone.story):
            if member.prints is not None:
                self._index.post(member.id, telling(member.prints.marks), member.prints.whole)
        repair(self._index, gone.story)

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
        if written.to is not None and written.to in closest:
            found = edges[written.to]
            # A rebuild may have found another relation than was known when the line was written.
            return replace(written, id=story) if found.relation == written.relation else _link(story, written.to, found)
        to = closest.pop() if len(closest) == 1 else next(other for other in self.members(story) if other in closest)
        return _link(story, to, edges[to])

    def members(self, story: str) -> list[str]:
        """Every article of a story, earliest first."""
        return [member.id for member in self._index.members(story)]

    def primary_of(self, story: str) -> str | None:
        """The earliest full copy: one that is no excerpt of another."""
        members = self._index.members(story)
        ids = {member.id for member in members}
        for member in members:
            edges = self._index.edges_of(member.id)
            # An earlier, shorter version of an update is a full copy of its hour; an excerpt never is.
            if not any(e.comparison.relation == "excerpt" and e.later == member.id and e.earlier in ids for e in edges):
                return member.id
        return members[0].id if members else None


def _answer(story: str, matches: Sequence[Match]) -> StoryLink:
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
