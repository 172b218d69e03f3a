"""What a page declares of itself, and a line that names who filed it."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

DAYS = ("Monday", "Friday", "Sunday")
TEXT = "".join(
    f"<p>The ferry to the old harbour sank on {day} after it had struck the quay, the port said.</p>" for day in DAYS
)
HEAD = "<h1>A ferry sinks near the old harbour</h1>"
TIME = "<div><span>11 September 2024 09:43</span></div>"


@pytest.mark.parametrize(
    ("before", "agencies"),
    [
        (f"<div>Reuters</div>{TIME}", [("Reuters", "source")]),
        (f"{TIME}<div>AFP</div>", [("AFP", "source")]),
        # A picture's credit stands under the picture.
        (f'{TIME}<div><img src="/a.jpg"></div><div>AFP</div>', []),
        (f'{TIME}<div><img src="/a.jpg"><p>AFP</p></div>', []),
        (f"{TIME}<div>AFP reporters in Oslo</div>", []),
        # The time's own line may name it, before or behind, between strokes, in spans or with a label.
        ("<div>Source: Reuters | 11 September 2024 09:43</div>", [("Reuters", "source")]),
        ("<div>Reuters<br>Published: September 11, 2024</div>", [("Reuters", "source")]),
        ("<div>11. September 2024, 09:43 Uhr | Quelle: dpa</div>", [("dpa", "source")]),
        ("<div>2024年09月11日09:43来源：新华社</div>", [("Xinhua", "source")]),
        ("<div>11.09.2024 09:43 | Источник: ТАСС</div>", [("TASS", "source")]),
        (
            "<div><span>PTI</span>, <span>Senna</span>, <span>Last Updated : September 11, 2024</span></div>",
            [("PTI", "source")],
        ),
        ("<div>Valley Times (with PTI inputs) 11 September 2024</div>", [("PTI", "source")]),
        ("<div>Reuters September 11, 2024</div>", [("Reuters", "source")]),
        # What else stands in the line's own element is none of the line.
        (
            "<div><sub>2024.09.11 10:28</sub> <sub><a href=/a>MTI</a></sub><div class=print><img src=/p.png> Print</div></div>",
            [("MTI", "source")],
        ),
        ("<div>11 September 2024 09:43 <img src=/a.jpg> Reuters</div>", []),
        (f"{TIME}<div><span>CNN</span> — </div>", [("CNN", "source")]),
        (f"{TIME}<div>AFP, MARLOW</div>", [("AFP", "source")]),
        ("<div>Harrisburg, PA | 11 September 2024</div>", []),
        ("<div>Photo: AFP | 11 September 2024</div>", []),
        ("<div>The envoy told the agency, Reuters, on 11 September 2024.</div>", []),
    ],
)
def test_a_line_at_the_time_names_the_agency(before: str, agencies: list[tuple[str, str]]) -> None:
    page = f"<html><body>{HEAD}{before}{TEXT}</body></html>"
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert [(one.name, one.role) for one in article.agencies if one.role != "photo"] == agencies


def test_a_teaser_names_no_agency_of_the_article() -> None:
    teasers = "".join(
        f"<div><h3>Rain in {day}</h3><div>AFP | 1{n} September 2024</div></div>" for n, day in enumerate(DAYS)
    )
    page = f"<html><body>{HEAD}{TIME}{TEXT}<h2>More news</h2>{teasers}</body></html>"
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert article.agencies == ()


def test_an_owner_is_not_taken_apart_for_its_year() -> None:
    page = f"<html><body>{HEAD}{TIME}{TEXT}<p>© 2024 The Canadian Press</p></body></html>"
    assert read_page(page.encode(), url="https://m.example/x/1").tails == ("© 2024 The Canadian Press",)


@pytest.mark.parametrize(
    ("credit", "agencies"),
    [
        ("(APA)", ["APA"]),
        ("(Belga)", ["Belga"]),
        ("（共同）", ["Kyodo"]),
        ("(د ب أ)", ["dpa"]),
        ("/ritzau/AFP", ["Ritzau", "AFP"]),
        ("— with Reuters", ["Reuters"]),
        ("Theo TTXVN", ["VNA"]),
        ("Mit Material von dpa und Reuters", ["dpa", "Reuters"]),
        # A link or a label of another kind names the subject.
        ('<a href="/tag/reuters">Reuters</a>', []),
        ("Tags: Reuters", []),
        ("Foto: Reuters", []),
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_line_right_under_the_text_names_the_agency(tag: str, credit: str, agencies: list[str]) -> None:
    text = TEXT.replace("p>", tag + ">")
    html = f"<html><body><div class='story'>{HEAD}{TIME}{text}<{tag}>{credit}</{tag}></div></body></html>"
    raw = read_page(html.encode(), url="https://m.example/a")
    article = interpret(raw, SiteFacts(domain="m.example"), provenance=Provenance(via="file"))
    assert [one.name for one in article.agencies if one.role != "photo"] == agencies
    assert credit not in (article.body or "")


def test_a_time_bare_in_its_container_has_no_line_but_its_own() -> None:
    said = "<p>A spokesman for Agence France-Presse (AFP) said that the harbour would be closed for days.</p>"
    time = '<time datetime="2024-09-11T09:43:00Z">11 September 2024 09:43</time>'
    html = f"<html><body><article>{HEAD}{time}<div class='story'>{said}{TEXT}</div></article></body></html>"
    article = interpret(
        read_page(html.encode(), url="https://m.example/a"),
        SiteFacts(domain="m.example"),
        provenance=Provenance(via="file"),
    )
    assert not article.agencies


@pytest.mark.parametrize(
    ("above", "places"),
    [
        ('<div class="dateline">MARLOW (Reuters)</div>', ("MARLOW",)),
        ('<div class="source"><b>Port Marlow</b> <span>CNN</span> — </div>', ("Port Marlow",)),
        ("<header><p>MARLOW, Sept 9 (Reuters) -</p></header>", ("MARLOW",)),
        # A caption's agency took the picture.
        ("<figure><img src='/a.jpg'><figcaption>MARLOW (Reuters)</figcaption></figure>", None),
    ],
)
def test_a_dateline_in_a_box_of_its_own_right_above_the_text(above: str, places: tuple[str, ...] | None) -> None:
    html = f"<html><body>{HEAD}{TIME}{above}<div class='story'>{TEXT}</div></body></html>"
    article = interpret(
        read_page(html.encode(), url="https://m.example/a"),
        SiteFacts(domain="m.example"),
        provenance=Provenance(via="file"),
    )
    assert (article.dateline and article.dateline.places) == places
    assert [one.role for one in article.agencies] == (["source"] if places else ["photo"])
    assert (article.body or "").startswith("The ferry")


@pytest.mark.parametrize(
    ("meta", "kept"),
    [
        ('name="googlebot-news" content="noindex"', ("googlebot-news=noindex",)),
        ('name="Googlebot" content="noarchive, nofollow"', ("googlebot=noarchive",)),
        ('name="bingbot" content="index, follow"', ()),
        ('http-equiv="X-Robots-Tag" content="noarchive"', ("noarchive",)),
        ('http-equiv="X-Robots-Tag" content="otherbot: noindex"', ()),
        ('name="aboutbots" content="noindex"', ()),
    ],
)
def test_what_is_asked_of_one_robot_is_kept_with_its_name(meta: str, kept: tuple[str, ...]) -> None:
    page = (
        f"<html><head><meta {meta}></head><body><h1>Ferry runs again after the storm</h1><p>It ran.</p></body></html>"
    )
    assert read_page(page, url="https://m.example/1").rights == kept
