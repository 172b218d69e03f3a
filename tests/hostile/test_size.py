"""Size and cost: bombs and pages made to be costly hold neither the event loop nor the memory."""

from __future__ import annotations

import pytest

from newscrawl.net.reading import is_costly
from tests.hostile import harness, size

# The longest that the loop was held was 0.17 s where this was written; a slower machine has the same work to do.
STALL = 0.75
MEMORY = 256 * 1024


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """A crawl of the neighbour alone, for comparison."""
    return harness.crawl(tmp_path_factory.mktemp("quiet"), [])


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    # Eight at a time: the bound on memory is meant for a few hostile sites, and this is a crowd of them.
    return harness.crawl(tmp_path_factory.mktemp("size"), size.CASES, CONCURRENT_REQUESTS="8")


@pytest.mark.parametrize("case", size.CASES, ids=lambda case: case.name)
def test_one_outcome(outcome: harness.Outcome, case: harness.Case) -> None:
    assert harness.wrongs(case, outcome) == []


def test_the_neighbour_is_whole(outcome: harness.Outcome) -> None:
    assert harness.wrongs_of_neighbour(outcome) == []
    assert outcome.status == 3


def test_memory_is_bounded(outcome: harness.Outcome, quiet: harness.Outcome) -> None:
    assert quiet.status == 0
    assert quiet.children == 0, "a quiet crawl needs no reading process"
    assert outcome.memory - quiet.memory <= MEMORY
    assert outcome.children <= quiet.memory + MEMORY


def test_the_event_loop_is_not_held(outcome: harness.Outcome) -> None:
    assert outcome.stall <= STALL


def test_an_ordinary_page_is_read_where_it_is() -> None:
    assert not is_costly(size.PAGE.encode() * 10)
    assert is_costly(f"<div {' '.join(size.attributes())}>".encode())
