"""What every ledger can do, and the values it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from newscrawl.stories import StoryIndex

OUTCOMES = ("archived", "unchanged", "not_article", "gone", "refused", "failed", "quarantined", "waiting")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageState:
    """A page that some source listed. ``new``: this question was the first to name it."""

    url: str
    source: str | None = None
    state: str = "found"
    reason: str | None = None
    tries: int = 0
    new: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceState:
    """A source's walks. ``next_due`` None: it was never walked to its end."""

    url: str
    walk_started_at: datetime | None = None
    walk_completed_at: datetime | None = None
    next_due: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """The newest version of an article that the archive holds."""

    id: str
    version: int
    digest: str


class Ledger(Protocol):
    """One worker's view. Nothing is durable before ``commit``; every method may raise LedgerError."""

    def found(self, mirror: str, url: str, *, source: str | None, at: datetime) -> PageState: ...

    def pending(self, mirror: str, now: datetime | None) -> Iterator[PageState]:
        """Pages found but not settled, and those whose retry is due; ``now`` None: whatever their time."""
        ...

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
    ) -> None: ...

    def tries(self, mirror: str, url: str) -> int: ...

    def counts(self, mirror: str) -> dict[str, int]: ...

    def source(self, mirror: str, url: str) -> SourceState: ...

    def walk_started(self, mirror: str, source: str, at: datetime) -> None: ...

    def walk_completed(self, mirror: str, source: str, urls: Iterable[str], at: datetime, *, interval: int) -> None: ...

    def seen_in_last_walk(self, mirror: str, source: str) -> frozenset[str]: ...

    def acquire_lease(self, mirror: str, worker: str, now: datetime, seconds: int) -> bool: ...

    def heartbeat(self, worker: str, now: datetime, seconds: int) -> None:
        """Keep this worker's leases; raises LeaseLost when one was taken over."""
        ...

    def release_lease(self, mirror: str, worker: str) -> None: ...

    def newest(self, identity: str) -> Version | None: ...

    def archived(self, identity: str, version: Version) -> None: ...

    def marks(self) -> dict[str, int]:
        """How far into each archive file the ledger has read, in bytes."""
        ...

    def mark(self, file: str, end: int) -> None: ...

    @property
    def stories(self) -> StoryIndex: ...

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None: ...
