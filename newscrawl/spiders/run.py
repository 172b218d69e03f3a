"""One run of the crawl: its mirrors, its desk, and every page's one outcome, counted."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from scrapy.statscollectors import StatsCollector

from newscrawl.config import Config
from newscrawl.desk import Desk
from newscrawl.desk.quarantine import Kept
from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.ledger.base import SourceState
from newscrawl.mirror import Mirror
from newscrawl.spiders import returns
from newscrawl.spiders.accounts import Accounts
from newscrawl.spiders.bounds import Bounds, is_fruitful
from newscrawl.spiders.departures import Departures
from newscrawl.spiders.notes import Notes, minute
from newscrawl.spiders.stories_run import StoriesRun
from newscrawl.spiders.tasks import PageTask, Walk, Window

logger = logging.getLogger(__name__)

# Outcomes after which a run may still call itself finished (design: finish reasons).
CLEAN = frozenset({"archived", "unchanged", "not_article", "gone", "refused", "waiting", "outside_window"})
# A page that failed comes back after a quarter of an hour, then twice that, and so on, up to a week.
FIRST_RETRY = timedelta(minutes=15)
LONGEST_RETRY = timedelta(days=7)


def wall_clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


class Run:
    """Holds what spider, pipelines and extensions share. ``now`` is the wall clock, replaceable in tests."""

    def __init__(
        self,
        *,
        config: Config,
        mirrors: tuple[Mirror, ...],
        worker: str,
        stats: Callable[[], StatsCollector | None],
        window: Window | None = None,
        due_all: bool = False,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.config = config
        self.mirrors = mirrors
        self.worker = worker
        # Scrapy gives the collector only once the crawl has begun.
        self._stats = stats
        self.window = window or Window()
        self.due_all = due_all
        self.now = now or wall_clock
        self.leased: list[Mirror] = []
        # The walks of each mirror that was begun and has work left.
        self.working: dict[str, list[Walk]] = {}
        self.gave_up: Counter[str] = Counter()
        self.bounds = Bounds(
            most_new=config.max_new_pages, most_fruitless=config.max_fruitless, most_hosts=config.max_hosts
        )
        self.stories = StoriesRun()
        self.accounts = Accounts()
        self.departures = Departures()
        self.notes = Notes()
        self.broken: str | None = None
        # A feed export could not be written: the archive is whole, and this run is not called finished.
        self.feed_failed = False
        self.desk = Desk.open(config, worker=worker)

    @property
    def reason(self) -> str:
        """How this run ends, honestly, when it ends by itself."""
        if self.broken:
            return self.broken
        if self.feed_failed:
            return "feed_failed"
        return "incomplete" if self.gave_up else "finished"

    def count(self, mirror: str, what: str, by: int = 1) -> None:
        """Count under ``newscrawl/<mirror>/<what>``."""
        stats = self._stats()
        assert stats is not None
        stats.inc_value(f"newscrawl/{mirror}/{what}", by)

    def take(self, mirror: Mirror) -> bool:
        """Lease a mirror; False when another run holds it."""
        if not self.desk.ledger.acquire_lease(mirror.name, self.worker, self.now(), self.config.lease_seconds):
            holder = self.desk.ledger.holder(mirror.name)
            by = "another run"
            if holder is not None:
                walk = f"; its newest walk began {minute(holder.walk_started_at)}" if holder.walk_started_at else ""
                by = f"worker {holder.worker} (heard of {minute(holder.heard_at)}{walk})"
            self.notes.held.append(f"{mirror.name} is being crawled by {by}")
            logger.info("%s: left to it", self.notes.held[-1])
            self.count(mirror.name, "leased_elsewhere")
            return False
        self.leased.append(mirror)
        return True

    def may_begin(self) -> bool:
        """Whether one more mirror may be begun: not too many have walks or pages under way."""
        for name in [*self.working]:
            if not self.accounts.of_mirror[name] and not any(walk.outstanding for walk in self.working[name]):
                del self.working[name]
                self.stories.forget(name)
        return len(self.working) < self.config.mirrors_at_once

    def abandon(self, mirror: Mirror, error: Exception) -> None:
        """Something failed where a mirror's work begins: the others go on, and this run is not complete."""
        if isinstance(error, (ArchiveError, LedgerError)):
            self.fail(error)
            return
        self.gave_up[f"{mirror.name}/{type(error).__name__}"] += 1
        logger.error("%s: its work could not begin", mirror.name, exc_info=error)

    def keep_leases(self) -> None:
        """A heartbeat. A mirror that was taken over meanwhile (this run was not heard of for too long) is left to the other."""
        if self.desk.alive is not None:
            self.desk.alive.beat()
        held = self.desk.ledger.heartbeat(self.worker, self.now(), self.config.lease_seconds)
        for mirror in [mirror for mirror in self.leased if mirror.name not in held]:
            logger.error("%s was taken over by another run: the rest of it is left to that one", mirror.name)
            self.count(mirror.name, "lease_lost")
            self.leased.remove(mirror)
            self.bounds.left.add(mirror.name)

    def take_up(self, mirror: str, url: str, how: str) -> bool:
        """A page is to be fetched; ``how`` is found, resumed or revisited. False when it is under way already."""
        if not self.accounts.open(mirror, url):
            return False
        self.count(mirror, how)
        if self.desk.stones.hold_url(url):
            self.settle(mirror, url, "refused", "takedown")
            return False
        return True

    def check_departures(self) -> None:
        """A mirror of which nothing was read because its pages lead to another site could not be read."""
        if self.broken:
            return
        try:
            moved = self.departures.moved(self.desk.ledger)
        except LedgerError as error:
            self.fail(error)
            return
        for mirror in moved:
            self.count(mirror, "moved_away")
            self.gave_up[f"{mirror}/moved_away"] += 1

    def check_accounts(self) -> None:
        """When everything was fetched, every page taken up has one outcome; if not, the run is not complete."""
        if self.broken:
            return  # what comes after a write that failed has no outcome, and that is said already
        for mistake in self.accounts.mistakes():
            logger.error("accounts: %s", mistake)
            self.gave_up["accounts"] += 1

    def settle(
        self,
        mirror: str,
        url: str,
        outcome: str,
        reason: str | None = None,
        *,
        retry_in: float | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Give a page its one outcome of this run, in the ledger and in the stats."""
        if mirror in self.bounds.left:
            # The other run's pages now: what became of this one is not ours to write.
            self.tally(mirror, url, "waiting", "leased_elsewhere")
            return
        now = self.now()
        retry_at = now + timedelta(seconds=retry_in) if retry_in is not None else None
        if outcome == "failed" and retry_at is None:
            tries = self.desk.ledger.tries(mirror, url)
            retry_at = now + min(FIRST_RETRY * 2 ** min(tries, 12), LONGEST_RETRY)
        self.desk.ledger.outcome(
            mirror,
            url,
            "found" if outcome == "outside_window" else outcome,
            reason=reason,
            at=now,
            retry_at=retry_at,
            etag=etag,
            last_modified=last_modified,
        )
        self.tally(mirror, url, outcome, reason)

    def quarantine(self, task: PageTask, kept: Kept, body: bytes, kind: str) -> None:
        """Keep a page raw that a fault of ours (an exception of this ``kind``) kept from being read, and give it its outcome."""
        name = task.mirror.name
        if self.desk.quarantine(kept, body) is not None:
            self.settle(name, task.url, "quarantined", kind)
            return
        logger.error("%s: the quarantine is full, and %s is not kept: see `scrapy quarantine list`", name, task.url)
        self.settle(name, task.url, "failed", "quarantine_full")

    def tally(
        self, mirror: str, url: str, outcome: str, reason: str | None = None, *, fruitful: bool | None = None
    ) -> None:
        """Count an outcome that the ledger knows already; ``fruitful`` where the outcome alone does not say it."""
        self.accounts.close(mirror, url)
        self.departures.ended(mirror, outcome)
        self._brought(mirror, url, is_fruitful(outcome, reason) if fruitful is None else fruitful)
        self.count(mirror, outcome)
        if outcome not in ("archived", "unchanged"):
            self.count(mirror, f"dropped/{(reason or outcome).partition(':')[0]}")
        if outcome not in CLEAN:
            self.gave_up[f"{mirror}/{reason or outcome}"] += 1

    def _brought(self, mirror: str, url: str, fruitful: bool | None) -> None:
        """Note whether a page brought something new; a source that brings nothing for too long is left."""
        source = self.bounds.settled(mirror, url, fruitful=fruitful)
        if source is not None:
            self.count(mirror, "bounds/dry_sources")
            logger.warning(
                "%s: %d requests in a row of %s brought nothing new: the rest of it waits a day (NEWSCRAWL_MAX_FRUITLESS)",
                mirror,
                self.config.max_fruitless,
                source,
            )

    def source_failed(self, walk: Walk, url: str, why: str) -> None:
        """A source could not be read: the run is not complete, and the source is tried ever more rarely."""
        mirror = walk.mirror.name
        self.count(mirror, "sources/failed")
        self.gave_up[f"{mirror}/source"] += 1
        logger.error("%s: the source %s could not be read: %s", mirror, url, why)
        if walk.failed is not None:
            return  # it was told already, by another of its pages
        walk.failed = why
        ledger, source = self.desk.ledger, walk.source.url
        before = ledger.source(mirror, source)
        retry_at, retired = returns.after_failure(self.config, before, self.now())
        ledger.walk_failed(mirror, source, self.now(), retry_at=retry_at, retired=retired)
        if retired:
            self.tell_retired(mirror, ledger.source(mirror, source))
            logger.error("%s: the source %s is retired; take it out of the mirror, or mend it", mirror, source)

    def sitemap_failed(self, mirror: str, index: str, url: str, why: str) -> None:
        """A sitemap that an index lists could not be read: the run is not complete, the index is as it was."""
        self.count(mirror, "sources/failed_sitemaps")
        self.gave_up[f"{mirror}/sitemap"] += 1
        logger.error("%s: %s lists %s, which could not be read: %s", mirror, index, url, why)

    def tell_retired(self, mirror: str, state: SourceState) -> None:
        """A source is retired: the summary says so in every run, whether it was looked at or not."""
        self.count(mirror, "sources/retired")
        since, due = state.failing_since, state.next_due
        assert since is not None
        assert due is not None
        self.notes.retired.append(
            f"{mirror}: {state.url} fails since {since:%Y-%m-%d}, looked at again on {due:%Y-%m-%d}"
        )

    def commit(self, *, due_only: bool = False) -> None:
        """Make what came in durable; a failure ends the run with its own reason."""
        try:
            if due_only:
                self.desk.commit_if_due(self.now())
            else:
                self.desk.commit()
        except (ArchiveError, LedgerError) as error:
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """A write failed: nothing after this is acknowledged."""
        if self.broken is None:
            self.broken = "archive_failed" if isinstance(error, ArchiveError) else "ledger_failed"
            logger.error("%s", error)

    def close(self) -> None:
        """Give the leases back and close the desk."""
        try:
            if self.broken is None:
                for mirror in self.leased:
                    self.desk.ledger.release_lease(mirror.name, self.worker)
        except LedgerError as error:
            self.fail(error)
        try:
            self.desk.close()
        except (ArchiveError, LedgerError) as error:
            self.fail(error)
