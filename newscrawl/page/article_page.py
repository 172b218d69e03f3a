"""An article page, field by field: selectors first, then structured data, then the generic reader.

A mirror that selectors cannot describe subclasses ``ArticlePage`` and overrides the methods that its site needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from newscrawl.items import Kind, Mark, Printed, RawArticle, RawImage
from newscrawl.mirror import Selectors
from newscrawl.page import containers, furniture, pictures, structured
from newscrawl.page.blocks import HEADINGS, Block, Blocks, fold, length, same
from newscrawl.page.body import Body, read_body
from newscrawl.page.containers import prose
from newscrawl.page.document import Document
from newscrawl.page.names import BYLINE, CRUMBS, DATE, FURNITURE, SECTION, STANDFIRST
from newscrawl.page.selectors import select
from newscrawl.text.urls import absolute, date_in_url

_PUBLISHED_META = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "og:pubdate",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "datepublished",
    "date_published", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created",
    "date.created", "datecreated", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "bt:pubdate",
    "citation_date", "citation_publication_date", "article_date_original", "originalpublicationdate", "prism.publicationdate",
    "rnews:datepublished", "article.published", "article.created", "last-modified-date", "displaydate", "date", "time",
    "nrk_date", "ptime", "release_date", "weibo:article:create_at", "xiaoyu:publish", "published_at",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "dateupdated", "last-modified",
    "lastmod", "dcterms.modified", "dc.date.modified", "modified_time", "revised", "updated_time", "utime", "lmdate",
)  # fmt: skip
_SECTION_META = (
    "article:section", "og:article:section", "section", "og:section", "category", "prism.section", "parsely-section",
    "cxenseparse:recs:category", "sailthru.section", "article.section", "dc.subject.section", "news:section",
)  # fmt: skip
_TITLE_META = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "title")
_CREDIT_META = (
    "original-source", "syndication-source", "dc.source", "copyright", "dcterms.rightsholder", "dc.rights", "dc.publisher",
    "provider", "news_agency", "agency", "source", "dc.contributor", "article:content_tier_source",
)  # fmt: skip
_AUTHOR_META = ("author", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author",
                "sailthru.author", "creator", "bt:author", "article:author_name", "cxenseparse:author")  # fmt: skip
# The URL's path names sections in its first parts; these are no section.
_NO_SECTION = re.compile(
    r"^(?:\d+|[a-z]{2}|[a-z]{2}-[a-z]{2}|news|article|articles|story|stories|artikel|post|posts|archives?|content|"
    r"index|node|zz|amp|blog|noticias?|nachrichten|actualites?|p|a|id|view|detail)$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:by|von|por|par|di|af|av|door|autor(?:es|in)?:?|автор:?|text:?|reporter:?|written by|muhabir:?|yazan:?)\s+\S",
    re.I,
)
_SITE_CUT = re.compile(r"\s+[|–—-]\s+|:\s+|\s*»\s*")
_CRUMB_LINE = re.compile(
    r"^\W{0,2}(?:home|homepage|start(?:seite)?|inicio|portada|accueil|homepagina|forside|hem|etusivu|главная|strona główna|"
    r"ana sayfa|anasayfa|início|domů|ホーム|首页|الرئيسية)\s*[>»›/|→]\s*\S",
    re.IGNORECASE,
)
NEAR_BEFORE, NEAR_AFTER = 8, 14


class ArticlePage:
    """Reads one page; every method gives candidates in order of strength."""

    def __init__(
        self,
        document: Document,
        *,
        selectors: Selectors | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.document = document
        self.url = document.url
        self.selectors = selectors or Selectors()
        self.headers = {name.lower(): value for name, value in (headers or {}).items()}
        # What a selector chooses is read before anything is dropped: the byline may stand inside the text.
        self._selected = {
            selector: self._select(selector)
            for selector in (
                self.selectors.headline,
                self.selectors.published,
                self.selectors.section,
                self.selectors.byline,
            )
            if selector
        }
        self._selected_times = self._times_of(self.selectors.published)
        for selector in self.selectors.drop:
            for element in select(document.root, selector):
                if element.getparent() is not None:
                    element.drop_tree()

    # What the methods share

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """``<meta>`` by lower-case name."""
        return self.document.meta()

    @cached_property
    def _structured(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        return structured.articles(self.document.scripts)

    @property
    def linked_data(self) -> list[dict[str, Any]]:
        """JSON-LD nodes that are articles, the fullest first."""
        return self._structured[0]

    @cached_property
    def blocks(self) -> list[Block]:
        """The page's text blocks in order."""
        return self._walked.found

    @cached_property
    def _walked(self) -> Blocks:
        return Blocks(self.document.root)

    @cached_property
    def headline_block(self) -> Block | None:
        """The block that is the headline on the page: an h1 that metadata confirms, else the largest heading that is."""
        claims = [p.text for p in self._headline_claims()]
        # A title is the headline and the site's name, in either order.
        claims += [part for text in claims for part in _SITE_CUT.split(text) if len(part) >= 25]
        wanted = [same(text) for text in claims if len(same(text)) >= 8]
        best: tuple[float, int] | None = None
        for block in self.blocks:
            key = block.key
            if not key or len(block.text) > 400:
                continue
            confirmed = any(key == w or (len(key) > 15 and (key in w or w in key)) for w in wanted)
            level = {"h1": 3.0, "h2": 1.5, "h3": 0.7}.get(block.tag, 0.0)
            if not level and not (confirmed and len(key) > 15 and not block.links):
                continue
            score = level + (3.0 if confirmed else 0.0) - (2.0 if block.furniture or block.has(CRUMBS) else 0.0)
            score -= 1.0 if block.density > 0.9 and block.tag != "h1" else 0.0
            score += 0.5 if 15 <= len(block.text) <= 200 else 0.0
            if score >= 2.5 and (best is None or score > best[0] + 0.01):
                best = (score, block.index)
        return self.blocks[best[1]] if best else None

    @cached_property
    def _pardoned(self) -> list[Block]:
        """The blocks, once what is only named like furniture has been told from what is."""
        containers.pardon(self.blocks, self.headline_block)
        return self.blocks

    @cached_property
    def body(self) -> Body:
        """The chosen text blocks."""
        headlines = [p.text for p in self.headlines()]
        captions = self._figure_captions()
        return read_body(
            self._pardoned,
            headline=self.headline_block,
            headlines=headlines,
            captions=captions,
            standfirsts=[p.text for p in self.descriptions()],
        )

    def _near_headline(self) -> list[Block]:
        """Blocks around the headline and right behind the body, where pages print section, byline and time."""
        chosen = self.body.blocks
        if self.headline_block is not None:
            anchor = self.headline_block.index
        elif chosen:
            anchor = max(0, chosen[0].index - 3)
        else:
            anchor = 0
        first_body = chosen[0].index if chosen else anchor + NEAR_AFTER
        near = self.blocks[max(0, anchor - NEAR_BEFORE) : max(anchor, min(first_body, anchor + 30)) + NEAR_AFTER]
        after = self.blocks[chosen[-1].index + 1 : chosen[-1].index + 8] if chosen else []
        body = {b.index for b in chosen if b.size > 140}
        found: dict[int, Block] = {b.index: b for b in (*near, *after) if b.index not in body}
        return list(found.values())

    def _printed(self, selector: str | None) -> list[Printed]:
        return self._selected.get(selector, []) if selector else []

    def _select(self, selector: str) -> list[Printed]:
        found = []
        for element in select(self.document.root, selector):
            text = fold(" ".join(element.itertext())) or fold(element.get("content") or element.get("datetime") or "")
            if text:
                found.append(Printed(text=text[:2000], kind="selector", where=selector[:100]))
        return found

    def _from_meta(self, names: Iterable[str]) -> list[Printed]:
        return [Printed(text=text, kind="meta", where=name) for name in names for text in self.meta.get(name, [])[:3]]

    def _from_linked_data(self, *keys: str) -> list[Printed]:
        return [
            Printed(text=text[:2000], kind="jsonld", where=key)
            for node in self.linked_data[:4]
            for key in keys
            for text in structured.texts(node.get(key))[:20]
        ]

    @cached_property
    def _microdata(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for element in self.document.root.xpath("//body//*[@itemprop]"):
            names = (element.get("itemprop") or "").split()
            value = element.get("content") or element.get("datetime") or ""
            if not value and "articleBody" not in names:
                value = " ".join(str(t) for t in element.itertext())[:400]
            for name in names[:3]:
                if fold(value):
                    found.setdefault(name, []).append(fold(value))
        return found

    def _from_microdata(self, *names: str) -> list[Printed]:
        return [
            Printed(text=text[:400], kind="microdata", where=name)
            for name in names
            for text in self._microdata.get(name, [])[:3]
        ]

    # Fields

    def _headline_claims(self) -> list[Printed]:
        titles = [fold(t.text_content()) for t in self.document.root.iter("title")][:1]
        return [
            *self._from_linked_data("headline"),
            *self._from_meta(_TITLE_META),
            *self._from_microdata("headline"),
            *(Printed(text=t, kind="text", where="title") for t in titles if t),
        ]

    def headlines(self) -> list[Printed]:
        """Candidates: the definition's selector, the page's own heading, JSON-LD, meta, ``<title>``."""
        on_page: list[Printed] = []
        if self.headline_block is not None:
            on_page.append(Printed(text=self.headline_block.text, kind="text", where=self.headline_block.tag))
        on_page += [
            Printed(text=b.text, kind="text", where="h1")
            for b in self.blocks
            if b.tag == "h1" and b is not self.headline_block and len(b.text) < 400
        ][:3]
        return _once([*self._printed(self.selectors.headline), *on_page, *self._headline_claims()])

    def site_names(self) -> list[str]:
        """What the site calls itself."""
        names = [
            *self.meta.get("og:site_name", []),
            *self.meta.get("application-name", []),
            *self.meta.get("al:ios:app_name", []),
        ]
        for node in self.linked_data[:3]:
            names += structured.texts(node.get("publisher"))
        for node in self._structured[1]:
            if any(t in ("WebSite", "NewsMediaOrganization", "Organization") for t in structured.types(node)):
                names += structured.texts(node.get("name"))[:1]
        return list(dict.fromkeys(n for n in names if len(n) <= 80))[:10]

    def descriptions(self) -> list[Printed]:
        """Standfirsts and descriptions: what may repeat the lede."""
        found = [
            *self._from_linked_data("description"),
            *self._from_meta(("og:description", "description", "twitter:description")),
        ]
        found += [
            Printed(text=b.text, kind="text", where="standfirst")
            for b in self.blocks
            if b.has(STANDFIRST) and b.size > 30
        ][:2]
        return _once(found)

    def paragraphs(self) -> list[str]:
        """The article's own text, in order."""
        if self.selectors.body:
            chosen = select(self.document.root, self.selectors.body)
            if chosen:
                return self._within(chosen)
        found = [block.text for block in self.body.blocks]
        return self._mended(found)

    def _within(self, elements: list[Any]) -> list[str]:
        outer = [e for e in elements if not any(a in elements for a in e.iterancestors())]
        ids = set(outer)
        blocks = []
        for block in self.blocks:
            element = block.element
            while element is not None and element not in ids:
                element = element.getparent()
            if element is not None:
                if block.root is not None and block.root in element.iterancestors():
                    block.flags &= ~FURNITURE
                blocks.append(block)
        if not blocks:
            return [fold(" ".join(e.itertext())) for e in outer]
        body = read_body(
            blocks,
            headlines=[p.text for p in self.headlines()],
            captions=self._figure_captions(),
            standfirsts=[p.text for p in self.descriptions()],
            whole=True,
        )
        self.body.tails[:0] = [t for t in body.tails if t not in self.body.tails]
        return [block.text for block in body.blocks]

    def _mended(self, found: list[str]) -> list[str]:
        """JSON-LD's articleBody stands in where the page shows next to nothing (text inside scripts)."""
        visible = sum(length(t) for t in found)
        for node in self.linked_data[:2]:
            text = node.get("articleBody")
            if isinstance(text, str) and visible < 400 and length(text) > 3 * max(visible, 100):
                return [fold(line) for line in re.split(r"\n+|<br\s*/?>|</p>", text) if fold(line)]
        return found

    def tails(self) -> list[str]:
        """Lines around the body that may name an agency."""
        return list(dict.fromkeys(t[:600] for t in self.body.tails))[:12]

    def _figure_captions(self) -> list[str]:
        found = (b.text for b in self._pardoned if b.caption and not b.furniture and 3 < len(b.text) < 1500)
        return list(dict.fromkeys(found))[:40]

    def _shown_captions(self) -> list[str]:
        """The captions without the credits that stand in elements of their own."""
        apart = {
            same(f"{image.caption} {image.credit}"): image.caption
            for image in self.images()
            if image.caption and image.credit
        }
        return [apart.get(same(text), text) for text in self._figure_captions()]

    def captions(self) -> list[str]:
        """Captions of the article's pictures, also one that stands bare above the headline."""
        near = self._shown_captions()
        head = self.headline_block
        if head is not None:
            for block in reversed(self.blocks[max(0, head.index - 3) : head.index]):
                bare = 25 <= block.size <= 300 and not block.links and not block.furniture and not block.has(CRUMBS)
                if (
                    bare
                    and block.tag not in HEADINGS
                    and not furniture.DATELIKE.search(block.text)
                    and " " in block.text.strip()
                ):
                    if (
                        len(block.text.split()) >= 5
                        and not block.has(DATE)
                        and not block.has(SECTION)
                        and not block.has(STANDFIRST)
                    ):
                        near.insert(0, block.text)
                    break
        return list(dict.fromkeys(near))

    def images(self) -> list[RawImage]:
        """The article's pictures: those in its figures, then the one that metadata names."""
        found: dict[str, RawImage] = {}
        container = self.body.container
        scope = container if container is not None else self.document.root
        head = self.headline_block.element if self.headline_block is not None else None
        figures = list(scope.iter("figure"))
        if head is not None and head.getparent() is not None:
            figures += [f for f in head.getparent().iter("figure") if f not in figures]
        for image in (*pictures.in_figures(figures, self.url), *pictures.beside_captions(self._pardoned, self.url)):
            found.setdefault(image.url, image)
        for text in self.meta.get("og:image", [])[:1]:
            target = absolute(text, self.url)
            if target and not found:
                found[target] = RawImage(url=target)
        return list(found.values())[: pictures.MOST]

    def bylines(self) -> list[Printed]:
        """Who wrote it: selector, JSON-LD, meta, microdata, visible lines near the headline."""
        found = [*self._printed(self.selectors.byline)]
        for node in self.linked_data[:3]:
            for text in structured.texts(node.get("author")):
                found.append(Printed(text=text[:300], kind="jsonld", where="author"))
        found += [p for p in self._from_meta(_AUTHOR_META) if not p.text.startswith("http")]
        found += self._from_microdata("author")
        for element in self.document.root.xpath("//a[@rel='author'] | //*[contains(@rel,'author')][self::a]")[:5]:
            text = fold(" ".join(element.itertext()))
            if text:
                found.append(Printed(text=text[:200], kind="text", where="rel=author"))
        for block in self._near_headline():
            if block.size <= 200 and (block.has(BYLINE) or _BY.match(block.text)) and not block.furniture:
                found.append(Printed(text=block.text, kind="text", where="byline"))
        return _once(found)[:30]

    def credits(self) -> list[Printed]:
        """Metadata that may name an agency."""
        found = self._from_linked_data(
            "copyrightHolder", "sourceOrganization", "provider", "creator", "isBasedOn", "contributor"
        )
        found += self._from_meta(_CREDIT_META)
        found += self._from_microdata("sourceOrganization", "copyrightHolder", "provider")
        return _once(found)[:20]

    def published(self) -> list[Printed]:
        """Every time that may be the publication's, wherever it stands."""
        found = [*self._printed(self.selectors.published), *self._selected_times]
        found += self._from_linked_data("datePublished", "dateCreated", "uploadDate")
        found += self._from_meta(_PUBLISHED_META)
        found += self._from_microdata("datePublished", "dateCreated")
        found += self._times()
        found += self._visible_times()
        if date_in_url(self.url):
            found.append(Printed(text=self.url, kind="url", where="path"))
        return _once(found)[:60]

    def _times_of(self, selector: str | None) -> list[Printed]:
        if not selector:
            return []
        found = []
        for element in select(self.document.root, selector)[:3]:
            value = element.get("datetime") or element.get("content")
            if value:
                found.append(Printed(text=fold(value), kind="selector", where="datetime"))
        return found

    def _times(self) -> list[Printed]:
        found = []
        for element in list(self.document.root.iter("time"))[:12]:
            value = fold(element.get("datetime") or "")
            text = fold(" ".join(element.itertext()))
            name = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            if "modif" in name or "updat" in name:
                continue
            if value:
                found.append(Printed(text=value, kind="time", where="datetime"))
            if text and text != value:
                found.append(Printed(text=text[:200], kind="time", where="text"))
        return found

    def _visible_times(self) -> list[Printed]:
        found = []
        for block in self._near_headline():
            size = block.size
            if size > 160 or not furniture.DATELIKE.search(block.text):
                continue
            if size > 90 and not block.has(DATE) and block.text.rstrip().endswith((".", "!", "?")):
                continue
            where = "date" if block.has(DATE) else "near-headline"
            found.append(Printed(text=block.text, kind="text", where=where))
        if not found:
            for block in self.blocks:
                if block.has(DATE) and block.size <= 120 and furniture.DATELIKE.search(block.text):
                    found.append(Printed(text=block.text, kind="text", where="date-class"))
                    if len(found) >= 3:
                        break
        return found

    def modified(self) -> list[Printed]:
        """Every time that may be the last change."""
        found = self._from_linked_data("dateModified")
        found += self._from_meta(_MODIFIED_META)
        found += self._from_microdata("dateModified")
        for element in list(self.document.root.iter("time"))[:12]:
            name = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            if "modif" in name or "updat" in name:
                value = fold(element.get("datetime") or " ".join(element.itertext()))
                if value:
                    found.append(Printed(text=value[:200], kind="time", where="modified"))
        return _once(found)[:20]

    def sections(self) -> list[Printed]:
        """Section labels: selector, beside the time, breadcrumb, kicker, JSON-LD, meta, URL path."""
        found = [*self._printed(self.selectors.section)]
        found += self._beside_time()
        found += self._crumbs()
        found += self._kickers()
        found += self._from_linked_data("articleSection")
        found += self._from_meta(_SECTION_META)
        found += self._from_microdata("articleSection")
        try:
            parts = [unquote(p) for p in urlsplit(self.url).path.split("/") if p][:-1]
        except ValueError:
            parts = []
        found += [
            Printed(text=p[:80], kind="url", where="path")
            for p in parts
            if not _NO_SECTION.match(p) and not p.isdigit()
        ]
        return _once(found)[:30]

    def _beside_time(self) -> list[Printed]:
        """A short line right before the visible time, as in a list of label and date."""
        found = []
        for block in self._near_headline():
            if block.index == 0 or block.size > 90 or not furniture.DATELIKE.search(block.text) or prose(block):
                continue
            before = self.blocks[block.index - 1]
            beside = before.parent is block.parent or (before.parent is not None and block.parent is not None
                                                      and before.parent.getparent() is block.parent.getparent())  # fmt: skip
            if beside and _labelish(before) and before is not self.headline_block and not before.has(BYLINE):
                found.append(Printed(text=before.text, kind="text", where="beside-time"))
        return found[:2]

    def _crumbs(self) -> list[Printed]:
        found = []
        head = self.headline_block.key if self.headline_block else ""
        for node in self._structured[1]:
            if "BreadcrumbList" in structured.types(node):
                items = node.get("itemListElement")
                names = (
                    [structured.text(i) or structured.text(i.get("item")) for i in items if isinstance(i, dict)]
                    if isinstance(items, list)
                    else []
                )
                names = [n for n in names if n and same(n) != head and len(n) < 60]
                found += [Printed(text=n, kind="jsonld", where="breadcrumb") for n in reversed(names[1:] or names) if n]
                break
        crumbs = [b for b in self.blocks if b.size < 200 and (b.has(CRUMBS) or _CRUMB_LINE.match(b.text))]
        for block in reversed(crumbs[:12]):
            pieces = re.split(r"\s*[›»>/|→]\s*", block.text)
            for piece in reversed(pieces[1:] if _CRUMB_LINE.match(block.text) else pieces):
                if piece and same(piece) != head and length(piece) < 60:
                    found.append(Printed(text=piece, kind="text", where="breadcrumb"))
        return found[:8]

    def _kickers(self) -> list[Printed]:
        found = []
        head = self.headline_block
        for block in self._near_headline():
            if not _labelish(block) or block.has(CRUMBS) or _CRUMB_LINE.match(block.text):
                continue
            if block.has(SECTION):
                found.append(Printed(text=block.text, kind="text", where="kicker"))
            elif (
                head is not None and 0 < head.index - block.index <= 2 and 1 <= block.links <= 2 and not block.furniture
            ):
                found.append(Printed(text=block.text, kind="text", where="above-headline"))
        return found[:4]

    def languages(self) -> list[Printed]:
        """Declared languages, the strongest first."""
        found = self._from_linked_data("inLanguage")
        root = self.document.root
        for value in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")):
            if value and value.strip():
                found.append(Printed(text=value.strip()[:20], kind="meta", where="html lang"))
        found += self._from_meta(("og:locale", "content-language", "dc.language", "language"))
        if "content-language" in self.headers:
            found.append(Printed(text=self.headers["content-language"][:40], kind="header", where="content-language"))
        return _once(found)

    def canonical(self) -> str | None:
        """What the page declares as its address."""
        for element in self.document.root.iter("link"):
            if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
                return str(element.get("href")).strip()
        return next(iter(self.meta.get("og:url", [])), None)

    def rights(self) -> list[str]:
        """Signals on what may be done with the page, in the record's spelling."""
        signals: list[str] = []
        robots = [*self.meta.get("robots", []), *self.meta.get("newscrawl", []), self.headers.get("x-robots-tag", "")]
        for text in robots:
            words = re.findall(r"[a-z-]+(?=\s*(?:,|;|$|\s))", text.lower().split(":")[-1])
            signals += [w for w in words if w in ("noarchive", "noindex", "nosnippet", "noai", "noimageai", "none")]
        reservation = self.headers.get("tdm-reservation") or next(iter(self.meta.get("tdm-reservation", [])), None)
        policy = self.headers.get("tdm-policy") or next(iter(self.meta.get("tdm-policy", [])), None)
        if reservation in ("0", "1"):
            signals.append(f"tdm-reservation={reservation}")
        if policy and reservation == "1":
            signals.append(f"tdm-policy={policy[:500]}")
        return list(dict.fromkeys(signals))

    def marks(self) -> list[Mark]:
        """What a reader of the archive must know of this page."""
        marks: list[Mark] = []
        node_types = {t for node in self._structured[1] for t in structured.types(node)}
        free = [str(node.get("isAccessibleForFree")).lower() for node in self.linked_data[:3]]
        if self.body.paywalled or ("false" in free and sum(b.size for b in self.body.blocks) < 1500):
            marks.append("paywalled")
        if "LiveBlogPosting" in node_types:
            marks.append("live_blog")
        if self.document.suspect:
            marks.append("suspect_encoding")
        if self.document.cut:
            marks.append("truncated")
        return marks

    def read(self) -> RawArticle:
        """Everything, as candidates."""
        paragraphs = tuple(self.paragraphs())
        return RawArticle(
            url=self.url,
            canonical=self.canonical(),
            headlines=tuple(self.headlines()),
            site_names=tuple(self.site_names()),
            descriptions=tuple(self.descriptions()),
            paragraphs=paragraphs,
            tails=tuple(self.tails()),
            captions=tuple(self.captions()),
            images=tuple(self.images()),
            bylines=tuple(self.bylines()),
            credits=tuple(self.credits()),
            published=tuple(self.published()),
            modified=tuple(self.modified()),
            sections=tuple(self.sections()),
            languages=tuple(self.languages()),
            rights=tuple(self.rights()),
            marks=tuple(self.marks()),
        )


def _once(found: list[Printed]) -> list[Printed]:
    seen: dict[tuple[str, Kind, str], Printed] = {}
    for printed in found:
        seen.setdefault((printed.text, printed.kind, printed.where), printed)
    return list(seen.values())


def _labelish(block: Block) -> bool:
    text = block.text
    return (
        0 < length(text) <= 60
        and len(text.split()) <= 6
        and not furniture.DATELIKE.search(text)
        and not furniture.LINES.match(text)
        and not text.endswith((".", "!", "?"))
        and any(c.isalpha() for c in text)
    )
