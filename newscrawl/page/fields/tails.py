"""Lines in and around a text that are no text and may name an agency: credits, sources, who owns the copy or a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from newscrawl.page.paragraphs import furniture
from newscrawl.page.paragraphs.interruptions import LONGEST as LONGEST_LINE
from newscrawl.page.paragraphs.list_headings import heads_list
from newscrawl.page.tree.blocks import HEADINGS, Block
from newscrawl.page.tree.names import CAPTION
from newscrawl.text.agencies import agency_called
from newscrawl.text.letters import COLONS
from newscrawl.text.pictures.captions import is_picture_line, opens_credit
from newscrawl.text.pictures.credits import SOURCES

# "(Image credits: A. Lee; B. Ek; ...)" under a text of many pictures.
LONGEST_CREDITS, LONGEST_CREDIT, CREDITS_NEAR = 600, 120, 10
# "Source:", whose answer stands in the next element.
_SOURCE_ALONE = re.compile(rf"\W{{0,3}}{SOURCES}\s?[{COLONS}]\s*\Z", re.IGNORECASE)
# An agency stands alone so many lines behind it at most.
NEAREST = 4
# So many lines behind a text are looked at, and so many of those that are no caption.
_BEHIND, _MOST = 40, 25


def names_source(block: Block) -> bool:
    """True for a line that says where the text comes from, and nothing else: "Source: Reuters"."""
    return block.size <= 90 and furniture.SOURCE.match(block.text) is not None


def names_filer(block: Block) -> bool:
    """True for a line that says who filed the copy, worked on it or owns it: "Reporting by Ann Lee; editing by Bo Ek"."""
    return furniture.TAILS.match(block.text) is not None


def claims_rights(block: Block) -> bool:
    """True for a line that says who owns the text: "© 2024 Valley Times"."""
    return block.text[0] == "©" and block.size < 300


def credits_pictures(block: Block) -> bool:
    """True for the line under a text that says whose its pictures are."""
    if not opens_credit(block.text) or block.size > LONGEST_CREDITS or block.furniture or block.tag in HEADINGS:
        return False
    return block.size <= LONGEST_LINE or block.text[0] in "(["


def is_of_picture(block: Block) -> bool:
    """True for a line among the paragraphs that is a picture's: "Photo: Jon Dell/AFP"."""
    text = block.text
    return block.size <= LONGEST_LINE and (":" in text or "：" in text or "©" in text) and is_picture_line(text)


def above(every: list[Block], headline: Block, first: Block) -> list[str]:
    """The credits of a picture between the headline and the first paragraph."""
    between = every[headline.index + 1 : first.index]
    return [block.text for block in between if block.size <= LONGEST_CREDIT and opens_credit(block.text)][:2]


def behind(every: list[Block], start: int, kept: list[str]) -> list[str]:
    """The lines from ``start`` on, where the text has ended, that are not ``kept`` yet."""
    found = [*_beside(every[start : start + NEAREST])]
    rest = every[start : start + _BEHIND]
    for block in rest[:CREDITS_NEAR]:
        if block.heading and heads_list(block.text):
            break
        if block.size <= LONGEST_CREDITS and opens_credit(block.text):
            found.append(block.text)
    for block in [b for b in rest if not b.flags & CAPTION or furniture.WORKED_ON.search(b.text)][:_MOST]:
        if block.size < 400 and names_filer(block):
            found.append(block.text)
    return [text for text in dict.fromkeys(found) if text not in kept]


def _beside(nearest: list[Block]) -> Iterator[str]:
    """The agency that stands alone right behind a text, in a box of its own or behind the name of its field.

    ``<div class="src">Reuters</div>``, ``<div>Source:</div><div>Reuters</div>``.
    """
    for block, behind in zip_longest(nearest, nearest[1:]):
        if block.links or block.size > LONGEST_CREDIT or block.has(CAPTION) or block.tag in HEADINGS:
            return
        agency = agency_called(block.text)
        if agency is not None and (not agency.shy or (block.text.isupper() and len(block.text) > 2)):
            yield block.text
            return
        if behind is not None and _SOURCE_ALONE.match(block.text) and agency_called(behind.text) is not None:
            yield f"{block.text} {behind.text}"
