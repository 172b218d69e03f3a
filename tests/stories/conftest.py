"""The index of stories in both its forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import MemoryIndex
from newscrawl.stories.index import StoryIndex


@pytest.fixture(params=["memory", "sqlite"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoryIndex]:
    if request.param == "memory":
        yield MemoryIndex()
        return
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    yield ledger.stories
    ledger.close()
