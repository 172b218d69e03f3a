"""A few days of the simulated year; ``make soak`` has all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.year import simulate


@pytest.mark.slow
def test_twelve_days_with_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    found = simulate(tmp_path, 1, days=12, stories=30, kills=2, eventful=0.8)
    assert found.good, str(found)
    assert min(found.fates[kind] for kind in ("changes", "moves", "vanishes")) > 0, str(found)
