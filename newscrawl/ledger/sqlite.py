"""The ledger in SQLite: one file, WAL, one transaction for each group of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawl.errors import LedgerError
from newscrawl.ledger.sqlite_articles import ArticleTables
from newscrawl.ledger.sqlite_copy_ids import COPY_IDS_TO_READ
from newscrawl.ledger.sqlite_pages import PageTables
from newscrawl.ledger.sqlite_sources import SourceTables
from newscrawl.ledger.sqlite_stories import SqliteStories
from newscrawl.ledger.sqlite_takedown import TakedownTables
from newscrawl.ledger.turns import Turns

SCHEMA_VERSION = 10
# The oldest form that can be brought up, and what each step from a form to the next adds: nothing that must be kept changes.
_OLDEST = 6
_STEPS = {
    6: """
CREATE TABLE led_to (identity TEXT PRIMARY KEY, root TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX led_to_root ON led_to (root);
""",
    # Validators start afresh: every page of a source is read once more.
    7: """
DROP TABLE IF EXISTS listings;
CREATE TABLE listings (
    mirror TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, etag TEXT, last_modified TEXT, digest TEXT,
    parent TEXT, until REAL, since REAL, least REAL, most REAL,
    PRIMARY KEY (mirror, source, url)
) WITHOUT ROWID;
""",
    8: "",  # the copies, which are written anew
    # What the walks of a source have listed: the newest of it, by when its pages were found.
    9: """
CREATE TEMP TABLE found_when (
    mirror TEXT NOT NULL, url TEXT NOT NULL, found_at REAL, PRIMARY KEY (mirror, url)
) WITHOUT ROWID;
INSERT OR IGNORE INTO found_when SELECT mirror, url, found_at FROM pages;
ALTER TABLE listed RENAME TO listed_without_place;
CREATE TABLE listed (
    mirror TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (mirror, source, url)
) WITHOUT ROWID;
INSERT INTO listed SELECT mirror, source, url, -age FROM (
    SELECT l.mirror, l.source, l.url, ROW_NUMBER() OVER (PARTITION BY l.mirror, l.source ORDER BY p.found_at DESC) AS age
    FROM listed_without_place l LEFT JOIN found_when p ON p.mirror = l.mirror AND p.url = l.url
) WHERE age <= 20000;
DROP TABLE listed_without_place;
DROP TABLE found_when;
""",
}
_INDEXED_COPIES = 8
_SCHEMA = """
CREATE TABLE pages (
    mirror TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, source TEXT, state TEXT NOT NULL, reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0, found_at REAL NOT NULL, settled_at REAL, retry_at REAL,
    etag TEXT, last_modified TEXT, base_at REAL,
    PRIMARY KEY (mirror, key)
) WITHOUT ROWID;
CREATE INDEX pages_open ON pages (mirror, retry_at) WHERE state IN ('found', 'failed', 'waiting');
CREATE INDEX pages_base ON pages (mirror, base_at) WHERE base_at IS NOT NULL;
CREATE TABLE sources (
    mirror TEXT NOT NULL, url TEXT NOT NULL, started_at REAL, completed_at REAL, next_due REAL, interval INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, failing_since REAL, retired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (mirror, url)
) WITHOUT ROWID;
CREATE TABLE listed (
    mirror TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (mirror, source, url)
) WITHOUT ROWID;
CREATE TABLE leases (
    mirror TEXT PRIMARY KEY, worker TEXT NOT NULL, heard REAL NOT NULL, expires REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    identity TEXT PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL, mirror TEXT
) WITHOUT ROWID;
CREATE INDEX articles_id ON articles (id);
CREATE INDEX articles_text ON articles (mirror, digest);
CREATE TABLE other_names (identity TEXT PRIMARY KEY, root TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE marks (file TEXT PRIMARY KEY, read_to INTEGER NOT NULL) WITHOUT ROWID;
"""


class SqliteLedger(ArticleTables, SourceTables, PageTables, TakedownTables):
    """The default ledger. The archive is the truth, so a damaged file is said and rebuilt, never trusted."""

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.path = path
        self._reading = reading
        # What must be durable before anything here is: a lease that is taken commits what the desk has open, too.
        self.before_commit: Callable[[], None] | None = None
        if reading:
            self._open_to_read()
            return
        with self._naming():
            path.parent.mkdir(parents=True, exist_ok=True)
        self._turns = Turns(path)
        try:
            self._turns.take()
            with self._naming():
                self._open_to_write()
        except LedgerError:
            self._turns.close()
            raise
        self._turns.give()

    def _open_to_write(self) -> None:
        """Open the file, and make its tables where it is new: another process may be doing the same now."""
        self._db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        # Of a new file: what aged fingerprints leave free is given back.
        self._db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        self._db.execute("PRAGMA journal_mode = WAL")
        # A commit that a power cut takes back is replayed from the archive, which is synced before it.
        self._db.execute("PRAGMA synchronous = NORMAL")
        # More pages kept make nothing faster that was measured, and are the longest to fill: memory grows for hours.
        self._db.execute("PRAGMA cache_size = -8192")
        # Pages that change with every group (an index by ids has no order) go from the journal into the file less often.
        self._db.execute("PRAGMA wal_autocheckpoint = 24000")
        self._db.execute("BEGIN IMMEDIATE")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise LedgerError(f"{self.path}: made by a newer newscrawl; use that one, or move the file and rebuild")
        if 0 < version < _OLDEST:
            raise LedgerError(f"{self.path}: made by an older newscrawl; `scrapy ledger rebuild` makes it anew")
        self._changes = -1
        self._stories = SqliteStories(self._db, begin=self._begin, naming=self._naming)
        self.fresh = version == 0
        steps = [_STEPS[form] for form in range(version or _OLDEST, SCHEMA_VERSION)]
        for statement in ";".join([_SCHEMA, *steps] if self.fresh else steps).split(";"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._stories.create(with_an_index=0 < version <= _INDEXED_COPIES)
        self._db.execute("COMMIT")

    @classmethod
    def to_read(cls, path: Path) -> SqliteLedger:
        """A view that writes nothing and stops nobody from writing; every method that writes fails."""
        return cls(path, reading=True)

    def _open_to_read(self) -> None:
        with self._naming():
            self._db, version = self._connected_to_read()
            if not _OLDEST <= version <= SCHEMA_VERSION:
                raise LedgerError(
                    f"{self.path}: of another form; `scrapy ledger rebuild` makes it anew from the archive"
                )
            self._changes = -1
            self._stories = SqliteStories(self._db, begin=self._begin, naming=self._naming)

    def _connected_to_read(self) -> tuple[sqlite3.Connection, int]:
        """A connection that writes nothing but what SQLite needs to read, and the form of the ledger."""
        place = self.path.resolve().as_uri()
        ways = [f"{place}?mode=ro"]
        wal = Path(f"{self.path}-wal")
        if not wal.exists() or not wal.stat().st_size:
            ways.append(f"{place}?mode=ro&immutable=1")  # on a disk that is mounted to be read, nobody writes
        else:
            ways.append(f"{place}?mode=rw")  # what a crash has left in the WAL must be put in order first
        for way in ways:
            connection = sqlite3.connect(way, uri=True, timeout=60, isolation_level=None)
            try:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                for statement in COPY_IDS_TO_READ if version <= _INDEXED_COPIES else ():
                    connection.execute(statement)
                connection.execute("PRAGMA query_only = ON")
                return connection, int(version)
            except sqlite3.OperationalError as error:
                connection.close()
                if way == ways[-1] or not any(word in str(error) for word in ("readonly", "unable to open")):
                    raise
        raise AssertionError("there is always a last way")

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
        if self._db.in_transaction:
            return
        if not self._reading:
            self._turns.take()
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.Error:
                self._turns.give()
                raise
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

    def _write_all(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._naming():
            self._begin()
            self._db.executemany(sql, rows)

    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with self._naming():
            return self._db.execute(sql, values).fetchall()

    # The archive

    def marks(self) -> dict[str, int]:
        """How far into each archive file the ledger has read, in bytes."""
        return {str(file): int(str(end)) for file, end in self._rows("SELECT file, read_to FROM marks")}

    def mark(self, file: str, end: int) -> None:
        """The ledger has read a file up to here."""
        self._write("INSERT INTO marks VALUES (?1, ?2) ON CONFLICT DO UPDATE SET read_to = ?2", file, end)

    def ids(self) -> Iterator[str]:
        """Every version that the ledger knows, in the order in which it read them."""
        with self._naming():
            for (id,) in self._db.execute("SELECT id FROM copies ORDER BY n"):
                yield id.hex() if isinstance(id, bytes) else str(id)

    def hold_still(self) -> None:
        """What is read from now on is the ledger of one moment, whoever writes to it."""
        with self._naming():
            self._db.execute("BEGIN")

    def damage(self) -> list[str]:
        """What of the file is not as SQLite wrote it, as far as its own look at every page tells."""
        told = [str(row[0]) for row in self._rows("PRAGMA quick_check(3)")]
        return [f"{self.path}: {line}; `scrapy ledger rebuild` makes it anew" for line in told if line != "ok"]

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
            if not self._db.in_transaction:
                return
        if self.before_commit is not None:
            self.before_commit()
        with self._naming():
            self._db.execute("COMMIT")
        self._turns.give()

    def awaited(self) -> bool:
        """Whether another process waits until this one commits."""
        return self._db.in_transaction and self._turns.awaited()

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        with self._naming():
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._stories.forget()
        self._turns.give()

    def close(self) -> None:
        """Close without committing."""
        with self._naming():
            self._db.close()
        if not self._reading:
            self._turns.close()
