# ruff: noqa: E501 (pages are data)
"""Where pages name their writers, beside those of comments and of other stories."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

BODY = "".join(
    f"<p>The harbour council voted on Wednesday to keep ferry number {n} running, officials said.</p>" for n in range(6)
)


def names(under: str, *, behind: str = "", head: str = "") -> list[str]:
    page = (
        f"<html lang=en><head><title>Council votes on ferries</title>{head}</head><body><article>"
        f"<h1>Council votes on ferries</h1>{under}{BODY}</article>{behind}</body></html>"
    )
    raw = read_page(page.encode(), url="https://valley.example/ferries")
    return list(interpret(raw, SiteFacts(), provenance=Provenance(via="file")).byline)


@pytest.mark.parametrize(
    "under",
    [
        '<div>10 February 2019 <span class="author">Ann Lee</span> 4 comments</div>',
        '<div>Posted 11 April 2018 by <span class="author vcard"><a href="/a/1">Ann Lee</a></span></div>',
        "<div>ByAnn Lee 10 February 2019</div>",
        '<aside><p class="author">BY Ann Lee on 21 April 2020</p></aside>',
        '<div class="byline"><a href="/a/1" rel="author">Ann Lee</a></div>',
        "<div>By: Ann Lee Senior Editor</div>",
        '<div>By <a href="/a/1">Ann Lee</a> Harbour Voices Daily</div>',
    ],
)
def test_one_writer(under: str) -> None:
    assert names(under) == ["Ann Lee"]


def test_writers_side_by_side_are_two() -> None:
    assert names('<div class="byline"><a href="/a/1">Ann Lee</a><a href="/a/2">Bo Ek</a></div>') == ["Ann Lee", "Bo Ek"]


def test_tags_beside_the_writer_are_no_writers() -> None:
    links = '<a href="/a/1">Ann Lee</a> <a href="/t/1">ferries</a> <a href="/t/2">harbour council</a>'
    assert names(f'<div class="author">By {links}</div>', head='<meta name="author" content="Ann Lee">') == ["Ann Lee"]


def test_who_comments_is_no_writer() -> None:
    comments = '<div id="comments">' + "".join(
        f'<div><cite class="author">Reader {name}</cite><p>I do not agree at all.</p></div>'
        for name in ("Dahl", "Moe", "Roe")
    )
    assert names("<p>10 February 2019</p>", behind=comments + "</div>") == []


def test_the_writer_of_another_story_is_none_of_this() -> None:
    teaser = '<div><h3>Another story</h3><a rel="author" href="/a/9">Cid Dahl</a></div>'
    assert names('<div class="byline">By Ann Lee</div>', behind="<p>More of this.</p>" * 9 + teaser) == ["Ann Lee"]


@pytest.mark.parametrize(
    "under",
    [
        "<p>Ferries lie at the quay in Callao on Wednesday, the day of the vote of the council, which took three hours and had"
        ' many visitors from the town. <span class="author">Bo Ek</span></p>',
        '<div>Ferries at the quay. <span class="author">Photo: Bo Ek</span></div>',
        '<div class="caption">Ferries at the quay. <span class="author">Bo Ek</span></div>',
    ],
)
def test_who_took_the_picture_is_no_writer(under: str) -> None:
    assert names(under) == []


def test_a_link_to_a_writers_own_page_names_the_writer_and_no_section() -> None:
    under = '<div class="line">10 February 2019 | <a href="/reporters/ann-lee">Ann Lee</a></div>'
    assert names(under) == ["Ann Lee"]
    page = read_page(f"<h1>Council votes on ferries</h1>{under}{BODY}", url="https://valley.example/ferries")
    assert "Ann Lee" not in [label.text for label in page.sections]


def test_writers_in_the_menus_above_the_headline_wrote_other_stories() -> None:
    menu = '<nav><ul><li><a href="/1">Quays to let</a> <span class="author">Bo Ek</span></li></ul></nav>'
    text = f"<div><h1>Council votes on ferries</h1><div class=byline>By Associated Press</div>{BODY}</div>"
    raw = read_page(f"<html><body>{menu}{text}</body></html>", url="https://valley.example/ferries")
    article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert (article.byline, [agency.name for agency in article.agencies]) == ((), ["AP"])


def test_who_owns_a_picture_did_not_file_the_text() -> None:
    picture = (
        '<div itemprop="associatedMedia" itemscope itemtype="http://schema.org/ImageObject">'
        '<img src="/quay.jpg"><meta itemprop="copyrightHolder" content=" Ek, AP"></div>'
    )
    raw = read_page(f"<h1>Council votes on ferries</h1>{picture}{BODY}", url="https://valley.example/ferries")
    article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert [(agency.name, agency.role) for agency in article.agencies] == [("AP", "photo")]


def test_an_agency_behind_the_name_in_a_line_that_says_article_by() -> None:
    under = "<p>Article by: ANN LEE ASSOCIATED PRESS</p><p>10 February 2019</p>"
    raw = read_page(f"<h1>Council votes on ferries</h1>{under}{BODY}", url="https://valley.example/ferries")
    article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert (article.byline, [agency.name for agency in article.agencies]) == (("ANN LEE",), ["AP"])


@pytest.mark.parametrize("account", ["User Admin", "Administrator", "vtadmin", "Super User", "管理员", "Администратор"])
def test_what_a_program_calls_its_accounts_is_no_writer(account: str) -> None:
    assert names(f'<div class="byline">By {account}</div>', head=f'<meta name="author" content="{account}">') == []


def test_an_account_of_one_word_beside_a_desk_that_is_stated() -> None:
    desk = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council votes on ferries", "author": "Redacción"}</script>'
    account = '<meta property="article:author" content="Dany">'
    assert names("", head=desk + account) == []
    assert names("", head=account) == ["Dany"]


def test_a_standfirst_that_opens_the_text_stands_above_its_writer() -> None:
    lead = "The vote on the ferries took the council of Varn six hours on Wednesday, and two of its members left before it was over."
    page = f'<h2 class="standfirst">{lead}</h2><div class="info toolbar"><p>By Ann Lee, vt1 NO — Varn Falls</p></div>'
    assert names(page, head=f'<meta name="description" content="{lead}">') == ["Ann Lee"]


def test_who_wrote_what_is_linked_beside_the_text_did_not_write_this() -> None:
    other = '<aside class="related"><a href="/2"><h2>Quays are let to a circus</h2><div>By Bo Ek</div></a></aside>'
    assert names(other) == []
    assert names(other + "<p>By Ann Lee</p>") == ["Ann Lee"]


def test_who_edited_is_no_writer_though_metadata_says_author() -> None:
    text = "".join(
        f"<p>港口{day}恢复通航，渡轮票价降低三成，港务局发言人这样说。</p>" for day in ("周一", "周二", "周三")
    )
    page = '<html><head><meta name="author" content="王大海"></head><body><h1>港口恢复通航</h1>{}{}</body></html>'
    for line, expected in (("【责任编辑：王大海】", ()), ("作者：王大海", ("王大海",))):
        raw = read_page(page.format(text, f"<p>{line}</p>"), url="https://valley.example/ferries")
        assert interpret(raw, SiteFacts(), provenance=Provenance(via="file")).byline == expected


def test_the_fullest_line_of_writers_stands() -> None:
    links = '<a rel="author" href="/a">ANN McLEE-DeVAR</a> <a rel="author" href="/b">BO EK</a>'
    line = "<p>By ANN McLEE-DeVAR, BO EK, CY DAY and DOT FOX DEC. 10, 2018</p>"
    assert names(f"<p>{links}</p>{line}") == ["ANN McLEE-DeVAR", "BO EK", "CY DAY", "DOT FOX"]


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Écrit par", "Escrito por"])
def test_a_card_of_twitter_names_the_writer(label: str) -> None:
    card = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ann Lee">'
    other = '<meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="Bo Ek">'
    assert names("", head=card + other) == ["Ann Lee"]


def test_a_card_of_twitter_names_the_section() -> None:
    head = '<meta name="twitter:label2" content="Filed under"><meta name="twitter:data2" content="Ferries">'
    page = f"<html><head><title>Council votes on ferries</title>{head}</head><body><h1>Council votes on ferries</h1>{BODY}</body></html>"
    raw = read_page(page.encode(), url="https://valley.example/12")
    assert interpret(raw, SiteFacts(), provenance=Provenance(via="file")).section_label == "Ferries"


def test_names_that_only_spans_part_are_several() -> None:
    assert names('<div class="byline"><span>Ann Lee</span><span>Bo Mo Ek</span></div>') == ["Ann Lee", "Bo Mo Ek"]
    assert names("<ul><li>Author: <a href=/a>Ann Lee</a>, Datum: 03.Mar.19</ul>") == ["Ann Lee"]


def test_a_person_whose_site_it_is_may_write_on_it() -> None:
    owner = '<script type="application/ld+json">{"@graph": [{"@type": ["Person", "Organization"], "name": "Ann Lee"}]}</script>'
    assert names('<div class="author">By Ann Lee</div>', head=owner) == ["Ann Lee"]


@pytest.mark.parametrize("line", ["nächster Artikel", "ann.lee", "アクセスランキング"])
def test_buttons_and_accounts_are_no_writers(line: str) -> None:
    assert names(f'<div class="author"><a href="/n/2">{line}</a></div>') == []


def test_a_reader_whose_comment_is_told_in_microdata_is_no_writer() -> None:
    comments = "".join(
        '<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><p itemprop="author" itemscope '
        f'itemtype="https://schema.org/Person"><span itemprop="name">{name}</span> <span>says</span></p><p>Well said.</p></div>'
        for name in ("Bo Ek", "Cab Service")
    )

    def told(page: str) -> list[str]:
        return [one.text for one in read_page(page, url="https://valley.example/12").bylines if one.kind == "microdata"]

    page = f"<html><body><article itemscope itemtype='https://schema.org/NewsArticle'><h1>Council votes on ferries</h1>{{}}{BODY}</article>{comments}</body></html>"
    assert told(page.format("")) == []
    assert told(page.format('<p itemprop="author">Ann Lee</p>')) == ["Ann Lee"]
    assert told(page.format('<div itemprop="commentary"><p itemprop="author">Ann Lee</p></div>')) == ["Ann Lee"]
