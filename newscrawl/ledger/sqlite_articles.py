"""Articles in SQLite: the newest version of each, the identities it goes by, and the addresses that led to it."""

from __future__ import annotations

from abc import ABC, abstractmethod

from newscrawl.ledger.base import Version


class ArticleTables(ABC):
    """The part of the ledger that knows articles."""

    @abstractmethod
    def _write(self, sql: str, *values: object) -> int: ...

    @abstractmethod
    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]: ...

    def newest(self, identity: str) -> Version | None:
        """The newest version of an article, by the identity of its URL."""
        rows = self._rows("SELECT id, version, digest FROM articles WHERE identity = ?", identity)
        if not rows:
            return None
        return Version(id=str(rows[0][0]), version=int(str(rows[0][1])), digest=str(rows[0][2]))

    def archived(self, identity: str, version: Version, *, mirror: str | None = None) -> None:
        """A version was appended to the archive."""
        self._write(
            "INSERT INTO articles (identity, id, version, digest, mirror) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT DO UPDATE SET id = ?2, version = ?3, digest = ?4, mirror = ?5 WHERE version <= ?3",
            identity, version.id, version.version, version.digest, mirror,
        )  # fmt: skip

    def root(self, identity: str) -> str:
        """The identity under which an article is kept."""
        rows = self._rows("SELECT root FROM other_names WHERE identity = ?", identity)
        return str(rows[0][0]) if rows else identity

    def identity_of(self, id: str) -> str | None:
        """The identity whose newest version this is."""
        rows = self._rows("SELECT identity FROM articles WHERE id = ?", id)
        return str(rows[0][0]) if rows else None

    def alias(self, identity: str, root: str) -> None:
        """An article that is kept under ``root`` has one more name; a name of a name is never made."""
        root = self.root(root)
        if root == identity:
            return
        self._write("INSERT INTO other_names VALUES (?1, ?2) ON CONFLICT DO UPDATE SET root = ?2", identity, root)
        self._write("UPDATE other_names SET root = ? WHERE root = ?", root, identity)

    def led(self, asked: str, root: str) -> None:
        """The address of the identity ``asked`` was answered by the article that is kept under ``root``."""
        self._write("INSERT INTO led_to VALUES (?1, ?2) ON CONFLICT DO UPDATE SET root = ?2", asked, root)

    def same_text(self, mirror: str, digest: str) -> tuple[str, ...]:
        """Identities of the articles of a mirror whose newest text is this one."""
        rows = self._rows("SELECT identity FROM articles WHERE mirror = ? AND digest = ? LIMIT 9", mirror, digest)
        return tuple(str(row[0]) for row in rows)
