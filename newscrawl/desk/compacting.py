"""Taking the records of every tombstone out of the archive's files, and what they left out of the ledger's."""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.archive.compact import Compacted, compact
from newscrawl.archive.tombstones import Tombstones
from newscrawl.config import Config
from newscrawl.desk.takedown import forget
from newscrawl.errors import ArchiveError
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker


def compact_archive(config: Config) -> Compacted:
    """Take the records of every tombstone out of the archive's files, and what they left out of the ledger's.

    Raises ArchiveError and LedgerError where a write failed; running it again completes it.
    """
    root, stones = config.archive_dir, Tombstones(config.data_dir)
    if not config.ledger_path.is_file():
        return compact(root, stones, marked=lambda file, old, new: None)
    ledger = SqliteLedger(config.ledger_path)
    try:
        ledger.sync_commits()

        known = ledger.marks()

        def marked(file: str, old: int, new: int) -> None:
            # A file that the ledger has not read to its end is read from its start again: that changes nothing.
            if file in known:
                ledger.mark(file, new if known[file] >= old else 0)
                ledger.commit()

        def forgotten(ids: Iterable[str]) -> None:
            linker = Linker(ledger.stories)
            for id in ids:
                linker.remove(id)
            ledger.commit()

        for stone in stones.all():
            forget(stone, ledger)
        ledger.commit()
        done = compact(root, stones, marked=marked, forgotten=forgotten)
        if stones:
            if not ledger.vacuum():
                done.left.append(f"{config.ledger_path}: a running crawl holds it; compact again when that has ended")
            # It is the ledger as it was, with the fingerprints of what was taken down.
            for old in sorted(config.ledger_path.parent.glob(f"{config.ledger_path.name}.before-rebuild*")):
                old.unlink()
        return done
    except OSError as error:
        raise ArchiveError(f"{error.filename or root}: {error.strerror}; compact again") from error
    finally:
        ledger.close()
