"""CPU time that means the same on a busy machine: the least of three runs, against a piece of work of known cost.

A test that bounds time guards against what grows without bound; it must not fail because a neighbour takes the cache.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

# What `_known_work` takes on the reference machine (one core of a 2-core Debian 12, Python 3.11, nothing else running).
KNOWN_SECONDS = 0.010
_WORDS = re.compile(r"\w+")
_TEXT = "Senna, 11 September 2024 - The harbour opened again on Tuesday, officials said. " * 200


def _known_work() -> None:
    counted: dict[str, int] = {}
    for _ in range(22):
        for word in _WORDS.findall(_TEXT):
            folded = word.casefold()
            counted[folded] = counted.get(folded, 0) + 1


def slowness() -> float:
    """How many times slower than the reference this machine is right now; never less than 1."""
    begun = time.process_time()
    _known_work()
    return max(1.0, (time.process_time() - begun) / KNOWN_SECONDS)


def cpu_seconds(call: Callable[[], object], *, under: float) -> float:
    """CPU seconds of one call, at the reference's speed: run up to three times, until it is ``under`` the bound."""
    least = float("inf")
    for _ in range(3):
        begun = time.process_time()
        call()
        spent = time.process_time() - begun
        # How fast the machine is is asked only where it matters: it costs as much as most calls.
        least = min(least, spent if spent < under else spent / slowness())
        if least < under:
            break
    return least
