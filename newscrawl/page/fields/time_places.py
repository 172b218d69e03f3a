"""Where on the page a line with a time stands: what it is near to says whose time it is."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from newscrawl.page.paragraphs.comment_headings import heads_comments
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import Block
from newscrawl.page.tree.elements import name_of

# What sites call the day that they show to every reader, and the strip that it stands in.
_TODAY = re.compile(
    r"[\s_-](?:today|todays|now|heute|hoy|oggi|clock|live-?clock|current-?(?:date|time)|server-?time|top-?bar|masthead)[\s_-]",
    re.IGNORECASE,
)
_HEADS_ENTRIES = re.compile(r"\bdate-?header\b", re.IGNORECASE)
# A line so few above the text belongs to it, however many boxes stand between it and the headline.
_RIGHT_ABOVE = 4
# What holds the article or the whole page: no box around a time.
WHOLE = frozenset({"article", "main", "body", "html"})

AMONG_COMMENTS = " among comments"
# In what is no line of the page: a list of links, say.
ELSEWHERE = " elsewhere"


class Places:
    """Where lines stand: above the headline, under it, within the text or behind it, and how many blocks away."""

    def __init__(self, blocks: list[Block], head: Block | None, body: list[Block]) -> None:
        self.blocks = blocks
        self.first = body[0].index if body else None
        self.last = body[-1].index if body else None
        # A heading that stands in the text or behind it is a subheading: the text itself is what lines are near to.
        self.head = head.index if head is not None and (self.first is None or head.index <= self.first) else self.first

    @cached_property
    def title(self) -> str:
        """The headline's words, as they are compared."""
        return self.blocks[self.head].key if self.head is not None else ""

    @cached_property
    def _around_head(self) -> frozenset[Any]:
        """What the headline stands in."""
        if self.head is None:
            return frozenset()
        element = self.blocks[self.head].element
        return frozenset((element, *element.iterancestors()))

    @cached_property
    def _first_words(self) -> int:
        """Where the page's first line is that is no menu; the headline's at the latest."""
        return next(
            (b.index for b in self.blocks[: self.head] if not (b.links or b.furniture or date_lines.datelike(b.text))),
            self.head or 0,
        )

    def _at_top(self, block: Block) -> str:
        """ " top" for a line of the page's own head, " today" for one that is named as such, else nothing.

        The head of a page has nothing but menus before it, and shares with the headline only what holds those menus too.
        """
        for above in (block.element, *block.element.iterancestors()):
            if above in self._around_head:
                shared = above
                break
            if _TODAY.search(f" {name_of(above)} "[:300]):
                return " today"
        else:
            return ""
        # A day that is a heading is that of the entries under it, as weblogs print them.
        heads = block.heading or _HEADS_ENTRIES.search(block.element.get("class") or "")
        if block.index > self._first_words or heads or shared.tag in ("article", "main"):
            return ""
        first = self.blocks[0].element
        return " top" if shared is first or shared in first.iterancestors() else ""

    @cached_property
    def _indexes(self) -> dict[Any, int]:
        return {block.element: block.index for block in reversed(self.blocks)}

    def of(self, index: int) -> str:
        """ "under 2": the second block under the headline; "behind 1": right behind the text."""
        if self.head is not None and index < self.head:
            return f"{self._at_top(self.blocks[index])} above {self.head - index}"
        if self.first is None or index < self.first:
            return f" under {index - (self.head or 0) - self._boxed(index)}"
        if self.last is not None and index > self.last:
            if self._is_among_comments(self.blocks[index]):
                return AMONG_COMMENTS
            return f" behind {index - self.last}"
        return f" within {index - self.first}"

    def is_within(self, index: int) -> bool:
        """Whether a line stands among those of the text."""
        return self.first is not None and self.last is not None and self.first <= index <= self.last

    def _is_among_comments(self, block: Block) -> bool:
        """Whether a line behind the text stands in a box that is named for comments, or under a heading that is."""
        if block.comment:
            return True
        over = self._heading_of_comments
        return (
            over is not None and over.index < block.index and over.element.getparent() in block.element.iterancestors()
        )

    @cached_property
    def _heading_of_comments(self) -> Block | None:
        behind = self.blocks[self.last + 1 :] if self.last is not None else []
        return next((b for b in behind if b.heading and heads_comments(b.text)), None)

    def _boxed(self, index: int) -> int:
        """How many lines of other boxes stand between the headline and a line of no such box right above the text."""
        if self.head is None or self.first is None or self.first - index > _RIGHT_ABOVE or self.blocks[index].furniture:
            return 0
        return sum(1 for block in self.blocks[self.head + 1 : index] if block.furniture or block.caption)

    def around(self, element: Any) -> str:
        """The place of the block that an element stands in; in a list of links there is none."""
        for above in element.iterancestors():
            index = self._indexes.get(above)
            if index is not None:
                return self.of(index)
            if above.tag in WHOLE:
                break
        return ELSEWHERE
