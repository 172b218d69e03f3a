"""``kill -9`` in every phase loses nothing, repeats nothing and leaves nothing torn. ``make soak`` runs 200 such trials."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.killing import PHASES, POINTS
from tests.desk.trials import WAYS, run_trial

# Six kills each: 20 trials die nearly six times in every way.
SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_kill_nine_loses_nothing_and_repeats_nothing(tmp_path: Path, seed: int) -> None:
    trial = run_trial(tmp_path / "data", seed)
    assert trial.good, trial
    assert trial.kills, "no kill landed: the trial says nothing"


@pytest.mark.parametrize("way", [*POINTS, *PHASES])
def test_kill_nine_in_one_phase_only(tmp_path: Path, way: str) -> None:
    """At the first line of the phase, and at three random ones: that phase is provably hit."""
    trial = run_trial(tmp_path / "data", 7, count=30, ways=(way,) * 4)
    assert trial.good, trial
    assert trial.kills[way] >= 1, trial.kills


def test_the_trials_die_in_every_way() -> None:
    taken = {WAYS[(seed * 6 + n) % len(WAYS)] for seed in SEEDS for n in range(6)}
    assert taken == set(WAYS)
