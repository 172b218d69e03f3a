"""What an operator lets the crawl send with every request (DEFAULT_REQUEST_HEADERS) goes to the mirrors, and to no other host.

Scrapy takes Authorization and Cookie out of a request that is redirected to another host, and its middleware for default headers
puts them in again; a key of another name it leaves. robots.txt and tdmrep.json may be redirected anywhere.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.net.hosts import slot_of
from newscrawl.text.url_parts import on_domain

# What says nothing of whoever asks but what crawls, and how it wants its answer. All other headers may let somebody in.
HARMLESS = frozenset(
    {
        "user-agent",
        "accept",
        "accept-language",
        "accept-encoding",
        "if-none-match",
        "if-modified-since",
        "cache-control",
    }
)


class CredentialsMiddleware:
    """Stands behind all that set headers."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CredentialsMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Take out what is for the mirrors, where a request goes to another host, or where a redirect has led it to one."""
        if not self._is_for(request):
            for name in [*request.headers.keys()]:
                if name.decode("latin-1").lower() not in HARMLESS:
                    del request.headers[name]

    def _is_for(self, request: Request) -> bool:
        first = request.meta.get("redirect_urls", [request.url])[0]
        if slot_of(first) != slot_of(request.url):
            return False
        if first.startswith("https:") and urlparse_cached(request).scheme != "https":
            return False
        run = getattr(self._crawler.spider, "run", None)
        return run is None or any(on_domain(request.url, mirror.domain) for mirror in run.mirrors)
