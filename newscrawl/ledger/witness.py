"""What an old ledger, of whatever form, still says: before it is replaced, it is the only one who knows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newscrawl.errors import LedgerError


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """How far it had read each file of the archive, in bytes, and the ids of all versions that it knew.

    ``led``: under which identity the article is kept that answered when an address of another one was asked.
    """

    marks: dict[str, int]
    ids: frozenset[str]
    led: dict[str, str]


def witness_of(path: Path) -> Witness | None:
    """What the ledger at ``path`` knows of the archive; None where there is none, LedgerError where it cannot be read.

    >>> witness_of(Path("/nowhere/ledger.sqlite")) is None
    True
    """
    try:
        if not path.stat().st_size:
            return None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}") from error
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=2)
        marks = {str(file): int(end) for file, end in connection.execute("SELECT file, read_to FROM marks")}
        ids = (id for (id,) in connection.execute("SELECT id FROM copies"))
        known = frozenset(id.hex() if isinstance(id, bytes) else str(id) for id in ids)
        led: dict[str, str] = {}
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'led_to'").fetchone():
            led.update(
                (str(asked), str(root)) for asked, root in connection.execute("SELECT identity, root FROM led_to")
            )
        return Witness(marks=marks, ids=known, led=led)
    except (sqlite3.Error, ValueError) as error:
        raise LedgerError(f"{path}: {error}") from error
    finally:
        if connection is not None:
            connection.close()
