"""Where commands write: devices and pipes stay what they are, links are followed, and errors name the file that they are of."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from tests.articles import article
from tests.crawling import article_page, scrapy


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A data dir with two articles, a page with its manifest, and documents to link."""
    desk = Desk.open(Config(data_dir=tmp_path / "data"))
    for number in (1, 2):
        desk.receive(article(number))
    desk.close()
    (tmp_path / "a.html").write_text(article_page("Ferry plan wins approval"))
    (tmp_path / "manifest.jsonl").write_text('{"id": "a", "url": "https://m.example/a", "path": "a.html"}\n')
    docs = [{"id": id, "published_at": None, "body": article(1).body} for id in "ab"]
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, docs)))
    return tmp_path


def run(place: Path, command: str, out: Path) -> tuple[int, str]:
    given = {
        "export": ("export", "-O", str(out)),
        "extract": ("extract", str(place / "manifest.jsonl"), "-O", str(out), "--jobs", "1"),
        "cluster": ("cluster", str(place / "docs.jsonl"), "--clusters", str(place / "c"), "--relations", str(out)),
    }
    done = scrapy(*given[command], env={"NEWSCRAWL_DATA_DIR": str(place / "data")})
    return done.status, done.err


def device(path: Path, minor: int) -> Path:
    """A device like /dev/null (3) or /dev/full (7): never the machine's own."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        path.open("wb").close()
    except OSError as error:
        pytest.skip(f"no devices can be made here: {error.strerror}")
    return path


@pytest.mark.parametrize("command", ["export", "extract", "cluster"])
def test_a_device_stays_one(place: Path, command: str) -> None:
    out = device(place / "null.jsonl", 3)
    assert run(place, command, out)[0] == 0
    assert stat.S_ISCHR(out.stat().st_mode)
    full = device(place / "full.jsonl", 7)
    status, err = run(place, command, full)
    assert (status, f"error: {full}: No space left on device" in err) == (4, True), err
    assert "nothing was changed there" not in err
    assert stat.S_ISCHR(full.stat().st_mode)


@pytest.mark.parametrize("command", ["export", "extract", "cluster"])
def test_a_pipe_is_written_into(place: Path, command: str) -> None:
    out, read = place / "pipe.jsonl", list[bytes]()
    os.mkfifo(out)
    reader = threading.Thread(target=lambda: read.append(out.read_bytes()), daemon=True)
    reader.start()
    status, err = run(place, command, out)
    reader.join(30)
    assert status == 0, err
    lines = [json.loads(line) for line in read[0].splitlines()]
    assert len(lines) == {"export": 2, "extract": 1, "cluster": 1}[command]
    assert stat.S_ISFIFO(out.stat().st_mode)


@pytest.mark.parametrize("command", ["export", "extract", "cluster"])
def test_a_link_is_followed_and_permissions_stay(place: Path, command: str) -> None:
    (place / "disk").mkdir()
    target, link = place / "disk" / "kept.jsonl", place / "out.jsonl"
    target.write_text("the old one")
    target.chmod(0o600)
    link.symlink_to(target)
    assert run(place, command, link)[0] == 0
    assert link.is_symlink()
    assert json.loads(target.read_bytes().splitlines()[0])
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert os.listdir(place / "disk") == ["kept.jsonl"]


@pytest.mark.skipif(sys.platform != "linux", reason="a file that opens and cannot be read is Linux's")
def test_what_cannot_be_read_is_named_not_where_it_was_to_be_written(place: Path) -> None:
    unreadable, out = Path("/proc/self/mem"), place / "out.jsonl"
    out.write_text("mine")
    given = (
        ("extract", str(unreadable), "-O", str(out), "--jobs", "1"),
        ("cluster", str(unreadable), "--clusters", str(place / "c"), "--relations", str(out)),
    )
    for command in given:
        done = scrapy(*command)
        assert (done.status, f"error: {unreadable}: " in done.err) == (4, True), done.err
        assert "Traceback" not in done.err
    assert out.read_text() == "mine"
    assert not list(place.glob(".*")), "nothing is left beside it"
