"""The ledger in SQLite: one file, WAL, one transaction for each group of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from newscrawl.errors import LeaseLost, LedgerError
from newscrawl.ledger.base import PageState, SourceState, Version
from newscrawl.ledger.sqlite_stories import SqliteStories
from newscrawl.text.urls import identity

SCHEMA_VERSION = 3
_SCHEMA = """
CREATE TABLE pages (
    mirror TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, source TEXT, state TEXT NOT NULL, reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0, found_at REAL NOT NULL, settled_at REAL, retry_at REAL,
    etag TEXT, last_modified TEXT,
    PRIMARY KEY (mirror, key)
) WITHOUT ROWID;
CREATE INDEX pages_open ON pages (mirror, retry_at) WHERE state IN ('found', 'failed', 'waiting');
CREATE TABLE sources (
    mirror TEXT NOT NULL, url TEXT NOT NULL, started_at REAL, completed_at REAL, next_due REAL,
    etag TEXT, last_modified TEXT,
    PRIMARY KEY (mirror, url)
) WITHOUT ROWID;
CREATE TABLE listed (
    mirror TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (mirror, source, url)
) WITHOUT ROWID;
CREATE TABLE leases (
    mirror TEXT PRIMARY KEY, worker TEXT NOT NULL, expires REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    identity TEXT PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE marks (file TEXT PRIMARY KEY, read_to INTEGER NOT NULL) WITHOUT ROWID;
"""
# Of one source's listing so many addresses are kept as "seen": more than any walk reads.
MOST_LISTED = 200_000


def _stamp(at: datetime | None) -> float | None:
    return at.timestamp() if at else None


def _time(stamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp is not None else None


_key = lru_cache(maxsize=4096)(identity)


class SqliteLedger:
    """The default ledger. The archive is the truth, so a damaged file is said and rebuilt, never trusted."""

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.path = path
        self._reading = reading
        if reading:
            self._open_to_read()
            return
        with self._naming():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            # A commit that a power cut takes back is replayed from the archive, which is synced before it.
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA cache_size = -65536")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise LedgerError(f"{path}: made by a newer newscrawl; use that one, or move the file and rebuild")
            if 0 < version < SCHEMA_VERSION:
                raise LedgerError(f"{path}: made by an older newscrawl; `scrapy ledger rebuild` makes it anew")
            self._changes = -1
            self._stories = SqliteStories(self._db, begin=self._begin, naming=self._naming)
            self._begin()
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            self._stories.create()
            self._db.execute("COMMIT")

    @classmethod
    def to_read(cls, path: Path) -> SqliteLedger:
        """A view that writes nothing and stops nobody from writing; every method that writes fails."""
        return cls(path, reading=True)

    def _open_to_read(self) -> None:
        with self._naming():
            self._db = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=ro", uri=True, timeout=60, isolation_level=None
            )
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version != SCHEMA_VERSION:
                raise LedgerError(
                    f"{self.path}: of another form; `scrapy ledger rebuild` makes it anew from the archive"
                )
            self._changes = -1
            self._stories = SqliteStories(self._db, begin=self._begin, naming=self._naming)

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """Turn SQLite's errors into ours, with the file and the remedy."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            told = str(error)
            if isinstance(error, sqlite3.OperationalError) and ("locked" in told or "busy" in told):
                raise LedgerError(
                    f"{self.path}: another run holds it ({told}); run again when that one has ended"
                ) from error
            if any(word in told for word in ("full", "disk I/O", "readonly", "unable to open")):
                raise LedgerError(f"{self.path}: {told}; make room or mend the permissions, and run again") from error
            raise LedgerError(f"{self.path}: {told}; `scrapy ledger rebuild` makes it anew from the archive") from error
        except OSError as error:
            raise LedgerError(f"{error.filename or self.path}: {error.strerror or error}") from error

    def _begin(self) -> None:
        if not self._reading and not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
            changes = self._db.execute("PRAGMA data_version").fetchone()[0]
            if changes != self._changes:  # another process has written since
                self._changes = changes
                self._stories.refresh()

    def _write(self, sql: str, *values: object) -> int:
        with self._naming():
            self._begin()
            # Numbered places want names (from Python 3.14 on); the number is the name.
            given = {str(place): value for place, value in enumerate(values, 1)} if "?1" in sql else values
            return self._db.execute(sql, given).rowcount

    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with self._naming():
            return self._db.execute(sql, values).fetchall()

    # Pages

    def found(self, mirror: str, url: str, *, source: str | None, at: datetime) -> PageState:
        """Remember a page that a source lists; asking again changes nothing."""
        new = self._write(
            "INSERT INTO pages (mirror, key, url, source, state, found_at) VALUES (?, ?, ?, ?, 'found', ?) "
            "ON CONFLICT DO NOTHING",
            mirror, _key(url), url, source, at.timestamp(),
        )  # fmt: skip
        if new:
            return PageState(url=url, source=source, new=True)
        row = self._rows(
            "SELECT url, source, state, reason, tries FROM pages WHERE mirror = ? AND key = ?", mirror, _key(url)
        )[0]
        return _page(row)

    def pending(self, mirror: str, now: datetime | None) -> Iterator[PageState]:
        """Pages found but not settled, and failed or waiting ones whose time has come."""
        until = now.timestamp() if now else 1e18
        rows = self._rows(
            "SELECT url, source, state, reason, tries FROM pages WHERE mirror = ? "
            "AND state IN ('found', 'failed', 'waiting') AND COALESCE(retry_at, 0) <= ? ORDER BY found_at",
            mirror, until,
        )  # fmt: skip
        return (_page(row) for row in rows)

    def outcome(
        self,
        mirror: str,
        url: str,
        outcome: str,
        *,
        at: datetime,
        reason: str | None = None,
        retry_at: datetime | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Settle a page; one that was never found is found and settled."""
        self._write(
            "INSERT INTO pages "
            "(mirror, key, url, state, reason, tries, found_at, settled_at, retry_at, etag, last_modified) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10) ON CONFLICT DO UPDATE SET state = ?4, reason = ?5, "
            "tries = CASE WHEN ?6 THEN tries + 1 ELSE 0 END, settled_at = ?7, retry_at = ?8, "
            "etag = COALESCE(?9, etag), last_modified = COALESCE(?10, last_modified)",
            mirror, _key(url), url, outcome, reason, int(outcome == "failed"), at.timestamp(), _stamp(retry_at), etag,
            last_modified,
        )  # fmt: skip

    def tries(self, mirror: str, url: str) -> int:
        """How often in a row this page has failed."""
        rows = self._rows("SELECT tries FROM pages WHERE mirror = ? AND key = ?", mirror, _key(url))
        return int(str(rows[0][0])) if rows else 0

    def counts(self, mirror: str) -> dict[str, int]:
        """Pages by state."""
        rows = self._rows("SELECT state, COUNT(*) FROM pages WHERE mirror = ? GROUP BY state", mirror)
        return {str(state): int(str(n)) for state, n in rows}

    # Sources

    def source(self, mirror: str, url: str) -> SourceState:
        """What is known of a source."""
        rows = self._rows(
            "SELECT started_at, completed_at, next_due FROM sources WHERE mirror = ? AND url = ?", mirror, url
        )
        if not rows:
            return SourceState(url=url)
        started, completed, due = (float(str(value)) if value is not None else None for value in rows[0])
        return SourceState(
            url=url, walk_started_at=_time(started), walk_completed_at=_time(completed), next_due=_time(due)
        )

    def walk_started(self, mirror: str, source: str, at: datetime) -> None:
        """A walk begins; what the last completed walk had seen stays known."""
        self._write(
            "INSERT INTO sources (mirror, url, started_at) VALUES (?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET started_at = ?3",
            mirror, source, at.timestamp(),
        )  # fmt: skip

    def walk_completed(self, mirror: str, source: str, urls: Iterable[str], at: datetime, *, interval: int) -> None:
        """A walk reached its end: what it listed joins what is seen, and the source rests for ``interval`` seconds."""
        with self._naming():
            self._begin()
            self._db.executemany(
                "INSERT INTO listed (mirror, source, url) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(mirror, source, url) for url in list(urls)[:MOST_LISTED]],
            )
        self._write(
            "UPDATE sources SET completed_at = ?, next_due = ? WHERE mirror = ? AND url = ?",
            at.timestamp(), (at + timedelta(seconds=interval)).timestamp(), mirror, source,
        )  # fmt: skip

    def seen_in_last_walk(self, mirror: str, source: str) -> frozenset[str]:
        """Every address that a completed walk of this source has listed."""
        rows = self._rows("SELECT url FROM listed WHERE mirror = ? AND source = ?", mirror, source)
        return frozenset(str(row[0]) for row in rows)

    # Leases

    def acquire_lease(self, mirror: str, worker: str, now: datetime, seconds: int) -> bool:
        """Take a mirror if nobody holds it; durable at once, so that others see it."""
        taken = self._write(
            "INSERT INTO leases (mirror, worker, expires) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE "
            "SET worker = ?2, expires = ?3 WHERE worker = ?2 OR expires <= ?4",
            mirror, worker, now.timestamp() + seconds, now.timestamp(),
        )  # fmt: skip
        self.commit()
        return taken > 0

    def heartbeat(self, worker: str, now: datetime, seconds: int) -> None:
        """Keep this worker's leases."""
        self._write("UPDATE leases SET expires = ? WHERE worker = ?", now.timestamp() + seconds, worker)

    def release_lease(self, mirror: str, worker: str) -> None:
        """Give a mirror back; durable at once."""
        self._write("DELETE FROM leases WHERE mirror = ? AND worker = ?", mirror, worker)
        self.commit()

    def holds(self, mirror: str, worker: str) -> None:
        """Raise LeaseLost when another worker has this mirror."""
        rows = self._rows("SELECT worker FROM leases WHERE mirror = ?", mirror)
        if rows and rows[0][0] != worker:
            raise LeaseLost(f"{mirror}: taken over by {rows[0][0]}; this run was not heard of for too long")

    # Articles and the archive

    def newest(self, identity: str) -> Version | None:
        """The newest version of an article, by the identity of its URL."""
        rows = self._rows("SELECT id, version, digest FROM articles WHERE identity = ?", identity)
        if not rows:
            return None
        return Version(id=str(rows[0][0]), version=int(str(rows[0][1])), digest=str(rows[0][2]))

    def archived(self, identity: str, version: Version) -> None:
        """A version was appended to the archive."""
        self._write(
            "INSERT INTO articles (identity, id, version, digest) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT DO UPDATE SET id = ?2, version = ?3, digest = ?4 WHERE version <= ?3",
            identity, version.id, version.version, version.digest,
        )  # fmt: skip

    def marks(self) -> dict[str, int]:
        """How far into each archive file the ledger has read, in bytes."""
        return {str(file): int(str(end)) for file, end in self._rows("SELECT file, read_to FROM marks")}

    def mark(self, file: str, end: int) -> None:
        """The ledger has read a file up to here."""
        self._write("INSERT INTO marks VALUES (?1, ?2) ON CONFLICT DO UPDATE SET read_to = ?2", file, end)

    @property
    def stories(self) -> SqliteStories:
        """Fingerprints, links and stories, in the same transaction."""
        with self._naming():
            self._begin()
        return self._stories

    def story_count(self) -> int:
        """How many stories there are now."""
        return int(str(self._rows("SELECT COUNT(DISTINCT story) FROM copies")[0][0]))

    def commit(self) -> None:
        """Make everything since the last commit durable."""
        with self._naming():
            if self._db.in_transaction:
                self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        with self._naming():
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._stories.forget()

    def close(self) -> None:
        """Close without committing."""
        with self._naming():
            self._db.close()


def _page(row: tuple[object, ...]) -> PageState:
    url, source, state, reason, tries = row
    return PageState(
        url=str(url),
        source=str(source) if source else None,
        state=str(state),
        reason=str(reason) if reason else None,
        tries=int(str(tries)),
    )
