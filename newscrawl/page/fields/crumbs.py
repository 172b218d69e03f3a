"""Breadcrumbs: the way from the home page to the article, as links, as a line, or as linked data."""

from __future__ import annotations

import re
from typing import Any

from newscrawl.items import Printed
from newscrawl.page.evidence import Evidence
from newscrawl.page.fields.people import linked_writers
from newscrawl.page.fields.time_line_labels import COUNTS
from newscrawl.page.tree import date_lines, structured
from newscrawl.page.tree.blocks import Block, same
from newscrawl.page.tree.inline import inline
from newscrawl.page.tree.names import CRUMBS
from newscrawl.text.labels.no_labels import is_home
from newscrawl.text.letters import length
from newscrawl.text.people.outlets_eastern import is_sites_home
from newscrawl.text.sections import read_section, says_nothing
from newscrawl.text.url_parts import links_home

LONGEST_LINE, LONGEST = 200, 60
# So near to the headline stands a way that does not begin at the home page.
NEAR = 14
# No way to an article has more steps; where bars alone part them it has fewer, and a menu may begin at the home page too.
MOST_STEPS, MOST_BARRED = 6, 3
_ARROWS = re.compile(r"[›»>＞→‹]")
_WAY = re.compile(r"[›»>＞→‹]|\s//\s")
_BETWEEN = re.compile(r"\s*[›»>＞/|→‹]\s*")
# The same around links and spans: "Arts/Culture" is one of them.
_AROUND = re.compile(r"\s*[›»>＞→‹]\s*|\s+[/|]\s+|^\s*[/|]|[/|]\s*$")
_SIGN = re.compile(r"[›»>＞/|→‹]")
# What a line of breadcrumbs begins with on many sites: "You are here:".
_HERE = re.compile(
    r"\W{0,2}(?:you are (?:here|in)|(?:sie|du) (?:sind|bist|befinden sich) hier|vous [êe]tes ici|u bent hier|du (?:är|er) her?|"
    r"(?:usted est[áa]|est[áa]s) (?:aqu[íi]|en)|(?:voc[êe] est[áa]|est[áa]) (?:aqui|em)|(?:sei|ti trovi) (?:qui|in)|"
    r"jeste[śs] tutaj|вы (?:здесь|находитесь)|ви (?:тут|знаходитесь)|buradas[ıi]n[ıi]z|είστε εδώ|أنت هنا|"
    r"(?:您|你)?的?(?:当前|當前|现在|現在|目前|所在)?(?:的|所在)?(?:位置|位置は)|現在(?:位置|地)|현재 ?위치)"
    r"(?: ?[:：] ?| ?(?=[›»>]))",
    re.IGNORECASE,
)
# What stands at the end of the way in the place of the headline: the name of what a page is.
_END = re.compile(
    r"(?:this |full |news )?(?:article|story|details?|current page|read)|(?:full )?text|artikel|beitrag|meldung|detailansicht|"
    r"art[íi]culos?|nota|detalle|art[íi]go|mat[ée]ria|articolo|dettaglio|d[ée]tail|artyku[łl]|szczeg[óo][łl]y|[čc]l[áa]nek|cikk|"
    r"haber detay[ıi]?|detay|статья|статьи|материал|подробнее|стаття|матеріал|άρθρο|مقال|المقال|تفاصيل(?: الخبر)?|متن خبر|"
    r"[\u4e00-\u9fff]{0,4}正文|内容|內容|详情|詳情|新闻详情|新聞詳情|新闻正文|文章(?:正文|详情|內容)?|本文|記事(?:詳細)?|詳細|"
    r"본문|기사(?: ?본문)?|상세(?:보기)?",
    re.IGNORECASE,
)


def is_line(text: str) -> bool:
    """True for a line that begins at the home page, or says that it is the way to here.

    >>> is_line("Home > World > Europe"), is_line("您的位置：新闻 > 国际"), is_line("Europe > World"), is_line("国际 > 正文")
    (True, True, False, True)
    """
    if _SIGN.search(text, 0, LONGEST_LINE) is None:  # of most lines a page has no more is asked
        return False
    first = _BETWEEN.search(text[:LONGEST_LINE])
    if first is None or first.end() == len(text):
        return False
    if (first.start() <= LONGEST and is_home(text[: first.start()])) or _HERE.match(text) is not None:
        return True
    if text.isascii() or len(text) > LONGEST or not _ARROWS.search(first[0]):
        return False
    last = _ARROWS.split(text)[-1].split()
    return is_sites_home(text[: first.start()]) or (bool(last) and not last[0].isascii() and is_end(last[0]))


def _is_way(block: Block) -> bool:
    """A way from one section to another, without the home page: "News > Economy"."""
    steps = _WAY.split(block.text) if block.size <= LONGEST else ()
    first = steps[0].strip() if len(steps) > 1 else ""
    return (
        first != ""
        and all(0 < len(step.strip()) <= 30 for step in steps)
        and (read_section(first).section is not None or says_nothing(first))
    )


def _leads_to(block: Block, head: str) -> bool:
    """A way that begins with a link to the site, whatever it is called: ``<a href="/">Quay News</a> » World » Rain falls``.

    It ends at the headline, or with a link of its own. Strokes part the steps where each of them is a link, and nothing does
    where there are two or three: ``<a href="/">Home</a><a href="/world">World</a>``.
    """
    if not block.links:
        return False
    if _ARROWS.search(block.text) is None:
        return _is_linked_way(block)
    steps = [step.strip() for step in _ARROWS.split(block.text)]
    ends = bool(head) and block.key.endswith(head)
    # (A picture may be a link too.)
    return (ends or 1 < len(steps) <= min(block.links, MOST_STEPS)) and leads_home(block, steps[0])


def _is_linked_way(block: Block) -> bool:
    steps = [step for part in inline(block) if (step := part.strip(" \u00a0/"))]
    if not 1 < len(steps) <= min(block.links, MOST_BARRED) or not ("/" in block.text or is_home(steps[0])):
        return False
    return leads_home(block, steps[0]) and read_section(steps[-1]).section is not None


def is_end(label: str) -> bool:
    """True for the name of what a page is, which no section is called by: "Article", "正文"."""
    return _END.fullmatch(label) is not None


def crumbs(evidence: Evidence, headline: Block | None) -> list[Printed]:
    """The labels of a page's breadcrumbs, the nearest to the article first."""
    found = []
    head = headline.key if headline else ""
    for node in evidence.nodes if "BreadcrumbList" in evidence.types else ():
        if "BreadcrumbList" in structured.types(node):
            names = [
                name
                for name in _names(node.get("itemListElement"))
                if same(name) != head and len(name) < LONGEST and not is_end(name)
            ]
            found += [Printed(text=name, kind="jsonld", where="breadcrumb") for name in reversed(names[1:] or names)]
            break
    top = headline.index if headline is not None else 0
    blocks = [
        b
        for b in evidence.walked.found
        if b.size < LONGEST_LINE
        and (b.flags & CRUMBS or is_line(b.text) or (0 < top - b.index <= NEAR and (_is_way(b) or _leads_to(b, head))))
    ]
    for block in reversed(blocks[:12]):
        writers = linked_writers(block)
        steps = [step for step in pieces(block) if step not in writers and not _is_of_time_line(step)]
        barred = "|" in block.text and not _ARROWS.search(block.text)
        if len(steps) > (MOST_BARRED if barred else MOST_STEPS) and not block.flags & CRUMBS:
            continue
        for piece in reversed(steps):
            if (
                not (len(piece) > 12 and head.startswith(same(piece)))
                and same(piece) != head
                and length(piece) < LONGEST
            ):
                found.append(Printed(text=piece, kind="text", where="breadcrumb"))
    return found[:8]


def _is_of_time_line(step: str) -> bool:
    """A day, or how often the page was read, in a box that is called a way and holds the head of the article too."""
    return any(map(str.isdigit, step)) and (date_lines.datelike(step) or COUNTS.search(step) is not None)


def pieces(block: Block) -> list[str]:
    """The crumbs of a block in order: cut at links and at the signs between them; without the home page and the end."""
    cut = [piece for part in _parts(block) if (piece := part.strip())]
    if cut:
        cut[0] = _HERE.sub("", cut[0], count=1)
    cut = [piece for piece in cut if any(letter.isalpha() for letter in piece) and not is_end(piece)]
    home = len(cut) > 1 and (is_home(cut[0]) or is_sites_home(cut[0]) or _begins_at_home(block, cut[0]))
    return cut[1:] if home else cut


def _begins_at_home(block: Block, first: str) -> bool:
    return leads_home(block, first) and read_section(first).section is None


def leads_home(block: Block, first: str) -> bool:
    """Whether a block begins with a link to the site itself, whatever it is called: ``<a href="/">Valley News</a> / World``."""
    link = next(block.element.iter("a"), None) if block.links else None
    if link is None or same("".join(link.itertext())) != same(first):
        return False
    return links_home(link.get("href") or "")


def _parts(block: Block) -> list[str]:
    parts = inline(block) or [block.text]
    between = _BETWEEN if len(parts) == 1 else _AROUND
    return [piece for part in parts for piece in between.split(_HERE.sub("", part, count=1))]


def _names(items: Any) -> list[str]:
    if not isinstance(items, list):
        return []
    names = [
        structured.text(item) or structured.text(item.get("item")) for item in items[:12] if isinstance(item, dict)
    ]
    return [name for name in names if name]
