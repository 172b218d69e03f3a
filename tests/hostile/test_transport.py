"""Transport: whatever a connection does, the page has one counted outcome and the neighbour is whole."""

from __future__ import annotations

import pytest

from tests.hostile import harness
from tests.hostile.transport import CASES


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return harness.crawl(tmp_path_factory.mktemp("transport"), CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_outcome(outcome: harness.Outcome, case: harness.Case) -> None:
    assert harness.wrongs(case, outcome) == []


def test_the_neighbour_is_whole(outcome: harness.Outcome) -> None:
    assert harness.wrongs_of_neighbour(outcome) == []
    assert outcome.status == 3
