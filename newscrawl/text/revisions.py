"""Revisions: what wire copy says of itself, in headline tags and in lines of their own.

"UPDATE 2-Oil falls", "(Adds details, shares)", "(This Oct. 30 story has been corrected to ...)", "HOLD HOLD HOLD":
the kinds are those of the Reuters handbook and the field guide, part 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newscrawl.items import Revision, RevisionKind

# The stronger kind names a revision that has several ("CORRECTED-UPDATE 2-").
_STRENGTH: tuple[RevisionKind, ...] = ("withdrawn", "corrected", "refile", "repeat", "writethru", "update", "wrapup")
_TAGS: tuple[tuple[str, RevisionKind], ...] = (
    (r"STORY WITHDRAWN|WITHDRAWN|WITHDRAWAL|RETRACTED|KILL(?: KILL){0,2}|MANDATORY KILL|RÜCKZUG|ZURÜCKGEZOGEN", "withdrawn"),
    (r"OFFICIAL CORRECTION|CORRECTED|CORRECTION|CORRECTS|CORR|KORREKTUR|BERICHTIGUNG|CORREGIDO|CORRECCIÓN|CORRIGE"
     r"|RECTIFICATIF|CORRETTO|CORREÇÃO|ИСПРАВЛЕНИЕ|ИСПРАВЛЕНО|ПОПРАВКА|訂正|更正|정정", "corrected"),
    (r"REFILE|REFILED", "refile"),
    (r"REPEAT|RPT|WDH|WIEDERHOLUNG|REPETICIÓN|ПОВТОР|再送", "repeat"),
    (r"(?:\d(?:st|nd|rd|th) )?(?:(?:LD|Ld|LEAD)[- ])?(?:WRITE-?THRU|WRITE-?THROUGH|Writethru)", "writethru"),
    (r"WRAPUP|WRAP|ROUNDUP|ZUSAMMENFASSUNG|GESAMT-ROUNDUP|総合", "wrapup"),
    (r"UPDATE|UPD|UPDATED|AKTUALISIERUNG|NEUFASSUNG|ACTUALIZACIÓN|ACTUALIZA|ACTUALISATION|AGGIORNAMENTO|ATUALIZAÇÃO"
     r"|ОБНОВЛЕНИЕ|ОБНОВЛЕНИЕ|ДОПОЛНЕНО|UPDATE:|[1-9](?:st|nd|rd|th) (?:LD|LEAD)|LEAD|更新|종합\d?", "update"),
)  # fmt: skip
# Tags that say how urgent or of what kind the copy is; cut from the headline, but no revision.
_PLAIN = (
    r"URGENT|ALERT|FLASH|BULLETIN|SNAP|EILMELDUNG|EIL|Eil|Eilmeldung|URGENTE|BRIEF|FACTBOX|ANALYSIS|INTERVIEW|INSIGHT|EXCLUSIVE"
    r"|NEWSMAKER|TIMELINE|PREVIEW|POLL|SCENARIOS|BUZZ|TABLE|GRAPHIC|OFFICIAL|PIX|TV|FEATURE|ADVISER|DIARY|МОЛНИЯ|СРОЧНО|速報|긴급"
)
_TAG = "|".join(f"(?P<{kind}>{words})" for words, kind in _TAGS)
_ONE = re.compile(rf"(?:{_TAG}|(?P<plain>{_PLAIN}))(?:\s?(?P<number>\d{{1,2}}))?(?![^\W_])")
_GLUED = re.compile(r"\s?[-–—](?=[^\s-])|\s?[:/](?=\s*\S)|\s[-–—]\s(?=\S)")
_SLUG = re.compile(
    r"[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9-]{2,40}/(?:[A-Z0-9-]{2,30})?(?:=\d)?\s*(?=\()|[A-Z][A-Z-]{3,40}/\s+(?=[A-Z]+(?: \d)?-)"
)
_BRACKET = re.compile(r"\(\s*([^()]{2,60})\s*\)\s*[:：-]?\s*|[\[［【]\s*([^\[\]【】［］]{2,40})\s*[\]］】]\s*")
_NUMBERED_LEAD = re.compile(r"([1-9])(?:st|nd|rd|th) (?:LD|LEAD)", re.IGNORECASE)

_OPENING = r"^\s*[\[(（*_—-]{0,4}\s*"
_LINES: tuple[tuple[re.Pattern[str], RevisionKind | None], ...] = tuple(
    (re.compile(pattern, flags), kind)
    for pattern, kind, flags in (
        (_OPENING + r"(?:(?:HOLD|KILL)[\s!.:-]+){2,}|" + _OPENING + r"(?:STORY WITHDRAWN|MANDATORY KILL|BULLETIN KILL|WITHDRAWN\b)", "withdrawn", 0),
        (_OPENING + r"(?:This|The)\b[^()]{0,80}\b(?:story|article|item|report|dispatch)\b[^()]{0,60}\b(?:withdrawn|retracted|killed)\b", "withdrawn", re.I),
        (_OPENING + r"(?:This|The|In (?:this|the|an?))\b[^()]{0,80}\b(?:refiled?|refiles)\b", "refile", re.I),
        (_OPENING + r"(?:Refil(?:es|ed|ing)\b|\(?Refile\b)", "refile", re.I),
        (r"^\s*[\[(（]\s*(?:This|The|In)\b[^()]{0,80}\b(?:story|article|item|version|headline|report|dispatch|paragraph|copy)\b"
         r"[^()]{0,90}\b(?:correct(?:s|ed|ing)?|CORRECTS)\b", "corrected", re.I),
        (_OPENING + r"This (?:story|article|item|version|report)(?: (?:has been|was|is))? (?:updated to )?correct(?:s|ed)\b|" + _OPENING +
         r"This version CORRECTS\b", "corrected", re.I),
        (_OPENING + r"(?:Corrects|Correcting|CORRECTS|Corrected|CORRECTED)\b|^\s*\(\s*Correct(?:s|ed|ion)\b", "corrected", 0),
        (_OPENING + r"ATTN\s*:[^\n]{0,80}\bCORRECT", "corrected", 0),
        (_OPENING + r"(?:This|The) (?:story|article|item|report) (?:has been|was|is being) (?:updated|rewritten)\b", "update", re.I),
        (r"^\s*\(\s*(?:Repeats|Repeating|Repeated|REPEATS)\b", "repeat", 0),
        (r"^\s*\(\s*(?:Writes through|Write-?through|Writethru|WRITES THROUGH)\b", "writethru", re.I),
        (r"^\s*\(\s*(?:Wraps|Wrapup|Combines)\b", "wrapup", 0),
        (r"^\s*\(\s*(?:Adds?|Updates?|Updating|Recasts?|Rewrites?|Releads?|Changes?|Includes?|Inserts?|Clarifies|Removes?|Deletes?|Drops?|Fixes|Tops|Moves|"
         r"New throughout|Recasts throughout|Edits|Byline|Previous|Links|Embeds|Restores|Attributes|Amends|Tweaks|Trims|Pvs|Previously)\b[^()]{3,}", "update", 0),
        (_OPENING + r"ATTN\s*:", "update", 0),
        (r"^\s*\(\s*(?:Agrega|Añade|Actualiza|Actualizado|Amplía|Reescribe|Recompone|Cambia|Ajoute|Actualisé|Avec précisions|Aggiunge|Aggiorna|Adiciona|"
         r"Acrescenta|Atualiza|Neu:|Ergänzt|Aktualisiert|Добавл\w+|Добавляет|Обновл\w+|Дополн\w+)\b", "update", 0),
        (r"^\s*\(\s*(?:Corrige|Se corrige|Corregido|Rectifica|Corrigé|Correzione|Berichtigt|Korrigiert|Исправл\w+|Исправляет)\b", "corrected", 0),
        (r"^\s*\(\s*(?:Repite|Répète|Ripete|Повтор\w*)\b", "repeat", 0),
        (r"^\s*Eds\.?\s*:[^\n]{0,40}\bCORRECT", "corrected", re.I),
        (r"^\s*Eds\.?\s*:\s*(?:Updates?|Adds?|With|Recasts?|SUBS|UPDATES|Changes)\b", "update", 0),
        (r"^\s*(?:Eds|EDS|Editors?'? [Nn]ote|Ed[.:])\.?\s*:", None, 0),
        (r"^\s*[-–]*\s*\d(?:st|nd|rd|th) (?:LD|Ld)[- ](?:Writethru|writethru)", "writethru", re.I),
        (_OPENING + r"This information is not (?:intended )?for (?:publication|broadcast)", None, re.I),
        (_OPENING + r"NOT FOR PUBLICATION", None, 0),
        (r"^\s*(?:Korrektur|Berichtigung|Korrekturhinweis)\s*:|^\s*\((?:Korrektur|Berichtigung)\b", "corrected", 0),
        (r"^\s*\(\s*(?:Wiederholung|WDH)\b", "repeat", 0),
    )
)  # fmt: skip
_LONGEST_LINE = 700
_BETWEEN = re.compile(r"\(\s*(?:(?:This|The|In)\b|[A-Z][a-z]{3,10}s\b)[^()]{8,400}\)\s*")


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
        if not one["plain"]:
            found.append(_read(one))
        taken.append(text[: glue.end()])
        text = text[glue.end() :].lstrip()
    if not text or not taken:
        return Tagged(text=headline.strip())
    return Tagged(text=text.strip(), revision=_strongest(found, "".join(taken).strip()))


_URGENT = frozenset(
    {"URGENT", "ALERT", "FLASH", "BULLETIN", "EILMELDUNG", "EIL", "Eil", "Eilmeldung", "URGENTE", "МОЛНИЯ", "СРОЧНО"}
)


def _read(one: re.Match[str]) -> tuple[RevisionKind, int | None]:
    kind: RevisionKind = next(kind for _, kind in _TAGS if one[kind])
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
    if not 4 < len(bare) <= _LONGEST_LINE:
        return None
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
    """
    match = _BETWEEN.match(text)
    if match is None:
        return None, text
    note = read_note(match[0])
    return (note, text[match.end() :]) if note is not None else (None, text)


def cut_closing_note(text: str) -> tuple[Note | None, str]:
    """A note in brackets that ends a paragraph of news, and the paragraph without it."""
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
