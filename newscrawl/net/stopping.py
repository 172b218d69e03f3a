"""The end of a run that is stopped (SIGTERM, Ctrl-C, a write that failed): what is under way is cut after a moment's grace.

Scrapy waits for every request that is under way, also for one that waits for its turn (DOWNLOAD_DELAY) or for a server that
never answers. Whoever stops a service kills it after ten seconds; the pages that are cut stay as they were, and are first in the
next run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

T = TypeVar("T")
# So long what is under way may still come in.
GRACE = 3.0


class Stopped(IgnoreRequest):
    """The run was stopped while this request was under way."""


_STOPS: WeakKeyDictionary[Crawler, asyncio.Event] = WeakKeyDictionary()


def _stop_of(crawler: Crawler) -> asyncio.Event:
    return _STOPS.setdefault(crawler, asyncio.Event())


async def unless_stopped(crawler: Crawler, work: Coroutine[Any, Any, T]) -> T:
    """Do a piece of work, or raise Stopped as soon as the run is cut."""
    stop, task = _stop_of(crawler), asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Stopped("the run was stopped")
    finally:
        waiting.cancel()
        if not task.done():
            task.cancel()


def is_closing(crawler: Crawler) -> bool:
    """Whether the run takes up nothing new and waits for what is under way."""
    slot = crawler.engine._slot if crawler.engine else None
    return slot is not None and slot.closing is not None


def cut(crawler: Crawler) -> None:
    """Cut what is under way, and what waits for its turn; asking again cuts what has come since."""
    _stop_of(crawler).set()
    assert crawler.engine is not None
    for slot in crawler.engine.downloader.slots.values():
        slot.close()
        while slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(Stopped("the run was stopped")))
