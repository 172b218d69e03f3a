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

import numpy as np
import numpy.typing as npt

from newscrawl.items import Revision
from newscrawl.stories.lanes import MOST_WORDS, Lanes, lanes_and_figures
from newscrawl.text.wire.revisions import cut_tags

GRAM, WINDOW = 5, 8
# Two hashes of a gram, each the sum of its words' hashes (31 bits) times factors of their places (odd, without pattern), modulo
# 2**32. By the first the marks are chosen, the second is the mark: the smallest of eight would share an eighth of all numbers,
# and a million articles hold so many marks that two would often be the same by chance.
_CHOOSING = tuple(np.uint32(factor) for factor in (0x2545F491, 0x1F123BB5, 0x3AB51A59, 0x12E15E35, 0x38495AB5))
_MARKING = tuple(np.uint32(factor) for factor in (0x9E3779B1, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD6E8FEB9))
_MARK_MASK, _UPPER, _PLACE = 0xFFFFFFFF, np.uint64(32), np.uint64(0xFFFFFFFF)
_HEAD = struct.Struct("<16sHHHBB")
# The first byte of a fingerprint in a record, so that a later form can tell it from its own.
_FORM = b"\x02"
FEW_MARKS = 30
# Winnowing takes two of nine; of letters that are a quarter of a word each, four times as many.
MARKS_A_WORD = 0.45
MOST_HEADLINE = 400
_FROM_END = np.arange(MOST_WORDS, 0, -1, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Prints:
    """``digest`` is equal when the words are; ``figures`` as hashes (of a text full of numbers without
    figures, those); ``size`` in words.

    ``marks`` are ``runs`` marks of words in the text's order, then those of figures.
    ``title`` holds the headline's words as hashes of 16 bits; ``revision`` is 2 for UPDATE 2, 0 where it says nothing.
    """

    digest: bytes
    size: int
    figures: frozenset[int]
    marks: tuple[int, ...]
    runs: int
    title: frozenset[int] = frozenset()
    revision: int = 0

    @property
    def whole(self) -> int:
        """A mark for the whole text: by it an exact copy is found even where all its other marks are boilerplate."""
        return int.from_bytes(self.digest[:4], "little")

    @property
    def by_letters(self) -> bool:
        """Whether it is of a script without spaces: a mark for each two or three words is too many."""
        return self.runs > MARKS_A_WORD * self.size

    def pack(self) -> bytes:
        """About four bytes a mark."""
        figures, title = sorted(self.figures)[:65_535], sorted(self.title)[:255]
        return (
            _HEAD.pack(self.digest, min(self.size, 65_535), len(figures), self.runs, len(title), self.revision)
            + _little(array("H", title)).tobytes()
            + _little(array("I", figures)).tobytes()
            + _little(array("I", self.marks)).tobytes()
        )

    @classmethod
    def unpack(cls, data: bytes) -> Prints:
        """What ``pack`` made; raises ValueError for anything else."""
        try:
            digest, size, count, runs, titled, revision = _HEAD.unpack_from(data)
            title, numbers = array("H"), array("I")
            title.frombytes(data[_HEAD.size : _HEAD.size + 2 * titled])
            numbers.frombytes(data[_HEAD.size + 2 * titled :])
        except (struct.error, ValueError) as error:
            raise ValueError(f"not a packed fingerprint: {error}") from error
        if count > len(numbers) or titled > len(title):
            raise ValueError("not a packed fingerprint: it is cut off")
        _little(title), _little(numbers)
        return cls(digest, size, frozenset(numbers[:count]), tuple(numbers[count:]), runs, frozenset(title), revision)


def postable(packed: bytes) -> npt.NDArray[np.uint32]:
    """The marks of a packed fingerprint that find its text, and the one for the whole: read in bulk."""
    _, _, figures, _, titled, _ = _HEAD.unpack_from(packed)
    marks = np.frombuffer(packed, "<u4", offset=_HEAD.size + 2 * titled + 4 * figures)
    if len(marks) >= FEW_MARKS:
        marks = marks[marks & 1 == 1]
    return np.append(marks, np.frombuffer(packed, "<u4", 1))


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
    lanes, figures, telling_day, size = lanes_and_figures(text)
    if not len(lanes):
        return None
    marks = dict.fromkeys(_marks(lanes))
    runs = len(marks)
    for a, b in pairwise(figures):
        marks.setdefault((a * 31 + b) * 0x9E3779B1 & _MARK_MASK)
    digest = hashlib.blake2b(lanes.tobytes(), digest_size=16).digest()
    title, number = _titled(headline, revision) if headline or revision else (frozenset[int](), 0)
    return Prints(digest, min(size, MOST_WORDS), telling_day, tuple(marks), runs, title, number)


def _titled(headline: str | None, revision: Revision | None) -> tuple[frozenset[int], int]:
    """A headline's words, and which version of its story its tags name.

    >>> _titled("UPDATE 2-Rain falls", None) == _titled("Rain Falls", Revision(kind="update", number=2, text="UPDATE 2"))
    True
    """
    tagged = cut_tags((headline or "")[:MOST_HEADLINE])
    lanes = lanes_and_figures(tagged.text).lanes
    return frozenset((lanes & 0xFFFF).tolist()), version_told(revision or tagged.revision)


def version_told(revision: Revision | None) -> int:
    """Which version of its story a copy says that it is, 0 to 255; 0 where it says nothing of that.

    A correction without a number is of no version of its own.

    >>> [version_told(Revision(kind=kind, number=number, text="")) for kind, number in
    ...  (("update", 2), ("writethru", None), ("corrected", 3), ("corrected", None))]
    [2, 1, 3, 0]
    """
    if revision is None:
        return 0
    unnumbered = int(revision.kind in ("update", "wrapup", "writethru"))
    return min(max(revision.number or unnumbered, 0), 255)


def _marks(lanes: Lanes) -> list[int]:
    """The marks of a text, in its order: a hash for some of its runs of five words (a shorter text is one run)."""
    if len(lanes) < GRAM:
        lanes = np.concatenate([lanes, np.zeros(GRAM - len(lanes), lanes.dtype)])
    last = len(lanes) - GRAM + 1
    grams = lanes[:last] * _CHOOSING[0]
    for place in range(1, GRAM):
        grams += lanes[place : place + last] * _CHOOSING[place]
    chosen = _winnowed(grams)
    marks = lanes[chosen] * _MARKING[0]
    for factor in _MARKING[1:]:
        chosen += 1
        marks += lanes[chosen] * factor
    found: list[int] = marks.tolist()
    return found


def _winnowed(grams: Lanes) -> npt.NDArray[np.int64]:
    """Where the smallest of each window stands, the rightmost of equals, once for as long as it stays the smallest."""
    count = len(grams)
    # The gram above, its distance from the end below: of equal grams the rightmost is the smallest.
    lowest = grams.astype(np.uint64)
    lowest <<= _UPPER
    lowest |= _FROM_END[MOST_WORDS - count :]
    if count < WINDOW:
        lowest = lowest.min(keepdims=True)
    else:
        for step in (1, 2, 4):  # the smallest of 2, of 4, of 8
            lowest = np.minimum(lowest[:-step], lowest[step:])
        first = np.empty(len(lowest), np.bool_)
        first[0] = True
        np.not_equal(lowest[1:], lowest[:-1], out=first[1:])
        lowest = lowest[first]
    return count - (lowest & _PLACE).astype(np.int64)


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
