"""A new ledger from the archive: for one that is lost, garbage, or of an older form.

What the archive has lost, and which address led to which article, only the old ledger knows: it is asked before it is
moved aside.

Nobody else writes to the ledger meanwhile: a run that started then would write to the one that is moved aside.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.archive.files import sync_directory
from newscrawl.archive.lengths import gaps, shortfalls
from newscrawl.archive.replacing import replacing
from newscrawl.archive.tombstones import Tombstones
from newscrawl.config import Config
from newscrawl.desk.replay import replay
from newscrawl.desk.takedown import forget
from newscrawl.errors import LedgerError
from newscrawl.ledger.alive import is_dead
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.ledger.turns import Turns, lock_of
from newscrawl.ledger.witness import Witness, witness_of
from newscrawl.stories import Linker

_BESIDE = ("", "-wal", "-shm")
COMMIT_EVERY = 5000


@dataclass(frozen=True, kw_only=True, slots=True)
class Rebuilt:
    """How many articles were read into how many stories, what could not be read, and where the old ledger lies.

    ``lost`` names the files that are gone or cut, ``missing`` the versions that the old ledger knew and no file holds any
    more; ``silent`` says why no old ledger could tell, where that is so.
    """

    articles: int
    stories: int
    wrong: tuple[str, ...]
    kept: Path | None
    lost: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    silent: str | None = None


def rebuild(config: Config) -> Rebuilt:
    """Make the ledger anew beside the old one, then put it in its place; the old one is kept beside.

    Stories, versions and marks come from the archive, and what addresses redirected to, or articles moved to, from the old ledger
    where it can be read; validators, retries and intervals start afresh. Raises
    LedgerError while a run holds the ledger, ArchiveError where the archive cannot be read.
    """
    target = config.ledger_path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_while_held(target)
        alone = Turns(target, alone=True)
    except OSError as error:
        raise LedgerError(f"{error.filename or target}: {error.strerror}; make room or mend the permissions") from error
    try:
        return _rebuild(config, target)
    finally:
        alone.close()


def _rebuild(config: Config, target: Path) -> Rebuilt:
    root = config.archive_dir
    fresh = target.with_name(f".{target.name}.rebuilt")
    _remove(fresh)
    wrong: list[str] = []
    old, silent = _old(target)
    stones = Tombstones(config.data_dir)
    taken_down: set[str] = set()
    ledger = SqliteLedger(fresh)
    try:
        linker = Linker(ledger.stories, window_days=config.story_window_days)
        count = replay(root, ledger, linker, commit_every=COMMIT_EVERY, wrong=wrong, held=taken_down)
        for asked, kept_as in (old.led if old else {}).items():
            # No line of the archive says it, and an article that is left for good is not asked again.
            root_now = ledger.root(kept_as)
            if ledger.newest(root_now) is not None and ledger.root(asked) != root_now:
                ledger.led(asked, root_now)
        for stone in stones.all():
            forget(stone, ledger)
        missing = old.ids.difference(ledger.ids(), stones.ids(), taken_down) if old else frozenset[str]()
        linker.age_out(datetime.now(UTC))
        stories = ledger.story_count()
        ledger.commit()
    finally:
        ledger.close()
    try:
        kept = _put_in_place(fresh, target)
    except OSError as error:
        raise LedgerError(f"{target}: {error.strerror}; make room, and rebuild again") from error
    _remove(fresh)
    for name in ("lock", "queue", "turn"):
        lock_of(fresh, name).unlink(missing_ok=True)
    lost = (
        shortfalls(root, old.marks) if old else [f"{name}: its number is left out: it is gone" for name in gaps(root)]
    )
    return Rebuilt(
        articles=count,
        stories=stories,
        wrong=tuple(wrong),
        kept=kept,
        lost=tuple(lost),
        missing=tuple(sorted(missing)),
        silent=silent,
    )


def _old(target: Path) -> tuple[Witness | None, str | None]:
    """What the old ledger says of the archive, or why it says nothing."""
    try:
        old = witness_of(target)
    except LedgerError as error:
        return None, f"the old ledger cannot be read ({error})"
    return old, None if old else f"{target}: there was no ledger"


def _refuse_while_held(target: Path) -> None:
    """Fail where another process writes to the ledger; one that is garbage is held by nobody."""
    if not target.exists():
        return
    connection = sqlite3.connect(target, timeout=2, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        owners = connection.execute("SELECT worker FROM leases WHERE expires > unixepoch()").fetchall()
        held = sum(not is_dead(target, str(owner)) for (owner,) in owners)
        connection.execute("ROLLBACK")
        # Everything into the one file, so that it can be moved whole.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LedgerError(f"{target}: another run holds it; rebuild when that one has ended") from error
        held = 0
    except sqlite3.DatabaseError:
        held = 0  # garbage: that is why it is rebuilt
    finally:
        connection.close()
    if held:
        raise LedgerError(
            f"{target}: a run holds {held} mirrors; rebuild when it has ended "
            "(a lease of a run that was killed expires by itself: NEWSCRAWL_LEASE_SECONDS)"
        )


def _put_in_place(fresh: Path, target: Path) -> Path | None:
    """The new ledger takes the old one's name in one step, so a crash leaves one of them; gives where the old one is kept."""
    aside: Path | None = None
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    if target.exists():
        aside = _free(target)
        try:
            os.link(target, aside)
        except FileExistsError:
            pass  # it was linked already, by a rebuild that was cut
        except (
            OSError
        ):  # a file system without links; what fails in copying, too, ends the rebuild with the old one in place
            with target.open("rb") as old, replacing(aside, alone=True) as copy:
                shutil.copyfileobj(old, copy)
        # What SQLite has left beside a file belongs to that file: beside the new one it would be read into it. It is empty,
        # where the old ledger could be read at all.
        for suffix in _BESIDE[1:]:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{target}{suffix}").replace(f"{aside}{suffix}")
    else:
        for suffix in _BESIDE[1:]:
            Path(f"{target}{suffix}").unlink(missing_ok=True)
    fresh.replace(target)
    sync_directory(target.parent)
    return aside


def _free(target: Path) -> Path:
    """Under which name the old ledger is kept: one kept before may be the only one that knows what was lost."""
    number = 1
    while True:
        aside = target.with_name(f"{target.name}.before-rebuild" + (f".{number}" if number > 1 else ""))
        if not aside.exists() or aside.samefile(target):
            return aside
        number += 1


def _remove(path: Path) -> None:
    for suffix in _BESIDE:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
