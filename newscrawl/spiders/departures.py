"""Where pages of a mirror lead that leave it: one is no news, a mirror whose pages all do has moved, and must be told."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newscrawl.ledger.base import Ledger
from newscrawl.text.counted import counted

logger = logging.getLogger(__name__)

# Outcomes of pages that stood on their mirror and could be read.
STAYED = frozenset({"archived", "unchanged", "not_article", "outside_window"})
# Of so many sites it is known that a mirror leads there; a summary names the first of them.
MOST_SITES, MOST_NAMED = 50, 3
# A mirror had articles before, and since then so many of its pages have led away and none was read: it has moved.
SINCE_THEN = 3


@dataclass(slots=True)
class Departures:
    """Pages of this run that redirect to a site that is not their mirror's.

    >>> departures = Departures()
    >>> departures.left("harbour", "harbour.example", "quay.example")
    >>> departures.left("harbour", "harbour.example", "quay.example")
    >>> [*departures.told()]
    ['harbour: 2 pages lead to quay.example']
    """

    sites: dict[str, Counter[str]] = field(default_factory=dict)
    stayed: set[str] = field(default_factory=set)

    def left(self, mirror: str, domain: str, site: str) -> None:
        """A page of a mirror leads to another site (``host[:port]``) than its ``domain``; of the first one that is said."""
        if mirror not in self.sites:
            logger.warning(
                "%s: a page leads to %s, which is not on %s: it is left. If the mirror has moved, change `domain` in its file",
                mirror,
                site,
                domain,
            )
        sites = self.sites.setdefault(mirror, Counter())
        sites[site if site in sites or len(sites) < MOST_SITES else "other sites"] += 1

    def ended(self, mirror: str, outcome: str) -> None:
        """A page of a mirror has its outcome."""
        if outcome in STAYED:
            self.stayed.add(mirror)

    def moved(self, ledger: Ledger) -> list[str]:
        """Mirrors that have moved, and says so: no page was read, and some lead away. LedgerError where nobody can tell."""
        found: list[str] = []
        for mirror in sorted(self.sites.keys() - self.stayed):
            left, had = ledger.left_since(mirror)
            if had and left < SINCE_THEN:
                continue  # a link or two to somebody else's page, and nothing else new
            logger.error(
                "%s: nothing was read, %s: if it has moved, change `domain` in its file (docs/mirrors.md)",
                mirror,
                self.where(mirror),
            )
            found.append(mirror)
        return found

    def where(self, mirror: str) -> str:
        """``3 pages lead to quay.example, 1 page leads to pier.example``."""
        named = self.sites[mirror].most_common(MOST_NAMED)
        told = [f"{counted(n, 'page')} {'leads' if n == 1 else 'lead'} to {site}" for site, n in named]
        rest = len(self.sites[mirror]) - len(named)
        return ", ".join(told) + (f", others to {counted(rest, 'more site')}" if rest else "")

    def told(self) -> Iterator[str]:
        """A line for each mirror that pages leave."""
        for mirror in sorted(self.sites):
            yield f"{mirror}: {self.where(mirror)}"
