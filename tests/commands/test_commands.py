"""The commands as a user calls them: what they write, what they say, how they end."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.archive.exports import cell, write_jsonl, write_parquet
from newscrawl.archive.replacing import replacing
from newscrawl.commands.story import changes
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.takedown import take_down
from newscrawl.errors import ArchiveError
from newscrawl.items import Article
from newscrawl.stories import fingerprint
from tests.articles import START, article
from tests.crawling import article_page, scrapy

pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data dir with five articles: three stories, one of them with a late, earlier, longer copy."""
    folder = tmp_path / "data"
    desk = Desk.open(Config(data_dir=folder))
    one = article(1)
    assert one.body is not None
    part = "\n\n".join(one.body.split("\n\n")[:2])
    desk.receive(replace(one, url="https://a.example/1", body=part, published_at=START + timedelta(minutes=9)))
    desk.receive(replace(one, url="https://b.example/1", published_at=START))
    desk.receive(replace(article(2), headline='=HYPERLINK("http://x.example")', published_at=START + timedelta(days=1)))
    desk.receive(replace(article(3), published_at=None, published_precision=None))
    desk.receive(replace(article(2), url="https://c.example/2", published_at=START + timedelta(days=2)))
    desk.close()
    return folder


def env(data: Path) -> dict[str, str]:
    return {"NEWSCRAWL_DATA_DIR": str(data)}


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_export_gives_the_archive_in_every_form(data: Path, tmp_path: Path) -> None:
    archived = next((data / "archive").rglob("*.jsonl")).read_bytes()
    for name in ("out.jsonl", "out.jsonl.gz", "out.csv", "out.parquet"):
        done = scrapy("export", "-O", str(tmp_path / name), env=env(data))
        assert (done.status, "5 articles" in done.err) == (0, True), done.err
    plain = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    before = [json.loads(line) for line in archived.splitlines()]
    assert [one["id"] for one in plain] == [one["id"] for one in before]
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()) == (tmp_path / "out.jsonl").read_bytes()
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8", newline="")))
    assert [row["id"] for row in rows] == [one["id"] for one in plain]
    assert rows[2]["headline"] == '\'=HYPERLINK("http://x.example")'
    assert json.loads(rows[0]["agencies"]) == [{"name": "Reuters", "role": "source"}]
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["body"] for row in table] == [one["body"] for one in plain]
    assert json.loads(table[0]["story"]) == plain[0]["story"]


def test_export_takes_the_ledgers_word_and_the_primary(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "stories.jsonl"
    done = scrapy("export", "-O", str(out), "--per-story", env=env(data))
    assert done.status == 0, done.err
    found = {str(one["url"]): one for one in lines(out)}
    # The excerpt came in first and founded the story; the earliest full copy stands for it.
    assert len(found) == 3
    assert "https://b.example/1" in found
    assert "https://a.example/1" not in found


def test_export_by_days(data: Path, tmp_path: Path) -> None:
    out, day = tmp_path / "day.jsonl", (START + timedelta(days=1)).date()
    done = scrapy("export", "-O", str(out), "--since", str(day), "--until", str(day + timedelta(days=1)), env=env(data))
    assert done.status == 0, done.err
    assert "2 articles (3 outside the days asked for; 1 without a time, kept)" in done.err
    assert {str(one["published_at"])[:10] for one in lines(out)} == {str(day), "None"}


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["-O", "out.txt"], 2, "must end in one of .jsonl, .jsonl.gz, .csv, .parquet"),
        (["-O", "missing/out.csv"], 4, "No such file or directory; nothing was changed there"),
        (["-O", "out.csv", "--since", "yesterday"], 2, "not a day"),
        (["-O", "out.csv", "--since", "2026-09-02", "--until", "2026-09-01"], 2, "--since must be before --until"),
    ],
)
def test_export_refuses(data: Path, args: list[str], status: int, said: str) -> None:
    done = scrapy("export", *args, env=env(data))
    assert done.status == status
    assert said in done.err + done.out
    assert "Traceback" not in done.err
    assert not Path("out.csv").exists()


def test_export_names_a_bad_line_and_gives_the_rest(data: Path, tmp_path: Path) -> None:
    path = next((data / "archive").rglob("*.jsonl"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"CORK", b"C0RK", 1) + b'{"torn')
    done = scrapy("export", "-O", str(tmp_path / "out.jsonl"), env=env(data))
    assert done.status == 3
    assert "line 1, byte 0: the checksum does not match" in done.err
    assert "1 lines are not ended yet" in done.err
    assert len(lines(tmp_path / "out.jsonl")) == 4


def test_an_export_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    orphan = tmp_path / ".out.jsonl.999999999.partial"
    orphan.write_text("of a process that was killed")

    def articles() -> Iterator[Article]:
        yield article(1)
        raise ArchiveError("the archive went away")

    with pytest.raises(ArchiveError), replacing(out) as file:
        write_jsonl(articles(), file)
    assert out.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_parquet_without_its_library_names_the_remedy(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "newscrawl.archive.parquet", None)
    monkeypatch.delattr("newscrawl.archive.parquet", raising=False)  # another test may have imported it already
    with pytest.raises(ArchiveError, match=r"pip install 'newscrawl\[parquet\]'"):
        write_parquet([article(1)], io.BytesIO())


def test_archive_verify(data: Path) -> None:
    good = scrapy("archive", "verify", env=env(data))
    assert (good.status, "5 records in 1 file, nothing wrong" in good.out) == (0, True), good.out
    path = next((data / "archive").rglob("*.jsonl"))
    path.write_bytes(path.read_bytes().replace(b"CORK", b"C0RK", 1))
    bad = scrapy("archive", "verify", env=env(data))
    assert bad.status == 1
    assert f"{path.relative_to(data / 'archive')}: line 1, byte 0: the checksum does not match" in bad.out
    path.unlink()
    gone = scrapy("archive", "verify", env=env(data))
    assert "the ledger has read this file, and it is gone" in gone.out
    assert gone.status == 1


def test_ledger_rebuild(data: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    scrapy("export", "-O", str(first), env=env(data))
    for path in data.glob("ledger.sqlite*"):
        path.write_bytes(b"garbage" * 1000)
    done = scrapy("ledger", "rebuild", env=env(data))
    assert (done.status, "rebuilt from 5 records" in done.out) == (0, True), done.err
    scrapy("export", "-O", str(second), env=env(data))
    assert first.read_bytes() == second.read_bytes()


def test_a_rebuild_without_an_archive_is_a_bad_start(tmp_path: Path) -> None:
    done = scrapy("ledger", "rebuild", env=env(tmp_path))
    assert (done.status, "there is no archive; set NEWSCRAWL_DATA_DIR" in done.err) == (2, True), done.err


def test_a_story_whose_file_is_gone_is_not_told_as_whole(tmp_path: Path) -> None:
    files = rotated(tmp_path)
    files[1].unlink()
    done = scrapy("story", article(3).url, env=env(tmp_path))
    assert (done.status, "not in the archive; run scrapy archive verify" in done.out) == (3, True), done.out


def rotated(folder: Path) -> list[Path]:
    """A data dir whose archive has three files of two lines."""
    for numbers in ((1, 2), (3, 4), (5, 6)):
        desk = Desk.open(Config(data_dir=folder))
        for number in numbers:
            desk.receive(article(number))
        desk.close()
        (last,) = [path for path in (folder / "archive").rglob("*.jsonl") if path.stat().st_size]
        last.with_name(last.name + ".gz").write_bytes(gzip.compress(last.read_bytes()))
        last.unlink()
    return sorted((folder / "archive").rglob("*.jsonl.gz"))


@pytest.mark.parametrize("loss", ["gone", "lines"])
def test_a_rebuild_names_what_the_archive_has_lost(tmp_path: Path, loss: str) -> None:
    files = rotated(tmp_path)
    assert len(files) == 3
    if loss == "gone":
        files[1].unlink()
    else:
        files[1].write_bytes(gzip.compress(gzip.decompress(files[1].read_bytes()).splitlines(keepends=True)[0]))
    name = files[1].relative_to(tmp_path / "archive").as_posix().removesuffix(".gz")
    done = scrapy("ledger", "rebuild", env=env(tmp_path))
    assert done.status == 3, done.out
    assert (
        f"error: {name}: " + ("the ledger has read this file, and it is gone" if loss == "gone" else "cut: ")
    ) in done.err
    assert f"error: {2 if loss == 'gone' else 1} lines that the old ledger had read are missing" in done.err
    assert f"rebuilt from {4 if loss == 'gone' else 5} records" in done.out
    first = tmp_path / "ledger.sqlite.before-rebuild"
    old = first.read_bytes()
    again = scrapy("ledger", "rebuild", env=env(tmp_path))
    assert (again.status, again.err) == (0, ""), "the loss was accepted: the new ledger knows of no more"
    assert first.read_bytes() == old, "the one that knows what was lost is still there"
    assert (tmp_path / "ledger.sqlite.before-rebuild.2").is_file()


def test_a_rebuild_without_an_old_ledger_says_that_nobody_knows(tmp_path: Path) -> None:
    files = rotated(tmp_path)
    for path in tmp_path.glob("ledger.sqlite*"):
        path.unlink()
    silent = scrapy("ledger", "rebuild", env=env(tmp_path))
    assert (silent.status, "there was no ledger: nobody knows whether" in silent.err) == (0, True), silent.err
    files[1].unlink()
    (tmp_path / "ledger.sqlite").write_bytes(b"garbage" * 1000)
    done = scrapy("ledger", "rebuild", env=env(tmp_path))
    assert (done.status, "the old ledger cannot be read" in done.err) == (3, True), done.err
    assert (
        f"{files[1].relative_to(tmp_path / 'archive').as_posix().removesuffix('.gz')}: its number is left out"
        in done.err
    )


def test_a_rebuild_does_not_miss_what_was_taken_down(tmp_path: Path) -> None:
    rotated(tmp_path)
    old = (tmp_path / "ledger.sqlite").read_bytes()
    take_down(Config(data_dir=tmp_path), article(3).url, "court order", START)
    (tmp_path / "ledger.sqlite").write_bytes(old)  # one that had not heard of it
    done = scrapy("ledger", "rebuild", env=env(tmp_path))
    assert (done.status, done.err) == (0, ""), done.err
    assert scrapy("archive", "compact", env=env(tmp_path)).status == 0
    assert scrapy("ledger", "rebuild", env=env(tmp_path)).status == 0


def test_story_by_its_address(data: Path) -> None:
    exported = json.loads(next((data / "archive").rglob("*.jsonl")).read_bytes().splitlines()[0])
    by_id = scrapy("story", exported["id"], env=env(data))
    by_url = scrapy("story", "http://www.a.example/1/?utm_source=rss", env=env(data))
    assert (by_url.status, by_url.out) == (0, by_id.out), by_url.err
    for url, told in (
        ("https://a.example/7", "no article of this address"),
        ("ftp://a.example/1", "not an http(s) URL"),
    ):
        unknown = scrapy("story", url, env=env(data))
        assert (unknown.status, told in unknown.err) == (2, True), unknown.err
    take_down(Config(data_dir=data), "https://a.example/1", "court order", START)
    gone = scrapy("story", "https://a.example/1", env=env(data))
    assert (gone.status, "taken down" in gone.err) == (2, True), gone.err


def test_a_damaged_line_elsewhere_stops_no_story(data: Path) -> None:
    path = next((data / "archive").rglob("*.jsonl"))
    other = path.with_name(path.name.replace("-w1-", "-w2-"))
    other.write_bytes(b'{"id": "half a li')  # a writer that was killed, or is at work
    done = scrapy("story", "https://a.example/1", env=env(data))
    assert (done.status, done.err, "2 copies" in done.out) == (0, "", True), done.err
    other.write_bytes(b'{"id": "a whole line that is none"}\n')
    named = scrapy("story", "https://a.example/1", env=env(data))
    assert (named.status, f"{other.relative_to(data / 'archive').as_posix()}: line 1" in named.err) == (3, True), (
        named.err
    )
    assert named.out == done.out


def test_story(data: Path) -> None:
    exported = json.loads(next((data / "archive").rglob("*.jsonl")).read_bytes().splitlines()[0])
    done = scrapy("story", exported["id"], env=env(data))
    assert done.status == 0, done.err
    assert "2 copies" in done.out
    assert "(primary)" in done.out
    assert "excerpt of" in done.out
    assert "+0:09:00" in done.out
    unknown = scrapy("story", "nobody", env=env(data))
    assert (unknown.status, "no story or article of this id" in unknown.err) == (2, True)


def test_changes_are_words() -> None:
    assert changes("The harbour opened on Monday", "The old harbour opened on Tuesday") == [
        "The [+old+]",
        "on [-Monday-] [+Tuesday+]",
    ]


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert cell(value) == "'" + value


def test_negative_numbers_stay_numbers() -> None:
    assert cell(-0.5) == "-0.5"


def test_cluster(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    one, two = article(1), article(2)
    entries = [
        {"id": "a", "published_at": "2026-09-01T08:00:00+00:00", "mirror": "m", "headline": "h", "body": one.body},
        {"id": "b", "published_at": "2026-09-01T07:00:00+00:00", "mirror": "n", "headline": "h", "body": one.body},
        {"id": "c", "published_at": None, "body": (two.body or "").split("\n\n")},
        {"id": "a", "body": "again"},
        {"published_at": "2026-09-01T08:00:00+00:00", "body": "no id"},
        {"id": "d", "published_at": "yesterday", "body": "x"},
        {"id": "e", "published_at": None, "mirror": None, "headline": None, "body": None},
    ]
    docs.write_text("\n".join(map(json.dumps, entries)) + "\nnot json\n")
    done = scrapy("cluster", str(docs), "--clusters", str(tmp_path / "c"), "--relations", str(tmp_path / "r"))
    assert done.status == 3
    for said in (
        "line 4: id 'a' is there already",
        "line 5: 'id' is missing",
        "line 6: 'published_at' is not",
        "line 8:",
    ):
        assert said in done.err
    clusters = {one["id"]: one["cluster"] for one in lines(tmp_path / "c")}
    assert list(clusters) == ["a", "b", "c", "e"]
    assert clusters["a"] == clusters["b"] != clusters["c"]
    assert lines(tmp_path / "r") == [{"a": "a", "b": "b", "type": "exact"}]


def test_cluster_names_the_key_that_is_missing(tmp_path: Path) -> None:
    docs, c, r = tmp_path / "docs.jsonl", tmp_path / "c", tmp_path / "r"
    texts = [article(number).body or "" for number in (1, 1, 2)]
    entries = [{"id": f"a{n}", "title": "h", "text": text, "ts": n} for n, text in enumerate(texts)]
    docs.write_text("\n".join(map(json.dumps, entries)))
    done = scrapy("cluster", str(docs), "--clusters", str(c), "--relations", str(r))
    assert done.status == 3
    assert "line 1: no 'body' among its keys (id, title, text, ts), and no fingerprints" in done.err
    assert "3 documents, 3 stories, 0 relations; 3 have neither 'body' nor fingerprints" in done.err
    assert "3 have neither 'published_at' nor 'fetched_at'" in done.err
    assert len(lines(c)) == 3


def test_cluster_links_withheld_records_by_their_fingerprints(tmp_path: Path) -> None:
    docs, c, r = tmp_path / "docs.jsonl", tmp_path / "c", tmp_path / "r"
    text = article(1).body or ""
    at = "2026-09-01T08:00:00+00:00"
    kept = {"id": "a", "published_at": at, "body": text}
    withheld = {"id": "b", "published_at": at, "body": None, "provenance": {"fingerprints": fingerprint(text)}}
    docs.write_text("\n".join(map(json.dumps, [kept, withheld])))
    done = scrapy("cluster", str(docs), "--clusters", str(c), "--relations", str(r))
    assert (done.status, lines(r)) == (0, [{"a": "b", "b": "a", "type": "exact"}]), done.err
    # Of a form that nobody knows they are as good as none, and that is said.
    withheld["provenance"] = {"fingerprints": "AAAA"}
    docs.write_text("\n".join(map(json.dumps, [kept, withheld])))
    done = scrapy("cluster", str(docs), "--clusters", str(c), "--relations", str(r))
    assert done.status == 3
    assert "line 2: no 'body', and fingerprints of a form that is not known here" in done.err


def test_cluster_reads_an_archive_and_agrees_with_it(data: Path, tmp_path: Path) -> None:
    path = next((data / "archive").rglob("*.jsonl"))
    done = scrapy("cluster", str(path), "--clusters", str(tmp_path / "c"), "--relations", str(tmp_path / "r"))
    assert (done.status, "5 documents, 3 stories" in done.err) == (0, True), done.err


def test_extract(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(article_page("Ferry plan wins approval"))
    (tmp_path / "pages" / "b.html.gz").write_bytes(gzip.compress(article_page("Second boat ordered", 2).encode()))
    (tmp_path / "pages" / "empty.html").write_text("")
    (tmp_path / "pages" / "door.html").write_text(
        "<title>Just a moment...</title><body><p>Checking your browser.</p></body>"
    )
    url = "https://m.example/world/ferry"
    entries: list[object] = [
        {"id": "a", "url": url, "path": "pages/a.html", "timezone": "Asia/Baku", "fetched_at": "2026-01-01T00:00:00Z"},
        {"id": "b", "url": url, "path": "pages/b.html.gz"},
        {"id": "gone", "url": url, "path": "pages/none.html"},
        {"id": "zone", "url": url, "path": "pages/a.html", "timezone": "Baku"},
        {"id": "empty", "url": url, "path": "pages/empty.html"},
        {"id": "door", "url": url, "path": "pages/door.html"},
        ["no object"],
    ]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, entries)) + "\n{broken\n")
    done = scrapy("extract", str(manifest), "-O", str(tmp_path / "out.jsonl"), "--jobs", "2")
    assert done.status == 0, done.err
    found = lines(tmp_path / "out.jsonl")
    assert [one["id"] for one in found] == ["a", "b", "gone", "zone", "empty", "door", None, None]
    first, second = found[:2]
    assert (first["headline"], first["published_at"]) == ("Ferry plan wins approval", "2024-09-11T09:43:00+04:00")
    assert (first["mirror"], first["story"]) == (None, None)
    # No zone is named anywhere: none is invented.
    assert datetime.fromisoformat(str(second["published_at"])).tzinfo is None
    assert "timezone 'Baku' is not in the tz database" in str(found[3]["error"])
    assert all(set(one) == {"id", "url", "error"} for one in (found[2], found[3], *found[5:]))
    assert found[5]["error"] == "no article: challenge"


@pytest.mark.slow
def test_no_command_writes_over_what_the_data_dir_keeps(data: Path, tmp_path: Path) -> None:
    kept = next((data / "archive").rglob("*.jsonl"))
    before = kept.read_bytes()
    docs, link, way_in = tmp_path / "docs.jsonl", tmp_path / "link.jsonl", tmp_path / "door"
    docs.write_text('{"id": "a", "published_at": null, "body": "x"}\n')
    link.symlink_to(kept)
    way_in.symlink_to(data)
    c, r = str(tmp_path / "c"), str(tmp_path / "r")
    for command in (
        ("export", "-O", str(kept)),
        ("export", "-O", str(link)),
        ("export", "-O", str(way_in / "archive" / "new.jsonl")),
        ("export", "-O", str(way_in / "takedowns.jsonl")),
        ("extract", str(docs), "-O", str(data / "warc" / "out.jsonl")),
        ("extract", str(docs), "-O", str(data / "ledger.sqlite")),
        ("extract", str(docs), "-O", str(data / "rests" / "a.json")),
        ("extract", str(docs), "-O", str(docs)),
        ("cluster", str(docs), "--clusters", str(data / "quarantine" / "c"), "--relations", r),
        ("cluster", str(docs), "--clusters", c, "--relations", str(data / ".workers" / "r")),
        ("cluster", str(docs), "--clusters", c, "--relations", str(tmp_path / "door" / ".." / "c")),
        ("cluster", str(docs), "--clusters", c, "--relations", c),
        ("cluster", str(docs), "--clusters", str(docs), "--relations", r),
    ):
        done = scrapy(*command, env=env(data))
        assert (done.status, "name another file" in done.err) == (2, True), (command, done.err)
    assert kept.read_bytes() == before
    assert docs.read_text().count("\n") == 1
    assert not any((data / name).exists() for name in ("warc", "rests", "takedowns.jsonl"))
    assert scrapy("export", "-O", str(data / "out.jsonl"), env=env(data)).status == 0


@pytest.mark.parametrize("loss", ["gone", "half", "line"])
def test_export_tells_of_what_the_archive_has_lost(data: Path, tmp_path: Path, loss: str) -> None:
    path = next((data / "archive").rglob("*.jsonl"))
    whole = path.read_bytes()
    kept = {"gone": b"", "half": whole[: len(whole) // 2], "line": whole[whole.index(b"\n") + 1 :]}[loss]
    if loss == "gone":
        path.unlink()
    else:
        path.write_bytes(kept)
    out = tmp_path / "out.jsonl"
    done = scrapy("export", "-O", str(out), env=env(data))
    told = "the ledger has read this file, and it is gone" if loss == "gone" else "cut: "
    assert (done.status, f"error: {path.relative_to(data / 'archive')}: {told}" in done.err) == (3, True), done.err
    assert len(lines(out)) == kept.count(b"\n")
    for ledger in data.glob("ledger.sqlite*"):
        ledger.unlink()
    assert scrapy("export", "-O", str(out), env=env(data)).status == 0  # nothing says that there was more
