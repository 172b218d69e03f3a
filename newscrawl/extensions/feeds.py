"""Scrapy's CSV feed with the cells of ``scrapy export``: no page can put a formula into it."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import CsvItemExporter

from newscrawl.archive.exports import cell
from newscrawl.archive.records import SCHEMA_KEYS


class CsvFeed(CsvItemExporter):
    """``-O out.csv``: the columns of the record in its order, unless FEED_EXPORT_FIELDS says others."""

    def __init__(self, file: Any, **kwargs: Any) -> None:
        kwargs["fields_to_export"] = kwargs.get("fields_to_export") or list(SCHEMA_KEYS)
        super().__init__(file, **kwargs)

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """One value as a cell."""
        return cell(value)
