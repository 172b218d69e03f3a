"""Lists in boxes with a heading of their own that interrupt the paragraphs: facts in brief, a time line, what to read."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import islice
from typing import Any

from newscrawl.page.paragraphs.places import climbed, inside, place, prose, signature
from newscrawl.page.tree.blocks import HEADINGS, Block
from newscrawl.page.tree.names import ITEM

# A box holds less than this share of the text, and all boxes of its kind no more than that.
SHARE, SHARE_OF_KIND = 0.3, 0.45
# With less in it, it is a heading in a wrapper; what is longer than a source is a paragraph.
LEAST, LONGEST_LINE = 60, 100
LEAST_CARDS = 3
# Behind so many paragraphs cards that lead to other pages are none of the text, however much they hold.
LEAST_WRITTEN, SHORTEST_HEADLINE = 3, 15
# A heading that is a link leads to another article, however little is said of it.
LINKED = 0.9
_BOXES = ("div", "aside", "section")
_HEADS = ("h2", "h3", "h4", "h5")


def asides(members: list[Block], places: Set[Any]) -> set[int]:
    """The blocks of boxes of lists that stand among the paragraphs, begin with a heading, and have the text go on behind.

    ``places`` hold most paragraphs. Where each section of a text is such a box, none is one.
    """
    found: dict[Any, list[int]] = {}
    leading: set[Any] = set()
    for block in members:
        if block.tag in _HEADS:
            box = block.element.getparent()
            leads = block.density > LINKED
            if box is None or box in found or box in places or not box.get("class"):
                continue
            # (A teaser may stand in a wrapper of its own.)
            around = box.getparent() if not leads else climbed(box).getparent()
            if around is None or (around not in places and climbed(around) not in places):
                continue
            if (box.tag in _BOXES or (leads and box.tag == "article")) and _begins(box, block.element):
                found[box] = []
                if leads:
                    leading.add(box)
    if not found:
        return set()
    total, kinds, sizes, last = 0, dict[Any, int](), dict[Any, int](), -1
    written: set[Any] = set()  # what holds paragraphs is a part of the text, or may be
    for block in members:
        size = block.size if prose(block) or block.has(ITEM) else 0
        box = next((box for box in found if inside(block.element, box)), None)
        total += size
        if box is None:
            last = block.index if size and place(block) in places else last
        else:
            found[box].append(block.index)
            if block.tag not in HEADINGS and not block.has(ITEM) and block.size > LONGEST_LINE:
                written.add(box)
            sizes[box] = sizes.get(box, 0) + size
            kinds[signature(box)] = kinds.get(signature(box), 0) + size
    dropped = [
        indexes
        for box, indexes in found.items()
        if box not in written
        and (sizes.get(box, 0) > LEAST or box in leading)
        and sizes.get(box, 0) < SHARE * total
        and kinds[signature(box)] < SHARE_OF_KIND * total
        and indexes[-1] < last
    ]
    return {index for indexes in dropped for index in indexes}


def cards(members: list[Block], container: Any) -> set[int]:
    """The blocks of articles within the article: three and more side by side are teasers, but where they hold most of the text.

    (The entries of a live blog are such articles, and hold it all; they do not begin with a link to another page, as teasers do.)
    """
    if next(islice(container.iterdescendants("article"), LEAST_CARDS - 1, None), None) is None:
        return set()
    rows: dict[Any, set[Any]] = {}
    held: dict[Any, list[Block]] = {}
    for block in members:
        card = block.element
        while card is not container and card is not None and card.tag != "article":
            card = card.getparent()
        if card is None or card is container:
            continue
        row = card.getparent()
        if row.tag == "li" and row is not container:
            row = row.getparent()
        rows.setdefault(row, set()).add(card)
        held.setdefault(row, []).append(block)
    every = sum(block.size for block in members)
    first = min((blocks[0].index for blocks in held.values()), default=0)
    written = sum(1 for block in members if block.index < first and prose(block))
    return {
        block.index
        for row, blocks in held.items()
        if len(rows[row]) >= LEAST_CARDS
        and (
            sum(block.size for block in blocks) < SHARE_OF_KIND * every
            or (written >= LEAST_WRITTEN and all(map(_opens_with_link, rows[row])))
        )
        for block in blocks
    }


def _opens_with_link(card: Any) -> bool:
    """Whether what a box says first is a link, and long enough for a headline."""
    link = next(card.iter("a"), None)
    said = "".join(link.itertext()).strip() if link is not None else ""
    return len(said) >= SHORTEST_HEADLINE and "".join(islice(card.itertext(), 12)).strip().startswith(
        said[:SHORTEST_HEADLINE]
    )


def _begins(box: Any, heading: Any) -> bool:
    """True where nothing but a link or two stands before a heading in its box."""
    before: Iterable[Any] = islice(box, box.index(heading))
    words = sum(len("".join(one.itertext()).strip()) for one in before if isinstance(one.tag, str))
    return words + len((box.text or "").strip()) <= 60
