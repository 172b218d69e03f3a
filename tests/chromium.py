"""A browser of the machine, for the tests that need one."""

from __future__ import annotations

import shutil

import pytest

from newscrawl.net.chromium import BROWSERS

CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
NEEDS_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)")
