"""Set an article against all that came before: first form, exact copies."""

from __future__ import annotations

from typing import Protocol

from newscrawl.items import StoryLink
from newscrawl.stories.copies import Copy, digest_of


class StoryIndex(Protocol):
    """What the linker needs remembered."""

    def link_of(self, id: str) -> StoryLink | None: ...

    def same_text(self, digest: bytes) -> tuple[str, str] | None:
        """(id, story) of the earliest known copy of this text."""
        ...

    def add(self, id: str, digest: bytes | None, order: tuple[float, float, str], link: StoryLink) -> None: ...

    def remove(self, id: str) -> None: ...

    def members(self, story: str) -> list[str]: ...

    def story_of(self, id: str) -> str | None: ...


class Linker:
    """Gives each copy its story. A story's id is the id of the article that founded it."""

    def __init__(self, index: StoryIndex, *, window_days: int | None = None) -> None:
        self._index = index
        self._window_days = window_days

    def add(self, copy: Copy) -> StoryLink:
        """Link a copy; adding it again changes nothing and gives the same answer."""
        known = self._index.link_of(copy.id)
        if known is not None:
            return known
        text = digest_of(copy)
        twin = self._index.same_text(text) if text else None
        if twin is None:
            link = StoryLink(id=copy.id)
        else:
            link = StoryLink(id=twin[1], relation="exact", to=twin[0], contained=1.0, contains=1.0)
        self._index.add(copy.id, text, copy.order, link)
        return link

    def remove(self, id: str) -> None:
        """Forget a copy: nothing of its text stays."""
        self._index.remove(id)

    def story_of(self, id: str) -> str | None:
        """The story an article stands in now."""
        return self._index.story_of(id)

    def members(self, story: str) -> list[str]:
        """Every article of a story, earliest first."""
        return self._index.members(story)

    def primary_of(self, story: str) -> str | None:
        """The earliest full copy."""
        members = self.members(story)
        return members[0] if members else None
