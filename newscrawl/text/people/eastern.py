"""Bylines of Chinese, Japanese and Korean pages: fields of a line (作者：…), titles glued to names, and what is no person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from newscrawl.text.people.outlets_eastern import is_outlet

_HAN = "\u3400-\u9fff々"
_HAN_LETTER = re.compile(f"[{_HAN}]")
# What stands before who wrote, the longest first; what stands before who did something else, or before no person at all.
_WRITERS = (
    "特约撰稿", "采访记者", "本报记者", "特约记者", "作者", "撰文", "撰稿", "撰写", "撰寫", "采写", "採寫", "采访",
    "採訪", "执笔", "執筆", "文字", "记者", "記者", "通讯员", "通訊員", "特派员", "特派員", "图文", "文",
)  # fmt: skip
_OTHERS = (
    "新媒体编辑", "责任编辑", "責任編輯", "网络编辑", "本文编辑", "值班编辑", "信息来源", "资料来源", "图片来源",
    "文章来源", "本文来源", "发布时间", "发表时间", "更新时间", "发布日期", "浏览次数", "浏览量", "点击量", "来源于",
    "编辑", "編輯", "編集", "责编", "責編", "校对", "校對", "校审", "审核", "審核", "审校", "审读", "核稿", "监制",
    "監製", "主编", "總編", "总编", "编审", "统筹", "策划", "翻译", "翻譯", "译者", "譯者", "编译", "編譯", "摄影",
    "攝影", "撮影", "摄制", "视频", "剪辑", "制图", "製圖", "供图", "供圖", "图片", "配图", "题图", "供稿", "投稿",
    "来源", "來源", "出处", "出處", "稿源", "转自", "时间", "時間", "日期", "发布", "阅读", "閱讀", "浏览", "点击",
    "人气", "评论", "字号", "字体", "分类", "原创", "图", "圖",
)  # fmt: skip
# Who edited, before a sign or in brackets behind a text; no writer.
EDITORS = "责任编辑|責任編輯|责编|責編|本文编辑|网络编辑|编辑|編輯"
_EDITED = re.compile(rf"(?:{EDITORS})\s?[:：／/|｜]\s?([^()（）【】\[\]。，,;；:：]{{2,24}})")
_SIGN = re.compile(r"\s?[:：／/|｜]\s?")
_WORDS_AND_PICTURES = re.compile(r"文\s?[/／、和]?\s?[图圖]|[图圖]\s?[/／、和]\s?文")


class _Field(NamedTuple):
    """A field of a line: where its name begins and its value does, and whether it is who wrote."""

    start: int
    end: int
    name: str
    writes: bool


def _fields(bare: str) -> list[_Field]:
    """The fields of a line, told by the word before each colon, stroke or bar."""
    found: list[_Field] = []
    for sign in _SIGN.finditer(bare):
        before = bare[max(0, sign.start() - 6) : sign.start()]
        name = next(filter(before.endswith, _OTHERS), None) if before.endswith(_OTHERS) else None
        writes = False
        if name is None and before.endswith(_WRITERS):
            name = next(filter(before.endswith, _WRITERS))
            writes = True
            ahead = bare[: sign.start() - len(name)]
            if name != "作者" and ahead and _HAN_LETTER.match(ahead[-1]):
                continue  # 本文：, 声明文：
        if name is not None:
            found.append(_Field(sign.start() - len(name), sign.end(), name, writes))
    return found


# Some lines part their fields by strokes and do without the colon: "来源CSDN| 作者魏星".
_STROKED = re.compile(rf"[|｜·]\s*作者\s?(?P<names>[{_HAN}]{{2,4}})\s*(?:[|｜]|\Z)")
# "陈小雨/北岸日报": who wrote for whom.
_OF_PAPER = re.compile(
    rf"(?P<names>[{_HAN}]{{2,4}}(?:[ 、][{_HAN}]{{2,4}}){{0,3}})\s?[/／]\s?(?P<outlet>[{_HAN}]{{2,10}})"
)
_TITLE = (
    "记者|記者|特派员|特派員|通讯员|通訊員|通讯社|评论员|評論員|撰稿人|专栏作者|專欄作者|特约作者|作者|实习生|實習生"
)
_TITLES = tuple(_TITLE.split("|"))
_KIND = "见习|見習|实习|實習|特约|特約|首席|驻外|本报|本報|本社|本刊|本网|职工|专职|高级|资深"
# "澎湃新闻记者 张三", "本报记者 张三 李四": an outlet, a title, and names to the end of the line.
_TITLED = re.compile(
    rf"(?:[{_HAN}《》A-Za-z·]{{2,14}}?)?(?:{_KIND})*(?:{_TITLE})(?:\s+|(?=[{_HAN}]{{2,3}}\s*\Z))(?P<names>[^，。！？!?:：“”\"]{{2,60}})"
)
_TITLE_FIRST = re.compile(rf"(?:[{_HAN}《》A-Za-z·]{{0,14}}?)?(?:{_KIND})*(?:{_TITLE})\s*(?=[{_HAN}A-Za-z])")
_TITLE_LAST = re.compile(r"\s*(?:记者|記者|整合|整理|综合报道|报道|報道|報導|编译|編譯|摄影报道|发自\S{0,12})\s*\Z")
_SPLIT = re.compile(r"[、,;；&＆/／|｜]|\s+(?:和|与|與|及)\s+")
_NAME = re.compile(
    rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}[·・][{_HAN}]{{1,8}}(?:[·・][{_HAN}]{{1,8}})?|[A-Za-z][\w.'’ -]{{1,30}}"
)
# "〔記者張大同／台北報導〕", "北岸報 記者張大同、李小華／綜合報導": how papers of Taiwan sign, on a line or before the text.
_REPORTS = re.compile(
    rf"[〔（(\[【]?\s?(?:[{_HAN}]{{2,8}}\s?)?(?:{_KIND})?(?:記者|记者|特派員|特派记者|編譯|编译)\s?(?P<names>[{_HAN}]{{2,4}}(?:[、,，][{_HAN}]{{2,4}}){{0,4}})"
    rf"\s?[／/]\s?[{_HAN}、]{{1,10}}?(?:報導|報道|报道|電)\s?[〕）)\]】]?"
)
# "김나래 기자 narae@bukan.example", "[북안일보 김나래 기자]".
_KOREAN = re.compile(
    r"[\[(【<]?\s?(?P<names>(?:[가-힣A-Za-z0-9·]{1,10}[ =·]){0,3}[가-힣]{2,4}(?:[ ,·]{1,2}[가-힣]{2,4}){0,2})"
    r"\s?(?:인턴|선임|수습|전문)?\s?(?:기자|특파원|논설위원|칼럼니스트)(?:\s?[=(]?\s?[\w.+-]{2,40}@[\w.-]{3,40}\)?)?\s?[\])】>]?"
)
# 【ロンドン＝山田太郎】: a Japanese paper's own dateline.
_OWN = re.compile(rf"[【［\[][\u30a0-\u30ff{_HAN}・]{{2,12}}[＝=](?P<by>[{_HAN}]{{3,5}})[】］\]]")
_STOPS = re.compile("[，。；！？“”《》【】「」『』…]")
_LEAD = re.compile(
    r"[^\s，。（(]{2,20}?(?:讯|訊|电|電|消息|报道|報道|報導)\s?[（(](?P<by>[^（）()，。]{0,8}?(?:记者|記者|通讯员|通訊員)[^（）()。]{1,40})[)）]"
)
_CLOSING = re.compile(r"(?<=[。！？”])\s?[（(](?P<by>[^（）()。]{4,40})[)）]\s*\Z")
_ROOM = re.compile("(?:신문|뉴스|일보|방송|[^ ]부|팀|국)\\Z")
_HANGUL = re.compile("[가-힣]{2,5}")
# "文/图 陈小雨": a space where others print a colon.
_SPACED = re.compile(r"\A(文\s?[/／]?\s?[图圖]|[图圖]\s?[/／]?\s?文|图文|撰文|采写)\s+(?=\S)")
LONGEST = 160


def cannot_be_name(name: str) -> bool:
    """Whether a piece of text with such letters is no name: a sentence, an outlet, more letters than names have.

    >>> cannot_be_name("北岸日报"), cannot_be_name("港口，昨天恢复通航"), cannot_be_name("陈小雨")
    (True, True, False)
    """
    if _STOPS.search(name) or is_outlet(name):
        return True
    return len(name) > 6 and re.fullmatch(rf"[{_HAN}]+", name) is not None


def writers(line: str) -> list[str] | None:
    """The people whom a line of fields or titles names as writers; None for a line that is neither.

    >>> writers("2024-09-11 12:10 来源：北岸日报 作者：陈小雨 责任编辑：王大海"), writers("责任编辑：王大海")
    (['陈小雨'], [])
    >>> writers("北岸新闻记者 陈小雨 王大海"), writers("港口昨天恢复通航。")
    (['陈小雨', '王大海'], None)
    """
    if line.isascii() or len(line) > LONGEST:
        return None
    if "기자" in line or "특파원" in line:
        return _koreans(line)
    bare = line.strip().strip("()（）[]【】〔〕 ")
    if "文" in bare and ("图" in bare or "圖" in bare):
        bare = _WORDS_AND_PICTURES.sub("图文", bare)
    stroked = _STROKED.search(bare) if "作者" in bare else None
    if stroked is not None:
        return names_in(stroked["names"])
    paper = _OF_PAPER.fullmatch(bare) if "/" in bare or "／" in bare else None
    if paper is not None and is_outlet(paper["outlet"]):
        return names_in(paper["names"])
    reports = (
        _REPORTS.search(bare)
        if ("/" in bare or "／" in bare) and ("報" in bare or "报" in bare or "電" in bare)
        else None
    )
    if reports is not None:
        return names_in(reports["names"])
    fields = _fields(bare)
    if fields:
        ends = [*(field.start for field in fields[1:]), len(bare)]
        values = [bare[field.end : end] for field, end in zip(fields, ends, strict=True) if field.writes]
        return list(dict.fromkeys(name for value in values for name in names_in(value)))
    titled = _TITLED.fullmatch(bare) if any(map(bare.__contains__, _TITLES)) else None
    return names_in(titled["names"]) or None if titled else None


def _koreans(line: str) -> list[str] | None:
    found = _KOREAN.fullmatch(line.strip()) if len(line) <= 90 else None
    if found is None:
        return None
    words = [
        word for word in re.split(r"[ =·,]+", found["names"]) if _HANGUL.fullmatch(word) and not _ROOM.search(word)
    ]
    three = [word for word in words if len(word) == 3]
    return list(dict.fromkeys(three or words[-1:])) or None


def opening(paragraph: str) -> tuple[list[str], str]:
    """The writers printed in brackets before a text, on its first line, and the rest; "[북안일보 김나래 기자]" too.

    >>> opening("〔記者張大同／台北報導〕港口昨天恢復通航。"), opening("港口昨天恢復通航。")
    ((['張大同'], '港口昨天恢復通航。'), ([], '港口昨天恢復通航。'))
    """
    if paragraph.isascii() or paragraph[:1] not in "〔（([【<":
        return [], paragraph
    for pattern in (_REPORTS, _KOREAN):
        found = pattern.match(paragraph[:90])
        if found is not None and found[0].rstrip()[-1:] in "〕）)]】>":
            names = writers(found[0])
            if names:
                return names, paragraph[found.end() :].lstrip(" =＝\u3000")
    return [], paragraph


# Behind the stroke may stand no place: 綜合報導.
_FROM = re.compile(
    rf"[／/]\s?(?P<place>(?!綜合|综合|專題|专题|即時|特稿|整理|編譯|编译|外電)[{_HAN}]{{2,4}}?)(?:連線|即時)?(?P<closing>(?:報導|報道|报道|電)\s?[〕）)\]】])"
)


def place_of(paragraph: str) -> tuple[str, str] | None:
    """Where the bracket before a text says that the writers were, and how the bracket ends.

    >>> place_of("〔記者張大同／台北報導〕港口昨天恢復通航。"), place_of("〔記者張大同／綜合報導〕港口昨天恢復通航。")
    (('台北', '報導〕'), None)
    """
    found = _FROM.search(paragraph[:60])
    return (found["place"], found["closing"]) if found else None


def is_byline(line: str) -> bool:
    """Whether a whole line only says who wrote or edited: no question of an interview ("记者：您怎么看？").

    >>> is_byline("责编：王大海"), is_byline("文/陈小雨"), is_byline("记者：您怎么看？")
    (True, True, False)
    """
    if line.isascii() or len(line) > 80 or re.search("[。！？?!]", line):
        return False
    found = writers(line)
    if found:
        return True
    first = next(iter(_fields(line.strip().strip("()（）[]【】〔〕 "))), None)
    return (
        found is not None and first is not None and first.start == 0 and not first.writes and "来源" not in first.name
    )


def names_in(value: str) -> list[str]:
    """The names in what stands behind a field's name or a title.

    >>> names_in("本报记者 陈小雨、王大海"), names_in("陈小雨 王大海"), names_in("北岸日报"), names_in("Ann Lee")
    (['陈小雨', '王大海'], ['陈小雨', '王大海'], [], ['Ann Lee'])
    """
    found: list[str] = []
    for piece in _SPLIT.split(value):
        bare = _TITLE_LAST.sub("", _TITLE_FIRST.sub("", piece.strip(" :：()（）[]【】|"))).strip()
        words = bare.split()
        parted = len(words) > 1 and any(re.fullmatch(rf"[{_HAN}]{{2,4}}", word) for word in words)
        for word in words if parted else [bare]:
            if _NAME.fullmatch(word) and not is_outlet(word) and not _TITLE_FIRST.fullmatch(word + "A"):
                found.append(word.strip())
    return found


def told_in(paragraph: str) -> list[str]:
    """Who wrote, as papers print it at the head of the first paragraph (the text keeps that) or at the end of the last one.

    >>> told_in("北岸网9月11日讯（记者 陈小雨）港口昨天恢复通航。"), told_in("港口昨天恢复通航。（记者 陈小雨）")
    (['陈小雨'], ['陈小雨'])
    """
    if paragraph.isascii():
        return []
    own = _OWN.match(paragraph[:40])
    if own is not None:
        return [own["by"]]
    lead = _LEAD.match(paragraph[:90])
    if lead is not None:
        return names_in(re.sub(r".*?(?:记者|記者|通讯员|通訊員)", "", lead["by"], count=1))
    return cut_signature(paragraph)[1]


def cut_signature(paragraph: str) -> tuple[str, list[str]]:
    """A paragraph without the writers in brackets at its end, and these: "…恢复通航。（文/图 陈小雨）"; the rest is as it was.

    >>> cut_signature("港口昨天恢复通航。（记者 陈小雨）"), cut_signature("港口昨天恢复通航。（图）")
    (('港口昨天恢复通航。', ['陈小雨']), ('港口昨天恢复通航。（图）', []))
    """
    found = None if paragraph.isascii() else _CLOSING.search(paragraph[-50:])
    names = _signed(found["by"]) if found is not None else []
    return (paragraph[: len(paragraph) - len(found[0])], names) if found is not None and names else (paragraph, [])


def _signed(by: str) -> list[str]:
    if "摄" in by:
        return []
    return writers(by) or writers(_SPACED.sub(r"\1：", by)) or []


def korean_name(line: str) -> str | None:
    """The name in a Korean byline from which the title was cut: "산업부 김나래" says 김나래.

    >>> korean_name("산업부 김나래"), korean_name("김나래 나무"), korean_name("Ann Lee") is None
    ('김나래', '김나래', True)
    """
    words = line.split()
    if len(words) < 2 or not all(map(_HANGUL.fullmatch, words)):
        return None
    words = [word for word in words if not _ROOM.search(word)]
    three = [word for word in words if len(word) == 3]
    return three[0] if three and (len(three) == 1 or three[0] == words[0]) else None


def editors(lines: Iterable[str]) -> frozenset[str]:
    """Whom lines name as editors and no line as a writer: what metadata calls an author on many sites in Chinese.

    >>> sorted(editors(["（编辑：王大海 陈小雨）", "【责任编辑:王大海 】"])), editors(["作者：王大海 责编：王大海"])
    (['王大海', '陈小雨'], frozenset())
    """
    wrote: set[str] = set()
    edited: set[str] = set()
    for line in lines:
        if len(line) <= 200 and not line.isascii():
            wrote.update(writers(line) or ())
            for found in _EDITED.finditer(line):
                edited.update(names_in(found[1].strip()))
    return frozenset(edited - wrote)
