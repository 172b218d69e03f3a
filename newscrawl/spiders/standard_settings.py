"""Scrapy's own settings that a crawl relies on: by itself Scrapy ends with a traceback, or goes on without what was asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from scrapy.settings import BaseSettings, default_settings

from newscrawl.errors import ConfigError

# Each with the least that makes sense. A delay of half a second is one; half a request is none.
_WHOLE = {
    "CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "CONCURRENT_ITEMS": 1, "DOWNLOAD_MAXSIZE": 0,
    "DOWNLOAD_WARNSIZE": 0, "RETRY_TIMES": 0, "REDIRECT_MAX_TIMES": 0, "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,
    "REACTOR_THREADPOOL_MAXSIZE": 1, "CLOSESPIDER_PAGECOUNT": 0, "CLOSESPIDER_ITEMCOUNT": 0, "CLOSESPIDER_ERRORCOUNT": 0,
    "URLLENGTH_LIMIT": 0, "MEMUSAGE_LIMIT_MB": 0, "MEMUSAGE_WARNING_MB": 0, "DNSCACHE_SIZE": 1,
    "FEED_EXPORT_BATCH_ITEM_COUNT": 0,
}  # fmt: skip
_NUMBERS = {
    "DOWNLOAD_DELAY": 0, "DOWNLOAD_DELAY_JITTER": 0, "DOWNLOAD_TIMEOUT": 0.1, "DNS_TIMEOUT": 0.1,
    "AUTOTHROTTLE_START_DELAY": 0, "AUTOTHROTTLE_MAX_DELAY": 0, "AUTOTHROTTLE_TARGET_CONCURRENCY": 0.01,
    "CLOSESPIDER_TIMEOUT": 0,
}  # fmt: skip


def check_standard_settings(settings: BaseSettings) -> None:
    """Refuse values that Scrapy cannot use, all at once.

    >>> check_standard_settings(BaseSettings({"DOWNLOAD_DELAY": "fast", "RETRY_TIMES": "2"}))
    Traceback (most recent call last):
    newscrawl.errors.ConfigError: DOWNLOAD_DELAY: 'fast' is not a number; give a number from 0 on
    """
    mistakes = [*_mistakes(settings)]
    if mistakes:
        raise ConfigError("\n".join(mistakes))


def _mistakes(settings: BaseSettings) -> Iterator[str]:
    kinds: tuple[tuple[dict[str, float], Callable[[Any], float], str], ...] = (
        ({**_WHOLE}, int, "a whole number"),
        ({**_NUMBERS}, float, "a number"),
    )
    for known, kind, what in kinds:
        for name, least in known.items():
            value = settings.get(name)
            if value is None:
                continue
            try:
                fits = least <= kind(value) < float("inf")
            except (ValueError, TypeError, OverflowError):
                yield f"{name}: {value!r} is not {what}; give {what} from {least} on"
                continue
            if not fits:
                yield f"{name}: {value!r} is out of bounds; give {what} from {least} on"
    for name, default in vars(default_settings).items():
        if isinstance(default, bool) and name in settings:
            try:
                settings.getbool(name)
            except ValueError:
                yield f"{name}: {settings.get(name)!r} is neither yes nor no; give True or False"
    level = settings.get("LOG_LEVEL")
    if not (isinstance(level, int) or level is None or str(level) in logging.getLevelNamesMapping()):
        yield f"LOG_LEVEL: {level!r} is no level of logging; give DEBUG, INFO, WARNING, ERROR or CRITICAL"
