"""Kill a desk at random moments and see what is left. ``make soak`` runs 200 of these, the tests 20."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive.files import archive_files
from newscrawl.archive.reader import read_articles
from newscrawl.archive.verify import verify
from newscrawl.config import Config
from newscrawl.desk.rebuild import rebuild
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import article

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Trial:
    """What one trial found; all lists are empty when nothing was lost."""

    seed: int
    kills: int = 0
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.lost or self.repeated or self.wrong)


def run_trial(data: Path, seed: int, *, count: int = 120, most_kills: int = 6) -> Trial:
    """Start the desk again and again, each time killed with SIGKILL, until it ends; then look at everything."""
    r = random.Random(f"kill:{seed}")
    trial = Trial(seed)
    group, largest = r.choice((1, 3, 8, 40)), r.choice((15_000, 60_000, 1 << 26))
    warc = seed % 2
    acknowledged: set[str] = set()
    for attempt in range(most_kills + 1):
        given = (str(data), str(count), str(group), str(largest), str(warc))
        command = [sys.executable, "-m", "tests.desk.receiver", *given]
        # The first is held open until the kill has landed; the others may be killed while they close, or get away.
        stdin = subprocess.PIPE if attempt == 0 else subprocess.DEVNULL
        child = subprocess.Popen(
            command, cwd=ROOT, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        told: list[str] = []
        if attempt < most_kills:
            # Killed after so many acknowledgements, and a moment: anywhere in append, sync, commit, packing, replay.
            enough = r.randrange(0, count)
            while len(told) < enough and (line := child.stdout.readline()) and line != "waiting\n":
                told.append(line)
            time.sleep(r.uniform(0.0, 0.03))
            child.kill()
        rest, err = child.communicate(timeout=120)
        acknowledged |= set(re.findall(r"ack (\d+)\n", "".join(told) + rest))
        trial.kills += child.returncode == -9
        if child.returncode not in (0, -9):
            trial.wrong.append(err[-500:])
            return trial
        if attempt < most_kills:
            # What was acknowledged is there after every kill, before anything is mended.
            missing = acknowledged - {str(n) for n in held(data)}
            trial.lost += sorted(missing)
    numbers = held(data)
    trial.lost += [str(n) for n in range(count) if n not in numbers]
    trial.repeated += [str(n) for n, times in numbers.items() if times > 1]
    ledger = SqliteLedger(data / "ledger.sqlite")
    trial.wrong += verify(data / "archive", ledger.marks()).wrong  # raw responses included
    trial.wrong += [one.url for one in read_articles(data / "archive") if bool(one.provenance.warc) != bool(warc)]
    before = {id: Linker(ledger.stories).story_of(id) for id in ids(data)}
    ledger.close()
    rebuild(Config(data_dir=data))
    ledger = SqliteLedger(data / "ledger.sqlite")
    if before != {id: Linker(ledger.stories).story_of(id) for id in ids(data)}:
        trial.wrong.append("a rebuilt ledger has other stories")
    ledger.close()
    return trial


def held(data: Path) -> Counter[int]:
    """Article number -> how many whole lines hold it; a torn last line is passed over."""
    found: Counter[int] = Counter()
    by_text = {article(number).headline: number for number in range(400)}
    root = data / "archive"
    for file in archive_files(root):
        # Where packing was cut both are there, with the same lines.
        path = file.packed(root) if file.packed(root).exists() else file.plain(root)
        found.update(_numbers(path, by_text))
    return found


def _numbers(path: Path, by_text: dict[str | None, int]) -> list[int]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = data.split(b"\n")[:-1]
    return [by_text[json.loads(line)["headline"]] for line in lines]


def ids(data: Path) -> list[str]:
    """Every id of the archive."""
    return [one.id for one in read_articles(data / "archive")]
