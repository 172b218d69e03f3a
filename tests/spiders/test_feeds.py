"""Feed exports on this machine: a reader sees the old file or the new one, whole, also when the crawl is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import ROOT, crawl, flags, serve_stories, write_harbour
from tests.site import Site

PATHS = [f"/world/story-number-{n}-of-today" for n in range(8)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site() as site:
        serve_stories(site, PATHS)
        write_harbour(tmp_path / "mirrors", site)
        yield site


def test_a_feed_takes_its_place_when_it_is_whole(tmp_path: Path, site: Site) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"the old one\n")
    for path in PATHS[4:]:
        site.pages[path].delay = 30  # type: ignore[union-attr]
    given = flags(tmp_path / "data", tmp_path / "mirrors", allow=[site.host])
    command = [sys.executable, "-m", "scrapy", "crawl", "mirrors", "-a", "mirror=harbour", "-O", str(out), *given]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".out.jsonl.*.partial")) and time.monotonic() < until:
        time.sleep(0.05)
    assert out.read_bytes() == b"the old one\n"
    child.kill()
    child.communicate(timeout=30)
    assert out.read_bytes() == b"the old one\n"
    assert list(tmp_path.glob(".out.jsonl.*.partial"))
    for path in PATHS:
        site.pages[path].delay = 0  # type: ignore[union-attr]
    ran = crawl(
        tmp_path / "data",
        tmp_path / "mirrors",
        "-a",
        "mirror=harbour",
        "-a",
        "due=all",
        "-O",
        str(out),
        allow=[site.host],
    )
    assert ran.status == 0, ran.err
    assert all(json.loads(line)["id"] for line in out.read_bytes().splitlines())
    assert not list(tmp_path.glob(".out.jsonl.*")), "what the killed one has left is removed"


@pytest.mark.parametrize(("before", "lines"), [(b'{"a": 1}\n', 9), (b'{"a": 1}\n{"torn', 10), (b"", 8)])
def test_lines_are_put_behind_whole_ones(tmp_path: Path, site: Site, before: bytes, lines: int) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(before)
    ran = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", "-o", str(out), allow=[site.host])
    assert ran.status == 0, ran.err
    after = out.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == lines
    assert sum(b'"schema":1' in line or b'"schema": 1' in line for line in after.splitlines()) == len(PATHS)
    assert not [line for line in after.splitlines() if line.startswith(b'{"torn') and b"schema" in line], "glued"


def test_a_feed_whose_place_cannot_be_taken_is_named(tmp_path: Path, site: Site) -> None:
    """A directory stands there."""
    out = tmp_path / "out.jsonl"
    (out / "x").mkdir(parents=True)
    ran = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", "-O", str(out), allow=[site.host])
    assert ran.status == 4, ran.err
    assert "the feed is not whole" in ran.err
