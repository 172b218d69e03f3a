"""One host's state in a run: when it may be asked again, and what it asked of us."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler


def slot_of(url: str) -> str:
    """The host and port that politeness counts by.

    >>> slot_of("https://Example.org/a"), slot_of("http://127.0.0.1:8001/a")
    ('example.org', '127.0.0.1:8001')
    """
    try:
        parts = urlsplit(url)
        return parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


@dataclass
class Hosts:
    """Which hosts rest, and until when (monotonic seconds)."""

    resting: dict[str, float] = field(default_factory=dict)

    def rest(self, slot: str, seconds: float) -> None:
        """Ask nothing of this host for so long."""
        self.resting[slot] = max(self.resting.get(slot, 0.0), time.monotonic() + seconds)

    def wait(self, slot: str) -> float:
        """Seconds until this host may be asked again; 0 when now."""
        until = self.resting.get(slot)
        if until is None:
            return 0.0
        left = until - time.monotonic()
        if left <= 0:
            del self.resting[slot]
            return 0.0
        return left


_HOSTS: WeakKeyDictionary[Crawler, Hosts] = WeakKeyDictionary()


def hosts_of(crawler: Crawler) -> Hosts:
    """The hosts of this crawl, shared by scheduler and middlewares."""
    return _HOSTS.setdefault(crawler, Hosts())
