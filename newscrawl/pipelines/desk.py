"""Article -> the desk, the one way into the archive."""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.desk import Received
from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.net.stopping import Stopped
from newscrawl.pipelines.identities import Identities
from newscrawl.spiders.run import Run
from newscrawl.text.urls import identity_of_cleaned


class DeskPipeline:
    """Hands articles to the desk and counts what became of them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._identities = Identities(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DeskPipeline:
        return cls(crawler)

    async def process_item(self, item: Any) -> Received:
        """Archive an article; a write that fails ends the run."""
        parsed = ItemAdapter(item)
        run: Run = self._crawler.spider.run  # type: ignore[union-attr]
        name = parsed["task"].mirror.name
        if run.broken:
            raise DropItem(f"{run.broken}: not acknowledged")
        try:
            known_as = await self._identities.of(run, parsed["task"], parsed["article"], parsed["identity"])
            received = run.desk.receive(
                parsed["article"],
                page_url=parsed["task"].url,
                identity=known_as,
                etag=parsed["etag"],
                last_modified=parsed["last_modified"],
                raw=parsed["raw_response"],
            )
        except Stopped as error:
            raise DropItem("the run was stopped before it was known what this page is") from error
        except (ArchiveError, LedgerError) as error:
            run.fail(error)
            raise DropItem(f"{run.broken}: {error}") from error
        task = parsed["task"]
        if received.outcome != "archived":
            # One more name of a page that we have brings nothing; a page that is looked at again says nothing.
            fruitful = False if parsed["identity"] != identity_of_cleaned(task.url) else None
            run.tally(name, task.url, received.outcome, received.reason, fruitful=fruitful)
            raise DropItem(f"{received.outcome}: {received.reason}" if received.reason else received.outcome)
        story = received.article.story
        run.tally(name, task.url, received.outcome, fruitful=run.stories.is_news(name, story))
        # Without a relation: the first of its story, or a copy that came in late and is earlier than all that were known.
        alone = "first" if received.first_of_story else "earlier"
        run.count(name, f"relation/{(story.relation if story else None) or alone}")
        return received
