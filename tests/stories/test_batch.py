"""`scrapy cluster`: the same stories as the streaming form, in one process or several."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
from datetime import timedelta

import pytest

from fixtures.demo import copies
from newscrawl.desk import reading
from newscrawl.desk.clustering import Clustered, cluster
from newscrawl.stories import Copy, Linker, MemoryIndex
from tests.benchmarks import made_stream
from tests.benchmarks.bench_stories import agreement


def documents() -> list[dict[str, str]]:
    """Made-up articles of every kind of copy, and the demo's, in no order."""
    made = [
        {"id": one.id, "published_at": one.published_at.isoformat(), "body": one.body}
        for one in made_stream.stream(1_000, words=200)
    ]
    for number, reprint in enumerate(copies.reprints(60)):
        body = "\n\n".join(reprint.paragraphs)
        made.append({"id": f"demo{number}", "published_at": reprint.published.isoformat(), "body": body})
    random.Random(1).shuffle(made)
    return made


def batch(lines: list[dict[str, str]]) -> tuple[Clustered, dict[str, str], set[tuple[str, str, str]]]:
    source = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    clusters, relations = io.BytesIO(), io.BytesIO()
    done = cluster(source, clusters, relations)
    stories = {line["id"]: line["cluster"] for line in map(json.loads, clusters.getvalue().splitlines())}
    found = {(line["a"], line["b"], line["type"]) for line in map(json.loads, relations.getvalue().splitlines())}
    return done, stories, found


def streaming(lines: list[dict[str, str]]) -> tuple[dict[str, str], set[tuple[str, str, str]]]:
    index = MemoryIndex()
    linker = Linker(index)
    made = [reading.document(json.dumps(line).encode()) for line in lines]
    for one in sorted(made, key=lambda copy: copy.order):
        linker.add(one)
    stories = {one.id: linker.story_of(one.id) or "" for one in made}
    edges = {edge for one in made for edge in index.edges_of(one.id)}
    return stories, {
        (edge.later, edge.earlier, edge.comparison.relation)
        for edge in edges
        if stories[edge.later] == stories[edge.earlier]
    }


def test_the_same_stories_as_streaming() -> None:
    lines = documents()
    done, stories, relations = batch(lines)
    expected, expected_relations = streaming(lines)
    assert done.alone > 300
    assert agreement(expected, stories)[0] >= 0.998
    assert len(relations ^ expected_relations) <= 0.002 * len(expected_relations)


def test_several_processes_read_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = documents()[:400]
    lines.insert(7, {"id": "", "body": "no id"})
    lines.insert(250, lines[20])
    lines.insert(300, {**lines[20], "body": "Another text under an id that is there already."})
    one, stories, relations = batch(lines)
    assert [wrong.split(":")[0] for wrong in one.wrong] == ["line 8", "line 301"]
    monkeypatch.setattr(reading, "_MANY", 100)
    monkeypatch.setattr(reading, "_BATCH", 50)
    monkeypatch.setattr(reading, "_workers", lambda: 2)
    assert batch(lines) == (one, stories, relations)


def test_nothing_to_read() -> None:
    assert batch([]) == (Clustered(), {}, set())


def test_a_packed_file_is_read_and_one_that_is_cut_off_as_far_as_it_goes() -> None:
    lines = documents()[:300]
    plain = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    packed = gzip.compress(plain[:1000]) + gzip.compress(plain[1000:])  # as archive files are: in members
    found = []
    for source in (plain, packed):
        clusters, relations = io.BytesIO(), io.BytesIO()
        found.append((cluster(io.BytesIO(source), clusters, relations), clusters.getvalue(), relations.getvalue()))
    assert found[0] == found[1]
    done = cluster(io.BytesIO(packed[:-2000]), io.BytesIO(), io.BytesIO())
    assert 0 < done.documents < 300
    assert done.wrong
    assert done.wrong[-1].startswith("after line ") or done.wrong[0].startswith("after line ")


def test_odd_lines_are_read_or_named() -> None:
    body = "\n\n".join(copies.reprints(1)[0].paragraphs)
    lines: list[dict[str, object]] = [
        {"id": "a", "published_at": None, "mirror": None, "headline": None, "body": body, "more": [1]},
        {"id": "b", "published_at": "2026-09-01", "mirror": 7, "body": body.split("\n\n")},
        {"id": "c", "published_at": "2026-09-02T10:00:00Z", "body": None},
        {"id": "d", "body": ""},
        {"id": "e"},
        {"id": 5, "body": body},
        {"id": "f", "published_at": "yesterday", "body": body},
        {"id": "g", "headline": ["no"], "body": body},
        {"id": "\ud800", "body": body},
    ]
    done, stories, relations = batch(lines)  # type: ignore[arg-type]
    assert stories == {"a": "b", "b": "b", "c": "c", "d": "d", "e": "e"}
    assert relations == {("a", "b", "exact")}
    assert [wrong.split(":")[0] for wrong in done.wrong] == ["line 6", "line 7", "line 8", "line 9"]


def test_a_line_that_is_too_long_is_named_once_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 100)
    lines = [json.dumps({"id": id, "body": "rain " * words}).encode() for id, words in (("a", 9), ("b", 90), ("c", 9))]
    for ending in (b"", b"\n"):
        clusters = io.BytesIO()
        done = cluster(io.BytesIO(b"\n".join([*lines, b"no json", lines[1]]) + ending), clusters, io.BytesIO())
        assert [json.loads(line)["id"] for line in clusters.getvalue().splitlines()] == ["a", "c"]
        assert sorted(wrong.split(":")[0] for wrong in done.wrong) == ["line 2", "line 4", "line 5"]


def test_a_pipe_is_read() -> None:
    lines = documents()[:50]
    here, there = os.pipe()
    with os.fdopen(here, "rb") as source:
        with os.fdopen(there, "wb") as pipe:
            pipe.write(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))
        assert cluster(source, io.BytesIO(), io.BytesIO()) == batch(lines)[0]


def test_each_part_tells_how_far_it_is() -> None:
    lines = documents()
    source = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    told: dict[str, list[tuple[int, int]]] = {"reading": [], "progress": [], "writing": []}
    done = cluster(
        source,
        io.BytesIO(),
        io.BytesIO(),
        reading=lambda at, of: told["reading"].append((at, of)),
        progress=lambda at, of: told["progress"].append((at, of)),
        writing=lambda at, of: told["writing"].append((at, of)),
    )
    for part, whole in (
        ("reading", len(source.getvalue())),
        ("progress", done.documents - done.alone),
        ("writing", done.documents),
    ):
        assert told[part][-1] == (whole, whole)
        assert told[part] == sorted(told[part])
        assert len(told[part]) > 1


def test_a_made_stream_is_linked_as_it_was_made() -> None:
    linker = Linker(MemoryIndex())
    made = list(made_stream.stream(600))
    for one in made:
        linker.add(Copy(id=one.id, body=one.body, published_at=one.published_at, fetched_at=one.published_at))
    stories = {one.id: linker.story_of(one.id) or "" for one in made}
    assert agreement({one.id: str(one.story) for one in made}, stories)[0] > 0.99
    assert made[1].published_at - made[0].published_at == timedelta(seconds=20)
