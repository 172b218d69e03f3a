"""Log lines that a person can act on, and that no page can forge."""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from typing import Any

from scrapy.logformatter import LogFormatter

from newscrawl.text.url_secrets import redacted_text

# C0 and C1 controls but the tab, and the marks that turn the direction of text: a page must not steer a terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What stands before a line that belongs to the one above: no line of a log begins so.
_BELOW = "    "
# Who logs lists and tracebacks as messages of many lines.
_MANY_LINES = re.compile(r"(?:scrapy|twisted|asyncio)(?:\.|$)")


def safe(text: str) -> str:
    """Escape what would steer a terminal or start a new log line.

    >>> safe("a\\x1b[31mb\\u202ec\\nERROR: all is lost")
    'a\\\\x1b[31mb\\\\u202ec\\\\nERROR: all is lost'
    """
    return _CONTROL.sub(lambda m: m.group().encode("unicode_escape").decode("ascii"), text)


def clean(text: str) -> str:
    """A text as one line for a log: escaped, and without what lets somebody in.

    >>> clean("GET https://a.example/?token=s3cret\\r\\x07")
    'GET https://a.example/?token=***\\\\r\\\\x07'
    """
    return safe(redacted_text(text))


def clean_lines(text: str) -> str:
    """The same for a text of many lines, which stay; those below the first are set in, so that none can be taken for a new one.

    >>> print(clean_lines("Unhandled\\nTraceback:\\nValueError: \\x1b[31m"))
    Unhandled
        Traceback:
        ValueError: \\x1b[31m
    """
    return f"\n{_BELOW}".join(map(safe, redacted_text(text).split("\n")))


def tell(text: str) -> None:
    """Write to standard error. Whoever read it may be gone: the exit status says all the same how a run ended."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def tell_error(error: Exception | str) -> None:
    """Write what went wrong to standard error as ``error: ...``: an error's lines, each for itself, or a text as one line."""
    for line in str(error).split("\n") if isinstance(error, Exception) else [error]:
        tell(f"error: {safe(line)}\n")


class SafeFilter(logging.Filter):
    """Cleans the finished message of every record, and its traceback.

    A message is one line, unless it is one of Scrapy's own or of what it stands on; a traceback is set in below it.
    """

    _traceback = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; always let it pass."""
        if record.exc_info:  # anew: what a handler without this filter has kept there is not clean
            record.exc_text = _BELOW + clean_lines(self._traceback.formatException(record.exc_info))
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            return True
        escaped = clean_lines(message) if _MANY_LINES.match(record.name) else clean(message)
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
