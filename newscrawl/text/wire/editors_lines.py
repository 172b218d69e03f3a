"""Lines that sites add to copy in Chinese, Japanese and Korean: its first headline, disclaimers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscrawl.text.people.eastern import EDITORS
from newscrawl.text.pictures.eastern_credits import credits_pictures

# 原标题：… at the head or at the end: the headline before the site gave it another.
_FIRST_HEADLINE = re.compile(r"[(（【\[]?\s?(?:本文)?原(?:文)?(?:标题|標題|题|題)为?\s?(?:[:：]|(?=[《“\"]))")
# What stands under the text and is none: disclaimers, rights, what to scan, follow and download.
_UNDER = re.compile(
    r"[(（【\[*※■▼▲↓◆●\s—-]{0,4}(?:"
    r"(?:特别|免责|版权|郑重|侵权|特別|免責|著作權|風險|风险|重要)(?:声明|聲明|提示|提醒|说明|說明)|"
    r"(?:声明|聲明|注)[:：].{0,60}(?:本文|本站|本网|投资|投資|版权|观点|侵权|作者)|"
    r"本(?:文|稿|内容)(?:内容|观点|章)?(?:仅|僅|不|只|系|为|為|由|来自|來自|转载|轉載|首发|已|经|經|版权|獲|获|属|屬).{0,80}"
    r"(?:观点|觀點|立场|立場|转载|轉載|授权|授權|原创|版权|发布|发表|首发|下载|整理|编辑|投资|建议|參考|参考|所有|供稿)|"
    r"(?:(?:以上|上述)(?:内容|文章|观点|信息|資訊|資料|图文)|文章(?:内容|观点|来源)?(?:仅|不|均)).{0,60}"
    r"(?:投资|投資|参考|參考|立场|立場|版权|平台|网络|網路|侵权|建议|本站|本网)|"
    r"(?:转载|轉載)(?:请|請|须|須|需|自|此|声明)|(?:未经|未經|非经).{0,20}(?:授权|許可|许可|允许|同意).{0,20}(?:转载|轉載|复制|摘编|翻印)|"
    r".{0,30}(?:如有侵[权權]|如涉及版权|如有侵犯|侵权必究|侵删)|"
    r"更多.{0,24}(?:[请請](?:下载|下載|关注|關注|点击|點擊|登录|查看|扫|掃|访问|搜索)|欢迎|歡迎|敬请|下载|下載|点击|點擊|尽在|扫码)|"
    r"(?:扫描|扫一扫|掃描|长按|長按|识别)[^，。]{0,14}(?:二维码|二維碼|QR)|"
    r"(?:点击|點擊|戳)[“「（(]?(?:下方|上方|这里|此处|阅读|閱讀|查看|进入|左下|右上|文末|链接|關注)|(?:欢迎|歡迎)(?:关注|關注|下载|下載|扫描|订阅|訂閱|点击|转发|分享|投稿|留言)|"
    r"(?:请|請|敬请|记得)?(?:关注|關注|下载|下載|扫描|订阅|訂閱|点击|點擊)[^。，]{0,20}(?:公众号|公眾號|微信|微博|客户端|二维码|抖音|视频号|粉絲專頁|APP)|"
    r"(?:综合|整理)(?:整理|编辑|自|自：)[^。]{2,40}\Z|综合自|"
    r"返回.{0,12}(?:首页|列表|顶部)|查看更多|阅读原文|(?:本报|本社|本网)(?:热线|爆料)|.{0,12}(?:报料|爆料|新闻热线|投稿邮箱)[:：]|正文已结束|"
    r"記事(?:や写真)?の?無断転載|無断(?:転載|複製)|無断で複製|本サイト掲載の|저작권자|무단\s?(?:전재|복제|배포)|ⓒ|"
    r"notice ?: the (?:content|views|opinions)\b)",
    re.IGNORECASE,
)
LONGEST_UNDER = 320
# Behind the line that names who edited nothing is the article's.
_EDITED = re.compile(rf"[(（【\[]?\s?(?:{EDITORS})\s?[:：/／|｜][^。！？]{{0,40}}\Z")
# A link that closes the last paragraph: "…不变。返回北岸网首页>>".
_CLOSING_LINK = re.compile(
    r"(?<=[。！？”])\s?(?:返回[^，。]{0,12}(?:首页|首頁|列表)|查看更多|阅读全文|閱讀全文|[【\[]?详细[】\]]?)\W{0,4}\Z"
)
# So many lines under a text are looked at.
MOST_UNDER = 8


def is_first_headline(line: str) -> bool:
    """Whether a line prints the headline that the copy had before.

    >>> is_first_headline("（原标题：港口周三恢复通航）"), is_first_headline("原标题党的做法已经过时。")
    (True, False)
    """
    return len(line) <= 160 and _FIRST_HEADLINE.match(line) is not None


def stands_under(line: str) -> bool:
    """Whether a line under a text is its site's and no text.

    >>> [stands_under(line) for line in ("免责声明：本文仅代表作者观点。", "更多新闻请下载北岸客户端", "更多渡轮将于周四启航。")]
    [True, True, False]
    """
    return len(line) <= LONGEST_UNDER and _UNDER.match(line) is not None


def without_editors_lines(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without them: the first headline near either end, credits of pictures anywhere, the rest under the text.

    >>> without_editors_lines(["原标题：港口通航", "港口周三恢复通航。", "图源：北岸日报", "声明：本文不代表本站观点。"])
    ['港口周三恢复通航。']
    """
    if all(map(str.isascii, paragraphs)):
        return list(paragraphs)
    kept = [
        line
        for at, line in enumerate(paragraphs)
        if line.isascii()
        or not (((at < 3 or len(paragraphs) - at <= 3) and is_first_headline(line)) or credits_pictures(line))
    ]
    for at in range(max(1, len(kept) - MOST_UNDER), len(kept)):
        if _EDITED.match(kept[at]) and sum(map(len, kept[at:])) <= min(LONGEST_UNDER, sum(map(len, kept)) // 4):
            del kept[at:]
            break
    kept[-1:] = [_CLOSING_LINK.sub("", line) for line in kept[-1:]]
    for _ in range(MOST_UNDER):
        if len(kept) < 2 or not (stands_under(kept[-1]) or is_first_headline(kept[-1])):
            break
        kept.pop()
    return kept or list(paragraphs)
