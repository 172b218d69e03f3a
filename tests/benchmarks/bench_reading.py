"""Reading quality and cost on the saved pages: body, headline, published, section, agency, dateline, sign-off, CPU a page.

The whole pipeline is measured as ``scrapy extract`` calls it: bytes to ``read_page`` to ``interpret``, no mirror and no
zone. ``--folds`` adds the figures of both halves of each set: pages are told apart by the digest of their id, so that a
rule made while looking at one half can be held against the other. ``tests.benchmarks.table`` has
other readers beside it. Without the shared pages the bench says so and is done.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import hashlib
import html
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from newscrawl.text.sections import read_section

SHARED = Path(os.environ.get("NEWSCRAWL_SHARED") or Path(__file__).resolve().parents[3] / "shared")
SETS = ("scrapinghub", "fundus_eval", "fundus", "postlight", "sections_te", "days_hd", "mirrors")
AIMS = {
    ("scrapinghub", "body_f1"): 0.978, ("fundus_eval", "body_f1"): 0.970, ("fundus", "body_f1"): 0.968,
    ("fundus", "headline_exact"): 0.95, ("postlight", "headline_exact"): 0.92,
    ("fundus", "same_instant"): 0.99, ("postlight", "same_instant"): 0.60, ("days_hd", "day_correct"): 0.94,
    ("sections_te", "section_hit"): 0.60, ("mirrors", "section_hit"): 0.90, ("mirrors", "agency"): 0.95,
    ("labels", "scope"): 0.95, ("labels", "topic"): 0.95,
    ("mirrors", "dateline"): 0.97, ("mirrors", "sign_off"): 0.97, ("mirrors", "caption_traps_kept_out"): 1.0,
}  # fmt: skip
EXTRACT = (
    "body_precision",
    "body_recall",
    "body_f1",
    "body_exact",
    "headline_exact",
    "author_exact_set",
    "section_hit",
)
DATES = ("day_correct", "same_instant")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One page: what is right, what was read, and the CPU milliseconds that it took."""

    gold: dict[str, Any]
    article: Article
    ms: float
    size: int


def golds(name: str) -> list[dict[str, Any]]:
    """The labelled pages of a set."""
    lines = (SHARED / "pages" / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def page(name: str, gold: dict[str, Any]) -> bytes:
    """The saved bytes of one page."""
    return gzip.decompress((SHARED / "pages" / name / "pages" / f"{gold['id']}.html.gz").read_bytes())


@contextmanager
def without_garbage() -> Iterator[Callable[[], None]]:
    """Keep its collection, which falls on whichever page is next, out of what is timed; call what this gives before each page."""
    pages = itertools.count()

    def collect() -> None:
        if next(pages) % 20 == 0:
            gc.collect()

    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield collect
    finally:
        gc.enable()


def read_set(name: str, *, halves: Iterable[int] = (0, 1)) -> list[Reading]:
    """Read every page of a set."""
    wanted = set(halves)
    found = []
    with without_garbage() as collect:
        for gold in golds(name):
            if half(gold["id"]) not in wanted:
                continue
            collect()
            body = page(name, gold)
            start = time.process_time()
            raw = read_page(body, url=gold.get("url") or "")
            article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
            ms = (time.process_time() - start) * 1000
            found.append(Reading(gold=gold, article=article, ms=ms, size=len(body)))
    return found


def half(identity: str) -> int:
    """0 or 1: which half of its set a page belongs to."""
    return hashlib.sha256(identity.encode()).digest()[0] & 1


def figures(name: str, readings: list[Reading]) -> dict[str, float]:
    """All figures of a set, from the shared scorers and for wire copy from our own."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        # The scorers take an unread page as wrong, so they see only the golds that were read.
        (base / "gold.jsonl").write_text("".join(json.dumps(r.gold) + "\n" for r in readings), encoding="utf-8")
        (base / "pred.jsonl").write_text("".join(json.dumps(answer(r)) + "\n" for r in readings), encoding="utf-8")
        for scorer in ("score_extract.py", "score_dates.py"):
            command = [sys.executable, str(SHARED / "score" / scorer), str(base), str(base / "pred.jsonl"), "--json"]
            subprocess.run([*command, str(base / "out.json")], check=False, capture_output=True)
            if (base / "out.json").exists():
                found |= json.loads((base / "out.json").read_text(encoding="utf-8"))
                (base / "out.json").unlink()
    if not any(r.gold.get("published") or r.gold.get("published_day") for r in readings):
        found = {key: value for key, value in found.items() if key not in DATES}
    return found | (wire(readings) if name == "mirrors" else {})


def answer(reading: Reading) -> dict[str, Any]:
    """What the shared scorers are given of a page."""
    article = reading.article
    return {
        "id": reading.gold["id"],
        "headline": article.headline,
        "body": article.body,
        "authors": list(article.byline),
        "section": article.section_label,
        "published": _iso(article),
        "ms": reading.ms,
    }


def _iso(article: Article) -> str | None:
    if article.published_at is None:
        return None
    moment = article.published_at
    return moment.date().isoformat() if article.published_precision == "day" else moment.isoformat()


def wire(readings: list[Reading]) -> dict[str, float]:
    """Agency, dateline, sign-off and section on wire copy, against what a person noted of each page."""
    counts: dict[str, list[bool]] = {}
    for reading in readings:
        gold, article = reading.gold, reading.article
        filed = {agency.name for agency in article.agencies if agency.role != "photo"}
        named = set((gold["agency"] or "").split("+")) - {""}
        if gold["kind"].startswith(("caption-trap", "photo-credit")):
            counts.setdefault("caption_traps_kept_out", []).append(not named & filed)
        else:
            counts.setdefault("agency", []).append(named <= filed)
        printed = (gold["dateline_line"] or "").strip('"')
        if printed.startswith("[caption") or printed.endswith(")."):
            printed = ""
        ours = article.dateline
        right = (
            (ours is None or "(" not in ours.text)
            if not printed
            else bool(ours and fold(printed).startswith(fold(ours.text)))
        )
        counts.setdefault("dateline", []).append(right)
        if gold["signoff"]:
            counts.setdefault("sign_off", []).append(fold(gold["signoff"]) in fold(article.sign_off or ""))
        # One gold says "&amp;" as its page's metadata does.
        labels = {fold(html.unescape(label)) for label in re.split("¦", gold["section"] or "")} - {""}
        if labels:
            counts.setdefault("section_hit", []).append(fold(article.section_label or "") in labels)
    return {what: statistics.fmean(values) for what, values in counts.items()}


def fold(text: str) -> str:
    """Letters and digits only, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def quantile(values: list[float], share: float) -> float:
    """The value at a share of the sorted ones."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def calibration(readings: list[Reading], *, least: float = 0.0) -> list[bool]:
    """Of the times given with a confidence of ``least`` or more, which are right by day."""
    return [right for confidence, right in _timed(readings) if confidence >= least]


def _timed(readings: list[Reading]) -> Iterable[tuple[float, bool]]:
    for reading in readings:
        article, truth = reading.article, reading.gold.get("published") or reading.gold.get("published_day")
        if isinstance(truth, str) and article.published_at is not None and article.published_confidence is not None:
            yield article.published_confidence, article.published_at.isoformat()[:10] == truth[:10]


def _instants(readings: list[Reading]) -> Iterable[tuple[float, bool]]:
    """Each confidence, and whether the moment is right to the minute, where the gold has a clock and an offset."""
    for reading in readings:
        article, truth = reading.article, reading.gold.get("published")
        at, sure = article.published_at, article.published_confidence
        if not isinstance(truth, str) or len(truth) <= len("2024-09-11") or at is None or sure is None:
            continue
        if article.published_precision == "day":
            continue  # a day is no instant, and says so
        moment = datetime.fromisoformat(truth)
        if moment.tzinfo is not None:
            yield sure, at.tzinfo is not None and abs(at - moment) < timedelta(minutes=1)


def _by_tenths(timed: Iterable[tuple[float, bool]]) -> str:
    """How many of the times given with a confidence are right, by tenths of confidence."""
    rows: dict[float, list[bool]] = {}
    for confidence, right in timed:
        rows.setdefault(int(confidence * 10) / 10, []).append(right)
    return "  ".join(f">={low:.1f}: {sum(rows[low])}/{len(rows[low])}" for low in sorted(rows, reverse=True))


def _row(name: str, label: str, readings: list[Reading]) -> None:
    values = figures(name, readings)
    shown = []
    wire = ("agency", "dateline", "sign_off", "caption_traps_kept_out")
    for key in (*EXTRACT, *DATES, *wire):
        if key in values:
            shown.append(f"{key} {values[key]:.3f}{_mark(name, key, values[key])}")
    print(f"{name:12} {label:6} {len(readings):4}  " + "  ".join(shown), flush=True)


def labels() -> dict[str, float]:
    """What section labels mean: scope, and IPTC topic or none, against the shared proposal."""
    lines = (SHARED / "wire" / "sections.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    right = {"scope": 0, "topic": 0}
    for row in rows:
        found = read_section(row["label"], row["lang"])
        right["scope"] += found.scope == row["scope"]
        right["topic"] += found.topics == ((row["iptc_code"],) if row["iptc_code"] else ())
    return {what: count / len(rows) for what, count in right.items()}


def _mark(name: str, key: str, value: float) -> str:
    aim = AIMS.get((name, key))
    return "" if aim is None else " ok" if value >= aim - 0.0005 else f" (aim {aim})"


def main(arguments: list[str] | None = None) -> None:
    """Print the figures of every set, then the cost over all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=[])
    parser.add_argument("--folds", action="store_true", help="also the figures of both halves")
    options = parser.parse_args(arguments or [])
    if not (SHARED / "pages").is_dir():
        print("reading: not measured, the shared pages are not beside the checkout")
        return
    every: list[Reading] = []
    read_set("mirrors")  # tables are loaded and patterns compiled before anything is timed
    for name in [name for name in options.sets or SETS if name != "labels"]:
        readings = read_set(name)
        every += readings
        _row(name, "all", readings)
        if options.folds:
            for number in (0, 1):
                _row(name, f"half {number}", [r for r in readings if half(r.gold["id"]) == number])
    if not options.sets or "labels" in options.sets:
        shown = [f"{what} {share:.3f}{_mark('labels', what, share)}" for what, share in labels().items()]
        print(f"{'labels':12} {'all':11}  " + "  ".join(shown), flush=True)
    if not every:
        return
    cost = [reading.ms for reading in every]
    size = statistics.fmean(reading.size for reading in every) / 1000
    print(f"times right by confidence, by day: {_by_tenths(_timed(every))}")
    print(f"times right by confidence, by instant: {_by_tenths(_instants(every))}")
    print(
        f"CPU ms a page, everything, {len(cost)} pages of mean {size:.0f} KB: median {statistics.median(cost):.1f} (aim 5)"
        f"  p95 {quantile(cost, 0.95):.1f} (aim 15)  mean {statistics.fmean(cost):.1f}  max {max(cost):.0f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
