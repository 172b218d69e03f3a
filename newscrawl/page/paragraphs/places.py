"""What a block is by itself and where it stands: prose or not, the place of its run of paragraphs, what it stands in."""

from __future__ import annotations

from itertools import islice
from typing import Any

from newscrawl.page.tree import names
from newscrawl.page.tree.blocks import HEADINGS, Block
from newscrawl.page.tree.names import COMMENT, FURNITURE

# Elements that a run of paragraphs is made of; what holds them is the place.
_RUN_TAGS = "p li ul ol blockquote pre dd dt dl h1 h2 h3 h4 h5 h6 tr tbody thead table"
_RUN = frozenset(_RUN_TAGS.split())
_TOP = frozenset(("body", "html", "main", "article"))
# Class words of layout grids, which everything on a page shares.
_GRID_WORDS = "cell col column columns row grid container wrapper wrap clearfix block flex inner content box item"
_GRID = frozenset(_GRID_WORDS.split())
# A teaser's words, longer than which no teaser is.
LONGEST_TEASER = 300
_NO_PROSE = FURNITURE | COMMENT | names.CAPTION


def prose(block: Block) -> bool:
    """True for a block that reads like a paragraph."""
    # Asked of each block a dozen times: what rules out most of them comes first.
    size = block.size
    if size < 25 or block.flags & _NO_PROSE or block.tag in HEADINGS:
        return False
    density = block.link_chars / len(block.text)
    if density > 0.5:
        return False
    return size >= 80 or (density < 0.3 and block.ends)


def in_card(block: Block) -> bool:
    """True for a line beside a linked heading in a box of its own, though the box stands where paragraphs do."""
    box = block.element.getparent()
    # (The length of an element is counted child by child: in a box of 10,000 paragraphs, for each of them.)
    if block.size > LONGEST_TEASER or box is None or next(islice(box, 5, None), None) is not None:
        return False
    headings = [child for child in box if child.tag in HEADINGS]
    return len(headings) == 1 and _is_link(headings[0]) and holds_one(box, "p")


def holds_one(box: Any, tag: str) -> bool:
    """Whether exactly one element of a kind stands in a box, however large it is."""
    return sum(1 for _ in islice(box.iter(tag), 2)) == 1


def _is_link(element: Any) -> bool:
    link = next(element.iter("a"), None)
    if link is not None and (link.get("href") or "").startswith("#"):  # a place on this very page
        return False
    words = "".join(element.itertext()).strip()
    return link is not None and len(words) >= 20 and "".join(link.itertext()).strip() == words


def listed(block: Block) -> bool:
    """True for any line that is neither furniture nor made of links: what an article of lists is made of."""
    return not block.has(FURNITURE | COMMENT | names.CAPTION) and block.density < 0.3


def place(block: Block) -> Any:
    """The element in which a block's run of paragraphs stands; wrappers around a single child are climbed."""
    if block.place is None:
        block.place = climbed(block.element)
    return block.place


def climbed(element: Any) -> Any:
    """An element, or the outermost of the wrappers around it alone."""
    while element.tag in _RUN or _is_wrapper(element):
        above = element.getparent()
        if above is None or above.tag in _TOP:
            break
        element = above
    return element


def _is_wrapper(element: Any) -> bool:
    """Alone in its parent: what is wrapped once for each paragraph tells nothing until the wrappers stand side by side."""
    return element.getprevious() is None and element.getnext() is None


def signature(element: Any) -> tuple[str, str] | None:
    """What elements of one kind share: tag and first class word (of a grid: all of them); None where they have no class."""
    name = element.get("class")
    words = name.split(None, 1) if name else None
    if not words:
        return None
    return (element.tag, name if words[0].lower() in _GRID else words[0])


def inside(element: Any, container: Any, levels: int = -1) -> bool:
    """True when an element is the container or stands in it; looked at are so many elements, itself and those around it."""
    while element is not None and levels != 0:
        if element is container:
            return True
        element = element.getparent()
        levels -= 1
    return False


def list_of(block: Block) -> Any:
    """The list of which a block is an item."""
    element = block.element
    while element is not None and element.tag != "li":
        element = element.getparent()
    return element.getparent() if element is not None else None
