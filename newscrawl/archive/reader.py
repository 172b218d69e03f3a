"""Reading the archive, plain and packed files alike, from the start or from a mark."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    plain = file.plain(root)
    number, place = 0, 0
    try:
        with plain.open("rb") if plain.exists() else gzip.open(file.packed(root), "rb") as handle:
            if start and plain.exists():
                handle.seek(start)
                place = start
            for data in handle:
                number += 1
                if place >= start:
                    yield Line(file.name, number, place, data)
                place += len(data)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArchiveCorrupt(f"{file.name}.gz: behind line {number}: {error}; the rest of the file is lost") from error


def read_lines(root: Path, marks: dict[str, int] | None = None) -> Iterator[Line]:
    """Every line behind its file's mark, in the order of the files."""
    for file in archive_files(root):
        yield from lines_of(root, file, (marks or {}).get(file.name, 0))


def read_articles(root: Path) -> Iterator[Article]:
    """Every article of the archive, each line held against its checksum; raises ArchiveCorrupt with the place."""
    for line in read_lines(root):
        try:
            yield from_line(line.data)
        except ArchiveCorrupt as error:
            raise ArchiveCorrupt(f"{line.file}: line {line.number}, byte {line.start}: {error}") from error
