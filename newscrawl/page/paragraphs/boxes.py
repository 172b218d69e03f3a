"""Boxes among an article's paragraphs that are not its text: appeals, an author's notice, a picture's line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from newscrawl.page.paragraphs import furniture
from newscrawl.page.paragraphs.places import LONGEST_TEASER, holds_one, inside, prose
from newscrawl.page.tree.blocks import Block
from newscrawl.page.tree.names import ITEM
from newscrawl.text.url_parts import hostname

LONGEST_PROMOTION = 450
# A small box is not deeper: pages may nest by the hundred, and this is asked of every line near an appeal.
_DEEPEST = 12
# A box is not larger than this, nor does it hold the article's paragraphs.
LARGEST, HIGHEST = 1200, 5
MOST_OF_TEXT = 0.35
# What stands around a field for an address is no longer; so many fields are looked at.
LARGEST_OFFER, MOST_FIELDS = 300, 60
SHORTEST_PARAGRAPH = 250
# A shorter line need not speak to its reader to be an appeal.
SHORTEST_NEWS = 25


def appeals(members: list[Block], text: bytes, places: set[Any], container: Any) -> set[int]:
    """The indices of blocks that stand in a box with an appeal in it; ``text`` is that of all blocks, in lower case and UTF-8."""
    found: set[int] = set()
    words = furniture.appeal_words(text)
    if not words:
        return found
    # A box that holds a good part of the text is none, however short its paragraphs are.
    most = MOST_OF_TEXT * sum(one.size for one in members if prose(one))
    for at, block in enumerate(members):
        if block.index in found or block.size > LARGEST / 2 or not furniture.is_appeal(block.text, words):
            continue
        if block.tag == "p" and block.size >= SHORTEST_NEWS and block.ends and not furniture.is_addressed(block.text):
            continue  # news of privacy policies and newsletters
        near = members[max(0, at - 30) : at + 30]
        for box in _around(block.element, places, container):
            held = [one for one in near if inside(one.element, box, _DEEPEST)]
            size = sum(one.size for one in held)
            if (
                size <= LARGEST
                and (box is block.element or size - block.size <= most)
                and not any(_is_paragraph(one) for one in held if one is not block)
            ):
                found.update(one.index for one in held)
                break
    return found


def forms(members: list[Block], places: set[Any], container: Any) -> set[int]:
    """The indices of the few short lines in a box with a field for an e-mail address: an offer, whatever its words are."""
    fields = [one for one in islice(container.iter("input"), MOST_FIELDS) if (one.get("type") or "").lower() == "email"]
    found: set[int] = set()
    for field in fields[:HIGHEST]:
        for box in _around(field, places, container):
            held = [one for one in members if inside(one.element, box, _DEEPEST)]
            if held and sum(one.size for one in held) <= LARGEST_OFFER:
                found.update(one.index for one in held)
                break
    return found


def promotions(members: list[Block], host: str) -> set[int]:
    """The indices of lists in which a site speaks of itself: its app, its channels, its newsletter, an item each."""
    lists: dict[Any, list[Block]] = {}
    for block in members:
        if block.has(ITEM) and block.tag == "li":
            lists.setdefault(block.element.getparent(), []).append(block)
    found: set[int] = set()
    for items in lists.values():
        if 2 <= len(items) <= 6 and all(item.links for item in items):
            told = sum(1 for item in items if is_promotion(item) and not leads_out(item, host))
            if told >= 2 and 2 * told > len(items):
                found.update(item.index for item in items)
    return found


def _is_paragraph(block: Block) -> bool:
    return block.size > SHORTEST_PARAGRAPH and not block.furniture and not furniture.is_appeal(block.text)


def _around(element: Any, places: set[Any], container: Any) -> list[Any]:
    """An element and those around it that are none of the article's places and hold none, the largest first."""
    found: list[Any] = []
    around = {above for place in places for above in (place, *place.iterancestors())}
    while len(found) < HIGHEST and element is not None and element is not container and element not in around:
        found.insert(0, element)
        element = element.getparent()
    return found


_POSTS = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
    "fb-post",
)


def embedded_post(block: Block) -> bool:
    """True in a quotation that another site's script turns into a post: "twitter-tweet" and its like."""
    element = block.element
    for _ in range(6):
        if element is None:
            return False
        if element.tag == "blockquote":
            name = element.get("class") or ""
            return any(word in name for word in _POSTS)
        element = element.getparent()
    return False


def beside_picture(block: Block, places: set[Any], container: Any) -> bool:
    """True for a line whose own box holds a picture: its caption, however it is named."""
    element, around = block.element, {above for place in places for above in (place, *place.iterancestors())}
    for _ in range(3):
        if element is None or element is container or element in around or element.tag in ("body", "article", "main"):
            return False
        if next(element.iter("img", "picture", "amp-img", "video"), None) is not None:
            return True
        element = element.getparent()
    return False


def under_linked_heading(block: Block, every: list[Block], places: set[Any], container: Any) -> bool:
    """True for a line in a small box whose heading is one link: another article's teaser, however it is named."""
    before = [one for one in every[max(0, block.index - 4) : block.index] if one.density > 0.9 and one.size >= 20]
    if not before or block.size > LONGEST_TEASER:
        return False
    for box in _around(block.element, places, container):
        if any(inside(one.element, box, _DEEPEST) and one.element is not block.element for one in before):
            near = every[max(0, block.index - 8) : block.index + 8]
            return sum(one.size for one in near if inside(one.element, box, _DEEPEST)) <= LARGEST / 2
    return False


def is_share_row(block: Block) -> bool:
    """True for a line of links that share the page: "Share Facebook X E-mail"."""
    if block.links < 2 or block.size > 120 or block.density < 0.5:
        return False
    targets = [(link.get("href") or "")[:300] for link in block.element.iter("a")]
    social = sum(1 for target in targets if target.startswith(("mailto:", "whatsapp:")) or _is_social(target))
    return social >= 2 and 2 * social >= len(targets)


def _is_social(target: str) -> bool:
    return furniture.SOCIAL.search(hostname(target)) is not None


def is_boxed(block: Block) -> bool:
    """True for the only paragraph of a box of its own."""
    box = block.element.getparent()
    return box is not None and box.tag in ("div", "section", "aside") and holds_one(box, "p")


_NOTICE = re.compile(
    r"((?:\w[\w.'’-]{0,30} ){1,4}?\w[\w'’-]{1,30}),?(?:\s*\([^)]{1,60}\)|(?<=,) an? [^,]{3,80},)? (?:also )?"
    r"(?:is|was|covers|writes|reports|has (?:been|worked|written|covered)|joined|works|can be (?:reached|found)|"
    r"ist|schreibt|arbeitet|berichtet|es|escribe|est|écrit|è|scrive|é|is een)\b",
)


_NO_NAMES = frozenset(("com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv"))
# "Contact Ann Lee at ...", "Lee also writes for ...".
_REACHES = re.compile(
    r"(?:Contact|Reach|Follow|E-?mail|Call) ((?:\w[\w.'’-]{0,30} ){1,4}?\w[\w'’-]{1,30}) (?:at|on|by|via|directly)\b"
)
_BY_SURNAME = re.compile(r"(\w[\w'’-]{1,30}) (?:also )?(?:writes|covers|reports|blogs) (?:for|about|on)\b")


def leads_out(block: Block, host: str) -> bool:
    """True for a line whose link leads to another site: a reference of the text. Teasers lead to the same site."""
    home = host.removeprefix("www.").rpartition(":")[0] or host.removeprefix("www.")
    link = next(block.element.iter("a"), None)
    if link is None or not home:
        return False
    try:
        target = urlsplit((link.get("href") or "").strip()[:2000])
    except ValueError:
        return False
    there = (target.hostname or "").removeprefix("www.")
    if target.scheme not in ("http", "https") or not there or furniture.SOCIAL.search(there):
        return False
    # The longest part of the name is the site's own, or the last one that says something: "bugle" of business.bugle.co.uk.
    named = [part for part in home.split(".")[:-1] if part not in _NO_NAMES] or [home]
    return max(named, key=len) not in there and named[-1] not in there.split(".")


def is_notice(block: Block, names: Iterable[str]) -> bool:
    """True for what is said of the author under the text: "Ann Lee is a reporter in Oslo", also for "Annabel Lee"."""
    surname = _BY_SURNAME.match(block.text)
    if surname is not None and any(name.split()[-1:] == [surname[1]] for name in names):
        return True
    found = _NOTICE.match(block.text[:200]) or _REACHES.match(block.text[:200])
    if not found:
        return False
    first, last = found[1][0], found[1].split()[-1].casefold()
    return any(name[:1] == first and last == name.split()[-1].casefold() for name in names if name.strip())


def names_author(block: Block, names: Iterable[str]) -> bool:
    """True for a line of hardly more than names of authors: "By Ann Lee and Bo Ek in Oslo"."""
    named = [name for name in names if name in block.text]
    return bool(named) and len(block.text.split()) <= 6 + sum(len(name.split()) for name in named)


# What is said in quotation marks at the beginning is said by somebody else, or a newsletter's name.
_QUOTED = re.compile(r"^\s*[\"“„«'][^\"”“»']{0,400}[\"”“»']?")


def is_promotion(block: Block) -> bool:
    """True for a line at the end of a text in which the site speaks of itself, or of its readers' comments."""
    if block.size > LONGEST_PROMOTION:
        return False
    text = _QUOTED.sub("", block.text)
    if furniture.is_on_comments(text):
        return True
    if not furniture.PROMOTION.search(text):
        return False
    return block.size < SHORTEST_NEWS or not block.ends or furniture.is_addressed(block.text)
