"""``scrapy export -O FILE``: the archive's records for other programs, any time."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.exports import WRITERS, writer_for
from newscrawl.archive.outputs import check_outputs
from newscrawl.archive.replacing import UNCHANGED, replacing
from newscrawl.config import Config
from newscrawl.desk.exporting import Selection, select
from newscrawl.errors import ConfigError, LedgerError, NewscrawlError
from newscrawl.extensions.log import tell_error
from newscrawl.ledger.sqlite import SqliteLedger

BAD_START, INCOMPLETE, FAILED = 2, 3, 4


class Command(ScrapyCommand):
    """Export the archive."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy export``."""
        return "-O FILE [--since DATE] [--until DATE] [--per-story]"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "Export the archive as " + ", ".join(WRITERS)

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """``-O``, ``--since``, ``--until``, ``--per-story``."""
        super().add_options(parser)
        parser.add_argument(
            "-O", "--output", metavar="FILE", required=True, help="its name says the form: " + " ".join(WRITERS)
        )
        parser.add_argument("--since", metavar="DATE", help="published on this day or later (YYYY-MM-DD)")
        parser.add_argument("--until", metavar="DATE", help="published before this day")
        parser.add_argument("--per-story", action="store_true", help="one article for each story: its primary")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file beside its place and rename it; a device or a pipe is written as it is."""
        if args:
            raise UsageError("only options are known")
        selection = Selection(since=_day(opts.since), until=_day(opts.until), per_story=opts.per_story)
        if selection.since and selection.until and selection.since >= selection.until:
            raise UsageError("--since must be before --until")
        target = Path(opts.output)
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            root = config.archive_dir
            if not root.is_dir():
                raise ConfigError(f"{root}: there is no archive; set NEWSCRAWL_DATA_DIR to where a crawl left one")
            check_outputs(config, {"-O": target})
            write = writer_for(target)
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START
            return
        ledger = _ledger_of(config)
        try:
            with replacing(target) as file:
                write(select(root, ledger, selection), file)
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = FAILED
            return
        except OSError as error:  # not of the output, which names itself
            tell_error(f"{error.filename or root}: {error.strerror or error}; {target}: {UNCHANGED}")
            self.exitcode = FAILED
            return
        finally:
            if ledger is not None:
                ledger.close()
        self._report(target, selection)

    def _report(self, target: Path, selection: Selection) -> None:
        for line in selection.wrong:
            tell_error(line)
        if selection.wrong:
            tell_error(f"{len(selection.wrong)} lines or files are not in the export")
            self.exitcode = INCOMPLETE
        what = "stories" if selection.per_story else "articles"
        if selection.unended:
            print(
                f"{selection.unended} lines are not ended yet: a run is writing them, or the next one mends them",
                file=sys.stderr,
            )
        notes = [f"{selection.outside} outside the days asked for"] if selection.since or selection.until else []
        if notes and selection.without_time:
            notes.append(f"{selection.without_time} without a time, kept")
        print(f"{target}: {selection.taken} {what}" + (f" ({'; '.join(notes)})" if notes else ""), file=sys.stderr)


def _ledger_of(config: Config) -> SqliteLedger | None:
    """The ledger's word on stories, where there is a ledger; the lines' own word where there is none."""
    if not config.ledger_path.is_file():
        print(f"{config.ledger_path}: no ledger; stories are those that the lines name", file=sys.stderr)
        return None
    try:
        return SqliteLedger.to_read(config.ledger_path)
    except LedgerError as error:
        print(f"{error}; stories are those that the lines name", file=sys.stderr)
        return None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day (YYYY-MM-DD)") from None
