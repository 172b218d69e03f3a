"""Link any JSON Lines of articles: the streaming linker over a file, in the order of publication."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, get_args

from newscrawl.items import Precision
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Copy, Linker

# Copies after which the index's transaction ends: bounds its journal, nothing else hangs on it.
COMMIT_EVERY = 20_000
LONGEST_LINE = 64 * 1024 * 1024


@dataclass(kw_only=True, slots=True)
class Clustered:
    """What came of it; ``wrong`` names each line that could not be read."""

    documents: int = 0
    clusters: int = 0
    relations: int = 0
    wrong: list[str] = field(default_factory=list)


def cluster(
    source: BinaryIO, clusters: BinaryIO, relations: BinaryIO, *, progress: Callable[[int, int], None] = lambda *_: None
) -> Clustered:
    """Read documents, write ``{"id", "cluster"}`` in their order, and ``{"a", "b", "type"}`` for each pair.

    The order of the lines does not matter: documents are linked in the order of ``stories.Copy``. The index lies in a
    temporary file, so memory holds ids and places in the file, never the texts.
    """
    result = Clustered()
    places = _places(source, result)
    with tempfile.TemporaryDirectory(prefix="newscrawl-cluster-") as folder:
        ledger = SqliteLedger(Path(folder) / "index.sqlite")
        try:
            linker = Linker(ledger.stories)
            for done, (_, start) in enumerate(sorted(places)):
                linker.add(_document(_line_at(source, start)))
                if done % COMMIT_EVERY == 0:
                    ledger.commit()
                progress(done + 1, len(places))
            names: set[str] = set()
            for order, _ in places:
                id = order[2]
                story = linker.story_of(id) or id
                names.add(story)
                clusters.write(_dumped({"id": id, "cluster": story}))
                for edge in ledger.stories.edges_of(id):
                    if edge.later == id and linker.story_of(edge.earlier) == story:
                        pair = {"a": id, "b": edge.earlier, "type": edge.comparison.relation}
                        relations.write(_dumped(pair))
                        result.relations += 1
        finally:
            ledger.close()
    result.documents, result.clusters = len(places), len(names)
    return result


def _places(source: BinaryIO, result: Clustered) -> list[tuple[tuple[float, float, str], int]]:
    """(order, first byte) of each document, in the file's order; what cannot be read is named."""
    found = []
    seen: set[str] = set()
    for number, start, line in _lines(source):
        if not line.strip():
            continue
        try:
            copy = _document(line)
            if copy.id in seen:
                raise ValueError(f"id {copy.id!r} is there already")
        except (ValueError, RecursionError) as error:
            result.wrong.append(f"line {number}: {error}")
            continue
        seen.add(copy.id)
        found.append((copy.order, start))
    return found


def _lines(source: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    source.seek(0)
    place, number = 0, 0
    while line := source.readline(LONGEST_LINE):
        number += 1
        yield number, place, line
        place += len(line)


def _line_at(source: BinaryIO, start: int) -> bytes:
    source.seek(start)
    return source.readline(LONGEST_LINE)


def _document(line: bytes) -> Copy:
    entry: Any = json.loads(line)
    if not isinstance(entry, dict):
        raise ValueError("not a JSON object")
    id, body = entry.get("id"), entry.get("body")
    if not isinstance(id, str) or not id:
        raise ValueError("'id' is missing or not a string")
    if isinstance(body, list) and all(isinstance(part, str) for part in body):
        body = "\n\n".join(body)
    if body is not None and not isinstance(body, str):
        raise ValueError("'body' is neither a string nor a list of paragraphs")
    origin = entry.get("provenance")
    precision = entry.get("published_precision")
    return Copy(
        id=id,
        mirror=_text(entry, "mirror"),
        headline=_text(entry, "headline"),
        body=body,
        published_at=_time(entry, "published_at"),
        published_precision=precision if precision in get_args(Precision) else None,
        fetched_at=_time(entry, "fetched_at"),
        fingerprints=_text(origin, "fingerprints") if isinstance(origin, dict) else None,
    )


def _text(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key!r} is not a string")
    return value


def _time(entry: dict[str, Any], key: str) -> datetime | None:
    value = _text(entry, key)
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{key!r} is not an ISO 8601 time: {value!r:.60}") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _dumped(value: dict[str, str]) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode() + b"\n"
