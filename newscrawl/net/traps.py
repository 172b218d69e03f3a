"""What a trap still lists is not fetched in this run (``newscrawl.spiders.bounds``)."""

from __future__ import annotations

import asyncio

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newscrawl.net.hosts import StillResting, slot_of

# A request that might be one too many waits for the outcome of those before it.
_LOOK, _LOOKS = 0.02, 50


class Waits(IgnoreRequest):
    """A bound was hit; ``seconds`` until the page may be tried again."""

    seconds = 24 * 3600.0


class SourceDry(Waits):
    """The source of this page brought nothing new for too long."""


class TooManyHosts(Waits):
    """The mirror leads to ever new hosts below its domain."""


class TakenDown(IgnoreRequest):
    """A page leads to an article that was taken down."""


class TrapMiddleware:
    """Stands before everything else: not even robots.txt is asked for a page that waits."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TrapMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Set a page aside when its source has run dry, or its mirror has led to too many hosts; refuse what was taken down."""
        run, task = getattr(self._crawler.spider, "run", None), request.cb_kwargs.get("task")
        if run is None or task is None:
            return
        # Before a page is asked its own address is looked up; here it is one that it leads to.
        if request.url != task.url and run.desk.stones.hold_url(request.url):
            raise TakenDown(f"{task.url} leads to an article that was taken down")
        mirror, source = task.mirror.name, getattr(task, "source", None)
        if not run.bounds.may_visit(mirror, slot_of(request.url)):
            run.count(mirror, "bounds/hosts")
            raise TooManyHosts(
                f"{mirror} has led to {run.bounds.most_hosts} hosts: {request.url} waits (NEWSCRAWL_MAX_HOSTS)"
            )
        for _ in range(_LOOKS):
            if run.bounds.is_dry(mirror, source):
                raise SourceDry(f"{source} has run dry: {request.url} waits")
            if run.bounds.may_ask(mirror, source, task.url):
                return
            await asyncio.sleep(_LOOK)
        # Back into the queue: what is waited for may be in it, and needs this place.
        raise StillResting(f"{request.url} waits for those before it")
