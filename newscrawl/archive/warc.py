"""Raw responses kept beside the archive as WARC 1.1, one gzip member a record (ISO 28500:2017, Annex D).

While a file is written it is called ``.open``; closed, it takes its name. What a crash leaves open is mended at the next
start: a torn last member is cut off, everything before it stays. An archived line names its record by file and offset,
and the record is durable before the line is.
"""

from __future__ import annotations

import http.client
import io
import os
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from newscrawl import __version__
from newscrawl.archive.files import make_directory, sync_directory
from newscrawl.errors import ArchiveError
from newscrawl.items import RawResponse, Warc
from newscrawl.layout import WARC

# A file is closed when it is larger than this, as other makers of WARC files do.
LARGEST = 1 << 30
# What a site sets to know its visitors again is nobody's to keep; lengths and encodings are those of the wire.
_NOT_KEPT = frozenset({"set-cookie", "set-cookie2", "content-length", "content-encoding", "transfer-encoding"})
CHUNK = 1 << 20


class WarcWriter:
    """Appends records below ``data/warc``; ``name`` is the archive writer's, which holds the lock for both."""

    def __init__(self, data: Path, name: str, *, largest: int = LARGEST) -> None:
        _library()
        self.root = data / WARC
        self._data, self._name, self._largest = data, name, largest
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._day: date | None = None
        self._broken: ArchiveError | None = None
        self.mended: list[Path] = []
        try:
            make_directory(self.root, self.root)
            for path in sorted(self.root.rglob(f"*-{name}-*.warc.gz.open")):
                self._mend(path)
        except OSError as error:
            raise self._fail(error) from error

    def append(self, raw: RawResponse) -> Warc:
        """Put one response at the end of the day's file; it is durable after the next ``sync``."""
        if self._broken:
            raise self._broken
        record = _record(raw)
        try:
            file = self._open(datetime.now(UTC).date())
            offset = file.tell()
            file.write(record)
        except OSError as error:
            raise self._fail(error) from error
        assert self._path is not None
        return Warc(file=self._path.with_suffix("").relative_to(self._data).as_posix(), offset=offset)

    def sync(self) -> None:
        """Make every record durable."""
        if self._broken:
            raise self._broken
        if self._file is None:
            return
        try:
            self._file.flush()
            os.fdatasync(self._file.fileno())
        except OSError as error:
            raise self._fail(error) from error

    def close(self) -> None:
        """Make everything durable and give the file its name."""
        try:
            self._close_file(whole=self._broken is None)
        except OSError as error:
            raise self._fail(error) from error

    def _open(self, day: date) -> BinaryIO:
        if self._file is not None and self._day == day and self._file.tell() < self._largest:
            return self._file
        self._close_file(whole=True)
        folder = self.root / f"{day:%Y/%m}"
        make_directory(folder, self.root)
        taken = [
            int(path.name.split(".")[0].split("-")[2]) for path in folder.glob(f"{day:%d}-{self._name}-*.warc.gz*")
        ]
        self._path = folder / f"{day:%d}-{self._name}-{max(taken, default=0) + 1}.warc.gz.open"
        self._file, self._day = self._path.open("xb"), day
        sync_directory(folder)
        self._file.write(_about(self._path.with_suffix("").name))
        return self._file

    def _close_file(self, *, whole: bool) -> None:
        if self._file is None or self._path is None:
            return
        try:
            if whole:
                self.sync()
        finally:
            self._file.close()
            self._file = None
        if whole:
            self._path.rename(self._path.with_suffix(""))
            sync_directory(self._path.parent)

    def _mend(self, path: Path) -> None:
        """Cut off a torn last member, and give the file its name."""
        with path.open("r+b") as file:
            whole = 0
            for start, size in members(file):
                whole = start + size
            if whole < path.stat().st_size:
                file.truncate(whole)
                os.fsync(file.fileno())
                self.mended.append(path)
        if whole:
            path.rename(path.with_suffix(""))
        else:
            path.unlink()
        sync_directory(path.parent)

    def _fail(self, error: OSError) -> ArchiveError:
        self._broken = ArchiveError(
            f"{error.filename or self._path or self.root}: {error.strerror or error}; nothing after the last "
            "acknowledged line counts: make room or mend the permissions, and run again"
        )
        return self._broken


def members(file: BinaryIO, start: int = 0) -> Iterator[tuple[int, int]]:
    """Start and size of every whole gzip member from a byte on, up to the first that is not whole."""
    while True:
        file.seek(start)
        inflate, size, rest = zlib.decompressobj(wbits=31), 0, b""
        try:
            while not inflate.eof:
                chunk = file.read(CHUNK)
                if not chunk:
                    return
                size += len(chunk)
                # In steps, so that a member that unpacks to far more than it weighs costs no memory.
                rest = chunk
                while rest and not inflate.eof:
                    inflate.decompress(rest, CHUNK)
                    rest = inflate.unconsumed_tail
        except zlib.error:
            return  # what stands from here on is no record: whoever asks sees that the file is longer
        size -= len(inflate.unused_data)
        yield start, size
        start += size


def read_raw(data: Path, warc: Warc) -> bytes:
    """The body that a record keeps, as it was received; raises ArchiveError where it is gone or damaged."""
    path = data / warc.file
    if not path.exists():
        path = path.with_name(path.name + ".open")
    where = f"{warc.file}: byte {warc.offset}"
    try:
        with path.open("rb") as file:
            start, size = next(members(file, warc.offset), (0, 0))
            if not size:
                raise ArchiveError(f"{where}: no whole record stands there")
            file.seek(start)
            member = file.read(size)
    except OSError as error:
        raise ArchiveError(f"{where}: {error.strerror or error}") from error
    return body_of(member, where)


def body_of(member: bytes, where: str) -> bytes:
    """The body in one gzip member of a WARC file, held against the record's digests; raises ArchiveError, naming ``where``."""
    _library()
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(member), check_digests="raise"):
            if record.rec_type in ("response", "resource"):
                return bytes(record.content_stream().read())
    except ArchiveLoadFailed as error:
        raise ArchiveError(f"{where}: {error}") from error
    raise ArchiveError(f"{where}: no response stands there")


def warc_files(data: Path) -> list[Path]:
    """Every WARC file of a data directory, those that a crawl writes or has left open too."""
    return sorted((data / WARC).rglob("[0-9]*-*-*.warc.gz*"))


def _record(raw: RawResponse) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True, warc_version="WARC/1.1")
    about = {"WARC-Date": raw.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    if raw.via == "browser":  # what the browser made of the page was never sent by the server
        record = writer.create_warc_record(
            raw.url,
            "resource",
            io.BytesIO(raw.body),
            len(raw.body),
            warc_content_type="text/html",
            warc_headers_dict=about,
        )
    else:
        kept = [(_clean(name), _clean(value)) for name, value in raw.headers if name.lower() not in _NOT_KEPT]
        kept.append(("Content-Length", str(len(raw.body))))
        status = f"{raw.status} {http.client.responses.get(raw.status, 'Unknown')}"
        record = writer.create_warc_record(
            raw.url,
            "response",
            io.BytesIO(raw.body),
            len(raw.body),
            http_headers=StatusAndHeaders(status, kept, protocol="HTTP/1.1"),
            warc_headers_dict=about,
        )
    writer.write_record(record)
    return packed.getvalue()


def _clean(text: str) -> str:
    """One line of a header: what came in must not begin another."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:8192]


def _about(name: str) -> bytes:
    from warcio.warcwriter import WARCWriter

    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True, warc_version="WARC/1.1")
    told = {"software": f"newscrawl/{__version__}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(name, told))
    return packed.getvalue()


def _library() -> None:
    try:
        import warcio  # noqa: F401
    except ImportError as error:
        raise ArchiveError(
            "NEWSCRAWL_WARC needs warcio: pip install 'newscrawl[warc]', or leave the setting out"
        ) from error
