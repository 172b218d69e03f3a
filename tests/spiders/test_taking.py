"""Which links of a source become pages, and which tell a walk to go on: a run and a ledger, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import TextResponse
from scrapy.statscollectors import StatsCollector

from newscrawl.config import Config
from newscrawl.discovery.listing import Link
from newscrawl.ledger import sqlite_sources
from newscrawl.mirror import Mirror, Source
from newscrawl.net.reading import Reader
from newscrawl.spiders.run import Run
from newscrawl.spiders.taking import LINKS_AT_ONCE, Taken, take
from newscrawl.spiders.tasks import PageTask, Walk
from newscrawl.spiders.walking import Walking

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
MOST_NEW = 2 * LINKS_AT_ONCE + 7


class Stats(StatsCollector):
    """Scrapy's, without a crawler."""

    def __init__(self) -> None:
        self._stats = {}
        self._dump = False


class World:
    """One mirror with one source; each run is a new one over the same ledger."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder = folder
        self.source = Source(kind=kind, url="https://harbour.example/world")  # type: ignore[arg-type]
        self.mirror = Mirror(name="harbour", domain="harbour.example", timezone="UTC", sources=(self.source,))

    def begin(self) -> Run:
        """A run, with its desk open."""
        stats = Stats()
        run = Run(
            config=Config(data_dir=self.folder, max_new_pages=MOST_NEW),
            mirrors=(self.mirror,),
            worker="one",
            stats=lambda: stats,
            now=lambda: NOW,
        )
        run.working["harbour"] = []
        return run

    def walk(self, *pages: list[str], whole: bool = True) -> tuple[list[str], list[Taken]]:
        """A walk over pages with these links, in a run of its own: the pages to fetch, and what came of each page's links."""
        run = self.begin()
        walk = Walk(mirror=self.mirror, source=self.source, started_at=NOW)
        ledger = run.desk.ledger
        ledger.walk_started("harbour", self.source.url, NOW)
        found, counts = [], []

        async def walked() -> None:
            for page in pages:
                counts.append(Taken())
                links = tuple(Link(url=url) for url in page)
                found.extend([task.url async for task in take(links, walk, run, counts[-1])])

        asyncio.run(walked())
        if whole:
            ledger.walk_completed("harbour", self.source.url, list(walk.listed), NOW, interval=900, validators={})
        run.commit()
        run.close()
        return found, counts


@pytest.fixture(params=["section", "newsfeed", "sitemap", "calendar"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    return World(tmp_path, request.param)


def articles(first: int, behind: int) -> list[str]:
    return [f"https://harbour.example/world/story-number-{number}" for number in range(first, behind)]


def test_each_page_is_found_once_whoever_lists_it(world: World) -> None:
    first, _ = world.walk(articles(0, 5) + articles(3, 8), articles(0, 9))
    assert first == articles(0, 9)
    again, _ = world.walk(articles(0, 9), whole=False)
    assert again == []
    other, _ = world.walk(["http://www.harbour.example/world/story-number-3", *articles(9, 10)])
    assert other == articles(9, 10), "one article, many addresses"


def test_what_is_known_uses_up_nothing_of_what_may_be_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links beyond what is kept of a source's lists must not fill its bound, run after run, for ever."""
    monkeypatch.setattr(sqlite_sources, "MOST_LISTED", 5)
    every = articles(0, 3 * MOST_NEW)
    found: list[str] = []
    for left in (2 * MOST_NEW, MOST_NEW, 0, 0):
        some, (taken,) = world.walk(every)
        assert taken.left_out == left
        found += some
    assert found == every
    # Walks that stop at the first page let go of the rest of what is kept; it is known all the same.
    for number in range(20):
        world.walk([*every[:1], f"https://harbour.example/new-{number}"])
    found, (taken,) = world.walk(every)
    assert (found, taken.left_out) == ([], 0)


def test_a_walk_that_was_killed_is_gone_through_again(tmp_path: Path) -> None:
    """Its pages are known and not fetched twice; but what lies behind them was never listed by a whole walk."""
    world = World(tmp_path, "section")
    found, _ = world.walk(articles(0, 3), articles(3, 6), whole=False)
    assert found == articles(0, 6)
    found, (one, two) = world.walk(articles(0, 3), articles(3, 9))
    assert (one.fresh, two.fresh) == (3, 6)
    assert found == articles(6, 9)
    _, (one, two) = world.walk([*articles(20, 21), *articles(0, 2)], articles(2, 5))
    assert (one.fresh, two.fresh) == (1, 0), "the second page ends it"


def test_another_source_ends_no_walk(tmp_path: Path) -> None:
    World(tmp_path, "newsfeed").walk(articles(0, 9))
    world = World(tmp_path, "section")
    world.source = Source(kind="section", url="https://harbour.example/sport")
    found, (taken,) = world.walk(articles(0, 9))
    assert (found, taken.fresh) == ([], 9)


def test_mazes_are_left_out(world: World) -> None:
    maze = "https://harbour.example/" + "north/harbour/" * 9
    found, (taken,) = world.walk([maze, *articles(0, 2)])
    assert (found, taken.left_out) == (articles(0, 2), 1)


def page_request(task: PageTask) -> Request:
    return Request(task.url, cb_kwargs={"task": task})


def test_no_walk_is_done_while_links_of_a_page_of_it_are_being_taken(tmp_path: Path) -> None:
    """A run that is killed then has kept a sitemap as read of which half was never found: it would not be asked again."""
    world = World(tmp_path, "sitemap")
    run = world.begin()
    walking = Walking(run, Reader(), page_request)
    ledger, url = run.desk.ledger, world.source.url

    async def answered(request: Request, body: str) -> list[Request]:
        response = TextResponse(request.url, body=body.encode(), request=request)
        return [one async for one in walking.read_source(response, **request.cb_kwargs)]

    async def walked() -> None:
        (index,) = walking.begin(world.mirror)
        maps = "".join(f"<sitemap><loc>https://harbour.example/map-{n}.xml</loc></sitemap>" for n in (1, 2))
        large, small = await answered(index, f"<sitemapindex>{maps}</sitemapindex>")
        locs = "".join(f"<url><loc>{at}</loc></url>" for at in articles(0, 9))
        body = f"<urlset>{locs}</urlset>".encode()
        half = walking.read_source(TextResponse(large.url, body=body, request=large), **large.cb_kwargs)
        await anext(half)
        assert len(await answered(small, "<urlset/>")) == 0
        assert ledger.source("harbour", url).walk_completed_at is None
        assert [one.url async for one in half] == articles(1, 9)
        assert ledger.source("harbour", url).walk_completed_at == NOW
        assert ledger.validators("harbour", url).keys() == {url, large.url, small.url}

    asyncio.run(walked())
    run.close()


def test_no_walk_of_a_calendar_is_done_before_its_last_day_is_asked_for(tmp_path: Path) -> None:
    world = World(tmp_path, "section")
    world.source = Source(kind="calendar", url="https://harbour.example/{date:%Y-%m-%d}")
    world.mirror = Mirror(name="harbour", domain="harbour.example", timezone="UTC", sources=(world.source,))
    run = world.begin()
    walking = Walking(run, Reader(), page_request)

    async def walked() -> None:
        days = walking.begin(world.mirror)
        for number, day in enumerate(days, 1):
            gone = TextResponse(day.url, status=404, request=day)
            assert [one async for one in walking.read_source(gone, **day.cb_kwargs)] == []
            done = run.desk.ledger.source("harbour", world.source.url).walk_completed_at
            assert (done is not None) == (number == 8)

    asyncio.run(walked())
    run.close()
