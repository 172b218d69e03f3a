"""Lines that interrupt a text in some forty languages: "Advertisement", "Article continues below", "Follow us on WhatsApp"."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

# What is longer is a paragraph.
LONGEST = 110

_DATA: dict[str, str] = tomllib.loads(
    files("newscrawl.page").joinpath("data/interruptions.toml").read_text(encoding="utf-8")
)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for line in _DATA[name].split("\n") for word in line.split("|") if word)


def _lines(name: str) -> str:
    return "|".join(line for line in _DATA[name].split("\n") if line)


_ADVERTS, _PLATFORMS = frozenset(_words("adverts")), _words("platforms")
_ASCII_PLATFORMS = tuple(filter(str.isascii, _PLATFORMS))
_LONGEST_ADVERT = max(map(len, _ADVERTS)) + 6
_GOES_ON = re.compile(
    rf"\W{{0,3}}(?:{_lines('goes_on').replace('IT', '(?:' + _DATA['it'] + ')')})\W{{0,3}}", re.IGNORECASE
)
_ASKS = re.compile(rf"\W{{0,4}}(?:{_lines('asks')})", re.IGNORECASE)
_ASKS_LAST = re.compile(rf"(?:{_lines('asks_last')})\W{{0,4}}\Z", re.IGNORECASE)
_SAID = ('"', "“", "„", "«", "'", "‘")


def interrupts(text: str) -> bool:
    """True for a line between the paragraphs that is no text.

    >>> interrupts("- Advertisement -"), interrupts("Artiklen fortsætter under billedet."), interrupts("Siga-nos no WhatsApp.")
    (True, True, True)
    >>> interrupts("The story continues after the war."), interrupts("Follow the money, she said.")
    (False, False)
    """
    low = text.casefold()
    if len(low) <= _LONGEST_ADVERT and low.strip(" \t.:-–—_*|·•[]()（）【】…") in _ADVERTS:
        return True
    if text.startswith(_SAID):
        return False
    if _GOES_ON.fullmatch(low):
        return True
    if not any(map(low.__contains__, _ASCII_PLATFORMS if low.isascii() else _PLATFORMS)):
        return False
    return _ASKS.match(low) is not None or _ASKS_LAST.search(low) is not None
