"""``python -m tests.hostile.child REPORT.json SCRAPY-ARGS``: ``scrapy``, with a look at its own memory and its event loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.cmdline import execute
from scrapy.crawler import Crawler

import newscrawl.settings

BEAT = 0.02
# From so long a hold on it is noted where it is; so many holds are told, the longest.
NOTED, MOST_TOLD = 0.08, 6


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
        self.held: list[tuple[float, str]] = []
        self._before = time.thread_time()
        self._seen: Counter[str] = Counter()
        self.reading = 0
        self.began = time.monotonic()
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Watch:
        return cls(crawler)

    def opened(self) -> None:
        self._task = asyncio.ensure_future(self._beat())
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, BEAT, BEAT)

    def _look(self, number: int, frame: FrameType | None) -> None:
        """After so much work of this process: where the main thread is, in our own code and beneath it."""
        if time.thread_time() - self._before > BEAT:
            stack = traceback.extract_stack(frame)
            ours = [at for at in stack if "/newscrawl/" in at.filename][-2:]
            self._seen[" > ".join(f"{Path(at.filename).stem}:{at.lineno} {at.name}" for at in [*ours, stack[-1]])] += 1

    async def _beat(self) -> None:
        while True:
            self._before, self._seen = time.thread_time(), Counter()
            await asyncio.sleep(BEAT)
            held = time.thread_time() - self._before
            self.longest = max(self.longest, held)
            if held > NOTED:
                where = "; ".join(f"{n}x {at}" for at, n in self._seen.most_common(5))
                self.held = sorted([*self.held, (held, where)], reverse=True)[:MOST_TOLD]
            reading = getattr(getattr(self._crawler.spider, "reader", None), "_process", None)
            if reading is not None:
                self.reading = max(self.reading, peak(str(reading.pid)))

    def stopped(self) -> None:
        assert self._task is not None
        self._task.cancel()
        signal.setitimer(signal.ITIMER_PROF, 0)
        assert self._crawler.stats is not None
        stats: dict[str, Any] = {
            name: value for name, value in self._crawler.stats.get_stats().items() if isinstance(value, (int, str))
        }
        report = {
            "stall": self.longest,
            "held": self.held,
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
