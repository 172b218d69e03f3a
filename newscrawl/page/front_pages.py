"""Front pages, sections, lists of a tag: pages that hold articles' beginnings and are none themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from newscrawl.page.evidence import Evidence
from newscrawl.page.tree.blocks import Block, same
from newscrawl.text.labels.no_labels import is_home

# The beginnings of other articles among the lines that would be the text: so many, more than there are lines, and most
# lines led by one.
LEAST_TEASERS, SHORTEST_TEASER, LEAST_LED = 10, 20, 4
# Beside a short text stand fewer linked lines where no headline is over it. (None of some 1,300 saved articles has as many.)
MOST_BESIDE = 15
# What is longer is no list's introduction: a text.
LONGEST_SHORT = 700
# So long is what a title and a headline have in common; so many words has a headline, and so many letters the text under it.
LEAST_KNOWN, LEAST_WORDS, LEAST_TEXT = 15, 4, 200
# Where a site answers without a path, and in the place of one.
_ROOT = re.compile(r"/*(?:(?:index|default|home)\.\w{2,5})?/*", re.IGNORECASE)
_IN_WHICH = re.compile(r"(?:lang(?:uage)?|hl|locale|variant|edition|utm_\w+)=[\w%.-]{0,20}", re.IGNORECASE)
# What WordPress calls its lists; in one of its articles "single" stands beside whatever else.
_LISTS = frozenset(("tag", "category", "author", "date", "search", "blog", "post-type-archive", "search-results"))
_PAGES = frozenset(("single", "single-post", "singular", "wp-singular", "single-format-standard"))
_COLLECTIONS = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage"))
# What parts a title.
PARTS = re.compile(r"\s+[|–—·•-]\s+|\s*[|»›]\s*")


def is_front_page(evidence: Evidence, body: list[Block], titles: Sequence[str]) -> bool:
    """True by its address, by the kind that it states, by a title that is "Home", and by the teasers in what would be its text.

    An article that is stated for machines outweighs all but the address: lists state those that they hold too, but a
    page of one article may call itself anything.
    """
    if _is_root(evidence.document.url):
        return True
    if evidence.states_article:
        return False
    short = is_short(body)
    teasers = _teasers(evidence.walked.found, body)
    # (Whoever calls a page "archive" may mean an old article.)
    if (short or teasers) and (not _COLLECTIONS.isdisjoint(evidence.types) or _is_list(evidence)):
        return True
    if evidence.is_called_article:
        return False
    return _is_made_of_teasers(teasers, body) or (short and any(map(_says_home, titles)))


def leads_away(evidence: Evidence, body: list[Block], titles: Sequence[str], headline: Block | None) -> bool:
    """Whether a page without a headline leads to others: little text and many linked lines, or many linked headings."""
    if evidence.states_article or evidence.is_called_article or _is_headed(headline, body, titles):
        return False
    linked = [block for block in evidence.walked.found if block.density > 0.9 and block.size >= SHORTEST_TEASER]
    headings = sum(1 for block in linked if block.heading and not block.furniture)
    return (len(linked) >= MOST_BESIDE and is_short(body)) or headings >= LEAST_TEASERS


def is_short(body: list[Block]) -> bool:
    """Whether what would be the text is no longer than what a page says that is none."""
    return sum(block.size for block in body) < LONGEST_SHORT


def _is_headed(headline: Block | None, body: list[Block], titles: Sequence[str]) -> bool:
    """Whether a headline stands over the text: one that a title knows, or a whole line that is no link."""
    if headline is None:
        return False
    key = headline.key
    if len(key) >= LEAST_KNOWN and any(
        key in title or title in key for title in map(same, titles) if len(title) >= LEAST_KNOWN
    ):
        return True
    whole = headline.tag == "h1" and headline.density < 0.5 and len(headline.text.split()) >= LEAST_WORDS
    return whole and sum(block.size for block in body) >= LEAST_TEXT


def _is_root(url: str) -> bool:
    """An address without a path; a query may say in which language it is asked for.

    >>> _is_root("https://valley.example/index.html"), _is_root("https://valley.example/?lang=fr"), _is_root("https://valley.example/?p=7")
    (True, True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    asked = all(_IN_WHICH.fullmatch(part) for part in parts.query.split("&")) if parts.query else True
    return bool(parts.netloc) and asked and _ROOT.fullmatch(parts.path) is not None


def _is_list(evidence: Evidence) -> bool:
    element = evidence.document.root.find("body")
    words = frozenset((element.get("class") or "").split()[:60]) if element is not None else frozenset()
    return "archive" in words and not _LISTS.isdisjoint(words) and _PAGES.isdisjoint(words)


def _says_home(title: str) -> bool:
    """A title that is the site's name and "Home", and no other word.

    >>> _says_home("Valley Rowing Club - Home"), _says_home("Rain falls - Home - Valley Times")
    (True, False)
    """
    parts = [part for part in PARTS.split(title[:200]) if part]
    return 1 <= len(parts) <= 2 and any(is_home(part) and part.lower() != "blog" for part in parts)


def _teasers(blocks: list[Block], body: list[Block]) -> set[int]:
    """The linked lines among those that would be the text."""
    between = blocks[body[0].index : body[-1].index + 1] if body else []
    return {block.index for block in between if block.density > 0.9 and block.size >= SHORTEST_TEASER}


def _is_made_of_teasers(teasers: set[int], body: list[Block]) -> bool:
    """True where most lines stand right under a linked one. (A short article may have one long list of links in it.)"""
    if len(teasers) < LEAST_TEASERS or len(teasers) <= len(body):
        return False
    led = sum(1 for block in body if not teasers.isdisjoint((block.index - 1, block.index - 2)))
    return led >= LEAST_LED and 2 * led > len(body)
