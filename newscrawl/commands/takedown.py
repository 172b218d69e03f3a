"""``scrapy takedown URL --reason WHY``: take an article down for good."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, TextIO

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.config import Config
from newscrawl.desk.takedown import TakenDown, take_down
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import safe, tell_error

BAD_START, INCOMPLETE, FAILED = 2, 3, 4
# So many addresses or files are named in one line.
MOST_LISTED = 20


class Command(ScrapyCommand):
    """Take one article down, all its versions, under every variant of its address."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy takedown``."""
        return "URL --reason WHY"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "Take an article down: it is given out no more and never fetched again"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--reason``."""
        super().add_options(parser)
        parser.add_argument("--reason", required=True, help="why; it stays with the tombstone")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Put up a tombstone, then take the text out of ledger, quarantine and published files."""
        if len(args) != 1:
            raise UsageError("name one URL")
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            if not config.data_dir.is_dir():
                raise ConfigError(f"{config.data_dir}: there is nothing there; set NEWSCRAWL_DATA_DIR")
            done = take_down(config, args[0], opts.reason, datetime.now(UTC))
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START if isinstance(error, ConfigError) else FAILED
            return
        self._tell(done)
        if not config.ledger_path.is_file():
            print(
                f"{config.ledger_path}: no ledger: other copies of the story, and where the address redirected, are not known; "
                "`scrapy ledger rebuild` makes one from the archive",
                file=sys.stderr,
            )

    def _tell(self, done: TakenDown) -> None:
        when = f"was already taken down on {done.before.date()}" if done.before else "taken down"
        print(f"{safe(done.tombstone.url)}: {when}, {done.versions} versions")
        for url in done.addresses:
            if url != done.tombstone.url:
                print(f"it was archived as {safe(url)}")
        if not done.tombstone.ids:
            # A script must not believe that a text is gone which the archive holds under another address.
            print(
                "the archive holds no article of this address, so no text left it; it will not be fetched, whatever lists it. "
                "Where it redirected, or its page named another address, take that one down: its `url` in the archive",
                file=sys.stderr,
            )
            _list("pages of these addresses name it as their canonical one", done.named_by, sys.stderr)
            self.exitcode = INCOMPLETE
        elif not done.versions:
            print("the archive's files hold none of them any more")
        for path in done.removed:
            print(f"removed {path}")
        _list("the same story stays in the archive under other addresses", done.copies, sys.stdout)
        if done.leads_to:
            print(f"the address has led to another article since, which stays: {safe(done.leads_to)}")
        exports = [str(path) for path in done.exports]
        _list(
            "files exported earlier still hold it (a .parquet perhaps); remove them, or export again",
            exports,
            sys.stdout,
        )
        if done.versions:
            print("its lines are still in the archive's files: run `scrapy archive compact`")


def _list(what: str, found: Sequence[str], stream: TextIO) -> None:
    if found:
        more = f", and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else ""
        print(f"{what} ({len(found)}): {', '.join(safe(one) for one in found[:MOST_LISTED])}{more}", file=stream)
