"""robots.txt by RFC 9309: what cannot be read is disallowed, Crawl-delay is obeyed."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.config import Config
from newscrawl.net.hosts import slot_of
from newscrawl.net.politeness import HostResting

logger = logging.getLogger(__name__)

# RFC 9309, 2.5: a crawler may stop parsing after 500 kibibytes.
MOST_BYTES = 500 * 1024


class RobotsForbidden(IgnoreRequest):
    """The site's robots.txt says no."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt could not be read (5xx, timeout): complete disallow, RFC 9309 2.3.1.4."""


@dataclass(frozen=True)
class Rules:
    """What one host's robots.txt says; ``parsed`` None: unreachable, for ``why``."""

    parsed: Protego | None
    why: str = ""
    rest: float = 0.0


class RobotsMiddleware:
    """Asks each host's robots.txt once a run, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent = crawler.settings.get("ROBOTSTXT_USER_AGENT") or crawler.settings.get("USER_AGENT")
        self._delay_max = Config.from_settings(crawler.settings).crawl_delay_max
        self._rules: dict[str, asyncio.Future[Rules]] = {}
        self._slow: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise what stands in its way."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlparse_cached(request)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = asyncio.get_running_loop().create_future()
            self._rules[root].set_result(await self._fetch(root))
        rules = await self._rules[root]
        if rules.rest:
            raise HostResting(f"{root} asked to be left alone for {rules.rest:.0f} s", rules.rest)
        if rules.parsed is None:
            raise RobotsUnreachable(f"{root}/robots.txt could not be read ({rules.why}): nothing is fetched from there")
        if not rules.parsed.can_fetch(request.url, self._agent):
            raise RobotsForbidden(f"robots.txt forbids {request.url}")
        if slot_of(request.url) in self._slow:
            # AutoThrottle would bring the delay below what the site asks for.
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _fetch(self, root: str) -> Rules:
        slot = slot_of(root)
        request = Request(
            f"{root}/robots.txt",
            priority=1000,
            callback=NO_CALLBACK,
            meta={"dont_obey_robotstxt": True, "download_slot": slot},
        )
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except HostResting as resting:
            return Rules(parsed=None, rest=resting.seconds)
        except Exception as error:  # whatever the network does, the answer is the same: do not fetch
            logger.warning("%s/robots.txt could not be read (%s): nothing is fetched from there", root, error)
            return Rules(parsed=None, why=type(error).__name__)
        if response.status >= 500 or response.status == 429:
            logger.warning("%s/robots.txt answered %d: nothing is fetched from there", root, response.status)
            return Rules(parsed=None, why=f"status {response.status}")
        text = ""
        if response.status < 300:
            text = response.body[:MOST_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        parsed = Protego.parse(text)
        self._obey_delay(slot, parsed)
        return Rules(parsed=parsed)

    def _obey_delay(self, slot: str, parsed: Protego) -> None:
        asked = parsed.crawl_delay(self._agent)
        if asked is None or asked <= 0:
            return
        delay = max(min(float(asked), float(self._delay_max)), self._crawler.settings.getfloat("DOWNLOAD_DELAY"))
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        # Slots come and go; the setting outlives them, the attribute changes the one that is there.
        downloader.per_slot_settings[slot] = {"concurrency": 1, "delay": delay, "jitter": 0}
        if slot in downloader.slots:
            live = downloader.slots[slot]
            live.concurrency, live.delay, live.jitter = 1, delay, 0
        self._slow.add(slot)
        logger.info("%s asks for %g s between pages: obeyed", slot, delay)
