"""The values that travel: what a page printed (RawArticle), what it means (Article), where it came from (Provenance).

All are frozen and keyword-only. A ``RawArticle`` holds strings as printed, each with the kind of place it
was found in; ``newscrawl.text.article.interpret`` turns it into an ``Article``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["selector", "jsonld", "microdata", "meta", "time", "text", "url", "newsfeed", "sitemap", "header"]
Precision = Literal["second", "minute", "hour", "day"]
AgencyRole = Literal["source", "co_source", "photo"]
Scope = Literal["international", "national", "local"]
Relation = Literal["exact", "near", "excerpt", "update"]
RevisionKind = Literal["update", "wrapup", "corrected", "refile", "repeat", "withdrawn", "writethru"]
Via = Literal["http", "browser", "warc", "file"]
Mark = Literal["paywalled", "truncated", "live_blog", "briefs", "caption_only", "suspect_encoding", "ambiguous_date"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteFacts:
    """What ``text`` needs to know of a mirror.

    ``timezone`` is a tz database name or None (extract without a manifest zone). ``languages`` are BCP 47
    primary tags, most used first. ``day_first`` None means: not known, never guess in silence.
    ``name``, ``title`` and ``domain`` let the reader cut site names from headlines and own names from bylines.
    ``keep_parameters`` are those of its addresses that look like tracking and are none.
    """

    timezone: str | None = None
    languages: tuple[str, ...] = ()
    day_first: bool | None = None
    name: str | None = None
    title: str | None = None
    domain: str | None = None
    keep_parameters: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A string as a page (or its newsfeed, URL, header) printed it, and where.

    ``kind`` is what the record calls ``published_from``; ``where`` names the place more closely
    ("h1", "og:title", "article:published_time", "breadcrumb", "near-headline") for weighing and explaining.
    """

    text: str
    kind: Kind
    where: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawImage:
    """An image of the article: absolute URL, caption and credit as printed."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RawArticle:
    """What one page printed, as candidates in page order; nothing here is interpreted.

    ``paragraphs`` is the article's text as the page reader chose it (credit, dateline, sign-off and tails may
    still be in it: cutting those needs only strings, so ``text`` does it). ``tails`` are lines around the
    body that the reader took for furniture but that may name an agency ("Quelle: dpa", copyright lines).
    ``credits`` are agency-like metadata (copyrightHolder, sourceOrganization, original-source, creator).
    ``no_article`` says why the page is none, though it answered well ("soft_404", "challenge").
    ``rights`` are signals in the record's spelling ("noarchive", "tdm-reservation=1").
    """

    url: str
    canonical: str | None = None
    headlines: tuple[Printed, ...] = ()
    site_names: tuple[str, ...] = ()
    descriptions: tuple[Printed, ...] = ()
    paragraphs: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    images: tuple[RawImage, ...] = ()
    bylines: tuple[Printed, ...] = ()
    credits: tuple[Printed, ...] = ()
    published: tuple[Printed, ...] = ()
    modified: tuple[Printed, ...] = ()
    sections: tuple[Printed, ...] = ()
    languages: tuple[Printed, ...] = ()
    rights: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    no_article: str | None = None
    # The site prints the beginning only, closed by "[...]" and a link to the rest.
    excerpt: bool = False
    fetched_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Agency:
    """Who filed the copy, in its one spelling, and in which role."""

    name: str
    role: AgencyRole


@dataclass(frozen=True, kw_only=True, slots=True)
class Dateline:
    """``text`` as printed, ``places`` as printed one each, ``date`` only when a day is printed."""

    text: str
    places: tuple[str, ...] = ()
    date: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """What wire copy says of itself: ("update", 2, "UPDATE 2-")."""

    kind: RevisionKind
    number: int | None = None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Warc:
    """Where the raw response lies: file relative to the data dir, byte offset of the record."""

    file: str
    offset: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RawResponse:
    """A response as it came, its body decoded, to be kept beside the archive."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    via: Via = "http"


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """How the page came to us. ``body_sha256`` is of the response body as received, decoded."""

    via: Via
    status: int | None = None
    body_sha256: str | None = None
    source: str | None = None
    warc: Warc | None = None
    topics_release: str | None = None
    fingerprints: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryLink:
    """How an article stands to its story when its line was written; ``relation`` None: the first of its story."""

    id: str
    relation: Relation | None = None
    to: str | None = None
    contained: float | None = None
    contains: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One version of one article: the fields of an archive record, in its order (schema and checksum apart).

    ``id``, ``version``, ``replaces`` and ``story`` are given by the desk; until then ``id`` is "".
    ``published_at`` is aware, in the mirror's own offset; naive only where no zone is known (extract).
    """

    id: str = ""
    version: int = 1
    replaces: str | None = None
    url: str
    canonical_url: str | None = None
    mirror: str | None = None
    headline: str | None = None
    body: str | None = None
    captions: tuple[str, ...] = ()
    images: tuple[RawImage, ...] = ()
    byline: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = ()
    dateline: Dateline | None = None
    sign_off: str | None = None
    section_label: str | None = None
    section: str | None = None
    scope: Scope | None = None
    topics: tuple[str, ...] = ()
    published_text: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_from: Kind | None = None
    published_confidence: float | None = None
    modified_at: datetime | None = None
    revision: Revision | None = None
    wire_id: str | None = None
    language: str | None = None
    marks: tuple[Mark, ...] = ()
    rights: tuple[str, ...] = ()
    fetched_at: datetime | None = None
    provenance: Provenance
    story: StoryLink | None = None
