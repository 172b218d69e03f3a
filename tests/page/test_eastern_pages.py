"""Pages in Chinese, Japanese and Korean: their fields, labels and editors' lines."""

from __future__ import annotations

from datetime import UTC, datetime

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


@pytest.mark.parametrize(
    ("above", "label"),
    [
        ('<div class="channel"><a href="/gj">国际新闻</a>&gt;正文</div>', "国际新闻"),
        ('<div><a href="/">北岸网</a>&gt;&gt;<a href="/wh">文化</a></div>', "文化"),
        (
            '<div><a href="/">北岸网首页</a> &gt; <a href="/cj">财经</a> &gt; <a href="/gs">公司</a> &gt; 资讯正文</div>',
            "公司",
        ),
        ("<h2>您的当前位置：<a href=/xw>新闻中心</a> &gt; <a href=/bd>本地</a></h2>", "本地"),
        (
            '<div class="crumb"><a href="/">首页</a> &gt; <a href="/gj">国际</a> &gt; 正文 <a href=/in>申请入驻</a></div>',
            "国际",
        ),
        ('<div><a href="/login">登录</a></div>', None),
    ],
)
def test_labels_of_breadcrumbs_that_end_at_the_text(above: str, label: str | None) -> None:
    assert article(headline=f"{above}<h1>{HEADLINE}</h1>").section_label == label


@pytest.mark.parametrize("line", ["北岸日报", "北岸新闻记者 陈小雨", "新浮桥能承受更大的风浪和更多的乘客"])
def test_an_outlet_a_writer_or_a_second_headline_beside_the_time_is_no_label(line: str) -> None:
    assert article(f"<p>{line}</p><p>2024-09-11 12:10</p>").section_label is None


@pytest.mark.parametrize(
    "line", ["原标题：渡轮复航了", "（原标题：渡轮复航了！乘客这样说）", "本文原标题：《渡轮复航了》"]
)
def test_the_first_headline_is_no_text(line: str) -> None:
    assert article(body=f"<p>{line}</p>{BODY}").body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "line", ["图片来源：北岸管理局", "渡轮周三离开老码头。北岸社记者 陈小雨 摄", "乘客在老码头等候。北岸管理局供图"]
)
def test_credits_and_captions_between_the_paragraphs_are_no_text(line: str) -> None:
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    assert article(body=f"{first}<p>{line}</p>{''.join(others)}").body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "特别声明：以上内容为用户上传并发布，本平台仅提供信息存储服务。",
        "（本文来自北岸新闻，更多原创资讯请下载“北岸”APP）",
        "图片来自网络，如有侵权，请联系删除。",
        "（原题为《渡轮复航了》）",
        "本文仅代表作者个人观点，不代表本站立场，转载请注明出处。",
        "※記事の無断転載を禁じます。",
    ],
)
def test_what_a_site_says_under_a_text_is_none(line: str) -> None:
    assert article(body=f"{BODY}<p>{line}</p>").body == "\n\n".join(TEXT)


def test_sentences_that_begin_like_such_lines_are_text() -> None:
    lines = [
        "更多渡轮将于周四起恢复通航，管理局正在检查其余的码头。",
        "声明说，票价今年之内不会调整，乘客可以继续使用旧票。",
    ]
    assert article(body=BODY + "".join(f"<p>{line}</p>" for line in lines)).body == "\n\n".join([*TEXT, *lines])


def test_questions_alike_but_for_a_word_are_all_kept() -> None:
    asked = ["乘客应该继续购买、转让还是退回已经持有的旧船票吗？", "乘客应该继续购买、转让还是退回已经持有的旧船票？"]
    body = "".join(f"<p>{question}</p><p>{answer}</p>" for question, answer in zip(asked, TEXT, strict=False))
    assert article(body=body).body == "\n\n".join((asked[0], TEXT[0], asked[1], TEXT[1]))


@pytest.mark.parametrize("title", [f"{HEADLINE} 北岸市港口管理局", f"{HEADLINE}-北岸网", f"{HEADLINE} 老码头_北岸新闻"])
def test_the_site_behind_a_title_is_none_of_the_headline(title: str) -> None:
    head = f"<head><meta charset=utf-8><title>{title}</title></head>"
    page = f"<html>{head}<body><div>{HEADLINE}<a href=/c></a></div>{BODY}</body></html>"
    raw = read_page(page.encode(), url="https://beian.example/2024/a1")
    assert interpret(raw, SiteFacts(), provenance=Provenance(via="file")).headline == HEADLINE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("二〇二四年九月十一日", "2024-09-11"),
        ("发布时间：18-03-0823:16", "2018-03-08"),
        ("中華民國一百一十三年九月十一日", "2024-09-11"),
        ("民國113年9月11日", "2024-09-11"),
    ],
)
def test_days_of_pages_that_declare_no_language(line: str, day: str) -> None:
    at = article(f"<p>{line}</p>").published_at
    assert at is not None
    assert at.date().isoformat() == day


def test_an_extended_language_tag_is_read_as_its_first_part() -> None:
    assert article(head='<meta http-equiv="content-language" content="zh-cmn-Hans">').language == "zh-Hans"


def test_nameless_boxes_side_by_side_are_paragraphs() -> None:
    lines = [TEXT[0], "老码头周三清晨", *TEXT[1:]]
    body = "".join(f"<div>{line}</div>" for line in lines)
    assert article(body=body).body == "\n\n".join(lines)


def test_a_list_behind_a_text_of_one_paragraph_is_none_of_it() -> None:
    teasers = "".join(
        f"<dl><dt><a href=/a/{n}>另一条新闻说南湾镇第{n}次举行市集</a></dt><dd>市集周末照常举行。</dd></dl>"
        for n in range(4)
    )
    body = f"<div class=txt>{''.join(TEXT)}</div><h2>为你推荐</h2>{teasers}"
    assert article(body=body).body == "".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "新船试乘第一时间免费体验，快来北岸众测，还有更多好玩的产品~！下载客户端还能获得专享福利哦！",
        "一张榜单看懂北岸的大事与大势，年度人物评选火热进行中！【点击投票】选出你心目中的船长，奖品丰富，不容错过",
    ],
)
def test_an_appeal_above_the_text_is_none(line: str) -> None:
    assert article(body=f"<p>{line}</p>{BODY}").body == "\n\n".join(TEXT)


COPY = "（中央社記者張大同台北3日電）港口管理局週三表示，停航兩週的渡輪已經全部恢復，首班渡輪載著三百名乘客離開老碼頭。"


@pytest.mark.parametrize(
    ("end", "sign_off"),
    [
        ("（編輯：李小華）1130911", "（編輯：李小華）1130911"),
        ("</p><p>（譯者：李小華/核稿：王大明）1130911", "（譯者：李小華/核稿：王大明）1130911"),
        ("</p><p>（参与记者：陈小雨）", "（参与记者：陈小雨）"),
        ("（2024/09/11-12:10）", None),
    ],
)
def test_what_signs_chinese_and_japanese_copy_is_cut(end: str, sign_off: str | None) -> None:
    read = article(body=f"<p>{COPY}</p><p>{TEXT[1]}{end}</p>")
    assert (read.sign_off, (read.body or "")[-12:]) == (sign_off, TEXT[1][-12:])
    assert read.byline == ("張大同",)


def test_two_reporters_in_a_dateline() -> None:
    read = article(body=f"<p>{COPY.replace('張大同', '張大同、李小華')}</p><p>{TEXT[1]}</p>")
    assert read.byline == ("張大同", "李小華")
    assert read.dateline is not None
    assert read.dateline.places == ("台北",)


def test_teasers_behind_the_text_are_no_captions() -> None:
    teasers = "".join(f"<div class=pic-caption><a href=/p/{n}>南湾镇第{n}次举行市集</a></div>" for n in range(3))
    caption = "<figure><img src=/a.jpg><figcaption>渡轮离开老码头</figcaption></figure>"
    assert article(body=caption + BODY, below=f"<h3 class=photos>图片新闻</h3>{teasers}").captions == (
        "渡轮离开老码头",
    )


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("<p>采写：北岸日报记者 陈小雨</p><p>责任编辑：</p><p>南湾镇：市集照常举行</p>", ("陈小雨",)),
        ("<p>校对：王大海</p>", ()),
    ],
)
def test_nothing_behind_the_editors_line_is_text(end: str, names: tuple[str, ...]) -> None:
    read = article(body=BODY + end)
    assert (read.body, read.byline) == ("\n\n".join(TEXT), names)


def test_writers_and_a_link_that_close_the_last_sentence_are_cut() -> None:
    body = BODY.replace("夜间班次。", "夜间班次。(文/图 陈小雨 王大海)")
    assert (article(body=body).body, article(body=body).byline) == ("\n\n".join(TEXT), ("陈小雨", "王大海"))
    linked = BODY.replace("夜间班次。", "夜间班次。<a href=/>返回北岸网首页</a>&gt;&gt;")
    assert article(body=linked).body == "\n\n".join(TEXT)


def test_a_picture_from_a_video_is_captioned() -> None:
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    read = article(body=f"{first}<p>船长在码头挥手。视频截图</p>{''.join(others)}")
    assert (read.body, read.captions) == ("\n\n".join(TEXT), ("船长在码头挥手。",))


@pytest.mark.parametrize(
    ("above", "first", "names"),
    [
        ("<div>2024-09-11 12:10 北岸報 記者張大同／台北報導</div>", "", ("張大同",)),
        ("<div>〔記者張大同、李小華／綜合報導〕</div><div>2024/09/11 12:10</div>", "", ("張大同", "李小華")),
        ("<div>2024/09/11 12:10</div>", "〔記者張大同／台北報導〕", ("張大同",)),
        ("<p>입력 2024.09.11 12:10</p><p>김나래 기자 narae@bukan.example</p>", "", ("김나래",)),
        ("<p>입력 2024.09.11 12:10</p>", "[북안일보 김나래 기자] ", ("김나래",)),
    ],
)
def test_how_papers_of_taiwan_korea_and_japan_sign(above: str, first: str, names: tuple[str, ...]) -> None:
    read = article(above, body=f"<p>{first}{TEXT[0]}</p><p>{TEXT[1]}</p>")
    assert (read.byline, read.body, read.section_label) == (names, "\n\n".join(TEXT[:2]), None)


def test_a_japanese_papers_own_dateline_names_its_writer() -> None:
    first = f"【ロンドン＝山田太郎】{TEXT[0]}"
    read = article(body=f"<p>{first}</p><p>{TEXT[1]}</p>")
    assert (read.byline, read.body) == (("山田太郎",), f"{first}\n\n{TEXT[1]}")


@pytest.mark.parametrize(
    ("above", "end", "agency"),
    [
        ("<div>中央社／台北 11日電</div><div>2024/9/11 12:10</div>", "", "CNA"),
        ("", "（共同）", "Kyodo"),
        ("", "（时事）（完）", None),
    ],
)
def test_who_filed_before_a_stroke_or_in_wide_brackets(above: str, end: str, agency: str | None) -> None:
    read = article(above, body=f"<p>{TEXT[0]}</p><p>{TEXT[1]}{end}</p>")
    assert [one.name for one in read.agencies] == ([agency] if agency else [])


@pytest.mark.parametrize("line", ["发布时间：12-3022:46 北岸科技有限公司", "12-30 22:46 来源：北岸日报"])
def test_a_day_without_its_year_is_the_last_one_before_the_page_was_fetched(line: str) -> None:
    page = f"<html><head><meta charset=utf-8></head><body><h1>{HEADLINE}</h1><div>{line}</div>{BODY}</body></html>"
    raw = read_page(page.encode(), url="https://beian.example/a1", fetched_at=datetime(2020, 1, 5, tzinfo=UTC))
    at = interpret(raw, SiteFacts(), provenance=Provenance(via="file")).published_at
    assert at is not None
    assert at.replace(tzinfo=None) == datetime(2019, 12, 30, 22, 46)  # noqa: DTZ001
