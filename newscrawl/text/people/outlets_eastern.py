"""How papers, broadcasters, sites and offices are called in Chinese, Japanese and Korean: no person, no section, no headline."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff々"
# "互联网", the internet, ends as sites' names do, and is a section.
_NO_SITE = "(?!互联网|物联网|互聯網)"
# Agencies, houses of papers and broadcasters, as their names end everywhere.
_HOUSES = "通讯社|通訊社|通信社|新聞社|电视台|電視台|电台"
_KOREAN = "신문|뉴스|일보|방송"
# What sites print where a name would stand.
_NOBODY = frozenset(
    re.findall(
        r"[^|\s]+",
        """
    未知|佚名|匿名|网络|网络整理|整理|综合|综合整理|原创|本站|本站原创|转载|投稿|编辑|编辑部|小编|管理员|系统管理员|未署名|不详|暂无|无|
    发布时间|相关文章|关注|编辑组|本报讯|本网讯|网友
""",
    )
)
# How names of outlets, offices and rooms end; no person's name does.
_OUTLET = re.compile(
    "(?:日报|晚报|早报|时报|周报|晨报|商报|导报|快报|[^\\s]{1,8}(?<![情公])[报報]|周刊|月刊|杂志|雜誌|新闻|新聞|消息|资讯|資訊|卫视|频道|頻道|"
    "网|網|在线|客户端|财经|財經|科技|传媒|傳媒|出版社|编辑部|編輯部|委员会|研究院|研究所|大学|大學|公司|中心|办公室|办事处|政府|支部|协会|协會|发改局|集团|综合|発表|"
    f"{_HOUSES}|{_KOREAN}|編集部|編集局|ニュース|편집국|보도국)\\Z"
)
_MEDIUM = re.compile(
    rf"{_NO_SITE}[\w{_HAN}]{{1,10}}(?:(?<![情公预預予速海举会會警电電简簡])[报報]|周刊|週刊|{_HOUSES}|卫视|网|網|客户端)|[가-힣]{{1,6}}(?:신문|일보|방송)"
)
# How sites are called in Chinese, Japanese and Korean: "北岸网", "北岸新闻", "北岸市人民政府门户网站", "きたニュース".
_EASTERN_SITE = re.compile(
    rf"{_NO_SITE}[\w\u3040-\u9fff]{{1,14}}(?:网|網|新闻网|新闻|新聞網?|频道|頻道|门户网站|官方网站|官网|日报|晚报|早报|日報|時報|{_HOUSES}|"
    rf"ニュース|放送)|[\w가-힣]{{1,10}}(?:{_KOREAN})"
)
# "北岸网>>文化", "北岸网首页 > 新闻": the site's name stands for its home page; "互联网" is a section.
_SITES_HOME = re.compile(
    rf"{_NO_SITE}[\w \u4e00-\u9fff]{{1,20}}(?:首页|首頁|主页)|{_NO_SITE}[\w\u4e00-\u9fff]{{1,8}}[网網]"
)


def is_outlet(name: str) -> bool:
    """Whether a name in Chinese, Japanese or Korean is an outlet's or an office's and no person's.

    >>> is_outlet("北岸日报"), is_outlet("陈小雨")
    (True, False)
    """
    return _OUTLET.search(name) is not None or name in _NOBODY


def is_medium(name: str) -> bool:
    """Whether a name is that of a paper, a broadcaster or a site, as no section is called.

    >>> is_medium("北岸日报"), is_medium("北岸网"), is_medium("国际新闻"), is_medium("互联网")
    (True, True, False, False)
    """
    return _MEDIUM.fullmatch(name) is not None


def is_site(name: str) -> bool:
    """Whether a piece of a title is a site's name and nothing else.

    >>> is_site("北岸市人民政府门户网站"), is_site("きたニュース"), is_site("港口恢复通航")
    (True, True, False)
    """
    return _EASTERN_SITE.fullmatch(name) is not None


def is_sites_home(label: str) -> bool:
    """Whether the first of a page's breadcrumbs is a site's name, with or without the word for its home page.

    >>> is_sites_home("北岸网"), is_sites_home("北岸网首页"), is_sites_home("国际")
    (True, True, False)
    """
    return _SITES_HOME.fullmatch(label) is not None
