"""The desk: the one way in. What it acknowledges is durable, and nothing comes in twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.archive.reader import read_articles
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.rebuild import rebuild
from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import article
from tests.desk.trials import run_trial

SEEDS = range(20)


def opened(data: Path, **more: object) -> Desk:
    return Desk.open(replace(Config(data_dir=data), **more))  # type: ignore[arg-type]


def test_an_article_comes_in_once(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    first = desk.receive(article(1))
    assert (first.outcome, first.article.version, first.first_of_story) == ("archived", 1, True)
    assert desk.receive(article(1)).outcome == "unchanged"
    desk.close()
    again = opened(tmp_path)
    assert again.receive(article(1)).outcome == "unchanged"
    again.close()
    assert len(list(read_articles(tmp_path / "archive"))) == 1


def test_a_changed_text_is_a_new_version_that_names_the_one_before(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    first = desk.receive(article(1)).article
    later = article(1)
    changed = replace(later, body=f"{later.body}\n\nThis corrects the figure in paragraph two.")
    second = desk.receive(changed).article
    assert (second.version, second.replaces) == (2, first.id)
    assert second.story is not None
    assert first.story is not None
    assert second.story.id == first.story.id
    # The page goes back to its first text: that text is archived already.
    assert desk.receive(article(1)).outcome == "unchanged"
    desk.close()


def test_the_same_text_on_another_page_is_an_exact_copy(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    first = desk.receive(article(1)).article
    copy = replace(article(1), url="https://other.example/x", mirror="other", published_at=article(1).published_at)
    received = desk.receive(replace(copy, published_at=(article(1).published_at or article(1).fetched_at)))
    assert received.outcome == "archived"
    assert received.article.story is not None
    assert {received.article.story.relation, received.article.story.to} <= {"exact", first.id, None}
    desk.close()


def test_lines_that_the_ledger_has_not_read_are_replayed(tmp_path: Path) -> None:
    desk = opened(tmp_path, group_size=10_000, group_seconds=1e9)
    for number in range(5):
        desk.receive(article(number))
    desk.writer.sync()  # durable, and the ledger never commits: a crash between the two
    desk.ledger.rollback()
    desk.writer.close()
    desk.ledger.close()
    again = opened(tmp_path)
    assert again.replayed == 5
    assert [again.receive(article(number)).outcome for number in range(5)] == ["unchanged"] * 5
    again.close()


def test_after_a_failed_write_the_desk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened(tmp_path, group_size=2)
    desk.receive(article(1))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdatasync", full)
    with pytest.raises(ArchiveError, match="No space left"):
        desk.receive(article(2))
    monkeypatch.undo()
    with pytest.raises(ArchiveError):
        desk.receive(article(3))
    desk.close()
    again = opened(tmp_path)
    outcomes = [again.receive(article(number)).outcome for number in (1, 2, 3)]
    again.close()
    assert set(outcomes) <= {"archived", "unchanged"}
    assert sorted(one.url[-1] for one in read_articles(tmp_path / "archive")) == ["1", "2", "3"]


def test_a_garbage_ledger_is_named_with_its_remedy(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    desk.receive(article(1))
    desk.close()
    ledger = tmp_path / "ledger.sqlite"
    ledger.write_bytes(b"no database at all" * 500)
    with pytest.raises(LedgerError, match=r"ledger\.sqlite: .*scrapy ledger rebuild"):
        opened(tmp_path)
    done = rebuild(Config(data_dir=tmp_path))
    assert done.articles == 1
    assert done.kept is not None
    assert done.kept.read_bytes().startswith(b"no database")
    again = opened(tmp_path)
    assert again.receive(article(1)).outcome == "unchanged"
    again.close()


def test_a_deleted_ledger_is_made_anew_by_the_next_start(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    for number in range(3):
        desk.receive(article(number))
    desk.close()
    for path in tmp_path.glob("ledger.sqlite*"):
        path.unlink()
    again = opened(tmp_path)
    assert again.replayed == 3
    again.close()


def test_rebuilding_is_refused_while_a_run_holds_the_ledger(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    desk.receive(article(1))
    with pytest.raises(LedgerError, match="another run holds it"):
        rebuild(Config(data_dir=tmp_path))
    desk.close()


def test_a_late_copy_that_joins_stories_is_the_same_after_a_rebuild(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    whole = article(7)
    assert whole.body is not None
    assert whole.published_at is not None
    parts = whole.body.split("\n\n")
    half = len(parts) // 2
    for number, body in ((1, parts[half:]), (2, parts[:half]), (3, parts)):
        at = whole.published_at + timedelta(minutes=10 - number)
        desk.receive(replace(whole, url=f"https://m.example/{number}", body="\n\n".join(body), published_at=at))
    ids = [one.id for one in read_articles(tmp_path / "archive")] if desk.commit() is None else []
    before = [desk.linker.story_of(id) for id in ids]
    desk.close()
    rebuild(Config(data_dir=tmp_path))
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    assert [Linker(ledger.stories).story_of(id) for id in ids] == before
    ledger.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_kill_nine_loses_nothing_and_repeats_nothing(tmp_path: Path, seed: int) -> None:
    trial = run_trial(tmp_path, seed, count=60, most_kills=3)
    assert trial.good, trial
