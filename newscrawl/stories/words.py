"""A text as words and figures, folded so that a reprint's typography does not matter."""

from __future__ import annotations

import re
import unicodedata

# A figure keeps its points and commas: "1,915.72" is one word. Scripts without spaces give a word a letter.
_WORD = re.compile(
    "\\d[\\d.,]*\\d"
    "|[\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    "|[^\\W\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
# Letters of other scripts that pass for Latin ones, seen in copies (field guide, part 5).
_LOOK_ALIKES = str.maketrans("аеорсухіѕјһԁԛԝ", "aeopcyxisjhdqw")
_LATIN = re.compile("[a-z]")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)+")


def words(text: str) -> list[str]:
    """The words of a text, folded: case, width, quotes, dashes, invisible marks, look-alike letters in Latin words.

    >>> words("“Pаris” — said 1,915.72") == words('"Paris" - SAID 1,915.72')
    True
    >>> words("東京で"), words("up 1.5 percent")
    (['東', '京', 'で'], ['up', '1.5', 'percent'])
    """
    if not text.isascii():
        text = _SOFT.sub("", unicodedata.normalize("NFKC", text))
    found = _WORD.findall(text.lower())
    if text.isascii():
        return found
    return [w.translate(_LOOK_ALIKES) if not w.isascii() and _LATIN.search(w) else w for w in found]


def is_figure(word: str) -> bool:
    """Whether a word is a figure with a point or a comma: what tells one day's bulletin from the next.

    >>> is_figure("1,915.72"), is_figure("1987"), is_figure("0.8")
    (True, False, True)
    """
    return word[0].isdigit() and _FIGURE.fullmatch(word) is not None
