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

import numpy as np
import numpy.typing as npt

from newscrawl.items import Revision
from newscrawl.stories.words import plain, tokens, words_and_figures, words_of_token
from newscrawl.text.revisions import cut_tags

GRAM, WINDOW = 5, 8
# A gram's hash is the sum of its words' hashes (31 bits), each times the factor of its place (30 bits, odd, without
# pattern), of which the lower 32 bits count. A lane holds a word's hash in 64 bits, so no sum runs over.
_FACTORS = (0x2545F491, 0x1F123BB5, 0x3AB51A59, 0x12E15E35, 0x38495AB5)
_LANE = 64
_WORD_MASK, _MARK_MASK = 0x7FFFFFFF, 0xFFFFFFFF
_HEAD = struct.Struct("<16sHHBB")
# The first byte of a fingerprint in a record, so that a later form can tell it from its own.
_FORM = b"\x01"
FEW_MARKS = 30
MOST_WORDS, MOST_HEADLINE = 60_000, 400
# Bytes of memory, about, for pieces of text whose lanes are remembered; what each costs beside its letters.
MOST_KNOWN, _EACH_KNOWN = 20_000_000, 190
Lanes = npt.NDArray[np.uint64]


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
    lanes, figures = _lanes(text)
    if not len(lanes):
        return None
    marks = _winnowed(_grams(lanes))
    pairs = [(a * 31 + b) * 0x9E3779B1 & _MARK_MASK for a, b in pairwise(figures)]
    digest = hashlib.blake2b(lanes.tobytes(), digest_size=16).digest()
    title, number = _titled(headline, revision) if headline or revision else (frozenset[int](), 0)
    return Prints(digest, len(lanes), frozenset(figures), tuple(dict.fromkeys([*marks, *pairs])), title, number)


def _titled(headline: str | None, revision: Revision | None) -> tuple[frozenset[int], int]:
    """A headline's words, and which version of its story its tags name.

    >>> _titled("UPDATE 2-Rain falls", None) == _titled("Rain Falls", Revision(kind="update", number=2, text="UPDATE 2"))
    True
    """
    tagged = cut_tags((headline or "")[:MOST_HEADLINE])
    revision = revision or tagged.revision
    lanes, _ = _lanes(tagged.text)
    number = 0
    if revision is not None and (revision.number or revision.kind in ("update", "wrapup", "writethru")):
        number = min(revision.number or 1, 255)
    return frozenset((lanes & 0xFFFF).tolist()), number


class _Known:
    """The lanes of a piece of text (most have one word), and its figures: a language's words come again and again."""

    def __init__(self) -> None:
        self._lanes: dict[bytes | str, bytes] = {}
        self._figures: dict[bytes | str, tuple[int, ...]] = {}
        self._held = 0

    def read(self, pieces: Sequence[bytes | str]) -> tuple[bytes, list[int]]:
        """The lanes of all words, and the figures, in order."""
        if self._held > MOST_KNOWN:
            self._lanes.clear()
            self._figures.clear()
            self._held = 0
        found = list(map(self._lanes.get, pieces))
        at = 0
        while None in found:
            at = found.index(None, at)
            found[at] = self._lanes.get(pieces[at]) or self._learn(pieces[at])
        known = self._figures
        figures: list[int] = []
        if not known.keys().isdisjoint(pieces):
            figures = [figure for piece in pieces if piece in known for figure in known[piece]]
        return b"".join(found), figures  # type: ignore[arg-type]  # no None is left

    def _learn(self, piece: bytes | str) -> bytes:
        words, figures = ([piece], []) if isinstance(piece, str) else words_of_token(piece)
        self._lanes[piece] = lanes = b"".join([_lane(word) for word in words])
        self._held += len(piece) + _EACH_KNOWN
        if figures:
            self._figures[piece] = tuple(_figure(figure) for figure in figures)
        return lanes


_KNOWN = _Known()


def _lane(word: str) -> bytes:
    """A word's hash in the lower 31 bits of a lane."""
    hashed = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return (int.from_bytes(hashed, "little") & _WORD_MASK).to_bytes(_LANE // 8, "little")


def _figure(figure: str) -> int:
    return crc32(figure.encode())


def _lanes(text: str) -> tuple[Lanes, list[int]]:
    """A lane for each word of a text, and its figures as hashes."""
    text = plain(text)
    if text.isascii():
        lanes, figures = _KNOWN.read(tokens(text))
    else:
        words, printed = words_and_figures(text)
        lanes, _ = _KNOWN.read(words)
        figures = [_figure(figure) for figure in printed]
    return np.frombuffer(lanes, "<u8")[:MOST_WORDS], figures[:MOST_WORDS]


def _grams(lanes: Lanes) -> Lanes:
    """A hash for each five words that follow each other; a shorter text is one gram."""
    if len(lanes) < GRAM:
        lanes = np.concatenate([lanes, np.zeros(GRAM - len(lanes), lanes.dtype)])
    last = len(lanes) - GRAM + 1
    total = lanes[:last] * np.uint64(_FACTORS[0])
    for place in range(1, GRAM):
        total += lanes[place : place + last] * np.uint64(_FACTORS[place])
    return total & np.uint64(_MARK_MASK)


def _winnowed(grams: Lanes) -> list[int]:
    """The smallest of each window, the rightmost of equals, once for as long as it stays the smallest."""
    count = len(grams)
    # The gram above, its distance from the end below: of equal grams the rightmost is the smallest.
    lowest = (grams << 32) | np.arange(count, 0, -1, dtype=np.uint64)
    if count < WINDOW:
        return [int(lowest.min() >> 32)]
    for step in (1, 2, 4):  # the smallest of 2, of 4, of 8
        lowest = np.minimum(lowest[:-step], lowest[step:])
    first = np.ones(len(lowest), np.bool_)
    np.not_equal(lowest[1:], lowest[:-1], out=first[1:])
    marks: list[int] = (lowest[first] >> 32).tolist()
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
