"""Where a page prints its section label: beside the time, breadcrumb, kicker, metadata, URL path."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from newscrawl.items import Printed, SiteFacts
from newscrawl.page import crumbs, date_lines, furniture, meta_names, people
from newscrawl.page.blocks import Block, fold, same
from newscrawl.page.containers import prose
from newscrawl.page.elements import words_before
from newscrawl.page.evidence import Evidence
from newscrawl.page.names import BYLINE, CAPTION, CARD, CRUMBS, FURNITURE, SECTION
from newscrawl.text.bylines_eastern import is_medium, writers
from newscrawl.text.letters import length
from newscrawl.text.no_labels import is_home
from newscrawl.text.published_clocks import has_weekday
from newscrawl.text.sections import clean_label, read_section
from newscrawl.text.timestamps import read_timestamp

# The URL's path names sections in its first parts; these are no section.
_NO_SECTION = re.compile(
    r"^(?:\d+|[a-z]{2}|[a-z]{2}-[a-z]{2}|news|article|articles|story|stories|artikel|post|posts|archives?|content|"
    r"index|node|zz|amp|blog|noticias?|nachrichten|actualites?|p|a|id|view|detail)$",
    re.IGNORECASE,
)
# So many labels in a row, none of which metadata states, are a menu.
MENU = 4
# What has more words is a headline.
MOST_WORDS = 4
MOST_LINKS = 400
# A part of an address with more is a title.
_MOST_HYPHENS = 4
# In scripts without spaces what has more letters is a headline.
LONGEST_WIDE = 12
_NAMES_A_TIME = re.compile(
    r"\W*(?:date|time|(?:published|posted)(?: (?:on|at))?|datum|zeit|fecha|hora|data|дата|время|опубликовано|tarih)\W*",
    re.IGNORECASE,
)
# A line of facts is parted by bars, bullets and wide spaces; a comma belongs to a dateline or a name.
_BETWEEN_FACTS = re.compile(r"\s*[|·•/»›]\s*|\s+[-–—]\s+|\s+(?=(?:by|By|BY|von|par|por|Von|Par|Por)\s)")
# "Dateline: Manila/Philippines" is one fact, whatever it is parted by.
_FACTS = re.compile(r"\s*[|·•»›]\s*|\s+/\s+|\s+[-–—]\s+")
_FIELD = re.compile(r"^[^\W\d_][^:：]{0,24}[:：]\s*(?=\S)")
# What stands in such a line too: comments, views, minutes to read, buttons.
_COUNTS = re.compile(
    r"comment|komm?ent|коммент|yorum|views?\b|hits\b|aufrufe|просмотр|\bmins?\b|\bread\b|lesezeit|share|teilen|print|druck",
    re.IGNORECASE,
)
# WordPress marks the category of the open article in its menu; "active" alone is any button.
_MARKS = ("post-parent", "post-ancestor", "menu-item", "menu-parent", "menu-ancestor")
_OPEN = etree.XPath(
    "descendant::li[@class][" + " or ".join(f"contains(@class, 'current-{mark}')" for mark in _MARKS) + "]/a"
    "|descendant::nav/descendant::a[@aria-current and @aria-current != 'false']"
)
_IN = re.compile(r"(?:^|\s)(?:in|en|dans|em|under)\s*:?\s*$", re.IGNORECASE)
_FILED = re.compile(
    r"(?:^|[|•·(]|\W{2})\s*(?:(?:posted|filed|published|listed)\s+(?:in|under)|categor(?:y|ies|ía|ia|ie)s?|catégories?|kategori(?:e|en|a)?"
    r"|rubri[ck]|rubrika|ressort|sección|seção|section|рубрика|категория|раздел|القسم|التصنيف|سرویس|分类|分類|カテゴリー?|카테고리)\s*[:：]?\s*$",
    re.IGNORECASE,
)
_EDGES = " \t|·•/»›-–—:,;()[]"
_DIGIT = re.compile(r"\d")


def labels(evidence: Evidence, near: list[Block], headline: Block | None, text: list[Block]) -> list[Printed]:
    """Every label, selectors apart; the nearest to the article first. ``text`` is the article's own blocks."""
    stated = evidence.from_linked_data("articleSection") + evidence.from_meta(meta_names.SECTION)
    stated += evidence.from_microdata("articleSection")
    keys = {same(printed.text) for printed in stated}
    # Where metadata states a section, a line beside the time that is another one is a place, a person, a page number.
    # One that is the name of a section all the same is the label nearest the article.
    beside = beside_time(evidence.walked.found, near, headline)
    beside = [block for block in beside if not _is_other_field(block.text)]
    # (Behind the text that is another article's.)
    end = text[-1].index if text else len(evidence.walked.found)
    beside = [
        block for block in beside if not keys or block.key in keys or (block.index < end and _is_section(block.text))
    ]
    found = [Printed(text=block.text, kind="text", where="beside-time") for block in beside]
    start = text[0].index if text else len(evidence.walked.found)
    above = _without_masthead([block for block in near if block.index <= start], headline)
    in_line = in_line_with_time(above, evidence.document.root) if not beside and not keys else []
    # "VARN | 4 May 2020" over "VARN (AP) - Rain"; a line of fields may open the text itself.
    opening = next((b.text[:60].casefold() for b in text[:3] if not _FIELD.match(b.text)), "")
    found += [Printed(text=label, kind="text", where="in-line") for label in in_line if label.casefold() not in opening]
    found += crumbs.crumbs(evidence, headline)
    found += _filed_under(evidence, headline, text)
    found += _kickers(near, headline, text, keys)
    if not found and not stated:
        found = _in_words(near, evidence.walked.found, text)
    if not found and not stated:
        found = _inline_kickers(evidence, headline) or _open_in_menu(evidence.document.root)
    return found + stated + _in_path(evidence.document.url)


def _without_masthead(lines: list[Block], headline: Block | None) -> list[Block]:
    """The lines without the page's own clock above the headline, which names its weekday, where a time stands under it too."""
    above = [b for b in lines if headline is not None and b.index < headline.index and b.size <= 120]
    if not any(date_lines.datelike(b.text) and has_weekday(b.text) for b in above):
        return lines
    under = any(b.size <= 60 and date_lines.datelike(b.text) for b in lines if headline and b.index > headline.index)
    return [b for b in lines if b not in above or not has_weekday(b.text)] if under else lines


def _is_section(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS and read_section(text).section not in (None, "local")


def _open_in_menu(root: Any) -> list[Printed]:
    """The menu's entry that is marked as the one the article stands under; asked only where nothing else says it."""
    links: Any = _OPEN(root)
    found = [fold(" ".join(link.itertext())) for link in links[:3]]
    return [Printed(text=text, kind="text", where="menu") for text in dict.fromkeys(found) if 1 < length(text) <= 40]


def _single(block: Block) -> list[str]:
    """The labels of a block: its links, where it is nothing but several of them ("Essay", "Economy" side by side)."""
    if block.links > 1:
        links = [fold(" ".join(link.itertext())) for link in islice(block.element.iter("a"), 12)]
        if 1 < len(links) <= 6 and same("".join(links)) == block.key:
            return list(dict.fromkeys(links))
    return [block.text]


def _filed_under(evidence: Evidence, headline: Block | None, text: list[Block]) -> list[Printed]:
    """Links that say ``rel=category`` about this article, as WordPress prints them; not those of a list of others."""
    first = headline.index if headline is not None else text[0].index if text else 0
    last = text[-1].index if text else first
    own = [label for at, label in evidence.walked.categories if label and first - 6 <= at <= last + 12]
    return [Printed(text=label, kind="text", where="kicker") for label in dict.fromkeys(own)][:4]


def _in_words(near: list[Block], blocks: list[Block], text: list[Block]) -> list[Printed]:
    """A link that words before it call the section: "By Ann Lee in <a>World</a>", "Filed under: <a>World</a>" under the text."""
    last = text[-1].index if text else -1
    first = text[0].index if text else len(blocks)
    lines = [block for block in near if block.index < first] + (blocks[last + 1 : last + 9] if text else [])
    for block in lines:
        if not 0 < block.links <= 8 or block.size > 160 or block.has(CARD | CAPTION):
            continue
        for link in islice(block.element.iter("a"), 4):
            label, lead = fold(" ".join(link.itertext())), words_before(link)[-60:]
            if 1 < len(label) <= 40 and (
                (block.index < first and _IN.search(lead) and _is_section(label))
                or (_FILED.search(lead) and not is_home(label))
            ):
                return [Printed(text=label, kind="text", where="kicker")]
    return []


def _in_path(url: str) -> list[Printed]:
    try:
        *parts, last = [unquote(part) for part in urlsplit(url).path.split("/") if part] or [""]
        numbered = last.partition(".")[0].isdecimal()
    except ValueError:
        return []
    if numbered and parts and parts[-1].count("-") > 1:
        parts.pop()  # /news/ships-sail-again/4711: the title stands before the number
    parts = [part for part in parts if part.count("-") <= _MOST_HYPHENS and not _NO_SECTION.match(part)]
    return [Printed(text=part[:80], kind="url", where="path") for part in parts]


def beside_time(blocks: list[Block], near: list[Block], headline: Block | None) -> list[Block]:
    """Short lines right before the visible time, as in a list of label and date."""
    found = []
    for block in near:
        if block.index == 0 or block.size > 90 or prose(block) or not date_lines.datelike(block.text):
            continue
        before = blocks[block.index - 1]
        if _NAMES_A_TIME.fullmatch(before.text) and block.index > 1:
            # "Section / In World / Date / 11 September": the name of the field is no label.
            before = blocks[block.index - 2]
        if (
            _beside(before, block)
            and before is not headline
            and not before.has(BYLINE)
            and labelish(before)
            and not people.linked_writers(before)
        ):
            found.append(before)
    return found[:2]


def _inline_kickers(evidence: Evidence, headline: Block | None) -> list[Printed]:
    """Labels that are no blocks of their own: ``<span class="kicker">World</span><h1>``."""
    if headline is None:
        return []
    found = [
        label.text
        for label in evidence.walked.labels
        if label.flags & SECTION
        and not label.flags & (FURNITURE | CRUMBS | BYLINE)
        and headline.index - 2 <= label.index <= headline.index + 2
        and len(label.text) <= 40
        and len(label.text.split()) <= 4
        and not date_lines.datelike(label.text)
    ]
    return [Printed(text=text, kind="text", where="kicker") for text in dict.fromkeys(found)][:2]


def in_line_with_time(near: list[Block], root: Any) -> list[str]:
    """What stands in one line with the visible time and is a section: it has a meaning, or the page's menu has it.

    "In World | 11 September 2024 09:43 | Views: 12" says "In World"; "BAKU, 11 September 2024" says nothing.
    """
    for block in near:
        if block.size > 120 or prose(block) or block.has(BYLINE | CAPTION) or not date_lines.datelike(block.text):
            continue
        stamp = read_timestamp(block.text, SiteFacts()).published
        if stamp is None or not stamp.text or stamp.text not in block.text:
            continue
        before, _, after = block.text.partition(stamp.text)
        facts = [
            fact for part in (before, after) for fact in _FACTS.split(part) if not _is_other_field(fact.strip(_EDGES))
        ]
        pieces = [piece.strip(_EDGES) for fact in facts for piece in _BETWEEN_FACTS.split(fact)]
        pieces = [piece for piece in pieces if not _COUNTS.search(piece) and not furniture.LINES.match(piece)]
        named = [
            piece
            for piece in pieces
            if 2 < len(piece) <= 40 and len(piece.split()) <= 4 and not _DIGIT.search(piece) and not is_medium(piece)
        ]
        writers = people.linked_writers(block)
        named = [piece for piece in named if piece not in writers]
        # A place alone is where the news is from.
        known = [piece for piece in named if _is_section(piece)]
        if not known and named:
            menu = {same(" ".join(link.itertext())) for link in islice(root.iter("a"), MOST_LINKS)}
            known = [piece for piece in named if same(piece) in menu]
        if known:
            return known[:1]
    return []


def _is_other_field(text: str) -> bool:
    """Whether a line names its field, and that is none of sections: "Source: Reuters", "Place: Oslo"."""
    return _FIELD.match(text) is not None and clean_label(text) == fold(text)


def _beside(one: Block, other: Block) -> bool:
    if one.parent is other.parent:
        return True
    return one.parent is not None and other.parent is not None and one.parent.getparent() is other.parent.getparent()


def _kickers(near: list[Block], headline: Block | None, text: list[Block], stated: set[str]) -> list[Printed]:
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
        if block.has(CRUMBS | BYLINE | CAPTION) or not labelish(block) or crumbs.is_line(block.text):
            continue
        # (A label may stand in a link of its own: a whole box inside ``<a>`` is a teaser's elsewhere.)
        if block.has(CARD) and not (above and _is_section(block.text)):
            continue
        if people.linked_writers(block) or _is_other_field(block.text):
            continue
        if block.has(SECTION) and (block.links or not around):
            found.append((block, "kicker"))
        elif above and not block.furniture and (1 <= block.links <= 2 or _is_plain_kicker(block, headline, blocks)):
            found.append((block, "above-headline"))
    sure = [pair for pair in found if pair[0].key in stated]
    unsure = [pair for pair in found if pair[0].key not in stated]
    if sure or (len(unsure) >= MENU and unsure[MENU - 1][0].index - unsure[0][0].index < 2 * MENU):
        unsure = []
    labels_ = [(text, where) for block, where in (*sure, *unsure) for text in _single(block)]
    return [Printed(text=text, kind="text", where=where) for text, where in dict.fromkeys(labels_)][:6]


def _is_plain_kicker(block: Block, headline: Block | None, near: dict[int, Block]) -> bool:
    """A line without link or name right above the headline that names a section: ``<font>World</font><h1>``; no row of them."""
    if headline is None or headline.index - block.index != 1 or block.links or not _names_section(block):
        return False
    before = near.get(block.index - 1)
    # (A menu's links may end right above it.)
    return before is None or not _names_section(before) or (before.links > 0 and not _beside(before, block))


def _is_long(text: str) -> bool:
    """Whether it is written without spaces and longer than a label: a second headline."""
    return len(text) > LONGEST_WIDE and length(text) > 2 * len(text)


def _names_section(block: Block) -> bool:
    """True for a line that is the name of a section or of the home page."""
    return block.size <= 40 and (is_home(block.text) or _is_section(block.text))


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
        and not furniture.LINES.match(text)
    )
