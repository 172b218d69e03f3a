"""``scrapy archive verify``: read all of the archive and name each bad line."""

from __future__ import annotations

import argparse
import sys
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.verify import verify
from newscrawl.config import Config
from newscrawl.errors import ConfigError, LedgerError, NewscrawlError
from newscrawl.ledger.sqlite import SqliteLedger

BAD_START, WRONG = 2, 1


class Command(ScrapyCommand):
    """Look after the archive."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy archive``."""
        return "verify"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "verify: read all of the archive and name each bad line"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 0 when every line is what was written, 1 when one is not."""
        if args != ["verify"]:
            raise UsageError("say: scrapy archive verify")
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            root = config.data_dir / "archive"
            if not root.is_dir():
                raise ConfigError(f"{root}: there is no archive; set NEWSCRAWL_DATA_DIR to where a crawl left one")
        except NewscrawlError as error:
            print(f"error: {error}", file=sys.stderr)
            self.exitcode = BAD_START
            return
        marks, wrong = _marks(config)
        found = verify(root, marks)
        wrong += found.wrong
        for line in wrong:
            print(line)
        print(f"{root}: {found.lines} records in {found.files} files, {len(wrong) or 'nothing'} wrong")
        if wrong:
            self.exitcode = WRONG


def _marks(config: Config) -> tuple[dict[str, int], list[str]]:
    """How far the ledger has read each file, so that one that was cut or removed is noticed."""
    if not config.ledger_path.is_file():
        note = f"{config.ledger_path}: no ledger: files that are gone or cut at a line's end cannot be noticed"
        print(note, file=sys.stderr)
        return {}, []
    try:
        ledger = SqliteLedger.to_read(config.ledger_path)
        try:
            return ledger.marks(), []
        finally:
            ledger.close()
    except LedgerError as error:
        return {}, [str(error)]
