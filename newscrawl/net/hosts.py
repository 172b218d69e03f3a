"""One host's state in a run: when it may be asked again, and how it is doing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

_OWN_PORT = {"http": ":80", "https": ":443"}
# Rests without a Retry-After double from the first; after so many troubles in a row the host is left to the next run.
MOST_TROUBLES = 6
# After so many tries in a row that brought no answer at all (a time-out, a refused connection, no such name).
MOST_SILENCES = 30


def slot_of(url: str) -> str:
    """The host and port that politeness counts by, in one spelling.

    >>> slot_of("https://Example.org/a"), slot_of("http://127.0.0.1:8001/a"), slot_of("https://example.org.:443/a")
    ('example.org', '127.0.0.1:8001', 'example.org')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    place = parts.netloc.rpartition("@")[2].lower()
    if place.endswith(_OWN_PORT.get(parts.scheme, "\0")):
        place = place.rpartition(":")[0]
    return place.rstrip(".")


class StillResting(Exception):
    """The host asked for rest while this request waited for its turn, or it waits for others: it goes back into the queue."""


@dataclass
class Hosts:
    """Which hosts rest, and until when (monotonic seconds); how often each has failed in a row; which were given up.

    >>> hosts = Hosts()
    >>> [hosts.trouble("a", first=0.0) for _ in range(7)] == [0.0] * 5 + [None] * 2
    True
    >>> hosts.wait("a"), "a" in hosts.given_up
    (0.0, True)
    """

    resting: dict[str, float] = field(default_factory=dict)
    troubles: dict[str, int] = field(default_factory=dict)
    silences: dict[str, int] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    # Hosts whose robots.txt has been read: before that one request of each is enough.
    known: set[str] = field(default_factory=set)

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

    def rests(self) -> dict[str, float]:
        """Hosts that rest now, and for how many seconds still."""
        return {slot: left for slot in [*self.resting] if (left := self.wait(slot)) > 0}

    def trouble(self, slot: str, *, first: float) -> float | None:
        """The host answered that it cannot, and not when: gives how long it rests, None when it is left for this run."""
        if slot in self.given_up:
            return None
        wait = self.wait(slot)
        if wait > 0:
            return wait  # several were under way when the trouble began: it is one trouble
        times = self.troubles[slot] = self.troubles.get(slot, 0) + 1
        if times >= MOST_TROUBLES:
            self.given_up.add(slot)
            return None
        seconds = first * 2.0 ** (times - 1)
        self.rest(slot, seconds)
        return seconds

    def silent(self, slot: str) -> bool:
        """The host did not answer; True when it has just been left for this run.

        >>> hosts = Hosts()
        >>> [hosts.silent("a") for _ in range(31)].index(True), "a" in hosts.given_up
        (29, True)
        """
        times = self.silences[slot] = self.silences.get(slot, 0) + 1
        if times < MOST_SILENCES or slot in self.given_up:
            return False
        self.given_up.add(slot)
        return True

    def fine(self, slot: str) -> None:
        """The host answered: the next trouble is a first one."""
        self.troubles.pop(slot, None)


_HOSTS: WeakKeyDictionary[Crawler, Hosts] = WeakKeyDictionary()


def hosts_of(crawler: Crawler) -> Hosts:
    """The hosts of this crawl, shared by scheduler and middlewares."""
    return _HOSTS.setdefault(crawler, Hosts())


def hold_back(crawler: Crawler, request_url: str) -> None:
    """The last look before a request goes out; raises StillResting.

    A request may wait for its turn (DOWNLOAD_DELAY) when another one brings the host's wish to be left alone.
    """
    slot = slot_of(request_url)
    if hosts_of(crawler).wait(slot) > 0:
        raise StillResting(f"{slot} asked to be left alone")


def waker(crawler: Crawler) -> Callable[[], None]:
    """What makes Scrapy look into its queue now; by itself it looks when a response comes, and every five seconds."""

    def wake() -> None:
        slot = crawler.engine._slot if crawler.engine else None
        if slot is not None and slot.closing is None:
            slot.nextcall.schedule()

    return wake


def wake_after(crawler: Crawler, seconds: float) -> None:
    """Look into the queue when a rest is over."""
    asyncio.get_running_loop().call_later(seconds + 0.01, waker(crawler))
