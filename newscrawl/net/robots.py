"""robots.txt by RFC 9309: what cannot be read is disallowed, Crawl-delay is obeyed."""

from __future__ import annotations

import asyncio
import codecs
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.config import Config
from newscrawl.net.addresses import AddressRefused
from newscrawl.net.hosts import hosts_of, slot_of, waker
from newscrawl.net.politeness import HostResting
from newscrawl.net.redirects import TooManyRedirects
from newscrawl.net.rights import site_rights
from newscrawl.net.stopping import Stopped
from newscrawl.text.reservations import robots_statements

logger = logging.getLogger(__name__)

# RFC 9309, 2.5: a crawler may stop parsing after 500 kibibytes.
MOST_BYTES = 500 * 1024
# As loosely as the parser reads them.
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE)


class RobotsForbidden(IgnoreRequest):
    """The site's robots.txt says no."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt could not be read (5xx, timeout): complete disallow, RFC 9309 2.3.1.4."""


@dataclass(frozen=True)
class Rules:
    """What one host's robots.txt says; ``parsed`` None: unreachable, for ``why``, or for an ``error`` that says more."""

    parsed: Protego | None
    why: str = ""
    error: IgnoreRequest | None = None


def robots_text(body: bytes) -> str:
    """The rules as text, of the first 500 KiB: whole lines only. UTF-8, and whatever NULs make UTF-16 or rubbish of.

    >>> rules = "User-agent: *\\nDisallow: /a"
    >>> [robots_text(rules.encode(name)) == rules for name in ("utf-8-sig", "utf-16", "utf-16-be", "utf-32")]
    [True, True, True, True]
    """
    kept = body[:MOST_BYTES]
    if len(kept) == MOST_BYTES:
        # Half a rule is another rule.
        kept = kept[: max(kept.rfind(b"\n"), kept.rfind(b"\r")) + 1]
    codec = "utf-16" if kept[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
    return kept.decode(codec, "replace").replace("\0", "").lstrip("\ufeff\ufffd")


def for_us(text: str, agent: str) -> str:
    """The rules, with one name in place of those of all other crawlers.

    The parser keeps every rule once for each name above it: half a megabyte of names and rules would take gigabytes.

    >>> for_us("User-agent: a\\nUSERAGENT newscrawl\\nDisallow: /x\\nUser-agent: b\\nAllow: /", "newscrawl").split("\\n")
    ['User-agent: ~others~', 'USERAGENT newscrawl', 'Disallow: /x', 'User-agent: ~others~', 'Allow: /']
    """
    lines = text.splitlines()
    for number, line in enumerate(lines):
        found = _AGENT_LINE.match(line)
        if found is None:
            continue
        name = found[1].partition("#")[0].replace("*", "").strip()
        if name and not re.search(rf"(?<![\w-]){re.escape(name)}", agent, re.IGNORECASE):
            lines[number] = "User-agent: ~others~"
    return "\n".join(lines)


@contextmanager
def first_bytes(crawler: Crawler, most: int, meta: dict[str, Any]) -> Iterator[None]:
    """Take no more than ``most`` bytes of the requests that carry ``meta``: the rest is not fetched, and what came is kept."""
    seen: dict[Request, int] = {}

    def count(data: bytes, request: Request) -> None:
        if request.meta.get("first_bytes") != id(seen):
            return
        seen[request] = seen.get(request, 0) + len(data)
        if seen[request] >= most:
            raise StopDownload(fail=False)

    meta["first_bytes"], meta["first_bytes_most"] = id(seen), most
    crawler.signals.connect(count, signals.bytes_received)
    try:
        yield
    finally:
        crawler.signals.disconnect(count, signals.bytes_received)


class RobotsMiddleware:
    """Asks each host's robots.txt once a run, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent = crawler.settings.get("ROBOTSTXT_USER_AGENT") or crawler.settings.get("USER_AGENT")
        self._delay_max = Config.from_settings(crawler.settings).crawl_delay_max
        # One more try is enough: every page of the host waits for it.
        self._retries = min(1, crawler.settings.getint("RETRY_TIMES"))
        self._hosts = hosts_of(crawler)
        self._wake = waker(crawler)
        self._site = site_rights(crawler)
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
            self._rules[root] = asyncio.ensure_future(self._fetch(root))
        rules = await asyncio.shield(self._rules[root])
        self._hosts.known.add(slot_of(request.url))
        self._wake()
        if rules.error is not None:
            raise rules.error.with_traceback(None)
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
            # The cap counts bytes as they come: they must not be packed.
            headers={"Accept-Encoding": "identity"},
            meta={
                "dont_obey_robotstxt": True,
                "download_slot": slot,
                "max_retry_times": self._retries,
                # A length that is promised is not refused: ``first_bytes`` takes what counts of it.
                "download_maxsize": 0,
            },
        )
        assert self._crawler.engine is not None
        try:
            with first_bytes(self._crawler, MOST_BYTES, request.meta):
                response = await self._crawler.engine.download_async(request)
        except (HostResting, AddressRefused, Stopped) as error:
            return Rules(parsed=None, error=error)
        except TooManyRedirects as error:
            logger.warning("%s/robots.txt: %s: read as if there were none (RFC 9309, 2.3.1.2)", root, error)
            return Rules(parsed=Protego.parse(""))
        except Exception as error:  # whatever the network does, the answer is the same: do not fetch
            logger.warning("%s/robots.txt could not be read (%s): nothing is fetched from there", root, error)
            return Rules(parsed=None, why=type(error).__name__)
        if response.status >= 500 or response.status == 429:
            logger.warning("%s/robots.txt answered %d: nothing is fetched from there", root, response.status)
            return Rules(parsed=None, why=f"status {response.status}")
        text = robots_text(response.body) if response.status < 300 else ""
        # Large ones take half a second to parse: not in the event loop.
        parsed, statements = await asyncio.to_thread(
            lambda: (Protego.parse(for_us(text, self._agent)), robots_statements(text, self._agent))
        )
        self._site.note(root, statements)
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
