"""Scrapy's feed exports, whole or not there, honest about what they could not write, and without formulas in their tables."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path
from typing import IO, Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exporters import CsvItemExporter
from scrapy.extensions.feedexport import FeedExporter, FeedSlot, FileFeedStorage

from newscrawl.archive.exports import cell
from newscrawl.archive.records import SCHEMA_KEYS
from newscrawl.archive.replacing import Replacement, is_replaced
from newscrawl.spiders.run import Run

logger = logging.getLogger(__name__)


class WholeFile(FileFeedStorage):
    """A feed on this machine: ``-O`` writes beside its place and renames at the end, so a reader sees the old file or the new.

    ``-o`` goes on behind the last line of a file; behind half a line, which a crash has left, it begins a new one.
    """

    _new: Replacement | None = None
    failure: OSError | None = None

    def open(self, spider: Spider) -> IO[bytes]:
        """A file to write to; what is no plain file (a pipe, a device) is written as it is."""
        path = Path(self.path)
        self._plain = is_replaced(path)
        if self._plain:
            Path(os.path.realpath(path)).parent.mkdir(parents=True, exist_ok=True)
        if self.write_mode == "wb":
            self._new = Replacement(path)
            return self._new.file
        if not self._plain:
            return path.open("ab")
        file = path.open("a+b")
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        return file

    def store(self, file: IO[bytes]) -> None:
        """Make the feed durable, and give it its name; what goes wrong is kept for ``Feeds`` to tell."""
        try:
            if self._new is not None:
                self._new.put()
                return
            with file:
                file.flush()
                if self._plain:
                    os.fsync(file.fileno())
        except OSError as error:
            self.failure = error
            self.drop()

    def drop(self) -> None:
        """Give up what was written: the old file stays."""
        if self._new is not None:
            self._new.drop()


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
            if isinstance(slot.storage, WholeFile):
                slot.storage.drop()
            return
        try:
            await super()._close_slot(slot, spider)
        except Exception as error:  # it is told, the run ends as feed_failed, and the archive has every record
            self._failed(slot, error)
        if isinstance(slot.storage, WholeFile) and slot.storage.failure is not None:
            self._failed(slot, slot.storage.failure)

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
