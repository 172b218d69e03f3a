"""What a page states for machines of other articles than its own: lists, teasers, the site itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "Harbour council votes on ferries"
URL = "https://valley.example/harbour/council-votes"
BODY = "".join(
    f"<p>The harbour council voted on Wednesday to keep ferry number {n} running, officials said.</p>" for n in range(6)
)
PRINTED = "<div class=meta>11 September 2024 09:43</div>"


def article(*, head: str = "", under: str = "", behind: str = "", headline: str = HEADLINE, url: str = URL) -> Article:
    html = (
        f"<html lang=en><head><title>{headline} - Valley Post</title>{head}</head><body><article><h1>{headline}</h1>"
        f"{under}{BODY}</article>{behind}</body></html>"
    )
    return interpret(read_page(html.encode(), url=url), SiteFacts(), provenance=Provenance(via="file"))


def data(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def news(headline: str | None, url: str | None, **more: Any) -> dict[str, Any]:
    told = {"headline": headline, "url": url, "datePublished": "2024-09-01T00:00:00Z", "articleSection": "Sport"}
    told["author"] = {"@type": "Person", "name": "Bo Smith"}
    return {"@type": "NewsArticle", **{key: value for key, value in told.items() if value}, **more}


OTHER = news("Cebu mourns its drowned fishermen", "https://valley.example/world/cebu-mourns")
STRIKE = news("Strike ends", "/world/strike", mainEntityOfPage={"@id": "/world/strike"})
NAMELESS = news("Cebu mourns its drowned fishermen", None)


@pytest.mark.parametrize("under", ["", PRINTED])
@pytest.mark.parametrize(
    "told",
    [
        OTHER,
        [OTHER, STRIKE],
        {"@graph": [{"@type": "WebPage", "name": HEADLINE}, OTHER, STRIKE]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": OTHER}]},
        {"@type": "ItemList", "itemListElement": [NAMELESS]},
        {"@type": "Blog", "blogPost": [OTHER, STRIKE]},
    ],
)
def test_another_storys_data_are_not_this_pages(told: Any, under: str) -> None:
    found = article(head=data(told), under=under)
    assert (found.byline, found.section_label) == ((), None)
    assert (found.published_at.isoformat() if found.published_at else "") == ("2024-09-11T09:43:00" if under else "")


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        (HEADLINE, news("Cebu mourns its drowned fishermen", URL)),
        (HEADLINE, news("Ships", "https://amp.valley.example/harbour/council-votes?utm_source=x")),
        (HEADLINE, news(HEADLINE, "https://wire.example/1")),
        (HEADLINE, news("Ferries: council votes", "https://wire.example/1")),
        (HEADLINE, news("Ships stay", "https://wire.example/council-votes")),
        (HEADLINE, news("Ships stay", "https://valley.example/")),
        (HEADLINE, news(None, None)),
        (HEADLINE, news("Ships stay", None)),
        (HEADLINE, {"@type": "ItemList", "itemListElement": [news(HEADLINE, URL)]}),
        ("港口议会投票保留渡轮服务", news("港口议会保留渡轮", "https://wire.example/1")),
    ],
)
def test_what_goes_by_other_names_may_be_this_pages(headline: str, told: Any) -> None:
    found = article(head=data(told), headline=headline)
    assert found.byline == ("Bo Smith",)
    assert found.published_from == "jsonld"


def test_an_older_address_with_the_same_number_is_this_pages() -> None:
    told = news("Ships stay", "https://valley.example/en/784508")
    assert article(head=data(told), url="https://valley.example/en/harbour/votes-784508").byline == ("Bo Smith",)
    other = news("Ships stay", "https://valley.example/20240911/ships")
    assert article(head=data(other), url="https://valley.example/20240911/votes").byline == ()


def test_of_several_the_own_one_is_read() -> None:
    own = news(HEADLINE, URL, datePublished="2024-09-11T09:43:07+01:00", author={"@type": "Person", "name": "Ann Lee"})
    found = article(head=data([OTHER | {"keywords": "a", "publisher": "b"}, own]))
    assert found.byline == ("Ann Lee",)
    assert found.published_at
    assert found.published_at.isoformat() == "2024-09-11T09:43:07+01:00"


TEASER = (
    '<div itemscope itemtype="http://schema.org/NewsArticle"><a itemprop="url" href="/r"><span itemprop="headline">Cebu mourns'
    ' its drowned</span></a><meta itemprop="datePublished" content="2024-09-01T00:00:00Z"><span itemprop="author">Bo Smith</span>'
    "</div>"
)
LINKED = (
    '<div itemscope itemtype="https://schema.org/BlogPosting"><h3 itemprop="headline">'
    '<a href="/r">Cebu mourns its drowned</a></h3>'
    '<time itemprop="datePublished" datetime="2024-09-01T00:00:00Z">1 September</time><div itemprop="author" itemscope'
    ' itemtype="https://schema.org/Person"><b itemprop="name">Bo Smith</b></div></div>'
)
LISTED = (
    '<ul itemscope itemtype="https://schema.org/ItemList"><li itemprop="itemListElement" itemscope'
    ' itemtype="https://schema.org/NewsArticle"><b itemprop="headline">Cebu mourns its drowned</b>'
    '<meta itemprop="datePublished" content="2024-09-01T00:00:00Z"><meta itemprop="author" content="Bo Smith"></li></ul>'
)


@pytest.mark.parametrize("teaser", [TEASER, LINKED, LISTED])
def test_microdata_of_a_teaser_are_not_this_pages(teaser: str) -> None:
    assert article(behind=teaser, under=PRINTED).byline == ()
    found = article(behind=teaser)
    assert found.byline == ()
    assert found.published_from in (None, "time")
    assert (found.published_confidence or 0) < 0.5


def test_a_teaser_inside_the_articles_own_microdata() -> None:
    own = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="headline" content="{HEADLINE}">'
        '<meta itemprop="datePublished" content="2024-09-11T09:43:07+01:00"><span itemprop="author">Ann Lee</span>'
    )
    found = article(under=own, behind=f"{TEASER}</div>")
    assert found.byline == ("Ann Lee",)
    assert found.published_at
    assert found.published_at.isoformat() == "2024-09-11T09:43:07+01:00"


def test_microdata_without_a_name_may_be_this_pages() -> None:
    own = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="author">Ann Lee</span>'
        '<meta itemprop="datePublished" content="2024-09-11T09:43:07+01:00"></div>'
    )
    found = article(under=own)
    assert found.byline == ("Ann Lee",)
    assert found.published_at
    assert found.published_at.isoformat() == "2024-09-11T09:43:07+01:00"


def test_the_sites_own_age_is_no_articles() -> None:
    assert (
        article(head=data({"@type": "WebSite", "name": "Valley Post", "datePublished": "2010-01-01"})).published_at
        is None
    )


def test_the_page_itself_tells_when_it_was_published() -> None:
    found = article(head=data({"@type": "WebPage", "name": HEADLINE, "url": URL, "datePublished": "2024-09-11"}))
    assert found.published_from == "jsonld"
    assert found.published_at
    assert found.published_at.isoformat() == "2024-09-11T00:00:00"


def test_linked_data_that_cannot_be_read_are_looked_into() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle" "datePublished": "2024-09-11"}</script>'
    assert article(head=broken).published_from == "meta"
