"""The first paragraphs of a text that an advert, a box or a video sets apart from the rest of it."""

from __future__ import annotations

from typing import Any

from newscrawl.page.tree import names
from newscrawl.page.tree.blocks import Block
from newscrawl.page.tree.elements import name_of

# What stands alone in a box named as the article's text is its lead where it has at least so many letters.
SHORTEST_LEAD = 120
_TITLES = ("h1", "h2", "h3", "h4")
_NO_OPENING = names.ITEM | names.CARD | names.STANDFIRST | names.BYLINE


def openings_above(above: list[Block], best: Any) -> set[int]:
    """Which paragraphs between headline and text are its first ones, set apart by an advert or a box.

    They stand in an element named as what holds the text is (``<article>..</article> advert <article>..</article>``), in
    what is named the article's text and holds the rest of it deeper, or several of them side by side with it.
    """
    found: set[int] = set()
    beside: list[int] = []
    around: dict[Any, Any] = {None: None}  # each element above the text, and its child that leads there
    element, inner = best, None
    while element is not None and element.tag not in ("body", "html"):
        around[element] = inner
        element, inner = element.getparent(), element
    for block in above:
        if block.tag != "p" or block.size < 60 or not block.ends or block.density > 0.3 or block.flags & _NO_OPENING:
            continue
        side, shared = block.element, block.element.getparent()
        while shared is not None and shared not in around:
            side, shared = shared, shared.getparent()
        if shared is None:
            continue
        if side is block.element:
            if is_named_article(shared):
                found.add(block.index)
        elif next(side.iter(*_TITLES), None) is None:
            other = around[shared]
            if (side.tag, side.get("class")) == (other.tag, other.get("class")) or (
                block.size >= SHORTEST_LEAD and not block.links and is_named_article(side)
            ):
                found.add(block.index)
            elif all(child.tag == "p" for child in side) and other is best:
                beside.append(block.index)
    return found | set(beside) if len(beside) >= 2 else found


def is_named_article(element: Any) -> bool:
    """True for an element whose name or microdata calls it the article's text."""
    if "articlebody" in (element.get("itemprop") or "").lower():
        return True
    return bool(names.meaning(name_of(element)) & names.ARTICLE)
