"""What a reader of the archive must know of a page: cut by a paywall, live blog, several stories, only a caption."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from newscrawl.items import Mark
from newscrawl.page.body import Body
from newscrawl.page.evidence import Evidence
from newscrawl.page.paragraphs import furniture, walls
from newscrawl.page.paragraphs.list_headings import heads_list
from newscrawl.page.paragraphs.next_pages import LONGEST, counts_pages, leads_on
from newscrawl.page.paragraphs.places import inside
from newscrawl.page.tree.blocks import HEADINGS, Block
from newscrawl.text.datelines import DatelineReading, is_sure, read_dateline

# A free page's article is longer than what a paywall leaves.
LEFT_BY_PAYWALL = 1500
# Entries of a live blog, items of briefs: two may be anything.
LEAST_ENTRIES, LEAST_ITEMS = 4, 3
# A wall stands at most so many lines behind what it cut.
NEAR = 40
# What offers a login stands right behind it.
BESIDE = 15
# Less than this says nothing: a button "OK", a picture's name.
LEAST_SAID = 15
# Briefs show their datelines within so many paragraphs.
MOST_READ = 300


def _words(name: str) -> re.Pattern[str]:
    data = tomllib.loads(files("newscrawl.page").joinpath("data/marks.toml").read_text(encoding="utf-8"))
    words = "|".join(line for line in data[name].split("\n") if line)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_LIVE, _BRIEFS = _words("live"), _words("briefs")
# "11.04 Uhr: A drone falls", "9h05 - The bourse opens", "10:05", "8:02PM", "21 mins ago 11:48"
_CLOCK = re.compile(r"\W{0,3}([012]?\d)\s?[:.h]\s?([0-5]\d)\b(?!\.\d)\s?(?:uhr\b|[ap]\.?m\b|h\b)?", re.IGNORECASE)
# "11 a.m." alone in its line; a paragraph that a clock opens: "14.20 Uhr: The quay is open.", "9:05 - The bourse opens".
_HOUR = re.compile(r"\W{0,3}[012]?\d\s?[ap]\.?m\.?\W{0,3}", re.IGNORECASE)
_CLOCKED = re.compile(_CLOCK.pattern + r"\.?\s?(?:[A-Z]{2,4}\s?)?[:|–—-]", re.IGNORECASE)
# How a paragraph with a dateline may begin; looking for one costs more.
_HEAD = re.compile(r"[(\[]?[^\W\d_].{1,70}?(?:\s[-–—]{1,2}\s|[—–]|\)\s?[-–—:.]|\s--)")
_BARE_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:h]([0-5]\d)(?: [ap]\.?m\.?)? (?=[^\W\d_a-z])")
_AGO = re.compile(
    r"\W{0,3}\d{1,2} ?(?:m|h|min(?:ute)?s?|hours?|std|stunden?) ago\b|\W{0,3}vor \d|\W{0,3}(?:hace|il y a) \d",
    re.IGNORECASE,
)


def marks_of(
    evidence: Evidence,
    blocks: list[Block],
    body: Body,
    *,
    headlines: Iterable[str],
    url: str,
    size: int,
    only_caption: bool = False,
) -> list[Mark]:
    """The marks of one page, in the schema's order; ``headlines`` are the first candidates, ``size`` is the text's in letters."""
    found: list[Mark] = []
    if is_cut_by_paywall(evidence, blocks, body, size):
        found.append("paywalled")
    if evidence.document.cut or is_first_of_pages(blocks, body) or _is_too_long(evidence.walked.cut, body):
        found.append("truncated")
    headlines = list(headlines)[:2]
    names = [*headlines, *address_words(url)]
    if is_live(evidence, blocks, body, names):
        found.append("live_blog")
    elif is_briefs(body.blocks, [*names, *evidence.meta.get("article:section", [])[:2]]):
        found.append("briefs")
    if only_caption:
        found.append("caption_only")
    # (A character that was lost before the page was saved is lost too.)
    if evidence.document.suspect or any("\ufffd" in text for text in (*headlines, *(b.text for b in body.blocks))):
        found.append("suspect_encoding")
    return found


def is_cut_by_paywall(evidence: Evidence, blocks: list[Block], body: Body, size: int) -> bool:
    """True where the text is short, or ends in mid-sentence, and page or metadata speak of a wall.

    Most pages that could be closed are not: of 300 saved pages 60 say "not free" or "metered" or hold a hidden wall, and
    print the whole text all the same.
    """
    last = body.blocks[-1] if body.blocks else None
    open_ended = last is not None and last.text.rstrip(' \xa0»"”').endswith(("...", "…"))
    if size >= LEFT_BY_PAYWALL and not open_ended:
        return _is_locked(evidence)
    if body.paywalled or _is_closed(evidence):
        return True
    start = last.index + 1 if last is not None else 0
    near = blocks[start : start + NEAR] if last is not None else blocks
    near = [block for block in near if block.size < 600 and not block.comment]  # "Comments are for subscribers only"
    if last is not None:
        around = {last.element, *last.element.iterancestors()}
        if any(block.size >= LEAST_SAID and walls.in_box(block.element, around) for block in near[:BESIDE]):
            return True
    words = walls.wall_words("\n".join(block.text for block in near).lower().encode("utf-8", "surrogatepass"))
    return bool(words) and any(
        walls.is_wall(block.text, words)
        # (Far behind the text a site asks whoever it knows to log in, as any site may.)
        and not (last is not None and block.index > last.index + BESIDE and _LOGIN.fullmatch(block.text))
        for block in near
    )


def _is_too_long(cut: Any, body: Body) -> bool:
    """Whether the page has more lines than are read, and the first of the others stands where the text does."""
    return None not in (cut, body.container) and inside(cut, body.container)


_LOGIN = re.compile(
    r"\W*already (?:a (?:subscriber|member)|have an account)\b.{0,4}(?:please )?(?:log|sign) ?in\b.{0,10}",
    re.IGNORECASE,
)


# What leads to all pages of a text as one; what leads to its next page has a table of its own.
_ALL_PAGES = re.compile(
    r"\W{0,3}(?:(?:view|read|show|see) (?:as |on |all )?(?:a |one |single )?pages?"
    r"|(?:view|read|show) (?:this )?(?:article|story )?(?:on|as) (?:a |one )?(?:single )?page|single page"
    r"|(?:artikel )?auf einer seite (?:lesen|anzeigen)|(?:leer|ver) en una (?:sola )?p[áa]gina"
    r"|(?:lire|voir) sur une (?:seule )?page"
    r"|показать все страницы|余下全文|在本页阅读全文)\W{0,4}",
    re.IGNORECASE,
)
PAGES_NEAR = 12


def is_first_of_pages(blocks: list[Block], body: Body) -> bool:
    """True where a link right behind the text leads to its next page, and no such text of comments or a gallery."""
    last = body.blocks[-1] if body.blocks else None
    if last is None:
        return False
    for block in blocks[last.index + 1 : last.index + 1 + PAGES_NEAR]:
        if block.comment or (block.heading and heads_list(block.text)):
            return False
        if block.size > LONGEST:
            continue
        if (block.links and (leads_on(block.text) or _ALL_PAGES.fullmatch(block.text))) or counts_pages(block.text):
            return True
    return False


_DOTS = re.compile(r"[\[(]\s?(?:\.\.\.|…)\s?[\])]\W{0,2}\Z")


def is_excerpt(blocks: list[Block], body: Body) -> bool:
    """True where the text ends in "[...]" and a link to the rest stands right behind it."""
    last = body.blocks[-1] if body.blocks else None
    if last is None or not _DOTS.search(last.text[-12:]):
        return False
    return any(
        b.links and b.size <= 80 and furniture.REST.match(b.text) for b in blocks[last.index + 1 : last.index + 4]
    )


def _is_closed(evidence: Evidence) -> bool:
    return any(str(node.get("isAccessibleForFree")).lower() == "false" for node in evidence.linked_data[:3])


def _is_locked(evidence: Evidence) -> bool:
    """Closed for all, by both ways of saying so: what is printed of it is scrambled or a part."""
    return _is_closed(evidence) and "locked" in evidence.meta.get("article:content_tier", ())


def address_words(url: str) -> list[str]:
    """The words of an address's path: "/news/live-ticker/x-1" may name what its headline does not."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return []
    return [re.sub(r"[-_]+", " ", part) for part in path.split("/") if part][-4:]


def says_live(evidence: Evidence) -> bool:
    """True where JSON-LD calls the page a live blog."""
    return "LiveBlogPosting" in evidence.types


def is_live(evidence: Evidence, blocks: list[Block], body: Body, names: Sequence[str]) -> bool:
    """By JSON-LD; by headings that begin with clocks, the newest first; by a name and lines of clocks among the text."""
    if says_live(evidence):
        return True
    if not body.blocks:
        return False
    headed = [found for b in body.blocks if (b.tag in HEADINGS or b.bold) and (found := _CLOCK.match(b.text))]
    clocks = [int(found[1]) * 60 + int(found[2]) for found in headed]
    falling = sum(1 for newer, older in pairwise(clocks) if older <= newer)
    if len(clocks) >= LEAST_ENTRIES and falling >= 0.7 * (len(clocks) - 1):
        return True
    if _runs_backwards(body.blocks):
        return True
    first, last = body.blocks[0].index, body.blocks[-1].index
    alone = sum(1 for b in blocks[first : last + 1] if b.size <= 40 and _is_clock(b.text))
    opened = sum(
        1 for b in body.blocks if b.size > 40 and b.tag not in HEADINGS and not b.bold and _CLOCKED.match(b.text)
    )
    # (Few pages have as many clocks; the names of live blogs are many.)
    return len(clocks) + alone + opened >= LEAST_ITEMS and any(_LIVE.search(name) for name in names)


def _runs_backwards(chosen: list[Block]) -> bool:
    """Paragraphs that open with bare clocks, the newest first: "16.06 A ship ...", "15.25 As night falls ..."."""
    opened = [found for b in chosen if b.size > 40 and b.tag not in HEADINGS and (found := _BARE_CLOCK.match(b.text))]
    if len(opened) < 2 * LEAST_ENTRIES:
        return False
    clocks = [int(found[1]) * 60 + int(found[2]) for found in opened]
    falling = sum(1 for newer, older in pairwise(clocks) if older <= newer)
    return falling >= 0.8 * (len(clocks) - 1)


def _is_clock(text: str) -> bool:
    return bool(_CLOCK.match(text) or _AGO.match(text) or _HOUR.fullmatch(text))


def is_briefs(chosen: list[Block], names: Sequence[str]) -> bool:
    """By a name and short items under headings of their own; by datelines of several places at the head of paragraphs."""
    places = set()
    openings = [b for b in chosen[:MOST_READ] if b.size >= 60 and _may_have_dateline(b.text)]
    if len(openings) >= LEAST_ITEMS:
        for block in openings:
            found = read_dateline(block.text)
            if found is not None and found.dateline.places and _heads_an_item(block, found):
                places.add(found.dateline.places)
                if len(places) >= LEAST_ITEMS:
                    return True
    if not any(_BRIEFS.fullmatch(name.strip()) or _begins(name) for name in names):
        return False
    headed = sum(
        1
        for heading, text in pairwise(chosen)
        if (heading.tag in HEADINGS or heading.bold) and heading.size <= 200 and not text.bold and text.size >= 60
    )
    return headed >= LEAST_ITEMS


def _heads_an_item(block: Block, found: DatelineReading) -> bool:
    """Whether a dateline begins a story of its own; without an agency words in bold or before a colon are lead-ins."""
    if not found.dropped:
        return True
    if not is_sure(found) or block.text[len(found.dateline.text) :].lstrip().startswith(":"):
        return False
    first = next((child for child in block.element.iter() if child is not block.element), None)
    return first is None or first.tag not in ("b", "strong") or bool((block.element.text or "").strip())


def _may_have_dateline(text: str) -> bool:
    """Whether a paragraph begins with anything and a dash or a bracket; looking for the dateline costs more."""
    head = text[:80]
    return any(map(head.__contains__, ("-", ")", "–", "—"))) and _HEAD.match(text) is not None


def _begins(name: str) -> bool:
    """ "News in brief: a ferry, a bridge", "Coast today - in brief"."""
    parts = re.split(r"\s*[:|–—]\s*|\s+-\s+", name)
    return len(parts) > 1 and any(_BRIEFS.fullmatch(part.strip()) for part in (parts[0], parts[-1]))
