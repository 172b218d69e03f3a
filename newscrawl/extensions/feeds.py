"""Scrapy's feed exports, honest about what they could not write, and with tables that no page can put a formula into."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.exporters import CsvItemExporter
from scrapy.extensions.feedexport import FeedExporter, FeedSlot

from newscrawl.archive.exports import cell
from newscrawl.archive.records import SCHEMA_KEYS

logger = logging.getLogger(__name__)


class Feeds(FeedExporter):
    """Scrapy logs an item that could not be written and ends as if it had been: here it is counted as a failed feed."""

    _told = False

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Write one record to every feed."""
        try:
            super().item_scraped(item, spider)
        except OSError as error:
            self._failed(error)

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        try:
            await super()._close_slot(slot, spider)
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> None:
        self.crawler.stats.inc_value("feedexport/failed_count/write")
        if not self._told:
            self._told = True
            where = ", ".join(sorted({slot.uri for slot in self.slots})) or error.filename
            logger.error("%s: %s: the feed is not whole", where, error.strerror or error)


class CsvFeed(CsvItemExporter):
    """``-O out.csv``: the columns of the record in its order, unless FEED_EXPORT_FIELDS says others."""

    def __init__(self, file: Any, **kwargs: Any) -> None:
        kwargs["fields_to_export"] = kwargs.get("fields_to_export") or list(SCHEMA_KEYS)
        super().__init__(file, **kwargs)

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """One value as a cell."""
        return cell(value)
