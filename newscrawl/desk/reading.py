"""Documents of any JSON Lines, read once by all processors: where each stands in time, and its fingerprints on disk."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Container, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, BinaryIO, get_args

import numpy as np
import numpy.typing as npt

from newscrawl.archive.files import naming
from newscrawl.items import Precision, Revision, RevisionKind
from newscrawl.stories import Copy
from newscrawl.stories.copies import prints_of_copy
from newscrawl.stories.index import Order
from newscrawl.stories.prints import Prints, telling

LONGEST_LINE = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b"
# Documents that are handed over together, and from how many on it pays to start processes.
_BATCH, _MANY = 500, 20_000
# A long text is alone when no more than two of its marks are in others: three are needed to look at a story. A short one
# when none is.
_LONG, _FEW = 60, 2
# Keys of a line that are named where the right one is missing.
_KEYS = 12
# Marks are compared in so many parts, each in memory by itself.
_PARTS = 32


@dataclass(kw_only=True, slots=True)
class Documents:
    """What was read, in the file's order; ``alone`` says which share so little with others that nothing can link them."""

    orders: list[Order] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    # Of documents that have nothing to be linked by: how many, and what the first of them lacks.
    textless: int = 0
    first_textless: str = ""
    alone: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))


@dataclass(frozen=True, slots=True)
class _Read:
    """A batch of lines: the documents' places in time and packed fingerprints (empty: none), or what is wrong with a line.

    ``textless`` are the lines without anything to link by; behind each, what it lacks.
    """

    numbers: list[int] = field(default_factory=list)
    orders: list[Order | str] = field(default_factory=list)
    prints: list[bytes] = field(default_factory=list)
    textless: dict[int, str] = field(default_factory=dict)


def read_documents(
    source: BinaryIO, prints: BinaryIO, *, progress: Callable[[int, int], None], left_out: Container[str] = ()
) -> Documents:
    """Read all documents but those of the ids ``left_out``; fingerprints go to ``prints``, so memory holds ids and places."""
    found = Documents()
    seen: dict[str, int] = {}
    marks, counts, enough = array("I"), array("I"), array("B")
    with naming(_place(source)):
        size = source.seek(0, os.SEEK_END)
    at = 0
    for batch in _in_parallel(_batches(source, found.wrong)):
        for number, order, packed in zip(batch.numbers, batch.orders, batch.prints, strict=True):
            if isinstance(order, str):
                found.wrong.append(f"line {number}: {order}")
                continue
            if order[2] in left_out:
                continue
            text = zlib.crc32(packed)
            if order[2] in seen:  # an article that is there again changes nothing
                if seen[order[2]] != text:
                    found.wrong.append(f"line {number}: id {order[2]!r} is there already, with another text")
                continue
            seen[order[2]] = text
            if number in batch.textless:
                found.first_textless = found.first_textless or f"line {number}: {batch.textless[number]}"
                found.textless += 1
            own = Prints.unpack(packed).marks if packed else ()
            told = telling(own) if len(own) >= _LONG else own
            marks.extend(told)
            counts.append(len(told))
            enough.append(_FEW if len(own) >= _LONG else 0)
            found.orders.append(order)
            found.places.append((at, len(packed)))
            at += prints.write(packed)
        progress(source.tell(), size)
    shared = _shared(np.frombuffer(marks, np.uint32), np.frombuffer(counts, np.uint32))
    found.alone = shared <= np.frombuffer(enough, np.uint8)
    return found


def _shared(marks: npt.NDArray[np.uint32], counts: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """How many of its marks each document shares with any other; ``counts`` says how many are its own."""
    owners = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    shared = np.zeros(len(counts), np.int64)
    for part in range(_PARTS):
        some = marks % _PARTS == part
        postings = np.sort((marks[some].astype(np.uint64) << np.uint64(32)) | owners[some])
        same = postings[1:] >> np.uint64(32) == postings[:-1] >> np.uint64(32)
        both = np.zeros(len(postings), np.bool_)
        both[1:] |= same
        both[:-1] |= same
        shared += np.bincount((postings[both] & np.uint64(0xFFFFFFFF)).astype(np.int64), minlength=len(counts))
    return shared


def _in_parallel(lines: Iterator[list[tuple[int, bytes]]]) -> Iterator[_Read]:
    """Batches in order, a few ahead of what was asked for."""
    first = list(islice(lines, _MANY // _BATCH))
    workers = _workers()
    if len(first) < _MANY // _BATCH or workers < 2:
        yield from map(_read, first)
        yield from map(_read, lines)
        return
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))
        waiting: deque[Future[_Read]] = deque(pool.submit(_read, batch) for batch in first)
        del first
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_read, batch) for batch in islice(lines, 1))


def _workers() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(source: BinaryIO, wrong: list[str]) -> Iterator[list[tuple[int, bytes]]]:
    """Lines with their numbers, so many at a time."""
    lines = _lines(source, wrong)
    while batch := list(islice(lines, _BATCH)):
        yield batch


def _lines(source: BinaryIO, wrong: list[str]) -> Iterator[tuple[int, bytes]]:
    """Lines that hold anything, unpacked where the file is packed (gzip, as closed archive files are)."""
    number = 0
    with naming(_place(source)):
        source.seek(0)
        packed = source.read(len(_GZIP)) == _GZIP
        source.seek(0)
        lines = gzip.GzipFile(fileobj=source) if packed else source
        try:
            while line := lines.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                    wrong.append(f"line {number}: longer than {LONGEST_LINE >> 20} MiB")
                    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                elif line.strip():
                    yield number, line
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            wrong.append(f"after line {number}: {error}")


def _place(source: BinaryIO) -> Path:
    return Path(getattr(source, "name", "the documents"))


def _read(lines: list[tuple[int, bytes]]) -> _Read:
    found = _Read()
    for number, line in lines:
        order: Order | str
        packed = b""
        try:
            copy = document(line)
            order = copy.order
            prints = prints_of_copy(copy)
            packed = prints.pack() if prints is not None else b""
            if prints is None and not copy.body:
                found.textless[number] = _lacking(line)
        except (ValueError, RecursionError) as error:
            order = str(error)
        found.numbers.append(number)
        found.orders.append(order)
        found.prints.append(packed)
    return found


def document(line: bytes) -> Copy:
    """The copy that a line holds; raises ValueError for anything else."""
    entry: Any = json.loads(line)
    if not isinstance(entry, dict):
        raise ValueError("not a JSON object")
    id, body = entry.get("id"), entry.get("body")
    if not isinstance(id, str) or not id:
        raise ValueError("'id' is missing or not a string")
    try:
        id.encode()
    except UnicodeEncodeError:
        raise ValueError(f"'id' holds half a character (a lone surrogate): {id!a:.60}") from None
    if isinstance(body, list) and all(isinstance(part, str) for part in body):
        body = "\n\n".join(body)
    if body is not None and not isinstance(body, str):
        raise ValueError("'body' is neither a string nor a list of paragraphs")
    origin = entry.get("provenance")
    precision = entry.get("published_precision")
    return Copy(
        id=id,
        headline=_text(entry, "headline"),
        revision=_revision(entry.get("revision")),
        body=body,
        published_at=_time(entry, "published_at"),
        published_precision=precision if precision in get_args(Precision) else None,
        fetched_at=_time(entry, "fetched_at"),
        fingerprints=_text(origin, "fingerprints") if isinstance(origin, dict) else None,
    )


def _revision(value: object) -> Revision | None:
    """A record's revision; None for anything else: other files may call something else so.

    >>> _revision({"kind": "update", "number": 2, "text": "UPDATE 2-"}), _revision("r17")
    (Revision(kind='update', number=2, text='UPDATE 2-'), None)
    """
    if not isinstance(value, dict) or value.get("kind") not in get_args(RevisionKind):
        return None
    number, text = value.get("number"), value.get("text")
    return Revision(
        kind=value["kind"],
        number=number if type(number) is int else None,
        text=text if isinstance(text, str) else "",
    )


def _lacking(line: bytes) -> str:
    """What a line without a text lacks.

    >>> _lacking(b'{"id": "a", "text": "Rain", "ts": 5}')
    "no 'body' among its keys (id, text, ts), and no fingerprints"
    >>> _lacking(b'{"id": "a", "body": null}')
    "'body' is null, and there are no fingerprints"
    """
    entry = json.loads(line)
    origin = entry.get("provenance")
    if isinstance(origin, dict) and origin.get("fingerprints"):
        return "no 'body', and fingerprints of a form that is not known here"
    if "body" in entry:
        return f"'body' is {'null' if entry['body'] is None else 'empty'}, and there are no fingerprints"
    return f"no 'body' among its keys ({', '.join(list(entry)[:_KEYS])}), and no fingerprints"


def _text(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key!r} is not a string")
    return value


def _time(entry: dict[str, Any], key: str) -> datetime | None:
    value = _text(entry, key)
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{key!r} is not an ISO 8601 time: {value!r:.60}") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
