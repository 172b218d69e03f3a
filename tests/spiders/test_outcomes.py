"""Every page ends in one counted outcome, and a crawl ends honestly."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawling import archive_lines, article_page, crawl, records, section_page, write_mirror
from tests.site import Answer, Site

pytestmark = pytest.mark.slow


@pytest.fixture
def site():
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        yield site


def mirror_of(
    site: Site, tmp_path: Path, *, name: str = "harbour", kind: str = "section", path: str = "/world"
) -> Path:
    folder = tmp_path / "mirrors"
    source = {"kind": kind, "url": site.url + path}
    if kind == "section":
        source["article_links"] = "a.title"
    write_mirror(folder, name, site.host, source)
    return folder


def test_a_second_crawl_fetches_no_article_again(site: Site, tmp_path: Path) -> None:
    paths = [f"/world/story-number-{n}" for n in range(1, 6)]
    site.pages["/world"] = Answer(section_page(paths))
    for n, path in enumerate(paths):
        site.pages[path] = Answer(article_page(f"Ferry plan number {n} wins approval", n))
    mirrors = mirror_of(site, tmp_path)
    first = crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host])
    assert first.status == 0, first.err
    assert len(records(tmp_path / "data")) == 5
    site.asked.clear()
    again = crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", "-a", "due=all", allow=[site.host])
    assert again.status == 0, again.err
    assert site.paths() == ["/world"]
    assert len(list(archive_lines(tmp_path / "data"))) == 5


def test_nothing_is_due_right_after_a_crawl(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page(["/world/story-number-1"]))
    site.pages["/world/story-number-1"] = Answer(article_page("Ferry plan wins approval"))
    mirrors = mirror_of(site, tmp_path)
    assert crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host]).status == 0
    site.asked.clear()
    assert crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host]).status == 0
    assert site.paths() == []


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (Answer(status=404), 0, "http_404"),
        (Answer(status=410), 0, "http_410"),
        (Answer(status=500), 3, "http_500"),
        (Answer(status=403), 3, "http_403"),
        (Answer("<html><head><title></title></head><body></body></html>"), 0, "no_headline"),
        (Answer("<html><head><title>Ferry plan</title></head><body><h1>Ferry plan</h1></body></html>"), 0, "no_body"),
        (Answer(b"", content_type="text/html"), 0, "no_"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90\r\n\r\n<html>"), 3, "truncated"),
        (Answer(status=302, headers={"Location": "http://elsewhere.example/"}), 0, "left_mirror"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), 0, "left_mirror"),
        # It names a place on the mirror, and is no redirect: nothing says that it is gone for good.
        (Answer(status=300, headers={"Location": "/world/story-number-1?page=2"}), 3, "http_300"),
    ],
)  # fmt: skip
def test_an_outcome_and_what_it_means_for_the_end(
    site: Site, tmp_path: Path, answer: Answer, status: int, reason: str
) -> None:
    site.pages["/world"] = Answer(section_page(["/world/story-number-1", "/world/story-number-2"]))
    site.pages["/world/story-number-1"] = answer
    site.pages["/world/story-number-2"] = Answer(article_page("Ferry plan wins approval"))
    ran = crawl(
        tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host],
        settings={"RETRY_TIMES": "1"},
    )  # fmt: skip
    assert ran.status == status, ran.err
    assert reason in ran.err
    assert [record["headline"] for record in records(tmp_path / "data")] == ["Ferry plan wins approval"]


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /world/secret\n", content_type="text/plain")
    site.pages["/world"] = Answer(section_page(["/world/secret-story-1", "/world/story-number-2"]))
    site.pages["/world/story-number-2"] = Answer(article_page("Ferry plan wins approval"))
    ran = crawl(tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host])
    assert ran.status == 0, ran.err
    assert "/world/secret-story-1" not in site.paths()
    assert "robots 1" in ran.err


def test_robots_txt_that_fails_means_no(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Answer(status=503)
    site.pages["/world"] = Answer(section_page(["/world/story-number-2"]))
    ran = crawl(
        tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host],
        settings={"RETRY_TIMES": "0"},
    )  # fmt: skip
    assert ran.status == 3, ran.err
    assert site.paths() == []


def test_retry_after_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page([f"/world/story-number-{n}" for n in range(4)]))

    def busy(times: int) -> Answer:
        if times == 0:
            return Answer(status=429, headers={"Retry-After": "2"})
        return Answer(article_page("Ferry plan wins approval"))

    for n in range(4):
        site.pages[f"/world/story-number-{n}"] = Answer(article_page(f"Ferry plan {n} wins", n))
    site.pages["/world/story-number-0"] = busy
    ran = crawl(
        tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host],
        settings={"CONCURRENT_REQUESTS_PER_DOMAIN": "1"},
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert len(records(tmp_path / "data")) == 4
    refused = next(a.at for a in site.asked if a.path == "/world/story-number-0")
    later = [a.at - refused for a in site.asked if a.at > refused]
    # One request may have been under way when the answer came; none may start inside the window.
    assert [gap for gap in later if 0.3 < gap < 2.0] == []


def test_a_long_retry_after_is_left_to_the_next_run(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page(["/world/story-number-1"]))
    site.pages["/world/story-number-1"] = Answer(status=503, headers={"Retry-After": "86400"})
    ran = crawl(tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host])
    assert ran.status == 0, ran.err
    assert "retry_after 1" in ran.err
    site.asked.clear()
    assert crawl(tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host]).status == 0
    assert site.paths() == []


def test_pagination_stops_at_the_last_completed_walk_not_at_a_pinned_article(site: Site, tmp_path: Path) -> None:
    def page(number: int, paths: list[str], last: int) -> None:
        path = "/world" if number == 1 else f"/world?page={number}"
        site.pages[path] = Answer(section_page(paths, f"/world?page={number + 1}" if number < last else None))
        for path in paths:
            site.pages[path] = Answer(article_page(f"Ferry plan {path[-2:]} wins", int(path[-2:])))

    old = [f"/world/story-number-{n:02d}" for n in range(10, 19)]
    for number in range(1, 4):
        page(number, old[(number - 1) * 3 : number * 3], 3)
    mirrors = mirror_of(site, tmp_path)
    assert crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host]).status == 0
    assert len(records(tmp_path / "data")) == 9
    new = [f"/world/story-number-{n:02d}" for n in range(30, 34)]
    pinned = old[0]
    listed = [new[0], new[1], new[2], new[3], *old]
    for number in range(1, 6):
        page(number, [pinned, *listed[(number - 1) * 3 : number * 3]], 5)
    site.asked.clear()
    ran = crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", "-a", "due=all", allow=[site.host])
    assert ran.status == 0, ran.err
    assert len(records(tmp_path / "data")) == 13
    # Page 1 and 2 bring something new, page 3 does not: the walk ends there.
    assert [p for p in site.paths() if p.startswith("/world?") or p == "/world"] == [
        "/world",
        "/world?page=2",
        "/world?page=3",
    ]


def test_since_and_until_are_days_of_the_mirror(site: Site, tmp_path: Path) -> None:
    days = {1: "10 September 2024 23:30", 2: "11 September 2024 00:10", 3: "12 September 2024 00:00"}
    site.pages["/world"] = Answer(section_page([f"/world/story-number-{n}" for n in days]))
    for n, printed in days.items():
        site.pages[f"/world/story-number-{n}"] = Answer(article_page(f"Ferry plan {n} wins", n, published=printed))
    mirrors = mirror_of(site, tmp_path)
    window = ("-a", "mirror=harbour", "-a", "since=2024-09-11", "-a", "until=2024-09-12")
    ran = crawl(tmp_path / "data", mirrors, *window, allow=[site.host])
    assert ran.status == 0, ran.err
    assert [r["headline"] for r in records(tmp_path / "data")] == ["Ferry plan 2 wins"]
    assert "outside_window 2" in ran.err
    site.asked.clear()
    assert crawl(tmp_path / "data", mirrors, *window, "-a", "due=all", allow=[site.host]).status == 0
    assert site.paths() == ["/world"]
    assert crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", "-a", "due=all", allow=[site.host]).status == 0
    assert len(records(tmp_path / "data")) == 3


@pytest.mark.parametrize("kind", ["section", "newsfeed", "sitemap"])
def test_a_source_that_cannot_be_read_makes_the_run_incomplete(site: Site, tmp_path: Path, kind: str) -> None:
    site.pages["/world"] = Answer(status=500)
    ran = crawl(
        tmp_path / "data", mirror_of(site, tmp_path, kind=kind), "-a", "mirror=harbour", allow=[site.host],
        settings={"RETRY_TIMES": "0"},
    )  # fmt: skip
    assert ran.status == 3, ran.err
    assert "/world could not be read" in ran.err


def test_an_empty_section_page_is_said(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer("<html><body><p>Nothing today.</p></body></html>")
    ran = crawl(tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host])
    assert "lists no article" in ran.err
    assert "article_links" in ran.err


def test_a_private_address_is_refused_unless_it_is_named(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page(["/world/story-number-1"]))
    ran = crawl(tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour")
    assert ran.status == 3, ran.err
    assert "NEWSCRAWL_ALLOW_PRIVATE=" + site.host in ran.err
    assert site.asked == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("-a", "mirror=harbor"), "harbour"),
        (("-a", "since=yesterday"), "2024-09-11"),
        (("-a", "since=2024-09-11", "-a", "until=2024-09-11"), "exclusive"),
        (("-a", "due=now"), "due=all"),
        (("-s", "NEWSCRAWL_EXPORT=some"), "first, all"),
    ],
)
def test_a_bad_start_is_refused_with_a_remedy(site: Site, tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    ran = crawl(tmp_path / "data", mirror_of(site, tmp_path), *args, allow=[site.host])
    assert ran.status == 2, ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert site.asked == []


def test_a_data_dir_that_cannot_be_written_is_refused(site: Site, tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("a file where the data dir should be")
    ran = crawl(blocked, mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host])
    assert ran.status in (2, 4), ran.err
    assert str(blocked) in ran.err
    assert "Traceback" not in ran.err


def test_exports_carry_one_line_a_story_unless_told_otherwise(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page([f"/world/story-number-{n}" for n in range(3)]))
    for n in range(3):
        site.pages[f"/world/story-number-{n}"] = Answer(article_page("Ferry plan wins approval", 1 if n < 2 else 7))
    mirrors = mirror_of(site, tmp_path)
    for export, lines in (("first", 2), ("all", 3)):
        out = tmp_path / f"{export}.jsonl"
        ran = crawl(
            tmp_path / export, mirrors, "-a", "mirror=harbour", "-O", str(out), allow=[site.host],
            settings={"NEWSCRAWL_EXPORT": export},
        )  # fmt: skip
        assert ran.status == 0, ran.err
        written = out.read_bytes().splitlines()
        assert len(written) == lines
        kept = records(tmp_path / export)
        assert all(json.loads(line) in kept for line in written)


def test_a_next_page_that_robots_forbid_ends_the_walk(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /*page=\n", content_type="text/plain")
    site.pages["/world"] = Answer(section_page(["/world/story-number-1"], next_page="/world?page=2"))
    site.pages["/world/story-number-1"] = Answer(article_page("Ferry plan wins approval"))
    mirrors = mirror_of(site, tmp_path)
    first = crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host])
    assert first.status == 0, first.err
    assert "/world?page=2" not in site.paths()
    site.asked.clear()
    assert crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host]).status == 0
    assert site.paths() == [], "the walk was complete, so the source rests"


def test_a_day_without_a_page_is_a_day_without_news(site: Site, tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    site.pages[f"/archive/{today:%Y-%m-%d}"] = Answer(section_page(["/world/story-number-1-of-today"]))
    site.pages["/world/story-number-1-of-today"] = Answer(article_page("Ferry plan wins approval"))
    mirrors = mirror_of(site, tmp_path, kind="calendar", path="/archive/{date:%Y-%m-%d}")
    ran = crawl(tmp_path / "data", mirrors, "-a", "mirror=harbour", allow=[site.host])
    assert ran.status == 0, ran.err
    assert len(records(tmp_path / "data")) == 1


def test_a_redirect_without_end_has_a_name(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page(["/world/story-number-1"]))
    site.pages["/world/story-number-1"] = Answer(status=302, headers={"Location": "/world/story-number-1"})
    ran = crawl(tmp_path / "data", mirror_of(site, tmp_path), "-a", "mirror=harbour", allow=[site.host])
    assert ran.status == 3
    assert "too_many_redirects" in ran.err


def test_a_crawl_of_no_mirror_says_so(tmp_path: Path) -> None:
    ran = crawl(tmp_path / "data", tmp_path)
    assert ran.status == 0, ran.err
    assert "no mirror is on" in ran.err
