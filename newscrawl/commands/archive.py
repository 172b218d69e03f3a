"""``scrapy archive verify`` names each bad line of the archive; ``compact`` takes out what was taken down."""

from __future__ import annotations

import argparse
import sys
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.config import Config
from newscrawl.desk.compacting import compact_archive
from newscrawl.desk.verifying import check
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import tell_error
from newscrawl.text.counted import counted

WRONG, BAD_START, INCOMPLETE, FAILED = 1, 2, 3, 4


class Command(ScrapyCommand):
    """Look after the archive."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy archive``."""
        return "verify | compact"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "verify: read all of the archive and name each bad line; compact: take out what was taken down"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Verify: exit 0 when every line is what was written, 1 when one is not. Compact: 3 when a file was left."""
        if args not in (["verify"], ["compact"]):
            raise UsageError("say: scrapy archive verify, or scrapy archive compact")
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            root = config.archive_dir
            if not root.is_dir():
                raise ConfigError(f"{root}: there is no archive; set NEWSCRAWL_DATA_DIR to where a crawl left one")
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START
            return
        if args == ["compact"]:
            self._compact(config)
            return
        checked = check(config)
        for note in checked.notes:
            print(note, file=sys.stderr)
        for line in checked.wrong:
            print(line)
        held = f"{counted(checked.records, 'record')} in {counted(checked.files, 'file')}"
        print(f"{root}: {held}, {len(checked.wrong) or 'nothing'} wrong")
        if checked.waiting:
            print(
                f"{checked.waiting} records were taken down and still stand in the files: run `scrapy archive compact`"
            )
        if checked.wrong:
            self.exitcode = WRONG

    def _compact(self, config: Config) -> None:
        try:
            done = compact_archive(config)
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = FAILED
            return
        for line in done.left:
            print(line)
        print(f"{config.archive_dir}: {counted(done.records, 'record')} taken out of {counted(done.files, 'file')}")
        if done.left:
            self.exitcode = INCOMPLETE
