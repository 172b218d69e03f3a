"""What a request is for: a page of a source, or an article page. Travels in ``cb_kwargs``."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from newscrawl.desk.quarantine import Kept
from newscrawl.items import Printed, Provenance, RawArticle, RawResponse
from newscrawl.ledger.base import SourceState, Validators
from newscrawl.mirror import Mirror, Source
from newscrawl.text.url_secrets import redacted, redacted_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The days asked for: ``since`` inclusive, ``until`` exclusive, in the mirror's zone.

    >>> from datetime import UTC
    >>> w = Window(since=date(2024, 9, 11))
    >>> w.holds(datetime(2024, 9, 10, 20, 30, tzinfo=UTC), "Asia/Baku"), w.holds(None, "Asia/Baku")
    (True, True)
    """

    since: date | None = None
    until: date | None = None

    def holds(self, published_at: datetime | None, timezone: str) -> bool:
        """True when an article of this time is asked for; one without a time always is."""
        if published_at is None or (self.since is None and self.until is None):
            return True
        day = published_at.astimezone(ZoneInfo(timezone)).date() if published_at.tzinfo else published_at.date()
        return not ((self.since and day < self.since) or (self.until and day >= self.until))


@dataclass(kw_only=True, slots=True)
class Walk:
    """One walk through a source: what it listed, what is still out, and whether it can count as complete.

    ``listed`` is for the kinds of source that have further pages; what a sitemap lists is known by its pages alone.
    """

    mirror: Mirror
    source: Source
    started_at: datetime
    listed: dict[str, None] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    outstanding: int = 0
    failed: str | None = None
    # What the ledger knew of the source, by what its pages are known again, and how many pages nobody had named before.
    state: SourceState | None = None
    known: dict[str, Validators] = field(default_factory=dict)
    kept: dict[str, Validators] = field(default_factory=dict)
    new: int = 0
    # Sitemaps that an index lists and that are not there.
    unread: set[str] = field(default_factory=set)
    # A bound was hit, so there is more than was read; and: the first page had not changed, so all is as it was.
    cut: bool = False
    as_it_was: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceTask:
    """One page of a source; ``page`` counts from 1, ``depth`` is how deep in a sitemap index.

    ``parent`` is the index that lists it, and ``settled`` from when on it is as the index's lastmod says.
    """

    mirror: Mirror
    walk: Walk
    url: str
    page: int = 1
    depth: int = 0
    parent: str | None = None
    settled: datetime | None = None

    @property
    def known(self) -> Validators | None:
        """By what this page is known again; what stands behind it may have changed all the same."""
        return self.walk.known.get(self.url) if self.page == 1 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class PageTask:
    """One article page, with what its source said of it."""

    mirror: Mirror
    url: str
    source: str | None = None
    published: tuple[Printed, ...] = ()
    modified: tuple[Printed, ...] = ()
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """An article page that was read: the item that enters the pipelines."""

    task: PageTask
    raw: RawArticle
    provenance: Provenance
    etag: str | None = None
    last_modified: str | None = None
    page: bytes = b""
    raw_response: RawResponse | None = None


def kept_page(task: PageTask, raw: RawResponse, error: Exception, rights: tuple[str, ...]) -> Kept:
    """What stays beside a page that could not be read, so that it can be read again."""
    return Kept(
        # Without what lets somebody in: the ledger knows a page by its identity, which has none of that either.
        page_url=redacted(task.url),
        mirror=task.mirror.name,
        at=raw.fetched_at.isoformat(),
        error=redacted_text("".join(traceback.format_exception(error))),
        url=raw.url,
        status=raw.status,
        source=redacted(task.source) if task.source else None,
        via=raw.via,
        headers=tuple(
            (name, value) for name, value in raw.headers if name.lower() not in ("set-cookie", "set-cookie2")
        ),
        published=task.published,
        modified=task.modified,
        rights=rights,
    )
