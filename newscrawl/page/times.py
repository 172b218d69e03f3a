"""Where a page prints its times: every candidate with its place; what they mean is for ``text``."""

from __future__ import annotations

import re
from typing import Any

from newscrawl.items import Printed
from newscrawl.page import furniture, meta_names
from newscrawl.page.blocks import Block, fold
from newscrawl.page.evidence import Evidence
from newscrawl.page.names import DATE
from newscrawl.text.urls import date_in_url

_MOST_TIMES = 12
# What stands around times that are not the article's own; a page's frame may be named for its sidebar, so whole words.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(comments?|commentlist|kommentare?|replies|reply|respond|related|teasers?|recommend(?:ed|ations)?|widget|sidebar)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_WHOLE = frozenset({"article", "main", "body", "html"})
_LEVELS = 8


def published(evidence: Evidence, near: list[Block]) -> list[Printed]:
    """Every time that may be the publication's, selectors apart."""
    found = evidence.from_linked_data("datePublished", "dateCreated", "uploadDate")
    found += evidence.from_meta(meta_names.PUBLISHED)
    found += evidence.from_microdata("datePublished", "dateCreated")
    for element in evidence.walked.times[:_MOST_TIMES]:
        if _is_change(element):
            continue
        value, text = fold(element.get("datetime") or ""), fold(" ".join(element.itertext()))
        aside = _aside(element)
        if value:
            found.append(Printed(text=value[:200], kind="time", where=f"datetime{aside}"))
        if text and text != value:
            found.append(Printed(text=text[:200], kind="time", where=f"text{aside}"))
    found += _visible(evidence, near)
    url = evidence.document.url
    if date_in_url(url):
        found.append(Printed(text=url, kind="url", where="path"))
    return found


def modified(evidence: Evidence) -> list[Printed]:
    """Every time that may be the last change."""
    found = evidence.from_linked_data("dateModified")
    found += evidence.from_meta(meta_names.MODIFIED)
    found += evidence.from_microdata("dateModified")
    for element in evidence.walked.times[:_MOST_TIMES]:
        if _is_change(element):
            value = fold(element.get("datetime") or " ".join(element.itertext()))
            if value:
                found.append(Printed(text=value[:200], kind="time", where="modified"))
    return found


def _aside(element: Any) -> str:
    """What the time stands in, when that is no part of the article: " comment", " related"; else nothing."""
    for above, _ in zip(element.iterancestors(), range(_LEVELS), strict=False):
        name = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in _WHOLE and "comment" not in name.lower():
            return ""
        match = _ASIDE.search(name[:300])
        if match is not None:
            return f" {match[1].lower()}"
    return ""


def _is_change(element: Any) -> bool:
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return "modif" in name or "updat" in name


def _visible(evidence: Evidence, near: list[Block]) -> list[Printed]:
    """Lines with a date or a clock around the headline and the body; where there are none, what is named a date."""
    found = []
    for block in near:
        if block.size > 160 or not furniture.datelike(block.text):
            continue
        if block.size > 90 and not block.has(DATE) and block.text.rstrip().endswith((".", "!", "?")):
            continue
        where = "date" if block.has(DATE) else "near-headline"
        found.append(Printed(text=block.text, kind="text", where=where))
    if found:
        return found
    for block in evidence.walked.found:
        if block.has(DATE) and block.size <= 120 and furniture.datelike(block.text):
            found.append(Printed(text=block.text, kind="text", where="date-class"))
            if len(found) >= 3:
                break
    return found
