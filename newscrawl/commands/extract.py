"""``scrapy extract MANIFEST.jsonl -O OUT.jsonl``: read saved pages with the reader that the crawl uses."""

from __future__ import annotations

import argparse
import functools
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.files import naming
from newscrawl.archive.outputs import check_outputs
from newscrawl.archive.replacing import UNCHANGED, is_replaced, replacing
from newscrawl.commands._workers import Workers
from newscrawl.config import Config
from newscrawl.desk.saved_pages import error_line, read_line
from newscrawl.errors import ConfigError, Unwritten
from newscrawl.extensions.log import tell_error
from newscrawl.text import languages
from newscrawl.text.counted import counted

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
BAD_START, FAILED, STOPPED = 2, 4, 5


class Command(ScrapyCommand):
    """Read saved pages into archive records, one a line, in the manifest's order."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy extract``."""
        return "MANIFEST.jsonl -O OUT.jsonl [--jobs N]"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "Read saved pages into archive records"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """``-O`` and ``--jobs``."""
        super().add_options(parser)
        parser.add_argument(
            "-O", "--output", metavar="FILE", required=True, help="write the records here, - for stdout"
        )
        parser.add_argument("--jobs", type=int, default=CORES, metavar="N", help="processes; default: cores")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read every line; a page that cannot be read gives an error line and the run goes on."""
        if len(args) != 1:
            raise UsageError("name one manifest")
        if opts.jobs < 1:
            raise UsageError("--jobs must be 1 or more")
        manifest = Path(args[0])
        assert self.settings is not None
        try:
            lines = manifest.open("rb")
        except OSError as error:
            tell_error(f"{manifest}: {error.strerror}; give the path of a manifest in JSON Lines")
            self.exitcode = BAD_START
            return
        try:
            if opts.output != "-":
                check_outputs(Config.from_settings(self.settings), {"-O": Path(opts.output)}, inputs=[manifest])
            languages.check()
        except ConfigError as error:
            lines.close()
            tell_error(error)
            self.exitcode = BAD_START
            return
        with lines:
            failed = self._extract(lines, manifest.resolve().parent, opts)
        if failed:
            print(f"{counted(failed, 'page')} could not be read: see the lines with an error", file=sys.stderr)

    def _extract(self, lines: BinaryIO, base: Path, opts: argparse.Namespace) -> int:
        target = None if opts.output == "-" else Path(opts.output)
        tally = _Tally(lines)
        left = f"; {UNCHANGED}" if target and is_replaced(target) else ""
        try:
            read = functools.partial(read_line, base=base)
            with (
                stopped_by_signals(),
                Workers(read, error_line, jobs=opts.jobs) as workers,
                replacing(target) if target else nullcontext(sys.stdout.buffer) as out,
            ):
                with tally:
                    for line, ok in workers.in_order(tally.lines()):
                        out.write(line)
                        tally.count(ok)
                out.flush()
        except (OSError, KeyboardInterrupt) as error:
            if isinstance(error, Unwritten):  # it says what stands there now
                told = f"{error}; {tally.pages} pages were read"
            else:  # what cannot be read names itself
                where = error.filename if isinstance(error, OSError) else None
                why = error.strerror or str(error) if isinstance(error, OSError) else "stopped"
                told = f"{where or opts.output}: {why} after {tally.pages} pages{left}"
            tell_error(told)
            self.exitcode = FAILED if isinstance(error, OSError) else STOPPED
            return 0
        print(f"{tally.pages} pages in {tally.seconds:.1f} s, {tally.rate:.0f} a second", file=sys.stderr)
        return tally.failed


class _Tally:
    """How far a run is; shown as a line that renews itself where a person looks on."""

    def __init__(self, manifest: BinaryIO) -> None:
        self._manifest = manifest
        self.pages = self.failed = self._read = 0
        self._began = self._shown = time.monotonic()
        console = Console(stderr=True)
        told = TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:.0f} a second")
        # No thread that refreshes it: processes are forked from this one.
        self._bar = Progress(
            BarColumn(), TaskProgressColumn(), told, TimeRemainingColumn(),
            console=console, transient=True, auto_refresh=False, disable=not console.is_terminal,
        )  # fmt: skip
        try:
            size = os.fstat(manifest.fileno()).st_size or None
        except (OSError, ValueError):
            size = None
        self._task = self._bar.add_task("", total=size, pages=0, rate=0.0)

    def __enter__(self) -> None:
        self._bar.start()

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    @property
    def rate(self) -> float:
        return self.pages / max(self.seconds, 0.001)

    def lines(self) -> Iterator[bytes]:
        """The manifest's lines that hold anything."""
        with naming(Path(self._manifest.name)):
            for line in self._manifest:
                self._read += len(line)
                if line.strip():
                    yield line

    def count(self, ok: bool) -> None:
        """One page more."""
        self.pages += 1
        self.failed += not ok
        now = time.monotonic()
        if now - self._shown > 0.2:
            self._shown = now
            self._bar.update(self._task, completed=self._read, pages=self.pages, rate=self.rate, refresh=True)


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """SIGTERM stops a run as Ctrl-C does: nothing half written is left, nor a process."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
