"""Pages in Chinese, Japanese and Korean: their fields, labels and editors' lines."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "北岸港口恢复通航，首班渡轮周三启程"
TEXT = [
    "北岸港口管理局周三表示，停航两周的客运渡轮已经全部恢复，首班渡轮载着三百名乘客离开老码头，前往对岸的南湾镇，航程约四十分钟。",
    "管理局负责人在码头告诉在场乘客，新的浮桥可以承受更大的风浪，今后强风天气里停航的次数会减少一半左右，票价保持不变。",
    "南湾镇的商户说，停航期间客流下降了七成，他们希望渡轮恢复之后，秋季的市集能够照常举行，镇政府正在考虑增加夜间班次。",
]
BODY = "".join(f"<p>{line}</p>" for line in TEXT)


def article(
    above: str = "", body: str = BODY, below: str = "", *, head: str = "", headline: str = f"<h1>{HEADLINE}</h1>"
) -> Article:
    page = (
        f"<html><head><meta charset=utf-8><title>{HEADLINE}_北岸网</title>{head}</head><body>"
        f"{headline}{above}<div class=content>{body}</div>{below}</body></html>"
    )
    return interpret(
        read_page(page.encode(), url="https://beian.example/2024/a1"), SiteFacts(), provenance=Provenance(via="file")
    )


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<div>2024-09-11 12:10来源：北岸日报作者：陈小雨 责任编辑：王大海</div>", ("陈小雨",)),
        ("<div>发表于 2024-09-11 12:10| 114次阅读| 来源北岸日报| 作者陈小雨</div>", ("陈小雨",)),
        ("<p>北岸新闻记者 陈小雨 王大海</p><p>2024-09-11 12:10</p>", ("陈小雨", "王大海")),
        ("<p>陈小雨/北岸日报</p><p>2024-09-11 12:10</p>", ("陈小雨",)),
        ('<div class="author">责任编辑：王大海</div>', ()),
        ('<div class="author">北岸日报</div>', ()),
        ('<div class="author">발행 김나래 산업부 기자</div>', ("김나래",)),
    ],
)
def test_writers_are_told_from_outlets_and_editors(above: str, names: tuple[str, ...]) -> None:
    assert article(above).byline == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("北岸新闻记者 陈小雨 王大海", ("陈小雨", "王大海")),
        ("文/陈小雨", ("陈小雨",)),
        ("【文/北岸网专栏作者 陈小雨】", ("陈小雨",)),
    ],
)
def test_a_byline_that_opens_the_text_is_no_text(line: str, names: tuple[str, ...]) -> None:
    read = article(body=f"<p>{line}</p>{BODY}")
    assert (read.byline, read.body) == (names, "\n\n".join(TEXT))


@pytest.mark.parametrize("line", ["责编：王大海", "采写：北岸日报见习记者 陈小雨"])
def test_a_line_of_editors_that_closes_the_text_is_no_text(line: str) -> None:
    assert article(body=f"{BODY}<p>{line}</p>").body == "\n\n".join(TEXT)


def test_a_question_of_the_reporter_is_text() -> None:
    lines = [
        "记者：停航两周，乘客最关心的是什么？",
        "局长：他们最关心的是票价，我们已经决定今年之内不会调整任何一条航线的票价。",
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    assert article(body=body + BODY).body == "\n\n".join([*lines, *TEXT])


def test_the_lead_names_its_reporter() -> None:
    assert article(body=f"<p>北岸网9月11日讯（记者陈小雨 整合）{TEXT[0]}</p>{BODY}").byline == ("陈小雨",)


def test_the_owner_in_metadata_is_no_writer() -> None:
    head = '<meta name="copyright" content="北岸版权所有"><meta name="author" content="北岸">'
    assert article(head=head).byline == ()


def test_a_box_named_like_an_editor_that_holds_the_text_is_no_byline() -> None:
    body = f"<div class=TRS_Editor>{BODY}<p>老码头周三清晨</p>{BODY.replace('周三', '周四')}</div>"
    read = article(body=body)
    assert read.byline == ()
    assert "老码头周三清晨" in (read.body or "")
