"""Pages whose text is in the data that a script draws it from: read where the data name the page, and only there."""

from __future__ import annotations

import json

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.mirror import Selectors
from newscrawl.page import ArticlePage, Document, read_page
from newscrawl.text.article import interpret

HEADLINE = "Harbour council votes to keep the night ferry"
URL = "https://coast.example/local/harbour-council-votes-night-ferry"
LINES = [
    f"The council of the old harbour voted on {day} to keep the night ferry for another year, its chair said."
    for day in ("Monday", "Tuesday", "Friday", "Sunday")
]
HTML = (
    "<p>VARN (AP) — " + "</p><p>".join(LINES) + "</p><div class='related'><p>Read also: Storm shuts the port</p></div>"
)
OTHER = "<p>" + "</p><p>".join(line.replace("night ferry", "old mill") for line in LINES) + "</p>"


def read(script: str, *, inside: str = "", kind: str = "") -> Article:
    page = (
        f'<html lang=en><head><title>{HEADLINE}</title><meta property="og:title" content="{HEADLINE}">'
        f"</head><body><div id=app><h1>{HEADLINE}</h1>{inside}</div><script{kind}>{script}</script></body></html>"
    )
    return interpret(read_page(page, url=URL), SiteFacts(), provenance=Provenance(via="file"))


def data(**of_article: object) -> dict[str, object]:
    teasers = [{"title": "The old mill is sold at last", "body": OTHER}] * 3
    return {"site": {"name": "Coast"}, "latest": teasers, "story": of_article}


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(
            "window.state = " + json.dumps(data(title=HEADLINE, richText=HTML)) + ";", id="JSON in a variable"
        ),
        pytest.param(
            json.dumps(data(headlines={"basic": HEADLINE}, body=HTML)), id="the headline in an object of its own"
        ),
        pytest.param(json.dumps(data(title=HEADLINE, content={"format": "html", "value": HTML})), id="the text in one"),
        pytest.param(
            'window.N=(function(a,b){return {data:[{id:a,title:b,slug:"local\\u002Fharbour-council-votes-night-ferry",body:'
            + json.dumps(HTML).replace("<", "\\u003C").replace(">", "\\u003E")
            + '}]}}(1,"x"));',
            id="JavaScript, by its address",
        ),
        pytest.param("var s = " + json.dumps(data(title=HEADLINE, text=HTML)).replace("</", "<\\/"), id="closed tags"),
    ],
)
def test_the_text_is_read_by_the_rules_of_all_pages(script: str) -> None:
    article = read(script)
    assert (article.body or "").split("\n\n") == LINES
    assert article.dateline is not None
    assert article.dateline.text == "VARN (AP)"
    assert [agency.name for agency in article.agencies] == ["AP"]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(json.dumps(data(title="Another story of the day", body=HTML)), id="another headline"),
        pytest.param(
            json.dumps({"title": HEADLINE, "latest": [{"title": "Mill sold", "body": OTHER}]}), id="a list between"
        ),
        pytest.param(json.dumps({"page": {"title": HEADLINE}, "next": {"story": {"body": OTHER}}}), id="beside it"),
        pytest.param(json.dumps(data(title=HEADLINE, body="<p>Watch the video.</p>")), id="no text"),
        pytest.param('{"title": "' + HEADLINE + '", "body": "' + HTML, id="cut"),
        pytest.param('{"title": "' + HEADLINE + '", "body": "\\x3Cp' + HTML + '"}', id="an escape of JavaScript alone"),
        pytest.param(json.dumps({"title": HEADLINE, "footer": {"html": OTHER}}), id="a footer"),
        pytest.param(json.dumps({"pageUrl": URL, "consent": {"text": OTHER}}), id="consent"),
        pytest.param(json.dumps({"title": HEADLINE, "newsletterText": OTHER}), id="an appeal"),
        pytest.param(
            json.dumps({"latest": [{"title": "Mill sold", "body": OTHER, "next": {"url": URL}}]}), id="the one before"
        ),
        pytest.param(json.dumps({"story": {"url": URL, "topComment": {"html": OTHER}}}), id="a comment"),
        pytest.param(json.dumps(data(title=HEADLINE, body=HTML, isPremium=True)), id="for those who pay"),
        pytest.param(json.dumps({"title": HEADLINE, "text": HTML, "isAccessibleForFree": False}), id="not free"),
        pytest.param(
            "[" + '{"a": 1},' * 200_001 + json.dumps(data(title=HEADLINE, body=HTML)) + "]", id="too much of it"
        ),
    ],
)
def test_what_is_not_told_as_the_pages_own_is_not_taken(script: str) -> None:
    assert not read(script).body


def test_a_page_that_shows_its_text_is_read_as_it_is() -> None:
    shown = "".join(f"<p>{line.replace('ferry', 'boat')}</p>" for line in [*LINES, *LINES])
    assert "ferry" not in (
        read(json.dumps(data(title=HEADLINE, body=HTML)), inside=f"<article>{shown}</article>").body or ""
    )


def test_a_closed_text_is_not_opened() -> None:
    wall = f"<div class='paywall'><p>{LINES[0]}</p><p>Subscribe to continue reading this article.</p></div>"
    closed = '"isAccessibleForFree": false, '
    page = json.dumps(data(title=HEADLINE, body=HTML))
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", {closed}"headline": "{HEADLINE}"}}</script>'
    article = read(page, inside=wall + ld)
    assert "paywalled" in article.marks
    assert LINES[3] not in (article.body or "")


BRIEF = "<p>The council of the old harbour met behind closed doors on Friday night.</p><p>It will vote on Monday.</p>"


def test_what_is_shown_must_be_the_beginning_of_it() -> None:
    script = json.dumps({"title": HEADLINE, "content": {"html": OTHER}})
    assert "old mill" not in (read(script, inside=f"<article>{BRIEF}</article>").body or "")
    whole = json.dumps({"title": HEADLINE, "content": {"html": BRIEF + OTHER}})
    assert "old mill" in (read(whole, inside=f"<article>{BRIEF}</article>").body or "")


def test_the_text_in_the_own_object_goes_before_one_in_an_object_within() -> None:
    box = {"html": OTHER * 3}
    assert (read(json.dumps({"title": HEADLINE, "body": HTML, "box": box})).body or "").split("\n\n") == LINES


def test_a_site_s_name_names_no_page() -> None:
    page = (
        '<html lang=en><head><title>The Coast Ledger</title><meta property="og:site_name" content="The Coast Ledger"></head>'
        "<body><div id=app><h1>The Coast Ledger</h1></div><script>"
        + json.dumps(
            {"articles": {"1": {"title": "Mill sold", "body": OTHER, "publisher": {"name": "The Coast Ledger"}}}}
        )
        + "</script></body></html>"
    )
    assert not read_page(page, url=URL).paragraphs


def test_what_the_data_leave_open_or_broken_is_read() -> None:
    broken = "<p>" + "</p></div><p>".join(LINES) + "</p>\x00<script>alert(1)</script>"
    article = read(json.dumps({"title": HEADLINE, "body": broken}).replace("</", "<\\/"))
    assert (article.body or "").split("\n\n") == LINES
    assert article.marks == ()


def test_a_definition_s_own_selector_is_the_last_word() -> None:
    script = json.dumps(data(title=HEADLINE, body=HTML))
    page = f"<html><body><h1>{HEADLINE}</h1><div class=b></div><script>{script}</script></body></html>"
    document = Document.parse(page, url=URL)
    assert not ArticlePage(document, selectors=Selectors(body=".b")).draw()
    assert ArticlePage(document).draw()
