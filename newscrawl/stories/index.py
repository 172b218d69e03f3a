"""What the linker needs remembered: as a protocol, and in memory for a batch or a test."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

from newscrawl.items import StoryLink
from newscrawl.stories.prints import Prints, telling
from newscrawl.stories.relations import Comparison

Order = tuple[float, float, str]
# A mark that so many stories share is boilerplate or a template's: it stops counting.
MOST_STORIES = 8


@dataclass(frozen=True, slots=True)
class Member:
    """A copy in the index. ``story`` is the id of its story as of now."""

    id: str
    order: Order
    prints: Prints | None
    story: str


@dataclass(frozen=True, slots=True)
class Edge:
    """``later`` stands to ``earlier`` as the comparison says."""

    later: str
    earlier: str
    comparison: Comparison

    @property
    def part(self) -> str | None:
        """Which of the two is a part of the other, if one is."""
        return {"excerpt": self.later, "update": self.earlier}.get(self.comparison.relation)

    @property
    def whole(self) -> str:
        """The other one."""
        return self.earlier if self.comparison.relation == "excerpt" else self.later

    def share_of(self, id: str) -> float:
        """The share of one of the two that is found in the other."""
        return self.comparison.contained if id == self.later else self.comparison.contains


class StoryIndex(Protocol):
    """The linker's memory. Nothing here decides."""

    def member(self, id: str) -> Member | None: ...

    def story_of(self, id: str) -> str | None:
        """The id of the story that a copy stands in now."""
        ...

    def founded(self, story: str) -> tuple[bool, float]:
        """Of a story's founder: whether it came in as another's copy (in a rebuild, before that one), and when it was fetched."""
        ...

    def members(self, story: str) -> Sequence[Member]:
        """Every copy of a story, earliest first."""
        ...

    def link_of(self, id: str) -> StoryLink | None:
        """What was answered when a copy came in."""
        ...

    def stories_sharing(self, marks: Collection[int], least: int, whole: int) -> dict[str, int]:
        """Story -> how many of the marks its members hold, where that is so many, or where they hold ``whole``."""
        ...

    def stops(self) -> Set[int]: ...

    def add(self, member: Member, link: StoryLink) -> None: ...

    def post(self, id: str, marks: Iterable[int], whole: int) -> None:
        """Let marks find a copy; a mark that more than MOST_STORIES stories hold becomes a stop, but for ``whole``."""
        ...

    def connect(self, edges: Iterable[Edge]) -> None: ...

    def edges_of(self, id: str) -> Sequence[Edge]: ...

    def wholes_of(self, ids: Collection[str]) -> dict[str, set[str]]:
        """Copy -> the copies that it is a part of; of these copies, those that are any's."""
        ...

    def join(self, kept: str, merged: str, by: str) -> None:
        """All of story ``merged`` stands in ``kept`` from now on; ``by`` is the copy that bridged them."""
        ...

    def move(self, story: str, ids: Collection[str], into: str) -> None:
        """These copies of a story stand in another from now on, or in one of their own that ``into``, one of them, founds."""
        ...

    def joined(self, story: str) -> list[tuple[str, str]]:
        """The stories that a story has taken in, each with the copy that bridged them."""
        ...

    def resolve(self, story: str) -> str:
        """The id that a story goes by now."""
        ...

    def remove(self, id: str) -> None: ...

    def age_out(self, before: float) -> int:
        """Drop the fingerprints of copies that were fetched before a time; how many. Their links and stories stay."""
        ...


class MemoryIndex:
    """An index that lives as long as the process."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        self._stories: dict[str, set[str]] = {}
        self._links: dict[str, StoryLink] = {}
        self._postings: dict[int, list[str]] = {}
        self._stops: set[int] = set()
        self._edges: dict[str, list[Edge]] = {}
        self._aliases: dict[str, tuple[str, str]] = {}

    def member(self, id: str) -> Member | None:
        return self._members.get(id)

    def story_of(self, id: str) -> str | None:
        member = self._members.get(id)
        return self.resolve(member.story) if member is not None else None

    def founded(self, story: str) -> tuple[bool, float]:
        founder = self._members.get(story)
        if founder is None:
            return False, float("inf")
        return self._links[story].id != story, founder.order[1]

    def members(self, story: str) -> Sequence[Member]:
        found = [self._members[id] for id in self._stories.get(self.resolve(story), ())]
        return sorted(found, key=lambda member: member.order)

    def link_of(self, id: str) -> StoryLink | None:
        return self._links.get(id)

    def stories_sharing(self, marks: Collection[int], least: int, whole: int) -> dict[str, int]:
        counts: dict[str, int] = {}
        for mark in marks:
            for story in {self._members[id].story for id in self._postings.get(mark, ())}:
                counts[story] = counts.get(story, 0) + 1
        found = {story: count for story, count in counts.items() if count >= least}
        for id in self._postings.get(whole, ()):
            found.setdefault(self._members[id].story, 1)
        return found

    def stops(self) -> Set[int]:
        return self._stops

    def add(self, member: Member, link: StoryLink) -> None:
        self._members[member.id] = member
        self._links[member.id] = link
        self._stories.setdefault(member.story, set()).add(member.id)

    def post(self, id: str, marks: Iterable[int], whole: int) -> None:
        story = self._members[id].story
        for mark in (*marks, whole):
            if mark in self._stops and mark != whole:
                continue
            held = self._postings.setdefault(mark, [])
            stories = {self._members[other].story for other in held}
            if story in stories:
                continue
            held.append(id)
            if len(stories) + 1 > MOST_STORIES and mark != whole:
                self._stops.add(mark)
                del self._postings[mark]

    def connect(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self._edges.setdefault(edge.later, []).append(edge)
            self._edges.setdefault(edge.earlier, []).append(edge)

    def edges_of(self, id: str) -> Sequence[Edge]:
        return self._edges.get(id, [])

    def wholes_of(self, ids: Collection[str]) -> dict[str, set[str]]:
        found = {id: {edge.whole for edge in self._edges.get(id, ()) if edge.part == id} for id in ids}
        return {id: wholes for id, wholes in found.items() if wholes}

    def join(self, kept: str, merged: str, by: str) -> None:
        for id in self._stories.pop(merged, set()):
            self._members[id] = replace(self._members[id], story=kept)
            self._stories.setdefault(kept, set()).add(id)
        self._aliases[merged] = kept, by

    def move(self, story: str, ids: Collection[str], into: str) -> None:
        self._stories[story] -= set(ids)
        self._stories.setdefault(into, set()).update(ids)
        for id in ids:
            self._members[id] = replace(self._members[id], story=into)
        for merged, (_, by) in list(self._aliases.items()):
            if merged in self._members and self.resolve(merged) == story:
                self._aliases[merged] = self._members[merged].story, by
                if self._members[merged].story == merged:
                    del self._aliases[merged]
        for id in (*self._stories[story], *self._stories[into]):
            prints = self._members[id].prints
            if prints is not None:
                self.post(id, telling(prints.marks), prints.whole)

    def joined(self, story: str) -> list[tuple[str, str]]:
        return [(merged, by) for merged, (_, by) in self._aliases.items() if self.resolve(merged) == story]

    def resolve(self, story: str) -> str:
        while story in self._aliases:
            story, _ = self._aliases[story]
        return story

    def remove(self, id: str) -> None:
        member = self._members.pop(id, None)
        if member is None:
            return
        del self._links[id]
        self._stories[member.story].discard(id)
        self._unpost(member)
        for edge in self._edges.pop(id, []):
            other = edge.earlier if edge.later == id else edge.later
            self._edges[other] = [kept for kept in self._edges.get(other, []) if id not in (kept.later, kept.earlier)]

    def age_out(self, before: float) -> int:
        aged = [m for m in self._members.values() if m.prints is not None and m.order[1] < before]
        for member in aged:
            self._unpost(member)
            self._members[member.id] = replace(member, prints=None)
        for id in {id for member in aged for id in self._stories[member.story]}:
            prints = self._members[id].prints
            if prints is not None:
                self.post(id, telling(prints.marks), prints.whole)
        return len(aged)

    def _unpost(self, member: Member) -> None:
        if member.prints is None:
            return
        for mark in (*member.prints.marks, member.prints.whole):
            if member.id in self._postings.get(mark, ()):
                self._postings[mark].remove(member.id)
