"""Which lines that are named bylines are not the article's: who took a picture, a slide's source, a teaser's writer."""

from __future__ import annotations

import re
from itertools import islice

from newscrawl.page.fields.bare_captions import says_at_most
from newscrawl.page.tree import date_lines, names
from newscrawl.page.tree.blocks import Block
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import BYLINE, CARD
from newscrawl.text.agencies import mentions
from newscrawl.text.bylines import opens

_SHORTEST_CAPTION, _AROUND_PICTURE = 25, 3
_SLIDE = re.compile(r"slide|galler|carousel|lightbox", re.IGNORECASE)
# (An article that is called a gallery says more.)
_LONGEST_SOURCE, _AROUND_SLIDE, _LONGEST_SLIDE = 30, 6, 500


def is_of_a_teaser(block: Block, blocks: list[Block]) -> bool:
    """Whether a line of furniture stands right under a linked title: it names who wrote that one."""
    before = blocks[block.index - 1] if block.index else None
    return (
        before is not None and bool(block.furniture) and before.has(CARD) and before.density > 0.9 and before.size >= 15
    )


def is_who_took_it(block: Block, every: list[Block]) -> bool:
    """Who took a picture, beside its caption in one box: ``<div><img><div class="author">ANN LEE/AP</div><div>Boats ...``."""
    for other in every[max(0, block.index - 1) : block.index + 2]:
        if other is block or not other.caption or other.size < _SHORTEST_CAPTION or date_lines.datelike(other.text):
            continue
        around = set(islice(block.element.iterancestors(), _AROUND_PICTURE))
        boxes = [one for one in islice(other.element.iterancestors(), _AROUND_PICTURE) if one in around]
        most = block.size + other.size + 60
        if any(next(box.iter("img", "picture"), None) is not None and says_at_most(box, most) for box in boxes):
            return True
    return False


def is_filed_under(block: Block) -> bool:
    """Whether an item behind "Filed under" is a label: it is one link, is not named a byline itself, and names no agency."""
    if block.tag != "li" or block.density <= 0.9 or names.meaning(name_of(block.element)) & BYLINE:
        return False
    return not mentions(block.text)


def is_of_a_slide(block: Block) -> bool:
    """Whether a line as short as a source stands in a slide with its picture: ``<li><img> <span class="source">AP</span>``."""
    if block.size > _LONGEST_SOURCE or opens(block.text):
        return False
    around = list(islice(block.element.iterancestors(), _AROUND_SLIDE))
    if not any(_SLIDE.search(name_of(box)) and says_at_most(box, _LONGEST_SLIDE) for box in around):
        return False
    return any(next(box.iter("img"), None) is not None for box in around[:_AROUND_PICTURE])
