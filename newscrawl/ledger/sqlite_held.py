"""The table of postings: which story holds a mark. The largest part of a ledger, so it is packed, and written in sweeps.

A row holds the postings whose keys share their upper 17 bits: the lower ones (2 bytes each), then the stories (4 each). One by
one, postings would each touch another page of it; so many come together, in one sweep over all rows. What is not in the table
yet is ``sqlite_postings``' business.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from newscrawl.ledger.sieve import AT_ONCE, BITS, Keys, Sieve, Words
from newscrawl.ledger.sqlite_statements import Statements

HELD_SCHEMA = (
    # Earlier forms of what follows: their content is read again from the copies.
    "DROP TABLE IF EXISTS postings",
    "DROP TABLE IF EXISTS settled",
    "CREATE TABLE IF NOT EXISTS held (upper INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS sieve (part INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
    # The newest copy whose postings are in the table, how many it holds, and how often it was written.
    "CREATE TABLE IF NOT EXISTS posted (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER, count INTEGER, times INTEGER)",
    "INSERT OR IGNORE INTO posted VALUES (1, 0, 0, 0)",
)
# Most marks are odd: multiplied, they are spread evenly. The factor is odd, so keys differ as the marks do.
_FACTOR = np.uint32(0x9E3779B1)
_BACK = np.uint32(pow(0x9E3779B1, -1, 1 << BITS))
_ROW_BITS = 17
_LOWER_BITS = BITS - _ROW_BITS
_LOWER = (1 << _LOWER_BITS) - 1
# A sweep reads and writes so many rows at a time.
_PARTS = 64
_ROWS = (1 << _ROW_BITS) // _PARTS
# The sieve of the table, in words: 64 MiB from its first postings on (some 28,000 copies), so that a crawl holds in its first
# hours what it will hold in its last. For a million copies these are fifteen bits a mark; with half of them, an article cost 25
# microseconds more.
SIEVE_WORDS = 1 << 23
_ENTRY = 6
_NONE = np.zeros(0, np.intp)
# Rows that are asked for one by one: for more, one question.
_FEW = 3
KEY, UP = np.uint64((1 << BITS) - 1), np.uint64(BITS)
# A key and a story in one number: keys first, so that they sort by them.
Pairs = npt.NDArray[np.uint64]
Keep = Callable[[Keys, Keys], npt.NDArray[np.bool_]]


def keys_of(marks: Keys) -> Keys:
    """What marks go by in the table and the sieves.

    >>> keys_of(np.array([1, 2], np.uint32)).tolist()
    [2654435761, 1013904226]
    """
    return marks * _FACTOR


def pairs_of(keys: Keys, stories: Keys) -> Pairs:
    """Keys and their stories in one number each."""
    pairs = keys.astype(np.uint64)
    pairs <<= UP
    pairs |= stories
    return pairs


class HeldPostings:
    """Postings in the table, by number; and the sieve of them."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self.forget()

    def forget(self) -> None:
        """Read all again when it is needed."""
        # The newest copy whose postings are here, how many these are, and which writing of the table this is.
        self.upto = self.count = 0
        self._times = -1
        self._sieve = Sieve(1)

    def changed(self) -> bool:
        """Whether the table was written since it was read; then it is read again."""
        upto, count, times = self._sql.rows("SELECT upto, count, times FROM posted")[0]
        if times == self._times:
            return False
        self.upto, self.count, self._times = upto, count, times
        self._sieve = Sieve(1)
        for part in range(_PARTS if count else 0):
            bits = np.frombuffer(self._sql.rows("SELECT bits FROM sieve WHERE part = ?", part)[0][0], "<u8")
            if not part:
                self._sieve = Sieve(len(bits) * _PARTS)
            self._sieve.words[part * len(bits) : (part + 1) * len(bits)] = bits
        return True

    def hits(self, keys: Keys, bits: Words) -> npt.NDArray[np.intp]:
        """Which of the keys the table may hold."""
        return self._sieve.hits(keys, bits) if self.count else _NONE

    def look_up(self, keys: dict[int, int], found: dict[int, set[int]]) -> None:
        """Add to ``found`` (mark -> stories) what the table holds of these marks, given with their keys."""
        lowers: dict[int, list[tuple[bytes, int]]] = {}
        for mark, key in keys.items():
            lowers.setdefault(key >> _LOWER_BITS, []).append(((key & _LOWER).to_bytes(2, "little"), mark))
        for upper, packed in self._rows_of(lowers):
            half = len(packed) // _ENTRY * 2
            for lower, mark in lowers[upper]:
                at = packed.find(lower, 0, half)
                while at >= 0:
                    if at % 2 == 0:
                        story = int.from_bytes(packed[half + 2 * at : half + 2 * at + 4], "little")
                        found.setdefault(mark, set()).add(story)
                    at = packed.find(lower, at + 1, half)

    def _rows_of(self, uppers: Collection[int]) -> Iterable[tuple[int, bytes]]:
        if len(uppers) > _FEW:
            return self._sql.rows(
                "SELECT h.upper, h.packed FROM json_each(?) j CROSS JOIN held h ON h.upper = j.value",
                json.dumps([*uppers]),
            )
        return [
            row for upper in uppers for row in self._sql.rows("SELECT upper, packed FROM held WHERE upper = ?", upper)
        ]

    def remove(self, marks: Collection[int], stories: Collection[int]) -> None:
        """Take the postings of one copy's marks out; all must be read again after it."""
        lowers: dict[int, list[int]] = {}
        for key in keys_of(np.fromiter(marks, np.uint32, len(marks))).tolist():
            lowers.setdefault(key >> _LOWER_BITS, []).append(key & _LOWER)
        kept_rows: list[tuple[object, ...]] = []
        gone = 0
        for upper, lower in lowers.items():
            row = self._sql.row("SELECT packed FROM held WHERE upper = ?", upper)
            if row is None:
                continue
            lower_half, held = _unpacked(row[0])
            keep = ~(np.isin(lower_half, lower) & np.isin(held, list(stories)))
            if not keep.all():
                gone += int((~keep).sum())
                kept_rows.append((upper, lower_half[keep].tobytes() + held[keep].tobytes()))
        self._sql.write("REPLACE INTO held VALUES (?, ?)", *kept_rows)
        self._sql.write("UPDATE posted SET count = count - ?, times = times + 1", (gone,))

    def tell(self) -> None:
        """Have other processes read all again: copies stand in other stories now, and this one knows it."""
        self._sql.write("UPDATE posted SET times = times + 1", ())
        self._times += 1

    def put(self, new: Pairs, upto: int) -> None:
        """Take in new postings (key and story in one number, sorted), of all copies up to one."""
        if len(self._sieve.words) == SIEVE_WORDS:
            for at in range(0, len(new), AT_ONCE):
                self._sieve.put((new[at : at + AT_ONCE] >> UP).astype(np.uint32))
            self._sweep(new, None, None)
        else:
            self._sieve = Sieve(SIEVE_WORDS)
            self._sweep(new, None, self._sieve)
        self._sql.write("UPDATE posted SET upto = ?", (upto,))
        self.upto, self.count, self._times = self._sql.rows("SELECT upto, count, times FROM posted")[0]

    def keep(self, keep: Keep) -> None:
        """Take out all postings that ``keep`` does not keep; all must be read again after it."""
        if self.count:
            self._sieve = Sieve(SIEVE_WORDS)
            self._sweep(np.zeros(0, np.uint64), keep, self._sieve)

    def _sweep(self, new: Pairs, keep: Keep | None, fresh: Sieve | None) -> None:
        """Go through the table once, with new postings and without those that are not kept; ``fresh``: a sieve to be filled."""
        bounds = np.arange(1, (1 << _ROW_BITS) + 1, dtype=np.uint64) << np.uint64(2 * BITS - _ROW_BITS)
        ends = new.searchsorted(bounds)  # the last bound runs over to 0
        ends[-1] = len(new)
        starts = np.concatenate([[0], ends[:-1]])
        each = len(self._sieve.words) // _PARTS
        count = 0
        for part in range(_PARTS):
            sweep = part * _ROWS
            first = int(starts[sweep])
            own_new = new[first : int(ends[sweep + _ROWS - 1])]
            new_lower, new_story = (own_new >> UP & np.uint64(_LOWER)).astype("<u2"), (own_new & KEY).astype("<u4")
            own_starts, own_ends = ((bound[sweep : sweep + _ROWS] - first).tolist() for bound in (starts, ends))
            rows = dict(
                self._sql.rows("SELECT upper, packed FROM held WHERE upper BETWEEN ? AND ?", sweep, sweep + _ROWS - 1)
            )
            lowers: list[bytes] = []
            places = zip(range(sweep, sweep + _ROWS), own_starts, own_ends, strict=True)
            written = _renewed(places, rows, new_lower, new_story, keep, lowers)
            self._sql.write_all("REPLACE INTO held VALUES (?, ?)", written)
            count += sum(map(len, lowers)) // 2
            if fresh is not None:
                uppers = np.arange(sweep, sweep + _ROWS, dtype=np.uint32).repeat([len(mine) // 2 for mine in lowers])
                fresh.put(uppers << np.uint32(_LOWER_BITS) | np.frombuffer(b"".join(lowers), "<u2"))
            own = self._sieve.words[part * each : (part + 1) * each]
            self._sql.write("REPLACE INTO sieve VALUES (?, ?)", (part, own.astype("<u8").tobytes()))
        if keep is not None:
            self._sql.write("DELETE FROM held WHERE packed = x''", ())
        self._sql.write("UPDATE posted SET count = ?, times = times + 1", (count,))


def _renewed(
    places: Iterable[tuple[int, int, int]],
    rows: dict[int, bytes],
    new_lower: npt.NDArray[np.uint16],
    new_story: npt.NDArray[np.uint32],
    keep: Keep | None,
    lowers: list[bytes],
) -> Iterator[tuple[int, bytes]]:
    """The rows that change, given where in the new ones each has its own; what every row then holds goes to ``lowers``.

    One by one, and what was read is let go as it is passed: a sweep is when a ledger takes the most memory.
    """
    for upper, start, end in places:
        packed = rows.pop(upper, b"")
        half = len(packed) // _ENTRY * 2
        mine, stories = packed[:half], packed[half:]
        if end > start:
            mine, stories = mine + new_lower[start:end].tobytes(), stories + new_story[start:end].tobytes()
        if keep is not None and mine:
            mine, stories = _kept(upper, mine, stories, keep)
        lowers.append(mine)
        if len(mine) + len(stories) != len(packed):
            yield upper, mine + stories


def _kept(upper: int, lower: bytes, stories: bytes, keep: Keep) -> tuple[bytes, bytes]:
    keys = np.uint32(upper << _LOWER_BITS) | np.frombuffer(lower, "<u2").astype(np.uint32)
    held = np.frombuffer(stories, "<u4")
    which = keep(keys * _BACK, held)
    return np.frombuffer(lower, "<u2")[which].tobytes(), held[which].tobytes()


def _unpacked(packed: bytes) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint32]]:
    count = len(packed) // _ENTRY
    return np.frombuffer(packed, "<u2", count), np.frombuffer(packed, "<u4", count, 2 * count)
