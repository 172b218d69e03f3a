"""Kill a data directory's work in every phase and see what is left. ``make soak`` runs 200 of these, the tests 20."""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from newscrawl.archive.exports import write_jsonl
from newscrawl.archive.files import archive_files
from newscrawl.archive.reader import read_articles
from newscrawl.config import Config
from newscrawl.desk import takedown
from newscrawl.desk.compacting import compact_archive
from newscrawl.desk.desk import Desk
from newscrawl.desk.exporting import Selection, select
from newscrawl.desk.quarantine import Kept
from newscrawl.desk.rebuild import rebuild
from newscrawl.desk.verifying import check
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import article, raw_response
from tests.desk import killing
from tests.desk.killing import PHASES, POINTS, Kill, tell

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 9, 3, tzinfo=UTC)
OUTSIDE = "any moment, from outside"
# Every way to die, in the order in which the trials take them.
WAYS = (*POINTS, *PHASES, OUTSIDE, "any moment, from outside, in export")


@dataclass
class Trial:
    """What one trial found; all lists are empty when nothing was lost."""

    seed: int
    # Where the kills landed: in which phase, at which point.
    kills: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.lost or self.repeated or self.torn or self.wrong)


class Work:
    """One trial's data directory, and the pieces of work that are killed in it."""

    def __init__(self, data: Path, r: random.Random, count: int, *, warc: bool) -> None:
        self.config = Config(data_dir=data, warc=warc, group_size=r.choice((1, 3, 8, 40)), group_seconds=1e9)
        self.data, self.count = data, count
        self.largest = r.choice((15_000, 60_000, 1 << 26))
        self.export = data.parent / f"{data.name}-out.jsonl"
        # Taken down: of these it is unknown, until the end, whether they still stand in the files.
        self.down: set[int] = set()

    def receive(self) -> None:
        """A crawl: every article comes in, and what is acknowledged is told."""
        desk = Desk.open(self.config, worker="trial")
        desk.writer._largest = self.largest
        waiting: list[int] = []
        for number in range(self.count):
            if number % 9 == 4:
                page = Kept(
                    page_url=f"https://m.example/{number}", mirror="mirror", at=AT.isoformat(), error="it broke"
                )
                desk.quarantine(page, b"<html>" * 9)
            desk.receive(article(number), raw=raw_response(number) if self.config.warc else None)
            waiting.append(number)
            if not desk._open_articles:
                tell("\n".join(f"ack {known}" for known in waiting))
                waiting.clear()
        desk.close()
        tell("\n".join([*(f"ack {known}" for known in waiting), "done"]))

    def write_export(self) -> None:
        """``scrapy export -O``."""
        ledger = SqliteLedger.to_read(self.config.ledger_path) if self.config.ledger_path.exists() else None
        with killing.replacing.replacing(self.export) as file:
            write_jsonl(select(self.data / "archive", ledger, Selection()), file)

    def rebuild(self) -> None:
        rebuild(self.config)

    def take_down(self, number: int) -> None:
        """``scrapy takedown`` and ``scrapy archive compact``."""
        takedown.take_down(self.config, article(number).url, "asked for", AT)
        compact_archive(self.config)

    def plant(self, r: random.Random) -> None:
        """Put a torn tail behind an open file, as a kill in the middle of a write leaves it, or a power cut."""
        line = b'{"schema":1,"id":"' + bytes(r.choices(b"0123456789abcdef", k=32)) + b'","version":1' + b"x" * 300
        tail = r.choice((line[: r.randrange(1, len(line))], bytes(r.randrange(1, 4000)), r.randbytes(90), line + b"\n"))
        for file in archive_files(self.data / "archive"):
            if file.plain(self.data / "archive").exists() and not file.packed(self.data / "archive").exists():
                with file.plain(self.data / "archive").open("ab") as opened:
                    opened.write(tail)
        for path in (self.data / "warc").rglob("*.open"):
            with path.open("ab") as opened:
                opened.write(r.choice((b"\x1f\x8b\x08", bytes(99))))

    def forget(self, r: random.Random) -> None:
        """Let the ledger have read less than there is, so that there is something to replay."""
        if not self.config.ledger_path.exists() or r.random() < 0.5:
            for path in self.data.glob("ledger.sqlite*"):
                path.unlink()
            return
        with contextlib.closing(sqlite3.connect(self.config.ledger_path)) as ledger, ledger:
            ledger.execute("UPDATE marks SET read_to = 0")


def run_trial(data: Path, seed: int, *, count: int = 60, kills: int = 6, ways: tuple[str, ...] | None = None) -> Trial:
    """Do the work again and again, each time killed, until it ends; then look at everything."""
    r = random.Random(f"kill:{seed}")
    trial = Trial(seed)
    take = ways or [WAYS[(seed * kills + n) % len(WAYS)] for n in range(kills)]
    work = Work(data, r, count, warc="raw responses" in take or bool(seed % 2))
    if {"rotation", "compression"} & set(take):
        work.largest = 15_000
    acknowledged: set[str] = set()
    for number, way in enumerate(take):
        if way == OUTSIDE:
            done = killing.work(work.receive, from_outside=(r.randrange(count), r.uniform(0, 0.03)))
        else:
            done = _one(work, way, r, number, trial)
        if done is None:
            return trial
        acknowledged |= set(re.findall(r"ack (\d+)$", done.told, re.MULTILINE))
        if done.killed:
            trial.kills[done.where or way] += 1
        elif done.status:
            trial.wrong.append(f"{way}: {done.told[-700:]}")
            return trial
        # What was acknowledged is there after every kill, before anything is mended; an export is an old one or a new one.
        here = held(data)
        trial.lost += [f"{n} after {way}" for n in sorted(acknowledged - {str(n) for n in (*here, *work.down)})]
        trial.torn += _half_exports(work)
    _end(work, trial)
    return trial


def _one(work: Work, way: str, r: random.Random, number: int, trial: Trial) -> killing.Ended | None:
    """One piece of work that is killed in a phase; what must be there for it is made first."""
    lines = PHASES[way][2] if way in PHASES else work.count // 3
    kill = Kill(way, 1 if number == 0 else max(1, int(lines ** r.random())))
    if way in (
        "export",
        "any moment, from outside, in export",
        "rebuild",
        "takedown",
        "compaction",
        "tombstones",
        "replay",
    ):
        ready = killing.work(work.receive)
        if ready.status:
            trial.wrong.append(f"before {way}: {ready.told[-700:]}")
            return None
    if way == "mending":
        killing.work(work.receive, from_outside=(r.randrange(work.count // 2), 0))
        work.plant(r)
    if way == "replay":
        work.forget(r)
    if way == "any moment, from outside, in export":
        done = killing.work(partial(_told, work.write_export), from_outside=(1, r.uniform(0, 0.03)))
        return replace(done, told=done.told + f"killed in {way}\n") if done.killed else done
    if way == "export":
        return killing.work(work.write_export, kill)
    if way == "rebuild":
        return killing.work(work.rebuild, kill)
    if way in ("takedown", "compaction", "tombstones"):
        work.down.add(number)
        return killing.work(partial(work.take_down, number), kill)
    return killing.work(work.receive, kill)


def _told(what: object) -> None:
    tell("begun")
    what()  # type: ignore[operator]


def _half_exports(work: Work) -> list[str]:
    """An export is whole, or it is not there."""
    if not work.export.exists():
        return []
    lines = work.export.read_bytes().split(b"\n")
    urls = {json.loads(line)["url"] for line in lines[:-1]} if lines[-1] == b"" else set()
    missing = {article(n).url for n in range(work.count) if n not in work.down} - urls
    return [f"the export lacks {len(missing)} articles"] if missing else []


def _end(work: Work, trial: Trial) -> None:
    """Let everything end well, then look at the archive, the ledger, the exports, and what lies beside them."""
    config, data = work.config, work.data
    pieces = [work.receive, *(partial(work.take_down, n) for n in sorted(work.down)), work.write_export]
    for piece in pieces:
        done = killing.work(piece)
        if done.status:
            trial.wrong.append(done.told[-700:])
            return
    numbers = held(data)
    trial.lost += [str(n) for n in range(work.count) if n not in numbers and n not in work.down]
    trial.repeated += [str(n) for n, times in numbers.items() if times > 1]
    trial.wrong += [f"{n} was taken down" for n in work.down if n in numbers]
    trial.wrong += check(config).wrong  # every line, every raw response, and the ledger against both
    trial.wrong += [one.url for one in read_articles(data / "archive") if bool(one.provenance.warc) != config.warc]
    trial.torn += _half_exports(work)
    for folder in (data, work.export.parent):
        trial.wrong += [str(path) for path in folder.rglob("*.partial") if data in path.parents or folder != data]
    before = stories(config)
    rebuild(config)
    if before != stories(config):
        trial.wrong.append("a rebuilt ledger has other stories")
    trial.wrong += check(config).wrong


def stories(config: Config) -> dict[str, str | None]:
    """Article -> the story that the ledger has it in."""
    ledger = SqliteLedger.to_read(config.ledger_path)
    try:
        linker = Linker(ledger.stories)
        return {one.id: linker.story_of(one.id) for one in read_articles(config.data_dir / "archive")}
    finally:
        ledger.close()


def held(data: Path) -> Counter[int]:
    """Article number -> how many whole lines hold it; a torn last line is passed over."""
    found: Counter[int] = Counter()
    root = data / "archive"
    for file in archive_files(root):
        # Where packing was cut both are there, with the same lines.
        path = file.packed(root) if file.packed(root).exists() else file.plain(root)
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in content.split(b"\n")[:-1]:
            with contextlib.suppress(ValueError):  # torn: the next start cuts it off
                found[_by_headline()[json.loads(line)["headline"]]] += 1
    return found


@cache
def _by_headline() -> dict[str | None, int]:
    return {article(number).headline: number for number in range(400)}
