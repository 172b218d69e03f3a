"""The body of a page as wire copy: what is news, and what its head and its end say of who filed it and how it was revised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from newscrawl.items import RawArticle, SiteFacts
from newscrawl.text.agencies import agency_in_brackets, own_site
from newscrawl.text.bylines import read_byline
from newscrawl.text.datelines import DatelineReading, read_dateline
from newscrawl.text.people.eastern import cut_signature, is_byline, opening, told_in
from newscrawl.text.people.own_names import own_names_of
from newscrawl.text.pictures.captions import is_picture_line, split_credit
from newscrawl.text.pictures.credits import is_listed
from newscrawl.text.wire.editors_lines import without_editors_lines
from newscrawl.text.wire.filing import credit_agencies, is_picture_credit, owner
from newscrawl.text.wire.head import (
    WRITERS_UNDER,
    Copy,
    cut_dateline,
    cut_vouched,
    filed_from,
    names_agency,
    note_above,
    says_who_wrote,
    under_standfirst,
)
from newscrawl.text.wire.page_lines import without_page_lines
from newscrawl.text.wire.revisions import cut_closing_note, cut_note, read_note
from newscrawl.text.wire.signatures import SIGNED_BY, is_initial_and_name, is_of_agency, signature, writer_in
from newscrawl.text.wire.signoffs import cut_end, ending_line, is_copyright

_UNDER_THE_TEXT = ("(By ", "By ", "Muhabir", "Haber:", "(記者", "記者", "(编辑", "（记者", "（記者", *WRITERS_UNDER)
# "… on Sunday. (AP Photo/Ann Lee)", "… on Sunday. (Xinhua/Li Si)": a caption that stands among the paragraphs.
_CAPTIONED = re.compile(
    r"[(\[](?:[A-Z][\w.]{1,12} (?:File )?(?:Photos?|Foto|Images?)|(?:REUTERS|Reuters|AFP|EPA|EFE|Xinhua|ANSA|dpa))\s?/\s?"
    r"[A-Z][^()\[\]/]{2,40}(?:/[^()\[\]/]{2,20})?[)\]]\W{0,2}\Z"
)
_NAME_AND_AGENCY = re.compile(r"[^\W\d_][^()\d.!?]{4,40}\s\([^()]{2,16}\)")
# "به گزارش دریانیوز به نقل از ایرنا،": whose copy a paper prints.
_PERSIAN_QUOTED = re.compile(r"به گزارش .{2,60}?به نقل از (?:خبرگزاری )?(?P<agency>[^\s،,:]{2,8})(?=[،,:\s])")
# "به گزارش خبرنگار مهر،": how Persian agencies open their own copy; it stays in the text.
_PERSIAN_OPENING = re.compile(r"به گزارش (?:خبرگزاری |خبرنگار |گروه \S+ )?(?P<agency>[^\s،,:]{2,8})(?=[،,:\s])")
_PERSIAN = frozenset({"IRNA", "ISNA", "MNA", "Tasnim", "Fars"})


def read_copy(raw: RawArticle, facts: SiteFacts, published: datetime | None) -> Copy:
    """The body without what is no news, and what the rest of the text said."""
    if "caption_only" in raw.marks:  # no wire copy: an agency that closes it is the picture's
        return Copy(paragraphs=[split_credit(line, bare=True)[0] for line in raw.paragraphs])
    ending = cut_end(without_editors_lines(raw.paragraphs), filed=lambda: names_agency(raw))
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
    _cut_captions(copy)
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
    cut_dateline(copy, published, ours, under_standfirst(copy.paragraphs, raw))
    if len(copy.paragraphs) > 1 and not any(map(str.isalnum, copy.paragraphs[0])):
        del copy.paragraphs[0]  # "/TASS/." on a line of its own: the stop is left
    if copy.dateline is None and copy.paragraphs:
        cut_vouched(copy, raw, ours, published)
    if copy.dateline is None:
        _cut_credit(copy)
        told, first = opening(copy.paragraphs[0]) if copy.paragraphs else ([], "")
        if told and first:
            copy.people += told
            copy.dateline = filed_from(copy.paragraphs[0])
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
    elif copy.sign_off is not None and (writer := writer_in(copy.sign_off)) is not None:
        copy.bylines.append(writer)
    return copy


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
        if ending_line(line) != "sign_off" or is_picture_credit(owner(line)):
            continue
        if is_copyright(line):
            filed = _filed(raw, copy) if filed is None else filed
            home = own_site(raw.url)
            named = {*credit_agencies(owner(line))} - {home.name if home else ""}
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
        if not note_above(copy, line, ours):
            return
        copy.paragraphs.pop(0)


def _cut_captions(copy: Copy) -> None:
    """Captions among the paragraphs, which end in a photographer's credit in brackets."""
    among = [line for line in copy.paragraphs[1:] if len(line) < 500 and _CAPTIONED.search(line[-90:])]
    if among and 2 * len(among) < len(copy.paragraphs):
        copy.captions += among
        copy.paragraphs[1:] = [line for line in copy.paragraphs[1:] if line not in among]


def _cut_closing_bylines(copy: Copy, ours: Sequence[str]) -> None:
    """Who wrote it, printed under the text: "Muhabir: A. B.", "(By A. B. and C. D.)"."""
    lines = copy.paragraphs[-1].split("\n") if len(copy.paragraphs) > 1 else []
    if len(lines) == 2 and is_of_agency(lines[1]) and len(lines[0]) <= 40:
        copy.paragraphs[-1:] = lines
    signed_above = len(copy.paragraphs)
    for _ in range(3):
        _cut_end_above(copy, signed_above)
        signed_above = len(copy.paragraphs)
        line = copy.paragraphs[-1] if len(copy.paragraphs) > 1 else ""
        signed = signature(line) if len(line) <= 200 else None
        if signed is None and (copy.sign_off or copy.credits) and is_initial_and_name(line):
            signed = line
        if signed is None and len(line) <= 60 and _NAME_AND_AGENCY.fullmatch(line):  # "Anna Nowak (PAP)"
            reading = read_byline(line)
            signed = line if reading.names and reading.agencies else None
        if signed is not None:
            copy.bylines.append(signed)
            copy.paragraphs.pop()
            continue
        above = copy.paragraphs[-2] if len(copy.paragraphs) > 2 else ""
        if is_of_agency(line) and len(above) <= 40 and not above.endswith((".", "!", "?")) and read_byline(above).names:
            copy.credits.append(copy.paragraphs.pop())
            copy.bylines.append(copy.paragraphs.pop())
            continue
        if not (is_byline(line) or (line.startswith(_UNDER_THE_TEXT) and says_who_wrote(line, ours))):
            return
        copy.bylines.append(copy.paragraphs.pop())
        if copy.sign_off is None and SIGNED_BY.fullmatch(line):
            copy.sign_off = line


def _cut_end_above(copy: Copy, before: int) -> None:
    """The agency's name that closed the text above the line that said who wrote it: "… Sunday. (PAP)", then "autor: Ann Lee"."""
    if len(copy.paragraphs) < before:
        ending = cut_end(copy.paragraphs, filed=lambda: True)
        if ending.credits and ending.sign_off is None and not ending.pictures and not ending.notes:
            copy.paragraphs[:] = ending.paragraphs
            copy.credits += ending.credits


def _cut_credit(copy: Copy) -> None:
    """A bare credit opens the text where no dateline does: ``Reuters: The index fell``."""
    opening = _PERSIAN_OPENING.match(copy.paragraphs[0]) if copy.paragraphs else None
    told = agency_in_brackets(opening["agency"]) if opening else None
    if told is None and (opening := _PERSIAN_QUOTED.search(copy.paragraphs[0][:120]) if copy.paragraphs else None):
        told = agency_in_brackets(opening["agency"])
    if opening and told is not None and told.name in _PERSIAN:  # of others ("به گزارش رویترز") it tells what they say
        copy.credits.append(f"({opening['agency']})")
    name, colon, rest = copy.paragraphs[0].partition(":") if copy.paragraphs else ("", "", "")
    if colon and len(name) <= 40 and rest[:1].isspace() and len(rest) > 60 and is_listed(name):
        copy.credits.append(name)
        copy.paragraphs[0] = rest.strip()


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
