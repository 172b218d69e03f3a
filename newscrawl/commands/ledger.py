"""``scrapy ledger rebuild``: make the ledger anew from the archive."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.config import Config
from newscrawl.desk.rebuild import rebuild
from newscrawl.errors import ConfigError, NewscrawlError

INCOMPLETE, FAILED = 3, 4


class Command(ScrapyCommand):
    """Look after the ledger."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy ledger``."""
        return "rebuild"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "rebuild: make the ledger anew from the archive"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Build beside, then put into place; the old ledger is kept beside."""
        if args != ["rebuild"]:
            raise UsageError("say: scrapy ledger rebuild")
        logging.basicConfig(format="%(message)s", stream=sys.stderr, level=logging.WARNING)
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            root = config.data_dir / "archive"
            if not root.is_dir():
                raise ConfigError(f"{root}: there is no archive; set NEWSCRAWL_DATA_DIR to where a crawl left one")
            done = rebuild(config)
        except NewscrawlError as error:
            print(f"error: {error}", file=sys.stderr)
            self.exitcode = FAILED
            return
        kept = f"; the old one is {done.kept}" if done.kept else ""
        print(f"{config.ledger_path}: rebuilt from {done.articles} records in {done.stories} stories{kept}")
        if done.wrong:
            print(
                f"error: {len(done.wrong)} lines or files could not be read: run scrapy archive verify", file=sys.stderr
            )
            self.exitcode = INCOMPLETE
