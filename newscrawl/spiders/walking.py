"""Walks the sources of mirrors: asks for their pages, takes the links, and says when a walk is complete."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.errors import SourceError
from newscrawl.ledger.base import SourceState, Validators
from newscrawl.mirror import Mirror, Source
from newscrawl.net.politeness import HostResting
from newscrawl.net.reading import Reader, TooCostly
from newscrawl.net.robots import RobotsForbidden
from newscrawl.net.stopping import Stopped
from newscrawl.net.traps import SourceDry, TooManyHosts
from newscrawl.spiders import indexes, listings, returns, taking
from newscrawl.spiders.asking import ask
from newscrawl.spiders.failures import meaning, request_of
from newscrawl.spiders.headers import header
from newscrawl.spiders.run import Run
from newscrawl.spiders.tasks import PageTask, SourceTask, Walk
from newscrawl.text.counted import counted

logger = logging.getLogger(__name__)

# Sources before articles: what is new is known early. Their further pages come after the articles of those before: a trap is
# found out before all of it is listed, and what waits in memory is one page's articles, not a hundred's.
SOURCE_PRIORITY, FURTHER_PRIORITY = 10, -10
GONE = frozenset({404, 410})


class Walking:
    """The walks of a run. ``page_request`` makes the request for an article that a source lists."""

    def __init__(self, run: Run, reader: Reader, page_request: Callable[[PageTask], Request]) -> None:
        self.run = run
        self.reader = reader
        self._page_request = page_request

    def begin(self, mirror: Mirror) -> Iterator[Request]:
        """The first requests of every source of a mirror that is due."""
        for source in mirror.sources:
            state = self.run.desk.ledger.source(mirror.name, source.url)
            if not self.run.due_all and not returns.is_due(state, self.run.now()):
                self.run.count(mirror.name, "sources/not_due")
                self.run.notes.rests(mirror.name, source.url, state.next_due)
                if state.retired:
                    self.run.tell_retired(mirror.name, state)
                continue
            walk = self._walk(mirror, source, state)
            first = listings.first_urls(source, state, self.run.window, mirror.timezone, self.run.now())
            # All at once: the first day of a calendar may be read before the last one is asked for.
            yield from [self._request(SourceTask(mirror=mirror, walk=walk, url=url)) for url in first]

    def _walk(self, mirror: Mirror, source: Source, state: SourceState) -> Walk:
        ledger = self.run.desk.ledger
        walk = Walk(
            mirror=mirror,
            source=source,
            started_at=self.run.now(),
            state=state,
            # After a walk that was cut or failed, what its pages were like says nothing of what was read.
            known=ledger.validators(mirror.name, source.url) if state.whole else {},
        )
        ledger.walk_started(mirror.name, source.url, walk.started_at)
        self.run.working[mirror.name].append(walk)
        self.run.notes.walks += 1
        return walk

    def _request(self, task: SourceTask) -> Request:
        task.walk.outstanding += 1
        task.walk.asked.add(task.url)
        known = task.known
        return ask(
            task,
            self.read_source,
            self.failed,
            browser=task.mirror.browser and task.walk.source.kind in ("section", "calendar"),
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
            priority=SOURCE_PRIORITY if task.page == 1 and task.depth == 0 else FURTHER_PRIORITY,
        )

    async def read_source(self, response: Response, task: SourceTask) -> AsyncIterator[Request]:
        """Take the links of one page of a source, and go on to the next while it brings something new."""
        try:
            async for request in self._read(response, task):
                yield request
        finally:
            # Not before: another page of this walk must not find it done while links of this one are still being taken.
            task.walk.outstanding -= 1
        self._page_done(task.walk)

    async def _read(self, response: Response, task: SourceTask) -> AsyncIterator[Request]:
        walk = task.walk
        known = task.known
        digest = hashlib.sha256(response.body).hexdigest()
        if known and (response.status == 304 or (response.status == 200 and digest == known.digest)):
            for request in self._as_it_was(task, known):
                yield request
            return
        if response.status in GONE and walk.source.kind == "calendar":
            # A day on which nothing was published, or that has only begun, has no page.
            self.run.count(task.mirror.name, "sources/empty_days")
            return
        if response.status in GONE and task.parent is not None:
            self._sitemap_gone(task, response.status)
            return
        try:
            if response.status >= 300:
                raise SourceError(f"it answered {response.status}")
            listing = await listings.read(response, task, self.reader)
        except (SourceError, TooCostly) as error:
            self._failed(task, str(error))
            return
        except Exception as error:  # a fault of ours: a source that nobody has read must not pass for one without news
            logger.exception("%s: %s could not be read", task.mirror.name, task.url)
            self._failed(task, f"a fault of newscrawl, please report it: {error!r}")
            return
        name = task.mirror.name
        self.run.count(name, "sources/read")
        taken = taking.Taken()
        async for page in taking.take(listing.links, walk, self.run, taken):
            yield self._page_request(page)
        if task.page == 1:
            seen = Validators(
                etag=header(response, "ETag"), last_modified=header(response, "Last-Modified"), digest=digest
            )
            # What lists more than is taken of it is known by nothing: read anew, it is told anew.
            seen = Validators() if listing.cut else seen
            walk.kept[task.url] = indexes.rested(task, seen, listing, self.run.config, self.run.now())
        if listing.cut:
            told = f"{task.url} lists more than is taken of one page: the rest is left"
            # Of an index the other sitemaps are whole all the same.
            self._bound_hit(walk, "listing", told, cut=task.parent is None)
        if taken.left_out:
            told = f"{counted(taken.left_out, 'link')} (mazes, or more than NEWSCRAWL_MAX_NEW_PAGES)"
            self._bound_hit(walk, "new_pages", f"left out of {task.url}: {told}", by=taken.left_out)
        if not listing.links and not listing.sitemaps and task.page == 1:
            self.run.count(name, "sources/empty")
            logger.warning("%s: %s lists no article: %s", name, task.url, listings.empty_remedy(walk.source))
        for request in self._go_on(listing, task, taken.fresh):
            yield request

    def _bound_hit(self, walk: Walk, bound: str, told: str, *, by: int = 1, cut: bool = True) -> None:
        """There is more than was taken: it is told, and a walk that was ``cut`` keeps nothing of what its pages were like."""
        walk.cut |= cut
        self.run.count(walk.mirror.name, f"bounds/{bound}", by)
        logger.warning("%s: %s", walk.mirror.name, told)

    def _sitemap_gone(self, task: SourceTask, status: int) -> None:
        """An index lists a sitemap that is not there: the others are read all the same, and it rests as they do.

        As a failure of the source it had the whole index read anew each time, ever more rarely, until it was retired.
        """
        walk, name = task.walk, task.mirror.name
        self.run.count(name, "sources/gone_sitemaps")
        logger.warning("%s: %s lists %s, which is gone (%d)", name, task.parent, task.url, status)
        if (known := walk.known.get(task.url)) and known.digest:
            del walk.known[task.url]  # how long it had been as it was says nothing of how long it will be gone
        task = replace(task, settled=None)
        self._unread(task, indexes.rested(task, Validators(), None, self.run.config, self.run.now()))

    def _as_it_was(self, task: SourceTask, known: Validators) -> Iterator[Request]:
        """A page of a source has not changed since a walk that was completed: there is nothing new behind it.

        Of an index that is true of the list of its sitemaps, not of each of them.
        """
        walk, name = task.walk, task.mirror.name
        self.run.count(name, "sources/read")
        self.run.count(name, "sources/unchanged")
        walk.kept[task.url] = indexes.rested(task, known, None, self.run.config, self.run.now())
        # Of a sitemap all that lies behind it is kept or asked; of the others what they had is.
        walk.as_it_was |= task.depth == 0 and walk.source.kind != "sitemap"
        yield from self._further(indexes.children_as_known(task, self.run.now()), walk)

    def _go_on(self, listing: listings.Listed, task: SourceTask, new: int) -> Iterator[Request]:
        walk, name = task.walk, task.mirror.name
        more = indexes.children(listing, task, self.run.now())
        if listing.next_page and new and not self.run.bounds.is_dry(name, walk.source.url):
            more.append(
                SourceTask(mirror=task.mirror, walk=walk, url=listing.next_page, page=task.page + 1, depth=task.depth)
            )
        yield from self._further(more, walk)

    def _further(self, more: Iterable[SourceTask], walk: Walk) -> Iterator[Request]:
        """Requests for further pages of a walk, within its bounds."""
        for following in more:
            if following.url in walk.asked:
                continue
            if len(walk.asked) >= self.run.config.max_source_pages or following.depth > listings.DEEPEST_INDEX:
                told = f"{walk.source.url} goes on after {counted(len(walk.asked), 'page')}: the rest is left"
                self._bound_hit(walk, "source_pages", f"{told} (NEWSCRAWL_MAX_SOURCE_PAGES)")
                return
            yield self._request(following)

    def failed(self, failure: Failure) -> None:
        """A page of a source could not be fetched."""
        task: SourceTask = request_of(failure).cb_kwargs["task"]
        self._not_fetched(failure, task)
        task.walk.outstanding -= 1
        self._page_done(task.walk)

    def _not_fetched(self, failure: Failure, task: SourceTask) -> None:
        name = task.mirror.name
        if failure.check(HostResting):
            task.walk.failed = "waiting"
            self.run.count(name, "sources/waiting")
            logger.warning("%s: %s", name, failure.value)
        elif failure.check(SourceDry):
            task.walk.failed = "taken over"
        elif failure.check(Stopped):
            task.walk.failed = "stopped"
        elif failure.check(TooManyHosts):
            task.walk.cut = True
        elif failure.check(RobotsForbidden):
            self.run.count(name, "sources/refused")
            logger.warning("%s: %s", name, failure.value)
            if task.page == 1 and task.depth == 0:
                task.walk.failed = "robots"
            # Behind a page that robots.txt forbids there is nothing for us: the walk ends there, as it always will.
            elif task.parent is not None:
                task.walk.kept[task.url] = indexes.rested(task, Validators(), None, self.run.config, self.run.now())
            else:
                task.walk.cut = True
        else:
            reason, told = meaning(failure)[1], failure.getErrorMessage()
            self._failed(task, f"{reason}: {told}" if told else reason)

    def _failed(self, task: SourceTask, why: str) -> None:
        """A page of a source could not be read, and the source with it; but of an index's sitemaps each fails by itself.

        The others are read all the same, and that one is asked again in the next walk: it had all of them retired with the index.
        """
        if task.parent is None:
            self.run.source_failed(task.walk, task.url, why)
            return
        self.run.sitemap_failed(task.mirror.name, task.parent, task.url, why)
        self._unread(task, Validators(parent=task.parent))

    def _unread(self, task: SourceTask, kept: Validators) -> None:
        """A walk goes on without one sitemap of an index; ``kept`` says when that one is asked again."""
        task.walk.kept[task.url] = kept
        task.walk.unread.add(task.url)

    def _page_done(self, walk: Walk) -> None:
        """A page of a walk is done; with its last one the walk is."""
        if walk.outstanding or walk.failed is not None or walk.mirror.name in self.run.bounds.left:
            return
        if walk.unread and not (walk.asked | walk.kept.keys()) - walk.unread - {walk.source.url}:
            self.run.source_failed(walk, walk.source.url, "none of the sitemaps that it lists could be read")
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
