"""Postings in SQLite: which story holds a mark. The largest part of an index, so they are packed, and written in bulk.

New postings stand in memory: the newest in a dict, older ones in a sorted array. Some thirty thousand copies' worth at a time
go to their table, in one sweep over its 65,536 rows; one by one, each would touch another page of it. They need no safety of
their own: what is not in the table yet is read again from the copies that the table does not know.

A sieve (a Bloom filter: three bits of some twelve to thirty-two for each posting, all in one word) answers "nobody holds this
mark" without looking: most marks of a new text are nobody's, so that the millionth copy costs little more than the first.
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
    # A row holds the postings whose keys share their upper 17 bits: the lower ones (2 bytes each), then the stories (4 each).
    "CREATE TABLE IF NOT EXISTS held (upper INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS sieve (part INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
    # Marks of copies that the table knows already, given to them after a removal.
    "CREATE TABLE IF NOT EXISTS reposted (mark INTEGER, s INTEGER, PRIMARY KEY (mark, s)) WITHOUT ROWID",
    # The newest copy whose postings are in the table, how many it holds, and how often it was written.
    "CREATE TABLE IF NOT EXISTS posted (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER, count INTEGER, times INTEGER)",
    "INSERT OR IGNORE INTO posted VALUES (1, 0, 0, 0)",
)
# In the dict (13 MB), and before all go to the table (8 MB); of a large table, a share of it, so that it is written again
# only so often as it has grown.
MOST_NEW, MOST_FRESH, FRESH_SHARE = 100_000, 1_000_000, 10
# Most marks are odd: multiplied, they are spread evenly. The factor is odd, so keys differ as the marks do.
_FACTOR, _SECOND = np.uint64(0x9E3779B1), np.uint64(0x85EBCA6B)
_BACK = np.uint64(pow(0x9E3779B1, -1, 1 << 32))
_BITS, _ROW_BITS = 32, 17
_LOWER_BITS = _BITS - _ROW_BITS
_LOWER = (1 << _LOWER_BITS) - 1
_PARTS = 64
_ROWS = (1 << _ROW_BITS) // _PARTS
# The sieve's words, as powers of two (a word has 64 bits), and bits for each posting.
_SIEVE_LEAST, _SIEVE_MOST, _SIEVE_EACH, _FRESH_EACH = 17, 23, 32, 16
_ENTRY = 6
# Keys that are put in together: it takes some times their memory.
_AT_ONCE = 1 << 17
# Rows that are asked for one by one: for more, one question.
_FEW = 3
_ONE, _KEY, _WORD = np.uint64(1), np.uint64(0xFFFFFFFF), np.uint64(63)
_UP, _HIGH, _MIDDLE, _LOW = np.uint64(_BITS), np.uint64(26), np.uint64(20), np.uint64(14)
Keys = npt.NDArray[np.uint64]
Marks = npt.NDArray[np.uint32]
_Keep = Callable[[Keys, Keys], npt.NDArray[np.bool_]]


class Postings:
    """Mark -> stories, by number.

    ``unposted`` gives what the copies above a number hold, some copies at a time: the last one's number, marks, their stories.
    """

    def __init__(self, sql: Statements, unposted: Callable[[int], Iterable[tuple[int, Marks, Marks]]]) -> None:
        self._sql, self._unposted = sql, unposted
        self.forget()

    def forget(self) -> None:
        """Read all again when it is needed."""
        self._known = False
        self._upto = self._seen = self._count = 0
        self._times = -1
        # Of the table; and of the sorted array, so that what is new is not looked for in the table as well.
        self._sieve: Keys = np.zeros(1 << _SIEVE_LEAST, np.uint64)
        self._clear()

    def _clear(self) -> None:
        # Nearly every mark has one story; those that have more have the others in ``more``.
        self._first: dict[int, int] = {}
        self._more: dict[int, set[int]] = {}
        self._sorted: Keys = np.zeros(0, np.uint64)
        self._fresh: Keys = np.zeros(_words(max(MOST_FRESH, self._count // FRESH_SHARE), _FRESH_EACH), np.uint64)

    def refresh(self) -> None:
        """Another process may have written."""
        self._known = False

    def holders(self, marks: Collection[int]) -> dict[int, set[int]]:
        """Mark -> the stories that hold it, for those that any holds."""
        self._catch_up()
        first, more = self._first, self._more
        found: dict[int, set[int]] = {}
        if not first.keys().isdisjoint(marks):
            for mark in marks:
                if mark in first:
                    found[mark] = {first[mark], *more[mark]} if mark in more else {first[mark]}
        if self._count or len(self._sorted):
            asked = np.array(marks if isinstance(marks, list) else list(marks), np.uint64)
            keys = _keys(asked)
            bits = _bits(keys)
            if len(hits := _hits(self._fresh, keys, bits)):
                self._look_in_memory(keys[hits], asked[hits].tolist(), found)
            if self._count and len(hits := _hits(self._sieve, keys, bits)):
                self._look_in_table(keys[hits].tolist(), asked[hits].tolist(), found)
        return found

    def _look_in_memory(self, keys: Keys, marks: list[int], found: dict[int, set[int]]) -> None:
        held, last = self._sorted, len(self._sorted) - 1
        starts = held.searchsorted(keys << _UP)
        there = (held[np.minimum(starts, last)] >> _UP == keys).nonzero()[0]
        for at, start in zip(there.tolist(), starts[there].tolist(), strict=True):
            key = int(keys[at])
            end = start + 1
            while end <= last and int(held[end]) >> _BITS == key:
                end += 1
            found.setdefault(marks[at], set()).update((held[start:end] & _KEY).tolist())

    def _look_in_table(self, keys: list[int], marks: list[int], found: dict[int, set[int]]) -> None:
        lowers: dict[int, list[tuple[bytes, int]]] = {}
        for key, mark in zip(keys, marks, strict=True):
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

    def add(self, number: int, story: int, marks: Collection[int]) -> None:
        """Let marks find a story through its copy of that number."""
        if number <= self._upto:
            self._sql.write("INSERT OR IGNORE INTO reposted VALUES (?, ?)", *[(mark, story) for mark in marks])
        self._seen = max(self._seen, number)
        self._remember(story, marks)
        if len(self._sorted) >= max(MOST_FRESH, self._count // FRESH_SHARE):
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
        pairs = [(mark, story) for mark in marks for story in stories]
        self._sql.write("DELETE FROM reposted WHERE mark = ? AND s = ?", *pairs)
        self._sql.write("UPDATE posted SET count = count - ?, times = times + 1", (gone,))
        self.forget()

    def _remember(self, story: int, marks: Collection[int]) -> None:
        first = self._first
        if first.keys().isdisjoint(marks):
            first.update(dict.fromkeys(marks, story))
        else:
            for mark in marks:
                if first.setdefault(mark, story) != story:
                    self._more.setdefault(mark, set()).add(story)
        if len(first) >= MOST_NEW:
            self._fold()

    def _fold(self) -> None:
        """Put the dict into the sorted array."""
        first, more = self._first, [(mark, story) for mark, held in self._more.items() for story in held]
        if not first:
            return
        keys = np.fromiter(first, np.uint64, len(first))
        stories = np.fromiter(first.values(), np.uint64, len(first))
        if more:
            others = np.array(more, np.uint64)
            keys, stories = np.concatenate([keys, others[:, 0]]), np.concatenate([stories, others[:, 1]])
        self._merge(keys, stories)
        self._first.clear()
        self._more.clear()

    def _merge(self, marks: Keys, stories: Keys) -> None:
        keys = _keys(marks)
        both = np.concatenate([self._sorted, np.sort((keys << _UP) | stories)])
        both.sort(kind="stable")  # two runs: merged, not sorted
        self._sorted = both
        _put(self._fresh, keys)

    def _catch_up(self) -> None:
        """Know the postings of all copies that the table does not know."""
        if self._known:
            return
        upto, count, times = self._sql.rows("SELECT upto, count, times FROM posted")[0]
        if times != self._times:
            self.forget()
            self._upto, self._count, self._times = upto, count, times
            for part in range(_PARTS if count else 0):
                bits = np.frombuffer(self._sql.rows("SELECT bits FROM sieve WHERE part = ?", part)[0][0], "<u8")
                if not part:
                    self._sieve = np.empty(len(bits) * _PARTS, np.uint64)
                self._sieve[part * len(bits) : (part + 1) * len(bits)] = bits
            for mark, story in self._sql.rows("SELECT mark, s FROM reposted"):
                self._remember(story, (mark,))
        many: list[tuple[Marks, Marks]] = []
        for number, marks, stories in self._unposted(max(upto, self._seen)):
            self._seen = number
            many.append((marks, stories))
        if sum(len(marks) for marks, _ in many) >= MOST_NEW:
            self._fold()
            self._merge(*(np.concatenate(both).astype(np.uint64) for both in zip(*many, strict=True)))
        else:
            for marks, stories in many:
                for mark, story in zip(marks.tolist(), stories.tolist(), strict=True):
                    self._remember(story, (mark,))
        self._known = True

    def _settle(self) -> None:
        """Put the postings in memory into the table, and make the sieve of all anew."""
        self._fold()
        self._fresh = np.zeros(0, np.uint64)
        new = self._sorted
        if len(new):
            new = new[np.concatenate([[True], new[1:] != new[:-1]])]
        self._clear()
        words = _words(self._count + len(new) + max(MOST_FRESH, self._count // FRESH_SHARE))
        sieve = self._sieve if words == len(self._sieve) else None  # bits are added as long as it is large enough
        self._sieve = self._sweep(words, new, None, sieve)
        self._sql.write("DELETE FROM reposted", ())
        self._sql.write("UPDATE posted SET upto = ?", (self._seen,))
        self._upto, self._count, self._times = self._sql.rows("SELECT upto, count, times FROM posted")[0]

    def age_out(self, keep: _Keep) -> None:
        """Take out all postings that ``keep`` does not keep; it is asked with marks and stories."""
        self._catch_up()
        count = self._count
        reposted = np.array(self._sql.rows("SELECT mark, s FROM reposted"), np.uint64).reshape(-1, 2)
        gone = reposted[~keep(reposted[:, 0], reposted[:, 1])].tolist()
        self._sql.write("DELETE FROM reposted WHERE mark = ? AND s = ?", *map(tuple, gone))
        if count:
            self._sweep(_words(count + MOST_FRESH), np.zeros(0, np.uint64), keep, None)
        self.forget()

    def _sweep(self, words: int, new: Keys, keep: _Keep | None, sieve: Keys | None) -> Keys:
        """Go through the table once, with new postings (sorted) and without those that are not kept.

        The sieve of all: the one given, or a new one of so many words.
        """
        fresh = sieve is None
        if sieve is None:
            self._sieve = sieve = np.zeros(words, np.uint64)
        else:
            for at in range(0, len(new), _AT_ONCE):
                _put(sieve, new[at : at + _AT_ONCE] >> _UP)
        bounds = np.arange(1, (1 << _ROW_BITS) + 1, dtype=np.uint64) << np.uint64(2 * _BITS - _ROW_BITS)
        ends = new.searchsorted(bounds)  # the last bound runs over to 0
        ends[-1] = len(new)
        starts = np.concatenate([[0], ends[:-1]])
        count = 0
        for part in range(_PARTS):
            sweep = part * _ROWS
            first = int(starts[sweep])
            own_new = new[first : int(ends[sweep + _ROWS - 1])]
            new_lower, new_story = (own_new >> _UP & np.uint64(_LOWER)).astype("<u2"), (own_new & _KEY).astype("<u4")
            own_starts, own_ends = ((bound[sweep : sweep + _ROWS] - first).tolist() for bound in (starts, ends))
            rows = dict(
                self._sql.rows("SELECT upper, packed FROM held WHERE upper BETWEEN ? AND ?", sweep, sweep + _ROWS - 1)
            )
            written: list[tuple[object, ...]] = []
            halves: list[bytes] = []
            for upper, start, end in zip(range(sweep, sweep + _ROWS), own_starts, own_ends, strict=True):
                packed = rows.get(upper, b"")
                half = len(packed) // _ENTRY * 2
                mine, stories = packed[:half], packed[half:]
                if end > start:
                    mine, stories = mine + new_lower[start:end].tobytes(), stories + new_story[start:end].tobytes()
                if keep is not None and mine:
                    mine, stories = _kept(upper, mine, stories, keep)
                if len(mine) + len(stories) != len(packed):
                    written.append((upper, mine + stories))
                halves.append(mine)
            count += sum(map(len, halves)) // 2
            own = sieve[part * (words // _PARTS) : (part + 1) * (words // _PARTS)]
            if fresh:
                uppers = np.arange(sweep, sweep + _ROWS, dtype=np.uint64).repeat([len(mine) // 2 for mine in halves])
                keys = uppers << np.uint64(_LOWER_BITS) | np.frombuffer(b"".join(halves), "<u2")
                _put(sieve, keys)
            self._sql.write_all("REPLACE INTO held VALUES (?, ?)", written)
            self._sql.write("REPLACE INTO sieve VALUES (?, ?)", (part, own.astype("<u8").tobytes()))
        if keep is not None:
            self._sql.write("DELETE FROM held WHERE packed = x''", ())
        self._sql.write("UPDATE posted SET count = ?, times = times + 1", (count,))
        return sieve


def _words(count: int, each: int = _SIEVE_EACH) -> int:
    """How many words a sieve of so many postings has."""
    return 1 << min(_SIEVE_MOST, max(_SIEVE_LEAST, (count * each // 64 - 1).bit_length()))


def _places(sieve: Keys, keys: Keys) -> Keys:
    """The word of a sieve that a key's bits are in."""
    return keys >> np.uint64(_BITS + 1 - len(sieve).bit_length())


def _put(sieve: Keys, keys: Keys) -> None:
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        np.bitwise_or.at(sieve, _places(sieve, some), _bits(some))


def _hits(sieve: Keys, keys: Keys, bits: Keys) -> npt.NDArray[np.intp]:
    """Which of the keys the sieve may hold."""
    may: npt.NDArray[np.bool_] = (sieve[_places(sieve, keys)] & bits) == bits
    return may.nonzero()[0]


def _kept(upper: int, lower: bytes, stories: bytes, keep: _Keep) -> tuple[bytes, bytes]:
    keys = np.uint64(upper << _LOWER_BITS) | np.frombuffer(lower, "<u2").astype(np.uint64)
    held = np.frombuffer(stories, "<u4")
    which = keep(keys * _BACK & _KEY, held.astype(np.uint64))
    return np.frombuffer(lower, "<u2")[which].tobytes(), held[which].tobytes()


def _keys(marks: Keys) -> Keys:
    return marks * _FACTOR & _KEY


def _bits(keys: Keys) -> Keys:
    """A key's three bits in its word of the sieve."""
    mixed = keys * _SECOND
    bits: Keys = _ONE << (mixed >> _HIGH & _WORD)
    bits |= _ONE << (mixed >> _MIDDLE & _WORD)
    bits |= _ONE << (mixed >> _LOW & _WORD)
    return bits


def _unpacked(packed: bytes) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint32]]:
    count = len(packed) // _ENTRY
    return np.frombuffer(packed, "<u2", count), np.frombuffer(packed, "<u4", count, 2 * count)
