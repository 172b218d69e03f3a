"""The kinds of source behind one protocol: where a walk begins, and what a page of it lists."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from scrapy.http import Response

from newscrawl.discovery.calendars import calendar_urls
from newscrawl.discovery.listing import ChildSitemap, Link, Listing, SitemapListing
from newscrawl.discovery.newsfeeds import read_newsfeed
from newscrawl.discovery.sections import read_section
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.ledger.base import SourceState
from newscrawl.mirror import Source
from newscrawl.net.reading import Reader
from newscrawl.spiders.tasks import SourceTask, Window
from newscrawl.text.url_parts import on_domain

Named = TypeVar("Named", Link, ChildSitemap)

# The sitemap protocol knows one level of index; two more are seen in the wild.
DEEPEST_INDEX = 3
# A calendar's first walk without ``since`` looks back so far.
CALENDAR_DAYS = 7
# So long after midnight, in the mirror's zone, a day's list is taken to have no more to come.
DAY_IS_OVER = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """What one page of a source lists, whatever its kind; ``cut`` when it lists more than is taken of one."""

    links: tuple[Link, ...] = ()
    next_page: str | None = None
    sitemaps: tuple[ChildSitemap, ...] = ()
    cut: bool = False


def first_urls(source: Source, state: SourceState, window: Window, timezone: str, now: datetime) -> list[str]:
    """Where a walk of this source begins."""
    if source.kind != "calendar":
        return [source.url]
    today = now.astimezone(ZoneInfo(timezone)).date()
    times = [at for at in (state.walk_started_at, state.walk_completed_at) if at is not None]
    # A walk that was never completed says nothing, and neither does one that a wrong clock puts into the future.
    last = min(times).astimezone(ZoneInfo(timezone)) if state.walk_completed_at and max(times) <= now else None
    since = window.since or ((last - DAY_IS_OVER).date() if last else today - timedelta(days=CALENDAR_DAYS))
    until = min(window.until or today + timedelta(days=1), today + timedelta(days=1))
    return list(calendar_urls(source.url, step=source.step, since=since, until=until))


async def read(response: Response, task: SourceTask, reader: Reader) -> Listed:
    """Read one page of a source; raises SourceError when it cannot be read."""
    source, domain = task.walk.source, task.mirror.domain
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1") or None
    sitemaps: tuple[ChildSitemap, ...] = ()
    told: dict[str, Any] = {"url": response.url, "keep": task.mirror.keep_parameters}
    here: Callable[..., Listing | SitemapListing] = read_sitemap
    kind = source.kind if source.kind in ("newsfeed", "sitemap") else "section"
    if kind != "sitemap":
        told["content_type"] = content_type
        here = read_newsfeed
    if kind == "section":
        told |= {"article_links": source.article_links, "next_page": source.next_page, "domain": domain}
        here = read_section
    listing = await reader.source(kind, response.body, mirror_name=task.mirror.name, here=here, **told)
    links, next_page = listing.links, None
    if isinstance(listing, SitemapListing):
        sitemaps = await _within(domain, listing.sitemaps)
    else:
        next_page = listing.next_page
    links = await _within(domain, links)
    if task.mirror.ignore_parameters or task.mirror.article_address:
        links = tuple(replace(link, url=task.mirror.address_of(link.url)) for link in links)
    if next_page is not None and not on_domain(next_page, domain):
        next_page = None
    return Listed(links=links, next_page=next_page, sitemaps=sitemaps, cut=listing.cut)


async def _within(domain: str, links: tuple[Named, ...]) -> tuple[Named, ...]:
    """The links that stay on the mirror; a sitemap has 50,000, and the event loop has its turn in between."""
    kept: list[Named] = []
    for number, link in enumerate(links, 1):
        if on_domain(link.url, domain):
            kept.append(link)
        if number % 1000 == 0:
            await asyncio.sleep(0)
    return tuple(kept)


def empty_remedy(source: Source) -> str:
    """What to look at when a source lists nothing."""
    if source.kind in ("section", "calendar"):
        if source.article_links:
            return f"article_links = {source.article_links!r} matches nothing; has the layout changed?"
        return "no link on it looks like an article; set article_links in the mirror's definition"
    return f"the {source.kind} is empty"


# A page that was read and lay outside -a since/until is remembered with its time, and not fetched again for the
# same days; a later run that asks for those days fetches it.
OUTSIDE = "outside_window:"


def left_out(reason: str | None, window: Window, timezone: str) -> bool:
    """True when a page is known to lie outside this run's days."""
    if not reason or not reason.startswith(OUTSIDE):
        return False
    try:
        published = datetime.fromisoformat(reason.removeprefix(OUTSIDE))
    except ValueError:
        return False
    return not window.holds(published, timezone)
