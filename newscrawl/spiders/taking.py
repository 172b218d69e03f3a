"""Takes the links of a page of a source: those that are new become pages to fetch, within the bounds of a run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from newscrawl.discovery.listing import Link
from newscrawl.spiders.bounds import is_maze
from newscrawl.spiders.run import Run
from newscrawl.spiders.tasks import PageTask, Walk

# A sitemap lists 50,000 pages; between so many the event loop has its turn.
LINKS_AT_ONCE = 100


@dataclass(kw_only=True, slots=True)
class Taken:
    """Of one page's links: how many no completed walk of its source had listed, and how many a bound left out."""

    fresh: int = 0
    left_out: int = 0


async def take(links: tuple[Link, ...], walk: Walk, run: Run, taken: Taken) -> AsyncIterator[PageTask]:
    """The pages that nobody has named before; what became of all links is counted in ``taken``."""
    name, source = walk.mirror.name, walk.source.url
    for number, link in enumerate(links, 1):
        if number % LINKS_AT_ONCE == 0:
            await asyncio.sleep(0)
        if link.url in walk.listed:
            continue
        fresh = link.url not in walk.seen
        if fresh and (is_maze(link.url) or not run.bounds.may_add(name, source)):
            taken.left_out += 1
            continue
        walk.listed[link.url] = None
        taken.fresh += fresh
        state = run.desk.ledger.found(name, link.url, source=source, at=run.now())
        if not state.new or not run.take_up(name, link.url, "found"):
            continue
        walk.new += 1
        yield PageTask(
            mirror=walk.mirror,
            url=link.url,
            source=source,
            published=(link.published,) if link.published else (),
            modified=(link.modified,) if link.modified else (),
        )
