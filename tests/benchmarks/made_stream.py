"""A stream of made-up articles of any length: invented words in the proportions of a language, three of ten of them copies.

Each text follows from its number, so a stream of a million needs no memory, and the truth is known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

START = datetime(2026, 1, 1, tzinfo=UTC)
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvwz"
_VOCABULARY, _SENTENCE, _PARAGRAPH = 30_000, 20, 2
# A copy follows its story within some thousands of articles; one of twenty comes at any later time.
_COPIES, _RECENT, _LATE = 0.3, 2_000, 0.05
_BACKGROUNDS = 40


@dataclass(frozen=True, slots=True)
class Made:
    """One article and the number of the story that it is a copy of."""

    number: int
    story: int
    published_at: datetime
    body: str

    @property
    def id(self) -> str:
        """32 hexadecimal digits, in no order."""
        return f"{self.number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % (1 << 128):032x}"


def _words() -> list[str]:
    r = random.Random(1)
    made: set[str] = set()
    while len(made) < _VOCABULARY:
        made.add("".join(r.choice(_CONSONANTS) + r.choice(_VOWELS) for _ in range(r.choice((1, 2, 2, 3, 3, 4)))))
        if len(made) > 4_000:
            made.add("".join(r.choice(_CONSONANTS) + r.choice(_VOWELS) for _ in range(3)) + r.choice("nrst"))
    found = sorted(made)[:_VOCABULARY]
    r.shuffle(found)
    return found


_VOCABULARY_WORDS = np.array(_words(), dtype=object)
_SHARES = np.cumsum(1.0 / np.arange(10, _VOCABULARY + 10))
_SHARES /= _SHARES[-1]


def text_of(story: int, words: int) -> list[str]:
    """The paragraphs of a story, in sentences; some words are figures."""
    r = np.random.default_rng(story)
    found = _VOCABULARY_WORDS[np.minimum(np.searchsorted(_SHARES, r.random(words)), _VOCABULARY - 1)].tolist()
    for place, figure in zip(r.integers(words, size=5).tolist(), r.integers(100, 99_999, size=5).tolist(), strict=True):
        found[place] = f"{figure:,}.{figure % 10}"
    step = _SENTENCE * _PARAGRAPH
    return [
        " ".join(
            " ".join(found[at : at + _SENTENCE]).capitalize() + "."
            for at in range(start, min(start + step, words), _SENTENCE)
        )
        for start in range(0, words, step)
    ]


def stream(count: int, *, seed: int = 1, words: int = 400) -> Iterator[Made]:
    """Articles in the order of publication, 20 seconds apart."""
    r = random.Random(seed)
    first = seed * 1_000_000_000
    founders: list[int] = []
    for number in range(count):
        at = START + timedelta(seconds=20 * number)
        if not founders or r.random() >= _COPIES:
            founders.append(number)
            body = text_of(first + number, words)
            if r.random() < 0.1:
                body += text_of(r.randrange(_BACKGROUNDS), 60)
            yield Made(number, number, at, "\n\n".join(body))
            continue
        back = int(r.expovariate(1 / _RECENT))
        if back >= len(founders) or r.random() < _LATE:
            back = r.randrange(len(founders))
        story = founders[len(founders) - 1 - back]
        body = text_of(first + story, words)
        kind = r.random()
        if kind < 0.6:
            body = ["Read more on our pages", *body]
            changed = body[3].split(" ")
            changed[r.randrange(len(changed))] = "otherwise"
            body[3] = " ".join(changed)
        elif kind < 0.8:
            body = body[: max(2, len(body) // 2)]
        else:
            body += text_of(first + count + number, words // 3)
        yield Made(number, story, at, "\n\n".join(body))
