"""How runs of text become lines: line breaks, spans laid out apart, rows of tables."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import SENTENCE_END, Block, fold
from newscrawl.text.languages import is_common

# Marks in a run of text while it is gathered: a single line break; the seam between two spans.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CELLS = frozenset(("td", "th"))
BREAK, SEAM = "\u2028", "\u200b"


def lines_of(text: str) -> list[str]:
    """A text with single line breaks: apart where a line ends as a sentence does, or where all are long."""
    if BREAK not in text:
        folded = fold(text)
        return [folded] if folded else []
    lines = [folded for line in text.split(BREAK) if (folded := fold(line))]
    if len(lines) >= 3 and sum(map(len, lines)) >= 80 * len(lines):
        return lines
    joined: list[list[str]] = []
    size, open_line = 0, False
    for line in lines:
        # "By Ann Lee<br>on 11 May 2014 at 3:02 PM, updated 11 May 2014 at 4:16 PM": a line of times is one of its own.
        timed = len(line) >= 20 and _YEAR.search(line) is not None and date_lines.times_only(line)
        if not open_line or timed:
            joined.append([])
            size = 0
        joined[-1].append(line)
        size += len(line) + 1
        open_line = not timed and not (size >= 40 and SENTENCE_END.search(line[-4:]))
    return [" ".join(parts) for parts in joined]


_BLANK = re.compile(r"\n[ \t\r\u3000]*(?=\n)")
_INDENTED = re.compile(r"\n(?=\u3000)")
LONGEST_KEPT = 200_000


def has_blank_line(element: Any) -> bool:
    """Whether a ``<pre>`` has a blank line between others."""
    return _BLANK.search("".join(element.itertext())[:LONGEST_KEPT].strip()) is not None


def is_program(element: Any) -> bool:
    """Whether a ``<pre>`` holds a program, as pages on programming set it."""
    return next(element.iter("code", "span"), None) is not None or any(
        sign in (element.get("class") or "") for sign in ("code", "prettyprint", "brush", "highlight", "lang")
    )


def paragraphs_kept(text: str, *, blank: bool) -> list[str]:
    """The paragraphs of a text inside ``<pre>``: where there are ``blank`` lines, by these and by wide spaces that open a line.

    Where there are none its line breaks are kept as marks, as those of ``<br>`` are.

    >>> paragraphs_kept("Rain fell\\non Monday.\\n\\nIt stopped.", blank=True)
    ['Rain fell\\non Monday.', '\\nIt stopped.']
    """
    if not blank:
        return [text.replace("\n", BREAK)]
    return [part for piece in _BLANK.split(text) for part in _INDENTED.split(piece)]


# A blank line behind the end of a sentence, and not behind "U.S.".
_TYPED = re.compile(r"(?<!\.[A-Z]\.)(?<=[.!?…\"”’)»。！？])[ \t\r]*\n[ \t\r]*\n\s*(?=\S)")
_LEAST_TYPED, _MOST_TYPED = 40, 500


def paragraphs_typed(text: str) -> list[str]:
    """The paragraphs of wire copy that a page shows as it was typed: blank lines behind sentences, and no elements between.

    >>> paragraphs_typed("Rain fell on the harbour town all Monday.\\n\\nIt stopped at noon, he said.\\n\\nEnditem/")
    ['Rain fell on the harbour town all Monday.', 'It stopped at noon, he said.', 'Enditem/']
    """
    pieces = _TYPED.split(text, maxsplit=_MOST_TYPED)
    return pieces if len(pieces) > 1 and len(pieces[0].strip()) >= _LEAST_TYPED else [text]


def as_rows(found: list[Block]) -> list[Block]:
    """Cells of a data table's row are one line of text; a row with a long cell lays out a page, and stays apart."""
    if _CELLS.isdisjoint([block.tag for block in found]):
        return found
    kept: list[Block] = []
    for row, cells in groupby(found, key=lambda block: block.parent if block.tag in ("td", "th") else None):
        line = list(cells)
        if row is None or len(line) < 2 or not _is_data(line):
            kept += line
            continue
        first = line[0]
        first.text = " ".join(block.text for block in line)
        first.size, first.tag, first.element = len(first.text), "tr", row
        first.link_chars = sum(block.link_chars for block in line)
        kept.append(first)
    return kept


def _is_data(line: list[Block]) -> bool:
    one_each = len({id(block.element) for block in line}) == len(line)
    if len(line) == 2 and any(date_lines.whole_date(block.text) for block in line):
        return False  # a label beside the page's own date
    return one_each and all(block.size <= 80 and block.density < 0.9 for block in line)


# So long a paragraph may open with a letter that is set large, in a box of its own.
_LEAST_OPENED = 40
_OPENING_BOXES = frozenset(("div", "span"))
# Letters that are words too: "A man", "O porto", "É possível", "В порту", "Η κυβέρνηση".
_WORDS_TOO = frozenset("AIOYEUÉÈÀÓÁÍВКСОУИАЯІЙЗЖΗΟ")


# English words that open news with such a letter and are not among the commonest of all texts.
_OPENERS = frozenset((
    "another", "according", "although", "amid", "among", "across", "ahead", "around", "authorities", "analysts",
    "activists", "army", "attorney", "airlines", "american", "americans", "australia", "africa", "asia",
    "afghanistan", "apple", "inside", "instead", "investors", "iran", "iraq", "israel", "india", "indonesia", "italy",
    "ireland", "once", "officials", "only", "oil", "until", "under", "ukraine", "even", "every", "european", "egypt",
    "each", "early", "experts",
))  # fmt: skip


def with_initials(found: list[Block]) -> list[Block]:
    """The blocks, where a letter set large in a box of its own is the first of the paragraph behind it; one a page.

    "A" and "nother day" are one word; "A" and "man" are two. A list of letters, a glossary, a grade are none.
    """
    large = [at for at, block in enumerate(found[:-1]) if len(block.text) == 1 and block.text.isupper()]
    if len(large) != 1:
        return found
    (at,) = large
    letter, after = found[at], found[at + 1]
    first = after.text.partition(" ")[0]
    beside = after.element.getparent() is letter.element.getparent()
    if letter.tag not in _OPENING_BOXES or letter.links or letter.bold or not beside or after.tag != "p":
        return found
    if after.size < _LEAST_OPENED or not first[:1].islower() or not after.ends:
        return found
    rest = _BARE.sub("", first)
    if letter.text not in _WORDS_TOO and is_common(rest) and not is_common(f"{letter.text}{rest}".casefold()):
        return found  # "B", a grade, and "for the ferry office"
    word = not _is_one_word(letter.text, rest, found)
    after.text = f"{letter.text} {after.text}" if word else letter.text + after.text
    after.size += 2 if word else 1
    return [*found[:at], *found[at + 1 :]]


def _is_one_word(letter: str, rest: str, found: list[Block]) -> bool:
    """Whether a large letter and the letters behind it are one word: by what is common, and by what the page says elsewhere."""
    whole = f"{letter}{rest}".casefold()
    if letter not in _WORDS_TOO or len(rest) == 1 or is_common(whole) or whole in _OPENERS:
        return True
    if is_common(rest):
        return False
    text = " ".join(block.text for block in found).casefold()
    joined, apart_ = (re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in (whole, rest))
    # (The paragraph itself says the rest once, behind the letter.)
    again = len(re.findall(rf"(?<!\w){re.escape(rest)}(?!\w)", text)) > 1
    if joined or not (apart_ and again):
        return bool(joined) or rest[:1] == rest[1:2]  # "ccording", "ll"
    return False


_BARE = re.compile(r"\W+\Z|['’]s\b.*\Z")
_YEAR_ENDS = re.compile(r"[ /.-](?:19|20)\d\d\Z")
_GLUE = re.compile("\u200b+")


def apart(text: str) -> str:
    """A mark between spans becomes a space only where letters or digits of both sides would run together."""

    def mend(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        glued = before.isalnum() and after.isalnum()
        if before.isdigit() and after.isdigit() and _YEAR_ENDS.search(text, max(0, found.start() - 6), found.start()):
            return " "  # "June 7, 2013" beside "0" comments
        return " " if glued and ((before.islower() and after.isupper()) or before.isdigit() != after.isdigit()) else ""

    return _GLUE.sub(mend, text)
