"""``python -m tests.soak memory --pages 100000``: how much memory a long crawl comes to hold for each page that is behind it.

One process crawls made-up pages of 2 KB from loopback, a thousand a mirror, eight mirrors at a time. After every thousand
articles it notes its resident memory; after the warm-up a line through these points says how much it grows per 100,000 pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scrapy import signals
from scrapy.cmdline import execute
from scrapy.crawler import Crawler

import newscrawl.settings
from tests.benchmarks.bench_crawl import with_server
from tests.benchmarks.pages_server import PER_SECTION
from tests.crawling import FAST, ROOT, write_mirror

EVERY = 1000
# Caches fill up first (docs/hostile.md). The story index goes to its table after each 53,000 of these short pages; only the
# second time does that go through a table that is filled. The warm-up's pages come on top of those that are asked for.
WARM_UP = 120_000
OF_MIRROR = 1000


@dataclass(frozen=True)
class Growth:
    """What a crawl held: (articles, bytes) again and again."""

    samples: tuple[tuple[int, int], ...]
    warm_up: int = WARM_UP

    @property
    def settled(self) -> tuple[tuple[int, int], ...]:
        """The samples after the warm-up."""
        return tuple(sample for sample in self.samples if sample[0] > self.warm_up)

    @property
    def slope(self) -> float:
        """Mebibytes per 100,000 pages after the warm-up, by least squares.

        >>> Growth(tuple((n * 1000, 50 << 20) for n in range(20)), warm_up=5000).slope
        0.0
        """
        points = self.settled
        mean = sum(pages for pages, _ in points) / len(points)
        level = sum(held for _, held in points) / len(points)
        spread = sum((pages - mean) ** 2 for pages, _ in points)
        return sum((pages - mean) * (held - level) for pages, held in points) / spread * 100_000 / (1 << 20)

    def __str__(self) -> str:
        first, last, peak = self.settled[0][1], self.samples[-1][1], max(held for _, held in self.samples)
        return (
            f"{self.samples[-1][0]} pages, {first >> 20} MiB after the warm-up, {last >> 20} MiB at the end, "
            f"{peak >> 20} MiB at most: {self.slope:+.2f} MiB per 100,000 pages"
        )


def measure(pages: int) -> Growth:
    """Crawl so many pages after the warm-up."""
    pages += WARM_UP
    grown: list[Growth] = []

    def run(port: int) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            host = f"127.0.0.1:{port}"
            names = [f"mirror{number}" for number in range(pages // OF_MIRROR)]
            for number, one in enumerate(names):
                first = f"http://{host}/section/{number * OF_MIRROR // PER_SECTION}"
                source = {"kind": "section", "url": first, "article_links": "a.title"}
                write_mirror(folder / "mirrors", one, host, source, selectors='{headline = "h1", body = ".text"}')
            given = {
                **FAST,
                "CONCURRENT_REQUESTS_PER_DOMAIN": "32",
                "NEWSCRAWL_DATA_DIR": str(folder / "data"),
                "NEWSCRAWL_MIRRORS_DIR": str(folder / "mirrors"),
                "NEWSCRAWL_ALLOW_PRIVATE": host,
                "NEWSCRAWL_MIRRORS_AT_ONCE": "8",
                # A mirror ends where the next begins.
                "NEWSCRAWL_MAX_SOURCE_PAGES": str(OF_MIRROR // PER_SECTION),
                "LOG_LEVEL": "ERROR",
            }
            flags = [flag for key, value in given.items() for flag in ("-s", f"{key}={value}")]
            command = [sys.executable, "-m", "tests.memory", str(folder / "samples"), "crawl", "mirrors"]
            subprocess.run(
                [*command, "-a", f"mirror={','.join(names)}", *flags],
                cwd=ROOT, check=True, stderr=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"},
            )  # fmt: skip
            lines = (folder / "samples").read_text().splitlines()
            grown.append(Growth(tuple((int(n), int(held)) for n, held in map(str.split, lines))))

    with_server(pages, 2_000, run)
    return grown[0]


class Watch:
    """Notes this process's memory after every ``EVERY`` articles."""

    def __init__(self, crawler: Crawler) -> None:
        self._articles = 0
        self._file = open(sys.argv[0], "w")  # noqa: SIM115 - closed with the process
        crawler.signals.connect(self.scraped, signals.item_scraped)
        crawler.signals.connect(self.scraped, signals.item_dropped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Watch:
        return cls(crawler)

    def scraped(self) -> None:
        self._articles += 1
        if self._articles % EVERY == 0:
            held = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            self._file.write(f"{self._articles} {held}\n")
            self._file.flush()


if __name__ == "__main__":
    newscrawl.settings.EXTENSIONS[Watch] = 10  # type: ignore[index]
    sys.argv[0:1] = []
    execute(["scrapy", *sys.argv[1:]])
