"""What a page declares about its handling: language, address, rights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from newscrawl.items import Printed
from newscrawl.page import furniture
from newscrawl.page.blocks import Block
from newscrawl.page.evidence import Evidence, once
from newscrawl.page.names import CAPTION
from newscrawl.text.agencies import agency_called

_PICTURES = ("img", "picture", "figure", "video")
_WISHES = ("noarchive", "noindex", "nosnippet", "noai", "noimageai", "none")
_WORDS = re.compile(r"[a-z-]+(?=\s*(?:,|;|$|\s))")


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
    for element in evidence.document.root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
            return str(element.get("href")).strip()
    return next(iter(evidence.meta.get("og:url", [])), None)


def filed_by(near: list[Block]) -> list[str]:
    """An agency's name that is a whole line right beside the time, with no picture between: "AA" under "10.11.2025 17:59"."""
    found = []
    for before, block, after in zip([None, *near], near, [*near[1:], None], strict=False):
        if block.size > 40 or block.has(CAPTION) or agency_called(block.text) is None:
            continue
        for other in (before, after):
            if other is None or abs(other.index - block.index) != 1 or other.size > 120:
                continue
            if furniture.datelike(other.text) and not _pictured(block.element, other.element, back=other is before):
                found.append(block.text)
    return found[:2]


def _pictured(line: Any, time: Any, *, back: bool) -> bool:
    """Whether a picture stands between a line and the time before (``back``) or after it, or in the line's own box."""
    above = {*time.iterancestors(), time}
    element = line
    while element is not None and element not in above:
        if next(element.iter(*_PICTURES), None) is not None:
            return True
        for sibling in element.itersiblings(preceding=back):
            if sibling in above:
                break
            if next(sibling.iter(*_PICTURES), None) is not None:
                return True
        element = element.getparent()
    return False


def rights(meta: Mapping[str, list[str]], headers: Mapping[str, str]) -> list[str]:
    """Signals on what may be done with the page, in the record's spelling."""
    signals: list[str] = []
    for text in (*meta.get("robots", []), *meta.get("newscrawl", []), headers.get("x-robots-tag", "")):
        words = _WORDS.findall(text[:500].lower().split(":")[-1])
        signals += [word for word in words if word in _WISHES]
    reservation = headers.get("tdm-reservation") or next(iter(meta.get("tdm-reservation", [])), None)
    policy = headers.get("tdm-policy") or next(iter(meta.get("tdm-policy", [])), None)
    if reservation in ("0", "1"):
        signals.append(f"tdm-reservation={reservation}")
    if policy and reservation == "1":
        signals.append(f"tdm-policy={policy[:500]}")
    return list(dict.fromkeys(signals))
