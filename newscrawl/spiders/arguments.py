"""What was asked for on the command line, and the files that a run is to write: read and refused before anything starts."""

from __future__ import annotations

import contextlib
import difflib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from w3lib.url import file_uri_to_path

from newscrawl.errors import ConfigError
from newscrawl.spiders.tasks import Window

ARGUMENTS = ("mirror", "since", "until", "due")


def window(since: str | None, until: str | None) -> Window:
    """Read ``-a since=`` and ``-a until=`` together.

    >>> window("2024-09-11", None).since
    datetime.date(2024, 9, 11)
    >>> window("2024-09-11", "2024-09-11")
    Traceback (most recent call last):
    newscrawl.errors.ConfigError: -a since=2024-09-11 -a until=2024-09-11: until is exclusive and must be later than since
    """
    found = Window(since=day("since", since), until=day("until", until))
    if found.since and found.until and found.since >= found.until:
        raise ConfigError(f"-a since={since} -a until={until}: until is exclusive and must be later than since")
    return found


def day(name: str, value: str | None) -> date | None:
    """Read ``-a since=`` or ``-a until=``.

    >>> day("since", "2024-09-11")
    datetime.date(2024, 9, 11)
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"-a {name}={value}: not a date; write it as 2024-09-11") from None


def all_due(due: str | None) -> bool:
    """Read ``-a due=all``.

    >>> all_due("all"), all_due(None)
    (True, False)
    """
    if due not in (None, "", "all"):
        raise ConfigError(f"-a due={due}: say due=all for every source now, or leave it out")
    return due == "all"


def check_arguments(strange: Iterable[str]) -> None:
    """Refuse arguments that nothing reads: one that is misspelt would let everything be crawled.

    >>> check_arguments(["_job", "mirorr"])
    Traceback (most recent call last):
    newscrawl.errors.ConfigError: -a mirorr=: there is no such argument; did you mean mirror?
    """
    mistakes = []
    for name in strange:
        if not name.startswith("_"):
            close = difflib.get_close_matches(name.lower(), ARGUMENTS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(ARGUMENTS)}"
            mistakes.append(f"-a {name}=: there is no such argument; {hint}")
    if mistakes:
        raise ConfigError("\n".join(mistakes))


def feeds_here(feeds: Iterable[Any], spider: str) -> dict[str, Path]:
    """The files that feed exports write on this machine, by what Scrapy makes of their addresses.

    >>> feeds_here(["file:///tmp/%(name)s.csv", "s3://bucket/a.csv", "out.jsonl", "stdout:"], "mirrors")
    {'feed file:///tmp/%(name)s.csv:': PosixPath('/tmp/mirrors.csv'), 'feed out.jsonl:': PosixPath('out.jsonl')}
    """
    found = {}
    for feed in map(str, feeds):
        if urlsplit(feed).scheme in ("", "file"):
            known: dict[str, Any] = defaultdict(str, name=spider, batch_id=1)
            with contextlib.suppress(TypeError, ValueError):  # a fault of its form is for Scrapy to tell
                found[f"feed {feed}:"] = Path(file_uri_to_path(feed % known))
    return found
