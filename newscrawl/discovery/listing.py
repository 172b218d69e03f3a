"""What a page of a source lists."""

from __future__ import annotations

from dataclasses import dataclass

from newscrawl.items import Printed


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An article that a source lists: absolute cleaned URL, and the times that the source gives it."""

    url: str
    published: Printed | None = None
    modified: Printed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Links in page order, and the next page if there is one.

    ``skipped`` links could not be used; ``cut``: a bound was hit, and the page lists more than is here.
    """

    links: tuple[Link, ...] = ()
    next_page: str | None = None
    skipped: int = 0
    cut: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildSitemap:
    """A sitemap that an index names; ``lastmod`` as printed."""

    url: str
    lastmod: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapListing:
    """Articles and further sitemaps; ``skipped`` and ``cut`` as in a Listing."""

    links: tuple[Link, ...] = ()
    sitemaps: tuple[ChildSitemap, ...] = ()
    skipped: int = 0
    cut: bool = False
