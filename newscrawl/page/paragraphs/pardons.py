"""What is named like furniture, a comment or a caption, and is the article: told where next to nothing else reads like one."""

from __future__ import annotations

from typing import Any

from newscrawl.page.paragraphs.places import signature
from newscrawl.page.tree import names
from newscrawl.page.tree.blocks import HEADINGS, Block
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import BYLINE, COMMENT, FURNITURE, HARD, ITEM

_BESIDE_LISTS = frozenset(("p", "h2", "h3", "h4", "blockquote", "figure"))


def bare_prose(block: Block) -> bool:
    """True for what would be prose but for the names of what it stands in."""
    return block.size >= 80 and block.density < 0.5 and block.tag not in HEADINGS


def pardon(blocks: list[Block], headline: Block | None) -> None:
    """What is named like furniture or a caption, where next to nothing else reads like an article, is the article.

    Nor is furniture what holds the headline. Furniture inside what is pardoned stays, until it must be pardoned too.
    """
    if headline is not None and headline.roots and headline.tag in HEADINGS:
        swallowed = headline.has(HARD)
        around = set(headline.roots) if not swallowed or _is_all_swallowed(blocks, headline) else ()
        for block in blocks if around else ():
            while block.roots and block.roots[0] in around:
                block.pardon()
            if swallowed and not block.roots:
                block.flags &= ~(HARD | ITEM)
    for _ in range(3):
        if not _pardon_once(blocks):
            break
    _pardon_editors(blocks)
    _pardon_lists(blocks)


def _pardon_lists(blocks: list[Block]) -> None:
    """A list that is called one of posts ("postList") and has no link, among the paragraphs, belongs to them."""
    lists: dict[Any, list[Block]] = {}
    for block in blocks:
        if block.roots and block.tag == "li" and block.root.tag in ("ul", "ol"):
            lists.setdefault(block.root, []).append(block)
    for root, items in lists.items():
        before, behind = root.getprevious(), root.getnext()
        beside = all(element is not None and element.tag in _BESIDE_LISTS for element in (before, behind))
        if beside and not any(item.links or item.flags & COMMENT for item in items):
            for item in items:
                item.pardon()


def _pardon_editors(blocks: list[Block]) -> None:
    """What is named like a byline ("TRS_Editor", "rich-editor") and holds most of the page's paragraphs is its text."""
    signed = [block for block in blocks if block.flags & BYLINE and block.size >= 80 and bare_prose(block)]
    if len(signed) < 2:
        return
    told: dict[Any, int] = {}
    for block in signed:
        root = _named_byline(block.element)
        told[root] = told.get(root, 0) + block.size
    root = max(told, key=lambda one: told[one])
    free = sum(
        b.size for b in blocks if b.size >= 80 and not b.flags & (FURNITURE | COMMENT | BYLINE) and bare_prose(b)
    )
    if root is None or told[root] < max(300, free):
        return
    for block in blocks:
        if block.flags & BYLINE and _named_byline(block.element) is root:
            block.flags &= ~BYLINE


def _named_byline(element: Any) -> Any:
    """The outermost element around a line that is named as a byline."""
    found = None
    while element is not None:
        name = name_of(element)
        if name and names.meaning(name) & BYLINE:
            found = element
        element = element.getparent()
    return found


def _is_all_swallowed(blocks: list[Block], headline: Block) -> bool:
    """True where the article stands in a menu that was not closed, and next to nothing reads like one outside of it."""
    bare = [block for block in blocks if bare_prose(block) and not block.comment and not block.caption]
    inside = sum(block.size for block in bare if block.roots == headline.roots and block.index > headline.index)
    return inside > 500 and 4 * sum(block.size for block in bare if not block.roots) < inside


def _pardon_once(blocks: list[Block]) -> bool:
    bare = [block for block in blocks if block.size >= 80 and bare_prose(block) and not block.flags & HARD]
    free = sum(b.size for b in bare if not b.has(COMMENT | FURNITURE))
    if free < 150:
        comments = sum(b.size for b in bare if b.comment)
        if comments > 0.8 * sum(b.size for b in bare):
            for block in blocks:
                if block.comment:
                    block.flags &= ~COMMENT
                    block.pardon(wholly=True)
    shares: dict[Any, int] = {}
    captions: dict[Any, int] = {}
    total = 0
    for block in bare:
        if block.comment:
            continue
        total += block.size
        if block.furniture:
            shares[block.root] = shares.get(block.root, 0) + block.size
        if block.caption:
            captions[block.caption_root] = captions.get(block.caption_root, 0) + block.size
    # Furniture of one kind counts together: a text is often cut into boxes by adverts.
    kinds: dict[Any, int] = {}
    for root, size in shares.items():
        kind = signature(root) or root
        kinds[kind] = kinds.get(kind, 0) + size
    scarce = free < max(250, 0.3 * total)
    pardoned = {root for root in shares if scarce and kinds[signature(root) or root] > 0.4 * total}
    # What is named so itself, not in a box, is one of these however short it is.
    short = {kind for root in pardoned if (kind := signature(root)) is not None}
    open_ended = {
        root: holder
        for root, size in shares.items()
        if root not in pardoned and size > 500 and (holder := _reads_on(root, bare)) is not None
    }
    pictures = {root for root, size in captions.items() if size > 0.25 * total and size > 600}
    for block in blocks if pardoned or pictures or open_ended else ():
        if block.root in pardoned or (
            block.root is not None and block.root is block.element and signature(block.root) in short
        ):
            block.pardon()
        elif (holder := open_ended.get(block.root)) is not None and _goes_on(block, holder):
            block.pardon(wholly=True)
        if block.caption_root in pictures:
            block.flags &= ~names.CAPTION
    return bool(pardoned)


def _reads_on(root: Any, bare: list[Block]) -> Any:
    """What holds the article's own paragraphs where they go on inside furniture right beside them; None where they do not.

    That is an element that was not closed, or a box in one that a button ("read more") shows.
    """
    above = root.getparent()
    beside = [b for b in bare if b.root is None and b.tag == "p" and b.element.getparent() is above]
    # (What was not closed swallows all that follows: paragraphs behind it tell of a box.)
    if any(b.element.getparent() is above for b in bare if b.root is None and b.index > _last_of(root, bare)):
        return None
    if len(beside) < 2:
        return None
    inside: dict[Any, list[int]] = {}
    for block in bare:
        if block.root is root and _goes_on(block, block.element.getparent()):
            inside.setdefault(block.element.getparent(), []).append(block.size)
    for holder in (root, *(inside if len(inside) == 1 else ())):
        sizes = inside.get(holder, [])
        if len(sizes) >= 2 and sum(sizes) > 150 * len(sizes):
            return holder
    return None


def _last_of(root: Any, bare: list[Block]) -> int:
    return max((b.index for b in bare if b.root is root), default=-1)


def _goes_on(block: Block, holder: Any) -> bool:
    return block.tag in ("p", "h2", "h3") and block.element.getparent() is holder and block.density < 0.3
