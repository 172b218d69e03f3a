"""Which workers live: each holds a lock that the kernel takes back when its process ends, however it ends.

A lease outlives its worker by up to ``NEWSCRAWL_LEASE_SECONDS``; where the worker's lock is free again, nobody need wait for
that. Without a lock file (another machine) nothing is known, and the lease's time decides.
"""

from __future__ import annotations

import contextlib
import fcntl
import re
import time
from pathlib import Path

from newscrawl.errors import LedgerError

OLD = 7 * 86400
_STRANGE = re.compile(r"[^A-Za-z0-9._-]")


def _file(ledger: Path, worker: str) -> Path:
    return ledger.parent / ".workers" / f"{_STRANGE.sub('_', worker)[:100]}.lock"


class Alive:
    """Says that a worker lives, until it is closed or its process ends."""

    def __init__(self, ledger: Path, worker: str) -> None:
        self._path = _file(ledger, worker)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(self._path.parent)
            self._file = self._path.open("ab")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LedgerError(
                f"{self._path}: another process is called {worker!r} too; start this one again"
            ) from error
        except OSError as error:
            raise LedgerError(
                f"{error.filename or self._path}: {error.strerror}; make room or mend the permissions"
            ) from error

    def close(self, *, leases_left: bool = False) -> None:
        """Live no more. ``leases_left``: some could not be given back, so the file stays and says that nobody holds them."""
        if not leases_left:
            with contextlib.suppress(OSError):  # a file that stays says the same: nobody holds its lock
                self._path.unlink()
        self._file.close()


def _sweep(folder: Path) -> None:
    """Remove what workers that were killed long ago have left: no lease lasts so long."""
    for path in folder.glob("*.lock"):
        if time.time() - path.stat().st_mtime > OLD and is_dead(folder.parent / "any", path.stem):
            with contextlib.suppress(OSError):
                path.unlink()


def is_dead(ledger: Path, worker: str) -> bool:
    """True only where a worker is known to have ended; its lock file stays, for the leases that it may still have."""
    try:
        with _file(ledger, worker).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held, gone, or not ours to open: nothing is known
        return False
    return True
