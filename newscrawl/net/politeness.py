"""Retry-After is obeyed to the second, across restarts; a host in trouble rests; a refused address is said as such."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.config import Config
from newscrawl.desk.rests import LONGEST_REST, Rests
from newscrawl.net.addresses import AddressRefused, GuardedResolver, host_port
from newscrawl.net.hosts import MOST_SILENCES, StillResting, hosts_of, slot_of, wake_after
from newscrawl.net.stopping import unless_stopped

logger = logging.getLogger(__name__)

# Seconds that a host rests after its first 429 or 503 without a Retry-After, at least; then twice that, and so on.
FIRST_BACK_OFF = 1.0
# Whole seconds by the standard; some servers tell parts of one.
_SECONDS = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,9})?")
SILENT = (DownloadTimeoutError, DownloadConnectionRefusedError, CannotResolveHostError)
# After so many rests within one run a page is left to the next run.
MOST_RESTS = 5


class HostResting(IgnoreRequest):
    """The site asked to be left alone for longer than this run waits; ``seconds`` from now."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def retry_after(value: str, now: float | None = None, answered: str = "") -> float | None:
    """Read a Retry-After header as seconds from now; None for garbage (RFC 9110, 10.2.3).

    A date is held against our clock, and against the server's own as its answer's Date tells it: the longer rest is kept.

    >>> retry_after("120"), retry_after("1.5"), retry_after("-5"), retry_after("soon")
    (120.0, 1.5, None, None)
    >>> retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now=1445412470)
    10.0
    >>> retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now=1445412500, answered="Wed, 21 Oct 2015 07:27:30 GMT")
    30.0
    """
    value = value.strip()[:64]
    if _SECONDS.fullmatch(value):
        return min(float(value), 1e9)
    at = _http_date(value)
    if at is None:
        return None
    theirs = _http_date(answered)
    return max(0.0, at - (time.time() if now is None else now), 0.0 if theirs is None else at - theirs)


def _http_date(value: str) -> float | None:
    """An HTTP date in any of its three forms (RFC 9110, 5.6.7) as seconds; all are in GMT, and one does not say so.

    >>> _http_date("Sun Nov  6 08:49:37 1994") == _http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777
    True
    """
    try:
        at = parsedate_to_datetime(value)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


class HostBackedOff(IgnoreRequest):
    """The host answered 429 or 503 again and again without saying for how long, or not at all: left to the next run."""


class PolitenessMiddleware:
    """Makes hosts rest when they ask for it; stands nearer to the network than Scrapy's retry."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts = hosts_of(crawler)
        # Which ports are the mirrors' own is known once the spider has read them.
        run = getattr(crawler.spider, "run", None)
        GuardedResolver.guard.name_domains(mirror.domain for mirror in (run.mirrors if run else ()))
        config = Config.from_settings(crawler.settings)
        self._longest = config.retry_after_max
        self._first = max(FIRST_BACK_OFF, crawler.settings.getfloat("DOWNLOAD_DELAY"))
        self._now: Callable[[], datetime] = run.now if run else lambda: datetime.now(UTC)
        self._rests = Rests(config.data_dir)
        now = self._now().timestamp()
        for slot, until in self._rests.load(now).items():
            logger.info("%s asked an earlier run to be left alone: %.0f s are left", slot, until - now)
            self._hosts.rest(slot, until - now)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> Awaitable[None] | None:
        """Set aside what belongs to a host that rests beyond this run; hold what does not come from our queue."""
        slot = slot_of(request.url)
        request.meta.setdefault("download_slot", slot)
        if slot in self._hosts.given_up:
            raise HostBackedOff(f"{slot} does not answer now, or with 429 or 503 only: left to the next run")
        wait = self._hosts.wait(slot)
        if wait > self._longest:
            raise HostResting(f"{slot} asked to be left alone for {wait:.0f} s", wait)
        # Scrapy gives robots.txt and its like again at once, past the queue that knows of rests.
        return self._sit_out(slot) if wait > 0 and request.callback is NO_CALLBACK else None

    async def _sit_out(self, slot: str) -> None:
        while (wait := self._hosts.wait(slot)) > 0:
            await unless_stopped(self._crawler, asyncio.sleep(wait))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Obey Retry-After of 429 and 503; without one, rest longer each time."""
        slot = slot_of(request.url)
        self._hosts.silences.pop(slot, None)
        if response.status not in (429, 503):
            if response.status < 500:
                self._hosts.fine(slot)
            return response
        header = response.headers.get("Retry-After")
        answered = (response.headers.get("Date") or b"").decode("latin-1")
        seconds = retry_after(header.decode("latin-1"), answered=answered) if header else None
        if seconds is None:
            return self._back_off(slot, response)
        # One second more: the site counts from when it answered, and its clock may be coarse.
        seconds = min(seconds, LONGEST_REST)
        self._rest(slot, seconds + 1.0)
        rests = request.meta.get("rests", 0) + 1
        logger.warning("%s answered %d and asks for %.0f s of rest: obeyed", slot, response.status, seconds)
        if seconds > self._longest or rests > MOST_RESTS:
            raise HostResting(f"{slot} asked to be left alone for {seconds:.0f} s", seconds)
        again = request.copy()
        again.dont_filter = True
        again.meta["rests"] = rests
        return again

    def _rest(self, slot: str, seconds: float) -> None:
        self._hosts.rest(slot, seconds)
        wake_after(self._crawler, seconds)
        try:
            # The longest that it has asked for: of answers that were under way together a later one may ask for less.
            self._rests.note(slot, self._now().timestamp() + self._hosts.wait(slot))
        except OSError as error:
            logger.error(
                "%s: %s; the rest of %s holds in this run only: make room or mend the permissions",
                self._rests.folder,
                error.strerror or error,
                slot,
            )

    def _back_off(self, slot: str, response: Response) -> Response:
        """Scrapy's retry, which comes next, counts the tries of the page; the host rests meanwhile."""
        seconds = self._hosts.trouble(slot, first=self._first)
        if seconds is None:
            logger.error("%s answers %d again and again: left to the next run", slot, response.status)
        else:
            logger.info("%s answered %d: nothing is asked of it for %.0f s", slot, response.status, seconds)
            wake_after(self._crawler, seconds)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """What was held back waits in the queue; a name that resolved only to addresses we do not connect to is refused."""
        if isinstance(exception, StillResting):
            again = request.copy()
            again.dont_filter = True
            return again
        if isinstance(exception, SILENT) and self._hosts.silent(slot := slot_of(request.url)):
            logger.error("%s has not answered %d times in a row: left to the next run", slot, MOST_SILENCES)
        parts = urlparse_cached(request)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        target = host_port(parts.hostname or "", port)
        if target in GuardedResolver.guard.refused and not isinstance(exception, IgnoreRequest):
            raise AddressRefused(
                f"{target} is not a public address, or not a port of the web (80, 443, and the mirror's own); "
                f"if it is yours, set NEWSCRAWL_ALLOW_PRIVATE={target}"
            ) from exception
        return None
