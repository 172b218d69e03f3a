"""What a printed time was read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newscrawl.items import Precision

ZoneFrom = Literal["offset", "abbreviation", "site"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Timestamp:
    """One printed time: ``text`` as printed, ``at`` the instant or None with a ``reason``.

    ``wall`` is the clock as printed, without a zone, also where ``at`` is None but the clock itself was read:
    it is what other candidates are held against. ``doubtful``: the clock is said twice or never (DST), or an
    hour may be meant in two ways. ``filled``: its day hangs on when the page was fetched ("3 weeks ago", "07:43").
    """

    text: str
    at: datetime | None = None
    precision: Precision | None = None
    ambiguous: bool = False
    zone_from: ZoneFrom | None = None
    reason: str | None = None
    wall: datetime | None = None
    doubtful: bool = False
    filled: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a string says: when it was published, when modified (told apart by labels), or why neither is known."""

    published: Timestamp | None = None
    modified: Timestamp | None = None
    reason: str | None = None
