"""Lines that are made of the words of one list and of nothing else, with signs and numbers between them."""

from __future__ import annotations

import re

# Scripts without spaces between words: no edge of a word is asked for.
NO_EDGE = frozenset(("ja", "zh", "ko", "th", "km", "lo", "my"))
_BETWEEN = re.compile(r"[\W\d_]+")


def edges(language: str) -> tuple[str, str]:
    """What stands at the beginning and the end of a word's pattern in a language."""
    return ("", "") if language in NO_EDGE else (r"(?<!\w)", r"(?!\w)")


def groups_of(line: str, word: re.Pattern[str], between: re.Pattern[str] = _BETWEEN) -> frozenset[str] | None:
    """The named groups of ``word`` that a line has, where it is made of such words alone; None where anything else stands in it.

    It is read word by word from the left, so that no line takes more time than it has words.

    >>> sorted(groups_of("The page (404) is gone!", re.compile(r"(?P<noun>page)|(?P<gone>is gone)|the", re.IGNORECASE)))
    ['gone', 'noun']
    """
    at, found = 0, set()
    while at < len(line):
        gap = between.match(line, at)
        if gap is not None and gap.end() == len(line):
            break
        one = word.match(line, gap.end() if gap is not None else at)
        if one is None or one.end() == at:
            return None
        if one.lastgroup is not None:
            found.add(one.lastgroup)
        at = one.end()
    return frozenset(found)
