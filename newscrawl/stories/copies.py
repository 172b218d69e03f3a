"""A copy of wire copy as linking sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newscrawl.items import Precision, Revision
from newscrawl.stories.prints import Prints, from_fingerprint, prints_of, version_told


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One article version: times, text; ``revision`` where the headline's tags are cut, ``fingerprints`` where the body is."""

    id: str
    published_at: datetime | None = None
    published_precision: Precision | None = None
    fetched_at: datetime | None = None
    headline: str | None = None
    revision: Revision | None = None
    body: str | None = None
    fingerprints: str | None = None

    @property
    def order(self) -> tuple[float, float, str]:
        """Place in time: ``published_at``, then ``fetched_at`` (which stands in for a missing time), then id.

        A time of precision ``day`` counts as the end of that day: never earlier than one of that day with a clock.
        """
        fetched = _stamp(self.fetched_at)
        if self.published_at is None:
            return (fetched, fetched, self.id)
        at = self.published_at
        if self.published_precision == "day":
            at = at.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return (_stamp(at), fetched, self.id)


def _stamp(at: datetime | None) -> float:
    if at is None:
        return float("inf")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def prints_of_copy(copy: Copy) -> Prints | None:
    """The fingerprints of a copy's wire text; None when there is no text, or a fingerprint that nobody can read."""
    if copy.body:
        return prints_of(copy.body, copy.headline, copy.revision)
    if copy.fingerprints:
        try:
            found = from_fingerprint(copy.fingerprints)
        except ValueError:
            return None
        # Fingerprints of older records do not say the revision; the records do.
        return replace(found, revision=found.revision or version_told(copy.revision))
    return None
