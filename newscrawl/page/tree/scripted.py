"""The text of a page that a script draws: HTML within the data that the page carries for it.

Such data are JSON, or JavaScript that is nearly JSON. They hold other articles too, so a text counts only where its own
object, or one right around it, names the page's headline or address; a list between the two parts them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from newscrawl.page.tree.blocks import fold

_SCRIPT = re.compile(rb"<script\b[^>]{0,2000}>", re.IGNORECASE)
# HTML in a string: "<p>", "\u003Cp\u003E".
_PARAGRAPH = re.compile(r"(?:<|\\u003[cC])(?:p|br)\b")
# A quote that nothing closes ends the reading: this is no data.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|["{}\[\]]', re.DOTALL)
MOST_TOKENS = 200_000
LEAST_TEXT = 300
_NAME_SIZES = range(10, 400)
# A last part of an address shorter than this may be any page's.
_LEAST_ADDRESS = 12


@dataclass(slots=True)
class _Frame:
    """An object or a list of the data while it is read: what it names, and the texts in it."""

    is_list: bool
    names_page: bool = False
    child_names_page: bool = False
    texts: list[str] = field(default_factory=list)
    child_texts: list[str] = field(default_factory=list)


def drawn_text(source: bytes, *, url: str, titles: list[str]) -> str | None:
    """The HTML of the article that scripts draw, the one with the most paragraphs; None where no data name this page.

    >>> data = '<script>x = {"title": "Ferries run again", "body": "' + "<p>Rain fell on the harbour.</p>" * 12 + '"}</script>'
    >>> drawn_text(data.encode(), url="https://m.example/1", titles=["Ferries run again"])[:24]
    '<p>Rain fell on the harb'
    """
    names = {_compared(title) for title in titles}
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2].rpartition(".")
    address = last[0] or last[2]
    found = [
        text
        for script in _scripts(source)
        if _PARAGRAPH.search(script)
        for text in _texts(script, names, address if len(address) >= _LEAST_ADDRESS else "")
    ]
    return max(found, key=lambda text: (text.count("<p") + text.count("</p"), -len(text)), default=None)


def _scripts(source: bytes) -> Iterator[str]:
    start = _SCRIPT.search(source)
    while start is not None:
        end = source.find(b"</script", start.end())
        if end < 0:
            return
        if end - start.end() > LEAST_TEXT and b"ld+json" not in start[0].lower():
            yield source[start.end() : end].decode("utf-8", "replace")
        start = _SCRIPT.search(source, end)


def _texts(script: str, names: set[str], address: str) -> Iterator[str]:
    """The texts whose objects name the page."""
    frames = [_Frame(is_list=True)]
    for count, token in enumerate(_TOKEN.finditer(script)):
        said = token[0]
        if count > MOST_TOKENS or said == '"':
            return
        if said in "{[":
            frames.append(_Frame(is_list=said == "["))
        elif said in "}]":
            if len(frames) > 1:
                closed = frames.pop()
                yield from _close(closed, frames[-1])
        elif len(said) > LEAST_TEXT and _PARAGRAPH.search(said):
            frames[-1].texts += filter(None, [_string(said)])
        elif len(said) in _NAME_SIZES and not frames[-1].names_page:
            name = _string(said) or ""
            frames[-1].names_page = bool(address and address in name) or _compared(name) in names


def _close(closed: _Frame, around: _Frame) -> list[str]:
    """The texts of an object that names the page; those of others, and that it does, is handed to what is right around it."""
    if closed.is_list:
        return []
    if closed.names_page:
        around.child_names_page = True
        return closed.texts + closed.child_texts
    if closed.child_names_page:
        return closed.texts
    if not around.is_list:
        around.child_texts += closed.texts
    return []


def _compared(title: str) -> str:
    return fold(title).casefold()


def _string(literal: str) -> str | None:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:  # an escape that JavaScript knows and JSON does not
        return None
