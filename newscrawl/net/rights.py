"""What a site reserves in files of its own, beside what its pages say: asked once a host and run, and for new texts only."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from newscrawl.net.hosts import slot_of
from newscrawl.net.stopping import Stopped
from newscrawl.text.counted import counted
from newscrawl.text.reservations import Reservation, read_tdmrep, reservation_of, with_site

logger = logging.getLogger(__name__)

WELL_KNOWN = "/.well-known/tdmrep.json"
# No such file has more; and Scrapy's own limit is for pages.
MOST_BYTES = 512 * 1024


class SiteRights:
    """The statements of each host: what robots.txt says beside its rules, and tdmrep.json."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._statements: dict[str, tuple[str, ...]] = {}
        self._rules: dict[str, asyncio.Task[tuple[Reservation, ...]]] = {}

    def note(self, root: str, statements: tuple[str, ...]) -> None:
        """What the robots.txt of ``scheme://host`` says beside its rules."""
        self._statements[root] = statements

    async def of(self, url: str, page: tuple[str, ...]) -> tuple[str, ...]:
        """The signals of a page and its site's, in the record's spelling; where the page itself reserves or does not, the file
        is not asked. Raises Stopped where the run ends before it is known.
        """
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        statements = self._statements.get(root, ())
        if any(signal.startswith("tdm-reservation=") for signal in page):
            return with_site(page, statements)
        if root not in self._rules:
            self._rules[root] = asyncio.ensure_future(self._fetch(root))
        rules = await asyncio.shield(self._rules[root])
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return with_site(page, (*statements, *reservation_of(rules, path)))

    async def _fetch(self, root: str) -> tuple[Reservation, ...]:
        request = Request(
            root + WELL_KNOWN,
            callback=NO_CALLBACK,
            priority=1000,
            meta={"download_slot": slot_of(root), "max_retry_times": 1, "download_maxsize": MOST_BYTES},
        )
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except Stopped:
            raise  # not known is not free
        except Exception as error:  # whatever the network does: no reservation is known
            logger.info(
                "%s%s could not be read (%s): no reservation of the whole site is known", root, WELL_KNOWN, error
            )
            return ()
        if response.status != 200:
            return ()
        rules = await asyncio.to_thread(read_tdmrep, response.body.decode("utf-8-sig", "replace"))
        if rules:
            logger.info("%s reserves text and data mining by %s of its own", root, counted(len(rules), "rule"))
        return rules


_SITES: WeakKeyDictionary[Crawler, SiteRights] = WeakKeyDictionary()


def site_rights(crawler: Crawler) -> SiteRights:
    """The statements of this crawl's hosts, shared by robots.txt and the spider."""
    if crawler not in _SITES:
        _SITES[crawler] = SiteRights(crawler)
    return _SITES[crawler]
