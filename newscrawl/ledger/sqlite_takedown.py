"""What the ledger forgets when an article is taken down, and how nothing of it stays in the file."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from newscrawl.ledger.turns import Turns
from newscrawl.text.urls import identity_of_cleaned as identity_of


class TakedownTables(ABC):
    """The part of the ledger that forgets."""

    _db: sqlite3.Connection
    _turns: Turns

    @abstractmethod
    def _naming(self) -> AbstractContextManager[None]: ...

    @abstractmethod
    def _write(self, sql: str, *values: object) -> int: ...

    @abstractmethod
    def root(self, identity: str) -> str:
        """The identity under which an article is kept."""

    @abstractmethod
    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]: ...

    def names_of(self, url: str) -> tuple[str, ...]:
        """Every identity that the article of an address has had, its own first, and those of addresses that led to it.

        An address that led to it and has an article of its own is no name of it: a site that leads its old pages to one
        page would lose all of them with that one.
        """
        asked = self.root(identity_of(url))
        root = asked
        if not self._rows("SELECT 1 FROM articles WHERE identity = ?", asked):
            root = self.leads_to(url) or asked
        others = self._rows("SELECT identity FROM other_names WHERE root = ? ORDER BY identity", root)
        names = [root, *(str(row[0]) for row in others)]
        for name in [*names]:
            led = self._rows(
                "SELECT identity FROM led_to WHERE root = ? AND identity NOT IN (SELECT identity FROM articles) "
                "ORDER BY identity",
                name,
            )
            names += [str(row[0]) for row in led]
        return tuple(dict.fromkeys(names))

    def leads_to(self, url: str) -> str | None:
        """The identity of the article that answered when an address was asked last, where that is another one's."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'led_to'"):
            return None  # of the form before, open to be read only
        rows = self._rows("SELECT root FROM led_to WHERE identity = ?", identity_of(url))
        return self.root(str(rows[0][0])) if rows else None

    def take_down(self, identities: Iterable[str], mirrors: Iterable[str], url: str, at: datetime) -> None:
        """Forget an article's versions and settle its pages for good, at every mirror that lists it."""
        names = {name for one in (*identities, identity_of(url)) for name in (one, self.root(one))}
        for name in sorted(names):
            self._write("DELETE FROM articles WHERE identity = ?", name)
            # The tombstone names them all: what such an address leads to later is another article.
            self._write("DELETE FROM led_to WHERE ? IN (identity, root)", name)
            self._write(
                "UPDATE pages SET state = 'refused', reason = 'takedown', retry_at = NULL, settled_at = ?, etag = NULL, "
                "last_modified = NULL, base_at = NULL WHERE key = ?",
                at.timestamp(), name,
            )  # fmt: skip
        for mirror in mirrors:
            self._write(
                "INSERT INTO pages (mirror, key, url, state, reason, found_at, settled_at) "
                "VALUES (?1, ?2, ?3, 'refused', 'takedown', ?4, ?4) ON CONFLICT DO NOTHING",
                mirror, self.root(identity_of(url)), url, at.timestamp(),
            )  # fmt: skip

    def settled_since(self, mirror: str, url: str, at: datetime) -> bool:
        """Whether a page was read after that time: what was fetched then is an older state of it."""
        rows = self._rows(
            "SELECT 1 FROM pages WHERE mirror = ? AND key = ? AND settled_at > ? "
            "AND state IN ('archived', 'unchanged', 'not_article', 'gone')",
            mirror, self.root(identity_of(url)), at.timestamp(),
        )  # fmt: skip
        return bool(rows)

    def sync_commits(self) -> None:
        """From now on every commit is on the disk when it returns, and what is deleted is overwritten."""
        with self._naming():
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA secure_delete = ON")

    def vacuum(self) -> bool:
        """Write the file anew, without the pages that deleted rows have left; False while another process is at work on it."""
        with self._naming():
            # A crawl at work lets go between its groups; whoever holds the file for longer is not waited for.
            self._db.execute("PRAGMA busy_timeout = 5000")
            try:
                self._turns.take()
                self._db.execute("VACUUM")
            except sqlite3.OperationalError as error:
                if "locked" in str(error) or "busy" in str(error):
                    return False  # the caller says that it is left, and how to go on
                raise
            finally:
                self._turns.give()
            busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return not busy
