"""CSS selectors of mirror definitions, compiled once, and what they choose on a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from lxml import html
from lxml.cssselect import CSSSelector

from newscrawl.items import Printed
from newscrawl.mirror import Selectors
from newscrawl.page.tree.blocks import fold


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> Callable[[html.HtmlElement], list[html.HtmlElement]]:
    return cast("Callable[[html.HtmlElement], list[html.HtmlElement]]", CSSSelector(selector, translator="html"))


def select(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Elements that a selector names, in page order. Definitions are checked at start, so it compiles."""
    return _compiled(selector)(root)


class Chosen:
    """What a definition's selectors choose, read before what it drops is dropped: the byline may stand inside the text."""

    def __init__(self, root: html.HtmlElement, wanted: Selectors) -> None:
        self._found = {
            selector: _printed(root, selector)
            for selector in (wanted.headline, wanted.published, wanted.section, wanted.byline)
            if selector
        }
        self.times = _times(root, wanted.published)
        for selector in wanted.drop:
            for element in select(root, selector):
                if element.getparent() is not None:
                    element.drop_tree()

    def printed(self, selector: str | None) -> list[Printed]:
        """The texts that a selector chose."""
        return self._found.get(selector, []) if selector else []


def _printed(root: html.HtmlElement, selector: str) -> list[Printed]:
    found = []
    for element in select(root, selector):
        text = fold(" ".join(element.itertext())) or fold(element.get("content") or element.get("datetime") or "")
        if text:
            found.append(Printed(text=text[:2000], kind="selector", where=selector[:100]))
    return found


def _times(root: html.HtmlElement, selector: str | None) -> list[Printed]:
    found = []
    for element in select(root, selector)[:3] if selector else ():
        value = element.get("datetime") or element.get("content")
        if value:
            found.append(Printed(text=fold(value)[:200], kind="selector", where="datetime"))
    return found
