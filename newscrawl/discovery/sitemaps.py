"""Sitemaps: urlset and index, plain, gzipped or text, with the news extension; streamed and bounded."""

from __future__ import annotations

from lxml import etree

from newscrawl.discovery.listing import ChildSitemap, Link, SitemapListing
from newscrawl.discovery.markup import gunzip, local, parse_xml, text_of
from newscrawl.errors import SourceError
from newscrawl.items import Printed
from newscrawl.text.urls import absolute, is_http

# The protocol's limit for one file.
MOST_URLS = 50_000


def read_sitemap(body: bytes, *, url: str, most: int = MOST_URLS) -> SitemapListing:
    """Read one sitemap file; raises SourceError when it is none, or unpacks beyond the protocol's 50 MiB.

    >>> read_sitemap(b"<urlset><url><loc>https://m.example/a</loc></url></urlset>", url="https://m.example/s.xml").links[0].url
    'https://m.example/a'
    """
    if body.startswith(b"\x1f\x8b"):
        body = gunzip(body)
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"http"):
        lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines()[:most]]
        return SitemapListing(links=tuple(Link(url=line) for line in lines if is_http(line)))
    root = parse_xml(body, None)
    kind = local(root)
    if kind not in ("urlset", "sitemapindex"):
        raise SourceError(
            f"this is {'HTML' if kind == 'html' else f'<{kind}>'}, not a sitemap; correct the source's url"
        )
    links: list[Link] = []
    sitemaps: list[ChildSitemap] = []
    skipped = 0
    for element in root:
        name = local(element)
        if name not in ("url", "sitemap"):
            continue
        if len(links) + len(sitemaps) >= most:
            skipped += 1
            continue
        children = {local(child): child for child in element}
        target = absolute(text_of(children.get("loc")) or "", url)
        if target is None:
            skipped += 1
        elif name == "sitemap":
            sitemaps.append(ChildSitemap(url=target, lastmod=text_of(children.get("lastmod"))))
        else:
            links.append(_link(target, children))
    return SitemapListing(links=tuple(links), sitemaps=tuple(sitemaps), skipped=skipped)


def _link(target: str, children: dict[str, etree._Element]) -> Link:
    title = published = language = None
    news = children.get("news")
    if news is not None:
        for element in news.iter():
            name = local(element)
            if name == "publication_date":
                text = text_of(element)
                published = Printed(text=text[:200], kind="sitemap", where="news:publication_date") if text else None
            elif name == "title":
                title = text_of(element)
            elif name == "language":
                language = text_of(element)
    lastmod = text_of(children.get("lastmod"))
    modified = Printed(text=lastmod[:200], kind="sitemap", where="lastmod") if lastmod else None
    return Link(url=target, title=title, published=published, modified=modified, language=language)
