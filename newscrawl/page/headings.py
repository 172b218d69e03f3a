"""Which block on the page is its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newscrawl.page.blocks import Block, same
from newscrawl.page.names import CRUMBS, FURNITURE

# A title is the headline and the site's name, in either order.
_SITE_CUT = re.compile(r"\s+[|–—-]\s+|:\s+|\s*»\s*")
_LEVELS = {"h1": 3.0, "h2": 1.5, "h3": 0.7}
LONGEST = 400


def find_headline(blocks: list[Block], claims: Iterable[str]) -> Block | None:
    """The block that is the headline: an h1 that metadata confirms, else the largest heading that is."""
    claimed = list(claims)
    claimed += [part for text in claimed for part in _SITE_CUT.split(text) if len(part) >= 25]
    wanted = [key for key in dict.fromkeys(same(text) for text in dict.fromkeys(claimed)) if len(key) >= 8]
    best: Block | None = None
    highest = 2.49
    for block in blocks:
        level = _LEVELS.get(block.tag, 0.0)
        size = len(block.text)
        # Only a heading, or an unlinked line outside furniture that metadata confirms, can come out first.
        if size > LONGEST or (not level and (size < 16 or block.links or block.flags & (FURNITURE | CRUMBS))):
            continue
        key = block.key
        if not key:
            continue
        confirmed = any(key == claim or (len(key) > 15 and (key in claim or claim in key)) for claim in wanted)
        if not level and not (confirmed and len(key) > 15):
            continue
        score = level + (3.0 if confirmed else 0.0) - (2.0 if block.flags & (FURNITURE | CRUMBS) else 0.0)
        score -= 1.0 if block.density > 0.9 and block.tag != "h1" else 0.0
        score += 0.5 if 15 <= size <= 200 else 0.0
        if score > highest + 0.01:
            highest, best = score, block
    return best
