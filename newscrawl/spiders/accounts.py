"""The accounts of a run: every page that was taken up ends in exactly one outcome."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newscrawl.text.counted import counted, first_few


@dataclass(slots=True)
class Accounts:
    """Which pages are under way.

    >>> accounts = Accounts()
    >>> accounts.open("a", "/1"), accounts.open("a", "/2"), accounts.open("a", "/1")
    (True, True, False)
    >>> accounts.close("a", "/1"); accounts.close("a", "/1")
    >>> for mistake in accounts.mistakes(): print(mistake)
    1 page without an outcome: a /2
    1 outcome of no page that was under way: a /1
    """

    taken_up: int = 0
    outcomes: int = 0
    under_way: set[tuple[str, str]] = field(default_factory=set)
    # How many pages of each mirror are under way.
    of_mirror: Counter[str] = field(default_factory=Counter)
    strangers: list[tuple[str, str]] = field(default_factory=list)

    def open(self, mirror: str, url: str) -> bool:
        """A page is taken up; False when it is under way already."""
        if (mirror, url) in self.under_way:
            return False
        self.under_way.add((mirror, url))
        self.of_mirror[mirror] += 1
        self.taken_up += 1
        return True

    def close(self, mirror: str, url: str) -> None:
        """A page has its outcome."""
        self.outcomes += 1
        if (mirror, url) in self.under_way:
            self.under_way.remove((mirror, url))
            self.of_mirror[mirror] -= 1
        else:
            self.strangers.append((mirror, url))

    def mistakes(self) -> list[str]:
        """What does not add up, when nothing is to come any more."""
        told = (
            (sorted(self.under_way), "page", "without an outcome"),
            (self.strangers, "outcome", "of no page that was under way"),
        )
        return [
            f"{counted(len(pages), one)} {what}: {first_few([f'{mirror} {url}' for mirror, url in pages])}"
            for pages, one, what in told
            if pages
        ]
