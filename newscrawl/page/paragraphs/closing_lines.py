"""The last lines of a text behind its last long paragraph: short sentences, lists that it announces, tables of scores."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from newscrawl.page.paragraphs.furniture import is_addressed
from newscrawl.page.paragraphs.list_headings import is_entry
from newscrawl.page.paragraphs.site_lines import is_site_line
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import SENTENCE_END, Block
from newscrawl.page.tree.names import CAPTION, CARD, COMMENT, FURNITURE, ITEM
from newscrawl.text.wire.glued_ends import cut_glued

# So many lines behind the last paragraph may be a list that it announces.
MOST_CLOSING = 30
# A line that announces a table or a link is no longer.
LONGEST_LEAD = 40
SHORTEST_FILED = 9
LEAST_TABLE = 20
# "Varn 2 - Turan 1", "Oil $81.30 +2.1%".
_SCORE = re.compile(r"\b\d{1,3}\s?[-–:]\s?(?:[^\W\d_][\w .'’-]{1,30} )?\d{1,3}\b(?![./])|[$€£¥]\s?\d|\d\s?%")
_ENTRIES = re.compile(r"[•●▪‣·] ")
_CELLS = frozenset(("dt", "dd", "tr", "td", "th"))
# What is shorter has no room for more than a sentence.
LONGEST_SHORT = 15
_SENTENCE = re.compile(
    r"(?:[“„«\"‘'¿¡(]\s?)?[^\W_a-zß-öø-ÿ]\S*(?:\s\S+)+?[”»\"’']?[.!?…।۔؟](?:\s?[”»\"’')])?|[^\s\w]?\w{4,}[。！？][」』”]?"
)


def last_line(behind: list[Block], core: Callable[[Block], bool]) -> int:
    """Where the text ends behind its last paragraph: with a short sentence of the text, or the list that it announces."""
    run = _table_behind(behind, core)
    if run:
        return behind[run].index
    last = announced = at = behind[0].index
    listing = _announcing(behind[0])
    for block in behind[1:MOST_CLOSING]:
        if block.index != at + 1 or block.has(FURNITURE | CAPTION | COMMENT) or not core(block):
            break
        at = block.index
        if listing is not None and block.element.getparent() is listing and block.density < 0.1:
            last = at
        elif listing is None and (listing := _announcing(block)) is not None:
            announced, last = last, at
        elif listing is None and (_is_closing_sentence(block) or is_filed_sentence(block)):
            last = at
        elif listing is not None or not (is_short_sentence(block) or _is_sentence(block)):
            break
    return last if listing is None or last > announced + 2 else announced


def _table_behind(behind: list[Block], core: Callable[[Block], bool]) -> int:
    """How many lines right behind the last paragraph are a table or a list without any link: scores, prices, dates."""
    run = size = told = 0
    for block in behind[1:MOST_CLOSING]:
        entry = is_entry(block.text)
        scored = _SCORE.search(block.text) is not None and _is_sibling(block, behind[0])
        in_row = block.tag in _CELLS or block.has(ITEM) or entry or scored
        announces = not run and block.text.endswith((":", "：")) and block.size < LONGEST_LEAD
        if block.index != behind[0].index + run + 1 or not (in_row or announces) or block.links:
            break
        if not core(block) and not (entry and _is_sibling(block, behind[0])):
            break
        if (
            block.has(FURNITURE | CAPTION | COMMENT | CARD)
            or is_site_line(block.text)
            or date_lines.times_only(block.text)
        ):
            return 0
        run, size, told = run + 1, size + block.size, told + (len(_ENTRIES.findall(block.text)) or 1)
    return run if told > 1 and size >= LEAST_TABLE else 0


def _is_sibling(block: Block, other: Block) -> bool:
    return block.tag == other.tag and block.element.getparent() is other.element.getparent()


def _announcing(block: Block) -> Any:
    """What a line stands in that announces a list: "Ten signs of a gale:"; None for any other."""
    announces = block.text.endswith((":", "：")) and not block.links and block.size >= 15
    return block.element.getparent() if announces else None


def _is_sentence(block: Block) -> bool:
    """What the text may go on behind: "Nobody was hurt.", before "The case continues. - AFP"."""
    return block.ends and block.size >= LONGEST_SHORT and not block.links and not block.has(ITEM | CARD)


def _is_closing_sentence(block: Block) -> bool:
    """A short sentence with a link in it right behind the last paragraph: "The <a>vote in the senate</a> failed in May."."""
    if (
        block.tag != "p"
        or not 50 <= block.size < 100
        or not block.ends
        or block.density > 0.6
        or block.has(ITEM | CARD)
    ):
        return False
    return not (is_site_line(block.text) or is_addressed(block.text))


def is_short_sentence(block: Block) -> bool:
    """A last sentence of a few words: "It rained.", "Why now?", "“It is over.”"."""
    if block.links or block.size >= LONGEST_SHORT or block.has(ITEM | CARD) or not block.ends:
        return False
    return _SENTENCE.fullmatch(block.text) is not None


def is_filed_sentence(block: Block) -> bool:
    """A short last sentence that the agency's name ends: "The books will be shown in May. — AFP"."""
    if block.links or not SHORTEST_FILED <= block.size < 100 or block.has(ITEM | CARD):
        return False
    sentence, behind, _ = cut_glued(block.text)
    return behind is not None and bool(SENTENCE_END.search(sentence[-4:]))
