"""The main job over the demo mirrors, in processes of their own, the browser's mirror in a real Chromium."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fixtures.demo import copies, world
from fixtures.demo.server import free_ports, serving
from tests.crawling import Ran, archive_lines, crawl, records, scrapy

SCHEMA = Path(__file__).resolve().parents[2] / "newscrawl" / "archive" / "record.schema.json"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class World:
    """The crawl of the demo, and what it should have left."""

    data: Path
    folder: Path
    ports: dict[str, int]
    first: Ran
    truth: dict[str, dict[str, Any]]

    def crawl(self, *args: str, export: str = "first") -> Ran:
        """Crawl again."""
        allow = [f"127.0.0.1:{port}" for port in self.ports.values()]
        names = ",".join(name for name in self.ports if BROWSER or name != "script")
        return crawl(
            self.data,
            self.folder,
            "-a",
            f"mirror={names}",
            "-a",
            "due=all",
            *args,
            allow=allow,
            settings={"NEWSCRAWL_EXPORT": export},
        )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    root = tmp_path_factory.mktemp("demo")
    ports = free_ports(world.names())
    bases = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    sites = world.build(world.DEFAULT_STORIES, bases)
    world.write_mirrors(root / "mirrors", sites)
    truth: dict[str, dict[str, Any]] = {
        str(line["url"]): line
        for line in world.truth(world.DEFAULT_STORIES, bases)
        if BROWSER or line["mirror"] != "script"
    }
    found = World(data=root / "data", folder=root / "mirrors", ports=ports, first=Ran(-1, "", ""), truth=truth)
    with serving(sites, ports):
        found.first = found.crawl("-O", str(root / "stories.jsonl"))
        yield found


def test_the_crawl_ends_well_and_says_so(demo: World) -> None:
    assert demo.first.status == 0, demo.first.err
    assert "ended: finished" in demo.first.err
    for name in demo.ports:
        assert name in demo.first.err or not BROWSER


def test_every_page_is_archived_once_and_nothing_else(demo: World) -> None:
    urls = Counter(record["url"] for record in records(demo.data))
    assert set(urls) == set(demo.truth)
    assert set(urls.values()) == {1}


def test_the_archive_is_the_truth_field_by_field(demo: World) -> None:
    about = {"mirror", "story", "version", "form"}
    wrong = [
        (record["url"], field, value, record[field])
        for record in records(demo.data)
        for field, value in demo.truth[record["url"]].items()
        if field not in about and record[field] != value
    ]
    assert not wrong, f"{len(wrong)}; the first: {wrong[0]}"


def test_provenance_is_complete(demo: World) -> None:
    kept = records(demo.data)
    assert len(kept) == len(demo.truth)
    assert {record["mirror"] for record in kept} == {name for name in demo.ports if BROWSER or name != "script"}
    for record in kept:
        origin = record["provenance"]
        assert origin["via"] == ("browser" if record["mirror"] == "script" else "http")
        assert origin["status"] == 200
        assert len(origin["body_sha256"]) == 64
        assert origin["source"].startswith(f"http://127.0.0.1:{demo.ports[record['mirror']]}/")
        assert bool(record["topics"]) == bool(origin["topics_release"])
        assert record["fetched_at"].endswith("Z") or record["fetched_at"].endswith("+00:00")


def test_every_line_is_a_record_of_the_schema(demo: World) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
    keys = json.loads(SCHEMA.read_text())["required"]
    lines = list(archive_lines(demo.data))
    assert len(lines) == len(demo.truth)
    for line in lines:
        record = json.loads(line)
        assert [error.message for error in validator.iter_errors(record)] == []
        assert list(record) == keys


def test_relations_are_those_of_the_copies(demo: World) -> None:
    made = {
        (copy.site, copy.story, copy.version, copy.form, copy.published.isoformat()): copy
        for copy in copies.reprints(world.DEFAULT_STORIES)
    }
    by_id = {record["id"]: record for record in records(demo.data)}
    pages = {
        name: {f"{page.published.isoformat()}|{page.reprint.story}": page.reprint for page in pages}
        for name, pages in world.pages_of(world.DEFAULT_STORIES).items()
    }

    def copy_of(record: dict[str, Any]) -> copies.Reprint:
        line = demo.truth[record["url"]]
        return pages[record["mirror"]][f"{line['published_at']}|{line['story']}"]

    assert made
    assert sum(record["story"]["to"] is not None for record in by_id.values()) > len(by_id) / 4
    wrong = []
    for record in by_id.values():
        link = record["story"]
        if link["to"] is None:
            continue
        expected = copies.relation(copy_of(record), copy_of(by_id[link["to"]]))
        if link["relation"] != expected:
            wrong.append((record["url"], link, expected))
    assert not wrong, f"{len(wrong)}; the first: {wrong[0]}"


def test_copies_of_one_story_and_no_others_stand_together(demo: World) -> None:
    out = demo.data.parent / "per-story.jsonl"
    done = scrapy("export", "-O", str(out), "--per-story", env={"NEWSCRAWL_DATA_DIR": str(demo.data)})
    assert done.status == 0, done.err
    exported = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    stories = Counter(demo.truth[record["url"]]["story"] for record in exported)
    assert set(stories) == {line["story"] for line in demo.truth.values()}
    assert {story: n for story, n in stories.items() if n > 1} == {}


def test_the_crawl_exports_the_first_article_of_each_story(demo: World) -> None:
    out = demo.data.parent / "stories.jsonl"
    exported = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    kept = records(demo.data)
    founders = [record["id"] for record in kept if record["story"]["id"] == record["id"]]
    assert sorted(record["id"] for record in exported) == sorted(founders)
    assert sum(map(int, re.findall(r"\bfirst (\d+)", demo.first.err))) == len(founders)
    # One line a story, and none without.
    assert sorted(founders) == sorted({record["story"]["id"] for record in kept})


def test_what_is_no_article_is_counted(demo: World) -> None:
    for words in ("no_body 1", "http_410 1", "robots 1"):
        assert words in demo.first.err


def test_a_second_crawl_fetches_no_article_and_adds_nothing(demo: World) -> None:
    before = list(archive_lines(demo.data))
    again = demo.crawl("-s", "LOG_LEVEL=DEBUG")
    assert again.status == 0, again.err
    assert list(archive_lines(demo.data)) == before
    paths = [line for line in again.err.splitlines() if "Crawled (" in line]
    assert paths
    fetched = {url for url in demo.truth if any(f"<GET {url}>" in line for line in paths)}
    assert fetched == set()
