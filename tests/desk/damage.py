"""Damage a data directory in a random way and see whether ``scrapy archive verify`` finds it. ``make soak`` does it 500 times."""

from __future__ import annotations

import gzip
import random
import shutil
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.archive.files import archive_files
from newscrawl.config import Config
from newscrawl.desk.compacting import compact_archive
from newscrawl.desk.desk import Desk
from newscrawl.desk.takedown import take_down
from newscrawl.desk.verifying import check
from tests.articles import article, raw_response

# Articles enough for some packed files and an open one.
COUNT, LARGEST = 40, 15_000


@dataclass
class Damages:
    """How often each kind of damage was done, and what was not found."""

    done: Counter[str] = field(default_factory=Counter)
    # A bit of a gzip header that says nothing (its time, its system): every record is as it was.
    harmless: int = 0
    missed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(self.done.items()))
        return f"{sum(self.done.values())} mutations ({kinds}), {self.harmless} that change no record, {len(self.missed)} missed"


def make(folder: Path, *, warc: bool = True) -> Config:
    """A data directory as crawls leave it: packed files, an open one, raw responses, a ledger, and a takedown."""
    config = Config(data_dir=folder, warc=warc, group_size=7, group_seconds=1e9)
    desk = Desk.open(config)
    desk.writer._largest = LARGEST
    for number in range(COUNT):
        desk.receive(article(number), raw=raw_response(number))
    desk.close()
    take_down(config, article(3).url, "asked for", datetime(2026, 9, 2, tzinfo=UTC))
    compact_archive(config)
    assert check(config).wrong == []
    return config


# Each kind of damage: what it does to a file's bytes.


def flip(data: bytearray, r: random.Random) -> None:
    data[r.randrange(len(data))] ^= 1 << r.randrange(8)


def cut(data: bytearray, r: random.Random) -> None:
    del data[r.randrange(len(data)) :]


def zeros(data: bytearray, r: random.Random) -> None:
    at, size = r.randrange(len(data)), r.randrange(1, 600)
    data[at : at + size] = bytes(len(data[at : at + size]))


def garbage(data: bytearray, r: random.Random) -> None:
    at, size = r.randrange(len(data)), r.randrange(16, 600)
    data[at : at + size] = r.randbytes(len(data[at : at + size]))


def behind(data: bytearray, r: random.Random) -> None:
    data += r.randbytes(r.randrange(1, 600))


def hole(data: bytearray, r: random.Random) -> None:
    at = r.randrange(len(data) - 20)
    del data[at : at + r.randrange(1, 600)]


BYTES: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, cut, zeros, garbage, behind, hole)


# And to the lines of a file of the archive, packed or not.


def lost_line(lines: list[bytes], r: random.Random) -> None:
    del lines[r.randrange(len(lines))]


def lost_lines_at_the_end(lines: list[bytes], r: random.Random) -> None:
    del lines[r.randrange(len(lines)) :]


def repeated_line(lines: list[bytes], r: random.Random) -> None:
    lines.insert(r.randrange(len(lines)), r.choice(lines))


def swapped_lines(lines: list[bytes], r: random.Random) -> None:
    one, other = r.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


def edited_line(lines: list[bytes], r: random.Random) -> None:
    at = r.randrange(len(lines))
    lines[at] = lines[at].replace(b"Reuters", b"Rueters", 1)


def joined_lines(lines: list[bytes], r: random.Random) -> None:
    at = r.randrange(len(lines) - 1)
    lines[at : at + 2] = [lines[at][:-1] + lines[at + 1]]


LINES: tuple[Callable[[list[bytes], random.Random], None], ...] = (
    lost_line, lost_lines_at_the_end, repeated_line, swapped_lines, edited_line, joined_lines,
)  # fmt: skip


def run_damages(folder: Path, seeds: range) -> Damages:
    """One mutation a seed, each of a fresh copy; every one must be found, and the file be named."""
    config = make(folder / "whole")
    found = Damages()
    for seed in seeds:
        copy = folder / "copy"
        shutil.copytree(config.data_dir, copy)
        kind, names = damage(copy, random.Random(f"damage:{seed}"))
        if kind == "harmless":
            found.harmless += 1
        else:
            found.done[kind] += 1
            wrong = check(Config(data_dir=copy)).wrong
            if not any(name in line for line in wrong for name in names):
                found.missed.append(f"seed {seed}: {kind} of {names}: {wrong[:3]}")
        shutil.rmtree(copy)
    return found


def damage(data: Path, r: random.Random) -> tuple[str, tuple[str, ...]]:
    """Do one thing to a data directory; gives its kind, and names of which one must be told."""
    place = r.choice(("archive", "archive", "archive", "lines", "lines", "lines", "file", "raw", "ledger", "takedowns"))
    files = [
        path for file in archive_files(data / "archive")
        for path in (file.plain(data / "archive"), file.packed(data / "archive")) if path.exists()
    ]  # fmt: skip
    path = r.choice(files)
    if place == "lines":
        return _change_lines(path, r)
    if place == "file":
        return _change_file(path, r)
    if place == "ledger":
        return _change_ledger(data / "ledger.sqlite", r)
    if place == "raw":
        path = r.choice(sorted((data / "warc").rglob("*.warc.gz")))
    if place == "takedowns":
        path = data / "takedowns.jsonl"
    if place in ("raw", "takedowns") and r.random() < 0.15:
        path.unlink()
        return f"{place}: file removed", (path.name,)
    before, after = path.read_bytes(), bytearray(path.read_bytes())
    change = r.choice(BYTES)
    change(after, r)
    if after == before or (path.suffix == ".gz" and _unpacked(bytes(after)) == _unpacked(before)):
        return "harmless", ()
    path.write_bytes(after)
    return f"{place}: {change.__name__}", (path.name.removesuffix(".gz"), path.name)


def _unpacked(data: bytes) -> bytes | None:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return None


def _change_lines(path: Path, r: random.Random) -> tuple[str, tuple[str, ...]]:
    packed = path.suffix == ".gz"
    data = path.read_bytes()
    before = (gzip.decompress(data) if packed else data).splitlines(keepends=True)
    lines = list(before)
    change = r.choice(LINES)
    if len(lines) > 1:
        change(lines, r)
    if lines == before:
        return "harmless", ()
    after = b"".join(lines)
    path.write_bytes(gzip.compress(after, mtime=0) if packed else after)
    return f"lines: {change.__name__}", (path.name.removesuffix(".gz"),)


def _change_file(path: Path, r: random.Random) -> tuple[str, tuple[str, ...]]:
    other = path.with_name(path.name.replace("-w1-", f"-w{r.randrange(2, 9)}-"))
    what = r.choice(("removed", "removed", "renamed", "copied", "stranger", "emptied"))
    if what == "removed":
        path.unlink()
    elif what == "renamed":
        path.rename(other)
    elif what == "copied":
        shutil.copy(path, other)
        return f"file: {what}", (path.name.removesuffix(".gz"), other.name.removesuffix(".gz"))
    elif what == "emptied":
        path.write_bytes(b"")
    else:
        other = path.with_name(f"notes-{r.randrange(9)}.txt")
        other.write_bytes(r.randbytes(9))
        return f"file: {what}", (other.name,)
    return f"file: {what}", (path.name.removesuffix(".gz"),)


def _change_ledger(path: Path, r: random.Random) -> tuple[str, tuple[str, ...]]:
    what = r.choice(("gone", "empty", "garbage", "cut", "a page of garbage", "a page of zeros"))
    data = bytearray(path.read_bytes())
    page = r.randrange(len(data) // 4096) * 4096
    if what == "gone":
        path.unlink()
    elif what == "cut":
        path.write_bytes(data[: r.randrange(1, len(data))])
    elif what == "empty":
        path.write_bytes(b"")
    elif what == "garbage":
        path.write_bytes(r.randbytes(r.randrange(1, 9000)))
    else:
        data[page : page + 4096] = bytes(4096) if "zeros" in what else r.randbytes(4096)
        path.write_bytes(data)
    return f"ledger: {what}", ("ledger.sqlite",)
