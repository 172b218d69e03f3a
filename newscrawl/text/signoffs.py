"""The end of wire copy: sign-off, copyright and credit lines, and what an agency or mirror prints after them.

"(Reporting by X; Editing by Y)", "AP Writer X contributed to this report.", "© dpa-infocom, dpa:240516-99-53606/3",
"Quelle: dpa", "Our Standards: …": none is body (field guide, part 4). A sign-off says who wrote, from where, and who
owns the copy; a bare credit ("Quelle: dpa") names the agency, but is no sign-off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newscrawl.text.agencies import agency_called, mentions
from newscrawl.text.revisions import read_note

Kind = Literal["sign_off", "credit", "trash", "note"]

_ROLE = (
    r"(?:Additional |Extra |Further )?(?:Reporting|Writing|Editing|Compiled|Compiling|Produced|Graphics?|Translated|Translation|Reported|Written|Edited|Report)"
    r"(?: and (?:[Ww]riting|[Ee]diting|[Rr]eporting|compiled))?(?: by (?=\W?[^\W\d_a-z])|: ?| for (?=[A-Z]))"
)
_ROLE_OTHER = (
    r"(?:Reporte|Reportaje|Información|Redacción|Redactado|Escrito|Editado|Editando|Edición|Traducido|Traducción|Reportagem|Texto|Traduzido)"
    r"(?: adicional)?(?: y [a-zó]+)?(?: de| por|:)"
    r"|(?:Reportage|Rédigé|Rédaction|Édité|Edité|édité|Version française|Reporté|Avec la contribution)(?: de| par|:)?"
    r"|(?:Bericht(?:et)?|Berichterstattung|Geschrieben|Redigiert|Bearbeitet|Reporter|Redaktion|Mitarbeit)(?: von|:)"
    r"|(?:Tradotto|Redazione|Scritto|A cura)(?: di| da|:)"
    r"|(?:Репортаж|Перевел[а]?|Перевод(?:ил[аи]?)?|Редактор|Написал[а]?|Автор)(?:\s|:)"
    r"|(?:Bewerkt|Geschreven) door"
)
_SIGNED = re.compile(rf"^\s*[(\[—–-]*\s*(?:{_ROLE}|{_ROLE_OTHER})", re.UNICODE)
_SIGNED_ANY = re.compile(rf"^\s*[(\[—–-]*\s*{_ROLE}", re.IGNORECASE)
_GLUED_SIGNED = re.compile(
    rf"[(\[]\s*(?:{_ROLE}|{_ROLE_OTHER})[^()]{{3,900}}(?:\([^()]{{0,80}}\)[^()]{{0,300}})?[)\]]\s*\.?\s*\Z"
)
_GLUED_BARE = re.compile(rf"(?<=[.!?\"”’)])\s+[—–-]*\s*(?:{_ROLE})\s[^.!?]{{3,500}}(?:;|,| and )[^!?]{{3,300}}\Z")
_CONTRIBUTED = re.compile(
    r"\bcontributed\b[^.]{0,80}\b(?:to|from)\b|\bcontributed (?:reporting|research)\b|\b(?:helped|assisted) (?:report|with) this (?:story|report)\b"
    r"|\bcontribu(?:yó|yeron|iu|íram|é à|it|ito a|ito)\b[^.]{0,40}\b(?:este|esta|cet|cette|quest)\w*"
    r"|\b(?:con|with|avec) (?:la )?(?:colaboración|contribution) d[e']",
    re.IGNORECASE,
)
_CONTRIBUTOR = re.compile(
    r"\b(?:writers?|reporters?|editors?|correspondents?|journalists?|staff|producers?|researchers?|contributed reporting|AP|Reuters|CNN)\b|’s |'s |contributed to this",
    re.IGNORECASE,
)
_REPORTED_FROM = re.compile(r"^\s*[—–_-]*\s*(?:[^\W\d_][\w.'’-]+ ){1,4}reported from [^.]{3,80}\.(?:\s|\Z)")
_COPYRIGHT = re.compile(
    r"^\W{0,4}(?:©|\(c\)|Copyright|COPYRIGHT|&copy;|ⓒ|Ⓒ|※|RIPRODUZIONE RISERVATA|Todos los derechos|Tous droits|Alle Rechte)",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:Abb\.|Foto|Photo|Bild|Image|Getty|Archiv|Symbolbild|picture.alliance|via)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\W{0,4}(?:Quellen?|Sources?|Fuentes?|Fontes?|Fonti?|Źródł[oa]|Zdroj(?:e|ov)?|Zdroje|Kaynak|Kilde|Källa|Bron|Forrás|Lähde|Izvor|Извор|Източник|Источник"
    r"|Джерело|المصدر|Nguồn|Πηγή|Vir|Sursa|출처|来源|來源|Con (?:información|datos) de|Com informações d[ae]|Avec|Mit (?:Material|Agenturmaterial|Informationen) (?:von|der|des)"
    r"|With (?:inputs?|agency inputs|files|reporting|information|additional reporting) ?(?:from|by|of)?|Agencies|Agenturen|Agencias|وكالات|"
    r"Mit|With|By|Von|Af|Par|Por|Di|Av|Text)\b\s*[:：]?\s*",
    re.IGNORECASE,
)
_ENDMARK = re.compile(
    r"^\W{0,3}(?:Enditem|ENDITEM|Enditem/[a-z]{1,4}|Item ends?|END|ENDS|MORE|//|###|XXX|30|dpa/[a-z/ ]{2,20}|[a-z]{2,4}(?:/[a-z]{2,4}){1,4}|"
    r"(?:PTI|ANI|IANS|UNI|MNA|Bernama|BERNAMA|NNN|ANA|SANA|WAM|APA|PNA|UNB)(?: [A-Z]{2,4}){0,7}|--\s?(?:IANS|ANI|PTI|Bernama|BERNAMA)[a-z/ ]{0,20})\W{0,3}$"
)
_STYLED_CLOSE = re.compile(r"(?<=[.!?\"”’»])\s*[(\[]\s*([^()\[\]]{2,40})\s*[)\]]\s*\.?\s*\Z")
_TRASH = re.compile(
    r"^\W{0,3}(?:Our Standards\b|(?:The )?Thomson Reuters Trust Principles|Acquire Licensing Rights|opens? (?:in )?new (?:tab|window)"
    r"|Follow (?:AP|the AP|Reuters|AFP|CNN|us|[\w ’']{2,40} on (?:Twitter|X|Facebook|Instagram))\b|More AP (?:news|coverage|sports)|AP (?:news|sports|coverage)\b[^.]{0,30}:\s*http"
    r"|More:? https?:|Full (?:AP )?coverage|Find AP|___+|_{1,5}$|Online:$|This (?:story|article|material|report) (?:was|is|has been) (?:published|generated|produced|provided|distributed|syndicated) "
    r"(?:from|by|through|under)\b[^.]{0,80}\b(?:feed|agency|wire|automatically|syndicat|permission|modification|text)"
    r"|(?:This|The) (?:story|article|report) (?:has not been|is (?:auto-?generated|published))\b|.{0,40}\bnot been edited by\b"
    r"|Written by (?:AP|Reuters|AFP)$|Disclaimer\s*:|RIPRODUZIONE RISERVATA|Riproduzione riservata|.{0,60}Haber Akış Sistemi|※\s*저작권자|무단\s?전재"
    r"|이 기사는|For more (?:news|stories|information)\b|Click here|Read (?:more|also|next|the (?:full|original))\b|Lesen Sie (?:auch|hier)|Lire aussi|Leia (?:também|mais)|Lea (?:también|más)|Leggi anche"
    r"|Veröffentlicht am|Lesezeit|Do not use|All rights reserved|Tous droits r[ée]serv[ée]s|Todos los derechos reservados|Alle Rechte vorbehalten)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\ball rights reserved\b|\bmay not be (?:published|reproduced|used)\b|\bredistribut|vorbehalten|reservad[oa]s|무단",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """``paragraphs`` of news; the sign-off as printed; lines that credit an agency; notes on the copy itself."""

    paragraphs: tuple[str, ...]
    sign_off: str | None = None
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def ending_line(line: str) -> Kind | None:
    """What a whole line at the end of a text is, or None where it is news.

    >>> ending_line("(Reporting by A. Writer in Oslo; Editing by B. Reader)")
    'sign_off'
    >>> ending_line("Quelle: APA/dpa"), ending_line("Our Standards: The Thomson Reuters Trust Principles., opens new tab")
    ('credit', 'trash')
    >>> ending_line("The mayor contributed ten pounds to this year's fair.") is None
    True
    """
    bare = " ".join(line[:3000].split())
    if not bare or len(bare) > 1500:
        return None
    if read_note(bare) is not None:
        return "note"
    if _SIGNED.match(bare) or (bare[0] in "([" and _SIGNED_ANY.match(bare)):
        return "sign_off"
    if len(bare) < 900 and _contributed(bare):
        return "sign_off"
    if _COPYRIGHT.match(bare) and len(bare) < 600:
        if _PICTURE.search(bare) and "dpa:" not in bare:
            return "trash"
        named = mentions(bare)
        return "sign_off" if named else "trash"
    if _TRASH.match(bare) and len(bare) < 500:
        return "trash"
    if _ENDMARK.match(bare):
        return "credit" if mentions(bare) else "trash"
    return "credit" if is_credit(bare) else None


def _contributed(bare: str) -> bool:
    match = _CONTRIBUTED.search(bare)
    if match is None:
        return bool(_REPORTED_FROM.match(bare))
    if not _CONTRIBUTOR.search(bare) and not _REPORTED_FROM.match(bare):
        return False
    return bool(
        re.search(
            r"\b(?:this|the) (?:report|story|article)\b|reporting|research|from\b|est[ea]|cet|quest",
            bare[match.start() :],
            re.IGNORECASE,
        )
    )


def is_credit(line: str) -> bool:
    """Whether a line only says where the copy came from ("AFP", "(With inputs from PTI)", "Źródło: PAP").

    >>> is_credit("(dpa)"), is_credit("With AFP"), is_credit("AFP said so")
    (True, True, False)
    """
    bare = line.strip().strip("()[]*_ \u00a0—–-").strip()
    if not 1 < len(bare) <= 90:
        return False
    label = _LABEL.match(bare)
    names = bare[label.end() :] if label else bare
    if not names.strip(" .:"):
        return (
            label is not None and ":" not in bare and bare.casefold() in {"agencies", "agenturen", "agencias", "وكالات"}
        )
    parts = [
        part
        for part in re.split(r"\s*[/,;|&+]\s*|\s+(?:and|und|et|y|e|och|og|i|ve|with|avec|und)\s+|\s+-\s+", names)
        if part.strip(" .")
    ]
    called = [agency_called(part) for part in parts]
    if not any(called) or _PICTURE.search(bare):
        return False
    if all(called):
        return True
    # Initials of editors and the mirror's own short name stand beside the agency: "ntv.de, ino/dpa", "AP and TOI staff".
    return label is not None and len(parts) <= 5 and all(len(part.split()) <= 3 for part in parts)


def cut_end(paragraphs: Sequence[str]) -> Ending:
    """The paragraphs without what follows the news, and what that said.

    >>> found = cut_end(["Rain fell.", "More rain fell. (Reporting by A. Writer; Editing by B. Reader)"])
    >>> found.paragraphs, found.sign_off
    (('Rain fell.', 'More rain fell.'), '(Reporting by A. Writer; Editing by B. Reader)')
    """
    kept = list(paragraphs)
    signed: list[str] = []
    credits: list[str] = []
    notes: list[str] = []
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
    while kept:
        line = kept[-1].strip()
        kind = ending_line(line)
        if kind is None:
            rest, piece, what = _cut_glued(line)
            if piece is None:
                break
            kept[-1] = rest
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
        paragraphs=tuple(kept), sign_off="\n".join(signed) or None, credits=tuple(credits), notes=tuple(notes)
    )


def _last_sign_off(paragraphs: Sequence[str]) -> int | None:
    """Where the people's sign-off stands, when only short furniture follows it."""
    total = sum(map(len, paragraphs))
    after = 0
    for at in range(len(paragraphs) - 1, max(0, len(paragraphs) - 9), -1):
        line = paragraphs[at]
        if _signed_by_people(line):
            return at if at < len(paragraphs) - 1 else None
        after += len(line)
        if after > max(400, total // 4):
            return None
    return None


def _signed_by_people(line: str) -> bool:
    bare = " ".join(line[:3000].split())
    if len(bare) > 1500:
        return bool(_GLUED_SIGNED.search(bare[-1500:]))
    return bool(_SIGNED.match(bare)) or (len(bare) < 900 and _contributed(bare)) or bool(_GLUED_SIGNED.search(bare))


def _cut_glued(line: str) -> tuple[str, str | None, Kind | None]:
    """A sign-off, a copyright or a closing "(ANSA)." at the end of a paragraph of news."""
    window = line[-1500:]
    offset = len(line) - len(window)
    match = _GLUED_SIGNED.search(window) or _GLUED_BARE.search(window)
    if match:
        return line[: offset + match.start()].rstrip(), match[0].strip(), "sign_off"
    dpa = re.search(r"\s*(?:©\s?)?dpa-infocom,\s?dpa:[\d/-]{8,30}\s*(?:\(dpa\))?\s*\Z", window)
    if dpa and dpa.start() + offset > 20:
        return line[: offset + dpa.start()].rstrip(), dpa[0].strip(), "sign_off"
    rights = re.search(r"(?<=[.!?\"”])\s+(?:©|\(c\)|Copyright)\s?[^.]{2,80}\.(?:[^.]{2,160}\.){0,3}\s*\Z", window)
    if rights and mentions(rights[0]):
        return line[: offset + rights.start()].rstrip(), rights[0].strip(), "sign_off"
    close = _STYLED_CLOSE.search(window)
    if close and is_credit(close[1]) and len(line) > 30:
        return line[: offset + close.start()].rstrip(), close[0].strip(), "credit"
    return line, None, None
