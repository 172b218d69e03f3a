"""The end of wire copy: sign-off, copyright and credit lines, and what an agency or mirror prints after them.

"(Reporting by X; Editing by Y)", "AP Writer X contributed to this report.", "© dpa-infocom, dpa:240516-99-53606/3",
"Quelle: dpa", "Our Standards: …": none is body (field guide, part 4). A sign-off says who wrote, from where, and who
owns the copy; a bare credit ("Quelle: dpa") names the agency, but is no sign-off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from newscrawl.text.agencies import agency_called, mentions
from newscrawl.text.bylines_eastern import EDITORS
from newscrawl.text.captions import is_picture_line
from newscrawl.text.credits import credit_names, is_credit
from newscrawl.text.desk_marks import glued_mark, is_desk_mark
from newscrawl.text.ending_words import any_of
from newscrawl.text.picture_words import LABEL, tells_of_picture
from newscrawl.text.revisions import read_note

Kind = Literal["sign_off", "credit", "trash", "note"]


_ROLE = any_of("roles")
_ROLES = f"(?:{_ROLE}|{any_of('roles_other')})"
_SIGNED = re.compile(rf"^\s*[(\[—–*-]*\s*{_ROLES}")
_GLUED_SIGNED = re.compile(rf"[(\[]\s*{_ROLES}[^()]{{3,900}}(?:\([^()]{{0,80}}\)[^()]{{0,300}})?[)\]]\s*\.?\s*\Z")
# Without brackets it must name two who did different things: "... said. Reporting by A. Lee; Editing by B. Ek".
_GLUED_BARE = re.compile(
    rf"(?<=[.!?\"”’)])\s+[—–-]*\s*(?:{_ROLE})[^!?]{{2,400}}?(?:[Ee]diting|[Ww]riting|[Rr]eporting) [Bb]y [^.!?]{{3,200}}\.?\s*\Z"
)
_SIGNED_OTHERWISE = re.compile(any_of("signed"))
_CONTRIBUTED = re.compile(any_of("contributed"), re.IGNORECASE)
# Of which one stands in whatever that finds; most paragraphs have none.
_CONTRIBUTED_SIGNS = ("contribu", "helped ", "assisted ", "colaboraci")
_CONTRIBUTOR = re.compile(any_of("contributors"), re.IGNORECASE)
_TO_THIS = re.compile(
    r"\b(?:this|the) (?:report|story|article)\b|reporting|research|from\b|est[ea]|cet|quest", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[!?]\s|(?<=[a-z]{3})\.\s(?=[A-Z])")
_REPORTED_FROM = re.compile(r"^\s*[—–_-]*\s*(?:[^\W\d_][\w.'’-]+ ){1,4}reported from [^.]{3,80}\.(?:\s|\Z)")
# "Ann Lee in Rome and Bo Ek in Oslo contributed.": names and places, and nothing else before the word.
_CONTRIBUTED_FROM = re.compile(
    r"^\W{0,3}(?:(?:[^\W\d_][\w.'’-]*,? ){1,4}in (?:[A-Z][\w.'’-]*,? ){1,5}(?:and )?){1,5}contributed\W{0,2}$"
)
# "... what has failed». EFE": the agency's mark behind the last sentence, in capitals.
_CLOSING_MARK = re.compile(r"(?<=[.!?\"”’»])\s+([A-Z]{3,8}|[A-Z][a-z]{3,11})\s*\Z")
# "...と述べた。(c)AFP/Jane DOE": no full stop behind it.
_CLOSING_OWNER = re.compile(r"(?<=[.!?。！？」』”\"»])\s*(?:©|ⓒ|[(（][cC][)）])\s?[^\W_][^.。！？]{1,50}\Z")
# Xinhua and China News Service close the last paragraph with it.
_GLUED_END = re.compile(
    r"[(（](?:完|끝|[Ee]nd|END|[Ff]in|FIN|[Ff]im|FIM|النهاية|انتهى|[Kk]raj)[)）]\s*\Z|(?<=[.!?\"”’)])\s+(?:Fin|FIN|Fim|FIM)\.?\s*\Z"
    r"|(?<=[.!?\"”’)])\s+(?:Enditem|ENDITEM|Item ends)(?:/[A-Za-z]{0,4})?\s*\Z"
    r"|[(（]20\d\d/\d\d/\d\d-\d\d:\d\d[)）]\s*\Z"
)
# "…票價不變。（編輯：李小華）1130911": who edited, and the day of the Republic.
_GLUED_EDITED = re.compile(
    rf"(?<=[。！？」”])\s*[(（【](?:{EDITORS}|譯者|译者|编譯|編譯|核稿|翻譯)\s?[：:／/][^()（）]{{1,60}}[)）】]\s*\d{{0,8}}\s*\Z"
)
# "…a început. AGERPRES/(AS - autor: Ann Lee, editor: Bo Ek)": the agency and its desk.
_GLUED_AUTHORS = re.compile(
    r"(?<=[.!?\"”’»])\s*/?[A-ZĂÂÎȘȚ]{4,12}\s?/\s?\((?:[^():]{1,20} - )?(?:autor|editor|redactor)[^()]{2,120}\)\s*\Z"
)
# "…借り入れる。【翻訳編集AFPBBNews】".
_GLUED_TRANSLATED = re.compile(
    r"(?<=[。」])\s*【[^【】]{0,4}(?:翻訳|編集)[^【】]{1,30}】(?:\s?[A-Za-z][A-Za-z ]{1,20})?\s*\Z"
)
# "(ann/valley)": who wrote, edited and printed it, in initials, as Indonesian papers close their copy.
_GLUED_DESK = re.compile(r"(?<=[.!?\"”’»])\s*\([a-z]{2,12}(?:[/-][a-z]{2,12}){1,4}\)\s*\Z")
# Reuters' line on its principles, run into the last paragraph.
_GLUED_STANDARDS = re.compile(r"(?<=\S)\s+Our Standards\s?:[^\n]{0,120}\Z")
_COPYRIGHT = re.compile(rf"^\W{{0,4}}(?:{any_of('copyright')})", re.IGNORECASE)
_THEN_PICTURE = re.compile(rf"(?<=[.;])\s+{LABEL}\s?:.*\Z", re.DOTALL)
_END_MARK = re.compile(rf"^\W{{0,3}}(?:{any_of('end_marks')})\W{{0,3}}$")
_CLOSING = re.compile(
    r"(?<=[.!?\"”’»。！？」』])\s*[(\[（〔【]\s*©?\s?([^()\[\]（）〔〕【】]{2,40})\s*[)\]）〕】]\s*\.?\s*\Z"
)
# "…Sunday. /TASS/.", "…Sunday. —PTI", "…Sunday. - AFP".
_STRUCK = re.compile(
    r"(?<=[.!?\"”’»।۔])\s*(?:/(?P<agency>[^/\s.]{2,12})/|[-–—]{1,2}\s?(?P<dashed>[^\s.!?/–—-]{2,12}))\.?\s*\Z"
)
_REPUBLISHED = re.compile(rf"^\W{{0,3}}(?:{any_of('republished')})$", re.IGNORECASE)
_FURNITURE = re.compile(rf"^\W{{0,3}}(?:{any_of('furniture')})", re.IGNORECASE)


# So many lines and ends of lines are cut at most; copy has ten.
MOST_ENDS = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """``paragraphs`` of news; the sign-off as printed; lines that credit an agency, a picture; notes on the copy itself."""

    paragraphs: tuple[str, ...]
    sign_off: str | None = None
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def ending_line(line: str) -> Kind | None:
    """What a whole line at the end of a text is, or None where it is news.

    >>> ending_line("(Reporting by A. Writer in Oslo; Editing by B. Reader)")
    'sign_off'
    >>> ending_line("Quelle: APA/dpa"), ending_line("Our Standards: The Thomson Reuters Trust Principles.")
    ('credit', 'trash')
    >>> ending_line("The mayor contributed ten pounds to this year's fair.") is None
    True
    """
    bare = " ".join(line[:3000].split())
    if not bare or len(bare) > 1500:
        return None
    if read_note(bare) is not None:
        return "note"
    if _SIGNED.match(bare) or (len(bare) < 500 and _SIGNED_OTHERWISE.match(bare)):
        return "sign_off"
    if len(bare) < 900 and _contributed(bare):
        return "sign_off"
    if _COPYRIGHT.match(bare) and len(bare) < 600:
        if tells_of_picture(without_picture(bare)) and "dpa:" not in bare:
            return "trash"
        named = mentions(bare)
        return "sign_off" if named else "trash"
    if _FURNITURE.match(bare) and len(bare) < 500:
        return "trash"
    if len(bare) < 250 and _REPUBLISHED.match(bare):
        return "credit" if mentions(bare) else "trash"
    if _END_MARK.match(bare):
        return "credit" if mentions(bare) or is_credit(bare) else "trash"
    return "credit" if is_credit(bare) else None


def without_picture(line: str) -> str:
    """A line without the picture's credit that follows the owner of the copy.

    >>> without_picture("(c) PA Media Ltd. 2024. Picture: (c) PA Wire")
    '(c) PA Media Ltd. 2024.'
    """
    return _THEN_PICTURE.sub("", line)


def _contributed(bare: str) -> bool:
    if len(bare) < 300 and _CONTRIBUTED_FROM.match(bare):
        return True
    low = bare.lower()
    match = _CONTRIBUTED.search(bare) if any(map(low.__contains__, _CONTRIBUTED_SIGNS)) else None
    if match is None:
        return "reported from" in bare and bool(_REPORTED_FROM.match(bare))
    if not _CONTRIBUTOR.search(bare) and not _REPORTED_FROM.match(bare):
        return False
    # In one sentence with it: "... contributed to many a late night! Guests from all over came".
    return bool(_TO_THIS.search(_SENTENCE_END.split(bare[match.start() :], maxsplit=1)[0]))


def is_copyright(line: str) -> bool:
    """Whether a line is an owner's claim and not people's sign-off.

    >>> is_copyright("© Thomson Reuters 2020"), is_copyright("Reporting by Ann Lee")
    (True, False)
    """
    return bool(_COPYRIGHT.match(" ".join(line[:600].split())))


def _nothing() -> bool:
    return False


def cut_end(paragraphs: Sequence[str], *, filed: Callable[[], bool] = _nothing) -> Ending:
    """The paragraphs without what follows the news, and what that said; ``filed``: whether the piece names an agency.

    >>> found = cut_end(["Rain fell.", "More rain fell. (Reporting by A. Writer; Editing by B. Reader)"])
    >>> found.paragraphs, found.sign_off
    (('Rain fell.', 'More rain fell.'), '(Reporting by A. Writer; Editing by B. Reader)')
    """
    kept = list(paragraphs)
    signed: list[str] = []
    credits: list[str] = []
    notes: list[str] = []
    pictures: list[str] = []
    last = _last_sign_off(kept)
    if last is not None:
        after = kept[last + 1 :]
        kept = kept[: last + 1]
        for line in after:
            kind = ending_line(line)
            if kind == "sign_off":
                signed.append(line.strip())
            elif kind == "credit":
                credits.append(line.strip())
            elif kind == "note":
                notes.append(line.strip())
    for _ in range(MOST_ENDS):
        if not kept:
            break
        line = kept[-1].strip()
        kind = ending_line(line)
        if kind is None and len(kept) > 1:
            if is_picture_line(line):
                pictures.insert(0, kept.pop().strip())
                continue
            if is_desk_mark(line) and (mentions(line) or filed()):
                kind = "credit"
        if kind is None:
            rest, piece, what = _cut_glued(line)
            mark = glued_mark(line) if piece is None else None
            # ("… on Sunday. Reuters": a name that is no word needs nothing beside it.)
            if mark is not None and (filed() or _is_surely_agency(line[mark:].strip())):
                rest, piece, what = line[:mark].rstrip(), line[mark:].strip(), "credit"
            if piece is None:
                break
            kept[-1] = rest
            if what != "trash":
                (signed if what == "sign_off" else credits).insert(0, piece)
            if what == "credit":
                break
            continue
        kept.pop()
        if kind == "sign_off":
            signed.insert(0, line)
        elif kind == "credit":
            credits.insert(0, line)
        elif kind == "note":
            notes.insert(0, line)
    if not kept:  # nothing but an ending: then it was the news after all
        return Ending(paragraphs=tuple(paragraphs))
    return Ending(
        paragraphs=tuple(kept),
        sign_off="\n".join(signed) or None,
        credits=tuple(credits),
        notes=tuple(notes),
        pictures=tuple(pictures),
    )


def _is_surely_agency(name: str) -> bool:
    agency = agency_called(name)
    return agency is not None and not agency.shy and not agency.photo


def _last_sign_off(paragraphs: Sequence[str]) -> int | None:
    """Where the sign-off or the agency's copyright stands, when only short furniture follows it."""
    total = sum(map(len, paragraphs))
    after = 0
    for at in range(len(paragraphs) - 1, max(0, len(paragraphs) - 9), -1):
        line = paragraphs[at]
        if _ends_the_copy(line):
            return at if at < len(paragraphs) - 1 else None
        after += len(line)
        if after > max(400, total // 4):
            return None
    return None


def _ends_the_copy(line: str) -> bool:
    bare = " ".join(line[:3000].split())
    if len(bare) > 1500:
        return bool(_GLUED_SIGNED.search(bare[-1500:]))
    if _COPYRIGHT.match(bare) and ending_line(bare) == "sign_off":
        return True
    return bool(_SIGNED.match(bare)) or (len(bare) < 900 and _contributed(bare)) or bool(_GLUED_SIGNED.search(bare))


def _cut_glued(line: str) -> tuple[str, str | None, Kind | None]:
    """A sign-off, a copyright or a closing "(ANSA)." at the end of a paragraph of news."""
    window = line[-1500:]
    offset = len(line) - len(window)
    standards = _GLUED_STANDARDS.search(window)
    if standards:
        return line[: offset + standards.start()].rstrip(), standards[0].strip(), "trash"
    match = _GLUED_SIGNED.search(window) or _GLUED_BARE.search(window) or _GLUED_AUTHORS.search(window[-180:])
    if match is None and not window.isascii():
        match = _GLUED_EDITED.search(window[-90:]) or _GLUED_TRANSLATED.search(window[-50:])
        if match is not None:
            return line[: len(line) - len(match[0])].rstrip(), match[0].strip(), "sign_off"
    if match:
        return line[: len(line) - (len(match.string) - match.start())].rstrip(), match[0].strip(), "sign_off"
    dpa = re.search(r"\s*(?:©\s?)?dpa-infocom,\s?dpa:[\d/-]{8,30}\s*(?:\(dpa\))?\s*\Z", window)
    if dpa and dpa.start() + offset > 20:
        return line[: offset + dpa.start()].rstrip(), dpa[0].strip(), "sign_off"
    owner = _CLOSING_OWNER.search(window[-90:])
    if owner and mentions(owner[0]) and len(line) > len(owner[0]) + 3:
        return line[: len(line) - len(owner[0])].rstrip(), owner[0].strip(), "sign_off"
    rights = re.search(r"(?<=[.!?\"”])\s+(?:©|\(c\)|Copyright)\s?[^.]{2,80}\.(?:[^.]{2,160}\.){0,3}\s*\Z", window)
    if rights and mentions(rights[0]):
        return line[: offset + rights.start()].rstrip(), rights[0].strip(), "sign_off"
    struck = _STRUCK.search(window[-40:])
    if struck and len(line) > 30 and credit_names(f"({struck['dashed'] or struck['agency']})"):
        return line[: len(line) - len(struck[0])].rstrip(), struck[0].strip(), "credit"
    close = _CLOSING.search(window)
    if close and is_credit(f"({close[1]})") and len(line) > 30:
        return line[: offset + close.start()].rstrip(), close[0].strip(), "credit"
    done = _GLUED_END.search(window[-20:])
    if done:
        return line[: len(line) - len(done[0])].rstrip(), done[0].strip(), "credit"
    desk = _GLUED_DESK.search(window[-70:])
    if desk and len(line) > 60:
        return line[: len(line) - len(desk[0])].rstrip(), desk[0].strip(), "credit"
    mark = _CLOSING_MARK.search(window[-40:])
    if mark and is_credit(mark[1]) and len(line) > 60:
        return line[: len(line) - len(mark[0])].rstrip(), mark[1], "credit"
    return line, None, None
