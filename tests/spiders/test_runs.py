"""Runs that are cut, and mirrors that need a browser that is not there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.crawling import ROOT, article_page, crawl, flags, records, section_page, write_harbour, write_mirror
from tests.site import Answer, Site


def pages(site: Site, count: int, per_page: int = 5) -> None:
    site.pages["/robots.txt"] = Answer("", content_type="text/plain")
    for start in range(0, count, per_page):
        more = f"/world?page={start // per_page + 2}" if start + per_page < count else None
        path = "/world" if start == 0 else f"/world?page={start // per_page + 1}"
        site.pages[path] = Answer(
            section_page([f"/world/story-{n}" for n in range(start, min(count, start + per_page))], more)
        )
    for n in range(count):
        site.pages[f"/world/story-{n}"] = Answer(article_page(f"Ferry plan number {n} wins approval", n))


def start(data: Path, mirrors: Path, host: str, **settings: str) -> subprocess.Popen[bytes]:
    given = flags(data, mirrors, allow=[host], **{"NEWSCRAWL_LEASE_SECONDS": "5", **settings})
    command = [sys.executable, "-m", "scrapy", "crawl", "mirrors", "-a", "mirror=harbour", "-a", "due=all", *given]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ})


def wait_for(what: str, site: Site, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while what not in site.paths():
        assert time.monotonic() < until, f"{what} was never asked for"
        time.sleep(0.02)


def test_a_walk_that_was_killed_is_walked_again_to_its_end(tmp_path: Path) -> None:
    with Site() as site:
        pages(site, 25)
        write_harbour(tmp_path / "mirrors", site)
        child = start(tmp_path / "data", tmp_path / "mirrors", site.host, DOWNLOAD_DELAY="0.15")
        wait_for("/world/story-1", site)
        child.kill()
        child.communicate(timeout=30)
        time.sleep(5.2)  # its lease expires
        args = ("-a", "mirror=harbour", "-a", "due=all")
        done = crawl(tmp_path / "data", tmp_path / "mirrors", *args, allow=[site.host])
        assert done.status == 0, done.err
        urls = [record["url"] for record in records(tmp_path / "data")]
        assert sorted(urls) == sorted(f"{site.url}/world/story-{n}" for n in range(25))


def test_ctrl_c_ends_cleanly_and_says_so(tmp_path: Path) -> None:
    with Site() as site:
        pages(site, 60)
        write_harbour(tmp_path / "mirrors", site)
        child = start(tmp_path / "data", tmp_path / "mirrors", site.host, DOWNLOAD_DELAY="0.15")
        wait_for("/world/story-2", site)
        asked = time.monotonic()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=30)
        assert time.monotonic() - asked < 10
        assert child.returncode == 5, err.decode()[-800:]
        assert b"ended: shutdown" in err
        assert 0 < len(records(tmp_path / "data")) < 60


def test_two_overlapping_runs_do_no_double_work(tmp_path: Path) -> None:
    with Site() as site:
        pages(site, 20)
        write_harbour(tmp_path / "mirrors", site)
        first = start(tmp_path / "data", tmp_path / "mirrors", site.host, DOWNLOAD_DELAY="0.1")
        wait_for("/world", site)
        second = start(tmp_path / "data", tmp_path / "mirrors", site.host)
        _, err = second.communicate(timeout=60)
        assert second.returncode == 0, err.decode()[-800:]
        _, err = first.communicate(timeout=60)
        assert first.returncode == 0, err.decode()[-800:]
        assert len(records(tmp_path / "data")) == 20
        articles = [path for path in site.paths() if path.startswith("/world/story")]
        assert len(articles) == len(set(articles))


def test_without_a_browser_that_mirror_alone_is_left(tmp_path: Path) -> None:
    with Site() as site, Site() as scripted:
        pages(site, 3)
        write_harbour(tmp_path / "mirrors", site)
        other = {"kind": "section", "url": scripted.url + "/world"}
        write_mirror(tmp_path / "mirrors", "scripted", scripted.host, other, browser="true")
        done = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour,scripted",
            allow=[site.host, scripted.host], settings={"NEWSCRAWL_CHROMIUM": str(tmp_path / "none")},
        )  # fmt: skip
        assert done.status == 3, done.err
        assert len(records(tmp_path / "data")) == 3
        assert "scripted" in done.err
        assert "apt-get install chromium" in done.err
        assert scripted.paths() in ([], ["/robots.txt"])


@pytest.mark.slow
@pytest.mark.parametrize("option", ["-O", "-o", "FEEDS"])
def test_no_feed_is_written_into_what_the_data_dir_keeps(tmp_path: Path, option: str) -> None:
    with Site() as site:
        pages(site, 1)
        write_harbour(tmp_path / "mirrors", site)
        data = tmp_path / "data"
        for path in (data / "archive" / "out.jsonl", data / "ledger.sqlite", data / "takedowns.jsonl"):
            feed = f"file://{path}" if option == "-o" else str(path)
            given = (option, f"{feed}:jsonlines")
            if option == "FEEDS":
                given = ("-s", "FEEDS=" + json.dumps({feed: {"format": "jsonlines"}}))
            done = crawl(data, tmp_path / "mirrors", *given, allow=[site.host])
            assert (done.status, "name another file" in done.err) == (2, True), done.err
        assert site.paths() == []
        assert not data.exists()


def test_an_argument_that_nothing_reads_is_refused(tmp_path: Path) -> None:
    with Site() as site:
        pages(site, 1)
        write_harbour(tmp_path / "mirrors", site)
        given = (tmp_path / "data", tmp_path / "mirrors", "-a")
        for argument, remedy in (("mirorr=harbour", "did you mean mirror?"), ("colour=red", "known are mirror, since")):
            wrong = crawl(*given, argument, allow=[site.host])
            assert (wrong.status, remedy in wrong.err) == (2, True), wrong.err
        assert site.paths() == []
        done = crawl(*given, "_job=1", "-a", "_version=2", allow=[site.host])
        assert done.status == 0, done.err
        assert len(records(tmp_path / "data")) == 1
