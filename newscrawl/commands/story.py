"""``scrapy story ID``: who ran a story, when, how each copy stands to the others, and what changed."""

from __future__ import annotations

import argparse
import difflib
import sys
from datetime import timedelta
from typing import Any, ClassVar

from rich.console import Console
from rich.markup import escape
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.reader import read_articles
from newscrawl.archive.tombstones import Tombstones
from newscrawl.config import Config
from newscrawl.desk.outdated import outdated
from newscrawl.desk.replay import copy_of
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import safe
from newscrawl.items import Article
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker

BAD_START = 2


class Command(ScrapyCommand):
    """Show one story."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy story``."""
        return "ID"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "Show a story: who ran it, when, relations, and what changed (ID of the story or of an article)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print every copy, earliest first, each with a word diff to the full copy before it."""
        if len(args) != 1:
            raise UsageError("name one story or article by its id")
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            if not config.ledger_path.is_file():
                raise ConfigError(f"{config.ledger_path}: no ledger; `scrapy ledger rebuild` makes it from the archive")
            ledger = SqliteLedger.to_read(config.ledger_path)
            try:
                linker = Linker(ledger.stories)
                story = linker.story_of(args[0]) or ledger.stories.resolve(args[0])
                members = linker.members(story)
                primary = linker.primary_of(story)
                edges = {id: ledger.stories.edges_of(id) for id in members}
            finally:
                ledger.close()
            if not members:
                raise ConfigError(f"{args[0]}: no story or article of this id; `scrapy export` lists them")
            wanted = frozenset(members)
            archived = [a for a in read_articles(config.data_dir / "archive") if a.id in wanted or a.replaces in wanted]
            stones = Tombstones(config.data_dir)
            gone = {a.id for a in archived if stones.hold(a)}  # a takedown that was cut has not come to the ledger yet
            if members and gone.issuperset(members):
                raise ConfigError(f"{args[0]}: taken down")
            archived, members = [a for a in archived if a.id not in gone], [id for id in members if id not in gone]
            articles = {a.id: a for a in archived if a.id in wanted}
            behind = outdated(archived, {edge for found in edges.values() for edge in found})
        except NewscrawlError as error:
            print(f"error: {error}", file=sys.stderr)
            self.exitcode = BAD_START
            return
        console = Console()
        console.print(f"story {story}: {len(members)} copies", highlight=False)
        before: Article | None = None
        first = articles.get(members[0])
        for id in members:
            article = articles.get(id)
            if article is None:
                console.print(f"{id}: not in the archive", highlight=False)
                continue
            mark = "  (primary)" if id == primary else ""
            console.print(
                f"\n[bold]{escape(safe(article.mirror or '-'))}[/bold]  {_when(article, first)}{mark}", highlight=False
            )
            console.print(
                f"  {escape(safe(article.headline or '-'))}\n  {escape(article.url)}\n  {id}", highlight=False
            )
            for edge in edges[id]:
                if edge.later == id:
                    numbers = edge.comparison
                    console.print(
                        f"  {numbers.relation} of {edge.earlier}: {numbers.contained:.0%} of this is in that, "
                        f"{numbers.contains:.0%} of that in this",
                        highlight=False,
                    )
            if newer := behind.get(id):
                what = newer.revision.kind if newer.revision else f"version {newer.version}"
                console.print(
                    f"  still carries the old text: {what} at {escape(safe(newer.mirror or '-'))}, {newer.id}",
                    highlight=False,
                )
            if before is not None and article.body and before.body:
                for line in changes(before.body, article.body):
                    console.print(f"    {escape(safe(line))}", highlight=False)
            before = article if article.body else before


def _when(article: Article, first: Article | None) -> str:
    if article.published_at is None:
        return "no time"
    text = article.published_at.isoformat()
    if first is not None and first is not article and first.published_at is not None:
        start, at = copy_of(first).order[0], copy_of(article).order[0]
        text += f"  +{timedelta(seconds=round(at - start))}"
    return text


def changes(before: str, after: str) -> list[str]:
    """What words went and came: ``- said`` and ``+ says``, with a word of what stands before.

    >>> changes("The mayor said no.", "The mayor says no.")
    ['mayor [-said-] [+says+]']
    """
    old, new = before.split(), after.split()
    lines = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        parts = [*old[max(0, a - 1) : a]]
        if b > a:
            parts.append(f"[-{_short(old[a:b])}-]")
        if d > c:
            parts.append(f"[+{_short(new[c:d])}+]")
        lines.append(" ".join(parts))
    return lines[:40]


def _short(words: list[str]) -> str:
    return " ".join(words) if len(words) <= 16 else " ".join([*words[:8], "...", *words[-6:]])
