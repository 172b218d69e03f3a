"""Notices that ask for consent to cookies, in some sixty languages, in whatever box they stand."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from newscrawl.page.paragraphs.furniture import by_lead, has_any, words_in
from newscrawl.page.tree.blocks import Block

# What is longer tells of cookies at length: a policy, or news of them.
LONGEST = 500
# News of cookies quotes who uses them.
_SAID = re.compile(r"[\"“„«»‟「][^\"”“„«»」]{0,600}[\"”“»«」]?")

_DATA: dict[str, str] = tomllib.loads(
    files("newscrawl.page").joinpath("data/consents.toml").read_text(encoding="utf-8")
)
_COOKIES = tuple(word for line in _DATA["cookies"].split("\n") for word in line.split("|") if word)
_GROUPS = by_lead(_COOKIES)


@lru_cache(maxsize=1)
def _uses() -> re.Pattern[str]:
    return re.compile("|".join(line for line in _DATA["uses"].split("\n") if line), re.IGNORECASE)


def notices(members: list[Block], text: bytes) -> set[int]:
    """The indices of blocks that ask for it; ``text`` is that of all short blocks, in lower case and UTF-8."""
    words = words_in(text, _GROUPS)
    return {b.index for b in members if b.size <= LONGEST and asks_consent(b.text, words)} if words else set()


def asks_consent(text: str, words: tuple[str, ...] = _COOKIES) -> bool:
    """True for a line in which a site says that it uses cookies; ``words`` are those that its page has.

    >>> asks_consent("We use cookies to improve your visit."), asks_consent("Мы используем файлы cookie.")
    (True, True)
    >>> asks_consent("The firm uses cookies to follow users, the court found."), asks_consent("“We use cookies,” it said.")
    (False, False)
    """
    return has_any(text, words) and _uses().search(_SAID.sub(" ", text)) is not None
