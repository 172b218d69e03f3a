"""Taking an article down: a tombstone first, then out of the ledger, the quarantine and the published files.

From the tombstone on nothing gives the article out or fetches it again. Its lines leave the archive's files with
``scrapy archive compact``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from newscrawl.archive.compact import Compacted, compact
from newscrawl.archive.files import sync_directory
from newscrawl.archive.reader import read_lines
from newscrawl.archive.records import digest_of, from_line
from newscrawl.archive.tombstones import Tombstone, Tombstones, tombstone
from newscrawl.config import Config
from newscrawl.errors import ArchiveCorrupt, ArchiveError, ConfigError
from newscrawl.items import Article
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from newscrawl.text.urls import clean_url, identity

UNDER_WAY = 3600.0


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenDown:
    """What was taken down: the tombstone, how many versions the archive holds of it, and which files were removed.

    ``before``: when it was taken down first, if it was. A tombstone without ``ids`` found no article, now or then.
    """

    tombstone: Tombstone
    versions: int
    removed: tuple[Path, ...]
    before: datetime | None = None


def take_down(config: Config, url: str, reason: str, at: datetime) -> TakenDown:
    """Take the article of a URL down, all its versions, under every name it has had.

    Raises ConfigError for what is no URL or no reason, ArchiveError and LedgerError where a write failed: then run it again,
    every step can be repeated.
    """
    cleaned = clean_url(url)
    if cleaned is None:
        raise ConfigError(f"{url!r}: not an http(s) URL; give the address of the article")
    if not reason.strip():
        raise ConfigError("--reason is empty: say why, it stays with the tombstone")
    names = {identity(cleaned), *_known_names(config, cleaned)}
    stones = Tombstones(config.data_dir)
    # What an earlier takedown knew may have left the ledger and the archive since.
    earlier = stones.of(names)
    names.update(name for one in earlier for name in one.identities)
    # A crawl at work may take one more version in until it sees the tombstone: what it wrote is found by the next look.
    before: list[Article] | None = None
    found = _versions(config.data_dir / "archive", names)
    while before is None or len(before) != len(found):
        stone = tombstone(
            cleaned, " ".join(reason.split()), at,
            identities=_once([*(identity(one.url) for one in found), *sorted(names)]),
            ids=_once([*(id for one in earlier for id in one.ids), *(one.id for one in found)]),
            digests=_once([*(digest for one in earlier for digest in one.digests), *map(digest_of, found)]),
            mirrors=_once([*(name for one in earlier for name in one.mirrors), *(one.mirror for one in found if one.mirror)]),
        )  # fmt: skip
        stone = stones.add(stone)
        if config.ledger_path.is_file():
            ledger = SqliteLedger(config.ledger_path)
            try:
                forget(stone, ledger)
                ledger.commit()
            finally:
                ledger.close()
        before, found = found, _versions(config.data_dir / "archive", names)
    removed = _remove_files(config.data_dir, stone, found)
    first = min((datetime.fromisoformat(one.at) for one in earlier), default=None)
    return TakenDown(tombstone=stone, versions=len(found), removed=tuple(removed), before=first)


def forget(stone: Tombstone, ledger: SqliteLedger) -> None:
    """Take an article out of the ledger; its pages are settled for good."""
    linker = Linker(ledger.stories)
    for id in stone.ids:
        linker.remove(id)
    ledger.take_down(stone.identities, stone.mirrors, stone.url, datetime.fromisoformat(stone.at))


def compact_archive(config: Config) -> Compacted:
    """Take the records of every tombstone out of the archive's files, and what they left out of the ledger's.

    Raises ArchiveError and LedgerError where a write failed; running it again completes it.
    """
    root, stones = config.data_dir / "archive", Tombstones(config.data_dir)
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


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _known_names(config: Config, url: str) -> tuple[str, ...]:
    if not config.ledger_path.is_file():
        return ()
    ledger = SqliteLedger.to_read(config.ledger_path)
    try:
        return ledger.names_of(url)
    finally:
        ledger.close()


def _versions(root: Path, wanted: set[str]) -> list[Article]:
    """Every version of an article: those at its identity, and those that name one of them or are named by one."""
    found: dict[str, Article] = {}
    while True:
        before = len(found)
        named = {one.replaces for one in found.values()}
        for article in _articles(root):
            if article.id in found:
                continue
            if article.id in named or article.replaces in found or identity(article.url) in wanted:
                found[article.id] = article
        # A version that moved is found by what it replaces; what that one replaced, by the next look.
        if len(found) == before or not {one.replaces for one in found.values()} - {None, *found}:
            return list(found.values())


def _articles(root: Path) -> Iterable[Article]:
    if not root.is_dir():
        return
    for line in read_lines(root, broken=[]):
        if line.data.endswith(b"\n"):
            try:
                yield from_line(line.data)
            except ArchiveCorrupt:
                continue  # named by ``scrapy archive verify``, and kept by compaction


def _remove_files(data: Path, stone: Tombstone, found: list[Article]) -> list[Path]:
    """Raw pages in quarantine, torn tails, published files and reports that hold the article."""
    told = {stone.url, *(text for one in found for text in _telling(one))}
    # As JSON and as XML and HTML write them, too.
    told |= {form for text in told for form in (json.dumps(text)[1:-1], escape(text, quote=False), escape(text))}
    texts = {text.encode() for text in told}
    checks: list[tuple[str, Callable[[Path], bool]]] = [
        ("quarantine/*/*.json", lambda path: _is_about(path, stone)),
        ("quarantine/torn/*", lambda path: _holds(path, texts)),
        # Halves that a crash has left: nothing points to them.
        ("quarantine/*/.*.partial", lambda path: _is_old(path) and _holds(path, texts)),
        ("quarantine/*/*.html", lambda path: _is_old(path) and _is_stray(path) and _holds(path, texts)),
        ("published/**/*", lambda path: _holds(path, texts)),
        ("reports/**/*", lambda path: _holds(path, texts)),
    ]
    removed = []
    try:
        for pattern, is_of in checks:
            for path in sorted(data.glob(pattern)):
                if not path.is_file() or not is_of(path):
                    continue
                for file in (path, path.with_suffix(".html")) if pattern.endswith(".json") else (path,):
                    file.unlink(missing_ok=True)
                    removed.append(file)
                sync_directory(path.parent)
    except OSError as error:
        raise ArchiveError(f"{error.filename or data}: {error.strerror}; run the takedown again") from error
    return removed


def _telling(article: Article) -> list[str]:
    """Strings that nothing but this article has: its address and the beginnings of its paragraphs."""
    paragraphs = (article.body or "").split("\n\n")
    return [article.url, *(text[:60] for text in paragraphs if len(text) >= 40)]


def _is_about(path: Path, stone: Tombstone) -> bool:
    try:
        told = json.loads(path.read_bytes())
        names = {identity(str(told.get(key))) for key in ("page_url", "url") if told.get(key)}
    except (ValueError, AttributeError):
        return False
    return bool(names & set(stone.identities))


def _is_old(path: Path) -> bool:
    """No longer under way: what makes a file writes it in moments."""
    return time.time() - path.stat().st_mtime > UNDER_WAY


def _is_stray(path: Path) -> bool:
    return not path.with_suffix(".json").exists()


def _holds(path: Path, texts: set[bytes]) -> bool:
    data = path.read_bytes()
    return any(text in data for text in texts)
