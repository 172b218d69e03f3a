"""IPTC Media Topics: the vocabulary that is shipped (``data/mediatopics.json``: numbers, broader concepts, names)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from newscrawl.text.labels.words import fold


@dataclass(frozen=True, slots=True)
class Topic:
    """An IPTC Media Topic that is in use; ``broader`` is the number of the concept above it, "" at the top."""

    number: str
    broader: str
    name: str


@dataclass(frozen=True, slots=True)
class MediaTopics:
    """The vocabulary, and the release that it is of."""

    release: str
    topics: dict[str, Topic]
    retired: frozenset[str]
    by_name: dict[str, Topic]

    def above(self, number: str) -> list[str]:
        """A topic's number and those above it, the nearest first."""
        chain: list[str] = []
        while number in self.topics and number not in chain:
            chain.append(number)
            number = self.topics[number].broader
        return chain

    def common(self, numbers: list[str]) -> str | None:
        """The nearest topic that all the numbers are or stand under.

        >>> media_topics().common(["20000082", "20000107"]), media_topics().common(["20000082", "07000000"])
        ('02000000', None)
        """
        chains = [self.above(number) for number in numbers]
        return next((n for n in chains[0] if all(n in chain for chain in chains[1:])), None) if chains else None


@lru_cache(maxsize=1)
def media_topics() -> MediaTopics:
    """The vocabulary that is shipped, read once."""
    data = json.loads(files("newscrawl.text").joinpath("data/mediatopics.json").read_text("utf-8"))
    topics = {number: Topic(number, *row) for number, row in data["concepts"].items()}
    by_name = {fold(topic.name): topic for topic in reversed(topics.values())}
    return MediaTopics(data["release"], topics, frozenset(data["retired"]), by_name)
