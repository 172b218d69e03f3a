"""Who wrote it and who filed it: candidates from metadata and from lines near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from newscrawl.items import Printed
from newscrawl.page.evidence import Evidence
from newscrawl.page.fields.others_people import is_filed_under, is_of_a_slide, is_of_a_teaser, is_who_took_it
from newscrawl.page.paragraphs.furniture import TAGS
from newscrawl.page.tree import date_lines, meta_names, structured
from newscrawl.page.tree.blocks import HEADINGS, Block, fold
from newscrawl.page.tree.elements import words_before
from newscrawl.page.tree.inline import STROKES, inline, nodes_of
from newscrawl.page.tree.names import BYLINE, CAPTION, CARD, FURNITURE, QUOTE, STANDFIRST
from newscrawl.text.bylines import is_of_others, opens, read_byline
from newscrawl.text.dateline.correspondents import is_correspondents_line
from newscrawl.text.labels.filed_lines import is_filed_line
from newscrawl.text.letters import MARKS
from newscrawl.text.people.eastern import writers
from newscrawl.text.pictures.picture_words import tells_of_picture
from newscrawl.text.spoken_bylines import names_writer

_BY = re.compile(
    r"^(?:by:?|von:?|vom|por:?|par:?|di|af|av|door|autor(?:es|in)?:?|authors?:|автор:?|text:?|reporter:?|minn|egilea:?"
    r"|(?:written|article|story|report) by:?|muhabir:?|yazan:?)\s+\S"
    r"|^(?-i:By|BY|Por)(?-i:(?=[A-Z][a-z.]))",  # "ByAnn Lee": a space of the layout
    re.IGNORECASE,
)
# "AFP, MANILA" under the headline.
_FILED_FROM = re.compile(r"[^,\d]{2,30}, ?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}")
# "Photography by", "Bildredaktion": words for those who took, chose or edited pictures begin as words for pictures do.
_OF_PICTURES = re.compile(r"\b(?:photo|foto|bild|image|picture)|©|\w/\w", re.IGNORECASE)
_NAMES = 6
_LONGEST_LABEL = 30
LONGEST_LINE = 100
# How far under the headline a byline stands.
_UNDER = 16
# Where the names of writers lead.
_WRITERS = re.compile(
    r"/(?:authors?|by|bylines?|columnists?|contributors?|journalists?|reporters?|writers?|staff|autor(?:e[ns]?|i|in)?|auteurs?|redactores)/[\w.~%-]+/?(?:[?#]|\Z)"
)
# A line of label, time and writer is no longer, and stands so many blocks above the headline at most.
_LONGEST_HEADER, _OVER = 160, 3
_WORD = rf"[^\W\d_][\w.'’{MARKS}-]*"
_TWO_WORDS = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")


def is_spoken(line: str) -> bool:
    """Whether a line says "by" before a name, or who its author is: "By Ann Lee", "Autor Administrator"."""
    return _BY.match(line) is not None or (":" in line[:24] and opens(line))


# So many writers are linked above a text; behind it those of teasers are.
_MOST_LINKED = 5


def authors(evidence: Evidence, head: Block | None) -> list[str]:
    """The authors that metadata names, in order; where it names none, those of bylines under the headline."""
    stated = evidence.from_linked_data("author") + evidence.from_meta(meta_names.AUTHOR)
    names: list[str] = []
    for printed in stated + evidence.from_microdata("author"):
        whole = _TWO_WORDS.fullmatch(printed.text) and not _BY.match(
            printed.text
        )  # (Reading a byline costs as much as a page's times.)
        names += [printed.text] if whole else read_byline(printed.text).names or [printed.text]
    linked = (fold("".join(element.itertext())).strip(" ,") for element in evidence.walked.authors[:_MOST_LINKED])
    names += [name for name in linked if _TWO_WORDS.fullmatch(name)]
    under = (
        evidence.walked.found[head.index + 1 : head.index + _UNDER]
        if head is not None and not any(map(_TWO_WORDS.fullmatch, names))
        else []
    )
    for block in under:
        if (
            block.size <= 100
            and not block.ends
            and not block.has(QUOTE)
            and (block.has(BYLINE) or _BY.match(block.text))
        ):
            names += [name for name in read_byline(block.text).names if " " in name]
    return names


def bylines(evidence: Evidence, near: list[Block], head: Block | None, body: list[Block]) -> list[Printed]:
    """JSON-LD, meta, microdata, then what is seen: links that say so, inline names, lines near the headline."""
    found = []
    for node in evidence.linked_data[:3]:
        found += [
            Printed(text=text[:300], kind="jsonld", where="author") for text in structured.texts(node.get("author"))
        ]
    found += [printed for printed in evidence.from_meta(meta_names.AUTHOR) if not printed.text.startswith("http")]
    found += evidence.from_microdata("author")
    # (A standfirst opens the text above the line of its writer.)
    opens = next((b for b in body[:2] if b.tag not in HEADINGS and not b.has(STANDFIRST)), body[0] if body else None)
    first = opens.index if opens is not None else (head.index + 8 if head is not None else 0)
    elements = {block.element for block in near if block.index <= first + 1}
    elsewhere = []
    for element in evidence.walked.authors[:5]:
        text = fold(" ".join(element.itertext()))[:200]
        if is_of_others(words_before(element)):
            continue
        if text and any(above in elements for above in islice(element.iterancestors(), 8)):
            found.append(Printed(text=text, kind="text", where="rel=author"))
        elif text:
            elsewhere.append(Printed(text=text, kind="text", where="rel=author elsewhere"))
    found += _labels(evidence, near, first, head)
    if head is not None:
        for block in near:
            if head.index < block.index <= first and not block.furniture:
                found += [Printed(text=name, kind="text", where="rel=author") for name in linked_writers(block)]
    lines = []
    behind = body[-1].index if body else first
    filed_under = -2
    for block in near:
        if is_of_a_teaser(block, evidence.walked.found):
            continue
        # "Filed Under", and the links behind it: what it is filed under.
        linked = block.index == filed_under + 1 and is_filed_under(block)
        if linked or (not block.links and block.size <= _LONGEST_LABEL and TAGS.match(block.text)):
            filed_under = block.index
            continue
        if head is not None and head.index - _OVER <= block.index <= first:
            lines += [Printed(text=said, kind="text", where="byline, spoken") for said in _said_beside_time(block)]
        # Between headline and text a line that says "by" is a byline, whatever its box is called.
        above = head is not None and head.index < block.index <= first
        told = above and not (block.ends or block.has(CAPTION | CARD)) and names_writer(block.text)
        spoken = _BY.match(block.text) is not None
        if not spoken and not block.text.isascii() and (above or behind < block.index <= behind + 3):
            # "来源：… 作者：…", "中央社／台北 11日電"
            spoken = bool(writers(block.text)) or (
                block.size <= 60 and "／" in block.text and bool(read_byline(block.text).agencies)
            )
        if block.caption and block.has(BYLINE) and is_who_took_it(block, evidence.walked.found):
            continue
        filed = above and block.size <= 60 and not block.caption and not block.has(CARD) and _names_filer(block)
        if not filed and (
            block.size > 200
            or not (spoken or told or block.has(BYLINE))
            or (block.furniture and not ((spoken or told) and above))
        ):
            continue
        if (not (spoken or told) and block.size > LONGEST_LINE and block.ends) or is_of_a_slide(block):
            continue  # who the writer is, in a sentence; who took a slide
        lines += _linked(block)
        if (said := _first_piece(block)) is not None:
            lines.append(Printed(text=said, kind="text", where="byline, spoken"))
        if spoken and (name := _linked_behind_by(block)):
            lines.append(Printed(text=name, kind="text", where="byline, spoken"))
        # (What only its words tell may be of a book: a line that says "by" goes before it.)
        where = "byline, spoken" if spoken else "byline, told" if told else "byline"
        lines.append(Printed(text=_parted(block), kind="text", where=where))
    return found + sorted(lines, key=lambda line: line.where != "byline, spoken") + elsewhere


def _said_beside_time(block: Block) -> list[str]:
    """Who wrote it, in one line with the time: "World | 11 September 2024 09:43 | By Ann Lee"; bars or spans part it."""
    if block.size > _LONGEST_HEADER or not date_lines.datelike(block.text) or block.has(CAPTION | CARD | QUOTE):
        return []
    parts = [part for whole in (*nodes_of(block), block.text) for part in STROKES.split(whole)]
    said = [part for part in parts if len(part) <= LONGEST_LINE and _BY.match(part) and not date_lines.datelike(part)]
    return list(dict.fromkeys(said))[:1]


def _names_filer(block: Block) -> bool:
    """ "AFP, MANILA"; in a toolbar too "Source: AFP", and what is named a byline and names agencies only."""
    if _FILED_FROM.fullmatch(block.text) or (block.furniture and block.has(BYLINE)):
        reading = read_byline(block.text)
        return bool(reading.agencies) and not (block.furniture and reading.names)
    return block.furniture and is_filed_line(block.text)


def _parted(block: Block) -> str:
    """A byline with commas between names that only their elements part: ``<span>Ann Lee</span><span>Bo Ek</span>``."""
    names = inline(block) if not block.links and "," not in block.text else []
    several = 1 < len(names) <= _NAMES and all(map(_TWO_WORDS.fullmatch, names)) and not opens(f"{names[0]} x")
    several = several or (1 < len(names) <= _NAMES and any(map(is_correspondents_line, names)))  # and where from
    if several:
        return ", ".join(names)
    # "Pewarta: Dewi Lara" and "Selasa, 15 Februari 2022" in spans of their own.
    dated = [at for at, piece in enumerate(names) if at and date_lines.datelike(piece)]
    return f"{' '.join(names[: dated[0]])} | {' '.join(names[dated[0] :])}" if dated else block.text


def _labels(evidence: Evidence, near: list[Block], first: int, head: Block | None) -> list[Printed]:
    """Inline names of writers in the lines above the text; under it only where there are none above.

    In a menu above the headline they are those of other articles.
    """
    top = head.index if head is not None else 0
    # At the end of a longer line stands who took the picture.
    indexes = {
        block.index
        for block in near
        if block.size <= 160 and not block.caption and not is_of_a_teaser(block, evidence.walked.found)
    }
    labels = [
        label
        for label in evidence.walked.labels
        if label.flags & BYLINE
        and not label.flags & CAPTION
        and label.index in indexes
        and len(label.text) <= 80
        and label.tag != "cite"
        and not _OF_PICTURES.search(label.text)
        and not tells_of_picture(label.text)
    ]
    above = [
        label for label in labels if label.index <= first + 1 and (label.index >= top or not label.flags & FURNITURE)
    ]
    behind = [label for label in labels if label.index > first + 1 and not label.flags & FURNITURE]
    return [Printed(text=label.text, kind="text", where="label") for label in (above or behind)[:_NAMES]]


def _linked_behind_by(block: Block) -> str | None:
    """The name that is a link right behind "by", where more stands behind it: "By <a>Ann Lee</a> Harbour Desk"."""
    link = next(block.element.iter("a"), None) if 0 < block.links <= _NAMES else None
    name = fold(" ".join(link.itertext())) if link is not None else ""
    if not _TWO_WORDS.fullmatch(name) or not read_byline(name).names:
        return None
    before, found, behind = block.text.partition(name)
    return name if found and behind.strip() and len(before) <= 16 and _BY.match(f"{before}x") else None


def _first_piece(block: Block) -> str | None:
    """The name in an element of its own, before the writer's desk or address.

    ``<span>By Ann Lee</span><br><span>BBC News, Delhi</span>``, ``<a>Ann Lee</a><span>lee@valley.example</span>``
    """
    broken, mailed = block.element.find("br") is not None, "@" in block.text
    pieces = inline(block) if broken or mailed else []
    if len(pieces) < 2 or not (_BY.match(pieces[0]) or (mailed and "@" in pieces[1])):
        return None
    return pieces[0] if read_byline(pieces[0]).names else None


def linked_writers(block: Block) -> list[str]:
    """The names in a short line whose links lead to writers' own pages: ``<a href="/reporters/ann-lee">Ann Lee</a>``."""
    if not 0 < block.links <= _NAMES or block.size > 120:
        return []
    links = ((link.get("href") or "", link) for link in islice(block.element.iter("a"), _NAMES))
    names = [fold(" ".join(link.itertext())) for to, link in links if _WRITERS.search(to)]
    return [
        name for name in names if _TWO_WORDS.fullmatch(name) and not is_of_others(block.text.partition(name)[0][-60:])
    ]


def _linked(block: Block) -> list[Printed]:
    """Names side by side, each a link: "Ann LeeBo Ek" is two people."""
    if block.links < 2:  # (Other blocks of its element may have more.)
        return []
    names = [text for link in islice(block.element.iter("a"), _NAMES) if (text := fold(" ".join(link.itertext())))]
    # Tags and dates are linked too: every link must be of two words or more, and together they are the line.
    if (
        len(names) < 2
        or sum(map(len, names)) < 0.7 * len(block.text)
        or not all(_TWO_WORDS.fullmatch(name) for name in names)
    ):
        return []
    return [Printed(text="; ".join(names), kind="text", where="byline, linked")]


def credits_of(evidence: Evidence) -> list[Printed]:
    """Metadata that may name an agency."""
    found = evidence.from_linked_data(
        "copyrightHolder", "sourceOrganization", "provider", "creator", "isBasedOn", "contributor"
    )
    found += evidence.from_meta(meta_names.CREDIT)
    return found + evidence.from_microdata("sourceOrganization", "copyrightHolder", "provider", "picture")


def beside_time(blocks: Iterable[Block]) -> list[str]:
    """Lines beside the time, and their links apart: "PTI Mumbai" links its agency only."""
    found = []
    for block in blocks:
        links = (fold(" ".join(link.itertext())) for link in islice(block.element.iter("a"), 3))
        found += [block.text, *(text for text in links if text)]
    return found
