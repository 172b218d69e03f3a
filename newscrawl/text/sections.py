"""Section labels: what is printed ("In World"), what it means ("world"), and whether it says where or about what."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from newscrawl.items import Printed, Scope
from newscrawl.text.agencies import agency_called
from newscrawl.text.labels.field_names import FIELD_ALONE, FIELD_NAME
from newscrawl.text.labels.filed_lines import is_credit_line
from newscrawl.text.labels.media_topics import media_topics
from newscrawl.text.labels.no_labels import is_home, is_no_label, is_of_calendar
from newscrawl.text.labels.words import fold, hits, may_be_slug, sections_of_topics

LONGEST = 120
_SITE_HEAD = re.compile(r"^\s*[-–—•·»›>|/]+\s*|\s*[-–—•·»›>|/]+\s*$")
# Which place's label is taken first: measured on pages whose label a person noted (docs/decisions.md). What metadata states
# of the article goes before what stands somewhere on the page.
_PLACES = {
    "stated": 2,
    "breadcrumb": 3,
    "kicker": 4,
    "above-headline": 6,
    "menu": 8,
    "in-line": 7,
    "path": 9,
    "parsely-page.section": 10,  # what the site's statistics are kept by
}
# Bare lines: what is longer is a headline.
_BARE, _MOST_BARE_WORDS = ("beside-time", "in-line", "above-headline"), 4
_LAST = 9  # a bare line beside the time that is no section's name says less than an address that holds one
_DECLARED = 5  # a breadcrumb in JSON-LD only
_STATED = ("jsonld", "meta", "microdata")
_SET = ("breadcrumb", "kicker")
_OF_SYSTEMS = ("news", "article", "articles", "story", "post", "blog")
_SLUG = re.compile(r"[a-z0-9]{1,30}(?:[_-][a-z0-9]{1,30}){0,4}")


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
_MOST_WORDS = 7
_MASS_MEDIA = "medtop:20000045"
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
    every = hits(printed, language)
    found = [hit for hit in every if hit.entry.kind != "empty"]
    topical = [hit.entry for hit in found if hit.entry.kind == "topic"]
    if topical and topical[0].topic == _MASS_MEDIA and agency_called(printed):
        return SectionMeaning(label=label)  # "Associated Press"
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
    folded = fold(printed)
    named = media_topics().by_name.get(folded)
    # Somali "War" is news, and no war.
    if named is not None and sum(hit.size for hit in every) < len(folded.split()):
        sections = sections_of_topics()
        over = next((sections[n] for n in media_topics().above(named.number) if n in sections), None)
        return SectionMeaning(label=label, section=over, topics=(f"medtop:{named.number}",))
    return SectionMeaning(label=label or None)


def clean_label(text: str) -> str:
    """A label as printed, without bullets around it and without the name of its field.

    >>> clean_label("- Politik"), clean_label("  In   World "), clean_label("Filed under: Sport")
    ('Politik', 'In World', 'Sport')
    """
    # Bullets by the thousand cost their square.
    bare = _SITE_HEAD.sub("", " ".join(text[: 4 * LONGEST].split()))
    return FIELD_NAME.sub("", bare)[:LONGEST].strip()


_BYLINE = re.compile(
    r"(?:by|von|par|por|di)\s+[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}(?:\s*,.{0,40})?\Z", re.IGNORECASE
)
# "Main Blog,Politics": the categories of a page, as WordPress states them; "news,world-news" is a path.
_LIST = re.compile(r"\s*,\s*")
# What a template left unfilled, and addresses.
_NO_LABEL = re.compile(
    r"[{}©]|<[a-z/!]|://|\[object|^(?:undefined|null|none|nan|n/a|default|unknown|true|false|subjects|posts?"
    r"|(?:news )?articles?|web ?page|(?:kw|week|woche) ?\d{1,2})$",
    re.IGNORECASE,
)


def listed(text: str) -> list[str]:
    """The labels of a list of categories, or the text itself.

    >>> listed("Main Blog,Politics"), listed("news,world-news"), listed("Life, the Universe and Everything Else Besides")
    (['Main Blog', 'Politics'], ['news,world-news'], ['Life, the Universe and Everything Else Besides'])
    """
    if "," not in text or len(text) > LONGEST:
        return [text]
    parts = [part for part in _LIST.split(text) if part]
    if len(parts) < 2 or text == text.lower() or any(len(part.split()) > 3 for part in parts):
        return [text]
    return parts


def is_unfilled(label: str) -> bool:
    """Whether a label is what a template left in its place: "undefined", "Subjects", "{{section}}".

    >>> is_unfilled("Subjects"), is_unfilled("{{section}}"), is_unfilled("World")
    (True, True, False)
    """
    return _NO_LABEL.search(label) is not None


def _can_be(label: str, printed: Printed, others: Collection[str]) -> bool:
    """Whether a label can be a section at all: no person, no agency, no number, no name of a field."""
    if not 1 < len(label) <= 80 or label.endswith((":", "：")) or sum(map(str.isalpha, label)) < 2:
        return False
    if is_unfilled(label):
        return False
    if printed.kind == "text" and (is_no_label(label) or FIELD_ALONE.fullmatch(label)):
        return False
    if printed.kind != "selector" and (is_of_calendar(label) or label.casefold() in others):
        return False
    return not agency_called(label) and not (printed.kind == "text" and (_BYLINE.match(label) or _names(label, others)))


def _names(label: str, others: Collection[str]) -> bool:
    """Whether a line names somebody of the page, and the agency: "ANN LEE Associated Press"."""
    low = label.casefold()
    return any(
        low.startswith(name) and agency_called(label[len(name) :].strip(" ,|/-")) for name in others if len(name) > 5
    )


def _is_stated(printed: Printed) -> bool:
    return printed.kind in _STATED and printed.where not in ("breadcrumb", "parsely-page.section")


def _place(printed: Printed, known: bool) -> int:
    if printed.kind == "selector":
        return 0
    if _is_stated(printed):
        return _PLACES["stated"]
    if printed.where == "beside-time" and known:
        return 1
    if printed.where == "breadcrumb" and printed.kind != "text":
        return _DECLARED
    if printed.where == "beside-time":
        return _LAST
    place = _PLACES.get(printed.where, _LAST)
    # Bare lines above the headline or in the line of the time may be anything; one that means a section is likelier one.
    return place if known or place < _PLACES["above-headline"] else max(place, 8)


def says_nothing(label: str) -> bool:
    """Whether every word of a label only means that this is news ("Latest News", "Accueil").

    >>> says_nothing("Latest News"), says_nothing("World News"), says_nothing("Contests")
    (True, False, False)
    """
    found = hits(label)
    return (
        bool(found)
        and all(hit.entry.kind == "empty" for hit in found)
        and (not label.isascii() or sum(hit.size for hit in found) >= len(fold(label).split()))
    )


def choose_section(
    candidates: Sequence[Printed],
    *,
    language: str | None = None,
    others: Collection[str] = (),
) -> SectionMeaning:
    """Choose the label of the article, and say what it means.

    A definition's selector wins; then a label beside the time that is a section, what metadata states, and the places
    of ``_PLACES``; ``others`` are names of people and of the site. Of several labels in one place the first that says
    something is taken. A label that says nothing ("News") is kept as printed, and its meaning is taken from the next
    label that says something.

    >>> choose_section([Printed(text="In World", kind="text", where="beside-time")]).section
    'world'
    >>> stated = Printed(text="News", kind="meta", where="article:section")
    >>> found = choose_section([Printed(text="World", kind="text", where="kicker"), stated])
    >>> found.label, found.section
    ('News', 'world')
    """
    labels = [
        replace(printed, text=label)
        for printed in candidates[:60]
        if not (printed.kind == "text" and is_credit_line(printed.text))
        for part in listed(printed.text)
        if _can_be(label := clean_label(part), printed, others)
    ]
    stated = {fold(label.text) for label in labels if _is_stated(label)}
    shown = {fold(label.text) for label in labels if label.kind == "text"}
    # What a page prints and what is a section goes before a name in its system that is none ("defense-contributor").
    printed_one = any(
        label.kind == "text" and label.where in _SET and read_section(label.text, language).section for label in labels
    )
    ranked: list[tuple[tuple[int, int, int], SectionMeaning]] = []
    for order, printed in enumerate(labels):
        meaning = read_section(printed.text, language)
        bare = printed.where in _BARE and len(printed.text.split()) > _MOST_BARE_WORDS
        known = meaning.section is not None and not bare
        folded = fold(printed.text)
        place = _place(printed, known)
        slug = _is_stated(printed) and folded not in shown and _SLUG.fullmatch(printed.text)
        # ("news" of a system on a page that is not in English is none of the page's own words.)
        foreign = language is not None and not language.startswith("en") and folded in _OF_SYSTEMS
        if printed_one and slug and not known and (foreign or not says_nothing(printed.text)):
            place = _DECLARED
        if len(stated) > 1 and folded in stated and folded in shown:
            place = min(place, 1)  # of several that metadata states, the one that is printed
        if is_home(printed.text):
            if folded not in stated and folded != "blog":
                continue
            place += 10
        if printed.kind == "url":
            if not known or may_be_slug(printed.text):
                continue
            meaning = replace(meaning, label=printed.text.replace("-", " ").replace("_", " "))
        # The last crumb is the nearest; of the others one that has a meaning goes first.
        generic = not known and says_nothing(printed.text)
        if generic and folded not in stated and printed.kind != "selector" and printed.where != "breadcrumb":
            place += 4
        late = 2 if generic else 0 if known or printed.where == "breadcrumb" else 1
        ranked.append(((place, late, order), meaning))
    if not ranked:
        return SectionMeaning()
    ranked.sort(key=lambda pair: pair[0])
    best = ranked[0][1]
    if best.section is None and best.label and says_nothing(best.label):
        told = next((meaning for _, meaning in ranked[1:] if meaning.section is not None), None)
        if told is not None:
            return replace(told, label=best.label)
    if best.label and best.label.islower():  # a system's "yasam" of the "Yaşam" that people see
        seen = (label.text for label in labels if label.kind == "text" and fold(label.text) == fold(best.label))
        return replace(best, label=next(seen, best.label))
    return best
