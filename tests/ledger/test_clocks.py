"""Leases, retries and looks when the clock jumps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.ledger.sqlite import SqliteLedger

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
URL = "https://mirror.example/1"
AGES = (3600, 86_400)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    yield ledger
    ledger.close()


def test_a_lease_that_ran_out_goes_to_another_and_its_owner_hears_of_it(ledger: SqliteLedger) -> None:
    assert ledger.acquire_lease("mirror", "one", NOW, 120)
    assert not ledger.acquire_lease("mirror", "two", NOW + timedelta(seconds=119), 120)
    assert ledger.heartbeat("one", NOW + timedelta(seconds=100), 120) == {"mirror"}
    assert not ledger.acquire_lease("mirror", "two", NOW + timedelta(seconds=200), 120)
    assert ledger.acquire_lease("mirror", "two", NOW + timedelta(seconds=221), 120)
    assert ledger.heartbeat("one", NOW + timedelta(seconds=222), 120) == frozenset()


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=365)])
def test_a_lease_of_a_clock_that_was_ahead_holds_nothing_up_for_long(ledger: SqliteLedger, back: timedelta) -> None:
    assert ledger.acquire_lease("mirror", "dead", NOW + back, 120)
    later = NOW + timedelta(minutes=4)
    assert ledger.acquire_lease("mirror", "two", NOW, 120) or ledger.acquire_lease("mirror", "two", later, 120)


def test_a_retry_that_a_wrong_clock_set_is_due(ledger: SqliteLedger) -> None:
    wrong = NOW + timedelta(days=365)
    ledger.found("mirror", URL, source=None, at=wrong)
    ledger.outcome("mirror", URL, "failed", at=wrong, retry_at=wrong + timedelta(minutes=15))
    assert [page.url for page in ledger.pending("mirror", NOW)] == [URL]
    ledger.outcome("mirror", URL, "failed", at=NOW, retry_at=NOW + timedelta(minutes=15))
    assert list(ledger.pending("mirror", NOW)) == []


def test_looks_after_a_wrong_clock_are_made_once(ledger: SqliteLedger) -> None:
    ledger.found("mirror", URL, source=None, at=NOW)
    ledger.outcome("mirror", URL, "archived", at=NOW, published_at=NOW)
    ledger.outcome("mirror", URL, "unchanged", at=NOW + timedelta(days=365))
    at = NOW + timedelta(days=1)
    assert [page.url for page in ledger.revisits("mirror", at, AGES)] == [URL]
    ledger.outcome("mirror", URL, "unchanged", at=at)
    assert list(ledger.revisits("mirror", at, AGES)) == []


def test_a_time_of_publication_that_lies_ahead_is_not_believed(ledger: SqliteLedger) -> None:
    ledger.outcome("mirror", URL, "archived", at=NOW, published_at=NOW + timedelta(days=400))
    assert list(ledger.revisits("mirror", NOW, AGES)) == []
    assert [page.url for page in ledger.revisits("mirror", NOW + timedelta(hours=2), AGES)] == [URL]


def test_an_old_article_is_not_looked_at_again(ledger: SqliteLedger) -> None:
    ledger.outcome("mirror", URL, "archived", at=NOW, published_at=NOW - timedelta(days=400))
    for hours in (0, 2, 30, 1000):
        assert list(ledger.revisits("mirror", NOW + timedelta(hours=hours), AGES)) == []
