"""Reading archive lines into the ledger: those behind its marks at every start, all of them in a rebuild."""

from __future__ import annotations

import logging
from pathlib import Path

from newscrawl.archive.files import sync_open_files
from newscrawl.archive.reader import checked_lines
from newscrawl.archive.records import digest_of
from newscrawl.archive.tombstones import Tombstones
from newscrawl.errors import ArchiveError
from newscrawl.items import Article
from newscrawl.ledger.base import Ledger, Version
from newscrawl.stories import Copy, Linker
from newscrawl.text.urls import identity_of_cleaned

logger = logging.getLogger(__name__)


def copy_of(article: Article) -> Copy:
    """An article as linking sees it."""
    return Copy(
        id=article.id,
        published_at=article.published_at,
        published_precision=article.published_precision,
        fetched_at=article.fetched_at,
        headline=article.headline,
        # The reader has cut the tags from the headline: they say nothing of it any more.
        revision=article.revision,
        body=article.body,
        fingerprints=article.provenance.fingerprints,
    )


def replay(
    root: Path,
    ledger: Ledger,
    linker: Linker,
    *,
    commit_every: int | None = None,
    wrong: list[str] | None = None,
    held: set[str] | None = None,
) -> int:
    """Read what lies behind the ledger's marks; what is bad is named, and left for ``scrapy archive verify``.

    The marks are committed with what they stand for, so a replay that was cut goes on where it was. ``wrong`` collects
    what was named, ``held`` the ids that are not read because they were taken down.
    """
    count = 0
    named: list[str] = []
    stones = Tombstones(root.parent)
    marks = ledger.marks()
    try:
        sync_open_files(root, marks)
    except OSError as error:
        raise ArchiveError(
            f"{error.filename or root}: {error.strerror}; make room or mend the disk, and run again"
        ) from error
    for line, article in checked_lines(root, marks, wrong=named):
        if not line.ended:
            # Another writer's file, in the middle of an append, or torn and not yet mended.
            continue
        if article is None:
            pass  # damaged, and named: the mark goes past it
        elif not stones.hold(article):
            remember(article, ledger, linker)
            count += 1
        elif held is not None and article.id:
            held.add(article.id)
        ledger.mark(line.file, line.end)
        if commit_every and count and count % commit_every == 0:
            ledger.commit()
    for mistake in named:
        logger.error("%s; run scrapy archive verify", mistake)
    if wrong is not None:
        wrong += named
    return count


def remember(article: Article, ledger: Ledger, linker: Linker) -> None:
    """Put one archived article into the ledger, as if it had just been received."""
    key = ledger.root(identity_of_cleaned(article.url))
    before = ledger.identity_of(article.replaces) if article.replaces else None
    if before is not None and before != key:
        ledger.alias(key, before)  # it had moved when this version was read
        key = before
    linker.add(copy_of(article), article.story)
    ledger.archived(
        key, Version(id=article.id, version=article.version, digest=digest_of(article)), mirror=article.mirror
    )
    if article.mirror and article.fetched_at:
        ledger.outcome(
            article.mirror, article.url, "archived", at=article.fetched_at, published_at=article.published_at
        )
