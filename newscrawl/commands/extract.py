"""``scrapy extract MANIFEST.jsonl -O OUT.jsonl``: read saved pages with the reader that the crawl uses."""

from __future__ import annotations

import argparse
import functools
import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.progress import Progress
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.records import to_line
from newscrawl.errors import NewscrawlError, ReadingError
from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

# Lines handed to a worker at a time, and how many such chunks may wait: memory stays bounded on any manifest.
CHUNK = 16
WAITING_PER_JOB = 4
# A saved page larger than this is no article.
MOST_BYTES = 64 * 1024 * 1024


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
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; default: cores"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read every line; a page that cannot be read gives an error line and the run goes on."""
        if len(args) != 1:
            raise UsageError("name one manifest")
        if opts.jobs < 1:
            raise UsageError("--jobs must be 1 or more")
        manifest = Path(args[0])
        try:
            lines = manifest.open("rb")
        except OSError as error:
            print(f"error: {manifest}: {error.strerror}; give the path of a manifest in JSON Lines", file=sys.stderr)
            self.exitcode = 2
            return
        with lines:
            failed = self._extract(lines, manifest.resolve().parent, opts)
        if failed:
            print(f"{failed} pages could not be read: see the lines with an error", file=sys.stderr)

    def _extract(self, lines: Iterable[bytes], base: Path, opts: argparse.Namespace) -> int:
        target = None if opts.output == "-" else Path(opts.output)
        partial = target.with_name(f".{target.name}.partial") if target else None
        failed = 0
        console = Console(stderr=True)
        try:
            out = partial.open("wb") if partial else sys.stdout.buffer
            with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
                task = progress.add_task("pages", total=None)
                for results in _in_order(lines, base, opts.jobs):
                    for line, ok in results:
                        out.write(line)
                        failed += not ok
                    progress.advance(task, len(results))
            out.flush()
            if partial and target:
                os.fsync(out.fileno())
                out.close()
                partial.replace(target)
        except OSError as error:
            print(f"error: {opts.output}: {error.strerror}; nothing was left there", file=sys.stderr)
            if partial:
                partial.unlink(missing_ok=True)
            self.exitcode = 4
        return failed


def _in_order(lines: Iterable[bytes], base: Path, jobs: int) -> Iterator[list[tuple[bytes, bool]]]:
    wanted = (line for line in lines if line.strip())
    chunks = iter(lambda: list(islice(wanted, CHUNK)), [])
    read = functools.partial(read_chunk, base=base)
    if jobs == 1:
        yield from map(read, chunks)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        waiting: list[Future[list[tuple[bytes, bool]]]] = [
            pool.submit(read, chunk) for chunk in islice(chunks, jobs * WAITING_PER_JOB)
        ]
        while waiting:
            yield waiting.pop(0).result()
            for chunk in islice(chunks, 1):
                waiting.append(pool.submit(read, chunk))


def read_chunk(lines: list[bytes], base: Path) -> list[tuple[bytes, bool]]:
    """Read some manifest lines: for each a record line and whether it is a record."""
    return [read_line(line, base) for line in lines]


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


def read_line(line: bytes, base: Path) -> tuple[bytes, bool]:
    """Read one saved page; what is wrong with it becomes its error line."""
    entry: Any = None
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict):
            raise ValueError("not a JSON object")
        saved = Saved.from_line(entry)
        path = base / saved.path
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise ValueError(f"the page is larger than {MOST_BYTES >> 20} MiB")
        return _record(saved, body), True
    except (NewscrawlError, OSError, EOFError, ValueError, RecursionError) as error:
        why = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.strerror else str(error)
        known = entry if isinstance(entry, dict) else {}
        return _line({"id": known.get("id"), "url": known.get("url"), "error": why or type(error).__name__}), False
    except Exception as error:  # a fault of ours must not end a run over 100,000 pages; it is in the line
        return _line({"id": entry["id"], "url": entry.get("url"), "error": f"{type(error).__name__}: {error}"}), False


def _record(saved: Saved, body: bytes) -> bytes:
    facts = SiteFacts(timezone=saved.timezone)
    raw = read_page(body, url=saved.url or "", fetched_at=saved.fetched_at)
    if raw.no_article is not None:
        raise ReadingError(f"no article: {raw.no_article}")
    provenance = Provenance(via="file", body_sha256=hashlib.sha256(body).hexdigest())
    article = interpret(raw, facts, provenance=provenance)
    return to_line(replace(article, id=saved.id))


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True).encode() + b"\n"
