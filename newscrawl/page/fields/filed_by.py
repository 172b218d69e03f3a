"""Agencies named beside a time, or in a dateline of its own above the text: lines that a page sets apart from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import Block, fold
from newscrawl.page.tree.elements import BLOCK_TAGS
from newscrawl.page.tree.inline import STROKES, nodes_of
from newscrawl.page.tree.names import CAPTION, CARD, COMMENT
from newscrawl.text.agencies import agency_called
from newscrawl.text.dateline.places import is_city
from newscrawl.text.datelines import read_dateline
from newscrawl.text.labels.filed_lines import is_filed_line, may_hold_filed_line
from newscrawl.text.pictures.credits import is_credit
from newscrawl.text.times.words import class_of
from newscrawl.text.wire.filing import is_picture_credit
from newscrawl.text.wire.signoffs import is_copyright

# A line of its own that says who filed the copy, and from where.
_LONGEST = 60
_PICTURES = ("img", "picture", "figure", "video")
# What parts a line that names its agency and its time: strokes, dots, commas, brackets, and the numbers themselves.
_PARTS = re.compile(r"\s*[,;(（)）\[\]]\s*|\d[\d:./-]*(?:[ap]m\b|st\b|nd\b|rd\b|th\b|[年月日])?\s*")
_FIGURE = re.compile(r"\d")
_LABELLED = re.compile(r"[^\W\d_]{2,20}\s?[:：]\s*\S")
_SENTENCE = re.compile(r"(?<![ap]\.m)[.!?。]$", re.IGNORECASE)


def beside_time(near: list[Block], head: Block | None = None, body: Sequence[Block] = ()) -> list[str]:
    """The lines that name an agency right beside the time, or the part of the time's own line that does.

    "AA" under "10.11.2025 17:59", no picture between; "Source: Reuters" of "Source: Reuters | June 5, 2024 10:20".
    """
    found = []
    for before, block, after in zip([None, *near], near, [*near[1:], None], strict=False):
        if block.size > _LONGEST or block.has(CAPTION):
            continue
        for other in (before, after):
            if other is None or abs(other.index - block.index) != 1 or other.size > 120:
                continue
            if not date_lines.datelike(other.text) or not _names_filer(block, head, body):
                continue
            if not _pictured(block.element, other.element, back=other is before):
                found.append(block.text)
    if found or not body:
        return found[:2]
    for block in near:  # "CNN —" right above the text
        name = block.text.rstrip(" —–-") if block.index == body[0].index - 1 and block.size <= 20 else ""
        if name and name != block.text and not block.has(CAPTION | CARD | COMMENT) and agency_called(name) is not None:
            return [name]
    for block in near:
        found = _in_time_line(block) if _is_own(block, head, body) else []
        if found:
            return found[:3]
    return []


def _names_filer(block: Block, head: Block | None, body: Sequence[Block]) -> bool:
    """Whether a line says who filed; who is named beside the agency may be a teaser's writer, so not anywhere."""
    if not is_filed_line(block.text):
        return False
    return agency_called(block.text) is not None or (_is_own(block, head, body) and not block.has(CARD | COMMENT))


def _is_own(block: Block, head: Block | None, body: Sequence[Block]) -> bool:
    """Whether a line stands around the headline or right behind the text; teasers further down name their own agencies."""
    if not body:
        return False
    above = max(0, (head.index if head is not None else body[0].index) - 3)
    return above <= block.index <= body[0].index + 1 or 0 < block.index - body[-1].index <= 2


# So many blocks above the text the line of the writer stands at most.
_ABOVE = 8


def dateline_above(blocks: Sequence[Block], body: Sequence[Block]) -> list[str]:
    """A dateline in a box of its own right above the text: <div class="dateline">OSLO (Reuters)</div><p>Rain fell ...

    In the place of the writer, above the times, it ends with its dash: <span class="author">Paris (AFP) –</span>.
    """
    first = body[0].index if body else 0
    for block in blocks[max(0, first - _ABOVE) : first]:
        dashed = block.size <= 45 and block.text.endswith(("—", "–", "-"))
        if block.index < first - 2 and not (dashed and "(" in block.text):
            continue
        if block.size > 80 or block.links or block.has(CAPTION | CARD | COMMENT) or not (dashed or "(" in block.text):
            continue
        for line in (block.text, *([bracketed] if dashed and (bracketed := _with_brackets(block.text)) else ())):
            found = read_dateline(line)
            if found is not None and (dashed or found.agencies) and found.dateline.places and not found.rest:
                return [line]
    return []


_NAMED_PLACE = re.compile(r"date-?line|article[\w-]{0,6}location|^loc(?:ation)?$", re.IGNORECASE)
_ANY_PLACE = re.compile(r"\s*loc(?:ation)?\s*", re.IGNORECASE)
# "OSLO", "ENCINITAS, Calif."
_PLACE_ENDS = re.compile(r"[^\W\d_]\Z|, [^\W\d_]{2,6}\.\Z")
_LONGEST_PLACE = 40


def opening_place(blocks: Sequence[Block], body: Sequence[Block]) -> list[str]:
    """What stands for the first paragraph where a place in capitals opens the text, unparted: its dateline, and the rest.

    In an element of its own, as Reuters and CBS printed it (``<span class="articleLocation">OSLO</span> Rain fell``), or
    alone right above the text or in its first paragraph, as the New York Times does.
    """
    if not body or read_dateline(body[0].text) is not None:
        return []
    first = body[0]
    above = next((block for block in blocks if block.index == first.index - 1), None)
    if above is not None and _is_place_alone(above, first, blocks):
        return [f"{above.text} —", first.text]
    if len(body) > 1 and _is_place_alone(first, body[1], blocks):
        return [f"{first.text} —"]
    element = next(iter(first.element), None)
    if element is None or (first.element.text or "").strip() or not _NAMED_PLACE.search(element.get("class") or ""):
        return []
    place = fold("".join(element.itertext()))
    rest = first.text.removeprefix(place).lstrip()
    if first.text == rest or len(place) > _LONGEST_PLACE or not _PLACE_ENDS.search(place):
        return []
    # ("Location" alone may hold a country, a region, a body.)
    town, state, _ = place.partition(",")
    told = state or is_city(place) or not _ANY_PLACE.fullmatch(element.get("class") or "")
    if not (told and town.isupper() and rest[:1].isupper()) or read_dateline(f"{place} — {rest}") is None:
        return []
    return [f"{place} —", rest]


def _is_place_alone(block: Block, after: Block, blocks: Sequence[Block]) -> bool:
    """Whether a paragraph is a city that datelines name, in capitals, and one such as the text behind it: "PITTSBURGH".

    Where a second line in capitals stands alone they are subheadings, or who speaks.
    """
    if block.tag != "p" or block.links or block.size > _LONGEST_PLACE or not block.text.isupper():
        return False
    beside, paragraph = block.element, after.element
    alike = beside.getparent() is paragraph.getparent() and beside.get("class") == paragraph.get("class")
    if not alike or not is_city(block.text) or read_dateline(after.text) is not None:
        return False
    return not any(
        other is not block and other.tag == "p" and other.size <= _LONGEST_PLACE and other.text.isupper()
        for other in blocks
    )


def _with_brackets(line: str) -> str | None:
    """A dateline whose pieces only their type parts, as it is written: ``<b>Oslo</b> <span>CNN</span> —``."""
    words_ = line.rstrip(" —–-").split()
    for size in (1, 2):
        agency = agency_called(" ".join(words_[-size:])) if len(words_) > size else None
        if agency is not None and not agency.photo and not agency.shy:
            return f"{' '.join(words_[:-size])} ({' '.join(words_[-size:])}) —"
    return None


def _in_time_line(block: Block) -> list[str]:
    """The parts of a line with a time that are a credit and nothing else."""
    text = block.text
    if block.size > 240 or block.has(CAPTION | CARD | COMMENT) or not date_lines.datelike(text):
        return []
    if is_copyright(text) or _SENTENCE.search(text) or is_picture_credit(text) or _holds_picture(block.element):
        return []
    found: list[str] = []
    # A span or a line of its own parts as a stroke does: "<span>PTI</span>, <span>Rome</span>", "Reuters<br>5 June".
    # (A time that stands bare in its container is a line of it: what else the container holds is none of this line's.)
    nodes = nodes_of(block)
    # (Before its figures a line may say who filed it: "Ann Lee (AFP) 5 June 2024".)
    may = may_hold_filed_line(text)
    nodes += [text, _FIGURE.split(text, maxsplit=1)[0].strip()] if may else [text]
    pieces = [piece for node in nodes for piece in (node, *STROKES.split(node))]
    for piece in dict.fromkeys(piece for piece in pieces if piece):
        whole = _without_month(piece) if may else ""
        if whole and is_filed_line(whole):
            found.append(whole)
            continue
        for number, part in enumerate(_PARTS.split(piece)):
            bare = _without_month(part)
            if not is_credit(bare) and not (may and is_filed_line(bare)):
                continue
            agency = agency_called(bare)
            # "Harrisburg, PA": initials that are words too must stand alone or first, or have a label.
            if agency is not None and (agency.photo or (agency.shy and number and not _LABELLED.match(bare))):
                continue
            found.append(bare)
    return list(dict.fromkeys(found))


def _without_month(part: str) -> str:
    """A part without the names of months and days at its ends: "Reuters June" of "Reuters June 5, 2024"."""
    left = part.strip(" :：-–—").split()
    for at in (0, -1):
        while len(left) > 1 and class_of(left[at]) in ("m", "w"):
            left.pop(at)
    return " ".join(left)


def _holds_picture(line: Any) -> bool:
    """Whether a picture stands in a line itself; in a box inside the line's own element it is none of the line's."""
    for picture in islice(line.iter(*_PICTURES), 8):
        above = picture.getparent()
        while above is not None and above is not line and above.tag not in BLOCK_TAGS:
            above = above.getparent()
        if above is line or picture is line:
            return True
    return False


def _pictured(line: Any, time: Any, *, back: bool) -> bool:
    """Whether a picture stands between a line and the time before (``back``) or after it, or in the line's own box."""
    above = {*time.iterancestors(), time}
    element = line
    while element is not None and element not in above:
        if next(element.iter(*_PICTURES), None) is not None:
            return True
        for sibling in element.itersiblings(preceding=back):
            if sibling in above:
                break
            if next(sibling.iter(*_PICTURES), None) is not None:
                return True
        element = element.getparent()
    return False
