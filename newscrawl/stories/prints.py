"""Fingerprints of a text: what stays in the ledger so that copies can be linked without the text.

Word 5-grams, winnowed (Schleimer, Wilkerson, Aiken 2003): of each window of 8 the smallest hash is a mark, so any run of
12 words that two texts share leaves a mark in both. Beside them a mark for each two neighbouring figures: a market
bulletin's words recur every day, its figures do not. Of the headline its words stay, and what its tags say: they only
weigh where the texts alone leave it open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from newscrawl.items import Revision
from newscrawl.stories.words import words_and_figures
from newscrawl.text.revisions import cut_tags

GRAM, WINDOW = 5, 8
# A gram's hash is the sum of its words' hashes (31 bits), each times the factor of its place (30 bits, odd, without
# pattern), of which the lower 32 bits count. The sums of all grams are made at once: a text is one long number with
# 64 bits for each word, so that five products and shifts of that number are all grams' sums, and none runs over.
_FACTORS = (0x2545F491, 0x1F123BB5, 0x3AB51A59, 0x12E15E35, 0x38495AB5)
_LANE = 64
_WORD_MASK, _MARK_MASK = 0x7FFFFFFF, 0xFFFFFFFF
_HEAD = struct.Struct("<16sHHBB")
# The first byte of a fingerprint in a record, so that a later form can tell it from its own.
_FORM = b"\x01"
FEW_MARKS = 30
MOST_WORDS, MOST_HEADLINE = 60_000, 400
MOST_KNOWN_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class Prints:
    """``digest`` is equal when the words are; ``marks`` in the text's order; ``figures`` as hashes; ``size`` in words.

    ``title`` holds the headline's words as hashes of 16 bits; ``revision`` is 2 for UPDATE 2, 0 where it says nothing.
    """

    digest: bytes
    size: int
    figures: frozenset[int]
    marks: tuple[int, ...]
    title: frozenset[int] = frozenset()
    revision: int = 0

    def pack(self) -> bytes:
        """About four bytes a mark."""
        figures, title = sorted(self.figures)[:65_535], sorted(self.title)[:255]
        return (
            _HEAD.pack(self.digest, min(self.size, 65_535), len(figures), len(title), self.revision)
            + _little(array("H", title)).tobytes()
            + _little(array("I", figures)).tobytes()
            + _little(array("I", self.marks)).tobytes()
        )

    @classmethod
    def unpack(cls, data: bytes) -> Prints:
        """What ``pack`` made; raises ValueError for anything else."""
        try:
            digest, size, count, titled, revision = _HEAD.unpack_from(data)
            title, numbers = array("H"), array("I")
            title.frombytes(data[_HEAD.size : _HEAD.size + 2 * titled])
            numbers.frombytes(data[_HEAD.size + 2 * titled :])
        except (struct.error, ValueError) as error:
            raise ValueError(f"not a packed fingerprint: {error}") from error
        if count > len(numbers) or titled > len(title):
            raise ValueError("not a packed fingerprint: it is cut off")
        _little(title), _little(numbers)
        return cls(digest, size, frozenset(numbers[:count]), tuple(numbers[count:]), frozenset(title), revision)


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def prints_of(text: str, headline: str | None = None, revision: Revision | None = None) -> Prints | None:
    """The fingerprints of a text; None for a text without words. ``revision`` where the headline's tags are cut already.

    >>> one, two = prints_of("Rain fell on Cork — again."), prints_of('RAIN fell on "Cork" again')
    >>> one.digest == two.digest
    True
    """
    found, figures = words_and_figures(text)
    if not found:
        return None
    del found[MOST_WORDS:]
    lanes = b"".join([_LANES[word] for word in found])
    numbers = [crc32(figure.encode()) for figure in figures[:MOST_WORDS]]
    pairs = [(a * 31 + b) * 0x9E3779B1 & _MARK_MASK for a, b in pairwise(numbers)]
    marks = _winnowed(_grams(lanes, len(found)))
    digest = hashlib.blake2b(lanes, digest_size=16).digest()
    title, number = _titled(headline, revision) if headline or revision else (frozenset[int](), 0)
    return Prints(digest, len(found), frozenset(numbers), tuple(dict.fromkeys([*marks, *pairs])), title, number)


def _titled(headline: str | None, revision: Revision | None) -> tuple[frozenset[int], int]:
    """A headline's words, and which version of its story its tags name.

    >>> _titled("UPDATE 2-Rain falls", None) == _titled("Rain Falls", Revision(kind="update", number=2, text="UPDATE 2"))
    True
    """
    tagged = cut_tags((headline or "")[:MOST_HEADLINE])
    revision = revision or tagged.revision
    words_of_it = words_and_figures(tagged.text)[0]
    number = 0
    if revision is not None and (revision.number or revision.kind in ("update", "wrapup", "writethru")):
        number = min(revision.number or 1, 255)
    return frozenset([int.from_bytes(_LANES[word][:2], "little") for word in words_of_it]), number


class _Lanes(dict[str, bytes]):
    """A word's hash in the lower 31 bits of a lane; the words of a language come again and again."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= MOST_KNOWN_WORDS:
            self.clear()
        hashed = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
        lane = self[word] = (int.from_bytes(hashed, "little") & _WORD_MASK).to_bytes(_LANE // 8, "little")
        return lane


_LANES = _Lanes()


def _grams(lanes: bytes, count: int) -> array[int]:
    """A hash for each five words that follow each other; a shorter text is one gram."""
    text = int.from_bytes(lanes, "little")
    total = 0
    for place, factor in enumerate(_FACTORS):
        total += (text >> _LANE * place) * factor
    sums = array("I", total.to_bytes((count + 1) * _LANE // 8, "little"))
    if sys.byteorder == "big":
        sums.byteswap()
    return sums[: 2 * max(1, count - GRAM + 1) : 2]


def _winnowed(hashes: array[int]) -> list[int]:
    """The smallest of each window, the rightmost of equals, once for as long as it stays the smallest."""
    grams = hashes.tolist()
    if len(grams) < WINDOW:
        return [min(grams)]
    marks: list[int] = []
    lowest, left, place = _MARK_MASK + 1, WINDOW, -1
    for gram in grams:
        place += 1
        if gram <= lowest:
            lowest, left = gram, WINDOW
            if place >= WINDOW - 1:
                marks.append(gram)
            continue
        left -= 1
        if not left:
            window = grams[place - WINDOW + 1 : place + 1]
            lowest = min(window)
            left = WINDOW - window[::-1].index(lowest)
            marks.append(lowest)
        elif place == WINDOW - 1:
            marks.append(lowest)
    return marks


def telling(marks: Sequence[int]) -> list[int]:
    """The marks that find a text: all of a short one, every other of a long one (the odd ones: which is as good as chance).

    Half the index, and a template's other half, which is never stopped, still speaks for a copy.
    """
    return [mark for mark in marks if mark & 1] if len(marks) >= FEW_MARKS else list(marks)


def fingerprint(body: str, headline: str | None = None, revision: Revision | None = None) -> str | None:
    """What stays of a withheld body, so that linking and rebuilding still work: base64."""
    found = prints_of(body, headline, revision)
    return base64.b64encode(_FORM + found.pack()).decode("ascii") if found else None


def from_fingerprint(text: str) -> Prints:
    """The fingerprints in a record; raises ValueError where it holds none."""
    try:
        packed = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"not a fingerprint: {error}") from error
    if not packed.startswith(_FORM):
        raise ValueError("not a fingerprint of a form that is known here")
    return Prints.unpack(packed[1:])
