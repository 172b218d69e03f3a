"""Fetches article pages, reads them, and gives those that bring no article their outcome."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.errors import ReadingError
from newscrawl.items import Provenance, RawResponse
from newscrawl.ledger.base import PageState
from newscrawl.mirror import Mirror
from newscrawl.net.politeness import HostResting
from newscrawl.net.reading import Reader, TooCostly
from newscrawl.net.redirects import LeftMirror
from newscrawl.net.rights import site_rights
from newscrawl.net.stopping import Stopped
from newscrawl.net.traps import Waits
from newscrawl.page import read_page
from newscrawl.spiders import listings
from newscrawl.spiders.asking import ask
from newscrawl.spiders.failures import meaning, request_of
from newscrawl.spiders.headers import header, of_the_text
from newscrawl.spiders.run import Run
from newscrawl.spiders.tasks import Fetched, PageTask, kept_page
from newscrawl.text.url_secrets import redacted, redacted_text
from newscrawl.text.urls import clean_url, identity, identity_of_cleaned

logger = logging.getLogger(__name__)

GONE = frozenset({404, 410})
# What Scrapy follows; a 300 or a 304 that nobody asked for may name a place too, and leads nowhere by itself.
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetching:
    """The article pages of a run."""

    def __init__(self, crawler: Crawler, run: Run, reader: Reader) -> None:
        self.crawler = crawler
        self.run = run
        self.reader = reader

    def begin(self, mirror: Mirror) -> Iterator[Request]:
        """Pages of a mirror that an earlier run left, and those due for another look."""
        for page in self.run.desk.ledger.pending(mirror.name, None if self.run.due_all else self.run.now()):
            if listings.left_out(page.reason, self.run.window, mirror.timezone):
                continue
            if self.run.take_up(mirror.name, page.url, "resumed"):
                yield self.request(_task(mirror, page))
        for page in self.run.desk.ledger.revisits(mirror.name, self.run.now(), self.run.config.revisit):
            if self.run.take_up(mirror.name, page.url, "revisited"):
                yield self.request(_task(mirror, page))

    def request(self, task: PageTask) -> Request:
        """The request for an article page."""
        return ask(
            task,
            self.read_article,
            self.failed,
            browser=task.mirror.browser,
            etag=task.etag,
            last_modified=task.last_modified,
        )

    async def read_article(self, response: Response, task: PageTask) -> AsyncIterator[Fetched]:
        """Read one article page; what it means is for the pipelines."""
        name = task.mirror.name
        self.run.count(name, "fetched")
        if response.status in GONE:
            self.run.settle(name, task.url, "gone", f"http_{response.status}")
            return
        if response.status == 304 and (task.etag or task.last_modified) and not task.mirror.browser:
            self.run.settle(
                name,
                task.url,
                "unchanged",
                etag=header(response, "ETag") or task.etag,
                last_modified=header(response, "Last-Modified") or task.last_modified,
            )
            return
        if response.status in REDIRECTS and response.headers.get("Location"):
            # The redirects that are followed never come here: this one leads to no http(s) address.
            self.run.settle(name, task.url, "refused", "left_mirror")
            return
        if response.status >= 300:
            self.run.settle(name, task.url, "failed", f"http_{response.status}")
            return
        url = redacted(task.mirror.cleaned(response.url) or task.url)
        if _is_listing(url, task):
            self.run.settle(name, task.url, "not_article", "front_page")
            return
        if self.run.desk.ledger.newest(identity_of_cleaned(url)) is None:
            # Its site will be asked what it reserves. Who waits for that later comes to the desk behind what was fetched later.
            try:
                await site_rights(self.crawler).of(url, _told(response))
            except Stopped:
                return  # it has no outcome, and is first in the next run
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        now = self.run.now()
        try:
            raw = await self.reader.page(
                response.body,
                mirror_name=name,
                here=read_page,
                url=url,
                content_type=content_type or None,
                headers=of_the_text(response),
                mirror=task.mirror,
                fetched_at=now,
            )
        except ReadingError as error:
            logger.info("%s: %s is no article: %s", name, task.url, error)
            self.run.settle(name, task.url, "not_article", "no_markup")
            return
        except TooCostly as error:
            logger.error("%s: %s is left: %s", name, task.url, error)
            self.run.settle(name, task.url, "failed", "too_costly")
            return
        except Exception as error:  # a fault of ours: the page is kept raw, to be read again after a fix
            await self._quarantine(task, response, url, error)
            return
        raw = replace(
            raw,
            published=raw.published + task.published,
            modified=raw.modified + task.modified,
        )
        yield Fetched(
            task=task,
            raw=raw,
            provenance=Provenance(
                via="browser" if task.mirror.browser else "http",
                status=response.status,
                body_sha256=hashlib.sha256(response.body).hexdigest(),
                source=redacted(task.source) if task.source else None,
            ),
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            page=response.body,
            raw_response=_raw_response(response, task, now),
        )

    async def _quarantine(self, task: PageTask, response: Response, url: str, error: Exception) -> None:
        name = task.mirror.name
        try:
            said = await site_rights(self.crawler).of(url, _told(response))
        except Stopped:
            return  # it has no outcome, and is first in the next run
        logger.error("%s: %s could not be read (%r): kept in quarantine", name, task.url, error)
        raw = _raw_response(response, task, self.run.now())
        self.run.quarantine(task, kept_page(task, raw, error, said), response.body, type(error).__name__)

    def failed(self, failure: Failure) -> None:
        """An article page could not be fetched, or must not be."""
        task: PageTask = request_of(failure).cb_kwargs["task"]
        if failure.check(Stopped):
            return  # it has no outcome, and is first in the next run
        outcome, reason = meaning(failure)
        retry_in = failure.value.seconds if isinstance(failure.value, (HostResting, Waits)) else None
        if isinstance(failure.value, LeftMirror):
            self.run.departures.left(task.mirror.name, task.mirror.domain, failure.value.site)
        if outcome == "failed":
            logger.error("%s: %s failed: %s", task.mirror.name, task.url, failure.getErrorMessage())
        self.run.settle(task.mirror.name, task.url, outcome, reason, retry_in=retry_in)


def _told(response: Response) -> tuple[str, ...]:
    """What an answer's own header reserves: then the site's file is not asked."""
    told = header(response, "tdm-reservation")
    return (f"tdm-reservation={told}",) if told in ("0", "1") else ()


def _is_listing(url: str, task: PageTask) -> bool:
    """A page that was there once and now leads to the front page, or to a section's: some sites say "gone" so."""
    if url == task.url:
        return False
    parts = urlsplit(url)
    if parts.path in ("", "/") and not parts.query:
        return True
    return identity(url) in {identity(source.url) for source in task.mirror.sources if source.kind == "section"}


def _task(mirror: Mirror, page: PageState) -> PageTask:
    """A page that the ledger knows."""
    return PageTask(mirror=mirror, url=page.url, source=page.source, etag=page.etag, last_modified=page.last_modified)


def _raw_response(response: Response, task: PageTask, fetched_at: datetime) -> RawResponse:
    """What is kept beside the archive: the response as it came, its body decoded."""
    headers = tuple(
        (name.decode("latin-1"), redacted_text(value.decode("latin-1")))
        for name, values in response.headers.items()
        for value in values
    )
    return RawResponse(
        url=redacted(clean_url(response.url, task.mirror.keep_parameters) or task.url),
        status=response.status,
        headers=headers,
        body=response.body,
        fetched_at=fetched_at,
        via="browser" if task.mirror.browser else "http",
    )
