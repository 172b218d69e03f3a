"""Whatever is logged, a line of the log begins only where we begin one."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from newscrawl.errors import MirrorError
from newscrawl.extensions.log import SafeFilter, safe, tell_error

FORGED = "2026-09-01 08:00:00 [newscrawl] ERROR: all is lost"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler writes, with the filter before it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.addFilter(SafeFilter())
    logging.root.addHandler(handler)
    yield written
    logging.root.removeHandler(handler)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_text_in_a_message_begins_no_line(log: io.StringIO, end: str) -> None:
    logging.getLogger("newscrawl.page").error("could not be read: %s", f"a headline{end}{FORGED}")
    assert len(log.getvalue().splitlines()) == 1
    assert len(safe(f"a{end}b").splitlines()) == 1
    assert FORGED in log.getvalue(), "it is told all the same"


def test_a_traceback_has_its_lines_and_begins_none(log: io.StringIO) -> None:
    try:
        raise ValueError(f"a headline\n{FORGED}\x1b[31m")
    except ValueError:
        logging.getLogger("newscrawl.page").exception("it broke")
    first, *rest = log.getvalue().splitlines()
    assert first == "ERROR: it broke"
    assert rest[0] == "    Traceback (most recent call last):"
    assert rest[-1] == f"    {FORGED}\\x1b[31m"
    assert all(line.startswith("    ") for line in rest)


def test_a_traceback_that_another_handler_has_kept_is_cleaned_too(log: io.StringIO) -> None:
    try:
        raise ValueError(f"a headline\n{FORGED}")
    except ValueError as error:
        given = (type(error), error, error.__traceback__)
        record = logging.LogRecord("newscrawl.page", logging.ERROR, __file__, 1, "it broke", None, given)
    logging.Formatter().format(record)
    logging.root.handle(record)
    assert f"\n{FORGED}" not in log.getvalue()


def test_what_scrapy_tells_in_lines_stays_so(log: io.StringIO) -> None:
    logging.getLogger("scrapy.middleware").error("Enabled %s:\n%s", "extensions", "['a',\n 'b']")
    assert log.getvalue() == "ERROR: Enabled extensions:\n    ['a',\n     'b']\n"


def test_an_error_is_told_line_by_line_and_a_text_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    tell_error(MirrorError(["a.toml: no name", "b.toml: no \x1b[31mdomain"]))
    tell_error("docs.jsonl: no 'body' among its keys (a\nerror: b)")
    assert capsys.readouterr().err.splitlines() == [
        "error: a.toml: no name",
        "error: b.toml: no \\x1b[31mdomain",
        "error: docs.jsonl: no 'body' among its keys (a\\nerror: b)",
    ]
