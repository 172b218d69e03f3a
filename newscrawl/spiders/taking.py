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
    """Of one page's links: how many no completed walk of its source had listed, and how many a bound left out.

    ``fresh`` is what leads a walk on to the next page; a sitemap has none, and its links are not counted there.
    """

    fresh: int = 0
    left_out: int = 0


async def take(links: tuple[Link, ...], walk: Walk, run: Run, taken: Taken) -> AsyncIterator[PageTask]:
    """The pages that nobody has named before; what became of all links is counted in ``taken``."""
    name, source, ledger = walk.mirror.name, walk.source.url, run.desk.ledger
    for start in range(0, len(links), LINKS_AT_ONCE):
        if start:
            await asyncio.sleep(0)
        some = [link for link in links[start : start + LINKS_AT_ONCE] if link.url not in walk.listed]
        before: frozenset[str] = frozenset()
        if has_further_pages(walk):
            before = ledger.listed_before(name, source, [link.url for link in some])
        for link in some:
            if link.url in walk.listed:
                continue
            known = ledger.knows(name, link.url)
            if not known and (is_maze(link.url) or not run.bounds.may_add(name, source)):
                taken.left_out += 1
                continue
            if has_further_pages(walk):
                walk.listed[link.url] = None
                taken.fresh += link.url not in before
            if known or not ledger.found(name, link.url, source=source, at=run.now()).new:
                continue
            if not run.take_up(name, link.url, "found"):
                continue
            walk.new += 1
            yield PageTask(
                mirror=walk.mirror,
                url=link.url,
                source=source,
                published=(link.published,) if link.published else (),
                modified=(link.modified,) if link.modified else (),
            )


def has_further_pages(walk: Walk) -> bool:
    """Whether a walk goes from page to page: only then it matters which links its source listed before."""
    return walk.source.kind != "sitemap"
