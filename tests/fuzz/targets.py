"""What is fuzzed: every parser that sees something from outside, with a few seeds in invented words."""

from __future__ import annotations

import gzip
import math
import tomllib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import brotli
from backports import zstd
from protego import Protego

from newscrawl.archive.records import check_line, from_line, to_line
from newscrawl.discovery.calendars import calendar_urls
from newscrawl.discovery.charsets import codec_of
from newscrawl.discovery.newsfeeds import read_newsfeed
from newscrawl.discovery.sections import read_section
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.errors import ArchiveCorrupt, ReadingError, SourceError
from newscrawl.items import Printed, SiteFacts
from newscrawl.mirrors._reading import read_mirror
from newscrawl.net.browser_proxy import Refused, _target, read_head, read_place
from newscrawl.net.encodings import Cut, TooLarge, codings, unpack
from newscrawl.net.hosts import slot_of
from newscrawl.net.politeness import retry_after
from newscrawl.net.robots import for_us, robots_text
from newscrawl.page import read_page
from newscrawl.page.signals import wishes
from newscrawl.page.tree.document import Document
from newscrawl.stories import fingerprint
from newscrawl.stories.prints import from_fingerprint
from newscrawl.text.agencies import agency_called, mentions
from newscrawl.text.byline_choice import choose_byline
from newscrawl.text.controls import without_controls
from newscrawl.text.datelines import read_dateline
from newscrawl.text.headlines import choose_headline
from newscrawl.text.languages import detect
from newscrawl.text.pictures.captions import split_credit
from newscrawl.text.publication.url_dates import date_in_url
from newscrawl.text.reservations import MOST_LINES, read_tdmrep, reservation_of, robots_statements
from newscrawl.text.sections import choose_section
from newscrawl.text.sections import read_section as read_label
from newscrawl.text.timestamps import read_timestamp
from newscrawl.text.url_parts import on_domain
from newscrawl.text.url_secrets import redacted, redacted_text, without_login
from newscrawl.text.urls import absolute, canonical, clean_url, identity
from newscrawl.text.wire.ids import read_wire_id
from newscrawl.text.wire.revisions import cut_closing_note, cut_note, cut_tags, read_note
from newscrawl.text.wire.signoffs import cut_end
from tests.articles import article
from tests.promises import assert_listing, assert_record

MOST_UNPACKED = 2_000_000
URL = "https://mirror.example/world/2024/09/11/story-784508"
AT = datetime(2026, 11, 24, 4, tzinfo=UTC)
FACTS = (
    SiteFacts(),
    SiteFacts(timezone="Asia/Baku", languages=("en",)),
    SiteFacts(timezone="Europe/Oslo", day_first=True),
)


@dataclass(frozen=True)
class Target:
    """A parser: ``run`` takes any bytes, and raises nothing but what the parser promises."""

    name: str
    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def page(data: bytes) -> None:
    try:
        raw = read_page(data, url=URL, fetched_at=AT)
    except ReadingError:
        return
    assert_record(raw, FACTS[len(data) % 3])


def timestamps(data: bytes) -> None:
    for facts in FACTS:
        read_timestamp(_text(data), facts, fetched_at=AT)


def wire_copy(data: bytes) -> None:
    text = _text(data)
    read_dateline(text, published=AT)
    cut_end(text.split("\n"))
    cut_end([text])
    mentions(text)
    agency_called(text)
    split_credit(text)
    read_note(text)
    cut_note(text)
    cut_closing_note(text)
    read_wire_id([URL, text], text.split("\n"))


def labels(data: bytes) -> None:
    text = _text(data)
    cut_tags(text)
    read_label(text)
    printed = [Printed(text=part, kind="text", where="kicker") for part in text.split("\n")[:20]]
    choose_section(printed, others=[text[:20]])
    choose_headline([Printed(text=p.text, kind="meta", where="title") for p in printed], site_names=[text[:20]])
    choose_byline(printed, facts=FACTS[1])
    detect(text)
    assert without_controls(without_controls(text)) == without_controls(text)


def newsfeeds(data: bytes) -> None:
    for kind in (None, "application/json"):
        try:
            assert_listing(read_newsfeed(data, url=URL, content_type=kind), data)
        except SourceError:
            continue


def site_rights(data: bytes) -> None:
    text = _text(data)
    for signal in reservation_of(read_tdmrep(text), text[:200]):
        assert signal.startswith(("tdm-reservation=", "tdm-policy="))
    assert len(robots_statements(text, "newscrawl")) <= MOST_LINES


def packed(data: bytes) -> None:
    for name in ("gzip", "deflate", "br", "zstd"):
        try:
            assert len(unpack(data, [name], MOST_UNPACKED)) <= MOST_UNPACKED
        except (Cut, TooLarge):
            continue


def robots(data: bytes) -> None:
    text = for_us(robots_text(data), "newscrawl")
    rules = Protego.parse(text)
    rules.can_fetch(URL, "newscrawl")
    delay = rules.crawl_delay("newscrawl")
    assert delay is None or math.isfinite(delay)


def headers(data: bytes) -> None:
    """What stands in the head of an answer, and what the browser asks its proxy for."""
    text = data.decode("latin-1")
    assert set(wishes(text)) <= {"noarchive", "noindex", "nosnippet", "noai", "noimageai", "none"}
    rest = retry_after(text, 0.0, answered=text)
    assert rest is None or 0 <= rest < 1e12
    slot_of(text)
    codec_of(text[:40])
    without_login(text)
    codings([data])
    for part in (read_head, read_place, _target):
        try:
            part(data if part is read_head else text)  # type: ignore[operator]
        except Refused:
            continue
    for name in text.split("\n")[:3]:
        try:
            read_newsfeed(data, url=URL, content_type=f"text/xml; charset={name}")
        except SourceError:
            continue
        Document.parse(_PAGE + data[:1000], url=URL, content_type=f"text/html; charset={name}")


def sitemaps(data: bytes) -> None:
    try:
        assert_listing(read_sitemap(data, url=URL), data)
    except SourceError:
        return


def sections(data: bytes) -> None:
    try:
        # With selectors or without: a megabyte must not be read twice in the time of one.
        if len(data) % 2:
            found = read_section(data, url=URL, domain="mirror.example", article_links="a", next_page="a")
        else:
            found = read_section(data, url=URL, domain="mirror.example")
    except SourceError:
        return
    assert_listing(found, data, domain="mirror.example")


def urls(data: bytes) -> None:
    text = _text(data)
    cleaned = clean_url(text)
    if cleaned is not None:
        assert clean_url(cleaned) == cleaned, cleaned
        if cleaned.count("&") < 60:
            assert identity(redacted(cleaned)) == identity(cleaned), cleaned
        assert redacted(redacted(cleaned)) == redacted(cleaned), cleaned
    redacted_text(text)
    identity(text)
    absolute(text, URL)
    canonical(text, URL)
    date_in_url(text)
    on_domain(text, "mirror.example")
    on_domain(URL, text)
    retry_after(text, 0)
    if "{date" in text:
        try:
            list(calendar_urls(text, step="day", since=date(2024, 2, 28), until=date(2024, 3, 2)))
        except (SourceError, ValueError):
            return


def mirrors(data: bytes) -> None:
    try:
        table = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return
    mirror, mistakes = read_mirror(table, file="x.toml")
    assert (mirror is None) == bool(mistakes)


def lines(data: bytes) -> None:
    for line in (data, data + b"\n"):
        try:
            check_line(line)
            from_line(line)
        except ArchiveCorrupt:
            continue


def prints(data: bytes) -> None:
    text = _text(data)
    found = fingerprint(text, text[:80])
    if found is not None:
        from_fingerprint(found)
    try:
        from_fingerprint(text)
    except ValueError:
        return


_PAGE = (
    b'<html lang="en"><head><title>Harbour opens - Valley Times</title><meta property="og:title" content="Harbour opens">'
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens","datePublished":'
    b'"2024-09-11T09:43:00Z","author":[{"name":"Ann Lee"}]}</script></head><body><ul class="nav"><li><a href="/">Home</a></ul>'
    b'<h1>Harbour opens</h1><p class="date">In World | 11 September 2024 09:43</p><figure><img src="a.jpg"><figcaption>The quay. '
    b"REUTERS/Ole Berg</figcaption></figure><p>OSLO, Sept 11 (Reuters) - The harbour is open again, the council said.</p>"
    b"<p>Ferries will sail on Monday, and two smaller quays will be widened in the meantime.</p><table><tr><td>1<td>2</table>"
    b"<p>(Reporting by Ann Lee; editing by Bo Ek)</p><div id=comments><form>Leave a comment</form></div></body></html>"
)
_FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Harbour opens</title>'
    b"<link>https://mirror.example/a-1</link><pubDate>Wed, 11 Sep 2024 05:43:00 GMT</pubDate></item></channel></rss>"
)
_SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://mirror.example/a-1</loc>'
    b"<lastmod>2024-09-11</lastmod></url></urlset>"
)
_LARGE = _PAGE + b"<!-- " + b"on and " * 20_000 + b"-->"
_ROBOTS = b"User-agent: *\nDisallow: /a*b$\nAllow: /a/\nCrawl-delay: 1.5\nUser-agent: newscrawl\nUser-agent: x\nDisallow: /c # why\n"
_TOML = (
    b'name = "valley"\ndomain = "mirror.example"\ntimezone = "Asia/Baku"\nlanguages = ["en"]\nchecked = "never"\n'
    b'[[sources]]\nkind = "section"\nurl = "https://mirror.example/world"\n[selectors]\nheadline = "h1"\ndrop = [".x"]\n'
)

TARGETS = {
    target.name: target
    for target in (
        Target("page", page, (_PAGE, b"<p>Rain<p>fell", b"\xff\xfe<\x00h\x001\x00>\x00", b"")),
        Target(
            "timestamps",
            timestamps,
            (
                b"In World 11 September 2024 09:43", b"11/09/2024 9.43 Uhr", b"Sept. 11, 2024 at 9:43 p.m. ET | Updated 3 hours ago",
                "١١ سبتمبر ٢٠٢٤ ٠٩:٤٣".encode(), "2024年9月11日 09:43".encode(), b"2024-09-11T09:43:00+04:00", b"1726033380",
            ),
        ),
        Target(
            "wire_copy",
            wire_copy,
            (
                b"By Ann Lee OSLO/BERGEN, Sept 11 (Reuters) - The harbour is open.\n(Reporting by Ann Lee; editing by Bo Ek)",
                b"(ANSA) - ROMA, 28 LUG - Il porto.", "新华社利马9月11日电（记者张三）港口。（完）".encode(), b"CORRECTED-UPDATE 2-x (Adds quote)",
                "© dpa-infocom, dpa:240911-99-123456/3".encode(), b"___\nCopyright 2024 The Associated Press. All rights reserved.",
            ),
        ),
        Target("labels", labels, (b"In World\nUPDATE 2-Harbour opens | Valley Times\nBy Ann Lee and Bo Ek, AP", b"Politik > Ausland")),
        Target("newsfeeds", newsfeeds, (_FEED, b'{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"/a"}]}')),
        Target("site_rights", site_rights, (b'[{"location":"/a*b$","tdm-reservation":1}]', b"User-agent: *\nContent-Signal: a=no\n")),
        Target("sitemaps", sitemaps, (_SITEMAP, b"https://mirror.example/a\nhttps://mirror.example/b\n")),
        Target("packed", packed, (gzip.compress(_LARGE) + b"rubbish", gzip.compress(_PAGE), zlib.compress(_PAGE), brotli.compress(_LARGE), zstd.compress(_LARGE) * 2)),
        Target("robots", robots, (_ROBOTS, b"\xff\xfe" + _ROBOTS.decode().encode("utf-16-le"), b"useragent newscrawl\rdisallow /a")),
        Target(
            "headers",
            headers,
            (
                b"noarchive, unavailable_after: 25 Jun 2030 15:00:00 GMT", b"otherbot: noindex, newscrawl: noai", b"Wed, 21 Oct 2015 07:28:00 GMT",
                b"windows-1251\nutf-16\npunycode", b"GET http://a.example:80/x HTTP/1.1\r\nHost: a.example\r\n\r\n", b"[::1]:443", b"gzip, br",
            ),
        ),
        Target("sections", sections, (_PAGE, b'<a href="/world/harbour-opens-again-1234">Harbour opens</a><a rel=next href="?page=2">2</a>')),
        Target("urls", urls, (URL.encode(), b"http://[::1]:80/a;jsessionid=1?utm_source=x&b=%zz#c", b"https://x.example/{date:%Y/%m/%d}", b"120")),
        Target("mirrors", mirrors, (_TOML,)),
        Target("lines", lines, (to_line(replace(article(1), id="x")),)),
        Target("prints", prints, (b"The harbour is open again, the council said on Monday. " * 8, "港口官员说，".encode() * 20)),
    )
}  # fmt: skip
