"""Scrapy's command line with a clock that is so far ahead: ``python -m tests.clocked SECONDS crawl mirrors ...``.

``python -m tests.clocked`` alone reads such commands, a JSON line each: [SECONDS, STDERR, ARGS]. Each runs in a process of its
own that is forked when everything is imported, which is most of the time of a short crawl. It answers with the pid, then with
the status.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from datetime import UTC, datetime, timedelta

from scrapy.cmdline import execute

from newscrawl.spiders import run

# What a crawl imports when it starts; none of it installs a reactor.
IMPORTED = (
    "newscrawl.commands.crawl", "newscrawl.spiders.mirrors", "newscrawl.pipelines.parse", "newscrawl.pipelines.desk",
    "newscrawl.pipelines.first_of_story", "newscrawl.extensions.run", "newscrawl.extensions.progress",
    "newscrawl.extensions.summary", "newscrawl.net.scheduler", "newscrawl.net.robots", "newscrawl.net.handler",
    "scrapy.crawler",
)  # fmt: skip


def scrapy(ahead: float, args: list[str]) -> None:
    """Set the clock, then do what Scrapy does; it exits."""
    run.wall_clock = lambda: datetime.now(UTC) + timedelta(seconds=ahead)
    execute(["scrapy", *args])


def serve() -> None:
    """Run the commands that are written to us until there are no more."""
    for module in IMPORTED:
        importlib.import_module(module)
    assert "twisted.internet.reactor" not in sys.modules
    for line in sys.stdin:
        ahead, stderr, args = json.loads(line)
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                out = os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(out, 1)
                os.dup2(out, 2)
                scrapy(ahead, args)
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 1
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        print(pid, flush=True)
        _, ended_with = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(ended_with)
        print(code, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        scrapy(float(sys.argv[1]), sys.argv[2:])
    else:
        serve()
