"""Reading the archive, plain and packed files alike, from the start or from a mark."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from newscrawl.archive.files import ArchiveFile, archive_files
from newscrawl.archive.records import from_line
from newscrawl.errors import ArchiveCorrupt
from newscrawl.items import Article


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands: its file, number from 1, first byte, and bytes with the newline if there is one."""

    file: str
    number: int
    start: int
    data: bytes

    @property
    def end(self) -> int:
        """The byte behind the line."""
        return self.start + len(self.data)


def lines_of(root: Path, file: ArchiveFile, start: int = 0) -> Iterator[Line]:
    """The lines of one file from byte ``start``; raises ArchiveCorrupt where a packed file is broken."""
    number, place = 0, 0
    try:
        with _opened(root, file) as (handle, plain):
            if start and plain:
                handle.seek(start)
                place = start
            for data in handle:
                number += 1
                if place >= start:
                    yield Line(file.name, number, place, data)
                place += len(data)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArchiveCorrupt(f"{file.name}.gz: behind line {number}: {error}; the rest of the file is lost") from error
    except OSError as error:
        raise ArchiveCorrupt(f"{file.name}: behind line {number}: {error.strerror or error}") from error


@contextmanager
def _opened(root: Path, file: ArchiveFile) -> Iterator[tuple[BinaryIO, bool]]:
    """The file to read, and whether it is the plain one; a crawl may pack it between two looks."""
    try:
        with file.plain(root).open("rb") as handle:
            yield handle, True
    except FileNotFoundError:
        with gzip.open(file.packed(root), "rb") as handle:
            yield cast("BinaryIO", handle), False


def read_lines(root: Path, marks: dict[str, int] | None = None, *, broken: list[str] | None = None) -> Iterator[Line]:
    """Every line behind its file's mark, in the order of the files.

    A file that cannot be read to its end raises ArchiveCorrupt; with ``broken`` it is named there, and the next is read.
    """
    for file in archive_files(root):
        try:
            yield from lines_of(root, file, (marks or {}).get(file.name, 0))
        except ArchiveCorrupt as error:
            if broken is None:
                raise
            broken.append(str(error))


def read_articles(root: Path, *, wrong: list[str] | None = None) -> Iterator[Article]:
    """Every article of the archive, each line held against its checksum; raises ArchiveCorrupt with the place.

    With ``wrong`` what is bad is named there and the rest is read; a line without an end is then one that is being written,
    or that the next crawl mends.
    """
    for line in read_lines(root, broken=wrong):
        if wrong is not None and not line.data.endswith(b"\n"):
            continue
        try:
            yield from_line(line.data)
        except ArchiveCorrupt as error:
            told = f"{line.file}: line {line.number}, byte {line.start}: {error}"
            if wrong is None:
                raise ArchiveCorrupt(told) from error
            wrong.append(told)
