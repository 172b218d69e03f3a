"""What a page declares about its handling: language, address, rights."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newscrawl.items import Printed
from newscrawl.page.evidence import Evidence, once

_WISHES = ("noarchive", "noindex", "nosnippet", "noai", "noimageai", "none")
# Rules of a robots line that have a value, which may have colons and commas of its own; and what a crawler may be called.
_WITH_VALUE = frozenset(
    {"unavailable_after", "unavailable-after", "max-snippet", "max-image-preview", "max-video-preview"}
)
# Names of metas that are for one robot. What they ask is not asked of us, and is kept with the name: "googlebot-news=noindex".
_ONE_ROBOT = re.compile(r"[a-z0-9_-]{0,30}bot(?:-[a-z]{1,20})?")
_APART = re.compile(r"[,;]")
_AGENT = re.compile(r"\*|[a-z0-9._/-]{1,60}")


def languages(evidence: Evidence, headers: Mapping[str, str]) -> list[Printed]:
    """Declared languages, the strongest first."""
    found = evidence.from_linked_data("inLanguage")
    root = evidence.document.root
    for value in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")):
        if value and value.strip():
            found.append(Printed(text=value.strip()[:20], kind="meta", where="html lang"))
    found += evidence.from_meta(("og:locale", "content-language", "dc.language", "language"))
    if "content-language" in headers:
        found.append(Printed(text=headers["content-language"][:40], kind="header", where="content-language"))
    return once(found)


def canonical(evidence: Evidence) -> str | None:
    """What the page declares as its address."""
    return evidence.canonical


def rights(meta: Mapping[str, list[str]], headers: Mapping[str, str]) -> list[str]:
    """Signals on what may be done with the page, in the record's spelling."""
    signals: list[str] = []
    ours = [text for name in ("robots", "newscrawl", "x-robots-tag") for text in meta.get(name, [])]
    for text in (*ours, *headers.get("x-robots-tag", "").split("\n")):
        signals += wishes(text)
    for name in filter(_ONE_ROBOT.fullmatch, meta):
        signals += [f"{name}={wish}" for text in meta[name] for wish in wishes(text)]
    reservation = headers.get("tdm-reservation") or next(iter(meta.get("tdm-reservation", [])), None)
    policy = headers.get("tdm-policy") or next(iter(meta.get("tdm-policy", [])), None)
    if reservation in ("0", "1"):
        signals.append(f"tdm-reservation={reservation}")
    if policy and reservation == "1":
        signals.append(f"tdm-policy={policy[:500]}")
    return list(dict.fromkeys(signals))


def wishes(text: str) -> list[str]:
    """The wishes of one ``robots`` meta or X-Robots-Tag line that are for everybody, or for us.

    A name before a colon says for whom the rest of the line is, unless it is a rule that has a value.

    >>> wishes("noarchive, unavailable_after: 25 Jun 2030 15:00:00 GMT"), wishes("otherbot: noindex, noarchive")
    (['noarchive'], [])
    >>> wishes("newscrawl: noarchive"), wishes("NOINDEX;NoSnippet nofollow"), wishes("max-snippet:5, noai")
    (['noarchive'], ['noindex', 'nosnippet'], ['noai'])
    """
    found: list[str] = []
    ours = True
    for part in _APART.split(text[:2000].lower()):
        name, colon, rest = (piece.strip() for piece in part.partition(":"))
        if colon and name in _WITH_VALUE:
            continue
        if colon and _AGENT.fullmatch(name):
            ours = name in ("*", "newscrawl")
        if ours:
            found += [word for word in (rest if colon else name).split() if word in _WISHES]
    return found
