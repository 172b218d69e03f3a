"""The one way out: plain HTTP by Scrapy's handler, pages made by script by a browser that starts when needed."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from newscrawl.config import Config
from newscrawl.net.certificates import Certificates
from newscrawl.net.chromium import BrowserMissing
from newscrawl.net.encodings import TooLarge, codings, unpack
from newscrawl.net.hosts import hold_back
from newscrawl.net.limits import GuardedFactory, cause_of
from newscrawl.net.stopping import unless_stopped

if TYPE_CHECKING:
    from twisted.web.client import _HTTP11ClientFactory
    from twisted.web.iweb import IPolicyForHTTPS

    from newscrawl.net.browser import BrowserHandler


logger = logging.getLogger(__name__)

# Unpacking less than this takes less than a hop to a thread and back.
SMALL = 64 * 1024


class NoBrowser(IgnoreRequest):
    """A mirror needs a browser and this machine has none; the others go on."""


# A browser grows with its pages (scrapy-playwright#240: to 18 GB within 700): after so many the next page gets a fresh one.
MOST_PAGES = 200


class Browsers:
    """The browser of a crawl, started with its first page; one that has made ``MOST_PAGES`` is closed after its last."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._task: asyncio.Task[BrowserHandler] | None = None
        self._pages = 0
        self._open: Counter[BrowserHandler] = Counter()

    async def download(self, request: Request) -> Response:
        """Render one page."""
        if self._task is None or self._pages >= MOST_PAGES or _is_spoiled(self._task):
            # (The task keeps two pages from starting two browsers.)
            before, pages = self._task, self._pages
            self._task, self._pages = asyncio.create_task(_start(self._crawler)), 0
            if before is not None:
                logger.info("the browser has made %d pages: the next has a fresh one", pages)
                await self._close_unused(before)
        self._pages += 1
        task = self._task
        browser = await task
        self._open[browser] += 1
        try:
            return await browser.download_request(request)
        finally:
            self._open[browser] -= 1
            if task is not self._task:
                await self._close_unused(task)

    async def _close_unused(self, task: asyncio.Task[BrowserHandler]) -> None:
        if not task.done() or task.cancelled() or task.exception() is not None:
            return
        browser = task.result()
        if not self._open[browser]:
            del self._open[browser]
            await browser.close()

    async def close(self) -> None:
        """Close what is open, whatever it does."""
        task, self._task = self._task, None
        browsers = set(self._open)
        if task is not None and task.done() and not task.cancelled() and task.exception() is None:
            browsers.add(task.result())
        for browser in browsers:
            await browser.close()


def _is_spoiled(task: asyncio.Task[BrowserHandler]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None and task.result().spoiled


# http and https have a handler each, and share one browser.
_BROWSERS: WeakKeyDictionary[Crawler, Browsers] = WeakKeyDictionary()


def _browsers_of(crawler: Crawler) -> Browsers:
    if crawler not in _BROWSERS:
        _BROWSERS[crawler] = Browsers(crawler)
    return _BROWSERS[crawler]


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler, and the browser's for requests of a mirror with ``browser = true``."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unpacking = asyncio.Semaphore(2)
        stall = Config.from_settings(crawler.settings).stall_seconds
        # A page that has been slow twice has cost enough; it is tried again in the next run.
        self._late_retries = min(1, crawler.settings.getint("RETRY_TIMES"))
        self._contextFactory = cast("IPolicyForHTTPS", Certificates(crawler))
        self._pool._factory = cast("type[_HTTP11ClientFactory]", partial(GuardedFactory, stall=stall))

    async def download_request(self, request: Request) -> Response:
        """Fetch one request, or raise why it cannot be; one that is under way when the run is stopped is cut."""
        return await unless_stopped(self._crawler, self._fetch(request))

    async def _fetch(self, request: Request) -> Response:
        """Fetch one request, whole and unpacked."""
        hold_back(self._crawler, request.url)
        if not request.meta.get("browser"):
            try:
                response = await super().download_request(request)
            except (DownloadFailedError, DownloadTimeoutError, ResponseDataLossError) as error:
                limit = cause_of(error)
                if isinstance(limit or error, DownloadTimeoutError):
                    request.meta.setdefault("max_retry_times", self._late_retries)
                if limit is None:
                    raise
                raise limit from error
            if response.status < 200:
                raise DownloadFailedError(f"status {response.status}: not an answer of HTTP (RFC 9110, 15)")
            if response.status == 206:
                raise ResponseDataLossError(
                    "status 206: a part of the page, which nobody has asked for (RFC 9110, 15.3.7)"
                )
            return await self._unpacked(response, request)
        return await _browsers_of(self._crawler).download(request)

    async def _unpacked(self, response: Response, request: Request) -> Response:
        """Undo Content-Encoding here, where a body that was cut is a failed download and is asked for again."""
        names = codings(response.headers.getlist("Content-Encoding"))
        if not names:
            return response
        if first := request.meta.get("first_bytes_most"):
            # No more of it counts (robots.txt); whether it is whole does only where nobody has stopped it there.
            stopped = "download_stopped" in response.flags
            body = await self._in_thread(response.body, names, first, whole=False, cut_is_end=stopped)
            return _unpacked(response, body)
        most = request.meta.get("download_maxsize") or self._default_maxsize
        if len(response.body) <= SMALL:
            # A bomb is small, and its unpacking is not: what comes first is unpacked here, the rest in a thread.
            try:
                body = unpack(response.body, names, SMALL * 4)
            except TooLarge:
                body = await self._in_thread(response.body, names, most)
        else:
            body = await self._in_thread(response.body, names, most)
        return _unpacked(response, body)

    async def _in_thread(self, body: bytes, names: list[str], most: int, **how: bool) -> bytes:
        # Two at a time: each may hold DOWNLOAD_MAXSIZE twice.
        async with self._unpacking:
            return await asyncio.to_thread(unpack, body, names, most, **how)

    async def close(self) -> None:
        """Close connections, and the browser with all its pages."""
        await super().close()
        browsers = _BROWSERS.pop(self._crawler, None)
        if browsers is not None:
            await browsers.close()


def _unpacked(response: Response, body: bytes) -> Response:
    headers = response.headers.copy()
    del headers["Content-Encoding"]
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    return response.replace(body=body, headers=headers, cls=kind)


async def _start(crawler: Crawler) -> BrowserHandler:
    from newscrawl.net.browser import BrowserHandler

    try:
        return await BrowserHandler.start(crawler, Config.from_settings(crawler.settings).chromium)
    except BrowserMissing as missing:
        raise NoBrowser(str(missing)) from missing
    except Exception as error:  # playwright raises what its driver says; the remedy is the same
        raise NoBrowser(
            f"the browser does not start: {str(error).splitlines()[0] if str(error) else error!r}"
        ) from error
