"""The process that reads what is costly to read: ``python -m newscrawl.net.reading_child FD``.

It knows neither Scrapy nor the ledger, and can be killed at any moment. What it may cost is watched by its parent.
"""

from __future__ import annotations

import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

from newscrawl.discovery.newsfeeds import read_newsfeed
from newscrawl.discovery.sections import read_section
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.errors import ReadingError, SourceError
from newscrawl.page import read_page

# Should the parent die while a page is being read: the kernel ends this process after so many seconds of work.
ALONE = 60
# What reading gives back at most, in bytes: 50,000 links of a sitemap are about 12 MB.
MOST_ANSWER = 32 * 1024 * 1024

JOBS: dict[str, Callable[..., Any]] = {
    "page": read_page,
    "section": read_section,
    "newsfeed": read_newsfeed,
    "sitemap": read_sitemap,
}


def answer(job: tuple[str, tuple[Any, ...], dict[str, Any]]) -> tuple[str, Any]:
    """Do one job: ("read", value), ("refused", error of ours) or ("fault", traceback).

    >>> answer(("sitemap", (b"<urlset/>",), {"url": "https://m.example/s.xml"}))[0]
    'read'
    """
    name, args, kwargs = job
    try:
        return "read", JOBS[name](*args, **kwargs)
    except (ReadingError, SourceError) as error:
        return "refused", error
    except Exception:  # a fault of ours: its traceback goes back, and there the page is kept raw in quarantine
        return "fault", traceback.format_exc()


def serve(connection: Connection) -> None:
    """Answer until the parent closes."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + ALONE, hard))
        data = ForkingPickler.dumps(answer(job))
        del job
        if len(data) > MOST_ANSWER:
            data = ForkingPickler.dumps(("long", len(data)))
        connection.send_bytes(data)


if __name__ == "__main__":
    os.nice(5)
    serve(Connection(int(sys.argv[1])))
