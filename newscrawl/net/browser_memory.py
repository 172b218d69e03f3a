"""What a browser's tabs may take: Chromium bounds a script's heap, and not the elements that it makes.

One line of script made a tab of 4 GB in eight seconds (measured). A tab is a process of its own, so it is ended by itself: its
page has failed, and the others go on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Mapping
from pathlib import Path

logger = logging.getLogger(__name__)

# What a tab holds for itself alone: news pages take up to 300 MiB. And all tabs together.
MOST_TAB = 1024 * 1024 * 1024
MOST_TABS = 2 * MOST_TAB
LOOK_SECONDS = 0.25


def tabs_of(pid: int) -> dict[int, int]:
    """The tabs' processes below a process, and the bytes that each holds for itself; empty where the system does not say.

    >>> tabs_of(os.getpid())
    {}
    """
    found: dict[int, int] = {}
    below = [pid]
    while below:
        for child in _children(below.pop()):
            below.append(child)
            with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended
                if b"--type=renderer" in Path(f"/proc/{child}/cmdline").read_bytes():
                    pages = Path(f"/proc/{child}/statm").read_bytes().split()
                    found[child] = (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE")
    return found


def too_large(tabs: Mapping[int, int]) -> list[int]:
    """Which tabs to end: those above what one may take, and the largest while all take too much.

    >>> too_large({1: MOST_TAB + 1, 2: 1000}), too_large({1: MOST_TAB - 1, 2: MOST_TAB, 3: MOST_TAB - 2})
    ([1], [2])
    """
    ended = [pid for pid, size in tabs.items() if size > MOST_TAB]
    left = {pid: size for pid, size in tabs.items() if pid not in ended}
    while sum(left.values()) > MOST_TABS:
        ended.append(max(left, key=lambda pid: left[pid]))
        del left[ended[-1]]
    return ended


async def watch() -> None:
    """End tabs of this process's browsers that take too much, until cancelled."""
    while True:
        tabs = await asyncio.to_thread(tabs_of, os.getpid())
        for pid in too_large(tabs):
            logger.warning("a tab of the browser takes %d MiB: it is ended", tabs[pid] >> 20)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(LOOK_SECONDS)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError, ValueError):  # it has ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found
