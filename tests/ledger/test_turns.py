"""Several processes and one ledger: they take turns, they start together, and none starts while it is rebuilt."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newscrawl.config import Config
from newscrawl.desk import rebuild as rebuilding
from newscrawl.desk.desk import Desk
from newscrawl.desk.rebuild import rebuild
from newscrawl.desk.verifying import check
from newscrawl.errors import LedgerError
from newscrawl.ledger.alive import OLD
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.ledger.turns import Turns
from tests.articles import article
from tests.crawling import ROOT

OPEN = (
    "import sys; from pathlib import Path; from newscrawl.config import Config; from newscrawl.desk.desk import Desk\n"
    "print('up', flush=True); sys.stdin.readline()\n"
    "Desk.open(Config(data_dir=Path(sys.argv[1])), worker=sys.argv[2]).close()\n"
)
# Writes all the time, and lets go whenever another one waits, as a crawl does.
BUSY = (
    "import sys, time; from pathlib import Path; from newscrawl.ledger.sqlite import SqliteLedger\n"
    "ledger = SqliteLedger(Path(sys.argv[1]))\nprint('up', flush=True)\n"
    "for n in range(10**9):\n"
    "    ledger.mark('busy', n)\n"
    "    time.sleep(0.001)\n"
    "    if ledger.awaited() or n % 300 == 299: ledger.commit()\n"
)


def test_four_that_start_together_all_start(tmp_path: Path) -> None:
    for trial in range(3):
        data = tmp_path / str(trial)
        children = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN, str(data), f"w{n}"],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for n in range(4)
        ]  # fmt: skip
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "up\n"
        for child in children:
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()
        for child in children:
            _, err = child.communicate(timeout=60)
            assert child.returncode == 0, err


def test_whoever_waits_comes_next(tmp_path: Path) -> None:
    """SQLite alone would let the busy one go on for as long as it likes: up to 11 s were measured, with four crawls."""
    path = tmp_path / "ledger.sqlite"
    SqliteLedger(path).close()
    busy = subprocess.Popen([sys.executable, "-c", BUSY, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert busy.stdout is not None
        busy.stdout.readline()
        ledger = SqliteLedger(path)
        waits = []
        for n in range(20):
            began = time.monotonic()
            ledger.mark("mine", n)
            waits.append(time.monotonic() - began)
            ledger.commit()
            time.sleep(0.005)
        assert sorted(waits)[-3] < 0.5, waits
        assert ledger.marks()["mine"] == 19
        ledger.close()
    finally:
        busy.kill()
        busy.communicate()


def test_no_run_starts_while_the_ledger_is_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    desk.receive(article(1))
    desk.close()
    real, told = rebuilding.replay, []

    def meanwhile(*args: object, **more: object) -> int:
        for other in (Desk.open, rebuild):
            try:
                other(config)
            except LedgerError as error:
                told.append(str(error))
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(rebuilding, "replay", meanwhile)
    rebuild(config)
    assert len(told) == 2
    assert "it is being rebuilt; run again when that has ended" in told[0]
    assert "another run holds it" in told[1]
    desk = Desk.open(config)
    assert desk.receive(article(1)).outcome == "unchanged"
    desk.close()
    assert check(config).wrong == []
    assert sorted(path.name for path in tmp_path.iterdir() if "rebuil" in path.name) == ["ledger.sqlite.before-rebuild"]


def test_one_that_is_alone_waits_for_the_end_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = SqliteLedger(path)
    with pytest.raises(LedgerError, match="another run holds it"):
        Turns(path, alone=True)
    ledger.close()
    Turns(path, alone=True).close()


def test_a_lock_that_goes_while_another_worker_starts_stops_nothing(tmp_path: Path) -> None:
    Desk.open(Config(data_dir=tmp_path), worker="first").close()
    # A listing names it and there is nothing to be found under the name, as when its worker ends in between.
    (tmp_path / ".workers" / "gone.lock").symlink_to(tmp_path / "nothing")
    desk = Desk.open(Config(data_dir=tmp_path), worker="second")
    assert desk.receive(article(1)).outcome == "archived"
    desk.close()
    assert check(Config(data_dir=tmp_path)).wrong == []


def test_the_lock_of_a_worker_that_was_killed_long_ago_goes(tmp_path: Path) -> None:
    Desk.open(Config(data_dir=tmp_path), worker="first").close()
    locks = {name: tmp_path / ".workers" / f"{name}.lock" for name in ("killed", "new")}
    for path in locks.values():
        path.touch()
    long_ago = time.time() - OLD - 60
    os.utime(locks["killed"], (long_ago, long_ago))
    Desk.open(Config(data_dir=tmp_path), worker="second").close()
    assert [path.exists() for path in locks.values()] == [False, True]
