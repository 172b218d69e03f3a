"""Lines that may be a section label: what they look like, and those that stand above a headline."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from newscrawl.items import Printed
from newscrawl.page.evidence import Evidence
from newscrawl.page.fields import crumbs, people
from newscrawl.page.paragraphs.site_lines import LINES
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import Block, fold, same
from newscrawl.page.tree.inline import inline
from newscrawl.page.tree.names import BYLINE, CAPTION, CARD, CRUMBS, FURNITURE, HARD, SECTION
from newscrawl.text.labels.no_labels import is_home, is_no_label
from newscrawl.text.labels.words import hits
from newscrawl.text.letters import COLONS, length
from newscrawl.text.people.eastern import writers
from newscrawl.text.people.outlets_eastern import is_medium
from newscrawl.text.sections import clean_label, read_section
from newscrawl.text.wire.filing import is_picture_credit

# So many labels in a row, none of which metadata states, are a menu.
MENU = 4
# So many links in a row above a headline are one whatever the last is called.
LONG_ROW = 6
LONGEST_BUTTONS = 30
# What a link to a section is called, though it is called a tag.
_TAG = re.compile(r"(?<![a-z])(?:tag|categor|topic|rubri)", re.IGNORECASE)
_NEWS = re.compile(
    r"\b(?:news|nachrichten|noticias|not[íi]cias|nouvelles|notizie|nieuws|nyheter|nyheder|новости|новини)\b",
    re.IGNORECASE,
)
# What has more links is a menu.
MOST_LINKED = 2
# Of how many links of a page its menu is sought among.
_MOST_MENU_LINKS = 400
# What has more words is a headline.
MOST_WORDS = 4
# In scripts without spaces what has more letters is a headline.
LONGEST_WIDE = 12
# A line that names its field: "Source: Reuters".
FIELD = re.compile(rf"^[^\W\d_][^{COLONS}]{{0,24}}[{COLONS}]\s*(?=\S)")


def is_section(text: str) -> bool:
    """Whether a line is the name of a section (a place alone is where the news is from)."""
    return word_count(text) <= MOST_WORDS and read_section(text).section not in (None, "local")


def word_count(text: str) -> int:
    """How many words a label has; what joins two is none ("Middle East & North Africa").

    >>> word_count("Middle East & North Africa")
    4
    """
    return sum(1 for word in text.split() if word not in ("&", "/", "+"))


def is_other_field(text: str) -> bool:
    """Whether a line names its field, and that is none of sections: "Source: Reuters", "Place: Oslo"."""
    return FIELD.match(text) is not None and clean_label(text) == fold(text)


def is_beside(one: Block, other: Block) -> bool:
    """Whether two lines stand in one box, or in boxes side by side."""
    if one.parent is other.parent:
        return True
    return one.parent is not None and other.parent is not None and one.parent.getparent() is other.parent.getparent()


def labelish(block: Block) -> bool:
    """True for a block short and bare enough to be a label."""
    text = block.text
    if not text.isascii() and (
        _is_long(text) or is_medium(text) or writers(text) is not None or crumbs.is_end(text.rpartition(" ")[2])
    ):
        return False
    return (
        0 < length(text) <= 60
        and len(text.split()) <= 6
        and not text.endswith((".", "!", "?", "।", "۔", "؟"))
        and any(map(str.isalpha, text))
        and not (any(map(str.isdigit, text)) and not text[:4].isdigit())
        and not date_lines.datelike(text)
        and not LINES.match(text)
    )


def is_vouched_for(label: Block, root: Any) -> bool:
    """Whether a bare line has words of sections, leads to one, or stands in the menu too; others are persons, desks, offers."""
    return bool(hits(label.text)) or label.links > 0 or label.key in menu(root, label)


def menu(root: Any, block: Block) -> set[str]:
    """What the page's links say, those in a line itself apart (a writer's name is one too)."""
    own = set(block.element.iter("a")) if block.links else set()
    return {same(" ".join(link.itertext())) for link in islice(root.iter("a"), _MOST_MENU_LINKS) if link not in own}


def _is_long(text: str) -> bool:
    """Whether it is written without spaces and longer than a label: a second headline."""
    return len(text) > LONGEST_WIDE and length(text) > 2 * len(text)


def kickers(near: list[Block], headline: Block | None, text: list[Block], stated: set[str]) -> list[Printed]:
    """Labels above the text; those that metadata states too go first, and a row of others is a menu."""
    found: list[tuple[Block, str]] = []
    start = text[0].index if text else None
    blocks = {block.index: block for block in near}
    # Where the paragraphs stand in it too ("div.section"), it names no line but one that leads to a section.
    around = bool(text) and text[0].has(SECTION)
    for block in near:
        if start is not None and block.index > start:
            continue
        above = headline is not None and 0 < headline.index - block.index <= 2
        # (A menu, or the site's name, between them says that a line belongs to what is above these.)
        between = [blocks.get(index) for index in range(block.index + 1, headline.index)] if above and headline else []
        above = above and not any(
            one is not None
            and (one.links > MOST_LINKED or crumbs.leads_home(one, one.text) or (not one.links and _names_section(one)))
            for one in between
        )
        if block.has(CRUMBS | BYLINE | CAPTION) or not labelish(block) or crumbs.is_line(block.text):
            continue
        if block.heading and _heads_menu(block.element):
            continue  # "Inside Health", over the entries of a menu
        # (A label may stand in a link of its own: a whole box inside ``<a>`` is a teaser's elsewhere.)
        if block.has(CARD) and not (above and is_section(block.text)):
            continue
        if people.linked_writers(block) or crumbs.leads_home(block, block.text) or people.is_spoken(block.text):
            continue
        if is_other_field(block.text) and not (block.has(SECTION) and block.links == 1):
            continue
        if block.has(SECTION) and (block.links or not around):
            found.append((block, "kicker"))
        elif (
            above
            and (not block.furniture or _is_tag(block, headline, blocks))
            and (
                (1 <= block.links <= 2 and not _ends_a_menu(block, blocks)) or _is_plain_kicker(block, headline, blocks)
            )
        ):
            found.append((block, "above-headline"))
    found = [pair for pair in found if not is_picture_credit(pair[0].text)]
    sure = [pair for pair in found if pair[0].key in stated]
    unsure = [pair for pair in found if pair[0].key not in stated]
    if sure or (len(unsure) >= MENU and unsure[MENU - 1][0].index - unsure[0][0].index < 2 * MENU):
        unsure = []
    labels_ = [(text, where) for block, where in (*sure, *unsure) for text in single(block)]
    return [Printed(text=text, kind="text", where=where) for text, where in dict.fromkeys(labels_)][:6]


def _is_tag(block: Block, headline: Block | None, near: dict[int, Block]) -> bool:
    """One link right above a headline is what it is filed under, though it is called a tag: ``<a class="article-tag">``."""
    if (
        headline is None
        or headline.index - block.index != 1
        or block.links != 1
        or block.density < 0.9
        or block.has(HARD)
    ):
        return False
    before = near.get(block.index - 1)
    names = (block.element, block.element.getparent(), next(block.element.iter("a"), None))
    called = any(_TAG.search(element.get("class") or "") for element in names if element is not None)
    return called and (before is None or not before.links or not is_beside(before, block))


def single(block: Block) -> list[str]:
    """The labels of a block: its links, where it is nothing but several of them ("Essay", "Economy" side by side)."""
    if block.links > 1:
        links = [fold(" ".join(link.itertext())) for link in islice(block.element.iter("a"), 12)]
        if 1 < len(links) <= 6 and same("".join(links)) == block.key:
            return list(dict.fromkeys(links))
    if block.links == 1 and len(parts := [part for part in inline(block) if not is_no_label(part)]) == 1:
        return parts  # "<a>World</a> <span>Premium</span>"
    if block.links == 1 and len(parts) == 2 and is_section(parts[1]) and not is_section(parts[0]):
        return parts[1:]  # "<span>Plus</span><a>Binnenland</a>"
    if not block.links and len(parts := inline(block)) > 1 and is_section(parts[0]):
        return parts[:1]  # "<span>World</span> | <span>Ferries</span>"
    if block.links == 1 and is_other_field(block.text):  # "Kundi: <a>Habari</a>", in whatever language
        return [fold(" ".join(link.itertext())) for link in islice(block.element.iter("a"), 1)]
    return [block.text]


def _heads_menu(heading: Any) -> bool:
    """Whether a list of links stands right under a heading."""
    under = heading.getnext()
    return under is not None and under.tag in ("ul", "ol") and len(list(islice(under.iter("a"), MENU))) == MENU


def _ends_a_menu(block: Block, near: dict[int, Block]) -> bool:
    """Whether a link ends a row: a menu may end above a headline. A section's name may end a shorter row."""
    others = (near.get(block.index - step) for step in (-1, *range(1, LONG_ROW)))
    row = [b for b in others if b is not None and b.links and b.density > 0.9 and b.size < 40 and is_beside(b, block)]
    return len(row) >= 2 and (len(row) >= LONG_ROW - 1 or not is_section(block.text))


def _is_plain_kicker(block: Block, headline: Block | None, near: dict[int, Block]) -> bool:
    """A line without link or name right above the headline that names a section: ``<font>World</font><h1>``; no row of them."""
    if headline is None or block.links or not _names_section(block):
        return False
    between = [near.get(index) for index in range(block.index + 1, headline.index)]
    # (The buttons to follow the section may stand between.)
    if not all(one is not None and _is_button(one) for one in between):
        return False
    before = near.get(block.index - 1)
    # (A menu's links may end right above it.)
    return before is None or not _names_section(before) or (before.links > 0 and not is_beside(before, block))


def _is_button(block: Block) -> bool:
    """Links in a short line of furniture that is no menu."""
    return block.furniture and not block.has(HARD) and block.size <= LONGEST_BUTTONS and block.density > 0.5


def _names_section(block: Block) -> bool:
    """True for a line that is the name of a section or of the home page; "State News" is no place."""
    return block.size <= 40 and (
        is_home(block.text)
        or is_section(block.text)
        or (_NEWS.search(block.text) is not None and read_section(block.text).section == "local")
    )


def inline_kickers(evidence: Evidence, headline: Block | None) -> list[Printed]:
    """Labels that are no blocks of their own: ``<span class="kicker">World</span><h1>``."""
    if headline is None:
        return []
    found = [
        label.text.strip(" ,;|·•")
        for label in evidence.walked.labels
        if label.flags & SECTION
        and not label.flags & (FURNITURE | CRUMBS | BYLINE)
        and headline.index - 4 <= label.index <= headline.index + 2  # (Writer and time may stand between.)
        and len(label.text) <= 40
        and len(label.text.split()) <= 4
        and not date_lines.datelike(label.text)
        and not is_picture_credit(label.text)
    ]
    return [Printed(text=text, kind="text", where="kicker") for text in dict.fromkeys(found)][:2]
