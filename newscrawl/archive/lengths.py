"""What the ledger has read of the archive's files, held against the files themselves: cheap enough for every start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from newscrawl.archive.files import ArchiveFile, archive_files

# The last four bytes of a gzip file say how long it is unpacked, up to so much (RFC 1952, 2.3.1).
_ROUND = 1 << 32


def shortfalls(root: Path, known: Mapping[str, int]) -> list[str]:
    """A line for each file that is gone, or shorter than the ledger has read it; packed files are asked for their length.

    >>> shortfalls(Path("/nowhere"), {"2026/09/01-w1-1.jsonl": 300, "2026/09/02-w1-1.jsonl": 0})
    ['2026/09/01-w1-1.jsonl: the ledger has read this file, and it is gone']
    """
    told = (shortfall(name, _length(root / name, end), end) for name, end in sorted(known.items()))
    return [line for line in told if line is not None]


def shortfall(name: str, length: int | None, end: int) -> str | None:
    """What is to be said of a file of so many bytes (None: it is gone) that the ledger has read up to ``end``; None: nothing.

    >>> shortfall("2026/09/01-w1-1.jsonl", 200, 300)
    '2026/09/01-w1-1.jsonl: cut: 200 bytes of 300 that the ledger has read'
    """
    if not end:
        return None
    if length is None:
        return f"{name}: the ledger has read this file, and it is gone"
    return f"{name}: cut: {length} bytes of {end} that the ledger has read" if length < end else None


def gaps(root: Path) -> list[str]:
    """Files left out where a writer has numbered those of a day from 1: without a ledger the only trace of a loss."""
    numbers: dict[tuple[date, str], set[int]] = defaultdict(set)
    for file in archive_files(root):
        numbers[file.day, file.writer].add(file.number)
    return [
        ArchiveFile(day, writer, number).name
        for (day, writer), there in sorted(numbers.items())
        for number in sorted(set(range(1, max(there))) - there)
    ]


def _length(plain: Path, end: int) -> int | None:
    """How long a file is, unpacked; None where there is none. A packed one says less than that: then it is near ``end``."""
    try:
        return plain.stat().st_size
    except FileNotFoundError:
        pass  # it may be packed
    try:
        with plain.with_name(plain.name + ".gz").open("rb") as packed:
            size = packed.seek(0, 2)
            if size < 18:
                return 0
            packed.seek(-4, 2)
            return int.from_bytes(packed.read(4), "little") + end - end % _ROUND
    except FileNotFoundError:
        return None
