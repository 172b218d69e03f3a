"""What tests/warm.py imports once: what a crawl or a command imports or loads when it starts. None of it installs a reactor."""

import importlib
import pkgutil

import scrapy.cmdline
import scrapy.crawler  # noqa: F401 - so that it is there

import newscrawl
from newscrawl.net import reading

for module in pkgutil.walk_packages(newscrawl.__path__, "newscrawl."):
    # Settings read the environment, and are each run's own.
    if module.name != "newscrawl.settings":
        importlib.import_module(module.name)
reading.load_tables()
