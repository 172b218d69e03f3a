"""Taking an article down: a tombstone first, then out of the ledger, the quarantine and the published files.

From the tombstone on nothing gives the article out or fetches it again. Its lines leave the archive's files with
``scrapy archive compact``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newscrawl.archive.reader import good_articles
from newscrawl.archive.records import digest_of
from newscrawl.archive.tombstones import Tombstone, Tombstones, tombstone
from newscrawl.config import Config
from newscrawl.desk.addresses import as_kept
from newscrawl.desk.remains import exports_with, remove_remains
from newscrawl.errors import ConfigError
from newscrawl.items import Article
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from newscrawl.text.urls import identity_of_cleaned


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenDown:
    """What was taken down: the tombstone, how many versions the archive holds of it, and which files were removed.

    ``before``: when it was taken down first, if it was. A tombstone without ``ids`` found no article, now or then.
    """

    tombstone: Tombstone
    versions: int
    removed: tuple[Path, ...]
    before: datetime | None = None
    # Where the archive has it: not the address that was given, where that one redirected.
    addresses: tuple[str, ...] = ()
    # Addresses of other articles: those that run the same story, those whose page names this address as its canonical one, and
    # the one that this address has led to since.
    copies: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()
    leads_to: str | None = None
    # Files that somebody exported into the data directory, and that hold the text.
    exports: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """What the ledger tells of an address."""

    names: tuple[str, ...] = ()
    leads_to: str | None = None


def take_down(config: Config, url: str, reason: str, at: datetime) -> TakenDown:
    """Take the article of a URL down, all its versions, under every name it has had.

    Raises ConfigError for what is no URL or no reason, ArchiveError and LedgerError where a write failed: then run it again,
    every step can be repeated.
    """
    cleaned = as_kept(url, _is_kept(config))
    if cleaned is None:
        raise ConfigError(f"{url!r}: not an http(s) URL; give the address of the article")
    if not reason.strip():
        raise ConfigError("--reason is empty: say why, it stays with the tombstone")
    known = _known(config, cleaned)
    names = {identity_of_cleaned(cleaned), *known.names}
    stones = Tombstones(config.data_dir)
    # What an earlier takedown knew may have left the ledger and the archive since.
    earlier = stones.of(names)
    names.update(name for one in earlier for name in one.identities)
    # A crawl at work may take one more version in until it sees the tombstone: what it wrote is found by the next look.
    before: list[Article] | None = None
    root = config.archive_dir
    found = _versions(root, names)
    of_story = _story_of(config, found)
    while before is None or len(before) != len(found):
        stone = tombstone(
            cleaned, " ".join(reason.split()), at,
            identities=_once([*(identity_of_cleaned(one.url) for one in found), *sorted(names)]),
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
        before, found = found, _versions(root, names)
    removed = remove_remains(config.data_dir, stone, found)
    copies, named_by = _others(root, stones, of_story, identity_of_cleaned(cleaned))
    return TakenDown(
        tombstone=stone,
        versions=len(found),
        removed=tuple(removed),
        before=min((datetime.fromisoformat(one.at) for one in earlier), default=None),
        addresses=_once(one.url for one in found),
        copies=copies,
        named_by=named_by,
        leads_to=known.leads_to if known.leads_to not in stone.identities else None,
        exports=tuple(exports_with(config.data_dir, stone, found)),
    )


def forget(stone: Tombstone, ledger: SqliteLedger) -> None:
    """Take an article out of the ledger; its pages are settled for good."""
    linker = Linker(ledger.stories)
    for id in stone.ids:
        linker.remove(id)
    ledger.take_down(stone.identities, stone.mirrors, stone.url, datetime.fromisoformat(stone.at))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _is_kept(config: Config) -> Callable[[str], bool]:
    """Whether anything is kept under an identity: an article, or a tombstone. The archive is read when it is asked first."""
    found: set[str] = set()

    def is_kept(name: str) -> bool:
        if not found:
            found.update(identity_of_cleaned(one.url) for one in good_articles(config.archive_dir))
            found.update(named for stone in Tombstones(config.data_dir).all() for named in stone.identities)
        return name in found

    return is_kept


def _known(config: Config, url: str) -> _Known:
    if not config.ledger_path.is_file():
        return _Known()
    ledger = SqliteLedger(config.ledger_path)
    try:
        return _Known(names=ledger.names_of(url), leads_to=ledger.leads_to(url))
    finally:
        ledger.close()


def _story_of(config: Config, found: Iterable[Article]) -> frozenset[str]:
    """The ids of a story's copies, wherever they stand; what it was called when a line was written leads to it as well."""
    if not config.ledger_path.is_file():
        return frozenset()
    ledger = SqliteLedger.to_read(config.ledger_path)
    try:
        linker = Linker(ledger.stories)
        stories = {
            linker.story_of(one.id) or (ledger.stories.resolve(one.story.id) if one.story else "") for one in found
        }
        return frozenset(id for story in stories for id in linker.members(story))
    finally:
        ledger.close()


def _others(
    root: Path, stones: Tombstones, of_story: frozenset[str], name: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Addresses of articles that stay: copies of a story, and those whose pages name an identity as their canonical one."""
    copies: dict[str, None] = {}
    named_by: dict[str, None] = {}
    for article in good_articles(root):
        if stones.hold(article):
            continue
        if article.id in of_story:
            copies[article.url] = None
        if article.canonical_url and identity_of_cleaned(article.canonical_url) == name:
            named_by[article.url] = None
    return tuple(copies), tuple(named_by)


def _versions(root: Path, wanted: set[str]) -> list[Article]:
    """Every version of an article: those at its identity, and those that name one of them or are named by one."""
    found: dict[str, Article] = {}
    while True:
        before = len(found)
        named = {one.replaces for one in found.values()}
        for article in good_articles(root):
            if article.id in found:
                continue
            if article.id in named or article.replaces in found or identity_of_cleaned(article.url) in wanted:
                found[article.id] = article
        # A version that moved is found by what it replaces; what that one replaced, by the next look.
        if len(found) == before or not {one.replaces for one in found.values()} - {None, *found}:
            return list(found.values())
