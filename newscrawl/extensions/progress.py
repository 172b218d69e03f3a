"""How far it is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.text.counted import counted

logger = logging.getLogger(__name__)

# How a page comes into a run: listed for the first time, left by an earlier run, looked at again.
TAKEN_UP = ("found", "resumed", "revisited")
PLAIN_EVERY = 30.0
REDRAW_EVERY = 0.2


def totals(stats: dict[str, Any]) -> dict[str, int]:
    """Add up ``newscrawl/<mirror>/<what>`` over mirrors.

    >>> totals({"newscrawl/a/found": 2, "newscrawl/b/found": 3, "other": 1})
    {'found': 5}
    """
    sums: dict[str, int] = {}
    for key, value in stats.items():
        parts = key.split("/", 2)
        if len(parts) == 3 and parts[0] == "newscrawl" and isinstance(value, int):
            sums[parts[2]] = sums.get(parts[2], 0) + value
    return sums


class ProgressExtension:
    """Shows found, fetched and archived pages while the crawl runs."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.stats is None:
            raise NotConfigured
        self._stats = crawler.stats
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._last = time.monotonic()
        # With the log on the same terminal a bar and log lines would fight; a log file leaves the terminal to the bar.
        self._tty = sys.stderr.isatty() and bool(crawler.settings.get("LOG_FILE"))
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.moved, signals.response_received)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressExtension:
        return cls(crawler)

    def opened(self) -> None:
        """Start the bar where there is a terminal."""
        if not self._tty:
            return
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            refresh_per_second=5,
            transient=True,
        )
        self._task = self._bar.add_task("articles", total=None)
        self._bar.start()

    def moved(self) -> None:
        """A response came in."""
        now = time.monotonic()
        if now - self._last < (REDRAW_EVERY if self._bar else PLAIN_EVERY):
            return
        self._last = now
        sums = totals(self._stats.get_stats())
        found = sum(sums.get(how, 0) for how in TAKEN_UP)
        fetched, archived = sums.get("fetched", 0), sums.get("archived", 0)
        if self._bar:
            self._bar.update(self._task, total=found or None, completed=fetched, description=f"{archived} archived")
        else:
            logger.info("%s found, %d fetched, %d archived", counted(found, "article"), fetched, archived)

    def closed(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
