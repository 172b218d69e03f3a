"""The story index in SQLite, inside the ledger's transaction; it never commits by itself."""

from __future__ import annotations

import sqlite3

from newscrawl.items import StoryLink

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS copies (id TEXT PRIMARY KEY, digest BLOB, published REAL, fetched REAL, "
    "story TEXT NOT NULL, relation TEXT, other TEXT, contained REAL, contains REAL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS copies_digest ON copies (digest, published, fetched, id)",
    "CREATE INDEX IF NOT EXISTS copies_story ON copies (story, published, fetched, id)",
)


class SqliteStories:
    """Copies, their digests and their links."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in _SCHEMA:
            self._db.execute(statement)

    def link_of(self, id: str) -> StoryLink | None:
        """The link that was given to a copy."""
        row = self._db.execute(
            "SELECT story, relation, other, contained, contains FROM copies WHERE id = ?", (id,)
        ).fetchone()
        return StoryLink(id=row[0], relation=row[1], to=row[2], contained=row[3], contains=row[4]) if row else None

    def same_text(self, digest: bytes) -> tuple[str, str] | None:
        """(id, story) of the earliest known copy of this text."""
        row = self._db.execute(
            "SELECT id, story FROM copies WHERE digest = ? ORDER BY published, fetched, id LIMIT 1", (digest,)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def add(self, id: str, digest: bytes | None, order: tuple[float, float, str], link: StoryLink) -> None:
        """Remember a copy and its link."""
        self._db.execute(
            "INSERT INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (id, digest, order[0], order[1], link.id, link.relation, link.to, link.contained, link.contains),
        )

    def remove(self, id: str) -> None:
        """Forget a copy."""
        self._db.execute("DELETE FROM copies WHERE id = ?", (id,))

    def members(self, story: str) -> list[str]:
        """Every article of a story, earliest first."""
        rows = self._db.execute("SELECT id FROM copies WHERE story = ? ORDER BY published, fetched, id", (story,))
        return [row[0] for row in rows]

    def story_of(self, id: str) -> str | None:
        """The story an article stands in now."""
        row = self._db.execute("SELECT story FROM copies WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None
