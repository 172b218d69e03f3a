"""JSON-LD and microdata, read leniently: what a page says about itself for machines."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from newscrawl.page.tree.blocks import fold
from newscrawl.text.letters import length

_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING = re.compile(r",\s*([}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]")
_LINES = re.compile(r"\n+|<br\s*/?>|</p>")
MOST = 2_000_000
# A page that shows more has its text on it.
SCANT = 400
ARTICLE = re.compile(
    r"^(?:News|Reportage|Analysis|Opinion|Background|Review|Satirical|Report|Scholarly|Tech|Social|Live|Blog|Advertiser)?"
    r"\w*(?:Article|BlogPosting|Posting|Report)$"
)


def load(script: str) -> Any:
    """Parse one JSON-LD script; broken ones are mended (control characters, trailing commas), hopeless ones give None.

    >>> load('{"headline": "A\\tb", "x": [1,],}')
    {'headline': 'A b', 'x': [1]}
    """
    text = _COMMENT.sub("", script[:MOST]).strip().rstrip(";")
    try:
        return json.loads(text, strict=True)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(_TRAILING.sub(r"\1", _CONTROL.sub(" ", text)), strict=True)
    except (ValueError, RecursionError):
        pass
    try:
        return json.JSONDecoder(strict=False).raw_decode(_TRAILING.sub(r"\1", text))[0]
    except (ValueError, RecursionError):
        return None


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD script, outermost first."""
    stack, left = deque([data]), 5_000
    while stack and left:
        left -= 1
        value = stack.popleft()
        if isinstance(value, dict):
            yield value
            stack.extend(v for v in value.values() if isinstance(v, dict | list))
        elif isinstance(value, list):
            stack.extendleft([v for v in value if isinstance(v, dict | list)][::-1])


def types(node: dict[str, Any]) -> list[str]:
    """The types of a node without their address."""
    found = node.get("@type")
    return [str(t).rsplit("/", 1)[-1] for t in (found if isinstance(found, list) else [found]) if t]


def articles(scripts: list[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(nodes that are articles, all nodes) of a page's scripts."""
    every = [node for script in scripts[:50] for node in nodes(load(script))]
    found = [
        node for node in every if any(ARTICLE.match(t) for t in types(node)) and "headline" in node | {"headline": 1}
    ]
    found.sort(key=lambda node: -len(node))
    if len(found) > 1:
        # The entries of a live blog have headlines and times of their own.
        entries = {id(entry) for node in found if "liveBlogUpdate" in node for entry in nodes(node["liveBlogUpdate"])}
        found = [node for node in found if id(node) not in entries]
    return found, every


def text(value: Any) -> str | None:
    """A property as one line of text; of objects their name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("headline")
    if isinstance(value, list):
        value = next((v for v in value if v), None)
        return text(value) if value is not None else None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    folded = " ".join(html.unescape(str(value)).split())
    return folded or None


def texts(value: Any) -> list[str]:
    """A property as lines of text, one for each value."""
    values = value if isinstance(value, list) else [value]
    return [found for found in (text(v) for v in values[:50]) if found]


# (A section of it is that of the site's statistics, and often none that is printed: asked last.)
_PARSELY = {
    "title": "parsely-title", "author": "parsely-author", "authors": "parsely-author", "pub_date": "parsely-pub-date",
    "section": "parsely-page.section",
}  # fmt: skip


def in_parsely(content: str) -> dict[str, list[str]]:
    """What ``<meta name="parsely-page">`` says, by the names that the same facts have in meta of their own.

    >>> in_parsely('{"author": "Ann Lee", "pub_date": "2014-12-29T08:01:00Z", "tags": ["rain"]}')
    {'parsely-author': ['Ann Lee'], 'parsely-pub-date': ['2014-12-29T08:01:00Z']}
    """
    data = load(html.unescape(content) if content[:6] == "{&quot" else content)
    found: dict[str, list[str]] = {}
    for key, name in _PARSELY.items() if isinstance(data, dict) else ():
        said = texts(data.get(key))
        if said:
            found.setdefault(name, ["; ".join(said[:10])[:2000]])
    return found


def article_body(nodes: list[dict[str, Any]], shown: list[str]) -> list[str]:
    """The lines of JSON-LD's articleBody where the page shows next to nothing (text inside scripts); else none."""
    visible = sum(map(length, shown))
    for node in nodes[:2] if visible < SCANT else ():
        said = plain(node.get("articleBody"))
        if said and length(said) > 3 * max(visible, 100):
            return [line for part in _LINES.split(said) if (line := fold(part))]
    return []


def plain(value: Any) -> str | None:
    """A property that must be text, unescaped, with its line breaks kept."""
    return html.unescape(value[:MOST]) if isinstance(value, str) else None
