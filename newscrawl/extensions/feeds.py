"""Scrapy's feed exports, honest about what they could not write, and with tables that no page can put a formula into."""

from __future__ import annotations

import contextlib
import logging
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exporters import CsvItemExporter
from scrapy.extensions.feedexport import FeedExporter, FeedSlot

from newscrawl.archive.exports import cell
from newscrawl.archive.records import SCHEMA_KEYS
from newscrawl.spiders.run import Run

logger = logging.getLogger(__name__)


class Feeds(FeedExporter):
    """Scrapy logs what it could not write and ends as if all were well: here the run ends as ``feed_failed``.

    A feed that failed once is written no more, so that no record is glued to half of another. Other feeds go on.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._broken: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Feeds:
        """Scrapy's, and one look more when everything was fetched."""
        feeds = super().from_crawler(crawler)
        crawler.signals.connect(feeds.spider_idle, signals.spider_idle)
        return feeds

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Write one record to every feed."""
        now, after = self.slots, []
        for slot in now:
            self.slots = [slot]
            if slot.uri not in self._broken:
                try:
                    super().item_scraped(item, spider)
                except Exception as error:  # whatever it is, the feed lacks a record
                    self._failed(slot, error)
            after += self.slots
        self.slots = after

    def spider_idle(self) -> None:
        """Write what is still in memory, before the run says how it ended."""
        for slot in self.slots:
            if slot.file is not None and slot.uri not in self._broken:
                try:
                    slot.file.flush()
                except OSError as error:
                    self._failed(slot, error)

    async def close_spider(self, spider: Spider) -> None:
        """Close every feed; a failure that shows only now must not end as "finished" either."""
        await super().close_spider(spider)
        stats = self.crawler.stats
        assert stats is not None
        if self._broken and stats.get_value("finish_reason") in ("finished", "incomplete"):
            stats.set_value("finish_reason", "feed_failed")

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        if slot.uri in self._broken:
            with contextlib.suppress(OSError):  # told already
                if slot.file is not None:
                    slot.file.close()
            return
        try:
            await super()._close_slot(slot, spider)
        except Exception as error:
            self._failed(slot, error)

    def _failed(self, slot: FeedSlot, error: Exception) -> None:
        stats = self.crawler.stats
        assert stats is not None
        self._broken.add(slot.uri)
        stats.inc_value("feedexport/failed_count/write")
        told = (error.strerror if isinstance(error, OSError) else None) or repr(error)
        logger.error("%s: %s: the feed is not whole", slot.uri, told)
        run = getattr(self.crawler.spider, "run", None)
        if isinstance(run, Run):
            run.feed_failed = True


class CsvFeed(CsvItemExporter):
    """``-O out.csv``: the columns of the record in its order, unless FEED_EXPORT_FIELDS says others."""

    def __init__(self, file: Any, **kwargs: Any) -> None:
        kwargs["fields_to_export"] = kwargs.get("fields_to_export") or list(SCHEMA_KEYS)
        super().__init__(file, **kwargs)

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """One value as a cell."""
        return cell(value)
