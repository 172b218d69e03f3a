"""The run's clockwork."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.settings import EXTENSIONS
from tests.crawling import crawl, records, serve_stories, write_harbour
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as opened:
        yield opened


def test_a_ledger_that_fails_while_links_are_taken_ends_the_run(tmp_path: Path, site: Site) -> None:
    paths = [f"/story/{n}" for n in range(8)]
    serve_stories(site, paths)
    write_harbour(tmp_path / "mirrors", site)
    data, breaks = tmp_path / "data", json.dumps({**EXTENSIONS, "tests.extensions.breaking.LedgerBreaks": 0})
    args = ("-a", "mirror=harbour", "-a", "due=all")
    ran = crawl(data, tmp_path / "mirrors", *args, allow=[site.host], settings={"EXTENSIONS": breaks})
    assert (ran.status, "ended: ledger_failed" in ran.err) == (4, True), ran.err[-2000:]
    # What has failed cannot give its lease back: it runs out.
    again = crawl(data, tmp_path / "mirrors", *args, allow=[site.host], ahead=900)
    assert again.status == 0, again.err
    assert sorted(record["url"] for record in records(data)) == sorted(site.url + path for path in paths)
