"""Certificates are checked, but where a mirror's definition says that its are not to be (``verify_tls = false``)."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.crawler import Crawler
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface.declarations import implementer

from newscrawl.text.url_parts import on_domain


@implementer(IPolicyForHTTPS)
class Certificates:
    """Scrapy's policy for TLS, twice: a connection to an excepted mirror's host takes the one that checks nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._checked = _ScrapyClientContextFactory.from_crawler(crawler)
        self._unchecked = _ScrapyClientContextFactory.from_crawler(crawler)
        self._unchecked._verify_certificates = False

    def checks(self, host: str, port: int) -> bool:
        """Whether certificates of this host are checked."""
        run = getattr(self._crawler.spider, "run", None)
        place = f"https://{f'[{host}]' if ':' in host else host}:{port}/"
        excepted = (mirror for mirror in (run.mirrors if run else ()) if not mirror.verify_tls)
        return not any(on_domain(place, mirror.domain) for mirror in excepted)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        """What Twisted asks for each connection."""
        policy = self._checked if self.checks(hostname.decode("ascii", "replace"), port) else self._unchecked
        return policy.creatorForNetloc(hostname, port)
