"""Headlines: the one of a page's candidates that is the article's, without site name and revision tags.

The headline is what people read above the text: the page's own heading, without the kicker that is set apart in it
where machines are told so. Figures, and what was refused: docs/decisions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from newscrawl.items import Kind, Printed, Revision, SiteFacts
from newscrawl.text.letters import NO_SPACES, WIDE, length, letters
from newscrawl.text.outlets_eastern import is_site
from newscrawl.text.revisions import cut_tags, strongest
from newscrawl.text.sections import read_section

_CUTS = re.compile(
    r"\s+[-–—−|·•»«›‹/:~]{1,2}\s+|\s*(?:\||::|\u2502|｜|\uff1a:)\s*|\s+[-–—]\s*(?=\S)|(?<=\S)\s*[-–—|]\s+|\s+by\s+|：\s*"
    # Chinese and Korean titles part the site's name without a space: "港口恢复通航_海报网", "…-海报网".
    rf"|\s+_\s+|(?<={NO_SPACES})(?:\s*_\s*|[-–—])(?=\S)|(?<=[^\s_])_(?={NO_SPACES})"
)
# "Valley Times: Rain falls": a colon parts a headline too, so the name must be the site's whole name.
_NAMED_FIRST = re.compile(r"([^:]{3,60}):\s+(\S.*)", re.DOTALL)
_LONGEST = 600
# A name of a site is shorter.
LEAST_WORDS, LEAST_LETTERS = 5, 25
_WORDS = re.compile(r"\w+")
# Old pages print the moment behind the headline: "Rain falls (05.03.2024 10:44)". A date alone may belong to it.
_MOMENT = re.compile(r"\s*\(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d\d(?::\d\d)?\)\Z")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\u00ad\ufeff"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Where machines are told a headline, the surest first.
_CLAIMS = ("jsonld", "og", "twitter", "title", "other")
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


def key(text: str) -> str:
    """Letters and digits only, for comparing what pages print with other quotes, dashes and spaces.

    >>> key("“Rain” – again") == key('"Rain" - again')
    True
    """
    return letters(text)


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
        text = _tidy(printed.text)
        if text and text.casefold() not in _NOT_A_HEADLINE:
            cleaned.append((printed, text))
    if not cleaned:
        return Headline(text=None)
    heads = [text for printed, text in cleaned if _on_page(printed)]
    # A title may carry the site's name behind any heading of the page, other claims behind the first one only.
    claims = {key(text) for printed, text in cleaned if not _on_page(printed)}
    first, every = claims | {key(text) for text in heads[:1]}, claims | {key(text) for text in heads}
    names |= _shared_tails([text for _, text in cleaned], {key(text) for text in heads})
    cut = [
        (printed, cut_site(text, names, set() if _on_page(printed) else every if _place(printed) == "title" else first))
        for printed, text in cleaned
        if key(text) not in names
    ]
    winner, text = _winner(cut or cleaned, names | _names([], SiteFacts(domain=_host(url))))
    tagged = cut_tags(text)
    others = [cut_tags(other).revision for _, other in cut]
    return Headline(text=tagged.text or None, revision=strongest([tagged.revision, *others]), from_=winner.kind)


def _on_page(printed: Printed) -> bool:
    """Whether it is a heading that people see, not a title that machines are told."""
    return printed.kind == "text" and printed.where != "title"


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _shared_tails(texts: Sequence[str], heads: set[str]) -> frozenset[str]:
    """What ends titles that otherwise differ is the site's name, whatever the site says it is called.

    No page prints it in its own heading: there it is the second half of a headline that was touched up in the first.

    >>> _shared_tails(["Rain falls on the valley | VT News", "The valley is wet again | VT News"], set())
    frozenset({'vtnews'})
    """
    before: dict[str, set[str]] = {}
    for text in texts:
        for start, end in _cuts(text)[-1:]:
            head, tail = key(text[:start]), key(text[end:])
            if length(head) > 12 and 2 < length(tail) <= 40:
                before.setdefault(tail, set()).add(head)
    return frozenset(
        tail
        for tail, found in before.items()
        if any(one not in other and other not in one for one in found for other in found if one != other)
        and not any(head.endswith(tail) for head in heads)
    )


def _names(site_names: Sequence[str], facts: SiteFacts | None) -> frozenset[str]:
    found = [*site_names]
    if facts is not None:
        found += [facts.name or "", facts.title or "", facts.domain or ""]
        labels = (facts.domain or "").split(":")[0].removeprefix("www.").split(".")
        if len(labels) > 1:
            found += [labels[-2], ".".join(labels[-2:])]
    return frozenset(key(name) for name in found if len(key(name)) > 1)


def _tidy(text: str) -> str:
    tidy = " ".join(text[:_LONGEST].translate(_UNSEEN).split()).strip(" \t|").lstrip(":–— ")
    return _MOMENT.sub("", tidy) if tidy.endswith(")") else tidy


def names_in_titles(candidates: Sequence[Printed], headline: str) -> list[str]:
    """What titles are, or say behind the headline, and is no section: the site's name, most likely.

    >>> names_in_titles([Printed(text="Rain falls again - Valley Times", kind="meta", where="og:title")], "Rain falls again")
    ['Valley Times']
    """
    found = []
    for printed in candidates:
        if _place(printed) not in ("title", "og") or printed.text == headline:
            continue
        if printed.text.startswith(headline):
            rest = printed.text[len(headline) :]
            found.append(rest[end:] if (end := max((end for _, end in _cuts(rest)), default=0)) else "")
        elif not says_more_than_names([printed.text]):
            found.append(printed.text)
    return [name for text in found if (name := _tidy(text)) and read_section(name).section is None]


def cut_site(text: str, names: frozenset[str], others: set[str]) -> str:
    """The text without a head or tail that is the site's name, or that another candidate does without.

    >>> cut_site("Rain falls - Valley Times", frozenset({key("Valley Times")}), set())
    'Rain falls'
    >>> cut_site("Rain – a survey", frozenset({key("Valley Times")}), set())
    'Rain – a survey'
    """
    whole = key(text)
    for _ in range(3):
        shorter = _cut_once(text, names, others, whole)
        if shorter == text:
            break
        text = shorter
    return text


def _heads_with_site(text: str, others: set[str]) -> str:
    """The heading that a title begins with, where the site's name stands behind a space: "港口恢复通航 北岸市政府"."""
    first, *more = text.split(" ")
    for word in more if len(more) < 12 else ():
        found = key(first)
        if length(found) > 24 and found in others:
            return first
        first = f"{first} {word}"
    return ""


@lru_cache(maxsize=256)  # of a page's titles most are alike, and each is asked three times
def _cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where a title may be cut, as starts and ends."""
    return tuple(found.span() for found in _CUTS.finditer(text))


def _cut_once(text: str, names: frozenset[str], others: set[str], whole: str) -> str:
    named = _NAMED_FIRST.match(text)
    if named is not None and key(named[1]) in names and length(key(named[2])) > 12:
        return named[2]
    cuts = _cuts(text)
    told = "" if text.isascii() or not WIDE.search(text) else _heads_with_site(text, others)
    for start, end in cuts:
        head, tail = text[:start].strip(), text[end:].strip()
        keys = (key(head), key(tail))
        if len(keys[0]) < 2 or len(keys[1]) < 2:
            continue
        for part, found in zip((head, tail), keys, strict=True):
            if found in others and found != whole and length(found) > max(11, length(key(told))):
                told = part
    if told:  # the longest one: a kicker, or the site's name, may be a heading of the page too
        return told
    for start, end in reversed(cuts):
        head, tail = text[:start].strip(), text[end:].strip()
        if (length(key(head)) > 5 or key(head) in others) and _is_site(tail, names):
            return head
        if length(key(tail)) > 12 and _is_site(head, names):
            return tail
    return text


def _is_site(piece: str, names: frozenset[str]) -> bool:
    found = key(piece)
    if found in names:
        return True
    if re.fullmatch(
        r"(?:www\.)?[\w-]{2,40}\.(?:com|org|net|de|at|ch|fr|es|it|pl|ru|co\.uk|com\.\w\w|\w\w)",
        piece.strip(),
        re.IGNORECASE,
    ):
        return True
    if not piece.isascii() and is_site(piece.strip()):
        return True
    long_enough = [name for name in names if len(name) > 3]
    return len(found) < 40 and any(
        found.startswith(name) or found.endswith(name) or (len(found) > 4 and name.startswith(found))
        for name in long_enough
    )


def says_more_than_names(claims: Iterable[str]) -> bool:
    """Whether anything of what machines are told is long enough to be a headline.

    >>> says_more_than_names(["Valley Times"]), says_more_than_names(["Rain closes the old bridge for weeks"])
    (False, True)
    """
    return any(len(_WORDS.findall(text)) >= LEAST_WORDS or length(key(text)) >= LEAST_LETTERS for text in claims)


def _winner(cut: list[tuple[Printed, str]], names: frozenset[str]) -> tuple[Printed, str]:
    """The page's own heading, in the words that machines are told too, unless they are agreed on others."""
    proper = [pair for pair in cut if key(pair[1]) not in names and len(key(pair[1])) > 2] or cut
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
        head = key(heads[0][1])
        if not any(says_more_than_names([text]) or key(text) in head for _, text in claims.values()):
            return heads[0]  # machines are told the site's name only
    told = {key(claims[place][1]): claims[place] for place in reversed(_CLAIMS) if place in claims}
    for pair in parts:  # "Harbour Ferries run again" on the page, "Ferries run again" for machines
        if length(key(pair[1])) > 11 and key(pair[1]) in told:
            return pair
    if parts and heads and not any(_place(pair[0]) == "own" for pair in parts):
        # How two lines of a heading are joined is the site's guess; an h1 in one line that machines are told twice is none.
        for pair in heads[1:]:
            if sum(key(claim[1]) == key(pair[1]) for claim in claims.values()) > 1:
                return pair
    for pair in heads:
        if key(pair[1]) in told:
            # Kicker and headline are set in two lines on the page; what joins them is told to machines only.
            return told[key(pair[1])] if parts and pair is heads[0] else pair
    first = next((claims[place] for place in _CLAIMS if place in claims), None)
    agreed = first is not None and sum(told.get(key(pair[1])) is first for pair in claims.values()) > 1
    if first is not None and agreed and "jsonld" in claims:
        return first
    own = [pair for pair in parts if _place(pair[0]) == "own"]
    if own:
        return own[0]
    if first is not None and agreed and parts:  # pieces that nothing tells apart
        return first
    lone = len(heads) == 1 or (len(heads) > 1 and heads[0][0].where in _HEADINGS)
    if lone and heads[0][0].where[:1] == "h" and (len(head := key(heads[0][1])) > 8 or length(head) > 14):
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
