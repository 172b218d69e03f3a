"""A disk that is full ends a crawl as what it is; with room again nothing is missing."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from fixtures.demo import english
from newscrawl.desk.quarantine import Kept, keep, pages
from newscrawl.errors import ArchiveError
from tests.crawling import article_page, crawl, records, scrapy, section_page, write_harbour
from tests.site import Answer, Site

PATHS = [f"/world/story-number-{n}-of-today" for n in range(60)]


class Disk:
    """A small tmpfs."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def resize(self, size: str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", str(self.place)], check=True, timeout=30)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if os.geteuid() != 0:
        pytest.skip("a small disk needs root: tmpfs is mounted")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)], check=False, capture_output=True, timeout=30
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode(errors='replace').strip()}")
    yield Disk(place)
    subprocess.run(["umount", "-l", str(place)], check=False, timeout=30)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(PATHS))
        for n, path in enumerate(PATHS):
            page = article_page(f"Ferry plan number {n} wins approval", n)
            voice = english.English(f"long:{n}", "world", "Cork", "Monday")
            extra = "".join(f"<p>{escape(voice.paragraph())}</p>" for _ in range(40))
            site.pages[path] = Answer(page.replace("</div></body>", f"{extra}</div></body>"))
        yield site


def mirrors(site: Site, folder: Path) -> Path:
    write_harbour(folder / "mirrors", site)
    return folder / "mirrors"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "what"), [("300k", "all"), ("700k", "all"), ("600k", "raw responses"), ("300k", "ledger")]
)
def test_a_crawl_on_a_full_disk_says_so_and_is_completed_with_room(
    tmp_path: Path, disk: Disk, site: Site, size: str, what: str
) -> None:
    data, folder = disk.place / "data", mirrors(site, tmp_path)
    args = ("-a", "mirror=harbour", "-a", "due=all")
    more = {"NEWSCRAWL_WARC": "1"} if what == "raw responses" else {}
    if what == "ledger":  # it alone lies on the small disk
        data, more = tmp_path / "data", {"NEWSCRAWL_LEDGER": str(disk.place / "ledger.sqlite")}
    disk.resize(size)
    full = crawl(data, folder, *args, allow=[site.host], settings={"NEWSCRAWL_GROUP_SIZE": "3", **more})
    assert full.status in (2, 4), full.err
    assert "No space left on device" in full.err or "disk is full" in full.err, full.err
    assert "ended: finished" not in full.err
    disk.resize("64m")
    again = crawl(data, folder, *args, allow=[site.host], settings=more)
    assert again.status == 0, again.err
    assert sorted(record["url"] for record in records(data)) == sorted(site.url + path for path in PATHS)
    verified = scrapy("archive", "verify", env={"NEWSCRAWL_DATA_DIR": str(data), **more})
    assert verified.status == 0, verified.out


def test_a_page_that_finds_no_room_in_quarantine_is_no_half_promise(disk: Disk) -> None:
    disk.resize("64k")
    page = Kept(page_url="https://m.example/1", mirror="m", at="2026-09-01T08:00:00+00:00", error="it broke")
    with pytest.raises(ArchiveError, match="No space left on device; a page could not be put into quarantine"):
        keep(disk.place, page, b"<html>" * 40_000)
    assert list(pages(disk.place)) == []
    disk.resize("1m")
    kept = keep(disk.place, page, b"<html>" * 40_000)
    assert [found for _, found in pages(disk.place)] == [page]
    assert kept.read_bytes() == b"<html>" * 40_000


@pytest.mark.slow
def test_a_disk_that_is_mounted_to_be_read(tmp_path: Path, disk: Disk, site: Site) -> None:
    data, folder = disk.place / "data", mirrors(site, tmp_path)
    args = ("-a", "mirror=harbour", "-a", "due=all")
    assert crawl(data, folder, *args, allow=[site.host]).status == 0
    before = len(site.asked)
    subprocess.run(["mount", "-o", "remount,ro", str(disk.place)], check=True, timeout=30)
    refused = crawl(data, folder, *args, allow=[site.host])
    assert refused.status == 2
    assert "Read-only file system" in refused.err
    assert len(site.asked) == before, "nothing is asked for that could not be kept"
    out, env = tmp_path / "out.jsonl", {"NEWSCRAWL_DATA_DIR": str(data)}
    assert scrapy("archive", "verify", env=env).status == 0
    assert scrapy("export", "-O", str(out), env=env).status == 0
    assert len(out.read_bytes().splitlines()) == len(PATHS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_feed_on_a_full_disk_ends_in_a_failure(tmp_path: Path, disk: Disk, site: Site, name: str) -> None:
    disk.resize("100k")
    ran = crawl(
        tmp_path / "data",
        mirrors(site, tmp_path),
        "-a",
        "mirror=harbour",
        "-O",
        str(disk.place / name),
        allow=[site.host],
    )
    assert ran.status == 4, ran.err[-2000:]
    assert "ended: feed_failed" in ran.err
    assert ran.err.count("the feed is not whole") == 1
    assert "No space left on device: the feed is not whole" in ran.err
    assert "`scrapy export` writes it from the archive" in ran.err
    assert len(records(tmp_path / "data")) == len(PATHS), "the archive is whole"


def test_a_feed_that_cannot_be_written_ends_in_a_failure(tmp_path: Path, site: Site) -> None:
    """``/dev/full`` takes everything and keeps nothing; the other feed is whole."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    feeds = {str(tmp_path / "out.jsonl"): {"format": "jsonl"}, "/dev/full": {"format": "jsonl"}}
    ran = crawl(
        tmp_path / "data",
        mirrors(site, tmp_path),
        "-a",
        "mirror=harbour",
        allow=[site.host],
        settings={"FEEDS": json.dumps(feeds)},
    )
    assert ran.status == 4, ran.err[-2000:]
    assert "ended: feed_failed" in ran.err
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == len(PATHS)
    assert len(records(tmp_path / "data")) == len(PATHS)


def test_a_feed_with_few_records_fails_when_it_is_closed(tmp_path: Path, site: Site) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    site.pages["/world"] = Answer(section_page(PATHS[:1]))
    site.pages[PATHS[0]] = Answer(article_page("Ferry plan wins approval", 1))
    ran = crawl(
        tmp_path / "data", mirrors(site, tmp_path), "-a", "mirror=harbour", "-O", "/dev/full:jsonl", allow=[site.host]
    )
    assert ran.status == 4, ran.err[-2000:]
    assert "Spider closed (finished)" not in ran.err
