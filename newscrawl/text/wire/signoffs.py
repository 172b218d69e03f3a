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

from newscrawl.text.agencies import filer_called, mentions
from newscrawl.text.ending_words import ROLES, any_of
from newscrawl.text.pictures.captions import is_picture_line
from newscrawl.text.pictures.credits import is_credit
from newscrawl.text.pictures.picture_words import LABEL, tells_of_picture
from newscrawl.text.wire.desk_marks import glued_mark, is_desk_mark, may_be_mark
from newscrawl.text.wire.glued_ends import GLUED_SIGNED, cut_glued
from newscrawl.text.wire.revisions import read_note

Kind = Literal["sign_off", "credit", "trash", "note"]


_SIGNED = re.compile(rf"^\s*[(\[—–*-]*\s*{ROLES}")
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
_COPYRIGHT = re.compile(rf"^\W{{0,4}}(?:{any_of('copyright')})", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!;])\s+(?=[^\W\d_a-z]|©|\(c\))")
_THEN_PICTURE = re.compile(rf"(?<=[.;])\s+{LABEL}\s?:.*\Z", re.DOTALL)
_END_MARK = re.compile(rf"^\W{{0,3}}(?:{any_of('end_marks')})\W{{0,3}}$")
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
        return "sign_off" if mentions(claim(bare)) else "trash"
    if _FURNITURE.match(bare) and len(bare) < 500:
        return "trash"
    if len(bare) < 250 and _REPUBLISHED.match(bare):
        return "credit" if mentions(bare) else "trash"
    if _END_MARK.match(bare):
        return "credit" if mentions(bare) or is_credit(bare) else "trash"
    return "credit" if is_credit(bare) else None


def claim(line: str) -> str:
    """What an owner claims in a line of rights, without the sentences behind it that are of the whole site.

    >>> claim("© 2024 Valley Press. This site may carry material from AFP."), claim("© 2024 Valley Press. © AFP")
    ('© 2024 Valley Press.', '© 2024 Valley Press. © AFP')
    """
    first, *others = _NEXT_SENTENCE.split(line)
    return " ".join([first, *(one for one in others if filer_called(one.strip(" .")) or _COPYRIGHT.match(one))])


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
    kept = _without_breaks(paragraphs)
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
    whole = len(kept)
    for _ in range(MOST_ENDS):
        if not kept:
            break
        ended = len(kept) < whole
        line = kept[-1].strip()
        kind = ending_line(line)
        if kind is None and len(kept) > 1:
            if is_picture_line(line):
                pictures.insert(0, kept.pop().strip())
                continue
            marked = is_desk_mark(line) and (mentions(line) or filed())
            # ("भाषा सुरभि नेत्रपाल", and the last of them once more under it.)
            marked = marked or (is_desk_mark(kept[-2]) and line in kept[-2].split())
            # (Short letters alone count beside another end.)
            if marked or (may_be_mark(line) and (ended or _is_end(kept[-2])) and filed()):
                kind = "credit"
        if kind is None:
            rest, piece, what = cut_glued(line)
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


def _is_end(line: str) -> bool:
    bare = line.strip()
    return ending_line(bare) is not None or is_desk_mark(bare)


def _without_breaks(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, the last of them parted at its line breaks where the lines behind them are ends: Antara's are one block."""
    kept = list(paragraphs)
    for at in range(len(kept) - 1, max(-1, len(kept) - 4), -1):
        lines = kept[at].split("\n")
        first = len(lines)
        while first > 0 and first > len(lines) - 12 and (not lines[first - 1].strip() or ending_line(lines[first - 1])):
            first -= 1
        if len(lines) > 1 and first < len(lines):
            text = "\n".join(lines[:first])
            kept[at : at + 1] = [*([text] if text.strip() else []), *filter(str.strip, lines[first:])]
    return kept


def _is_surely_agency(name: str) -> bool:
    agency = filer_called(name)
    return agency is not None and not agency.shy


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
        return bool(GLUED_SIGNED.search(bare[-1500:]))
    if _COPYRIGHT.match(bare) and ending_line(bare) == "sign_off":
        return True
    return bool(_SIGNED.match(bare)) or (len(bare) < 900 and _contributed(bare)) or bool(GLUED_SIGNED.search(bare))
