"""A page that moved keeps its identity: its new address is another name of the article, not an article of its own.

It has moved when the same text stands on the same mirror and one address leads to the other: by a redirect, or by rel=canonical.
The text alone says nothing (a mirror may run one text twice), and neither does the address alone (a site that redirects every
old page to its front page).
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from newscrawl.archive.records import digest_of
from newscrawl.errors import ReadingError
from newscrawl.items import Article
from newscrawl.net.hosts import slot_of
from newscrawl.net.reading import TooCostly
from newscrawl.net.stopping import Stopped
from newscrawl.page import read_page
from newscrawl.spiders.run import Run
from newscrawl.spiders.tasks import PageTask
from newscrawl.text.urls import canonical, identity_of_cleaned

logger = logging.getLogger(__name__)

# An older address is asked where it leads now: so many for one page, and so many for a mirror in one run.
MOST_ASKED, MOST_ASKED_IN_ALL = 2, 200


@dataclass(slots=True)
class Identities:
    """Finds the identity under which an article is kept."""

    crawler: Crawler
    asked: Counter[str] = field(default_factory=Counter)

    async def of(self, run: Run, task: PageTask, article: Article, key: str) -> str:
        """The identity for an article that was read at ``key``, the identity of its own address."""
        ledger, mirror = run.desk.ledger, task.mirror.name
        root = ledger.root(key)
        if ledger.newest(root) is not None:
            if key != identity_of_cleaned(task.url) and ledger.root(identity_of_cleaned(task.url)) == root:
                ledger.moved(mirror, root, article.url)  # back to an address that it had before
            return root
        if not article.body:
            return key
        others = [other for other in ledger.same_text(mirror, digest_of(article)) if other != key]
        told = {ledger.root(identity_of_cleaned(url)) for url in (task.url, article.canonical_url) if url}
        for place, other in enumerate(sorted(others, key=lambda other: other not in told)):
            if other in told or (place < MOST_ASKED and await self._leads(other, key, run, task)):
                logger.info("%s: %s stands at %s now", mirror, other, article.url)
                run.count(mirror, "moved")
                ledger.alias(key, other)
                ledger.moved(mirror, other, article.url)
                return other
        return key

    async def _leads(self, other: str, key: str, run: Run, task: PageTask) -> bool:
        """Whether the page of another identity leads to this one now."""
        mirror = task.mirror
        url = run.desk.ledger.page_url(mirror.name, other)
        if url is None or mirror.browser or self.asked[mirror.name] >= MOST_ASKED_IN_ALL:
            return False
        self.asked[mirror.name] += 1
        run.count(mirror.name, "asked_where_it_leads")
        request = Request(
            url,
            callback=NO_CALLBACK,
            # For the sake of this page, so it counts as one more request of it (newscrawl.spiders.bounds).
            cb_kwargs={"task": task},
            meta={"download_slot": slot_of(url)},
            dont_filter=True,
        )
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Stopped:
            raise
        except Exception as error:  # whatever the network does, the answer is the same: it does not lead here
            logger.info("%s: %s could not be asked where it leads (%s)", mirror.name, url, error)
            return False
        if response.status != 200:
            return False
        if identity_of_cleaned(mirror.cleaned(response.url) or url) == key:
            return True
        try:
            # It may be as costly to read as any other page.
            raw = await self.crawler.spider.reader.page(  # type: ignore[union-attr]
                response.body, mirror_name=mirror.name, here=read_page, url=response.url, mirror=mirror
            )
        except (ReadingError, TooCostly) as error:
            logger.info("%s: %s cannot be read (%s): it does not say where it leads", mirror.name, url, error)
            return False
        declared = canonical(raw.canonical, response.url, mirror.keep_parameters)
        return declared is not None and identity_of_cleaned(mirror.address_of(declared)) == key
