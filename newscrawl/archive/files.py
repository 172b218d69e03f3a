"""Where archive files lie, how they are named, and how they are made durable."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_NAME = re.compile(r"^(\d\d)-([A-Za-z0-9_]+)-(\d+)\.jsonl(\.gz)?$")


@dataclass(frozen=True, order=True)
class ArchiveFile:
    """``archive/YYYY/MM/DD-<writer>-<n>``, in the order in which files are read."""

    day: date
    writer: str
    number: int

    @property
    def name(self) -> str:
        """The path below the archive without ``.gz``: by this name the ledger knows the file."""
        return f"{self.day:%Y/%m/%d}-{self.writer}-{self.number}.jsonl"

    def plain(self, root: Path) -> Path:
        """The file while it is written."""
        return root / self.name

    def packed(self, root: Path) -> Path:
        """The file once it is closed."""
        return root / (self.name + ".gz")


def archive_files(root: Path) -> list[ArchiveFile]:
    """Every file of the archive, packed or not, once each, in order."""
    found = {file_of("/".join(path.parts[-3:])) for path in root.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/*.jsonl*")}
    return sorted(file for file in found if file is not None)


def file_of(name: str) -> ArchiveFile | None:
    """The file of a path below the archive; None where it is none of ours.

    >>> file_of("2026/09/01-w1-2.jsonl.gz").number, file_of("2026/09/31-w1-2.jsonl"), file_of("2026/09/notes.txt")
    (2, None, None)
    """
    year, month, last = name.split("/")
    found = _NAME.match(last)
    if not found:
        return None
    try:
        return ArchiveFile(date(int(year), int(month), int(found[1])), found[2], int(found[3]))
    except ValueError:
        return None


def strangers(root: Path) -> list[Path]:
    """Files below the archive that are none of ours (half-packed files and locks apart)."""
    known = {path for file in archive_files(root) for path in (file.plain(root), file.packed(root))}
    return [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file() and path not in known and not path.name.startswith(".")
    ]


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Errors of the block's reads and writes name their file: the system's do that for those of opening only."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def sync_directory(path: Path) -> None:
    """Make a directory's entries durable: a new or renamed file is only there after this."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_open_files(root: Path, known: Mapping[str, int]) -> None:
    """Make durable what stands behind ``known`` bytes of each file: a writer that was killed has not.

    Without it the ledger could remember lines that a power cut then takes away.
    """
    for file in archive_files(root):
        try:
            with file.plain(root).open("rb") as opened:
                if os.fstat(opened.fileno()).st_size > known.get(file.name, 0):
                    os.fsync(opened.fileno())
        except FileNotFoundError:
            continue  # packed: that is durable


def make_directory(path: Path, root: Path) -> None:
    """Make a directory below ``root``, each new level durable."""
    if path.is_dir():
        return
    if path != root:
        make_directory(path.parent, root)
    path.mkdir(parents=True, exist_ok=True)
    sync_directory(path.parent)
