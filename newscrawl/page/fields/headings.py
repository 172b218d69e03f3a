"""Which block on the page is its headline, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from newscrawl.items import Printed
from newscrawl.page.fields import untold_headlines
from newscrawl.page.paragraphs import furniture
from newscrawl.page.tree import date_lines, names
from newscrawl.page.tree.blocks import Block, fold, same
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import CARD, CRUMBS, FURNITURE, HARD, STANDFIRST
from newscrawl.text.letters import NO_SPACES, length
from newscrawl.text.site_names import archived, says_more_than_names

# A title is the headline and the site's name, in either order.
_SITE_CUT = re.compile(rf"\s+[|–—-]\s+|:\s+|\s*»\s*|(?<={NO_SPACES})(?:\s*[_|｜]\s*|[-–—])|\s+_\s+")
_LEVELS = {"h1": 3.0, "h2": 1.5, "h3": 0.7}
LONGEST = 400
# Titles of so few words share them by chance.
_LEAST_WORDS = 5
_LONGEST_TOPIC = 40
_WORDS = re.compile(r"\w+")
# What stands around a headline: so many blocks above it and behind it.
NEAR_BEFORE, NEAR_AFTER = 8, 14
# What stands in a heading and is not the headline: a line above it, a line below it, a date, a label, what is only heard.
_APART = re.compile(
    r"kicker|eyebrow|(?:over|roof|catch|top|sub)-?line|dachzeile|spitzmarke|(?:catch|sub|super|pre|top)[-_]?(?:title|head)"
    r"|topic|badge|label|\bdate|hidden|hide\b|invisible|sr-only|screen-?reader|slogan|delimiter|separator",
    re.IGNORECASE,
)
# "Varn at Turan": what names a section, a match, a place is no longer.
_LONGEST_TOPIC_ALONE = 30
_OF_PAGE = re.compile(r"page|section|channel|categor|topic|rubri", re.IGNORECASE)
# A paragraph of the text has so many letters.
_LEAST_PROSE = 80
# An h1 that is named as the line under the headline.
_UNDER = re.compile(r"(?:\b|_)sub[-_]?(?:head(?:er|line|ing)?|title)(?:\b|_)", re.IGNORECASE)


def find_headline(blocks: list[Block], claims: Iterable[str], url: str = "") -> Block | None:
    """The block that is the headline: an h1 that metadata confirms, else the largest heading that is.

    Where machines are told the site's name only, it is what stands above the text.
    """
    claimed = list(claims)
    filed = next((parts for text in claimed if (parts := archived(text)) is not None), None)
    if filed is not None:
        mast = same(filed[0])
        claimed, blocks = [filed[1]], [block for block in blocks if block.key != mast]
    cut = [(text, part) for text in claimed for part in _SITE_CUT.split(text)]
    pieces = [part for _, part in cut]
    if not says_more_than_names(pieces):
        head, told = _find(blocks, claimed), {same(piece) for piece in pieces}
        named = head or next((b for b in blocks if b.tag in ("h1", "h2") and b.key in told), None)
        if named is None or untold_headlines.is_sites_name(named, blocks, claimed, url):
            return untold_headlines.above_text(blocks, url, but=named) or head
        return head
    claimed += [part for text, part in cut if _may_be_told(part, text)]
    found = _find(blocks, claimed)
    if found is not None and found.tag == "h1" and untold_headlines.is_masthead(found, url):
        # "Valley Forum • View topic - Rain falls": the masthead is an h1 too.
        found = _find([block for block in blocks if block is not found], claimed) or found
    return (
        found
        or _under_topic(blocks, claimed)
        or untold_headlines.entry_title(blocks)
        or untold_headlines.above_text(blocks, url, told_only=True)
    )


def _under_topic(blocks: list[Block], claims: list[str]) -> Block | None:
    """Systems of 2003 print no heading but "Topic: Rain falls again", and tell machines "Valley Portal - Rain falls again"."""
    return next((block for block in blocks if 20 < block.size <= LONGEST and behind_topic(block, claims)), None)


def behind_topic(head: Block, claims: Iterable[str]) -> str | None:
    """What a line in the place of a heading says behind its topic, where that is a piece of what machines are told."""
    topic, colon, said = head.text.partition(":")
    said = said.strip()
    if head.heading or not colon or len(topic) > _LONGEST_TOPIC or len(_WORDS.findall(said)) < _LEAST_WORDS:
        return None
    key = same(said)
    return said if any(same(piece) == key for claim in claims for piece in _SITE_CUT.split(claim)) else None


def _find(blocks: list[Block], claimed: list[str]) -> Block | None:
    wanted = [key for key in dict.fromkeys(same(text) for text in dict.fromkeys(claimed)) if length(key) >= 8]
    # Most lines of a page are neither in a claim nor have one in them: that is asked in three looks.
    exact, every = set(wanted), "\n".join(wanted)
    best: Block | None = None
    highest, sure = 2.49, False
    for block in blocks:
        level = _LEVELS.get(block.tag, 0.0)
        size = block.size
        # Only a heading, or an unlinked line outside furniture that metadata confirms, can come out first.
        if len(block.text) > LONGEST or (
            not level and (size < 16 or block.link_chars or block.flags & (FURNITURE | CRUMBS))
        ):
            continue
        key = block.key
        if not key:
            continue
        confirmed = key in exact
        if not confirmed and (key in every or any(map(key.__contains__, wanted))):
            confirmed = any(_holds(key, claim) for claim in wanted)
        if not level and not (confirmed and length(key) > 15):
            continue
        score = level + (3.0 if confirmed else 0.0) - (2.0 if block.flags & (FURNITURE | CRUMBS) else 0.0)
        score -= 1.0 if block.density > 0.9 and block.tag != "h1" else 0.0
        score += 0.5 if 15 <= size <= 200 else 0.0
        score -= 2.0 if level > 2.0 and confirmed and _UNDER.search(block.element.get("class") or "") else 0.0
        if score > highest + 0.01:
            highest, best, sure = score, block, confirmed
    if best is None:  # a weblog's page may be a "widget" as a whole
        return next((b for b in blocks if b.heading and b.size >= 25 and b.density < 0.9 and b.key in exact), None)
    if not sure and best.tag == "h1":
        best = _nearer_text(best, blocks)
    # An h1 of few words may be the name of a section; what has more is the headline, whatever machines are told.
    named = len(_WORDS.findall(best.text)) >= _LEAST_WORDS
    return best if sure or named else _alike(blocks, claimed) or best


def _nearer_text(head: Block, blocks: list[Block]) -> Block:
    """Of two h1 that machines are told neither of, the one right above the text where the other is named the page's."""
    short = head.size <= _LONGEST_TOPIC_ALONE and _OF_PAGE.search(name_of(head.element))
    for block in blocks[head.index + 1 :] if short else ():
        if block.tag == "p" and block.size >= _LEAST_PROSE and block.ends:
            break
        called = name_of(block.element)
        other = block.tag == "h1" and not block.links and not block.flags & (HARD | CRUMBS | CARD)
        other = other and not (furniture.is_addressed(block.text) or names.meaning(called) & STANDFIRST)
        if other and block.size >= 25 and block.size > 1.5 * head.size:
            return block
    return head


def _alike(blocks: list[Block], claimed: list[str]) -> Block | None:
    """Where no heading is what machines are told, the first whose words they nearly all say: titles are put in other words."""
    told = [set(_WORDS.findall(text.casefold())) for text in dict.fromkeys(claimed)]
    told = [words for words in told if len(words) >= _LEAST_WORDS]
    for block in blocks if told else ():
        if not block.heading or block.flags & (FURNITURE | CRUMBS | CARD) or not 25 <= block.size <= 200 or block.links:
            continue
        words = set(_WORDS.findall(block.text.casefold()))
        if len(words) >= _LEAST_WORDS and any(5 * len(words & one) >= 4 * len(words) for one in told):
            return block
    return None


def _may_be_told(part: str, title: str) -> bool:
    """Whether a piece of a title is long enough to be the headline in it."""
    return len(part) >= 25 or (length(part) >= 25 and 2 * len(part) > len(title))


def _holds(key: str, claim: str) -> bool:
    """Whether a heading is part of what machines are told, or has it in it.

    Six letters of Chinese may be a headline; where they are the lesser part of a title they may as well be the site's name.
    """
    if not (key in claim or claim in key):
        return False
    return len(key) > 15 or (length(key) > 15 and 2 * len(key) > len(claim))


def candidates(
    blocks: list[Block], head: Block | None, claims: Iterable[str] = (), *, bare: bool = False
) -> list[Printed]:
    """What the page shows as its headline: its heading and the parts of it, and other h1.

    ``bare``: no heading, but the line that stands in its place; so is what is called an entry's title.
    """
    found: list[Printed] = []
    if head is not None:
        found.append(
            Printed(
                text=head.text, kind="text", where="h1" if bare or untold_headlines.is_entry_title(head) else head.tag
            )
        )
        own, pieces = parts(head)
        own = own or behind_topic(head, claims)
        found += [Printed(text=own, kind="text", where="own")] if own else []
        found += [Printed(text=piece, kind="text", where="piece") for piece in pieces]
    found += [
        Printed(text=block.text, kind="text", where="h1, other")
        for block in blocks
        if block.tag == "h1" and block is not head and len(block.text) < LONGEST
    ][:3]
    return found


def parts(block: Block) -> tuple[str | None, list[str]]:
    """What else a heading says that is set in pieces: its own words without what is named apart, and each piece alone.

    Of ``<h1><span class="kicker">Harbour</span> <span>Ferries run again</span></h1>`` its own words are "Ferries run
    again". Whether they are the headline is for ``text``: some sites tell their titles with the kicker.
    """
    heading = block.element
    while len(heading) == 1 and not (heading.text or "").strip() and not (heading[0].tail or "").strip():
        heading = heading[0]
    if not block.heading or not len(heading):
        return None, []
    pieces = [(fold(heading.text or ""), False)]
    for child in heading:
        pieces += [(_text(child), _apart(child)), (fold(child.tail or ""), False)]
    whole = block.key
    own = fold(" ".join(text for text, apart in pieces if not apart))
    found = list(dict.fromkeys(text for text, _ in pieces if len(text) > 5 and same(text) != whole))[:6]
    return (own if (key := same(own)) and key != whole and key in whole else None), found


def _text(child: Any) -> str:
    return fold(" ".join(child.itertext())) if isinstance(child.tag, str) else ""


def _apart(child: Any) -> bool:
    return child.tag in ("time", "small") or bool(_APART.search(" ".join(map(str, child.attrib.values()))[:300]))


def bold_line(blocks: list[Block]) -> Block | None:
    """Pages of 2005 have no headings: the first line in bold with text behind it, where the title is the site's name."""
    for at, block in enumerate(blocks[:200]):
        if not block.bold or block.links or block.furniture or not 15 <= block.size <= 160:
            continue
        if block.text.endswith((".", ":")) or date_lines.datelike(block.text):
            continue
        if any(following.size > 80 for following in blocks[at + 1 : at + 6]):
            return block
    return None


def around(blocks: list[Block], headline: Block | None, text: list[Block]) -> list[Block]:
    """The blocks around a headline and right behind the text, without the paragraphs themselves."""
    above = max(0, text[0].index - 3) if text else 0
    anchor = headline.index if headline is not None else above
    first = text[0].index if text else anchor + NEAR_AFTER
    near = blocks[max(0, anchor - NEAR_BEFORE) : max(anchor, min(first, anchor + 30)) + NEAR_AFTER]
    after = blocks[text[-1].index + 1 : text[-1].index + 8] if text else []
    after = [block for block in after if not block.has(CARD)]
    body = {block.index for block in text if block.size > 140}
    return list({block.index: block for block in (*near, *after) if block.index not in body}.values())


def bare_headline(claims: Sequence[Printed], blocks: list[Block]) -> Block | None:
    """What stands in the place of a heading on a page that has none, and ``claims`` for machines its site's name only."""
    if any(printed.kind in ("jsonld", "meta", "microdata") for printed in claims):
        return None
    if any(block.tag == "h1" for block in blocks):
        return None
    found, titles = bold_line(blocks), [printed.text for printed in claims]
    masthead = {block.key for block in blocks[:3]}
    if found is None and (not says_more_than_names(titles) or all(same(title) in masthead for title in titles)):
        found = untold_headlines.beside_time(blocks)
    return found
