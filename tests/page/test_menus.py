"""Menus and footers that hold texts too: their place is known, and nothing of them is read."""

from __future__ import annotations

import pytest
from lxml import html

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.page.tree.blocks import LEFT_OUT
from newscrawl.page.tree.walk import blocks_of
from newscrawl.text.article import interpret

LINKS = "".join(f"<li><a href='/{n}'>Part {n} of the town</a></li>" for n in range(9))
TEXTS = "<h2>Sport</h2><p>The valley's daily paper for ninety years, printed on every day but Sunday.</p>"
ARTICLE = (
    "<h1>Ferry runs again</h1><p>The ferry between both banks of the Senna ran again on Tuesday, said the harbour office.</p>"
    "<p>It had lain idle since March because of high water and of a broken chain, the office said.</p>"
)


def texts(page: str) -> list[str]:
    return [block.text for block in blocks_of(html.document_fromstring(page))]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<nav>", "</nav>"),
        ("<footer>", "</footer>"),
        ("<div class='site-footer'>", "</div>"),
        ("<div class=navbar>", "</div>"),
    ],
)
def test_a_menu_with_texts_is_one_block(opening: str, closing: str) -> None:
    found = texts(f"<body>{opening}<ul>{LINKS}</ul>{TEXTS}{closing}<h1>Ferry runs again</h1></body>")
    assert found == [LEFT_OUT, "Ferry runs again"]


@pytest.mark.parametrize(
    "held",
    [
        "<time datetime='2024-09-11'>11 September 2024</time>",
        "<ol class='site-breadcrumbs'><li>World</li></ol>",
        "<h1>Ferry runs again</h1>",
        "<article><p>The ferry runs again.</p></article>",
        "<b itemprop=datePublished>11 September 2024</b>",
    ],
)
def test_what_may_be_the_articles_is_read(held: str) -> None:
    found = texts(f"<body><footer><ul>{LINKS}</ul>{TEXTS}{held}</footer></body>")
    assert LEFT_OUT not in found
    assert len(found) > 10


def test_a_footer_of_few_links_is_read() -> None:
    found = texts("<body><footer><a href=/>Home</a><p>(c) 2024 Reuters. All rights reserved.</p></footer></body>")
    assert "(c) 2024 Reuters. All rights reserved." in found


def test_what_stands_before_a_menu_is_no_caption_of_the_article() -> None:
    teaser = "<div>Mayor of the upper valley steps down after long talks</div>"
    read = read_page(
        f"<body>{teaser}<nav><ul>{LINKS}</ul>{TEXTS}</nav>{ARTICLE}</body>", url="https://m.example/world/1"
    )
    assert read.captions == ()
    read = read_page(f"<body>{teaser}{ARTICLE}</body>", url="https://m.example/world/1")
    assert read.captions == ("Mayor of the upper valley steps down after long talks",)


@pytest.mark.parametrize("menu", ["", f"<nav><ul>{LINKS}</ul>{TEXTS}</nav>"])
def test_a_notice_to_old_browsers_is_no_caption(menu: str) -> None:
    notice = "<div>IE 11 is not supported. For an optimal experience visit our site on another browser.</div>"
    assert read_page(f"<body>{notice}{menu}{ARTICLE}</body>", url="https://m.example/world/1").captions == ()


@pytest.mark.parametrize("entries", ["", "<h2>Sport</h2><h2>Town</h2><h2>World</h2>" * 4])
def test_the_clock_above_a_menu_is_as_far_away_as_that_above_many_lines(entries: str) -> None:
    page = (
        f"<body><div><time datetime='2023-11-01T13:56:20+01:00'>1 November 2023</time></div>"
        f"<nav>{entries}<ul>{LINKS}</ul>{TEXTS}</nav><div><a href=/a>Login</a></div><div><a href=/b>Weather</a></div>"
        f"<div><a href=/c>Trains</a></div>{ARTICLE}<p class=date>31 October 2023</p></body>"
    )
    article = interpret(
        read_page(page, url="https://m.example/world/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert article.published_text == "31 October 2023"


def test_a_text_set_without_paragraphs_is_no_menu_whatever_its_box_is_called() -> None:
    words = (
        "The ferry between both banks of the Senna ran again on Tuesday, said the harbour office, after it lay idle. "
    )
    tags = "".join(f"<a href=/tag/{n}>ferries and quays of the valley, {n}</a>, " for n in range(30))
    found = texts(
        f"<body><div class=blogroll><h4>Ferry runs again</h4><div>{words * 2}<br><br>{words * 2}</div>{tags}</div></body>"
    )
    assert any(words.strip() in text for text in found)
