"""What feed exports carry: the first article of each story, or every article."""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.archive.records import to_record
from newscrawl.spiders.run import Run


class FirstOfStoryPipeline:
    """Passes on archive records, one per story unless NEWSCRAWL_EXPORT=all."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FirstOfStoryPipeline:
        return cls(crawler)

    def process_item(self, item: Any) -> dict[str, Any]:
        """Give the record that the archive holds, key for key."""
        received = ItemAdapter(item)
        run: Run = self._crawler.spider.run  # type: ignore[union-attr]
        if run.config.export == "first" and not received["first_of_story"]:
            raise DropItem("another copy of its story was exported")
        return to_record(received["article"])
