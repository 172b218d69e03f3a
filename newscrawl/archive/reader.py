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
    """One line as it stands: its file, number from 1, first byte, and bytes with the newline if there is one.

    The number is None where reading began inside a plain file, at a mark: nobody has counted the lines before it.

    >>> Line("2026/09/01-w1-1.jsonl", 3, 812, b"{}\\n").where, Line("2026/09/01-w1-1.jsonl", None, 812, b"{}").where
    ('2026/09/01-w1-1.jsonl: line 3, byte 812', '2026/09/01-w1-1.jsonl: byte 812')
    """

    file: str
    number: int | None
    start: int
    data: bytes

    @property
    def where(self) -> str:
        """The place, as messages name it."""
        return f"{self.file}: " + ("" if self.number is None else f"line {self.number}, ") + f"byte {self.start}"

    @property
    def ended(self) -> bool:
        """Whether the newline is there: else a run is writing the line, or it is torn and the next crawl mends it."""
        return self.data.endswith(b"\n")

    def article(self) -> Article:
        """What the line says, held against its checksum; raises ArchiveCorrupt with the place."""
        try:
            return from_line(self.data)
        except ArchiveCorrupt as error:
            raise ArchiveCorrupt(f"{self.where}: {error}") from error

    @property
    def end(self) -> int:
        """The byte behind the line."""
        return self.start + len(self.data)


def lines_of(root: Path, file: ArchiveFile, start: int = 0) -> Iterator[Line]:
    """The lines of one file from byte ``start``; raises ArchiveCorrupt where a packed file is broken."""
    number: int | None = 0
    place = 0
    try:
        with _opened(root, file) as (handle, plain):
            if start and plain:
                handle.seek(start)
                number, place = None, start
            for data in handle:
                number = None if number is None else number + 1
                if place >= start:
                    yield Line(file.name, number, place, data)
                place += len(data)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArchiveCorrupt(f"{file.name}.gz: behind line {number}: {error}; the rest of the file is lost") from error
    except OSError as error:
        last = f"byte {place}" if number is None else f"line {number}"
        raise ArchiveCorrupt(f"{file.name}: behind {last}: {error.strerror or error}") from error


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


def checked_lines(
    root: Path, marks: dict[str, int] | None = None, *, wrong: list[str]
) -> Iterator[tuple[Line, Article | None]]:
    """Every line behind its file's mark with its article; what is bad is named in ``wrong``, and the rest is read.

    None stands beside a line that has not ended, and beside one that is damaged.
    """
    for line in read_lines(root, marks, broken=wrong):
        article = None
        if line.ended:
            try:
                article = line.article()
            except ArchiveCorrupt as error:
                wrong.append(str(error))
        yield line, article


def good_articles(root: Path, *, wrong: list[str] | None = None) -> Iterator[Article]:
    """Every article that can be read; what is bad is named in ``wrong``, or left to ``scrapy archive verify`` to name."""
    for _, article in checked_lines(root, wrong=[] if wrong is None else wrong):
        if article is not None:
            yield article


def read_articles(root: Path) -> Iterator[Article]:
    """Every article of an archive that is whole; raises ArchiveCorrupt with the first place where it is not."""
    for line in read_lines(root):
        yield line.article()
