"""Which workers live: each holds a lock that the kernel takes back when its process ends, however it ends.

A lease outlives its worker by up to ``NEWSCRAWL_LEASE_SECONDS``; where the worker's lock is free again, nobody need wait for
that. In the file stands when the worker was heard of last, by the machine's clock that nobody sets: whatever becomes of the
time of day, one that is heard of keeps its mirrors. Without a lock file (another machine) the lease's time decides.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import time
from pathlib import Path

from newscrawl.errors import LedgerError
from newscrawl.layout import WORKERS

OLD = 7 * 86400
_STRANGE = re.compile(r"[^A-Za-z0-9._-]")


def _file(ledger: Path, worker: str) -> Path:
    return ledger.parent / WORKERS / f"{_STRANGE.sub('_', worker)[:100]}.lock"


class Alive:
    """Says that a worker lives, until it is closed or its process ends."""

    def __init__(self, ledger: Path, worker: str) -> None:
        self._path = _file(ledger, worker)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(self._path.parent)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.beat()
        except BlockingIOError as error:
            raise LedgerError(
                f"{self._path}: another process is called {worker!r} too; start this one again"
            ) from error
        except OSError as error:
            raise LedgerError(
                f"{error.filename or self._path}: {error.strerror}; make room or mend the permissions"
            ) from error

    def beat(self) -> None:
        """It was heard of now. A file that cannot be written says less, and does no harm: then the lease's time decides."""
        with contextlib.suppress(OSError):
            os.pwrite(self._file, f"{time.monotonic():020.3f}\n".encode(), 0)

    def close(self, *, leases_left: bool = False) -> None:
        """Live no more. ``leases_left``: some could not be given back, so the file stays and says that nobody holds them."""
        if not leases_left:
            with contextlib.suppress(OSError):  # a file that stays says the same: nobody holds its lock
                self._path.unlink()
        os.close(self._file)


def _sweep(folder: Path) -> None:
    """Remove what workers that were killed long ago have left: no lease lasts so long."""
    for path in folder.glob("*.lock"):
        written = time.time()
        with contextlib.suppress(FileNotFoundError):  # its worker has ended since the folder was listed
            written = path.stat().st_mtime
        if time.time() - written > OLD and is_dead(folder.parent / "any", path.stem):
            with contextlib.suppress(OSError):  # a file that stays is in nobody's way, and the next start tries again
                path.unlink()


def was_heard(ledger: Path, worker: str, seconds: float) -> bool | None:
    """Whether a worker that lives on this machine was heard of within so many seconds; None where that is not known."""
    try:
        with _file(ledger, worker).open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return time.monotonic() - float(file.read(64)) < seconds
    except (OSError, ValueError):  # no file, or half a beat: then the lease's time decides, as between two machines
        return None
    return None


def is_dead(ledger: Path, worker: str) -> bool:
    """True only where a worker is known to have ended; its lock file stays, for the leases that it may still have."""
    try:
        with _file(ledger, worker).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held, gone, or not ours to open: nothing is known
        return False
    return True
