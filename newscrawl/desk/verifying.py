"""The whole of a data directory held against itself: archive, raw responses, ledger and the list of what was taken down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newscrawl.archive.tombstones import Tombstones
from newscrawl.archive.verify import Verified, verify
from newscrawl.config import Config
from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.ledger.turns import lock_of
from newscrawl.text.counted import first_few

REBUILD = "`scrapy ledger rebuild` makes it anew from the archive"


@dataclass(kw_only=True, slots=True)
class Checked:
    """What was read; a line for each thing that is wrong, and for each that could not be looked at."""

    records: int
    files: int
    # Records that were taken down and still stand in the files.
    waiting: int
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(config: Config) -> Checked:
    """Read everything. What only the ledger can tell (files and lines that are gone) is told where there is a ledger."""
    root = config.archive_dir
    stones = Tombstones(config.data_dir)
    wrong: list[str] = []
    notes: list[str] = []
    ledger: SqliteLedger | None = None
    marks: dict[str, int] = {}
    try:
        if config.ledger_path.is_file():
            ledger = SqliteLedger.to_read(config.ledger_path)
            ledger.hold_still()
            marks = ledger.marks()
        elif lock_of(config.ledger_path).exists():
            wrong.append(f"{config.ledger_path}: the ledger is gone; {REBUILD}")
        else:
            notes.append(
                f"{config.ledger_path}: no ledger: files that are gone or cut at a line's end cannot be noticed"
            )
    except LedgerError as error:
        wrong.append(str(error))
    try:
        try:
            stones.all()
        except ArchiveError as error:
            wrong.append(str(error))
            found = verify(root, marks)
        else:
            found = verify(root, marks, stones.hold)
            if not stones.path.exists() and stones.lock.exists():
                wrong.append(f"{stones.path}: the list of what was taken down is gone; put it back from a copy")
        wrong += found.wrong
        if ledger is not None:
            try:
                wrong += ledger.damage()
                wrong += _against(ledger, found, marks)
            except LedgerError as error:
                wrong.append(str(error))
        return Checked(records=found.lines, files=found.files, wrong=wrong, notes=notes, waiting=len(found.taken_down))
    finally:
        if ledger is not None:
            ledger.close()


def _against(ledger: SqliteLedger, found: Verified, marks: dict[str, int]) -> Iterator[str]:
    """Records that the ledger knows and no file holds, and records behind its marks that it does not know."""
    read = {id for id, (file, end) in found.places.items() if end <= marks.get(file, 0)}
    gone: list[str] = []
    ends: dict[str, int] = {}
    turned: dict[str, None] = {}
    for id in ledger.ids():
        read.discard(id)
        if id not in found.places:
            gone.append(id)
            continue
        file, end = found.places[id]
        if end < ends.get(file, 0):
            turned[file] = None
        ends[file] = end
    for file in turned:
        yield f"{file}: its lines stand in another order than the ledger has read them"
    if gone:
        yield f"{len(gone)} records that the ledger has read stand in no file: {first_few(gone)}"
    strange = sorted(read - found.taken_down)
    if strange:
        yield f"{len(strange)} records are strange to the ledger, which has read their files: {first_few(strange)}; {REBUILD}"
