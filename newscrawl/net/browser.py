"""Pages made by script, in a real browser through scrapy-playwright; imported only when a mirror asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from newscrawl.net.addresses import GuardedResolver

# Debian's name first.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Never needed to read an article.
HEAVY = {"image", "media", "font", "websocket", "eventsource"}
# A page that polls never falls silent; after so long it is taken as it is.
SETTLE_MS = 5_000
TABS = 4


class BrowserMissing(Exception):
    """No Chromium on this machine, or it does not start."""


def find_chromium(configured: str) -> str:
    """The browser's path; raises BrowserMissing with the remedy."""
    names = (configured,) if configured else BROWSERS
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise BrowserMissing(
        f"no browser found (looked for {', '.join(names)}): on Debian, apt-get install chromium; "
        "elsewhere set NEWSCRAWL_CHROMIUM to the path of a Chromium"
    )


def launch_options(path: str) -> dict[str, Any]:
    """How Chromium is started: sandboxed, but as root, where it refuses to start with one."""
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    root = os.geteuid() == 0
    return {"executable_path": path, "headless": True, "chromium_sandbox": not root, "args": arguments}


async def settle(page: Page) -> None:
    """Wait until the page has loaded what it loads."""
    with contextlib.suppress(PlaywrightError):  # a time-out here only means that the page goes on polling
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)


async def forbidden(request: Any) -> bool:
    """Abort a sub-request that is heavy, not http(s), or to an address that is not public."""
    if request.resource_type in HEAVY:
        return True
    try:
        parts = urlsplit(request.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return True
    if parts.scheme not in ("http", "https"):
        return parts.scheme not in ("data", "blob", "about")
    host = parts.hostname or ""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port)
    except OSError:
        return True
    return not all(GuardedResolver.guard.allows(host, port, str(entry[4][0])) for entry in found)


class BrowserHandler(ScrapyPlaywrightDownloadHandler):
    """scrapy-playwright's handler, started when the first page needs it."""

    @classmethod
    async def start(cls, crawler: Crawler, configured: str) -> BrowserHandler:
        """Find and prepare the browser; raises BrowserMissing."""
        path = find_chromium(configured)
        crawler.settings.frozen = False
        crawler.settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", launch_options(path), priority="project")
        crawler.settings.set("PLAYWRIGHT_MAX_PAGES_PER_CONTEXT", TABS, priority="project")
        crawler.settings.freeze()
        handler = cls(crawler)
        handler.abort_request = forbidden
        await handler._launch()
        return handler

    async def download_request(self, request: Request) -> Response:
        """Render one page; its tab is closed whatever happens."""
        request.meta.update(
            playwright=True,
            playwright_include_page=False,
            playwright_page_methods=[PageMethod(settle)],
            playwright_context_kwargs={"accept_downloads": False, "service_workers": "block"},
            playwright_page_goto_kwargs={"wait_until": "domcontentloaded"},
        )
        response: Response = await super().download_request(request)
        return response
