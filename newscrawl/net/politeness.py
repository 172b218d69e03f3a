"""Retry-After is obeyed to the second, and a refused address is said as such."""

from __future__ import annotations

import logging
import time
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.config import Config
from newscrawl.net.addresses import AddressRefused, GuardedResolver, host_port
from newscrawl.net.hosts import hosts_of, slot_of

logger = logging.getLogger(__name__)

# After so many rests within one run a page is left to the next run.
MOST_RESTS = 5


class HostResting(IgnoreRequest):
    """The site asked to be left alone for longer than this run waits; ``seconds`` from now."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def retry_after(value: str, now: float | None = None) -> float | None:
    """Read a Retry-After header as seconds from now; None for garbage (RFC 9110, 10.2.3).

    >>> retry_after("120"), retry_after("-5"), retry_after("soon")
    (120.0, None, None)
    >>> retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now=1445412470)
    10.0
    """
    value = value.strip()[:64]
    if value.isascii() and value.isdigit():
        return float(min(int(value), 10**9))
    try:
        at = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, at - (time.time() if now is None else now))


class PolitenessMiddleware:
    """Makes hosts rest when they ask for it; stands nearer to the network than Scrapy's retry."""

    def __init__(self, crawler: Crawler) -> None:
        self._hosts = hosts_of(crawler)
        # Which ports are the mirrors' own is known once the spider has read them.
        run = getattr(crawler.spider, "run", None)
        GuardedResolver.guard.name_domains(mirror.domain for mirror in (run.mirrors if run else ()))
        self._longest = Config.from_settings(crawler.settings).retry_after_max

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set aside what belongs to a host that rests beyond this run."""
        request.meta.setdefault("download_slot", slot_of(request.url))
        wait = self._hosts.wait(slot_of(request.url))
        if wait > self._longest:
            raise HostResting(f"{slot_of(request.url)} asked to be left alone for {wait:.0f} s", wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Obey Retry-After of 429 and 503."""
        if response.status not in (429, 503):
            return response
        header = response.headers.get("Retry-After")
        seconds = retry_after(header.decode("latin-1")) if header else None
        if seconds is None:
            return response
        slot = slot_of(request.url)
        # One second more: the site counts from when it answered, and its clock may be coarse.
        self._hosts.rest(slot, seconds + 1.0)
        rests = request.meta.get("rests", 0) + 1
        logger.warning("%s answered %d and asks for %.0f s of rest: obeyed", slot, response.status, seconds)
        if seconds > self._longest or rests > MOST_RESTS:
            raise HostResting(f"{slot} asked to be left alone for {seconds:.0f} s", seconds)
        again = request.copy()
        again.dont_filter = True
        again.meta["rests"] = rests
        return again

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A name that resolved only to addresses we do not connect to is refused, not retried."""
        parts = urlparse_cached(request)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        target = host_port(parts.hostname or "", port)
        if target in GuardedResolver.guard.refused and not isinstance(exception, IgnoreRequest):
            raise AddressRefused(
                f"{target} is not a public address, or not a port of the web (80, 443, and the mirror's own); "
                f"if it is yours, set NEWSCRAWL_ALLOW_PRIVATE={target}"
            ) from exception
