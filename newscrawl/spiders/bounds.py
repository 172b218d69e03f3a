"""Bounds against traps: sources that list without end, and pages that bring nothing new under ever new names.

A source is bounded by the pages of it that are read (``NEWSCRAWL_MAX_SOURCE_PAGES``), by how much it may add in one run
(``NEWSCRAWL_MAX_NEW_PAGES``), and by *yield*: after ``NEWSCRAWL_MAX_FRUITLESS`` pages in a row that brought no text that its
mirror had not run before, the rest of what it lists waits. What was hit is counted, logged, and a note in the summary.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# A path that says the same thing again and again ("/a/b/a/b/a/b") or goes deeper than any site's sections.
DEEPEST_PATH = 16
MOST_REPEATS = 3


@dataclass(slots=True)
class Bounds:
    """What each source of each mirror has brought in this run."""

    most_new: int
    most_fruitless: int
    added: Counter[tuple[str, str]] = field(default_factory=Counter)
    fruitless: Counter[tuple[str, str]] = field(default_factory=Counter)
    dry: set[tuple[str, str]] = field(default_factory=set)
    full: set[tuple[str, str]] = field(default_factory=set)
    # Mirrors that another run has taken over: nothing of theirs is fetched any more.
    left: set[str] = field(default_factory=set)

    def may_add(self, mirror: str, source: str) -> bool:
        """Whether this source may name one more page that nobody has seen; counts it."""
        key = (mirror, source)
        if self.added[key] >= self.most_new:
            self.full.add(key)
            return False
        self.added[key] += 1
        return True

    def brought(self, mirror: str, source: str | None, *, fruitful: bool) -> bool:
        """Note what a page of a source brought; True when the source has just run dry.

        >>> bounds = Bounds(most_new=9, most_fruitless=2)
        >>> [bounds.brought("a", "s", fruitful=found) for found in (False, True, False, False, False)]
        [False, False, False, True, False]
        """
        if source is None:
            return False
        key = (mirror, source)
        self.fruitless[key] = 0 if fruitful else self.fruitless[key] + 1
        if self.fruitless[key] < self.most_fruitless or key in self.dry:
            return False
        self.dry.add(key)
        return True

    def is_dry(self, mirror: str, source: str | None) -> bool:
        """Whether this source has run dry: what it still lists waits for another run."""
        return mirror in self.left or (source is not None and (mirror, source) in self.dry)


def is_maze(url: str) -> bool:
    """True for a path that no section of a site has: too deep, or the same parts over and over.

    >>> is_maze("https://a.example/world/2024/09/11/story"), is_maze("https://a.example/" + "x/y/" * 5)
    (False, True)
    """
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return len(parts) > DEEPEST_PATH or any(times > MOST_REPEATS for times in Counter(parts).values())
