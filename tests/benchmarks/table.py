"""The table of what is aimed at: our reading beside other readers, on the same pages, set by set in one run.

``python -m tests.benchmarks.table [SET ...]``. CPU is that of everything a reader gives (body, headline, time and more);
collection of garbage is kept out for all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks import bench_times
from tests.benchmarks.bench_reading import (
    AIMS,
    SETS,
    SHARED,
    Reading,
    answer,
    calibration,
    golds,
    labels,
    page,
    quantile,
    read_set,
    wire,
    without_garbage,
)
from tests.benchmarks.other_readers import GIVES, Read, readers

OURS = "newscrawl"
# What each row of the table is called, and the field that a tool must give to be in it.
ROWS = (
    ("body F1", "body_f1", "body", ("scrapinghub", "fundus_eval", "fundus")),
    ("headline exact", "headline_exact", "headline", ("fundus", "postlight")),
    ("published, same instant", "same_instant", "published", ("fundus", "postlight")),
    ("published, day", "day_correct", "published", ("days_hd",)),
    ("section label", "section_hit", "section", ("sections_te", "mirrors")),
)
WIRE = (
    ("agency and role", "agency"), ("dateline", "dateline"), ("sign-off", "sign_off"),
    ("caption traps kept out", "caption_traps_kept_out"),
)  # fmt: skip
Cell = str | float | None


class Bench:
    """Every reader's answers to every page of the sets, what they cost, and how often a reader broke."""

    def __init__(self, tools: dict[str, Read]) -> None:
        self.tools = tools
        self.answers: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.cost: dict[str, list[float]] = {name: [] for name in (OURS, *tools)}
        self.broken: Counter[str] = Counter()
        self.readings: dict[str, list[Reading]] = {}
        self.size = 0

    def read(self, name: str) -> None:
        """Read all pages of a set with one reader after the other."""
        self.readings[name] = read_set(name)
        self.cost[OURS] += [reading.ms for reading in self.readings[name]]
        self.size += sum(reading.size for reading in self.readings[name])
        self.answers[OURS, name] = [answer(reading) for reading in self.readings[name]]
        for tool, read in self.tools.items():
            with without_garbage() as collect:
                self.answers[tool, name] = [self._ask(tool, read, name, gold, collect()) for gold in golds(name)]

    def _ask(self, tool: str, read: Read, name: str, gold: dict[str, Any], _: None) -> dict[str, Any]:
        text, url = page(name, gold).decode("utf-8", "replace"), gold.get("url") or ""
        start = time.process_time()
        try:
            found = read(text, url)
        except Exception:
            self.broken[tool] += 1
            found = {}
        self.cost[tool].append((time.process_time() - start) * 1000)
        return {"id": gold["id"], **found}

    def figures(self, reader: str, name: str) -> dict[str, float]:
        """All figures of a reader on a set, from the shared scorers."""
        found: dict[str, float] = {}
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder)
            predicted = base / "pred.jsonl"
            predicted.write_text(
                "".join(json.dumps(one) + "\n" for one in self.answers[reader, name]), encoding="utf-8"
            )
            for scorer in ("score_extract.py", "score_dates.py"):
                out = base / f"{scorer}.json"
                command = [sys.executable, str(SHARED / "score" / scorer), str(SHARED / "pages" / name), str(predicted)]
                subprocess.run([*command, "--json", str(out)], check=False, capture_output=True)
                if out.exists():
                    found |= json.loads(out.read_text(encoding="utf-8"))
        return found


def _print(what: str, aim: Cell, cells: list[Cell]) -> None:
    shown = ["-" if cell is None else cell if isinstance(cell, str) else f"{cell:.3f}" for cell in (aim, *cells)]
    print(f"{what:36} {shown[0]:>12} " + " ".join(f"{cell:>16}" for cell in shown[1:]), flush=True)


def _quality(bench: Bench, names: list[str]) -> None:
    columns = [OURS, *bench.tools]
    figures = {(reader, name): bench.figures(reader, name) for reader in columns for name in names}
    for what, key, field, sets in ROWS:
        for name in (one for one in sets if one in names):
            cells: list[Cell] = [
                figures[reader, name].get(key) if reader == OURS or field in GIVES[reader] else None
                for reader in columns
            ]
            if (key, name) == ("section_hit", "mirrors"):
                cells = [wire(bench.readings[name]).get(key), *[None] * len(bench.tools)]  # several labels may be right
            _print(f"{what}, {name}", AIMS.get((name, key)), cells)
    if "mirrors" in names:
        found = wire(bench.readings["mirrors"])
        for what, key in WIRE:
            _print(f"{what}, mirrors", AIMS.get(("mirrors", key)), [found.get(key), *[None] * len(bench.tools)])


def _strings(columns: int) -> None:
    """What is read of strings alone: section labels, printed times (beside dateparser)."""
    nothing: list[Cell] = [None] * columns
    for what, share in labels().items():
        _print(f"section label -> {what}", AIMS["labels", what], [share, *nothing])
    for reader, read in ((OURS, bench_times.ours), ("dateparser", bench_times.dateparsers)):
        counts = bench_times.counted(read)
        shares = " / ".join(f"{counts[key] / counts.total():.1%}" for key in ("right", "wrong", "none"))
        if reader == OURS:
            _print("printed times right/wrong/none", ">=97% / <=1%", [shares, *nothing])
        else:
            print(f"    ({reader}, told language and zone: {shares})")


def main(arguments: list[str] | None = None) -> None:
    """Read, score, print."""
    if not (SHARED / "pages").is_dir():
        print("table: not measured, the shared pages are not beside the checkout")
        return
    warnings.filterwarnings("ignore", category=Warning)  # what tools and dateparser say of zones and missing parts
    tools, missing = readers()
    for tool, why in missing.items():
        print(f"{tool} is not in the table: {why}")
    bench = Bench(tools)
    names = [name for name in arguments or SETS if name in SETS]
    read_set("mirrors")  # tables are loaded and patterns compiled before anything is timed
    for name in names:
        bench.read(name)
    _print("what", "aim", [OURS, *tools])
    _quality(bench, names)
    _strings(len(tools))
    cost = [f"{quantile(ms, 0.5):.1f} / {quantile(ms, 0.95):.1f}" for ms in bench.cost.values()]
    _print(f"CPU ms a page, median / p95, {len(bench.cost[OURS])} pages", "5 / 15", list(cost))
    print(
        f"mean page {bench.size / len(bench.cost[OURS]) / 1000:.0f} KB; body, headline, time and more for each that gives it"
    )
    if bench.broken:
        print("pages that a reader broke on: " + ", ".join(f"{tool} {count}" for tool, count in bench.broken.items()))
    sure = [right for reading in bench.readings.values() for right in calibration(reading, least=0.9)]
    if sure:
        share = sum(sure) / len(sure)
        print(f"times given with confidence >= .9: {sum(sure)} of {len(sure)} right, {share:.1%} (aim 98%)")


if __name__ == "__main__":
    main(sys.argv[1:])
