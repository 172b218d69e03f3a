"""Section labels in one line with the visible time: "In World | 11 September 2024 09:43 | Views: 12"."""

from __future__ import annotations

import re
from typing import Any

from newscrawl.items import SiteFacts
from newscrawl.page.fields import people
from newscrawl.page.fields.kickers import is_other_field, is_section, menu, word_count
from newscrawl.page.paragraphs.places import prose
from newscrawl.page.paragraphs.site_lines import LINES
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import Block, same
from newscrawl.page.tree.inline import inline
from newscrawl.page.tree.names import BYLINE, CAPTION
from newscrawl.text.labels.filed_lines import is_credit_line
from newscrawl.text.letters import length
from newscrawl.text.people.outlets_eastern import is_medium
from newscrawl.text.times.words import class_of
from newscrawl.text.timestamps import read_timestamp

NAMES_A_TIME = re.compile(
    r"\W*(?:date|time|(?:date |last )?(?:published|posted|added|updated)(?: (?:on|at))?|datum|zeit|fecha(?: de \w{4,14})?|hora|"
    r"data(?: (?:di |de |da )?(?:dodania|publikacji|utworzenia|public\w{3,6}))?|дата(?: публикации)?"
    r"|время|опубликовано|tarih|تاریخ(?: انتشار)?|زمان انتشار|ساعت|تاريخ النشر|التاريخ)\W*",
    re.IGNORECASE,
)
_BY_LAST = re.compile(r"(?:^|\s)(?:by|von|par|por|di|door|av|af)$", re.IGNORECASE)
_BY_WHOM = re.compile(r"(?:by|von|par|por|di|door|av|af)\s", re.IGNORECASE)
# A line of facts is parted by bars, bullets and wide spaces; a comma belongs to a dateline or a name.
_BETWEEN_FACTS = re.compile(r"\s*[|·•/»›]\s*|\s+[-–—]\s+|\s+(?=(?:by|By|BY|von|par|por|Von|Par|Por)(?:\s|$))")
# "Dateline: Manila/Philippines" is one fact, whatever it is parted by.
_FACTS = re.compile(r"\s*[|·•»›]\s*|\s+/\s+|\s+[-–—]\s+")
# What stands in such a line too: comments, views, minutes to read, buttons.
COUNTS = re.compile(
    r"comment|komm?ent|коммент|yorum|views?\b|hits\b|aufrufe|просмотр|\bmins?\b|\bread\b|lesezeit|share|teilen|print|druck|"
    # How often it was read, in the words that stand beside such a count.
    r"oxun(?:ub|ma|du)|baxış|baxılıb|okunma|görüntülenme|қарал|оқыл|көрүлдү|ko['‘’]rildi|o['‘’]qildi|ნახვა|ნანახია|դիտում|үзсэн|уншсан|afișări|"
    r"vizualiz|megtekint|zobrazen|přečten|odsłon|wyświetle|pregleda\b|čitanja|прегледи|прочетен|прочитано|перегляд|προβολές|צפיות|مشاهد|قراءة|"
    r"بازدید|व्यूज|বার পঠিত|পঠিত|lượt xem|dibaca|dilihat|阅读|浏览|点击|閱讀|瀏覽|조회|閲覧",
    re.IGNORECASE,
)
_EDGES = " \t|·•/»›-–—:,;()[]"
_DIGIT = re.compile(r"\d")


def in_line_with_time(near: list[Block], root: Any) -> list[str]:
    """What stands in one line with the visible time and is a section: it has a meaning, or the page's menu has it.

    "In World | 11 September 2024 09:43 | Views: 12" says "In World"; "BAKU, 11 September 2024" says nothing.
    """
    for block in near:
        if block.size > 120 or prose(block) or block.has(BYLINE | CAPTION) or not date_lines.datelike(block.text):
            continue
        parts = inline(block)
        named = _named_beside_time(block, parts)
        # A place alone is where the news is from.
        known = [piece for piece in named if is_section(piece)]
        if not known:
            # What bars and dashes part; what stands in a link of its own may be anybody. (No space may be between elements.)
            spaced = " ".join(parts) or block.text
            named = [piece for piece in _named_beside_time(block, [block.text]) if piece in spaced] or named
            known = [piece for piece in named if is_section(piece)]
        if not known and named:
            linked = menu(root, block)
            known = [piece for piece in named if same(piece) in linked]
        if known:
            return known[:1]
    return []


def _named_beside_time(block: Block, parts: list[str]) -> list[str]:
    """What a line of a time, in ``parts``, says besides and may be a label: no other field, no count, no person."""
    facts = [
        fact
        for part in _apart_from_time(parts)
        for fact in _FACTS.split(part)
        if not is_other_field(bare := fact.strip(_EDGES)) and not is_credit_line(bare)
    ]
    pieces = [piece.strip(_EDGES) for fact in facts for piece in _BETWEEN_FACTS.split(fact)]
    pieces = [piece for piece in pieces if not COUNTS.search(piece) and not LINES.match(piece)]
    named = [
        piece
        for piece in pieces
        if length(piece) > 2
        and len(piece) <= 40
        and word_count(piece) <= 4
        and not _DIGIT.search(piece)
        and not is_medium(piece)
        and not NAMES_A_TIME.fullmatch(piece)
        and not _BY_WHOM.match(piece)
        and class_of(piece.split(" ", 1)[0]) not in ("P", "U")
    ]
    writers = people.linked_writers(block)
    return [piece for piece in named if piece not in writers]


def _apart_from_time(parts: list[str]) -> list[str]:
    """The parts without the first time that can be read; nothing where none can."""
    found, timed = list[str](), False
    for part in _with_their_fields(parts):
        stamp = read_timestamp(part, SiteFacts()).published if not timed and date_lines.datelike(part) else None
        if stamp is not None and stamp.text and stamp.text in part:
            timed = True
            before, _, after = part.partition(stamp.text)
            found += [before, after]
        else:
            found.append(part)
    return found if timed else []


def _with_their_fields(parts: list[str]) -> list[str]:
    """Parts behind the name of their field again: "Source: <a>Reuters</a>" and "Posted by <a>Ann</a>" are one each."""
    found: list[str] = []
    for part in parts:
        if found and (found[-1].endswith((":", "：")) or _BY_LAST.search(found[-1])):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found
