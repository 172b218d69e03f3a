"""Archives that earlier versions wrote are read for ever: ``golden/schema-<n>/`` is never written anew, only added to.

Each holds what a data directory had (archive, raw responses, list of takedowns; no ledger, which is rebuilt), and in
``told.json`` the records and stories as they were told then.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newscrawl.archive import records
from newscrawl.archive.reader import read_articles, read_lines
from newscrawl.archive.records import to_record
from newscrawl.archive.warc import read_raw
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.exporting import Selection, select
from newscrawl.desk.rebuild import rebuild
from newscrawl.desk.verifying import check
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import article

GOLDEN = sorted((Path(__file__).parent / "golden").glob("schema-*"), key=lambda path: path.name)
SCHEMA = json.loads((Path(records.__file__).parent / "record.schema.json").read_text())


@pytest.fixture(params=GOLDEN, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Config, dict[str, Any]]:
    """A copy of an old data directory, and what was told of it."""
    shutil.copytree(request.param, tmp_path / "data")
    told = json.loads((tmp_path / "data" / "told.json").read_text())
    (tmp_path / "data" / "told.json").unlink()
    return Config(data_dir=tmp_path / "data", warc=True), told


def test_there_is_one_of_every_schema() -> None:
    assert [path.name for path in GOLDEN] == [f"schema-{n}" for n in range(1, records.SCHEMA + 1)]


def test_every_record_is_read_as_it_was_written(old: tuple[Config, dict[str, Any]]) -> None:
    config, told = old
    root = config.data_dir / "archive"
    assert check(config).wrong == []
    assert [json.loads(line.data) for line in read_lines(root)] == told["records"]
    for record, one in zip(told["records"], read_articles(root), strict=True):
        again = to_record(one)
        assert {key: again[key] for key in record if key not in ("schema", "checksum")} == {
            key: record[key] for key in record if key not in ("schema", "checksum")
        }
        jsonschema.validate(again, SCHEMA)
    raws = [one for one in read_articles(root) if one.provenance.warc]
    assert raws
    for one in raws:
        assert one.provenance.warc is not None
        assert read_raw(config.data_dir, one.provenance.warc).startswith(b"<title>page ")


def test_a_ledger_made_of_it_gives_the_same_stories_and_versions(old: tuple[Config, dict[str, Any]]) -> None:
    config, told = old
    assert rebuild(config).wrong == ()
    ledger = SqliteLedger.to_read(config.ledger_path)
    linker = Linker(ledger.stories)
    assert {record["id"]: linker.story_of(record["id"]) for record in told["records"]} == told["stories"]
    exported = [to_record(one) for one in select(config.data_dir / "archive", ledger, Selection())]
    ledger.close()
    assert [record["id"] for record in exported] == [record["id"] for record in told["records"]]
    assert check(config).wrong == []


def test_a_crawl_goes_on_where_it_ended(old: tuple[Config, dict[str, Any]]) -> None:
    config, told = old
    desk = Desk.open(config)
    assert desk.receive(article(0, version=1)).outcome == "unchanged"
    assert desk.receive(article(9)).outcome == "refused", "it was taken down then"
    third = desk.receive(article(0, version=2))
    desk.close()
    newest = next(r for r in told["records"] if r["version"] == 2)
    assert (third.outcome, third.article.version, third.article.replaces) == ("archived", 3, newest["id"])
    assert check(config).wrong == []
