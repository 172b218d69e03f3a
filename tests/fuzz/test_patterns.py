"""No regular expression of the package is catastrophic; and the hunt for such finds those that are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.patterns import MOST_SECONDS, slowest


@pytest.mark.parametrize(
    "bad",
    [
        r"(?:\w+\s?)+:",
        r"^(?:a|a?b)*(?:a|a?c)*(?:a|ab?)*$",
        r"\s*\.?\s*x",
        r"(?:[^()]{2,60}\s*)+\)",
        r"\W+(?:by)?\W*\d\W*$",
        r"^\(By (?:[A-Z][\w.-]{1,20}(?: and)?,? ?){2,8}\)",
    ],
)
def test_the_hunt_finds_what_is_catastrophic(bad: str) -> None:
    """With three times the letters: what is only cubic takes close to the bound else, and a fast machine is under it."""
    assert slowest(re.compile(bad), 4, give_up=3.0, pumped=3_000)[0] > MOST_SECONDS


@pytest.mark.parametrize("good", [r"\s*+\.?+\s*+x", r"(\d{1,2})[./](\d{1,2})[./](\d{4})", r"[^()]{2,60}\)"])
def test_the_hunt_finds_nothing_where_nothing_is(good: str) -> None:
    assert slowest(re.compile(good), 4)[0] < MOST_SECONDS


@pytest.mark.slow
def test_no_pattern_of_the_package_is_catastrophic() -> None:
    """In a process of its own: patterns are noted as they are compiled."""
    command = [sys.executable, "-m", "tests.fuzz.patterns", "2"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split("\n")[-2].split()[0]) > 200
