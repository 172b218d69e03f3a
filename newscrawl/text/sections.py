"""Section labels: what is printed ("In World"), what it means ("world"), and whether it says where or about what."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from newscrawl.items import Printed, Scope
from newscrawl.text.agencies import agency_called

TOPICS_RELEASE = "2019-04-06"
LONGEST = 120
# Vowel signs of Indian scripts and Thai are no word characters to ``re``, and no separators to us.
_SEPARATORS = re.compile(r"[^\w'\u0900-\u0dff\u0e00-\u0eff]+|_+")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
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


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Literal["topic", "kind", "scope", "empty"]
    rank: int
    section: str | None = None
    topic: str | None = None
    scope: Scope | None = None


def fold(text: str) -> str:
    """Case, width, accents of Latin letters and separators folded.

    >>> fold("Économie & Société"), fold("/world/middle_east")
    ('economie societe', 'world middle east')
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("ß", "ss").replace("ı", "i").replace("ł", "l")
    text = text.replace("ø", "o").replace("æ", "ae").replace("đ", "d").replace("ي", "ی").replace("ك", "ک")
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not (unicodedata.combining(c) and ord(c) < 0x0370))
    words = [w.removesuffix("'s") for w in _SEPARATORS.split(unicodedata.normalize("NFC", plain)) if w]
    return " ".join(w for w in words if w not in ("and", "und", "y", "e", "et", "i", "the", "of", "o"))


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[str, _Entry]
    prefixes: dict[str, _Entry]
    wide: dict[str, _Entry]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data: dict[str, Any] = tomllib.loads(files("newscrawl.text").joinpath("data/section_words.toml").read_text("utf-8"))
    table = _Table({}, {}, {})
    entries: list[tuple[list[str], _Entry]] = []
    for rank, row in enumerate(data["topic"]):
        entries.append((row["words"], _Entry("topic", rank, row["section"], row["topic"])))
    entries += [(row["words"], _Entry("kind", 100 + n, row["section"])) for n, row in enumerate(data["kind"])]
    entries += [
        (row["words"], _Entry("scope", 200 + n, row["section"], scope=row["scope"]))
        for n, row in enumerate(data["scope"])
    ]
    entries.append((data["empty"]["words"], _Entry("empty", 300)))
    for words, entry in entries:
        for word in words:
            stem = word.endswith("*")
            key = fold(word.rstrip("*"))
            if _NO_SPACES.search(key):
                table.wide.setdefault(key.replace(" ", ""), entry)
            elif stem:
                table.prefixes.setdefault(key, entry)
            else:
                table.exact.setdefault(key, entry)
    return table


def _lookup(phrase: str, table: _Table) -> _Entry | None:
    found = table.exact.get(phrase)
    if found is not None:
        return found
    for size in range(len(phrase), 2, -1):
        found = table.prefixes.get(phrase[:size])
        # A stem of one word must not swallow the words behind it.
        if found is not None and (" " not in phrase or " " in phrase[:size]):
            return found
    return None


@lru_cache(maxsize=4096)
def read_section(label: str, language: str | None = None) -> SectionMeaning:
    """What a label means.

    >>> read_section("In World").section, read_section("In World").scope
    ('world', 'international')
    >>> read_section("Futebol Internacional").section, read_section("Politics-Domestic").topics
    ('sport', ('medtop:11000000',))
    """
    printed = label[:LONGEST]
    path = [part for part in re.split(r"[/>»›]", printed) if part.strip()]
    if len(path) > 1:
        # The last part of a path says most.
        for part in reversed(path):
            inner = read_section(part.strip(), language)
            if inner.section is not None:
                return SectionMeaning(label=label, section=inner.section, scope=inner.scope, topics=inner.topics)
    folded = fold(printed)
    if not folded:
        return SectionMeaning(label=label or None)
    table = _table()
    hits: list[tuple[int, int, int, _Entry]] = []
    if _NO_SPACES.search(folded):
        joined = folded.replace(" ", "")
        for word, entry in table.wide.items():
            at = joined.find(word)
            if at >= 0:
                hits.append((entry.rank // 100, -len(word), at, entry))
    words = folded.split()[:12]
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            entry_at = _lookup(" ".join(words[at : at + size]), table) if at + size <= len(words) else None
            if entry_at is not None:
                hits.append((entry_at.rank // 100, -size, at, entry_at))
                at += size
                break
        else:
            at += 1
    hits = [hit for hit in hits if hit[3].kind != "empty"]
    if not hits:
        return SectionMeaning(label=label)
    topical = [hit for hit in hits if hit[3].kind == "topic"]
    sport = [hit for hit in topical if hit[3].section == "sport"]
    if sport:
        entry = sport[0][3]
    elif topical:
        entry = min(topical, key=lambda hit: (hit[1] if hit[1] < -1 else 0, hit[2]))[3]
    else:
        best = min(hits, key=lambda hit: (hit[3].rank, hit[2]))
        entry = best[3]
    return SectionMeaning(
        label=label, section=entry.section, scope=entry.scope, topics=(entry.topic,) if entry.topic else ()
    )


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
