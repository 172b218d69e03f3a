"""Datelines: "LONDON, March 7 (Reuters) - The" -> places, day, agency, and the text that begins after them.

The forms are those of the field guide, part 4. What counts: a run shaped like places (``dateline/places``), an
agency in brackets or slashes beside it, and a separator; initials that mean other things too ("PTI" is also a
party) need more of these than "Reuters" does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from newscrawl.items import Dateline
from newscrawl.text.agencies import agency_called, filer_called
from newscrawl.text.dateline.agencies import DASH, agency_behind, with_agency
from newscrawl.text.dateline.agency_first import agency_first
from newscrawl.text.dateline.days import full_date
from newscrawl.text.dateline.eastern import eastern_head
from newscrawl.text.dateline.lead_in import is_byline, place_before
from newscrawl.text.dateline.places import Head, PlaceRun, is_city, read_places, shouted
from newscrawl.text.dateline.vouched import Vouchers, vouched_head

_HEAD = 700  # a glued byline of several people, an advisory line, then the dateline
# "RIYADH, Jan. 3, 2025, SPA -- Rain": the agency behind a comma, or in brackets though nobody knows it ("(Fides)").
_BEHIND_COMMA = re.compile(r"\A(?P<run>.{6,80}?)(?:,|(?=\s[\u0600-\u06ff]))\s+(?P<agency>[^,()\s]{2,12})\Z")
_STRANGER = re.compile(r"\A(?P<run>.{3,80}?)\s*\((?P<agency>[^\W\d_a-z][^()\d]{1,30})\)\Z")
# "VARN (Aug. 13) -- Rain": the day in brackets.
_DATED = re.compile(
    r"\A(?P<run>[^()]{3,60}?)\s*\((?P<day>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?)(?:, \d{4})?)\)\Z"
)
# "ISLAMABAD: Rain fell", as papers of South Asia and the Gulf print it.
_COLON = re.compile(r"([A-Z][A-Z'/ ]{2,40}[A-Z]): +(?=[\"“‘']?[A-Z0-9])")
_MIRROR_AHEAD = re.compile(
    r"(?:\([A-Z][\w.&' ]{1,30}\)\s+|[A-Z][\w.]{3,20}(?: [A-Z][\w.]{2,12}){0,2} [-–—] )(?=[A-Z]{3})"
)
# The same in scripts without capitals: "कराची: ...".
_COLON_UNCASED = re.compile(r"([\u0600-\u06ff\u0900-\u09ff][\u0600-\u06ff\u0900-\u09ff\u200c\u200d ]{1,24}):\s+(?=\S)")
# "valley.example, VARN - Rain fell", "VARN, valley.example - Rain fell": a site's own name, as in Indonesia, beside any case.
_SITE = r"(?:[\w-]{2,30}\.){1,3}[A-Za-z]{2,8}"
_NAME = r"[^\W\d_a-z][^\d,:;()–—-]{2,40}?"
_WITH_SITE = re.compile(rf"(?:{_SITE},\s+(?P<run>{_NAME})|(?P<ahead>{_NAME}),\s+{_SITE})\s+[-–—]{{1,2}}\s+(?=\S)")
# "Oslo —" in a line of its own.
_ALONE = re.compile(r"([^\W\d_a-z][^\d:;()–—-]{2,40}?)\s*[–—-]{1,2}\s*\Z")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,5}")
_DESK = re.compile(
    r"\b(?:wire|news|service|services|agency|press|desk|bureau|syndicate|media|report|online|radio|agence|agencia|agenzia|"
    r"times|post|herald|tribune|mirror|express|standard|gazette|chronicle|mail|journal|telegraph)\Z",
    re.IGNORECASE,
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


def read_dateline(
    paragraph: str,
    *,
    published: datetime | date | None = None,
    behind: Sequence[str] = (),
) -> DatelineReading | None:
    """The dateline at the head of a paragraph, or None; ``behind`` are the paragraphs after it.

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
    found = (
        eastern_head(head)
        or agency_first(head)
        or with_agency(head)
        or agency_behind(head)
        or _without_agency(head)
        or _behind_mirror(head)
        or (_spoken_of(head, behind) if behind else None)
    )
    return _reading(paragraph, skipped, found, published) if found is not None else None


def vouched_dateline(
    paragraph: str, vouchers: Vouchers, published: datetime | date | None = None
) -> DatelineReading | None:
    """The place before the first paragraph that only the rest of the page vouches for, where nothing else is a dateline.

    >>> told = Vouchers(correspondent=lambda: True, agency=lambda: False)
    >>> found = vouched_dateline("Lemmer | De fabriek sluit.", told); found.dateline.places, found.rest
    (('Lemmer',), 'De fabriek sluit.')
    """
    found = vouched_head(paragraph.lstrip(), vouchers)
    return (
        _reading(paragraph, len(paragraph) - len(paragraph.lstrip()), found, published) if found is not None else None
    )


def _reading(paragraph: str, skipped: int, found: Head, published: datetime | date | None) -> DatelineReading:
    """What a head says, and the paragraph without it."""
    rest = paragraph[skipped + found.end :].strip()
    day = published.date() if isinstance(published, datetime) else published
    names: list[str] = []
    for agency in found.agencies:
        if agency.name not in names:
            names.append(agency.name)
    names_there, found_names, rest = _reporters(found, rest)
    return DatelineReading(
        dateline=Dateline(text=found.text, places=names_there, date=full_date(found.run.day, day)),
        agencies=tuple(names),
        names=found_names,
        lead_in=found.lead_in,
        rest=rest,
        dropped=not names,
    )


def is_sure(found: DatelineReading) -> bool:
    """Whether a dateline cannot be a lead-in in capitals: an agency, a day, a state or a city that datelines name.

    >>> [is_sure(read_dateline(f"{head} — Rain fell.")) for head in ("BUDGET", "OSLO", "VARN, Ohio")]
    [False, True, True]
    """
    places = found.dateline.places
    if not found.dropped or not places:
        return True
    return "," in places[0] or any(map(str.isdigit, found.dateline.text)) or is_city(places[0])


# "Ayşe DEMİR/İZMİR,(DHA)-", "İSTANBUL (AA) - AYŞE DEMİR - Yağmur": who wrote it, as Turkish agencies print it.
_TURKISH = frozenset({"Anadolu", "DHA", "IHA"})
_WRITER_AHEAD = re.compile(r"(?:[A-ZÇĞİÖŞÜ][a-zçğıöşü]+ ){1,2}[A-ZÇĞİÖŞÜ]{2,}")
# (Words are taken whole: where each letter may begin another, a line in capitals takes for ever.)
_WRITER_BEHIND = re.compile(
    r"((?:{0}{{2,}}+\.?+(?:[ /]?+{0}{{2,}}+\.?+){{1,5}}|{0}{{4,}}+\.?+)[ /]?)\s[-–—]\s+(?=\S)".format("[A-ZÇĞİÖŞÜ]")
)


def _reporters(found: Head, rest: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The places without people printed among them, the people, and the lead without them."""
    places, names = found.run.places, found.names
    if not any(agency.name in _TURKISH for agency in found.agencies):
        return places, names, rest
    if len(places) > 1:
        people = tuple(place for place in places if _WRITER_AHEAD.fullmatch(place))
        if len(people) < len(places):
            names += people
            places = tuple(place for place in places if place not in people)
    behind = _WRITER_BEHIND.match(rest)
    if behind:
        names += tuple(name.strip() for name in behind[1].split("/"))
        rest = rest[behind.end() :]
    return places, names, rest


def _says_agency(stranger: re.Match[str]) -> bool:
    return bool(_INITIALS.fullmatch(stranger["agency"]) or _DESK.search(stranger["agency"]))


def _behind_mirror(head: str) -> Head | None:
    """A mirror that names itself ahead: "(Valley News) VARN, Ohio -- Rain", "Valleyworld - OSLO -- Rain"."""
    ahead = _MIRROR_AHEAD.match(head)
    found = _without_agency(head[ahead.end() :]) if ahead else None
    if ahead is None or found is None or not (found.run.region or is_city(found.run.places[0])):
        return None
    return replace(found, end=ahead.end() + found.end, lead_in=ahead[0].strip(" -–—"))


def _spoken_of(head: str, behind: Sequence[str]) -> Head | None:
    """Capitals and a colon, where the text goes on to speak of that place: "VARNSTAD: Rain", then "on the road to Varnstad"."""
    colon = _COLON.match(head)
    run = read_places(colon[1]) if colon and "/" not in colon[1] else None
    if colon is None or run is None or shouted(colon[1]):
        return None
    spoken = re.compile(rf"\b(?:in|at|near|from|to|of|on|around|outside) {re.escape(colon[1].title())}\b")
    if not any(spoken.search(line) for line in behind[:40]):
        return None
    return Head(run=run, agencies=(), text=colon[1], end=colon.end())


def _without_agency(head: str) -> Head | None:
    """PLACE -- lead, where a mirror took the agency out: capitals, or a day beside the place, and a dash."""
    colon = _COLON.match(head)
    if colon and is_city(colon[1]):
        return Head(run=read_places(colon[1]) or PlaceRun(), agencies=(), text=colon[1], end=colon.end())
    uncased = _COLON_UNCASED.match(head)
    if uncased and is_city(uncased[1]):
        return Head(run=PlaceRun(places=(uncased[1],)), agencies=(), text=uncased[1], end=uncased.end())
    site = _WITH_SITE.match(head) if "." in head[:40] else None
    told = read_places(site["run"] or site["ahead"]) if site else None
    if site and told is not None and told.places:
        return Head(run=told, agencies=(), text=site[0].rstrip(" -–—"), end=site.end())
    alone = _ALONE.match(head) if len(head) <= 60 else None
    if alone and is_city(alone[1].split(",")[0].upper()):
        return Head(
            run=read_places(alone[1]) or PlaceRun(places=(alone[1],)), agencies=(), text=alone[1], end=len(head)
        )
    dash = DASH.search(head[:110])
    if dash is None or dash.start() < 3:
        return None
    before, lead = head[: dash.start()], head[dash.end() :].lstrip()
    if shouted(before) or not lead or not (lead[0].isupper() or lead[0] in "\"“‘'«„$€£" or lead[0].isdigit()):
        return None
    byline = ""
    closing = _BEHIND_COMMA.match(before.rstrip())
    if closing:
        agency, told = filer_called(closing["agency"], initials=True), read_places(closing["run"])
        if agency is not None and told is not None and told.places and told.day is not None:
            return Head(run=told, agencies=(agency,), text=before.strip(), end=dash.end())
    stranger = _STRANGER.match(before.rstrip())
    dated = _DATED.match(before.rstrip())
    run = read_places(f"{dated['run']}, {dated['day']}" if dated else stranger["run"] if stranger else before)
    # "UNESCO (Paris) — The": a name in brackets is an agency's beside a day or a region, or where it says so.
    bare = stranger is not None and run is not None and run.day is None and not run.region
    if stranger and bare and not _says_agency(stranger):
        return None
    if run is None:
        start, run, lead_in = place_before(before, fused=True)
        if run is None or not is_byline(before[:start].strip()):
            return None
        byline, before = lead_in or "", before[start:]
    if not run.places or any(agency_called(place) for place in run.places):
        return None
    strong_dash = dash[0].strip() in {"—", "--", "–", ".-", ".—", ".–", "―"}
    place = run.places[0].split(",")[0]
    enough = (
        run.shout and len(place) > 3 and (strong_dash or run.region or run.day is not None or len(place.split()) < 3)
    ) or (
        run.day is not None and not run.uncased and (strong_dash or (stranger is not None and _says_agency(stranger)))
    )
    if not enough:
        return None
    found = Head(run=run, agencies=(), text=before.strip(), end=dash.end())
    return replace(found, lead_in=byline)
