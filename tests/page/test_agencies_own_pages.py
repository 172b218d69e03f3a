# ruff: noqa: E501 (pages are data)
"""What agencies' own sites and those of broadcasters print around wire copy."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

LINES = [
    f"The ferry number {n} lay idle in the harbour of Varn on Monday, as its crew waited for the storm to pass."
    for n in range(7)
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)


def read(page: str, *, url: str = "https://varn.example/news/4711") -> Article:
    return interpret(read_page(page.encode(), url=url), SiteFacts(), provenance=Provenance(via="file"))


def test_a_dateline_in_the_place_of_the_writer() -> None:
    page = (
        "<html><body><article><h1>Ferries lie idle in Varn</h1><div class='m-from-author'><span class='m-from-author__name'>Paris (AFP) – </span></div>"
        "<div class='m-pub-dates'><span>Issued on: <time datetime='2022-01-21T05:32:14+00:00'>21/01/2022 - 06:32</time></span>"
        f"<span>Modified: <time datetime='2022-01-21T06:30:27+00:00'>21/01/2022 - 07:30</time></span></div><div class='t-content'>{TEXT}</div></article></body></html>"
    )
    record = read(page)
    assert record.dateline is not None
    assert record.dateline.places == ("Paris",)
    assert [agency.name for agency in record.agencies] == ["AFP"]
    assert record.byline == ()


def test_the_words_of_a_film_s_frame_are_no_text() -> None:
    film = (
        "<div class='vjs-wrapper'><p class='vjs-no-js'>To view this video please enable JavaScript, and consider upgrading to a web browser "
        "that supports HTML5 video</p><h3>The storm of Varn – a chronicle</h3></div>"
    )
    page = f"<html><body><h1>Ferries lie idle in Varn</h1><div class='rich-text'>{TEXT}{film}<p>{LINES[0]} Then it sailed.</p></div></body></html>"
    body = read(page).body or ""
    assert "JavaScript" not in body
    assert "chronicle" not in body
    assert "Then it sailed." in body
    bare = page.replace("class='vjs-no-js'", "").replace("class='vjs-wrapper'", "")
    assert "JavaScript" not in (read(bare).body or "")


def test_the_last_paragraph_that_ends_with_its_time_stays() -> None:
    paragraphs = "".join(
        f"<p>　フェリー{n}号は月曜日、嵐が過ぎるまで港に停泊したままだったと乗組員が話した。</p>" for n in range(4)
    )
    last = "<p>　船長は「犬が嫌いで、出られなかっただけだ」と苦笑した。 （2012/06/21-00:47）</p>"
    page = f"<html lang='ja'><body><h1>フェリー、港に停泊</h1><div>{paragraphs}{last}</div></body></html>"
    record = read(page)
    assert (record.body or "").endswith("と苦笑した。")
    assert record.published_at is not None
    assert record.published_at.isoformat()[:16] == "2012-06-21T00:47"


def test_a_writer_whom_machines_are_told_as_an_organisation() -> None:
    told = '{"@type":"NewsArticle","headline":"Ferries lie idle in Varn","author":{"@type":"Organization","name":"Joanna Varn"},"publisher":{"@type":"Organization","name":"Bay Ledger"}}'
    page = (
        f"<html><head><script type='application/ld+json'>{told}</script><meta name='author' content='By Joanna Varn, Associated Press'></head>"
        f"<body><h1>Ferries lie idle in Varn</h1>{TEXT}</body></html>"
    )
    record = read(page)
    assert record.byline == ("Joanna Varn",)
    assert "AP" in [agency.name for agency in record.agencies]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<span class='byl'>By Hastings Varn</span><br><span class='byd'>BBC News, Chikolongo</span>", "Hastings Varn"),
        (
            "<div class='author'><a>Sigurlaug Björk Hannesdóttir</a><span>sbh@varn.example</span></div>",
            "Sigurlaug Björk Hannesdóttir",
        ),
    ],
)
def test_the_writer_s_desk_and_address_are_no_part_of_the_name(line: str, name: str) -> None:
    page = f"<html><body><h1>Ferries lie idle in Varn</h1><div>{line}</div>{TEXT}</body></html>"
    assert read(page).byline == (name,)


def test_the_head_of_an_article_in_a_box_that_is_called_a_way() -> None:
    page = (
        "<html><body><div class='breadcrumb_row'><a class='cat_name' href='/az/dunya'>Dünya</a><h1>Varnda bərələr limanda qalıb</h1>"
        f"<div class='date_news'><span>20 dekabr, 2016 09:50</span><span>Oxunub: 774</span></div></div>{TEXT}</body></html>"
    )
    assert read(page).section_label == "Dünya"


def test_a_text_beside_a_field_for_an_address_stays() -> None:
    field = "<form><input type='email'></form>"
    page = f"<html><body><h1>Ferries lie idle in Varn</h1><div class='sc-1'>{TEXT}{field}</div></body></html>"
    assert (read(page).body or "").count("ferry number") == len(LINES)


def test_a_line_that_a_clock_ends_is_no_sentence() -> None:
    paragraphs = "".join(
        f"<p>เรือข้ามฟากหมายเลข {n} จอดนิ่งอยู่ในท่าเรือวาร์นเมื่อวันจันทร์ ขณะที่ลูกเรือรอให้พายุสงบลง ตามคำบอกของเจ้าของเรือ</p>"
        for n in range(6)
    )
    page = (
        "<html lang='th'><body><h1>เรือข้ามฟากจอดนิ่งในท่าเรือวาร์น</h1><div class='post-meta'><span>สำนักข่าวเอเอฟพี</span>"
        f"<span>วันพุธที่ 17 พฤษภาคม พ.ศ. 2566 เวลา 08:15 น.</span></div>{paragraphs}</body></html>"
    )
    published = read(page).published_at
    assert published is not None
    assert published.isoformat()[:16] == "2023-05-17T08:15"


def test_a_weekday_in_vietnamese_is_nobody() -> None:
    page = (
        "<html lang='vi'><body><h1>Phà nằm im trong cảng Varn</h1><div class='Byline_wrap'><time>Thứ Sáu, 19/08/2022 17:31 (GMT+7)</time></div>"
        f"{TEXT}</body></html>"
    )
    assert read(page).byline == ()


@pytest.mark.parametrize(
    ("opening", "place", "first"),
    [
        ("<p><span class=articleLocation>WASHINGTON</span> {}</p>", "WASHINGTON", LINES[0]),
        ("<p><span class='ArticleBody-location'>VARN, Ohio</span> {}</p>", "VARN, Ohio", LINES[0]),
        ("<p>PITTSBURGH</p><p>{}</p>", "PITTSBURGH", LINES[0]),
        ("<p>ST. LOUIS</p><p>{}</p>", "ST. LOUIS", LINES[0]),
        ("<p>ANALYSIS</p><p>{}</p>", None, None),
        ("<p><span class=dateline>NEW YORK —</span> {}</p>", "NEW YORK", LINES[0]),
        ("<p><span class=dateline>LONDON:</span> {}</p>", "LONDON", LINES[0]),
        ("<p class=kicker>LONDON</p><p>WASHINGTON (AP) — {}</p>", "WASHINGTON (AP)", LINES[0]),
        ("<p>WASHINGTON</p><p>WASHINGTON (AP) — {}</p>", "WASHINGTON (AP)", LINES[0]),
        ("<p class=section>LONDON</p><p>{}</p>", None, LINES[0]),
        ("<p>LAS VEGAS</p><p>{}</p><p>SAN DIEGO</p>", None, None),
        ("<p><span class='entity location'>GAZA</span> {}</p>", None, "GAZA"),
        ("<p><span class=location>NATO</span> {}</p>", None, "NATO"),
        ("<p><span class=lead>FERRIES</span> {}</p>", None, None),
        (
            "<p>{}</p><p><span class=articleLocation>WASHINGTON</span> was told on Monday, the port said at noon.</p>",
            None,
            LINES[0],
        ),
    ],
)
def test_a_place_in_capitals_opens_the_text_with_nothing_between(
    opening: str, place: str | None, first: str | None
) -> None:
    page = f"<html lang=en><body><article><h1>Ferries lie idle in Varn</h1>{opening.format(LINES[0])}{TEXT.replace(LINES[0], 'No boat sailed on Tuesday either, the harbour master of Varn said.')}</article></body></html>"
    record = read(page)
    assert (record.dateline.text if record.dateline else None) == place
    if first is not None:
        assert (record.body or "").startswith(first)


def test_what_is_said_of_three_writers_under_the_text_is_none_of_it() -> None:
    names = ("Catherine Holt", "Pam K. Browne", "Cy Upson")
    links = ", ".join(f"<a rel=author href=/by/{n}>{name}</a>" for n, name in enumerate(names))
    notes = "".join(
        f"<i><p>{name} is an award-winning producer at Varn News, based in Washington. More was said.</p></i>"
        for name in names
    )
    stated = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferries lie idle in Varn", "author": "Catherine Holt"}</script>'
    page = f"<html lang=en><head>{stated}</head><body><article><h1>Ferries lie idle in Varn</h1><div>By {links}</div>{TEXT}{notes}</article></body></html>"
    assert (read(page).body or "").split("\n\n") == LINES
