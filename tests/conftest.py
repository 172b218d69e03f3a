"""Where the shared material lies, and what the tests of every room use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and labelled data; tests that need it skip where it is absent."""
    path = Path(os.environ.get("NEWSCRAWL_SHARED", ROOT.parent / "shared"))
    if not (path / "record.schema.json").is_file():
        pytest.skip(f"the shared material is not at {path} (NEWSCRAWL_SHARED names another place)")
    return path


# What these files' tests look at is one heavy crawl, or one built package: a process that takes some of them makes it anew.
TOGETHER = frozenset(
    f"tests/{file}.py"
    for file in (
        "demo/test_crawl", "demo/test_truth", "test_packaging",
        "hostile/test_feeds", "hostile/test_pages", "hostile/test_size", "hostile/test_transport",
    )
)  # fmt: skip


# Crawls in processes of their own take most of the time and depend little on Python's version: those of the demo and of the
# commands run on every Python, those of these rooms on one.
ONCE = (
    "tests/spiders/",
    "tests/net/",
    "tests/hostile/",
    "tests/commands/test_bad_starts.py",
    # And what regular expressions cost, which is the same on each.
    "tests/fuzz/test_megabytes.py",
    "tests/fuzz/test_patterns.py",
    "tests/page/test_repeats.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what runs on one Python only."""
    for item in items:
        if item.nodeid.startswith(ONCE):
            item.add_marker("slow")


class Together(LoadScopeScheduling):
    """Tests go to whichever process is free, those of some files to one. (xdist_group does nothing with pytest 9.2.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        # The hostile crawls one after another: side by side, each held the others' cores while its own clock ran.
        return file.rsplit("/", 1)[0] if file in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Who shares the tests out among the processes."""
    return Together(config, log)
