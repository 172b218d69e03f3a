"""`scrapy story` and what an export says of stories: late copies, joined stories, new versions; nothing steers a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.items import Article
from tests.articles import START, article
from tests.crawling import scrapy


def received(folder: Path, *articles: Article) -> list[Article]:
    desk = Desk.open(Config(data_dir=folder))
    found = [desk.receive(one).article for one in articles]
    desk.close()
    return found


def told(folder: Path, id: str) -> str:
    done = scrapy("story", id, env={"NEWSCRAWL_DATA_DIR": str(folder)})
    assert done.status == 0, done.err
    return done.out


def copy(mirror: str, body: str, minutes: float, *, fetched: float = 0, **more: object) -> Article:
    at = START + timedelta(minutes=minutes)
    one = replace(article(1), mirror=mirror, url=f"https://{mirror}.example/1", body=body, published_at=at)
    return replace(one, fetched_at=START + timedelta(days=1, minutes=fetched or minutes), **more)  # type: ignore[arg-type]


def test_who_ran_it_when_and_what_changed(tmp_path: Path) -> None:
    body = article(1).body
    assert body is not None
    words = body.split(" ")
    words[20], words[60] = "altered", "\x1b[31mred\u202e"
    hostile = "\x1b]0;title\x07 [bold]no markup[/bold] :warning:"
    first, near, _ = received(
        tmp_path,
        copy("lagoon", body, 0),
        copy("harbour", " ".join(words), 12, headline=hostile),
        copy("ferry", body.replace("'", "’"), 95),
    )
    out = told(tmp_path, near.id)
    assert out.startswith(f"story {first.id}: 3 copies on 3 mirrors\n")
    assert "lagoon  2026-09-01T08:00:00+00:00  (primary)" in out
    assert "harbour  2026-09-01T08:12:00+00:00  +0:12:00" in out
    assert "ferry  2026-09-01T09:35:00+00:00  +1:35:00" in out
    assert f"near of {first.id}: " in out
    assert f"exact of {first.id}: 100% of this is in that, 100% of that in this" in out
    assert "[+altered+]" in out
    assert f"the same words as lagoon, {first.id}" in out
    # What a page says is neither markup nor a terminal's.
    assert "[bold]no markup[/bold] :warning:" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b[31mred\\u202e" in out


def test_a_late_copy_joins_two_stories_and_the_record_of_it_is_kept(tmp_path: Path) -> None:
    parts = [article(number).body or "" for number in (1, 2, 3)]
    tail, head, whole = received(
        tmp_path,
        copy("lagoon", parts[2], 20, fetched=1),
        copy("harbour", "\n\n".join(parts[:2]), 30, fetched=2),
        copy("ferry", "\n\n".join(parts), 10, fetched=3),
    )
    assert (tail.story and tail.story.id, head.story and head.story.id) == (tail.id, head.id)
    out = told(tmp_path, head.id)
    assert f"story {tail.id}: 3 copies" in out
    assert f"story {head.id} was joined to it by {whole.id}" in out
    assert "ferry  2026-09-01T08:10:00+00:00  (primary)" in out
    # The same after a rebuild, whatever the order.
    assert scrapy("ledger", "rebuild", env={"NEWSCRAWL_DATA_DIR": str(tmp_path)}).status == 0
    assert told(tmp_path, whole.id) == out


def test_an_export_says_how_each_stands_now(tmp_path: Path) -> None:
    body = article(1).body or ""
    part = "\n\n".join(body.split("\n\n")[:2])
    excerpt, whole, same = received(
        tmp_path, copy("lagoon", part, 30), copy("harbour", body, 10, fetched=40), copy("ferry", body, 20, fetched=50)
    )
    # When it came in, nothing was before it.
    assert excerpt.story is not None
    assert excerpt.story.relation is None
    out = tmp_path / "out.jsonl"
    env = {"NEWSCRAWL_DATA_DIR": str(tmp_path)}
    assert scrapy("export", "-O", str(out), env=env).status == 0
    stories = {line["id"]: line["story"] for line in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    assert {story["id"] for story in stories.values()} == {excerpt.id}
    found = {id: (story["relation"], story["to"]) for id, story in stories.items()}
    assert found == {
        excerpt.id: ("excerpt", whole.id),
        whole.id: (None, None),
        same.id: ("exact", whole.id),
    }
    assert stories[excerpt.id]["contained"] > 0.9 > stories[excerpt.id]["contains"]
    assert scrapy("export", "-O", str(out), "--per-story", env=env).status == 0
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == [whole.id]


@pytest.mark.parametrize("changed", ["a word", "all of it"])
def test_a_changed_page_is_a_new_version_set_against_the_one_it_replaces(tmp_path: Path, changed: str) -> None:
    body = article(1).body or ""
    after = body.replace(body.split(" ")[9], "altered") if changed == "a word" else article(2).body or ""
    old, new = received(tmp_path, copy("lagoon", body, 0), copy("lagoon", after, 0, fetched=60))
    assert (new.version, new.replaces) == (2, old.id)
    out = told(tmp_path, new.id)
    assert f"{new.id}, version 2, replaces {old.id}" in out
    assert new.story is not None
    # A page that says something else altogether (an address that is used again) is no copy of what it said.
    assert new.story.id == (old.id if changed == "a word" else new.id)
    if changed == "a word":
        assert f"changes from lagoon, {old.id}:" in out
        assert "[+altered+]" in out


def test_what_cannot_be_read_is_no_bad_start(tmp_path: Path) -> None:
    (one,) = received(tmp_path, article(1))
    given = {"NEWSCRAWL_DATA_DIR": str(tmp_path)}
    assert scrapy("story", "nobody", env=given).status == 2
    (tmp_path / "takedowns.jsonl").write_text("garbage\n")
    damaged = scrapy("story", one.id, env=given)
    assert (damaged.status, "takedowns.jsonl: line 1" in damaged.err) == (4, True), damaged.err
    (tmp_path / "takedowns.jsonl").unlink()
    (tmp_path / "ledger.sqlite").write_bytes(b"garbage" * 1000)
    garbage = scrapy("story", one.id, env=given)
    assert (garbage.status, "ledger.sqlite: " in garbage.err) == (4, True), garbage.err
