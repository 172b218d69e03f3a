"""Headings of lists of other articles in some sixty languages: "Related stories", "Kapcsolódó cikkek", "最近のエントリー"."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_DATA: dict[str, str] = tomllib.loads(
    files("newscrawl.page").joinpath("data/list_headings.toml").read_text(encoding="utf-8")
)
_PHRASES = frozenset(phrase.casefold() for line in _DATA["phrases"].split("\n") for phrase in line.split("|") if phrase)
_PATTERN = re.compile("|".join(line for line in _DATA["patterns"].split("\n") if line), re.IGNORECASE)
LONGEST = 60
_EDGES = " \t:：›»>|.…-–—•·"
# What opens the first entry where the heading shares its line.
_BULLET = re.compile(r"[:：]?\s[•·▪►»›*-]\s")
_BULLETS = frozenset("•·▪►»›*-")
_ENTRY = re.compile(r"[•·▪►»›*-]\s+\S")


def heads_list(text: str) -> bool:
    """Whether a whole line is such a heading.

    >>> heads_list("Related stories:"), heads_list("Kapcsolódó cikkek"), heads_list("More rain")
    (True, True, False)
    """
    bare = text.strip(_EDGES)
    return 0 < len(bare) <= LONGEST and (bare.casefold() in _PHRASES or _PATTERN.fullmatch(bare) is not None)


def opens_list(text: str) -> bool:
    """Whether a line begins with such a heading and goes on with the list's first entry.

    >>> opens_list("Das könnte Sie auch interessieren • Fähre fährt wieder"), opens_list("Most readers - and others - wept")
    (True, False)
    """
    # (Asked of every line of a text: few have a bullet so early.)
    bullet = _BULLET.search(text, 0, LONGEST + 6) if not _BULLETS.isdisjoint(text[: LONGEST + 6]) else None
    return bullet is not None and heads_list(text[: bullet.start()])


def is_entry(text: str) -> bool:
    """Whether a line begins with a bullet.

    >>> is_entry("- Ferry sails again"), is_entry("-5 degrees")
    (True, False)
    """
    return _ENTRY.match(text) is not None
