"""A sieve of keys (a Bloom filter): "nobody holds this" without looking. Three bits for each key, all in one word of 64."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint32]
Words = npt.NDArray[np.uint64]

# Bits of a key.
BITS = 32
# Words of a sieve, as powers of two.
_LEAST, _MOST = 17, 23
# Keys that are put in together: it takes some times their memory.
AT_ONCE = 1 << 17
_SECOND = np.uint32(0x85EBCA6B)
_ONE, _WORD = np.uint64(1), np.uint64(63)
# Three times six bits of a product say which bits a key has: looked up, for lookups are what a sieve is for.
_PATTERN_BITS = 18
_REST = np.uint32(BITS - _PATTERN_BITS)


def words_for(count: int, each: int) -> int:
    """How many words a sieve has that is to hold so many keys with so many bits each: a power of two, within bounds.

    >>> words_for(1_000_000, 32)
    524288
    """
    return 1 << min(_MOST, max(_LEAST, (count * each // 64 - 1).bit_length()))


def _patterns() -> Words:
    """Every pattern of three bits in a word."""
    numbers = np.arange(1 << _PATTERN_BITS, dtype=np.uint64)
    found = _ONE << (numbers & _WORD)
    for shift in (6, 12):
        found |= _ONE << (numbers >> np.uint64(shift) & _WORD)
    return found


_PATTERNS = _patterns()


def bits_of(keys: Keys) -> Words:
    """A key's three bits in its word."""
    bits: Words = _PATTERNS[keys * _SECOND >> _REST]
    return bits


class Sieve:
    """Keys that were put in are always hits; others seldom.

    >>> sieve = Sieve(words_for(1_000, 32))
    >>> sieve.put(np.array([5, 7], np.uint32))
    >>> asked = np.array([5, 6, 7], np.uint32)
    >>> sieve.hits(asked, bits_of(asked)).tolist()
    [0, 2]
    """

    def __init__(self, words: int) -> None:
        self.words: Words = np.zeros(words, np.uint64)

    def put(self, keys: Keys) -> None:
        """Keys are hits from now on."""
        for at in range(0, len(keys), AT_ONCE):
            some = keys[at : at + AT_ONCE]
            np.bitwise_or.at(self.words, self._places(some), bits_of(some))

    def hits(self, keys: Keys, bits: Words) -> npt.NDArray[np.intp]:
        """Which of the keys may have been put in; ``bits`` are theirs, as they serve for several sieves."""
        words: Words = self.words[self._places(keys)]
        words &= bits
        hits: npt.NDArray[np.intp] = (words == bits).nonzero()[0]
        return hits

    def _places(self, keys: Keys) -> Keys:
        """The word that a key's bits are in: by its upper bits, so that sorted keys fill the sieve from one end to the other."""
        return keys >> np.uint32(BITS + 1 - len(self.words).bit_length())
