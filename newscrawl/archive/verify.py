"""Reading all of the archive, and the raw responses that it names, and naming each bad line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newscrawl.archive.files import archive_files, strangers
from newscrawl.archive.lengths import shortfall
from newscrawl.archive.reader import Line, lines_of
from newscrawl.archive.records import SCHEMA_KEYS, check_line, from_record
from newscrawl.archive.warc import body_of, members, read_raw, warc_files
from newscrawl.errors import ArchiveCorrupt, ArchiveError
from newscrawl.items import Article, Warc


@dataclass
class Verified:
    """What was read, and a line of text for each thing that is wrong."""

    files: int = 0
    lines: int = 0
    wrong: list[str] = field(default_factory=list)
    # The id of every good record, with its file and the byte behind it; and the ids of those that were taken down.
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    taken_down: set[str] = field(default_factory=set)
    # WARC file -> byte -> the digest of the body that stands there, and the place of the line that names it.
    named: dict[str, dict[int, tuple[str | None, str]]] = field(default_factory=dict)


def verify(
    root: Path, known: Mapping[str, int] | None = None, taken_down: Callable[[Article], bool] = lambda article: False
) -> Verified:
    """Read every line below ``root``. ``known`` says how long each file was when the ledger last read it."""
    result = Verified()
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
                for mistake in _mistakes(line, result, taken_down):
                    result.wrong.append(f"{line.where}: {mistake}")
        except ArchiveCorrupt as error:
            result.wrong.append(str(error))
        except OSError as error:
            result.wrong.append(f"{file.name}: {error.strerror or error}")
    cut = (shortfall(name, lengths.get(name), end) for name, end in (known or {}).items())
    result.wrong += [line for line in cut if line is not None]
    result.wrong += _raw_mistakes(root.parent, result.named)
    result.wrong += [f"{path.relative_to(root)}: not a file of the archive" for path in strangers(root)]
    return result


def _mistakes(line: Line, result: Verified, taken_down: Callable[[Article], bool]) -> Iterator[str]:
    if not line.ended:
        yield "torn: no newline at its end"
    try:
        record = check_line(line.data)
        if tuple(record) != SCHEMA_KEYS:
            yield "keys are missing, strange or in another order"
        article = from_record(record)
    except ArchiveCorrupt as error:
        yield str(error)
        return
    if article.id in result.places:
        file, end = result.places[article.id]
        yield f"repeats the record before byte {end} of {file}"
    result.places[article.id] = (line.file, line.end)
    if taken_down(article):
        result.taken_down.add(article.id)
    if article.provenance.warc:
        place = article.provenance.warc
        result.named.setdefault(place.file, {})[place.offset] = (article.provenance.body_sha256, line.where)


def _raw_mistakes(folder: Path, named: dict[str, dict[int, tuple[str | None, str]]]) -> Iterator[str]:
    """Every raw response that a line names must be there, and be the one that was read; and every file must be whole."""
    for path in warc_files(folder):
        name = path.relative_to(folder).as_posix().removesuffix(".open")
        wanted = named.get(name, {})
        try:
            yield from _of_one_file(path, name, wanted)
        except FileNotFoundError:
            continue  # a crawl has closed it and given it its name
        except OSError as error:
            yield f"{name}: {error.strerror or error}"
    # What stands behind a damaged record, and what stands in a file that is gone.
    for name, rest in named.items():
        for start, told in rest.items():
            yield from _of_one(name, start, told, partial(read_raw, folder, Warc(file=name, offset=start)))


def _of_one_file(path: Path, name: str, wanted: dict[int, tuple[str | None, str]]) -> Iterator[str]:
    whole = 0
    with path.open("rb") as file:
        for start, size in members(file):
            whole = start + size
            if start in wanted:
                file.seek(start)
                yield from _of_one(
                    name, start, wanted.pop(start), partial(body_of, file.read(size), f"{name}: byte {start}")
                )
        # One that is being written ends anywhere; what a crash left of one is mended at the next start.
        if whole < path.stat().st_size and path.suffix != ".open":
            yield f"{name}: no whole record stands at byte {whole}"


def _of_one(name: str, start: int, told: tuple[str | None, str], read: Callable[[], bytes]) -> Iterator[str]:
    digest, where = told
    try:
        body = read()
    except ArchiveError as error:
        yield f"{where}: its raw response: {error}"
        return
    if hashlib.sha256(body).hexdigest() != digest:
        yield f"{where}: its raw response: {name}: byte {start}: another page stands there"
