"""``scrapy quarantine list`` and ``retry``: pages that could not be read, and reading them again after a fix."""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.config import Config
from newscrawl.desk import Desk
from newscrawl.desk.quarantine import pages, retry
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import safe, tell_error
from newscrawl.items import RawArticle
from newscrawl.mirror import Mirror
from newscrawl.mirrors import load_mirrors
from newscrawl.net.reading import Reader
from newscrawl.page import read_page
from newscrawl.text.counted import counted

BAD_START, INCOMPLETE, FAILED = 2, 3, 4


class Command(ScrapyCommand):
    """Look after the pages in quarantine."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy quarantine``."""
        return "list | retry [--mirror NAME]"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "list: pages that could not be read; retry: read them again, after a fix"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--mirror``."""
        super().add_options(parser)
        parser.add_argument("--mirror", default=None, help="only the pages of this mirror")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 0 when every page was read, 3 when one stays in quarantine."""
        if args not in (["list"], ["retry"]):
            raise UsageError("say: scrapy quarantine list, or scrapy quarantine retry")
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            if not config.data_dir.is_dir():
                raise ConfigError(f"{config.data_dir}: there is nothing there; set NEWSCRAWL_DATA_DIR")
            known = {mirror.name for mirror in load_mirrors(config.mirrors_dir)}
            if opts.mirror and opts.mirror not in known and not any(pages(config.data_dir, opts.mirror)):
                raise ConfigError(f"--mirror {opts.mirror}: there is no such mirror, and no page of it in quarantine")
            if args == ["list"]:
                self._list(config, opts.mirror)
            else:
                self._retry(config, opts.mirror)
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START if isinstance(error, ConfigError) else FAILED

    def _list(self, config: Config, mirror: str | None) -> None:
        count = 0
        for path, kept in pages(config.data_dir, mirror):
            count += 1
            last = (kept.error.strip().splitlines() or ["?"])[-1]
            print(safe(f"{kept.at}  {kept.mirror}  {kept.page_url}"))
            print(safe(f"    {last}"))
            print(safe(f"    {path.with_suffix('.html')}"))
        print(f"{counted(count, 'page')} in quarantine")

    def _retry(self, config: Config, only: str | None) -> None:
        mirrors = {mirror.name: mirror for mirror in load_mirrors(config.mirrors_dir)}
        wanted = sorted({kept.mirror for _, kept in pages(config.data_dir, only)} & set(mirrors))
        worker, now = f"{socket.gethostname()[:40]}-{os.getpid()}-retry", datetime.now(UTC)
        desk = Desk.open(config, worker=worker)
        held: list[str] = []
        reader = Reader()

        def read(body: bytes, *, mirror: Mirror, **told: Any) -> RawArticle:
            """What costs too much to read is given up on, here as in a crawl."""
            return asyncio.run(reader.page(body, mirror_name=mirror.name, here=read_page, mirror=mirror, **told))

        try:
            # A crawl that is at work on a mirror settles the same pages: it keeps them.
            held = [name for name in wanted if desk.ledger.acquire_lease(name, worker, now, config.lease_seconds)]
            done = retry(config, desk, {name: mirrors[name] for name in held}, only, read=read)
        finally:
            reader.close()
            for name in held:
                desk.ledger.release_lease(name, worker)
            desk.close()
        for name in sorted(set(wanted) - set(held)):
            print(f"{name}: a crawl is at work on it; retry when that has ended")
        for line in done.left:
            print(safe(line))
        told = ", ".join(f"{outcome} {count}" for outcome, count in sorted(done.outcomes.items())) or "nothing"
        print(f"read again: {told}; still in quarantine: {len(done.left)}")
        if done.left:
            self.exitcode = INCOMPLETE
