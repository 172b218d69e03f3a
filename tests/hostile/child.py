"""``python -m tests.hostile.child REPORT.json SCRAPY-ARGS``: ``scrapy``, with a look at its own memory and its event loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.cmdline import execute
from scrapy.crawler import Crawler

import newscrawl.settings

BEAT = 0.02


def peak(pid: str) -> int:
    """Kilobytes that a process held at most; ``ru_maxrss`` would count what its parent held when it was started."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


class Watch:
    """Beats on the event loop, and writes what it saw: work between two beats is what held the loop.

    Work is the main thread's CPU time, so that another program on this machine is not taken for a stall.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._task: asyncio.Task[None] | None = None
        self.longest = 0.0
        self.reading = 0
        self.began = time.monotonic()
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Watch:
        return cls(crawler)

    def opened(self) -> None:
        self._task = asyncio.ensure_future(self._beat())

    async def _beat(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(BEAT)
            self.longest = max(self.longest, time.thread_time() - before)
            reading = getattr(getattr(self._crawler.spider, "reader", None), "_process", None)
            if reading is not None:
                self.reading = max(self.reading, peak(str(reading.pid)))

    def stopped(self) -> None:
        assert self._task is not None
        self._task.cancel()
        assert self._crawler.stats is not None
        stats: dict[str, Any] = {
            name: value for name, value in self._crawler.stats.get_stats().items() if isinstance(value, (int, str))
        }
        report = {
            "stall": self.longest,
            "seconds": time.monotonic() - self.began,
            "memory": peak("self"),
            "children": self.reading,
            "stats": stats,
        }
        with open(sys.argv[0], "w") as file:
            json.dump(report, file)


if __name__ == "__main__":
    newscrawl.settings.EXTENSIONS[Watch] = 10  # type: ignore[index]
    sys.argv[0:1] = []
    execute(["scrapy", *sys.argv[1:]])
