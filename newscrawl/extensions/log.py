"""Log lines that a person can act on, and that no page can forge."""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from typing import Any

from scrapy.logformatter import LogFormatter

from newscrawl.text.url_secrets import redacted_text

# C0 and C1 controls, and the marks that turn the direction of text: a page must not steer a terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Escape what would steer a terminal or start a new log line.

    >>> safe("a\\x1b[31mb\\u202ec")
    'a\\\\x1b[31mb\\\\u202ec'
    """
    return _CONTROL.sub(lambda m: m.group().encode("unicode_escape").decode("ascii"), text)


def clean(text: str) -> str:
    """A text for a log: escaped, and without what lets somebody in.

    >>> clean("GET https://a.example/?token=s3cret\\r\\x07")
    'GET https://a.example/?token=***\\\\r\\\\x07'
    """
    return safe(redacted_text(text).replace("\r", "\\r"))


def tell(text: str) -> None:
    """Write to standard error. Whoever read it may be gone: the exit status says all the same how a run ended."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


class SafeFilter(logging.Filter):
    """Cleans the finished message of every record, and its traceback."""

    _traceback = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; always let it pass."""
        if record.exc_info and not record.exc_text:
            record.exc_text = clean(self._traceback.formatException(record.exc_info))
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            return True
        escaped = clean(message)
        if escaped != message:
            record.msg, record.args = escaped, ()
        return True


def clean_handlers() -> None:
    """Put the filter before every handler that there is; Scrapy makes a new one when a crawler is made, and when it begins."""
    for handler in logging.root.handlers:
        if not any(isinstance(known, SafeFilter) for known in handler.filters):
            handler.addFilter(SafeFilter())


class LineFormatter(LogFormatter):
    """One short line for each thing; Scrapy's whole-item lines are left out."""

    def scraped(self, item: Any, response: Any, spider: Any) -> Any:
        """An article that was exported, at DEBUG."""
        headline = item.get("headline") if isinstance(item, dict) else None
        mirror = item.get("mirror") if isinstance(item, dict) else None
        return {
            "level": logging.DEBUG,
            "msg": "%(mirror)s: %(headline)s",
            "args": {"mirror": mirror, "headline": headline},
        }

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> Any:
        """Why an item went no further, at DEBUG: the reason is counted and in the summary."""
        url = getattr(response, "url", "")
        return {"level": logging.DEBUG, "msg": "%(url)s: %(why)s", "args": {"url": url, "why": str(exception)}}
