"""Content encodings: unpacked within DOWNLOAD_MAXSIZE, layer by layer; a stream that was cut is never taken as whole.

Scrapy's own unpacking is bounded too, but gives back what it got of a stream that was cut in half.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator
from typing import Any

import brotli  # type: ignore[import-untyped]
from backports import zstd
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError

STEP = 64 * 1024
# One is usual, two are a mistake of some proxy, more are a trap.
MOST_LAYERS = 3
# Streams that follow each other in one body: one is usual.
MOST_PARTS = 100
# 8 MiB: RFC 9659.
ZSTD_WINDOW_LOG = 23
GZIP = b"\x1f\x8b"


class TooLarge(DownloadCancelledError):
    """A body that unpacks to more than DOWNLOAD_MAXSIZE."""


class Cut(ResponseDataLossError):
    """A packed body that ends before its end, or is damaged."""


def codings(headers: list[bytes]) -> list[str]:
    """The encodings of a body in the order to undo them, unknown and empty ones too.

    >>> codings([b"gzip, BR", b"identity"])
    ['br', 'gzip']
    """
    names = [name.strip().lower().decode("latin-1") for value in headers for name in value.split(b",")]
    return [name.removeprefix("x-") for name in reversed(names) if name not in ("", "identity")]


def unpack(body: bytes, names: list[str], most: int, *, whole: bool = True, cut_is_end: bool = False) -> bytes:
    """Undo the encodings ``names``; raises TooLarge or Cut. An unknown name is left alone, as browsers do.

    Not ``whole``: of more than ``most`` bytes the first are enough. ``cut_is_end``: so is what a cut stream has.

    >>> unpack(zlib.compress(b"ferry"), ["deflate"], 100), unpack(zlib.compress(b"ferry"), ["deflate"], 3, whole=False)
    (b'ferry', b'fer')
    """
    if len(names) > MOST_LAYERS:
        raise TooLarge(f"{len(names)} layers of Content-Encoding: {MOST_LAYERS} at most are undone")
    for name in names:
        steps = _KINDS.get(name)
        if steps is None or not body:
            break
        parts: list[bytes] = []
        size = 0
        try:
            for part in steps(body):
                size += len(part)
                parts.append(part)
                if most and size > most:
                    if not whole:
                        break
                    raise TooLarge(f"{len(body)} bytes of {name} unpack to more than {most} (DOWNLOAD_MAXSIZE)")
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            if not cut_is_end:
                raise Cut(f"the {name} body is cut or damaged: {error}") from error
        body = b"".join(parts)
    return body if whole or not most else body[:most]


def _inflate(body: bytes, start: int, bits: int) -> Generator[bytes, None, int]:
    """Unpack one stream from ``start``; gives where it ends. Fed in slices: zlib copies what it has not used yet."""
    unpacker = zlib.decompressobj(bits)
    while not unpacker.eof:
        data = body[start : start + STEP]
        start += len(data)
        if not data:
            part = unpacker.decompress(b"", STEP)
            if not part and not unpacker.eof:
                raise EOFError("it ends too early")
            yield part
        # At the end zlib gives what is left both as unused and as unconsumed: fed again, it would be counted twice.
        while data and not unpacker.eof:
            yield unpacker.decompress(data, STEP)
            data = unpacker.unconsumed_tail
    return start - len(unpacker.unused_data)


def _gzip(body: bytes) -> Iterator[bytes]:
    """Several gzip members may follow each other; anything else behind the first is ignored, as browsers do."""
    if not body.startswith(GZIP):
        # Declared but not packed: some servers say gzip of everything.
        yield body
        return
    start = parts = 0
    while body.startswith(GZIP, start):
        parts += 1
        if parts > MOST_PARTS:
            raise TooLarge(f"more than {MOST_PARTS} gzip members in one body")
        start = yield from _inflate(body, start, 31)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Deflate is zlib's by the standard, and raw by the habit of some servers (RFC 9110, 8.4.1.2)."""
    try:
        zlib.decompressobj().decompress(body[:64], 64)
        bits = 15
    except zlib.error:
        bits = -15
    yield from _inflate(body, 0, bits)


def _brotli(body: bytes) -> Iterator[bytes]:
    unpacker: Any = brotli.Decompressor()
    yield unpacker.process(body, output_buffer_limit=STEP)
    while not unpacker.is_finished():
        part = unpacker.process(b"", output_buffer_limit=STEP)
        if not part and not unpacker.is_finished() and unpacker.can_accept_more_data():
            raise EOFError("it ends too early")
        yield part


def _zstd(body: bytes) -> Iterator[bytes]:
    """Several frames may follow each other; a window above what RFC 9659 allows on the web is refused."""
    for _ in range(MOST_PARTS):
        unpacker = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})
        data = body
        while not unpacker.eof:
            part = unpacker.decompress(data, STEP)
            if not part and unpacker.needs_input and not unpacker.eof:
                raise EOFError("it ends too early")
            data = b""
            yield part
        body = unpacker.unused_data
        if not body:
            return
    raise TooLarge(f"more than {MOST_PARTS} zstd frames in one body")


_KINDS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
