"""CSS selectors of mirror definitions, compiled once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from lxml import html
from lxml.cssselect import CSSSelector


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> Callable[[html.HtmlElement], list[html.HtmlElement]]:
    return cast("Callable[[html.HtmlElement], list[html.HtmlElement]]", CSSSelector(selector, translator="html"))


def select(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Elements that a selector names, in page order. Definitions are checked at start, so it compiles."""
    return _compiled(selector)(root)
