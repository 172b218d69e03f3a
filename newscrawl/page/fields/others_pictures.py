"""Pictures on a page that are another article's: a teaser's, and what leads there."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from newscrawl.page.tree import names
from newscrawl.page.tree.blocks import HEADINGS, Block, fold
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import CAPTION, CARD, FURNITURE
from newscrawl.text.pictures.captions import opens_credit, split_credit
from newscrawl.text.url_parts import hostname
from newscrawl.text.urls import absolute

PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)\b|/attachment", re.IGNORECASE)
# Behind a text its pictures go on for so many lines, unless they stand in figures, looked for so many elements up.
NEAR, FIGURE_UP = 12, 5
# So many pieces of an element's text are read.
MOST_PIECES = 400


def is_teaser(block: Block, last: int | None) -> bool:
    """Whether a line that is named a caption stands far behind the text: with another article's picture.

    Behind the text, whose ``last`` block is told, a link or a heading leads there, and so does what stands in no figure a
    few lines on.
    """
    if last is None or block.index <= last:
        return False
    apart = block.density > 0.5 or block.tag in HEADINGS or block.flags & (CARD | FURNITURE)
    return bool(apart) or not _is_near(block, last)


def leads_away(block: Block, url: str) -> bool:
    """A whole line that is a link to another page of the site; a credit leads to the photographer's, often elsewhere."""
    if block.density <= 0.9 or split_credit(block.text, bare=True)[1] is not None or opens_credit(block.text):
        return False
    link = next((e for e in (block.element, *islice(block.element.iterancestors(), 2)) if e.tag == "a"), None)
    link = link if link is not None else next(block.element.iter("a"), None)
    return _page_of_site(link, url) is not None


def _page_of_site(link: Any, url: str) -> str | None:
    """Where a link leads, if that is a page of the same site, and no picture."""
    target = absolute(link.get("href") or "", url) if link is not None else None
    return target if target and hostname(target) == hostname(url) and not PICTURE.search(target) else None


# An address of an article: words joined, or a long number; and what a picture's own page lies under.
_ARTICLE = re.compile(r"[^\W\d_]{3}-[^\W\d_]{3}|\d{5}")
_GALLERY = re.compile(r"/(?:photo|image|img|galler|foto|bild|galer|picture|attachment|media)", re.IGNORECASE)


def is_linked_away(image: Any, figure: Any, url: str) -> bool:
    """Whether a picture without a word of caption is a link to another article of the site: it is that one's."""
    link = next((above for above in islice(image.iterancestors(), FIGURE_UP) if above.tag == "a"), None)
    target = _page_of_site(link, url)
    if target is None or _GALLERY.search(target):
        return False
    own, there = (urlsplit(address).path.rstrip("/") for address in (url, target))
    if (own and there.startswith(own)) or not _ARTICLE.search(there.rpartition("/")[2]):
        return False
    behind = figure.getnext()
    captioned = behind is not None and isinstance(behind.tag, str) and names.meaning(name_of(behind)) & CAPTION
    # (What is written inside the link is that article's title.)
    return not captioned and len(words_of(figure)) <= len(words_of(link))


def _is_near(block: Block, last: int) -> bool:
    if block.index <= last + NEAR:
        return True
    around = islice((block.element, *block.element.iterancestors()), FIGURE_UP)
    return any(element.tag in ("figure", "figcaption") for element in around)


def words_of(element: Any) -> str:
    return fold(" ".join(islice(element.itertext(), MOST_PIECES)))
