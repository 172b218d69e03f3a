"""Which number a copy's id has: new ids in memory, the others in their table, which is written in sweeps.

Ids are in no order. One by one, each would change another page of the table: a group of a hundred copies wrote a hundred pages,
some 25 microseconds a copy in a large ledger. So many come together, in their order, that a page takes several of them. What is
not in the table yet needs no safety of its own: it is read again from the copies. A sieve answers "no copy has it" without
looking, for most ids that are asked for are new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from newscrawl.ledger.sqlite_statements import Statements

COPY_IDS_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS copy_ids (id PRIMARY KEY NOT NULL, n INTEGER NOT NULL) WITHOUT ROWID",
    # The newest copy whose id is in the table, and how often what other processes remember became wrong.
    "CREATE TABLE IF NOT EXISTS copy_ids_state (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER, times INTEGER)",
    "INSERT OR IGNORE INTO copy_ids_state VALUES (1, 0, 0)",
    # Missing where the table was made from an older ledger's: the next sweep fills it.
    "CREATE TABLE IF NOT EXISTS copy_ids_sieve (one INTEGER PRIMARY KEY CHECK (one = 1), bits BLOB NOT NULL)",
)
# The copies of an older ledger have an index by ids of their own: it is the table then, for those who only read.
COPY_IDS_TO_READ = (
    "CREATE TEMP VIEW copy_ids AS SELECT id, n FROM copies",
    "CREATE TEMP VIEW copy_ids_state AS SELECT (SELECT COALESCE(MAX(n), 0) FROM copies) AS upto, 0 AS times",
    "CREATE TEMP VIEW copy_ids_sieve AS SELECT NULL AS bits WHERE 0",
)
# In memory: some 5 MB.
MOST_NEW = 32_768
# The sieve's: 2 MiB, seventeen bits an id for a million. Three of them are an id's.
_SIEVE_BITS = 24
_OF_THREE = 3 * _SIEVE_BITS // 8
_PLACE = (1 << _SIEVE_BITS) - 1
# Ids that are read in one go.
_SOME = 10_000
PackedId = bytes | str


class CopyIds:
    """Packed id -> number, of every copy."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self.forget()

    def forget(self) -> None:
        """Read all again when it is needed."""
        self._new: dict[PackedId, int] = {}
        self._sieve: bytearray | None = None
        # The newest copy whose id is in the table; the newest whose id is known; and which state of the table this is.
        self._upto, self._seen, self._times = 0, 0, -1
        self.refresh()

    def refresh(self) -> None:
        """Another process may have written."""
        self._known = False

    def number(self, id: PackedId) -> int | None:
        """The number of the copy that has this id."""
        self._catch_up()
        known = self._new.get(id)
        if known is not None or not self._upto or not self._may_hold(id):
            return known
        row = self._sql.row("SELECT n FROM copy_ids WHERE id = ?", id)
        return row[0] if row else None

    def add(self, id: PackedId, number: int) -> None:
        """A copy that was just written has this id."""
        self._catch_up()
        if number <= self._upto:  # one that was removed, and has its number back
            self._sql.write("INSERT INTO copy_ids VALUES (?, ?)", (id, number))
            if not self._may_hold(id):  # it was removed before it came to the table
                self._put((id,))
                self._sql.write("REPLACE INTO copy_ids_sieve VALUES (1, ?)", (self._sieve,))
            self._changed()
            return
        if number <= self._seen:
            self._changed()
        self._seen = max(self._seen, number)
        self._new[id] = number
        if len(self._new) >= MOST_NEW:
            self._settle()

    def remove(self, id: PackedId) -> None:
        """A copy is gone."""
        self._catch_up()
        self._sql.write("DELETE FROM copy_ids WHERE id = ?", (id,))
        self._new.pop(id, None)
        self._changed()

    def _catch_up(self) -> None:
        """Know the ids of all copies that the table does not know."""
        if self._known:
            return
        upto, times = self._sql.rows("SELECT upto, times FROM copy_ids_state")[0]
        if times != self._times:
            self._new = {}
            self._upto, self._seen, self._times = upto, upto, times
            row = self._sql.row("SELECT bits FROM copy_ids_sieve")
            self._sieve = bytearray(row[0]) if row else None
        for number, id in self._sql.rows("SELECT n, id FROM copies WHERE n > ? ORDER BY n", self._seen):
            self._new[id] = number
            self._seen = number
        self._known = True

    def _settle(self) -> None:
        """Put the ids in memory into the table, in its order: text before bytes."""
        new = sorted(self._new.items(), key=lambda one: (isinstance(one[0], bytes), one[0]))
        if self._sieve is None:
            self._sieve = bytearray(1 << _SIEVE_BITS - 3)
            last: PackedId | int = 0  # a number comes before text and bytes
            while rows := self._sql.rows("SELECT id FROM copy_ids WHERE id > ? ORDER BY id LIMIT ?", last, _SOME):
                self._put(id for (id,) in rows)
                last = rows[-1][0]
        self._sql.write_all("INSERT INTO copy_ids VALUES (?, ?)", new)
        self._put(self._new)
        self._sql.write("REPLACE INTO copy_ids_sieve VALUES (1, ?)", (self._sieve,))
        self._new = {}
        self._upto = self._seen
        self._sql.write("UPDATE copy_ids_state SET upto = ?", (self._upto,))
        self._changed()

    def _changed(self) -> None:
        """Other processes must read all again."""
        self._sql.write("UPDATE copy_ids_state SET times = times + 1", ())
        self._times += 1

    def _may_hold(self, id: PackedId) -> bool:
        """Whether the table may hold an id; one of a hundred that it does not hold."""
        sieve = self._sieve
        if sieve is None:
            return True
        places = _places(id)
        for _ in range(3):
            place = places & _PLACE
            if not sieve[place >> 3] >> (place & 7) & 1:
                return False
            places >>= _SIEVE_BITS
        return True

    def _put(self, ids: Iterable[PackedId]) -> None:
        sieve = self._sieve
        if sieve is None:
            return
        for id in ids:
            places = _places(id)
            for _ in range(3):
                place = places & _PLACE
                sieve[place >> 3] |= 1 << (place & 7)
                places >>= _SIEVE_BITS


def _places(id: PackedId) -> int:
    """An id's three places in the sieve, as one number."""
    if isinstance(id, str):
        id = hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=_OF_THREE).digest()
    return int.from_bytes(id[:_OF_THREE], "little")
