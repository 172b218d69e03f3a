"""RawArticle -> Article; what is no article, or not asked for, is dropped with its reason."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.desk.judging import is_reserved, verdict, withheld
from newscrawl.errors import LedgerError
from newscrawl.items import Article, Provenance, RawArticle, RawResponse
from newscrawl.net.rights import site_rights
from newscrawl.net.stopping import Stopped
from newscrawl.spiders.listings import OUTSIDE
from newscrawl.spiders.run import Run
from newscrawl.spiders.tasks import PageTask, kept_page
from newscrawl.text import languages
from newscrawl.text.article import interpret
from newscrawl.text.urls import identity_of_cleaned

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """An article that is one, on its way to the desk."""

    task: PageTask
    article: Article
    identity: str
    etag: str | None = None
    last_modified: str | None = None
    raw_response: RawResponse | None = None


class ParsePipeline:
    """Interprets what the page printed."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ParsePipeline:
        return cls(crawler)

    async def process_item(self, item: Any) -> Parsed:
        """Give an Article, or settle why there is none."""
        fetched = ItemAdapter(item)
        task: PageTask = fetched["task"]
        raw: RawArticle = fetched["raw"]
        provenance: Provenance = fetched["provenance"]
        run: Run = self._crawler.spider.run  # type: ignore[union-attr]
        name = task.mirror.name
        try:
            if languages.is_loaded():
                article = interpret(raw, task.mirror.facts, provenance=provenance, mirror=name)
            else:  # this may be the text that loads it, which would hold the event loop for half a second
                article = await asyncio.to_thread(interpret, raw, task.mirror.facts, provenance=provenance, mirror=name)
        except Exception as error:  # a fault of ours: the page is kept raw, to be read again after a fix
            # (Without its traceback: that is kept beside the page.)
            logger.error("%s: %s could not be interpreted (%r): kept in quarantine", name, task.url, error)
            said = await self._rights(raw.url, raw.rights)
            run.quarantine(
                task, kept_page(task, fetched["raw_response"], error, said), fetched["page"], type(error).__name__
            )
            raise DropItem(f"quarantined: {error!r}") from error
        outcome, reason = verdict(article, no_article=raw.no_article, excerpt=raw.excerpt)
        if outcome is None and not run.window.holds(article.published_at, task.mirror.timezone):
            assert article.published_at is not None
            outcome, reason = "outside_window", OUTSIDE + article.published_at.isoformat()
        if outcome is not None:
            run.settle(name, task.url, outcome, reason)
            raise DropItem(f"{outcome}: {reason}")
        if article.published_at is None:
            run.count(name, "without_time")
        identity = identity_of_cleaned(article.url)
        if not self._is_known(run, identity, article):
            article = replace(article, rights=await self._rights(article.url, article.rights))
        raw_response = fetched["raw_response"]
        if is_reserved(article, run.config.rights):
            article, raw_response = withheld(article), None
            run.count(name, "withheld")
        return Parsed(
            task=task,
            article=article,
            identity=identity,
            etag=fetched["etag"],
            last_modified=fetched["last_modified"],
            raw_response=raw_response,
        )

    async def _rights(self, url: str, page: tuple[str, ...]) -> tuple[str, ...]:
        """A page's signals and its site's."""
        try:
            return await site_rights(self._crawler).of(url, page)
        except Stopped as error:
            raise DropItem("the run was stopped before it was known what its site reserves") from error

    @staticmethod
    def _is_known(run: Run, identity: str, article: Article) -> bool:
        """Whether the archive has this text: nothing is taken in then, so nothing need be asked of its site."""
        try:
            return run.desk.holds(identity, article)
        except LedgerError as error:
            run.fail(error)
            raise DropItem(f"{run.broken}: {error}") from error
