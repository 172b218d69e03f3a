"""What it means for a page that its request brought no response."""

from __future__ import annotations

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from twisted.python.failure import Failure

from newscrawl.net.addresses import AddressRefused
from newscrawl.net.handler import NoBrowser
from newscrawl.net.politeness import HostBackedOff, HostResting
from newscrawl.net.redirects import LeftMirror
from newscrawl.net.robots import RobotsForbidden, RobotsUnreachable
from newscrawl.net.traps import SourceDry, TakenDown, TooManyHosts

_MEANING = (
    (SourceDry, "waiting", "source_dry"),
    (TooManyHosts, "waiting", "too_many_hosts"),
    (HostResting, "waiting", "retry_after"),
    (HostBackedOff, "failed", "host_in_trouble"),
    (RobotsForbidden, "refused", "robots"),
    (TakenDown, "refused", "takedown"),
    (RobotsUnreachable, "failed", "robots_unreachable"),
    (AddressRefused, "failed", "private_address"),
    (LeftMirror, "refused", "left_mirror"),
    (NoBrowser, "failed", "no_browser"),
    (ResponseDataLossError, "failed", "truncated"),
    (DownloadTimeoutError, "failed", "timeout"),
    (DownloadCancelledError, "failed", "too_large"),
)


def meaning(failure: Failure) -> tuple[str, str]:
    """Outcome and reason of a request that brought no response.

    >>> meaning(Failure(DownloadTimeoutError())), meaning(Failure(KeyError("slot")))
    (('failed', 'timeout'), ('failed', 'KeyError'))
    """
    for kind, outcome, reason in _MEANING:
        if failure.check(kind):
            return outcome, reason
    if failure.check(IgnoreRequest) and "redirect" in failure.getErrorMessage():
        return "failed", "too_many_redirects"
    return "failed", failure.type.__name__ if failure.type else "unknown"


def request_of(failure: Failure) -> Request:
    """The request that failed: Scrapy hangs it on the Failure."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request
