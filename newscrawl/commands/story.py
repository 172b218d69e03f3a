"""``scrapy story ID|URL``: who ran a story, when, how each copy stands to the others, and what changed."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from rich.console import Console
from rich.markup import escape
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.reader import good_articles
from newscrawl.archive.tombstones import Tombstones
from newscrawl.config import Config
from newscrawl.desk.addresses import as_kept
from newscrawl.desk.outdated import outdated
from newscrawl.desk.replay import copy_of
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import safe, tell_error
from newscrawl.items import Article
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from newscrawl.stories.words import UNSPACED, plain
from newscrawl.text.counted import counted
from newscrawl.text.urls import identity_of_cleaned

BAD_START, INCOMPLETE, FAILED = 2, 3, 4
# What is printed of one copy, and words that are compared: comparing takes their square.
MOST_RELATIONS, MOST_CHANGES, MOST_WORDS = 10, 40, 5000
_WORD = re.compile(rf"(?:[{UNSPACED}]|[^\s{UNSPACED}]+)\s*")


class Command(ScrapyCommand):
    """Show one story."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy story``."""
        return "ID|URL"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return (
            "Show a story: who ran it, when, relations, and what changed (ID of the story or of an article, or its URL)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print every copy, earliest first, each with a word diff to the version before it."""
        if len(args) != 1:
            raise UsageError("name one story or article by its id, or an article by its URL")
        assert self.settings is not None
        wrong: list[str] = []
        try:
            config = Config.from_settings(self.settings)
            if not config.ledger_path.is_file():
                raise ConfigError(f"{config.ledger_path}: no ledger; `scrapy ledger rebuild` makes it from the archive")
            ledger = SqliteLedger.to_read(config.ledger_path)
            try:
                linker = Linker(ledger.stories)
                stones = Tombstones(config.data_dir)
                id = _id_of(args[0], ledger, stones) if "://" in args[0] else args[0]
                story = linker.story_of(id) or ledger.stories.resolve(id)
                members = linker.members(story)
                primary = linker.primary_of(story)
                joined = ledger.stories.joined(story)
                edges = {id: ledger.stories.edges_of(id) for id in members}
            finally:
                ledger.close()
            if not members:
                raise ConfigError(f"{args[0]}: no story or article of this id; `scrapy export` lists them")
            wanted = frozenset(members)
            # A torn or damaged line elsewhere is no reason not to show this story.
            every = good_articles(config.archive_dir, wrong=wrong)
            archived = [a for a in every if a.id in wanted or a.replaces in wanted]
            gone = {a.id for a in archived if stones.hold(a)}  # a takedown that was cut has not come to the ledger yet
            if members and gone.issuperset(members):
                raise ConfigError(f"{args[0]}: taken down")
            archived, members = [a for a in archived if a.id not in gone], [id for id in members if id not in gone]
            articles = {a.id: a for a in archived if a.id in wanted}
            behind = outdated(archived, {edge for found in edges.values() for edge in found})
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START if isinstance(error, ConfigError) else FAILED
            return
        for line in wrong:
            tell_error(f"{line}; run scrapy archive verify")
            self.exitcode = INCOMPLETE
        # Lines are as long as they are: addresses and ids are there to be copied. What a page says is no markup.
        console = Console(soft_wrap=True, highlight=False, emoji=False)
        mirrors = len({article.mirror for article in articles.values()})
        console.print(f"story {story}: {counted(len(members), 'copy', 'copies')} on {counted(mirrors, 'mirror')}")
        for other, by in joined:
            console.print(f"  story {other} was joined to it by {by}")
        first = articles.get(members[0])
        places = {id: place for place, id in enumerate(members)}
        for id in members:
            article = articles.get(id)
            if article is None:
                # Its line is damaged or gone: whoever counts the copies must not take this for all of them.
                console.print(f"\n{id}: not in the archive; run scrapy archive verify")
                self.exitcode = INCOMPLETE
                continue
            mark = "  (primary)" if id == primary else ""
            console.print(f"\n[bold]{_safe(article.mirror or '-')}[/bold]  {_when(article, first)}{mark}")
            console.print(f"  {_safe(article.headline or '-')}\n  {_safe(article.url)}")
            replaces = f", version {article.version}, replaces {article.replaces}" if article.replaces else ""
            console.print(f"  {id}{replaces}")
            found = [edge for edge in edges[id] if edge.later == id]
            found.sort(key=lambda edge: (-edge.comparison.closeness, places.get(edge.earlier, 0)))
            for edge in found[:MOST_RELATIONS]:
                numbers = edge.comparison
                console.print(
                    f"  {numbers.relation} of {edge.earlier}: {numbers.contained:.0%} of this is in that, "
                    f"{numbers.contains:.0%} of that in this"
                )
            if len(found) > MOST_RELATIONS:
                console.print(f"  and {len(found) - MOST_RELATIONS} more")
            if newer := behind.get(id):
                what = newer.revision.kind if newer.revision else f"version {newer.version}"
                console.print(f"  still carries the old text: {what} at {_safe(newer.mirror or '-')}, {newer.id}")
            before = _before(article, [edge.earlier for edge in found], articles)
            if before is not None and article.body and before.body:
                told = changes(before.body, article.body)
                what = "changes from" if told else "the same words as"
                console.print(f"  {what} {_safe(before.mirror or '-')}, {before.id}{':' if told else ''}")
                for line in told:
                    console.print(f"    {_safe(line)}")


def _id_of(url: str, ledger: SqliteLedger, stones: Tombstones) -> str:
    """The newest version of the article that is kept under an address, or that answered when it was asked."""

    def is_kept(name: str) -> bool:
        return ledger.newest(ledger.root(name)) is not None

    cleaned = as_kept(url, is_kept)
    if cleaned is None:
        raise ConfigError(f"{url!r}: not an http(s) URL; give the address of the article, or its id")
    if stones.hold_url(cleaned):
        raise ConfigError(f"{url}: taken down")
    found = ledger.newest(ledger.root(identity_of_cleaned(cleaned)))
    if found is None and (led := ledger.leads_to(cleaned)):
        found = ledger.newest(led)
    if found is None:
        raise ConfigError(f"{url}: no article of this address; its `url` in the archive is the one behind redirects")
    return found.id


def _safe(text: str) -> str:
    return escape(safe(text))


def _before(article: Article, earlier: Sequence[str], articles: Mapping[str, Article]) -> Article | None:
    """The version before: what this page said, or of the earlier copies the closest."""
    before = [id for id in (article.replaces, *earlier) if id is not None and id in articles]
    return articles[before[0]] if before else None


def _when(article: Article, first: Article | None) -> str:
    """When a copy was published, and how long after the first: by the clock, or in days where one of the two has none."""
    if article.published_at is None:
        return f"no time; fetched {article.fetched_at.isoformat()}" if article.fetched_at else "no time"
    by_day = article.published_precision == "day"
    text = article.published_at.date().isoformat() if by_day else article.published_at.isoformat()
    if first is None or first is article or first.published_at is None:
        return text
    if by_day or first.published_precision == "day":
        days = (article.published_at.date() - first.published_at.date()).days
        return f"{text}  +{counted(days, 'day')}" if days > 0 else text
    start, at = copy_of(first).order[0], copy_of(article).order[0]
    return f"{text}  +{timedelta(seconds=round(at - start))}"


def changes(before: str, after: str) -> list[str]:
    """What words went and came, with a word of what stands before; typography apart. Scripts without spaces: letter by letter.

    >>> changes("The mayor’s aide said no.", "The mayor's aide says no.")
    ['aide [-said-] [+says+]']
    >>> changes("港務局星期二說", "港務局星期三說")
    ['期[-二-][+三+]']
    """
    old, new = _WORD.findall(before)[:MOST_WORDS], _WORD.findall(after)[:MOST_WORDS]
    folded = [plain(word.rstrip()) for word in old], [plain(word.rstrip()) for word in new]
    lines = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        parts = [word.strip() for word in old[max(0, a - 1) : a]]
        if b > a:
            parts.append(f"[-{_short(old[a:b])}-]")
        if d > c:
            parts.append(f"[+{_short(new[c:d])}+]")
        beside = (*old[max(0, a - 1) : b], *new[c:d])[0]
        lines.append(("" if re.match(f"[{UNSPACED}]", beside) else " ").join(parts))
    if len(lines) > MOST_CHANGES:
        return [*lines[:MOST_CHANGES], f"and {len(lines) - MOST_CHANGES} more"]
    return lines


def _short(words: list[str]) -> str:
    """Words with what stands between them, the middle of many left out; a letter of a script without spaces is no word."""
    each = 4 if sum(map(len, words)) < 3 * len(words) else 1
    if len(words) > 16 * each:
        words = [*words[: 8 * each], " ... ", *words[-6 * each :]]
    return " ".join("".join(words).split())
