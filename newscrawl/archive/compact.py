"""Compaction: archive files without the records that were taken down.

A file is written anew beside its place, synced and renamed; a crash leaves the old one or the new one, and running it
again completes it. Files that a running crawl writes are left for the next time, and named.
"""

from __future__ import annotations

import fcntl
import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive.files import ArchiveFile, archive_files
from newscrawl.archive.reader import lines_of
from newscrawl.archive.records import check_line
from newscrawl.archive.replacing import Replacement
from newscrawl.archive.tombstones import Tombstones
from newscrawl.archive.warc import warc_files
from newscrawl.archive.warc_blanks import blank, blank_strays, strays
from newscrawl.errors import ArchiveCorrupt, ArchiveError
from newscrawl.items import Article


@dataclass
class Compacted:
    """What was done: files rewritten, records taken out, stray raw responses blanked; a line of text for each file left."""

    files: int = 0
    records: int = 0
    strays: int = 0
    left: list[str] = field(default_factory=list)


def compact(
    root: Path,
    stones: Tombstones,
    *,
    marked: Callable[[str, int, int], None],
    forgotten: Callable[[Iterable[str]], None] = lambda ids: None,
) -> Compacted:
    """Rewrite every file below ``root`` that holds a record of a tombstone.

    ``marked(file, old, new)`` makes durable how far the ledger has read a file that was ``old`` bytes long. It is called with
    0 before the rename and with the new length after it: a crash in between makes the next run read the whole file
    again, which changes nothing. ``forgotten(ids)`` is called before that: a version that a running crawl took in while its
    article was taken down has left no id on the tombstone.
    """
    done = Compacted()
    if not stones:
        return done
    for file in archive_files(root):
        try:
            gone = _gone(root, file, stones, done.left)
            if not gone:
                continue
            with _held(root, file.writer) as ours:
                if not ours:
                    done.left.append(f"{file.name}: a running crawl writes it; compact again when that has ended")
                    continue
                if file.plain(root).exists() and file.packed(root).exists():
                    done.left.append(f"{file.name}: stands beside its packed form; crawl once, then compact again")
                    continue
                forgotten(article.id for article in gone)
                for article in gone:
                    if article.provenance.warc is not None:
                        blank(root.parent, article.provenance.warc)
                _rewrite(root, file, frozenset(article.id for article in gone), marked)
        except ArchiveCorrupt as error:
            done.left.append(f"{error}; it was not compacted")
            continue
        except OSError as error:
            raise ArchiveError(
                f"{error.filename or file.name}: {error.strerror}; make room, and compact again"
            ) from error
        done.files += 1
        done.records += len(gone)
    _blank_strays(root, stones, done)
    return done


def _blank_strays(root: Path, stones: Tombstones, done: Compacted) -> None:
    """Raw responses that no line names: a crash came between the two."""
    for path in warc_files(root.parent):
        if not strays(path, stones.hold_url):
            continue
        with _held(root, path.name.split("-")[1]) as ours:
            if ours and path.exists():
                done.strays += blank_strays(path, stones.hold_url)
            else:
                done.left.append(
                    f"{path.relative_to(root.parent)}: a running crawl writes it; compact again afterwards"
                )


def _gone(root: Path, file: ArchiveFile, stones: Tombstones, left: list[str]) -> list[Article]:
    gone = []
    addresses = [stone.url.encode() for stone in stones.all()]
    for line in lines_of(root, file):
        try:
            article = line.article()
        except ArchiveCorrupt:
            # It stays as it is: what it was nobody knows for sure. One that names what was taken down is told.
            if any(b'"url":"%b"' % address in line.data for address in addresses):
                left.append(f"{line.where}: is damaged and names what was taken down; put it back from a copy")
            continue
        if stones.hold(article):
            gone.append(article)
    return gone


@contextmanager
def _held(root: Path, writer: str) -> Iterator[bool]:
    """Whether the lock of a file's writer is ours; it is kept while the file is rewritten."""
    with (root / f".{writer}.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _rewrite(root: Path, file: ArchiveFile, gone: frozenset[str], marked: Callable[[str, int, int], None]) -> None:
    plain, packed = file.plain(root), file.packed(root)
    target = plain if plain.exists() else packed
    old = end = 0
    with Replacement(target, alone=True) as new:
        zipped = gzip.GzipFile(filename="", fileobj=new.file, mode="wb", mtime=0) if target is packed else None
        with zipped or nullcontext(new.file) as out:
            for line in lines_of(root, file):
                old = line.end
                if _id(line.data) not in gone:
                    out.write(line.data)
                    end += len(line.data)
        new.sync()
        marked(file.name, old, 0)
        new.put()
    marked(file.name, old, end)


def _id(data: bytes) -> str | None:
    try:
        return str(check_line(data)["id"])
    except ArchiveCorrupt:
        return None  # damaged: it stays, for ``scrapy archive verify`` to name
