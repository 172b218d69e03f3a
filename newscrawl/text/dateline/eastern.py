"""Heads of Chinese, Japanese and Korean copy: 【ワシントン共同】, 新华社北京3月15日电, (서울=연합뉴스)."""

from __future__ import annotations

import re

from newscrawl.text.agencies import KnownAgency, agency_called, agency_in_brackets, filer_called, mentions
from newscrawl.text.dateline.places import Head, PlaceRun, read_places
from newscrawl.text.letters import EAST
from newscrawl.text.times.calendars import NUMERAL_DAY, NUMERAL_MONTH, with_digits

_BRACKET = re.compile(r"[\[［【〔(（]\s*+([^\[\]［］【】〔〕()（）]{2,60})\s*[\]］】〕)）]")
_SEPARATOR = re.compile(r"\s*(?:[-－–—―ー]{1,3}|=|＝|:|：)?\s*")
_REPORTER = re.compile(r"\s*((?:[가-힣]{2,5}[·・, ]*){1,4})\s*(?:특파원|통신원|기자|논설위원)\s*(?:=|＝)?\s*")
# 新华社北京3月15日电（记者张三） / 新华社北京8月29日电题： / 中新社北京10月22日电 / （中央社記者張三台北3日電）
_DISPATCH = re.compile(
    r"[(（【]?据?(?P<agency>[\u4e00-\u9fff]{2,5}?)(?P<middle>[^\s，。！？,.]{1,30}?)"
    rf"(?P<day>(?:[0-9０-９]{{1,2}}|{NUMERAL_MONTH})月(?:[0-9０-９]{{1,2}}|{NUMERAL_DAY})日|(?:[0-9０-９]{{1,2}}|{NUMERAL_DAY})日)"
    r"(?:(?:综合?|專|综合外|綜合外)?[电電](?:[报報][导導道])?|综合报道|綜合報導|(?=[)）】])|(?=\s-\s)|[讯訊](?=\s?[（(]))(?:\s*[题題]\s*[:：])?\s*"
    r"(?:[(（]\s*(?P<by>(?:记者|記者|通讯员)[^()（）]{1,60}|[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4}){0,3})[)）])?"
    r"[)）】]?\s*[:：—-]*\s*"
)
# 本报寿光1月20日电: a paper's own telegram.
_OURS = re.compile(r"[(（【]?本[报報社网台]")
_OUTLET = re.compile("(?:일보|신문|뉴스|방송|경제|타임스|타임즈|매일|저널|프레스|투데이|데일리|미디어|통신)\\Z")
# "ローマAFP時事" has no spaces to find the agency by.
_LATIN_EDGE = re.compile("(?<=[\u3040-\u9fff])(?=[A-Z]{2})|(?<=[A-Z])(?=[\u3040-\u9fff])")
# （吉隆坡3日讯）: papers of Chinese print it over copy of their own and of agencies.
_PLACE_DAY = re.compile(
    r"[(（【〔](?:本[报報])?(?P<run>[\u4e00-\u9fff·/／]{2,12}?\s?(?:(?:[0-9０-９]{1,2}|"
    + NUMERAL_MONTH
    + r")月)?(?:[0-9０-９]{1,2}|"
    + NUMERAL_DAY
    + r")日)(?:[综綜]合)?[讯訊电電]"
    r"(?:\s*(?P<agency>[\u4e00-\u9fff]{2,6}))?[)）】〕]\s*"
)
# 据新华社电: the agency's telegram, without place and day.
_TELEGRAM = re.compile(r"[据據]?(?P<agency>[\u4e00-\u9fff]{2,6}?)(?:[综綜]合)?[电電][\s，,：:]+")
# "記者張大同、李小華台北": names of three letters, then the place.
_REPORTERS = re.compile(r"(?:记者|記者)([\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){0,3})(?=[\u4e00-\u9fff]{2})")
_BY_WORDS = re.compile(r"记者|記者|通讯员|[\s、,，·]+")


def eastern_head(head: str) -> Head | None:
    """The dateline of Chinese, Japanese or Korean copy.

    >>> found = eastern_head("[ワシントン 3日 ロイター] - 米政府は")
    >>> found.run.places, found.run.day.day, found.agencies[0].name
    (('ワシントン',), 3, 'Reuters')
    >>> found = eastern_head("(서울=연합뉴스) 김병규 기자 = 정부는")
    >>> found.run.places, found.names, found.agencies[0].name
    (('서울',), ('김병규',), 'Yonhap')
    >>> found = eastern_head("新华社北京九月十一日电 港口恢复通航"); found.run.places, found.run.day.month, found.run.day.day
    (('北京',), 9, 11)
    """
    if head.isascii() or not EAST.search(head[:60]):
        return None
    return _dispatch(head) or _bracket(head) or _place_and_day(head)


def _place_and_day(head: str) -> Head | None:
    match = _PLACE_DAY.match(head)
    if match:
        run = read_places(with_digits(match["run"]))
        agency = agency_called(match["agency"]) if match["agency"] else None
        if run is not None and run.places and not (match["agency"] and agency is None):
            agencies = (agency,) if agency is not None else ()
            return Head(run=run, agencies=agencies, text=match[0].strip(), end=match.end())
    match = _TELEGRAM.match(head)
    agency = filer_called(match["agency"]) if match else None
    if match and agency is not None:
        return Head(run=PlaceRun(), agencies=(agency,), text=match[0].strip(" ，,：:"), end=match.end())
    return None


def _bracket(head: str) -> Head | None:
    match = _BRACKET.match(head)
    if match is None:
        return None
    inside = _LATIN_EDGE.sub(" ", match[1])
    agencies: list[KnownAgency] = []
    places: list[str] = []
    names: list[str] = []
    parts = re.split(r"\s*[=＝]\s*", inside)
    for number, part in enumerate(parts):
        whole = agency_called(part)
        if whole is not None:
            agencies.append(whole)
            continue
        before, _, last = part.rpartition(" ")
        beside = agency_in_brackets(last) if before and last[:1] > "\uac00" else None
        if beside is not None and not agencies:  # "도쿄 교도=연합뉴스"
            agencies.append(beside)
            places.append(before)
            continue
        named = [found for found in mentions(part) if not found.agency.photo]
        if named and part[named[-1].end :].strip() == "" and not agencies:
            # "ローマAFP時事": two agencies in one run; the first of them filed.
            closing = [named.pop()]
            while named and not part[named[-1].end : closing[-1].start].strip():
                closing.append(named.pop())
            agencies += [found.agency for found in reversed(closing)]
            places.append(part[: closing[-1].start])
        elif number and agencies:
            names.append(part.strip())
        else:
            places.append(part)
    end = match.end()
    reporter = _REPORTER.match(head, end)
    # "(대구=한빛일보) 오세린 기자 =": a paper's own, in the agencies' form.
    own = not agencies and len(parts) == 2 and reporter is not None and _OUTLET.search(parts[1]) is not None
    if own:
        places = parts[:1]
    if not agencies and not own:
        return None
    run = read_places(" ".join(places)) if "".join(places).strip() else PlaceRun()
    if run is None:
        return None
    if reporter:
        names += [name for name in re.split(r"[·・,\s]+", reporter[1]) if name]
        end = reporter.end()
    separator = _SEPARATOR.match(head, end)
    if separator:
        end = separator.end()
    return Head(run=run, agencies=tuple(agencies), text=match[0], end=end, names=tuple(names))


def _dispatch(head: str) -> Head | None:
    """The Chinese "telegram" head: agency, place, day, 电."""
    match = _DISPATCH.match(head)
    if match is None:
        return None
    own = _OURS.match(head)
    if own is None and match[0].rstrip().find("讯") > 0 and not match["by"]:
        return None
    named = () if own else mentions(head[: match.start("day")])
    if not own and (not named or named[0].start > 2):
        return None
    between = head[own.end() if own else named[0].end : match.start("day")]
    names: list[str] = []
    reporter = _REPORTERS.match(between)
    if reporter:
        names += reporter[1].split("、")
        between = between[reporter.end() :]
    run = read_places(f"{between} {with_digits(match['day'])}")
    if run is None:
        return None
    if match["by"]:
        names += [name for name in _BY_WORDS.split(match["by"]) if name]
    text = match[0].strip().rstrip(":：—- ")
    agencies = tuple(mention.agency for mention in named[:1])
    return Head(run=run, agencies=agencies, text=text, end=match.end(), names=tuple(names))
