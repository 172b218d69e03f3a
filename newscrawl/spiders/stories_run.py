"""The stories that each mirror has run lately in this run: another name of the same text brings nothing new."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from newscrawl.items import StoryLink

# Of so many stories of a mirror it is known: a trap runs one again and again.
MOST_RAN = 1000


@dataclass(slots=True)
class StoriesRun:
    """Stories by mirror.

    >>> stories = StoriesRun()
    >>> copy = StoryLink(id="s", relation="exact")
    >>> stories.is_news("harbour", copy), stories.is_news("harbour", copy), stories.is_news("quay", copy)
    (True, False, True)
    """

    of_mirror: dict[str, OrderedDict[str, None]] = field(default_factory=dict)

    def is_news(self, mirror: str, story: StoryLink | None) -> bool:
        """False for one more copy of a story that this mirror has run already in this run; updates are news."""
        if story is None:
            return True
        ran = self.of_mirror.setdefault(mirror, OrderedDict())
        known = story.id in ran and story.relation in ("exact", "near", "excerpt")
        ran[story.id] = None
        ran.move_to_end(story.id)
        if len(ran) > MOST_RAN:
            ran.popitem(last=False)
        return not known

    def forget(self, mirror: str) -> None:
        """A mirror is done."""
        self.of_mirror.pop(mirror, None)
