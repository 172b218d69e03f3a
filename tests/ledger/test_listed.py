"""What the walks of a source have listed: asked link by link, bounded over the years, brought up from older ledgers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.ledger import sqlite_sources
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.ledger.sqlite_sources import MOST_LISTED

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
SOURCE = "https://harbour.example/world"
FEW = 20


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    yield ledger
    ledger.close()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As little is kept as a large source keeps much."""
    monkeypatch.setattr(sqlite_sources, "MOST_LISTED", FEW)


def addresses(first: int, behind: int) -> list[str]:
    """Addresses of articles by number, the newest first, as a section lists them."""
    return [f"{SOURCE}/story-{number}" for number in range(behind - 1, first - 1, -1)]


def walk(ledger: SqliteLedger, urls: list[str], *, source: str = SOURCE, mirror: str = "harbour") -> None:
    ledger.walk_started(mirror, source, NOW)
    ledger.walk_completed(mirror, source, urls, NOW, interval=900, validators={})


def kept(ledger: SqliteLedger, source: str = SOURCE) -> int:
    return int(str(ledger._rows("SELECT COUNT(*) FROM listed WHERE source = ?", source)[0][0]))


def test_what_a_completed_walk_listed_is_known_for_its_source_only(ledger: SqliteLedger) -> None:
    ledger.walk_started("harbour", SOURCE, NOW)
    asked = addresses(0, 5)
    assert ledger.listed_before("harbour", SOURCE, asked) == frozenset()
    walk(ledger, asked[:3])
    assert ledger.listed_before("harbour", SOURCE, asked) == set(asked[:3])
    assert ledger.listed_before("harbour", f"{SOURCE}?page=2", asked) == frozenset()
    assert ledger.listed_before("quay", SOURCE, asked) == frozenset()


def test_years_of_walks_take_no_more_than_a_bound(ledger: SqliteLedger, few: None) -> None:
    pinned, most = f"{SOURCE}/pinned", 0
    walk(ledger, addresses(0, 60), source="another")
    for last in range(10, 2000, 5):
        walk(ledger, [pinned, *addresses(last - 10, last)])
        most = max(most, kept(ledger))
        # A walk that goes deep reads what it has read before, up to the bound.
        newest = addresses(max(0, last - FEW + 1), last)
        assert ledger.listed_before("harbour", SOURCE, [pinned, *newest]) == {pinned, *newest}
    assert FEW < most <= 2 * FEW
    assert ledger.listed_before("harbour", SOURCE, addresses(0, 10)) == frozenset()
    assert kept(ledger, "another") == 60


@pytest.mark.parametrize("number", [FEW + 1, 3 * FEW, 40 * FEW])
def test_a_walk_that_lists_more_than_the_bound_is_known_whole(ledger: SqliteLedger, few: None, number: int) -> None:
    for behind in (number, number + 1, number + 2):
        urls = addresses(0, behind)
        walk(ledger, urls)
        assert ledger.listed_before("harbour", SOURCE, urls) == set(urls)
    assert kept(ledger) == number + 2
    # The next ones stop at the first page again: what stood first is kept of that long list.
    for last in range(number + 3, number + 3 + FEW):
        walk(ledger, addresses(last - 3, last))
    assert kept(ledger) <= 2 * (number + 2)
    assert ledger.listed_before("harbour", SOURCE, addresses(number + 3, last)) == set(addresses(number + 3, last))


def test_a_list_that_is_as_it_was_costs_no_change(ledger: SqliteLedger) -> None:
    walk(ledger, addresses(0, 30))
    before = ledger._rows("SELECT * FROM listed ORDER BY url")
    changes = ledger._db.total_changes
    ledger._keep_listed("harbour", SOURCE, addresses(10, 30))
    assert ledger._db.total_changes == changes
    assert ledger._rows("SELECT * FROM listed ORDER BY url") == before


def test_a_page_is_known_by_whoever_named_it(ledger: SqliteLedger) -> None:
    url = "https://harbour.example/world/1"
    assert not ledger.knows("harbour", url)
    ledger.found("harbour", url, source=None, at=NOW)
    assert ledger.knows("harbour", url)
    assert ledger.knows("harbour", "http://www.harbour.example/world/1/"), "one article, many addresses"
    assert not ledger.knows("quay", url)


def test_a_ledger_that_kept_all_for_ever_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = SqliteLedger(path)
    many = addresses(0, MOST_LISTED + 500)
    for number, url in enumerate(reversed(many)):
        ledger.found("harbour", url, source=SOURCE, at=NOW + timedelta(seconds=number))
    ledger.commit()
    ledger.close()
    stranger = f"{SOURCE}/of-which-no-page-is-known"
    with sqlite3.connect(path) as old:
        old.executescript(
            "DROP TABLE listed; CREATE TABLE listed (mirror TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, "
            "PRIMARY KEY (mirror, source, url)) WITHOUT ROWID; PRAGMA user_version = 9;"
        )
        rows = [*(("harbour", SOURCE, url) for url in many), ("quay", SOURCE, many[-1]), ("quay", SOURCE, stranger)]
        old.executemany("INSERT INTO listed VALUES (?, ?, ?)", rows)
    old.close()
    reader = SqliteLedger.to_read(path)
    assert reader.counts("harbour") == {"found": len(many)}, "read as it is"
    reader.close()
    for _ in range(2):
        ledger = SqliteLedger(path)
        assert ledger.listed_before("harbour", SOURCE, many) == set(many[:MOST_LISTED]), "the newest"
        assert ledger.listed_before("quay", SOURCE, [many[-1], stranger]) == {many[-1], stranger}
        ledger.close()
    ledger = SqliteLedger(path)
    new = f"{SOURCE}/story-of-today"
    walk(ledger, [new, *many[:9]])
    assert ledger.listed_before("harbour", SOURCE, [new, *many[:99]]) == {new, *many[:99]}
    ledger.close()
