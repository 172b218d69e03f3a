"""The text of a page that a script draws: HTML within the data that the page carries for it.

Such data are JSON, or JavaScript that is nearly JSON. They hold other articles too, and what a site says of itself. So a text
counts only where its own object, or one right around it, names the page's headline or address (or has a small object that is
called for that: ``{"headlines": {"basic": ...}}``); a list between the two parts them, as does a name such as "next" or "footer".
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from newscrawl.page.tree.blocks import same

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


# What an object is called that says something of the object around it, and what is called text and is none of the article's.
_NAMING = re.compile(r"head|title|seo|meta|attributes|fields", re.IGNORECASE)
_OTHERS = re.compile(
    r"next|prev|relat|parent|comment|footer|consent|cookie|newsletter|terms|privacy|bio|author|excerpt|summary|descri|teaser|promo"
    r"|caption|disclaimer|legal|lead$|standfirst|recommend|popular|latest|advert|banner",
    re.IGNORECASE,
)
# An object that says so holds what only those who pay may read.
_CLOSED = re.compile(
    r"\bisAccessibleForFree\W{1,4}false|\b(?:is_?)?(?:premium|paid|pay_?wall(?:ed)?|locked|members_?only|subscribers?_?only)"
    r"\W{1,4}(?:true|1\b)|\baccess\w{0,8}\W{1,5}(?:subscri|premium|paid|member)",
    re.IGNORECASE,
)
_KEY = re.compile(r"([\w$-]{1,40})[\"']?\s*:\s*\Z")


@dataclass(slots=True)
class _Frame:
    """An object or a list of the data while it is read: what it is called and names, and the texts in it."""

    is_list: bool
    start: int = 0
    key: str = ""
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
    names = {same(title) for title in titles}
    address = _last_part(url)
    found = [
        text
        for script in _scripts(source)
        if _PARAGRAPH.search(script)
        for text in _texts(script, names, address if len(address) >= _LEAST_ADDRESS else "")
    ]
    return max(found, key=lambda text: (text.count("<p") + text.count("</p"), -len(text)), default=None)


def goes_on(text: str, shown: list[str], over: list[str]) -> bool:
    """Whether a text is three times what a page shows, which is the beginning of it or stands ``over`` it."""
    read = same(html.unescape(_ELEMENT.sub(" ", text)))
    known = "\n".join((*map(same, over), read))
    lines = [same(line) for line in shown]
    return len(read) > 3 * sum(map(len, lines)) and all(line in known for line in lines)


_ELEMENT = re.compile(r"<[^<>]*>")


def _last_part(address: str) -> str:
    """The last part of an address, without what its file is called by: "harbour-votes" of "/local/harbour-votes.html"."""
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    return last.rpartition(".")[0] or last


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
            frames.append(_Frame(is_list=said == "[", start=token.start(), key=_key(script, token.start())))
        elif said in "}]":
            if len(frames) > 1:
                closed = frames.pop()
                texts = _close(closed, frames[-1])
                if texts and not _CLOSED.search(script, closed.start, token.end()):
                    yield from texts
        elif len(said) > LEAST_TEXT and _PARAGRAPH.search(said):
            if not _OTHERS.search(_key(script, token.start())):
                frames[-1].texts += filter(None, [_string(said)])
        elif len(said) in _NAME_SIZES and not frames[-1].names_page:
            name = _string(said) or ""
            frames[-1].names_page = bool(address and _last_part(name) == address) or same(name) in names


def _key(script: str, at: int) -> str:
    """What the value that begins at a place is called."""
    found = _KEY.search(script, max(0, at - 60), at)
    return found[1] if found is not None else ""


def _close(closed: _Frame, around: _Frame) -> list[str]:
    """The texts of an object that names the page; those of others, and that it does, is handed to what is right around it."""
    if closed.is_list or _OTHERS.search(closed.key):
        return []
    if closed.names_page:
        around.child_names_page = around.child_names_page or _NAMING.search(closed.key) is not None
        return closed.texts or closed.child_texts
    if closed.child_names_page:
        return closed.texts
    if not around.is_list:
        around.child_texts += closed.texts
    return []


def _string(literal: str) -> str | None:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:  # an escape that JavaScript knows and JSON does not
        return None
