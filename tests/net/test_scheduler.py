"""The queue is fair between hosts and silent towards one that rests."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.settings import Settings

from newscrawl import settings as module
from newscrawl.net.hosts import hosts_of
from newscrawl.net.scheduler import HostScheduler


class Crawler:
    """As much of a crawler as the queue asks for."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.settings.setmodule(module, priority="project")
        self.active: set[Request] = set()
        self.engine = SimpleNamespace(downloader=SimpleNamespace(active=self.active))


def queue(*urls: str) -> tuple[HostScheduler, Any]:
    crawler: Any = Crawler()
    scheduler = HostScheduler(crawler)
    for url in urls:
        assert scheduler.enqueue_request(Request(url))
    return scheduler, crawler


def drain(scheduler: HostScheduler) -> list[str]:
    urls = []
    while (request := scheduler.next_request()) is not None:
        urls.append(request.url)
    return urls


def test_hosts_take_turns_and_each_keeps_its_order() -> None:
    scheduler, _ = queue("http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://b/2")
    assert drain(scheduler) == ["http://a/1", "http://b/1", "http://a/2", "http://b/2", "http://a/3"]
    assert not scheduler.has_pending_requests()


def test_a_resting_host_waits_and_the_others_go_on() -> None:
    scheduler, crawler = queue("http://a/1", "http://b/1")
    hosts_of(crawler).rest("a", 0.3)
    assert drain(scheduler) == ["http://b/1"]
    assert scheduler.has_pending_requests()
    hosts_of(crawler).resting["a"] = 0.0
    assert drain(scheduler) == ["http://a/1"]


def test_a_host_that_rests_beyond_the_run_is_handed_out_to_be_set_aside() -> None:
    scheduler, crawler = queue("http://a/1")
    hosts_of(crawler).rest("a", 10**6)
    assert drain(scheduler) == ["http://a/1"]


def test_a_busy_host_does_not_fill_the_downloader() -> None:
    scheduler, crawler = queue(*(f"http://a/{n}" for n in range(9)), "http://b/1")
    hosts_of(crawler).known.update("ab")
    out = []
    while (request := scheduler.next_request()) is not None:
        crawler.active.add(request)
        out.append(request.url)
    assert out == ["http://a/0", "http://b/1", "http://a/1", "http://a/2"]
    crawler.active.clear()
    assert scheduler.next_request() is not None


def test_one_request_is_enough_until_the_robots_txt_of_a_host_is_read() -> None:
    scheduler, crawler = queue("http://a/1", "http://a/2", "http://b/1")
    first = scheduler.next_request()
    crawler.active.add(first)
    assert [request.url for request in (first, scheduler.next_request())] == ["http://a/1", "http://b/1"]
    assert scheduler.next_request() is None
    hosts_of(crawler).known.add("a")
    assert scheduler.next_request().url == "http://a/2"


def test_priority_goes_first_within_a_host() -> None:
    scheduler, _ = queue("http://a/1")
    scheduler.enqueue_request(Request("http://a/source", priority=10))
    assert drain(scheduler) == ["http://a/source", "http://a/1"]
