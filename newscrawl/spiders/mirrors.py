"""The only spider: walks the sources of mirrors and fetches the articles they list."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler

from newscrawl.archive.outputs import check_outputs
from newscrawl.config import Config
from newscrawl.mirrors import load_mirrors, select_mirrors
from newscrawl.net.reading import Reader
from newscrawl.net.stopping import is_closing
from newscrawl.spiders.arguments import all_due, check_arguments, feeds_here, window
from newscrawl.spiders.fetching import Fetching
from newscrawl.spiders.run import Run
from newscrawl.spiders.walking import Walking
from newscrawl.text import languages

# So often it is looked whether another mirror may be begun.
LOOK = 0.1


class MirrorsSpider(Spider):
    """``scrapy crawl mirrors [-a mirror=a,b] [-a since=DATE] [-a until=DATE] [-a due=all]``.

    Arguments whose names begin with ``_`` are accepted: Scrapyd adds its own. Any other that is not known is refused.
    """

    name = "mirrors"

    def __init__(
        self,
        mirror: str | None = None,
        since: str | None = None,
        until: str | None = None,
        due: str | None = None,
        **kwargs: Any,
    ) -> None:
        check_arguments(kwargs)
        super().__init__(**kwargs)
        self.window = window(since, until)
        self.due_all = all_due(due)
        self.chosen = mirror
        self.reader = Reader()
        self.run: Run
        self.articles: Fetching
        self.sources: Walking

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> MirrorsSpider:
        """Read settings and mirrors, and open the desk: what is wrong is said before the first request."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        config = Config.from_settings(crawler.settings)
        check_outputs(config, feeds_here(crawler.settings.getdict("FEEDS"), cls.name))
        languages.check()
        mirrors = select_mirrors(load_mirrors(config.mirrors_dir), spider.chosen)
        spider.run = Run(
            config=config,
            mirrors=mirrors,
            worker=f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}",
            stats=lambda: crawler.stats,
            window=spider.window,
            due_all=spider.due_all,
        )
        spider.articles = Fetching(crawler, spider.run, spider.reader)
        spider.sources = Walking(spider.run, spider.reader, spider.articles.request)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Pages that an earlier run left, those due for another look, and every source that is due."""
        if not self.run.mirrors:
            self.logger.warning(
                "no mirror is on: the shipped definitions are off until somebody has tried their sources. Name some "
                "(-a mirror=turan), or put your own into NEWSCRAWL_MIRRORS_DIR (docs/mirrors.md)"
            )
        for mirror in self.run.mirrors:
            while not self.run.may_begin():
                await asyncio.sleep(LOOK)
                if is_closing(self.crawler):
                    return
            try:
                if not self.run.take(mirror):
                    continue
                self.run.working[mirror.name] = []
                if not mirror.verify_tls:
                    self.run.count(mirror.name, "tls_unchecked")
                    self.logger.warning(
                        "%s: its certificates are not checked (verify_tls = false): anybody on the way can change its pages",
                        mirror.name,
                    )
                for request in self.articles.begin(mirror):
                    yield request
                for request in self.sources.begin(mirror):
                    yield request
            except Exception as error:  # Scrapy would log a fault of ours, and call the run finished
                self.run.abandon(mirror, error)

    def closed(self, reason: str) -> None:
        """Scrapy calls this last: the reading process ends with the crawl."""
        self.reader.close()
