"""The standfirst between headline and text, and the lines of dates and names around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from newscrawl.page.paragraphs import furniture
from newscrawl.page.paragraphs.boxes import is_promotion
from newscrawl.page.paragraphs.site_lines import LINES
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import HEADINGS, Block, same
from newscrawl.page.tree.names import BYLINE, CAPTION, CARD, COMMENT, DATE, FURNITURE, HARD, ITEM, STANDFIRST

# A standfirst this long says what the story says, and opens the text; a shorter one is a second headline. (Of 101 pages
# that print one outside the text, people who marked what belongs to the article kept 54 of 67 long and 19 of 34 short ones.)
SHORTEST_LEAD = 120
LONGEST_LEAD = 700
LEAST_OPENING = 250
_FIELD = re.compile(
    r"\b(?:Category|Date|Included In|Topics?|Tags?|Sections?|Author|Source|Posted|Published|Filed Under): "
)
# Named so, it stands at most so many blocks below the headline; told by metadata, at most so many.
NEAR, FAR = 12, 60


def with_standfirst(
    chosen: list[Block], every: list[Block], head: Block | None, *, said: Iterable[str], left_out: Set[str]
) -> list[Block]:
    """The text with the standfirst that opens it; without one where the text says the same again.

    ``said`` are the page's descriptions of itself, ``left_out`` the folded lines that are no text.
    """
    if not chosen:
        return chosen
    rest = "".join(b.key for b in chosen[1:])
    if chosen[0].has(STANDFIRST) and len(chosen) > 1 and chosen[0].key[:200] in rest:
        return chosen[1:]
    if head is None or not 0 < chosen[0].index - head.index <= FAR:
        return chosen
    known = [key for text in said if len(key := same(text)) > 30]
    rest = chosen[0].key + rest
    for block in every[head.index + 1 : chosen[0].index]:
        if (
            not SHORTEST_LEAD <= block.size <= LONGEST_LEAD
            or block.has(CAPTION | COMMENT | CARD)
            or block.density > 0.3
        ):
            continue
        near = block.index - head.index <= NEAR
        # A whole paragraph right above the others, whatever its box is called; a shorter one where only a picture parts them.
        between = every[block.index + 1 : chosen[0].index]
        parted = bool(between) and all(other.flags & CAPTION for other in between) and not block.has(FURNITURE)
        opening = near and block.tag == "p" and block.ends and block.density < 0.1 and not block.has(HARD | ITEM)
        if parted:
            opening = opening and not furniture.is_addressed(block.text) and not _is_beside_picture(block)
        else:
            opening = opening and not between and block.has(FURNITURE) and block.size >= LEAST_OPENING
        if block.has(FURNITURE | ITEM) and not (near and not block.links) and not opening:
            continue  # "teaser" is what some sites call the standfirst
        if block.key in left_out or is_meta_line(block) or LINES.match(block.text) or is_promotion(block):
            continue
        told = any(block.key[:60] in key or key[:60] in block.key for key in known)
        named = block.has(STANDFIRST) and not block.has(FURNITURE | ITEM) and near
        if (told or named or opening) and block.key[:120] not in rest:
            return [block, *chosen]
    return chosen


def _is_list_of_fields(block: Block) -> bool:
    """What a page says of itself in one line: "Main Category: Ships Also Included In: Towers Article Date: 4 May 2020"."""
    return date_lines.datelike(block.text) and block.links > 0 and len(_FIELD.findall(block.text)) >= 2


def _is_beside_picture(block: Block) -> bool:
    """Whether a picture stands in one box with a line, which may be its caption."""
    box = block.element.getparent()
    return box is None or next(box.iter("img"), None) is not None


def is_meta_line(block: Block) -> bool:
    """A line that is a date or a byline."""
    if block.size >= 140:
        return not block.ends and block.size < 400 and _is_list_of_fields(block)
    if block.has(DATE) and block.tag not in HEADINGS and date_lines.datelike(block.text):
        return not block.ends
    text = block.text
    if (
        date_lines.whole_date(text)
        or date_lines.times_only(text)
        or (not block.ends and date_lines.META_LABEL.match(text))
        or (not block.ends and date_lines.STAMPED.match(text) and date_lines.datelike(text))
    ):
        return True
    return block.has(BYLINE) and block.size < 100 and not block.ends
