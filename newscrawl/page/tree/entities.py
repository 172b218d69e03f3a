"""Whose article a statement for machines is of: this page's, or one of those that the page only leads to.

A page states the articles of its lists and teasers as it states its own. What names one is an address and a headline;
they are held against the addresses and the titles of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.page.tree import structured
from newscrawl.page.tree.blocks import Block, fold, same
from newscrawl.page.tree.names import CARD, FURNITURE
from newscrawl.text.letters import WIDE, length
from newscrawl.text.urls import absolute, identity

_PROPERTIES: Any = etree.XPath("//*[@itemprop]")
_HEADLINE = b'itemprop="headline'
_ADDRESSES = frozenset(("url", "mainEntityOfPage"))
_WORDS = re.compile(r"\w+")
# So many letters of a headline are in a title by no chance.
_LEAST_HELD = 12
_LEAST_SHARED = 2
# A number of so many figures in two addresses is one article's; a day is that of many.
_NUMBERS = re.compile(r"(?<!\d)(?!(?:19|20)\d{4}(?:\d\d)?(?!\d))\d{5,}(?!\d)")
_LEAST_SLUG = 8
# Headings that are looked at; articles that are, the fullest first.
_MOST, _MOST_ARTICLES = 40, 300


class PageNames:
    """The addresses and the titles of a page.

    >>> page = PageNames(lambda: ["https://a.example/news/rain-1"], ["Rain falls on the valley | A Post"], [])
    >>> page.owns(["Rain falls on the valley"], []), page.owns(["Ferry sinks"], ["/news/ferry-2"]), page.owns([], ["/x/y"])
    (True, False, None)
    """

    def __init__(self, addresses: Callable[[], list[str]], titles: Iterable[str], blocks: Iterable[Block]) -> None:
        self._addresses = addresses
        self._claims = list(dict.fromkeys(titles))
        self._blocks = blocks

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset(map(same, self._claims))

    @cached_property
    def _headings(self) -> list[str]:
        """What the page shows as headings; linked ones are other articles'."""
        return [
            block.text
            for block in self._blocks
            if block.tag == "h1" or (block.heading and not block.links and not block.flags & (CARD | FURNITURE))
        ][:_MOST]

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(map(same, self._headings))

    @cached_property
    def _parts(self) -> list[frozenset[str]]:
        return [_parts(title) for title in (*self._claims, *self._headings)]

    @cached_property
    def _own(self) -> tuple[str, frozenset[str]]:
        """The address that others are relative to, and the identities of all."""
        base, *others = self._addresses()
        found = (absolute(address, base) for address in (base, *others))
        return base, frozenset(identity(address) for address in found if address)

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(mark for address in self._own[1] for mark in _marks(address))

    def owns(self, headlines: Iterable[str], addresses: Iterable[str]) -> bool | None:
        """Whether what is named so is the page's article; None where its names do not tell.

        Another's is only what has both, a headline that shares little with any title and an address that shares
        nothing with the page's: articles move, and have shorter headlines for machines.
        """
        named = [headline for headline in headlines if same(headline)]
        if any(self.is_title(headline) for headline in named):
            return True
        base, own = self._own
        others = False
        for address in addresses:
            found = absolute(address, base)
            if found is None or not urlsplit(found).path.strip("/"):
                continue  # many name the site's front page
            folded = identity(found)
            if folded in own or any(mark in self._marks for mark in _marks(folded)):
                return True
            others = True
        return False if named and others and own and not any(map(self._is_like, named)) else None

    def knows(self, headline: str) -> bool:
        """Whether a headline is one of the page's titles, or nearly."""
        return self.is_title(headline) or self._is_like(headline)

    def is_title(self, headline: str) -> bool:
        """Whether a headline is one of the page's titles, or part of one."""
        key = same(headline)
        # (Nearly all are what the page is called, so its headings are looked at for few.)
        return any(
            key in titles or (length(key) >= _LEAST_HELD and any(key in title for title in titles))
            for titles in map(self._named, (0, 1))
        )

    def _named(self, which: int) -> frozenset[str]:
        return self._shown if which else self._told

    def _is_like(self, headline: str) -> bool:
        parts = _parts(headline)
        return any(
            len(parts & title) >= max(_LEAST_SHARED, min(len(parts), len(title)) / 2) for title in self._parts if title
        )


def _parts(title: str) -> frozenset[str]:
    """The words of a title; where scripts have no spaces, its pairs of letters."""
    folded = title.casefold()[:400]
    if WIDE.search(folded):
        key = same(folded)
        return frozenset(key[at : at + 2] for at in range(len(key) - 1))
    return frozenset(word for word in _WORDS.findall(folded) if len(word) > 3)


def _marks(address: str) -> Iterator[str]:
    """What in an address names an article wherever the site files it: its last words, its long numbers."""
    path, query, _ = address.partition("?")
    slug = path.rpartition("/")[2]
    if not query and "/" in path and len(slug) >= _LEAST_SLUG:
        yield slug
    yield from _NUMBERS.findall(address)


def own_articles(articles: list[dict[str, Any]], nodes: list[dict[str, Any]], names: PageNames) -> list[dict[str, Any]]:
    """The JSON-LD articles that are or may be the page's own: not what a list holds, nor what is named as another."""
    owned = [names.owns(_headlines(article), _addresses(article)) for article in articles[:_MOST_ARTICLES]]
    if all(owned):
        return articles[:_MOST_ARTICLES]
    lists = [node for node in nodes if "ItemList" in structured.types(node)]
    held = {id(item) for one in lists for item in structured.nodes(one.get("itemListElement"))}
    return [
        article
        for article, own in zip(articles, owned, strict=False)
        if own or (own is None and id(article) not in held)
    ]


def is_named(node: dict[str, Any], names: PageNames) -> bool:
    """Whether a JSON-LD node of any kind goes by a title or an address of the page."""
    return names.owns(_headlines(node), _addresses(node)) is True


def _headlines(node: dict[str, Any]) -> list[str]:
    return structured.texts(node.get("headline") or node.get("name"))[:3]


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        for one in value if isinstance(value, list) else [value]:
            found = (one.get("@id") or one.get("url")) if isinstance(one, dict) else one
            if isinstance(found, str):
                yield found


def scopes(source: bytes, root: Any, properties: list[Any], names: PageNames) -> Scopes | None:
    """The articles that a page's microdata is of; None where no other than its own has a headline there."""
    found = [element for element in properties if "headline" in element.get("itemprop", "")]
    # Menus and hidden boxes are left out of what is read, but not what they state in ``<meta>``.
    told = source.count(_HEADLINE) if properties else 0
    if len(found) >= told and all(names.is_title(_said_in(element)) for element in found):
        return None
    return Scopes(root, names)


def _said_in(element: Any) -> str:
    return fold((element.get("content") or " ".join(str(text) for text in islice(element.itertext(), 50)))[:400])


class Scopes:
    """The articles that a page's microdata is of."""

    def __init__(self, root: Any, names: PageNames) -> None:
        self._names = names
        # (The nearest thing that an element is part of, the nearest article.)
        self._above: dict[Any, tuple[Any, Any]] = {None: (None, None)}
        self._headlines: dict[Any, list[str]] = {}
        self._addresses: dict[Any, list[str]] = {}
        for element in _PROPERTIES(root):
            told = frozenset(element.get("itemprop").split())
            if "headline" in told or not told.isdisjoint(_ADDRESSES):
                self._note(element, told)
        self._verdicts: dict[Any, bool] = {}
        owned = {
            scope: names.owns(self._headlines.get(scope, ()), self._addresses.get(scope, ()))
            for scope in dict.fromkeys((*self._headlines, *self._addresses))
        }
        has_own = True in owned.values()
        for scope, own in owned.items():
            foreign = own is None and not all(map(names.knows, self._headlines.get(scope, ())))
            self._verdicts[scope] = own is False or (foreign and (has_own or _in_list(scope)))

    def _note(self, element: Any, told: frozenset[str]) -> None:
        thing, article = self._around(element.getparent())
        if article is None or thing is not article:
            return
        if "headline" in told:
            self._headlines.setdefault(article, []).append(_said_in(element))
            link = element if element.tag == "a" else element.find(".//a")
            if link is None and element.getparent().tag == "a":
                link = element.getparent()
            if link is not None:
                self._addresses.setdefault(article, []).append(link.get("href") or "")
        if not told.isdisjoint(_ADDRESSES):
            address = element.get("href") or element.get("content") or element.get("itemid") or ""
            self._addresses.setdefault(article, []).append(address)

    def _around(self, element: Any) -> tuple[Any, Any]:
        """The nearest thing at or above an element, and the nearest article; each element is climbed once."""
        way = []
        while element not in self._above:
            way.append(element)
            element = element.getparent()
        found = self._above[element]
        for one in reversed(way):
            if one.get("itemscope") is not None:
                kinds = (one.get("itemtype") or "").split()
                article = any(structured.ARTICLE.match(kind.rstrip("/").rpartition("/")[2]) for kind in kinds)
                found = (one, one if article else found[1])
            self._above[one] = found
        return found

    def is_others(self, element: Any) -> bool:
        """Whether an element stands in what another article is told of."""
        return self._verdicts.get(self._around(element.getparent())[1], False)


def _in_list(scope: Any) -> bool:
    return any("ItemList" in (above.get("itemtype") or "") for above in scope.iterancestors())
