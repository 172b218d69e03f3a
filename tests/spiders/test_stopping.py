"""SIGTERM and Ctrl-C end a crawl within ten seconds, whatever is under way, and what was cut is first in the next run."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.crawling import article_page, crawl, records, section_page, serve_stories, write_harbour, write_mirror
from tests.site import Answer, Site
from tests.spiders.test_runs import start

COUNT, SECONDS = 12, 25.0
PATHS = [f"/world/story-number-{n}" for n in range(COUNT)]


def site_that_is(site: Site, how: str) -> None:
    site.pages["/robots.txt"] = Answer("", content_type="text/plain", delay=SECONDS if how == "robots" else 0)
    site.pages["/world"] = Answer(section_page(PATHS), delay=SECONDS if how == "source" else 0)
    for n, path in enumerate(PATHS):
        slow = how in ("page", "browser") and n >= 2
        site.pages[path] = Answer(article_page(f"Ferry plan number {n} wins", n), delay=SECONDS if slow else 0)
    if how == "rest":
        site.pages[PATHS[2]] = Answer(status=503, headers={"Retry-After": "600"})


@pytest.mark.parametrize(
    ("how", "sent", "settings"),
    [
        ("polite", signal.SIGTERM, {"DOWNLOAD_DELAY": "30"}),
        ("polite", signal.SIGINT, {"DOWNLOAD_DELAY": "0.3"}),
        ("page", signal.SIGTERM, {}),
        ("page", signal.SIGINT, {"NEWSCRAWL_STALL_SECONDS": "60", "DOWNLOAD_TIMEOUT": "90"}),
        ("robots", signal.SIGTERM, {"NEWSCRAWL_STALL_SECONDS": "60"}),
        ("source", signal.SIGTERM, {"NEWSCRAWL_STALL_SECONDS": "60"}),
        ("rest", signal.SIGTERM, {}),
        pytest.param("browser", signal.SIGTERM, {"DOWNLOAD_DELAY": "0.2"}, marks=pytest.mark.slow),
    ],
)
def test_a_crawl_that_is_stopped_ends_at_once(
    tmp_path: Path, how: str, sent: signal.Signals, settings: dict[str, str]
) -> None:
    if how == "browser" and not (shutil.which("chromium") or shutil.which("google-chrome")):
        pytest.skip("no Chromium here")
    with Site() as site:
        site_that_is(site, how)
        source = {"kind": "section", "url": site.url + "/world", "article_links": "a.title"}
        write_mirror(
            tmp_path / "mirrors", "harbour", site.host, source, **{"browser": "true"} if how == "browser" else {}
        )
        child = start(tmp_path / "data", tmp_path / "mirrors", site.host, **settings)
        awaited = {"robots": "/robots.txt", "polite": "/robots.txt", "source": "/world"}.get(how, PATHS[2])
        until = time.monotonic() + 40
        while not any(asked.path == awaited for asked in site.asked) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.3)
        asked = time.monotonic()
        child.send_signal(sent)
        _, err = child.communicate(timeout=60)
        took = time.monotonic() - asked
        assert child.returncode == 5, err.decode()[-800:]
        assert b"ended: shutdown" in err
        assert took < 10, f"{took:.1f} s"
        assert b"given up on" not in err
        if how == "rest":
            return  # its wish to be left alone outlasts this test
        # Nothing is missing after the next run.
        for path in ("/robots.txt", "/world", *PATHS):
            page = site.pages[path]
            assert isinstance(page, Answer)
            page.delay = 0
        site.pages[PATHS[2]] = Answer(article_page("Ferry plan number 2 wins", 2))
        again = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", "-a", "due=all", allow=[site.host]
        )
    assert again.status == 0, again.err
    assert sorted(record["url"] for record in records(tmp_path / "data")) == sorted(site.url + path for path in PATHS)


def test_a_crawl_whose_reader_is_gone_ends_as_it_would(tmp_path: Path) -> None:
    with Site() as site:
        serve_stories(site, PATHS[:3])
        write_harbour(tmp_path / "mirrors", site)
        child = start(tmp_path / "data", tmp_path / "mirrors", site.host)
        assert child.stderr is not None
        child.stderr.close()
        try:
            assert child.wait(timeout=60) == 0
        finally:
            child.kill()
            child.wait(timeout=30)
    assert len(records(tmp_path / "data")) == 3
