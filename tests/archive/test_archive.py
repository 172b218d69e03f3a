"""The archive: records, lines, files, mending, packing, verifying."""

from __future__ import annotations

import copy
import functools
import gzip
import hashlib
import json
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newscrawl.archive import records
from newscrawl.archive.files import archive_files
from newscrawl.archive.reader import read_articles
from newscrawl.archive.records import from_line, to_line
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import ArchiveWriter
from newscrawl.errors import ArchiveCorrupt, ArchiveError
from newscrawl.items import Article, RawImage, Revision, StoryLink, Warc
from tests.articles import article

DAY = date(2026, 9, 1)
SCHEMA = json.loads((Path(records.__file__).parent / "record.schema.json").read_text())


def named(number: int) -> Article:
    return replace(article(number), id=f"{number:032x}", story=StoryLink(id=f"{number:032x}"))


def filled(root: Path, count: int, *, largest: int = 1 << 26) -> list[bytes]:
    """An archive of ``count`` articles, closed."""
    writer = ArchiveWriter(root, largest=largest)
    lines = [to_line(named(number)) for number in range(count)]
    for line in lines:
        writer.append(line, DAY)
    writer.close()
    return lines


def only_file(root: Path) -> Path:
    return next(root.rglob("*.jsonl"))


def test_the_schema_is_the_one_that_was_agreed(shared: Path) -> None:
    assert json.loads((shared / "record.schema.json").read_text()) == SCHEMA


def test_a_line_validates_and_reads_back() -> None:
    full = replace(named(1), provenance=replace(named(1).provenance, warc=Warc(file="a.warc", offset=7)))
    for one in (full, replace(full, body=None, dateline=None, published_at=None, story=None, mirror=None)):
        line = to_line(one)
        jsonschema.validate(json.loads(line), SCHEMA)
        assert list(json.loads(line)) == SCHEMA["required"]
        assert from_line(line) == one


def sealed(record: dict[str, Any]) -> bytes:
    """A record as a line whose checksum is right, whatever it says."""
    bare = json.dumps(
        {key: value for key, value in record.items() if key != "checksum"}, separators=(",", ":")
    ).encode()
    return b'%b,"checksum":"sha256:%b"}\n' % (bare[:-1], hashlib.sha256(bare).hexdigest().encode())


def places(value: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a record, down to the last string in a list."""
    for key, inside in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield (*where, key)
        yield from places(inside, (*where, key))


def test_a_record_whose_types_are_not_the_schemas_is_told() -> None:
    one = named(1)
    full = replace(
        one,
        provenance=replace(one.provenance, warc=Warc(file="a.warc", offset=7)),
        images=(RawImage(url="https://mirror.example/a.jpg", caption="A boat."),), captions=("A boat.",), byline=("Ann Lee",),
        revision=Revision(kind="update", number=2, text="UPDATE 2-"), topics=("medtop:20000001",), rights=("noindex",),
        marks=("caption_only",),
    )  # fmt: skip
    record = json.loads(to_line(full))
    assert from_line(sealed(record)) == full
    validator = jsonschema.Draft202012Validator(SCHEMA)
    refused = 0
    for place in places(record):
        for wrong in (5, 0.5, "x", True, None, [], {}, ["x"], [5]):
            changed = copy.deepcopy(record)
            holder = functools.reduce(lambda inside, key: inside[key], place[:-1], changed)
            holder[place[-1]] = wrong
            errors = list(validator.iter_errors(changed))
            if wrong == "x" and str(place[-1]).endswith(("date", "_at")):
                continue  # no time, and told as such
            if place[0] in ("schema", "checksum") or (
                errors and not any(error.validator == "type" for error in errors)
            ):
                continue  # the schema asks for more than types: words, figures from 0 to 1
            if not errors:
                from_line(sealed(changed))
                continue
            refused += 1
            with pytest.raises(ArchiveCorrupt, match="not a record of schema 1"):
                from_line(sealed(changed))
        if isinstance(place[-1], str):
            changed = copy.deepcopy(record)
            del functools.reduce(lambda inside, key: inside[key], place[:-1], changed)[place[-1]]
            with pytest.raises(ArchiveCorrupt):
                from_line(sealed(changed) if place != ("checksum",) else b"{}")
    assert refused > 300


@pytest.mark.parametrize(("key", "wrong"), [("headline", 5), ("captions", "abc"), ("version", "x")])
def test_verify_names_a_line_of_a_wrong_type(tmp_path: Path, key: str, wrong: object) -> None:
    lines = filled(tmp_path, 2)
    only_file(tmp_path).write_bytes(lines[0] + sealed({**json.loads(lines[1]), key: wrong}))
    (told,) = verify(tmp_path).wrong
    assert told.startswith(f"2026/09/01-w1-1.jsonl: line 2, byte {len(lines[0])}: not a record of schema 1: ")
    assert f"{key!r} is {type(wrong).__name__}, not " in told


def test_no_reader_sees_a_line_end_inside_a_record() -> None:
    line = to_line(replace(named(1), headline="a\u2028b\u2029c\u0085d\ne\rf \ud800"))
    assert len(line.decode("utf-8").splitlines()) == 1
    assert from_line(line).headline == "a\u2028b\u2029c\u0085d\ne\rf \ufffd"


def test_files_are_named_by_day_writer_and_number_and_packed_when_large(tmp_path: Path) -> None:
    lines = filled(tmp_path, 40, largest=20_000)
    names = [file.name for file in archive_files(tmp_path)]
    assert names[0] == "2026/09/01-w1-1.jsonl"
    assert len(names) > 2
    assert [file.packed(tmp_path).exists() for file in archive_files(tmp_path)] == [True] * (len(names) - 1) + [False]
    assert [to_line(one) for one in read_articles(tmp_path)] == lines
    assert verify(tmp_path).wrong == []


def test_two_writers_have_files_of_their_own(tmp_path: Path) -> None:
    one, two = ArchiveWriter(tmp_path), ArchiveWriter(tmp_path)
    assert {one.append(to_line(named(1)), DAY).file, two.append(to_line(named(2)), DAY).file} == {
        "2026/09/01-w1-1.jsonl",
        "2026/09/01-w2-1.jsonl",
    }
    one.close()
    two.close()
    assert ArchiveWriter(tmp_path).name == "w1"


def test_yesterdays_file_is_packed_by_todays_run(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    writer = ArchiveWriter(tmp_path)
    writer.append(to_line(named(9)), DAY + timedelta(days=1))
    writer.close()
    ArchiveWriter(tmp_path).close()
    assert [path.name for path in sorted(tmp_path.rglob("*.jsonl*"))] == ["01-w1-1.jsonl.gz", "02-w1-1.jsonl"]


@pytest.mark.parametrize("cut", range(1, 400, 37))
def test_a_torn_tail_is_cut_off_and_the_line_before_stays(tmp_path: Path, cut: int) -> None:
    root = tmp_path / "archive"
    lines = filled(root, 3)
    path = only_file(root)
    path.write_bytes(b"".join(lines)[:-cut])
    writer = ArchiveWriter(root)
    assert path.read_bytes() == b"".join(lines[:2])
    assert [mended.tail for mended in writer.mended] == [lines[2][:-cut]]
    writer.append(lines[2], DAY)
    writer.close()
    assert path.read_bytes() == b"".join(lines)
    assert [kept.read_bytes() for kept in (tmp_path / "quarantine" / "torn").iterdir()] == [lines[2][:-cut]]


def test_what_was_acknowledged_is_never_cut(tmp_path: Path) -> None:
    lines = filled(tmp_path, 3)
    path = only_file(tmp_path)
    damaged = b"".join(lines).replace(b"Reuters", b"Rxuters", 1)
    path.write_bytes(damaged)
    ArchiveWriter(tmp_path, acknowledged={"2026/09/01-w1-1.jsonl": len(damaged)}).close()
    assert path.read_bytes() == damaged
    assert len(verify(tmp_path).wrong) == 1


def test_a_crash_while_packing_leaves_one_whole_file(tmp_path: Path) -> None:
    lines = filled(tmp_path, 5)
    plain = only_file(tmp_path)
    plain.with_name("01-w1-1.jsonl.gz").write_bytes(gzip.compress(b"".join(lines)))
    plain.with_name(".01-w1-2.jsonl.gz.partial").write_bytes(b"half")
    assert any("beside its packed form" in line for line in verify(tmp_path).wrong)
    ArchiveWriter(tmp_path).close()
    assert [to_line(one) for one in read_articles(tmp_path)] == lines
    assert verify(tmp_path).wrong == []
    assert not list(tmp_path.rglob("*.partial"))


def test_a_write_that_fails_is_said_and_nothing_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = ArchiveWriter(tmp_path)
    writer.append(to_line(named(1)), DAY)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdatasync", full)
    with pytest.raises(ArchiveError, match="No space left on device; the archive is whole up to"):
        writer.sync()
    monkeypatch.undo()
    with pytest.raises(ArchiveError):
        writer.append(to_line(named(2)), DAY)


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="file"):
        ArchiveWriter(tmp_path / "file" / "archive")


# Verifying

Change = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, r: random.Random) -> None:
    data[r.randrange(len(data))] ^= 1 << r.randrange(8)


def drop(data: bytearray, r: random.Random) -> None:
    at = r.randrange(len(data) - 20)
    del data[at : at + r.randrange(1, 20)]


def insert(data: bytearray, r: random.Random) -> None:
    at = r.randrange(len(data))
    data[at:at] = bytes(r.randrange(256) for _ in range(r.randrange(1, 9)))


def cut(data: bytearray, r: random.Random) -> None:
    del data[r.randrange(1, len(data)) :]


def repeat(data: bytearray, r: random.Random) -> None:
    lines = bytes(data).splitlines(keepends=True)
    data += r.choice(lines)


def lose_line(data: bytearray, r: random.Random) -> None:
    lines = bytes(data).splitlines(keepends=True)
    del lines[r.randrange(len(lines))]
    data[:] = b"".join(lines)


@pytest.mark.parametrize("change", [flip, drop, insert, cut, repeat, lose_line], ids=lambda f: f.__name__)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_verify_finds_every_mutation(tmp_path: Path, change: Change, packed: bool) -> None:
    lines = filled(tmp_path, 12)
    path = only_file(tmp_path)
    whole = b"".join(lines)
    known = {"2026/09/01-w1-1.jsonl": len(whole)}
    original = whole
    if packed:
        original = gzip.compress(whole, mtime=0)
        path.unlink()
        path = path.with_name(path.name + ".gz")
    missed = []
    for seed in range(50):
        r = random.Random(f"{change.__name__}:{seed}")
        data = bytearray(whole if packed and change in (repeat, lose_line) else original)
        change(data, r)
        changed = gzip.compress(bytes(data), mtime=0) if packed and change in (repeat, lose_line) else bytes(data)
        if packed and harmless(changed, whole):
            continue
        path.write_bytes(changed)
        if not verify(tmp_path, known).wrong:
            missed.append(seed)
    assert missed == []


def harmless(packed: bytes, whole: bytes) -> bool:
    """A change of the gzip header (its time, its system) that leaves every record as it was."""
    try:
        return gzip.decompress(packed) == whole
    except (OSError, EOFError, zlib.error):
        return False


def test_a_removed_file_is_missed(tmp_path: Path) -> None:
    lines = filled(tmp_path, 2)
    only_file(tmp_path).unlink()
    (wrong,) = verify(tmp_path, {"2026/09/01-w1-1.jsonl": len(b"".join(lines))}).wrong
    assert wrong == "2026/09/01-w1-1.jsonl: the ledger has read this file, and it is gone"


def test_a_stranger_is_named(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    (tmp_path / "2026" / "notes.txt").write_text("mine")
    assert verify(tmp_path).wrong == ["2026/notes.txt: not a file of the archive"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\n", "no checksum"),
        (b"[]\n", "no checksum"),
        (b'{"schema":1,"checksum":"sha256:' + b"0" * 64 + b'"}\n', "does not match"),
    ],
)
def test_bad_lines_say_what_is_wrong(line: bytes, reason: str) -> None:
    with pytest.raises(ArchiveCorrupt, match=reason):
        from_line(line)
