"""Where the article's text ends though its container goes on: another list, comments, the next article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from newscrawl.page.paragraphs import furniture
from newscrawl.page.paragraphs.closing_lines import LONGEST_LEAD, is_filed_sentence
from newscrawl.page.paragraphs.comment_headings import heads_comments
from newscrawl.page.paragraphs.list_headings import heads_list, is_entry, opens_list
from newscrawl.page.paragraphs.places import place, prose, signature
from newscrawl.page.paragraphs.subheadings import is_sentence
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import HEADINGS, Block
from newscrawl.page.tree.names import CAPTION, CARD, COMMENT, FURNITURE, ITEM, QUOTE
from newscrawl.text.site_names import ends_with_moment
from newscrawl.text.wire.desk_marks import is_desk_mark
from newscrawl.text.wire.signoffs import ending_line

LONGEST_INVITATION = 80
_INVITES = re.compile(
    r"(?:.{2,30}[?!.] )?(?:you (?:may|might|could) (?:also )?(?:like|enjoy|be interested)|if you (?:like|enjoy|lik|enjoy)ed this|"
    r"das k[öo]nnte (?:sie|dich|euch) auch interessieren|vous aimerez aussi|te puede interesar|voc[êe] tamb[ée]m pode gostar|"
    r"potrebbe interessart[ie])\b",
    re.IGNORECASE,
)
# An agency's name at the end of so many paragraphs closes them.
LEAST_CLOSED, LONGEST_CLOSING = 3, 40
# Behind so many paragraphs the owner's claim closes them: "Copyright: Valley Press. Not to be reproduced without permission".
LEAST_CLAIMED, LONGEST_CLAIM, MOST_CLAIMS = 3, 300, 10
_CLAIMS_ALL = re.compile(
    r"\W{0,3}(?:©|\([cC]\)|(?:Copyright|COPYRIGHT)\s?(?:[:©]|\([cC]\)|\d{4}|by )).{0,160}\b"
    r"(?i:(?:not|never) (?:to )?be (?:reproduced|republished|published|rewritten|copied)|all rights reserved)"
)
# What stands behind such a claim is none of the text where it is at most this part of it.
_LEAST_BEHIND = 3
# What is shorter and no sentence closes no text.
SHORTEST_END = 30
# So many lines behind their heading the first comments show their times.
_NEAR_COMMENTS = 6
# A text of one paragraph has as many letters.
SHORTEST_WHOLE = 200
_ANNOUNCES = re.compile(r"[:：|>»՝፦៖]\W{0,3}\Z|^[\[【(（<〈].*[\]】)）>〉]\W{0,2}\Z|[\w\u102b-\u103e]\s?[-–—]\Z")


class TextEnd:
    """Asked of each block of a container in turn, with those ``chosen`` before it.

    ``every`` is the page's blocks; ``headlines`` are the keys of lines that repeat the headline.
    """

    def __init__(self, members: list[Block], every: list[Block], headline: Block | None, headlines: set[str]) -> None:
        self.members, self.every, self.headline, self.headlines = members, every, headline, headlines
        self.last_text = self._paragraphs[-1].index if self._paragraphs else -1
        # The first line that is a date, and where the chosen paragraphs stand, so far as they were asked for.
        self.dated = next((b.index for b in members if b.size < 90 and date_lines.whole_date(b.text)), None)
        self.spots: set[Any] = set()
        self.parents: set[Any] = set()
        self.noted = self.claims = 0

    # (Lines that may end a text are asked what stands behind them: on a page of thousands of them that must cost no walk each.)

    @cached_property
    def _prose(self) -> list[Block]:
        """The container's paragraphs."""
        return [b for b in self.members if prose(b)]

    @cached_property
    def _paragraphs(self) -> list[Block]:
        """Those that are no items of lists of links."""
        return [b for b in self._prose if not is_linked_item(b)]

    @cached_property
    def _entries(self) -> list[Block]:
        """The container's lines with a bullet."""
        return [b for b in self.members if is_entry(b.text)]

    @cached_property
    def _last_of(self) -> dict[Any, int]:
        """The last block of each element."""
        return {b.element: b.index for b in self.members}

    def stands_at(self, block: Block, chosen: list[Block]) -> bool:
        """The page's own date, or the heading of a list, after the text: what follows is another list."""
        if len(chosen) > 1 and opens_list(block.text):
            return self._goes_on_in_entries(block)
        if len(chosen) > 1 and furniture.COMMENTS_OWNED.match(block.text):
            return True
        if len(chosen) >= LEAST_CLAIMED and block.size <= LONGEST_CLAIM and _CLAIMS_ALL.match(block.text):
            self.claims += 1  # (Each costs a look at all that stands behind it.)
            if self.claims <= MOST_CLAIMS and self._is_last_claim(block, chosen):
                return True
        if block.size > 90 or block.has(QUOTE | FURNITURE) or not chosen:
            return (
                block.tag == "h1"
                and len(chosen) > 1
                and block.key not in self.headlines
                and self._elsewhere(block, chosen)
            )
        over = heads_comments(block.text) if block.tag in HEADINGS or block.bold else None
        if over is not None:
            whole = len(chosen) > 1 or chosen[0].size >= SHORTEST_WHOLE
            # (In a box of its own it may stand in mid-text.)
            if self._elsewhere(block, chosen):
                return True
            sure = over == "sure" or (over == "noun" and self._dated_behind(block))
            return sure and whole and block.density < 0.5 and block.element.getparent() in self.parents
        # "Rain falls (05.03.2024 10:44)": each headline of a list is printed so, the page's own too.
        if self.headline is not None and ends_with_moment(block.text) and ends_with_moment(self.headline.text):
            return block.key != self.headline.key
        if len(chosen) < 2 and not (
            chosen[0].size >= SHORTEST_WHOLE and block.tag in HEADINGS and heads_list(block.text)
        ):
            return False
        if self._next_headline(block):
            return self._elsewhere(block, chosen)
        if block.size <= 60 and heads_list(block.text):
            if block.tag in HEADINGS or block.bold:
                return self._elsewhere(block, chosen)
            return block.index >= self.last_text
        if not date_lines.whole_date(block.text):
            return False
        if self.dated is not None and self.dated < block.index:
            return False
        if self._heads_again(block):
            return True
        return self._more_is_said(block, chosen) and self._elsewhere(block, chosen)

    def _more_is_said(self, block: Block, chosen: list[Block], *, times: int = 1) -> bool:
        """Whether the text so far is longer than all that reads like one behind a line, so many times."""
        return sum(b.size for b in chosen) > times * sum(b.size for b in self.prose_behind(block))

    def _goes_on_in_entries(self, block: Block) -> bool:
        """Whether lines with a bullet go on behind the first entry of a list, and no text behind the last of them."""
        entries = len(self._entries) - bisect_right(self._entries, block.index, key=_index)
        return entries > 1 and sum(1 for _ in _behind(self._prose, self._entries[-1])) <= entries + 1

    def closes(self, block: Block, chosen: list[Block]) -> bool:
        """The agency's own last line ("MTI", "Lusa/fim", "(AFP)"), which was chosen, where nothing of the text stands behind.

        What follows it on pages without names is teasers and comments.
        """
        if len(chosen) <= LEAST_CLOSED or block.size > LONGEST_CLOSING or not _is_closing_line(block):
            return False
        behind = next(self.behind(block), None)
        if behind is None or _is_closing_line(behind):
            return False
        # Paragraphs that only line breaks part are one element.
        run_ends = chosen[-2].element is block.element and self._last_of[block.element] == block.index
        return run_ends or self._elsewhere(block, chosen)

    def _dated_behind(self, block: Block) -> bool:
        """Whether short lines right behind a heading show times, as those of comments do."""
        near = [b for b in islice(self.behind(block), _NEAR_COMMENTS) if b.size < 90 and not b.ends]
        return sum(1 for b in near if date_lines.datelike(b.text)) > 0

    def _next_headline(self, block: Block) -> bool:
        """The next article's, on a page without end."""
        return block.tag == "h1" and self.headline is not None and block.key != self.headline.key

    def _elsewhere(self, block: Block, chosen: list[Block]) -> bool:
        """Nothing behind a heading stands where the text so far does (as it would behind a box in mid-text)."""
        for one in chosen[self.noted :]:
            if prose(one):
                self.spots |= {place(one), signature(place(one)), _holder(one)} - {None}
                self.parents.add(one.element.getparent())
        self.noted = len(chosen)
        # Straight in an article that has no name each paragraph is a place of its own. There its siblings are the text going
        # on behind a box or a list of links: behind a line that stands among them they are teasers, comments, another article.
        first = next(self.behind(block), None)
        boxed = block.element.getparent() not in self.parents or (first is not None and first.density > 0.5)
        parents = self.parents if boxed and block.tag != "h1" else ()
        return not any(
            not self.spots.isdisjoint((place(b), signature(place(b)), _holder(b))) or b.element.getparent() in parents
            for b in _behind(self._paragraphs, block)
        )

    def _is_last_claim(self, block: Block, chosen: list[Block]) -> bool:
        """Whether little stands behind the owner's claim, and nothing where the text does."""
        if block.has(FURNITURE) or not self._more_is_said(block, chosen, times=_LEAST_BEHIND):
            return False
        return not self._goes_on_beside(block, chosen) and self._elsewhere(block, chosen)

    def _goes_on_beside(self, block: Block, chosen: list[Block]) -> bool:
        """Whether paragraphs go on behind a line where the last one that was chosen stands."""
        last = next((one for one in reversed(chosen) if prose(one)), chosen[-1])
        holder = last.element.getparent()
        return any(b.element.getparent() is holder for b in self.prose_behind(block))

    def _heads_again(self, block: Block) -> bool:
        """The label right before the date heads what comes right after it: a list of the same section's articles."""
        label = self.every[block.index - 1] if 0 < block.index < len(self.every) else None
        heading = self.every[block.index + 1] if block.index + 1 < len(self.every) else None
        return label is not None and heading is not None and 0 < label.size < 60 and label.key == heading.key

    def behind(self, block: Block) -> Iterator[Block]:
        """The container's blocks behind one."""
        return _behind(self.members, block)

    def prose_behind(self, block: Block) -> Iterator[Block]:
        """Those that read like paragraphs."""
        return _behind(self._prose, block)


def _behind(members: list[Block], block: Block) -> Iterator[Block]:
    return map(members.__getitem__, range(bisect_right(members, block.index, key=_index), len(members)))


def _is_closing_line(block: Block) -> bool:
    if block.links or block.size > LONGEST_CLOSING or block.tag in HEADINGS or block.has(FURNITURE | CAPTION | ITEM):
        return False
    return block.tag not in ("dt", "dd") and (ending_line(block.text) == "credit" or is_desk_mark(block.text))


def _index(block: Block) -> int:
    return block.index


def _holder(block: Block) -> tuple[str, str] | None:
    """Tag and full name of what directly holds a block; None where it has no name."""
    above = block.element.getparent()
    name = above.get("class") if above is not None else None
    return (above.tag, name) if name else None


def is_linked_item(block: Block) -> bool:
    """An item of a list of links: most of it is linked, but for an emoji or a teaser's words."""
    return block.has(ITEM) and block.links > 0 and block.density >= 0.25


def announces_link(block: Block, every: list[Block], taken: set[int]) -> bool:
    """A line that only announces the link left out behind it, in any language: "Baca juga:", "[관련기사]"."""
    if block.index + 1 >= len(every) or not (
        (block.size <= LONGEST_LEAD and (_ANNOUNCES.search(block.text) or heads_list(block.text)))
        or (block.size <= LONGEST_INVITATION and _INVITES.match(block.text))
    ):
        return False
    behind = every[block.index + 1]
    return behind.index not in taken and behind.links > 0 and behind.density > 0.9 and behind.tag not in HEADINGS


def is_closing_credit(block: Block, last: int) -> bool:
    """A credit right under the text's ``last`` block, among its paragraphs or on a line of its own: "(APA)", "— with Reuters"."""
    if not last <= block.index <= last + 4 or block.size > 90:
        return False
    if block.links or block.furniture or block.caption or block.tag in HEADINGS:
        return False
    return ending_line(block.text) in ("credit", "sign_off")


def closed(kept: list[Block], core: Callable[[Block], bool], *, between: tuple[int, int]) -> int:
    """How many of the blocks are left without headings and scraps of lines at their end.

    ``between``: behind the first of two blocks, up to the second, stands what goes on with the text, however short.
    """
    end = len(kept)
    while end:
        block = kept[end - 1]
        goes_on = block.ends or between[0] < block.index <= between[1] or is_filed_sentence(block)
        if not (block.tag in HEADINGS and not is_sentence(block, core)) and not (
            block.size < SHORTEST_END and not goes_on
        ):
            break
        end -= 1
    return end


def is_linked_paragraph(block: Block) -> bool:
    """A paragraph most of whose words are linked, but not all: "The council <a>closed the quay in May</a>, it said."."""
    if block.tag != "p" or block.size < 100 or not block.ends or block.has(FURNITURE | CAPTION | COMMENT | ITEM | CARD):
        return False
    return 0.5 < block.density < 0.85
