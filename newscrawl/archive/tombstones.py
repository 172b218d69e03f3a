"""Tombstones: what was taken down, and why; the one list that outlives every ledger.

``takedowns.jsonl`` lies beside the archive, a line each with a checksum of itself. It is written anew beside its place and
renamed, so a crash leaves the old list or the new one. A list that is damaged is an error: to go on without it would
give back what was taken down.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.archive.replacing import replacing
from newscrawl.errors import ArchiveCorrupt, ArchiveError, Unwritten
from newscrawl.items import Article
from newscrawl.layout import TAKEDOWNS
from newscrawl.text.urls import identity_of_cleaned as identity_of

REMEDY = "put the file back from a copy: without it what was taken down returns"
# In the lock file once a list was written: how many lines it has at least. A takedown that was cut before that leaves the lock
# empty, and no list is missing.
MARK = "a list of %d\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """One article taken down: every version of it (``ids``, ``digests`` of their texts) under every name (``identities``)."""

    url: str
    reason: str
    at: str
    identities: tuple[str, ...]
    ids: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    mirrors: tuple[str, ...] = ()


class Tombstones:
    """The list of a data directory; read again when another process has changed it."""

    def __init__(self, data: Path) -> None:
        self.path = data / TAKEDOWNS
        self.lock = self.path.with_name(f".{TAKEDOWNS}.lock")
        self._seen: tuple[int, int] | None = None
        self._all: tuple[Tombstone, ...] = ()
        self._identities: frozenset[str] = frozenset()
        self._ids: frozenset[str] = frozenset()
        self._texts: frozenset[tuple[str, str]] = frozenset()

    def all(self) -> tuple[Tombstone, ...]:
        """Every tombstone, the oldest first; raises ArchiveCorrupt where the list is damaged."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            if self._least():
                raise ArchiveCorrupt(f"{self.path}: the list of what was taken down is gone; {REMEDY}") from None
            self._seen, self._all = None, ()
            self._identities = self._ids = frozenset()
            self._texts = frozenset()
            return ()
        except OSError as error:
            raise ArchiveError(f"{self.path}: {error.strerror}") from error
        if not stat.st_size:
            raise ArchiveCorrupt(f"{self.path}: empty, and no list is ever written so; {REMEDY}")
        now = (stat.st_mtime_ns, stat.st_size)
        if now != self._seen:
            least = self._least()  # before the list: a takedown writes the list first
            self._all = tuple(_read(self.path))
            if len(self._all) < least:
                raise ArchiveCorrupt(f"{self.path}: cut: {len(self._all)} lines of {least}; {REMEDY}")
            self._identities = frozenset(name for one in self._all for name in one.identities)
            self._ids = frozenset(id for one in self._all for id in one.ids)
            self._texts = frozenset(
                (mirror, digest) for one in self._all for mirror in one.mirrors for digest in one.digests
            )
            self._seen = now
        return self._all

    def _least(self) -> int:
        """How many lines the list has at least: the lock file says so, also when the list is gone or cut at a line's end."""
        with contextlib.suppress(OSError, ValueError, IndexError):  # none, or an empty one: no list was written
            return int(self.lock.read_text(encoding="utf-8").split()[-1])
        return 0

    def __bool__(self) -> bool:
        return bool(self.all())

    def ids(self) -> frozenset[str]:
        """Every version that was taken down, as far as it was known then."""
        self.all()
        return self._ids

    def hold_url(self, url: str, identity: str | None = None) -> bool:
        """Whether the article of an address was taken down, under whatever variant of it."""
        return bool(self.all()) and ((identity or identity_of(url)) in self._identities)

    def hold_text(self, mirror: str | None, digest: str) -> bool:
        """Whether a text was taken down at a mirror: a page that moves must not bring it back under its new address."""
        return bool(self.all()) and mirror is not None and (mirror, digest) in self._texts

    def hold(self, article: Article) -> bool:
        """Whether an archived version was taken down."""
        return bool(self.all()) and (article.id in self._ids or identity_of(article.url) in self._identities)

    def of(self, identities: Collection[str]) -> tuple[Tombstone, ...]:
        """The tombstones that name one of these identities, the oldest first."""
        return tuple(one for one in self.all() if not set(one.identities).isdisjoint(identities))

    def add(self, tombstone: Tombstone) -> Tombstone:
        """Put one more up, durably, or write what it says into the one that its URL has; gives what is written then."""
        with _only_one(self.path, self.lock):
            stones = {one.url: one for one in self.all()}
            written = _both(stones[tombstone.url], tombstone) if tombstone.url in stones else tombstone
            stones[tombstone.url] = written
            lines = b"".join(map(_line, stones.values()))
            try:
                with replacing(self.path, alone=True) as file:
                    file.write(lines)
            except Unwritten as error:
                raise ArchiveError(f"{self.path}: {error.strerror}; nothing was taken down") from error
            self.lock.write_text(MARK % len(stones), encoding="utf-8")
        return written


def tombstone(url: str, reason: str, at: datetime, **more: tuple[str, ...]) -> Tombstone:
    """A tombstone whose identity is that of its URL, whatever else it names.

    >>> from datetime import UTC
    >>> tombstone("https://www.m.example/a/", "court order", datetime(2026, 1, 2, tzinfo=UTC)).identities
    ('m.example/a',)
    """
    names = tuple(dict.fromkeys((identity_of(url), *more.pop("identities", ()))))
    return Tombstone(url=url, reason=reason, at=at.isoformat(), identities=names, **more)


def _both(first: Tombstone, again: Tombstone) -> Tombstone:
    """All that two tombstones of one URL say: what was known the first time may have left the archive since."""
    known = f"; {again.reason}; " in f"; {first.reason}; "
    return replace(
        first,
        reason=first.reason if known else f"{first.reason}; {again.reason}",
        identities=tuple(dict.fromkeys((*first.identities, *again.identities))),
        ids=tuple(dict.fromkeys((*first.ids, *again.ids))),
        digests=tuple(dict.fromkeys((*first.digests, *again.digests))),
        mirrors=tuple(dict.fromkeys((*first.mirrors, *again.mirrors))),
    )


def _line(one: Tombstone) -> bytes:
    bare = json.dumps(asdict(one), ensure_ascii=True)
    checksum = hashlib.sha256(bare.encode()).hexdigest()
    return f'{bare[:-1]}, "checksum": "sha256:{checksum}"}}\n'.encode()


def _read(path: Path) -> Iterator[Tombstone]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror}") from error
    if lines[-1]:
        raise ArchiveCorrupt(f"{path}: line {len(lines)}: torn: no newline at its end; {REMEDY}")
    for number, line in enumerate(lines[:-1], 1):
        bare, _, checksum = line.rpartition(b', "checksum": "sha256:')
        whole = bare + b"}"
        try:
            if hashlib.sha256(whole).hexdigest().encode() != checksum.removesuffix(b'"}'):
                raise ValueError("the checksum does not match")
            told: dict[str, Any] = json.loads(whole)
            values: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
            }
            yield Tombstone(**values)
        except (ValueError, TypeError) as error:
            raise ArchiveCorrupt(f"{path}: line {number}: {error}; {REMEDY}") from error


@contextlib.contextmanager
def _only_one(path: Path, beside: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise ArchiveError(f"{error.filename or path}: {error.strerror}") from error
