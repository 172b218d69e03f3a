"""The story index in SQLite, inside the ledger's transaction; it never commits by itself.

Small, because it is the larger part of a ledger: copies and stories go by numbers (a story by its founder's), ids of 32
hexadecimal digits are 16 bytes, shares are whole numbers. Postings (which story holds a mark) of new copies gather in
memory and go to their table some hundred thousand at a time, in order: one by one each would touch another page of it.
They need no safety of their own: what is not in the table yet is read again from the copies that the table does not know.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, get_args

from newscrawl.items import Relation, StoryLink
from newscrawl.stories.index import MOST_STORIES, Edge, Member
from newscrawl.stories.prints import Prints, telling
from newscrawl.stories.relations import Comparison

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS copies (n INTEGER PRIMARY KEY AUTOINCREMENT, id UNIQUE NOT NULL, story INTEGER NOT NULL, "
    "digest INTEGER, published REAL, fetched REAL, prints BLOB, "
    "first INTEGER, relation INTEGER, other INTEGER, contained INTEGER, contains INTEGER)",
    "CREATE INDEX IF NOT EXISTS copies_digest ON copies (digest) WHERE digest IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS copies_story ON copies (story)",
    # Stories that go by another's id now, with the copy that joined them; and those whose founder is gone.
    "CREATE TABLE IF NOT EXISTS aliases (s INTEGER PRIMARY KEY, id UNIQUE NOT NULL, joined INTEGER, joined_by)",
    "CREATE TABLE IF NOT EXISTS postings (mark INTEGER, s INTEGER, PRIMARY KEY (mark, s)) WITHOUT ROWID",
    # The newest copy whose postings are in the table, and how often the table was written.
    "CREATE TABLE IF NOT EXISTS settled (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER, times INTEGER)",
    "INSERT OR IGNORE INTO settled VALUES (1, 0, 0)",
    "CREATE TABLE IF NOT EXISTS stops (mark INTEGER PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS links (later INTEGER, earlier INTEGER, relation INTEGER, contained INTEGER, "
    "contains INTEGER, shared INTEGER, PRIMARY KEY (later, earlier)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS links_earlier ON links (earlier)",
)
_MEMBER = "SELECT n, id, story, published, fetched, prints, first, relation, other, contained, contains FROM copies "
_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_SHARE = 10_000
_CACHED, _CACHED_NAMES = 4096, 65_536
# So many postings in memory take about 40 MB.
MOST_FRESH = 300_000
_HEX, _HEX_LENGTH = frozenset("0123456789abcdef"), 32


class SqliteStories:
    """Copies with their fingerprints, what finds them, their links and their stories."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        begin: Callable[[], None],
        naming: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._db, self._begin, self._naming = connection, begin, naming
        self._cache: OrderedDict[int, Prints] = OrderedDict()
        self._fresh = _Fresh()
        self.forget()

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in _SCHEMA:
            self._db.execute(statement)

    def forget(self) -> None:
        """Drop what is cached: the transaction that it came from was rolled back."""
        self._fresh.clear()
        self.refresh()

    def refresh(self) -> None:
        """Another process may have written: what is cached is read again, postings from where they were."""
        self._known = False
        self._stops: set[int] | None = None
        self._joined: dict[int, int] | None = None
        self._names: dict[int, str] = {}
        # Who holds the marks that were asked for last: linking asks, and then posts the same ones.
        self._held: dict[int, set[int]] = {}
        self._asked: frozenset[int] = frozenset()
        self._cache.clear()

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._naming():
            return self._db.execute(sql, values).fetchall()

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        found = self._rows(sql, *values)
        return found[0] if found else None

    def _write(self, sql: str, *rows: tuple[object, ...]) -> None:
        """Run one statement for each row, in the ledger's transaction."""
        if rows:
            with self._naming():
                self._begin()
                self._db.executemany(sql, rows)

    # Copies

    def link_of(self, id: str) -> StoryLink | None:
        """The link that was given to a copy."""
        member = self.member(id)
        return member.link if member else None

    def member(self, id: str) -> Member | None:
        """A copy by its id."""
        row = self._row(_MEMBER + "WHERE id = ?", _packed(id))
        return self._member(row) if row else None

    def members(self, story: str) -> Sequence[Member]:
        """Every copy of a story, earliest first."""
        number = self._number(story)
        if number is None:
            return []
        found = [self._member(row) for row in self._rows(_MEMBER + "WHERE story = ?", number)]
        return sorted(found, key=lambda member: member.order)

    def _member(self, row: tuple[Any, ...]) -> Member:
        number, packed_id, story, published, fetched, packed, first, relation, other, contained, contains = row
        id = _unpacked(packed_id)
        prints = self._prints(number, packed) if packed is not None else None
        link = StoryLink(id=self._name(number if first is None else first))
        if relation is not None:
            link = StoryLink(
                id=link.id,
                relation=_RELATIONS[relation],
                to=self._name(other),
                contained=contained / 1000,
                contains=contains / 1000,
            )
        return Member(id, (_float(published), _float(fetched), id), prints, self._name(story), link)

    def _prints(self, number: int, packed: bytes) -> Prints:
        found = self._cache.get(number)
        if found is None:
            found = self._cache[number] = Prints.unpack(packed)
            if len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        return found

    def same_digest(self, digest: bytes) -> str | None:
        """The id of one copy with these very words."""
        row = self._row("SELECT id FROM copies WHERE digest = ? LIMIT 1", _short(digest))
        return _unpacked(row[0]) if row else None

    def add(self, member: Member) -> None:
        """Remember a copy; it founds a story when the story has its id."""
        prints, link = member.prints, member.link
        published, fetched, _ = member.order
        id = _packed(member.id)
        # A founder that was removed and comes again gets its number back, and with it its story.
        gone = self._row("SELECT s FROM aliases WHERE id = ? AND joined IS NULL", id)
        story = None if member.story == member.id and gone is None else self._number(member.story)
        other = self._row("SELECT n FROM copies WHERE id = ?", _packed(link.to)) if link.to is not None else None
        first = None if link.id == member.id else self._number(link.id)
        kept = link.relation is not None and other is not None
        with self._naming():
            self._begin()
            number = self._db.execute(
                "INSERT INTO copies (n, id, story, digest, published, fetched, prints, first, relation, other, contained, "
                "contains) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    gone[0] if gone else None, id, story or 0, _short(prints.digest) if prints else None, published, fetched,
                    prints.pack() if prints else None, first,
                    _RELATIONS.index(link.relation) if kept and link.relation else None,
                    other[0] if kept and other else None,
                    round((link.contained or 0) * 1000) if kept else None,
                    round((link.contains or 0) * 1000) if kept else None,
                ),
            ).lastrowid  # fmt: skip
            if story is None:
                self._db.execute("UPDATE copies SET story = n WHERE n = ?", (number,))
            if gone:
                self._db.execute("DELETE FROM aliases WHERE s = ?", gone)
        if number is not None:
            self._names[number] = member.id

    # Marks

    def stories_sharing(self, marks: Collection[int]) -> dict[str, int]:
        """Story -> how many of the marks its members hold. Begins the transaction: nobody may write between question and
        answer.
        """
        with self._naming():
            self._begin()
        counts: dict[int, int] = {}
        holders = self._holders(marks)
        for mark in marks:
            for story in holders.get(mark, ()):
                counts[story] = counts.get(story, 0) + 1
        return {self._name(story): count for story, count in counts.items()}

    def _holders(self, marks: Collection[int]) -> dict[int, set[int]]:
        """Mark -> the stories that hold it."""
        wanted = frozenset(marks)
        if wanted <= self._asked:
            return self._held
        self._catch_up()
        found: dict[int, set[int]] = {}
        if self._fresh.upto:
            asked = json.dumps(list(wanted))
            rows = self._rows("SELECT p.mark, p.s FROM json_each(?) j CROSS JOIN postings p ON p.mark = j.value", asked)
            for mark, story in rows:
                found.setdefault(mark, set()).add(story)
        first, more = self._fresh.first, self._fresh.more
        for mark in wanted & first.keys():
            found.setdefault(mark, set()).update((first[mark], *more.get(mark, ())))
        joined = self._alias_numbers()
        if joined:
            for mark, held in found.items():
                if not joined.keys().isdisjoint(held):
                    found[mark] = {self._settled(story) for story in held}
        self._held, self._asked = found, wanted
        return found

    def stops(self) -> set[int]:
        """Marks that too many stories hold."""
        if self._stops is None:
            self._stops = {row[0] for row in self._rows("SELECT mark FROM stops")}
        return self._stops

    def post(self, id: str, marks: Iterable[int]) -> None:
        """Let marks find a copy; a mark that more than MOST_STORIES stories hold becomes a stop."""
        row = self._row("SELECT n, story FROM copies WHERE id = ?", _packed(id))
        if row is None:
            return
        number, story = row
        stops = self.stops()
        wanted = [mark for mark in dict.fromkeys(marks) if mark not in stops]
        holders = self._holders(wanted)
        new: list[int] = []
        stopped: list[int] = []
        for mark in wanted:
            held = holders.get(mark)
            if held is None:
                new.append(mark)
            elif story not in held:
                (stopped if len(held) >= MOST_STORIES else new).append(mark)
        self._asked = frozenset()  # what follows changes the answer
        if number > self._fresh.upto:
            self._fresh.add(number, story, new)
        else:
            self._write("INSERT OR IGNORE INTO postings VALUES (?, ?)", *[(mark, story) for mark in new])
        if stopped:
            self._write("DELETE FROM postings WHERE mark = ?", *[(mark,) for mark in stopped])
            self._write("INSERT OR IGNORE INTO stops VALUES (?)", *[(mark,) for mark in stopped])
            self._fresh.drop(stopped)
            stops.update(stopped)
        if self._fresh.count >= MOST_FRESH:
            self._settle()

    def _catch_up(self) -> None:
        """Know the postings of all copies that the table does not know."""
        if self._known:
            return
        upto, times = self._rows("SELECT upto, times FROM settled")[0]
        if times != self._fresh.times:
            self._fresh.clear()
        self._fresh.upto, self._fresh.times = upto, times
        stops = self.stops()
        seen = max(upto, self._fresh.seen)
        for number, story, packed in self._rows("SELECT n, story, prints FROM copies WHERE n > ? ORDER BY n", seen):
            marks = telling(Prints.unpack(packed).marks) if packed is not None else []
            self._fresh.add(number, story, [mark for mark in marks if mark not in stops])
        self._known = True

    def _settle(self) -> None:
        """Put the postings in memory into the table, in order."""
        with self._naming():
            self._begin()
            self._db.executemany("INSERT OR IGNORE INTO postings VALUES (?, ?)", self._fresh.rows())
        self._write("UPDATE settled SET upto = ?, times = times + 1", (self._fresh.seen,))
        self._fresh.clear()
        self._known = False

    # Links and stories

    def connect(self, edges: Iterable[Edge]) -> None:
        """Keep links with their numbers."""
        self._write(
            "INSERT OR REPLACE INTO links SELECT l.n, e.n, ?, ?, ?, ? FROM copies l, copies e WHERE l.id = ? AND e.id = ?",
            *[
                (
                    _RELATIONS.index(e.comparison.relation), round(e.comparison.contained * _SHARE),
                    round(e.comparison.contains * _SHARE), e.comparison.shared, _packed(e.later), _packed(e.earlier),
                )
                for e in edges
            ],
        )  # fmt: skip

    def edges_of(self, id: str) -> Sequence[Edge]:
        """Every kept link of a copy, either way."""
        rows = self._rows(
            "WITH me AS (SELECT n FROM copies WHERE id = ?), mine AS (SELECT * FROM links WHERE later = (SELECT n FROM me) "
            "UNION ALL SELECT * FROM links WHERE earlier = (SELECT n FROM me)) "
            "SELECT l.id, e.id, m.relation, m.contained, m.contains, m.shared "
            "FROM mine m JOIN copies l ON l.n = m.later JOIN copies e ON e.n = m.earlier",
            _packed(id),
        )
        return [
            Edge(
                _unpacked(later),
                _unpacked(earlier),
                Comparison(_RELATIONS[relation], contained / _SHARE, contains / _SHARE, shared),
            )
            for later, earlier, relation, contained, contains, shared in rows
        ]

    def join(self, kept: str, merged: str, by: str) -> None:
        """All of story ``merged`` stands in ``kept`` from now on."""
        target, gone = self._number(kept), self._number(merged)
        if target is None or gone is None or target == gone:
            return
        self._asked = frozenset()
        self._write("UPDATE copies SET story = ? WHERE story = ?", (target, gone))
        self._write(
            "INSERT INTO aliases VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET joined = ?3, joined_by = ?4",
            (gone, _packed(self._name(gone)), target, _packed(by)),
        )
        self._alias_numbers()[gone] = target

    def _alias_numbers(self) -> dict[int, int]:
        if self._joined is None:
            self._joined = dict(self._rows("SELECT s, joined FROM aliases WHERE joined IS NOT NULL"))
        return self._joined

    def _settled(self, number: int) -> int:
        """The number that a story's number stands for now."""
        joined = self._alias_numbers()
        while number in joined:
            number = joined[number]
        return number

    def _number(self, story: str) -> int | None:
        """The number that a story goes by now."""
        id = _packed(story)
        row = self._row("SELECT n FROM copies WHERE id = ?1 UNION ALL SELECT s FROM aliases WHERE id = ?1", id)
        return self._settled(row[0]) if row else None

    def _name(self, number: int) -> str:
        """The id of a story, or of a copy, by its number; of one that is gone without trace, its number."""
        known = self._names.get(number)
        if known is None:
            sql = "SELECT id FROM copies WHERE n = ?1 UNION ALL SELECT id FROM aliases WHERE s = ?1"
            row = self._row(sql, number)
            if len(self._names) >= _CACHED_NAMES:
                self._names.clear()
            known = self._names[number] = _unpacked(row[0]) if row else str(number)
        return known

    def resolve(self, story: str) -> str:
        """The id that a story goes by now."""
        number = self._number(story)
        return self._name(number) if number is not None else story

    def remove(self, id: str) -> None:
        """Forget a copy: no fingerprint, posting or link of it stays; its id does where it names a story of others."""
        row = self._row("SELECT n, story, prints FROM copies WHERE id = ?", _packed(id))
        if row is None:
            return
        number, story, packed = row
        self._asked = frozenset()
        if packed:
            names = [story, *(s for s in self._alias_numbers() if self._settled(s) == story)]
            marks = Prints.unpack(packed).marks
            self._write("DELETE FROM postings WHERE mark = ? AND s = ?", *[(mark, s) for mark in marks for s in names])
            self._write("UPDATE settled SET times = times + 1", ())
        self._write("DELETE FROM links WHERE later = ?", (number,))
        self._write("DELETE FROM links WHERE earlier = ?", (number,))
        if self._row("SELECT 1 FROM copies WHERE story = ? AND n != ? LIMIT 1", number, number):
            self._write("INSERT OR IGNORE INTO aliases (s, id) VALUES (?, ?)", (number, _packed(id)))
        self._write("UPDATE copies SET relation = NULL, other = NULL WHERE other = ? AND story = ?", (number, story))
        self._write("DELETE FROM copies WHERE n = ?", (number,))
        self.forget()


class _Fresh:
    """Postings that are not in the table yet: those of copies numbered above ``upto``, as far as ``seen``."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Know nothing."""
        self.upto = self.seen = self.count = 0
        self.times = -1
        # Nearly every mark has one story; those that have more have the others in ``more``.
        self.first: dict[int, int] = {}
        self.more: dict[int, set[int]] = {}

    def add(self, number: int, story: int, marks: Iterable[int]) -> None:
        """The postings of one copy."""
        self.seen = max(self.seen, number)
        first = self.first
        for mark in marks:
            if first.setdefault(mark, story) != story:
                self.more.setdefault(mark, set()).add(story)
            self.count += 1

    def drop(self, marks: Iterable[int]) -> None:
        """Forget who holds these marks."""
        for mark in marks:
            self.first.pop(mark, None)
            self.more.pop(mark, None)

    def rows(self) -> Iterator[tuple[int, int]]:
        """(mark, story), in order but for the few marks with several stories."""
        first = self.first
        for mark in sorted(first):
            yield mark, first[mark]
        for mark in sorted(self.more):
            for story in self.more[mark]:
                yield mark, story


def _packed(id: str) -> bytes | str:
    """An id of 32 hexadecimal digits in 16 bytes; any other as it is."""
    return bytes.fromhex(id) if len(id) == _HEX_LENGTH and _HEX.issuperset(id) else id


def _unpacked(id: bytes | str) -> str:
    return id.hex() if isinstance(id, bytes) else id


def _short(digest: bytes) -> int:
    """Eight bytes of a digest: enough to find the copy; whether it is the same text is seen from all sixteen."""
    return int.from_bytes(digest[:8], "little", signed=True)


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")
