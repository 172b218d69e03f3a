"""What an element says of the lines in it by itself: its tag, its class and id, the attributes that set it apart; menus."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from newscrawl.page.tree import names
from newscrawl.page.tree.names import (
    ARTICLE,
    BYLINE,
    CAPTION,
    COMMENT,
    CRUMBS,
    DATE,
    FURNITURE,
    HARD,
    HIDDEN,
    ITEM,
    QUOTE,
    SECTION,
    STANDFIRST,
)

_TAGS = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul caption amp-img amp-ad amp-embed"
)
BLOCK_TAGS = frozenset(_TAGS.split())
_ROLES = frozenset(("navigation", "complementary", "search", "contentinfo", "menu", "dialog"))
# Not "form": whole pages stand in one (ASP.NET).
_FURNITURE_TAGS = frozenset(("nav", "footer", "menu", "amp-ad", "amp-embed"))
_WHOLE = frozenset(("html", "body", "main", "article", "h1"))
# Handed down to what stands inside.
_INHERITED = FURNITURE | COMMENT | CAPTION | BYLINE | CRUMBS | STANDFIRST | QUOTE | ITEM | HARD
# Attributes beside class and id that say what an element is.
TELLING = frozenset(("role", "hidden", "style", "aria-hidden", "aria-label", "itemprop"))
_EMPHASIS = frozenset(("span", "b", "strong", "i", "em", "small"))
_SMALL = frozenset(("span", "li", "a", "p", "div"))
# A menu: this many links and no more text than this for each (with the white space between elements).
LEAST_LINKS, PER_LINK = 8, 90


def _handed_down(tag: str) -> int:
    """Which flags an element takes over from what it stands in."""
    flags = _INHERITED
    if tag in ("blockquote", "table"):
        flags &= ~CAPTION
    if tag not in ("p", "article"):
        flags |= DATE
    return flags | SECTION if tag in _SMALL else flags


TAKEN_OVER = {tag: _handed_down(tag) for tag in BLOCK_TAGS}


def name_of(element: Any) -> str:
    """The class and id of an element, as ``names.meaning`` reads them.

    >>> name_of(etree.fromstring("<p class='lead big' id='p1'/>"))
    'lead big p1'
    """
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


@lru_cache(maxsize=16_384)
def said_by(tag: str, name: str, apart: bool) -> int:
    """What a block element says by itself: its tag, its class and id; ``apart`` where another attribute sets it apart."""
    flags = names.read_name(name) if name else 0
    if apart or flags & HIDDEN:
        flags |= FURNITURE
    if tag in _WHOLE:
        # What names the whole page or article ("has-sidebar", "author-smith") says nothing of its lines.
        flags &= ARTICLE
    elif tag in _FURNITURE_TAGS:
        flags |= FURNITURE | HARD
    elif tag == "aside":
        flags |= FURNITURE
    elif tag in ("figcaption", "caption", "figure"):
        flags |= CAPTION
    elif tag == "li":
        flags |= ITEM
    elif tag in ("blockquote", "table"):
        flags |= QUOTE if tag == "blockquote" else 0
        flags &= ~CAPTION
    return flags


def sets_apart(key: str, value: str, tag: str) -> bool:
    """True for an attribute that says as much as a class of furniture."""
    return (
        key == "hidden"
        or (key == "role" and value in _ROLES)
        or (key == "style" and "none" in value and "display:none" in value.replace(" ", ""))
        or (key == "aria-hidden" and value == "true" and tag not in ("div", "section"))
    )


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def is_moment(title: str) -> bool:
    """Whether an abbreviation's title is a moment, as weblogs and SPIP print it (hAtom): ``<abbr title="2020-11-04T10:18:00Z">``.

    >>> is_moment("2020-11-04T10:18:00Z"), is_moment("Associated Press")
    (True, False)
    """
    return _MOMENT.match(title) is not None


def moment_of(element: Any) -> str:
    """What ``<time>`` or such an abbreviation says for machines; "" where it says nothing."""
    return (element.get("datetime") or (element.get("title") if element.tag == "abbr" else "") or "").strip()


def heading_of(element: Any) -> str:
    """The heading that an element with the role of one stands for (WAI-ARIA 1.2: level 2 where none is said).

    >>> heading_of(etree.fromstring("<div role='heading' aria-level='1'/>"))
    'h1'
    """
    level = element.get("aria-level") or "2"
    return f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else "h2"


# No entry of a menu has so many letters outside of a link.
LONG_RUN = 160
# (White space counts in the first look, which leaves few for the second.)
_HAS_PROSE: Any = etree.XPath(
    f"boolean(descendant::text()[string-length() > {LONG_RUN} and not(parent::a) "
    f"and string-length(normalize-space()) > {LONG_RUN}])"
)
_MOSTLY_LINKS: Any = etree.XPath(f"string-length() < {PER_LINK} * count(descendant::a)")


def is_menu(element: Any) -> bool | None:
    """Furniture that is a list of links and nothing else: not worth walking. (A third of a page, often.)

    None where too few links stand in it: then nothing inside it is one either.
    """
    if next(islice(element.iter("a"), LEAST_LINKS - 1, None), None) is None:
        return None
    if next(element.iter("p", "h1", "time"), None) is not None:
        return False
    # A run of words as long as a paragraph's, and no link's, is a text of the page that is set without paragraphs.
    return bool(_MOSTLY_LINKS(element)) and not _HAS_PROSE(element)


_FOOTER = re.compile(r"(?:\b|_)(?:foot|footer)(?:\b|_)", re.IGNORECASE)
_NEEDED: Any = etree.XPath(
    "boolean(descendant::h1|descendant::time|descendant::article|descendant::main"
    "|descendant::*[@itemprop='datePublished' or contains(@class, 'readcrumb') or contains(@id, 'readcrumb')])"
)


def is_set_aside(element: Any) -> bool:
    """Furniture that is never the article (a menu with texts, a footer of many links) and holds nothing that tells of it.

    Not worth walking: on a large page a third of all blocks stand in such.
    """
    return not _NEEDED(element)


def is_footer(element: Any) -> bool:
    """Whether an element is the page's footer, by its tag or its name.

    >>> is_footer(etree.fromstring("<div class='page-footer'/>")), is_footer(etree.fromstring("<div class='football'/>"))
    (True, False)
    """
    return element.tag == "footer" or _FOOTER.search(name_of(element)) is not None


def words_before(element: Any) -> str:
    """The words right before an element in its line, in bold or not: "Updated: <time>", "in <b>Section:</b> <a>World</a>"."""
    before = element.getprevious()
    words = (before.tail if before is not None else element.getparent().text) or ""
    if before is not None and not words.strip(" :\n\t\xa0") and before.tag in _EMPHASIS:
        words = before.text or ""
    return str(words)
