# ruff: noqa: E501 (pages are data)
"""Where a page prints its section label."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TEXT = "".join(
    f"<p>The ferry to the old harbour sank on {day} after it had struck the quay, the port said.</p>"
    for day in ("Monday", "Friday", "Sunday")
)
HEAD = "<h1>A ferry sinks near the old harbour</h1>"


@pytest.mark.parametrize(
    ("before", "label", "section"),
    [
        ('<div class="kicker"><a href="/e">Ferries</a> <a href="/ec">Economy</a></div>', "Economy", "business"),
        (
            '<nav><ul><li class="current-post-parent"><a href="/t">Transportation</a></li><li><a href="/s">Sport</a></ul></nav>',
            "Transportation", "business",
        ),
        ('<nav><a href="/w" aria-current="page">World</a><a href="/s">Sport</a></nav>', "World", "world"),
        (
            '<div class="breadcrumb"><a href="/">Home</a> &rsaquo; <a href="/w">World</a> &rsaquo; A ferry sinks near the</div>',
            "World", "world",
        ),
        ("<ul><li>In World<li>11 September 2024 09:43</ul>", "In World", "world"),
        (
            '<nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>'
            "<div>Politics</div>",
            "Politics", "politics",
        ),
        (
            "<div>Oslo | 11 September 2024 09:43</div>"
            '<div class="cat"><a rel="category tag" href="/s">Sport</a></div>',
            "Sport", "sport",
        ),
    ],
)  # fmt: skip
def test_label(before: str, label: str, section: str) -> None:
    page = f"<html><body>{before}{HEAD}{TEXT}</body></html>"
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert (article.section_label, article.section) == (label, section)


def test_the_label_beside_the_time_goes_before_what_metadata_states() -> None:
    page = (
        '<html><head><meta property="article:section" content="News"></head><body>'
        f"<ul><li>In World<li>11 September 2024 09:43</ul>{HEAD}{TEXT}</body></html>"
    )
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert (article.section_label, article.section) == ("In World", "world")


@pytest.mark.parametrize(
    ("before", "label", "section"),
    [
        ('<nav class="breadcrumb"><a href="/">Home</a><a href="/w">World</a></nav>', "World", "world"),
        ('<nav class="breadcrumb"><a href="/">Αρχική</a><a href="/k">Κόσμος</a></nav>', "Κόσμος", "world"),
        ('<div class="crumb"><span>Home</span><span>Sport</span></div>', "Sport", "sport"),
        ('<div class="way">首页 &gt; 国际 &gt; 正文</div>', "国际", "world"),
        ("<div>您的位置：<a>新闻中心</a> &gt; <a>国际新闻</a> &gt; 正文</div>", "国际新闻", "world"),
        ("<p>Sie sind hier: <a href='/'>Startseite</a> &raquo; <a>Sport</a> &raquo; Artikel</p>", "Sport", "sport"),
        ("<div>Главная / Мир / Статья</div>", "Мир", "world"),
        ('<nav class="crumbs"><a href="/">Home</a> &gt; <a>Arts/Culture</a></nav>', "Arts/Culture", "culture"),
        ("<div class='path'><a href='/'>Main</a> / <a href='/n'>News</a> / <a href='/n/s'>Sport</a></div>", "Sport", "sport"),
        ("<div class='location'><a href='/'>Home</a><a href='/s'>Sport</a></div>", "Sport", "sport"),
        ("<div class='kicker'><a href='/s'>Sport</a> <span>Exclusivo</span></div>", "Sport", "sport"),
        ("<div>Home</div><div>World</div><div>Sport</div>", None, None),
        ("<font color=red>International</font><br>", "International", "world"),
        ("<b><font>World News</font></b>", "World News", "world"),
        ('<table><tr><td class="sect">Sports</td></tr></table>', "Sports", "sport"),
        ("<div><div>Source: Reuters</div><div>June 5, 2024 10:20</div></div>", None, None),
        ("<div>2024年6月5日 14:47 発信地：マニラ/フィリピン</div>", None, None),
    ],
)  # fmt: skip
def test_the_way_from_the_home_page_and_what_is_no_label(before: str, label: str | None, section: str | None) -> None:
    page = f"<html><body>{before}{HEAD}{TEXT}</body></html>"
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert (article.section_label, article.section) == (label, section)


def test_a_list_of_others_below_gives_no_label() -> None:
    below = "<div><h3>Latest</h3><ul><li>11 September 2024 10:15 Fire at depot</li></ul></div>"
    page = f"<html><body>{HEAD}<p>11 September 2024 09:43</p>{TEXT}{below}</body></html>"
    found = read_page(page.encode(), url="https://m.example/x/1").sections
    assert [printed.text for printed in found if printed.kind == "text"] == []


@pytest.mark.parametrize(
    ("above", "under", "label", "section"),
    [
        # A menu is furniture, but its name says that it is the way to here.
        ('<nav aria-label="Breadcrumb"><a href="/">الرئيسية</a><a href="/w">العالم</a></nav>', "", "العالم", "world"),
        ("", '<p>By <a href="/ann">Ann Lee</a> in <a href="/w">World</a> 11 September 2024</p>', "World", "world"),
        ("", '<div><span>سرویس:</span> <a href="/i">بین الملل</a></div>', "بین الملل", "world"),
        # A line of another kind says nothing.
        ("", '<p>Ann Lee lives in <a href="/oslo">Harbour Lane</a></p>', None, None),
    ],
)
def test_words_before_a_link_say_that_it_is_the_section(
    above: str, under: str, label: str | None, section: str | None
) -> None:
    article = interpret(
        read_page(f"<html><body>{above}{HEAD}{under}{TEXT}</body></html>".encode(), url="https://m.example/x/1"),
        SiteFacts(),
        provenance=Provenance(via="file"),
    )
    assert (article.section_label, article.section) == (label, section)


@pytest.mark.parametrize(
    ("behind", "label"),
    [
        ('<p>Filed Under: <a href="/l">Local News</a></p>', "Local News"),
        ('<div>Posted in <a href="/w">World</a> | Tagged <a href="/t">ferries</a></div>', "World"),
        ('<p>Kategorie: <a href="/p">Politik</a></p>', "Politik"),
        ('<p>Tagged <a href="/w">World</a></p>', None),
    ],
)
def test_a_line_under_the_text_that_says_where_it_is_filed(behind: str, label: str | None) -> None:
    article = interpret(
        read_page(f"<html><body>{HEAD}{TEXT}{behind}</body></html>".encode(), url="https://m.example/x/1"),
        SiteFacts(),
        provenance=Provenance(via="file"),
    )
    assert article.section_label == label


@pytest.mark.parametrize(
    ("page", "url", "label"),
    [
        (f"<div class=section>{HEAD}<p>4 May 2020</p><p>Ann Lee</p>{TEXT}</div>", "https://m.example/x/1", None),
        (
            f'<div class=section>{HEAD}<p>4 May 2020</p><p><a href="/w">World</a></p>{TEXT}</div>',
            "https://m.example/x/1",
            "World",
        ),
        (HEAD + TEXT, "https://m.example/news/gold-market-opens/4711", None),
        (HEAD + TEXT, "https://m.example/world/gold-market-opens/4711", "world"),
    ],
    ids=["a name in what holds the text", "a link in it", "the title in the address", "the section before it"],
)
def test_what_stands_where_labels_do_and_is_none(page: str, url: str, label: str | None) -> None:
    article = interpret(read_page(page.encode(), url=url), SiteFacts(), provenance=Provenance(via="file"))
    assert article.section_label == label


def labelled(body: str, head: str = "") -> str | None:
    raw = read_page(f"<html><head>{head}</head><body>{body}</body></html>", url="https://m.example/x/1")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file")).section_label


@pytest.mark.parametrize(
    "home", ["Página inicial", "Prima pagină", "Strona główna", "На главную", "返回首页", "ホーム", "ہوم"]
)
def test_the_home_page_is_no_section(home: str) -> None:
    assert labelled(f'<div class="breadcrumb"><a href="/">{home}</a></div>{HEAD}{TEXT}') is None
    crumbs = f'<div class="breadcrumb"><a href="/">{home}</a> &gt; <a href="/h">Plantão</a></div>'
    assert labelled(f"{crumbs}{HEAD}{TEXT}") == "Plantão"


@pytest.mark.parametrize(
    "control", ["Print", "Valley.no", "Learn More", "Watch Live", "Talblatt als Startseite", "Ver publicación", "Pular para o conteúdo", "设为首页", "Jetzt spenden"]
)  # fmt: skip
def test_a_button_is_no_section(control: str) -> None:
    assert labelled(f'<div class="kicker"><a href="/x">{control}</a></div>{HEAD}{TEXT}') is None
    assert (
        labelled(f'<div class="breadcrumb"><a href="/w">World</a> &gt; <a href="/x">{control}</a></div>{HEAD}{TEXT}')
        == "World"
    )


def test_a_line_in_a_part_of_the_page_called_section_is_no_label_but_a_link_that_names_one_is() -> None:
    picture = "<div class='meta'>Ann Lee (with her ferry)</div>"
    link = "<a href='/m'><div class='title'>Música</div></a>"
    assert labelled(f"<div class='layout-section'>{link}{HEAD}{picture}{TEXT}</div>") == "Música"
    assert labelled(f"<div class='layout-section'>{HEAD}{picture}{TEXT}</div>") is None


def test_a_headline_in_chinese_beside_a_time_is_no_section() -> None:
    line = "<h4>港口恢复通航并降低渡轮票价并增加夜间班次</h4><h4>7月3日港口新闻</h4>"
    assert labelled(f"{HEAD}{line}{TEXT}") is None


def test_the_line_of_the_page_s_own_clock_says_nothing_of_an_article_with_a_time() -> None:
    clock = "<div>Monday, 24 August 2026 | Varn - Argentina</div>"
    assert labelled(f"{clock}{HEAD}<div>30 April 2021</div>{TEXT}") is None
    reloj = "<div>Lunes, 24 de Agosto de 2026 | Varn - Argentina</div>"
    assert labelled(f"{reloj}{HEAD}<div>Viernes, 30 de abril de 2021</div>{TEXT}") is None


@pytest.mark.parametrize(
    ("before", "behind", "label"),
    [
        # A year or a price beside a line makes no label of it; nor does the clock of a comment.
        ("<div>Wages</div><div>Harbour Cup 2011</div>", "", None),
        ("<div>^VRN</div><div>10,014.72</div>", "", None),
        ("", "<div>Date added</div><div>11 September 2024 15:43</div>", None),
        ("", "<div>Quay watchers</div><div>11 September 2024 15:43</div>", None),
        ("<div>Export PETS</div><div>4 April 2026, 14:36</div>" + "<p>x</p>" * 5, "<div>11.09.2024, 10:05</div>", None),
        # A menu that ends above the headline; a footer's that begins at the home page.
        ("<ul><li><a href='/1'>Lakes</a><li><a href='/2'>Boats</a><li><a href='/3'>Knots</a></ul>", "", None),
        (
            "",
            "<div>Home | <a href='/1'>World</a> | <a href='/2'>Sport</a> | <a href='/3'>Arts</a> | <a href='/4'>Health</a>"
            " | <a href='/5'>Travel</a> | <a href='/6'>About</a> | <a href='/7'>Help</a></div>",
            None,
        ),
        ("<div class='section'>expand</div>", "", None),
        # Ways that do not begin at a home page called so.
        ("<div class='breadcrumb'><a href='/'>Quay Voices</a> / <a href='/e'>Economy</a></div>", "", "Economy"),
        ("<div class='breadcrumb'><a>Bollards</a> / A ferry sinks near the old harbour</div>", "", "Bollards"),
        ("<p>News &gt; Economy &gt; <b>Firms</b></p>", "", "Firms"),
        ("<div><a href='/e'>Economy</a> // <a href='/f'>Firms</a></div>", "", "Firms"),
        ("<div class='section'>Fot. Bo Ek/QuayPhoto</div>", "", None),
        ("<div class='breadcrumb'><a href='/'>Home</a> &gt; <a href='/by/Ann-Lee'>Ann Lee</a></div>", "", None),
    ],
)
def test_what_is_near_a_time_or_a_headline_and_no_label(before: str, behind: str, label: str | None) -> None:
    assert labelled(f"{before}{HEAD}{behind if '11.09' in behind else ''}{TEXT}{behind}") == label


def test_a_label_that_a_template_left_does_not_outweigh_the_line_of_the_time() -> None:
    page = f"<div>Europe | Fri May 5, 2017 | 3:29pm</div>{HEAD}{TEXT}"
    assert labelled(page, '<meta property="article:section" content="Subjects">') == "Europe"


def test_the_place_of_the_dateline_in_the_line_of_the_time_is_no_section() -> None:
    line, text = (
        "<p>VATICAN CITY | Mon 4 May 2020 9:57am</p>",
        TEXT.replace("The ferry", "VATICAN CITY (Reuters) - The ferry", 1),
    )
    article = interpret(
        read_page(f"<html><body>{HEAD}{line}{text}</body></html>".encode(), url="https://m.example/x/1"),
        SiteFacts(),
        provenance=Provenance(via="file"),
    )
    assert (article.section_label, article.dateline and article.dateline.text) == (None, "VATICAN CITY (Reuters)")


def test_a_line_of_fields_that_opens_the_text_names_its_section() -> None:
    menu = "<div><a href='/l'>» Login</a> <a href='/r'>» Registrierung</a></div>"
    assert labelled(f"{menu}{HEAD}<h3>Datum: 22.12.2012, Rubrik: USA</h3>{TEXT}") == "USA"


def label_of(page: str, url: str = "https://m.example/1") -> str | None:
    raw = read_page(f"<html lang=en><body>{page}", url=url)
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file")).section_label


@pytest.mark.parametrize("button", ["expand", "close", "@harbourdesk", "quay-at-dawn.jpg", "What is the Ticker?"])
def test_what_is_pressed_asked_or_called_so_is_no_label(button: str) -> None:
    page = f'<div class="section"><a href="#">{button}</a></div>{HEAD}{TEXT}'
    assert label_of(page) is None
    assert label_of(page, "https://m.example/sport/2014/12/a_ferry_sinks.html") == "sport"


def test_the_name_of_a_field_is_no_label() -> None:
    behind = "<div><h2>Categories</h2><ul><li>12 May 2014 9:00AM</li></ul></div>"
    assert label_of(f"{HEAD}<div>12 May 2014 9:00AM</div>{TEXT}{behind}") is None


def test_a_caption_among_the_paragraphs_is_no_label() -> None:
    beside = "<div class='widget'>Quay Books</div><p>The Pilot, Quay Books, 2014, 5.30 crowns</p>"
    page = f"{HEAD}{TEXT}{beside}{TEXT.replace('ferry', 'pilot')}"
    assert label_of(page, "https://m.example/books/2014/12/best.html") == "books"


def test_a_name_of_the_sites_system_goes_behind_a_printed_section() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "articleSection": "quay-contributor"}</script>'
    assert label_of(f'{data}<div class="kicker"><a href="/t">Travel</a></div>{HEAD}{TEXT}') == "Travel"
    assert label_of(f"{data}{HEAD}{TEXT}") == "quay-contributor"


def test_buttons_may_stand_between_kicker_and_headline() -> None:
    buttons = '<div class="follow-channel"><div class="follow-buttons social"><a href="#">Like</a> <a href="#">Follow</a></div></div>'
    assert label_of(f"<h2>World</h2>{buttons}{HEAD}{TEXT}") == "World"


def test_the_section_of_a_sites_statistics_is_asked_last() -> None:
    counted = """<meta name="parsely-page" content='{"section": "Technology", "tags": ["quay"]}'>"""
    assert label_of(f"{counted}{HEAD}{TEXT}") == "Technology"
    assert label_of(f"{counted}<div class='kicker'><a href='/w'>World</a></div>{HEAD}{TEXT}") == "World"


@pytest.mark.parametrize(
    ("path", "label", "section"),
    [
        # The name of a story is none, nor is an account or the page for telephones.
        ("article/us-zambia-dam/dam-wall-cracks-idUSKBN1ZC1DA", None, None),
        ("artikel/afrika-damm-riss/staumauer-4711", None, None),
        ("~editor/dam.html", None, None),
        ("@world/dam-1", None, None),
        ("mobile/dam", None, None),
        ("movil/mundo/presa-1", "mundo", "world"),
        ("world/middle_east/dam-1", "world", "world"),
        ("news/arts-and-culture/dam-1", "arts and culture", "culture"),
        ("artikel/politik-ausland/damm", "politik ausland", "politics"),
        ("technology/mobile/phones-1", "technology", "technology"),
    ],
)
def test_what_an_address_says(path: str, label: str | None, section: str | None) -> None:
    page = f"<html><body>{HEAD}<div>11 September 2024 09:43</div>{TEXT}</body></html>"
    raw = read_page(page.encode(), url=f"https://m.example/{path}")
    article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert (article.section_label, article.section) == (label, section)
