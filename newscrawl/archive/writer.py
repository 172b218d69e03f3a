"""Appending: one writer a file, whole lines, durable on ``sync``; a torn tail is mended at start."""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from newscrawl.archive.files import ArchiveFile, archive_files, file_of, make_directory, sync_directory
from newscrawl.archive.records import check_line
from newscrawl.archive.replacing import replacing
from newscrawl.errors import ArchiveCorrupt, ArchiveError
from newscrawl.layout import QUARANTINE, TORN

# A file is closed and packed when it is larger than this; about 20,000 articles.
LARGEST = 64 * 1024 * 1024
MOST_WRITERS = 64
# So many bytes wait in memory for their sync at most.
MOST_WAITING = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line was put: file name, first byte, and the byte behind its newline."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mended:
    """A torn tail that was cut off: what lay behind the last whole line of a file."""

    file: str
    at: int
    tail: bytes


class ArchiveWriter:
    """Appends lines below ``root``; several writers, each with its own files, may run at once.

    ``acknowledged`` says for each file how many bytes are known to be whole: nothing before that is ever touched.
    Every OSError becomes an ArchiveError, after which the writer refuses.
    """

    def __init__(self, root: Path, *, acknowledged: Mapping[str, int] | None = None, largest: int = LARGEST) -> None:
        self.root = root
        self.mended: list[Mended] = []
        self._largest = largest
        self._acknowledged = dict(acknowledged or {})
        self._file: BinaryIO | None = None
        self._current: ArchiveFile | None = None
        self._end = self._synced = 0
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        # What must be durable before a line is: the raw responses that lines name.
        self.before_lines: Callable[[], None] | None = None
        self._broken: ArchiveError | None = None
        try:
            make_directory(root, root)
            self.name, self._lock = self._take_name()
            self._mend()
        except OSError as error:
            raise self._fail(error) from error

    def _fail(self, error: OSError) -> ArchiveError:
        where = error.filename or self.root
        self._broken = ArchiveError(
            f"{where}: {error.strerror or error}; the archive is whole up to the last acknowledged line: "
            "make room or mend the permissions, and run again"
        )
        return self._broken

    def _take_name(self) -> tuple[str, BinaryIO]:
        """The first writer's name that no living process holds: files of a day stay few, however often a run starts."""
        for number in range(1, MOST_WRITERS + 1):
            lock = (self.root / f".w{number}.lock").open("ab")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()  # a living writer's
                continue
            return f"w{number}", lock
        raise ArchiveError(f"{self.root}: {MOST_WRITERS} writers are at work already; wait for one to end")

    def _mend(self) -> None:
        """Mend the files of this writer, and of every other that no living process holds."""
        for name in sorted({file.writer for file in archive_files(self.root)} - {self.name}):
            with (self.root / f".{name}.lock").open("ab") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue  # its writer lives: the tail is a line that it is writing
                self._mend_files(name)
        self._mend_files(self.name)

    def _mend_files(self, name: str) -> None:
        for path in self.root.rglob(f".*-{name}-*.partial"):
            path.unlink()
        for file in archive_files(self.root):
            if file.writer != name:
                continue
            plain, packed = file.plain(self.root), file.packed(self.root)
            if plain.exists() and packed.exists():
                # Packing was cut between rename and unlink: the plain file is still whole, and is packed again.
                packed.unlink()
                sync_directory(packed.parent)
            if plain.exists():
                self._mend_tail(file, self._acknowledged.get(file.name, 0))
        still_open = [f for f in archive_files(self.root) if f.writer == name and f.plain(self.root).exists()]
        for file in still_open[:-1]:
            self._pack(file)

    def _mend_tail(self, file: ArchiveFile, acknowledged: int) -> None:
        """Cut off what stands behind the last whole record, but never a byte that was acknowledged.

        A bad line between whole ones was damaged after it was written: it stays, for ``scrapy archive verify`` to name.
        """
        path = file.plain(self.root)
        with path.open("r+b") as handle:
            handle.seek(acknowledged)
            tail = handle.read()
            place = whole = 0
            for line in tail.splitlines(keepends=True):
                place += len(line)
                if _is_record(line):
                    whole = place
            if whole == len(tail):
                return
            self._put_aside(file, acknowledged + whole, tail[whole:])
            handle.truncate(acknowledged + whole)
            os.fsync(handle.fileno())
        self.mended.append(Mended(file.name, acknowledged + whole, tail[whole:]))

    def _put_aside(self, file: ArchiveFile, place: int, tail: bytes) -> None:
        """Keep what is cut off, durably, before it is cut."""
        kept = self.root.parent / QUARANTINE / TORN
        kept.mkdir(parents=True, exist_ok=True)
        with (kept / f"{file.name.replace('/', '-')}-{place}").open("wb") as aside:
            aside.write(tail)
            aside.flush()
            os.fsync(aside.fileno())
        sync_directory(kept)

    def append(self, line: bytes, day: date) -> Place:
        """Put one line at the end of the day's file; it is written and durable after the next ``sync``."""
        if self._broken:
            raise self._broken
        if not line.endswith(b"\n") or line.count(b"\n") != 1:
            raise ArchiveError("a record is one line")
        try:
            self._open(day)
        except OSError as error:
            raise self._fail(error) from error
        assert self._current is not None
        place = Place(self._current.name, self._end, self._end + len(line))
        self._end = place.end
        self._waiting.append(line)
        self._waiting_bytes += len(line)
        if self._waiting_bytes > MOST_WAITING:
            self.sync()
        return place

    def _open(self, day: date) -> None:
        if self._file is not None and self._current is not None:
            if self._current.day == day and self._end < self._largest:
                return
            self.sync()
            self._file.close()
            closed, self._file, self._current = self._current, None, None
            self._pack(closed)
        # Files that are gone, too: under the name of one that was lost its loss would be forgotten.
        known = {file for name in self._acknowledged if (file := file_of(name))}
        mine = [f for f in {*archive_files(self.root), *known} if f.writer == self.name and f.day == day]
        last = max(mine, default=None)
        self._current = (
            last if last and self._is_open(last) else ArchiveFile(day, self.name, last.number + 1 if last else 1)
        )
        path = self._current.plain(self.root)
        make_directory(path.parent, self.root)
        fresh = not path.exists()
        self._file = path.open("ab")
        self._end = self._synced = path.stat().st_size
        if fresh:
            sync_directory(path.parent)

    def _is_open(self, file: ArchiveFile) -> bool:
        """Whether lines may be put behind a file's last: not behind what is left of one that was cut."""
        try:
            size = file.plain(self.root).stat().st_size
        except FileNotFoundError:
            return False
        return self._acknowledged.get(file.name, 0) <= size < self._largest

    def sync(self) -> None:
        """Make every appended line durable, what it names first: no crash leaves a line without its raw response."""
        if self._broken:
            raise self._broken
        if self._file is None or (not self._waiting and self._synced == self._end):
            return
        if self.before_lines is not None:
            self.before_lines()
        try:
            lines = b"".join(self._waiting)
            if self._file.write(lines) != len(lines):
                raise OSError(5, "a line was written in part", self._current and str(self._current.plain(self.root)))
            self._waiting, self._waiting_bytes = [], 0
            self._file.flush()
            os.fdatasync(self._file.fileno())
            self._synced = self._end
        except OSError as error:
            failed = self._fail(error)
            self._take_back()
            raise failed from error

    def _take_back(self) -> None:
        """Cut off what was not acknowledged: after a sync that failed nobody knows what of it is on the disk.

        Linux reports such a failure once and calls the pages clean after it: a later sync would succeed without writing them.
        Where even this fails, the next start finds whole lines, or a torn one, and treats them as after a crash.
        """
        assert self._file is not None
        assert self._current is not None
        with contextlib.suppress(
            OSError
        ):  # closing writes nothing that was acknowledged, and the failure is told already
            self._file.close()
        self._file = None
        # Nothing behind ``_synced`` was acknowledged: what stays there is whole lines to replay, or a tail to mend.
        with contextlib.suppress(OSError), self._current.plain(self.root).open("r+b") as file:
            file.truncate(self._synced)
            os.fsync(file.fileno())

    def _pack(self, file: ArchiveFile) -> None:
        """Compress a closed file: beside it, durable, renamed, and only then is the plain one taken away."""
        plain, packed = file.plain(self.root), file.packed(self.root)
        with (
            plain.open("rb") as source,
            replacing(packed, alone=True) as target,
            gzip.GzipFile(filename="", fileobj=target, mode="wb", mtime=0) as zipped,
        ):
            shutil.copyfileobj(source, zipped, 1 << 20)
        plain.unlink()
        sync_directory(packed.parent)

    def close(self) -> None:
        """Make everything durable and let the files go; the day's file stays open for the next run."""
        try:
            if self._file is not None:
                if self._broken is None:
                    self.sync()
                self._file.close()
        except OSError as error:
            raise self._fail(error) from error
        finally:
            self._file = None
            self._lock.close()


def _is_record(line: bytes) -> bool:
    if not line.endswith(b"\n"):
        return False
    try:
        check_line(line)
    except ArchiveCorrupt:
        return False  # the caller keeps what it cuts off in quarantine/torn
    return True
