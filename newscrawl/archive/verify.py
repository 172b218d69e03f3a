"""Reading all of the archive, and the raw responses that it names, and naming each bad line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscrawl.archive.files import archive_files, strangers
from newscrawl.archive.reader import lines_of
from newscrawl.archive.records import SCHEMA_KEYS, check_line, from_record
from newscrawl.archive.warc import read_raw
from newscrawl.errors import ArchiveCorrupt, ArchiveError
from newscrawl.items import Warc


@dataclass
class Verified:
    """What was read, and a line of text for each thing that is wrong."""

    files: int = 0
    lines: int = 0
    wrong: list[str] = field(default_factory=list)


def verify(root: Path, known: Mapping[str, int] | None = None) -> Verified:
    """Read every line below ``root``. ``known`` says how long each file was when the ledger last read it."""
    result = Verified()
    seen: dict[str, str] = {}
    lengths: dict[str, int] = {}
    for file in archive_files(root):
        result.files += 1
        if file.plain(root).exists() and file.packed(root).exists():
            result.wrong.append(f"{file.name}: stands beside its packed form; the next crawl mends this")
        lengths[file.name] = 0
        try:
            for line in lines_of(root, file):
                result.lines += 1
                lengths[file.name] = line.end
                where = f"{file.name}: line {line.number}, byte {line.start}"
                for mistake in _mistakes(line.data, where, seen, root.parent):
                    result.wrong.append(f"{where}: {mistake}")
        except ArchiveCorrupt as error:
            result.wrong.append(str(error))
        except OSError as error:
            result.wrong.append(f"{file.name}: {error.strerror or error}")
    for name, length in (known or {}).items():
        if name not in lengths:
            result.wrong.append(f"{name}: the ledger has read this file, and it is gone")
        elif lengths[name] < length:
            result.wrong.append(f"{name}: cut: {lengths[name]} bytes of {length} that the ledger has read")
    result.wrong += [f"{path.relative_to(root)}: not a file of the archive" for path in strangers(root)]
    return result


def _mistakes(data: bytes, where: str, seen: dict[str, str], folder: Path) -> Iterator[str]:
    if not data.endswith(b"\n"):
        yield "torn: no newline at its end"
    try:
        record = check_line(data)
        if tuple(record) != SCHEMA_KEYS:
            yield "keys are missing, strange or in another order"
        from_record(record)
    except ArchiveCorrupt as error:
        yield str(error)
        return
    identifier = str(record.get("id"))
    if identifier in seen:
        yield f"repeats the record at {seen[identifier]}"
    seen[identifier] = where
    if record["provenance"]["warc"]:
        yield from _raw_mistakes(record["provenance"], folder)


def _raw_mistakes(origin: dict[str, Any], folder: Path) -> Iterator[str]:
    """The raw response that a line names must be there, and be the one that was read."""
    try:
        body = read_raw(folder, Warc(**origin["warc"]))
    except ArchiveError as error:
        yield f"its raw response: {error}"
        return
    if hashlib.sha256(body).hexdigest() != origin["body_sha256"]:
        yield f"its raw response: {origin['warc']['file']}: byte {origin['warc']['offset']}: another page stands there"
