"""The table at the end: for each mirror what was found, fetched, archived and dropped, and why."""

from __future__ import annotations

import logging
import sys
import time
from collections import defaultdict
from datetime import timedelta
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.extensions.log import safe, tell
from newscrawl.extensions.progress import TAKEN_UP, totals
from newscrawl.net.hosts import hosts_of
from newscrawl.spiders.notes import minute
from newscrawl.spiders.run import Run
from newscrawl.text.counted import counted

logger = logging.getLogger(__name__)

RELATIONS = ("first", "earlier", "exact", "near", "excerpt", "update")
OUTCOMES = ("archived", "unchanged", "not_article", "gone", "refused", "failed", "quarantined", "waiting")


def by_mirror(stats: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Sort ``newscrawl/<mirror>/<what>`` by mirror."""
    rows: dict[str, dict[str, int]] = defaultdict(dict)
    for key, value in stats.items():
        parts = key.split("/", 2)
        if len(parts) == 3 and parts[0] == "newscrawl" and isinstance(value, int):
            rows[parts[1]][parts[2]] = value
    return rows


def reasons(row: dict[str, int]) -> str:
    """Say why pages were dropped: ``gone 2, no_body 1``."""
    found = {key.removeprefix("dropped/"): n for key, n in row.items() if key.startswith("dropped/")}
    return ", ".join(f"{reason} {n}" for reason, n in sorted(found.items(), key=lambda pair: -pair[1])) or "-"


def relations(row: dict[str, int]) -> str:
    """Say how the archived articles stand to those before: ``first 12, exact 3, update 1``."""
    return ", ".join(f"{name} {row[key]}" for name in RELATIONS if row.get(key := f"relation/{name}")) or "-"


def summary_table(stats: dict[str, Any]) -> Table:
    """The table, a row for each mirror; it fits a terminal of 80 columns."""
    table = Table(title="newscrawl", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("mirror", no_wrap=True)
    for name in ("pages", "fetched", "archived", "unchanged"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("dropped")
    table.add_column("relations")
    for mirror, row in sorted(by_mirror(stats).items()):
        taken_up = sum(row.get(how, 0) for how in TAKEN_UP)
        counts = [str(taken_up), *(str(row.get(name, 0)) for name in ("fetched", "archived", "unchanged"))]
        table.add_row(escape(safe(mirror)), *counts, escape(safe(reasons(row))), relations(row))
    return table


def plain_lines(stats: dict[str, Any]) -> list[str]:
    """The table as lines for a log: ``turan: found 9, resumed 0, ..., archived 7; dropped: gone 1; ...``."""
    lines = []
    for mirror, row in sorted(by_mirror(stats).items()):
        counts = ", ".join(f"{name} {row.get(name, 0)}" for name in (*TAKEN_UP, "fetched", "archived", "unchanged"))
        lines.append(safe(f"{mirror}: {counts}; dropped: {reasons(row)}; relations: {relations(row)}"))
    return lines


class SummaryExtension:
    """Prints the table when the spider closes, to stderr."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.stats is None:
            raise NotConfigured
        self._crawler = crawler
        self._started = time.monotonic()
        self._reason = ""
        crawler.signals.connect(self.closed, signals.spider_closed)
        # Feeds are closed on the same signal, and one that fails only then must not be told as "finished".
        crawler.signals.connect(self.told, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SummaryExtension:
        return cls(crawler)

    def _elapsed(self) -> str:
        seconds = time.monotonic() - self._started
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(int(minutes), 60)
        if hours or minutes:
            return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds:.0f} s"
        return f"{seconds:.1f} s"

    def closed(self, reason: str) -> None:
        """Keep how the run ended until everything else is closed."""
        self._reason = reason

    def told(self) -> None:
        """Print what happened, how it ended and where everything lies."""
        run = getattr(self._crawler.spider, "run", None)
        if not isinstance(run, Run):
            return
        assert self._crawler.stats is not None
        stats = self._crawler.stats.get_stats()
        failed = stats.get("finish_reason") == "feed_failed"
        lines = self._closing_lines(run, stats, "feed_failed" if failed else self._reason)
        if self._crawler.settings.get("LOG_FILE"):
            # A log is read long after, and by other people than whoever saw the terminal (Scrapyd's jobs).
            for line in (*plain_lines(stats), *lines):
                logger.info("%s", line)
        # Wide enough that a pipe or a log does not fold the table.
        console = Console(file=sys.stderr, width=None if sys.stderr.isatty() else 160)
        with console.capture() as printed:  # rich would end the process, threads and all, where a pipe is broken
            console.print(summary_table(stats))
            for line in lines:
                console.print(escape(line), highlight=False)
        tell(printed.get())

    def _closing_lines(self, run: Run, stats: dict[str, Any], reason: str) -> list[str]:
        sums = totals(stats)
        outcomes = {name: n for name in (*OUTCOMES, "outside_window") if (n := sums.get(name, 0))}
        settled = sum(outcomes.values())
        taken_up = sum(sums.get(how, 0) for how in TAKEN_UP)
        waiting = taken_up - settled
        ended = run.broken or reason
        lines = [f"ended: {ended}, after {self._elapsed()}"]
        if run.gave_up:
            worst = ", ".join(f"{what} {n}" for what, n in run.gave_up.most_common(8))
            lines.append(f"given up on: {safe(worst)}")
        if kept := sums.get("quarantined"):
            lines.append(f"kept in quarantine: {counted(kept, 'page')}; see `scrapy quarantine list`")
        lines += [
            safe(f"leads away: {told}; if the mirror has moved, change `domain` in its file")
            for told in run.departures.told()
        ]
        for key, told in (
            ("sources/gone_sitemaps", "sitemaps that an index lists and that are gone (404, 410)"),
            ("sources/failed_sitemaps", "sitemaps that an index lists and that could not be read (see the log)"),
            ("sources/empty", "sources that list no article (see the log for what to look at)"),
            ("without_time", "archived without a time"),
        ):
            if sums.get(key):
                lines.append(f"{told}: {sums[key]}")
        if not run.mirrors:
            lines.append("no mirror is on: name some with -a mirror=..., or set NEWSCRAWL_MIRRORS_DIR")
        hits = {key: n for key, n in sums.items() if key.startswith("bounds/")}
        if hits:
            told = ", ".join(f"{key.removeprefix('bounds/')} {n}" for key, n in sorted(hits.items()))
            lines.append(f"bounds hit (traps, or more than a run takes): {told}")
        came = ", ".join(f"{how} {sums.get(how, 0)}" for how in TAKEN_UP)
        ended_as = ", ".join(f"{name} {n}" for name, n in outcomes.items()) or "none"
        lines.append(
            f"accounts: {came}; outcomes: {ended_as}; {counted(taken_up, 'page')}, {counted(settled, 'outcome')}"
        )
        if waiting > 0:
            lines.append(f"not reached in this run, and first in the next: {waiting}")
        lines += [safe(told) for told in run.notes.told(pages=taken_up)]
        for host, seconds in sorted(hosts_of(self._crawler).rests().items()):
            until = minute(run.now() + timedelta(seconds=seconds))
            lines.append(
                safe(f"asked to be left alone: {host}, until {until}; what waits for it is fetched in a run after that")
            )
        lines += [f"damaged: {told}" for told in run.desk.damaged]
        lines.append(f"archive: {run.config.archive_dir}")
        return lines
