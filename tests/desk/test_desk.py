"""The desk: the one way in. What it acknowledges is durable, and nothing comes in twice."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from newscrawl.archive.reader import read_articles
from newscrawl.archive.records import to_line
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import ArchiveWriter
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.exporting import Selection, select
from newscrawl.desk.rebuild import rebuild
from newscrawl.errors import ArchiveError, LedgerError
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import article


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


def test_a_lease_that_is_taken_acknowledges_nothing_before_the_archive(tmp_path: Path) -> None:
    desk = opened(tmp_path, group_size=1000)
    id = desk.receive(article(1)).article.id
    # Leases are durable at once, and the ledger has one transaction.
    assert desk.ledger.acquire_lease("another", "one", article(1).published_at, 120)  # type: ignore[arg-type]
    assert [kept.id for kept in read_articles(tmp_path / "archive")] == [id]
    desk.receive(article(2))
    desk.ledger.release_lease("another", "one")
    assert len(list(read_articles(tmp_path / "archive"))) == 2
    desk.close()


def test_a_copy_that_comes_in_late_and_is_the_earlier_is_no_second_first(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    copy = article(1)
    late = replace(copy, url="https://mirror.example/copy/1", published_at=copy.published_at - timedelta(hours=2))  # type: ignore[operator]
    assert desk.receive(copy).first_of_story
    received = desk.receive(late)
    assert received.article.story is not None
    assert (received.outcome, received.article.story.relation, received.first_of_story) == ("archived", None, False)
    desk.close()


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


def test_damage_in_the_middle_of_an_open_file_costs_no_other_line(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    for number in range(5):
        desk.receive(article(number))
    desk.close()
    for path in tmp_path.glob("ledger.sqlite*"):
        path.unlink()
    file = next((tmp_path / "archive").rglob("*.jsonl"))
    lines = file.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"Reuters", b"Rxuters", 1)
    file.write_bytes(b"".join(lines) + b'{"torn')
    again = opened(tmp_path)
    assert again.replayed == 4
    assert [again.receive(article(number)).outcome for number in (0, 2, 3, 4)] == ["unchanged"] * 4
    again.close()
    assert file.read_bytes() == b"".join(lines)


def test_a_broken_packed_file_stops_nothing_behind_it(tmp_path: Path) -> None:
    for day in range(3):
        root = tmp_path / "archive"
        desk = opened(tmp_path)
        desk.receive(article(day))
        desk.close()
        plain = next(root.rglob("*-w1-1.jsonl"))
        packed = plain.with_name(f"{day + 1:02d}-w9-1.jsonl.gz")
        packed.write_bytes(gzip.compress(plain.read_bytes()))
        plain.unlink()
        for path in tmp_path.glob("ledger.sqlite*"):
            path.unlink()
    first = sorted(root.rglob("*.gz"))[0]
    first.write_bytes(first.read_bytes()[:-20])
    done = rebuild(Config(data_dir=tmp_path))
    assert done.articles >= 2
    assert len(done.wrong) == 1
    assert "the rest of the file is lost" in done.wrong[0]


def test_another_writers_torn_tail_is_mended_when_nobody_holds_it(tmp_path: Path) -> None:
    one, two = opened(tmp_path), None
    one.receive(article(1))
    one.commit()
    two = ArchiveWriter(tmp_path / "archive")
    place = two.append(to_line(replace(article(2), id="2" * 32)), date(2026, 9, 1))
    two.sync()
    torn = tmp_path / "archive" / place.file
    whole = torn.read_bytes()
    torn.write_bytes(whole + b'{"torn')
    held = ArchiveWriter(tmp_path / "archive")  # a third: the second still holds its name
    assert torn.read_bytes().endswith(b"torn")
    for writer in (held, two):
        writer.close()
    one.close()
    opened(tmp_path).close()
    assert torn.read_bytes() == whole


def test_an_export_stops_no_crawl(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    desk.receive(article(1))
    desk.commit()
    reader = SqliteLedger.to_read(tmp_path / "ledger.sqlite")
    chosen = select(tmp_path / "archive", reader, Selection(per_story=True))
    assert next(chosen).headline
    assert desk.receive(article(2)).outcome == "archived"
    desk.commit()
    assert list(chosen) == []
    reader.close()
    desk.close()


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


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_line_behind_the_mark_is_told_by_its_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, packed: bool
) -> None:
    desk = opened(tmp_path)
    for number in (1, 2):
        desk.receive(article(number))
    desk.close()
    (path,) = (tmp_path / "archive").rglob("*.jsonl")
    mark = path.stat().st_size
    lines = [to_line(replace(article(number), id=f"{number:032x}")) for number in (3, 4)]
    path.write_bytes(path.read_bytes() + lines[0].replace(b"CORK", b"C0RK", 1) + lines[1])
    if packed:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    opened(tmp_path).close()
    name = path.relative_to(tmp_path / "archive").as_posix()
    # In a packed file the lines before it are read too, and counted; in a plain one nobody knows how many there are.
    place = f"line 3, byte {mark}" if packed else f"byte {mark}"
    assert f"{name}: {place}: the checksum does not match" in caplog.text
    caplog.clear()
    opened(tmp_path).close()
    assert "the checksum does not match" not in caplog.text, "the mark went past it"
    assert f"{name}: line 3, byte {mark}: " in "\n".join(verify(tmp_path / "archive").wrong)
