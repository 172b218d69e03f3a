"""The story index in SQLite, inside the ledger's transaction; it never commits by itself."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from newscrawl.items import StoryLink
from newscrawl.stories.index import MOST_STORIES, Edge, Member
from newscrawl.stories.prints import Prints
from newscrawl.stories.relations import Comparison

# Copies and stories go by numbers inside: an id of 32 letters in each posting would be the larger part of the ledger.
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS stories (s INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, joined INTEGER, joined_by TEXT)",
    "CREATE TABLE IF NOT EXISTS copies (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story INTEGER NOT NULL, "
    "digest BLOB, published REAL, fetched REAL, prints BLOB, "
    "first_story TEXT, relation TEXT, other TEXT, contained REAL, contains REAL)",
    "CREATE INDEX IF NOT EXISTS copies_digest ON copies (digest) WHERE digest IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS copies_story ON copies (story)",
    "CREATE TABLE IF NOT EXISTS postings (mark INTEGER, n INTEGER, PRIMARY KEY (mark, n)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS stops (mark INTEGER PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS links (later INTEGER, earlier INTEGER, relation TEXT, contained REAL, contains REAL, "
    "shared INTEGER, PRIMARY KEY (later, earlier)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS links_earlier ON links (earlier)",
)
_MEMBER = (
    "SELECT c.n, c.id, c.published, c.fetched, c.prints, s.id, c.first_story, c.relation, c.other, c.contained, c.contains "
    "FROM copies c JOIN stories s ON s.s = c.story "
)
_CACHED = 4096


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
        self._stops: set[int] | None = None
        self._cache: OrderedDict[int, Prints] = OrderedDict()
        self._ids: dict[int, str] = {}
        # Who holds the marks that were asked for last: linking asks, and then posts the same ones.
        self._held: dict[int, set[int]] = {}
        self._asked: frozenset[int] = frozenset()

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in _SCHEMA:
            self._db.execute(statement)

    def forget(self) -> None:
        """Drop what is cached: the transaction that it came from was rolled back, or another process has written."""
        self._stops = None
        self._cache.clear()
        self._ids.clear()
        self._asked = frozenset()

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
        row = self._row(_MEMBER + "WHERE c.id = ?", id)
        return self._member(row) if row else None

    def members(self, story: str) -> Sequence[Member]:
        """Every copy of a story, earliest first."""
        number = self._resolve(story)
        if number is None:
            return []
        rows = self._rows(_MEMBER + "WHERE c.story = ? ORDER BY c.published, c.fetched, c.id", number)
        return [self._member(row) for row in rows]

    def _member(self, row: tuple[object, ...]) -> Member:
        number, id, published, fetched, packed, story, first, relation, other, contained, contains = row
        prints = self._prints(int(str(number)), packed) if isinstance(packed, bytes) else None
        link = StoryLink(id=first, relation=relation, to=other, contained=contained, contains=contains)  # type: ignore[arg-type]
        return Member(str(id), (_float(published), _float(fetched), str(id)), prints, str(story), link)

    def _prints(self, number: int, packed: bytes) -> Prints:
        found = self._cache.get(number)
        if found is None:
            found = self._cache[number] = Prints.unpack(packed)
            if len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        return found

    def same_digest(self, digest: bytes) -> str | None:
        """The id of one copy with these very words."""
        row = self._row("SELECT id FROM copies WHERE digest = ? LIMIT 1", digest)
        return row[0] if row else None

    def add(self, member: Member) -> None:
        """Remember a copy; its story is made when it founds one."""
        self._write("INSERT INTO stories (id) VALUES (?) ON CONFLICT DO NOTHING", (member.story,))
        prints, link = member.prints, member.link
        published, fetched, _ = member.order
        self._write(
            "INSERT INTO copies (id, story, digest, published, fetched, prints, first_story, relation, other, contained, "
            "contains) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                member.id, self._resolve(member.story), prints.digest if prints else None, published, fetched,
                prints.pack() if prints else None, link.id, link.relation, link.to, link.contained, link.contains,
            ),
        )  # fmt: skip

    # Marks

    def stories_sharing(self, marks: Collection[int]) -> dict[str, int]:
        """Story -> how many of the marks its members hold."""
        counts: dict[int, int] = {}
        holders = self._holders(marks)
        for mark in marks:
            for story in holders.get(mark, ()):
                counts[story] = counts.get(story, 0) + 1
        names = self._names([story for story, count in counts.items() if count > 1])
        return {name: counts[story] for story, name in names.items()}

    def _holders(self, marks: Collection[int]) -> dict[int, set[int]]:
        """Mark -> the stories that hold it."""
        wanted = frozenset(marks)
        if wanted <= self._asked:
            return self._held
        found: dict[int, set[int]] = {}
        rows = self._rows(
            "SELECT p.mark, c.story FROM json_each(?) j JOIN postings p ON p.mark = j.value JOIN copies c ON c.n = p.n",
            json.dumps(list(marks)),
        )
        for mark, story in rows:
            found.setdefault(mark, set()).add(story)
        self._held, self._asked = found, wanted
        return found

    def _names(self, stories: Sequence[int]) -> dict[int, str]:
        strange = [story for story in stories if story not in self._ids]
        if strange:
            if len(self._ids) > _CACHED * 16:
                self._ids.clear()
                strange = list(stories)
            sql = "SELECT s.s, s.id FROM json_each(?) j JOIN stories s ON s.s = j.value"
            self._ids.update({int(row[0]): str(row[1]) for row in self._rows(sql, json.dumps(strange))})
        return {story: self._ids[story] for story in stories}

    def stops(self) -> Collection[int]:
        """Marks that too many stories hold."""
        if self._stops is None:
            self._stops = {row[0] for row in self._rows("SELECT mark FROM stops")}
        return self._stops

    def post(self, id: str, marks: Iterable[int]) -> None:
        """Let marks find a copy; a mark that more than MOST_STORIES stories hold becomes a stop."""
        row = self._row("SELECT n, story FROM copies WHERE id = ?", id)
        if row is None:
            return
        number, story = row
        stops = self.stops()
        wanted = [mark for mark in dict.fromkeys(marks) if mark not in stops]
        holders = self._holders(wanted)
        new: list[int] = []
        stopped: list[int] = []
        for mark in wanted:
            held = holders.get(mark, set())
            if story in held:
                continue
            (stopped if len(held) >= MOST_STORIES else new).append(mark)
        self._asked = frozenset()  # what follows changes the answer
        self._write("INSERT OR IGNORE INTO postings VALUES (?, ?)", *((mark, number) for mark in new))
        self._write("DELETE FROM postings WHERE mark = ?", *((mark,) for mark in stopped))
        self._write("INSERT OR IGNORE INTO stops VALUES (?)", *((mark,) for mark in stopped))
        if self._stops is not None:
            self._stops.update(stopped)

    # Links and stories

    def connect(self, edges: Iterable[Edge]) -> None:
        """Keep links with their numbers."""
        self._write(
            "INSERT OR REPLACE INTO links SELECT l.n, e.n, ?, ?, ?, ? FROM copies l, copies e WHERE l.id = ? AND e.id = ?",
            *[
                (
                    e.comparison.relation,
                    e.comparison.contained,
                    e.comparison.contains,
                    e.comparison.shared,
                    e.later,
                    e.earlier,
                )
                for e in edges
            ],
        )

    def edges_of(self, id: str) -> Sequence[Edge]:
        """Every kept link of a copy, either way."""
        rows = self._rows(
            "WITH me AS (SELECT n FROM copies WHERE id = ?), mine AS (SELECT * FROM links WHERE later = (SELECT n FROM me) "
            "UNION ALL SELECT * FROM links WHERE earlier = (SELECT n FROM me)) "
            "SELECT l.id, e.id, m.relation, m.contained, m.contains, m.shared "
            "FROM mine m JOIN copies l ON l.n = m.later JOIN copies e ON e.n = m.earlier",
            id,
        )
        return [Edge(later, earlier, Comparison(*numbers)) for later, earlier, *numbers in rows]

    def join(self, kept: str, merged: str, by: str) -> None:
        """All of story ``merged`` stands in ``kept`` from now on."""
        target, gone = self._resolve(kept), self._resolve(merged)
        if target is None or gone is None or target == gone:
            return
        self._asked = frozenset()
        self._write("UPDATE copies SET story = ? WHERE story = ?", (target, gone))
        self._write("UPDATE stories SET joined = ?, joined_by = ? WHERE s = ?", (target, by, gone))

    def _resolve(self, story: str) -> int | None:
        row = self._row("SELECT s, joined FROM stories WHERE id = ?", story)
        while row is not None and row[1] is not None:
            row = self._row("SELECT s, joined FROM stories WHERE s = ?", row[1])
        return row[0] if row else None

    def resolve(self, story: str) -> str:
        """The id that a story goes by now."""
        number = self._resolve(story)
        return self._names([number])[number] if number is not None else story

    def remove(self, id: str) -> None:
        """Forget a copy: no fingerprint, posting or link of it stays."""
        row = self._row("SELECT n, prints FROM copies WHERE id = ?", id)
        if row is None:
            return
        number, packed = row
        self._asked = frozenset()
        if packed:
            marks = Prints.unpack(packed).marks
            self._write("DELETE FROM postings WHERE mark = ? AND n = ?", *((mark, number) for mark in marks))
        self._write("DELETE FROM links WHERE later = ? OR earlier = ?", (number, number))
        self._write("DELETE FROM copies WHERE n = ?", (number,))
        self._cache.pop(number, None)


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")
