"""Pages made by script, in a real browser through scrapy-playwright; imported only when a mirror asks for it."""

from __future__ import annotations

import contextlib
import logging
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

from newscrawl.net.addresses import AddressRefused, GuardedResolver, host_port
from newscrawl.net.browser_proxy import BrowserProxy
from newscrawl.net.hosts import slot_of
from newscrawl.net.redirects import LeftMirror
from newscrawl.text.urls import on_domain

logger = logging.getLogger(__name__)

# Debian's name first.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Never needed to read an article.
HEAVY = {"image", "media", "font", "websocket", "eventsource"}
# A page that polls never falls silent; after so long it is taken as it is.
SETTLE_MS = 5_000
TABS = 4
# Nothing that an article needs; each opens connections of its own, or a tab that nobody closes.
DISARM = """for (const name of ["WebSocket", "WebSocketStream", "EventSource", "WebTransport", "RTCPeerConnection",
  "webkitRTCPeerConnection", "RTCDataChannel", "SharedWorker"]) { delete globalThis[name]; }
globalThis.open = () => null;"""


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


def launch_options(path: str, proxy: str) -> dict[str, Any]:
    """How Chromium is started: sandboxed, but as root, where it refuses to; all it asks for goes through our proxy."""
    arguments = [
        f"--proxy-server=http://{proxy}",
        # Chromium's own exception for loopback is taken back; and it resolves no name by itself.
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--dns-prefetch-disable",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
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


def forbidden(request: Any) -> bool:
    """Abort a sub-request that is heavy or not http(s); which addresses it may reach, the proxy decides."""
    if request.resource_type in HEAVY:
        return True
    scheme = str(request.url).partition(":")[0].lower()
    return scheme not in ("http", "https", "data", "blob", "about")


async def disarm(page: Page, request: Request) -> None:
    """Take away what opens channels beside the page's requests, before any script runs."""
    await page.add_init_script(DISARM)


class BrowserHandler(ScrapyPlaywrightDownloadHandler):
    """scrapy-playwright's handler, started when the first page needs it."""

    proxy: BrowserProxy

    @classmethod
    async def start(cls, crawler: Crawler, configured: str) -> BrowserHandler:
        """Find and prepare the browser; raises BrowserMissing."""
        path = find_chromium(configured)
        proxy = BrowserProxy(GuardedResolver.guard, most_bytes=crawler.settings.getint("DOWNLOAD_MAXSIZE"))
        if os.geteuid() == 0:
            logger.warning("the browser runs without its sandbox, because this is root: run crawls as another user")
        handler = cls(crawler)
        # Its configuration, not the crawl's settings: each browser of a crawl has a way out of its own.
        handler.config.launch_options = launch_options(path, await proxy.start())
        handler.config.max_pages_per_context = TABS
        handler.abort_request = forbidden
        handler.proxy = proxy
        await handler._launch()
        return handler

    async def close(self) -> None:
        """Close the browser, then its way out."""
        try:
            await super().close()
        finally:
            await self.proxy.close()

    async def download_request(self, request: Request) -> Response:
        """Render one page; its tab is closed whatever happens."""
        task = request.cb_kwargs.get("task")
        verified = task is None or task.mirror.verify_tls
        request.meta.update(
            playwright=True,
            playwright_include_page=False,
            playwright_page_init_callback=disarm,
            playwright_page_methods=[PageMethod(settle)],
            playwright_context="checked" if verified else "unchecked",
            playwright_context_kwargs={
                "accept_downloads": False,
                "service_workers": "block",
                "ignore_https_errors": not verified,
            },
            playwright_page_goto_kwargs={"wait_until": "domcontentloaded"},
        )
        response: Response = await super().download_request(request)
        parts = urlsplit(response.url)
        place = host_port(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        if place in self.proxy.refused:
            raise AddressRefused(f"{request.url} leads to {place}, which is not a public address of the web")
        if task is not None and not on_domain(response.url, task.mirror.domain):
            raise LeftMirror(request.url, slot_of(response.url), task.mirror.domain)
        return response
