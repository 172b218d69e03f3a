"""Pages that could not be read are read again after a fix, and leave the quarantine only then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.archive.reader import read_articles
from newscrawl.config import Config
from newscrawl.desk import Desk, quarantine
from newscrawl.desk.quarantine import Kept, pages, retry
from newscrawl.errors import ArchiveError
from newscrawl.items import Printed
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.mirror import Mirror, Source
from tests.articles import article
from tests.crawling import article_page, scrapy, write_mirror

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HARBOUR = Mirror(
    name="harbour", domain="harbour.example", timezone="Asia/Baku",
    sources=(Source(kind="section", url="https://harbour.example/world"),),
)  # fmt: skip


def kept(number: int, mirror: str = "harbour", **more: object) -> Kept:
    url = f"https://harbour.example/world/{number}"
    one = Kept(page_url=url, mirror=mirror, at=AT.isoformat(), error="Traceback:\nValueError: it broke", status=200)
    return replace(one, **more)  # type: ignore[arg-type]


def page(number: int, head: str = "") -> bytes:
    return article_page(f"Ferry plan number {number} wins approval", number, extra_head=head).encode()


def test_what_can_be_read_now_is_archived_as_if_it_had_just_come(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    desk.quarantine(
        kept(
            1,
            headers=(
                ("Content-Type", "text/html; charset=utf-8"),
                ("X-Robots-Tag", "noarchive"),
                ("X-Robots-Tag", "otherbot: noindex"),
            ),
        ),
        page(1),
    )
    desk.quarantine(kept(2), b"<html><body><h1>Nothing here</h1></body></html>")
    desk.quarantine(kept(3, mirror="gone"), page(3))
    desk.quarantine(kept(4), page(4, '<meta name="tdm-reservation" content="1">'))
    done = retry(config, desk, {"harbour": HARBOUR})
    desk.close()
    assert dict(done.outcomes) == {"archived": 2, "not_article": 1}
    assert "no mirror 'gone'" in done.left[0]
    first, reserved = sorted(read_articles(tmp_path / "archive"), key=lambda one: one.url)
    assert (first.mirror, first.fetched_at, str(first.published_at)) == ("harbour", AT, "2024-09-11 09:43:00+04:00")
    assert first.rights == ("noarchive",)
    assert reserved.body is None
    assert reserved.provenance.fingerprints
    assert [one.mirror for _, one in pages(tmp_path)] == ["gone"]


def test_what_still_breaks_stays_with_its_new_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    path = desk.quarantine(kept(1), page(1))
    assert path is not None

    def breaks(*args: object, **more: object) -> None:
        raise KeyError("another fault")

    monkeypatch.setattr(quarantine, "interpret", breaks)
    done = retry(config, desk, {"harbour": HARBOUR})
    desk.close()
    assert not done.outcomes
    assert "another fault" in done.left[0]
    assert path.read_bytes() == page(1)
    (left,) = [one for _, one in pages(tmp_path)]
    assert "another fault" in left.error
    assert left.at == AT.isoformat(), "it is still the page of that time"


def test_a_page_stays_until_what_became_of_it_is_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    path = desk.quarantine(kept(1), page(1))

    def full() -> None:
        raise ArchiveError("no space left on device")

    monkeypatch.setattr(desk.writer, "sync", full)
    with pytest.raises(ArchiveError):
        retry(config, desk, {"harbour": HARBOUR})
    assert path.exists()


def test_an_older_state_of_a_page_is_not_taken_for_a_new_version(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    desk.quarantine(kept(1), page(1))
    later = AT + timedelta(hours=2)
    desk.receive(
        replace(article(1), url=kept(1).page_url, mirror="harbour", fetched_at=later), page_url=kept(1).page_url
    )
    done = retry(config, desk, {"harbour": HARBOUR})
    desk.close()
    assert dict(done.outcomes) == {"superseded": 1}
    assert [one.fetched_at for one in read_articles(tmp_path / "archive")] == [later]
    assert not list(pages(tmp_path))


def test_what_the_source_printed_beside_the_link_still_counts(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    told = Printed(text="Wed, 11 Sep 2024 07:15:00 +0400", kind="newsfeed", where="pubDate")
    body = article_page("Ferry plan wins approval", 1, published="").encode()
    desk.quarantine(kept(1, published=(told,), headers=(("ETag", '"e1"'),)), body)
    assert retry(config, desk, {"harbour": HARBOUR}).outcomes == {"archived": 1}
    desk.close()
    (one,) = read_articles(tmp_path / "archive")
    assert (one.published_from, str(one.published_at)) == ("newsfeed", "2024-09-11 07:15:00+04:00")
    ledger = SqliteLedger(config.ledger_path)
    assert ledger.found("harbour", one.url, source=None, at=AT).etag == '"e1"', "asked for only if it changes"
    ledger.close()


def test_a_page_that_was_leaving_when_a_crash_came_leaves(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    desk = Desk.open(config)
    desk.quarantine(kept(1), page(1)).unlink()
    done = retry(config, desk, {"harbour": HARBOUR})
    desk.close()
    assert (done.left, sum(done.outcomes.values())) == ([], 0)
    assert not list(pages(tmp_path))


def test_a_damaged_description_is_named(tmp_path: Path) -> None:
    desk = Desk.open(Config(data_dir=tmp_path))
    path = desk.quarantine(kept(1), page(1)).with_suffix(".json")
    desk.close()
    path.write_text("{")
    with pytest.raises(ArchiveError, match=path.name):
        list(pages(tmp_path))


def test_the_command(tmp_path: Path) -> None:
    data = tmp_path / "data"
    desk = Desk.open(Config(data_dir=data))
    desk.quarantine(kept(1), page(1))
    desk.quarantine(kept(3, mirror="gone"), page(3))
    desk.close()
    write_mirror(
        tmp_path / "mirrors", "harbour", "harbour.example", {"kind": "section", "url": "https://harbour.example/world"}
    )
    env = {"NEWSCRAWL_DATA_DIR": str(data), "NEWSCRAWL_MIRRORS_DIR": str(tmp_path / "mirrors")}
    listed = scrapy("quarantine", "list", env=env)
    assert listed.status == 0, listed.err
    assert "https://harbour.example/world/1" in listed.out
    assert "ValueError: it broke" in listed.out
    assert "2 pages in quarantine" in listed.out
    retried = scrapy("quarantine", "retry", env=env)
    assert retried.status == 3, retried.err
    assert "read again: archived 1; still in quarantine: 1" in retried.out
    mistyped = scrapy("quarantine", "retry", "--mirror", "harbor", env=env)
    assert mistyped.status == 2
    assert "there is no such mirror" in mistyped.err
    assert scrapy("quarantine", "retry", "--mirror", "harbour", env=env).status == 0
    assert len(list(read_articles(data / "archive"))) == 1


@pytest.mark.parametrize(("most_pages", "most_bytes"), [(3, 10**9), (1000, 40_000)])
def test_one_mirror_does_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_pages: int, most_bytes: int
) -> None:
    monkeypatch.setattr(quarantine, "MOST_PAGES", most_pages)
    monkeypatch.setattr(quarantine, "MOST_BYTES", most_bytes)
    desk = Desk.open(Config(data_dir=tmp_path))
    written = [desk.quarantine(kept(number), b"x" * 15_000) for number in range(9)]
    assert [path is not None for path in written] == [True] * 3 + [False] * 6
    assert desk.quarantine(kept(2), b"y" * 15_000) is not None, "a page that is there already"
    assert desk.quarantine(kept(1, mirror="pier"), b"x") is not None, "another mirror's"
    desk.close()
    assert len([*pages(tmp_path)]) == 4


def test_a_page_that_leaves_while_another_comes_breaks_no_desk(tmp_path: Path) -> None:
    desk = Desk.open(Config(data_dir=tmp_path))
    path = desk.quarantine(kept(1), page(1))
    assert path is not None
    # A listing names it and there is nothing to be found under the name, as when a retry takes it out in between.
    path.with_name("gone.html").symlink_to(tmp_path / "nothing")
    assert desk.quarantine(kept(2), page(2)) is not None
    assert desk.receive(article(1)).outcome == "archived"
    desk.close()


def test_an_error_that_quotes_a_page_is_one_line_of_the_list(tmp_path: Path) -> None:
    desk = Desk.open(Config(data_dir=tmp_path))
    said = "a headline\n2026-09-01  harbour  https://harbour.example/world/9"
    path = desk.quarantine(kept(1, error=f"Traceback:\nValueError: {said!r}"), page(1))
    desk.close()
    done = scrapy("quarantine", "list", env={"NEWSCRAWL_DATA_DIR": str(tmp_path)})
    assert done.out.splitlines() == [
        f"{AT.isoformat()}  harbour  https://harbour.example/world/1",
        f"    ValueError: {said!r}",
        f"    {path}",
        "1 page in quarantine",
    ]
