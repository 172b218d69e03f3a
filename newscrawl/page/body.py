"""Which blocks are the article's text: the generic reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from newscrawl.page import furniture, names
from newscrawl.page.blocks import HEADINGS, Block, same
from newscrawl.page.names import ARTICLE, BYLINE, CAPTION, COMMENT, DATE, FURNITURE, HARD, ITEM, QUOTE, STANDFIRST

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_END = re.compile(r"[.!?…。！？:;\"”»’)\]]\s*$")
_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None, "\u200b": None})


@dataclass(slots=True)
class Body:
    """The chosen blocks, what stood as captions, and the lines around the body that may name an agency."""

    blocks: list[Block] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    paywalled: bool = False
    container: Any = None


def prose(block: Block) -> bool:
    """True for a block that reads like a paragraph."""
    size = block.size
    if block.furniture or block.caption or block.comment or block.density > 0.5:
        return False
    if block.tag in HEADINGS or block.tag == "time":
        return False
    if size >= 80:
        return True
    return size >= 25 and bool(_END.search(block.text)) and block.density < 0.3


def choose_container(blocks: list[Block]) -> Any:
    """The element whose paragraphs are the article; None when there are none.

    Each paragraph votes for its parents, less for each step up; an element that names itself the article's text weighs
    more. The winner is widened while its parent holds much more prose.
    """
    votes: dict[Any, float] = {}
    own: dict[Any, float] = {}
    for block in blocks:
        if not prose(block):
            continue
        weight = min(block.size, 600) * (1 - block.density)
        if block.tag == "li":
            weight *= 0.7
        parent = block.parent if block.tag in ("p", "li", "blockquote", "pre", "h2", "h3", "td") else block.element
        share = 1.0
        for _ in range(5):
            if parent is None or parent.tag in ("html",):
                break
            votes[parent] = votes.get(parent, 0.0) + weight * share
            own[parent] = own.get(parent, 0.0) + weight
            share *= 0.6
            parent = parent.getparent()
        while parent is not None and parent.tag != "html":
            own[parent] = own.get(parent, 0.0) + weight
            parent = parent.getparent()
    if not votes:
        return None
    for element in votes:
        votes[element] *= _bonus(element)
    best = max(votes, key=lambda element: votes[element])
    # Narrow from the top: the deepest element that still holds most of the prose, so that text split over sibling
    # containers (adverts in between) stays together.
    top = max(own, key=lambda element: own[element])
    while True:
        child = max((e for e in own if e.getparent() is top), key=lambda e: own[e], default=None)
        if child is None or own[child] < 0.72 * own[top]:
            break
        top = child
    if not inside(best, top) or top is best:
        return best
    if _alike(blocks, best, top) >= 0.6:
        return top
    if own[best] < 0.8 * own[top] and own[top] * _bonus(top) < 3.0 * own[best] * _bonus(best):
        # The top holds other texts too, unless what it adds stands beside the best in the same kind of place.
        return _spread(best, top, own)
    return top


def _alike(blocks: list[Block], best: Any, top: Any) -> float:
    """Share of the prose below ``top`` that stands in the same kind of place as most of that below ``best``."""
    kinds: dict[tuple[str, str], int] = {}
    below: list[tuple[tuple[str, str], int]] = []
    for block in blocks:
        if prose(block) and inside(block.element, top):
            place = block.parent if block.tag in ("p", "li", "blockquote", "pre") else block.element
            kind = (str(place.tag), str(place.get("class") or ""))
            below.append((kind, block.size))
            if inside(block.element, best):
                kinds[kind] = kinds.get(kind, 0) + block.size
    if not kinds:
        return 0.0
    usual = max(kinds, key=lambda kind: kinds[kind])
    if usual[1] == "" and usual[0] in ("div", "td"):
        return 0.0
    return sum(size for kind, size in below if kind == usual) / max(1, sum(size for _, size in below))


def _spread(best: Any, top: Any, own: dict[Any, float]) -> Any:
    """Climb from the best container towards the top while each step adds a good deal of prose."""
    while best is not top:
        parent = best.getparent()
        if parent is None or parent not in own:
            break
        if own[parent] < own[best] * 1.12 and parent is not top:
            step = parent.getparent()
            if step is None or own.get(step, 0.0) < own[best] * 1.12:
                break
        best = parent
    return best


def _bonus(element: Any) -> float:
    bonus = 1.0
    if "articlebody" in (element.get("itemprop") or "").lower():
        bonus *= 1.6
    if names.meaning(f"{element.get('class') or ''} {element.get('id') or ''}") & ARTICLE:
        bonus *= 1.25
    if element.tag in ("article", "main"):
        bonus *= 1.15
    if element.tag in ("aside", "footer", "nav", "ul", "ol"):
        bonus *= 0.5
    return bonus


def inside(element: Any, container: Any) -> bool:
    """True when an element is the container or stands in it."""
    while element is not None:
        if element is container:
            return True
        element = element.getparent()
    return False


def read_body(
    blocks: list[Block], headlines: list[str], captions: list[str], standfirsts: list[str], *, whole: bool = False
) -> Body:
    """Choose the article's blocks. ``headlines``, ``captions``, ``standfirsts`` are texts that are not repeated in it.

    ``whole``: a definition's selector has chosen the blocks already, only furniture inside them is left out.
    """
    if whole:
        return _filter(blocks, blocks, headlines=headlines, captions=captions, standfirsts=standfirsts, container=None)
    _pardon(blocks)
    candidates = [b for b in blocks if not b.furniture]
    container = choose_container(candidates)
    if container is None:
        return Body(paywalled=any(furniture.PAYWALL.search(b.text) for b in blocks))
    members = _members(blocks, container)
    members = _after_headline(members, headlines)
    return _filter(
        members, blocks, headlines=headlines, captions=captions, standfirsts=standfirsts, container=container
    )


def _pardon(blocks: list[Block]) -> None:
    """What is named like furniture or a caption and holds a great part of the page's prose is the article after all."""
    bare = [block for block in blocks if _bare_prose(block)]
    if sum(b.size for b in bare if not b.comment and not b.furniture) < 150:
        comments = sum(b.size for b in bare if b.comment)
        if comments > 0.8 * sum(b.size for b in bare if not b.has(HARD)):
            for block in blocks:
                if block.comment:
                    block.flags &= ~(COMMENT | FURNITURE)
    shares: dict[Any, int] = {}
    captions: dict[Any, int] = {}
    total = 0
    for block in bare:
        if block.comment or block.has(HARD):
            continue
        total += block.size
        if block.furniture:
            shares[block.root] = shares.get(block.root, 0) + block.size
        if block.caption:
            captions[block.caption_root] = captions.get(block.caption_root, 0) + block.size
    pardoned = {root for root, size in shares.items() if size > 0.4 * total}
    pictures = {root for root, size in captions.items() if size > 0.25 * total and size > 600}
    if pardoned or pictures:
        for block in blocks:
            if block.root in pardoned:
                block.flags &= ~FURNITURE
            if block.caption_root in pictures:
                block.flags &= ~CAPTION


def _bare_prose(block: Block) -> bool:
    return block.size >= 80 and block.density < 0.5 and block.tag not in HEADINGS


def _members(blocks: list[Block], container: Any) -> list[Block]:
    within: dict[Any, bool] = {container: True}

    def is_inside(element: Any) -> bool:
        path = []
        while element is not None and element not in within:
            path.append(element)
            element = element.getparent()
        answer = within.get(element, False) if element is not None else False
        for step in path:
            within[step] = answer
        return answer

    return [block for block in blocks if is_inside(block.element)]


def _after_headline(members: list[Block], headlines: list[str]) -> list[Block]:
    """What stands before the headline in the same container is caption, kicker or ticker."""
    folded = {same(h) for h in headlines if h}
    for place, block in enumerate(members):
        if block.key in folded and (block.tag == "h1" or place < 12):
            rest = members[place + 1 :]
            if sum(b.size for b in rest if prose(b)) >= 0.5 * sum(b.size for b in members if prose(b)):
                return rest
            break
    return members


def _filter(
    members: list[Block],
    every: list[Block],
    *,
    headlines: list[str],
    captions: list[str],
    standfirsts: list[str],
    container: Any,
) -> Body:
    body = Body(container=container)
    drop = {same(t) for t in (*headlines, *captions) if t}
    seen: set[str] = set()
    main = [b for b in members if prose(b)]
    last = main[-1].index if main else -1
    chosen: list[Block] = []
    ended = False
    for block in members:
        text, key = block.text, block.key
        if furniture.PAYWALL.search(text) and block.size < 600:
            body.paywalled = True
            continue
        if block.furniture or block.caption or not key:
            if not block.caption and furniture.TAILS.match(text) and chosen:
                body.tails.append(text)
            continue
        if key in drop or (key in seen and block.size < 600):
            continue
        if ended:
            if furniture.TAILS.match(text):
                body.tails.append(text)
            continue
        if block.size < 140 and (furniture.LINES.match(text) or _meta_line(block)):
            if _meta_line(block) and sum(1 for b in chosen if prose(b)) >= 2 and _whole_date(text) and block.index > 0:
                # The page's own date after the text: what follows is another list.
                ended = _mostly_before(members, block)
            continue
        if block.density > 0.6 and block.size < 250:
            continue
        if block.index > last and not _closing(block):
            if furniture.TAILS.match(text):
                body.tails.append(text)
            continue
        if block.tag in HEADINGS and not _heading_belongs(block, members):
            continue
        stray = block.size < 25 and not (block.has(ITEM) or block.has(QUOTE) or block.bold or block.tag in HEADINGS)
        if stray and not _END.search(text):
            continue
        seen.add(key)
        chosen.append(block)
    while chosen and (chosen[-1].tag in HEADINGS or (chosen[-1].size < 30 and not _END.search(chosen[-1].text))):
        chosen.pop()
    chosen = _without_teasers(chosen)
    body.blocks = _without_standfirst(chosen, standfirsts)
    after = [b for b in every if b.index > last and not b.caption][:25]
    body.tails += [b.text for b in after if b.size < 400 and furniture.TAILS.match(b.text) and b.text not in body.tails]
    return body


def _meta_line(block: Block) -> bool:
    if block.size >= 140:
        return False
    if block.tag == "time" or block.has(DATE):
        return bool(furniture.DATELIKE.search(block.text)) and not _END.search(block.text.rstrip(".Z"))
    return _whole_date(block.text) or (block.has(BYLINE) and block.size < 100 and not _END.search(block.text))


_DATE_LINE = re.compile(
    r"^\W*(?:\w+\W+){0,4}?(?:\d{1,2}[./ -]\s?(?:\w{3,12}|\d{1,2})[.,/ -]+\s?\d{2,4}|\w{3,12}\.? \d{1,2},? \d{4}|\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?)"
    r"(?:\W+(?:\w+\W+){0,3}?\d{1,2}[:.h]\d{2}(?:\W+\w{1,5}){0,3})?\W*$"
)


def _whole_date(text: str) -> bool:
    return len(text) < 90 and bool(_DATE_LINE.match(text))


def _mostly_before(members: list[Block], date: Block) -> bool:
    """True when more of the prose stands before a date line than behind it."""
    before = sum(b.size for b in members if b.index < date.index and prose(b))
    return before > sum(b.size for b in members if b.index > date.index and prose(b))


def _closing(block: Block) -> bool:
    """A short last line that belongs to the text: it ends like a sentence and is no link."""
    return (
        block.density < 0.3
        and bool(_END.search(block.text))
        and block.size >= 15
        and block.tag in ("p", "div", "li", "blockquote")
    )


def _heading_belongs(block: Block, members: list[Block]) -> bool:
    """A sub-heading is followed by a paragraph of the text; a heading of a list of links is not."""
    if block.tag == "h1" or block.density > 0.5:
        return False
    for other in members:
        if other.index <= block.index or other.caption:
            continue
        if other.furniture:
            return False
        return prose(other) or (other.has(ITEM) and other.density < 0.5) or other.has(QUOTE)
    return False


def _without_teasers(chosen: list[Block]) -> list[Block]:
    """Runs of list items that are mostly links, and lone linked lines between paragraphs, are teasers."""
    kept = []
    for block in chosen:
        if block.has(ITEM) and block.links and block.density > 0.45:
            continue
        if block.links == 1 and block.density > 0.9 and block.size < 200 and not _END.search(block.text):
            continue
        kept.append(block)
    return kept


def _without_standfirst(chosen: list[Block], standfirsts: list[str]) -> list[Block]:
    """A standfirst is dropped where the body says the same again."""
    if len(chosen) < 2:
        return chosen
    first, rest = chosen[0].key, "".join(b.key for b in chosen[1:])
    if chosen[0].has(STANDFIRST) and first[:200] in rest:
        return chosen[1:]
    return chosen
