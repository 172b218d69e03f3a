"""The mirrors of a worker that was killed are taken over at once; those of one that lives are not."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.rebuild import rebuild
from newscrawl.errors import LedgerError
from newscrawl.ledger.alive import is_dead
from tests.crawling import ROOT, crawl, flags, records, serve_stories, write_harbour
from tests.site import Site

PATHS = [f"/world/story-number-{n}-of-today" for n in range(12)]
HOLD = (
    "import sys, time; from pathlib import Path; from datetime import datetime, UTC\n"
    "from newscrawl.config import Config; from newscrawl.desk.desk import Desk\n"
    "desk = Desk.open(Config(data_dir=Path(sys.argv[1])), worker='first')\n"
    "for name in ('a', 'b'): assert desk.ledger.acquire_lease(name, 'first', datetime.now(UTC), 3600)\n"
    "print('held', flush=True); sys.stdin.read()\n"
)


def test_a_killed_crawl_is_taken_up_at_once(tmp_path: Path) -> None:
    with Site() as site:
        serve_stories(site, PATHS, delay=0.2)
        write_harbour(tmp_path / "mirrors", site)
        one = {"CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
        given = flags(tmp_path / "data", tmp_path / "mirrors", allow=[site.host], **one)
        command = [sys.executable, "-m", "scrapy", "crawl", "mirrors", "-a", "mirror=harbour", *given]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while len(site.paths()) < 4 and time.monotonic() < until:
            time.sleep(0.05)
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=30)
        again = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", allow=[site.host])
    assert again.status == 0, again.err
    assert sorted(record["url"] for record in records(tmp_path / "data")) == sorted(site.url + path for path in PATHS)


def test_a_living_worker_keeps_its_mirrors_until_it_is_dead(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        desk = Desk.open(Config(data_dir=tmp_path), worker="second")
        now = datetime.now(UTC)
        assert not desk.ledger.acquire_lease("a", "second", now, 60)
        assert not is_dead(desk.ledger.path, "first")
        assert not is_dead(desk.ledger.path, "nobody"), "of a worker without a file nothing is known"
        with pytest.raises(LedgerError, match="a run holds 2 mirrors"):
            rebuild(Config(data_dir=tmp_path))
    finally:
        child.kill()
        child.communicate(timeout=30)
    assert desk.ledger.acquire_lease("a", "second", now, 60)
    assert desk.ledger.acquire_lease("b", "second", now, 60), "every lease of a dead worker is free"
    desk.close()
    assert [path.name for path in (tmp_path / ".workers").iterdir()] == ["first.lock"]
