"""Long campaigns against crashes: ``make soak``. Seeds are printed, so that a trial can be run again.

``python -m tests.soak desk --trials 200 --first 0`` kills a desk at work, in every phase; ``crawl`` kills whole crawls of
the demo mirrors; ``power`` cuts the power of a desk at work (as root, where loop mounts are allowed); ``year --days 365``
crawls the demo mirrors daily for a year; ``damage --mutations 500`` damages a data directory and looks whether ``scrapy archive
verify`` finds it; ``memory --pages 100000`` watches what one long crawl comes to hold.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fixtures.demo import world
from fixtures.demo.server import free_ports, serving
from newscrawl.archive.verify import verify
from newscrawl.ledger.sqlite import SqliteLedger
from tests.crawling import FAST, ROOT, crawl, records
from tests.desk.damage import run_damages
from tests.desk.power_cuts import run_cuts, why_not
from tests.desk.trials import WAYS, run_trial
from tests.memory import measure
from tests.year import simulate

WHAT = ["desk", "crawl", "power", "damage", "year", "memory"]
# So many power cuts in one run of a desk.
CUTS = 8


def main() -> int:
    """Run the campaigns that were asked for; exit 1 when anything was lost, repeated or torn."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("what", nargs="*", default=WHAT, help=", ".join(WHAT))
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--mutations", type=int, default=500, help="of damage")
    parser.add_argument("--days", type=int, default=365, help="of the year")
    parser.add_argument("--pages", type=int, default=100_000, help="of the memory")
    args = parser.parse_args()
    # What a start mends is what is wanted here, and no news.
    logging.getLogger("newscrawl").setLevel(logging.ERROR)
    bad = 0
    if "desk" in args.what:
        bad += desk(range(args.first, args.first + args.trials))
    if "crawl" in args.what:
        bad += crawls(range(args.first, args.first + max(1, args.trials // 10)))
    if "power" in args.what:
        bad += power(range(args.first, args.first + max(1, args.trials // CUTS)))
    if "damage" in args.what:
        bad += damage(range(args.first, args.first + args.mutations))
    if "year" in args.what:
        bad += year(args.first, args.days)
    if "memory" in args.what:
        bad += memory(args.pages)
    return 1 if bad else 0


def memory(pages: int) -> int:
    """Crawl so many pages in one process; 0 when it grows by at most 1 MiB per 100,000 of them."""
    grown = measure(pages)
    print(f"memory: {grown}", flush=True)
    return 0 if grown.slope <= 1 else 1


def year(seed: int, days: int) -> int:
    """Crawl daily; 0 when nothing was lost or repeated and little asked for in vain."""
    with tempfile.TemporaryDirectory() as folder:
        found = simulate(Path(folder), seed, days=days, stories=days, kills=max(2, days // 12))
    print(f"year: seed {seed}: {found}", flush=True)
    return 0 if found.good else 1


def damage(seeds: range) -> int:
    """Damage a data directory in every way; 0 when everything was found and named."""
    with tempfile.TemporaryDirectory() as folder:
        found = run_damages(Path(folder), seeds)
    print("\n".join([f"damage: from seed {seeds.start}: {found}", *found.missed]), flush=True)
    return len(found.missed)


def desk(seeds: range) -> int:
    """Kill the desk in every phase; 0 when nothing was lost, repeated or torn in any trial."""
    kills: Counter[str] = Counter()
    lost = repeated = torn = bad = 0
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            trial = run_trial(Path(folder) / "data", seed)
        kills += trial.kills
        lost, repeated, torn = lost + len(trial.lost), repeated + len(trial.repeated), torn + len(trial.torn)
        if not trial.good:
            bad += 1
            print(f"seed {seed}: {trial}", flush=True)
    told = ", ".join(f"{way} {kills[way]}" for way in WAYS)
    print(
        f"desk: {len(seeds)} trials from seed {seeds.start}, {kills.total()} kills ({told}): {lost} lost, {repeated} repeated, "
        f"{torn} torn, {bad} bad",
        flush=True,
    )
    return bad


def power(seeds: range) -> int:
    """Cut the power; 0 when nothing that was acknowledged was missing after any cut."""
    reason = why_not()
    if reason:
        print(f"power: not tried: {reason}", flush=True)
        return 0
    cuts = midway = lost = bad = 0
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            found = run_cuts(Path(folder), seed, cuts=CUTS)
        cuts, midway, lost = cuts + found.cuts, midway + found.midway, lost + len(found.lost)
        if not found.good:
            bad += 1
            print(f"seed {seed}: {found}", flush=True)
    told = f"{cuts} cuts from seed {seeds.start}, {midway} of them while the desk was at work"
    print(f"power: {told}: {lost} acknowledged lines missing, {bad} bad", flush=True)
    return bad


def crawls(seeds: range) -> int:
    """Kill whole crawls of the demo mirrors (without the browser's), then let one end."""
    kills = bad = 0
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            found, killed = crawl_trial(Path(folder), seed)
        kills += killed
        if found:
            bad += 1
            print(f"seed {seed}: {len(found)} wrong: {found[:5]}", flush=True)
    print(f"crawl: {len(seeds)} trials from seed {seeds.start}, {kills} kills, {bad} bad", flush=True)
    return bad


def crawl_trial(folder: Path, seed: int, *, stories: int = 60, most_kills: int = 3) -> tuple[list[str], int]:
    """One trial: what was wrong (nothing, when the list is empty), and how often a crawl was killed."""
    r = random.Random(f"crawl:{seed}")
    ports = free_ports(world.names())
    bases = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    sites = world.build(stories, bases)
    world.write_mirrors(folder / "mirrors", sites)
    data, allow = folder / "data", [f"127.0.0.1:{port}" for port in ports.values()]
    names = ",".join(name for name in ports if name != "script")
    wanted = {str(line["url"]) for line in world.truth(stories, bases) if line["mirror"] != "script"}
    args = ("-a", f"mirror={names}", "-a", "due=all")
    kills = 0
    with serving(sites, ports):
        for _ in range(most_kills):
            given = {
                **FAST,
                "NEWSCRAWL_DATA_DIR": str(data),
                "NEWSCRAWL_MIRRORS_DIR": str(folder / "mirrors"),
                "NEWSCRAWL_ALLOW_PRIVATE": ",".join(allow),
                "NEWSCRAWL_LEASE_SECONDS": "5",
            }
            flags = [flag for name, value in given.items() for flag in ("-s", f"{name}={value}")]
            command = [sys.executable, "-m", "scrapy", "crawl", "mirrors", *args, *flags]
            child = subprocess.Popen(
                command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(r.uniform(0.8, 4.0))
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                kills += 1
            child.wait()
            # A dead worker's mirrors go to another when its lease has expired.
            time.sleep(5.2)
        last = crawl(data, folder / "mirrors", *args, allow=allow, settings={"NEWSCRAWL_LEASE_SECONDS": "5"})
    wrong = [] if last.status == 0 else [f"the last crawl ended with {last.status}: {last.err[-300:]}"]
    urls = Counter(record["url"] for record in records(data))
    wrong += [f"lost {url}" for url in sorted(wanted - set(urls))]
    wrong += [f"repeated {url}" for url, times in urls.items() if times > 1]
    ledger = SqliteLedger(data / "ledger.sqlite")
    wrong += verify(data / "archive", ledger.marks()).wrong
    ledger.close()
    return wrong, kills


if __name__ == "__main__":
    sys.exit(main())
