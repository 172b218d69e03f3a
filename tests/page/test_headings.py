"""Headings set in pieces, beside titles that machines are told."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

KICKER, HEADLINE = "Port of Callao", "Council closes the northern quay"
BODY = "".join(
    f"<p>The harbour council voted on Wednesday to close quay number {n}, officials said.</p>" for n in range(6)
)


def headline(heading: str, *, title: str, og: str = "", linked: str = "", above: str = "") -> str | None:
    head = f"<title>{title}</title>"
    if og:
        head += f'<meta property="og:title" content="{og}">'
    if linked:
        head += f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{linked}"}}</script>'
    page = f"<html><head>{head}</head><body>{above}<article>{heading}{BODY}</article></body></html>"
    raw = read_page(page.encode(), url="https://valley.example/quay-1")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file")).headline


PIECES = [
    f'<h1><span class="kicker">{KICKER}</span> <span>{HEADLINE}</span></h1>',
    f'<h1><span class="roofline">{KICKER} </span>{HEADLINE}</h1>',
    f'<h1><span class="head__topline">{KICKER}</span><span class="hidden">: </span><span>{HEADLINE}</span></h1>',
    f'<h1><a href="/quay-1"><span data-part="kicker">{KICKER}</span><b>{HEADLINE}</b></a></h1>',
    f'<h1>{HEADLINE} <small class="subtitle">Miners fear delays of months</small></h1>',
    f"<h1><time>12 June</time> {HEADLINE}</h1>",
]


@pytest.mark.parametrize("heading", PIECES)
def test_the_kicker_is_out_where_machines_are_told_the_headline_alone(heading: str) -> None:
    assert headline(heading, title=f"{HEADLINE} | Valley Times", og=HEADLINE) == HEADLINE


@pytest.mark.parametrize("heading", PIECES)
def test_what_is_named_a_kicker_is_out_where_machines_are_told_something_else(heading: str) -> None:
    assert headline(heading, title="Northern quay closed: what shippers must know") == HEADLINE


@pytest.mark.parametrize("heading", PIECES[:4])
def test_the_kicker_is_in_where_machines_are_told_it_too_and_as_they_are(heading: str) -> None:
    told = f"{KICKER}: {HEADLINE}"
    assert headline(heading, title=f"{told} | Valley Times", og=told, linked=told) == told


def test_an_emphasised_word_is_no_kicker() -> None:
    heading = "<h1>Council <em>closes</em> the northern <span class='caps'>QUAY</span></h1>"
    assert headline(heading, title="Callao's quay is closed") == "Council closes the northern QUAY"


def test_the_heading_of_the_article_and_not_the_title_in_the_breadcrumb() -> None:
    crumb = '<nav class="breadcrumb"><ul><li><a href="/">Home</a></li><li><h1>Quay Callao closed: all the news</h1></li></ul>'
    found = headline(
        f"<h2>{HEADLINE}</h2>",
        title="Quay Callao closed: all the news | Valley Times",
        og="Quay Callao closed: all the news",
        linked=HEADLINE,
        above=crumb + "</nav>",
    )
    assert found == HEADLINE


def test_an_h1_in_one_line_that_machines_are_told_twice_goes_before_a_heading_in_two_lines() -> None:
    crumb = "<nav class='breadcrumb'><ol><li><a href='/'>Home</a></li><li><h1>Quay closed: all the news</h1></li></ol></nav>"
    told = "Quay closed: all the news"
    joined = f"{KICKER}: {HEADLINE}"
    heading = f"<h2><span>{KICKER}</span> <b>{HEADLINE}</b></h2>"
    assert headline(heading, title=f"{told} | Valley Times", og=told, linked=joined, above=crumb) == told
    assert headline(heading, title=f"{told} | Valley Times", og=joined, linked=joined, above=crumb) == joined


def test_an_h1_that_is_named_as_the_line_under_the_headline() -> None:
    under = "What to do when the quay of a ferry has no pontoon"
    heading = f'<h2 class="big">{HEADLINE}</h2><h1 class="sub_header">{under}</h1>'
    assert headline(heading, title=f"{under} - Valley News", og=HEADLINE) == HEADLINE
    assert headline(f'<h1 class="sub_header">{under}</h1>', title=f"{under} - Valley News") == under


def test_a_kicker_as_long_as_a_headline_is_not_taken_for_one() -> None:
    heading = '<h1><span class="kicker">Pandemic in Callao</span> <span>“Ships may go on mooring”</span></h1>'
    told = "Pandemic in Callao - “Ships may go on mooring”"
    assert headline(heading, title=f"{told} | Valley Times", og=told) == "“Ships may go on mooring”"


@pytest.mark.parametrize(
    ("told", "site"),
    [("灯台の島で渡船再開", "灯台の新報"), ("등대섬 여객선 운항 재개", "등대소식")],
)
@pytest.mark.parametrize("cut", [" - ", "_", "-", " | ", "｜"])
@pytest.mark.parametrize("tag", ["h1", "h2 class=heading", "h3", "div class=title"])
def test_a_site_name_behind_a_headline_without_latin_letters(told: str, site: str, cut: str, tag: str) -> None:
    heading = f"<{tag}>{told}</{tag.split(maxsplit=1)[0]}>"
    assert headline(heading, title=f"{told}{cut}{site}") == told


@pytest.mark.parametrize("site", ["灯台新聞", "灯台の記録と航路の日記"])
def test_a_banner_of_the_sites_name_is_no_headline_where_the_title_says_more(site: str) -> None:
    told = "島の渡船が三年ぶりに運航を再開、港に歓声"
    assert headline(f"<h1>{site}</h1><h2>{told}</h2>", title=f"{site} - {told}") == told


def test_a_section_over_a_heading_that_the_title_puts_in_other_words() -> None:
    heading = "<h2>Council votes to close quay in Callao</h2>"
    title = "Council Votes to Close Crumbling Northern Quay in Callao – Valley Times"
    assert (
        headline(heading, title=title, above="<h1>Harbour News Centre</h1>") == "Council votes to close quay in Callao"
    )


def test_a_heading_of_many_words_stands_beside_one_that_says_the_title() -> None:
    heading = "<h1>Northern quay shut at last after vote</h1>"
    other = "<h3>Council votes to close the northern quay</h3>"
    assert (
        headline(heading, title="Council votes to close quay", above=other) == "Northern quay shut at last after vote"
    )


def test_a_heading_in_a_widget_that_is_the_whole_page() -> None:
    page = f"<div class=widget><h3>{HEADLINE} in Callao</h3></div>"
    site = "<div class=widget><h1><a href=/>Harbour diary – ships and more</a></h1></div>"
    assert headline(page, title=f"{HEADLINE} in Callao", above=site) == f"{HEADLINE} in Callao"
