"""``python -m tests.hostile [--seeds 5]``: every case with every seed, and the figures that docs/hostile.md shows."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.hostile import feeds, harness, pages, size, transport
from tests.spiders import test_traps as traps

GROUPS = {
    "transport": transport.CASES,
    "size": [*size.CASES, *size.SLOW],
    "feeds": feeds.CASES,
    "pages": pages.CASES,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument(
        "--seeds", type=int, default=1, help="how often, each time in another order and with other bytes"
    )
    parser.add_argument("--group", choices=[*GROUPS, "traps"], help="only this group")
    parser.add_argument("--holds", action="store_true", help="say where the event loop was held longest")
    given = parser.parse_args()
    groups = {name: cases for name, cases in GROUPS.items() if given.group in (None, name)}
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        quiet = harness.crawl(Path(folder) / "quiet", [])
        print(
            f"quiet crawl: {quiet.seconds:.1f} s, {quiet.memory >> 10} MiB, longest stall {quiet.stall * 1000:.0f} ms"
        )
        for held, where in quiet.held if given.holds else ():
            print(f"  held for {held * 1000:.0f} ms: {where}", flush=True)
        wrongs: list[str] = []
        passed = total = neighbours = heard = 0
        for seed in range(1, given.seeds + 1):
            for name, cases in groups.items():
                order = random.Random(seed).sample(cases, len(cases))
                outcome = harness.crawl(Path(folder) / f"{name}-{seed}", order, seed=seed, timeout=400)
                found = {case.name: harness.wrongs(case, outcome) for case in order}
                lost = harness.wrongs_of_neighbour(outcome)
                whole = len(outcome.archived(harness.NEIGHBOUR))
                good = sum(not one for one in found.values())
                passed, total, neighbours = passed + good, total + len(order), neighbours + whole
                heard += len(outcome.canary)
                wrongs += [line for one in (*found.values(), lost) for line in one]
                print(
                    f"seed {seed} {name}: {good} of {len(order)} cases, {outcome.seconds:.1f} s, "
                    f"memory +{max(0, outcome.memory - quiet.memory) >> 10} MiB "
                    f"(reading process {outcome.children >> 10} MiB), longest stall {outcome.stall * 1000:.0f} ms, "
                    f"neighbour {whole} of {harness.NEIGHBOURS}",
                    flush=True,
                )
                for held, where in outcome.held if given.holds else ():
                    print(f"  held for {held * 1000:.0f} ms: {where}", flush=True)
            if given.group in (None, "traps"):
                for trap in traps.TRAPS:
                    sprung = traps.spring(Path(folder) / f"{trap.__name__}-{seed}", trap)
                    print(
                        f"seed {seed} trap {trap.__name__}: {sprung.requests} requests, neighbour {sprung.kept['good']} of 8"
                    )
                    total, passed = total + 1, passed + (not sprung.wrong)
                    wrongs += sprung.wrong
        print(*wrongs, sep="\n")
        runs = given.seeds * len(groups)
        print(
            f"{passed} of {total} cases; neighbour {neighbours} of {runs * harness.NEIGHBOURS} articles; canary hits {heard}"
        )
    return 1 if wrongs else 0


if __name__ == "__main__":
    sys.exit(main())
