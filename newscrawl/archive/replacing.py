"""Files that are whole or not there: written beside their place, synced, renamed, and their directory synced.

A reader sees the old file or the new one, whatever moment a crash comes at. What stands in the place and is no plain file (a
device, a pipe) is written as it is: a rename would put a file there instead.
"""

from __future__ import annotations

import contextlib
import glob
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from newscrawl.archive.files import sync_directory
from newscrawl.errors import Unwritten

UNCHANGED = "nothing was changed there"


class Replacement:
    """A file on its way to ``path``: write to ``file``, then ``put`` it; left without that, all is as it was.

    Links are followed, and the new file has the old one's permissions. ``alone``: a lock keeps every other process from
    writing to ``path``, so that what lies beside it is what a crash has left. Every step, and every write to ``file``,
    raises Unwritten, which names ``path``.
    """

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        self.path = path
        # Where it is written, and where it goes; None where it is written in its place.
        self._partial: Path | None = None
        self._left = UNCHANGED
        with self._named():
            if not is_replaced(path):
                self._left = ""
                raw = _Raw(path, path, self._left)
            else:
                self._target = Path(os.path.realpath(path))
                self._partial = beside(self._target, alone=alone)
                remove_orphans(self._target)
                self._partial.unlink(missing_ok=True)  # of a process of the same number, or left under a lock
                raw = _Raw(path, self._partial, self._left)
                with contextlib.suppress(OSError):  # there is no old one, or a file system without permissions
                    os.fchmod(raw.fileno(), stat.S_IMODE(self._target.stat().st_mode))
        self.file = cast("BinaryIO", io.BufferedWriter(raw))

    def __enter__(self) -> Replacement:
        return self

    def __exit__(self, *error: object) -> None:
        self.drop()

    def sync(self) -> None:
        """Make durable what was written, beside its place."""
        with self._named():
            self.file.flush()
            if self._partial is not None:
                os.fsync(self.file.fileno())

    def put(self) -> None:
        """Make it durable, and give it its place."""
        self.sync()
        with self._named():
            self.file.close()
            if self._partial is not None:
                self._partial.replace(self._target)
                self._partial, self._left = None, "the new file stands there, but a power cut may take it back"
                sync_directory(self._target.parent)

    def drop(self) -> None:
        """Give up what was written and not put; again, or after ``put``, it does nothing."""
        with contextlib.suppress(OSError):  # what failed is told already, and closing may fail once more
            self.file.close()
        if self._partial is not None:
            with contextlib.suppress(OSError):
                self._partial.unlink(missing_ok=True)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except Unwritten:
            raise
        except OSError as error:
            raise Unwritten(self.path, error, self._left) from error


class _Raw(io.FileIO):
    """A file whose writes name the place when they fail: the system's error does not, nor which of many files it was."""

    def __init__(self, path: Path, written: Path, left: str) -> None:
        self._path, self._left = path, left
        # What lies beside is ours: never somebody's link of the same name.
        super().__init__(written, "x" if left else "w")

    def write(self, data: Any) -> int | None:  # type: ignore[override]
        """Write what fits."""
        try:
            return super().write(data)
        except OSError as error:
            raise Unwritten(self._path, error, self._left) from error


@contextmanager
def replacing(path: Path, *, alone: bool = False) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when the block ends well; else ``path`` is as it was. Raises Unwritten.

    What else fails in the block, such as reading what is to be written, goes through as it is.

    >>> import tempfile
    >>> out = Path(tempfile.mkdtemp()) / "out.txt"
    >>> with replacing(out) as file:
    ...     _ = file.write(b"new"), out.exists()
    >>> out.read_bytes(), len(list(out.parent.iterdir()))
    (b'new', 1)
    """
    with Replacement(path, alone=alone) as new:
        yield new.file
        new.put()


def is_replaced(path: Path) -> bool:
    """Whether a new file takes the place of ``path``: what is no plain file (a device, a pipe) is written as it is."""
    return path.is_file() or not path.exists()


def beside(path: Path, *, alone: bool = False) -> Path:
    """Where this process writes what is to take the place of ``path``.

    >>> beside(Path("a/out.csv"), alone=True).as_posix()
    'a/.out.csv.partial'
    """
    return path.with_name(f".{path.name}.partial" if alone else f".{path.name}.{os.getpid()}.partial")


def remove_orphans(path: Path) -> None:
    """Remove what processes that were killed have left beside ``path``."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.partial"):
        _remove_if_orphan(left)


def _remove_if_orphan(partial: Path) -> None:
    """A half file of a process that was killed; one of a living process stays."""
    pid = partial.name.split(".")[-2]
    if pid.isdecimal():
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            partial.unlink(missing_ok=True)
        except (PermissionError, OverflowError):
            return  # another user's process lives, or the number is none of a process: the half file stays
