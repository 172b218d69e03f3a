"""What stands over the comments of readers, in some seventy languages: "3 Kommentare", "Оставить комментарий"."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from unicodedata import normalize

from newscrawl.text.letters import MARKS

Kind = Literal["sure", "noun", "unsure"]
LONGEST = 90
# "(3)", "3 Kommentare", "Kommentare: 3"; no number of a section, no year.
_COUNT = re.compile(r"[(（\[]\s?\d{1,5}\s?[)）\]]\s*\Z|^\s*\d{1,5}\s+(?=\w)|(?<=\w)\s?[:：]\s?\d{1,5}\s*\Z")
_NO_LETTERS = re.compile(rf"[^\w{MARKS}]|[\d_\u064b-\u0652]")
# "3 thoughts on “Rain closes the quay”", as WordPress prints it.
_ON_TITLE = re.compile(
    r"(?:\d{1,5}|one) (?:thoughts?|responses?|comments?|replies) (?:on|to) [“\"'«].{3,200}", re.IGNORECASE
)


def _key(text: str) -> str:
    """Letters with their vowel signs, but for those of Arabic, which are written or not; neither signs nor a count."""
    return _NO_LETTERS.sub("", normalize("NFC", text).casefold())


@lru_cache(maxsize=1)
def _headings() -> dict[str, Kind]:
    text = files("newscrawl.page").joinpath("data/comment_headings.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    kinds: tuple[tuple[str, Kind], ...] = (("unsure", "unsure"), ("nouns", "noun"), ("sure", "sure"))
    return {
        _key(phrase): kind
        for name, kind in kinds
        for line in table[name].split("\n")
        for phrase in line.split("|")
        if phrase
    }


def heads_comments(text: str) -> Kind | None:
    """How surely a whole line stands over comments; None for any other line.

    >>> heads_comments("Laisser un commentaire"), heads_comments("Kommentar (3)"), heads_comments("Kommentar")
    ('sure', 'sure', 'noun')
    >>> heads_comments("2. Discussion"), heads_comments("3 thoughts on “Rain”"), heads_comments("Comment on rain")
    ('unsure', 'sure', None)
    """
    if _ON_TITLE.fullmatch(text):
        return "sure"
    if not 0 < len(text) <= LONGEST:
        return None
    found = _headings().get(_key(text))
    return "sure" if found == "noun" and _COUNT.search(text) else found
