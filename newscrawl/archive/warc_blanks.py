"""Raw responses taken out of WARC files: where a record stood a remark of its size stands, and every other keeps its place."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from newscrawl.archive.replacing import replacing
from newscrawl.archive.warc import CHUNK, members
from newscrawl.errors import ArchiveCorrupt, ArchiveError
from newscrawl.items import Warc

# An address is at most so long, with what stands before it in a record's head.
_HEAD = 1 << 16


def blank(data: Path, warc: Warc) -> None:
    """Take one record out and leave every other where it is: a remark of the same size stands in its place.

    The file is written beside and renamed, so a crash leaves the old or the new one. Blanking again changes nothing, and
    where the file is gone nothing is left to blank. Raises ArchiveCorrupt where no whole record stands.
    """
    path = data / warc.file
    if not path.exists():
        path = path.with_name(path.name + ".open")  # a crash has left it so
    try:
        with path.open("rb") as file:
            start, size = next(members(file, warc.offset), (0, 0))
            if not size:
                raise ArchiveCorrupt(f"{warc.file}: byte {warc.offset}: no whole record stands there")
        _blank(path, [(start, size)])
    except FileNotFoundError:
        return  # the file is gone, and the response with it; a line that names it is for ``scrapy archive verify`` to tell
    except OSError as error:
        raise ArchiveError(f"{error.filename or path}: {error.strerror or error}; run again") from error


def strays(path: Path, taken_down: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Start and size of every response of an address that ``taken_down`` names, whether a line names the record or not.

    A crash between record and line leaves a response that nothing points to.
    """
    try:
        with path.open("rb") as file:
            return [place for place in members(file) if taken_down(_target(file, place[0]))]
    except OSError as error:
        raise ArchiveError(f"{error.filename or path}: {error.strerror or error}; run again") from error


def blank_strays(path: Path, taken_down: Callable[[str], bool]) -> int:
    """Blank them; gives their number."""
    places = strays(path, taken_down)
    try:
        if places:
            _blank(path, places)
        return len(places)
    except OSError as error:
        raise ArchiveError(f"{error.filename or path}: {error.strerror or error}; run again") from error


def _target(file: BinaryIO, start: int) -> str:
    """The address that a record is of; empty for a record of none."""
    file.seek(start)
    head = zlib.decompressobj(wbits=31).decompress(file.read(CHUNK), _HEAD).partition(b"\r\n\r\n")[0]
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"warc-target-uri":
            return value.strip().strip(b"<>").decode("utf-8", "replace")
    return ""


def _blank(path: Path, places: list[tuple[int, int]]) -> None:
    with path.open("rb") as file, replacing(path, alone=True) as target:
        end = 0
        for start, size in places:
            _copy(file, target, start - end)
            target.write(_remark(size))
            end = start + size
            file.seek(end)
        _copy(file, target, None)


def _copy(source: BinaryIO, target: BinaryIO, size: int | None) -> None:
    while size is None or size > 0:
        chunk = source.read(CHUNK if size is None else min(CHUNK, size))
        if not chunk:
            return
        target.write(chunk)
        if size is not None:
            size -= len(chunk)


def _remark(size: int) -> bytes:
    """A gzip member of exactly so many bytes that says a record was taken out (padding is a gzip comment, RFC 1952)."""
    record = (
        b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        b"Content-Length: 0\r\n\r\n\r\n\r\n"
    )
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(record) + deflate.flush()
    end = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
    padding = size - 10 - 1 - len(packed) - len(end)
    if padding < 0:
        raise ArchiveError("a record smaller than the remark that it was taken out")
    return b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff" + b"-" * padding + b"\x00" + packed + end
