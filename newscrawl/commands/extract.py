"""``scrapy extract MANIFEST.jsonl -O OUT.jsonl``: read saved pages with the reader that the crawl uses."""

from __future__ import annotations

import argparse
import functools
import gzip
import hashlib
import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.records import to_line
from newscrawl.commands._workers import Result, Workers
from newscrawl.config import Config, check_outputs
from newscrawl.errors import ConfigError, NewscrawlError, ReadingError
from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text import languages
from newscrawl.text.article import interpret
from newscrawl.text.counted import counted

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
BAD_START, FAILED, STOPPED = 2, 4, 5
# A saved page larger than this is no article.
MOST_BYTES = 64 * 1024 * 1024
_WEB = re.compile(r"[a-z]{0,2}https?", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
# What a page states of its time for machines; a date in its text may be that of any entry of a list.
_STATED = ("jsonld", "meta", "microdata", "time")


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
            print(f"error: {manifest}: {error.strerror}; give the path of a manifest in JSON Lines", file=sys.stderr)
            self.exitcode = BAD_START
            return
        try:
            if opts.output != "-":
                check_outputs(Config.from_settings(self.settings), {"-O": Path(opts.output)}, inputs=[manifest])
            languages.check()
        except ConfigError as error:
            lines.close()
            print(f"error: {error}", file=sys.stderr)
            self.exitcode = BAD_START
            return
        with lines:
            failed = self._extract(lines, manifest.resolve().parent, opts)
        if failed:
            print(f"{counted(failed, 'page')} could not be read: see the lines with an error", file=sys.stderr)

    def _extract(self, lines: BinaryIO, base: Path, opts: argparse.Namespace) -> int:
        target = None if opts.output == "-" else Path(opts.output)
        partial = target.with_name(f".{target.name}.partial") if target else None
        tally = _Tally(lines)
        try:
            read = functools.partial(read_line, base=base)
            with stopped_by_signals(), Workers(read, error_line, jobs=opts.jobs) as workers:
                out = partial.open("wb") if partial else sys.stdout.buffer
                with tally:
                    for line, ok in workers.in_order(tally.lines()):
                        out.write(line)
                        tally.count(ok)
                out.flush()
                if partial and target:
                    os.fsync(out.fileno())
                    out.close()
                    partial.replace(target)
        except (OSError, KeyboardInterrupt) as error:
            why = error.strerror if isinstance(error, OSError) else "stopped"
            left = "; nothing was left there" if partial else ""
            print(f"error: {opts.output}: {why} after {tally.pages} pages{left}", file=sys.stderr)
            if partial:
                partial.unlink(missing_ok=True)
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """One manifest line: ``path`` relative to the manifest, ``.html`` or ``.html.gz``."""

    id: str
    url: str | None
    path: str
    timezone: str | None = None
    fetched_at: datetime | None = None

    @classmethod
    def from_line(cls, entry: dict[str, Any]) -> Saved:
        """Check one line; raises ValueError with what is wrong."""
        for key in ("id", "path"):
            if not isinstance(entry.get(key), str) or not entry[key]:
                raise ValueError(f"{key!r} is missing or not a string")
        for key in ("url", "timezone", "fetched_at"):
            if not isinstance(entry.get(key), str | None):
                raise ValueError(f"{key!r} is not a string")
        url = entry.get("url")
        if url and not _is_web(url):
            raise ValueError(f"url {url[:200]!r} is not an http(s) address; leave it out where it is not known")
        timezone = entry.get("timezone")
        if timezone:
            try:
                ZoneInfo(timezone)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                raise ValueError(f"timezone {timezone!r} is not in the tz database") from None
        fetched = entry.get("fetched_at")
        at = None
        if fetched:
            try:
                at = datetime.fromisoformat(fetched)
            except ValueError:
                raise ValueError(f"fetched_at {fetched!r} is not an ISO 8601 time") from None
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        return cls(id=entry["id"], url=entry.get("url"), path=entry["path"], timezone=timezone, fetched_at=at)


def read_line(line: bytes, base: Path) -> Result:
    """Read one saved page; what is wrong with it becomes its error line."""
    entry: Any = None
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict):
            raise ValueError("not a JSON object")
        saved = Saved.from_line(entry)
        path = base / saved.path
        body = _saved(path)
        if len(body) > MOST_BYTES:
            raise ValueError(f"the page is larger than {MOST_BYTES >> 20} MiB")
        return _record(saved, body), True
    except (NewscrawlError, OSError, EOFError, ValueError, RecursionError) as error:
        why = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.strerror else str(error)
        known = entry if isinstance(entry, dict) else {}
        return _line({"id": known.get("id"), "url": known.get("url"), "error": why or type(error).__name__}), False
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours must not end a run over 100,000 pages; it is in the line
        return _line({"id": entry["id"], "url": entry.get("url"), "error": f"{type(error).__name__}: {error}"}), False


def _is_web(url: str) -> bool:
    """Whether an address is one of the web; one mistyped before its "http" is, since nothing is fetched from it."""
    try:
        parts = urlsplit(url.strip())
        return _WEB.fullmatch(parts.scheme) is not None and bool(parts.hostname)
    except ValueError:
        return False


def _saved(path: Path) -> bytes:
    """A saved page; whether it is packed is told by its first bytes, since names are wrong often enough."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        with gzip.open(file) if packed else nullcontext(file) as page:
            return page.read(MOST_BYTES + 1)


def _record(saved: Saved, body: bytes) -> bytes:
    facts = SiteFacts(timezone=saved.timezone)
    raw = read_page(body, url=saved.url or "", fetched_at=saved.fetched_at)
    if raw.no_article not in (None, "front_page"):
        raise ReadingError(f"no article: {raw.no_article}")
    provenance = Provenance(via="file", body_sha256=hashlib.sha256(body).hexdigest())
    article = interpret(raw, facts, provenance=provenance)
    if raw.no_article is not None and article.published_at is None:
        # A front page that holds an article (weblogs of one page do) is dated; whoever names a page wants it read.
        raise ReadingError(f"no article: {raw.no_article}")
    if not article.body and not article.images and article.published_from not in _STATED:
        # A list of headlines, or a page that scripts fill. One that states a picture or a time is an article whose text is
        # elsewhere: its headline and its time are read.
        raise ReadingError("no article: no_body")
    return to_line(replace(article, id=saved.id))


def error_line(line: bytes, why: str) -> Result:
    """The error line of a manifest line that could not be read at all."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    known = entry if isinstance(entry, dict) else {}
    return _line({"id": known.get("id"), "url": known.get("url"), "error": why}), False


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True).encode() + b"\n"
