"""Copies and stories by number, and the ids they go by: a story has the number of the copy that founded it.

Ids of 32 hexadecimal digits are 16 bytes in the file. A story that was joined to another, or whose founder is gone, keeps its
id in ``aliases``.
"""

from __future__ import annotations

from newscrawl.ledger.sqlite_copy_ids import COPY_IDS_SCHEMA, CopyIds
from newscrawl.ledger.sqlite_statements import Statements

NAMES_SCHEMA = (
    *COPY_IDS_SCHEMA,
    # Stories that go by another's id now, with the copy that joined them; and those whose founder is gone.
    "CREATE TABLE IF NOT EXISTS aliases (s INTEGER PRIMARY KEY, id UNIQUE NOT NULL, joined INTEGER, joined_by)",
)
CACHED_NAMES = 16_384
_HEX, _HEX_LENGTH = frozenset("0123456789abcdef"), 32


def packed(id: str) -> bytes | str:
    """An id of 32 hexadecimal digits in 16 bytes; any other as it is."""
    return bytes.fromhex(id) if len(id) == _HEX_LENGTH and _HEX.issuperset(id) else id


def unpacked(id: bytes | str) -> str:
    """The id that ``packed`` was given.

    >>> unpacked(packed("0123456789abcdef0123456789abcdef")), unpacked(packed("a1"))
    ('0123456789abcdef0123456789abcdef', 'a1')
    """
    return id.hex() if isinstance(id, bytes) else id


class StoryNames:
    """Numbers for ids, and ids for numbers."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._ids = CopyIds(sql)
        self.refresh()

    def forget(self) -> None:
        """Read all again when it is needed."""
        self._ids.forget()
        self.refresh()

    def refresh(self) -> None:
        """Another process may have written."""
        self._ids.refresh()
        self._joined: dict[int, int] | None = None
        self._kin: set[int] | None = None
        self._gone: dict[bytes | str, int] | None = None
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    def add(self, number: int, id: str) -> None:
        """A copy was written that has this number."""
        self._ids.add(packed(id), number)
        self.know(number, id)

    def remove(self, id: str) -> None:
        """A copy is gone; all must be read again after it."""
        self._ids.remove(packed(id))

    def know(self, number: int, id: str) -> None:
        """Remember a copy's number."""
        if len(self._names) >= CACHED_NAMES:
            self._names.clear()
            self._numbers.clear()
        self._names[number] = id
        self._numbers[id] = number

    def number_of_copy(self, id: str) -> int | None:
        """A copy's number."""
        known = self._numbers.get(id)
        if known is None:
            known = self._ids.number(packed(id))
            if known is not None:
                self.know(known, id)
        return known

    def number(self, story: str) -> int | None:
        """The number that a story goes by now."""
        number = self.number_of_copy(story)
        if number is None:
            row = self._sql.row("SELECT s FROM aliases WHERE id = ?", packed(story))
            number = row[0] if row else None
        return None if number is None else self.settled(number)

    def name(self, number: int) -> str:
        """The id of a story, or of a copy, by its number; of one that is gone without trace, its number."""
        known = self._names.get(number)
        if known is None:
            sql = "SELECT id FROM copies WHERE n = ? UNION ALL SELECT id FROM aliases WHERE s = ?"
            row = self._sql.row(sql, number, number)
            if row is None:
                return str(number)
            known = unpacked(row[0])
            self.know(number, known)
        return known

    def joined_numbers(self) -> dict[int, int]:
        """Story -> the one that took it in."""
        if self._joined is None:
            self._joined = dict(self._sql.rows("SELECT s, joined FROM aliases WHERE joined IS NOT NULL"))
        return self._joined

    def kin(self) -> set[int]:
        """The stories that took another in, and those that were taken in."""
        if self._kin is None:
            joined = self.joined_numbers()
            self._kin = {*joined, *joined.values()}
        return self._kin

    def settled(self, number: int) -> int:
        """The number that a story's number stands for now."""
        joined = self.joined_numbers()
        while number in joined:
            number = joined[number]
        return number

    def join(self, gone: int, target: int, by: str) -> None:
        """A story goes by another's id from now on."""
        self._sql.write(
            "INSERT INTO aliases VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET joined = excluded.joined, joined_by = excluded.joined_by",
            (gone, packed(self.name(gone)), target, packed(by)),
        )
        self.joined_numbers()[gone] = target
        self.kin().update((gone, target))
        if self._gone:
            self._gone.pop(packed(self.name(gone)), None)

    def fall_apart(self, number: int) -> None:
        """Some copies of a story left it: a story that was joined to it goes where the copy that founded it stands now."""
        joined = self.joined_numbers()
        for gone in [gone for gone in joined if self.settled(gone) == number]:
            row = self._sql.row("SELECT story FROM copies WHERE n = ?", gone)
            now = row[0] if row else number
            if now == gone:
                self._sql.write("DELETE FROM aliases WHERE s = ?", (gone,))
            else:
                self._sql.write("UPDATE aliases SET joined = ? WHERE s = ?", (now, gone))
        self._joined = self._kin = None

    def joined(self, story: str) -> list[tuple[str, str]]:
        """The stories that a story has taken in, each with the copy that bridged them."""
        number = self.number(story)
        rows = self._sql.rows("SELECT s, id, joined_by FROM aliases WHERE joined IS NOT NULL ORDER BY s")
        return [(unpacked(id), unpacked(by)) for gone, id, by in rows if self.settled(gone) == number]

    def keep_for_others(self, number: int, id: str) -> None:
        """A founder goes, and its story keeps its id for the others."""
        self._sql.write("INSERT OR IGNORE INTO aliases (s, id) VALUES (?, ?)", (number, packed(id)))

    def come_back(self, id: str) -> int | None:
        """The number that a founder had which was removed and comes again: with it, its story. Nothing stands for it any more."""
        if self._gone is None:
            self._sql.begin()
            self._gone = dict(self._sql.rows("SELECT id, s FROM aliases WHERE joined IS NULL"))
        number = self._gone.pop(packed(id), None) if self._gone else None
        if number is not None:
            self._sql.write("DELETE FROM aliases WHERE s = ?", (number,))
        return number
