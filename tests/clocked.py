"""``python -m tests.clocked SECONDS crawl mirrors ...``: Scrapy's command line with a clock that is so far ahead."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

from scrapy.cmdline import execute

from newscrawl.spiders import run


def main() -> None:
    """Set the clock, then do what Scrapy does."""
    ahead = timedelta(seconds=float(sys.argv[1]))
    run.wall_clock = lambda: datetime.now(UTC) + ahead
    execute(["scrapy", *sys.argv[2:]])


if __name__ == "__main__":
    main()
