"""Taking an article down: nothing gives it out again, nothing of its text stays, and nothing else is touched."""

from __future__ import annotations

import errno
import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from newscrawl.archive.reader import read_articles
from newscrawl.archive.tombstones import Tombstones, tombstone
from newscrawl.archive.verify import verify
from newscrawl.config import Config
from newscrawl.desk.compacting import compact_archive
from newscrawl.desk.desk import Desk
from newscrawl.desk.exporting import Selection, select
from newscrawl.desk.quarantine import Kept
from newscrawl.desk.rebuild import rebuild
from newscrawl.desk.takedown import take_down
from newscrawl.desk.verifying import check
from newscrawl.errors import ArchiveCorrupt, ArchiveError, ConfigError
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import article, raw_response
from tests.crawling import scrapy
from tests.desk.trials import ROOT

AT = datetime(2026, 11, 24, tzinfo=UTC)
WHY = "asked for by the person named"


def filled(data: Path, count: int = 12, *, warc: bool = False) -> Config:
    config = Config(data_dir=data, warc=warc)
    desk = Desk.open(config)
    for number in range(count):
        desk.receive(article(number), raw=raw_response(number))
    # A copy of number 3 at another mirror, and a second version of number 4.
    desk.receive(replace(article(3), url="https://other.example/x/3", mirror="other"))
    desk.receive(article(4, version=1))
    desk.close()
    return config


def broken(number: int, query: str = "") -> Kept:
    url = f"https://mirror.example/story/{number}{query}"
    return Kept(page_url=url, mirror="mirror", at=AT.isoformat(), error="it broke")


def everything(data: Path) -> bytes:
    """Every byte below the data directory, packed files unpacked."""
    found = b""
    for path in sorted(data.rglob("*")):
        if path.is_file():
            found += gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return found


def urls(config: Config) -> list[str]:
    ledger = SqliteLedger.to_read(config.ledger_path)
    try:
        return [one.url for one in select(config.data_dir / "archive", ledger, Selection())]
    finally:
        ledger.close()


def test_nothing_gives_it_out_and_nothing_of_it_stays(tmp_path: Path) -> None:
    config = filled(tmp_path, warc=True)
    paragraph = (article(4).body or "").split("\n\n")[2].partition('"')[0].encode()
    assert paragraph in everything(tmp_path)
    done = take_down(config, "http://www.mirror.example/story/4/?utm_source=feed", WHY, AT)
    assert done.versions == 2
    assert "https://mirror.example/story/4" not in urls(config)
    assert len(urls(config)) == 12
    assert check(config).waiting == 2
    desk = Desk.open(config)
    assert desk.receive(article(4)).outcome == "refused"
    assert desk.receive(replace(article(4), url="https://m.mirror.example/story/4/amp")).outcome == "refused"
    desk.close()
    compacted = compact_archive(config)
    assert (compacted.records, compacted.left) == (2, [])
    assert paragraph not in everything(tmp_path)
    assert check(config).waiting == 0
    ledger = SqliteLedger.to_read(config.ledger_path)
    assert verify(tmp_path / "archive", ledger.marks()).wrong == []
    assert [ledger.stories.link_of(id) for id in done.tombstone.ids] == [None, None]
    ledger.close()
    assert compact_archive(config).records == 0, "again changes nothing"
    assert Tombstones(tmp_path).all()[0].reason == WHY
    assert b"<title>page 4</title>" not in everything(tmp_path), "the raw response too"
    assert b"<title>page 5</title>" in everything(tmp_path)


def test_its_story_goes_on_without_it(tmp_path: Path) -> None:
    config = filled(tmp_path)
    before = {one.url: one for one in read_articles(tmp_path / "archive")}
    copy = before["https://other.example/x/3"]
    assert copy.story is not None
    assert copy.story.to == before["https://mirror.example/story/3"].id
    take_down(config, "https://mirror.example/story/3", WHY, AT)
    ledger = SqliteLedger(config.ledger_path)
    linker = Linker(ledger.stories)
    story = linker.story_of(copy.id)
    assert story is not None
    assert linker.members(story) == [copy.id]
    assert linker.primary_of(story) == copy.id
    ledger.close()
    desk = Desk.open(config)
    again = desk.receive(replace(article(3), url="https://third.example/y/3", mirror="third"))
    assert again.article.story is not None
    assert (again.article.story.relation, again.article.story.to) == ("exact", copy.id), "a new copy still finds it"
    desk.close()


def test_a_rebuilt_ledger_knows_it(tmp_path: Path) -> None:
    config = filled(tmp_path)
    take_down(config, "https://mirror.example/story/5", WHY, AT)
    config.ledger_path.unlink()
    rebuild(config)
    assert "https://mirror.example/story/5" not in urls(config)
    ledger = SqliteLedger(config.ledger_path)
    assert [page.url for page in ledger.pending("mirror", None)] == []
    assert ledger.counts("mirror")["refused"] == 1
    assert not ledger.found("mirror", "https://mirror.example/story/5", source=None, at=AT).new
    ledger.close()
    compact_archive(config)
    rebuild(config)
    assert len(urls(config)) == 13


def test_raw_pages_and_published_files_go_too(tmp_path: Path) -> None:
    config = filled(tmp_path)
    desk = Desk.open(config)
    kept = desk.quarantine(broken(6, "/amp"), b"<p>raw</p>")
    other = desk.quarantine(broken(7), b"<p>raw</p>")
    desk.close()
    feed = tmp_path / "published" / "feed.xml"
    feed.parent.mkdir()
    feed.write_text("<rss>https://mirror.example/story/6</rss>")
    removed = take_down(config, "https://mirror.example/story/6", WHY, AT).removed
    assert kept in removed
    assert feed in removed
    assert not kept.exists()
    assert other.exists()


def test_what_is_damaged_hides_nothing_of_it(tmp_path: Path) -> None:
    config = filled(tmp_path)
    desk = Desk.open(config)
    body = (article(3).body or "").encode()
    held = desk.quarantine(broken(33), b"<p>" + body + b"</p>")
    other = desk.quarantine(broken(34), b"<p>raw</p>")
    desk.close()
    for page in (held, other):
        page.with_suffix(".json").write_bytes(b'{"page_url": "https://mir')
    (file,) = [path for path in (tmp_path / "archive").rglob("*.jsonl") if body[:40] in path.read_bytes()]
    done = take_down(config, "https://mirror.example/story/3", WHY, AT)
    assert held in done.removed
    assert other.exists()
    file.write_bytes(file.read_bytes().replace(body[:40], body[:39] + b"#", 1))
    told = [line for line in compact_archive(config).left if "is damaged and names what was taken down" in line]
    assert [line.partition(":")[0] for line in told] == [file.relative_to(tmp_path / "archive").as_posix()]


def test_other_copies_and_files_that_somebody_exported_are_named(tmp_path: Path) -> None:
    config = filled(tmp_path)
    (tmp_path / "mine").mkdir()
    body = article(3).body or ""
    held = [
        tmp_path / "out.jsonl", tmp_path / "mine" / "out.csv", tmp_path / "mine" / "out.jsonl.gz",
        tmp_path / "mine" / "torn.jsonl.gz",
    ]  # fmt: skip
    held[0].write_text("x" * (1 << 20) + json.dumps(body, ensure_ascii=False))
    held[1].write_text('"' + body.replace('"', '""') + '"')
    held[2].write_bytes(gzip.compress(json.dumps({"url": "u", "body": body}).encode()))
    held[3].write_bytes(gzip.compress(json.dumps({"url": "u", "body": body}).encode())[:-9])
    (tmp_path / "other.jsonl").write_text(json.dumps(article(5).body))
    (tmp_path / "picture.jpg").write_bytes(body.encode())
    done = take_down(config, "https://mirror.example/story/3", WHY, AT)
    assert sorted(done.exports) == sorted(held)
    assert all(path.exists() for path in held), "they are somebody's: named, not removed"
    assert done.copies == ("https://other.example/x/3",)
    again = take_down(config, "https://mirror.example/story/3", WHY, AT)
    assert again.copies == done.copies
    said = scrapy(
        "takedown", "https://mirror.example/story/3", "--reason", WHY, env={"NEWSCRAWL_DATA_DIR": str(tmp_path)}
    )
    assert "stays in the archive under other addresses (1): https://other.example/x/3" in said.out
    assert "files exported earlier still hold it" in said.out
    assert str(held[1]) in said.out
    take_down(config, "https://other.example/x/3", WHY, AT)
    assert take_down(config, "https://mirror.example/story/3", WHY, AT).copies == ()


def test_a_ledger_of_the_form_before_is_brought_up(tmp_path: Path) -> None:
    config = filled(tmp_path)
    with sqlite3.connect(config.ledger_path) as old:
        old.executescript("DROP TABLE led_to; PRAGMA user_version = 6;")
    old.close()
    assert len(urls(config)) == 14, "read as it is"
    assert take_down(config, "https://mirror.example/story/3", WHY, AT).versions == 1
    with sqlite3.connect(config.ledger_path) as new:
        assert new.execute("SELECT COUNT(*) FROM led_to").fetchone() == (0,)
        assert new.execute("PRAGMA user_version").fetchone()[0] > 6
    new.close()


def test_again_keeps_what_the_first_tombstone_says(tmp_path: Path) -> None:
    config = filled(tmp_path)
    first = take_down(config, "https://mirror.example/story/4", WHY, AT)
    assert first.before is None
    take_down(config, "https://mirror.example/story/6", WHY, AT)
    compact_archive(config)
    config.ledger_path.unlink()
    rebuild(config)
    later = AT + timedelta(days=9)
    again = take_down(config, "https://mirror.example/story/4", "court  order", later)
    assert (again.before, again.versions) == (AT, 0)
    assert len(first.tombstone.ids) == len(first.tombstone.digests) == 2
    assert again.tombstone == replace(first.tombstone, reason=f"{WHY}; court order")
    for why in (WHY, "court order", f"{WHY}; court order"):
        take_down(config, "https://mirror.example/story/4", why, later)
    assert Tombstones(tmp_path).all()[0] == again.tombstone, "and each reason once"
    assert [one.url for one in Tombstones(tmp_path).all()] == [f"https://mirror.example/story/{n}" for n in (4, 6)]
    variant = take_down(config, "http://www.mirror.example/story/4/amp", "again", later)
    assert (variant.before, variant.tombstone.ids) == (AT, first.tombstone.ids)


def test_a_later_tombstone_adds_what_it_knows(tmp_path: Path) -> None:
    url, stones = "https://mirror.example/story/4", Tombstones(tmp_path)
    stones.add(tombstone(url, "one", AT, ids=("a", "b"), digests=("d",), mirrors=("m",), identities=("x.example/1",)))
    both = stones.add(
        tombstone(url, "two", AT + timedelta(days=1), ids=("b", "c"), digests=("e",), mirrors=("n",), identities=("y.example/1",))
    )  # fmt: skip
    assert Tombstones(tmp_path).all() == (both,)
    assert (both.ids, both.digests, both.mirrors) == (("a", "b", "c"), ("d", "e"), ("m", "n"))
    assert both.identities == ("mirror.example/story/4", "x.example/1", "y.example/1")
    assert (both.at, both.reason) == (AT.isoformat(), "one; two")


def test_an_address_that_was_never_archived_is_not_taken_in(tmp_path: Path) -> None:
    config = filled(tmp_path)
    assert take_down(config, "https://mirror.example/story/99", WHY, AT).versions == 0
    desk = Desk.open(config)
    received = desk.receive(article(99))
    assert (received.outcome, received.reason) == ("refused", "takedown")
    desk.close()


@pytest.mark.parametrize(
    ("url", "reason"), [("story 4", WHY), ("file:///etc/passwd", WHY), ("https://m.example/1", " ")]
)
def test_mistakes_are_refused(tmp_path: Path, url: str, reason: str) -> None:
    config = filled(tmp_path, 2)
    with pytest.raises(ConfigError):
        take_down(config, url, reason, AT)
    assert not Tombstones(tmp_path).all()


def test_a_damaged_list_stops_everything(tmp_path: Path) -> None:
    config = filled(tmp_path, 2)
    take_down(config, "https://mirror.example/story/1", WHY, AT)
    path = tmp_path / "takedowns.jsonl"
    path.write_bytes(path.read_bytes().replace(b"story/1", b"story/7"))
    with pytest.raises(ArchiveCorrupt, match="line 1"):
        Tombstones(tmp_path).all()
    with pytest.raises(ArchiveCorrupt):
        list(select(tmp_path / "archive", None, Selection()))


@pytest.mark.parametrize("loss", ["gone", "emptied", "its last line", "its last byte"])
def test_a_list_that_is_lost_stops_everything(tmp_path: Path, loss: str) -> None:
    config = filled(tmp_path, 2)
    # A takedown that was cut before it wrote anything has left its lock, and there is nothing to miss.
    (tmp_path / ".takedowns.jsonl.lock").touch()
    assert not Tombstones(tmp_path).all()
    take_down(config, "https://mirror.example/story/1", WHY, AT)
    take_down(config, "https://mirror.example/story/0", WHY, AT)
    path = tmp_path / "takedowns.jsonl"
    whole = path.read_bytes()
    left = {"emptied": b"", "its last line": whole.splitlines(keepends=True)[0], "its last byte": whole[:-1]}
    path.write_bytes(left[loss]) if loss in left else path.unlink()
    for call in (
        lambda: list(select(tmp_path / "archive", None, Selection())),
        lambda: rebuild(config),
        lambda: take_down(config, "https://mirror.example/story/0", WHY, AT),
        lambda: Desk.open(config),
    ):
        with pytest.raises(ArchiveCorrupt, match="what was taken down returns"):
            call()
    told = check(config).wrong
    assert len([line for line in told if "takedowns.jsonl" in line]) == 1, told
    path.write_bytes(whole)
    assert [held.url[-1] for held in Tombstones(tmp_path).all()] == ["1", "0"]


def test_a_file_in_use_is_left(tmp_path: Path) -> None:
    config = filled(tmp_path)
    take_down(config, "https://mirror.example/story/2", WHY, AT)
    running = Desk.open(config)
    running.receive(article(50))
    running.commit()
    done = compact_archive(replace(config, ledger="elsewhere.sqlite"))
    assert done.records == 0
    assert "a running crawl writes it" in done.left[0]
    running.close()
    assert compact_archive(config).records == 1


def test_a_version_that_a_running_crawl_took_in_meanwhile_goes_too(tmp_path: Path) -> None:
    config = filled(tmp_path)
    # As a takedown that saw none of its versions, and was cut before it came to the ledger.
    Tombstones(tmp_path).add(tombstone("https://mirror.example/story/4", WHY, AT))
    ids = [one.id for one in read_articles(tmp_path / "archive") if one.url.endswith("/4")]
    assert len(ids) == 2
    assert "https://mirror.example/story/4" not in urls(config)
    assert "taken down" in scrapy("story", ids[0], env={"NEWSCRAWL_DATA_DIR": str(tmp_path)}).err
    assert compact_archive(config).records == 2
    ledger = SqliteLedger.to_read(config.ledger_path)
    assert [ledger.stories.link_of(id) for id in ids] == [None, None]
    ledger.close()


def test_a_takedown_that_was_cut_is_completed_at_the_next_start(tmp_path: Path) -> None:
    config = filled(tmp_path)
    (gone,) = [one.id for one in read_articles(tmp_path / "archive") if one.url.endswith("/story/3")]
    Tombstones(tmp_path).add(tombstone("https://mirror.example/story/3", WHY, AT, ids=(gone,), mirrors=("mirror",)))
    Desk.open(config).close()
    ledger = SqliteLedger.to_read(config.ledger_path)
    assert ledger.stories.link_of(gone) is None
    assert ledger.counts("mirror")["refused"] == 1
    ledger.close()


def test_cluster_leaves_it_out(tmp_path: Path) -> None:
    filled(tmp_path)
    (file,) = (tmp_path / "archive").rglob("*.jsonl")
    take_down(Config(data_dir=tmp_path), "https://mirror.example/story/3", WHY, AT)
    clusters, relations = tmp_path / "c.jsonl", tmp_path / "r.jsonl"
    ran = scrapy(
        "cluster", str(file), "--clusters", str(clusters), "--relations", str(relations),
        env={"NEWSCRAWL_DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    assert ran.status == 0, ran.err
    (gone,) = Tombstones(tmp_path).ids()
    found = [json.loads(line)["id"] for line in clusters.read_text().splitlines()]
    assert len(found) == 13
    assert gone not in clusters.read_text() + relations.read_text()


def test_a_ledger_that_somebody_reads_is_named(tmp_path: Path) -> None:
    config = filled(tmp_path)
    take_down(config, "https://mirror.example/story/3", WHY, AT)
    reader = sqlite3.connect(config.ledger_path, isolation_level=None)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM marks").fetchone()
        done = compact_archive(config)
    finally:
        reader.close()
    assert done.records == 1
    assert "compact again when that has ended" in done.left[0]
    assert compact_archive(config).left == []


def test_a_raw_response_that_no_line_names_goes_too(tmp_path: Path) -> None:
    config = filled(tmp_path, 5, warc=True)
    desk = Desk.open(config)
    assert desk.warc is not None
    desk.warc.append(raw_response(3))  # a crash came before its line was written
    desk.warc.append(raw_response(2))
    desk.close()
    each = raw_response(3).body.count(b"<title>page 3</title>")
    assert everything(tmp_path).count(b"<title>page 3</title>") == 2 * each
    take_down(config, "https://mirror.example/story/3", WHY, AT)
    done = compact_archive(config)
    assert (done.records, done.strays, done.left) == (1, 1, [])
    assert b"<title>page 3</title>" not in everything(tmp_path)
    assert everything(tmp_path).count(b"<title>page 2</title>") == 2 * each
    ledger = SqliteLedger.to_read(config.ledger_path)
    assert verify(tmp_path / "archive", ledger.marks()).wrong == []
    ledger.close()


def test_raw_responses_that_are_gone_keep_nothing_from_being_compacted(tmp_path: Path) -> None:
    config = filled(tmp_path, 5, warc=True)
    take_down(config, "https://mirror.example/story/3", WHY, AT)
    shutil.rmtree(tmp_path / "warc")
    done = compact_archive(config)
    assert (done.records, done.left) == (1, [])


def test_what_a_crash_left_beside_the_quarantine_goes_too(tmp_path: Path) -> None:
    config = filled(tmp_path)
    folder = tmp_path / "quarantine" / "abcd"
    folder.mkdir(parents=True)
    text = (article(6).body or "").split("\n\n")[1]
    half, stray, fresh = folder / ".1.html.partial", folder / "2.html", folder / "3.html"
    for path in (half, stray, fresh):
        path.write_text(f"<p>{escape(text)}</p>")
    for path in (half, stray):
        os.utime(path, (1e9, 1e9))
    report = tmp_path / "reports" / "today.html"
    report.parent.mkdir()
    report.write_text(f"<p>{escape(text)}</p>")
    take_down(config, "https://mirror.example/story/6", WHY, AT)
    assert [path.exists() for path in (half, stray, fresh, report)] == [False, False, True, False]


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize("what", ["fsync", "replace"])
def test_a_disk_that_fails_in_compaction_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, at: int
) -> None:
    config = filled(tmp_path, 8, warc=True)
    left = at
    real = os.fsync if what == "fsync" else os.replace

    def fails(*args: object, **more: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, what, fails)
        for work in (
            lambda: take_down(config, "https://mirror.example/story/4", WHY, AT),
            lambda: compact_archive(config),
        ):
            try:
                work()
            except ArchiveError as error:
                assert "No space left" in str(error)  # noqa: PT017
    assert {one.url for one in read_articles(tmp_path / "archive")} >= {
        f"https://mirror.example/story/{number}" for number in range(8) if number != 4
    }
    take_down(config, "https://mirror.example/story/4", WHY, AT)
    assert compact_archive(config).left == []
    assert b"<title>page 4</title>" not in everything(tmp_path)
    ledger = SqliteLedger.to_read(config.ledger_path)
    found = verify(tmp_path / "archive", ledger.marks())
    ledger.close()
    assert (found.wrong, found.lines) == ([], 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_kill_nine_in_takedown_and_compaction(tmp_path: Path, seed: int) -> None:
    r = random.Random(f"takedown:{seed}")
    config = filled(tmp_path, 40, warc=bool(seed % 2))
    wanted = [f"https://mirror.example/story/{number}" for number in range(40) if number not in (4, 7, 30)]
    work = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from newscrawl.config import Config; from newscrawl.desk.compacting import *; from newscrawl.desk.takedown import *\n"
        "config = Config(data_dir=Path(sys.argv[1]))\nprint('up', flush=True)\n"
        f"for n in (4, 7, 30): take_down(config, f'https://mirror.example/story/{{n}}', {WHY!r}, datetime.now(UTC))\n"
        "compact_archive(config)\n"
    )
    for _ in range(4):
        child = subprocess.Popen([sys.executable, "-c", work, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(r.uniform(0, 0.12))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        held = [one.url for one in read_articles(tmp_path / "archive")]
        assert set(wanted) <= set(held), "nothing else is lost at any moment"
        assert len(held) == len(set(held)) + (held.count("https://mirror.example/story/4") == 2)
    done = subprocess.run(
        [sys.executable, "-c", work, str(tmp_path)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    held = [one.url for one in read_articles(tmp_path / "archive")]
    assert sorted(held) == sorted([*wanted, "https://other.example/x/3"])
    Desk.open(config).close()
    ledger = SqliteLedger.to_read(config.ledger_path)
    assert verify(tmp_path / "archive", ledger.marks()).wrong == []
    ledger.close()


def test_an_article_that_moved_goes_with_all_its_names(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    first = desk.receive(article(1)).article
    moved = replace(article(1, version=1), url="https://mirror.example/new/place-of-story-1")
    second = desk.receive(moved, page_url=first.url, identity="mirror.example/story/1").article
    desk.ledger.alias("mirror.example/new/place-of-story-1", "mirror.example/story/1")
    desk.commit()
    desk.close()
    assert second.replaces == first.id
    done = take_down(config, moved.url, WHY, AT)
    assert done.versions == 2
    desk = Desk.open(config)
    assert desk.receive(article(1)).outcome == "refused"
    assert desk.receive(moved).outcome == "refused"
    desk.close()


def test_a_rebuilt_ledger_knows_where_an_article_has_moved(tmp_path: Path) -> None:
    """No line of the archive says it until the article gets a new version, and the site lists the new address only."""
    new = "https://mirror.example/new/place-of-story-1"
    for number, named in enumerate((article(1).url, new)):
        config = Config(data_dir=tmp_path / str(number))
        desk = Desk.open(config)
        desk.receive(article(1))
        desk.ledger.alias("mirror.example/new/place-of-story-1", "mirror.example/story/1")
        desk.commit()
        desk.close()
        assert rebuild(config).missing == ()
        assert rebuild(config).missing == (), "and the next one"
        assert take_down(config, named, WHY, AT).versions == 1
        desk = Desk.open(config)
        assert desk.receive(replace(article(1), url=new)).outcome == "refused"
        desk.close()
