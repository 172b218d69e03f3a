"""``scrapy cluster DOCS.jsonl --clusters C.jsonl --relations R.jsonl``: link any JSON Lines of articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.progress import Progress
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.outputs import check_outputs
from newscrawl.archive.replacing import replacing
from newscrawl.archive.tombstones import Tombstones
from newscrawl.config import Config
from newscrawl.desk.clustering import cluster
from newscrawl.errors import ConfigError, NewscrawlError
from newscrawl.extensions.log import tell_error

BAD_START, INCOMPLETE, FAILED = 2, 3, 4


class Command(ScrapyCommand):
    """Link documents as a crawl would have."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows ``scrapy cluster``."""
        return "DOCS.jsonl --clusters C.jsonl --relations R.jsonl"

    def short_desc(self) -> str:
        """What ``scrapy -h`` says."""
        return "Link any JSON Lines of articles: clusters and typed relations"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """``--clusters`` and ``--relations``."""
        super().add_options(parser)
        parser.add_argument("--clusters", metavar="FILE", required=True, help='write {"id", "cluster"} lines here')
        parser.add_argument("--relations", metavar="FILE", required=True, help='write {"a", "b", "type"} lines here')

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, link, write both files beside their places and rename them; a device or a pipe is written as it is."""
        if len(args) != 1:
            raise UsageError("name one file of documents")
        path = Path(args[0])
        console = Console(stderr=True)
        assert self.settings is not None
        try:
            config = Config.from_settings(self.settings)
            check_outputs(
                config, {"--clusters": Path(opts.clusters), "--relations": Path(opts.relations)}, inputs=[path]
            )
            left_out = Tombstones(config.data_dir).ids()
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = BAD_START if isinstance(error, ConfigError) else FAILED
            return
        try:
            source = path.open("rb")
        except OSError as error:
            tell_error(f"{path}: {error.strerror}; give a file of JSON Lines")
            self.exitcode = BAD_START
            return
        try:
            with (
                source,
                replacing(Path(opts.clusters)) as clusters,
                replacing(Path(opts.relations)) as relations,
                Progress(console=console, transient=True, disable=not console.is_terminal) as bar,
            ):
                read = bar.add_task("reading", total=None)
                task = bar.add_task("linking", total=None)
                written = bar.add_task("writing", total=None)
                done = cluster(
                    source,
                    clusters,
                    relations,
                    reading=lambda at, of: bar.update(read, completed=at, total=of),
                    progress=lambda at, of: bar.update(task, completed=at, total=of),
                    writing=lambda at, of: bar.update(written, completed=at, total=of),
                    left_out=left_out,
                )
        except NewscrawlError as error:
            tell_error(error)
            self.exitcode = FAILED
            return
        except OSError as error:  # of the documents, or of temporary files: an output's is one of ours
            tell_error(f"{error.filename or path}: {error.strerror or error}; nothing was written")
            self.exitcode = FAILED
            return
        for line in done.wrong:
            tell_error(f"{path}: {line}")
        told = [f"{done.documents} documents, {done.clusters} stories, {done.relations} relations"]
        if done.wrong:
            told.append(f"{len(done.wrong)} lines could not be read")
        if done.textless:
            tell_error(f"{path}: {done.first_textless}")
            told.append(f"{done.textless} have neither 'body' nor fingerprints: nothing to link them by")
        if done.timeless:
            told.append(
                f"{done.timeless} have neither 'published_at' nor 'fetched_at': their order is that of their ids"
            )
        print("; ".join(told), file=sys.stderr)
        if done.wrong or done.textless:
            self.exitcode = INCOMPLETE
