"""``kill -9`` of whole crawls: nothing lost, nothing repeated. ``make soak`` runs many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import crawl_trial


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_kill_nine_of_a_crawl(tmp_path: Path, seed: int) -> None:
    wrong, _ = crawl_trial(tmp_path, seed)
    assert wrong == []
