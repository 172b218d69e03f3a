"""The article's pictures: in figures, or beside what is named a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lxml import etree

from newscrawl.items import RawImage
from newscrawl.page import structured
from newscrawl.page.blocks import Block, fold
from newscrawl.page.names import CAPTION, FURNITURE
from newscrawl.text.urls import absolute

_CREDIT = re.compile(r"credit|copyright|source|quelle|photographer|fotograf|autor|author|agency", re.IGNORECASE)
# A caption's box holds its picture and little else.
_UP, _MOST_PICTURES = 2, 2
MOST = 20
CREDIT_KEYS = ("creditText", "author", "creator", "copyrightNotice", "copyrightHolder")


def of_article(scope: Any, head: Any, blocks: Iterable[Block], named: Iterable[str], url: str) -> list[RawImage]:
    """The pictures in the figures of the text and around the headline, those beside captions, else the one ``named``."""
    figures = list(scope.iter("figure"))
    if head is not None:
        figures += [figure for figure in head.iter("figure") if figure not in figures]
    found: dict[str, RawImage] = {}
    for image in (*in_figures(figures, url), *beside_captions(blocks, url)):
        found.setdefault(image.url, image)
    for text in named:
        target = absolute(text, url)
        if target and not found:
            found[target] = RawImage(url=target)
    return list(found.values())[:MOST]


def credited(
    found: list[RawImage], articles: list[dict[str, Any]], nodes: list[dict[str, Any]], url: str
) -> list[RawImage]:
    """The pictures with the photographer or agency that JSON-LD's ImageObject names; its own picture where none is known."""
    credits: dict[str, str] = {}
    own = [image for node in articles[:2] for image in _objects(node.get("image"))]
    for node in (*own, *(n for n in nodes if "ImageObject" in structured.types(n))):
        said = next((t for key in CREDIT_KEYS for t in structured.texts(node.get(key))), None)
        address_ = next((t for key in ("url", "contentUrl") for t in structured.texts(node.get(key))), None)
        target = absolute(address_, url) if address_ else None
        if said and target and len(credits) < MOST:
            credits.setdefault(target, said[:300])
    if not credits:
        return found
    kept = [replace(image, credit=credits.get(image.url)) if image.credit is None else image for image in found]
    known = {image.url for image in kept}
    first = next(iter(credits))
    if first not in known and not any(image.credit for image in kept):
        kept.append(RawImage(url=first, credit=credits[first]))
    return kept


def _objects(value: Any) -> list[dict[str, Any]]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values[:5] if isinstance(one, dict)]


def in_figures(figures: Iterable[Any], url: str) -> list[RawImage]:
    """A picture for each ``<figure>``, with caption and credit as its ``<figcaption>`` prints them."""
    found = []
    for figure in list(figures)[:30]:
        image = next(figure.iter("img"), None)
        target = address(image, url) if image is not None else None
        if target is None:
            continue
        box = next(figure.iter("figcaption"), None)
        caption, credit = caption_of(box) if box is not None else (None, None)
        found.append(RawImage(url=target, caption=caption, credit=credit))
    return found


def beside_captions(blocks: Iterable[Block], url: str) -> list[RawImage]:
    """A picture for each line that is named a caption outside a figure: the one in the same small box, or right before it."""
    found = []
    for block in [b for b in blocks if b.flags & CAPTION and not b.flags & FURNITURE and 3 < b.size < 1500][:30]:
        root = block.caption_root if block.caption_root is not None else block.element
        if root.tag == "figure" or any(above.tag == "figure" for above in root.iterancestors()):
            continue
        image = _near(block.element)
        target = address(image, url) if image is not None else None
        if target is not None:
            caption, credit = caption_of(block.element)
            found.append(RawImage(url=target, caption=caption or block.text, credit=credit))
    return found


def _near(element: Any) -> Any:
    for _ in range(_UP + 1):
        inside = list(element.iter("img"))
        if inside:
            return inside[0] if len(inside) <= _MOST_PICTURES else None
        before = element.getprevious()
        if before is not None and isinstance(before.tag, str):
            if before.tag == "img":
                return before
            inside = list(before.iter("img"))
            if 0 < len(inside) <= _MOST_PICTURES and not fold("".join(before.itertext())):
                return inside[-1]
        element = element.getparent()
        if element is None or element.tag in ("body", "article", "main"):
            return None
    return None


def caption_of(box: Any) -> tuple[str | None, str | None]:
    """(caption, credit) of a caption's element: what stands in an element named as credit is the credit."""
    named = [
        element
        for element in box.iterdescendants()
        if isinstance(element.tag, str)
        and _CREDIT.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
    ]
    credit = next((text for element in named if (text := fold(" ".join(element.itertext())))), None)
    outer = (
        next((element for element in named if fold(" ".join(element.itertext())) == credit), None) if credit else None
    )
    words = fold(" ".join(_text_without(box, outer)))
    return words or None, credit


def _text_without(element: Any, left_out: Any) -> list[str]:
    """The texts of an element but for one inside it, however deep they are nested."""
    parts, inside = [], False
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if node is left_out:
            inside = event == "start"
        elif event == "start" and not inside:
            parts.append(node.text or "")
        if event != "start" and not inside and node is not element:
            parts.append(node.tail or "")
    return parts


def address(image: Any, url: str) -> str | None:
    """Where a picture lies; lazy loaders keep it in another attribute."""
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return absolute(str(value), url)
    return None
