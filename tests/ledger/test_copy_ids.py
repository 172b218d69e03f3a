"""Which number a copy's id has: in memory, in the table, beside another process, after a rollback, in an older ledger."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from newscrawl.items import StoryLink
from newscrawl.ledger import sqlite_copy_ids
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Member

FEW = 5


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written in sweeps of a few ids, where a large ledger has tens of thousands."""
    monkeypatch.setattr(sqlite_copy_ids, "MOST_NEW", FEW)


def add(ledger: SqliteLedger, id: str) -> None:
    ledger.stories.add(Member(id, (1.0, 1.0, id), None, id), StoryLink(id=id))


def in_table(ledger: SqliteLedger) -> int:
    return int(ledger.stories._sql.rows("SELECT COUNT(*) FROM copy_ids")[0][0])


def hexadecimal(number: int) -> str:
    return random.Random(number).randbytes(16).hex()


def test_ids_of_both_kinds_go_to_the_table_and_are_found_again(tmp_path: Path) -> None:
    ids = [hexadecimal(number) if number % 3 else f"id {number}" for number in range(4 * FEW + 2)]
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    for id in ids:
        add(ledger, id)
    ledger.commit()
    assert in_table(ledger) == 4 * FEW
    ledger.close()
    for again in (SqliteLedger(tmp_path / "ledger.sqlite"), SqliteLedger.to_read(tmp_path / "ledger.sqlite")):
        assert [again.stories.story_of(id) for id in ids] == ids
        assert again.stories.story_of("another") is None
        again.close()


@pytest.mark.parametrize("seed", range(6))
def test_two_processes_add_remove_and_take_back_by_turns(tmp_path: Path, seed: int) -> None:
    random_ = random.Random(seed)
    ledgers = [SqliteLedger(tmp_path / "ledger.sqlite") for _ in range(2)]
    held: set[str] = set()
    every = [hexadecimal(number) for number in range(40)]
    removed = settled = 0
    for _ in range(60):
        ledger = random_.choice(ledgers)
        after = set(held)
        for id in random_.sample(every, random_.randrange(1, 7)):
            if id in after and random_.random() < 0.4:
                ledger.stories.remove(id)
                after.discard(id)
                removed += 1
            elif id not in after:
                add(ledger, id)
                after.add(id)
        if random_.random() < 0.2:
            ledger.rollback()
        else:
            ledger.commit()
            held = after
        for other in ledgers:
            settled = max(settled, in_table(other))
            assert {id for id in every if other.stories.member(id) is not None} == held
            assert sorted(other.ids()) == sorted(held)
            other.commit()
    assert removed > 5
    assert settled > 5
    for ledger in ledgers:
        ledger.close()


def test_one_who_reads_sees_what_comes_in_meanwhile(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    add(ledger, "first")
    ledger.commit()
    reader = SqliteLedger.to_read(tmp_path / "ledger.sqlite")
    assert reader.stories.story_of("first") == "first"
    add(ledger, "second")
    ledger.stories.remove("first")
    ledger.commit()
    assert reader.stories.story_of("second") == "second"
    assert reader.stories.member("first") is None
    reader.close()
    ledger.close()


def test_a_ledger_whose_copies_had_an_index_is_read_and_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ids = [hexadecimal(number) for number in range(12)]
    ledger = SqliteLedger(path)
    for id in ids:
        add(ledger, id)
    ledger.stories.remove(ids.pop())
    ledger.commit()
    ledger.close()
    with sqlite3.connect(path) as old:
        columns = "n INTEGER PRIMARY KEY AUTOINCREMENT, id UNIQUE NOT NULL, story INTEGER NOT NULL, published REAL, "
        old.executescript(
            "DROP TABLE copy_ids; DROP TABLE copy_ids_state; DROP TABLE copy_ids_sieve;"
            "ALTER TABLE copies RENAME TO newer; DROP INDEX copies_story;"
            f"CREATE TABLE copies ({columns} fetched REAL, prints BLOB, first INTEGER, relation INTEGER, other INTEGER, "
            "contained INTEGER, contains INTEGER); CREATE INDEX copies_story ON copies (story);"
            "INSERT INTO copies SELECT * FROM newer;"
            "UPDATE sqlite_sequence SET seq = 12 WHERE name = 'copies'; DROP TABLE newer; PRAGMA user_version = 8;"
        )
    old.close()
    reader = SqliteLedger.to_read(path)
    assert [reader.stories.story_of(id) for id in ids] == ids, "read as it is"
    reader.close()
    for _ in range(2):
        ledger = SqliteLedger(path)
        assert [ledger.stories.story_of(id) for id in ids] == ids
        ledger.commit()
        indexes = ledger.stories._sql.rows(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'copies'"
        )
        assert indexes == [("copies_story",)]
        ledger.close()
    ledger = SqliteLedger(path)
    add(ledger, "next")
    assert ledger.stories._sql.rows("SELECT n FROM copies WHERE id = 'next'") == [(13,)], "no number is given twice"
    for number in range(FEW):
        add(ledger, f"later {number}")
    assert [ledger.stories.story_of(id) for id in (*ids, "next", "later 0")] == [*ids, "next", "later 0"]
    assert ledger.stories._sql.rows("SELECT COUNT(*) FROM copy_ids_sieve") == [(1,)], "filled with the next sweep"
    ledger.close()
