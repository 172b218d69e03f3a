"""Notices that ask for consent to cookies, in some sixty languages, in whatever box they stand."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from newscrawl.page.paragraphs.furniture import by_lead, has_any, words_in
from newscrawl.page.tree.blocks import Block

# What is longer tells of cookies at length: a policy, or news of them.
LONGEST = 500
# A page with more lines that name them is about them.
_MOST_ASKED = 400
# The verb stands no further from the word.
_APART = 70
# News of cookies quotes who uses them.
_SAID = re.compile(r"[\"“„«»‟「‘][^\"”“„«»」]{0,600}[\"”“»«」]?")
_DATA: dict[str, str] = tomllib.loads(
    files("newscrawl.page").joinpath("data/consents.toml").read_text(encoding="utf-8")
)
# Where no part of the words for them stands on a page, no line is asked.
_PARTS = by_lead(tuple(word for line in _DATA["parts"].split("\n") for word in line.split("|") if word))


def _any(name: str) -> str:
    return "|".join(line for line in _DATA[name].split("\n") if line)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cookies, we = re.compile(_any("cookies"), re.IGNORECASE), re.compile(_any("we"), re.IGNORECASE)
    return cookies, we, re.compile(rf"(?:^|[.!?:।。؟] ?)(?:{_any('site')})", re.IGNORECASE)


def notices(members: list[Block], text: bytes) -> set[int]:
    """The indices of blocks that ask for it; ``text`` is that of all short blocks, in lower case and UTF-8."""
    words = words_in(text, _PARTS)
    asked = (b for b in members if b.size <= LONGEST and has_any(b.text, words)) if words else ()
    return {b.index for b in islice(asked, _MOST_ASKED) if asks_consent(b.text)}


def asks_consent(text: str) -> bool:
    """True for a line in which a site says that it uses cookies.

    >>> asks_consent("We use cookies to improve your visit."), asks_consent("Мы используем файлы cookie.")
    (True, True)
    >>> asks_consent("The firm uses cookies to follow users, the court found."), asks_consent("“We use cookies,” it said.")
    (False, False)
    """
    cookies, we, site = _patterns()
    found = [one.span() for one in cookies.finditer(text)][:4]
    if not found:
        return False
    said = _SAID.sub(lambda one: " " * len(one[0]), text)
    if site.search(said):
        return True
    return any(
        one.start() - end <= _APART and start - one.end() <= _APART for one in we.finditer(said) for start, end in found
    )
