"""What stands over the comments of readers, in some seventy languages: "3 Kommentare", "Оставить комментарий"."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from unicodedata import normalize

from newscrawl.text.letters import MARKS

LONGEST = 70
_COUNT = re.compile(r"\d")
_NO_LETTERS = re.compile(rf"[^\w{MARKS}]|[\d_]")


def _key(text: str) -> str:
    """Letters with their vowel signs; neither signs nor a count."""
    return _NO_LETTERS.sub("", normalize("NFC", text).casefold())


@lru_cache(maxsize=1)
def _headings() -> dict[str, Literal["sure", "unsure"]]:
    text = files("newscrawl.page").joinpath("data/comment_headings.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    found: dict[str, Literal["sure", "unsure"]] = {}
    for kind in ("unsure", "sure"):
        found |= {_key(phrase): kind for line in table[kind].split("\n") for phrase in line.split("|") if phrase}
    return found


def heads_comments(text: str) -> Literal["sure", "unsure"] | None:
    """How surely a whole line stands over comments; None for any other line.

    >>> heads_comments("Kommentare"), heads_comments("Kommentar (3)"), heads_comments("Reactions:")
    ('sure', 'sure', 'unsure')
    """
    if not 0 < len(text) <= LONGEST:
        return None
    found = _headings().get(_key(text))
    return "sure" if found is not None and _COUNT.search(text) else found
