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
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# A text without figures that has so many numbers, one in so many words, tells its day by them: forecasts, draws, results.
FEWEST_NUMBERS, WORDS_A_NUMBER = 7, 9
# Of a script without spaces; Chinese has fewer, Thai more.
LETTERS_A_WORD = 4
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
# Arabic, Persian, Devanagari and other digits, and the points that stand between the Arabic ones.
_DIGIT = re.compile("[^\\W\\D0-9]")


class _Digits(dict[int, str]):
    """What each character is in plain digits, found out when it is met."""

    def __missing__(self, code: int) -> str:
        digit = unicodedata.decimal(chr(code), None)
        found = self[code] = chr(code) if digit is None else str(digit)
        return found


_DIGITS = _Digits({ord("٫"): ".", ord("٬"): ","})
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def plain(text: str) -> str:
    """A text without the typography that NFKC leaves or that costs it time.

    >>> plain("“No” – he said…"), plain("ﬁve\u00adfold"), plain("١٬٩١٥٫٧ نقطة")
    ('"No" - he said.', 'fivefold', '1,915.7 نقطة')
    """
    if text.isascii():
        return text
    for printed, plainer in _TYPOGRAPHY.items():
        text = text.replace(printed, plainer)
    if text.isascii():
        return text
    text = _SOFT.sub("", unicodedata.normalize("NFKC", text))
    return text.translate(_DIGITS) if _DIGIT.search(text) else text


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


def tells_by_numbers(numbers: int, words: int) -> bool:
    """Whether a text has so many numbers that they tell its day where it has no figures."""
    return numbers >= FEWEST_NUMBERS and numbers * WORDS_A_NUMBER >= words


def length(words: int, letters: int) -> int:
    """How long a text is in words, of which so many are single letters of scripts that put no space between words."""
    return words - letters + -(-letters // LETTERS_A_WORD)


def figures(text: str) -> list[str]:
    """The figures with a point or a comma: what tells one day's bulletin from the next.

    >>> figures("1,915.72 in 1987, up 0.8.")
    ['1,915.72', '0.8']
    """
    return FIGURE.findall(plain(text))
