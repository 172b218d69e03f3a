"""Bylines: the people that a page names as writers, and the agencies that stand among them.

"By HILLEL ITALIE, AP National Writer" is one person and an agency; "By AP and TOI staff" is no person; the
mirror's own name and addresses in metadata are no people either (field guide, part 4, "Blends").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newscrawl.text.agencies import agency_called, agency_in_brackets, filer_called, mentions
from newscrawl.text.dateline.correspondents import behind_phrase
from newscrawl.text.dateline.eastern import eastern_head
from newscrawl.text.dateline.places import is_city
from newscrawl.text.people.eastern import writers
from newscrawl.text.people.names import DATE_TAIL, bare_name, before_date, shouts, without_agency
from newscrawl.text.people.own_names import folded, own, without_own
from newscrawl.text.people.persons import is_title, looks_like_person, word_tables
from newscrawl.text.pictures.credit_words import credited_in_words
from newscrawl.text.pictures.credits import credit_names
from newscrawl.text.pictures.picture_words import NOUN

_SPLIT = re.compile(
    r"\s+(?:WITH|MIT|AVEC)\s+|\s*[;|•·/\n]\s*|\s+[-–—]\s+|\s+(?:and|AND|und|UND|et|y|e|i|och|og|en|ja|și|и|та|ve|with|mit|avec|con|sowie|a)\s+|\s*[&＆、，]\s*|\s*[ㆍ]\s*"
)
_COMMA = re.compile(r"\s*[,،]\s*")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,80}\.\w{2,}|@\w+", re.IGNORECASE)
_ARTICLES = ("Le ", "La ", "Les ", "El ", "Il ", "De ")
_FILED_FROM = re.compile(r"([^,]{2,30}),\s*((?![a-z])[^a-z,\d]{3,40})\Z")
# "Ann Lee (with Bo Ek and Cy Oak)": who helped.
_HELPED = re.compile(r"\s*\((?:with|avec|mit|con|com|met|med|z)\s+([^()]{3,120})\)")
_BARS = re.compile(r"\s*[|•·]\s*")
# "Ann Lee | Contributing Writer"
_TITLE_ALONE = re.compile(
    r"(?:(?:Contributing|Guest|Freelance|Features?|Staff|Senior|Junior|Chief|Special|Digital|Managing|Associate|Assistant|Deputy|"
    r"Executive|National|Political|Sports?) )+"
    r"(?:Writer|Editor|Reporter|Correspondent|Columnist|Contributor|Producer)",
    re.IGNORECASE,
)
# "Ann Lee, editor for trade and transport": what somebody writes about is no second writer.
_WRITES_ABOUT = re.compile(
    r"[\s,]+(?:(?:Chef|Politik|Wirtschafts)?[Rr]edakteur(?:in)?|[Rr]eporter(?:in)?|[Kk]orrespondent(?:in)?|[Ee]ditor|[Cc]orrespondent|[Ww]riter)"
    r"\s+(?:für|bei|for|of|at|on)\s.{2,80}\Z"
)
# "PTI, Port Blair, May 15": an agency, a place and a day.
# "Da AFP, em Washington".
_IN_TOWN = re.compile(r"(?:em|en|in|à|aus|a|din|w|we|v|ve|z|på|i|из|в|у|від|desde|te|í) [^\W\d_a-z]")
_FILED_ON = re.compile(r"[^,]{2,30},\s[^,\d]{2,40},?\s(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,10})\b")
_IN_BRACKETS = re.compile(r"(?P<who>[^()]{3,60}?)\s?\((?P<agencies>[^()]{2,60})\)")
# Agencies that are first names, before one other name: "Hina Khan", "Efe Yılmaz".
_FIRST_NAMES = re.compile(
    r"(?:Hina|Ansa|Efe|Tass|Lusa|Belga|Fena|Antara|Mehr) (?!(?:Staff|News|Press|Agency)\b)[A-ZÀ-ÞĀ-Ž][\w'’-]{2,20}"
)
_STROKES = re.compile(r"\s*[/,+&]\s*")
# "Science reporter Ann Lee": what a writer does, before the name.
_TITLE_AHEAD = re.compile(
    r"\A(?:[Bb]y )?(?:[A-Z][a-z]+(?: and [a-z]+)? )?(?:reporter|correspondent|editor|writer)s? (?=[A-Z][\w.'’-]+ [A-Z])"
    r"|\AZe? [A-ZĆŁŚŹŻ]\w+ (?=[A-ZĆŁŚŹŻ]\w+ [A-ZĆŁŚŹŻ][\w-]+\Z)"
    r"|\AAus [^\s,]{2,20} berichte(?:t|n) |\ASpecial to (?:the )?[^,]{2,30} by "
)
# "Anna Rossi, inviata a Kiev": where somebody was sent is no second writer.
_SENT_TO = re.compile(
    r",\s*(?:inviat[oa]|corrispondente|enviad[oa] especial|corresponsal|correspondante?|correspondente|envoyée? spéciale?)"
    r"\s+(?:a|da|di|en|à|au|aux|de|em)\s+[^,;/]{2,40}\Z"
)
# "Ann Lee Health and science reporter, Valley News": what a writer writes about, set behind the name.
_FIELDS = (
    "Arts|Business|Consumer|Crime|Defence|Diplomatic|Economics|Education|Energy|Entertainment|Environment|Financial|Health|"
    "Home affairs|Legal|Media|Medical|Motoring|Political|Politics|Religious|Royal|Science|Security|Sports?|"
    "Technology|Transport|World"
)
_BEHIND_NAME = re.compile(
    rf"(?<=[^\W\d_] [^\W\d_])([\w.'’-]*) (?:{_FIELDS})(?: and [a-z]+)? (?:reporter|correspondent|editor|writer)\b.*\Z"
)
_GLUED_OPENER = re.compile(r"(?:[Bb]y|BY|[Pp]or|Von)(?=[A-Z][a-z.])")
_DESK_PLACE = re.compile(r"([^,–—]{4,40},\s[^,–—]{1,25})\s[–—-]\s[^,–—]{3,40}\Z")  # "Ann Lee, vt1 NO — Varn Falls"
# "By Ann Lee / Valley Voices Reporter": behind a stroke stands what somebody reports for.
_FOR_WHOM = re.compile(
    r"\s+/\s+[^/,;]{3,40}\s(?:Reporter|Editor|Correspondent|Producer|Staff|Writer|Contributor|Fellow|Intern)s?"
    r"(?:\s(?:Reporter|Editor|Correspondent|Writer)s?)?\b",
    re.IGNORECASE,
)
# "H/Glas Varna", as Croatian papers sign what Hina filed beside their own copy.
_HINA = re.compile(r"H/[A-ZČĆŠŽĐ]")
# "Jón Jónsson skrifar", "Ann Lee schreibt": a name, and that it writes.
_WRITES = re.compile(
    r"(?<=\w)\s++(?:skrifar|skrifaði|skriver|skrev|schreibt|berichtet|schrijft|kirjoittaa|pisze|píše|piše|írja|scrie|escribe|escreve|"
    r"scrive|écrit|writes|пишет|пише|يكتب|تكتب)\W*\Z"
)
# "من ليلى حداد": "from", and two words or three.
_ARABIC_FROM = re.compile("\\Aمن (?=[\u0621-\u064a]{3,}(?: [\u0621-\u064a]{2,}){1,2}\\Z)")
_MORE = frozenset(
    ("mehr", "more", "all", "alle", "weitere", "plus", "tous", "más", "altri", "view", "see", "read",
     "previous", "next", "listen", "for")
)  # fmt: skip


# Who stands behind these took, drew or staged something.
_OTHER_WORK = (
    rf"(?:{NOUN}|Photographed|Video|Illustrat(?:ion(?:en|s)?|ed)|Styl(?:ing|ed)|Produced|Produktion)"
    r" (?:by|von|par|por|de|di|av|af|van)\b"
)
_OTHERS = re.compile(rf"(?:\s+|\A){_OTHER_WORK}", re.IGNORECASE)
_OF_OTHERS = re.compile(rf"\b{_OTHER_WORK}\W*\Z", re.IGNORECASE)
# "Ann LeeLeave a comment", "Ann Lee24 comments": the link beside the byline.
_COMMENT_LINK = re.compile(
    r"\s*(?:Leave a (?:comment|reply|response)|Add (?:a )?comment|\d{1,5} comments?)\W*\Z", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class BylineReading:
    """``names`` of people in order; ``agencies`` in one spelling; ``local``: the mirror's own name stood there."""

    names: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    local: bool = False


def read_byline(line: str, *, own_names: Sequence[str] = ()) -> BylineReading:
    """The people and agencies of one byline.

    >>> found = read_byline("By HILLEL ITALIE, AP National Writer"); found.names, found.agencies
    (('HILLEL ITALIE',), ('AP',))
    >>> found = read_byline("Von Anna Muster und Jörg Beispiel, dpa"); found.names, found.agencies
    (('Anna Muster', 'Jörg Beispiel'), ('dpa',))
    >>> found = read_byline("中央社 記者王大明台北11日電"); found.names, found.agencies
    (('王大明',), ('CNA',))
    >>> read_byline("By AFP and Valley Times staff", own_names=["Valley Times"]).names
    ()
    """
    return _read(line[:600], tuple(own_names))


@lru_cache(maxsize=512)  # a page prints its byline in several places
def _read(line: str, own_names: tuple[str, ...]) -> BylineReading:
    text = " ".join(_LINK.sub(" ", line[:600].replace("\u200b", "")).split())
    if not text or len(text) > 500:
        return BylineReading()
    if len(text) <= 60 and (key := folded(text)) and any(key == folded(name) for name in own_names):
        return BylineReading(local=True)  # "Boats & Co"
    # Initials in a byline of their own are the agency's ("MAP", "ACP"); "Petra" may be a first name, "RSS" is a link.
    initials = len(text) > 2 and text.upper() == text and text != "RSS"
    whole = agency_called(text) or (agency_in_brackets(text) if initials else None)
    if whole is not None:
        return BylineReading(agencies=() if whole.photo else (whole.name,))
    if "／" in text and (agency := agency_called(text.partition("／")[0])) is not None:  # "中央社／台北"
        return BylineReading(agencies=(agency.name,))
    both = [agency_in_brackets(part) for part in re.split("[-–/]", text)] if len(text) <= 30 else []
    if len(both) > 1 and all(both):  # "TT-Ritzau"
        return BylineReading(agencies=tuple(agency.name for agency in both if agency is not None and not agency.photo))
    paper, with_, others = text.partition(" WITH ")
    if with_ and text.isupper() and others.casefold() in word_tables().never and not paper.startswith("BY "):
        return BylineReading()  # "VALLEY COURIER WITH AGENCIES"
    if text.endswith(("日電", "日电")) and len(text) <= 40:  # "中央社 記者王大明台北11日電"
        head = eastern_head(f"（{''.join(text.split())}）")
        if head is not None and head.agencies:
            return BylineReading(names=head.names, agencies=tuple(agency.name for agency in head.agencies))
    if _HINA.match(text):
        return BylineReading(agencies=("HINA",))
    filed = _FILED_FROM.match(text)  # "AFP, MANILA"
    if filed and filed[2] == filed[2].upper() and (agency := filer_called(filed[1])) is not None:
        return BylineReading(agencies=(agency.name,))
    if _FILED_ON.match(text) and (agency := filer_called(text.partition(",")[0])) is not None:
        return BylineReading(agencies=(agency.name,))  # "PTI, Port Blair, May 15"
    said = credited_in_words(text)  # "По материалам Reuters", "Haber Merkezi / AFP"
    if said is not None:
        return BylineReading(agencies=tuple(agency.name for agency in said if not agency.photo))
    bracketed = _filed_in_bracket(text, own_names)
    if bracketed is not None:
        return bracketed
    text = _WRITES.sub("", _ARABIC_FROM.sub("", text))
    told = behind_phrase(text)
    if told is not None:  # "dal nostro inviato Marco Rossi"
        text = told
        if not text:
            return BylineReading()
    text = before_date(_SENT_TO.sub("", _TITLE_AHEAD.sub("", text)))
    fields = writers(text)
    if fields is not None:  # "来源：新华社 作者：…"
        named = [mention.agency.name for mention in mentions(text) if not mention.agency.photo]
        people = tuple(name for name in fields if not own(name, own_names))
        return BylineReading(names=people, agencies=tuple(dict.fromkeys(named)), local=len(people) < len(fields))
    names: list[str] = []
    agencies: list[str] = []
    local = False
    for bar, opened in enumerate(_BARS.split(_opened(text))):
        for piece in _SPLIT.split(opened):
            for number, part in enumerate(_COMMA.split(piece)):
                bare = "" if _TITLE_ALONE.fullmatch(part) else bare_name(part)
                if not bare or bare.split(" ", 1)[0].casefold() in _MORE:
                    continue
                if own(bare, own_names):
                    local = True
                    continue
                if not mentions(bare):  # "Ann Lee Valley Times", and not "Ann Lee AFP" on AFP's site
                    alone = without_own(bare, own_names)
                    local, bare = local or alone != bare, alone
                found = [] if _FIRST_NAMES.fullmatch(bare) else [m.agency for m in mentions(bare) if not m.agency.photo]
                # "Bo Ek AAP": initials behind a name that is not in capitals itself.
                closed = (
                    bool(found) and bare[-2:].isupper() and not bare.isupper() and bare.endswith(found[-1].spellings)
                )
                sits = bool(found) and is_city(without_agency(bare).upper())  # "PTI Mumbai"
                if found and (closed or sits or agency_called(bare) or not looks_like_person(bare) or not found[0].shy):
                    agencies += [agency.name for agency in found]
                    bare = without_agency(bare)
                    if not bare or is_title(bare):
                        continue
                town = " " not in bare and (agencies if not names else all(" " in name for name in names))
                behind = number or (bar and names) or (agencies and names)
                if behind and (is_title(bare) or town or _IN_TOWN.match(bare)):
                    continue  # a title, or the town that the writer or agency sits in
                if agencies and is_city(bare.upper()):
                    continue  # "PTI | New Delhi"
                if looks_like_person(bare) and bare not in names:
                    names.append(bare)
    if not all(map(shouts, names)):  # "Ann Lee, VT NORTH": beside people, capitals are a desk
        names = [name for name in names if not (name.isupper() and " " in name)]
    if agencies:  # "Le Monde with AFP": beside an agency stands the paper's name
        names = [name for name in names if not name.startswith(_ARTICLES)]
    return BylineReading(names=tuple(names), agencies=tuple(dict.fromkeys(agencies)), local=local)


def _filed_in_bracket(text: str, own_names: tuple[str, ...]) -> BylineReading | None:
    """Who wrote, with the agencies in brackets behind: "Redazione Esteri (Ansa/Afp)"."""
    bracket = _IN_BRACKETS.fullmatch(text)
    inside = credit_names(f"({bracket['agencies']})") if bracket else None  # "(Theo Reuters)"
    beside = list(inside or map(agency_called, _STROKES.split(bracket["agencies"]))) if bracket else []
    if bracket is None or not all(beside):
        return None
    people = _read(bracket["who"], own_names)
    filed_by = (*people.agencies, *(agency.name for agency in beside if agency is not None and not agency.photo))
    return BylineReading(names=people.names, agencies=tuple(dict.fromkeys(filed_by)), local=people.local)


def _opened(text: str) -> str:
    """The text after its opener, cut where another opener begins ("By A. Writer Photos by B. Snapper")."""
    match = _GLUED_OPENER.match(text) or word_tables().opener.match(text)
    rest = text[match.end() :] if match else text
    rest = _BEHIND_NAME.sub(r"\1", _WRITES_ABOUT.sub("", _FOR_WHOM.sub("", rest)))
    rest = _DESK_PLACE.sub(r"\1", rest)
    again = word_tables().opener.match(rest)
    if again and again.end() < len(rest) and ":" in again[0]:
        rest = rest[again.end() :]
    rest = DATE_TAIL.sub("", rest)
    rest = _OTHERS.split(_COMMENT_LINK.sub("", rest), maxsplit=1)[0]
    return _HELPED.sub(r", \1", rest)


def is_of_others(lead: str) -> bool:
    """Whether words right before a name say that it took, drew or staged something, and wrote nothing.

    >>> is_of_others("Photography by"), is_of_others("Text by")
    (True, False)
    """
    return _OF_OTHERS.search(lead[-60:]) is not None


def opens(line: str) -> bool:
    """Whether a line begins as bylines do, in any language.

    >>> opens("By Ann Lee"), opens("Ann Lee")
    (True, False)
    """
    return word_tables().opener.match(line) is not None


def is_desk(line: str) -> bool:
    """Whether a byline is a desk and no person: "Redacción", "By staff".

    >>> is_desk("Firmado por Redacción"), is_desk("By Ann Lee")
    (True, False)
    """
    return bare_name(_opened(line[:100])).casefold() in word_tables().never
