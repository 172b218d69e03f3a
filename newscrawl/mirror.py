"""What a mirror definition may say: a frozen ``Mirror`` value, the same from ``.py`` and ``.toml``.

The checks that a definition passes before it becomes a ``Mirror`` are in ``newscrawl.mirrors``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from newscrawl.items import SiteFacts

PORTS = {"http": 80, "https": 443}

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
    enabled: bool = True
    checked: str | None = None
    selectors: Selectors = field(default_factory=Selectors)
    # A page class (a subclass of newscrawl.page.ArticlePage) for a site that selectors cannot say; .py form only.
    page: Callable[..., Any] | None = None

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
        )

    def covers(self, url: str) -> bool:
        """Whether a URL is http(s), on the mirror's domain or a subdomain of it, and on its port."""
        return covers(self.domain, url)


def covers(domain: str, url: str) -> bool:
    """Whether a URL is http(s), on ``domain`` or a subdomain of it, and on its port.

    A domain without a port means the usual port of the scheme: another port is another service.

    >>> covers("turan.az", "https://www.turan.az/en"), covers("turan.az", "https://xturan.az/en")
    (True, False)
    >>> covers("127.0.0.1:8001", "http://127.0.0.1:8001/a"), covers("turan.az", "https://turan.az:8443/")
    (True, False)
    """
    parts = split_url(url)
    wanted = split_url(f"http://{domain}")
    if parts is None or wanted is None or parts.scheme not in PORTS:
        return False
    host, ours = ascii_host(parts.hostname or ""), ascii_host(wanted.hostname or "")
    port = parts.port or PORTS[parts.scheme]
    return bool(ours) and (host == ours or host.endswith("." + ours)) and port == (wanted.port or PORTS[parts.scheme])


def calendar_url(url: str, day: date) -> str:
    """A calendar's address for a day.

    >>> calendar_url("https://x.example/archive/{date:%Y/%m/%d}", date(2024, 9, 11))
    'https://x.example/archive/2024/09/11'
    """
    return re.sub(r"\{date:([^{}]*)\}", lambda place: day.strftime(place[1]), url)


def split_url(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no number, or past 65535
    except ValueError:
        return None
    return parts


def ascii_host(host: str) -> str:
    """A host as DNS has it: lower case, and Punycode for other letters; "" where that cannot be."""
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
