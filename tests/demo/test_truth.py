"""Every page of the demo mirrors, field by field, through the reader alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fixtures.demo import copies, wire, world
from newscrawl.archive.records import to_line
from newscrawl.items import Provenance
from newscrawl.mirror import Mirror
from newscrawl.mirrors import load_mirrors
from newscrawl.page import read_page
from newscrawl.text.article import interpret

FETCHED = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIELDS = tuple(key for key in next(world.truth(1)) if key not in ("mirror", "story", "version", "form"))
FOLDERS = sorted(path.parent for path in Path(world.__file__).parents[1].glob("*/*/expected.json"))


def read(page: bytes, url: str, kind: str | None, mirror: Mirror, fetched_at: datetime = FETCHED) -> dict[str, Any]:
    """The record of a page."""
    raw = read_page(page, url=url, content_type=kind, mirror=mirror, fetched_at=fetched_at)
    article = interpret(raw, mirror.facts, provenance=Provenance(via="file"), mirror=mirror.name)
    record: dict[str, Any] = json.loads(to_line(replace(article, id="x")))
    return record


@pytest.fixture(scope="module")
def mirrors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mirror]:
    folder = tmp_path_factory.mktemp("mirrors")
    bases = {name: f"http://{name}.example" for name in world.names()}
    world.write_mirrors(folder, world.build(1, bases))
    return {mirror.name: mirror for mirror in load_mirrors(folder)}


@pytest.fixture(scope="module")
def readings(mirrors: dict[str, Mirror]) -> dict[str, list[tuple[dict[str, Any], dict[str, Any]]]]:
    """Site -> (expected, read) of each of its pages, more than the committed truth holds."""
    bases = {name: f"http://{name}.example" for name in world.names()}
    sites = world.build(120, bases)
    found: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for name, pages in world.pages_of(120).items():
        site = sites[name]
        for page in pages:
            answer = None if name == "script" else site.get(site.path(page))
            body, kind = (answer.body, answer.kind) if answer else (site.html(page).encode(), None)
            record = read(body, bases[name] + site.path(page), kind, mirrors[name])
            found.setdefault(name, []).append((site.expected(page), record))
    return found


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", world.names())
def test_every_page_reads_as_the_truth_says(name: str, field: str, readings: dict[str, Any]) -> None:
    wrong = [(e["url"], e[field], r[field]) for e, r in readings[name] if e[field] != r[field]]
    assert not wrong, f"{len(wrong)} of {len(readings[name])} pages; the first: {wrong[0]}"


@cache
def folder_reading(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(expected, read) of a page kept as a folder."""
    mirror = next(
        m for m in load_mirrors(folder.parent) if m.domain.endswith(".example") and m.name == folder.parent.name
    )
    source = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    page = (folder / "page.html").read_bytes()
    fetched_at = datetime.fromisoformat(source["fetched_at"])
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected, read(page, source["url"], source["content_type"], mirror, fetched_at)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name[:24]}")
def test_page_kept_as_a_folder(folder: Path, field: str) -> None:
    expected, record = folder_reading(folder)
    assert record[field] == expected[field]


def test_the_committed_truth_is_what_the_demo_prints() -> None:
    kept = [json.loads(line) for line in world.TRUTH.read_text(encoding="utf-8").splitlines()]
    assert kept == list(world.truth(world.DEFAULT_STORIES))


def test_the_demo_is_what_it_says() -> None:
    found = copies.reprints(world.DEFAULT_STORIES)
    assert len({copy.story for copy in found}) >= 40
    assert {copy.site for copy in found} == set(world.names())
    by_story: dict[int, list[copies.Reprint]] = {}
    relations = set()
    for copy in found:
        earlier = by_story.setdefault(copy.story, [])
        relations |= {copies.relation(copy, other) for other in earlier}
        earlier.append(copy)
    assert relations == {"exact", "near", "excerpt", "update"}
    assert sum(wire.story(number).topic == "markets" for number in by_story) >= 3


def test_a_larger_demo_holds_the_smaller_one() -> None:
    small, large = copies.reprints(24), copies.reprints(80)
    assert set(small) <= set(large)
