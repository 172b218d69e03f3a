"""Lines that only say where copy is from: "Quelle: dpa", "(With inputs from PTI)", "Le Monde avec AFP"."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.text.agencies import KnownAgency, agency_called, agency_in_brackets
from newscrawl.text.ending_words import WORDS, any_of
from newscrawl.text.letters import COLONS
from newscrawl.text.pictures.credit_words import credited_in_words
from newscrawl.text.pictures.picture_words import tells_of_picture

_VIA = re.compile(r"\bvia\b", re.IGNORECASE)  # "Getty via AFP"
# How a line begins that says where the copy is from, in many languages; page/paragraphs/furniture asks for the same words.
SOURCES = f"(?:{any_of('sources')})"
_LABEL = re.compile(rf"^\W{{0,4}}(?:{SOURCES}|{any_of('labels')})(?:\b|(?!\w))\s*[{COLONS}]?\s*", re.IGNORECASE)
# "Le Monde avec AFP", "Valley Times with Reuters": the mirror's name and the agency's, and no sentence.
_BLEND = re.compile(
    r"(?:[A-ZÀ-ÝŁŠČŽ0-9][\w.’'-]*\s){1,4}(?:avec|with|et|mit|con|com|z|s)\s(?P<agency>[A-Z]{2,8}|Reuters|dpa|Kyodo|Xinhua|Belga|Lusa|Agerpres|Tanjug|Hina|Anadolu)$"
)
_INPUTS = re.compile(r"[Ww]ith (?P<agencies>[^.!?]{2,60}?) (?:inputs?|reports?|feeds?)$")
# "ab/cd (AFP, dpa, Reuters)": the initials of the mirror's desk before those who filed.
_DESK_INITIALS = re.compile(r"[a-z]{1,4}(?:\s?[/,-]\s?[a-z]{1,4}){0,4}\s\((?P<agencies>[^()]{2,60})\)?\Z")
_PARTS = re.compile(r"\s*[/,;،、|&+(]\s*|\s+(?:and|und|et|y|e|och|og|i|ve|و|with|avec)\s+|\s+-\s+")
# What was added to somebody's copy: "With files from AP", "(with PTI inputs)", "Mit Material von dpa".
_ADDED = re.compile(
    r"\W{0,4}(?:with\b.{0,40}\b(?:inputs?|files?|report(?:s|ing)|information|contributions?|material|details|feeds?)\b"
    r"|mit (?:agentur)?(?:material|informationen)\b|con (?:información|datos) de\b|com informações d"
    r"|(?:some )?(?:information|material) (?:for|in|used in) this (?:report|story|article|dispatch) (?:was|were)\b"
    r"|avec (?:des )?(?:informations?|contributions?) d)",
    re.IGNORECASE,
)
_NAMELESS = frozenset(WORDS["nameless"])


def is_addition(line: str) -> bool:
    """Whether a line names who added to another's copy ("With files from AP"), so no first source.

    >>> is_addition("— With files from AP"), is_addition("(with PTI inputs)"), is_addition("With AFP")
    (True, True, False)
    """
    return bool(_ADDED.match(line[:200]))


def is_credit(line: str) -> bool:
    """Whether a line only says where the copy came from ("AFP", "(With inputs from PTI)", "Źródło: PAP").

    >>> is_credit("(dpa)"), is_credit("With AFP"), is_credit("AFP said so")
    (True, True, False)
    """
    return credit_names(line) is not None


# "(AFP, dpa)", "【新华社】": nothing stands outside the brackets.
_OWN_BRACKETS = re.compile(r"\W{0,2}[(（\[【][^()（）\[\]【】]{2,80}[)）\]】]\W{0,2}")
# "(APA/Red)", "(AFP/ko)": a desk beside the agency.
_EDITOR = re.compile(r"[A-Za-z][a-z]{1,3}|[Rr]ed\.?")
_INITIALS = re.compile(r"[A-Z]{2,5}")
# "(APA, 5.3.2025)".
_DATED = re.compile(r",\s\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\Z")
# "— SPA": a line of its own under the text.
_DASHED = re.compile(r"\s*[–—-]{1,2}\s?[A-Z]{2,8}\.?\s*")
# "Source:", "Nguồn:", but not "Text: Petra".
_SOURCE_OF = re.compile(rf"(?!\W*(?:text|by|von|af|par|por|di|av|com|mit|with|avec)\b).*[{COLONS}]\s*\Z", re.IGNORECASE)
_AGENCIES_OF_CAPITALS = re.compile(r"(?<=[A-Z])[-–](?=[A-Z])")


def credit_names(line: str) -> tuple[KnownAgency, ...] | None:
    """The agencies of a line that is a credit, those too that only brackets or a label make one; None for news.

    >>> [found.name for found in credit_names("(UNI)")], [found.name for found in credit_names("Source: SPA")]
    (['UNI'], ['SPA'])
    >>> credit_names("SPA") is None
    True
    """
    return _credited(line) if len(line) <= LONGEST_CREDIT else _listed(line)


def is_nameless(words: str) -> bool:
    """Whether words say "agencies", and not which, in any language.

    >>> is_nameless("Agencies"), is_nameless("Reuters")
    (True, False)
    """
    return credit_names(f"({words.strip(' ()')})") == ()


def _listed(line: str) -> tuple[KnownAgency, ...] | None:
    bare = _DATED.sub("", line.strip().strip("()[]（）【】*_= \u00a0—–-").strip())
    if not 1 < len(bare) <= 90 or "?" in bare or "؟" in bare:  # "¿Por qué ahora? (EFE)"
        return None
    if bare.casefold() in _NAMELESS:
        return ()
    blend = _BLEND.match(bare)
    if blend:
        agency = agency_called(blend["agency"])
        return (agency,) if agency is not None else None
    inputs = _INPUTS.match(bare)
    if inputs:
        if inputs["agencies"] in ("agency", "agencies"):
            return ()
        called = [agency_called(part) for part in _PARTS.split(inputs["agencies"])]
        return tuple(filter(None, called)) if all(called) else None
    desk = _DESK_INITIALS.match(bare)
    if desk:
        bare = desk["agencies"]
    label = _LABEL.match(bare)
    names = (bare[label.end() :] if label else bare).lstrip("( ")
    if not names.strip(" .:"):
        return () if bare.casefold() in _NAMELESS else None
    if label is not None and names.strip(" .:").casefold() in _NAMELESS:
        return ()
    whole = agency_called(names)
    parts = [names] if whole else [part for part in _PARTS.split(names) if part.strip(" .")]
    if len(parts) == 1 and whole is None:  # "TT-Reuters"
        parts = _AGENCIES_OF_CAPITALS.split(parts[0])
    called = [agency_called(part) for part in parts]
    # Initials that are words too count beside an agency, in brackets of their own, and behind "Source:".
    sourced = label is not None and _SOURCE_OF.match(bare[: label.end()])
    alone = _OWN_BRACKETS.fullmatch(line)
    if any(called) or sourced or alone or _DASHED.fullmatch(line):
        called = [found or agency_in_brackets(part) for found, part in zip(called, parts, strict=True)]
    found = tuple(dict.fromkeys(agency for agency in called if agency is not None))
    if not found or tells_of_picture(bare) or _VIA.search(bare):
        return None
    if all(called):
        return found
    # Initials of editors and the mirror's own short name stand beside the agency: "ntv.de, ino/dpa", "(APA/Red)".
    if label is not None:
        beside = len(parts) <= 5 and all(len(part.split()) <= 3 for part in parts)
    else:
        others = [part for part, agency in zip(parts, called, strict=True) if agency is None]
        beside = bool(alone or "/" in bare) and all(map(_EDITOR.fullmatch, others))
        beside = beside or (bool(alone) and all(map(_INITIALS.fullmatch, others)))
    return found if beside else None


# A credit with its brackets and spaces; a page's short lines are asked for one in several rooms.
LONGEST_CREDIT = 120


def is_listed(line: str) -> bool:
    """Whether a line is a credit by its form or label, not by the words beside the agency alone.

    >>> is_listed("Reuters"), is_listed("Según EFE"), is_credit("Según EFE")
    (True, False, True)
    """
    return _listed(line) is not None


@lru_cache(maxsize=1024)
def _credited(line: str) -> tuple[KnownAgency, ...] | None:
    found = _listed(line)
    return found if found is not None else credited_in_words(line)
