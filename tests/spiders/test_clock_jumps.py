"""The clock jumps while crawls are at work (libfaketime): leases and intervals hold, nothing is lost or fetched twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from newscrawl.config import Config
from newscrawl.desk.verifying import check
from tests.crawling import ROOT, article_page, crawl, flags, records, section_page, serve_stories, write_harbour
from tests.site import Answer, Site

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
PATHS = [f"/world/story-number-{n}-of-today" for n in range(16)]
# libfaketime 0.9.10 also moves the monotonic time until which Python 3.11 sleeps, which no real clock does.
SCRAPY = (
    "import select, sys, time; time.sleep = lambda seconds: select.select([], [], [], seconds)\n"
    "from scrapy.cmdline import execute; execute(['scrapy', *sys.argv[1:]])\n"
)


class Clock:
    """The clock of the crawls that are started with it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.set("+0")

    def set(self, offset: str) -> None:
        partial = self.file.with_suffix(".new")
        partial.write_text(offset + "\n")
        partial.replace(self.file)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_COLOR": "1",
        }


def start(tmp_path: Path, host: str, clock: Clock, **settings: str) -> subprocess.Popen[str]:
    slow = {"CONCURRENT_REQUESTS_PER_DOMAIN": "1", "NEWSCRAWL_LEASE_SECONDS": "5", **settings}
    given = flags(tmp_path / "data", tmp_path / "mirrors", allow=[host], **slow)
    command = [sys.executable, "-c", SCRAPY, "crawl", "mirrors", "-a", "mirror=harbour", "-a", "due=all", *given]
    return subprocess.Popen(
        command, cwd=ROOT, env=clock.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.slow
@pytest.mark.parametrize("jump", ["+400d", "-400d", "+90s", "-3h"])
def test_a_clock_that_jumps_while_two_crawls_are_at_work(tmp_path: Path, jump: str) -> None:
    if LIBRARY is None:
        pytest.skip("no libfaketime here (on Debian: apt-get install faketime)")
    clock = Clock(tmp_path / "clock")
    with Site() as site:
        serve_stories(site, PATHS, delay=0.4)
        write_harbour(tmp_path / "mirrors", site)
        first = start(tmp_path, site.host, clock)
        until = time.monotonic() + 60
        while not [path for path in site.paths() if "story" in path] and time.monotonic() < until:
            time.sleep(0.05)
        clock.set(jump)
        second = start(tmp_path, site.host, clock)
        _, err = second.communicate(timeout=120)
        assert second.returncode == 0, err[-1500:]
        assert "found 0, resumed 0, revisited 0" in err, "the mirror is the first one's, whatever the clock says"
        _, err = first.communicate(timeout=120)
        assert first.returncode == 0, err[-1500:]
        assert "was taken over" not in err
        asked = Counter(path for path in site.paths() if "story" in path)
        assert set(asked.values()) == {1}, asked
        # The clock is right again: nothing is held up by what the wrong one wrote, and nothing comes in twice.
        clock.set("+0")
        site.pages["/world"] = Answer(section_page([*PATHS, "/world/one-story-more-of-today"]))
        site.pages["/world/one-story-more-of-today"] = Answer(article_page("Bread dearer again", 77))
        again = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", allow=[site.host], ahead=4000)
    assert again.status == 0, again.err
    urls = Counter(record["url"] for record in records(tmp_path / "data"))
    assert urls == Counter(site.url + path for path in (*PATHS, "/world/one-story-more-of-today"))
    assert check(Config(data_dir=tmp_path / "data")).wrong == []
