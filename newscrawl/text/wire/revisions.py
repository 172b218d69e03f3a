"""Revisions: what wire copy says of itself, in headline tags and in lines of their own.

"UPDATE 2-Oil falls", "(Adds details, shares)", "(This Oct. 30 story has been corrected to ...)", "HOLD HOLD HOLD":
the kinds are those of the Reuters handbook and the field guide, part 4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from newscrawl.items import Revision, RevisionKind

# The stronger kind names a revision that has several ("CORRECTED-UPDATE 2-").
_STRENGTH: tuple[RevisionKind, ...] = ("withdrawn", "corrected", "refile", "repeat", "writethru", "update", "wrapup")


def _data() -> Any:
    return json.loads(resources.files("newscrawl.text").joinpath("data/revisions.json").read_text(encoding="utf-8"))


_DATA = _data()
_KINDS: tuple[RevisionKind, ...] = tuple(_DATA["tags"])
_TAG = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in _DATA["tags"].items())
_PLAIN = "|".join(_DATA["plain"])
_ONE = re.compile(rf"(?:{_TAG}|(?P<plain>{_PLAIN}))(?:\s?(?P<number>\d{{1,2}}))?(?![^\W_])")
_GLUED = re.compile(r"\s?[-–—](?=[^\s-])|\s?[:/](?=\s*\S)|\s[-–—]\s(?=\S)")
_SLUG = re.compile(
    r"[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9-]{2,40}/(?:[A-Z0-9-]{2,30}(?: \d{1,2})?)?(?:=\d)?\s*(?=\()|[A-Z][A-Z-]{3,40}/\s+(?=[A-Z]+(?: \d)?-)"
)
_BRACKET = re.compile(
    r"[(（]\s*+([^()（）]{2,60})\s*[)）]\s*[:：-]?\s*|[\[［【]\s*+([^\[\]【】［］]{2,40})\s*[\]］】]\s*"
)
_NUMBERED_LEAD = re.compile(r"([1-9])(?:(?:st|nd|rd|th) (?:LD|LEAD)|\. ROUNDUP|보)", re.IGNORECASE)
# "BC-Rain, 3rd Ld-Writethru": AP writes it behind.
_WRITETHRU = re.compile(
    r"[,;–—-]?\s*\(?(?P<number>\d)(?:st|nd|rd|th) (?:LD|Ld|Lead)[- ](?:Writethru|WRITETHRU|Write-?[Tt]hrough)\)?\s*$"
)

# "비가 내렸다(종합2보)": Yonhap writes them behind.
_KOREAN_BEHIND = re.compile(r"\s?[(（](?P<tags>(?:종합|속보|긴급|정정|수정)?\s?(?:[1-9]보)?)[)）]\s*\Z")

_LINES: tuple[tuple[re.Pattern[str], RevisionKind | None], ...] = tuple(
    (re.compile(line["pattern"], re.IGNORECASE if line["any_case"] else 0), line["kind"]) for line in _DATA["lines"]
)
# How any of them begins: a line of news has none of it, and is asked once instead of thirty times.
_ANY_LINE = re.compile("|".join(f"(?:{line['pattern']})" for line in _DATA["lines"]), re.IGNORECASE)
_LONGEST_LINE = 700
_CLOSED = re.compile(r"[(（\[][^()（）\[\]]{4,400}[)）\]]")
_BETWEEN = re.compile(r"[(（]\s*+[^\W\d_][^()（）]{8,400}[)）]\s*")
# "(Adds details)" names what is new; what else opens so in brackets may be the text's own words ("(Neu: ...) ").
_ADDS = re.compile(r"\(\s*+(?:(?:This|The|In)\b|[A-Z][a-z]{2,10}s\b)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tagged:
    """A headline without its tags, and what they say."""

    text: str
    revision: Revision | None = None


def cut_tags(headline: str) -> Tagged:
    """The headline without revision tags and slugline, and the revision they name.

    >>> found = cut_tags("UPDATE 2-Oil falls"); found.text, found.revision.kind, found.revision.number
    ('Oil falls', 'update', 2)
    >>> found = cut_tags("USA-RAIN/ (UPDATE 1, PIX, CORRECTED):CORRECTED-River rises"); found.text, found.revision.kind
    ('River rises', 'corrected')
    >>> cut_tags("Update on the river talks").revision is None
    True
    """
    return _cut(headline) if len(headline) <= _LONGEST_LINE else _cut_tags(headline)


def _cut_tags(headline: str) -> Tagged:
    text = headline.strip()
    taken: list[str] = []
    found: list[tuple[RevisionKind, int | None]] = []
    for _ in range(5):
        slug = _SLUG.match(text)
        if slug and (text[slug.end() :].startswith("(") or _ONE.match(text[slug.end() :])):
            taken.append(text[: slug.end()])
            text = text[slug.end() :]
            continue
        bracket = _BRACKET.match(text)
        if bracket and bracket.end() < len(text):
            kinds = _listed(bracket[1] or bracket[2])
            if kinds is None:
                break
            found += kinds
            taken.append(bracket[0])
            text = text[bracket.end() :]
            continue
        one = _ONE.match(text)
        glue = _GLUED.match(text, one.end()) if one else None
        if one is None or glue is None:
            break
        if glue[0].strip() in "-–—" and not one["number"] and text[glue.end() : glue.end() + 1].islower():
            break  # "LEAD-lined box"
        loose = glue[0].strip() == "" or glue[0] != glue[0].strip()
        if one["plain"] and one["plain"] not in _URGENT and (":" in glue[0] or "/" in glue[0] or loose):
            break  # "ANALYSIS: ..." is the headline's own word; "ANALYSIS-..." is a tag
        if one["plain"] in _IN_BRACKETS_ONLY:
            break  # "TV-Tipp"
        if not one["plain"]:
            found.append(_read(one))
        taken.append(text[: glue.end()])
        text = text[glue.end() :].lstrip()
    behind = _WRITETHRU.search(text, max(0, len(text) - 60))
    if behind is not None and behind["number"] and behind.start() > 2:
        found.append(("writethru", int(behind["number"])))
        taken.append(text[behind.start() :].lstrip(",; "))
        text = text[: behind.start()].removeprefix("BC-")
    slugged, comma, tag = text.rpartition(", ")
    if comma and 3 < len(tag) <= 20 and tag.isupper() and not slugged.isupper():
        one = _ONE.fullmatch(tag)
        if one is not None and not one["plain"]:  # "BC-Rain, KILL": AP writes these behind too
            found.append(_read(one))
            taken.append(tag)
            text = slugged.removeprefix("BC-")
    korean = _KOREAN_BEHIND.search(text[-20:]) if text[-1:] in ")）" else None
    if korean is not None and korean["tags"] and len(text) > len(korean[0]):
        found += _listed(korean["tags"]) or []
        taken.append(korean[0])
        text = text[: len(text) - len(korean[0])]
    if not text or not taken:
        return Tagged(text=headline.strip())
    return Tagged(text=text.strip(), revision=_strongest(found, "".join(taken).strip()))


_IN_BRACKETS_ONLY = frozenset({"TV", "PIX", "OFFICIAL", "TABLE", "POLL", "GRAPHIC", "DIARY", "FEATURE"})
_URGENT = frozenset(
    {"URGENT", "ALERT", "FLASH", "BULLETIN", "EILMELDUNG", "EIL", "Eil", "Eilmeldung", "URGENTE", "МОЛНИЯ", "СРОЧНО"}
)


_cut = lru_cache(maxsize=256)(_cut_tags)  # a page says its headline in several places


def _read(one: re.Match[str]) -> tuple[RevisionKind, int | None]:
    kind: RevisionKind = next(kind for kind in _KINDS if one[kind])
    number = int(one["number"]) if one["number"] else None
    lead = _NUMBERED_LEAD.match(one[0])
    return kind, int(lead[1]) if lead else number


def _listed(inside: str) -> list[tuple[RevisionKind, int | None]] | None:
    """The tags of a bracket that holds nothing but tags, or None."""
    found: list[tuple[RevisionKind, int | None]] = []
    for part in inside.split(","):
        one = _ONE.fullmatch(part.strip()) or _ONE.fullmatch(part.strip().upper())
        if one is None:
            return None
        if not one["plain"]:
            found.append(_read(one))
    return found


def _strongest(found: list[tuple[RevisionKind, int | None]], printed: str) -> Revision | None:
    if not found:
        return None
    kind = min((kind for kind, _ in found), key=_STRENGTH.index)
    number = next((number for _, number in found if number is not None), None)
    return Revision(kind=kind, number=number, text=printed[:300])


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A line that speaks of the copy, not of the news. ``revision`` is None for a mere note to editors."""

    line: str
    revision: Revision | None = None


def read_note(line: str) -> Note | None:
    """The note that a whole line is, or None where it is news.

    >>> read_note("(Adds prime minister's reaction in paragraph 3)").revision.kind
    'update'
    >>> read_note("(This Oct. 30 story has been corrected to change the year in paragraph 1)").revision.kind
    'corrected'
    >>> read_note("This story moved the town to tears.") is None
    True
    """
    bare = line.strip()
    if not 4 < len(bare) <= _LONGEST_LINE or _ANY_LINE.match(bare) is None:
        return None
    closing = _CLOSED.match(bare)
    if closing and len(bare) - closing.end() > 20:
        return None  # a note in brackets, and the news after it in one paragraph
    for pattern, kind in _LINES:
        if pattern.search(bare):
            if kind == "update" and bare.startswith("(") and ")" not in bare[-3:]:
                continue
            return Note(line=bare, revision=Revision(kind=kind, text=bare) if kind else None)
    return None


def cut_note(text: str) -> tuple[Note | None, str]:
    """A note in brackets at the start of a text, and the text without it ("(This story has been refiled …) By X").

    >>> note, rest = cut_note("(In Jan. 3 story, corrects last paragraph) The mayor spoke."); rest
    'The mayor spoke.'
    >>> note, rest = cut_note("(Berichtigung: Zahl im 2. Absatz) Es regnete."); rest
    'Es regnete.'
    """
    match = _BETWEEN.match(text)
    if match is None:
        return None, text
    note = read_note(match[0])
    if note is None or not (_ADDS.match(text) or (note.revision is not None and note.revision.kind != "update")):
        return None, text
    return note, text[match.end() :]


def cut_closing_note(text: str) -> tuple[Note | None, str]:
    """A note in brackets that ends a paragraph of news, and the paragraph without it.

    >>> note, text = cut_closing_note("Rain fell. (This story has been corrected to fix the day)"); note.revision.kind, text
    ('corrected', 'Rain fell.')
    """
    start = text.rfind("(")
    if start <= 0 or len(text) - start > 400:
        return None, text
    closing = text[start:].rstrip(" .")
    note = (
        read_note(closing)
        if closing.endswith(")") and closing[1:6].strip()[:4] in {"This", "The", "In J", "Corr"}
        else None
    )
    return (note, text[:start].rstrip()) if note is not None else (None, text)


def strongest(revisions: Iterable[Revision | None]) -> Revision | None:
    """The revision that says most; a number that another carries is kept."""
    found = [revision for revision in revisions if revision is not None]
    if not found:
        return None
    best = min(found, key=lambda revision: _STRENGTH.index(revision.kind))
    number = next((revision.number for revision in (best, *found) if revision.number is not None), None)
    return Revision(kind=best.kind, number=number, text=best.text)
