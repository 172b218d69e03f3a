"""Heads of wire copy that begin with their agency: "(ANSA) - ROMA, 28 LUG -", "EFE.-", "ACN Lleida.-", "AFP, MANILA"."""

from __future__ import annotations

import re

from newscrawl.text.agencies import filer_called
from newscrawl.text.dateline.agencies import BARE, BRACKETED, DASH, SEPARATOR, credited
from newscrawl.text.dateline.places import Head, PlaceRun, read_places

# "ACN Lleida.- La pluja": the agency and the place, and the dash that only agencies of Spain write.
_BESIDE_PLACE = re.compile(r"([A-Z]{2,8}) (?P<run>[^\W\d_a-z][^\d.:;\n–—]{2,40}?)\.[-–—]\s*(?=\S)")
# "APA-Dakar (Sénégal) – La pluie".
# (Without a dash the country in brackets must stand there: "APA-Lusaka (Zambia) The rain".)
_APA = re.compile(
    r"(?P<agency>APA)(?:-|\s?[-–]\s?(?=[^()\n]{2,40}\())"
    r"(?P<run>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2}(?: \([^()]{3,30}\))?)(?: [-–—] |(?<=\)) (?=[A-Z“«\"]))(?=\S)"
)
# "ACN La Jonquera - La pluja": of Catalonia's agency alone a plain dash is enough.
_ACN = re.compile(r"(?P<agency>ACN) (?P<run>[^\W\d_a-z][^\d.:;,\n–—]{2,40}?)\s?[-–—]\s+(?=[^\W\d_a-z])")
# "ایسنا/یزد باران": the province behind the agency.
_ISNA = re.compile(
    r"(?P<agency>ایسنا)\s?/\s?(?P<run>[\u0600-\u06ff\u200c]{2,14} و [\u0600-\u06ff\u200c]{4,12}"
    r"|(?:خراسان|آذربایجان) [\u0600-\u06ff]{3,6}|[\u0600-\u06ff\u200c]{2,14})\s+(?=\S)"
)
_CREDIT_FIRST = re.compile(r"\A\s*(?P<agency>[^,–—\n]{2,30}),\s+(?P<run>[^,\n]{2,40}(?:,\s[^,\n]{2,20}){0,2})\s*\Z")
# "Baku, January 3, AZERTAC" on a line of its own.
_CREDIT_LAST = re.compile(r"\A\s*(?P<run>[^,\n]{2,40}(?:,\s[^,\n]{2,20}){1,2}),\s+(?P<agency>[^,–—\n]{2,30}?)\s*\Z")
# "EFE.- Rain fell": the agency alone, with the dash that only agencies of Spanish write.
_BARE_FIRST = re.compile(r"\A\s*([^\W\d_]{2,12})\s?\.[-–—]\s+(?=\S)")
# "AFP, MANILA The port": the Taipei form, its line break lost.
_CREDIT_CAPITALS = re.compile(
    r"\A\s*(?P<agency>[^,–—\n]{2,30}),\s+(?P<run>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:,? [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3})\s+"
    r"(?=[\"“‘]?(?:[A-ZÀ-Þ][a-zà-ÿ]|A\s))"
)
# "AFP, Paris - The port": the same before a dash.
_CREDIT_DASHED = re.compile(r"\A\s*(?P<agency>[^,–—\n]{2,30}),\s+(?P<run>[A-ZÀ-Þ][^\d:;–—\n]{1,40}?)\s+[-–—]\s+(?=\S)")
# "AGI - ": the agency alone, in capitals, before a dash.
_CAPITALS_FIRST = re.compile(r"([A-ZÀ-Þ]{3,10}) [-–—] (?=[A-ZÀ-Þ«“\"])")


def agency_first(head: str) -> Head | None:
    """(AGENCY) PLACE — lead; (AGENCY) - PLACE, DATE - lead; (AGENCY).- lead; "AFP, MANILA" on its own line.

    >>> found = agency_first("(ANSA) - ROMA, 28 LUG - Piove."); found.run.places, found.agencies[0].name
    (('ROMA',), 'ANSA')
    """
    match = BRACKETED.match(head)
    if match is None:
        beside = _BESIDE_PLACE.match(head) or _APA.match(head) or _ACN.match(head) or _ISNA.match(head)
        named = filer_called("APA News" if beside[1] == "APA" else beside[1], initials=True) if beside else None
        run = read_places(beside["run"]) if beside and named is not None else None
        if beside and named is not None and run is not None and run.places:
            return Head(run=run, agencies=(named,), text=beside[0].rstrip(" .-–—"), end=beside.end())
        bare = _BARE_FIRST.match(head)
        named = filer_called(bare[1]) if bare else None
        if bare and named is not None:
            return Head(run=PlaceRun(), agencies=(named,), text=bare[1], end=bare.end())
        capitals = _CAPITALS_FIRST.match(head)
        named = filer_called(capitals[1]) if capitals else None
        if capitals and named is not None and (not named.shy or named.name == "AGI"):
            return Head(run=PlaceRun(), agencies=(named,), text=capitals[1], end=capitals.end())
        for form in (_CREDIT_FIRST, _CREDIT_LAST):
            alone = form.match(head)
            agency = filer_called(alone["agency"]) if alone else None
            run = read_places(alone["run"]) if alone else None
            if agency is not None and run is not None and run.places:
                return Head(run=run, agencies=(agency,), text=head.strip(), end=len(head))
        alone = _CREDIT_DASHED.match(head) or _CREDIT_CAPITALS.match(head)
        agency = filer_called(alone["agency"]) if alone else None
        run = read_places(alone["run"]) if alone else None
        if alone and agency is not None and run is not None and run.places and filer_called(alone["run"]) is None:
            return Head(run=run, agencies=(agency,), text=alone[0].strip(" -–—"), end=alone.end())
        return None
    agencies = credited(match[1])
    if not agencies or agencies[0].photo:
        return None
    after = head[match.end() :]
    opening = SEPARATOR.match(after)
    begin = match.end() + (opening.end() if opening else 0)
    window = head[begin : begin + 90]
    pieces: list[str] = []
    position = 0
    best: tuple[int, int, PlaceRun] | None = None
    for dash in DASH.finditer(window):
        run = read_places(window[: dash.start()].replace(" - ", ", ").replace(" – ", ", "))
        if run is None:
            break
        pieces.append(window[position : dash.start()])
        position = dash.end()
        sure = (
            run.day is not None
            or run.shout
            or run.region
            or (opening is not None and len(pieces[0]) < 30)
            or run.uncased
        )
        if sure:
            best = (dash.start(), dash.end(), run)
    if best is not None:
        stop, end, run = best
        return Head(run=run, agencies=agencies, text=head[: begin + stop].strip(), end=begin + end)
    lead = head[begin:].lstrip()
    plain = opening is not None or not agencies[0].shy or (agencies[0].name in BARE and match[1].islower())
    if plain and lead[:1] and (opening is not None or lead[:1].isupper() or lead[:1] in '"“«'):
        return Head(run=PlaceRun(), agencies=agencies, text=match[0].strip(), end=begin)
    return None
