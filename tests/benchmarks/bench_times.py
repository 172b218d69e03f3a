"""Printed times: right, wrong and none on the shared forms, beside dateparser; cost of usual forms; verdicts on pages.

Pages are measured when ``newscrawl.page.read_page`` is there; no zone is given, as ``scrapy extract`` without one.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import statistics
import time
import timeit
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import dateparser  # type: ignore[import-untyped]

from newscrawl.items import SiteFacts
from newscrawl.text.published import choose
from newscrawl.text.timestamps import read_timestamp

SHARED = Path(os.environ.get("NEWSCRAWL_SHARED", Path(__file__).resolve().parents[3] / "shared"))
USUAL = (
    ("11 September 2024 09:43", "en", "Asia/Baku"),
    ("In World 11 September 2024 09:43", "en", "Asia/Baku"),
    ("Stand: 28.04.2023 17:23 Uhr", "de", "Europe/Berlin"),
    ("09 Jun 2020, 02:32 PM IST", "en", "Asia/Kolkata"),
    ("2024-09-11T09:43:05+04:00", "en", "Asia/Baku"),
    ("2024年9月11日 18:07", "zh", "Asia/Shanghai"),
    ("just words", "en", "Asia/Baku"),
)


def ours(text: str, language: str, zone: str, base: datetime | None) -> tuple[datetime | None, str | None]:
    """The instant and precision that we read."""
    reading = read_timestamp(text, SiteFacts(timezone=zone, languages=(language,)), fetched_at=base)
    stamp = next((s for s in (reading.published, reading.modified) if s is not None and s.at is not None), None)
    return (stamp.at, stamp.precision) if stamp is not None else (None, None)


def dateparsers(text: str, language: str, zone: str, base: datetime | None) -> tuple[datetime | None, str | None]:
    """The instant that dateparser reads, told the language, the zone and the base."""
    options: dict[str, object] = {"TIMEZONE": zone, "RETURN_AS_TIMEZONE_AWARE": True}
    if base is not None:
        options["RELATIVE_BASE"] = base.replace(tzinfo=None)
    try:
        return dateparser.parse(text, languages=[language.split("-", maxsplit=1)[0]], settings=options), None
    except ValueError:
        return None, None


def judge(at: datetime | None, precision: str | None, expected: str | None) -> str:
    """right, wrong or none, to the minute; a day is right at local midnight."""
    if expected is None:
        return "right" if at is None else "wrong"
    if at is None:
        return "none"
    if len(expected) == 10:
        return "right" if at.strftime("%Y-%m-%d") == expected and precision in ("day", None) else "wrong"
    apart = at.astimezone(UTC) - datetime.fromisoformat(expected)
    return "right" if abs(apart.total_seconds()) < 60 and precision != "day" else "wrong"


def counted(read: Callable[..., tuple[datetime | None, str | None]]) -> Counter[str]:
    """How many of the shared forms are read right, wrong and not at all."""
    counts: Counter[str] = Counter()
    with (SHARED / "wire" / "timestamps.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            form = json.loads(line)
            base = datetime.fromisoformat(form["base_utc"]) if form.get("base_utc") else None
            at, precision = read(form["text"], form["lang"], form["site_tz"], base)
            counts[judge(at, precision, form["expect_utc"])] += 1
    return counts


def forms(name: str, read: Callable[..., tuple[datetime | None, str | None]]) -> None:
    """Print one line of the table."""
    counts = counted(read)
    total = counts.total()
    print(f"{name:12} " + "  ".join(f"{k} {counts[k]:3} ({counts[k] / total:.1%})" for k in ("right", "wrong", "none")))


def pages(name: str) -> None:
    """Verdicts on one labelled set: the day, the instant, and how many of the sure ones are right."""
    read_page = getattr(importlib.import_module("newscrawl.page"), "read_page", None)
    folder = SHARED / "pages" / name
    if read_page is None or not folder.exists():
        print(f"{name:12} not measured: no page reader or no pages")
        return
    counts: Counter[str] = Counter()
    cost = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        truth = gold.get("published") or gold.get("published_day")
        if not isinstance(truth, str):
            continue
        raw = read_page(gzip.decompress((folder / "pages" / f"{gold['id']}.html.gz").read_bytes()), url=gold["url"])
        languages = tuple(dict.fromkeys(p.text.lower()[:2] for p in raw.languages))
        start = time.process_time()
        verdict = choose(raw.published, raw.modified, SiteFacts(languages=languages))
        cost.append((time.process_time() - start) * 1000)
        expected = datetime.fromisoformat(truth)
        at = verdict.published_at
        same_day = at is not None and at.date() == expected.date()
        timed = len(truth) > 10 and expected.tzinfo is not None
        same = bool(timed and at is not None and at.tzinfo and abs((at - expected).total_seconds()) < 60)
        counts.update({"pages": 1, "answered": at is not None, "day": same_day, "timed": timed, "instant": same})
        if (verdict.published_confidence or 0) >= 0.9:
            counts.update(
                {"sure": 1, "sure and right": same if timed and verdict.published_precision != "day" else same_day}
            )
    print(f"{name:12} {dict(counts)}  choose: p50 {statistics.median(cost):.2f} ms")


def main() -> None:
    """Print the tables."""
    if not (SHARED / "wire" / "timestamps.jsonl").exists():
        print("times: not measured, the shared data is not beside the checkout")
    else:
        forms("newscrawl", ours)
        forms("dateparser", dateparsers)
        for name in ("fundus", "postlight", "days_hd"):
            pages(name)
    for text, language, zone in USUAL:
        facts = SiteFacts(timezone=zone, languages=(language,))
        best = min(timeit.repeat(lambda t=text, f=facts: read_timestamp(t, f), number=500, repeat=5)) / 500  # type: ignore[misc]
        print(f"{best * 1e6:8.1f} us  {text}")


if __name__ == "__main__":
    main()
