"""What a run has to tell at its end beside its counts: what rests until when, and what another run holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from newscrawl.text.counted import counted


def minute(at: datetime) -> str:
    """A moment as a person reads it.

    >>> from datetime import UTC
    >>> minute(datetime(2026, 1, 5, 9, 30, 59, tzinfo=UTC))
    '2026-01-05 09:30 UTC'
    """
    return f"{at:%Y-%m-%d %H:%M} UTC"


@dataclass(slots=True)
class Notes:
    """A word on each source that is retired and each mirror that is held elsewhere; how many sources rest, and until when.

    >>> from datetime import UTC
    >>> notes = Notes()
    >>> notes.rests("harbour", "/world", datetime(2026, 1, 5, 9, 30, tzinfo=UTC))
    >>> print(*notes.told(pages=0))
    nothing was due: 1 source rests, the next (harbour: /world) until 2026-01-05 09:30 UTC; -a due=all takes all now
    """

    retired: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    walks: int = 0
    resting: int = 0
    first_due: tuple[datetime, str, str] | None = None

    def rests(self, mirror: str, source: str, until: datetime | None) -> None:
        """A source is not due before ``until``."""
        self.resting += 1
        if until is not None and (self.first_due is None or until < self.first_due[0]):
            self.first_due = until, mirror, source

    def told(self, *, pages: int) -> Iterator[str]:
        """The lines of the summary of a run that took up so many pages."""
        if not pages and not self.walks and self.first_due is not None:
            until, mirror, source = self.first_due
            rest = f"{counted(self.resting, 'source')} {'rests' if self.resting == 1 else 'rest'}"
            yield f"nothing was due: {rest}, the next ({mirror}: {source}) until {minute(until)}; -a due=all takes all now"
        yield from (f"left to another run: {told}" for told in self.held)
        yield from (f"retired: {told}" for told in self.retired)
