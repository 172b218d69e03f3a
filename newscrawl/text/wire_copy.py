"""The body of a page as wire copy: what is news, and what its head and its end say of who filed it and how it was revised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newscrawl.items import Dateline, RawArticle, Revision, SiteFacts
from newscrawl.text.agencies import agency_in_brackets, own_site
from newscrawl.text.bylines import read_byline
from newscrawl.text.bylines_eastern import cut_signature, is_byline, opening, place_of, told_in
from newscrawl.text.captions import is_picture_line, split_credit
from newscrawl.text.correspondents import behind_phrase, is_correspondents_line
from newscrawl.text.credits import is_credit
from newscrawl.text.dateline_vouched import Vouchers
from newscrawl.text.datelines import DatelineReading, is_sure, read_dateline, vouched_dateline
from newscrawl.text.editors_lines import without_editors_lines
from newscrawl.text.filing import credit_agencies, is_picture_credit
from newscrawl.text.letters import letters
from newscrawl.text.own_names import own, own_names_of
from newscrawl.text.page_lines import without_page_lines
from newscrawl.text.revisions import cut_closing_note, cut_note, read_note
from newscrawl.text.signatures import SIGNED_BY, signature
from newscrawl.text.signoffs import cut_end, ending_line, is_copyright

# A dateline stands in the first paragraph of news; bullets or a standfirst may come before it.
_DATELINE_WITHIN = 10
_WRITERS_UNDER = (
    "Autor:", "Autorka:", "Autorius:", "Autorė:", "Autore:", "Toimetaja:", "Szerző:", "Текст:", "Автор:", "Tekst:", "Teksti:",
    "Texto:", "Texte :", "Testo:", "Yazan:", "Müəllif:",
)  # fmt: skip
_UNDER_THE_TEXT = ("(By ", "By ", "Muhabir", "Haber:", "(記者", "記者", "(编辑", "（记者", "（記者", *_WRITERS_UNDER)
_BYLINE_OPENERS = (
    "By ", "BY ", "Von ", "VON ", "Por ", "POR ", "Par ", "PAR ", "Di ", "Af ", "Av ",
    *_WRITERS_UNDER, "By:", "Text: ", "Muhabir", "Haber:", "記者", "记者",
)  # fmt: skip
# "From Valley Times staff reports", "Staff Report": who filed is a desk; the dateline stands under it.
_STAFF = re.compile(
    r"(?:(?:from|by|compiled (?:from|by))\s+)?(?:the\s+)?(?:[A-Z][\w'’&.-]*\s+){0,5}(?:staff|wire|news service|combined)"
    r"(?:\s+and\s+(?:wire|staff|news service))?\s+(?:reports?|writers?)\.?",
    re.IGNORECASE,
)
# "به گزارش خبرنگار مهر،": how Persian agencies open their own copy; it stays in the text.
_PERSIAN_OPENING = re.compile(r"به گزارش (?:خبرگزاری |خبرنگار |گروه \S+ )?(?P<agency>[^\s،,:]{2,8})(?=[،,:\s])")
_PERSIAN = frozenset({"IRNA", "ISNA", "MNA", "Tasnim", "Fars"})


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


def read_copy(raw: RawArticle, facts: SiteFacts, published: datetime | None) -> Copy:
    """The body without what is no news, and what the rest of the text said."""
    if "caption_only" in raw.marks:  # no wire copy: an agency that closes it is the picture's
        return Copy(paragraphs=[split_credit(line, bare=True)[0] for line in raw.paragraphs])
    ending = cut_end(without_editors_lines(raw.paragraphs), filed=lambda: _names_agency(raw))
    copy = Copy(
        paragraphs=without_page_lines(ending.paragraphs, raw),
        sign_off=ending.sign_off,
        credits=[*ending.credits],
        pictures=[*ending.pictures],
    )
    for line in ending.notes:
        note = read_note(line)
        copy.revisions.append(note.revision if note else None)
    ours = own_names_of(facts, raw.site_names)
    _cut_top(copy, ours)
    _cut_closing_bylines(copy, ours)
    items = (
        [read_dateline(line, published=published) for line in copy.paragraphs[:200]] if "briefs" in raw.marks else []
    )
    # Each item has a heading, a dateline, a source of its own: none of them is the page's, and all are text.
    # (One dateline that opens the text is the page's.)
    if items and (items[0] is None or sum(found is not None for found in items) > 1):
        copy.dateline_agencies = _of_every_item(items)
        copy.sign_off = copy.sign_off or _sign_off_beside(raw, copy)
        return copy
    _cut_dateline(copy, published, ours, _under_standfirst(copy.paragraphs, raw))
    if copy.dateline is None and copy.paragraphs:
        _cut_vouched(copy, raw, ours)
    if copy.dateline is None:
        _cut_credit(copy)
        told, first = opening(copy.paragraphs[0]) if copy.paragraphs else ([], "")
        if told and first:
            copy.people += told
            copy.dateline = _filed_from(copy.paragraphs[0])
            copy.paragraphs[0] = first
        ends = (*copy.paragraphs[:2], *copy.paragraphs[-1:])
        copy.people += next((names for line in ends if (names := told_in(line))), [])
        copy.paragraphs[-1:] = [cut_signature(line)[0] for line in copy.paragraphs[-1:]]
    _cut_notes(copy)
    if copy.sign_off is None:
        copy.sign_off = _sign_off_beside(raw, copy)
    signed = SIGNED_BY.match(copy.sign_off or "")
    if signed:
        copy.sign_off = signed[0]
        copy.bylines.append(signed[0])
    return copy


def _names_agency(raw: RawArticle) -> bool:
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


def _of_every_item(items: Sequence[DatelineReading | None]) -> tuple[str, ...]:
    """The agencies that the datelines of all items name."""
    named = [found.agencies for found in items if found is not None]
    if len(named) < 2:
        return ()
    return tuple(name for name in named[0] if all(name in others for others in named))


def _sign_off_beside(raw: RawArticle, copy: Copy) -> str | None:
    """A sign-off that the page prints apart from the text; a copyright line only of the agency that filed."""
    signed = []
    filed: set[str] | None = None
    for line in raw.tails:
        # "(c)AFP/Ann LEE" closes Japanese copy; elsewhere a stroke parts a photographer from the agency.
        owner = line.partition("/")[0] if line.startswith(("(c)", "（c）")) and not line[3:4].isspace() else line
        if ending_line(line) != "sign_off" or is_picture_credit(owner):
            continue
        if is_copyright(line):
            filed = _filed(raw, copy) if filed is None else filed
            home = own_site(raw.url)
            named = {*credit_agencies(owner)} - {home.name if home else ""}
            if not named or (filed and not named & filed):
                continue
        signed.append(line.strip())
    return "\n".join(dict.fromkeys(signed)) or None


def _filed(raw: RawArticle, copy: Copy) -> set[str]:
    """The agencies that filed the copy: by its dateline, else by the bylines."""
    if copy.dateline_agencies:
        return {*copy.dateline_agencies}
    lines = (*(printed.text for printed in raw.bylines[:60]), *copy.bylines)
    return {name for line in lines for name in read_byline(line).agencies}


def _cut_top(copy: Copy, ours: Sequence[str]) -> None:
    """Credit lines, bylines, advisory lines and captions before the news."""
    for _ in range(8):
        if len(copy.paragraphs) < 2:
            return
        line = copy.paragraphs[0]
        if is_picture_line(line):
            copy.pictures.append(copy.paragraphs.pop(0))
            continue
        if len(line) < 500 and len(copy.paragraphs) > 2 and split_credit(line)[1] is not None:
            copy.captions.append(copy.paragraphs.pop(0))
            continue
        if not _note_above(copy, line, ours):
            return
        copy.paragraphs.pop(0)


def _cut_closing_bylines(copy: Copy, ours: Sequence[str]) -> None:
    """Who wrote it, printed under the text: "Muhabir: A. B.", "(By A. B. and C. D.)"."""
    for _ in range(3):
        line = copy.paragraphs[-1] if len(copy.paragraphs) > 1 else ""
        signed = signature(line) if len(line) <= 200 else None
        if signed is not None:
            copy.bylines.append(signed)
            copy.paragraphs.pop()
            continue
        if not (is_byline(line) or (line.startswith(_UNDER_THE_TEXT) and _is_byline(line, ours))):
            return
        copy.bylines.append(copy.paragraphs.pop())
        if copy.sign_off is None and SIGNED_BY.fullmatch(line):
            copy.sign_off = line


def _is_byline(line: str, ours: Sequence[str]) -> bool:
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


def _under_standfirst(paragraphs: Sequence[str], raw: RawArticle) -> bool:
    """Whether a standfirst opens the text: the second paragraph is what the page says of itself to machines."""
    second = letters(paragraphs[1][:120])[:60] if len(paragraphs) > 2 else ""
    return len(second) > 30 and any(letters(told.text[:400]).startswith(second) for told in raw.descriptions[:4])


def _cut_dateline(copy: Copy, published: datetime | None, ours: Sequence[str], standfirst: bool) -> None:
    """The dateline of the first paragraph of news; bullets or a standfirst printed before it are no body."""
    total = sum(map(len, copy.paragraphs))
    before = 0
    for at, line in enumerate(copy.paragraphs[:_DATELINE_WITHIN]):
        note, rest = cut_note(line)
        found = read_dateline(rest, published=published, behind=copy.paragraphs[at + 1 :] if at == 0 else ())
        late = at > 0 and not (at == 1 and standfirst and found is not None and is_sure(found))
        if found is None or (found.dropped and (late or not found.dateline.places)):
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
            _note_above(copy, above, ours)
        _take_dateline(copy, at, found)
        if len(copy.paragraphs) > at + 1 and not (found.dropped and standfirst):
            del copy.paragraphs[:at]
        return


def _cut_vouched(copy: Copy, raw: RawArticle, ours: Sequence[str]) -> None:
    """The place before the text, where the rest of the page vouches for it: "Bukarest - " beside "(MTI/Reuters)"."""
    bylines = [*(printed.text for printed in raw.bylines[:20]), *copy.bylines]
    found = vouched_dateline(
        copy.paragraphs[0],
        Vouchers(
            correspondent=lambda: any(behind_phrase(line) is not None for line in bylines),
            agency=lambda: any(map(is_credit, copy.credits)) or _credits_agency(raw),
        ),
    )
    if found is None or not found.rest or any(own(place, ours) for place in found.dateline.places):
        return
    if not is_sure(found) and _leads_in_often(copy.paragraphs[1:]):
        return
    _take_dateline(copy, 0, found)


def _filed_from(paragraph: str) -> Dateline | None:
    """The place in a Taiwanese paper's bracket before the text: 〔記者張大同／台南報導〕."""
    place = place_of(paragraph)
    if place is None:
        return None
    return Dateline(text=paragraph[: paragraph.index(place[1]) + len(place[1])].strip(), places=(place[0],), date=None)


def _leads_in_often(behind: Sequence[str]) -> bool:
    """Whether more paragraphs open with capitals and a dash: "BUDGET — The council", "SCHOOLS — The board"."""
    heads = [found for line in behind[:12] if line[:3].isupper() and (found := read_dateline(line)) is not None]
    return sum(not is_sure(found) for found in heads) > 1


def _note_above(copy: Copy, line: str, ours: Sequence[str]) -> bool:
    """Keep what a line above the news says, an advisory note, a credit or a byline; False: it says none of them."""
    note = read_note(line)
    if note is not None:
        copy.revisions.append(note.revision)
    elif is_credit(line):
        copy.credits.append(line)
    elif _is_byline(line, ours) or is_correspondents_line(line):
        copy.bylines.append(line)
    else:
        return len(line) <= 80 and _STAFF.fullmatch(line) is not None
    return True


def _cut_credit(copy: Copy) -> None:
    """A bare credit opens the text where no dateline does: ``Reuters: The index fell``."""
    opening = _PERSIAN_OPENING.match(copy.paragraphs[0]) if copy.paragraphs else None
    told = agency_in_brackets(opening["agency"]) if opening else None
    if opening and told is not None and told.name in _PERSIAN:  # of others ("به گزارش رویترز") it tells what they say
        copy.credits.append(f"({opening['agency']})")
    name, colon, rest = copy.paragraphs[0].partition(":") if copy.paragraphs else ("", "", "")
    if colon and len(name) <= 40 and rest[:1].isspace() and len(rest) > 60 and is_credit(name):
        copy.credits.append(name)
        copy.paragraphs[0] = rest.strip()


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
    behind = copy.paragraphs[at + 1 :]
    # 新华社合肥9月11日电题：老竹器走进直播间: the title stands in the line of the dateline, then who wrote it.
    if found.dateline.text.endswith(("题", "題")) and len(found.rest) <= 40 and "。" not in found.rest and behind:
        del copy.paragraphs[at]
        if len(behind) > 1 and is_byline(behind[0]):
            copy.bylines.append(copy.paragraphs.pop(at))


def _cut_notes(copy: Copy) -> None:
    """Advisory lines between dateline and lead, as paragraphs of their own, or closing the last paragraph."""
    if not copy.paragraphs:
        return
    note, rest = cut_note(copy.paragraphs[0])
    if note is not None and rest.strip():
        copy.revisions.append(note.revision)
        copy.paragraphs[0] = rest.strip()
    note, rest = cut_closing_note(copy.paragraphs[-1])
    if note is not None and rest:
        copy.revisions.append(note.revision)
        copy.paragraphs[-1] = rest
    if len(copy.paragraphs) < 2:
        return
    kept = []
    for line in copy.paragraphs:
        note = read_note(line) if line[:1] in "([EAHKT_" else None
        if note is None or (
            note.revision is None and line[:1] not in "([" and not line.startswith(("Eds", "EDS", "This information"))
        ):
            kept.append(line)
        else:
            copy.revisions.append(note.revision)
    copy.paragraphs[:] = kept or copy.paragraphs
