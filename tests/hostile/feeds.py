"""Sitemaps and newsfeeds that are bombs, mazes, broken or endless."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

from tests.hostile.harness import BAD, GOOD, Case, good
from tests.hostile.server import Host, Wire
from tests.hostile.size import gzip_bomb

Body = Callable[[Host], bytes | str]


def source(path: str, body: Body, kind: str = "application/xml") -> Callable[[Host], None]:
    """A host whose sitemap or newsfeed is the bad one; three articles are good."""

    def build(host: Host) -> None:
        host.pages[BAD] = good(3)
        # Made before the crawl: a server that is slow is another case.
        ready = body(host)

        def page(wire: Wire) -> None:
            wire.answer(ready, kind=kind)

        host.pages[path] = page

    return build


def items(host: Host) -> str:
    return "".join(f"<item><title>A good story</title><link>{host.url}{path}</link></item>" for path in (*GOOD, BAD))


def urls(host: Host) -> str:
    return "".join(f"<url><loc>{host.url}{path}</loc></url>" for path in (*GOOD, BAD))


def rss(before: str = "", after: str = "", top: str = "") -> Body:
    return lambda host: f"{top}<rss><channel>{before}{items(host)}{after}</channel></rss>"


def urlset(before: str = "", after: str = "", top: str = "") -> Body:
    return lambda host: f"{top}<urlset>{before}{urls(host)}{after}</urlset>"


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'x' * 100_000}'>]>"
EXTERNAL = (
    "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>"
    "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'>%p;]>"
)
ITEM = "<item><title>{}</title><link>/nowhere</link></item>"


def million(host: Host) -> bytes:
    """A million addresses, packed; the good ones first."""
    many = "".join(f"<url><loc>{host.url}/world/many-story-{n}</loc></url>" for n in range(1_000_000))
    return gzip.compress(f"<urlset>{urls(host)}{many}</urlset>".encode(), 1)


def too_large(host: Host) -> str:
    """More than DOWNLOAD_MAXSIZE, and not packed."""
    many = "".join(f"<url><loc>{host.url}/world/many-story-{n}</loc></url>" for n in range(300_000))
    return f"<urlset>{urls(host)}{many}</urlset>"


def bomb_of_spaces(host: Host) -> bytes:
    return gzip.compress(f"<urlset>{urls(host)}".encode() + b" " * 60 * 1024 * 1024, 1)


def half_packed(host: Host) -> bytes:
    return gzip.compress(str(urlset()(host)).encode())[:-20]


def wrong_charset(host: Host) -> bytes:
    return b"<?xml version='1.0' encoding='utf-8'?>" + str(rss(ITEM.format("caf\xe9"))(host)).encode("latin-1")


def chain(host: Host) -> None:
    """An index that names the next for ever; each has a good article too."""

    def page(wire: Wire) -> None:
        number = int(wire.path.removeprefix("/index").removesuffix(".xml") or 0) + 1
        wire.answer(
            f"<sitemapindex><sitemap><loc>{host.url}/good.xml</loc></sitemap>"
            f"<sitemap><loc>{host.url}/index{number}.xml</loc></sitemap></sitemapindex>",
            kind="application/xml",
        )

    source("/good.xml", urlset())(host)
    host.pages["*"] = page


def wide(host: Host) -> None:
    """An index of 5,000 indexes, each of as many."""

    def page(wire: Wire) -> None:
        names = "".join(f"<sitemap><loc>{host.url}{wire.path}{n}.xml</loc></sitemap>" for n in range(5_000))
        wire.answer(
            f"<sitemapindex><sitemap><loc>{host.url}/good.xml</loc></sitemap>{names}</sitemapindex>", kind="text/xml"
        )

    source("/good.xml", urlset())(host)
    host.pages["*"] = page


def declared(charset: str, body: Body, *, wide: str = "") -> Body:
    """A document that names its encoding, and is in it only where ``wide`` names one too."""

    def make(host: Host) -> bytes:
        whole = f"<?xml version='1.0' encoding='{charset}'?>{body(host)}"
        return whole.encode(wide or "utf-8")

    return make


def index_of(lastmod: str) -> Callable[[Host], None]:
    """An index with one sitemap, which has changed on a day that there is no other behind, or none before."""

    def build(host: Host) -> None:
        source("/good.xml", urlset())(host)

        def page(wire: Wire) -> None:
            child = f"<sitemap><loc>{host.url}/good.xml</loc><lastmod>{lastmod}</lastmod></sitemap>"
            wire.answer(f"<sitemapindex>{child}</sitemapindex>", kind="application/xml")

        host.pages["/index.xml"] = page

    return build


def json_feed(title: object, **more: object) -> Body:
    def make(host: Host) -> str:
        return json.dumps({"items": [{"url": host.url + path, "title": title, **more} for path in (*GOOD, BAD)]})

    return make


def deep_json(host: Host) -> str:
    return str(json_feed("deep", date_published="deep")(host)).replace('"deep"', "[" * 490 + "]" * 490)


def feed_case(name: str, body: Body, *, archived: int = 3, reason: str = "", sent_as: str = "application/xml") -> Case:
    build = source("/rss", body, sent_as)
    return Case(name=name, kind="newsfeed", path="/rss", build=build, archived=archived, reason=reason)


def map_case(name: str, body: Body, *, archived: int = 3, reason: str = "", path: str = "/sitemap.xml") -> Case:
    return Case(name=name, kind="sitemap", path=path, build=source(path, body), archived=archived, reason=reason)


CASES = [
    feed_case("feed-laughs", rss(ITEM.format("&a11;"), top=LAUGHS)),
    feed_case("feed-quadratic", rss(ITEM.format("&a;" * 50_000), top=QUADRATIC)),
    feed_case("feed-external", rss(ITEM.format("&a11;"), top=EXTERNAL)),
    feed_case("feed-bare-ampersand", rss(ITEM.format("Trade & Industry &nbsp; &c"))),
    feed_case("feed-unclosed-tag", rss("<item><title>A <b>bold</title><link>/x</link></item>")),
    feed_case("feed-unclosed-cdata", rss("<item><title><![CDATA[never ends</title></item>")),
    feed_case("feed-unclosed-comment", rss("<item><!-- never ends</item>")),
    feed_case("feed-wrong-ends", rss("</item></channel></foo>")),
    feed_case("feed-warning-first", rss(top="Warning: cannot connect in /srv/www on line 3<br />\n")),
    feed_case("feed-deep", rss("<item><title>" + "<b>" * 100_000 + "</title></item>")),
    feed_case("feed-no-characters", rss(ITEM.format("\x00\x0b&#0;&#xD800;&#1114112;&#xFFFF;"))),
    feed_case("feed-script", rss("<item><title>&lt;script&gt;x()&lt;/script&gt;</title><link>javascript:x()</link></item>")),
    feed_case("feed-year-9999", rss("<item><link>data:,x</link><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item>")),
    feed_case("feed-long-title", rss(ITEM.format("x" * 11_000_000))),
    feed_case("feed-cut", lambda host: f"<rss><channel>{items(host)}<item><title>Half"),
    feed_case("feed-wrong-charset", wrong_charset),
    feed_case("feed-odd-charset", lambda host: "<?xml version='1.0' encoding='zlib'?>" + str(rss()(host))),
    feed_case("feed-undefined-charset", declared("undefined", rss())),
    feed_case("feed-says-utf16", declared("utf-16", rss())),
    feed_case("feed-header-punycode", rss(), sent_as="text/xml; charset=punycode"),
    feed_case("feed-many-doctypes", rss("<!DOCTYPE x[" * 9_000)),
    feed_case("feed-long-guid", rss("<item><guid>" + "g" * 10_000_000 + "</guid></item>")),
    feed_case("feed-xinclude", rss("<item><x:include xmlns:x='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/></item>")),
    feed_case("feed-stylesheet", rss(top="<?xml-stylesheet href='http://127.0.0.1:9/x.xsl' type='text/xsl'?>")),
    feed_case("feed-json-lists", deep_json),
    feed_case("feed-json-surrogates", json_feed("\ud800", date_published="2024-09-11T09:43:00Z\udfff")),
    feed_case("feed-is-html", lambda _: "<html><body>Not here</body></html>", archived=0, reason="sources/failed"),
    feed_case("feed-json-deep", lambda _: '{"items":' + "[" * 100_000, archived=0, reason="sources/failed"),
    feed_case("feed-octets", lambda _: bytes(range(256)) * 2000, archived=0, reason="sources/failed"),
    map_case("map-laughs", urlset("<url><loc>&a11;</loc></url>", top=LAUGHS)),
    map_case("map-external", urlset("<url><loc>&a11;</loc></url>", top=EXTERNAL)),
    map_case("map-bomb", lambda _: gzip_bomb(), archived=0, reason="sources/failed", path="/sitemap.xml.gz"),
    map_case("map-bomb-of-spaces", bomb_of_spaces, archived=0, reason="sources/failed"),
    map_case("map-million", million, archived=3, reason="bounds/", path="/sitemap.xml.gz"),
    map_case("map-too-large", too_large, archived=0, reason="sources/failed"),
    map_case("map-half-packed", half_packed, archived=0, reason="sources/failed"),
    map_case("map-unclosed", lambda host: str(urlset()(host)).replace("</url>", "")),
    map_case("map-cut", lambda host: f"<urlset>{urls(host)}<url><loc>{host.url}/wor"),
    map_case("map-wrong-namespace", lambda host: str(urlset()(host)).replace("<urlset>", "<urlset xmlns='http://x.example/y'>")),
    map_case("map-deep", urlset(after="<url>" * 100_000)),
    map_case("map-plain-text", lambda host: "\n".join(host.url + path for path in (*GOOD, BAD))),
    map_case("map-undefined-charset", declared("undefined", urlset())),
    map_case("map-punycode", declared("punycode", urlset())),
    map_case("map-says-utf16", declared("utf-16", urlset())),
    map_case("map-utf16-unmarked", declared("utf-16", urlset("<url><loc>&a11;</loc></url>", top=LAUGHS), wide="utf-16-le")),
    Case(name="map-index-of-9999", kind="sitemap", path="/index.xml", build=index_of("9999-12-31T23:59:59Z"), archived=3),
    Case(name="map-index-of-0001", kind="sitemap", path="/index.xml", build=index_of("0001-01-01T00:00:00+14:00"), archived=3),
    map_case("map-is-html", lambda _: "<html><body>Not here</body></html>", archived=0, reason="sources/failed"),
    map_case("map-empty", lambda _: "", archived=0, reason="sources/failed"),
    Case(name="map-chain", kind="sitemap", path="/index0.xml", build=chain, archived=3, reason="bounds/"),
    Case(name="map-wide", kind="sitemap", path="/index", build=wide, archived=3, reason="bounds/"),
]  # fmt: skip
