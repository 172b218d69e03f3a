"""Damage is found and named: by ``scrapy archive verify``, and what is gone at the start of every crawl too."""

from __future__ import annotations

import gzip
import logging
import shutil
from pathlib import Path

import pytest

from newscrawl.archive.files import archive_files
from newscrawl.archive.reader import read_articles
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.rebuild import rebuild
from newscrawl.desk.verifying import check
from tests.articles import article
from tests.desk.damage import make, run_damages


def test_every_mutation_is_found(tmp_path: Path) -> None:
    found = run_damages(tmp_path, range(60))
    assert found.missed == [], str(found)
    assert len(found.done) > 20


def filled(data: Path) -> Config:
    config = Config(data_dir=data)
    desk = Desk.open(config)
    for number in range(4):
        desk.receive(article(number))
    desk.close()
    return config


def only_file(data: Path) -> Path:
    root = data / "archive"
    (file,) = archive_files(root)
    return file.plain(root)


@pytest.mark.parametrize("how", ["gone", "cut", "line"])
def test_a_loss_is_said_by_every_crawl_and_never_covered_by_new_lines(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    config = filled(tmp_path)
    path = only_file(tmp_path)
    whole = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    else:
        path.write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    left = path.read_bytes() if path.exists() else None
    for number in (10, 11):
        desk = Desk.open(config)
        assert len(desk.damaged) == 1
        assert desk.damaged[0].startswith(path.relative_to(tmp_path / "archive").as_posix())
        assert desk.receive(article(number)).outcome == "archived"
        desk.close()
    assert "scrapy ledger rebuild" in caplog.text
    # Nothing is put behind what is left of a file: it is closed, and packed as every closed one.
    packed = path.with_name(path.name + ".gz")
    now = path.read_bytes() if path.exists() else gzip.decompress(packed.read_bytes()) if packed.exists() else None
    assert now == left
    wrong = check(config).wrong
    assert any(path.name in line for line in wrong)
    assert any("records that the ledger has read stand in no file" in line for line in wrong)
    # The file comes back from a copy: all is well.
    packed.unlink(missing_ok=True)
    path.write_bytes(whole)
    assert check(config).wrong == []
    assert len(list(read_articles(tmp_path / "archive"))) == 6


def test_a_loss_that_is_accepted_is_fetched_again(tmp_path: Path) -> None:
    config = filled(tmp_path)
    only_file(tmp_path).unlink()
    rebuild(config)
    desk = Desk.open(config)
    assert desk.damaged == ()
    assert [desk.receive(article(number)).outcome for number in range(4)] == ["archived"] * 4
    desk.close()
    assert check(config).wrong == []


def test_a_packed_file_that_was_cut_is_missed_at_the_start(tmp_path: Path) -> None:
    config = filled(tmp_path)
    path = only_file(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(b"".join(lines[:3])))
    path.unlink()
    desk = Desk.open(config)
    assert [line.partition(": cut: ")[0] for line in desk.damaged] == ["/".join(path.parts[-3:])]
    desk.close()


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_an_empty_ledger_beside_an_archive_is_noticed_and_filled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    config = filled(tmp_path)
    if how == "gone":
        config.ledger_path.unlink()
    else:
        config.ledger_path.write_bytes(b"")
    assert any("ledger.sqlite" in line for line in check(config).wrong)
    caplog.set_level(logging.WARNING)
    desk = Desk.open(config)
    assert "the ledger was gone or empty: made anew from 4 records of the archive" in caplog.text
    assert [desk.receive(article(number)).outcome for number in range(4)] == ["unchanged"] * 4
    desk.close()
    assert check(config).wrong == []


def test_an_archive_that_was_copied_without_its_ledger_is_whole(tmp_path: Path) -> None:
    config = make(tmp_path / "here")
    shutil.copytree(config.data_dir / "archive", tmp_path / "there" / "archive")
    shutil.copytree(config.data_dir / "warc", tmp_path / "there" / "warc")
    checked = check(Config(data_dir=tmp_path / "there"))
    assert checked.wrong == []
    assert "no ledger" in checked.notes[0]


def test_the_list_of_takedowns_cannot_be_lost_unseen(tmp_path: Path) -> None:
    config = make(tmp_path)
    (tmp_path / "takedowns.jsonl").unlink()
    assert any("takedowns.jsonl" in line for line in check(config).wrong)
