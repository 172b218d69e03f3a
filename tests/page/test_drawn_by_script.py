"""Pages whose text is in the data that a script draws it from: read where the data name the page, and only there."""

from __future__ import annotations

import json

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
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
