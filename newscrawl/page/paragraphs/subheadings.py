"""Headings among the blocks of a text: which of them stand over paragraphs of it, and which are text themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from newscrawl.page.paragraphs.list_headings import heads_list
from newscrawl.page.paragraphs.places import prose
from newscrawl.page.tree.blocks import HEADINGS, Block

# A heading that is a point of a list article has so many letters.
SHORTEST_POINT = 60
# More headings that are links are the points of a list; what is shorter is no headline.
FEW_LINKED, SHORTEST_TEASER = 2, 25
# So many lines of boxes stand between a heading and its paragraph.
MOST_APART = 3


def is_sentence(block: Block, core: Callable[[Block], bool]) -> bool:
    """A heading that is a whole sentence among the paragraphs: a list article's point, text in its own right."""
    return block.size >= SHORTEST_POINT and block.text.endswith(".") and core(block)


def linked(members: list[Block]) -> Counter[str]:
    """How many headings of each level are links."""
    return Counter(block.tag for block in members if block.heading and block.density > 0.9)


def is_lone_link(heading: Block, alike: int) -> bool:
    """A heading that leads to another page, as few others of its level do (``alike``): a teaser set among the paragraphs.

    The points of a list article may all be links.
    """
    link = next(heading.element.iter("a"), None)
    if heading.size < SHORTEST_TEASER or (link is not None and "#" in (link.get("href") or "")):  # a place on this page
        return False
    return alike <= FEW_LINKED


# A subheading in bold has so many letters.
SHORTEST_BOLD, LONGEST_BOLD = 12, 120


def in_bold(members: list[Block]) -> set[int]:
    """Paragraphs in bold that stand right over one of prose, where there are several: subheadings, also in boxes of their own."""
    found = {
        block.index
        for block, after in pairwise(members)
        if block.bold
        and block.tag == "p"
        and not block.links
        and SHORTEST_BOLD <= block.size <= LONGEST_BOLD
        and after.tag == "p"
        and after.index == block.index + 1
        and prose(after)
        and not heads_list(block.text)
    }
    return found if len(found) > 1 else set()


def followed(members: list[Block], taken: set[int], core: Callable[[Block], bool]) -> set[int]:
    """Which headings a paragraph of the text follows; a heading of a list of links is none of them.

    ``taken`` are the blocks of the container's ``members`` that were chosen.
    """
    found: set[int] = set()
    after, below = False, ""
    beside, apart = None, 0  # what holds the next paragraph, and how many lines stand before it
    for block in reversed(members):
        if block.tag in HEADINGS and block.index in taken:
            # "Results" (h2) over "Women" (h3) over text.
            sentence = is_sentence(block, core)
            # (A box or two may stand between a heading and the paragraph that it heads.)
            boxed = apart <= MOST_APART and block.element.getparent() is beside and not heads_list(block.text)
            if after or sentence or block.tag < below or boxed:
                found.add(block.index)
                below = block.tag
            else:
                below = ""
            after, beside = sentence, None
        elif block.index in taken:
            after, below = True, ""
            beside, apart = block.element.getparent(), 0
        elif block.density > 0.5 or block.tag in HEADINGS or block.size > 100:
            after = after and (block.caption or block.furniture) and block.tag not in HEADINGS
            below = below if after else ""
            apart += 1
        else:
            apart += 1
    return found
