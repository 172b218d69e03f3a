"""Datelines: "LONDON, March 7 (Reuters) - The" -> places, day, agency, and the text that begins after them.

The forms are those of the field guide, part 4. What counts: a run shaped like places (``dateline_places``), an
agency in brackets or slashes beside it, and a separator; initials that mean other things too ("PTI" is also a
party) need more of these than "Reuters" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from newscrawl.items import Dateline
from newscrawl.text.agencies import KnownAgency, agency_called, agency_in_brackets, mentions
from newscrawl.text.dateline_eastern import eastern_head
from newscrawl.text.dateline_places import PlaceRun, full_date, read_places, shouted

_HEAD = 700  # a glued byline of several people, an advisory line, then the dateline
_BRACKETED = re.compile(r"[(（\[]\s*+([^()（）\[\]]{2,60}?)\s*+[)）\]]")
_SLASHED = re.compile(r"/\s*([^/\s][^/]{1,30}?)\s*/")
_SEPARATOR = re.compile(
    r"\s*+(?:(?:\.\s*+)?(?:[-–—―−]{1,3}|â€[”“\"™]?|â\x80[\x93\x94]|Ã¢â‚¬â€œ|&mdash;|&ndash;)|[:：=।]|_{1,2}(?=\s)|\"(?=\s)|\.(?=\s)|\.-)\s*"
)
_DASH = re.compile(r"\s+(?:[-–—―−]{1,3}|_)\s+|\s*(?:—|--|\.-|\.—|\.–)\s*|(?<=[.)])\s*[-–]\s+")
_CREDIT_AHEAD = re.compile(r"\s*+(?:(?:Source|Quelle|Fuente|Fonte|Via)\s*:\s*+)?([^:|–—\n]{2,40}?)\s*+[:|]\s*+(?=\S)")
_BYLINE_AHEAD = re.compile(
    r"(?:By|BY|Von|VON|Por|POR|Par|PAR|Di|Af|Av|Door)\s+(?=\S)(?P<names>[^\n]{3,300}?)[\s,;|–—-]*\Z"
)
_BYLINE_WORD = re.compile(r"(?:By|BY|Von|Por|Par|Di|Af|Door)\s+(?:[^\s]+\s+){1,}")
# What may stand glued before a dateline: the end of a sentence, a bracket, or the furniture of Reuters pictures.
_GLUE = re.compile(r"(?:[.!?)\]”\"’»:|]|Rights|new tab|File Photo|Handout|Pool|read|min|Print|Share)\s*\Z")
_SHOUTED_WORD = r"(?:[^\W\d_a-zа-яё]|[.'’-])[^\W\d_a-zа-яё.'’-]*"
_SHOUT_START = re.compile(r"(?<![^\W\d_])(?=[^\W\d_])(?![a-zа-яё])")
_BEHIND = re.compile(
    r"(?P<before>[^—–\n]{3,60}?)\s*+(?:[—–]|-{1,2}(?=\s))\s*+(?P<agency>[^.—–,;:()\n]{2,24})[.]\s++(?=[^\Wa-zа-я])"
)
# No place begins so, but for these.
_THE = re.compile(r"The (?!Hague|Woodlands|Dalles|Bronx|Villages|Gambia|Bahamas|Netherlands|Valley\b|Philippines)")
# Agencies that print nothing between their brackets and the lead.
_BARE = frozenset({"CNN", "CNA", "KNA"})
_CREDIT_FIRST = re.compile(r"\A\s*(?P<agency>[^,–—\n]{2,30}),\s+(?P<run>[^,\n]{2,40}(?:,\s[^,\n]{2,20}){0,2})\s*\Z")
# "Baku, January 3, AZERTAC" on a line of its own.
_CREDIT_LAST = re.compile(r"\A\s*(?P<run>[^,\n]{2,40}(?:,\s[^,\n]{2,20}){1,2}),\s+(?P<agency>[^,–—\n]{2,30}?)\s*\Z")
# "EFE.- Rain fell": the agency alone, with the dash that only agencies of Spanish write.
_BARE_FIRST = re.compile(r"\A\s*([^\W\d_]{2,12})\s?\.[-–—]\s+(?=\S)")
# "RIYADH, Jan. 3, 2025, SPA -- Rain": the agency behind a comma, or in brackets though nobody knows it ("(Fides)").
_BEHIND_COMMA = re.compile(r"\A(?P<run>.{6,80}),\s+(?P<agency>[^,()\s]{2,12})\Z")
_STRANGER = re.compile(r"\A(?P<run>.{3,80}?)\s*\((?P<agency>[^\W\d_a-z][^()\d]{1,30})\)\Z")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,5}")
_DESK = re.compile(
    r"\b(?:wire|news|service|services|agency|press|desk|bureau|syndicate|media|report|online|radio|agence|agencia|agenzia)\Z",
    re.IGNORECASE,
)
# "AFP, MANILA The port": the Taipei form, its line break lost.
_CREDIT_CAPITALS = re.compile(
    r"\A\s*(?P<agency>[^,–—\n]{2,30}),\s+(?P<run>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:,? [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3})\s+"
    r"(?=[\"“‘]?(?:[A-ZÀ-Þ][a-zà-ÿ]|A\s))"
)
_SHOUTED_CREDIT = re.compile(
    r"\A\s*(?:(?P<places>[^\W\d_]{3,}(?: [^\W\d_]{2,}){0,2})\s*/\s*)?(?P<agency>[^\W\d_a-z]{3,12})\s+(?=[^\W\d_]*[a-z])"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DatelineReading:
    """A paragraph's head, read: ``rest`` is the paragraph without credit, byline, dateline and separator.

    ``lead_in`` is what stood glued before the dateline (a byline, an advisory line, a caption's end); ``names``
    are people named in the head ("김병규 기자"). ``dropped``: the form of a dateline whose agency was taken out.
    """

    dateline: Dateline
    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lead_in: str = ""
    rest: str
    dropped: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """``text`` from ``start``; the lead begins at ``end``."""

    run: PlaceRun
    agencies: tuple[KnownAgency, ...]
    text: str
    start: int
    end: int
    lead_in: str = ""
    names: tuple[str, ...] = ()


def read_dateline(paragraph: str, *, published: datetime | date | None = None) -> DatelineReading | None:
    """The dateline at the head of a paragraph, or None.

    ``dateline.text`` is as printed, from the first place (or the agency, where that comes first) through the
    agency's brackets or the last place, without the separator and without a credit before it.

    >>> found = read_dateline("Reuters: MOSCOW (Reuters) - Russia has signed.")
    >>> found.dateline.text, found.dateline.places, found.agencies, found.rest
    ('MOSCOW (Reuters)', ('MOSCOW',), ('Reuters',), 'Russia has signed.')
    >>> found = read_dateline("(ANSA) - ROMA, 28 LUG - Il governo", published=date(2025, 7, 28))
    >>> found.dateline.text, found.dateline.date.isoformat(), found.rest
    ('(ANSA) - ROMA, 28 LUG', '2025-07-28', 'Il governo')
    >>> read_dateline("LONDON -- The pound fell.").agencies
    ()
    >>> read_dateline("Pakistan Tehreek-e-Insaf (PTI) leaders met on Monday.") is None
    True
    """
    head = paragraph[:_HEAD]
    skipped = len(head) - len(head.lstrip())
    head = head.lstrip()
    found = _eastern(head) or _agency_first(head) or _with_agency(head) or _agency_behind(head) or _without_agency(head)
    if found is None:
        return None
    rest = paragraph[skipped + found.end :].strip()
    day = published.date() if isinstance(published, datetime) else published
    names: list[str] = []
    for agency in found.agencies:
        if agency.name not in names:
            names.append(agency.name)
    return DatelineReading(
        dateline=Dateline(text=found.text, places=found.run.places, date=full_date(found.run.day, day)),
        agencies=tuple(names),
        names=found.names,
        lead_in=found.lead_in,
        rest=rest,
        dropped=not names,
    )


def _eastern(head: str) -> _Found | None:
    """Chinese, Japanese and Korean heads, whose agency stands inside the bracket or before the place."""
    found = eastern_head(head)
    if found is None:
        return None
    return _Found(run=found.run, agencies=found.agencies, text=found.text, start=0, end=found.end, names=found.names)


def credited(inside: str) -> tuple[KnownAgency, ...]:
    """The agencies in a bracket that holds nothing else ("AP", "AFP/Reuters", "Xinhua, AFP"); () otherwise."""
    whole = agency_in_brackets(inside)
    if whole is not None:
        return (whole,)
    parts = [part for part in re.split(r"\s*[/,;&+=]\s*|\s+(?:and|und|et|y|e)\s+|\s*-\s*", inside) if part]
    found = [agency_called(part) for part in parts]
    if not parts or found[0] is None:
        return ()
    return tuple(agency for agency in found if agency is not None) if all(found) else ()


def _brackets(head: str) -> Iterator[tuple[re.Match[str], tuple[KnownAgency, ...]]]:
    for match in _BRACKETED.finditer(head):
        agencies = credited(match[1])
        if agencies and not agencies[0].photo:
            yield match, agencies
    for match in _SLASHED.finditer(head[:160]):
        agencies = credited(match[1])
        if agencies and not agencies[0].photo and match[0].startswith("/"):
            yield match, agencies


def _with_agency(head: str) -> _Found | None:
    """PLACE, DATE (AGENCY) SEPARATOR: the first bracket that names an agency decides."""
    for match, agencies in _brackets(head):
        before, after = head[: match.start()], head[match.end() :]
        separator = _SEPARATOR.match(after)
        end = match.end() + (separator.end() if separator else len(after) - len(after.lstrip()))
        start, run, lead_in = _place_before(before, agencies, fused=separator is not None)
        if run is None:
            if lead_in is None:
                return None
            continue
        # "SURAT: (PTI) Rain": the separator stands before the bracket.
        separated = separator is not None or bool(run.places and before.rstrip().endswith((":", "–", "—")))
        if not _believable(before[start:], run, agencies, separated, after, match[1]):
            return None
        return _Found(
            run=run,
            agencies=agencies,
            text=head[start : match.end()].strip(),
            start=start,
            end=end,
            lead_in=lead_in or "",
        )
    return _slash_after(head)


def _slash_after(head: str) -> _Found | None:
    """ "Baku. 30 September. REPORT.AZ/ Text" and "ABU DHABI / WAM Etihad"."""
    match = re.match(r"([^/\n]{3,80}?[.,]\s+)([^\s/]{3,14})/\s*", head)
    if match:
        agency, run = agency_called(match[2]), read_places(match[1])
        if agency is not None and run is not None and run.day is not None:
            return _Found(run=run, agencies=(agency,), text=match[0].strip(" /"), start=0, end=match.end())
    shouted_credit = _SHOUTED_CREDIT.match(head)
    if shouted_credit:
        agency = agency_called(shouted_credit["agency"])
        places = shouted_credit["places"]
        run = read_places(places) if places else PlaceRun()
        strong = len(shouted_credit["agency"]) > 5 or places
        if agency is not None and run is not None and strong and (not places or places.isupper()):
            return _Found(
                run=run, agencies=(agency,), text=shouted_credit[0].strip(), start=0, end=shouted_credit.end()
            )
    return None


def _place_before(
    before: str, agencies: tuple[KnownAgency, ...], *, fused: bool
) -> tuple[int, PlaceRun | None, str | None]:
    """Where the place begins before the bracket, what it says, and what is glued ahead of it.

    The third is None where the bracket stands in running text, so that no dateline follows.
    """
    if not before.strip():
        return 0, PlaceRun(), ""
    credit = _CREDIT_AHEAD.match(before)
    if credit and agency_called(credit[1]) is not None:
        run = read_places(before[credit.end() :]) if before[credit.end() :].strip() else PlaceRun()
        if run is not None:
            return credit.end(), run, credit[0]
    byline = _BYLINE_WORD.match(before.lstrip())
    run = None if byline else read_places(before)
    if run is not None:
        return 0, run, ""
    # The longest run of capitals up to the bracket that is places, after a byline, a sentence or a caption.
    if not fused and not byline:
        return 0, None, None
    starts = [match.start() for match in _SHOUT_START.finditer(before)][-24:]
    for start in starts:
        if start == 0:
            continue
        ahead, tail = before[:start], before[start:]
        first = re.match(r"[^\s,/]+", tail)
        if first is None or not first[0].isupper() or len(first[0]) < 3:
            continue
        if not (_BYLINE_AHEAD.match(ahead.lstrip()) or _GLUE.search(ahead) or agency_called(ahead)):
            continue
        run = read_places(tail)
        if run is not None and run.places and _shouted_start(tail):
            return start, run, ahead.strip()
    for match in re.finditer(r"[.!?)”\"|]\s+", before):
        tail = before[match.end() :]
        run = read_places(tail)
        if run is not None and run.places and (run.day is not None or run.shout or run.region or len(tail) < 30):
            return match.end(), run, before[: match.end()].strip()
    return 0, None, None


def _shouted_start(tail: str) -> bool:
    """Whether the place itself is in capitals, so that a title-case name before it stays a name."""
    place = re.split(r"[,(]", tail, maxsplit=1)[0].strip()
    return place.isupper()


def _believable(
    before: str, run: PlaceRun, agencies: tuple[KnownAgency, ...], separated: bool, after: str, printed: str
) -> bool:
    agency = agencies[0]
    lead = after[separator.end() :] if (separator := _SEPARATOR.match(after)) else after.lstrip()
    if run.places and _THE.match(run.places[0]):
        return False  # "The Park Trust (PTI) – once a small party – won"
    if not run.places:
        if run.day is not None or separated:
            return bool(lead)
        return not agency.shy and (lead[:1].isupper() or lead[:1] in '"“«')
    if any(agency_called(place) for place in run.places):
        return False
    if any(found.agency.name == agency.name and not found.agency.shy for found in mentions(run.places[0])):
        return False
    words = [word for word in re.split(r"[\s/-]+", before.strip()) if word]
    initials = "".join(word[0] for word in words).upper()
    spelled = agency.name.upper() in initials or (
        len(words) > 1 and initials in agency.name.upper() and len(initials) > 2
    )
    if run.day is not None:
        return True
    spelled = spelled or (len(words) > 1 and not run.shout and initials == printed.strip().upper())
    if separated:
        return not (agency.shy and (spelled or lead[:1].islower()))
    if run.uncased or agency.shy:
        return False
    if spelled and not run.shout:
        return False
    begins = lead[:1].isupper() or lead[:1] in "\"“«‘'"
    return begins and (agency.name in _BARE or run.shout or ("," in before and before.rstrip().endswith(".")))


def _agency_first(head: str) -> _Found | None:
    """(AGENCY) PLACE — lead; (AGENCY) - PLACE, DATE - lead; (AGENCY).- lead; "AFP, MANILA" on its own line."""
    match = _BRACKETED.match(head)
    if match is None:
        bare = _BARE_FIRST.match(head)
        named = agency_called(bare[1]) if bare else None
        if bare and named is not None and not named.photo:
            return _Found(run=PlaceRun(), agencies=(named,), text=bare[1], start=0, end=bare.end())
        for form in (_CREDIT_FIRST, _CREDIT_LAST):
            alone = form.match(head)
            agency = agency_called(alone["agency"]) if alone else None
            run = read_places(alone["run"]) if alone else None
            if agency is not None and run is not None and run.places:
                return _Found(run=run, agencies=(agency,), text=head.strip(), start=0, end=len(head))
        alone = _CREDIT_CAPITALS.match(head)
        agency = agency_called(alone["agency"]) if alone else None
        run = read_places(alone["run"]) if alone else None
        if alone and agency is not None and not agency.photo and run is not None and run.places:
            return _Found(run=run, agencies=(agency,), text=alone[0].strip(), start=0, end=alone.end())
        return None
    agencies = credited(match[1])
    if not agencies or agencies[0].photo:
        return None
    after = head[match.end() :]
    opening = _SEPARATOR.match(after)
    begin = match.end() + (opening.end() if opening else 0)
    window = head[begin : begin + 90]
    pieces: list[str] = []
    position = 0
    best: tuple[int, int, PlaceRun] | None = None
    for dash in _DASH.finditer(window):
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
        return _Found(run=run, agencies=agencies, text=head[: begin + stop].strip(), start=0, end=begin + end)
    lead = head[begin:].lstrip()
    plain = opening is not None or not agencies[0].shy
    if plain and lead[:1] and (opening is not None or lead[:1].isupper() or lead[:1] in '"“«'):
        return _Found(run=PlaceRun(), agencies=agencies, text=match[0].strip(), start=0, end=begin)
    return None


def _agency_behind(head: str) -> _Found | None:
    """PLACE, DATE — AGENCY. Lead: the agency stands bare behind the dash and ends with a full stop."""
    match = _BEHIND.match(head)
    if match is None:
        return None
    run, agency = read_places(match["before"]), agency_called(match["agency"])
    if run is None or not run.places or agency is None or agency.photo or not (run.day is not None or run.shout):
        return None
    return _Found(run=run, agencies=(agency,), text=match[0].rstrip(" ."), start=0, end=match.end())


def _without_agency(head: str) -> _Found | None:
    """PLACE -- lead, where a mirror took the agency out: capitals, or a day beside the place, and a dash."""
    dash = _DASH.search(head[:110])
    if dash is None or dash.start() < 3:
        return None
    before, lead = head[: dash.start()], head[dash.end() :].lstrip()
    if shouted(before) or not lead or not (lead[0].isupper() or lead[0] in "\"“‘'«„$€£" or lead[0].isdigit()):
        return None
    byline = ""
    closing = _BEHIND_COMMA.match(before.rstrip())
    if closing:
        agency, told = agency_in_brackets(closing["agency"]), read_places(closing["run"])
        if agency is not None and told is not None and told.places and told.day is not None:
            return _Found(run=told, agencies=(agency,), text=before.strip(), start=0, end=dash.end())
    stranger = _STRANGER.match(before.rstrip())
    run = read_places(stranger["run"] if stranger else before)
    # "UNESCO (Paris) — The": a name in brackets is an agency's beside a day or a region, or where it says so.
    bare = stranger is not None and run is not None and run.day is None and not run.region
    if stranger and bare and not (_INITIALS.fullmatch(stranger["agency"]) or _DESK.search(stranger["agency"])):
        return None
    if run is None:
        start, run, lead_in = _place_before(before, (), fused=True)
        if run is None or not _BYLINE_AHEAD.match(before[:start].strip()):
            return None
        byline, before = lead_in or "", before[start:]
    if not run.places or any(agency_called(place) for place in run.places):
        return None
    strong_dash = dash[0].strip() in {"—", "--", "–", ".-", ".—", ".–", "―"}
    place = run.places[0].split(",")[0]
    enough = (
        run.shout and len(place) > 3 and (strong_dash or run.region or run.day is not None or len(place.split()) < 3)
    ) or (run.day is not None and not run.uncased and strong_dash)
    if not enough:
        return None
    found = _Found(run=run, agencies=(), text=before.strip(), start=0, end=dash.end())
    return replace(found, lead_in=byline)
