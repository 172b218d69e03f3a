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
