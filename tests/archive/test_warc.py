"""Raw responses beside the archive: kept as sent, durable before the line that names them, taken out one by one."""

from __future__ import annotations

import gzip
import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive.reader import read_articles
from newscrawl.archive.verify import verify
from newscrawl.archive.warc import WarcWriter, members, read_raw
from newscrawl.archive.warc_blanks import blank
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.errors import ArchiveError
from newscrawl.items import RawResponse
from tests.articles import article


def response(number: int, body: bytes | None = None) -> RawResponse:
    return RawResponse(
        url=f"https://m.example/{number}",
        status=200,
        headers=(
            ("Content-Type", "text/html"),
            ("Set-Cookie", "who=me"),
            ("X-Odd", "a\r\nInjected: b"),
            ("Content-Encoding", "br"),
        ),
        body=body if body is not None else b"<p>page %d</p>" % number * 50,
        fetched_at=datetime(2024, 9, 11, 5, 43, number % 60, tzinfo=UTC),
    )


def test_every_record_is_found_by_its_offset_and_by_other_readers(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "w1")
    places = [writer.append(response(number)) for number in range(5)]
    writer.sync()
    assert read_raw(tmp_path, places[3]) == response(3).body, "read while the file is still written"
    writer.close()
    for number, place in enumerate(places):
        assert read_raw(tmp_path, place) == response(number).body
    (path,) = tmp_path.rglob("*.warc.gz")
    with path.open("rb") as file:
        found = [(record.rec_type, record.rec_headers["WARC-Target-URI"], record) for record in ArchiveIterator(file)]
    assert [kind for kind, _, _ in found] == ["warcinfo", *["response"] * 5]
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        next(records)
        record = next(records)
        assert record.rec_headers["WARC-Date"].startswith("2024-09-11T05:43:00")
        assert record.http_headers.get_statuscode() == "200"
        assert record.http_headers["Set-Cookie"] is None
        assert record.http_headers["Injected"] is None
        assert record.http_headers["Content-Encoding"] is None
        assert record.http_headers["Content-Length"] == str(len(response(0).body))
        assert record.content_stream().read() == response(0).body


def test_a_torn_tail_costs_the_torn_record_alone(tmp_path: Path) -> None:
    whole = WarcWriter(tmp_path / "whole", "w1")
    places = [whole.append(response(number)) for number in range(3)]
    whole.sync()
    (path,) = (tmp_path / "whole").rglob("*.open")
    data = path.read_bytes()
    whole.close()
    for cut in (places[2].offset, places[2].offset + 1, len(data) - 1, len(data)):
        root = tmp_path / str(cut)
        left = root / path.relative_to(tmp_path / "whole")
        left.parent.mkdir(parents=True)
        left.write_bytes(data[:cut])
        writer = WarcWriter(root, "w1")
        assert bool(writer.mended) == (cut not in (places[2].offset, len(data)))
        assert read_raw(root, places[1]) == response(1).body
        again = writer.append(response(7))
        writer.close()
        assert again.file != places[0].file
        assert read_raw(root, again) == response(7).body
        if cut < len(data):
            with pytest.raises(ArchiveError, match="byte"):
                read_raw(root, places[2])


def test_one_record_is_taken_out_and_the_others_stay_where_they_are(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "w1")
    places = [writer.append(response(number, b"secret text %d " % number * 90)) for number in range(3)]
    writer.close()
    (path,) = tmp_path.rglob("*.warc.gz")
    size = path.stat().st_size
    blank(tmp_path, places[1])
    blank(tmp_path, places[1])
    assert path.stat().st_size == size
    assert b"secret text 1" not in gzip.decompress(path.read_bytes())
    assert read_raw(tmp_path, places[2]) == b"secret text 2 " * 90
    with pytest.raises(ArchiveError, match="no response"):
        read_raw(tmp_path, places[1])
    with path.open("rb") as file:
        assert len(list(members(file))) == 4
    with path.open("rb") as file:
        assert [record.rec_type for record in ArchiveIterator(file)] == ["warcinfo", "response", "metadata", "response"]


def test_flipped_bytes_are_named(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "w1")
    place = writer.append(response(1, bytes(range(256)) * 40))
    writer.close()
    (path,) = tmp_path.rglob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[place.offset + 300] ^= 0x20
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=rf"{place.file}: byte {place.offset}"):
        read_raw(tmp_path, place)


def test_the_desk_names_the_record_and_keeps_none_for_what_is_unchanged(tmp_path: Path) -> None:
    desk = Desk.open(Config(data_dir=tmp_path, warc=True))
    desk.receive(article(1), raw=response(1))
    desk.receive(article(1), raw=response(2))
    desk.receive(article(2))
    desk.close()
    with_raw, without = read_articles(tmp_path / "archive")
    assert with_raw.provenance.warc is not None
    assert without.provenance.warc is None
    assert read_raw(tmp_path, with_raw.provenance.warc) == response(1).body
    (path,) = tmp_path.rglob("*.warc.gz")
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(path.read_bytes()))]
    assert kinds == ["warcinfo", "response"]


def test_verify_names_a_raw_response_that_is_gone_or_another(tmp_path: Path) -> None:
    desk = Desk.open(Config(data_dir=tmp_path, warc=True))
    for number in range(3):
        origin = replace(article(number).provenance, body_sha256=hashlib.sha256(response(number).body).hexdigest())
        desk.receive(replace(article(number), provenance=origin), raw=response(number + (number == 2)))
    desk.close()
    (wrong,) = verify(tmp_path / "archive").wrong
    assert "line 3" in wrong
    assert "another page" in wrong
    next(tmp_path.rglob("*.warc.gz")).unlink()
    assert len(verify(tmp_path / "archive").wrong) == 3
