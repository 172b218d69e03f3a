"""Sitemaps and newsfeeds: good entries are kept, bombs and mazes are bounded, and no entity is ever resolved."""

from __future__ import annotations

import pytest

from tests.hostile import feeds, harness


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return harness.crawl(tmp_path_factory.mktemp("feeds"), feeds.CASES)


@pytest.mark.parametrize("case", feeds.CASES, ids=lambda case: case.name)
def test_one_outcome(outcome: harness.Outcome, case: harness.Case) -> None:
    assert harness.wrongs(case, outcome) == []


def test_the_neighbour_is_whole(outcome: harness.Outcome) -> None:
    assert harness.wrongs_of_neighbour(outcome) == []


def test_what_was_asked_is_bounded(outcome: harness.Outcome) -> None:
    asked = {case.name: len(outcome.asked[case.name]) for case in feeds.CASES}
    assert {name: times for name, times in asked.items() if times > 320} == {}


def test_no_file_is_read_by_an_entity(outcome: harness.Outcome) -> None:
    assert "root:" not in str(outcome.lines)
    assert "root:" not in outcome.err


def test_the_event_loop_is_not_held(outcome: harness.Outcome) -> None:
    # CPU time of the main thread; what is promised is 250 ms, and another program's load counts into it a little.
    assert outcome.stall < 0.5, outcome.held
