"""A text as words and figures, folded so that a reprint's typography does not matter."""

from __future__ import annotations

import re
import unicodedata

# Thai, Lao, Khmer, Burmese, kana, Han: scripts that put no space between words.
UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# A figure keeps its points and commas: "1,915.72" is one word. Scripts without spaces give a word a letter.
_WORD = re.compile(f"[{UNSPACED}]|[^\\W{UNSPACED}]+(?:(?<=[0-9])[.,](?=[0-9])[^\\W{UNSPACED}]+)*")
FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)+")
# Typography of texts that are plain but for it.
_TYPOGRAPHY = {"’": "'", "“": '"', "”": '"', "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "…": ".", "„": '"'}
# Letters of other scripts that pass for Latin ones, seen in copies (field guide, part 5): Cyrillic, those that only pass as
# capitals, Greek.
_MASKS = "аеорсухіѕјһԁԛԝвкмнтαβγεηικνορτυχω"
_LOOK_ALIKES = str.maketrans(_MASKS, "aeopcyxisjhdqwbkmhtabyenikvoptuxw")
_MASK = re.compile(f"[{_MASKS}]")
# A Latin letter beside a Greek or Cyrillic one, as a word with a look-alike has somewhere; and a word.
_MIXED = re.compile("[a-z](?:[\u0370-\u052f]|(?<=[\u0370-\u052f][a-z]))")
_SPACED, _LATIN = re.compile(f"[^\\W{UNSPACED}]+"), re.compile("[a-z]")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def plain(text: str) -> str:
    """A text without the typography that NFKC leaves or that costs it time.

    >>> plain("“No” – he said…"), plain("ﬁve\u00adfold")
    ('"No" - he said.', 'fivefold')
    """
    if text.isascii():
        return text
    for printed, plainer in _TYPOGRAPHY.items():
        text = text.replace(printed, plainer)
    if text.isascii():
        return text
    return _SOFT.sub("", unicodedata.normalize("NFKC", text))


def unmasked(text: str) -> str:
    """A text in lower case with look-alike letters folded in words that have Latin ones.

    >>> unmasked("pаris, lοndon, москва, αθήνα") == "paris, london, москва, αθήνα"
    True
    """
    if not _MASK.search(text) or not _MIXED.search(text):
        return text
    return _SPACED.sub(lambda word: word[0].translate(_LOOK_ALIKES) if _LATIN.search(word[0]) else word[0], text)


def words(text: str) -> list[str]:
    """The words of a text, folded: case, width, quotes, dashes, invisible marks, look-alike letters in Latin words.

    >>> words("“Pаris” — said 1,915.72") == words('"Paris" - SAID 1,915.72')
    True
    >>> words("東京で"), words("up 1.5 percent.")
    (['東', '京', 'で'], ['up', '1.5', 'percent'])
    """
    return _WORD.findall(unmasked(plain(text).lower()))


def figures(text: str) -> list[str]:
    """The figures with a point or a comma: what tells one day's bulletin from the next.

    >>> figures("1,915.72 in 1987, up 0.8.")
    ['1,915.72', '0.8']
    """
    return FIGURE.findall(plain(text))
