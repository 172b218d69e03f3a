"""The pieces of a line: its links and spans, which a page may part by nothing but its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from newscrawl.page.tree.blocks import Block, fold, same
from newscrawl.page.tree.elements import BLOCK_TAGS

MOST_EVENTS = 400
MOST_CHILDREN, MOST_NODES = 40, 30
# What parts the facts of a line with its time: "World | 11 September 2024 09:43 | By Ann Lee".
STROKES = re.compile(r"\s*[|•·\n]\s*|\s+[-–—]\s+")
_PIECES = frozenset(("a", "span", "time"))


def inline(block: Block) -> list[str]:
    """A block's links and spans, and what stands between them; nothing where its element holds other lines or hidden text."""
    if block.tag == "tr":
        return [piece for cell in islice(block.element, MOST_CHILDREN) if (piece := fold("".join(cell.itertext())))]
    found = [fold(part) for part in _inline(block.element)]
    if same("".join(found)) == block.key:
        return found
    return next((line for line in _lines(block.element) if same("".join(line)) == block.key), [])


def _lines(element: Any) -> Iterator[list[str]]:
    """The bare lines between the paragraphs and headings of an element, in pieces: ``<div><a>World</a><time>...</time><h1>``."""
    line: list[str] = [fold(element.text or "")]
    for child in islice(element, MOST_CHILDREN):
        if child.tag in BLOCK_TAGS:
            yield [piece for piece in line if piece]
            line = []
        elif child.tag in _PIECES:
            line.append(fold("".join(child.itertext())))
        elif isinstance(child.tag, str):
            return
        line.append(fold(child.tail or ""))
    yield [piece for piece in line if piece]


def nodes_of(block: Block) -> list[str]:
    """The pieces of text that a line's elements hold, each once folded; in a container of more, those of this line."""
    return [
        node for piece in islice(block.element.itertext(), MOST_NODES) if (node := fold(piece)) and node in block.text
    ]


def _inline(element: Any) -> list[str]:
    """The texts of an element's links and spans, and what stands between them; a span around them all is no piece."""
    while len(element) == 1 and element[0].tag == "span" and not (element.text or element[0].tail or "").strip():
        element = element[0]
    found: list[str] = []
    text, inside = [element.text or ""], 0
    for event, child in islice(etree.iterwalk(element, events=("start", "end")), MOST_EVENTS):
        if child is element:
            continue
        # (A span with links in it is none itself: a way stands in it.)
        labels = child.tag == "a" or (child.tag == "span" and next(child.iter("a"), None) is None)
        if labels and inside <= (event == "end"):
            found.append("".join(text))
            text = []
        inside += labels if event == "start" else -labels
        text.append(
            (child.text if event == "start" and isinstance(child.tag, str) else child.tail if event == "end" else "")
            or ""
        )
    return [part for part in (*found, "".join(text)) if part.strip()]
