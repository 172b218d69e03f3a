"""Times of a page compared by the minute, whatever their seconds and zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Minute:
    """A time cut to its minute, ready to be compared: ``clock`` in seconds of its own clock, ``instant`` in UTC's."""

    clock: float
    instant: float
    zone: tzinfo | None

    @classmethod
    def of(cls, at: datetime) -> Minute:
        """The minute of a time."""
        bare = at.toordinal() * 86_400.0 + at.hour * 3_600 + at.minute * 60
        offset = at.utcoffset()
        return cls(bare, bare - offset.total_seconds() if offset is not None else bare, at.tzinfo)

    def apart(self, other: Minute) -> int:
        """Whole minutes between two times; a time without a zone is compared by its clock."""
        if self.zone is other.zone or self.zone is None or other.zone is None:
            return round((self.clock - other.clock) / 60)
        return round((self.instant - other.instant) / 60)


def minutes_apart(one: datetime, two: datetime) -> int:
    """Whole minutes between two times, seconds cut off; a time without a zone is compared by its clock.

    >>> minutes_apart(datetime(2024, 9, 11, 9, 43, 7), datetime(2024, 9, 11, 9, 40, 59))
    3
    """
    if (one.tzinfo is None) != (two.tzinfo is None):
        one, two = one.replace(tzinfo=None), two.replace(tzinfo=None)
    behind = one.second - two.second + (one.microsecond - two.microsecond) / 1_000_000
    return round(((one - two).total_seconds() - behind) / 60)
