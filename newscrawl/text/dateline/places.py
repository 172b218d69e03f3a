"""The places of a dateline, with its day: "SURABAYA, Indonesia/JAKARTA, March 7" -> two places and 7 March."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from newscrawl.text.agencies import KnownAgency
from newscrawl.text.dateline.day_patterns import Day
from newscrawl.text.dateline.days import cut_day, is_weekday

_LONGEST = 140
# The full stops and commas of all scripts, which stand between place and day.
_STOPS = " .۔،؛፤፣।၊។"
_SLASH = re.compile(r"\s*[/／]\s*|\s*[・・](?=\S)|(?<=[가-힣])·(?=[가-힣])")
# "Wis.", "N.M.", "Washington, D.C.": the full stop is the place's own.
_ABBREVIATED = re.compile(r"(?:,\s*[^\W\d_]{2,5}|[^\W\d_]\.\s?[^\W\d_])\.\Z")
_WORD = re.compile(r"[^\s,;/]+")
# Spelled without upper and lower case: Arabic, Hebrew, Indian and East Asian scripts.
_UNCASED = re.compile(
    "[\u0590-\u08ff\u0900-\u10ff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1200-\u139f\u1780-\u17ff]"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRun:
    """``shout``: the first place is in capitals; ``region``: a state or country follows it."""

    places: tuple[str, ...] = ()
    day: Day | None = None
    shout: bool = False
    region: bool = False
    uncased: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head of a paragraph of wire copy: ``text`` as printed, the lead begins at ``end``.

    ``lead_in`` is what stood glued before the place, ``names`` are people named in it.
    """

    run: PlaceRun
    agencies: tuple[KnownAgency, ...]
    text: str
    end: int
    lead_in: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    joining: frozenset[str]
    second_halves: frozenset[str]
    never: frozenset[str]
    cities: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Words:
    data = json.loads(resources.files("newscrawl.text").joinpath("data/datelines.json").read_text(encoding="utf-8"))
    return _Words(
        joining=frozenset(data["joining"]),
        second_halves=frozenset(data["second_halves"]),
        never=frozenset(data["never_a_place"]),
        cities=frozenset(data["colon_cities"]),
    )


def read_places(run: str) -> PlaceRun | None:
    """The places and the day that a run of text names, or None where it is anything else.

    >>> found = read_places("BEIRUT/THE HAGUE, March 7"); found.places, found.day.month, found.day.day
    (('BEIRUT', 'THE HAGUE'), 3, 7)
    >>> read_places("Frankfurt/Main").places, read_places("SURABAYA, Indonesia/JAKARTA").places
    (('Frankfurt/Main',), ('SURABAYA, Indonesia', 'JAKARTA'))
    >>> read_places("Officials in Rome said that") is None
    True
    """
    if len(run) > _LONGEST:
        return None
    day, rest = cut_day(run)
    head, comma, tail = rest.rpartition(",")
    if comma and is_weekday(tail):
        rest = head
    rest = rest if _ABBREVIATED.search(rest) else rest.rstrip(_STOPS)
    if not rest:
        return PlaceRun(day=day) if day is not None else None
    places = _split(rest)
    if not places or len(places) > 5:
        return None
    places = [" ".join(place.split()) for place in places]
    for place in places:
        if not _placelike(place):
            return None
    first = places[0].split(",")[0]
    uncased = bool(_UNCASED.search(first))
    return PlaceRun(
        places=tuple(places),
        day=day,
        shout=first.isupper() and len(first) > 1,
        region="," in places[0] or "[" in places[0],
        uncased=uncased,
    )


def shouted(run: str) -> bool:
    """Capitals before a dash that open something else than a dateline.

    >>> shouted("BREAKING"), shouted("WATCH LIVE"), shouted("OSLO")
    (True, True, False)
    """
    bare = " ".join(run.strip(" .:,").split()).upper()
    return bare in _tables().never or bare.split(" ")[0] in {"BREAKING", "WATCH", "READ", "UPDATE", "RELATED", "MORE"}


def is_city(run: str) -> bool:
    """Whether capitals before a colon are places that datelines name, and no speaker or topic.

    >>> is_city("NEW DELHI"), is_city("LONDON/PARIS"), is_city("BUDGET")
    (True, True, False)
    """
    return all(part in _tables().cities for part in run.split("/"))


def _split(rest: str) -> list[str]:
    """Places between slashes (or "and" between capitals), a German name with a slash in it left whole."""
    pieces = [piece.strip(" \u00a0\u3000,;") for piece in _SLASH.split(rest)]
    places: list[str] = []
    for piece in pieces:
        if not piece:
            return []
        if places and not piece.isupper() and piece.strip(".") in _tables().second_halves:
            places[-1] = f"{places[-1]}/{piece}"
        else:
            places.append(piece)
    if len(places) == 1:
        halves = re.split(r" (?:and|und|et|y|e|AND) ", places[0])
        if len(halves) == 2 and all(half.split(",")[0].isupper() for half in halves):
            return halves
    return places


def _placelike(place: str) -> bool:
    if not 1 < len(place) <= 70 or place.upper() in _tables().never:
        return False
    found = _WORD.findall(place)
    if not 1 <= len(found) <= 9:
        return False
    capitals = 0
    for number, word in enumerate(found):
        bare = word.strip("()[]'’“”\".«»")
        if not bare:
            return False
        if any(letter in '!?@#$%&*+<>=|\\^~{}:;"“”' for letter in word) or any(letter.isdigit() for letter in word):
            return False
        if _UNCASED.match(bare) or bare[0].isupper() or bare[:2] in {"d'", "d’", "l'", "l’"}:
            capitals += 1
        elif bare.split("-")[0].casefold() in _tables().joining and number > 0:
            continue
        else:
            return False
    # One part of a place is seldom longer than five words: "Port of Spain", "Villa San Giovanni in Tuscia".
    return capitals > 0 and max(len(part.split()) for part in place.split(",")) <= 6
