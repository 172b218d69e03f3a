"""The one walk over a page's tree: text blocks in reading order, each with what its ancestors say of it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from newscrawl.page.tree import names
from newscrawl.page.tree.blocks import HEADINGS, LEFT_OUT, Block, Frame, fold
from newscrawl.page.tree.elements import (
    BLOCK_TAGS,
    TAKEN_OVER,
    TELLING,
    heading_of,
    is_menu,
    is_moment,
    is_set_aside,
    said_by,
    sets_apart,
)
from newscrawl.page.tree.lines import (
    BREAK,
    SEAM,
    apart,
    as_rows,
    has_blank_line,
    is_program,
    lines_of,
    paragraphs_kept,
    paragraphs_typed,
    with_initials,
)
from newscrawl.page.tree.names import BYLINE, CAPTION, CARD, CRUMBS, DATE, FURNITURE, HARD, HIDDEN, SECTION

# So many words joined in a heading's id are its own.
SLUG = 3
# A run of text that may hold a blank line between two paragraphs.
_MAY_BE_TYPED = 120
_BOXES = frozenset(("div", "td", "article", "section", "main", "body"))
_LABELS = DATE | BYLINE | SECTION | CRUMBS
# Runs of text, cells of tables among them; blocks once those are rows. (The longest of 1,500 saved pages has 6,200 and 1,800.)
MOST_RUNS, MOST_BLOCKS, MOST_CATEGORIES = 20_000, 6_000, 60
DEEPEST = 4_000
# What sets a line apart, and how long a line in bold is that stands in the place of a heading.
_TYPES, _LEAST_BOLD = ("font", "small"), 15


class Label:
    """A short run of text in an inline element whose name says what it is: a date, a byline, a section."""

    __slots__ = ("flags", "index", "tag", "text")

    def __init__(self, text: str, flags: int, index: int, tag: str) -> None:
        self.text, self.flags, self.index, self.tag = text, flags, index, tag


class Blocks:
    """The walk over one tree: ``found`` are its blocks, ``labels`` the named inline runs, and what it met on its way.

    ``times`` are the ``<time>`` elements, ``properties`` the elements with an ``itemprop``, ``authors`` the links that
    say ``rel=author``, ``categories`` those that say ``rel=category``, with the index of the block they stand in: one walk
    finds them all. ``cut`` is the element in which the first line stands that is over ``MOST_BLOCKS``.
    """

    def __init__(self, root: Any) -> None:
        self.found: list[Block] = []
        self.labels: list[Label] = []
        self.times: list[Any] = []
        self.properties: list[Any] = []
        self.authors: list[Any] = []
        self.categories: list[tuple[int, str]] = []
        self.cut: Any = None
        self._pieces: list[str] = []
        self._links = self._chars = self._inside = self._bold = self._bold_chars = 0
        body = root.find("body")
        self._walk(body if body is not None else root)
        self.found = with_initials(as_rows(self.found))
        if len(self.found) > MOST_BLOCKS:
            self.cut = self.found[MOST_BLOCKS].element
            del self.found[MOST_BLOCKS:]
        for index, block in enumerate(self.found):
            block.index = index

    def _walk(self, start: Any) -> None:
        frames: list[Frame] = []
        flags, caption_root = 0, None
        roots: tuple[Any, ...] = ()
        flush, pieces, properties = self._flush, self._pieces, self.properties
        breaks, blank = 0, False
        # The <pre> that the walk is in: its line breaks are those of its text.
        kept: Any = None
        # How many elements are open around one that has too few links to hold a menu.
        few = MOST_RUNS
        walker = etree.iterwalk(start, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in BLOCK_TAGS:
                    if pieces:
                        flush(frames)
                    name = mark = ""
                    apart = way = False
                    stands_as = tag
                    for key, value in element.items():
                        if key == "class":
                            name = value
                        elif key == "id":
                            mark = value
                        elif key in TELLING:
                            if key == "itemprop":
                                properties.append(element)
                            elif key == "aria-label":
                                way = "readcrumb" in value
                            elif value == "heading":  # <div role="heading" aria-level="1">
                                stands_as = heading_of(element)
                            elif sets_apart(key, value, tag):
                                apart = True
                    if mark and tag in HEADINGS and mark.count("-") + mark.count("_") >= SLUG:
                        mark = ""  # its own words, to be linked to: <h2 id="a-vote-of-support-for-the-port">
                    own = said_by(tag, f"{name} {mark}" if mark else name, apart)
                    if way:  # <nav aria-label="Breadcrumb">
                        own |= CRUMBS
                    inside = own | flags & TAKEN_OVER[tag]
                    if own & FURNITURE:
                        if len(frames) < few and len(element) and not inside & CRUMBS and not own & DATE:
                            menu = is_menu(element)
                            if menu is False and own & HARD and is_set_aside(element):
                                self._leave_out((element, tag, inside, (*roots, element), None), frames)
                                menu = True
                            if menu:
                                walker.skip_subtree()
                                continue
                            if menu is None:
                                few = len(frames)
                        roots = (*roots, element)
                    if own & CAPTION and caption_root is None:
                        caption_root = element
                    flags = inside | CARD if self._inside else inside
                    frames.append((element, stands_as, flags, roots, caption_root))
                    breaks = 0
                    if tag == "pre" and not is_program(element):
                        kept, blank = element, has_blank_line(element)
                    if len(frames) > DEEPEST:
                        break
                elif tag == "br":
                    breaks += 1
                    if pieces:
                        if breaks >= 2 or (self._bold_chars and not self._bold and self._is_bold_line()):
                            flush(frames)
                        else:
                            pieces.append(BREAK)
                else:
                    if tag == "a":
                        self._inside += 1
                        self._links += 1
                        relation = element.get("rel")
                        if relation:
                            self._related(element, relation)
                    elif tag in ("b", "strong"):
                        self._bold += 1
                    elif tag in _TYPES and breaks and pieces:
                        # Pages of 2005: a line in a type of its own is a heading, a date, a text, as elements were later.
                        flush(frames)
                    name = element.get("class")
                    telling = frames and (name or tag in ("time", "abbr") or element.get("itemprop"))
                    if telling and not self._inline(element, tag, name, flags):
                        walker.skip_subtree()
                        continue
                text = element.text
            else:
                if tag in BLOCK_TAGS:
                    if pieces:
                        flush(frames)
                    if element is kept:
                        kept = None
                    if frames and frames[-1][0] is element:
                        frames.pop()
                        if len(frames) <= few:
                            few = MOST_RUNS
                        if frames:
                            _, _, flags, roots, caption_root = frames[-1]
                elif tag == "a":
                    if self._inside:
                        self._inside -= 1
                elif self._bold and tag in ("b", "strong"):
                    self._bold -= 1
                text = element.tail
            if text and frames:
                if kept is not None and "\n" in text:
                    text = self._apart(paragraphs_kept(text, blank=blank), frames)
                elif len(text) > _MAY_BE_TYPED and "\n" in text and _holds_copy(frames[-1]):
                    text = self._apart(paragraphs_typed(text), frames)
                if not text.isspace():
                    breaks = 0
                    pieces.append(text)
                    if self._inside:  # as it is folded: some pages are printed with a line break every few words
                        self._chars += len(" ".join(text.split()) if "\n" in text else text.strip())
                    if self._bold:
                        self._bold_chars += len(text.strip())
                elif pieces:
                    pieces.append(" ")
        if pieces and frames:
            flush(frames)

    def _is_bold_line(self) -> bool:
        """Whether what a line break ends is in bold: a heading of pages without headings; "Lemon balm:" opens its paragraph."""
        line = "".join(self._pieces).strip()
        return (
            not line.endswith(":")
            and len(line) >= _LEAST_BOLD
            and BREAK not in line
            and self._bold_chars >= 0.9 * len(line)
        )

    def _leave_out(self, frame: Frame, frames: list[Frame]) -> None:
        """One block for furniture that is not walked: what stands before it stays apart from what stands behind it."""
        if len(self.found) < MOST_RUNS:
            self.found.append(Block(LEFT_OUT, frame, frames[-1][0] if frames else None, 1, 1, False))

    def _apart(self, paragraphs: list[str], frames: list[Frame]) -> str:
        """The last of the paragraphs in one run of text; those before it are flushed."""
        *before, last = paragraphs
        for paragraph in before:
            if not paragraph.isspace():
                self._pieces.append(paragraph)
            if self._pieces:
                self._flush(frames)
        return last

    def _inline(self, element: Any, tag: str, name: str | None, around: int) -> bool:
        """Note what an inline element is named; False where it is hidden, with all that it holds."""
        flags = names.meaning(name) if name else 0
        if flags & HIDDEN:
            return False
        if element.get("itemprop"):
            self.properties.append(element)
        if tag == "time" or (tag == "abbr" and is_moment(element.get("title") or "")):
            self.times.append(element)
            flags |= DATE
        elif not name:
            return True
        if flags & _LABELS:
            self._label(element, flags | around & FURNITURE, tag)
        # Spans side by side are often laid out apart: "In World" and its date must not become one word.
        pieces = self._pieces
        if tag != "a" and pieces and not pieces[-1][-1:].isspace():
            pieces.append(SEAM)
        return True

    def _related(self, element: Any, relation: str) -> None:
        if "author" in relation:
            self.authors.append(element)
        elif "category" in relation and len(self.categories) < MOST_CATEGORIES:
            self.categories.append((len(self.found), fold(" ".join(element.itertext()))[:80]))

    def _label(self, element: Any, flags: int, tag: str) -> None:
        text = fold(" ".join(element.itertext()))
        if 1 < len(text) <= 160:
            self.labels.append(Label(text, flags, len(self.found), tag))

    def _flush(self, frames: list[Frame]) -> None:
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        bold, links, chars = self._bold_chars, self._links, self._chars
        self._links = 1 if self._inside else 0
        self._chars = self._bold_chars = 0
        if len(self.found) >= MOST_RUNS:
            self.cut = frames[-1][0] if self.cut is None else self.cut
            return
        frame, parent = frames[-1], frames[-2][0] if len(frames) > 1 else None
        if SEAM in text:
            text = apart(text)
        if BREAK not in text:
            line = " ".join(text.split())
            if line:
                self.found.append(Block(line, frame, parent, links, chars, bold >= len(line) * 0.9))
            return
        lines = lines_of(text)
        whole = sum(map(len, lines))
        for line in lines:
            share = len(line) / whole
            bolder = bold * share >= len(line) * 0.9
            self.found.append(Block(line, frame, parent, links, round(chars * share), bolder))


def _holds_copy(frame: Frame) -> bool:
    """Whether bare text in an element may be wire copy as it was typed: a box's, and no caption's or writer's."""
    return frame[1] in _BOXES and not frame[2] & (CAPTION | BYLINE)


def blocks_of(root: Any) -> list[Block]:
    """Every run of text below ``body``, split at block elements and at line breaks that end a line of text.

    >>> from lxml import html
    >>> [b.text for b in blocks_of(html.document_fromstring("<ul><li>In World<li>11 May</ul><p>Rain <b>fell</b>."))]
    ['In World', '11 May', 'Rain fell.']
    """
    return Blocks(root).found
