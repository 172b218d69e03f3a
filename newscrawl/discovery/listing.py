"""What a page of a source lists."""

from __future__ import annotations

from dataclasses import dataclass

from newscrawl.items import Printed


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An article that a source lists: absolute cleaned URL, and what the source said of it."""

    url: str
    title: str | None = None
    published: Printed | None = None
    modified: Printed | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Links in page order, the next page if there is one, and how many links could not be used."""

    links: tuple[Link, ...] = ()
    next_page: str | None = None
    skipped: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildSitemap:
    """A sitemap that an index names; ``lastmod`` as printed."""

    url: str
    lastmod: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapListing:
    """Articles and further sitemaps."""

    links: tuple[Link, ...] = ()
    sitemaps: tuple[ChildSitemap, ...] = ()
    skipped: int = 0
