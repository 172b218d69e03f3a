"""Who writes to a ledger's file now, and who may at all: locks beside it, which the kernel takes back when a process ends.

SQLite alone lets whoever asks first after a commit go on; a crawl that writes all the time would hold another one up for ever.
Here whoever waits stands in a queue, which the others see, and comes next.
"""

from __future__ import annotations

import fcntl
import time
from pathlib import Path
from typing import BinaryIO

from newscrawl.errors import LedgerError

# A turn ends with its group: whoever has waited for so long waits for a process that stands still.
PATIENCE = 60.0
# A ledger is put into its place in less.
PLACING = 2.0
_LOOK = 0.002


def _lock(file: BinaryIO, how: int, seconds: float) -> bool:
    """Take a lock, or give up after so long."""
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK)


class Turns:
    """One process's place among those that write to a ledger. ``alone``: nobody else may, as long as this lives."""

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        self._path = path
        self._files: list[BinaryIO] = []
        try:
            self._users, self._queue, self._turn = (self._open(name) for name in ("lock", "queue", "turn"))
            if not _lock(self._users, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, PLACING):
                raise LedgerError(
                    f"{path}: another run holds it; rebuild when that one has ended"
                    if alone
                    else f"{path}: it is being rebuilt; run again when that has ended"
                )
        except OSError as error:
            self.close()
            raise LedgerError(
                f"{error.filename or path}: {error.strerror}; make room or mend the permissions, and run again"
            ) from error
        except LedgerError:
            self.close()
            raise

    def _open(self, name: str) -> BinaryIO:
        file = lock_of(self._path, name).open("ab")
        self._files.append(file)
        return file

    def take(self) -> None:
        """Wait for the turn: behind whoever came first, and before the one who has it may have it again."""
        if not _lock(self._queue, fcntl.LOCK_EX, PATIENCE):
            raise LedgerError(f"{self._path}: another run holds it (locked); run again when that one has ended")
        try:
            if not _lock(self._turn, fcntl.LOCK_EX, PATIENCE):
                raise LedgerError(f"{self._path}: another run holds it (locked); run again when that one has ended")
        finally:
            fcntl.flock(self._queue, fcntl.LOCK_UN)

    def give(self) -> None:
        """Let the next one have its turn."""
        fcntl.flock(self._turn, fcntl.LOCK_UN)

    def awaited(self) -> bool:
        """Whether another process waits for its turn."""
        if not _lock(self._queue, fcntl.LOCK_EX, 0):
            return True
        fcntl.flock(self._queue, fcntl.LOCK_UN)
        return False

    def close(self) -> None:
        """Let everything go."""
        for file in self._files:
            file.close()


def lock_of(path: Path, name: str = "lock") -> Path:
    """A lock's file beside a ledger's; the first of them says that there was a ledger here."""
    return path.with_name(f".{path.name}.{name}")
