"""The queue of a run: in memory, fair between hosts, and silent towards a host that rests.

The ledger is the memory across runs, so nothing is stored here. Scrapy's own queue hands out requests of a host
that asked for rest, and lets one slow host fill every download slot; here neither can happen.
"""

from __future__ import annotations

from collections import OrderedDict, deque
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
        slots = engine.downloader.slots if engine else {}
        passed: deque[str] = deque()
        found: Request | None = None
        for slot, queue in self._queues.items():
            busy = slots.get(slot)
            wait = self._hosts.wait(slot)
            # A host that rests for longer than a run may wait is handed out, so that its pages are set aside.
            if 0 < wait <= self._longest_rest or (busy is not None and len(busy.active) >= self._per_host + 1):
                continue
            found = heappop(queue)[2]
            self._size -= 1
            passed.append(slot)
            break
        for slot in passed:
            if self._queues[slot]:
                self._queues.move_to_end(slot)
            else:
                del self._queues[slot]
        return found
