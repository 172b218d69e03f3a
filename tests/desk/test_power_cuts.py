"""What was acknowledged is on the disk when the power goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.power_cuts import run_cuts, why_not


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    reason = why_not()
    if reason:
        pytest.skip(f"no power cuts: {reason}")
    found = run_cuts(tmp_path, seed)
    assert found.good, found
    assert found.cuts == 4
    assert any(found.acknowledged), found
    assert found.midway > 1, found
