"""What wire copy says of its version reaches the linker, though the headline's tags are cut: UPDATE 2 is an update."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fixtures.demo import english
from newscrawl.archive.reader import read_articles
from newscrawl.archive.records import article_id, digest_of, to_line
from newscrawl.archive.writer import ArchiveWriter
from newscrawl.config import Config
from newscrawl.desk import Desk
from newscrawl.desk.clustering import cluster
from newscrawl.desk.exporting import Selection, select
from newscrawl.desk.judging import withheld
from newscrawl.desk.rebuild import rebuild
from newscrawl.items import Article, Revision, StoryLink
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import fingerprint
from newscrawl.text.urls import identity_of_cleaned
from tests.articles import START, article

VOICE = english.English("revisions", "world", "Cork", "Monday")
TEXT = [VOICE.lede(), *(VOICE.paragraph() for _ in range(11))]
MORE = (
    "Engineers added that the northern pumps had been running since dawn, that two lanes of the ring road stay closed until "
    "Thursday, and that schools beside the old quay may open later than planned."
)


def told(number: int, revision: Revision | None, body: list[str]) -> Article:
    return replace(
        article(number, url=f"https://m{number}.example/rain"),
        mirror=f"m{number}",
        headline="Rain falls on Cork again",
        revision=revision,
        body="\n\n".join(body),
        published_at=START + timedelta(hours=number),
        fetched_at=START + timedelta(hours=number, minutes=5),
    )


def pair(earlier: Revision | None, later: Revision | None) -> tuple[Article, Article]:
    return told(1, earlier, TEXT), told(2, later, [*TEXT[:6], MORE, *TEXT[6:]])


def update(number: int) -> Revision:
    return Revision(kind="update", number=number, text=f"UPDATE {number}-")


def received(data: Path, *articles: Article) -> list[StoryLink]:
    desk = Desk.open(Config(data_dir=data))
    links = [desk.receive(one).article.story for one in articles]
    desk.close()
    return [link for link in links if link is not None]


def everywhere(data: Path) -> set[str | None]:
    """What is said of the later of two articles: in an export and by the ledger's link, as it is, and as a rebuild makes it."""
    found: set[str | None] = set()
    for again in range(2):
        if again:
            rebuild(Config(data_dir=data))
        ledger = SqliteLedger.to_read(data / "ledger.sqlite")
        later = max(select(data / "archive", ledger, Selection()), key=lambda one: one.published_at or START)
        (edge,) = ledger.stories.edges_of(later.id)
        ledger.close()
        assert later.story is not None
        found |= {later.story.relation, edge.comparison.relation}
    return found


def clustered(data: Path) -> list[str]:
    relations = io.BytesIO()
    with next((data / "archive").rglob("*.jsonl")).open("rb") as lines:
        cluster(lines, io.BytesIO(), relations)
    return [json.loads(line)["type"] for line in relations.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("earlier", "later", "relation"),
    [
        (update(1), update(2), "update"),
        (None, update(1), "update"),
        (None, Revision(kind="writethru", text="Writethru"), "update"),
        (update(1), Revision(kind="corrected", number=2, text="CORRECTED-UPDATE 2-"), "update"),
        (None, None, "near"),
        (update(2), update(2), "near"),
        # They replace a text, and do not carry it on.
        (update(1), Revision(kind="corrected", text="CORRECTED-"), "near"),
        (None, Revision(kind="withdrawn", text="WITHDRAWN-"), "near"),
        (None, Revision(kind="repeat", text="REPEAT-"), "near"),
    ],
)
@pytest.mark.parametrize("hidden", [False, True])
def test_a_later_version_of_a_text_is_an_update(
    tmp_path: Path, earlier: Revision | None, later: Revision | None, relation: str, hidden: bool
) -> None:
    articles = [withheld(one) if hidden else one for one in pair(earlier, later)]
    assert [link.relation for link in received(tmp_path, *articles)] == [None, relation]
    assert everywhere(tmp_path) == {relation}
    assert clustered(tmp_path) == [relation]


@pytest.mark.parametrize("hidden", [False, True])
def test_lines_that_were_written_before_linking_knew_of_it(tmp_path: Path, hidden: bool) -> None:
    writer, ids = ArchiveWriter(tmp_path / "archive"), []
    for made in pair(update(1), update(2)):
        one, name = made, article_id(identity_of_cleaned(made.url), digest_of(made))
        story = StoryLink(id=name)
        if ids:
            story = StoryLink(id=ids[0], relation="near", to=ids[0], contained=0.9, contains=0.95)
        if hidden:
            # Their fingerprints do not say the revision either.
            origin = replace(made.provenance, fingerprints=fingerprint(made.body or "", made.headline))
            one = replace(made, body=None, provenance=origin)
        writer.append(to_line(replace(one, id=name, story=story)), date(2026, 9, 1))
        ids.append(name)
    writer.close()
    Desk.open(Config(data_dir=tmp_path)).close()
    assert [one.story.relation for one in read_articles(tmp_path / "archive") if one.story] == [None, "near"]
    assert everywhere(tmp_path) == {"update"}
    assert clustered(tmp_path) == ["update"]


@pytest.mark.parametrize(
    "revision", ["r17", 3, ["update"], {}, {"kind": ["update"]}, {"kind": "update", "number": -1, "text": None}]
)
def test_what_other_files_call_a_revision_is_no_mistake(revision: object) -> None:
    lines = [{"id": f"{number}", "body": "\n\n".join(TEXT), "revision": revision} for number in range(2)]
    relations = io.BytesIO()
    done = cluster(io.BytesIO("\n".join(map(json.dumps, lines)).encode()), io.BytesIO(), relations)
    assert (done.wrong, done.relations) == ([], 1)
