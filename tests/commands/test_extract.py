"""``scrapy extract`` on manifests that do their worst: pages that hang, take all memory or kill what reads them."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawl.commands._workers import AHEAD, Result, Workers
from newscrawl.desk.saved_pages import error_line, read_line
from tests.crawling import article_page

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bounds are the Linux kernel's")


def told(line: bytes) -> Result:
    """A reader of lines that do what they say."""
    entry = json.loads(line)
    match entry.get("do"):
        case "hang":
            while True:
                pass
        case "sleep":
            time.sleep(3600)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die once":
            mark = Path(entry["mark"])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(7)
        case "grow":
            return b"%d" % len(bytearray(1 << 30)), True
        case "wait":
            time.sleep(0.5)
    return json.dumps({"id": entry["id"], "pid": os.getpid()}).encode(), True


def manifest(*told_to: str, mark: Path | None = None) -> list[bytes]:
    return [json.dumps({"id": n, "do": do, "mark": str(mark)}).encode() for n, do in enumerate(told_to)]


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(
    ("do", "bounds", "why"),
    [
        ("hang", {"most_cpu": 1}, "reading it takes longer than 1 s"),
        ("sleep", {"most_wall": 2}, "reading it takes longer than 2 s"),
        ("die", {}, "the process that read it was killed by signal 9"),
        ("leave", {}, "the process that read it ended with status 7"),
        ("grow", {"most_bytes": 256 << 20}, "reading it takes more than 256 MiB of memory"),
    ],
)
def test_a_line_that_takes_too_much_is_an_error_line_and_the_others_are_read(
    do: str, bounds: dict[str, Any], why: str, jobs: int
) -> None:
    todo = ["", "", do, *[""] * 40, do, ""]
    with Workers(told, error_line, jobs=jobs, **bounds) as workers:
        found = list(workers.in_order(manifest(*todo)))
    assert [json.loads(line)["id"] for line, _ in found] == list(range(len(todo)))
    assert [n for n, (_, ok) in enumerate(found) if not ok] == [2, 43]
    assert {json.loads(line)["error"] for line, ok in found if not ok} == {why}


def test_a_line_whose_process_was_killed_from_outside_is_read_by_the_next(tmp_path: Path) -> None:
    with Workers(told, error_line, jobs=2) as workers:
        found = list(workers.in_order(manifest("", "die once", "", mark=tmp_path / "mark")))
    assert [ok for _, ok in found] == [True] * 3


def test_no_more_is_read_ahead_than_waits_for_the_first_line() -> None:
    taken = 0

    def lines() -> Iterator[bytes]:
        nonlocal taken
        for line in manifest("wait", *[""] * 2000):
            taken += 1
            yield line

    with Workers(told, error_line, jobs=2) as workers:
        results = workers.in_order(lines())
        next(results)
        assert 64 <= taken <= 2 * AHEAD
        assert len(list(results)) == 2000


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A manifest of 3,000 lines about three pages."""
    for n in range(3):
        (tmp_path / f"{n}.html").write_text(article_page(f"Ferry plan {n} wins approval", n))
    entries = [{"id": str(n), "url": f"https://m.example/{n}", "path": f"{n % 3}.html"} for n in range(3000)]
    (tmp_path / "manifest.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return tmp_path


def extract(folder: Path, *more: str, manifest: str = "manifest.jsonl", **options: object) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "extract",
        str(folder / manifest),
        "-O",
        str(folder / "out.jsonl"),
        *more,
    ]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], **options)  # type: ignore[call-overload, no-any-return]


def _working(process: subprocess.Popen[bytes], folder: Path, jobs: int) -> list[int]:
    """Wait until it writes; the pids of its processes."""
    for _ in range(600):
        partial = folder / f".out.jsonl.{process.pid}.partial"
        children = _children(process.pid)
        if len(children) == jobs and partial.exists() and partial.stat().st_size:
            return children
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("it never began")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_nothing_half_written_and_no_process(pages: Path, stop: signal.Signals) -> None:
    # Whoever runs the tests in the background hands down that SIGINT is ignored.
    heard = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    process = extract(pages, "--jobs", "2", stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heard)
    children = _working(process, pages, 2)
    os.killpg(process.pid, stop)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, b"stopped after" in err, b"Traceback" in err) == (5, True, False), err
    assert not list(pages.glob("*out.jsonl*"))
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_processes_leave_when_their_parent_was_killed(pages: Path) -> None:
    process = extract(pages, "--jobs", "2", stderr=subprocess.DEVNULL)
    children = _working(process, pages, 2)
    process.kill()
    process.wait()
    for _ in range(200):
        left = [child for child in children if Path(f"/proc/{child}").exists()]
        if not left:
            break
        time.sleep(0.1)
    assert not left, f"still there: {left}"
    # What was written so far was never given the name of a whole file.
    assert not (pages / "out.jsonl").exists()


def test_two_runs_on_one_file_do_not_write_into_each_other(pages: Path) -> None:
    (pages / "one.jsonl").write_text((pages / "manifest.jsonl").read_text().splitlines()[0])
    (pages / ".out.jsonl.999999999.partial").write_text("of a process that was killed")
    process = extract(pages, "--jobs", "1", stderr=subprocess.PIPE)
    _working(process, pages, 1)
    assert extract(pages, "--jobs", "1", manifest="one.jsonl", stderr=subprocess.DEVNULL).wait(60) == 0
    assert len((pages / "out.jsonl").read_bytes().splitlines()) == 1
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    found = [json.loads(line)["id"] for line in (pages / "out.jsonl").read_bytes().splitlines()]
    assert found == [str(n) for n in range(3000)]
    assert not list(pages.glob(".out.jsonl.*")), "what a killed run left beside it is removed"


def test_lines_are_the_same_whatever_the_order_and_the_number_of_processes(pages: Path) -> None:
    lines = (pages / "manifest.jsonl").read_text().splitlines()[:60]
    found = []
    for jobs, seed in (("1", None), ("3", 1), ("2", 2)):
        if seed is not None:
            random.Random(seed).shuffle(lines)
        (pages / "some.jsonl").write_text("\n".join(lines))
        process = extract(pages, "--jobs", jobs, manifest="some.jsonl", stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert b"60 pages in " in err
        written = (pages / "out.jsonl").read_bytes().splitlines()
        assert [json.loads(line)["id"] for line in written] == [json.loads(line)["id"] for line in lines]
        found.append(sorted(written))
    assert found[0] == found[1] == found[2]


def test_a_person_who_looks_on_sees_how_many_and_how_fast(pages: Path) -> None:
    ours, theirs = pty.openpty()
    process = extract(
        pages, "--jobs", "2", stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # what a terminal gives when its last program is gone
        pass
    assert process.wait(60) == 0
    seen = [int(text.split()[-1].replace(b",", b"")) for text in shown.split(b" pages, ")[:-1]]
    assert len(seen) > 3
    assert seen == sorted(seen)
    assert b" a second" in shown
    assert b"%" in shown


TEXT = "".join(
    f"<p>The ferry to Varn was late for the {n}th time on Monday, the line said, and no boat went out.</p>"
    for n in range(9)
)
CARDS = "".join(
    f'<div class="card"><h3><a href="/n/{n}">The ferry to Varn is late again, line says</a></h3><span>{n} June 2024</span></div>'
    for n in range(1, 13)
)


def read(folder: Path, name: str, page: bytes, **entry: object) -> dict[str, Any]:
    (folder / name).write_bytes(page)
    found, _ = read_line(json.dumps({"id": "1", "path": name, **entry}).encode(), folder)
    return dict(json.loads(found))


def html(inside: str, head: str = "<title>Ferry is late</title>") -> bytes:
    return f"<html><head>{head}</head><body>{inside}</body></html>".encode()


@pytest.mark.parametrize("page", [html(f"<h1>World news</h1>{CARDS}"), html('<div id="root"></div>')])
def test_a_page_without_a_text_is_an_error_line(tmp_path: Path, page: bytes) -> None:
    assert read(tmp_path, "a.html", page)["error"] == "no article: no_body"


@pytest.mark.parametrize(
    "page",
    [
        html("<h1>Ferry is late</h1><figure><img src=a.jpg><figcaption>The ferry of Varn waits at the pier on Monday, as "
             "no crew was found for it. Photo: A. Berg</figcaption></figure>"),
        html("<h1>Ferry is late</h1><time datetime='2024-06-05T10:20:00Z'>today</time><div id=player></div>"),
        html("<h1>Ferry is late</h1>", '<meta property="og:image" content="https://m.example/a.jpg">'),
    ],
)  # fmt: skip
def test_a_picture_or_a_film_with_its_time_is_a_record(tmp_path: Path, page: bytes) -> None:
    assert read(tmp_path, "a.html", page)["headline"] == "Ferry is late"


@pytest.mark.parametrize("url", ["::::", "ferry", "ftp://m.example/a", "http://", "https://[1", "javascript:1"])
def test_an_address_that_is_none_is_named(tmp_path: Path, url: str) -> None:
    found = read(tmp_path, "a.html", html(f"<h1>Ferry is late</h1>{TEXT}"), url=url)
    assert set(found) == {"id", "url", "error"}
    assert repr(url) in found["error"]


@pytest.mark.parametrize("entry", [{}, {"url": None}, {"url": "HTTPS://M.example/a"}, {"url": "xhttps://m.example/a"}])
def test_an_address_may_be_unknown(tmp_path: Path, entry: dict[str, Any]) -> None:
    assert read(tmp_path, "a.html", html(f"<h1>Ferry is late</h1>{TEXT}"), **entry)["headline"] == "Ferry is late"


@pytest.mark.parametrize("name", ["a.html", "a.html.gz"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_is_packed_is_told_by_its_bytes(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    page = html(f"<h1>Ferry is late</h1>{TEXT}")
    found = read(tmp_path, name, pack(page))
    assert found["headline"] == "Ferry is late"
    assert found["provenance"]["body_sha256"] == hashlib.sha256(page).hexdigest()


@pytest.mark.parametrize("page", [html(f"<h1>Ferry is late</h1>{TEXT}"), b"\xff\xd8\xff\xe0 no page"])
@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://me:pw@m.example/a?access_token=s3cret&id=7", "https://m.example/a?id=7"),
        ("https://m.example/a?X-Amz-Signature=abcdef0123456789", "https://m.example/a"),
        ("https://m.example/a?url=https://n.example&token=abc", "https://m.example/a?url=https://n.example"),
    ],
)
def test_what_lets_somebody_in_is_in_no_line(tmp_path: Path, page: bytes, url: str, kept: str) -> None:
    assert read(tmp_path, "a.html", page, url=url)["url"] == kept


def test_an_address_that_is_none_lets_nobody_in_either(tmp_path: Path) -> None:
    found = read(tmp_path, "a.html", b"", url="ftp://me:pw@m.example/a?token=s3cret")
    assert "pw" not in str(found)
    assert "s3cret" not in str(found)


def test_an_address_has_no_line_breaks(tmp_path: Path) -> None:
    page = html(f"<h1>Ferry is late</h1>{TEXT}")
    assert read(tmp_path, "a.html", page, url=" http://m.example/a\n\tb\r\n")["url"] == "http://m.example/ab"


@pytest.mark.parametrize("fetched", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_of_no_calendar_is_named_with_its_key_and_what_to_do(tmp_path: Path, fetched: str) -> None:
    error = read(tmp_path, "a.html", html(f"<h1>Ferry is late</h1>{TEXT}"), fetched_at=fetched)["error"]
    assert f"fetched_at {fetched!r}" in error
    assert "leave it out" in error
