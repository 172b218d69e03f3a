"""The run's clockwork: group commits, lease heartbeats, and an honest end."""

from __future__ import annotations

import time
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.python.failure import Failure

from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.extensions.log import clean_handlers
from newscrawl.net import stopping
from newscrawl.spiders.run import Run

TICK = 0.1


def count_steadily(reactor: Any) -> None:
    """Let Twisted's time-outs go by a clock that nobody sets.

    By the clock on the wall, which is Twisted's own choice, one that is set forward ends all that is under way, and one that is
    set back ends nothing for as long.
    """
    if not reactor.getDelayedCalls():  # what was set by the other clock would never come
        reactor.seconds = time.monotonic


class RunExtension:
    """Commits in groups, keeps the leases, and names the reason for which the spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._loop: AsyncioLoopingCall | Any = None
        self._heard = time.monotonic()
        self._closing_since: float | None = None
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_idle, signals.spider_idle)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)
        crawler.signals.connect(self.spider_error, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunExtension:
        from twisted.internet import reactor

        count_steadily(reactor)
        return cls(crawler)

    @property
    def _run(self) -> Run:
        run = getattr(self._crawler.spider, "run", None)
        if not isinstance(run, Run):
            raise NotConfigured("only the mirrors spider has a run")
        return run

    def spider_opened(self) -> None:
        """Start the clock; from here on Scrapy leaves the log as it is."""
        clean_handlers()
        self._loop = create_looping_call(self._tick)
        self._loop.start(TICK, now=False)

    def _tick(self) -> None:
        run = self._run
        run.commit(due_only=True)
        # Three heartbeats fit into a lease, so that one lost beat does not lose the mirror. Counted by a clock that nobody sets.
        now = time.monotonic()
        if run.broken is None and now - self._heard >= run.config.lease_seconds / 3:
            self._heard = now
            try:
                run.keep_leases()
            except LedgerError as error:
                run.fail(error)
        if stopping.is_closing(self._crawler):
            self._closing_since = self._closing_since or now
            if run.broken or now - self._closing_since >= stopping.GRACE:
                stopping.cut(self._crawler)
        elif run.broken:
            self._stop_now(run.broken)

    def _stop_now(self, reason: str) -> None:
        engine = self._crawler.engine
        if engine is not None and engine.spider is not None:
            import asyncio

            self._closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))

    def spider_error(self, failure: Failure) -> None:
        """A ledger that fails while a page is taken ends the run as one that fails in a commit; Scrapy would go on."""
        if isinstance(failure.value, (ArchiveError, LedgerError)):
            self._run.fail(failure.value)

    def spider_idle(self) -> None:
        """Everything was fetched: make it durable, then say how it went."""
        run = self._run
        run.check_accounts()
        run.check_departures()
        run.commit()
        raise CloseSpider(run.reason)

    def spider_closed(self, reason: str) -> None:
        """Whatever the reason, what came in is made durable if it can be."""
        if self._loop and self._loop.running:
            self._loop.stop()
        run = self._run
        if run.broken is None:
            run.commit()
        run.close()
        if run.broken and self._crawler.stats is not None:
            # A failure of the last commit must not end as "finished".
            self._crawler.stats.set_value("finish_reason", run.broken)
