"""Which story holds a mark: new postings in memory, the others in their table (``sqlite_held``).

The newest stand in a dict, older ones in a sorted array. Some thirty thousand copies' worth at a time go to the table. They
need no safety of their own: what is not in the table yet is read again from the copies that the table does not know.

Sieves answer "nobody holds this mark" without looking: most marks of a new text are nobody's, so that the millionth copy costs
little more than the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable
from itertools import chain

import numpy as np
import numpy.typing as npt

from newscrawl.ledger.sieve import AT_ONCE, Keys, Sieve, bits_of, words_for
from newscrawl.ledger.sqlite_held import HELD_SCHEMA, KEY, UP, HeldPostings, Keep, Pairs, keys_of, pairs_of
from newscrawl.ledger.sqlite_statements import Statements
from newscrawl.stories.index import MOST_STORIES

POSTINGS_SCHEMA = (
    *HELD_SCHEMA,
    # Marks of copies that the table knows already, given to them after a removal.
    "CREATE TABLE IF NOT EXISTS reposted (mark INTEGER, s INTEGER, PRIMARY KEY (mark, s)) WITHOUT ROWID",
)
# In the dict (13 MB), and before all go to the table (8 MB); of a large table, a share of it, so that it is written again
# only so often as it has grown.
MOST_NEW, MOST_FRESH, FRESH_SHARE = 100_000, 1_000_000, 5
_SIEVE_EACH = 16
# For more marks that may be in the table, one question.
_ONE_BY_ONE = 8
# New postings that are merged with the sorted ones at a time, and about so many of these.
_STRETCH, _STRETCH_HELD = 8_192, 1 << 19
Marks = npt.NDArray[np.uint32]


class Postings:
    """Mark -> stories, by number.

    ``unposted`` gives what the copies above a number hold, some copies at a time: the last one's number, marks, their stories.
    ``kin`` gives the stories of which one has taken in another: they have postings under several numbers.
    """

    def __init__(
        self,
        sql: Statements,
        unposted: Callable[[int], Iterable[tuple[int, Marks, Marks]]],
        kin: Callable[[], Container[int]],
    ) -> None:
        self._sql, self._unposted, self._kin = sql, unposted, kin
        self._held = HeldPostings(sql)
        self.forget()

    def forget(self) -> None:
        """Read all again when it is needed."""
        self._known = False
        self._seen = 0
        self._held.forget()
        self._clear()

    def _clear(self) -> None:
        # Nearly every mark has one story; those that have more have the others in ``more``.
        self._first: dict[int, int] = {}
        self._more: dict[int, set[int]] = {}
        # Sorted, so many of them; behind these is room. Written now, so that no crawl's memory grows as it fills up.
        self._sorted: Pairs = np.full(self._most_fresh + 2 * MOST_NEW, 0, np.uint64)
        self._filled = 0
        # Of the sorted array, so that what is new is not looked for in the table as well.
        self._sieve = Sieve(words_for(self._most_fresh, _SIEVE_EACH))

    @property
    def _most_fresh(self) -> int:
        return max(MOST_FRESH, self._held.count // FRESH_SHARE)

    def refresh(self) -> None:
        """Another process may have written."""
        self._known = False

    def holders(self, marks: Collection[int], least: int = 1, whole: int | None = None) -> dict[int, set[int]]:
        """Mark -> the stories that hold it, for those that any holds.

        As far as that can tell which stories hold ``least`` of them, or ``whole``: where few may be in the table, and can make
        no difference to that, nobody looks there.
        """
        self._catch_up()
        first, more = self._first, self._more
        new = first.keys() & marks
        recent: dict[int, int] = {}
        older: dict[int, int] = {}
        if self._held.count or self._filled:
            asked = np.fromiter(marks, np.uint32, len(marks))
            keys = keys_of(asked)
            bits = bits_of(keys)
            for hits, found in ((self._sieve.hits(keys, bits), recent), (self._held.hits(keys, bits), older)):
                if len(hits):
                    found.update(zip(asked[hits].tolist(), keys[hits].tolist(), strict=True))
        few = len(new) + len(recent) + len(older) < least
        if few and whole not in new and whole not in recent and whole not in older and not self._crowded(new):
            return {}
        held = {mark: {first[mark], *more[mark]} if mark in more else {first[mark]} for mark in new}
        if recent:
            self._look_in_memory(recent, held)
        self._look_in_table(older, held, least, whole)
        return held

    def _look_in_table(self, keys: dict[int, int], held: dict[int, set[int]], least: int, whole: int | None) -> None:
        """Add what the table holds of these marks; few are looked up one by one, for as long as that can make a difference.

        Half of a large ledger's hits are chance, of two or three marks of as many stories: the second one says so. And the
        table holds nothing of stories that are newer than all copies in it.
        """
        left = len(keys)
        if left > _ONE_BY_ONE:
            self._held.look_up(keys, held)
            return
        for mark in sorted(keys, key=lambda mark: mark != whole):
            if left < least and mark != whole and not self._open(held, left, least):
                return
            self._held.look_up({mark: keys[mark]}, held)
            left -= 1

    def _open(self, held: dict[int, set[int]], others: int, least: int) -> bool:
        """Whether so many other marks, in the table, can bring a story of these to ``least``."""
        counts = Counter(chain.from_iterable(held.values()))
        near = [story for story, count in counts.items() if least - others <= count < least]
        if not near:
            return False
        upto, kin = self._held.upto, self._kin()
        return any(story <= upto or story in kin for story in near)

    def _crowded(self, marks: Collection[int]) -> bool:
        """Whether so many stories hold one of these marks that it is to be looked at: it should be a stop."""
        more = self._more
        return not more.keys().isdisjoint(marks) and any(len(more.get(mark, ())) >= MOST_STORIES for mark in marks)

    def _look_in_memory(self, keys: dict[int, int], found: dict[int, set[int]]) -> None:
        held, last = self._sorted[: self._filled], self._filled - 1
        asked = np.fromiter(keys.values(), np.uint64, len(keys))
        starts = held.searchsorted(asked << UP)
        there = (held[np.minimum(starts, last)] >> UP == asked).tolist()
        for (mark, key), start, is_there in zip(keys.items(), starts.tolist(), there, strict=True):
            if is_there:
                end = start + 1
                while end <= last and int(held[end] >> UP) == key:
                    end += 1
                found.setdefault(mark, set()).update((held[start:end] & KEY).tolist())

    def add(self, number: int, story: int, marks: Collection[int]) -> None:
        """Let marks find a story through its copy of that number."""
        if number <= self._held.upto:
            self._sql.write("INSERT OR IGNORE INTO reposted VALUES (?, ?)", *[(mark, story) for mark in marks])
        self._seen = max(self._seen, number)
        self._remember(story, marks)
        if self._filled >= self._most_fresh:
            self._settle()

    def moved(self) -> None:
        """Copies stand in other stories now, and their marks were added anew: other processes must read all again."""
        self._catch_up()
        self._held.tell()

    def drop(self, marks: Collection[int]) -> None:
        """Forget who holds these marks, as far as that is quickly done: they are stops, and nobody asks for them again."""
        for mark in marks:
            self._first.pop(mark, None)
            self._more.pop(mark, None)

    def remove(self, marks: Collection[int], stories: Collection[int]) -> None:
        """Take the postings of one copy's marks out."""
        self._catch_up()
        self._held.remove(marks, stories)
        pairs = [(mark, story) for mark in marks for story in stories]
        self._sql.write("DELETE FROM reposted WHERE mark = ? AND s = ?", *pairs)
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
        keys = np.fromiter(first, np.uint32, len(first))
        stories = np.fromiter(first.values(), np.uint32, len(first))
        if more:
            others = np.array(more, np.uint32)
            keys, stories = np.concatenate([keys, others[:, 0]]), np.concatenate([stories, others[:, 1]])
        self._merge(keys, stories)
        self._first.clear()
        self._more.clear()

    def _merge(self, marks: Keys, stories: Keys) -> None:
        keys = keys_of(marks)
        self._sieve.put(keys)
        new = pairs_of(keys, stories)
        new.sort()
        if self._filled + len(new) > len(self._sorted):
            room = np.empty(self._filled + len(new) + MOST_NEW, np.uint64)
            room[: self._filled] = self._sorted[: self._filled]
            self._sorted = room
        # From the end on, so that there is room for what goes up; a stretch at a time, so that it takes no second array.
        held, old, end = self._sorted, self._filled, len(new)
        self._filled += end
        stretch = max(1, min(_STRETCH, _STRETCH_HELD * end // max(1, old)))
        while end:
            start = max(0, end - stretch)
            least = int(held[:old].searchsorted(new[start]))
            both = np.concatenate([held[least:old], new[start:end]])
            both.sort(kind="stable")  # two runs: merged, not sorted
            held[least + start : old + end] = both
            old, end = least, start

    def _catch_up(self) -> None:
        """Know the postings of all copies that the table does not know."""
        if self._known:
            return
        if self._held.changed():
            self._seen = self._held.upto
            self._clear()
            for mark, story in self._sql.rows("SELECT mark, s FROM reposted"):
                self._remember(story, (mark,))
        many: list[tuple[Marks, Marks]] = []
        for number, marks, stories in self._unposted(self._seen):
            self._seen = number
            many.append((marks, stories))
        if sum(len(marks) for marks, _ in many) >= MOST_NEW:
            self._fold()
            self._merge(*(np.concatenate(both) for both in zip(*many, strict=True)))
        else:
            for marks, stories in many:
                for mark, story in zip(marks.tolist(), stories.tolist(), strict=True):
                    self._remember(story, (mark,))
        self._known = True

    def _settle(self) -> None:
        """Put the postings in memory into the table."""
        self._fold()
        new = _once(self._sorted[: self._filled])
        self._sieve, self._sorted = Sieve(1), np.zeros(0, np.uint64)
        self._held.put(new, self._seen)
        del new  # before room is made for the next
        self._sql.write("DELETE FROM reposted", ())
        self._clear()

    def age_out(self, keep: Keep) -> None:
        """Take out all postings that ``keep`` does not keep; it is asked with marks and stories."""
        self._catch_up()
        reposted = np.array(self._sql.rows("SELECT mark, s FROM reposted"), np.uint32).reshape(-1, 2)
        gone = reposted[~keep(reposted[:, 0], reposted[:, 1])].tolist()
        self._sql.write("DELETE FROM reposted WHERE mark = ? AND s = ?", *map(tuple, gone))
        self._clear()
        self._held.keep(keep)
        self.forget()


def _once(pairs: Pairs) -> Pairs:
    """Sorted pairs, each once: in place, a part at a time, for a second array of them would be the largest thing in memory.

    >>> _once(np.array([1, 1, 2, 3, 3, 3], np.uint64)).tolist()
    [1, 2, 3]
    """
    kept = 0
    before: int | None = None
    for at in range(0, len(pairs), AT_ONCE):
        some = pairs[at : at + AT_ONCE]
        first = np.ones(len(some), np.bool_)
        np.not_equal(some[1:], some[:-1], out=first[1:])
        first[0] = int(some[0]) != before
        before = int(some[-1])
        some = some[first]
        pairs[kept : kept + len(some)] = some
        kept += len(some)
    return pairs[:kept]
