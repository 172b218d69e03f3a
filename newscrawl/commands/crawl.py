"""``scrapy crawl``: Scrapy's, with exit statuses that tell how it ended."""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import difflib
import sys
import traceback

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from newscrawl.config import Config
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import clean_handlers, tell_error
from newscrawl.mirrors import load_mirrors, select_mirrors
from newscrawl.spiders.standard_settings import check_standard_settings

# How a crawl ended, as its exit status (the table in README.md); whatever else stopped it early is 5.
EXIT_STATUS = {"finished": 0, "incomplete": 3, "archive_failed": 4, "ledger_failed": 4, "feed_failed": 4}
STOPPED_EARLY = 5
BAD_START = 2

# malloc.h; from how many bytes on.
M_MMAP_THRESHOLD, LARGE = -3, 1024 * 1024


class Command(ScrapyCrawl):
    """Crawl mirrors; refuse bad settings and definitions before anything starts."""

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "Crawl: scrapy crawl mirrors [-a mirror=a,b] [-a since=DATE] [-a until=DATE] [-a due=all]"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's; what its log and its crawl would fail on is refused here, before either begins."""
        super().process_options(args, opts)
        assert self.settings is not None
        try:
            check_standard_settings(self.settings)
        except NewscrawlError as error:
            self._refuse(error)
            sys.exit(BAD_START)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider and turn its finish reason into an exit status."""
        if len(args) != 1:
            raise UsageError("name one spider: scrapy crawl mirrors")
        assert self.settings is not None
        assert self.crawler_process is not None
        try:
            self._check_spider(args[0])
            config = Config.from_settings(self.settings)
            select_mirrors(load_mirrors(config.mirrors_dir), opts.spargs.get("mirror"))
            if config.contact:
                agent = f"{self.settings['USER_AGENT']} (+{config.contact})"
                self.settings.set("USER_AGENT", agent, priority="cmdline")
        except NewscrawlError as error:
            self._refuse(error)
            return
        give_memory_back()
        crawler = self._create_crawler(args[0])
        clean_handlers()
        started = self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            cause = _error_of(started)
            if isinstance(cause, NewscrawlError):
                self._refuse(cause)
            elif cause is not None:
                traceback.print_exception(cause)
            self.exitcode = BAD_START
            return
        stats = crawler.stats.get_stats() if crawler.stats else {}
        reason = str(stats.get("finish_reason", "unknown"))
        self.exitcode = EXIT_STATUS.get(reason, STOPPED_EARLY)
        failed = [key for key in stats if key.startswith("feedexport/failed_count")]
        if failed:
            tell_error("a feed export could not be written; `scrapy export` writes it from the archive")
            self.exitcode = self.exitcode or EXIT_STATUS["feed_failed"]

    def _check_spider(self, name: str) -> None:
        assert self.crawler_process is not None
        known = self.crawler_process.spider_loader.list()
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
            raise ConfigError(f"scrapy crawl {name}: there is no such spider; {hint}")

    def _refuse(self, error: NewscrawlError) -> None:
        tell_error(error)
        self.exitcode = BAD_START


def give_memory_back() -> None:
    """Tell glibc to keep large pieces of memory apart, so that each goes back to the system when it is let go.

    By itself it keeps ever larger ones in its heap, where what is small and long-lived stands between them: the sorted marks of
    the story index, each time somewhat longer, left a hole each time.
    """
    with contextlib.suppress(OSError, AttributeError):  # another C library has no such wish to be told
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def _error_of(started: object) -> BaseException | None:
    """The exception of a crawl that did not start (an asyncio task, or a Deferred)."""
    exception = getattr(started, "exception", None)
    if callable(exception) and getattr(started, "done", lambda: False)():
        found = exception()
        return found if isinstance(found, BaseException) else None
    return None
