"""The head of wire copy: its dateline, and the notes, credits and bylines above the news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newscrawl.items import Dateline, RawArticle, Revision
from newscrawl.text.agencies import agency_called
from newscrawl.text.bylines import read_byline
from newscrawl.text.dateline.correspondents import behind_phrase, is_correspondents_line
from newscrawl.text.dateline.vouched import Vouchers
from newscrawl.text.datelines import DatelineReading, is_sure, read_dateline, vouched_dateline
from newscrawl.text.letters import letters
from newscrawl.text.people.eastern import is_byline, place_of
from newscrawl.text.people.own_names import own
from newscrawl.text.pictures.credits import is_credit, is_nameless
from newscrawl.text.wire.filing import credit_agencies
from newscrawl.text.wire.revisions import cut_note, read_note

# A dateline stands in the first paragraph of news; bullets or a standfirst may come before it.
LONGEST_ALONE = 60
_DATELINE_WITHIN = 10
WRITERS_UNDER = (
    "Autor:", "Autorka:", "Autorius:", "Autorė:", "Autore:", "Toimetaja:", "Szerző:", "Текст:", "Автор:", "Tekst:", "Teksti:",
    "Texto:", "Texte :", "Testo:", "Yazan:", "Müəllif:", "autor:", "autorka:", "autorzy:", "Autorzy:", "autori:", "Autori:",
    "автор:", "Autoři:", "Autorky:", "Piše:", "Pišu:", "Napisao:", "Napisala:", "Yazar:", "Autors:", "Írta:", "Kirjoittaja:",
    "Συντάκτης:", "Автори:",
)  # fmt: skip
_BULLETS = ("* ", "• ", "STORY_NUMBER:", "STORY_DATE:", "STORY_TIME:")
_BYLINE_OPENERS = (
    "By ", "BY ", "Von ", "VON ", "Por ", "POR ", "Par ", "PAR ", "Di ", "Af ", "Av ",
    *WRITERS_UNDER, "By:", "Text: ", "Muhabir", "Haber:", "記者", "记者",
)  # fmt: skip
# "From Valley Times staff reports", "Staff Report": who filed is a desk; the dateline stands under it.
_STAFF = re.compile(
    r"(?:(?:from|by|compiled (?:from|by))\s+)?(?:the\s+)?(?:[A-Z][\w'’&.-]*\s+){0,5}(?:staff|wire|news service|combined)"
    r"(?:\s+and\s+(?:wire|staff|news service))?\s+(?:reports?|writers?)\.?",
    re.IGNORECASE,
)


@dataclass(kw_only=True, slots=True)
class Copy:
    """The text while it is read: what is left of it, and what was taken out."""

    paragraphs: list[str]
    sign_off: str | None = None
    dateline: Dateline | None = None
    dateline_agencies: tuple[str, ...] = ()
    bylines: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    revisions: list[Revision | None] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def names_agency(raw: RawArticle) -> bool:
    """Whether the piece names who filed it, at its head, in a byline or in a credit."""
    if _credits_agency(raw) or any(read_byline(printed.text).agencies for printed in raw.bylines[:20]):
        return True
    heads = (read_dateline(line) for line in raw.paragraphs[:4])
    return any(found is not None and found.agencies for found in heads)


def _credits_agency(raw: RawArticle) -> bool:
    """Whether a credit names an agency, or a byline that names no person beside it."""
    if any(credit_agencies(line) for line in (*raw.tails[:20], *raw.paragraphs[-4:])):
        return True
    readings = (read_byline(printed.text) for printed in raw.bylines[:20])
    return any(reading.agencies and not reading.names for reading in readings)


def says_who_wrote(line: str, ours: Sequence[str]) -> bool:
    """Whether a line only says who wrote, one of the page's own names (``ours``) or not.

    >>> says_who_wrote("By Ann Lee", ()), says_who_wrote("By the river it rained.", ())
    (True, False)
    """
    if is_byline(line):
        return True
    bare = line.strip().strip("()[] ")
    if len(bare) > 160 or (
        bare.endswith((".", "!", "?", '"', "”", ":", "。", "！", "？", "："))
        and not bare.endswith(("Jr.", "Sr.", "read."))
    ):
        return False
    if not bare.startswith(_BYLINE_OPENERS):
        return False
    reading = read_byline(bare, own_names=ours)
    return bool(reading.names or reading.agencies)


def under_standfirst(paragraphs: Sequence[str], raw: RawArticle) -> bool:
    """Whether a standfirst opens the text: the second paragraph is what the page says of itself to machines."""
    second = letters(paragraphs[1][:120])[:60] if len(paragraphs) > 2 else ""
    return len(second) > 30 and any(letters(told.text[:400]).startswith(second) for told in raw.descriptions[:4])


def cut_dateline(copy: Copy, published: datetime | None, ours: Sequence[str], standfirst: bool) -> None:
    """The dateline of the first paragraph of news; bullets or a standfirst printed before it are no body."""
    _join_alone(copy, published)
    total = sum(map(len, copy.paragraphs))
    before = 0
    for at, line in enumerate(copy.paragraphs[:_DATELINE_WITHIN]):
        note, rest = cut_note(line)
        found = read_dateline(rest, published=published, behind=copy.paragraphs[at + 1 :] if at == 0 else ())
        late = at > 0 and not (at == 1 and standfirst and found is not None and is_sure(found))
        if found is None or (found.dropped and (late or not found.dateline.places)):
            # (Bullets, notes and who wrote are no other text.)
            if not (line.startswith(_BULLETS) or note is not None or read_note(line) or says_who_wrote(line, ours)):
                before += len(line)
            # Bullets and a standfirst are short beside the text; what comes late is another story's.
            if before > max(300, total // 4) or 2 * before > total - before:
                return
            continue
        if not is_sure(found) and _leads_in_often(copy.paragraphs[at + 1 :]):
            return
        if note is not None:
            copy.revisions.append(note.revision)
        if not found.rest and at + 1 >= len(copy.paragraphs):
            return
        for above in copy.paragraphs[:at]:
            note_above(copy, above, ours)
        _take_dateline(copy, at, found)
        if len(copy.paragraphs) > at + 1 and not (found.dropped and standfirst):
            del copy.paragraphs[:at]
        return


def _join_alone(copy: Copy, published: datetime | None) -> None:
    """A place that stands in a paragraph of its own before the text, as its dash says: "JUCHITÁN, Oax.-"."""
    head = copy.paragraphs[0].strip() if len(copy.paragraphs) > 1 else ""
    if head.endswith(("-", "–", "—")) and len(head) <= LONGEST_ALONE:
        joined = f"{head} {copy.paragraphs[1]}"
        found = read_dateline(joined, published=published)
        if found is not None and found.rest == copy.paragraphs[1].strip():
            copy.paragraphs[:2] = [joined]


def cut_vouched(copy: Copy, raw: RawArticle, ours: Sequence[str], published: datetime | None) -> None:
    """The place before the text, where the rest of the page vouches for it: "Bukarest - " beside "(MTI/Reuters)"."""
    bylines = [*(printed.text for printed in raw.bylines[:20]), *copy.bylines]
    found = vouched_dateline(
        copy.paragraphs[0],
        Vouchers(
            correspondent=lambda: any(behind_phrase(line) is not None for line in bylines),
            agency=lambda: any(map(is_credit, copy.credits)) or _credits_agency(raw) or any(map(is_nameless, bylines)),
        ),
        published,
    )
    alone = found is not None and not found.rest and len(copy.paragraphs) > 1
    if found is None or not (found.rest or alone) or any(own(place, ours) for place in found.dateline.places):
        return
    if not is_sure(found) and _leads_in_often(copy.paragraphs[1:]):
        return
    _take_dateline(copy, 0, found)


def filed_from(paragraph: str) -> Dateline | None:
    """The place in a Taiwanese paper's bracket before the text: 〔記者張大同／台南報導〕."""
    place = place_of(paragraph)
    if place is None:
        return None
    return Dateline(text=paragraph[: paragraph.index(place[1]) + len(place[1])].strip(), places=(place[0],), date=None)


def _leads_in_often(behind: Sequence[str]) -> bool:
    """Whether more paragraphs open with capitals and a dash: "BUDGET — The council", "SCHOOLS — The board"."""
    heads = [found for line in behind[:12] if line[:3].isupper() and (found := read_dateline(line)) is not None]
    return sum(not is_sure(found) for found in heads) > 1


def note_above(copy: Copy, line: str, ours: Sequence[str]) -> bool:
    """Keep what a line above the news says, an advisory note, a credit or a byline; False: it says none of them."""
    note = read_note(line)
    if note is not None:
        copy.revisions.append(note.revision)
    elif is_credit(line):
        copy.credits.append(line)
    elif says_who_wrote(line, ours) or is_correspondents_line(line) or _is_name_and_agency(line):
        copy.bylines.append(line)
    else:
        return len(line) <= 80 and _STAFF.fullmatch(line) is not None
    return True


def _is_name_and_agency(line: str) -> bool:
    """Whether a line above the text is somebody's name and an agency's: "Ann Lee, La Presse Canadienne"."""
    name, comma, agency = line.partition(", ")
    if not comma or len(line) > 80 or not 2 <= len(name.split()) <= 4 or agency_called(agency) is None:
        return False
    reading = read_byline(line)
    return reading.names == (name,) and bool(reading.agencies)


def _take_dateline(copy: Copy, at: int, found: DatelineReading) -> None:
    copy.dateline = found.dateline
    copy.dateline_agencies = found.agencies
    copy.people += found.names
    if found.lead_in:
        note = read_note(found.lead_in)
        if note is not None:
            copy.revisions.append(note.revision)
        elif len(found.lead_in) < 300:
            copy.bylines.append(found.lead_in)
    copy.paragraphs[at : at + 1] = [found.rest] if found.rest else []
    if not found.rest and found.agencies and len(copy.paragraphs) > at:
        again = read_dateline(
            copy.paragraphs[at]
        )  # "VARN, 19 (EUROPA PRESS)" in a line of its own, then with its month
        if (
            again is not None
            and again.rest
            and (again.agencies, again.dateline.places)
            == (
                found.agencies,
                found.dateline.places,
            )
        ):
            copy.paragraphs[at] = again.rest
    behind = copy.paragraphs[at + 1 :]
    # 新华社合肥9月11日电题：老竹器走进直播间: the title stands in the line of the dateline, then who wrote it.
    if found.dateline.text.endswith(("题", "題")) and len(found.rest) <= 40 and "。" not in found.rest and behind:
        del copy.paragraphs[at]
        if len(behind) > 1 and is_byline(behind[0]):
            copy.bylines.append(copy.paragraphs.pop(at))
