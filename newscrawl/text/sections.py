"""Section labels: what is printed ("In World"), what it means ("world"), and whether it says where or about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from newscrawl.items import Printed, Scope
from newscrawl.text.agencies import agency_called
from newscrawl.text.section_words import fold, hits, media_topics, sections_of_topics

TOPICS_RELEASE = "2019-04-06"
LONGEST = 120
_SITE_HEAD = re.compile(r"^\s*[-–—•·»›>|/]+\s*|\s*[-–—•·»›>|/]+\s*$")
# How near the article each kind of place prints its label: the lower, the nearer.
_NEARNESS = {
    "beside-time": 1,
    "kicker": 2,
    "above-headline": 3,
    "in-line": 3,
    "breadcrumb": 4,
    "articleSection": 5,
    "path": 9,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionMeaning:
    """A label and what it means; everything but ``label`` may be None or empty."""

    label: str | None = None
    section: str | None = None
    scope: Scope | None = None
    topics: tuple[str, ...] = ()


_PATH_LIKE = re.compile(r"^/|^[a-z0-9_./-]+/[a-z0-9_./-]+$")
_CRUMBS_LIKE = re.compile(r"[>»›]")
_HUMPS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})")
_ADDRESS = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}")
# What has more words is a headline or a sentence.
_MOST_WORDS = 9
_SCOPES = ("international", "local", "national")


@lru_cache(maxsize=4096)
def read_section(label: str, language: str | None = None) -> SectionMeaning:
    """What a label means; ``language`` settles words that mean different things in two languages.

    Of two subjects the nearest topic over both is given ("Crime & Courts"), or the first where there is none; a subject
    goes before a place ("Futebol Internacional" is sport), and the last part of a path before the first.

    >>> read_section("In World").section, read_section("In World").scope
    ('world', 'international')
    >>> read_section("Futebol Internacional").section, read_section("Politics-Domestic").topics
    ('sport', ('medtop:11000000',))
    >>> read_section("Crime & Courts").topics, read_section("/politica/justicia").topics
    (('medtop:02000000',), ('medtop:20000119',))
    """
    printed = label[:LONGEST]
    if _ADDRESS.fullmatch(printed) or len(printed.split()) > _MOST_WORDS:
        return SectionMeaning(label=label)
    if _CRUMBS_LIKE.search(printed) or _PATH_LIKE.match(printed):
        parts = [read_section(part.strip(), language) for part in re.split(r"[/>»›]", printed) if part.strip()]
        told = [part for part in reversed(parts) if part.topics] or [p for p in reversed(parts) if p.section]
        if told:
            return replace(told[0], label=label)
    if printed.isascii() or " " not in printed:
        printed = _HUMPS.sub(" ", printed)
    found = [hit for hit in hits(printed, language) if hit.entry.kind != "empty"]
    topical = [hit.entry for hit in found if hit.entry.kind == "topic"]
    if topical:
        entry = next((entry for entry in topical if entry.section == "sport"), topical[0])
        topic = (entry.topic or "").removeprefix("medtop:")
        section = entry.section
        if entry.section != "sport" and len(topical) > 1:
            common = media_topics().common([(one.topic or "").removeprefix("medtop:") for one in topical])
            if common is not None and common != topic:
                topic, section = common, sections_of_topics().get(common, section)
        return SectionMeaning(label=label, section=section, topics=(f"medtop:{topic}",))
    if found:
        kinds = [hit.entry for hit in found if hit.entry.kind == "kind"]
        scopes = sorted((hit.entry for hit in found if hit.entry.scope), key=lambda entry: _SCOPES.index(entry.scope))
        best = (kinds or scopes)[0]
        return SectionMeaning(label=label or None, section=best.section, scope=best.scope)
    named = media_topics().by_name.get(fold(printed))
    if named is not None:
        sections = sections_of_topics()
        over = next((sections[n] for n in media_topics().above(named.number) if n in sections), None)
        return SectionMeaning(label=label, section=over, topics=(f"medtop:{named.number}",))
    return SectionMeaning(label=label or None)


def clean_label(text: str) -> str:
    """A label as printed, without bullets and separators around it.

    >>> clean_label("- Politik"), clean_label("  In   World ")
    ('Politik', 'In World')
    """
    return _SITE_HEAD.sub("", " ".join(text.split()))[:LONGEST].strip()


_BYLINE = re.compile(
    r"(?:by|von|par|por|di)\s+[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}(?:\s*,.{0,40})?\Z", re.IGNORECASE
)


def _is_declared_and_shown(places: set[str]) -> bool:
    kinds = {place.partition(" ")[0] for place in places}
    return "text" in kinds and bool(kinds & {"jsonld", "meta", "microdata"})


def choose_section(
    candidates: Sequence[Printed], *, language: str | None = None, url: str | None = None
) -> SectionMeaning:
    """Choose the label that is printed nearest the article, and say what it means.

    A definition's selector wins; among the others nearness counts, and a label whose meaning is known goes before one
    that says nothing.

    >>> choose_section([Printed(text="In World", kind="text", where="beside-time")]).section
    'world'
    """
    best: tuple[tuple[int, int, int], SectionMeaning] | None = None
    places: dict[str, set[str]] = {}
    for printed in candidates[:40]:
        places.setdefault(fold(clean_label(printed.text)), set()).add(f"{printed.kind} {printed.where}")
    for order, printed in enumerate(candidates[:40]):
        label = clean_label(printed.text)
        if not label or len(label) > 80 or not any(c.isalpha() for c in label) or agency_called(label):
            continue
        if printed.kind == "text" and _BYLINE.match(label):
            continue
        meaning = read_section(label, language)
        known = meaning.section is not None
        nearness = 0 if printed.kind == "selector" else _NEARNESS.get(printed.where, 6)
        both = _is_declared_and_shown(places[fold(label)])
        if nearness and (both or len(places[fold(label)]) >= 3):
            nearness = 1  # as near as can be: the page prints it and its metadata says it too
        if fold(label) in ("home", "homepage", "startseite", "inicio", "accueil", "news", "start", "front page"):
            nearness += 10
        if printed.kind == "url":
            label = label.replace("-", " ").replace("_", " ")
            meaning = SectionMeaning(label=label, section=meaning.section, scope=meaning.scope, topics=meaning.topics)
            if not known:
                continue
        rank = (0 if nearness == 0 else 1 if known else 2, nearness, order)
        if nearness in (1, 2) and not known:
            rank = (1, nearness if both else nearness + 3, order)
        if best is None or rank < best[0]:
            best = (rank, meaning)
    return best[1] if best else SectionMeaning()
