"""Bounds against traps: sources that list without end, and pages that bring nothing new under ever new names.

A source is bounded by the pages of it that are read (``NEWSCRAWL_MAX_SOURCE_PAGES``), by how much it may add in one run
(``NEWSCRAWL_MAX_NEW_PAGES``), and by *yield*: after ``NEWSCRAWL_MAX_FRUITLESS`` requests in a row that brought no text that its
mirror had not run before, the rest of what it lists waits; a redirect that is followed is a request too. A mirror is bounded by
the hosts that it may name below its domain (``NEWSCRAWL_MAX_HOSTS``). What was hit is counted, logged, and a note in the summary.
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
    most_hosts: int = 50
    added: Counter[tuple[str, str]] = field(default_factory=Counter)
    fruitless: Counter[tuple[str, str]] = field(default_factory=Counter)
    hosts: dict[str, set[str]] = field(default_factory=dict)
    # Pages (mirror, url) that were asked for and have no outcome yet: their source, and how many requests each took.
    under_way: dict[tuple[str, str], tuple[tuple[str, str], int]] = field(default_factory=dict)
    open_requests: Counter[tuple[str, str]] = field(default_factory=Counter)
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

    def may_visit(self, mirror: str, host: str) -> bool:
        """Whether a mirror may lead to this host of its domain; it may to those that it has led to before."""
        hosts = self.hosts.setdefault(mirror, set())
        if host not in hosts and len(hosts) >= self.most_hosts:
            return False
        hosts.add(host)
        return True

    def may_ask(self, mirror: str, source: str | None, url: str) -> bool:
        """Whether one more request for a page may go out now; counts it.

        False while those that are under way might use up what their source may ask for in vain: a bound is one only when
        a queue of answers that nobody has read yet cannot pass it.
        """
        if source is None:
            return True
        key, page = (mirror, source), (mirror, url)
        first = page not in self.under_way
        if first and self.open_requests[key] and self.fruitless[key] + self.open_requests[key] >= self.most_fruitless:
            return False
        self.under_way[page] = (key, 1 if first else self.under_way[page][1] + 1)
        self.open_requests[key] += 1
        return True

    def settled(self, mirror: str, url: str, *, fruitful: bool | None) -> str | None:
        """A page has its outcome (``fruitful`` None: it says nothing of its source); the source that has just run dry.

        >>> bounds = Bounds(most_new=9, most_fruitless=2)
        >>> for url, fruitful in (("/1", False), ("/2", True), ("/3", False), ("/4", False)):
        ...     asked = bounds.may_ask("a", "source", url), bounds.settled("a", url, fruitful=fruitful)
        >>> asked, bounds.is_dry("a", "source")
        ((True, 'source'), True)
        """
        found = self.under_way.pop((mirror, url), None)
        if found is None:
            return None
        key, requests = found
        self.open_requests[key] -= requests
        if fruitful is None:
            return None
        self.fruitless[key] = 0 if fruitful else self.fruitless[key] + requests
        if self.fruitless[key] < self.most_fruitless or key in self.dry:
            return None
        self.dry.add(key)
        return key[1]

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


# Failures that say nothing of a source: they are the host's, ours, or come from what it asks for.
NOT_OF_THE_SOURCE = frozenset({"robots_unreachable", "no_browser", "host_in_trouble", "timeout", "private_address"})


def is_fruitful(outcome: str, reason: str | None) -> bool | None:
    """False for an outcome that brings nothing, None for one that says nothing of its source.

    >>> is_fruitful("gone", "http_404"), is_fruitful("failed", "http_431"), is_fruitful("failed", "timeout")
    (False, False, None)
    >>> is_fruitful("waiting", None)
    """
    if outcome in ("gone", "not_article") or reason in ("left_mirror", "too_many_hosts"):
        return False
    return False if outcome == "failed" and reason not in NOT_OF_THE_SOURCE else None
