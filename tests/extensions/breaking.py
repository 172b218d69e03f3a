"""An extension that lets the ledger fail while links are taken: ``-s EXTENSIONS`` of a crawl in the tests names it."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from newscrawl.errors import LedgerError
from newscrawl.ledger.sqlite import SqliteLedger


class LedgerBreaks:
    """From its fourth link on."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LedgerBreaks:
        """Scrapy asks this when the crawl begins."""
        found, asked = SqliteLedger.found, iter(range(3))

        def breaks(ledger: SqliteLedger, *args: Any, **told: Any) -> Any:
            if next(asked, None) is None:
                raise LedgerError("the ledger: disk I/O error")
            return found(ledger, *args, **told)

        SqliteLedger.found = breaks  # type: ignore[method-assign]
        return cls()
