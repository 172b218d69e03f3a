"""A text as one hash for each of its words: found, folded and hashed in bulk, as ``words.words`` finds them one by one."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from newscrawl.stories.words import FIGURE, NUMBER, UNSPACED, length, plain, tells_by_numbers, unmasked

# What is read of one text, so that memory is bounded.
MOST_WORDS, MOST_LETTERS = 60_000, 400_000
# What a point, a comma and all that ends a word go by, in place of their codes; letters and digits have higher ones.
_END, _POINT, _COMMA = 0, 1, 2
Lanes = npt.NDArray[np.uint32]
_Long = npt.NDArray[np.uint64]
_Codes = npt.NDArray[np.uint8] | npt.NDArray[np.uint32]

# A word's hash is the sum of its letters' codes, each times a power of _BASE: taken from sums over the whole text, and
# multiplied by the inverse power of where the word stands, so that it is the same anywhere. All of it modulo 2**64.
_BASE = 0x9E3779B97F4A7C15
_MIX, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)
_ZERO, _DIGITS = ord("0"), 10


def _powers(base: int, count: int) -> _Long:
    found = np.ones(count, np.uint64)
    known = 1
    while known < count:
        more = min(known, count - known)
        found[known : known + more] = found[:more] * np.uint64(pow(base, known, 1 << 64))
        known += more
    return found


@lru_cache(maxsize=1)
def _all_powers(count: int) -> tuple[_Long, _Long]:
    return _powers(_BASE, count), _powers(pow(_BASE, -1, 1 << 64), count)


def _powers_for(size: int) -> tuple[_Long, _Long]:
    """The powers of _BASE for so many places, and their inverses."""
    return _all_powers(max(1 << 14, 1 << (size - 1).bit_length()))


def _ascii_codes() -> bytes:
    """What each byte of a plain text goes by: a word's letters in lower case."""
    codes = [ord(chr(code).lower()) if chr(code).isalnum() or code == ord("_") else _END for code in range(128)]
    codes[ord(".")], codes[ord(",")] = _POINT, _COMMA
    return bytes(codes + [_END] * 128)


_ASCII_CODES = _ascii_codes()


@lru_cache(maxsize=1)
def _in_words() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Of every character: whether it is part of a word, and whether it is a word by itself."""
    # (Not joined of a million strings: they would take 80 MB for a moment.)
    every = np.arange(sys.maxunicode + 1, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    found = np.zeros((2, len(every)), np.bool_)
    for which, pattern in enumerate((r"\w+", f"[{UNSPACED}]+")):
        for run in re.finditer(pattern, every):
            found[which, run.start() : run.end()] = True
    return found[0] | found[1], found[1]


class Found(NamedTuple):
    """A hash of 31 bits for each word; hashes of the figures (with a point or a comma), in order; ``telling``: of what tells the
    text's day, these or all its numbers; ``size`` in words, also of scripts that put no space between them."""

    lanes: Lanes
    figures: list[int]
    telling: frozenset[int]
    size: int


def lanes_and_figures(text: str) -> Found:
    """The words and figures of a text as hashes.

    >>> quoted, plain_one = lanes_and_figures("“Rain” – 1.5"), lanes_and_figures('"RAIN", 1.5')
    >>> quoted[0].tolist() == plain_one[0].tolist(), quoted[1] == plain_one[1], len(quoted[0])
    (True, True, 2)
    >>> len(lanes_and_figures("東京で")[0])
    3
    """
    text = f" {plain(text[:MOST_LETTERS])[:MOST_LETTERS]} "
    codes: _Codes
    alone = None
    if text.isascii():
        codes = np.frombuffer(bytearray(text.encode("ascii")).translate(_ASCII_CODES), np.uint8)
    else:
        text = unmasked(text.lower())
        printed = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        in_words, by_themselves = _in_words()
        codes = printed * in_words[printed]
        codes[printed == ord(".")], codes[printed == ord(",")] = _POINT, _COMMA
        alone = by_themselves[printed]
    points = (codes - _POINT <= _COMMA - _POINT).nonzero()[0]
    joins: list[int] = []
    if len(points):
        # Between two digits a point or a comma is part of a word: a figure.
        between = (codes[points - 1] - _ZERO < _DIGITS) & (codes[points + 1] - _ZERO < _DIGITS)
        joins = points[between].tolist()
        codes[points[~between]] = _END
    digits = codes - _ZERO < _DIGITS
    numbers = int(np.count_nonzero(digits[1:] > digits[:-1])) - len(joins)
    inside = codes != _END
    begins = inside[1:] > inside[:-1]
    if alone is not None and alone.any():
        begins |= inside[1:] & (alone[1:] | alone[:-1])
    starts = begins.nonzero()[0]
    if not len(starts):
        return Found(np.zeros(0, np.uint32), [], frozenset(), 0)
    starts += 1
    powers, inverses = _powers_for(len(codes))
    # What stands between words counts as nought.
    sums = np.add.reduceat(codes * powers[: len(codes)], starts) * inverses[starts]
    sums ^= sums >> _SHIFT
    sums *= _MIX
    sums >>= _SHIFT
    size = len(starts) if alone is None else length(len(starts), int(np.count_nonzero(alone)))
    figures = _figures(text, joins)
    telling = figures
    if not figures and tells_by_numbers(numbers, size):
        telling = [crc32(number.encode()) for number in NUMBER.findall(text)[:MOST_WORDS]]
    return Found(sums[:MOST_WORDS].astype(np.uint32), figures, frozenset(telling), size)


def _figures(text: str, joins: list[int]) -> list[int]:
    """The figures that hold these points and commas."""
    found: list[int] = []
    end = 0
    for at in joins:
        if at >= end and (figure := FIGURE.search(text, _first_digit(text, at))):
            end = figure.end()
            found.append(crc32(figure[0].encode()))
    return found[:MOST_WORDS]


def _first_digit(text: str, at: int) -> int:
    while "0" <= text[at - 1] <= "9":
        at -= 1
    return at
