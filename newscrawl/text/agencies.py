"""Agencies: one spelling each, however a page prints them, and which of them a string names.

The table is ``data/agencies.json``; its spellings are those seen in print (field guide, part 4).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from unicodedata import normalize

from newscrawl.text.url_parts import hostname

# Regional and product services of dpa: "dpa/lnw", "dpa-tmn", "dpa/bb".
_DPA_SERVICE = re.compile(r"(?:dpa|DPA)(?:[/-](?:[a-z]{2,3}|infocom|serviceline))+\Z")
# "ИНТЕРФАКС-ЮГ", "Interfax-Siberia": offices; the agencies of other countries have names of their own in the table.
_INTERFAX_OFFICE = re.compile(r"(?:Interfax|INTERFAX|Интерфакс|ИНТЕРФАКС)-[^\W\d_a-zа-я][^\W\d_]{1,15}\Z")
# "Sputnik O‘zbekiston", "Reuters Türkiye", "EFE México", "ELTA inf.": for whom an agency writes; the agency is the same.
_EDITION = re.compile(
    r"(?P<name>[^\s]{2,20}) (?:inf|info|inform|Türkiye|Türkçe|T[uü]rk|O[‘’'ʻ`]zbekiston|"
    r"Ўзбекистон|Uzbekistan|Узбекистан|Azərbaycan|Azerbaijan|"
    r"Азербайджан|Қазақстан|Казахстан|Kazakhstan|Кыргызстан|Тоҷикистон|Таджикистан|Беларусь|Latvija|Латвия|Lietuva|Литва|Eesti|Эстония|"
    r"Армения|Арменія|Грузия|Молдова|Moldova|Абхазия|Осетия|Украина|Україна|Brasil|Brazil|México|España|Español|Italia|Italiano|France|"
    r"Français|Deutschland|Deutsch|Polska|Česko|Srbija|Србија|Mundo|Latam|Arabic|English|Africa|Afrique|India|China|Japan|日本|中文|عربي|"
    r"العربية|عربية|فارسی|اردو|हिंदी|हिन्दी)\Z"
)
_WORD = re.compile(r"[^\W_]+")
_TRIM = " \t\u00a0\u200b()[]{}«»\"'“”„’‘|,;:.©-–—*/"


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAgency:
    """An agency of the table. ``shy``: its initials are ordinary words too. ``photo``: files pictures only."""

    name: str
    spellings: tuple[str, ...]
    domains: tuple[str, ...] = ()
    shy: bool = False
    photo: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """An agency named in a string, at ``start`` to ``end``."""

    agency: KnownAgency
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    agencies: tuple[KnownAgency, ...]
    exact: dict[str, KnownAgency]
    folded: dict[str, KnownAgency]
    by_word: dict[str, tuple[str, ...]]
    inside: dict[str, tuple[str, ...]]
    own_sites: dict[str, KnownAgency]
    initials: dict[str, KnownAgency]


def _short(spelling: str) -> bool:
    """Initials and other words that count only as written ("AP", never "ap"); what has no capitals is always so."""
    return len(spelling) <= (4 if spelling.isascii() else 5) or spelling.upper() == spelling.lower()


# Captions and credits are asked for what they name several times over.
LONGEST_KEPT = 400


@lru_cache(maxsize=1)
def table() -> _Table:
    """The table, read once (about 2 ms)."""
    data = json.loads(resources.files("newscrawl.text").joinpath("data/agencies.json").read_text(encoding="utf-8"))
    agencies = tuple(
        KnownAgency(
            name=row["name"],
            spellings=tuple(row["spellings"]),
            domains=tuple(row["domains"]),
            shy=row.get("shy", False),
            photo=row.get("photo", False),
        )
        for row in data["agencies"]
    )
    exact: dict[str, KnownAgency] = {}
    folded: dict[str, KnownAgency] = {}
    for agency in agencies:
        for spelling in agency.spellings:
            exact.setdefault(spelling, agency)
            if not _short(spelling):
                folded.setdefault(spelling.casefold(), agency)
    initials = {
        short: replace(agency, shy=True)
        for agency, row in zip(agencies, data["agencies"], strict=True)
        for short in row.get("initials", ())
    }
    by_word: dict[str, list[str]] = {}
    inside: dict[str, list[str]] = {}
    for form in sorted(exact, key=len, reverse=True):
        first = _WORD.search(form)
        if first is not None and (form[0].isupper() or form[0].islower() or first[0] != form):
            by_word.setdefault(first[0].casefold(), []).append(form)
        else:
            inside.setdefault(form[0], []).append(form)
    own = {domain: agency for agency in agencies for domain in agency.domains}
    return _Table(
        agencies=agencies,
        exact=exact,
        folded=folded,
        by_word={word: tuple(forms) for word, forms in by_word.items()},
        inside={letter: tuple(forms) for letter, forms in inside.items()},
        own_sites=own,
        initials=initials,
    )


def agency_called(name: str) -> KnownAgency | None:
    """The agency that a whole string names, and nothing else.

    >>> [found.name for found in map(agency_called, ["The Associated Press", "Рейтер", "dpa/lnw"]) if found]
    ['AP', 'Reuters', 'dpa']
    >>> agency_called("ap") is agency_called("AP reporter") is None
    True
    """
    return _called(name) if len(name) <= 80 else None


@lru_cache(maxsize=2048)  # a page's short lines are asked for credits, bylines and times
def _called(name: str) -> KnownAgency | None:
    bare = " ".join(name.strip(_TRIM).split())
    if not bare:
        return None
    known = table()
    found = known.exact.get(bare) or known.exact.get(name.strip()) or known.folded.get(bare.casefold())
    if found is None and bare[0] > "\uff00":  # "ＣＮＮ"
        found = known.exact.get(normalize("NFKC", bare))
    if found is None and _DPA_SERVICE.match(bare):
        return known.exact["dpa"]
    edition = _EDITION.match(bare) if found is None else None
    if edition is not None:
        found = known.exact.get(edition["name"])
    if found is None and _INTERFAX_OFFICE.match(bare):
        return known.exact["Interfax"]
    return found


def agency_in_brackets(inside: str) -> KnownAgency | None:
    """The agency that the brackets of a dateline hold; initials that are words too ("MAP") count only there.

    >>> agency_called("MAP") is None, agency_in_brackets("MAP").name
    (True, 'MAP')
    """
    return agency_called(inside) or table().initials.get(inside.strip())


def filer_called(name: str, *, initials: bool = False) -> KnownAgency | None:
    """The agency that a whole string names, where it files texts and not pictures alone; ``initials``: as in brackets.

    >>> filer_called("Reuters").name, filer_called("Getty Images"), filer_called("MAP", initials=True).name
    ('Reuters', None, 'MAP')
    """
    found = agency_in_brackets(name) if initials else agency_called(name)
    return None if found is None or found.photo else found


def mentions(text: str) -> tuple[Mention, ...]:
    """Every agency that a string names, in order; the longest spelling wins ("dpa-AFX" is not "dpa").

    >>> [found.agency.name for found in mentions("(Quelle: APA/sda/dpa)")]
    ['APA', 'SDA', 'dpa']
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else _mentions(text[:4000])


def _mentions(text: str) -> tuple[Mention, ...]:
    known = table()
    found: list[Mention] = []
    end = 0
    for word in _WORD.finditer(text):
        forms = known.by_word.get(word[0].casefold())
        if forms is None or word.start() < end:
            continue
        for form in forms:
            start = word.start() - form.lower().find(word[0].lower())
            printed = text[max(0, start) : start + len(form)]
            stop = start + len(form)
            # A vowel sign of an Indian script ends a word too, and is no letter to Python.
            if stop < len(text) and text[stop].isalnum() and (form[-1].isalnum() or form[-1] > "\u0900"):
                continue
            agency = known.exact.get(printed) or known.folded.get(printed.casefold())
            if agency is not None and printed.casefold() == form.casefold():
                found.append(Mention(agency=agency, start=max(0, start), end=stop))
                end = stop
                break
    if not text.isascii():
        # Only what begins with a letter that the text has, the longest first.
        letters = known.inside.keys() & {*text}
        for form in sorted((form for letter in letters for form in known.inside[letter]), key=len, reverse=True):
            start = text.find(form)
            alphabet = form[0] < "\u1100"  # Arabic, Hebrew, Devanagari: words have spaces between them
            whole = not alphabet or not (text[start - 1 : start].isalnum() or text[start + len(form) :][:1].isalnum())
            if (
                start >= 0
                and whole
                and not any(start < other.end and other.start < start + len(form) for other in found)
            ):
                found.append(Mention(agency=known.exact[form], start=start, end=start + len(form)))
        found.sort(key=lambda mention: mention.start)
    return tuple(found)


_kept = lru_cache(maxsize=1024)(_mentions)


def own_site(url_or_host: str) -> KnownAgency | None:
    """The agency whose own site an address is on.

    >>> found = own_site("https://uk.reuters.com/article/x"); found and found.name
    'Reuters'
    """
    host = hostname(url_or_host) if "//" in url_or_host else url_or_host
    labels = host.lower().split(":")[0].strip(".").split(".")[-6:]
    known = table().own_sites
    for start in range(len(labels) - 1):
        found = known.get(".".join(labels[start:]))
        if found is not None:
            return found
    return None
