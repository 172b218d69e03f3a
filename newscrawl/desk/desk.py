"""The one way into the archive.

Order of a group: links are computed and lines appended, with the ledger's transaction open; the archive is synced;
then the ledger commits. An article is acknowledged by the sync. A crash before it loses nothing that was acknowledged;
a crash between sync and commit leaves lines that the ledger has not read: they are replayed at the next start.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from newscrawl.archive.lengths import shortfalls
from newscrawl.archive.records import article_id, digest_of, to_line
from newscrawl.archive.tombstones import Tombstones
from newscrawl.archive.warc import WarcWriter
from newscrawl.archive.writer import ArchiveWriter
from newscrawl.config import Config
from newscrawl.desk.quarantine import Kept, keep
from newscrawl.desk.replay import copy_of, replay
from newscrawl.desk.takedown import forget
from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.items import Article, RawResponse
from newscrawl.ledger.alive import Alive
from newscrawl.ledger.base import Version
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from newscrawl.text.urls import identity_of_cleaned as identity_of

logger = logging.getLogger(__name__)
Settled = Literal["archived", "unchanged", "refused"]
# Why the desk refuses an article: somebody asked for its text, or its address, to be taken down.
TAKEN_DOWN = "takedown"
# For a file of the archive that is not what it was.
REMEDY = (
    "put it back from a copy; or, to go on without it, run `scrapy ledger rebuild`: what its mirrors list still is then "
    "fetched again"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """What became of an article: archived, with its id, version and story; unchanged; or refused, with a ``reason`` to count."""

    outcome: Settled
    article: Article
    reason: str | None = None
    first_of_story: bool = False


class Desk:
    """One worker's desk. After a write that failed it refuses everything."""

    def __init__(
        self, config: Config, ledger: SqliteLedger, writer: ArchiveWriter, warc: WarcWriter | None = None
    ) -> None:
        self._config = config
        self.ledger = ledger
        self.writer = writer
        self.warc = warc
        self.stones = Tombstones(config.data_dir)
        self.alive: Alive | None = None
        if warc is not None:
            writer.before_lines = warc.sync
        # Whoever commits the ledger, the archive comes first.
        ledger.before_commit = writer.sync
        self.linker = Linker(ledger.stories, window_days=config.story_window_days)
        self._open_articles = 0
        self._open_since: float | None = None
        self._broken: ArchiveError | LedgerError | None = None
        self.replayed = 0
        # Files of the archive that are gone or shorter than the ledger has read them.
        self.damaged: tuple[str, ...] = ()

    @classmethod
    def open(cls, config: Config, *, worker: str = "") -> Desk:
        """Mend the archive's tail, open the ledger, and replay what the ledger has not read.

        ``worker``: under this name the desk holds leases, for as long as its process lives.
        """
        try:
            config.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"{config.data_dir}: {error.strerror}; set NEWSCRAWL_DATA_DIR to a directory that can be written"
            ) from error
        ledger = SqliteLedger(config.ledger_path)
        try:
            marks = ledger.marks()
            damaged = shortfalls(config.archive_dir, marks)
            writer = ArchiveWriter(config.archive_dir, acknowledged=marks)
            warc = WarcWriter(config.data_dir, writer.name) if config.warc else None
        except ArchiveError:
            ledger.close()
            raise
        desk = cls(config, ledger, writer, warc)
        desk.damaged = tuple(damaged)
        for line in damaged:
            logger.error("%s: %s", line, REMEDY)
        desk.alive = Alive(config.ledger_path, worker) if worker else None
        desk.replayed = replay(writer.root, ledger, desk.linker)
        if ledger.fresh and desk.replayed:
            logger.warning(
                "%s: the ledger was gone or empty: made anew from %d records of the archive", ledger.path, desk.replayed
            )
        for stone in desk.stones.all():
            forget(stone, ledger)  # where a takedown was cut
        desk.linker.age_out(datetime.now(UTC))
        ledger.commit()
        return desk

    def holds(self, identity: str, article: Article) -> bool:
        """Whether the archive's newest version of an identity has this text (headline and body); raises LedgerError."""
        newest = self.ledger.newest(identity)
        return newest is not None and newest.digest == digest_of(article)

    def receive(
        self,
        article: Article,
        *,
        page_url: str | None = None,
        identity: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        raw: RawResponse | None = None,
    ) -> Received:
        """Link and append an article, unless its text is the one that the archive holds for its identity.

        ``raw`` is kept beside the archive where NEWSCRAWL_WARC asks for it.
        """
        self._check()
        try:
            return self._receive(
                article, page_url or article.url, identity or identity_of(article.url), etag, last_modified, raw
            )
        except (ArchiveError, LedgerError) as error:
            self._break(error)
            raise

    def _receive(
        self,
        article: Article,
        page_url: str,
        identity: str,
        etag: str | None,
        last_modified: str | None,
        raw: RawResponse | None,
    ) -> Received:
        # The transaction first: a takedown that comes now waits for it, and then finds the line.
        stories = self.ledger.stories
        digest = digest_of(article)
        newest = self.ledger.newest(identity)
        now = article.fetched_at or datetime.now(UTC)
        if (
            self.stones.hold_url(article.url, identity)
            or self.stones.hold_url(page_url)
            or (newest is None and self.stones.hold_text(article.mirror, digest))
        ):
            if article.mirror:
                self.ledger.outcome(article.mirror, page_url, "refused", reason=TAKEN_DOWN, at=now)
            return Received(outcome="refused", article=article, reason=TAKEN_DOWN)
        name = article_id(identity, digest)
        outcome: Settled = "archived"
        # A text that went back to an older version is known under that version's name already.
        if (newest is not None and newest.digest == digest) or stories.link_of(name) is not None:
            outcome = "unchanged"
        else:
            article = replace(
                article,
                id=name,
                version=newest.version + 1 if newest else 1,
                replaces=newest.id if newest else None,
            )
            link = self.linker.add(copy_of(article))
            article = replace(article, story=link)
            if self.warc is not None and raw is not None:
                kept = self.warc.append(raw)
                article = replace(article, provenance=replace(article.provenance, warc=kept))
            place = self.writer.append(to_line(article), datetime.now(UTC).date())
            self.ledger.archived(
                identity, Version(id=name, version=article.version, digest=digest), mirror=article.mirror
            )
            self.ledger.mark(place.file, place.end)
        asked = identity_of(page_url)
        if asked != identity_of(article.url) and self.ledger.root(asked) != identity:
            self.ledger.led(asked, identity)  # for a takedown that names the address which was asked
        if article.mirror:
            self.ledger.outcome(
                article.mirror, page_url, outcome, at=now, etag=etag, last_modified=last_modified,
                published_at=article.published_at,
            )  # fmt: skip
        self._open_articles += 1
        if self._open_since is None:
            self._open_since = datetime.now(UTC).timestamp()
        if self._open_articles >= self._config.group_size:
            self.commit()
        # The article that founded its story. One that came in late and is the earlier has no relation either, and would
        # be a second line of its story.
        first = outcome == "archived" and article.story is not None and article.story.id == name
        return Received(outcome=outcome, article=article, first_of_story=first)

    def commit(self) -> None:
        """Acknowledge: sync the raw responses, the archive, then commit the ledger."""
        self._check()
        try:
            self.writer.sync()
            self.ledger.commit()
        except (ArchiveError, LedgerError) as error:
            self._break(error)
            raise
        self._open_articles = 0
        self._open_since = None

    def commit_if_due(self, now: datetime) -> None:
        """Commit when the group has been open for long enough."""
        if self.ledger.awaited():  # another run stands still until then
            self.commit()
            return
        if self._open_since is None:
            self._open_since = now.timestamp()
        if now.timestamp() - self._open_since >= self._config.group_seconds or now.timestamp() < self._open_since:
            self.commit()

    def quarantine(self, kept: Kept, body: bytes) -> Path | None:
        """Keep a page that could not be read, raw, with the error, durably; None where its mirror has too many there."""
        try:
            return keep(self._config.data_dir, kept, body)
        except ArchiveError as problem:
            self._break(problem)
            raise

    def _check(self) -> None:
        if self._broken:
            raise self._broken

    def _break(self, error: ArchiveError | LedgerError) -> None:
        if self._broken is None:
            self._broken = error
            try:
                self.ledger.rollback()
            except LedgerError as also:
                error.add_note(str(also))

    def close(self) -> None:
        """Acknowledge what is open, and close."""
        try:
            if self._broken is None:
                self.commit()
        finally:
            try:
                if self.warc is not None:
                    self.warc.close()
            finally:
                try:
                    self.writer.close()
                finally:
                    self.ledger.close()
                    if self.alive is not None:
                        self.alive.close(leases_left=self._broken is not None)
