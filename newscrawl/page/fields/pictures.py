"""The article's pictures: in figures, or beside what is named a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml import etree

from newscrawl.items import RawImage
from newscrawl.page.fields.others_pictures import is_linked_away, is_teaser, leads_away, words_of
from newscrawl.page.fields.picture_files import address, filled, is_no_file, is_tiny, shown
from newscrawl.page.paragraphs import furniture
from newscrawl.page.tree import names, structured
from newscrawl.page.tree.blocks import SENTENCE_END, Block, fold
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import CAPTION, FURNITURE, HIDDEN
from newscrawl.text.pictures.captions import is_picture_line, opens_credit
from newscrawl.text.pictures.picture_words import LABEL
from newscrawl.text.urls import absolute

_CREDIT = re.compile(r"credit|copyright|source|quelle|photographer|fotograf|autor|author|agency", re.IGNORECASE)
_CALLED_CAPTION = re.compile(r"caption|cutline|legend|desc|text|info", re.IGNORECASE)
# A caption's box holds its picture and little else.
_UP, _MOST_PICTURES = 2, 2
MOST = 20
# Buttons of a picture and the length of a video.
CONTROL = re.compile(
    r"\W*(?:(?:click to )?(?:enlarge|zoom)(?: (?:this )?(?:image|photo|picture))?|ampliar(?: (?:foto|imagen|imagem))?"
    r"|agrandir(?: l['’]image)?"
    r"|(?:bild )?vergr[öo][sß]+ern|ingrandisci|увеличить|view (?:full[- ]size )?(?:graphic|image|photo|gallery)"
    r"|(?:view|see|more) (?:the )?(?:photo |picture )?(?:galler(?:y|ies)|larger|full size|photos|slideshow)\b.{0,20}"
    r"|photos?|buy (?:this )?photos?"
    r"|.{0,24} photo galleries|this story has been formatted for easy printing"
    r"|(?:previous|prev)\W+next(?: image \d+ of \d+)?|(?:image|photo) \d+ of \d+|full ?screen"
    r"|\d{1,3} (?:photos?|images?|pictures?|fotos?|bilder|imágenes|imagens|immagini|фото)"
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
_LONGEST_LABEL, _LABEL_ALONE = 20, re.compile(rf"{LABEL}\s?[:：]", re.IGNORECASE)
# A caption's element may hold so many letters more than its line.
SLACK = 200
CREDIT_KEYS = ("creditText", "author", "creator", "copyrightNotice", "copyrightHolder")


def of_article(
    scope: Any, head: Any, blocks: Iterable[Block], named: Iterable[str], url: str, *, last: int | None = None
) -> list[RawImage]:
    """The pictures in the figures of the text and around the headline, those beside captions, else the one ``named``.

    ``last`` is the text's last block: behind it stand other articles' pictures.
    """
    # (In order, each once.)
    figures = dict.fromkeys(figure for root in (scope, head) if root is not None for figure in root.iter("figure"))
    found: dict[str, RawImage] = {}
    captions = [
        block for block in blocks if block.flags & CAPTION and not (is_teaser(block, last) or leads_away(block, url))
    ]
    for image in (*in_figures(figures, url), *beside_captions(captions, url)):
        known = found.get(image.url)
        found[image.url] = image if known is None else filled(known, image)
    for text in named:
        target = absolute(text, url) if not is_no_file(text) else None
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
    """A picture for each ``<figure>``, with caption and credit as its caption prints them."""
    found = []
    for figure in list(figures)[:30]:
        image = next(iter(shown(figure)), None)
        target = address(image, url) if image is not None else None
        if target is None:
            continue
        box = next(figure.iter("figcaption"), None)
        if box is None and is_linked_away(image, figure, url):
            continue
        caption, credit = caption_of(box) if box is not None else _called_caption(figure)
        if not (caption or credit) and is_tiny(target):
            continue
        found.append(RawImage(url=target, caption=caption, credit=credit))
    return found


def _called_caption(figure: Any) -> tuple[str | None, str | None]:
    """(caption, credit) of a ``<figure>`` without a figcaption, from what it calls so: ``<div class="figure-credit">``."""
    caption = credit = None
    for element in islice(figure.iterdescendants("div", "span", "p"), _MOST_NAMED):
        called = name_of(element)
        if not names.meaning(called) & CAPTION or next(element.iter("img"), None) is not None:
            continue
        if _CREDIT.search(called):
            credit = credit or words_of(element)
        else:
            said, inside = caption_of(element)
            caption = max(caption, said, key=lambda text: len(text or ""))  # below its title
            credit = credit or inside
    return caption, credit or None


def beside_captions(blocks: Iterable[Block], url: str) -> list[RawImage]:
    """A picture for each line that is named a caption outside a figure: the one in the same small box, or right before it."""
    found = []
    for block in [b for b in blocks if not b.flags & FURNITURE and 3 < b.size < 1500 and not _is_label(b)][:30]:
        if furniture.is_offer(block.text):
            continue
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
            if credit is None and is_called_credit(block):
                caption, credit = None, block.text  # ``<h6 class="credit">Ann Lee/AFP</h6><p class="caption">``
            found.append(RawImage(url=target, caption=caption, credit=credit))
    return found


def _near(element: Any) -> Any:
    for _ in range(_UP + 1):
        inside = shown(element)
        if inside:
            return inside[0] if len(inside) <= _MOST_PICTURES else None
        before = element.getprevious()
        if before is not None and isinstance(before.tag, str):
            if before.tag == "img":
                return before
            inside = shown(before)
            if 0 < len(inside) <= _MOST_PICTURES and not fold("".join(before.itertext())):
                return inside[-1]
        element = element.getparent()
        if element is None or element.tag in ("body", "article", "main"):
            return None
    return None


def _is_label(block: Block) -> bool:
    """ "Photo:" before the name in another line."""
    return block.size <= _LONGEST_LABEL and _LABEL_ALONE.fullmatch(block.text) is not None


def is_called_credit(block: Block) -> bool:
    """Whether a line is named a credit, and no caption: ``<h6 class="credit">``."""
    called = name_of(block.element)
    if not _CREDIT.search(called) or _CALLED_CAPTION.search(called):
        return False
    return len(block.text.split()) <= _MOST_WORDS


def caption_of(box: Any) -> tuple[str | None, str | None]:
    """(caption, credit) of a caption's element: what stands in an element named as credit is the credit."""
    named = islice(
        (
            element
            for element in box.iterdescendants()
            if isinstance(element.tag, str)
            and _CREDIT.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        ),
        _MOST_NAMED,
    )
    outer: Any = None
    credit: str | None = None
    for element in named:
        text = words_of(element)
        if text and (outer is None or _is_caption_around(outer, element)):
            outer, credit = element, text
    words = _LEFT_OVER.sub("", fold(" ".join(_text_without(box, outer))))
    if credit is not None and CONTROL.fullmatch(credit):
        credit = None
    if credit is None and _is_credit(words):
        return None, words
    return (words if words and not CONTROL.fullmatch(words) else None), credit


# So many elements are looked at for a credit, or for a caption.
_MOST_NAMED = 8
# "FILE PHOTO: Ships wait in Varn" is a caption.
_FILE = re.compile(r"\W*(?:file|archiv)", re.IGNORECASE)
_LEAST_SENTENCE, _MOST_WORDS = 25, 5


def _is_credit(line: str) -> bool:
    """Whether a caption is a credit and nothing else: "Photo: Ann Lee/AFP", "Image: mod.example"; no "FILE PHOTO: Ships wait"."""
    if _FILE.match(line):
        return False
    few = opens_credit(line) and len(line.split()) <= _MOST_WORDS and not SENTENCE_END.search(line[-4:])
    return few or is_picture_line(line)


def _is_caption_around(outer: Any, inner: Any) -> bool:
    """Whether a box is named for the source within it and holds the caption too: sentences stand beside that."""
    if outer not in inner.iterancestors():
        return False
    beside = words_of(outer).replace(words_of(inner), "", 1).strip()
    return len(beside) >= _LEAST_SENTENCE and SENTENCE_END.search(beside[-4:]) is not None


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
