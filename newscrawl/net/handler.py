"""The one way out: plain HTTP by Scrapy's handler, pages made by script by a browser that starts when needed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newscrawl.config import Config

if TYPE_CHECKING:
    from newscrawl.net.browser import BrowserHandler


class NoBrowser(IgnoreRequest):
    """A mirror needs a browser and this machine has none; the others go on."""


# http and https have a handler each, and share one browser. The lock keeps two pages from starting two browsers.
_BROWSERS: WeakKeyDictionary[Crawler, asyncio.Task[BrowserHandler]] = WeakKeyDictionary()


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler, and the browser's for requests of a mirror with ``browser = true``."""

    async def download_request(self, request: Request) -> Response:
        """Fetch one request."""
        if not request.meta.get("browser"):
            return await super().download_request(request)
        if self._crawler not in _BROWSERS:
            _BROWSERS[self._crawler] = asyncio.create_task(_start(self._crawler))
        browser = await _BROWSERS[self._crawler]
        return await browser.download_request(request)

    async def close(self) -> None:
        """Close connections, and the browser with all its pages."""
        await super().close()
        task = _BROWSERS.pop(self._crawler, None)
        if task is not None and task.done() and not task.cancelled() and task.exception() is None:
            await task.result().close()


async def _start(crawler: Crawler) -> BrowserHandler:
    from newscrawl.net.browser import BrowserHandler, BrowserMissing

    try:
        return await BrowserHandler.start(crawler, Config.from_settings(crawler.settings).chromium)
    except BrowserMissing as missing:
        raise NoBrowser(str(missing)) from missing
    except Exception as error:  # playwright raises what its driver says; the remedy is the same
        raise NoBrowser(
            f"the browser does not start: {str(error).splitlines()[0] if str(error) else error!r}"
        ) from error
