"""The article's pictures: in figures, or beside what is named a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.items import RawImage
from newscrawl.page.tree import names, structured
from newscrawl.page.tree.blocks import HEADINGS, Block, fold
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import CAPTION, CARD, FURNITURE, HIDDEN
from newscrawl.text.pictures.captions import is_label, opens_credit, split_credit
from newscrawl.text.url_parts import hostname
from newscrawl.text.urls import absolute

_CREDIT = re.compile(r"credit|copyright|source|quelle|photographer|fotograf|autor|author|agency", re.IGNORECASE)
# A caption's box holds its picture and little else.
_UP, _MOST_PICTURES = 2, 2
MOST = 20
# Buttons of a picture and the length of a video.
CONTROL = re.compile(
    r"\W*(?:(?:click to )?(?:enlarge|zoom)(?: (?:this )?(?:image|photo|picture))?|ampliar(?: (?:foto|imagen|imagem))?"
    r"|agrandir(?: l['’]image)?"
    r"|(?:bild )?vergr[öo][sß]+ern|ingrandisci|увеличить|view (?:full[- ]size )?(?:graphic|image|photo|gallery)"
    r"|(?:\d{1,2}:)?\d{1,2}:\d\d|[-–—]"
    r"|(?:(?:\d{1,2}:)?\d{1,2}:\d\d\s?)?[-–—•] (?:source|quelle|fuente): .{2,30})\W*",
    re.IGNORECASE,
)
# What is left of a caption without its credit or with its buttons: "The port. Image:", "The port. hide caption".
_LEFT_OVER = re.compile(
    r"(?:\s*\b(?:image|photo|picture|foto|bild|imagen|imagem|credit|source|quelle|fuente)s?:"
    r"|(?:\s*(?:hide|show|toggle) caption)++)\s*$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)\b|/attachment", re.IGNORECASE)
# Behind a text its pictures go on for so many lines, unless they stand in figures, looked for so many elements up.
NEAR, FIGURE_UP = 12, 5
# A caption's element may hold so many letters more than its line.
SLACK = 200
# A line that opens as a credit and is no longer is nothing else.
LONGEST_CREDIT = 90
CREDIT_KEYS = ("creditText", "author", "creator", "copyrightNotice", "copyrightHolder")


def of_article(
    scope: Any, head: Any, blocks: Iterable[Block], named: Iterable[str], url: str, *, last: int | None = None
) -> list[RawImage]:
    """The pictures in the figures of the text and around the headline, those beside captions, else the one ``named``.

    ``last`` is the text's last block: behind it stand other articles' pictures.
    """
    figures = list(scope.iter("figure"))
    if head is not None:
        figures += [figure for figure in head.iter("figure") if figure not in figures]
    found: dict[str, RawImage] = {}
    captions = [
        block for block in blocks if block.flags & CAPTION and not (is_teaser(block, last) or _leads_away(block, url))
    ]
    for image in (*in_figures(figures, url), *beside_captions(captions, url)):
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
        if box is None and _is_linked_away(image, figure, url):
            continue
        caption, credit = caption_of(box) if box is not None else (None, None)
        found.append(RawImage(url=target, caption=caption, credit=credit))
    return found


def is_teaser(block: Block, last: int | None) -> bool:
    """Whether a line that is named a caption stands far behind the text: with another article's picture.

    Behind the text, whose ``last`` block is told, a link or a heading leads there, and so does what stands in no figure a
    few lines on.
    """
    if last is None or block.index <= last:
        return False
    apart = block.density > 0.5 or block.tag in HEADINGS or block.flags & (CARD | FURNITURE)
    return bool(apart) or not _is_near(block, last)


def _leads_away(block: Block, url: str) -> bool:
    """A whole line that is a link to another page of the site; a credit leads to the photographer's, often elsewhere."""
    if block.density <= 0.9 or split_credit(block.text, bare=True)[1] is not None or opens_credit(block.text):
        return False
    link = next((e for e in (block.element, *islice(block.element.iterancestors(), 2)) if e.tag == "a"), None)
    link = link if link is not None else next(block.element.iter("a"), None)
    target = absolute(link.get("href") or "", url) if link is not None else None
    return target is not None and _is_other_page(target, url)


def _is_linked_away(image: Any, figure: Any, url: str) -> bool:
    """Whether a picture without a caption is a link to another page of the site: it is that page's."""
    for above in image.iterancestors():
        if above.tag == "a":
            target = absolute(above.get("href") or "", url)
            return target is not None and _is_other_page(target, url)
        if above is figure.getparent():
            break
    return False


def _is_other_page(target: str, url: str) -> bool:
    """Whether an address is one of the same site, and neither a picture's nor the page's own."""
    own = urlsplit(url)
    there = urlsplit(target)
    return hostname(target) == hostname(url) and there.path != own.path and not _PICTURE.search(target)


def merged(found: Iterable[RawImage]) -> list[RawImage]:
    """The pictures, one for each file: what stands behind "?" is its size; caption and credit are those of either."""
    kept: dict[str, RawImage] = {}
    for image in found:
        file = image.url.partition("?")[0]
        key = file if _PICTURE.search(file.rpartition("/")[2]) else image.url
        known = kept.get(key)
        if known is None:
            kept[key] = image
        else:
            kept[key] = replace(known, caption=known.caption or image.caption, credit=known.credit or image.credit)
    return list(kept.values())


def _is_near(block: Block, last: int) -> bool:
    if block.index <= last + NEAR:
        return True
    around = islice((block.element, *block.element.iterancestors()), FIGURE_UP)
    return any(element.tag in ("figure", "figcaption") for element in around)


def beside_captions(blocks: Iterable[Block], url: str) -> list[RawImage]:
    """A picture for each line that is named a caption outside a figure: the one in the same small box, or right before it."""
    found = []
    for block in [b for b in blocks if not b.flags & FURNITURE and 3 < b.size < 1500][:30]:
        root = block.caption_root if block.caption_root is not None else block.element
        if root.tag == "figure" or any(above.tag == "figure" for above in root.iterancestors()):
            continue
        image = _near(block.element)
        target = address(image, url) if image is not None else None
        if target is not None:
            caption, credit = caption_of(block.element)
            if caption is not None and len(caption) > len(block.text) + SLACK:  # the element holds the text too
                caption, credit = block.text, None
            if caption is None and credit is None and not CONTROL.fullmatch(block.text):
                caption = block.text
            found.append(RawImage(url=target, caption=caption, credit=credit))
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
    # (A box of both is called "image-source" too, and so is the label alone: "Credit:".)
    named = [element for element in named if not is_label(f"{fold(' '.join(element.itertext())).rstrip(' :')}:")]
    around = {above for element in named for above in element.iterancestors()}
    named = [element for element in named if element not in around]
    credit = next((text for element in named if (text := fold(" ".join(element.itertext())))), None)
    outer = (
        next((element for element in named if fold(" ".join(element.itertext())) == credit), None) if credit else None
    )
    words = _LEFT_OVER.sub("", fold(" ".join(_text_without(box, outer))))
    if credit is not None and CONTROL.fullmatch(credit):
        credit = None
    if credit is None and len(words) <= LONGEST_CREDIT and opens_credit(words):
        return None, words
    return (words if words and not CONTROL.fullmatch(words) else None), credit


def _text_without(element: Any, left_out: Any) -> list[str]:
    """The texts of an element but for one inside it and for what only screen readers say ("Image caption"), however deep."""
    parts: list[str] = []
    outside: Any = None  # the element inside which nothing is taken
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if outside is None and event == "start":
            if node is left_out or (node is not element and names.meaning(name_of(node)) & HIDDEN):
                outside = node
            else:
                parts.append(node.text or "")
        elif node is outside and event == "end":
            outside = None
        if event != "start" and outside is None and node is not element:
            parts.append(node.tail or "")
    return parts


def address(image: Any, url: str) -> str | None:
    """Where a picture lies; lazy loaders keep it in another attribute."""
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return absolute(str(value), url)
    return None
