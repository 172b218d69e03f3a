"""Sources, from bytes to links: section pages, newsfeeds, sitemaps, calendars; plain, broken and hostile."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.discovery.calendars import calendar_urls
from newscrawl.discovery.newsfeeds import MOST_ENTRIES, read_newsfeed
from newscrawl.discovery.sections import MOST_ARTICLES, MOST_LINKS, read_section
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.errors import SourceError
from tests.cpu import cpu_seconds
from tests.promises import assert_listing

HERE = "https://m.example/world"


def section(body: str, **more: str) -> list[str]:
    return [link.url for link in read_section(body.encode(), url=HERE, domain="m.example", **more).links]


def next_page(body: str, url: str = HERE, **more: str) -> str | None:
    return read_section(body.encode(), url=url, domain="m.example", **more).next_page


ARTICLE = '<a href="/world/harbour-council-votes-on-ferries-784508">Harbour council votes on two more ferries</a>'


@pytest.mark.parametrize(
    "other",
    [
        '<a href="/tags/ferries">More stories about ferries and harbours</a>',
        '<a href="/about-us">About us and the people who work here</a>',
        '<a href="https://other.example/world/another-sites-story-10034">A story of quite another site</a>',
        '<a href="/rss/world.xml">Follow all our stories by newsfeed</a>',
        '<a href="/photos/week-in-pictures-2024">The week in pictures, all of it</a>',
        '<a href="javascript:void(0)">Harbour council votes on two more ferries</a>',
        '<a href="mailto:desk@m.example">Write to the desk about this page</a>',
        '<a href="/world">World</a><a href="#top">Back to the top of the page</a>',
        '<footer><a href="/legal/terms-of-use">Terms of use and other small print</a></footer>',
        '<a href="/world?page=2">Older stories</a>',
    ],
)
def test_links_that_are_no_articles(other: str) -> None:
    assert section(ARTICLE + other) == ["https://m.example/world/harbour-council-votes-on-ferries-784508"]


def test_links_are_told_by_address_text_and_company() -> None:
    page = "".join(
        f"<li>{link}</li>"
        for link in (
            ARTICLE,
            '<h3><a href="/2024/09/11/mayor-resigns">Mayor resigns</a></h3>',
            '<a href="story.asp?id=100482">Second crossing closed for repairs</a>',
            '<a href="/a/4f3c2b1a9e8d7c6b">Ferry fares to rise by a third in the new year</a>',
        )
    )
    assert len(section(page)) == 4


def test_a_selector_names_links_or_what_holds_them() -> None:
    page = '<ul><li class="t"><a href="/x">X</a></li></ul><a class="u" href="/y">Y</a><a href="/z">Z</a>'
    assert section(page, article_links=".t, .u") == ["https://m.example/x", "https://m.example/y"]
    with pytest.raises(SourceError, match="article_links"):
        section(page, article_links="a[[")


def test_base_href_and_an_article_that_is_linked_twice() -> None:
    page = '<base href="https://m.example/en/"><a class=t href="a-1">Read</a><a class=t href="a-1">Mayor resigns at last</a>'
    (link,) = read_section(page.encode(), url=HERE, article_links="a.t").links
    assert link.url == "https://m.example/en/a-1"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ('<link rel="next" href="/world?page=2">', "https://m.example/world?page=2"),
        ('<a rel="prev next" href="/world/page/2/">2</a>', "https://m.example/world/page/2/"),
        (
            '<a href="/world?page=1">1</a><a href="/world?page=2">2</a><a href="/world?page=3">3</a>',
            "https://m.example/world?page=2",
        ),
        ('<a href="/world?start=20">Older posts</a>', "https://m.example/world?start=20"),
        ('<a href="/world/seite-2">Nächste</a>', "https://m.example/world/seite-2"),
        ('<a href="/world?page=2">Вперёд</a>', "https://m.example/world?page=2"),
        ('<a href="/2">2</a> reasons to <a href="/story">read on</a>', None),
        ("<p>no more</p>", None),
    ],
)
def test_the_next_page(page: str, wanted: str | None) -> None:
    assert next_page(page) == wanted


def test_the_next_page_goes_on_from_the_second() -> None:
    numbers = "".join(f'<a href="/world?page={n}">{n}</a>' for n in range(1, 9) if n != 2)
    assert next_page(numbers, "https://m.example/world?page=2") == "https://m.example/world?page=3"
    row = f'<div class="pages">{numbers}</div>'
    assert next_page(row, "https://m.example/world?page=2", next_page=".pages") == "https://m.example/world?page=3"
    assert next_page(row, "https://m.example/world?page=8", next_page="a.none") is None


# Newsfeeds

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>T</title><link>https://m.example</link>
<item><title>Mayor &amp;amp; council &lt;b&gt;agree&lt;/b&gt;</title><link> /world/a-1 </link>
<pubDate>Wed, 11 Sep 2024 09:43:00 +0400</pubDate></item>
<item><title>By guid</title><guid>https://m.example/world/b-2</guid></item>
<item><title>No link</title><guid isPermaLink="false">77</guid></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item><title>T</title><link>https://m.example/c-3</link>
 <dc:date>2024-09-11T09:43:00+04:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://m.example/atom/"><link rel="self" href="x"/>
<link rel="next" href="/atom?page=2"/><entry><title type="html">A &amp;lt;i&amp;gt;title</title><link rel="edit" href="/edit"/>
<link href="d-4"/><published>2024-09-11T05:43:00Z</published><updated>2024-09-11T06:00:00Z</updated></entry></feed>"""


def test_rss() -> None:
    found = read_newsfeed(RSS.format(encoding="utf-8").encode(), url=HERE)
    assert [link.url for link in found.links] == ["https://m.example/world/a-1", "https://m.example/world/b-2"]
    first = found.links[0]
    assert first.published is not None
    assert (first.published.text, first.published.kind) == ("Wed, 11 Sep 2024 09:43:00 +0400", "newsfeed")
    assert found.skipped == 1


def test_rdf_and_atom() -> None:
    (item,) = read_newsfeed(RDF.encode(), url=HERE).links
    assert item.published is not None
    assert (item.url, item.published.text) == ("https://m.example/c-3", "2024-09-11T09:43:00+04:00")
    found = read_newsfeed(ATOM.encode(), url="https://m.example/atom")
    (entry,) = found.links
    assert entry.published is not None
    assert entry.modified is not None
    assert (entry.url, entry.published.text, entry.modified.text) == (
        "https://m.example/atom/d-4",
        "2024-09-11T05:43:00Z",
        "2024-09-11T06:00:00Z",
    )
    assert found.next_page == "https://m.example/atom?page=2"


def test_a_newsfeed_in_another_charset_than_it_says() -> None:
    feed = RSS.replace("Wed, 11 Sep 2024 09:43:00 +0400", "11 сентября 2024, 09:43")
    wrong = feed.format(encoding="utf-8").encode("windows-1251")
    assert len(read_newsfeed(wrong, url=HERE).links) == 2
    right = feed.format(encoding="windows-1251").encode("windows-1251")
    printed = read_newsfeed(right, url=HERE).links[0].published
    assert printed is not None
    assert printed.text == "11 сентября 2024, 09:43"


def test_a_broken_newsfeed_gives_what_is_whole() -> None:
    cut = RSS.format(encoding="utf-8").encode()
    cut = cut[: cut.index(b"<item><title>No link")].replace(b"&amp;amp;", b"&nosuch; &")
    assert len(read_newsfeed(cut, url=HERE).links) == 2


@pytest.mark.parametrize(
    "body", [b"<html><body>Not found</body></html>", b"", b"plain words", b"<svg/>", b'{"a": 1}', b"[1]"]
)
def test_what_is_no_newsfeed_is_said(body: bytes) -> None:
    with pytest.raises(SourceError):
        read_newsfeed(body, url=HERE)


# Sitemaps

MAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://m.example/a-1 </loc><lastmod>2024-09-11</lastmod><n:news>
<n:publication><n:language>en</n:language></n:publication>
<n:publication_date>2024-09-11T09:43+04:00</n:publication_date><n:title>Mayor resigns</n:title></n:news></url>
<url><loc>javascript:alert(1)</loc></url></urlset>"""


def test_sitemaps() -> None:
    for body in (MAP.encode(), gzip.compress(MAP.encode())):
        found = read_sitemap(body, url="https://m.example/s.xml")
        (link,) = found.links
        assert link.published is not None
        assert link.modified is not None
        assert link.url == "https://m.example/a-1"
        assert (link.published.text, link.modified.text) == ("2024-09-11T09:43+04:00", "2024-09-11")
        assert found.skipped == 1


def test_sitemap_index_and_text() -> None:
    index = "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2024</lastmod></sitemap></sitemapindex>"
    found = read_sitemap(index.encode(), url="https://m.example/s.xml")
    assert [child.url for child in found.sitemaps] == ["https://m.example/a.xml"]
    text = read_sitemap(b"https://m.example/a\nhttps://m.example/b\nnonsense\n", url="https://m.example/s.txt")
    assert len(text.links) == 2


def test_a_packed_sitemap_that_unpacks_without_end_is_refused() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (60 << 20))
    with pytest.raises(SourceError):
        read_sitemap(bomb, url="https://m.example/s.xml.gz")


BOMB = '<!DOCTYPE x [<!ENTITY a "{}">{}]>{}'.format(
    "lol" * 100, "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)), "{}"
)


def test_entities_are_never_unfolded_nor_fetched() -> None:
    inside = "<rss><channel><item><pubDate>&i;</pubDate><link>/a-1?&i;</link></item></channel></rss>"

    def read() -> None:
        try:
            found = read_newsfeed(BOMB.format(inside).encode(), url=HERE)
        except SourceError:
            return  # refused is as good
        assert all(len(link.url) < 2000 for link in found.links)

    assert cpu_seconds(read, under=1) < 1
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + inside.replace("&i;", "&e;")
    with contextlib.suppress(SourceError):  # refused is as good
        assert "root:" not in str(read_newsfeed(outside.encode(), url=HERE).links)


# More than is taken of one page


def list_of(form: str, number: int) -> bytes:
    """A page of a source that lists so many articles, and one thing that cannot be used."""
    at = [f"https://m.example/world/story-of-the-harbour-{n}" for n in range(number)] + ["javascript:x()"]
    one, around = {
        "section": ('<a class="t" href="{}">Read</a>', "<ul>{}</ul>"),
        "rss": ("<item><link>{}</link></item>", "<rss><channel>{}</channel></rss>"),
        "broken rss": ("<item><link>{}</link></item>", "<rss><channel><item><![CDATA[</item>{}</channel></rss>"),
        "json": ('{{"url": "{}"}},', '{{"items": [{}{{}}]}}'),
        "sitemap": ("<url><loc>{}</loc></url>", "<urlset>{}</urlset>"),
        "index": ("<sitemap><loc>{}</loc></sitemap>", "<sitemapindex>{}</sitemapindex>"),
        "lines": ("{}\n", "{}"),
    }[form]
    return around.format("".join(one.format(url) for url in at)).encode()


LISTS: dict[str, tuple[Callable[..., Any], dict[str, Any], int]] = {
    "section": (read_section, {"article_links": "a.t"}, MOST_ARTICLES),
    "rss": (read_newsfeed, {}, MOST_ENTRIES),
    "broken rss": (read_newsfeed, {}, MOST_ENTRIES),
    "json": (read_newsfeed, {}, MOST_ENTRIES),
    "sitemap": (read_sitemap, {"most": 500}, 500),
    "index": (read_sitemap, {"most": 500}, 500),
    "lines": (read_sitemap, {"most": 500}, 500),
}


@pytest.mark.parametrize("form", LISTS)
def test_a_list_is_cut_when_it_holds_more_than_is_taken_of_one_page(form: str) -> None:
    reader, more, most = LISTS[form]
    # Of a newsfeed all entries are counted, of the others what can be used. The broken one has one more beginning.
    room = {"rss": 1, "json": 2, "broken rss": 2}.get(form, 0)
    for number, left in ((most - room, 0), (most - room + 1, 1)):
        found = reader(list_of(form, number), url=HERE, **more)
        links = found.sitemaps if form == "index" else found.links
        assert len(links) == min(number, most)
        assert found.cut is bool(left)


def test_what_cannot_be_used_is_skipped_and_cuts_nothing() -> None:
    for form, unusable in (("section", 1), ("rss", 1), ("json", 2), ("sitemap", 1)):
        reader, more, _ = LISTS[form]
        found = reader(list_of(form, 3), url=HERE, **more)
        assert (len(found.links), found.skipped, found.cut) == (3, unusable, False), form


def test_a_page_with_more_links_than_are_looked_at_is_cut() -> None:
    one = '<a class="t" href="/world/story-of-the-harbour-1">Read</a>'
    for times, cut in ((MOST_LINKS, False), (MOST_LINKS + 1, True), (3 * MOST_LINKS, True)):
        found = read_section((one * times).encode(), url=HERE, article_links="a.t")
        assert (len(found.links), found.skipped, found.cut) == (1, 0, cut)


# Calendars


def test_calendars() -> None:
    days = calendar_urls(
        "https://m.example/{date:%Y/%m/%d}", step="day", since=date(2024, 2, 28), until=date(2024, 3, 2)
    )
    assert [url[-10:] for url in days] == ["2024/03/01", "2024/02/29", "2024/02/28"]
    months = calendar_urls(
        "https://m.example/{date:%Y-%m}", step="month", since=date(2023, 11, 30), until=date(2024, 2, 1)
    )
    assert [url[-7:] for url in months] == ["2024-01", "2023-12", "2023-11"]
    with pytest.raises(SourceError, match="not a calendar address"):
        list(calendar_urls("https://m.example/{day}", step="day", since=date(2024, 1, 1), until=date(2024, 1, 2)))


def test_a_calendar_of_ninety_years_is_read_whole_and_one_of_two_thousand_says_so() -> None:
    days = calendar_urls(
        "https://m.example/{date:%Y/%m/%d}", step="day", since=date(1934, 9, 1), until=date(2024, 9, 1)
    )
    assert list(days)[-1] == "https://m.example/1934/09/01"
    slip = calendar_urls("https://m.example/{date:%Y/%m/%d}", step="day", since=date(1, 1, 1), until=date(2024, 9, 1))
    with pytest.raises(SourceError, match=r"more than 36600 pages from 0001-01-01 on; give a later -a since="):
        list(slip)


def test_a_calendar_may_begin_with_the_first_of_all_days() -> None:
    months = calendar_urls("https://m.example/{date:%m}", step="month", since=date(1, 1, 1), until=date(1, 3, 1))
    assert list(months) == ["https://m.example/02", "https://m.example/01"]


# Anything at all

Reader = Callable[..., object]
READERS: list[Reader] = [read_section, read_newsfeed, read_sitemap]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                "<rss>",
                "<channel>",
                "<item>",
                "<link>",
                "</link>",
                "<a",
                "href=/x-y-z-1>",
                "</a>",
                "<urlset>",
                "<url>",
                "<loc>",
                "http://[",
                "&#0;",
                "]]>",
                "<!--",
                "<![CDATA[",
                "\x00",
                "\ufffe",
                "<feed>",
                "<entry>",
                "<guid>",
                "//x:99999/",
                "%00",
                "<base",
                "href=http://[::1>",
                "<title>",
            ]
        ),
        max_size=30,
    ).flatmap(
        # Few of them would begin as a source does.
        lambda parts: st.sampled_from(["", "<rss>", "<urlset>", "<sitemapindex>"]).map(
            lambda root: " ".join([root, *parts]).encode()
        )
    )
)
def test_any_bytes_give_links_or_a_source_error(reader: Reader, body: bytes) -> None:
    found, why = None, ""
    try:
        found = reader(body, url=HERE)
    except SourceError as error:
        why = str(error)
    assert (found is None) == bool(why), "links, or an error that says what is wrong"
    if found is not None:
        assert_listing(found, body)
        if reader is read_section:
            assert_listing(read_section(body, url=HERE, domain="m.example"), body, domain="m.example")


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize(
    "body",
    [
        b"<a href=/x>" * 90_000,
        b"<rss><channel>" + b"<item><link>/world/some-story-here</link><title>x</title></item>" * 15_000,
        b"<urlset>" + b"<url><loc>https://m.example/some-story</loc></url>" * 20_000,
        b"<div>" * 200_000,
        b"<" * 1_000_000,
    ],
    ids=["links", "items", "urls", "depth", "brackets"],
)
def test_a_megabyte_takes_under_two_seconds(reader: Reader, body: bytes) -> None:

    def read() -> None:
        with contextlib.suppress(SourceError):
            reader(body, url=HERE)

    assert cpu_seconds(read, under=2) < 2


@pytest.mark.parametrize("form", ["/news/{}", "/story.php?id={}", "/n{}"])
def test_a_list_of_headlines_is_found_by_the_company_its_links_keep(form: str) -> None:
    heads = [
        "Harbour council votes on the ferries",
        "Two valleys share one doctor again",
        "Snow closes the northern pass early",
    ]
    items = "".join(f'<li><a href="{form.format(n)}">{head}</a></li>' for n, head in enumerate(heads, 1))
    menu = "".join(f'<a href="/{word}">{word}</a>' for word in ("World", "Sport", "About our small valley paper"))
    foot = "<p><a href=/terms>Terms of use and more words</a>"
    page = f"<html><body><div>{menu}</div><ul class=list>{items}</ul>{foot}</body></html>"
    found = read_section(page.encode(), url="https://m.example/world", domain="m.example")
    assert [link.url for link in found.links] == [f"https://m.example{form.format(n)}" for n in (1, 2, 3)]


def test_the_rest_of_a_list_comes_with_the_links_that_say_article() -> None:
    heads = [
        "Quake hits Chile",
        "Council of the harbour votes on all the ferries",
        "Oil falls",
        "Storm floods the northern town and its port",
    ]
    items = "".join(f'<div class=item><a href="/sport/1234567{n}">{head}</a></div>' for n, head in enumerate(heads))
    foot = '<div class=foot><a href="/privacy-policy-and-terms-of-use">Privacy policy and terms of use</a></div>'
    page = f"<html><body>{items}{foot}</body></html>"
    found = read_section(page.encode(), url="https://m.example/sport", domain="m.example")
    assert [link.url for link in found.links] == [f"https://m.example/sport/1234567{n}" for n in range(len(heads))]


@pytest.mark.parametrize(
    "path", ["/News/front/archives/2024/10/16/2003825360", "/weather/2024/09/11/storm-closes-ten-roads-123456"]
)
def test_a_day_in_an_address_outweighs_a_word_of_furniture(path: str) -> None:
    page = f'<html><body><a href="{path}">Storm closes ten roads in the valley</a></body></html>'
    assert len(read_section(page.encode(), url="https://m.example/", domain="m.example").links) == 1


def test_a_section_does_not_go_on_at_another_site() -> None:
    page = b'<a href="/world/some-story-of-today-1">Some story of today</a><a rel="next" href="%b">older</a>'
    for href, expected in ((b"/world?page=2", "https://m.example/world?page=2"), (b"https://else.example/world", None)):
        assert read_section(page % href, url="https://m.example/world", domain="m.example").next_page == expected


def test_controls_behind_the_end_of_the_document_break_nothing() -> None:
    page = b'<html><body><p>\x01</p>\x02</body></html>\x03 <p><a href="/world/some-story-of-today-1">Some story of today</a>'
    found = read_section(page, url="https://m.example/world", domain="m.example")
    assert [link.url for link in found.links] == ["https://m.example/world/some-story-of-today-1"]
