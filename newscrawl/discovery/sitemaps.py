"""Sitemaps: urlset and index, plain, gzipped or text, with the news extension; streamed and bounded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import cast

from lxml import etree

from newscrawl.discovery.listing import ChildSitemap, Link, SitemapListing
from newscrawl.discovery.markup import gunzipped, local, sliced, text_of, xml_texts
from newscrawl.errors import SourceError
from newscrawl.items import Printed
from newscrawl.text.url_parts import is_http
from newscrawl.text.urls import absolute

# The protocol's limit for one file.
MOST_URLS = 50_000
# Of a sitemap that is plain text; no address is longer.
LONGEST_LINE = 100_000


def read_sitemap(body: bytes, *, url: str, most: int = MOST_URLS, keep: tuple[str, ...] = ()) -> SitemapListing:
    """Read one sitemap file up to ``most`` addresses; raises SourceError when it is none, or unpacks beyond 50 MiB.
    A file that lists more is ``cut``.

    It is unpacked, decoded and parsed piece by piece, and what was read of it is let go: a file of a million addresses
    takes no more memory than one of ``most``.

    >>> read_sitemap(b"<urlset><url><loc>https://m.example/a</loc></url></urlset>", url="https://m.example/s.xml").links[0].url
    'https://m.example/a'
    """
    texts = xml_texts(gunzipped(body) if body.startswith(b"\x1f\x8b") else sliced(body))
    first = next(texts, "")
    if first[:512].lstrip().startswith("http"):
        return _lines(chain([first], texts), most)
    return _Stream(url, most, keep).read(chain([first], texts))


def _lines(texts: Iterable[str], most: int) -> SitemapListing:
    links: list[Link] = []
    rest = ""
    cut = False
    for text in chain(texts, ["\n"]):
        *lines, rest = (rest + text).split("\n")
        links += [Link(url=line) for line in map(str.strip, lines) if is_http(line)]
        # A file may list as many as the protocol allows: only what follows says that it lists more.
        cut = len(links) > most or len(rest) > LONGEST_LINE
        if cut:
            break
    return SitemapListing(links=tuple(links[:most]), cut=cut)


class _Stream:
    """Takes addresses out of a parser as it goes."""

    def __init__(self, url: str, most: int, keep: tuple[str, ...]) -> None:
        self._url, self._most, self._keep = url, most, keep
        self._links: list[Link] = []
        self._sitemaps: list[ChildSitemap] = []
        self._skipped = 0
        self._cut = False
        self._kind = ""

    def read(self, texts: Iterable[str]) -> SitemapListing:
        parser = etree.XMLPullParser(
            ("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for text in texts:
                parser.feed(text.encode("utf-8", "replace"))
                self._take(parser)
                if self._cut:
                    return self._listing()
            root = cast("etree._Element | None", parser.close())
            self._take(parser)
        except (etree.LxmlError, ValueError) as error:
            raise SourceError(f"this is no XML: {error}") from error
        if root is not None:
            # Of a file that was cut or mixed up, what was never closed is still in the tree.
            self._check(local(root))
            for element in root.iter("{*}url", "{*}sitemap"):
                self._add(element)
        self._check(self._kind)
        return self._listing()

    def _listing(self) -> SitemapListing:
        return SitemapListing(
            links=tuple(self._links), sitemaps=tuple(self._sitemaps), skipped=self._skipped, cut=self._cut
        )

    def _check(self, kind: str) -> None:
        if kind not in ("urlset", "sitemapindex"):
            told = "HTML" if kind == "html" else f"<{kind}>" if kind else "no XML"
            raise SourceError(f"this is {told}, not a sitemap; correct the source's url")

    def _take(self, parser: etree.XMLPullParser) -> None:
        for event, found in parser.read_events():
            element = cast(etree._Element, found)
            name = local(element)
            if event == "start":
                if not self._kind:
                    self._kind = name
                    self._check(name)
            elif name in ("url", "sitemap"):
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        if self._cut:
            return
        children = {local(child): child for child in element}
        if "loc" not in children and "url" in children:
            return
        target = absolute(text_of(children.get("loc")) or "", self._url, self._keep)
        if target is None:
            self._skipped += bool(children)
        elif len(self._links) + len(self._sitemaps) >= self._most:
            self._cut = True
        elif local(element) == "sitemap":
            self._sitemaps.append(ChildSitemap(url=target, lastmod=text_of(children.get("lastmod"))))
        else:
            self._links.append(_link(target, children))
        # What was read is let go, and so are the ones before it.
        element.clear()
        before, parent = element.getprevious(), element.getparent()
        if before is not None and parent is not None and local(before) in ("url", "sitemap"):
            parent.remove(before)


def _link(target: str, children: dict[str, etree._Element]) -> Link:
    published = None
    news = children.get("news")
    if news is not None:
        for element in news.iter():
            if local(element) == "publication_date":
                text = text_of(element)
                published = Printed(text=text[:200], kind="sitemap", where="news:publication_date") if text else None
    lastmod = text_of(children.get("lastmod"))
    modified = Printed(text=lastmod[:200], kind="sitemap", where="lastmod") if lastmod else None
    return Link(url=target, published=published, modified=modified)
