"""Times that a page states away from its text: in its title, in the data of its scripts."""

from __future__ import annotations

import re

from newscrawl.items import Printed
from newscrawl.page.evidence import Evidence
from newscrawl.page.tree import structured

_CLOSING = re.compile(r"[|–—] ?(\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.? [^\W\d_]{3,10} \d{4})\W*\Z")
# {"published_at": "2019-03-02T06:22:28+01:00"}: what a script draws the page from.
_IN_SCRIPT = re.compile(
    rb"\"(?:first_?|date_?)?(?:publish|publication|published)_?(?:at|date|time|on)?\\?\"\s?:\s?\\?"
    rb"\"((?:19|20)\d\d-\d\d-\d\d[T0-9:.+Z-]{0,20})",
    re.IGNORECASE,
)


def in_title(evidence: Evidence) -> list[Printed]:
    """A day that closes the page's title: "Ferries run again | Europe | VT | 28.04.2023"."""
    found = (_CLOSING.search(claim.text) for claim in evidence.headline_claims if claim.where in ("title", "og:title"))
    return [Printed(text=match[1], kind="meta", where="title") for match in found if match][:1]


def in_scripts(evidence: Evidence) -> list[Printed]:
    """A time of publication in the data that a script draws the page from, where no other machine is told."""
    source = evidence.document.source
    match = _IN_SCRIPT.search(source) if b"ublish" in source else None
    while match is not None:
        end = _end_of_read(source, match.start())
        if end is None:
            return [Printed(text=match[1].decode("ascii"), kind="meta", where="script")]
        match = _IN_SCRIPT.search(source, end)
    return []


def _end_of_read(source: bytes, at: int) -> int | None:
    """Where the JSON-LD ends that a place of the source is in, if it could be read: what that says is known already."""
    start = source.rfind(b"<script", 0, at)
    opened = source.find(b">", start) + 1
    if start < 0 or b"ld+json" not in source[start:opened].lower():
        return None
    end = source.find(b"</script", opened)
    if end <= at or structured.load(source[opened:end].decode("utf-8", "replace")) is None:
        return None
    return end
