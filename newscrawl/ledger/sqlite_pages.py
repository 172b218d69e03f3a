"""Pages in SQLite: what was found, how it ended, and when it is looked at again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import zip_longest

from newscrawl.ledger.base import PageState
from newscrawl.text.urls import identity_of_cleaned

# A look that came up to this part of an age too early counts as that age's look.
EARLY = 0.25
# A last look that was missed (a crawler that stood still) is made good for so long, in ages, and no longer.
LATE = 2.0
# A time that lies so far ahead was written by a clock that was wrong.
AHEAD = 3600.0
_SELECT = "SELECT url, source, state, reason, tries, etag, last_modified FROM pages WHERE mirror = ? AND "

_identity = lru_cache(maxsize=4096)(identity_of_cleaned)


def stamp(at: datetime | None) -> float | None:
    """Seconds since 1970, as SQLite keeps them."""
    return at.timestamp() if at else None


def time_of(value: object) -> datetime | None:
    """The other way."""
    return datetime.fromtimestamp(float(str(value)), UTC) if value is not None else None


class PageTables(ABC):
    """The part of the ledger that knows pages."""

    @abstractmethod
    def _write(self, sql: str, *values: object) -> int: ...

    @abstractmethod
    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]: ...

    @abstractmethod
    def root(self, identity: str) -> str:
        """The identity under which an article is kept."""

    def _key(self, url: str) -> str:
        return self.root(_identity(url))

    def found(self, mirror: str, url: str, *, source: str | None, at: datetime) -> PageState:
        """Remember a page that a source lists; asking again changes nothing."""
        new = self._write(
            "INSERT INTO pages (mirror, key, url, source, state, found_at) VALUES (?, ?, ?, ?, 'found', ?) "
            "ON CONFLICT DO NOTHING",
            mirror, self._key(url), url, source, at.timestamp(),
        )  # fmt: skip
        if new:
            return PageState(url=url, source=source, new=True)
        return _page(self._rows(_SELECT + "key = ?", mirror, self._key(url))[0])

    def knows(self, mirror: str, url: str) -> bool:
        """Whether this page was ever named, by any source or run."""
        return bool(self._rows("SELECT 1 FROM pages WHERE mirror = ? AND key = ?", mirror, self._key(url)))

    def pending(self, mirror: str, now: datetime | None) -> Iterator[PageState]:
        """Pages found but not settled, and failed or waiting ones whose time has come.

        A page that was settled in what is now the future was settled by a wrong clock: its time has come too.
        """
        until, ahead = (now.timestamp(), now.timestamp() + AHEAD) if now else (1e18, 1e18)
        rows = self._rows(
            _SELECT + "state IN ('found', 'failed', 'waiting') "
            "AND (COALESCE(retry_at, 0) <= ? OR settled_at > ?) ORDER BY found_at",
            mirror, until, ahead,
        )  # fmt: skip
        return (_page(row) for row in rows)

    def revisits(self, mirror: str, now: datetime, ages: Sequence[int]) -> Iterator[PageState]:
        """Articles whose age has passed one of ``ages`` since they were looked at last.

        What is due follows from the page's time, its last look and the setting, so nothing has to be kept in step.
        """
        at = now.timestamp()
        for age, following in zip_longest(ages, ages[1:]):
            oldest = at - (following if following is not None else age * LATE)
            rows = self._rows(
                _SELECT + "base_at > ? AND base_at <= ? "
                "AND state IN ('archived', 'unchanged', 'not_article') "
                "AND (settled_at < base_at + ? OR settled_at > ?) ORDER BY base_at",
                mirror, oldest, at - age, age * (1 - EARLY), at + AHEAD,
            )  # fmt: skip
            yield from (_page(row) for row in rows)

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
        published_at: datetime | None = None,
    ) -> None:
        """Settle a page; one that was never found is found and settled.

        A time of publication that lies ahead is a mistake, and the page's looks are counted from now.
        """
        held = outcome in ("archived", "unchanged")
        base = None
        if outcome == "archived":
            given = stamp(published_at)
            base = at.timestamp() if given is None else min(given, at.timestamp())
        self._write(
            "INSERT INTO pages "
            "(mirror, key, url, state, reason, tries, found_at, settled_at, retry_at, etag, last_modified, base_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?12) ON CONFLICT DO UPDATE SET state = ?4, "
            "reason = ?5, tries = CASE WHEN ?6 THEN tries + 1 ELSE 0 END, settled_at = ?7, retry_at = ?8, "
            "etag = CASE WHEN ?11 THEN ?9 ELSE etag END, "
            "last_modified = CASE WHEN ?11 THEN ?10 ELSE last_modified END, "
            "base_at = MIN(COALESCE(base_at, ?12), COALESCE(?12, base_at), ?7)",
            mirror, self._key(url), url, outcome, reason, int(outcome == "failed"), at.timestamp(), stamp(retry_at), etag,
            last_modified, int(held), base,
        )  # fmt: skip

    def tries(self, mirror: str, url: str) -> int:
        """How often in a row this page has failed."""
        rows = self._rows("SELECT tries FROM pages WHERE mirror = ? AND key = ?", mirror, self._key(url))
        return int(str(rows[0][0])) if rows else 0

    def counts(self, mirror: str) -> dict[str, int]:
        """Pages by state."""
        rows = self._rows("SELECT state, COUNT(*) FROM pages WHERE mirror = ? GROUP BY state", mirror)
        return {str(state): int(str(n)) for state, n in rows}

    def left_since(self, mirror: str) -> tuple[int, bool]:
        """Pages that led away from a mirror since one of its articles was there, and whether one ever was."""
        rows = self._rows(
            "SELECT MAX(settled_at) FROM pages WHERE mirror = ? AND state IN ('archived', 'unchanged')", mirror
        )
        last = rows[0][0]
        left = self._rows(
            "SELECT COUNT(*) FROM pages WHERE mirror = ? AND reason = 'left_mirror' AND settled_at > ?",
            mirror,
            last if last is not None else 0,
        )
        return int(str(left[0][0])), last is not None

    def page_url(self, mirror: str, identity: str) -> str | None:
        """Where the page of this identity is fetched from."""
        rows = self._rows("SELECT url FROM pages WHERE mirror = ? AND key = ?", mirror, identity)
        return str(rows[0][0]) if rows else None

    def moved(self, mirror: str, identity: str, url: str) -> None:
        """From now on the page of ``identity`` is fetched from ``url``, which is no page of its own."""
        if (old := _identity(url)) != identity:
            self._write("DELETE FROM pages WHERE mirror = ? AND key = ?", mirror, old)
        self._write("UPDATE pages SET url = ? WHERE mirror = ? AND key = ?", url, mirror, identity)


def _page(row: tuple[object, ...]) -> PageState:
    url, source, state, reason, tries, etag, last_modified = row
    return PageState(
        url=str(url),
        source=str(source) if source else None,
        state=str(state),
        reason=str(reason) if reason else None,
        tries=int(str(tries)),
        etag=str(etag) if etag else None,
        last_modified=str(last_modified) if last_modified else None,
    )
