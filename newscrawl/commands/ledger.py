"""``scrapy ledger rebuild``: make the ledger anew from the archive."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.config import Config
from newscrawl.desk.rebuild import Rebuilt, rebuild
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import tell_error
from newscrawl.text.counted import counted, first_few

BAD_START, INCOMPLETE, FAILED = 2, 3, 4


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
            root = config.archive_dir
            if not root.is_dir():
                raise ConfigError(f"{root}: there is no archive; set NEWSCRAWL_DATA_DIR to where a crawl left one")
            done = rebuild(config)
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START if isinstance(error, ConfigError) else FAILED
            return
        kept = f"; the old one is {done.kept}" if done.kept else ""
        read = f"{counted(done.articles, 'record')} in {counted(done.stories, 'story', 'stories')}"
        print(f"{config.ledger_path}: rebuilt from {read}{kept}")
        self._tell(done)

    def _tell(self, done: Rebuilt) -> None:
        wrong = [*done.lost]
        if done.missing:
            ids = first_few(done.missing)
            wrong.append(f"{len(done.missing)} lines that the old ledger had read are missing from the archive: {ids}")
        if wrong:
            wrong.append(
                "put back from a copy what is lost, and the next crawl reads it; without it, what the mirrors list still is "
                "fetched again"
            )
        if done.wrong:
            wrong.append(f"{len(done.wrong)} lines or files could not be read: run scrapy archive verify")
        for line in wrong:
            tell_error(line)
        if done.silent:
            print(
                f"{done.silent}: nobody knows whether the archive had more files or lines than it has now",
                file=sys.stderr,
            )
        if wrong:
            self.exitcode = INCOMPLETE
