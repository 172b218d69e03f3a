"""A run of a page's text with where it stood, and how texts are folded and compared."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from newscrawl.page.tree.names import CAPTION, COMMENT, FURNITURE
from newscrawl.text.letters import length, letters

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# An open block element of the walk: (element, tag, flags with those of its ancestors, the elements around it that are named as
# furniture, the outermost caption). A tuple and no object: a page opens 300 of them.
Frame: TypeAlias = tuple[Any, str, int, tuple[Any, ...], Any]
# The text of the block that stands for a menu or footer which was not walked.
LEFT_OUT = "\u2022"
# A text folded for comparison.
same = letters
# Also the stops of Devanagari and Bengali, Urdu, Arabic, Armenian, Ethiopic, Burmese and Khmer.
SENTENCE_END = re.compile(r"[.!?…。！？:;\"”»’)\]।॥۔؟؛։።။។]\s*$")


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


class Block:
    """One run of text: its nearest block element, and what its ancestors say of it."""

    __slots__ = (
        "_key", "bold", "caption_root", "element", "flags", "index", "link_chars", "links", "parent", "place", "roots",
        "size", "tag", "text",
    )  # fmt: skip

    def __init__(self, text: str, frame: Frame, parent: Any, links: int, chars: int, bold: bool) -> None:
        self.element, self.tag, self.flags, self.roots, self.caption_root = frame
        self.text, self.parent = text, parent
        self.links, self.bold = links, bold
        self.link_chars = chars if chars < len(text) else len(text)
        self.size = len(text) if text.isascii() else length(text)
        self.index = 0
        self._key: str | None = None
        # Where its run of paragraphs stands; places.place finds it once.
        self.place: Any = None

    @property
    def key(self) -> str:
        """The text folded for comparison."""
        if self._key is None:
            self._key = same(self.text)
        return self._key

    @property
    def root(self) -> Any:
        """The outermost element around it that is named as furniture and was not pardoned."""
        return self.roots[0] if self.roots else None

    def pardon(self, *, wholly: bool = False) -> None:
        """Its outermost furniture is none after all; what is furniture inside that one still is, but for ``wholly``."""
        self.roots = () if wholly else self.roots[1:]
        if not self.roots:
            self.flags &= ~FURNITURE

    @property
    def density(self) -> float:
        """Share of the text that stands in links."""
        return self.link_chars / len(self.text)

    @property
    def furniture(self) -> bool:
        """True where an ancestor is named as furniture (and was not pardoned)."""
        return bool(self.flags & FURNITURE)

    @property
    def comment(self) -> bool:
        """True for what readers wrote."""
        return bool(self.flags & COMMENT)

    @property
    def caption(self) -> bool:
        """True in a figcaption or what is named as a caption."""
        return bool(self.flags & CAPTION)

    @property
    def heading(self) -> bool:
        """True for h1 to h6."""
        return self.tag in HEADINGS

    @property
    def ends(self) -> bool:
        """True for a text that ends as a sentence does."""
        return bool(SENTENCE_END.search(self.text[-4:]))

    def has(self, flags: int) -> bool:
        """True when any of the flags is set."""
        return bool(self.flags & flags)
