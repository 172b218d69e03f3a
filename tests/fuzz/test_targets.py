"""A short pass over every target: its seeds, and the same mutations each time. The long one is ``make fuzz``."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.fuzz.mutate import check, mutations
from tests.fuzz.targets import TARGETS

INPUTS = 150


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_it(name: str) -> None:
    for data in islice(mutations(TARGETS[name], 1), INPUTS):
        try:
            check(TARGETS[name], data)
        except Exception as error:
            raise AssertionError(f"{name}: {error!r} for {data[:2000]!r}") from error


@pytest.mark.parametrize("name", TARGETS)
def test_a_megabyte_is_read_in_time(name: str) -> None:
    seed = max(TARGETS[name].seeds, key=len) or b"x"
    check(TARGETS[name], (seed * (1_000_000 // len(seed) + 1))[:1_000_000])
