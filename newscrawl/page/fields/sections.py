"""Where a page prints its section label: beside the time, breadcrumb, kicker, metadata, URL path."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from newscrawl.items import Printed, SiteFacts
from newscrawl.page.evidence import Evidence
from newscrawl.page.fields import crumbs, headings, people
from newscrawl.page.fields.kickers import (
    FIELD,
    MOST_WORDS,
    inline_kickers,
    is_beside,
    is_other_field,
    is_section,
    is_vouched_for,
    kickers,
    labelish,
    single,
    word_count,
)
from newscrawl.page.fields.time_line_labels import COUNTS, NAMES_A_TIME, in_line_with_time
from newscrawl.page.paragraphs.places import prose
from newscrawl.page.tree import date_lines, meta_names
from newscrawl.page.tree.blocks import Block, fold, same
from newscrawl.page.tree.elements import words_before
from newscrawl.page.tree.names import BYLINE, CAPTION, CARD, COMMENT
from newscrawl.text.labels.field_names import BEFORE_LABEL
from newscrawl.text.labels.no_labels import is_home
from newscrawl.text.letters import length
from newscrawl.text.publication.clocks import has_weekday
from newscrawl.text.sections import is_unfilled
from newscrawl.text.timestamps import read_timestamp

# The path of a URL names sections in its first parts; these are none, nor is an account ("~editor").
_NO_SECTION = re.compile(
    r"^(?:\d+|[a-z]{2}|[a-z]{2}-[a-z]{2}|news|article|articles|story|stories|artikel|post|posts|archives?|content|"
    r"~.*|@.*|index|node|zz|amp|blogs?|noticias?|nachrichten|actualites?|p|a|id|view|detail)$",
    re.IGNORECASE,
)
_DEVICES = ("mobile", "mobil", "mob", "movil", "tablet", "wap", "smartphone", "desktop")
# A time so many lines above the headline belongs to it.
NEAREST = 2
# A part of an address with more is a title.
_MOST_HYPHENS = 4
# WordPress marks the category of the open article in its menu; "active" alone is any button.
_MARKS = ("post-parent", "post-ancestor", "menu-item", "menu-parent", "menu-ancestor")
_OPEN = etree.XPath(
    "descendant::li[@class][" + " or ".join(f"contains(@class, 'current-{mark}')" for mark in _MARKS) + "]/a"
    "|descendant::nav/descendant::a[@aria-current and @aria-current != 'false']"
)
_IN = re.compile(r"(?:^|\s)(?:in|en|dans|em|under)\s*:?\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def labels(
    evidence: Evidence, near: list[Block], headline: Block | None, text: list[Block], beside: list[Block]
) -> list[Printed]:
    """Every label, selectors apart; the nearest to the article first.

    ``text`` is the article's own blocks, ``beside`` the lines beside its time.
    """
    stated = evidence.from_linked_data("articleSection") + evidence.from_meta(meta_names.SECTION)
    stated += evidence.from_microdata("articleSection")
    keys = {same(printed.text) for printed in stated if not is_unfilled(printed.text)}
    # Where metadata states a section, a line beside the time that is another one is a place, a person, a page number.
    # One that is the name of a section all the same is the label nearest the article.
    beside = [block for block in beside if not is_other_field(block.text)]
    # (Behind the text that is another article's.)
    end = text[-1].index if text else len(evidence.walked.found)
    start = text[0].index if text else len(evidence.walked.found)
    beside = [block for block in beside if block.key in keys or _may_be_its(block, start, end, stated=bool(keys))]
    beside = [block for block in beside if block.key in keys or is_vouched_for(block, evidence.document.root)]
    # ("en <a>Mundo</a>" behind the time.)
    said = [single(block)[0] if block.links == 1 else block.text for block in beside]
    found = [Printed(text=text.rstrip(" ,;|·•"), kind="text", where="beside-time") for text in said]
    above = _without_masthead([block for block in near if block.index <= start], headline)
    in_line = in_line_with_time(above, evidence.document.root) if not beside and not keys else []
    # "VARN | 4 May 2020" over "VARN (AP) - Rain"; a line of fields may open the text itself.
    opening = next((b.text[:60].casefold() for b in text[:3] if not FIELD.match(b.text)), "")
    found += [Printed(text=label, kind="text", where="in-line") for label in in_line if label.casefold() not in opening]
    claims = [printed.text for printed in evidence.headline_claims]
    if headline is not None and headings.behind_topic(headline, claims):
        found.append(Printed(text=headline.text.partition(":")[0].strip(), kind="text", where="kicker"))
    found += crumbs.crumbs(evidence, headline)
    found += _filed_under(evidence, headline, text)
    found += kickers(near, headline, text, keys)
    if not found and not keys:
        found = _in_words(near, evidence.walked.found, text)
    if not found and not keys:
        found = inline_kickers(evidence, headline) or _open_in_menu(evidence.document.root)
    return found + stated + _in_path(evidence.document.url) + evidence.from_meta(meta_names.COUNTED_UNDER)


def _may_be_its(label: Block, start: int, end: int, *, stated: bool) -> bool:
    """Whether a line beside a time may be the article's label: it stands not within the text, nor over a list behind it.

    Where metadata state another it must be above the end of the text, and the name of a section.
    """
    if start < label.index < end:
        return False
    if stated:
        return label.index < end and is_section(label.text)
    return label.index < end or is_section(label.text)


def _without_masthead(lines: list[Block], headline: Block | None) -> list[Block]:
    """The lines without the page's own clock above the headline, which names its weekday, where a time stands under it too."""
    above = [b for b in lines if headline is not None and b.index < headline.index and b.size <= 120]
    if not any(date_lines.datelike(b.text) and has_weekday(b.text) for b in above):
        return lines
    under = any(b.size <= 60 and date_lines.datelike(b.text) for b in lines if headline and b.index > headline.index)
    return [b for b in lines if b not in above or not has_weekday(b.text)] if under else lines


def _open_in_menu(root: Any) -> list[Printed]:
    """The menu's entry that is marked as the one the article stands under; asked only where nothing else says it."""
    links: Any = _OPEN(root)
    found = [fold(" ".join(link.itertext())) for link in links[:3]]
    return [Printed(text=text, kind="text", where="menu") for text in dict.fromkeys(found) if 1 < length(text) <= 40]


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
        if not block.links and block.index < first and 5 < block.size <= 60 and (field := FIELD.match(block.text)):
            label = block.text[field.end() :]
            if BEFORE_LABEL.search(field[0]) and word_count(label) <= MOST_WORDS and not _DIGIT.search(label):
                return [Printed(text=label, kind="text", where="kicker")]
        if not 0 < block.links <= 8 or block.size > 160 or block.has(CARD | CAPTION):
            continue
        for link in islice(block.element.iter("a"), 4):
            label, lead = fold(" ".join(link.itertext())), words_before(link)[-60:]
            if 1 < len(label) <= 40 and (
                (block.index < first and _IN.search(lead) and is_section(label))
                or (BEFORE_LABEL.search(lead) and not is_home(label))
                # "Posté par Ann le 20 février 2007 dans <a>Revue de presse</a>"
                or (block.index > last and _IN.search(lead) and not is_home(label) and _is_dated(block, label))
            ):
                return [Printed(text=label, kind="text", where="kicker")]
    return []


def _is_dated(block: Block, label: str) -> bool:
    """Whether a line tells its time before a label."""
    return date_lines.datelike(block.text.partition(label)[0])


def _in_path(url: str) -> list[Printed]:
    try:
        *parts, last = [unquote(part) for part in urlsplit(url).path.split("/") if part] or [""]
        numbered = last.partition(".")[0].isdecimal()
    except ValueError:
        return []
    if numbered and parts and parts[-1].count("-") > 1:
        parts.pop()  # /news/ships-sail-again/4711: the title stands before the number
    # The page for telephones stands under such a part; further behind it is a section of technology.
    if parts and parts[0].casefold() in _DEVICES:
        parts.pop(0)
    parts = [part for part in parts if part.count("-") <= _MOST_HYPHENS and not _NO_SECTION.match(part)]
    return [Printed(text=part[:80], kind="url", where="path") for part in parts]


def beside_time(blocks: list[Block], near: list[Block], headline: Block | None) -> list[Block]:
    """Short lines right before the visible time, as in a list of label and date."""
    found = []
    start = headline.index if headline is not None else 0
    for block in near:
        # (To read a time costs a hundred looks at the line before it.)
        if block.index == 0 or block is headline or not _may_be_time(block):  # "What to watch in 2015" is no time
            continue
        before = blocks[block.index - 1]
        if NAMES_A_TIME.fullmatch(before.text) and block.index > 1:
            # "Section / In World / Date / 11 September": the name of the field is no label.
            before = blocks[block.index - 2]
        if (
            is_beside(before, block)
            and before is not headline
            and not before.has(BYLINE | CAPTION | COMMENT)
            and not COUNTS.search(before.text)
            and not people.is_spoken(before.text)
            and labelish(before)
            and not crumbs.leads_home(before, before.text)
            and not people.linked_writers(before)
            and _is_time(block)
            and not (block.index < start - NEAREST and any(b.index > start and _is_time(b) for b in near))
        ):
            found.append(before)
            if len(found) == 2:
                break
            continue
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else block
        if not found and is_section(after.text) and _may_follow(after, block) and _is_time(block):
            found.append(after)
    return found


def _may_follow(label: Block, time: Block) -> bool:
    """Whether the name of a section behind a time is its line's: "11 September 2024 09:43", then "World"."""
    if label.heading or label.has(BYLINE | CAPTION | COMMENT | CARD) or label.links > 1 or COUNTS.search(label.text):
        return False
    return is_beside(label, time) and labelish(label)


def _may_be_time(block: Block) -> bool:
    return block.size <= 90 and not prose(block) and date_lines.datelike(block.text)


def _is_time(block: Block) -> bool:
    """Whether a short line holds a day or a clock that text can read ("World Cup 2011" holds none)."""
    if not _may_be_time(block):
        return False
    stamp = read_timestamp(block.text, SiteFacts())
    return stamp.published is not None or stamp.modified is not None
