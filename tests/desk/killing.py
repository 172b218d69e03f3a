"""SIGKILL from within, at a named point or at a random line of Python inside a named phase, so that every phase is provably hit.

Each piece of work runs in a process of its own, forked when everything is imported. It says in which phase it dies right before
it does. What no line of Python separates (inside SQLite, inside a system call) is left to the kills from outside.
"""

from __future__ import annotations

import os
import re
import selectors
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from newscrawl.archive import compact, replacing, warc, writer
from newscrawl.archive.tombstones import Tombstones
from newscrawl.desk import desk, rebuild, takedown
from newscrawl.ledger import sqlite

# A point -> the function that is called there, and whether the kill comes before the call or after it.
POINTS: dict[str, tuple[Any, str, bool]] = {
    "after append": (writer.ArchiveWriter, "append", False),
    "before fsync": (os, "fdatasync", True),
    "after fsync": (writer.ArchiveWriter, "sync", False),
    "before commit": (sqlite.SqliteLedger, "commit", True),
    "after commit": (sqlite.SqliteLedger, "commit", False),
}
# A phase -> the function that it is, and of how many lines of Python it has about, when the work is that of a trial.
PHASES: dict[str, tuple[Any, str, int]] = {
    "crawl": (desk.Desk, "receive", 40_000),
    "acknowledging": (desk.Desk, "commit", 1_500),
    "rotation": (writer.ArchiveWriter, "_open", 4_000),
    "compression": (writer.ArchiveWriter, "_pack", 600),
    "mending": (writer.ArchiveWriter, "_mend", 1_500),
    "replay": (desk, "replay", 60_000),
    "closing": (desk.Desk, "close", 150),
    "raw responses": (warc.WarcWriter, "append", 20_000),
    "rebuild": (rebuild, "_rebuild", 80_000),
    "export": (replacing, "replacing", 20_000),
    "takedown": (takedown, "take_down", 12_000),
    "compaction": (compact, "_rewrite", 3_000),
    "tombstones": (Tombstones, "add", 250),
    "quarantine": (desk, "keep", 400),
}


@dataclass(frozen=True)
class Kill:
    """Die at this point for the n-th time, or at the n-th line inside this phase."""

    where: str
    at: int = 1


@dataclass
class Ended:
    """How a piece of work ended, what it told before, and where it was killed, when it killed itself."""

    status: int
    told: str

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL

    @property
    def where(self) -> str | None:
        found = re.search(r"^killed in (.+)$", self.told, re.MULTILINE)
        return found[1] if found else None


def tell(line: str) -> None:
    """Say something to whoever started this work, at once."""
    os.write(_PIPE, line.encode() + b"\n")


_PIPE = 1


def _die(where: str) -> None:
    tell(f"killed in {where}")
    os.kill(os.getpid(), signal.SIGKILL)


def arm(kill: Kill) -> None:
    """Put the kill into its place, in this process."""
    if kill.where in POINTS:
        owner, name, before = POINTS[kill.where]
        setattr(owner, name, _at_point(getattr(owner, name), kill, before))
        return
    owner, name, _ = PHASES[kill.where]
    traced = _traced_block if kill.where == "export" else _traced
    setattr(owner, name, traced(getattr(owner, name), kill))


def _at_point(real: Callable[..., Any], kill: Kill, before: bool) -> Callable[..., Any]:
    times = 0

    def pointed(*args: Any, **more: Any) -> Any:
        nonlocal times
        times += 1
        if before and times == kill.at:
            _die(kill.where)
        result = real(*args, **more)
        if times == kill.at:
            _die(kill.where)
        return result

    return pointed


class _Tracer:
    def __init__(self, kill: Kill) -> None:
        self.kill, self.lines = kill, 0

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        if event == "line":
            self.lines += 1
            if self.lines == self.kill.at:
                sys.settrace(None)
                _die(self.kill.where)
        return self


def _traced(real: Callable[..., Any], kill: Kill) -> Callable[..., Any]:
    tracer = _Tracer(kill)

    def traced(*args: Any, **more: Any) -> Any:
        sys.settrace(tracer)
        try:
            return real(*args, **more)
        finally:
            sys.settrace(None)

    return traced


def _traced_block(real: Callable[..., Any], kill: Kill) -> Callable[..., Any]:
    tracer = _Tracer(kill)

    @contextmanager
    def traced(*args: Any, **more: Any) -> Iterator[Any]:
        sys.settrace(tracer)
        try:
            with real(*args, **more) as given:
                yield given
                sys.settrace(tracer)
        finally:
            sys.settrace(None)

    return traced


def work(what: Callable[[], None], kill: Kill | None = None, *, from_outside: tuple[int, float] | None = None) -> Ended:
    """Do a piece of work in a process of its own. ``from_outside``: it is killed so many seconds after it told so many lines."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(what, kill, theirs)
    os.close(theirs)
    os.set_blocking(ours, False)
    told, lines, until = b"", 0, time.monotonic() + 120
    with selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_READ)
        while time.monotonic() < until:
            if not selector.select(1.0):
                continue
            chunk = os.read(ours, 65536)
            if not chunk:
                break
            told += chunk
            lines = told.count(b"\n")
            if from_outside is not None and lines >= from_outside[0]:
                time.sleep(from_outside[1])
                os.kill(pid, signal.SIGKILL)
                from_outside = None
        else:
            os.kill(pid, signal.SIGKILL)
            told += b"it did not end in 120 s\n"
    os.close(ours)
    _, status = os.waitpid(pid, 0)
    return Ended(os.waitstatus_to_exitcode(status), told.decode(errors="replace"))


def _child(what: Callable[[], None], kill: Kill | None, pipe: int) -> None:
    global _PIPE  # noqa: PLW0603 - this process is this work's alone
    _PIPE = pipe
    status = 0
    try:
        if kill is not None:
            arm(kill)
        what()
    except BaseException:
        tell(traceback.format_exc())
        status = 1
    os._exit(status)
