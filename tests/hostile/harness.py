"""One crawl over hostile mirrors and a healthy neighbour, in one process; and what it came to."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.crawling import FAST, ROOT, article_page, records, section_page, write_mirror
from tests.hostile.server import Host, Page, Wire
from tests.net.canary import Canary

NEIGHBOUR = "neighbour"
NEIGHBOURS = 24
GOOD = ("/world/good-story-number-1", "/world/good-story-number-2")
BAD = "/world/a-story-that-is-bad-3"
# The same bounds as by default, only tighter: a test need not wait for half a minute.
LIMITS = {
    "DOWNLOAD_TIMEOUT": "5",
    "NEWSCRAWL_STALL_SECONDS": "2",
    "RETRY_TIMES": "1",
    "NEWSCRAWL_MAX_SOURCE_PAGES": "8",
    "NEWSCRAWL_MAX_NEW_PAGES": "300",
    "NEWSCRAWL_MAX_FRUITLESS": "40",
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One way to misbehave. ``page`` is the worst of three articles; or ``build`` makes the whole host.

    ``archived`` is how many of the host's articles must be in the archive; ``reason`` a counted reason of what is not
    (``newscrawl/<mirror>/dropped/<reason>``), or ``sources/failed`` and the like.
    """

    name: str
    archived: int = 2
    reason: str = ""
    page: Page | None = None
    build: Callable[[Host], None] | None = None
    kind: str = "section"
    path: str = "/world"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a crawl came to."""

    status: int
    err: str
    seconds: float
    stall: float
    memory: int
    children: int
    stats: dict[str, Any]
    lines: tuple[dict[str, Any], ...]
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    # Who came to the server that nobody may reach.
    canary: tuple[bytes, ...] = ()
    # The longest holds of the event loop, and where each was.
    held: tuple[tuple[float, str], ...] = ()

    def archived(self, mirror: str) -> list[str]:
        """Headlines in the archive, of one mirror."""
        return sorted(line["headline"] for line in self.lines if line["mirror"] == mirror)

    def counted(self, mirror: str) -> dict[str, int]:
        """What was counted for a mirror."""
        start = f"newscrawl/{mirror}/"
        return {name.removeprefix(start): n for name, n in self.stats.items() if name.startswith(start)}


def good(number: int) -> Page:
    """An honest article."""

    def page(wire: Wire) -> None:
        wire.answer(article_page(f"Harbour report {number} of {wire.host} is published", number))

    return page


def listing(paths: Iterable[str]) -> Page:
    """An honest section page."""
    text = section_page(paths)

    def page(wire: Wire) -> None:
        wire.answer(text)

    return page


def furnish(host: Host, case: Case) -> None:
    """Make a host of a case: two good articles, and the bad one among them."""
    for number, path in enumerate(GOOD, 1):
        host.pages[path] = good(number)
    host.pages["/world"] = listing([GOOD[0], BAD, GOOD[1]])
    if case.page is not None:
        host.pages[BAD] = case.page
    if case.build is not None:
        case.build(host)


def crawl(folder: Path, cases: Iterable[Case], *, seed: int = 1, timeout: float = 150, **settings: str) -> Outcome:
    """Crawl the hosts of all cases and the neighbour in one run."""
    with contextlib.ExitStack() as stack:
        canary = stack.enter_context(Canary())
        neighbour = stack.enter_context(Host())
        paths = [f"/world/quiet-story-number-{n}" for n in range(NEIGHBOURS)]
        neighbour.pages["/world"] = listing(paths)
        neighbour.pages |= {path: good(n) for n, path in enumerate(paths)}
        hosts = {NEIGHBOUR: neighbour}
        write_mirror(folder / "mirrors", NEIGHBOUR, neighbour.name, _source(neighbour, "section", "/world"))
        for case in cases:
            host = hosts[case.name] = stack.enter_context(Host(seed=seed, elsewhere=f"127.0.0.1:{canary.port}"))
            furnish(host, case)
            write_mirror(folder / "mirrors", case.name, host.name, _source(host, case.kind, case.path))
        given = {
            **FAST,
            **LIMITS,
            "NEWSCRAWL_DATA_DIR": str(folder / "data"),
            "NEWSCRAWL_MIRRORS_DIR": str(folder / "mirrors"),
            "NEWSCRAWL_ALLOW_PRIVATE": ",".join(host.name for host in hosts.values()),
            **settings,
        }
        flags = [flag for name, value in given.items() for flag in ("-s", f"{name}={value}")]
        report = folder / "report.json"
        command = [sys.executable, "-m", "tests.hostile.child", str(report), "crawl", "mirrors"]
        ran = subprocess.run(
            [*command, "-a", f"mirror={','.join(hosts)}", *flags],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
        )  # fmt: skip
        assert report.exists(), ran.stderr[-3000:]
        seen = json.loads(report.read_text())
        return Outcome(
            status=ran.returncode,
            err=ran.stderr,
            seconds=seen["seconds"],
            stall=seen["stall"],
            memory=seen["memory"],
            children=seen["children"],
            stats=seen["stats"],
            lines=tuple(records(folder / "data")),
            asked={name: tuple(host.asked) for name, host in hosts.items()},
            heads={name: tuple(host.heads) for name, host in hosts.items()},
            canary=tuple(canary.hits),
            held=tuple((held, where) for held, where in seen["held"]),
        )


def wrongs(case: Case, outcome: Outcome) -> list[str]:
    """What does not hold for one case; empty when all does."""
    found = []
    archived, counted = outcome.archived(case.name), outcome.counted(case.name)
    if len(archived) != case.archived:
        found.append(f"{case.name}: {len(archived)} archived instead of {case.archived}; counted: {counted}")
    if len(set(archived)) != len(archived):
        found.append(f"{case.name}: archived twice: {archived}")
    if case.reason and not any(case.reason in name for name in counted):
        found.append(f"{case.name}: no {case.reason!r} was counted, but {counted}")
    return found


def wrongs_of_neighbour(outcome: Outcome) -> list[str]:
    """What the neighbour lost, and who came where nobody may."""
    archived = len(outcome.archived(NEIGHBOUR))
    lost = [] if archived == NEIGHBOURS else [f"the neighbour has {archived} of {NEIGHBOURS} articles"]
    return lost + [f"the canary heard {hit[:80]!r}" for hit in outcome.canary]


def _source(host: Host, kind: str, path: str) -> dict[str, str]:
    source = {"kind": kind, "url": host.url + path}
    return source | {"article_links": "a.title"} if kind == "section" else source
