"""Records as Parquet: the one file that knows pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from newscrawl.archive.records import SCHEMA_KEYS

_TYPES = {
    "schema": pa.int32(),
    "version": pa.int32(),
    "published_confidence": pa.float64(),
    "captions": pa.list_(pa.string()),
    "byline": pa.list_(pa.string()),
    "topics": pa.list_(pa.string()),
    "marks": pa.list_(pa.string()),
    "rights": pa.list_(pa.string()),
}
# Everything else is text: times keep their offsets so, and objects are JSON.
SCHEMA = pa.schema([(key, _TYPES.get(key, pa.string())) for key in SCHEMA_KEYS])
ROWS = 2000


def write(records: Iterable[dict[str, Any]], file: BinaryIO) -> None:
    """Write row groups of ``ROWS`` records: memory holds one group."""
    rest = iter(records)
    with pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        while group := list(islice(rest, ROWS)):
            rows = [{key: _value(key, record[key]) for key in SCHEMA_KEYS} for record in group]
            writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))


def _value(key: str, value: Any) -> Any:
    return value if value is None or isinstance(value, str) or key in _TYPES else json.dumps(value, ensure_ascii=False)
