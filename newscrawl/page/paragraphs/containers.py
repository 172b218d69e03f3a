"""Where on the page the article's text stands: the element that holds it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from newscrawl.page.paragraphs.openings import is_named_article, openings_above
from newscrawl.page.paragraphs.places import in_card, inside, listed, place, prose, signature
from newscrawl.page.tree import names
from newscrawl.page.tree.blocks import Block
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import ARTICLE

_UP = 5
# A live blog's entries stand in at least so many boxes of one kind.
_ENTRIES = 3
# Less prose than this is no article's: it may be one of lists.
SCANT = 400


def members(blocks: list[Block], container: Any) -> list[Block]:
    """The blocks inside a container, in order."""
    within: dict[Any, bool] = {container: True, None: False}
    kept = []
    for block in blocks:
        element = block.element
        answer = within.get(element)
        if answer is None:
            path = []
            while answer is None:
                path.append(element)
                element = element.getparent()
                answer = within.get(element)
            for step in path:
                within[step] = answer
        if answer:
            kept.append(block)
    return kept


def outermost(elements: list[Any]) -> list[Any]:
    """Elements without those that stand in others of them."""
    every = set(elements)
    return [element for element in elements if not any(above in every for above in element.iterancestors())]


def holder(chosen: list[Any]) -> Any:
    """The innermost element that holds all of these; of one, that one itself."""
    first, *others = chosen
    for above in (first, *first.iterancestors()):
        if all(other is above or above in other.iterancestors() for other in others):
            return above
    return first


def within(blocks: list[Block], chosen: list[Any]) -> list[Block]:
    """The blocks in any of the elements that a selector chose, in order; what these stand in makes them no furniture."""
    holders = set(chosen)
    kept = []
    for block in blocks:
        element = block.element
        while element is not None and element not in holders:
            element = element.getparent()
        if element is not None:
            while block.roots and block.root in element.iterancestors():
                block.pardon()
            kept.append(block)
    return kept


def choose(blocks: list[Block], headline: Block | None, *, live: bool = False) -> Any:
    """The element whose paragraphs are the article; None when there are none.

    Each paragraph votes for the elements above it, less for each step up; one that names itself the article's text
    weighs more. The winner is widened while what its parent adds stands in the same kind of place.
    """
    texts = [block for block in blocks if prose(block)]
    # A brief of one paragraph has less text than the teasers around it.
    texts = [block for block in texts if not in_card(block)] or texts
    votes: dict[Any, float] = {}
    own: dict[Any, float] = {}
    weights: dict[Any, float] = {}  # most paragraphs share one place: the elements above it are climbed once
    for block in texts:
        weight = min(block.size, 600) * (1 - block.density) * (0.7 if block.tag == "li" else 1.0)
        spot = place(block)
        weights[spot] = weights.get(spot, 0.0) + weight
    for spot, weight in weights.items():
        element, share, step = spot, 1.0, 0
        while element is not None and element.tag != "html":
            own[element] = own.get(element, 0.0) + weight
            if step < _UP:
                votes[element] = votes.get(element, 0.0) + weight * share
                share *= 0.6
                step += 1
            element = element.getparent()
    if not votes:
        return _outermost_article(headline)
    scope = _scope(headline, own)
    within = [e for e in votes if scope is None or inside(e, scope)] or list(votes)
    best = max(within, key=lambda element: votes[element] * _bonus(element))
    first = None if live else _first_article(best, headline, own, texts)
    best = best if first is None else first
    if own[best] < SCANT:
        lists = _list_article(blocks, own[best])
        if lists is not None:
            return lists
    after = headline.index if headline is not None else len(blocks)
    return _widened(best, scope, texts, own, after=after, live=live)


def _list_article(blocks: list[Block], least: float) -> Any:
    """Results, winners, line-ups: the smallest element named as the article's text that holds far more lines than prose."""
    held: dict[Any, int] = {}
    for block in blocks:
        if listed(block):
            element = block.element
            while element is not None:
                held[element] = held.get(element, 0) + block.size
                element = element.getparent()
    found = [e for e, size in held.items() if size > max(SCANT, 3 * least) and is_named_article(e)]
    return min(found, key=lambda element: held[element]) if found else None


def _scope(headline: Block | None, own: dict[Any, float]) -> Any:
    """The outermost ``<article>`` that holds the headline and a good part of the page's prose: nothing beside it counts."""
    found, element = None, headline.element if headline is not None else None
    most = max(own.values())
    while element is not None:
        if element.tag == "article" and own.get(element, 0.0) > 0.25 * most:
            found = element
        element = element.getparent()
    return found


def _outermost_article(headline: Block | None) -> Any:
    found, element = None, headline.element if headline is not None else None
    while element is not None:
        if element.tag in ("article", "main"):
            found = element
        element = element.getparent()
    return found


def _bonus(element: Any) -> float:
    bonus = 1.6 if "articlebody" in (element.get("itemprop") or "").lower() else 1.0
    if names.meaning(name_of(element)) & ARTICLE:
        bonus *= 1.25
    if element.tag in ("article", "main"):
        bonus *= 1.15
    elif element.tag in ("aside", "footer", "nav", "ul", "ol"):
        bonus *= 0.5
    return bonus


def _first_article(best: Any, headline: Block | None, own: dict[Any, float], texts: list[Block]) -> Any:
    """Of several articles on one page the first below the headline, where each of the others has a title of its own."""
    found = [e for e in best.iter("article") if e is not best and own.get(e, 0.0) > 0.2 * own[best]]
    found = [e for e in found if not any(above in found for above in e.iterancestors("article"))]
    if len(found) < 2 or headline is None:
        return None
    titled = [next(e.iter("h1", "h2"), None) is not None for e in found[1:]]
    first = next((b.index for b in texts if inside(b.element, found[0])), -1)
    if any(inside(headline.element, other) for other in found[1:]):
        return None
    return found[0] if all(titled) and first > headline.index else None


def _nearest_article(element: Any) -> Any:
    while element is not None and element.tag != "article":
        element = element.getparent()
    return element


def _way(element: Any, top: Any) -> tuple[tuple[str, str | None], ...] | None:
    """What an element stands in below ``top``, by tags and names; None where nothing on the way has a name of its own."""
    way: list[tuple[str, str | None]] = []
    named = False
    while element is not None and element is not top:
        name = element.get("class")
        named = named or bool(name) or "-" in element.tag  # <article-text> is a name too
        way.append((element.tag, name))
        element = element.getparent()
    return tuple(way) if named and len(way) > 1 else None


def _widened(best: Any, scope: Any, texts: list[Block], own: dict[Any, float], *, after: int, live: bool) -> Any:
    """Climb while most of what is added stands in places like those of the best, or in runs of paragraphs."""
    where = [(block, place(block)) for block in texts]
    runs: dict[Any, int] = {}
    for block, spot in where:
        if block.density < 0.25 and block.size >= 60 and not (block.links and block.has(names.ITEM)):
            runs[spot] = runs.get(spot, 0) + 1
    boxes = Counter(signature(spot) for spot in {spot for _, spot in where}) if live else Counter()
    del boxes[None]
    inner = [(b, s) for b, s in where if inside(s, best)]
    kinds = {signature(s) for _, s in inner} | {signature(b.element) for b, _ in inner}
    kinds.discard(None)
    container, held, top = best, own[best], best
    good = bad = 0.0
    siblings = best.getparent() if best.tag == "p" else None  # paragraphs straight in the body are places of their own
    own_article = _nearest_article(best)
    first = next((block.index for block, _ in inner), 0)
    openings = openings_above([block for block, _ in where if after < block.index < first], best)
    while top is not scope:
        top = top.getparent()
        if top is None or top.tag in ("html",) or own.get(top, 0.0) <= 0:
            break
        if own[top] <= held:
            continue
        held = own[top]
        good = bad = 0.0
        opened = False
        ways = {way for b, _ in inner if (way := _way(b.element, top)) is not None}
        for block, spot in where:
            if inside(spot, container) or not inside(spot, top):
                continue
            alike = (
                signature(spot) in kinds
                or signature(block.element) in kinds
                or (siblings is not None and spot.tag == "p" and spot.getparent() is siblings)
            )
            if block.index in openings:
                good, opened = good + block.size, True
            elif own_article is not None and not live and _nearest_article(spot) not in (own_article, None):
                bad += block.size
            elif (
                alike
                or runs.get(spot, 0) >= 2
                or boxes[signature(spot)] >= _ENTRIES
                or _way(block.element, top) in ways
            ):
                good += block.size
            else:
                bad += block.size
        if good > 2 * bad and (opened or good > 0.03 * own[container]):
            container = top
            for block, spot in where:
                if block.index in openings and inside(spot, container):
                    block.place = inner[0][1]
            inner = [(b, s) for b, s in where if inside(s, container)]
            kinds |= {signature(s) for _, s in inner if signature(s) is not None}
        elif bad > 2 * own[container]:
            break
    return container
