"""Which of the archive's records go out, with the ledger's word on stories."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from newscrawl.archive.lengths import shortfalls
from newscrawl.archive.reader import checked_lines, good_articles
from newscrawl.archive.tombstones import Tombstones
from newscrawl.desk.replay import copy_of
from newscrawl.items import Article, StoryLink
from newscrawl.ledger.base import Ledger
from newscrawl.stories import Linker

logger = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True)
class Selection:
    """What to take: days of ``published_at`` in the mirror's own offset, ``since`` inclusive, ``until`` exclusive."""

    since: date | None = None
    until: date | None = None
    per_story: bool = False
    # What came of it.
    taken: int = 0
    without_time: int = 0
    outside: int = 0
    unended: int = 0
    wrong: list[str] = field(default_factory=list)

    def holds(self, article: Article) -> bool:
        """Whether an article's day is asked for; one without a time is kept and counted."""
        if article.published_at is None:
            self.without_time += 1
            return True
        day = article.published_at.date()
        inside = (self.since is None or day >= self.since) and (self.until is None or day < self.until)
        self.outside += not inside
        return inside


def select(root: Path, ledger: Ledger | None, selection: Selection) -> Iterator[Article]:
    """The articles of an archive in the order of its files; what cannot be read is named in ``selection.wrong``.

    With a ledger each article's story is the one it stands in now, and its relation the one to the closest of the earlier copies
    that are known now; files that are gone, or shorter than the ledger has read them, are named too. ``per_story``: one article
    for each story, its primary: the earliest full copy, by the order of ``stories.Copy``. Memory: the ids, never the texts.
    """
    if ledger is not None:
        # Files and lines that are gone leave nothing that could be found wrong in reading.
        selection.wrong += shortfalls(root, ledger.marks())
    linker = Linker(ledger.stories) if ledger is not None else None
    stones = Tombstones(root.parent)
    chosen = _primaries(root, linker, stones) if selection.per_story else None
    for line, article in checked_lines(root, wrong=selection.wrong):
        # A run is writing it, or it is torn and the next crawl mends it.
        selection.unended += not line.ended
        if article is None or (chosen is not None and article.id not in chosen) or stones.hold(article):
            continue
        if not selection.holds(article):
            continue
        selection.taken += 1
        yield _with_story(article, linker)


def _with_story(article: Article, linker: Linker | None) -> Article:
    if linker is None or article.story is None:
        return article
    return replace(article, story=linker.link_now(article.id, article.story))


def _primaries(root: Path, linker: Linker | None, stones: Tombstones) -> frozenset[str]:
    """The id of each story's primary, of those that the archive holds."""
    best: dict[str, tuple[bool, tuple[float, float, str]]] = {}
    for article in good_articles(root):
        if stones.hold(article):
            continue
        link = article.story or StoryLink(id=article.id)
        story = (linker.story_of(article.id) if linker is not None else None) or link.id
        place = (link.relation == "excerpt", copy_of(article).order)
        if story not in best or place < best[story]:
            best[story] = place
    primaries = set()
    for story, (_, order) in best.items():
        named = linker.primary_of(story) if linker is not None else None
        primaries.add(named or order[2])
    return frozenset(primaries)
