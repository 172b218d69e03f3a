"""Captions that nothing names so: lines right under pictures, told by their credit, their type, or their box."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Any

from newscrawl.page.fields.captions import PICTURES, UP, is_byline, is_credit
from newscrawl.page.fields.pictures import CONTROL
from newscrawl.page.fields.tails import names_source
from newscrawl.page.tree import date_lines, names
from newscrawl.page.tree.blocks import HEADINGS, Block, same
from newscrawl.page.tree.names import BYLINE, CAPTION, CARD, COMMENT, FURNITURE, ITEM, STANDFIRST
from newscrawl.text.labels.filed_lines import is_filed_line
from newscrawl.text.pictures.captions import names_agency, split_credit

# A line under a picture that nothing names a caption is one where a credit closes it and it is no longer than this.
LONGEST_BARE = 300
_NO_BARE = FURNITURE | COMMENT | CAPTION | ITEM | CARD
_MOST_SPANS, _NEAR_PICTURES = 8, 5
_SMALL_BOX = 200
_MOST_IN_BOX = 3
_SHORTEST_ALONE = 25
_ICON = re.compile(r"icon|logo|avatar|\.svg", re.IGNORECASE)
_CLIP = re.compile(r"(?:audio|video|podcast|anzeige|advert\w*)\b", re.IGNORECASE)
# Captions stand among so many runs of lines of one element.
_MOST_RUNS = 30
_SLANTED = ("em", "i", "small")


def note_bare(blocks: list[Block]) -> None:
    """Flag as captions the lines right under pictures that nothing names so: by the credit that closes them or their type.

    ``<img><div>Boats lie idle in Senna (AFP/Jon Dell)</div>``, ``<p><img><br><em>Boats in Senna on Tuesday.</em></p>``; also
    a line that names its agency in mid-sentence, where the byline stands under it.
    """
    before: Any = None
    runs: Counter[Any] = Counter()
    head = next((at for at, block in enumerate(blocks) if block.tag == "h1"), 0)
    for behind, block in enumerate(blocks, 1):
        first, before = before is not block.element, block.element
        if first:
            # (An element may hold thousands of lines that its children part, and each costs a look at all of it.)
            runs[block.element] += 1
            first = runs[block.element] <= _MOST_RUNS
        if (
            block.flags & CAPTION
            and names_source(block)
            and _is_of_text(block, blocks[max(0, behind - 2) : behind + 1])
        ):
            block.flags &= ~CAPTION  # <div class="Credit">Source: Reuters</div> under a text is the text's
            continue
        if not first or block.flags & _NO_BARE or not 15 <= block.size <= LONGEST_BARE:
            continue
        if block.tag not in HEADINGS and (
            _is_in_span(block) or (behind < len(blocks) and _is_over(block, blocks[behind]))
        ):
            block.flags |= CAPTION
            continue
        if block.tag in HEADINGS or block.tag in ("td", "tr") or block.density > 0.3:
            continue
        if any(
            one.density > 0.9 and one.size >= 20 and not CONTROL.fullmatch(one.text)
            for one in blocks[max(0, behind - 2) : behind + 1]
        ):
            continue  # a teaser: its heading is a link
        inner = _own_picture(block.element)
        if inner is None and not _is_under_picture(block.element):
            continue
        if inner is None and behind > head and _is_all_the_box_says(block):
            block.flags |= CAPTION
            continue
        credited = split_credit(block.text, bare=True)[1] is not None
        signed = behind < len(blocks) and is_byline(blocks[behind])
        if (
            credited
            or (inner is not None and _is_slanted(block.element))
            or (signed and names_agency(block.text, closing=False))
        ):
            block.flags |= CAPTION


def _is_of_text(block: Block, around: list[Block]) -> bool:
    """Whether a source that is named a credit is the text's: it names who files texts, and no picture is near."""
    if not is_filed_line(block.text) or any(one is not block and one.flags & CAPTION for one in around):
        return False
    boxes = [box for box in islice(block.element.iterancestors(), _NEAR_PICTURES) if box.tag not in ("body", "html")]
    if any(box.tag in ("figure", "figcaption") for box in boxes):
        return False
    return not any(next(box.iter(*PICTURES), None) is not None for box in boxes[:2] if says_at_most(box, LONGEST_BARE))


def _is_in_span(block: Block) -> bool:
    """All words of a line stand in a span that is named a caption, or in one with a picture and nothing else of the line."""
    # (Most lines have nothing in them, or a link.)
    if (
        next(block.element.iterchildren("span", "em", "strong", "b", "i", "a", *PICTURES), None) is None
        or next(block.element.iter(*PICTURES), None) is None
    ):
        return False
    if block.flags & BYLINE or is_byline(block):
        return False  # a writer's portrait stands beside the name
    for span in islice(block.element.iter("span"), _MOST_SPANS):
        name = span.get("class")
        if not name:
            continue
        if (names.meaning(name) & CAPTION or next(span.iter(*PICTURES), None) is not None) and same(
            "".join(span.itertext())
        ) == block.key:
            return True
    return False


def _is_over(block: Block, credit: Block) -> bool:
    """A line over the credit of its picture, which stands in one small box with both."""
    if block.density > 0.1 or block.flags & (BYLINE | STANDFIRST) or not 3 < credit.size <= 80 or not is_credit(credit):
        return False
    element = block.element
    for _ in range(UP + 1):
        nearby = islice(element.iter(*PICTURES, block.element.tag), _SMALL_BOX)
        first = next((one for one in nearby if one.tag in PICTURES or one is block.element), None)
        if first is not None and first is not block.element:
            return says_at_most(element, block.size + credit.size + 60)
        element = element.getparent()
        if element is None:
            break
    return False


def says_at_most(element: Any, letters: int) -> bool:
    """Whether an element is a small box: its words have so many letters, in few pieces. (It may be the whole page.)"""
    for piece, text in enumerate(element.itertext()):
        letters -= len(text.strip())
        if letters < 0 or piece == _SMALL_BOX:
            return False
    return True


def _is_all_the_box_says(block: Block) -> bool:
    """A line under the one picture of a box that holds nothing else: ``<div><img><div>Boats lie idle in Senna</div></div>``."""
    if block.size < _SHORTEST_ALONE or is_byline(block) or _CLIP.match(block.text) or date_lines.datelike(block.text):
        return False
    box = block.element.getparent()
    if box is None or box.tag not in ("div", "figure") or len(box) > _MOST_IN_BOX or not _is_picture(box[0]):
        return False
    pictures = list(islice(box.iter("img", "amp-img"), 2))
    shown = len(pictures) == 1 and _ICON.search(pictures[0].get("src") or "") is None
    return shown and says_at_most(box, block.size)


def _own_picture(element: Any) -> Any:
    """The picture that a block's own element begins with."""
    child = next(iter(element), None)
    if child is None or (element.text or "").strip():
        return None
    return child if _is_picture(child) else None


def _is_picture(element: Any) -> bool:
    """A picture, or what holds one and no words."""
    if element.tag in PICTURES:
        return True
    if element.tag not in ("a", "span", "div", "p", "center", "figure") or next(element.iter(*PICTURES), None) is None:
        return False
    return not "".join(element.itertext()).strip()


def _is_slanted(element: Any) -> bool:
    """All words of an element stand in one ``<em>`` or its like."""
    if any((child.tail or "").strip() for child in element):
        return False
    worded = [c for c in element if isinstance(c.tag, str) and "".join(c.itertext()).strip()]
    return len(worded) == 1 and worded[0].tag in _SLANTED


def _is_under_picture(element: Any) -> bool:
    """True where the last thing before an element is a picture."""
    for _ in range(UP):
        before = element.getprevious()
        while before is not None and (before.tag == "br" or not isinstance(before.tag, str)):
            if (before.tail or "").strip():
                return False
            before = before.getprevious()
        if before is not None:
            return not (before.tail or "").strip() and _is_picture(before)
        element = element.getparent()
        if element is None or element.tag == "body" or (element.text or "").strip():
            return False
    return False
