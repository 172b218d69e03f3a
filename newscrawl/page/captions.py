"""The captions of the article's pictures."""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.items import RawImage
from newscrawl.page import furniture
from newscrawl.page.blocks import HEADINGS, Block, same
from newscrawl.page.names import CAPTION, CRUMBS, DATE, FURNITURE, SECTION, STANDFIRST

MOST = 40
# A caption that can stand for a text: a sentence that says who did what where.
LEAST_TEXT = 60


def named(blocks: Iterable[Block]) -> list[str]:
    """Lines in a figcaption or in what is named a caption."""
    found = (
        block.text
        for block in blocks
        if block.flags & CAPTION and not block.flags & FURNITURE and 3 < len(block.text) < 1500
    )
    return list(dict.fromkeys(found))[:MOST]


def shown(blocks: Iterable[Block], images: Iterable[RawImage]) -> list[str]:
    """The captions without the credits that stand in elements of their own."""
    apart = {
        same(f"{image.caption} {image.credit}"): image.caption for image in images if image.caption and image.credit
    }
    found = named(blocks)
    return [apart.get(same(text), text) for text in found] if apart else found


def above(blocks: list[Block], headline: Block | None) -> list[str]:
    """A caption that stands bare right above the headline: a whole line of at least five words, named nothing else."""
    if headline is None:
        return []
    for block in reversed(blocks[max(0, headline.index - 3) : headline.index]):
        if not 25 <= block.size <= 300 or block.links or block.has(FURNITURE | CRUMBS) or block.tag in HEADINGS:
            continue
        if furniture.datelike(block.text) or " " not in block.text:
            continue
        if len(block.text.split()) >= 5 and not block.has(DATE | SECTION | STANDFIRST):
            return [block.text]
        break
    return []
