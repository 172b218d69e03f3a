"""A bare Scrapy spider with three selectors and a feed: the floor that the crawl is held against.

``python -m tests.benchmarks.bare_spider PORT OUT.jsonl``
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class Bare(Spider):
    """Section pages, then three fields of each article."""

    name = "bare"

    async def start(self) -> AsyncIterator[Any]:
        yield Request(f"http://127.0.0.1:{sys.argv[1]}/section/0")

    def parse(self, response: Response) -> Iterator[Request]:
        for href in response.css("a.title::attr(href)").getall():
            yield response.follow(href, self.parse_article)
        for href in response.css("a[rel=next]::attr(href)").getall():
            yield response.follow(href)

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        yield {
            "url": response.url,
            "headline": response.css("h1::text").get(),
            "published": response.css(".date::text").get(),
            "body": "\n\n".join(response.css(".text p::text").getall()),
        }


if __name__ == "__main__":
    process = AsyncCrawlerProcess(
        {
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_ITEMS": 4,
            "CONCURRENT_REQUESTS": 32,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
            "FEEDS": {sys.argv[2]: {"format": "jsonlines"}},
        }
    )
    process.crawl(Bare)
    process.start()
