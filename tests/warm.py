"""Scrapy's command line in processes that are forked when everything is imported, which is most of the time of a short crawl.

Such a process has its own memory, reactor, status and end, as one that a user starts. What differs is that the imports are
done and the seed of hashes is the server's; tests of either start ``python -m scrapy`` (tests/crawling.py decides).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path


@cache
def _server() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.warmed"])
    return context


def start(
    args: Sequence[str], *, out: Path, err: Path, cwd: Path, env: Mapping[str, str], ahead: float = 0
) -> ForkServerProcess:
    """Start ``scrapy ARGS``, ``ahead`` seconds from now by the crawl's clock; it prints into the files ``out`` and ``err``."""
    process = _server().Process(target=_scrapy, args=(list(args), str(out), str(err), str(cwd), dict(env), ahead))
    process.start()
    return process


def _scrapy(args: list[str], out: str, err: str, cwd: str, env: dict[str, str], ahead: float) -> None:
    opened = {path: os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666) for path in (os.devnull, out, err)}
    for number, path in enumerate((os.devnull, out, err)):
        os.dup2(opened[path], number)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    from scrapy.cmdline import execute

    assert "twisted.internet.reactor" not in sys.modules, "a crawl installs its own"
    if ahead:
        from newscrawl.spiders import run

        run.wall_clock = lambda: datetime.now(UTC) + timedelta(seconds=ahead)
    sys.argv = ["scrapy", *args]
    execute()
