"""Calls of the disk that fail now and then (libfiu): a run that could not write says so, and the next one completes it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.config import Config
from newscrawl.desk.verifying import check
from tests.crawling import ROOT, crawl, flags, records, serve_stories, write_harbour
from tests.site import Site

PATHS = [f"/world/story-number-{n}-of-today" for n in range(24)]
LIBRARIES = [Path("/usr/lib/fiu") / f"fiu_{name}_preload.so" for name in ("run", "posix")]
ENOSPC, EIO = 28, 5
# Which calls fail, how often, with what; a feed and the archive are written by write, the ledger by pwrite.
FAULTS = [
    (("rw/write",), 0.03, ENOSPC),
    (("rw/write",), 0.2, EIO),
    (("rw/pwrite", "dir/rename"), 0.01, EIO),
    (("sync/fsync", "sync/fdatasync"), 0.05, EIO),
    (("rw/write", "rw/pwrite", "sync/fsync", "sync/fdatasync"), 0.02, ENOSPC),
]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        serve_stories(site, PATHS)
        yield site


def failing_crawl(
    site: Site, folder: Path, calls: tuple[str, ...], probability: float, code: int
) -> subprocess.CompletedProcess[str]:
    small = {"NEWSCRAWL_GROUP_SIZE": "3", "NEWSCRAWL_WARC": "1", "LOG_LEVEL": "WARNING"}
    given = flags(folder / "data", folder / "mirrors", allow=[site.host], **small)
    faults = [f"enable_random name=posix/io/{call},probability={probability},failinfo={code}" for call in calls]
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "mirrors",
            "-a",
            "mirror=harbour",
            "-O",
            str(folder / "out.jsonl"),
            *given,
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "LD_PRELOAD": " ".join(map(str, LIBRARIES)),
            "FIU_ENABLE": "\n".join(faults),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("calls", "probability", "code"), FAULTS, ids=lambda value: str(value).replace("/", "-"))
def test_a_disk_that_fails_now_and_then(
    tmp_path: Path, site: Site, calls: tuple[str, ...], probability: float, code: int
) -> None:
    if not all(path.exists() for path in LIBRARIES):
        pytest.skip("no libfiu here (on Debian: apt-get install fiu-utils)")
    write_harbour(tmp_path / "mirrors", site)
    out = tmp_path / "out.jsonl"
    # Where the first lines of a run fail it does not begin: two runs on one directory go further.
    for _ in range(2):
        ran = failing_crawl(site, tmp_path, calls, probability, code)
        ended = [
            line.split(",")[0].removeprefix("ended: ") for line in ran.stderr.splitlines() if line.startswith("ended: ")
        ]
        if ran.returncode == 0:
            assert ended in (["finished"], [])  # its own last line is a write too
            assert len(records(tmp_path / "data")) == len(PATHS)
        else:
            # 1 and 2: it did not begin; and Python itself cannot always say why on a standard error that fails.
            assert ran.returncode in (1, 2, 4), ran.stderr[-1500:]
            assert ended in ([], ["archive_failed"], ["ledger_failed"], ["feed_failed"]), ran.stderr[-1500:]
        if (tmp_path / "data" / "ledger.sqlite").exists() and (tmp_path / "data" / "archive").is_dir():
            wrong = [
                line
                for line in check(Config(data_dir=tmp_path / "data")).wrong
                if ".jsonl" in line and "torn" not in line
            ]
            assert wrong == []
        if out.exists():
            assert not out.read_bytes() or out.read_bytes().endswith(b"\n") or ran.returncode
    args = ("-a", "mirror=harbour", "-a", "due=all")
    again = crawl(tmp_path / "data", tmp_path / "mirrors", *args, allow=[site.host], settings={"NEWSCRAWL_WARC": "1"})
    assert again.status == 0, again.err
    urls = Counter(record["url"] for record in records(tmp_path / "data"))
    assert urls == Counter(site.url + path for path in PATHS)
    assert check(Config(data_dir=tmp_path / "data")).wrong == []
