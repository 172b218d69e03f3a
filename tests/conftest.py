"""Where the shared material lies, and what the tests of every room use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and labelled data; tests that need it skip where it is absent."""
    path = Path(os.environ.get("NEWSCRAWL_SHARED", ROOT.parent / "shared"))
    if not (path / "record.schema.json").is_file():
        pytest.skip(f"the shared material is not at {path} (NEWSCRAWL_SHARED names another place)")
    return path
