"""Headlines: the one of a page's candidates that is the article's, without site name and revision tags.

The headline is what people read above the text: the page's own heading, without the kicker that is set apart in it
where machines are told so. Figures, and what was refused: docs/decisions.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.items import Kind, Printed, Revision, SiteFacts
from newscrawl.text.letters import length, letters
from newscrawl.text.sections import read_section
from newscrawl.text.site_names import archived, cut_site, cuts, says_more_than_names, shared_tails, tidy
from newscrawl.text.url_parts import hostname, site_of
from newscrawl.text.wire.revisions import cut_tags, strongest

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Where machines are told a headline, the surest first.
_CLAIMS = ("jsonld", "og", "twitter", "title", "other")
_BY = re.compile(r"\b(?:by|von|por|par|di|door|av|af)\s*\Z", re.IGNORECASE)
_NOT_A_HEADLINE = frozenset(
    [
        "home",
        "homepage",
        "startseite",
        "news",
        "nachrichten",
        "inicio",
        "accueil",
        "login",
        "article",
        "artikel",
        "untitled",
        "null",
        "undefined",
        "error",
        "404",
        "menu",
        "search",
    ]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """``text`` clean, the ``revision`` that its tags name, and the kind of place it came from."""

    text: str | None
    revision: Revision | None = None
    from_: Kind | None = None


def choose_headline(
    candidates: Sequence[Printed], *, site_names: Sequence[str] = (), facts: SiteFacts | None = None, url: str = ""
) -> Headline:
    """The article's headline.

    >>> found = choose_headline([Printed(text="Rain falls | Valley Times", kind="meta", where="title"),
    ...                          Printed(text="Rain falls", kind="text", where="h1")], site_names=["Valley Times"])
    >>> found.text, found.from_
    ('Rain falls', 'text')
    """
    names = _names(site_names, facts)
    cleaned: list[tuple[Printed, str]] = []
    for printed in candidates[:40]:
        filed = archived(printed.text) if _place(printed) == "title" else None
        text = tidy(printed.text if filed is None else filed[1])
        if text and text.casefold() not in _NOT_A_HEADLINE:
            cleaned.append((printed, text))
    if not cleaned:
        return Headline(text=None)
    heads = [text for printed, text in cleaned if _on_page(printed)]
    # A title may carry the site's name behind any heading of the page, other claims behind the first one only.
    claims = {letters(text) for printed, text in cleaned if not _on_page(printed)}
    first, every = claims | {letters(text) for text in heads[:1]}, claims | {letters(text) for text in heads}
    names |= shared_tails([text for _, text in cleaned], {letters(text) for text in heads})
    cut = [
        (
            printed,
            tidy(cut_site(text, names, set() if _on_page(printed) else every if _place(printed) == "title" else first)),
        )
        for printed, text in cleaned
        if letters(text) not in names
    ]
    winner, text = _winner(cut or cleaned, names | _names([], SiteFacts(domain=hostname(url).removeprefix("www."))))
    tagged = cut_tags(text)
    others = [cut_tags(other).revision for _, other in cut]
    return Headline(text=tagged.text or None, revision=strongest([tagged.revision, *others]), from_=winner.kind)


def _on_page(printed: Printed) -> bool:
    """Whether it is a heading that people see, not a title that machines are told."""
    return printed.kind == "text" and printed.where != "title"


def _names(site_names: Sequence[str], facts: SiteFacts | None) -> frozenset[str]:
    found = [*site_names]
    if facts is not None:
        found += [facts.name or "", facts.title or "", facts.domain or ""]
        site = site_of(facts.domain or "")
        found += [site, site.partition(".")[0]]
    return frozenset(letters(name) for name in found if len(letters(name)) > 1)


def names_in_titles(candidates: Sequence[Printed], headline: str) -> list[str]:
    """What titles are, or say behind the headline, and is no section: the site's name, most likely.

    >>> names_in_titles([Printed(text="Rain falls again - Valley Times", kind="meta", where="og:title")], "Rain falls again")
    ['Valley Times']
    >>> names_in_titles([Printed(text="Quay Portal - Rain falls again", kind="text", where="title")], "Rain falls again")
    ['Quay Portal']
    """
    found: list[str] = []
    for printed in candidates:
        if not headline or _place(printed) not in ("title", "og") or printed.text == headline:
            continue
        before, told, rest = printed.text.partition(headline)
        if told:
            end = max((end for _, end in cuts(rest)), default=len(rest))
            # "Rain falls | Valley Times | by Ann Lee"
            found.append("" if _BY.search(rest[:end]) else rest[end:])
            # "Valley Portal - Rain falls again"; before a colon stands who says so.
            found.append(
                "" if before.rstrip().endswith(":") else before[: min((cut for cut, _ in cuts(before)), default=0)]
            )
        elif not says_more_than_names([printed.text]):
            found.append(printed.text)
    return [name for text in found if (name := tidy(text)) and read_section(name).section is None]


def _winner(cut: list[tuple[Printed, str]], names: frozenset[str]) -> tuple[Printed, str]:
    """The page's own heading, in the words that machines are told too, unless they are agreed on others."""
    proper = [pair for pair in cut if letters(pair[1]) not in names and len(letters(pair[1])) > 2] or cut
    claims: dict[str, tuple[Printed, str]] = {}
    heads, parts = [], []
    for pair in proper:
        place = _place(pair[0])
        if place == "selector":
            return pair
        if place in ("own", "piece"):
            parts.append(pair)
        elif place in ("h1", "h2"):
            heads.append(pair)
        else:
            claims.setdefault(place, pair)
    if heads and claims and says_more_than_names([heads[0][1]]):
        head = letters(heads[0][1])
        if not any(says_more_than_names([text]) or letters(text) in head for _, text in claims.values()):
            return heads[0]  # machines are told the site's name only
    told = {letters(claims[place][1]): claims[place] for place in reversed(_CLAIMS) if place in claims}
    for pair in parts:  # "Harbour Ferries run again" on the page, "Ferries run again" for machines
        if length(letters(pair[1])) > 11 and letters(pair[1]) in told:
            return pair
    if parts and heads and not any(_place(pair[0]) == "own" for pair in parts):
        # How two lines of a heading are joined is the site's guess; an h1 in one line that machines are told twice is none.
        for pair in heads[1:]:
            if sum(letters(claim[1]) == letters(pair[1]) for claim in claims.values()) > 1:
                return pair
    for pair in heads:
        if letters(pair[1]) in told:
            # Kicker and headline are set in two lines on the page; what joins them is told to machines only.
            return told[letters(pair[1])] if parts and pair is heads[0] else pair
    first = next((claims[place] for place in _CLAIMS if place in claims), None)
    agreed = first is not None and sum(told.get(letters(pair[1])) is first for pair in claims.values()) > 1
    if first is not None and agreed and "jsonld" in claims:
        return first
    own = [pair for pair in parts if _place(pair[0]) == "own"]
    if own:
        return own[0]
    if first is not None and agreed and parts:  # pieces that nothing tells apart
        return first
    lone = len(heads) == 1 or (len(heads) > 1 and heads[0][0].where in _HEADINGS)
    if lone and heads[0][0].where[:1] == "h" and (len(head := letters(heads[0][1])) > 8 or length(head) > 14):
        return heads[0]
    return first or proper[0]


def _place(printed: Printed) -> str:
    where = printed.where.casefold()
    if printed.kind in ("selector", "jsonld"):
        return printed.kind
    if "og:" in where:
        return "og"
    if "twitter" in where:
        return "twitter"
    if where in ("title", "own", "piece"):
        return where
    if where.startswith(("h1", "headline")) and printed.kind == "text":
        return "h1"
    return "h2" if printed.kind == "text" else "other"
