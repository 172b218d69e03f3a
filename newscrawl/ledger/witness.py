"""What an old ledger, of whatever form, still says: before it is replaced, it is the only one who knows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newscrawl.errors import LedgerError


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """How far it had read each file of the archive, in bytes, and the ids of all versions that it knew.

    ``led``: under which identity the article is kept that answered when an address of another one was asked, or that has
    moved to another one.
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
        tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "led_to" in tables:
            led.update((str(one), str(root)) for one, root in connection.execute("SELECT identity, root FROM led_to"))
        if "other_names" in tables:  # after the ties: these are names of the article, wherever their addresses lead now
            led.update(
                (str(one), str(root)) for one, root in connection.execute("SELECT identity, root FROM other_names")
            )
        return Witness(marks=marks, ids=known, led=led)
    except (sqlite3.Error, ValueError) as error:
        raise LedgerError(f"{path}: {error}") from error
    finally:
        if connection is not None:
            connection.close()
