"""The request for a page of a mirror, an article's or a source's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request

from newscrawl.net.hosts import slot_of
from newscrawl.spiders.headers import conditions
from newscrawl.spiders.tasks import PageTask, SourceTask


def ask(
    task: PageTask | SourceTask,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    *,
    browser: bool,
    etag: str | None = None,
    last_modified: str | None = None,
    priority: int = 0,
) -> Request:
    """Ask in the host's own queue; where it is known again by ``etag`` or ``last_modified``, only for what has changed.

    A browser knows nothing again. Filters of Scrapy's for what was asked before are off: the ledger knows it.
    """
    return Request(
        task.url,
        headers={} if browser else conditions(etag, last_modified),
        callback=callback,
        errback=errback,
        cb_kwargs={"task": task},
        priority=priority,
        meta={"download_slot": slot_of(task.url), **({"browser": "yes"} if browser else {})},
        dont_filter=True,
    )
