"""The headline of a page that tells machines nothing but its site's name, and prints it in no h1: by what is above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import unquote, urlsplit

from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import Block, same
from newscrawl.page.tree.names import CAPTION, CARD, CRUMBS, FURNITURE, HIDDEN
from newscrawl.text.letters import length
from newscrawl.text.pictures.captions import is_picture_line, split_credit
from newscrawl.text.site_names import LEAST_LETTERS, LEAST_WORDS, ends_with_moment
from newscrawl.text.url_parts import hostname, links_home

SHORTEST, LONGEST = 15, 240
# A line that nothing names is a headline of so many words.
LEAST_SAID, LONGEST_TIME = 4, 60
# A host has so many letters in common with the name of its site.
SHORTEST_NAME = 5
# The text begins at most so many blocks below its headline; a block with so many links is a menu.
NEAR, _MENU = 6, 5
_PROSE = 80
_LARGE = ("h1", "h2", "h3", "h4")
_WORDS = re.compile(r"\w+")
_STOPS = (".", "!", "?", "…", "。", "।", "۔")
_SENTENCES = re.compile(r"[.!?…] +\S")
# "newstitle", "article-view__title", "HeadlineText", "judul", "başlık"; not the site's, a picture's or a box's.
_TITLE = re.compile(
    r"(?<![a-z])(?:h1|hed|hdl?)(?![a-z])|(?:title|headline|heading|titre|titulo|titulaire|titel|judul|baslik|titolo|tieude|naslov|nadpis|tytul|otsikko"
    r"|zagolovok)(?:[-_ ]?(?:text|txt|news|article|main|h1|\d))?(?![a-z])",
    re.IGNORECASE,
)
_OTHERS_TITLE = re.compile(
    r"(?:site|page|blog|logo|section|cat(?:egory)?|rubri[a-z]*|widget|block|box|module|menu|sub|sur|pre|video|image|img|photo|related"
    r"|comments?|author|list|side|sidebar|footer)[-_ ]*(?:title|head|titre|titulo|titel|judul|baslik|titolo)",
    re.IGNORECASE,
)


def is_sites_name(head: Block, blocks: list[Block], claims: Sequence[str], url: str = "") -> bool:
    """Whether a heading that is all that machines are told is the site's: it leads home, is its host, or is above its menu."""
    if len(_WORDS.findall(head.text)) >= LEAST_WORDS or any(head.key not in same(claim) for claim in claims):
        return False
    if not head.heading:  # a line that is the title and no more is the name above the menu
        return True
    if is_masthead(head, url):
        return True
    if any(head.key != same(claim) for claim in claims):
        return False  # "Rain | Valley Times": a page's own heading, however short
    behind = blocks[head.index + 1 : head.index + 1 + NEAR]
    return any(block.links >= _MENU for block in behind)


def is_masthead(head: Block, url: str) -> bool:
    """Whether a heading is a link to the site's front page, or no more than what its host is called: "Valley Forum"."""
    links = [*islice(head.element.iter("a"), 3), *head.element.iterancestors("a")]
    if any(links_home(link.get("href") or "") for link in links):
        return True
    labels = [same(label) for label in hostname(url).split(".")[:-1]]
    return len(_WORDS.findall(head.text)) < LEAST_WORDS and any(
        length(label) > SHORTEST_NAME and (label in head.key or head.key in label) for label in labels if head.key
    )


def above_text(blocks: list[Block], url: str, *, told_only: bool = False, but: Block | None = None) -> Block | None:
    """The first line above a text that says what the page's address says, is a heading, or is named a title.

    ``told_only``: nothing but what the address says. ``but``: the site's name.
    """
    told = _address_words(url)
    for at, block in enumerate(blocks):
        if block.flags & (FURNITURE | CRUMBS | CARD | HIDDEN | CAPTION) or not SHORTEST <= block.size <= LONGEST:
            continue
        if block is but or block.links or _is_prose(block) or date_lines.whole_date(block.text):
            continue
        if len(_WORDS.findall(block.text)) < 2 and block.size < LEAST_LETTERS:
            continue
        named = block.tag in _LARGE or _is_named(block) or ends_with_moment(block.text)
        if not (_is_told(block, told) or (named and not told_only)):
            continue
        if any(b.size > _PROSE and b.density < 0.5 for b in blocks[at + 1 : at + 1 + NEAR]):
            return block
    return None


def entry_title(blocks: list[Block]) -> Block | None:
    """The only line that is called an entry's title where no heading is: agencies' own pages."""
    if any(block.tag in _LARGE for block in blocks):
        return None
    found = [
        block
        for block in blocks
        if SHORTEST <= block.size <= LONGEST and not block.flags & (FURNITURE | CARD | HIDDEN) and is_entry_title(block)
    ]
    return found[0] if len(found) == 1 else None


def is_entry_title(block: Block) -> bool:
    """Whether a line that is no heading is called a title as hAtom and hNews do, whole or in its first element."""
    elements = (block.element, *islice(block.element, 1))
    return not block.heading and any("entry-title" in (element.get("class") or "").split() for element in elements)


def beside_time(blocks: list[Block]) -> Block | None:
    """On a page without any heading the line right before or after the time that stands above the text."""
    text = next((at for at, b in enumerate(blocks) if b.size > _PROSE and b.density < 0.5 and not b.furniture), 0)
    for at in range(max(1, text - NEAR), text):
        if blocks[at].size > LONGEST_TIME or not date_lines.datelike(blocks[at].text):
            continue
        for block in (blocks[at + 1], blocks[at - 1]):
            if (
                block.index < text
                and not block.links
                and not block.flags & (FURNITURE | CRUMBS | CARD | HIDDEN | CAPTION)
                and SHORTEST <= block.size <= LONGEST
                and len(_WORDS.findall(block.text)) >= LEAST_SAID
                and not _is_prose(block)
                and not date_lines.datelike(block.text)
                and block.text[0] != "©"
                and split_credit(block.text)[1] is None
                and not is_picture_line(block.text)
            ):
                return block
    return None


def _is_prose(block: Block) -> bool:
    """A sentence, or two in a heading: a standfirst."""
    return block.text.endswith(_STOPS) and (not block.heading or _SENTENCES.search(block.text) is not None)


def _is_named(block: Block) -> bool:
    name = f"{block.element.get('class') or ''} {block.element.get('id') or ''}"
    return bool(_TITLE.search(name)) and not _OTHERS_TITLE.search(name)


def _is_told(block: Block, told: list[str]) -> bool:
    words = [word.casefold() for word in _WORDS.findall(block.text)]
    found = [word for word in told if word in words]
    return len(found) >= 3 and (len(found) == len(told) or (len(found) >= 4 and 5 * len(found) >= 4 * len(told)))


def _address_words(url: str) -> list[str]:
    """The words of an address's longest part: "…/2024/oil-prices-rise-again-12.html" to oil, prices, rise, again."""
    try:
        parts = unquote(urlsplit(url).path)[:400].casefold().split("/")
    except ValueError:
        return []
    longest = max(parts, key=len, default="")
    return [word for word in re.split(r"[^\w]|_", longest.rsplit(".", 1)[0]) if len(word) > 2 and word.isalpha()][:12]
