"""What the guards against a hostile web cost a crawl that meets none of it: the same crawl with and without them, in turn.

Without: Scrapy's own handler and resolver, no bounds against traps, every page read where it is, the log as it comes, no question
for tdmrep.json. Politeness and robots.txt stay. ``python -m tests.benchmarks.bench_guards [ROUNDS]``
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_crawl import measured, ours, with_server
from tests.crawling import archive_lines

SIZES = {"2 KB": (2_000, 1_500), "80 KB": (80_000, 400)}
ROUNDS = 5
WITHOUT = """
import newscrawl.settings as settings, newscrawl.net.reading as reading
import newscrawl.net.rights as rights, newscrawl.extensions.run as run
settings.DOWNLOAD_HANDLERS |= {s: "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler" for s in ("http", "https")}
settings.TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingThreadedResolver"
settings.DOWNLOADER_MIDDLEWARES["newscrawl.net.traps.TrapMiddleware"] = None
reading.is_costly = lambda body: False
run.clean_handlers = lambda: None
async def nothing(self, *page): return ()
rights.SiteRights.of = nothing
from scrapy.cmdline import execute
execute(["scrapy", *__import__("sys").argv[1:]])
"""
WITH = "from scrapy.cmdline import execute; execute(['scrapy', *__import__('sys').argv[1:]])"


def main(rounds: int = ROUNDS) -> None:
    """Print the ratio of CPU times, pair by pair."""
    for label, (size, pages) in SIZES.items():

        def run(port: int, label: str = label, pages: int = pages) -> None:
            pairs = []
            for number in range(rounds):
                cost = {}
                for code in (WITH, WITHOUT) if number % 2 else (WITHOUT, WITH):
                    with tempfile.TemporaryDirectory() as name:
                        command = [sys.executable, "-c", code, *ours(port, Path(name))[3:]]
                        cost[code] = measured(command).cpu / pages * 1000
                        found = sum(1 for _ in archive_lines(Path(name) / "data"))
                        assert found == pages, f"{found} archived of {pages}"
                pairs.append((cost[WITHOUT], cost[WITH]))
            ratios = sorted(guarded / bare for bare, guarded in pairs)
            middle = [statistics.median(costs) for costs in zip(*pairs, strict=True)]
            print(
                f"{label:>6}  {middle[0]:.2f} CPU ms a page without guards, {middle[1]:.2f} with; "
                f"ratios {', '.join(f'{ratio:.3f}' for ratio in ratios)}, "
                f"median {statistics.median(ratios):.3f} (aim: at most 1.05)",
                flush=True,
            )

        with_server(pages, size, run)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
