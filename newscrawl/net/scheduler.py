"""The queue of a run: in memory, fair between hosts, and silent towards a host that rests.

The ledger is the memory across runs, so nothing is stored here. Scrapy's own queue hands out requests of a host
that asked for rest, and lets one slow host fill every download slot; here neither can happen.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Container
from heapq import heappop, heappush
from itertools import count

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from newscrawl.config import Config
from newscrawl.net.hosts import hosts_of, slot_of


class HostScheduler(BaseScheduler):
    """Round robin over hosts; within a host by priority, then first come first served."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts = hosts_of(crawler)
        self._longest_rest = Config.from_settings(crawler.settings).retry_after_max
        self._per_host = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._queues: OrderedDict[str, list[tuple[int, int, Request]]] = OrderedDict()
        self._out: dict[str, list[Request]] = {}
        self._obeys = crawler.settings.getbool("ROBOTSTXT_OBEY")
        self._count = count()
        self._size = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostScheduler:
        return cls(crawler)

    def __len__(self) -> int:
        return self._size

    def has_pending_requests(self) -> bool:
        """True while a request waits, also one whose host rests."""
        return self._size > 0

    def enqueue_request(self, request: Request) -> bool:
        """Take every request: the ledger has decided already what is to be fetched."""
        slot = str(request.meta.setdefault("download_slot", slot_of(request.url)))
        heappush(self._queues.setdefault(slot, []), (-request.priority, next(self._count), request))
        self._size += 1
        return True

    def next_request(self) -> Request | None:
        """The next request of a host that may be asked and has a free place; None when there is none now."""
        engine = self._crawler.engine
        active = engine.downloader.active if engine else set()
        passed: deque[str] = deque()
        found: Request | None = None
        for slot, queue in self._queues.items():
            wait = self._hosts.wait(slot)
            # A host that rests for longer than a run may wait is handed out, so that its pages are set aside.
            if 0 < wait <= self._longest_rest or self._is_busy(slot, active):
                continue
            found = heappop(queue)[2]
            self._out.setdefault(slot, []).append(found)
            self._size -= 1
            passed.append(slot)
            break
        for slot in passed:
            if self._queues[slot]:
                self._queues.move_to_end(slot)
            else:
                del self._queues[slot]
        return found

    def _is_busy(self, slot: str, active: Container[Request]) -> bool:
        """True while enough of this host's requests are under way, those that wait for its robots.txt included.

        Scrapy counts only what has passed the middlewares: a host that never answers would take every place.
        """
        most = self._per_host + 1 if slot in self._hosts.known or not self._obeys else 1
        out = self._out.get(slot, [])
        if len(out) < most:
            return False
        left = [request for request in out if request in active]
        if left:
            self._out[slot] = left
        else:
            del self._out[slot]
        return len(left) >= most
