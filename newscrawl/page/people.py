"""Who wrote it and who filed it: candidates from metadata and from lines near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from newscrawl.items import Printed
from newscrawl.page import meta_names, structured
from newscrawl.page.blocks import Block, fold
from newscrawl.page.evidence import Evidence
from newscrawl.page.names import BYLINE

_BY = re.compile(
    r"^(?:by|von|por|par|di|af|av|door|autor(?:es|in)?:?|автор:?|text:?|reporter:?|written by|muhabir:?|yazan:?)\s+\S",
    re.IGNORECASE,
)


def authors(evidence: Evidence) -> list[str]:
    """The authors that metadata names, in order."""
    stated = evidence.from_linked_data("author") + evidence.from_meta(meta_names.AUTHOR)
    return [printed.text for printed in stated + evidence.from_microdata("author")]


def bylines(evidence: Evidence, near: list[Block]) -> list[Printed]:
    """JSON-LD, meta, microdata, links that say so, visible lines near the headline."""
    found = []
    for node in evidence.linked_data[:3]:
        found += [
            Printed(text=text[:300], kind="jsonld", where="author") for text in structured.texts(node.get("author"))
        ]
    found += [printed for printed in evidence.from_meta(meta_names.AUTHOR) if not printed.text.startswith("http")]
    found += evidence.from_microdata("author")
    for element in evidence.walked.authors[:5]:
        text = fold(" ".join(element.itertext()))
        if text:
            found.append(Printed(text=text[:200], kind="text", where="rel=author"))
    for block in near:
        if block.size <= 200 and not block.furniture and (block.has(BYLINE) or _BY.match(block.text)):
            found.append(Printed(text=block.text, kind="text", where="byline"))
    return found


def credits_of(evidence: Evidence) -> list[Printed]:
    """Metadata that may name an agency."""
    found = evidence.from_linked_data(
        "copyrightHolder", "sourceOrganization", "provider", "creator", "isBasedOn", "contributor"
    )
    found += evidence.from_meta(meta_names.CREDIT)
    return found + evidence.from_microdata("sourceOrganization", "copyrightHolder", "provider")


def beside_time(blocks: Iterable[Block]) -> list[str]:
    """Lines beside the time, and their links apart: "PTI Mumbai" links its agency only."""
    found = []
    for block in blocks:
        links = (fold(" ".join(link.itertext())) for link in islice(block.element.iter("a"), 3))
        found += [block.text, *(text for text in links if text)]
    return found
