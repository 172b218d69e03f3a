"""A file that takes another's place: whole, durable, or not at all; whatever fails is named for what it is."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.archive.replacing import beside, replacing
from newscrawl.archive.tombstones import Tombstones, tombstone
from newscrawl.desk.quarantine import Kept, keep
from newscrawl.desk.rests import Rests
from newscrawl.errors import ArchiveError, Unwritten
from tests.articles import START


def write(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"new")


def rest(folder: Path) -> None:
    Rests(folder).note("m.example", 1e9)


def take_down(folder: Path) -> None:
    Tombstones(folder).add(tombstone("https://m.example/1", "court order", START))


def put_away(folder: Path) -> None:
    keep(folder, Kept(page_url="https://m.example/1", mirror="m", at="2026-09-01T08:00:00+00:00", error="x"), b"<p>")


@pytest.mark.parametrize("writes", [lambda folder: write(folder / "out"), rest, take_down, put_away])
def test_the_file_is_synced_then_renamed_then_its_directory_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: Callable[[Path], None]
) -> None:
    writes(tmp_path)  # directories are there now
    done: list[str] = []
    fsync, rename = os.fsync, os.replace

    def synced(handle: int) -> None:
        done.append("directory" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def renamed(old: str, new: str) -> None:
        done.append("renamed")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    writes(tmp_path)
    assert done[:3] == ["file", "renamed", "directory"]
    assert done == done[:3] * (len(done) // 3)
    assert not list(tmp_path.rglob("*.partial"))


def test_what_fails_in_the_block_is_no_error_of_the_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")

    def read() -> bytes:
        raise OSError(errno.EIO, "the disk with the archive went away")

    with pytest.raises(OSError, match="went away") as raised, replacing(out) as file:
        file.write(read())
    assert not isinstance(raised.value, ArchiveError)
    assert (out.read_bytes(), os.listdir(tmp_path)) == (b"old", ["out"])


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_step_that_fails_names_the_output_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "out"
    out.write_bytes(b"old")
    if step == "write":
        monkeypatch.setattr("newscrawl.archive.replacing._Raw.write", fails)
    else:
        monkeypatch.setattr(os, step, fails)
    with pytest.raises(Unwritten) as raised:
        write(out)
    assert str(raised.value) == f"{out}: No space left on device; nothing was changed there"
    monkeypatch.undo()
    assert (out.read_bytes(), os.listdir(tmp_path)) == (b"old", ["out"])


def test_a_directory_that_cannot_be_synced_is_no_file_that_was_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("newscrawl.archive.replacing.sync_directory", fails)
    with pytest.raises(Unwritten, match="the new file stands there, but a power cut may take it back"):
        write(tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"new"


@pytest.mark.parametrize("alone", [True, False])
def test_a_link_that_somebody_put_beside_is_not_written_through(tmp_path: Path, alone: bool) -> None:
    out, theirs = tmp_path / "out", tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    beside(out, alone=alone).symlink_to(theirs)
    with replacing(out, alone=alone) as file:
        file.write(b"new")
    assert (out.read_bytes(), theirs.read_bytes(), out.is_symlink()) == (b"new", b"theirs", False)


def test_under_a_lock_what_lies_beside_is_what_a_crash_left(tmp_path: Path) -> None:
    out = tmp_path / "out"
    beside(out, alone=True).write_bytes(b"half of it" * 9)
    beside(out, alone=True).chmod(0o400)
    with replacing(out, alone=True) as file:
        file.write(b"new")
    assert (out.read_bytes(), os.listdir(tmp_path)) == (b"new", ["out"])
