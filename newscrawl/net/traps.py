"""What a source that has run dry still lists is not fetched in this run (``newscrawl.spiders.bounds``)."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class SourceDry(IgnoreRequest):
    """The source of this page brought nothing new for too long; ``seconds`` until the page may be tried again."""

    seconds = 24 * 3600.0


class TrapMiddleware:
    """Stands before everything else: not even robots.txt is asked for a page that waits."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TrapMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set a page aside when its source has run dry."""
        run, task = getattr(self._crawler.spider, "run", None), request.cb_kwargs.get("task")
        if run is None or task is None or not run.bounds.is_dry(task.mirror.name, getattr(task, "source", None)):
            return
        raise SourceDry(f"{task.source} has run dry: {request.url} waits")
