"""A browser makes so many pages and is replaced, and no part of it outlives its worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.chromium import NEEDS_CHROMIUM
from tests.crawling import ROOT, article_page, flags, records, write_mirror
from tests.site import Answer, Site

pytestmark = [
    pytest.mark.slow,
    NEEDS_CHROMIUM,
]
PATHS = [f"/world/story-number-{n}" for n in range(7)]
# ``scrapy`` with a browser that is replaced after three pages.
THREE = "import newscrawl.net.handler as h; h.MOST_PAGES = 3; from scrapy.cmdline import execute; execute()"


def start(tmp_path: Path, site: Site) -> subprocess.Popen[str]:
    site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
    write_mirror(
        tmp_path / "mirrors", "scripted", site.host,
        {"kind": "newsfeed", "url": f"{site.url}/rss"}, browser="true",
    )  # fmt: skip
    items = "".join(f"<item><title>A story</title><link>{site.url}{path}</link></item>" for path in PATHS)
    site.pages["/rss"] = Answer(f"<rss><channel>{items}</channel></rss>", content_type="application/rss+xml")
    given = flags(tmp_path / "data", tmp_path / "mirrors", allow=[site.host])
    return subprocess.Popen(
        [sys.executable, "-c", THREE, "crawl", "mirrors", "-a", "mirror=scripted", *given],
        cwd=ROOT, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def family(pid: int) -> set[int]:
    """A process and all that it has started, and these have started."""
    parents: dict[int, set[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            parents.setdefault(parent, set()).add(int(entry.name))
    found, new = {pid}, {pid}
    while new := {child for one in new for child in parents.get(one, ())} - found:
        found |= new
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_browser_is_replaced_after_so_many_pages(tmp_path: Path) -> None:
    with Site() as site:
        for number, path in enumerate(PATHS):
            site.pages[path] = Answer(article_page(f"Harbour report {number} is published", number))
        worker = start(tmp_path, site)
        _, err = worker.communicate(timeout=200)
    assert worker.returncode == 0, err
    assert len(records(tmp_path / "data")) == len(PATHS)
    assert err.count("the next has a fresh one") == 2


def test_no_part_of_a_browser_outlives_a_worker_that_was_killed(tmp_path: Path) -> None:
    with Site() as site:
        for path in PATHS:
            site.pages[path] = Answer(article_page("A page that takes its time", 1), delay=60)
        worker = start(tmp_path, site)
        until = time.monotonic() + 60
        while not any(path.startswith("/world/") for path in site.paths()) and time.monotonic() < until:
            time.sleep(0.1)
        started = family(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(10)
        assert len(started) > 4, "the driver, the browser, and what it starts"
        until = time.monotonic() + 15
        while any(map(alive, started)) and time.monotonic() < until:
            time.sleep(0.1)
        left = {pid: Path(f"/proc/{pid}/cmdline").read_bytes()[:80] for pid in started if alive(pid)}
        for pid in left:
            os.kill(pid, signal.SIGKILL)
    assert left == {}
