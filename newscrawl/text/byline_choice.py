"""Which of a page's bylines stands: the people that its best place names, and what other places confirm or add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newscrawl.items import Printed, SiteFacts
from newscrawl.text.bylines import BylineReading, is_desk, opens, read_byline
from newscrawl.text.people.own_names import folded, is_hosts_name, own_names_of
from newscrawl.text.people.persons import is_full
from newscrawl.text.url_parts import hostname


def choose_byline(
    candidates: Sequence[Printed],
    *,
    facts: SiteFacts,
    site_names: Sequence[str] = (),
    url: str = "",
    places: Sequence[str] = (),
) -> BylineReading:
    """The people that the page's best place for a byline names; agencies of all its places.

    What the host of ``url`` is called, and the ``places`` of the dateline, are nobody.

    The definition's selector comes first, then JSON-LD, microdata and visible text, then meta tags.

    >>> printed = [Printed(text="https://x.example/a", kind="meta"), Printed(text="By Ann Lee", kind="text")]
    >>> choose_byline(printed, facts=SiteFacts()).names
    ('Ann Lee',)
    """
    ours = own_names_of(facts, site_names)
    readings: list[tuple[Printed, BylineReading]] = []
    host, from_ = hostname(url), {place.casefold() for place in places}
    for printed in candidates[:60]:
        reading = read_byline(printed.text, own_names=ours)
        filed = bool(reading.agencies)
        names = tuple(
            name
            for name in reading.names
            if not is_hosts_name(name, host, filed=filed) and name.casefold() not in from_
        )
        readings.append((printed, reading if names == reading.names else replace(reading, names=names)))
    agencies = tuple(dict.fromkeys(name for _, reading in readings for name in reading.agencies))
    local = any(reading.local for _, reading in readings)
    if _only_agencies(readings):
        # Metadata says that an agency wrote it: a visible line must say "by", or name the agency, to name a person.
        readings = [
            (printed, reading)
            for printed, reading in readings
            if printed.kind != "text" or reading.agencies or opens(printed.text)
        ]
    named = [(printed, reading) for printed, reading in readings if reading.names]
    for kinds in (("selector",), ("jsonld",), ("meta",), ("microdata", "text", "newsfeed")):
        group = [
            (printed, reading)
            for printed, reading in named
            if printed.kind in kinds and (printed.kind != "text" or any(map(is_full, reading.names)))
        ]
        if not group:
            continue
        if kinds[0] in ("selector", "jsonld"):
            names = _unique(name for _, reading in group for name in reading.names)
        else:
            # Other writers' names stand in related blocks: the first place counts, and what it is confirmed by.
            if kinds[0] == "meta" and len(group) > 1:
                group = _as_spoken(group, named)
            names = max((_unique(reading.names) for _, reading in group[:2]), key=len)
            if kinds[0] == "meta" and not any(" " in name for name in names):
                fuller = [reading.names for printed, reading in named if printed.kind in ("text", "microdata")]
                names = _unique(fuller[0]) if fuller and _confirms(fuller[0], names) else names
                if not any(" " in name for name in names) and any(
                    is_desk(printed.text) for printed, _ in readings if printed.kind == "jsonld"
                ):
                    continue  # the account that the desk's story was entered by
        beside = _unique(name for printed, reading in named if printed.where == "rel=author" for name in reading.names)
        seen = [reading.names for printed, reading in named if printed.kind in ("text", "microdata")]
        mine = {*map(folded, names)}
        more = [one for one in (beside[:6], *seen) if len(one) > len(names) and mine < {*map(folded, one)}]
        # (Metadata often names one writer only.)
        names = _unique(sorted(more, key=len)[-1]) if more else names
        return BylineReading(names=names[:12], agencies=agencies, local=local)
    return BylineReading(agencies=agencies, local=local)


Found = tuple[Printed, BylineReading]


def _as_spoken(group: list[Found], named: list[Found]) -> list[Found]:
    """Of several meta tags that name other people those that a line of the page names with "by": who entered it wrote none."""
    spoken = {folded(name) for printed, reading in named if "spoken" in printed.where for name in reading.names}
    said = [(printed, reading) for printed, reading in group if spoken & {*map(folded, reading.names)}]
    return said or group


def _only_agencies(readings: Sequence[tuple[Printed, BylineReading]]) -> bool:
    declared = [reading for printed, reading in readings if printed.kind == "jsonld"]
    return any(reading.agencies for reading in declared) and not any(reading.names for reading in declared)


def _confirms(fuller: Sequence[str], names: Sequence[str]) -> bool:
    """Whether full names answer to a handle ("mikecason" and "Mike Cason")."""
    return any(folded(name) in folded(full) or folded(full) in folded(name) for name in names for full in fuller)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return tuple(name for key, name in found.items() if not any(key != other and key in other for other in found))
