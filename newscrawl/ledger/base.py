"""What every ledger can do, and the values it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from newscrawl.stories import StoryIndex


@dataclass(frozen=True, kw_only=True, slots=True)
class PageState:
    """A page that some source listed. ``new``: this question was the first to name it."""

    url: str
    source: str | None = None
    state: str = "found"
    reason: str | None = None
    tries: int = 0
    new: bool = False
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceState:
    """A source's walks. ``next_due`` None: it was never walked to its end.

    ``interval`` is the one that its last walk was given, in seconds; ``failures`` are walks that failed in a row, the first
    of them at ``failing_since``; ``retired`` once it failed for so long that it is looked at rarely.
    """

    url: str
    walk_started_at: datetime | None = None
    walk_completed_at: datetime | None = None
    next_due: datetime | None = None
    interval: int | None = None
    failures: int = 0
    failing_since: datetime | None = None
    retired: bool = False

    @property
    def whole(self) -> bool:
        """True when the last walk that began was also completed: what it kept of its pages can be held against new ones.

        >>> from datetime import UTC
        >>> at = datetime(2026, 1, 5, tzinfo=UTC)
        >>> SourceState(url="/world", walk_started_at=at).whole
        False
        """
        begun, done = self.walk_started_at, self.walk_completed_at
        return begun is not None and done is not None and begun <= done and self.failures == 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Who holds a mirror: the worker, when it was heard of last, and when the newest walk of the mirror began."""

    worker: str
    heard_at: datetime
    walk_started_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """By what a page of a source is known again: what its server said, and the digest of its bytes.

    A sitemap that an index (``parent``) lists rests ``until`` then; None: it is asked in every walk. Its rest follows from how
    long its bytes have been as they are (``since``), between ``least`` and ``most``.
    """

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    parent: str | None = None
    until: datetime | None = None
    since: datetime | None = None
    least: timedelta | None = None
    most: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """The newest version of an article that the archive holds."""

    id: str
    version: int
    digest: str


class Ledger(Protocol):
    """One worker's view. Nothing is durable before ``commit``; every method may raise LedgerError."""

    def found(self, mirror: str, url: str, *, source: str | None, at: datetime) -> PageState: ...

    def knows(self, mirror: str, url: str) -> bool:
        """Whether this page was ever named, by any source or run."""
        ...

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
        published_at: datetime | None = None,
    ) -> None:
        """Settle a page. Only "archived" sets the time from which its further looks are counted (``published_at``, or when
        it was found), and only "archived" and "unchanged" set its validators."""
        ...

    def revisits(self, mirror: str, now: datetime, ages: Sequence[int]) -> Iterator[PageState]:
        """Articles of which another look is due: ``ages`` are seconds from publication, rising."""
        ...

    def moved(self, mirror: str, identity: str, url: str) -> None:
        """The page of this identity stands at another address now."""
        ...

    def tries(self, mirror: str, url: str) -> int: ...

    def counts(self, mirror: str) -> dict[str, int]: ...

    def left_since(self, mirror: str) -> tuple[int, bool]:
        """Pages that led away from a mirror since one of its articles was there, and whether one ever was."""
        ...

    def source(self, mirror: str, url: str) -> SourceState: ...

    def walk_started(self, mirror: str, source: str, at: datetime) -> None: ...

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
        """A walk reached its end; ``urls`` are what it listed, in order, and ``validators`` those of its pages, by address,
        in place of all that were known."""
        ...

    def walk_failed(
        self, mirror: str, source: str, at: datetime, *, retry_at: datetime | None, retired: bool
    ) -> None: ...

    def validators(self, mirror: str, source: str) -> dict[str, Validators]: ...

    def listed_before(self, mirror: str, source: str, urls: Sequence[str]) -> frozenset[str]:
        """Those of ``urls`` that a completed walk of this source has listed, as far back as a walk can come."""
        ...

    def acquire_lease(self, mirror: str, worker: str, now: datetime, seconds: int) -> bool: ...

    def holder(self, mirror: str) -> Holder | None: ...

    def heartbeat(self, worker: str, now: datetime, seconds: int) -> frozenset[str]:
        """Keep this worker's leases; the mirrors that it still holds."""
        ...

    def release_lease(self, mirror: str, worker: str) -> None: ...

    def newest(self, identity: str) -> Version | None: ...

    def archived(self, identity: str, version: Version, *, mirror: str | None = None) -> None: ...

    def root(self, identity: str) -> str:
        """The identity under which an article is kept: its first one, when it has moved."""
        ...

    def identity_of(self, id: str) -> str | None:
        """The identity whose newest version this is."""
        ...

    def alias(self, identity: str, root: str) -> None: ...

    def led(self, asked: str, root: str) -> None:
        """An address was answered by an article of another one; of several, the last counts."""
        ...

    def same_text(self, mirror: str, digest: str) -> tuple[str, ...]:
        """Identities of the articles of a mirror whose newest text is this one."""
        ...

    def page_url(self, mirror: str, identity: str) -> str | None:
        """Where the page of this identity was fetched from last."""
        ...

    def marks(self) -> dict[str, int]:
        """How far into each archive file the ledger has read, in bytes."""
        ...

    def mark(self, file: str, end: int) -> None: ...

    @property
    def stories(self) -> StoryIndex: ...

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None: ...
