"""What a mirror definition may say: a frozen ``Mirror`` value, the same from ``.py`` and ``.toml``.

The checks that a definition passes before it becomes a ``Mirror`` are in ``newscrawl.mirrors``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from newscrawl.items import SiteFacts
from newscrawl.text.urls import clean_url, cut_behind, without

SourceKind = Literal["section", "newsfeed", "sitemap", "calendar"]
Step = Literal["day", "month"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A place where a mirror lists articles.

    ``article_links`` and ``next_page`` are CSS, for sections and calendars; ``step`` is a calendar's.
    """

    kind: SourceKind
    url: str
    article_links: str | None = None
    next_page: str | None = None
    step: Step = "day"


@dataclass(frozen=True, kw_only=True, slots=True)
class Selectors:
    """CSS for the fields of an article page; what is left out is read by the generic reader."""

    headline: str | None = None
    published: str | None = None
    section: str | None = None
    body: str | None = None
    byline: str | None = None
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mirror:
    """A site that reprints wire copy, as a value. Only name, domain, timezone and one source are required."""

    name: str
    domain: str
    timezone: str
    sources: tuple[Source, ...]
    title: str | None = None
    languages: tuple[str, ...] = ()
    day_first: bool | None = None
    browser: bool = False
    # False: certificates of this site are not checked; told in every run.
    verify_tls: bool = True
    enabled: bool = True
    # Parameters of addresses that change nothing on this site: an article is the same with and without them.
    ignore_parameters: tuple[str, ...] = ()
    # Parameters that look like tracking (``ref``, ``utm_id``) and name the article here: addresses that differ in them differ.
    keep_parameters: tuple[str, ...] = ()
    # A regular expression for the part of an address that names an article here; what comes behind it is dropped.
    article_address: str | None = None
    checked: str | None = None
    selectors: Selectors = field(default_factory=Selectors)
    # A page class (a subclass of newscrawl.page.ArticlePage) for a site that selectors cannot say; .py form only.
    page: Callable[..., Any] | None = None

    def address_of(self, url: str) -> str:
        """The address under which an article of this site is fetched and kept.

        >>> there = Mirror(name="a", domain="a.example", timezone="UTC", sources=(), article_address=r"/news/\\d+")
        >>> there.address_of("https://a.example/news/784508-any-words?page=1"), there.address_of("https://a.example/x-1")
        ('https://a.example/news/784508', 'https://a.example/x-1')
        """
        return cut_behind(without(url, self.ignore_parameters), self.article_address)

    def cleaned(self, url: str) -> str | None:
        """Any spelling of an address of this site, cleaned for fetching and keeping; None when it is not http(s).

        >>> there = Mirror(name="a", domain="a.example", timezone="UTC", sources=(), keep_parameters=("ref",))
        >>> there.cleaned("https://a.example/x?ref=7&utm_source=rss#top")
        'https://a.example/x?ref=7'
        """
        found = clean_url(url, self.keep_parameters)
        return self.address_of(found) if found else None

    @property
    def facts(self) -> SiteFacts:
        """The few facts that ``text`` needs of this mirror."""
        return SiteFacts(
            timezone=self.timezone,
            languages=self.languages,
            day_first=self.day_first,
            name=self.name,
            title=self.title,
            domain=self.domain,
            keep_parameters=self.keep_parameters,
        )
