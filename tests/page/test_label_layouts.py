# ruff: noqa: E501 (pages are data)
"""Section labels in the layouts of systems that many mirrors run: what stands around the label names it, not its words."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

LINES = tuple(
    f"The ferry to the old harbour sank on {day} after it had struck the quay, the port said."
    for day in ("Monday", "Friday", "Sunday")
)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
TITLE = "A ferry sinks near the old harbour"
HEAD = f"<h1>{TITLE}</h1>"


def article(body: str, head: str = "") -> Article:
    raw = read_page(f"<html><head>{head}</head><body>{body}</body></html>", url="https://m.example/x/1")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


@pytest.mark.parametrize(
    ("before", "label"),
    [
        # A span around the whole way, its parts parted by a picture.
        (
            "<div id=pathway><span class='breadcrumbs pathway'><a href='/'>Quay News</a> <img src=/arrow.png> Bollards</span></div>",
            "Bollards",
        ),
        # The way begins at the site, whatever it is called, and ends at the headline.
        (f"<div><a href='/'>Quay News</a> » <a href='#'>Bollards</a> » {TITLE}</div>", "Bollards"),
        # The line of the time, whose parts only their elements part.
        ("<div><span>World</span><span>2024-09-11 09:43</span><span>2070</span></div>", "World"),
        ("<div><span>财经</span><span>2024-09-11 09:43</span><span>2070</span></div>", "财经"),
        (
            "<div><time>11 September 2024</time><span>09:43</span><b><a href='/w'>World</a></b><a href='/u'>admin</a></div>",
            "World",
        ),
        # Who the copy is from, and who wrote it, are no labels.
        ("<div><time>11 September 2024</time> Source: <a href='/b'>Business Daily</a></div>", None),
        (
            "<div><span>Opinion by</span> <a href='/author/lee'>Ann Lee</a> <span>11 September 2024</span></div>",
            "Opinion",
        ),
        # The name of the site above the headline leads to the site.
        ("<header><a href='/'>World Watch</a></header>", None),
        ("<ul><li><a href='/'>World Watch</a></li><li>11 September 2024 09:43</li></ul>", None),
        # A menu in one line begins at the home page too.
        (
            "<div><a href='/'>Home</a> | <a href='/1'>World</a> | <a href='/2'>Sport</a> | <a href='/3'>Arts</a> | <a href='/4'>Health</a></div><div>Science</div>",
            "Science",
        ),
    ],
)
def test_what_the_layout_names(before: str, label: str | None) -> None:
    assert article(before + HEAD + TEXT).section_label == label


def test_a_label_behind_the_text_counts_where_metadata_state_an_address() -> None:
    state = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": "https://m.example/x"}</script>'
    )
    behind = "<div class=itemCategory><span>Published in</span> <a href='#'>Bollards</a></div>"
    assert article(HEAD + TEXT + behind, state).section_label == "Bollards"


def test_the_classification_of_a_page_is_its_section() -> None:
    assert article(HEAD + TEXT, "<meta name=Classification content='국제'>").section == "world"


def test_a_line_in_bold_stands_for_the_heading_of_a_page_without_any() -> None:
    read = article(
        f"<div>Science</div><div><b>{TITLE}</b></div><div>11.09.2024</div>{TEXT}", "<title>Quay News</title>"
    )
    assert (read.headline, read.section_label) == (TITLE, "Science")


def test_when_and_under_what_topic_it_was_posted_is_no_line_of_the_text() -> None:
    line = "Posted on Wednesday, September 11 @ 09:43:20 BST 2024<br>Topic: <a href='#'>Bollards</a>"
    page = (
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td><font class=tiny>{line}</font><br><br>"
        f"<font>{'<br><br>'.join(LINES)}</font></td></tr></table>"
    )
    read = article(page, f"<title>{TITLE} - Quay News</title>")
    assert (read.section_label, read.body) == ("Bollards", "\n\n".join(LINES))


@pytest.mark.parametrize(
    ("before", "label"),
    [
        # Forums: the way stands far above, with their own sign, and its first step is index.php.
        ("<ul><li><a href=./index.php>Board index</a> ‹ <a href=/f/1>General</a> ‹ <a href=/f/2>Bollards</a></li></ul><p>FAQ</p>", "Bollards"),
        ("<table><tr><td><span><a href=index.php>Quay Forum</a></span> <span>&gt; <a href=/f/9>Bollards</a></span></td></tr></table>", "Bollards"),
        # The field of a category, in whatever language; one link that is called a tag.
        ("<dl><dt>Details</dt><dd class=category-name>Kundi: <a href=/b>Bollards</a></dd></dl>", "Bollards"),
        ("<div class=article-tag><a href=/tag/b>Bollards</a></div>", "Bollards"),
        # No labels: who wrote it, captions, an advert's link, a menu over the site's name.
        ("<table><tr><td>Autor Administrator</td></tr><tr><td>11 September 2024</td></tr></table>", None),
        ("<div class=caption>The quay at dawn</div><div>11/9/2024 9:30 AM</div>", None),
        ("<div><a href=/ads>Advertise with us</a></div>", None),
        ("<ul><li><a href=/w>World</a></li><li><a href=/s>Sport</a></li></ul><header><a href=/>Quay News</a></header>", None),
        ("<div>Submitted by <a href=/u/1>editor</a> on Mon, 05/17/2010 - 08:02</div>", None),
    ],
)  # fmt: skip
def test_ways_fields_and_what_is_none(before: str, label: str | None) -> None:
    assert article(before + HEAD + TEXT).section_label == label


def test_a_word_of_a_system_in_another_language_is_no_label() -> None:
    head = '<meta name="articleSection" content="news">'
    lines = "".join(
        f"<p>{line}</p>"
        for line in ("Limanda batan vapur pazartesi günü rıhtıma çarptı, liman yetkilileri böyle söyledi.",) * 1
    )
    page = f"<div class=kategori><a href=/e>Ekonomi</a></div><h1>Eski limanda vapur battı</h1>{lines}<p>Kaptan bütün yolcuların kurtulduğunu ve yarın yeni bir vapurun geleceğini belirtti.</p>"
    raw = read_page(f"<html lang=tr><head>{head}</head><body>{page}</body></html>", url="https://m.example/x/1")
    assert interpret(raw, SiteFacts(), provenance=Provenance(via="file")).section_label == "Ekonomi"


def test_news_of_the_state_are_a_section_and_no_place() -> None:
    cell = f"<font size=1><b>STATE NEWS</b></font><br><font size=4><b>{TITLE}</b></font><br><font size=1>Posted: 8/16/2005 11:52:00 AM</font>"
    read = article(
        f"<table><tr><td>{cell}<br><br>{'<br><br>'.join(LINES)}</td></tr></table>",
        "<title>Quay Channel 9 - On Your Side</title>",
    )
    assert (read.headline, read.section_label, read.scope) == (TITLE, "STATE NEWS", "local")
