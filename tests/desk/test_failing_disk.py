"""A disk that fails at any moment: what was acknowledged stays, what was not is taken back, and all comes in again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newscrawl.archive.reader import read_articles
from newscrawl.archive.verify import verify
from newscrawl.config import Config
from newscrawl.desk import Desk
from newscrawl.errors import ArchiveError, LedgerError, NewscrawlError
from tests.articles import article, raw_response

COUNT = 12


class Disk:
    """Syncs that fail from the n-th on, as a disk that is full or dying."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, code: int) -> None:
        self.left, self.code = at, code
        for name in ("fsync", "fdatasync"):
            patch.setattr(os, name, self._failing(getattr(os, name)))

    def _failing(self, real: object) -> object:
        def sync(handle: int) -> None:
            self.left -= 1
            if self.left <= 0:
                raise OSError(self.code, os.strerror(self.code))
            real(handle)  # type: ignore[operator]

        return sync


def numbers(data: Path) -> list[int]:
    return [int(one.url.rsplit("/", 1)[1]) for one in read_articles(data / "archive")]


@pytest.mark.parametrize("warc", [False, True])
@pytest.mark.parametrize("at", range(1, 14))
def test_a_sync_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, warc: bool) -> None:
    code = errno.EIO if at % 2 else errno.ENOSPC
    config = Config(data_dir=tmp_path, group_size=3, group_seconds=1e9, warc=warc)
    acknowledged: list[int] = []
    failed = False
    with monkeypatch.context() as patch:
        Disk(patch, at, code)
        try:
            desk = Desk.open(config)
            try:
                for number in range(COUNT):
                    desk.receive(article(number), raw=raw_response(number))
                    if (number + 1) % config.group_size == 0:
                        acknowledged = list(range(number + 1))
            finally:
                desk.close()
        except ArchiveError as error:
            failed = True
            assert os.strerror(code) in str(error)  # noqa: PT017
    # With the last calls the disk may have failed while closing, or not at all.
    assert failed or acknowledged == list(range(COUNT))
    if (tmp_path / "archive").is_dir():
        assert numbers(tmp_path) == acknowledged, "nothing lost, and nothing there that may not be on the disk"
    again = Desk.open(config)
    outcomes = [again.receive(article(number), raw=raw_response(number)).outcome for number in range(COUNT)]
    again.close()
    assert outcomes == ["unchanged"] * len(acknowledged) + ["archived"] * (COUNT - len(acknowledged))
    assert sorted(numbers(tmp_path)) == list(range(COUNT))
    assert verify(tmp_path / "archive").wrong == []


def test_a_ledger_that_is_full(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path, group_size=3, group_seconds=1e9)
    desk = Desk.open(config)
    pages = desk.ledger._db.execute("PRAGMA page_count").fetchone()[0]
    desk.ledger._db.execute(f"PRAGMA max_page_count = {pages + 4}")

    def fill() -> None:
        for number in range(60):
            desk.receive(article(number))

    with pytest.raises(LedgerError, match="full; make room"):
        fill()
    with pytest.raises(NewscrawlError):
        desk.receive(article(99))
    desk.close()
    again = Desk.open(config)
    for number in range(60):
        again.receive(article(number))
    again.close()
    assert sorted(numbers(tmp_path)) == list(range(60))
    assert verify(tmp_path / "archive").wrong == []
