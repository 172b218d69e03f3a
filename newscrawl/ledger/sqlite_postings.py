"""Postings in SQLite: which story holds a mark. The largest part of an index, so they are packed, and written in bulk.

New postings stand in memory: the newest in a dict, older ones in a sorted array. Some thirty thousand copies' worth at a time
go to their table, in one sweep over its 65,536 rows; one by one, each would touch another page of it. They need no safety of
their own: what is not in the table yet is read again from the copies that the table does not know.

A sieve (one bit for about each sixteenth of a posting) answers "nobody holds this mark" without looking: most marks of a new
text are nobody's, so that the millionth copy costs little more than the first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable

import numpy as np
import numpy.typing as npt

from newscrawl.ledger.sqlite_statements import Statements

POSTINGS_SCHEMA = (
    # Earlier forms of what follows: their content is read again from the copies.
    "DROP TABLE IF EXISTS postings",
    "DROP TABLE IF EXISTS settled",
    # A row holds the postings whose keys share their upper 16 bits: the lower ones (2 bytes each), then the stories (4 each).
    "CREATE TABLE IF NOT EXISTS held (upper INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS sieve (part INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
    # Marks of copies that the table knows already, given to them after a removal.
    "CREATE TABLE IF NOT EXISTS reposted (mark INTEGER, s INTEGER, PRIMARY KEY (mark, s)) WITHOUT ROWID",
    # The newest copy whose postings are in the table, how many it holds, and how often it was written.
    "CREATE TABLE IF NOT EXISTS posted (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER, count INTEGER, times INTEGER)",
    "INSERT OR IGNORE INTO posted VALUES (1, 0, 0, 0)",
)
# In the dict (13 MB), and before all go to the table (8 MB).
MOST_NEW, MOST_FRESH = 100_000, 1_000_000
# Winnowed marks are small numbers, most of them odd: multiplied, they are spread evenly. The factor is odd, so keys differ
# as the marks do.
_FACTOR = 0x9E3779B1
_BITS, _ROW_BITS = 32, 16
_PARTS = 64
_SWEEP = (1 << _ROW_BITS) // _PARTS
_SIEVE_LEAST, _SIEVE_MOST, _SIEVE_EACH = 23, 29, 16
_ENTRY = 6
Keys = npt.NDArray[np.uint64]


class Postings:
    """Mark -> stories, by number. ``unposted`` gives (number, story, marks) of each copy above a number."""

    def __init__(self, sql: Statements, unposted: Callable[[int], Iterable[tuple[int, int, Collection[int]]]]) -> None:
        self._sql, self._unposted = sql, unposted
        self.forget()

    def forget(self) -> None:
        """Read all again when it is needed."""
        self._known = False
        self._upto = self._seen = self._count = 0
        self._times = -1
        self._sieve = np.zeros(1 << _SIEVE_LEAST - 3, np.uint8)
        self._clear()

    def _clear(self) -> None:
        # Nearly every mark has one story; those that have more have the others in ``more``.
        self._first: dict[int, int] = {}
        self._more: dict[int, set[int]] = {}
        self._sorted: Keys = np.zeros(0, np.uint64)

    def refresh(self) -> None:
        """Another process may have written."""
        self._known = False

    def holders(self, marks: Collection[int]) -> dict[int, set[int]]:
        """Mark -> the stories that hold it, for those that any holds."""
        self._catch_up()
        found: dict[int, set[int]] = {}
        first, more = self._first, self._more
        for mark in marks:
            if mark in first:
                found[mark] = {first[mark], *more[mark]} if mark in more else {first[mark]}
        if not self._count and not len(self._sorted):
            return found
        asked = np.array(list(marks), np.uint64)
        keys = _keys(asked)
        places = keys >> self._shift()
        may = (self._sieve[places >> 3] >> (places & 7).astype(np.uint8)) & 1
        hits = np.flatnonzero(may)
        if len(hits):
            self._look(dict(zip(keys[hits].tolist(), asked[hits].tolist(), strict=True)), found)
        return found

    def _look(self, marks: dict[int, int], found: dict[int, set[int]]) -> None:
        """Look for keys in the sorted array and in the table."""
        keys = np.fromiter(marks, np.uint64, len(marks))
        starts = np.searchsorted(self._sorted, keys << _BITS)
        ends = np.searchsorted(self._sorted, (keys << _BITS) + 0xFFFFFFFF)
        for mark, start, end in zip(marks.values(), starts.tolist(), ends.tolist(), strict=True):
            if end > start:
                found.setdefault(mark, set()).update((self._sorted[start:end] & 0xFFFFFFFF).tolist())
        if not self._count:
            return
        lowers: dict[int, list[int]] = {}
        for key in marks:
            lowers.setdefault(key >> _ROW_BITS, []).append(key & 0xFFFF)
        rows = self._sql.rows(
            "SELECT h.upper, h.packed FROM json_each(?) j CROSS JOIN held h ON h.upper = j.value", json.dumps([*lowers])
        )
        for upper, packed in rows:
            lower_half, stories = _unpacked(packed)
            for lower in lowers[upper]:
                held = stories[lower_half == lower]
                if len(held):
                    found.setdefault(marks[upper << _ROW_BITS | lower], set()).update(held.tolist())

    def add(self, number: int, story: int, marks: Iterable[int]) -> None:
        """Let marks find a story through its copy of that number."""
        if number <= self._upto:
            marks = list(marks)
            self._sql.write("INSERT OR IGNORE INTO reposted VALUES (?, ?)", *[(mark, story) for mark in marks])
        self._seen = max(self._seen, number)
        self._remember(story, marks)
        if len(self._sorted) >= MOST_FRESH:
            self._settle()

    def drop(self, marks: Collection[int]) -> None:
        """Forget who holds these marks, as far as that is quickly done: they are stops, and nobody asks for them again."""
        for mark in marks:
            self._first.pop(mark, None)
            self._more.pop(mark, None)

    def remove(self, marks: Collection[int], stories: Collection[int]) -> None:
        """Take the postings of one copy's marks out of the table."""
        self._catch_up()
        lowers: dict[int, list[int]] = {}
        for key in _keys(np.array(list(marks), np.uint64)).tolist():
            lowers.setdefault(key >> _ROW_BITS, []).append(key & 0xFFFF)
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
        pairs = [(mark, story) for mark in marks for story in stories]
        self._sql.write("DELETE FROM reposted WHERE mark = ? AND s = ?", *pairs)
        self._sql.write("UPDATE posted SET count = count - ?, times = times + 1", (gone,))
        self.forget()

    def _remember(self, story: int, marks: Iterable[int]) -> None:
        first = self._first
        for mark in marks:
            if first.setdefault(mark, story) != story:
                self._more.setdefault(mark, set()).add(story)
        if len(first) >= MOST_NEW:
            self._fold()

    def _fold(self) -> None:
        """Put the dict into the sorted array."""
        pairs = [*self._first.items(), *((mark, story) for mark, held in self._more.items() for story in held)]
        if not pairs:
            return
        both = np.array(pairs, np.uint64)
        keys = _keys(both[:, 0])
        new = np.sort((keys << _BITS) | both[:, 1])
        self._sorted = np.sort(np.concatenate([self._sorted, new]), kind="stable")  # two runs: merged, not sorted
        places = keys >> self._shift()
        np.bitwise_or.at(self._sieve, places >> 3, np.left_shift(1, places & 7).astype(np.uint8))
        self._first.clear()
        self._more.clear()

    def _shift(self) -> int:
        return _BITS - (len(self._sieve) * 8).bit_length() + 1

    def _catch_up(self) -> None:
        """Know the postings of all copies that the table does not know."""
        if self._known:
            return
        upto, count, times = self._sql.rows("SELECT upto, count, times FROM posted")[0]
        if times != self._times:
            self.forget()
            self._upto, self._count, self._times = upto, count, times
            sieve = bytearray()
            for part in range(_PARTS if count else 0):
                sieve += self._sql.rows("SELECT bits FROM sieve WHERE part = ?", part)[0][0]
            if sieve:
                self._sieve = np.frombuffer(sieve, np.uint8)
            for mark, story in self._sql.rows("SELECT mark, s FROM reposted"):
                self._remember(story, (mark,))
        for number, story, marks in self._unposted(max(upto, self._seen)):
            self._seen = number
            self._remember(story, marks)
        self._known = True

    def _settle(self) -> None:
        """Put the postings in memory into the table, and make the sieve of all anew."""
        self._fold()
        new = np.unique(self._sorted)
        count = self._count + len(new)
        bits = min(_SIEVE_MOST, max(_SIEVE_LEAST, ((count + MOST_FRESH) * _SIEVE_EACH - 1).bit_length()))
        ends = np.searchsorted(new, np.arange(1, (1 << _ROW_BITS) + 1, dtype=np.uint64) << 2 * _BITS - _ROW_BITS)
        starts = np.concatenate([[0], ends[:-1]])
        lower = ((new >> _BITS) & 0xFFFF).astype("<u2")
        story = (new & 0xFFFFFFFF).astype("<u4")
        for part in range(_PARTS):
            sweep = part * _SWEEP
            rows = dict(
                self._sql.rows("SELECT upper, packed FROM held WHERE upper BETWEEN ? AND ?", sweep, sweep + _SWEEP - 1)
            )
            written: list[tuple[object, ...]] = []
            sieve = np.zeros((1 << bits) // _PARTS, np.bool_)
            for upper in range(sweep, sweep + _SWEEP):
                start, end = starts[upper], ends[upper]
                packed = rows.get(upper, b"")
                if end > start:
                    half = len(packed) // _ENTRY * 2
                    packed = b"".join(
                        (packed[:half], lower[start:end].tobytes(), packed[half:], story[start:end].tobytes())
                    )
                    written.append((upper, packed))
                keys = ((upper - sweep) << _ROW_BITS) + _unpacked(packed)[0].astype(np.int64)
                sieve[keys >> _BITS - bits] = True
            self._sql.write_all("REPLACE INTO held VALUES (?, ?)", written)
            self._sql.write("REPLACE INTO sieve VALUES (?, ?)", (part, np.packbits(sieve, bitorder="little").tobytes()))
        self._sql.write("DELETE FROM reposted", ())
        self._sql.write("UPDATE posted SET upto = ?, count = ?, times = times + 1", (self._seen, count))
        self.forget()


def _keys(marks: Keys) -> Keys:
    return marks * np.uint64(_FACTOR) & np.uint64(0xFFFFFFFF)


def _unpacked(packed: bytes) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint32]]:
    count = len(packed) // _ENTRY
    return np.frombuffer(packed, "<u2", count), np.frombuffer(packed, "<u4", count, 2 * count)
