"""Reading off the event loop: what may hold it longer than a blink is read in a process that can be killed.

Most pages take a few milliseconds, and are read where they are. Some are made to take seconds or hundreds of megabytes
(a tag with 100,000 attributes keeps libxml2 busy for half a minute, and no thread can be interrupted in there). They are
told by cheap counts, go to one reading process a crawl, and are given up on when they cost too much.
"""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import subprocess  # nosec B404
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from newscrawl.discovery.listing import Listing, SitemapListing
from newscrawl.errors import NewscrawlError
from newscrawl.items import RawArticle
from newscrawl.page.tables import load_tables
from newscrawl.stories.prints import prints_of

# Up to here reading takes less than 250 ms whatever the page (measured: docs/hostile.md).
SMALL = 24 * 1024
LIGHT = 384 * 1024
LIGHT_TAGS = 2_500
LIGHT_WORDS = 7_000
# Feeds and sitemaps: 40 microseconds an entry, and an entry has a hundred bytes.
LIGHT_XML = 128 * 1024
# What one reading may cost in the reading process.
MOST_CPU = 6.0
MOST_WALL = 60.0
MOST_BYTES = 192 * 1024 * 1024
# After so many pages that cost too much, a mirror's costly pages are not tried any more in this run.
MOST_FAILURES = 3
# No article has more text; books and traps have.
MOST_TEXT = 500_000

_SEPARATORS = bytes.maketrans(b"/\"'<>", b"     ")
_LOOK = 0.05


class TooCostly(NewscrawlError):
    """A page or source that cannot be read within bounds of time and memory."""


def is_costly(body: bytes) -> bool:
    """True when reading a page might take longer than a blink: by size, tags, and words that might be attributes.

    >>> is_costly(b"<p>Ferries</p>" * 100), is_costly(b"<p>Ferries</p>" * 10_000)
    (False, True)
    """
    if len(body) > LIGHT or body.count(b"<") > LIGHT_TAGS:
        return True
    # A tag's attributes are compared with each other: only many different words in it can be costly.
    return len(body) > SMALL and len(set(body.translate(_SEPARATORS).split())) > LIGHT_WORDS


class Reader:
    """Reads pages and sources; starts its process when the first costly one comes."""

    def __init__(self, *, most_cpu: float = MOST_CPU, most_bytes: int = MOST_BYTES) -> None:
        self._most_cpu, self._most_bytes = most_cpu, most_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._base = 0
        self._one = asyncio.Lock()
        self._turn = asyncio.Lock()
        self._failures: Counter[str] = Counter()
        self._tables: asyncio.Future[None] | None = None
        self.handed = 0

    async def page(self, body: bytes, *, mirror_name: str, here: Callable[..., RawArticle], **told: Any) -> RawArticle:
        """Read an article page; raises what ``read_page`` raises, or TooCostly."""
        if self._tables is None:
            self._tables = asyncio.ensure_future(asyncio.to_thread(_load))
        await asyncio.shield(self._tables)
        raw: RawArticle
        if is_costly(body):
            raw = await self._elsewhere("page", mirror_name, body, told)
        else:
            # Pages that came in together are read one in each turn of the loop, and others have theirs in between.
            async with self._turn:
                raw = here(body, **told)
                await asyncio.sleep(0)
        size = sum(len(text) for text in raw.paragraphs)
        if size > MOST_TEXT:
            raise TooCostly(f"{size} characters of text: no article is longer than {MOST_TEXT}")
        return raw

    async def source(
        self, kind: str, body: bytes, *, mirror_name: str, here: Callable[..., Any], **told: Any
    ) -> Listing | SitemapListing:
        """Read a page of a source; raises SourceError, or TooCostly."""
        packed = body.startswith(b"\x1f\x8b")
        if packed or (is_costly(body) if kind == "section" else len(body) > LIGHT_XML):
            return cast("Listing | SitemapListing", await self._elsewhere(kind, mirror_name, body, told))
        return cast("Listing | SitemapListing", here(body, **told))

    async def _elsewhere(self, kind: str, mirror: str, body: bytes, told: dict[str, Any]) -> Any:
        if self._failures[mirror] >= MOST_FAILURES:
            raise TooCostly(f"{MOST_FAILURES} pages of {mirror} cost too much to read: its large pages are left")
        async with self._one:
            self.handed += 1
            word, value = await asyncio.to_thread(self._ask, (kind, (body,), told))
        if word == "read":
            return value
        if word == "refused":
            raise value
        if word == "fault":
            raise RuntimeError(f"in the reading process: {value}")
        self._failures[mirror] += 1
        raise TooCostly(str(value))

    # In a thread, one at a time

    def _ask(self, job: tuple[str, tuple[bytes], dict[str, Any]]) -> tuple[str, Any]:
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._pipe is not None
        pid = self._process.pid
        began, cpu = time.monotonic(), _cpu(pid)
        try:
            self._pipe.send(job)
            while not self._pipe.poll(_LOOK):
                spent, grown = _cpu(pid) - cpu, _resident(pid) - self._base
                if spent > self._most_cpu or time.monotonic() - began > MOST_WALL:
                    self.close()
                    return "costly", f"reading it takes longer than {self._most_cpu:g} s"
                if grown > self._most_bytes:
                    self.close()
                    return "costly", f"reading it takes more than {self._most_bytes >> 20} MiB"
            word, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            return "costly", f"the reading process ended: {error or 'killed'}"
        if word == "long":
            return "costly", f"what was read is {value} bytes long"
        # Memory is not given back by itself; a process that has grown is replaced by a fresh one.
        if _resident(pid) - self._base > self._most_bytes // 2:
            self.close()
        return str(word), value

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module; nothing of a page is in the command # nosec B603
                [sys.executable, "-m", "newscrawl.net.reading_child", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                env=environment,
            )
        self._pipe = Connection(ours.detach())
        # Its first answer says that everything is imported: what it takes from here on is the page's.
        self._pipe.send(("sitemap", (b"<urlset/>",), {"url": "http://localhost/"}))
        self._pipe.recv()
        self._base = _resident(self._process.pid)

    def close(self) -> None:
        """End the process, also in the middle of a page."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _load() -> None:
    """What reading and linking load late; a text with a letter beyond ASCII needs a table of all characters."""
    load_tables()
    prints_of("Eine Fähre")
    # What is loaded stays. Counted with the rest, it put off the search for rings of dead objects (docs/hostile.md).
    gc.freeze()


def _cpu(pid: int) -> float:
    """Seconds of work that a process has done; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
