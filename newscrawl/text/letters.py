"""Texts folded for comparison: what two pages print alike but for quotes, dashes and spaces is one text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")
# ASCII, the most of it, goes through one table: a tenth of the time of a pattern.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}
# A page's lines are compared in several rooms. Longer texts are not kept: what is kept stays under some 10 MB.
LONGEST_KEPT = 1500


def letters(text: str) -> str:
    """Letters and digits only, in one case.

    >>> letters("“Rain” – again, in\\xa0ŁÓDŹ") == letters('"Rain" - again in Łódź')
    True
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else _letters(text)


def _letters(text: str) -> str:
    if text.isascii():
        return text.translate(_ASCII)
    return "".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


_kept = lru_cache(maxsize=2048)(_letters)
