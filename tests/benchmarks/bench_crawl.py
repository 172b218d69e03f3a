"""Pages a second and CPU a page of the whole crawl, beside a bare Scrapy spider on the same pages, in turn."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crawling import archive_lines, write_mirror

ROOT = Path(__file__).resolve().parent.parent.parent
COMPILED = ROOT / ".make" / "compiled"
SIZES = {"2 KB": (2_000, 1_000), "80 KB": (80_000, 400)}
ROUNDS = 3
MEMORY_PAGES = 5_000


@dataclass(frozen=True)
class Cost:
    """One process: wall and CPU seconds, peak memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


def measured(command: list[str], env: dict[str, str] | None = None) -> Cost:
    """Run a command and account for it."""
    started = time.perf_counter()
    # (Where Python may not keep what it compiled, each start compiles the package anew: no installed crawler does.)
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **kept, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(errors.decode()[-3000:])
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(port: int, folder: Path) -> list[str]:
    """The command of the whole crawl into a fresh data dir."""
    host = f"127.0.0.1:{port}"
    source = {"kind": "section", "url": f"http://{host}/section/0", "article_links": "a.title"}
    write_mirror(
        folder / "mirrors", "bench", host, source, selectors='{headline = "h1", published = ".date", body = ".text"}'
    )
    settings = {
        "NEWSCRAWL_DATA_DIR": folder / "data",
        "NEWSCRAWL_MIRRORS_DIR": folder / "mirrors",
        "NEWSCRAWL_ALLOW_PRIVATE": host,
        "NEWSCRAWL_MAX_SOURCE_PAGES": 1000,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
        "LOG_LEVEL": "WARNING",
    }
    flags = [flag for name, value in settings.items() for flag in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", "mirrors", "-a", "mirror=bench", *flags]


def with_server(pages: int, size: int, use: Callable[[int], None], *words: str) -> None:
    """Serve made-up pages while ``use(port)`` runs; ``words``: in which language."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.pages_server", str(pages), str(size), *words],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        use(int(server.stdout.readline()))
    finally:
        server.stdin.close()
        server.wait(10)


def compare(label: str, size: int, pages: int) -> None:
    """A B A B ..., with the ratio pair by pair."""

    def run(port: int) -> None:
        pairs = []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                bare = measured(
                    [sys.executable, "-m", "tests.benchmarks.bare_spider", str(port), str(folder / "out.jsonl")]
                )
                whole = measured(ours(port, folder))
                lines = sum(1 for _ in archive_lines(folder / "data"))
                assert lines == pages, f"{lines} archived of {pages}"
                pairs.append((bare, whole))
        for name, costs in (("bare spider", [b for b, _ in pairs]), ("newscrawl", [w for _, w in pairs])):
            cpu = statistics.median(c.cpu for c in costs) / pages * 1000
            rate = statistics.median(pages / c.wall for c in costs)
            peak = max(c.peak_mb for c in costs)
            print(f"{label:>6}  {name:<12} {rate:7.0f} pages/s  {cpu:6.2f} CPU ms a page  {peak:5.0f} MB peak")
        ratios = sorted(w.cpu / b.cpu for b, w in pairs)
        print(
            f"{label:>6}  ratio of CPU, pair by pair: {', '.join(f'{r:.2f}' for r in ratios)} (aim: at most 3)",
            flush=True,
        )

    with_server(pages, size, run)


def memory() -> None:
    """Peak memory of a crawl of many pages, in a language that common words settle and in none."""
    for words in (("english",), ()):

        def run(port: int, told: str = " ".join(words) or "in no language") -> None:
            with tempfile.TemporaryDirectory() as name:
                cost = measured(ours(port, Path(name)))
                print(
                    f"{MEMORY_PAGES} pages of 2 KB, {told}: {cost.peak_mb:.0f} MB peak (aim: at most 200; the model of "
                    "languages, for texts that common words do not settle, is 75 of it)",
                    flush=True,
                )

        with_server(MEMORY_PAGES, 2_000, run, *words)


def main() -> None:
    """Both sizes, then memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for label, (size, pages) in SIZES.items():
        compare(label, size, pages)
    memory()
