"""Times that a page tells as those of its last change, held against what may be its publication."""

from __future__ import annotations

import re
from dataclasses import replace

from newscrawl.text.publication.evidence import Evidence
from newscrawl.text.publication.minutes import minutes_apart
from newscrawl.text.times.readings import Timestamp

_DECLARED = frozenset({"jsonld", "meta", "microdata"})
_FIRST_TOLD = re.compile(r"publi|issued|pubdate|created", re.IGNORECASE)
_HALF_A_DAY = 12 * 60


def weigh_updates(evidence: list[Evidence], later: list[Evidence], updates: list[Timestamp]) -> list[Evidence]:
    """Times that are told elsewhere as those of the last change say little of an earlier publication.

    A visible time that machines are told so; any time that a line calls updated, beside an earlier one on the page.
    """
    if not later and not updates:
        return evidence
    told = [item for item in evidence if item.kind in _DECLARED and _FIRST_TOLD.search(item.where)]
    shown = [item for item in evidence if item.kind in ("text", "time") and item.clock and item.weight > 0.7]
    changed = [item for item in later if item.kind in _DECLARED]
    labelled = [stamp.at for stamp in updates if stamp.at is not None and stamp.precision != "day"]
    weighed = []
    for item in evidence:
        spoken = item.kind in ("text", "time") and any(
            _same(item, change) and any(_before(first, item) and not _same(first, change) for first in told)
            for change in changed
        )
        called = (
            item.clock
            and any(minutes_apart(item.at, at) == 0 for at in labelled)
            and any(item.at.date() >= first.at.date() and minutes_apart(item.at, first.at) > 5 for first in shown)
        )
        weighed.append(replace(item, weight=item.weight * 0.5) if spoken or called else item)
    return weighed


def _same(item: Evidence, other: Evidence) -> bool:
    """Whether two times are one, whatever the zones of their clocks."""
    if not item.clock or not other.clock:
        return item.at.date() == other.at.date()
    apart = minutes_apart(item.stamp.wall or item.at, other.stamp.wall or other.at)
    return minutes_apart(item.at, other.at) == 0 or (apart % 60 == 0 and abs(apart) <= 14 * 60)


def _before(first: Evidence, item: Evidence) -> bool:
    if first.clock and item.clock and item.at.date() == first.at.date():
        return minutes_apart(item.at, first.at) > 5
    days = (item.at.date() - first.at.date()).days
    if days == 1 and first.clock and item.clock and item.stamp.precision != "second":
        apart = minutes_apart(item.stamp.wall or item.at, first.stamp.wall or first.at)
        return apart > _HALF_A_DAY and apart % 30 != 0  # (one clock in two zones)
    # What is filed in the evening is dated the day after, unasked.
    return days > 1
