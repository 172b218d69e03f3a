"""A text as words and figures, folded so that a reprint's typography does not matter."""

from __future__ import annotations

import re
import unicodedata

_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# A figure keeps its points and commas: "1,915.72" is one word. Scripts without spaces give a word a letter.
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+(?:(?<=[0-9])[.,](?=[0-9])[^\\W{_UNSPACED}]+)*")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)+")
# In plain ASCII what is no letter, figure or underscore ends a piece, but for points and commas: they may stand in a figure.
_PIECES = bytes(ord(chr(c).lower()) if c < 128 and (chr(c).isalnum() or chr(c) in "_.,") else 32 for c in range(256))
# Typography of texts that are plain but for it.
_TYPOGRAPHY = {"’": "'", "“": '"', "”": '"', "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "…": ".", "„": '"'}
# Letters of other scripts that pass for Latin ones, seen in copies (field guide, part 5).
_LOOK_ALIKES = str.maketrans("аеорсухіѕјһԁԛԝ", "aeopcyxisjhdqw")
_LATIN = re.compile("[a-z]")
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


def words(text: str) -> list[str]:
    """The words of a text, folded: case, width, quotes, dashes, invisible marks, look-alike letters in Latin words.

    >>> words("“Pаris” — said 1,915.72") == words('"Paris" - SAID 1,915.72')
    True
    >>> words("東京で"), words("up 1.5 percent.")
    (['東', '京', 'で'], ['up', '1.5', 'percent'])
    """
    return words_and_figures(text)[0]


def words_and_figures(text: str) -> tuple[list[str], list[str]]:
    """The words, and the figures with a point or a comma: what tells one day's bulletin from the next.

    >>> words_and_figures("1,915.72 in 1987, up 0.8.")
    (['1,915.72', 'in', '1987', 'up', '0.8'], ['1,915.72', '0.8'])
    """
    text = plain(text)
    if not text.isascii():
        return [_unmasked(word) for word in _WORD.findall(text.lower())], _FIGURE.findall(text)
    found: list[str] = []
    figures: list[str] = []
    for token in tokens(text):
        of_it, figures_of_it = words_of_token(token)
        found += of_it
        figures += figures_of_it
    return found, figures


def tokens(text: str) -> list[bytes]:
    """Plain text (ASCII) in pieces without a space: words with the points and commas that stand at them or in them.

    >>> tokens("'Rain (again)', said 1,915.72.")
    [b'rain', b'again', b',', b'said', b'1,915.72.']
    """
    return text.encode("ascii").translate(_PIECES).split()


def words_of_token(token: bytes) -> tuple[list[str], list[str]]:
    """The words in a piece, and its figures.

    >>> words_of_token(b"1,915.72."), words_of_token(b"end.the")
    ((['1,915.72'], ['1,915.72']), (['end', 'the'], []))
    """
    text = token.decode("ascii")
    return _WORD.findall(text), _FIGURE.findall(text)


def _unmasked(word: str) -> str:
    return word.translate(_LOOK_ALIKES) if not word.isascii() and _LATIN.search(word) else word
