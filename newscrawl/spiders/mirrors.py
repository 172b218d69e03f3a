"""The only spider: walks the sources of mirrors and fetches the articles they list."""

from __future__ import annotations

import asyncio
import contextlib
import difflib
import hashlib
import os
import secrets
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from twisted.python.failure import Failure
from w3lib.url import file_uri_to_path

from newscrawl.config import Config, check_outputs
from newscrawl.errors import ConfigError, ReadingError, SourceError
from newscrawl.items import Provenance, RawResponse
from newscrawl.ledger.base import PageState, SourceState, Validators
from newscrawl.mirror import Mirror, Source
from newscrawl.mirrors import load_mirrors, select_mirrors
from newscrawl.net.addresses import AddressRefused
from newscrawl.net.handler import NoBrowser
from newscrawl.net.hosts import slot_of
from newscrawl.net.politeness import HostBackedOff, HostResting
from newscrawl.net.reading import Reader, TooCostly
from newscrawl.net.redirects import LeftMirror
from newscrawl.net.rights import site_rights
from newscrawl.net.robots import RobotsForbidden, RobotsUnreachable
from newscrawl.net.stopping import Stopped, is_closing
from newscrawl.net.traps import SourceDry, TooManyHosts, Waits
from newscrawl.page import read_page
from newscrawl.spiders import listings, returns
from newscrawl.spiders.bounds import is_maze
from newscrawl.spiders.run import Run
from newscrawl.spiders.tasks import Fetched, PageTask, SourceTask, Walk, Window, kept_page
from newscrawl.text import languages
from newscrawl.text.reservations import with_site
from newscrawl.text.urls import clean_url, identity, redacted, redacted_text

# Sources before articles: what is new is known early. Their further pages come after the articles of those before: a trap is
# found out before all of it is listed, and what waits in memory is one page's articles, not a hundred's.
SOURCE_PRIORITY, FURTHER_PRIORITY = 10, -10
GONE = frozenset({404, 410})
ARGUMENTS = ("mirror", "since", "until", "due")
# So often it is looked whether another mirror may be begun.
LOOK = 0.1
# A sitemap lists 50,000 pages; between so many the event loop has its turn.
LINKS_AT_ONCE = 100


def day(name: str, value: str | None) -> date | None:
    """Read ``-a since=`` or ``-a until=``.

    >>> day("since", "2024-09-11")
    datetime.date(2024, 9, 11)
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"-a {name}={value}: not a date; write it as 2024-09-11") from None


def check_arguments(strange: Iterable[str]) -> None:
    """Refuse arguments that nothing reads: one that is misspelt would let everything be crawled.

    >>> check_arguments(["_job", "mirorr"])
    Traceback (most recent call last):
    newscrawl.errors.ConfigError: -a mirorr=: there is no such argument; did you mean mirror?
    """
    mistakes = []
    for name in strange:
        if not name.startswith("_"):
            close = difflib.get_close_matches(name.lower(), ARGUMENTS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(ARGUMENTS)}"
            mistakes.append(f"-a {name}=: there is no such argument; {hint}")
    if mistakes:
        raise ConfigError("\n".join(mistakes))


def feeds_here(feeds: Iterable[Any], spider: str) -> dict[str, Path]:
    """The files that feed exports write on this machine, by what Scrapy makes of their addresses.

    >>> feeds_here(["file:///tmp/%(name)s.csv", "s3://bucket/a.csv", "out.jsonl", "stdout:"], "mirrors")
    {'feed file:///tmp/%(name)s.csv:': PosixPath('/tmp/mirrors.csv'), 'feed out.jsonl:': PosixPath('out.jsonl')}
    """
    found = {}
    for feed in map(str, feeds):
        if urlsplit(feed).scheme in ("", "file"):
            known: dict[str, Any] = defaultdict(str, name=spider, batch_id=1)
            with contextlib.suppress(TypeError, ValueError):  # a fault of its form is for Scrapy to tell
                found[f"feed {feed}:"] = Path(file_uri_to_path(feed % known))
    return found


class MirrorsSpider(Spider):
    """``scrapy crawl mirrors [-a mirror=a,b] [-a since=DATE] [-a until=DATE] [-a due=all]``.

    Arguments whose names begin with ``_`` are accepted: Scrapyd adds its own. Any other that is not known is refused.
    """

    name = "mirrors"

    def __init__(
        self,
        mirror: str | None = None,
        since: str | None = None,
        until: str | None = None,
        due: str | None = None,
        **kwargs: Any,
    ) -> None:
        check_arguments(kwargs)
        super().__init__(**kwargs)
        self.window = Window(since=day("since", since), until=day("until", until))
        if self.window.since and self.window.until and self.window.since >= self.window.until:
            raise ConfigError(f"-a since={since} -a until={until}: until is exclusive and must be later than since")
        if due not in (None, "", "all"):
            raise ConfigError(f"-a due={due}: say due=all for every source now, or leave it out")
        self.due_all = due == "all"
        self.chosen = mirror
        self.reader = Reader()
        self.run: Run

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> MirrorsSpider:
        """Read settings and mirrors, and open the desk: what is wrong is said before the first request."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        config = Config.from_settings(crawler.settings)
        check_outputs(config, feeds_here(crawler.settings.getdict("FEEDS"), cls.name))
        languages.check()
        mirrors = select_mirrors(load_mirrors(config.mirrors_dir), spider.chosen)
        spider.run = Run(
            config=config,
            mirrors=mirrors,
            worker=f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}",
            stats=lambda: crawler.stats,
            window=spider.window,
            due_all=spider.due_all,
        )
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Pages that an earlier run left, those due for another look, and every source that is due."""
        if not self.run.mirrors:
            self.logger.warning(
                "no mirror is on: the shipped definitions are off until somebody has tried their sources. Name some "
                "(-a mirror=turan), or put your own into NEWSCRAWL_MIRRORS_DIR (docs/mirrors.md)"
            )
        for mirror in self.run.mirrors:
            while not self.run.may_begin():
                await asyncio.sleep(LOOK)
                if is_closing(self.crawler):
                    return
            try:
                if not self.run.take(mirror):
                    continue
                self.run.working[mirror.name] = []
                if not mirror.verify_tls:
                    self.run.count(mirror.name, "tls_unchecked")
                    self.logger.warning(
                        "%s: its certificates are not checked (verify_tls = false): anybody on the way can change its pages",
                        mirror.name,
                    )
                for request in self._first_requests(mirror):
                    yield request
            except Exception as error:  # Scrapy would log a fault of ours, and call the run finished
                self.run.abandon(mirror, error)

    def _first_requests(self, mirror: Mirror) -> Iterator[Request]:
        yield from self._pending(mirror)
        for source in mirror.sources:
            state = self.run.desk.ledger.source(mirror.name, source.url)
            if not self.run.due_all and not returns.is_due(state, self.run.now()):
                self.run.count(mirror.name, "sources/not_due")
                if state.retired:
                    self.run.tell_retired(mirror.name, state)
                continue
            walk = self._walk(mirror, source, state)
            for url in listings.first_urls(source, state, self.run.window, mirror.timezone, self.run.now()):
                yield self._source_request(SourceTask(mirror=mirror, walk=walk, url=url))

    def _walk(self, mirror: Mirror, source: Source, state: SourceState) -> Walk:
        ledger = self.run.desk.ledger
        walk = Walk(
            mirror=mirror,
            source=source,
            started_at=self.run.now(),
            seen=ledger.seen_in_last_walk(mirror.name, source.url),
            state=state,
            # After a walk that was cut or failed, what its pages were like says nothing of what was read.
            known=ledger.validators(mirror.name, source.url) if state.whole else {},
        )
        ledger.walk_started(mirror.name, source.url, walk.started_at)
        self.run.working[mirror.name].append(walk)
        return walk

    def _pending(self, mirror: Mirror) -> Iterator[Request]:
        for page in self.run.desk.ledger.pending(mirror.name, None if self.run.due_all else self.run.now()):
            if listings.left_out(page.reason, self.run.window, mirror.timezone):
                continue
            if self.run.take_up(mirror.name, page.url, "resumed"):
                yield self._page_request(_task(mirror, page))
        for page in self.run.desk.ledger.revisits(mirror.name, self.run.now(), self.run.config.revisit):
            if self.run.take_up(mirror.name, page.url, "revisited"):
                yield self._page_request(_task(mirror, page))

    # Sources

    def _source_request(self, task: SourceTask) -> Request:
        task.walk.outstanding += 1
        task.walk.asked.add(task.url)
        meta = {"download_slot": slot_of(task.url)}
        headers = {}
        if task.mirror.browser and task.walk.source.kind in ("section", "calendar"):
            meta["browser"] = "yes"
        elif known := _known(task, self.run.now()):
            headers = _conditions(known.etag, known.last_modified)
        return Request(
            task.url,
            headers=headers,
            callback=self.parse_source,
            errback=self.source_failed,
            cb_kwargs={"task": task},
            priority=SOURCE_PRIORITY if task.page == 1 and task.depth == 0 else FURTHER_PRIORITY,
            meta=meta,
            dont_filter=True,
        )

    async def parse_source(self, response: Response, task: SourceTask) -> AsyncIterator[Request]:
        """Take the links of one page of a source, and go on to the next while it brings something new."""
        walk = task.walk
        known = _known(task, self.run.now())
        digest = hashlib.sha256(response.body).hexdigest()
        if known and (response.status == 304 or (response.status == 200 and digest == known.digest)):
            walk.outstanding -= 1
            self._as_it_was(task, known)
            return
        if response.status in GONE and walk.source.kind == "calendar":
            # A day on which nothing was published, or that has only begun, has no page.
            walk.outstanding -= 1
            self.run.count(task.mirror.name, "sources/empty_days")
            if walk.outstanding == 0:
                self._walk_done(walk)
            return
        try:
            if response.status >= 300:
                raise SourceError(f"it answered {response.status}")
            listing = await listings.read(response, task, self.reader)
        except (SourceError, TooCostly) as error:
            walk.outstanding -= 1
            self._walk_broken(walk, task.url, str(error))
            return
        # Not before: another page of this walk must not find it done while this one is being read.
        walk.outstanding -= 1
        name = task.mirror.name
        self.run.count(name, "sources/read")
        new = left_out = 0
        for number, link in enumerate(listing.links, 1):
            if number % LINKS_AT_ONCE == 0:
                await asyncio.sleep(0)
            if link.url in walk.listed:
                continue
            fresh = link.url not in walk.seen
            if fresh and (is_maze(link.url) or not self.run.bounds.may_add(name, walk.source.url)):
                left_out += 1
                continue
            walk.listed[link.url] = None
            new += fresh
            state = self.run.desk.ledger.found(name, link.url, source=walk.source.url, at=self.run.now())
            if not state.new or not self.run.take_up(name, link.url, "found"):
                continue
            walk.new += 1
            yield self._page_request(
                PageTask(
                    mirror=task.mirror,
                    url=link.url,
                    source=walk.source.url,
                    published=(link.published,) if link.published else (),
                    modified=(link.modified,) if link.modified else (),
                )
            )
        if task.page == 1:
            walk.kept[task.url] = Validators(
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
                digest=digest,
                until=task.until,
            )
        if left_out:
            walk.cut = True
            self.run.count(name, "bounds/new_pages", left_out)
            self.logger.warning(
                "%s: %d links of %s are left out: mazes, or more than NEWSCRAWL_MAX_NEW_PAGES", name, left_out, task.url
            )
        if not listing.links and not listing.sitemaps and task.page == 1:
            self.run.count(name, "sources/empty")
            self.logger.warning("%s: %s lists no article: %s", name, task.url, listings.empty_remedy(walk.source))
        for request in self._go_on(listing, task, new):
            yield request
        if walk.outstanding == 0:
            self._walk_done(walk)

    def _as_it_was(self, task: SourceTask, known: Validators) -> None:
        """A page of a source has not changed since a walk that was completed: there is nothing new behind it."""
        walk, name = task.walk, task.mirror.name
        self.run.count(name, "sources/read")
        self.run.count(name, "sources/unchanged")
        walk.kept[task.url] = known
        walk.as_it_was |= task.depth == 0
        if walk.outstanding == 0:
            self._walk_done(walk)

    def _go_on(self, listing: listings.Listed, task: SourceTask, new: int) -> Iterator[Request]:
        walk, name = task.walk, task.mirror.name
        more = self._children(listing, task)
        if listing.next_page and new and not self.run.bounds.is_dry(name, walk.source.url):
            more.append(
                SourceTask(mirror=task.mirror, walk=walk, url=listing.next_page, page=task.page + 1, depth=task.depth)
            )
        for following in more:
            if following.url in walk.asked:
                continue
            if len(walk.asked) >= self.run.config.max_source_pages or following.depth > listings.DEEPEST_INDEX:
                walk.cut = True
                self.run.count(name, "bounds/source_pages")
                self.logger.warning(
                    "%s: %s goes on after %d pages: the rest is left (NEWSCRAWL_MAX_SOURCE_PAGES)",
                    name,
                    walk.source.url,
                    len(walk.asked),
                )
                return
            yield self._source_request(following)

    def _children(self, listing: listings.Listed, task: SourceTask) -> list[SourceTask]:
        """The sitemaps of an index that must be asked: those whose lastmod says that they rest are not."""
        walk, now = task.walk, self.run.now()
        asked: list[SourceTask] = []
        rests: list[datetime | None] = []
        for child in listing.sitemaps:
            settled = returns.settled_at(child.lastmod)
            known, begun = walk.known.get(child.url), walk.state.walk_started_at if walk.state else None
            if settled and known and known.until and begun and settled < begun and now < known.until:
                walk.kept[child.url] = known
                rests.append(known.until)
                continue
            until = returns.rests_until(settled, now) if settled and settled < walk.started_at else None
            rests.append(until)
            asked.append(SourceTask(mirror=task.mirror, walk=walk, url=child.url, depth=task.depth + 1, until=until))
        if rests and (here := walk.kept.get(task.url)):
            # The index says nothing of a child that does not rest, so it is not taken as unchanged for it.
            resting = [until for until in rests if until]
            walk.kept[task.url] = replace(here, until=min(resting) if len(resting) == len(rests) else walk.started_at)
        return asked

    def source_failed(self, failure: Failure) -> None:
        """A page of a source could not be fetched."""
        task: SourceTask = _request_of(failure).cb_kwargs["task"]
        task.walk.outstanding -= 1
        name = task.mirror.name
        if failure.check(HostResting):
            task.walk.failed = "waiting"
            self.run.count(name, "sources/waiting")
            self.logger.warning("%s: %s", name, failure.value)
        elif failure.check(SourceDry):
            task.walk.failed = "taken over"
        elif failure.check(Stopped):
            task.walk.failed = "stopped"
        elif failure.check(TooManyHosts):
            task.walk.cut = True
            if task.walk.outstanding == 0:
                self._walk_done(task.walk)
        elif failure.check(RobotsForbidden):
            self.run.count(name, "sources/refused")
            self.logger.warning("%s: %s", name, failure.value)
            if task.page == 1 and task.depth == 0:
                task.walk.failed = "robots"
                return
            # Behind a page that robots.txt forbids there is nothing for us: the walk ends there, as it always will.
            task.walk.cut = True
            if task.walk.outstanding == 0:
                self._walk_done(task.walk)
        else:
            reason, told = _why(failure)[1], failure.getErrorMessage()
            self._walk_broken(task.walk, task.url, f"{reason}: {told}" if told else reason)

    def _walk_broken(self, walk: Walk, url: str, why: str) -> None:
        self.run.source_failed(walk, url, why)

    def _walk_done(self, walk: Walk) -> None:
        if walk.failed is not None or walk.mirror.name in self.run.bounds.left:
            return
        before = walk.state.interval if walk.state else None
        kept = {**(walk.known if walk.as_it_was else {}), **walk.kept}
        self.run.desk.ledger.walk_completed(
            walk.mirror.name,
            walk.source.url,
            list(walk.listed),
            self.run.now(),
            interval=returns.next_interval(self.run.config, before, walk.new),
            validators={} if walk.cut else kept,
        )

    # Articles

    def _page_request(self, task: PageTask) -> Request:
        meta = {"download_slot": slot_of(task.url)}
        headers = {}
        if task.mirror.browser:
            meta["browser"] = "yes"
        else:
            headers = _conditions(task.etag, task.last_modified)
        return Request(
            task.url,
            headers=headers,
            callback=self.parse_page,
            errback=self.page_failed,
            cb_kwargs={"task": task},
            meta=meta,
            dont_filter=True,
        )

    async def parse_page(self, response: Response, task: PageTask) -> AsyncIterator[Fetched]:
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
                etag=_header(response, "ETag") or task.etag,
                last_modified=_header(response, "Last-Modified") or task.last_modified,
            )
            return
        if 300 <= response.status < 400 and response.headers.get("Location"):
            # The redirects that are followed never come here: this one leads to no http(s) address.
            self.run.settle(name, task.url, "refused", "left_mirror")
            return
        if response.status >= 300:
            self.run.settle(name, task.url, "failed", f"http_{response.status}")
            return
        url = redacted(task.mirror.address_of(clean_url(response.url) or task.url))
        if _is_listing(url, task):
            self.run.settle(name, task.url, "not_article", "front_page")
            return
        try:
            said = await site_rights(self.crawler).of(response)
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
                headers=_texts(response),
                mirror=task.mirror,
                fetched_at=now,
            )
        except ReadingError as error:
            self.logger.info("%s: %s is no article: %s", name, task.url, error)
            self.run.settle(name, task.url, "not_article", "no_markup")
            return
        except TooCostly as error:
            self.logger.error("%s: %s is left: %s", name, task.url, error)
            self.run.settle(name, task.url, "failed", "too_costly")
            return
        except Exception as error:  # a fault of ours: the page is kept raw, to be read again after a fix
            self._quarantine(task, response, error, said)
            return
        raw = replace(
            raw,
            published=raw.published + task.published,
            modified=raw.modified + task.modified,
            rights=with_site(raw.rights, said),
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
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            page=response.body,
            raw_response=_raw_response(response, task, now),
        )

    def closed(self, reason: str) -> None:
        """Scrapy calls this last: the reading process ends with the crawl."""
        self.reader.close()

    def _quarantine(self, task: PageTask, response: Response, error: Exception, said: tuple[str, ...]) -> None:
        name = task.mirror.name
        self.logger.error("%s: %s could not be read (%r): kept in quarantine", name, task.url, error)
        raw = _raw_response(response, task, self.run.now())
        self.run.desk.quarantine(kept_page(task, raw, error, said), response.body)
        self.run.settle(name, task.url, "quarantined", type(error).__name__)

    def page_failed(self, failure: Failure) -> None:
        """An article page could not be fetched, or must not be."""
        task: PageTask = _request_of(failure).cb_kwargs["task"]
        if failure.check(Stopped):
            return  # it has no outcome, and is first in the next run
        outcome, reason = _why(failure)
        retry_in = failure.value.seconds if isinstance(failure.value, (HostResting, Waits)) else None
        if outcome == "failed":
            self.logger.error("%s: %s failed: %s", task.mirror.name, task.url, failure.getErrorMessage())
        self.run.settle(task.mirror.name, task.url, outcome, reason, retry_in=retry_in)


def _is_listing(url: str, task: PageTask) -> bool:
    """A page that was there once and now leads to the front page, or to a section's: some sites say "gone" so."""
    if url == task.url:
        return False
    parts = urlsplit(url)
    if parts.path in ("", "/") and not parts.query:
        return True
    return identity(url) in {identity(source.url) for source in task.mirror.sources if source.kind == "section"}


def _request_of(failure: Failure) -> Request:
    """The request that failed: Scrapy hangs it on the Failure."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request


def _why(failure: Failure) -> tuple[str, str]:
    """Outcome and reason of a request that brought no response."""
    for kind, outcome, reason in (
        (SourceDry, "waiting", "source_dry"),
        (TooManyHosts, "waiting", "too_many_hosts"),
        (HostResting, "waiting", "retry_after"),
        (HostBackedOff, "failed", "host_in_trouble"),
        (RobotsForbidden, "refused", "robots"),
        (RobotsUnreachable, "failed", "robots_unreachable"),
        (AddressRefused, "failed", "private_address"),
        (LeftMirror, "refused", "left_mirror"),
        (NoBrowser, "failed", "no_browser"),
        (ResponseDataLossError, "failed", "truncated"),
        (DownloadTimeoutError, "failed", "timeout"),
        (DownloadCancelledError, "failed", "too_large"),
    ):
        if failure.check(kind):
            return outcome, reason
    if failure.check(IgnoreRequest) and "redirect" in failure.getErrorMessage():
        return "failed", "too_many_redirects"
    return "failed", failure.type.__name__ if failure.type else "unknown"


def _task(mirror: Mirror, page: PageState) -> PageTask:
    """A page that the ledger knows."""
    return PageTask(mirror=mirror, url=page.url, source=page.source, etag=page.etag, last_modified=page.last_modified)


def _known(task: SourceTask, now: datetime) -> Validators | None:
    """By what this page of a source is known again; None where it must be read whatever it says."""
    known = task.walk.known.get(task.url) if task.page == 1 else None
    return known if known and (known.until is None or now < known.until) else None


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed (RFC 9110, 13.1)."""
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value}


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1")[:1024] if value else None


def _raw_response(response: Response, task: PageTask, fetched_at: datetime) -> RawResponse:
    """What is kept beside the archive: the response as it came, its body decoded."""
    headers = tuple(
        (name.decode("latin-1"), redacted_text(value.decode("latin-1")))
        for name, values in response.headers.items()
        for value in values
    )
    return RawResponse(
        url=redacted(clean_url(response.url) or task.url),
        status=response.status,
        headers=headers,
        body=response.body,
        fetched_at=fetched_at,
        via="browser" if task.mirror.browser else "http",
    )


def _texts(response: Response) -> dict[str, str]:
    """The headers that say something of the text, by lower-case name."""
    wanted = ("X-Robots-Tag", "tdm-reservation", "tdm-policy", "Content-Language", "Last-Modified", "Link")
    return {name.lower(): value for name in wanted if (value := _header(response, name))}
