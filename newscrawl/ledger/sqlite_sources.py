"""Sources and leases in SQLite: walks, when to come back, what their pages were known by, and who walks."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from newscrawl.ledger.alive import is_dead, was_heard
from newscrawl.ledger.base import Holder, SourceState, Validators
from newscrawl.ledger.sqlite_pages import stamp, time_of

# Of one source so many addresses that its walks have listed are kept, and never fewer than its last walk that brought something
# listed. What was listed longer ago stands behind so many newer ones in a paged list, deeper than a walk goes; should one come
# there, it reads further than it had to, and loses nothing. A newsfeed has no more entries.
MOST_LISTED = 20_000
# So many addresses are asked for in one statement.
ASKED_AT_ONCE = 1_000
# A lease that was renewed so far in the future was renewed by a clock that was wrong, and says nothing.
AHEAD = 120.0


class SourceTables(ABC):
    """The part of the ledger that knows sources and leases."""

    path: Path

    @abstractmethod
    def _write(self, sql: str, *values: object) -> int: ...

    @abstractmethod
    def _write_all(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None: ...

    @abstractmethod
    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]: ...

    @abstractmethod
    def commit(self) -> None:
        """Make everything since the last commit durable."""

    def source(self, mirror: str, url: str) -> SourceState:
        """What is known of a source."""
        rows = self._rows(
            "SELECT started_at, completed_at, next_due, interval, failures, failing_since, retired FROM sources "
            "WHERE mirror = ? AND url = ?",
            mirror, url,
        )  # fmt: skip
        if not rows:
            return SourceState(url=url)
        started, completed, due, interval, failures, since, retired = rows[0]
        return SourceState(
            url=url,
            walk_started_at=time_of(started),
            walk_completed_at=time_of(completed),
            next_due=time_of(due),
            interval=int(str(interval)) if interval is not None else None,
            failures=int(str(failures)),
            failing_since=time_of(since),
            retired=bool(retired),
        )

    def walk_started(self, mirror: str, source: str, at: datetime) -> None:
        """A walk begins; what the last completed walk had seen stays known."""
        self._write(
            "INSERT INTO sources (mirror, url, started_at) VALUES (?1, ?2, ?3) "
            "ON CONFLICT DO UPDATE SET started_at = ?3",
            mirror, source, at.timestamp(),
        )  # fmt: skip

    def walk_completed(
        self,
        mirror: str,
        source: str,
        urls: Iterable[str],
        at: datetime,
        *,
        interval: int,
        validators: Mapping[str, Validators],
    ) -> None:
        """A walk reached its end: what it listed joins what was listed before, and the source rests until ``interval``
        seconds after the walk began."""
        self._keep_listed(mirror, source, list(urls))
        self._write("DELETE FROM listings WHERE mirror = ? AND source = ?", mirror, source)
        self._write_all(
            "INSERT INTO listings (mirror, source, url, etag, last_modified, digest, parent, until, since, least, most) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    mirror,
                    source,
                    url,
                    v.etag,
                    v.last_modified,
                    v.digest,
                    v.parent,
                    stamp(v.until),
                    stamp(v.since),
                    _seconds(v.least),
                    _seconds(v.most),
                )
                for url, v in validators.items()
            ],
        )
        self._write(
            "UPDATE sources SET completed_at = ?1, next_due = MIN(started_at, ?1) + ?2, interval = ?2, failures = 0, "
            "failing_since = NULL, retired = 0 WHERE mirror = ?3 AND url = ?4",
            at.timestamp(), interval, mirror, source,
        )  # fmt: skip

    def walk_failed(self, mirror: str, source: str, at: datetime, *, retry_at: datetime | None, retired: bool) -> None:
        """A walk could not be read; ``retry_at`` None: the next run tries again."""
        self._write(
            "UPDATE sources SET failures = failures + 1, failing_since = MIN(COALESCE(failing_since, ?1), ?1), "
            "next_due = ?2, retired = ?3 WHERE mirror = ?4 AND url = ?5",
            at.timestamp(), stamp(retry_at), int(retired), mirror, source,
        )  # fmt: skip

    def listed_before(self, mirror: str, source: str, urls: Sequence[str]) -> frozenset[str]:
        """Those of ``urls`` that a completed walk of this source has listed, as far as they are kept."""
        return frozenset(
            str(url)
            for start in range(0, len(urls), ASKED_AT_ONCE)
            for (url,) in self._rows(
                "SELECT l.url FROM json_each(?) j CROSS JOIN listed l ON l.mirror = ? AND l.source = ? AND l.url = j.value",
                json.dumps(urls[start : start + ASKED_AT_ONCE]),
                mirror,
                source,
            )
        )

    def _keep_listed(self, mirror: str, source: str, urls: list[str]) -> None:
        """Keep what a walk listed; of what earlier ones did, the newest. A walk that listed nothing new changes nothing."""
        if len(self.listed_before(mirror, source, urls)) == len(urls):
            return
        ((kept, last),) = self._rows(
            "SELECT COUNT(*), COALESCE(MAX(place), 0) FROM listed WHERE mirror = ? AND source = ?", mirror, source
        )
        # The first of a list is its newest.
        self._write_all(
            "INSERT INTO listed (mirror, source, url, place) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET place = excluded.place",
            [(mirror, source, url, place) for place, url in enumerate(reversed(urls), int(str(last)) + 1)],
        )
        most = max(MOST_LISTED, len(urls))
        # To look for the oldest costs a sort, so twice as many come together first.
        if int(str(kept)) + len(urls) > 2 * most:
            self._write(
                "DELETE FROM listed WHERE mirror = ?1 AND source = ?2 AND place <= (SELECT place FROM listed "
                "WHERE mirror = ?1 AND source = ?2 ORDER BY place DESC LIMIT 1 OFFSET ?3)",
                mirror, source, most,
            )  # fmt: skip

    def validators(self, mirror: str, source: str) -> dict[str, Validators]:
        """By what the pages of the last completed walk are known again."""
        rows = self._rows(
            "SELECT url, etag, last_modified, digest, parent, until, since, least, most FROM listings "
            "WHERE mirror = ? AND source = ?",
            mirror,
            source,
        )
        return {
            str(url): Validators(
                etag=_text(etag), last_modified=_text(modified), digest=_text(digest), parent=_text(parent),
                until=time_of(until), since=time_of(since), least=_span(least), most=_span(most),
            )
            for url, etag, modified, digest, parent, until, since, least, most in rows
        }  # fmt: skip

    def acquire_lease(self, mirror: str, worker: str, now: datetime, seconds: int) -> bool:
        """Take a mirror if nobody holds it, or only somebody who is dead; durable at once, so that others see it."""
        for owner, *_ in self._rows("SELECT worker FROM leases WHERE mirror = ? AND worker != ?", mirror, worker):
            if is_dead(self.path, str(owner)):
                self._write("DELETE FROM leases WHERE worker = ?", owner)
            elif (heard := was_heard(self.path, str(owner), seconds)) is not None:
                # It lives on this machine: the clock on the wall does not decide.
                if heard:
                    return False
                self._write("DELETE FROM leases WHERE mirror = ? AND worker = ?", mirror, owner)
        taken = self._write(
            "INSERT INTO leases (mirror, worker, heard, expires) VALUES (?1, ?2, ?4, ?3) ON CONFLICT DO UPDATE "
            "SET worker = ?2, heard = ?4, expires = ?3 WHERE worker = ?2 OR expires <= ?4 OR heard > ?5",
            mirror, worker, now.timestamp() + seconds, now.timestamp(), now.timestamp() + max(AHEAD, seconds),
        )  # fmt: skip
        self.commit()
        return taken > 0

    def holder(self, mirror: str) -> Holder | None:
        """Who holds a mirror now."""
        rows = self._rows(
            "SELECT worker, heard, (SELECT MAX(started_at) FROM sources WHERE mirror = l.mirror) FROM leases l WHERE mirror = ?",
            mirror,
        )
        for worker, heard, started in rows:
            heard_at = time_of(heard)
            assert heard_at is not None
            return Holder(worker=str(worker), heard_at=heard_at, walk_started_at=time_of(started))
        return None

    def heartbeat(self, worker: str, now: datetime, seconds: int) -> frozenset[str]:
        """Keep this worker's leases; the mirrors that it still holds."""
        self._write(
            "UPDATE leases SET heard = ?1, expires = ?2 WHERE worker = ?3",
            now.timestamp(), (now + timedelta(seconds=seconds)).timestamp(), worker,
        )  # fmt: skip
        return frozenset(str(row[0]) for row in self._rows("SELECT mirror FROM leases WHERE worker = ?", worker))

    def release_lease(self, mirror: str, worker: str) -> None:
        """Give a mirror back; durable at once."""
        self._write("DELETE FROM leases WHERE mirror = ? AND worker = ?", mirror, worker)
        self.commit()


def _text(value: object) -> str | None:
    return str(value) if value else None


def _seconds(span: timedelta | None) -> float | None:
    return span.total_seconds() if span is not None else None


def _span(value: object) -> timedelta | None:
    return timedelta(seconds=float(str(value))) if value is not None else None
