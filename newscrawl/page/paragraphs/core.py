"""Where on the page the article's paragraphs stand: what else stands there is text too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newscrawl.page.paragraphs.closing_lines import is_filed_sentence
from newscrawl.page.paragraphs.list_headings import heads_list
from newscrawl.page.paragraphs.places import place, signature
from newscrawl.page.tree.blocks import Block

_LISTS = frozenset(("ul", "ol", "dl", "table"))
_LINES = frozenset(("p", "blockquote"))


LEAST_BOXED, MOST_BOXED = 3, 0.6
MOST_IN_WRAPPER = 2


def _is_bare(block: Block, spot: Any) -> bool:
    """A line that is a whole ``<div>`` without a name."""
    return block.tag == "div" and spot is block.element and not spot.get("class") and not spot.get("id")


def _wraps_table(spot: Any) -> bool:
    """A box that editors set a table in: ``<div class=scroll><table>``, ``<figure><table><figcaption>``."""
    first = next(iter(spot), None)
    return spot.tag in ("div", "figure") and first is not None and first.tag == "table" and len(spot) <= MOST_IN_WRAPPER


class Core:
    """The places where most of the main paragraphs stand, the kinds of those places, and what directly holds paragraphs."""

    def __init__(self, main: Iterable[Block], container: Any) -> None:
        # The container and what is around it: a block that stands in none but these stands beside the paragraphs.
        self._around = {container, *container.iterancestors()} if container is not None else set()
        self._first = self._second = self._last = -1
        shares: dict[Any, int] = {}
        kinds: dict[tuple[str, str], int] = {}
        held: dict[tuple[str, str], int] = {}
        holders: dict[Any, int] = {}
        boxed: dict[Any, list[int]] = {}
        wrappers: dict[Any, set[Any]] = {}
        for block in main:
            spot, above = place(block), block.element.getparent()
            if self._first < 0:
                self._first = block.index
            elif self._second < 0:
                self._second = block.index
            self._last = max(self._last, block.index)
            shares[spot] = shares.get(spot, 0) + block.size
            holders[above] = holders.get(above, 0) + block.size
            kind = signature(spot)
            if kind is not None:
                kinds[kind] = kinds.get(kind, 0) + block.size
            if _is_bare(block, spot):
                boxed.setdefault(above, []).append(block.size)
            around = above.getparent()
            if around is not None:
                wrappers.setdefault(around, set()).add(above)
            name = above.get("class")
            if name:
                held[(above.tag, name)] = held.get((above.tag, name), 0) + block.size
        total = sum(shares.values())
        self.places = {spot for spot, size in shares.items() if size >= 0.15 * total}
        self._kinds = {kind for kind, size in kinds.items() if size >= 0.25 * total}
        self._holders = {holder for holder, size in holders.items() if size >= 0.3 * total}
        # Some editors set each paragraph in a nameless <div>: what stands so where most of the text does is text.
        self._boxed = {
            above for above, sizes in boxed.items() if len(sizes) >= LEAST_BOXED and sum(sizes) >= MOST_BOXED * total
        }
        # What holds a wrapper for each paragraph holds the lists between them too.
        self._wrapping = {around for around, inside in wrappers.items() if len(inside) >= LEAST_BOXED}
        self._alike = {kind for kind, size in held.items() if size >= 0.25 * total}

    def holds(self, block: Block) -> bool:
        """True where a block stands among the article's paragraphs."""
        spot = place(block)
        if spot in self.places or spot in self._around or signature(spot) in self._kinds:
            return True
        # Straight in the body (or main, or an article) each paragraph, list and table is a place of its own; siblings are text.
        # (A list above the first paragraph may as well be the page's label, date and byline.)
        listed = (spot.tag in _LISTS or (block.tag == "tr" and _wraps_table(spot))) and block.index > self._first
        if block.tag in _LINES and spot is block.element:
            fits = (block.density < 0.3 and (block.ends or is_filed_sentence(block))) or self._is_among(block)
        else:
            fits = listed and block.density < 0.3
        if fits:
            above = spot.getparent()
            if above in self._holders or (listed and above in self._wrapping and self._is_among(block)):
                return True
        if self._boxed and _is_bare(block, spot) and block.density < 0.3 and spot.getparent() in self._boxed:
            return True
        # What holds paragraphs may be climbed over where it stands alone.
        if block.tag != "p" or not block.ends or not self.is_alike(block):
            return False
        # (Between two paragraphs a few words are one too: "It rained.")
        return block.size >= 60 or (self._first < block.index < self._last and not block.links)

    def _is_among(self, block: Block) -> bool:
        """Whether a line that is no teaser stands between two paragraphs of the text: before the second one it may be a label."""
        if not self._second < block.index < self._last or block.density > 0.7:
            return False
        # (Who said what a quotation set apart says goes with it.)
        return block.ends or not (block.links or block.text.startswith(("—", "–")) or heads_list(block.text))

    def is_alike(self, block: Block) -> bool:
        """True where what directly holds a block is, by its full name, what holds paragraphs."""
        above = block.element.getparent()
        return (above.tag, above.get("class")) in self._alike

    def is_beside(self, block: Block) -> bool:
        """True where a block has the same parent as a good part of the paragraphs."""
        return block.element.getparent() in self._holders
