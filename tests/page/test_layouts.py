"""One invented story in the layouts that mirrors have: every field, with nothing but the page and a time zone."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "Peru port to close quay for two years"
TIME = "11 September 2024 09:43"
BODY = [
    "The harbour council of Callao voted on Wednesday to close the northern quay for two years.",
    "The quay handles about a third of the copper that leaves the country, port officials said, and miners fear delays.",
    '"We have no choice, the pillars are rotten," said council head Rosa Quispe at a press conference after the vote.',
    "Shipping companies have asked for compensation of 40 million dollars. The ministry of transport has not yet commented.",
    "The council will publish a timetable next month, and the works are expected to begin in January.",
    "Two smaller quays will be widened in the meantime, according to the plan seen by Reuters.",
]
SIGN_OFF = "(Reporting by Marco Aliaga; editing by Jane Holt)"
LINES = ["LIMA, Sept 11 (Reuters) - " + BODY[0], *BODY[1:], SIGN_OFF]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
BREAKS = "<br><br>".join(LINES)
DIVS = "".join(f"<div>{line}</div>" for line in LINES)
MENU = (
    '<ul class="menu"><li><a href="/">Home</a></li><li><a href="/world">In World</a></li>'
    '<li><a href="/sport">Sport</a></li></ul>'
)
TEASERS = (
    '<div class="side"><h3>Latest news</h3><ul>'
    + "".join(
        f'<li><a href="/n/{n}">Another headline about thing number {n} in town</a> <span>{n} September 2024 0{n}:10</span></li>'
        for n in range(1, 8)
    )
    + "</ul></div>"
)
FOOT = '<div id="footer"><p>Copyright 2024 Valley Times. All rights reserved. No part may be reproduced.</p></div>'

LAYOUTS = {
    "line breaks": f"<h1>{HEADLINE}</h1><span>In World</span> <span>{TIME}</span><div class=text>{BREAKS}</div>{TEASERS}",
    "table of 2005": (
        f"<table width='100%'><tr><td width=150>{MENU}</td><td><font size=5><b>{HEADLINE}</b></font><br>"
        f"<font size=1>In World | {TIME}</font><br><br>{BREAKS}</td><td>{TEASERS}</td></tr></table>"
    ),
    "definition list": (
        f"<dl><dt>Section</dt><dd>In World</dd><dt>Date</dt><dd>{TIME}</dd></dl>"
        f"<h2>{HEADLINE}</h2><div>{PARAGRAPHS}</div>{TEASERS}"
    ),
    "WordPress": (
        '<header><h1 class="site-title"><a href="/">Valley Times</a></h1></header>'
        f'<article class="post type-post category-world"><header class="entry-header"><h2 class="entry-title">{HEADLINE}</h2>'
        '<div class="entry-meta"><span class="posted-on"><time class="entry-date published" '
        f'datetime="2024-09-11T09:43:00+04:00">{TIME}</time></span><span class="cat-links">'
        '<a rel="category tag" href="/category/world">In World</a></span> <span class="byline">by '
        f'<a class="author" href="/author/reuters">Reuters</a></span></div></header><div class="entry-content">{PARAGRAPHS}'
        f'<div class="sharedaddy">Share this: Facebook Twitter</div></div></article><aside>{TEASERS}</aside>'
    ),
    "unnamed divs": (
        f"<div class=wrap><div class=ttl>{HEADLINE}</div><div class=inf>In World &nbsp; {TIME} &nbsp; Views: 1233</div>"
        f"<div class=tx>{DIVS}</div><div class=cmt>Leave a comment<form><textarea></textarea></form></div></div>{TEASERS}"
    ),
    "site name in h1": (
        f'<h1><a href="/">Valley Times</a></h1><h3>{HEADLINE}</h3><p class=d>{TIME} | In World</p>{PARAGRAPHS}'
        f'<p><b>Read also:</b> <a href="/x">A ferry sinks near the old harbour</a></p>{TEASERS}'
    ),
    "list items": (
        f'<section><ul><li class="cat">In World</li><li class="date">{TIME}</li></ul><h1>{HEADLINE}</h1>'
        f"{PARAGRAPHS}</section>{TEASERS}"
    ),
    "caption first": (
        f'<h1>{HEADLINE}</h1><div class="post-info">In World <i>{TIME}</i></div><div class="post"><img src="/a.jpg">'
        "<p><em>The northern quay of Callao is closed for works, September 2024. Photo: Reuters</em></p>"
        f"{PARAGRAPHS}<p>Leave a review</p><p>Your review has been successfully sent.</p></div>{TEASERS}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_of_every_layout(layout: str) -> None:
    menu = "" if MENU in LAYOUTS[layout] else MENU
    page = (
        f"<html><head><title>{HEADLINE} - Valley Times</title></head><body>{menu}{LAYOUTS[layout]}{FOOT}</body></html>"
    )
    raw = read_page(page.encode(), url="https://valley.example/world/peru-port-123")
    article = interpret(raw, SiteFacts(timezone="Asia/Baku"), provenance=Provenance(via="file"))
    assert article.headline == HEADLINE
    assert (article.body or "").split("\n\n") == BODY
    assert (article.section_label, article.section) == ("In World", "world")
    assert (article.published_text, str(article.published_at)) == (TIME, "2024-09-11 09:43:00+04:00")
    assert [(agency.name, agency.role) for agency in article.agencies] == [("Reuters", "source")]
    assert article.dateline is not None
    assert article.dateline.places == ("LIMA",)
    assert article.sign_off == SIGN_OFF


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("BAKU, 11 September 2024 09:43", None),
        ("11 September 2024 09:43 Comments: 12", None),
        ("Opinion · 11 September 2024", "Opinion"),
        ("11 September 2024 - 3 min read", None),
        ("Valley life | 11 September 2024", "Valley life"),
    ],
)
def test_what_stands_beside_the_time_is_a_section_or_nothing(line: str, label: str | None) -> None:
    menu = MENU.replace("Sport", "Valley life")
    page = f"<html><body>{menu}<h1>{HEADLINE}</h1><p>{line}</p><div>{PARAGRAPHS}</div></body></html>"
    raw = read_page(page.encode(), url="https://valley.example/peru-port-123")
    assert interpret(raw, SiteFacts(), provenance=Provenance(via="file")).section_label == label


@pytest.mark.parametrize(
    "first", ["<p class=dateline>Sept. 11, 2024 at 9:43 a.m.</p>", '<time datetime="2024-09-11T05:43Z">09:43</time>']
)
def test_a_time_above_the_text_is_no_text(first: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in BODY)
    page = (
        f'<html><body><span class="kicker">World News</span><h1>{HEADLINE}</h1><div>{first}{lines}</div></body></html>'
    )
    raw = read_page(page.encode(), url="https://valley.example/peru-port-123")
    article = interpret(raw, SiteFacts(timezone="Asia/Baku"), provenance=Provenance(via="file"))
    assert (article.body or "").split("\n\n") == BODY
    assert str(article.published_at) == "2024-09-11 09:43:00+04:00"
    assert article.section_label == "World News"


def test_a_bold_line_is_the_headline_where_the_title_is_the_site() -> None:
    lines = "<br><br>".join(BODY)
    page = (
        "<html><head><title>Valley Times</title></head><body><table><tr><td>"
        f"<font size=4><b>{HEADLINE}</b></font><br><font size=2>{TIME}</font><br><br>{lines}</td></tr></table></body></html>"
    )
    raw = read_page(page.encode(), url="https://valley.example/peru-port-123")
    article = interpret(raw, SiteFacts(timezone="Asia/Baku"), provenance=Provenance(via="file"))
    assert article.headline == HEADLINE
    assert (article.body or "").split("\n\n") == BODY
    assert article.section_label is None


LINES = [
    "OSLO (Reuters) - The port said on Wednesday that all of its ferries",
    "were running again after two weeks.",
    "",
    "The first boat left the old pier with three hundred passengers on",
    "board, a statement said.",
    "",
    "It will call at the islands until the end of October, the port said.",
]


def test_blank_lines_in_pre_part_paragraphs() -> None:
    page = f"<html><body><h1>Ferries run again after two weeks</h1><pre>{chr(10).join(LINES)}</pre></body></html>"
    article = interpret(read_page(page, url="https://v.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert (article.body or "").split("\n\n") == [
        "The port said on Wednesday that all of its ferries were running again after two weeks.",
        "The first boat left the old pier with three hundred passengers on board, a statement said.",
        "It will call at the islands until the end of October, the port said.",
    ]


def test_lines_in_pre_without_blank_lines_are_paragraphs_where_they_end_as_sentences() -> None:
    lines = [f"The port said on Wednesday that ferry number {n} was running again after two weeks." for n in range(4)]
    page = f"<html><body><h1>Ferries run again after two weeks</h1><pre>{chr(10).join(lines)}</pre></body></html>"
    article = interpret(read_page(page, url="https://v.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert (article.body or "").split("\n\n") == lines


@pytest.mark.parametrize("end", ["<p>(By Ann Lee)<br>\nEnditem/</p>", "<p>(By Ann Lee)</p><p>Enditem/AL</p>"])
def test_who_signs_above_the_end_mark(end: str) -> None:
    first = "<p>Taipei, Sept. 11 (CNA) The port said on Wednesday that its ferries were running again.</p>"
    page = f"<html><body><h1>Ferries run again after two weeks</h1><div>{first}<p>{LINES[3]} {LINES[4]}</p>{end}</div>"
    article = interpret(read_page(page, url="https://v.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert (article.byline, article.sign_off) == (("Ann Lee",), "(By Ann Lee)")
    assert (article.body or "").endswith("a statement said.")


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n\n"])
def test_wire_copy_shown_as_it_was_typed(gap: str) -> None:
    text = gap.join(["Taipei, Nov. 17 (CNA) " + BODY[0], *BODY[1:], "(By Alison Hsiao)", "Enditem/"])
    page = f"<html lang=en><body><div class=story><h1>{HEADLINE}</h1>{text}{gap}<div>Share</div></div></body></html>"
    article = interpret(read_page(page, url="https://m.example/1"), SiteFacts(), provenance=Provenance(via="file"))
    assert (article.body or "").split("\n\n") == BODY
    assert article.dateline is not None
    assert article.dateline.text == "Taipei, Nov. 17 (CNA)"
    assert article.sign_off == "(By Alison Hsiao)"


def test_a_blank_line_that_only_the_source_has_parts_nothing() -> None:
    page = f"<html><body><h1>{HEADLINE}</h1><p>{BODY[0][:-10]}\n\n{BODY[0][-10:]}</p><p>{BODY[1]}</p></body></html>"
    assert len(read_page(page, url="https://m.example/1").paragraphs) == 2


@pytest.mark.parametrize(
    "line",
    [
        "<p>{}\n\n{}</p>",
        "<div class=byline>By Ann Lee, who has written of the old harbour and of its ferries since 1999 for us. {}\n\n{}</div>",
        "<div>{} They came from the U.S.\n\n {}</div>",
    ],
)
def test_a_blank_line_in_a_paragraph_or_behind_an_abbreviation_parts_nothing(line: str) -> None:
    first = line.format(BODY[3], BODY[4])
    page = f"<html><body><h1>{HEADLINE}</h1><div>{first}</div><p>{BODY[1]}</p><p>{BODY[2]}</p></body></html>"
    assert BODY[4] not in read_page(page, url="https://m.example/1").paragraphs
