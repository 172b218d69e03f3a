"""Fingerprints of a text: what stays in the ledger so that copies can be linked without the text.

Word 5-grams, winnowed (Schleimer, Wilkerson, Aiken 2003): of each window of 8 the smallest hash is a mark, so any run of
12 words that two texts share leaves a mark in both. Beside them a mark for each two neighbouring figures: a market
bulletin's words recur every day, its figures do not.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from newscrawl.stories.words import is_figure, words

GRAM, WINDOW = 5, 8
# A gram's hash is multilinear modulo this prime (2 to the 31st, less one): marks are SQLite integers of four bytes, and two
# strange grams agree once in two thousand million. All products stay below 2 to the 60th, where Python's integers are fast.
_PRIME = 0x7FFFFFFF
_FACTORS = (0x1A2B4C5D, 0x0F3D9E71, 0x17C6A54B, 0x0B79E2D3, 0x1D58F06F)
_HEAD = struct.Struct("<16sHH")
MOST_WORDS = 60_000


@dataclass(frozen=True, slots=True)
class Prints:
    """``digest`` is equal when the words are; ``marks`` in the text's order; ``figures`` as hashes; ``size`` in words."""

    digest: bytes
    size: int
    figures: frozenset[int]
    marks: tuple[int, ...]

    def pack(self) -> bytes:
        """About four bytes a mark."""
        figures = sorted(self.figures)[:65_535]
        return (
            _HEAD.pack(self.digest, min(self.size, 65_535), len(figures))
            + array("I", figures).tobytes()
            + array("I", self.marks).tobytes()
        )

    @classmethod
    def unpack(cls, data: bytes) -> Prints:
        """What ``pack`` made; raises ValueError for anything else."""
        try:
            digest, size, count = _HEAD.unpack_from(data)
            figures, marks = array("I"), array("I")
            figures.frombytes(data[_HEAD.size : _HEAD.size + 4 * count])
            marks.frombytes(data[_HEAD.size + 4 * count :])
        except (struct.error, ValueError) as error:
            raise ValueError(f"not a packed fingerprint: {error}") from error
        return cls(digest, size, frozenset(figures), tuple(marks))


def prints_of(text: str) -> Prints | None:
    """The fingerprints of a text; None for a text without words.

    >>> one, two = prints_of("Rain fell on Cork — again."), prints_of('RAIN fell on "Cork" again')
    >>> one.digest == two.digest
    True
    """
    found = words(text)[:MOST_WORDS]
    if not found:
        return None
    digest = hashlib.blake2b(" ".join(found).encode("utf-8", "replace"), digest_size=16).digest()
    # Only a figure has a point or a comma inside.
    figures = [crc32(word.encode()) for word in found if ("." in word or "," in word) and is_figure(word)]
    pairs = [(a * 0x0B79E2D3 + b * 0x1D58F06F) % _PRIME for a, b in pairwise(figures)]
    marks = _winnowed(_grams([_HASHES[word] for word in found]))
    return Prints(digest, len(found), frozenset(figures), tuple(dict.fromkeys([*marks, *pairs])))


class _Hashes(dict[str, int]):
    """Word -> 29 bits, kept while there are not too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= 200_000:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
        found = self[word] = int.from_bytes(digest, "little") >> 3
        return found


_HASHES = _Hashes()


def _grams(hashes: Sequence[int]) -> list[int]:
    """A hash for each five words that follow each other; a shorter text is one gram."""
    if len(hashes) < GRAM:
        return [sum(value * factor for value, factor in zip(hashes, _FACTORS, strict=False)) % _PRIME]
    p, q, r, s, u = _FACTORS
    fives = zip(hashes, hashes[1:], hashes[2:], hashes[3:], hashes[4:], strict=False)
    return [(a * p + b * q + c * r + d * s + e * u) % _PRIME for a, b, c, d, e in fives]


def _winnowed(grams: list[int]) -> list[int]:
    """The smallest of each window, the rightmost of equals, once for as long as it stays the smallest."""
    if len(grams) <= WINDOW:
        return [min(grams)]
    marks: list[int] = []
    at = -1
    for start in range(len(grams) - WINDOW + 1):
        end = start + WINDOW
        if at < start:
            at = end - 1
            for place in range(end - 2, start - 1, -1):
                if grams[place] < grams[at]:
                    at = place
            marks.append(grams[at])
        elif grams[end - 1] <= grams[at]:
            at = end - 1
            marks.append(grams[at])
    return marks


def fingerprint(body: str, headline: str | None = None) -> str | None:
    """What stays of a withheld body, in base64, so that linking and rebuilding still work."""
    found = prints_of(body)
    return base64.b64encode(found.pack()).decode("ascii") if found else None


def from_fingerprint(text: str) -> Prints:
    """The fingerprints in a record; raises ValueError where it holds none."""
    try:
        return Prints.unpack(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"not a fingerprint: {error}") from error
