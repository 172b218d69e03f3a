"""Sitemap indexes: which of their sitemaps a walk asks, and how long each rests.

An index that has not changed says nothing of its sitemaps. To ask them all in every walk costs a site a request for each;
so each has a rest of its own: by its ``lastmod`` where the index gives one, else by how long its bytes have been as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from newscrawl.config import Config
from newscrawl.ledger.base import Validators
from newscrawl.spiders import returns
from newscrawl.spiders.listings import Listed
from newscrawl.spiders.tasks import SourceTask

# What may list an article for two days only (a news sitemap, by its protocol), or lists further sitemaps, rests no longer.
LONGEST_OF_NEWS = timedelta(days=1)


def children(listing: Listed, task: SourceTask, now: datetime) -> list[SourceTask]:
    """The sitemaps of an index that was read: those that must be asked; the others are kept as they are known."""
    walk = task.walk
    asked: list[SourceTask] = []
    begun = walk.state.walk_started_at if walk.state else None
    for child in listing.sitemaps:
        if child.url in walk.asked:
            continue
        settled, known = returns.settled_at(child.lastmod), walk.known.get(child.url)
        unmoved = settled is None or (begun is not None and settled < begun)
        if known and known.until and now < known.until and unmoved:
            asked += _resting(replace(known, parent=task.url), child.url, task, now)
        else:
            asked.append(_child(task, child.url, settled))
    return asked


def children_as_known(task: SourceTask, now: datetime) -> list[SourceTask]:
    """The sitemaps of an index that has not changed: those whose rest has passed."""
    asked: list[SourceTask] = []
    for url, known in task.walk.known.items():
        if known.parent != task.url or url in task.walk.asked or url in task.walk.kept:
            continue
        if known.until and now < known.until:
            asked += _resting(known, url, task, now)
        else:
            asked.append(_child(task, url, None))
    return asked


def _child(task: SourceTask, url: str, settled: datetime | None) -> SourceTask:
    return SourceTask(
        mirror=task.mirror, walk=task.walk, url=url, depth=task.depth + 1, parent=task.url, settled=settled
    )


def _resting(known: Validators, url: str, task: SourceTask, now: datetime) -> Iterator[SourceTask]:
    """A sitemap that is not asked; one that is an index itself has sitemaps with rests of their own."""
    task.walk.kept[url] = known
    yield from children_as_known(_child(task, url, None), now)


def rested(task: SourceTask, seen: Validators, listing: Listed | None, config: Config, now: datetime) -> Validators:
    """What is kept of a page of a source that was asked: of an index's sitemap also when it is asked again.

    ``listing`` None: it is as it was, or we must not read it.
    """
    if task.parent is None:
        return seen
    known = task.walk.known.get(task.url)
    if task.settled is not None:
        since, least, most = task.settled, returns.LEAST_REST, returns.MOST_REST
    elif listing is None and known and known.since:
        since, least, most = known.since, known.least or timedelta(0), known.most or returns.MOST_REST
    else:
        since, least, most = now, timedelta(seconds=config.source_interval), returns.MOST_REST
        if listing is not None and (listing.sitemaps or not listing.links or any(a.published for a in listing.links)):
            most = LONGEST_OF_NEWS
    return replace(
        seen,
        parent=task.parent,
        since=since,
        least=least,
        most=most,
        # A lastmod that was printed only now: more may have come since.
        until=None if since > now else returns.rests_until(since, now, least=least, most=most),
    )
