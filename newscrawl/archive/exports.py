"""Archive records as files for other programs: JSON Lines, packed JSON Lines, CSV; Parquet with an extra."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from newscrawl.archive.records import SCHEMA_KEYS, to_line, to_record
from newscrawl.errors import ArchiveError
from newscrawl.items import Article

# A spreadsheet takes a cell that begins so for a formula, and a page can begin a headline so; some take the wide forms, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_jsonl(articles: Iterable[Article], file: BinaryIO) -> None:
    """A record a line, as in the archive."""
    for article in articles:
        file.write(to_line(article))


def write_packed(articles: Iterable[Article], file: BinaryIO) -> None:
    """The same, packed; the same records give the same bytes."""
    with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
        for article in articles:
            packed.write(to_line(article))


def write_csv(articles: Iterable[Article], file: BinaryIO) -> None:
    """A row a record, a column a key; lists and objects as JSON, null as an empty cell.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(SCHEMA_KEYS)
    for article in articles:
        table.writerow([cell(value) for value in to_record(article).values()])
    text.flush()
    text.detach()


def cell(value: Any) -> str:
    """One value as a cell.

    >>> cell("=1+1"), cell(None), cell(["a"]), cell(0.5)
    ("'=1+1", '', '["a"]', '0.5')
    >>> [cell(begin + "1")[0] for begin in _FORMULA] == ["'"] * len(_FORMULA), cell(-1.5)
    (True, '-1.5')
    """
    if value is None or value == []:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "'" + text if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def write_parquet(articles: Iterable[Article], file: BinaryIO) -> None:
    """Columns with types; needs the extra ``parquet``."""
    try:
        from newscrawl.archive import parquet
    except ImportError as error:
        raise ArchiveError("Parquet needs pyarrow: pip install 'newscrawl[parquet]'") from error
    parquet.write(map(to_record, articles), file)


Writer = Callable[[Iterable[Article], BinaryIO], None]
WRITERS: dict[str, Writer] = {
    ".jsonl": write_jsonl,
    ".jsonl.gz": write_packed,
    ".csv": write_csv,
    ".parquet": write_parquet,
}


def writer_for(path: Path) -> Writer:
    """By the file's name; raises ArchiveError where it says nothing we write."""
    for suffix, writer in WRITERS.items():
        if path.name.endswith(suffix) and path.name != suffix:
            return writer
    raise ArchiveError(f"{path}: the name must end in one of {', '.join(WRITERS)}")
