"""Pages made by script, in a real browser through scrapy-playwright; imported only when a mirror asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections import Counter
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakSet

from playwright.async_api import BrowserContext, CDPSession, Page, Route
from playwright.async_api import Error as PlaywrightError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from newscrawl.net import browser_memory
from newscrawl.net.addresses import AddressRefused, GuardedResolver, host_port
from newscrawl.net.browser_proxy import BrowserProxy
from newscrawl.net.browser_script import DISARM
from newscrawl.net.chromium import find_chromium, launch_options
from newscrawl.net.credentials import HARMLESS
from newscrawl.net.encodings import TooLarge
from newscrawl.net.hosts import slot_of
from newscrawl.net.redirects import LeftMirror
from newscrawl.text.url_parts import on_domain

logger = logging.getLogger(__name__)

# Never needed to read an article.
HEAVY = {"image", "media", "font", "websocket", "eventsource"}
# A page that polls never falls silent; after so long it is taken as it is.
SETTLE_MS = 5_000
TABS = 4
# A tab whose script never ends may not close either: then its whole browser is done with.
CLOSE_SECONDS = 5.0
# No article asks for more, or loads itself anew more often; a script may do so for ever.
MOST_REQUESTS = 300
MOST_LOADS = 10


async def settle(page: Page, most: int) -> None:
    """Wait until the page has loaded what it loads, and let it stay so; raises TooLarge where that is more than can be read."""
    with contextlib.suppress(PlaywrightError):  # a time-out here only means that the page goes on polling
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)
    # One that loads itself anew, again and again, could not be read in between.
    await _stop_scripts(page)
    await page.wait_for_load_state("domcontentloaded")
    size = await _length(page)
    if most and size > most:
        raise TooLarge(f"a script has made a page of {size} characters: {most} at most (DOWNLOAD_MAXSIZE)")


async def _stop_scripts(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    await session.send("Emulation.setScriptExecutionDisabled", {"value": True})


async def _length(page: Page) -> int:
    """How long the page is now, asked in a world that its scripts do not reach, before it is taken into this process."""
    session = await page.context.new_cdp_session(page)
    for left in reversed(range(MOST_LOADS)):
        try:
            return await _told_length(session)
        except PlaywrightError:
            if not left:
                raise
            # It has loaded itself anew in between, which it may do so many times.
            await page.wait_for_load_state("domcontentloaded")
    raise AssertionError("there is always a last time")


async def _told_length(session: CDPSession) -> int:
    tree = await session.send("Page.getFrameTree")
    world = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
    told = await session.send(
        "Runtime.evaluate",
        {
            "expression": "document.documentElement ? document.documentElement.outerHTML.length : 0",
            "contextId": world["executionContextId"],
        },
    )
    return int(told["result"].get("value") or 0)


def forbidden(request: Any) -> bool:
    """Abort a sub-request that is heavy or not http(s); which addresses it may reach, the proxy decides."""
    if request.resource_type in HEAVY:
        return True
    scheme = str(request.url).partition(":")[0].lower()
    return scheme not in ("http", "https", "data", "blob", "about")


async def headers_to_send(
    *, browser_type_name: str, playwright_request: Any, scrapy_request_data: dict[str, Any]
) -> dict[str, str]:
    """The browser's own headers, and what the crawl says of itself: nothing that lets somebody in.

    A browser sends what it is given along redirects, and with frames and pages that a script leads to, whatever their host.
    """
    sent: dict[str, str] = await playwright_request.all_headers()
    told = scrapy_request_data["headers"].to_unicode_dict()
    names = ("user-agent", "accept-language") if playwright_request.is_navigation_request() else ("user-agent",)
    return sent | {name: told[name] for name in names if told.get(name)}


async def _refuse(route: Route) -> None:
    """Abort a request; a page that would have been left stays."""
    with contextlib.suppress(PlaywrightError):  # the tab is gone
        await route.abort("aborted")


async def _silence(page: Page) -> None:
    """Stop a page's scripts: it stays as it is. To refuse what they ask for is work too, and delays all other pages."""
    logger.info("%s asks for more than %d things: its scripts are stopped", page.url, MOST_REQUESTS)
    with contextlib.suppress(PlaywrightError):  # the tab is gone
        await _stop_scripts(page)


class BrowserHandler(ScrapyPlaywrightDownloadHandler):
    """scrapy-playwright's handler, started when the first page needs it."""

    proxy: BrowserProxy
    watch: asyncio.Task[None]
    # A tab of it could not be closed: the next page gets a fresh browser.
    spoiled = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._tabs = asyncio.Semaphore(TABS)
        self._asked: Counter[Page] = Counter()
        self._loaded: Counter[Page] = Counter()
        self._shut_off: WeakSet[BrowserContext] = WeakSet()
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._patience = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

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
        # Waiting for a tab is no part of a page's time, so ``_tabs`` counts them.
        handler.config.max_pages_per_context = TABS * 4
        handler.config.navigation_timeout_ms = handler._patience * 1000
        handler.process_request_headers = headers_to_send
        if others := sorted(
            name for name in crawler.settings.getdict("DEFAULT_REQUEST_HEADERS") if name.lower() not in HARMLESS
        ):
            logger.warning(
                "the browser sends no %s: it would go along with redirects to other hosts", ", ".join(others)
            )
        handler.proxy = proxy
        await handler._launch()
        handler.watch = asyncio.create_task(browser_memory.watch())
        return handler

    async def close(self) -> None:
        """Close the browser, then its way out."""
        self.watch.cancel()
        try:
            await super().close()
        finally:
            await self.proxy.close()

    async def _prepare(self, page: Page) -> None:
        """Take away what opens channels beside the page's requests, before any script runs; bound those that are left."""
        if page.context not in self._shut_off:
            # Of tabs that scripts open (a link or form with ``target=_blank``): those of ours are asked about first.
            self._shut_off.add(page.context)
            await page.context.route("**", _refuse)
        page.on("popup", self._shut)
        await page.add_init_script(DISARM)
        await page.route("**", self._judge)

    async def _judge(self, route: Route) -> None:
        """Let a page's request pass, unless it is ``forbidden`` or one too many."""
        page, is_load = route.request.frame.page, route.request.is_navigation_request()
        is_load = is_load and route.request.frame == page.main_frame
        self._asked[page] += 1
        self._loaded[page] += is_load
        if self._asked[page] == MOST_REQUESTS + 1:
            await _silence(page)
        if forbidden(route.request) or self._asked[page] > MOST_REQUESTS or self._loaded[page] > MOST_LOADS:
            await _refuse(route)
        else:
            with contextlib.suppress(PlaywrightError):  # the tab is gone
                await route.fallback()

    async def download_request(self, request: Request) -> Response:
        """Render one page within DOWNLOAD_TIMEOUT; its tab is closed whatever it does."""
        task = request.cb_kwargs.get("task")
        verified = task is None or task.mirror.verify_tls
        tabs: list[Page] = []
        crashed: list[Page] = []

        def crash(page: Page) -> None:
            # What waits for an answer of this tab would wait for ever.
            crashed.append(page)
            work.cancel()

        async def disarm(page: Page, request: Request) -> None:
            tabs.append(page)
            page.on("crash", crash)
            await self._prepare(page)

        request.meta.update(
            playwright=True,
            playwright_include_page=False,
            playwright_page_init_callback=disarm,
            playwright_page_methods=[PageMethod(settle, self._most)],
            playwright_context="checked" if verified else "unchecked",
            playwright_context_kwargs={
                "accept_downloads": False,
                "service_workers": "block",
                "ignore_https_errors": not verified,
            },
            playwright_page_goto_kwargs={"wait_until": "domcontentloaded"},
        )
        patience = request.meta.get("download_timeout") or self._patience or None
        async with self._tabs:
            work = asyncio.ensure_future(super().download_request(request))
            try:
                async with asyncio.timeout(patience):
                    response: Response = await work
            except TimeoutError as error:
                raise DownloadTimeoutError(
                    f"{request.url} was not done in the browser after {patience:g} s (DOWNLOAD_TIMEOUT)"
                ) from error
            except (PlaywrightError, asyncio.CancelledError) as error:
                if not crashed:
                    raise
                raise TooLarge(f"{request.url} took too much memory in the browser, or its tab crashed") from error
            finally:
                for tab in tabs:
                    await self._shut(tab)
        parts = urlsplit(response.url)
        place = host_port(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        if place in self.proxy.refused:
            raise AddressRefused(f"{request.url} leads to {place}, which is not a public address of the web")
        if task is not None and not on_domain(response.url, task.mirror.domain):
            raise LeftMirror(request.url, slot_of(response.url), task.mirror.domain)
        return response

    async def _shut(self, page: Page) -> None:
        """Close a tab, and give the browser up where that takes too long."""
        self._asked.pop(page, None)
        self._loaded.pop(page, None)
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await page.close()
        except TimeoutError:
            logger.warning("a tab of the browser does not close: the next page has a fresh browser")
            self.spoiled = True
        except PlaywrightError as error:
            logger.debug("a tab was gone already: %s", error)
