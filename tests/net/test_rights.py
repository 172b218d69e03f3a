"""What a site says of its rights is in each article's record, and what is reserved is withheld; linking works all the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Ran, article_page, crawl, records, scrapy, section_page, write_mirror
from tests.net.canary import canaries
from tests.site import Answer, Site

pytestmark = pytest.mark.slow

NOW = datetime.now(UTC)
PATHS = [f"/{part}/story-number-{n}-of-today" for part in ("world", "sport") for n in range(2)]


def site_of(site: Site, robots: str = "User-agent: *\nAllow: /\n") -> None:
    site.pages["/robots.txt"] = Answer(robots, content_type="text/plain")
    site.pages["/world"] = Answer(section_page(PATHS))
    for number, path in enumerate(PATHS):
        site.pages[path] = Answer(article_page(f"Ferry plan number {number} wins approval", number))


def run(tmp_path: Path, *sites: Site, ahead: float = 0, **settings: str) -> Ran:
    names = []
    for number, site in enumerate(sites):
        names.append(f"mirror{number}")
        source = {"kind": "section", "url": f"{site.url}/world", "article_links": "a.title"}
        write_mirror(tmp_path / "mirrors", names[-1], site.host, source)
    return crawl(
        tmp_path / "data", tmp_path / "mirrors", "-a", f"mirror={','.join(names)}", "-a", "due=all",
        allow=[site.host for site in sites], settings=settings, ahead=ahead,
    )  # fmt: skip


def rights(tmp_path: Path) -> dict[str, list[str]]:
    return {record["url"].split("/", 3)[3]: record["rights"] for record in records(tmp_path / "data")}


def rules(*given: dict[str, Any]) -> Answer:
    return Answer(json.dumps(list(given)), content_type="application/json")


def test_the_file_of_a_site_reserves_some_of_its_pages(tmp_path: Path) -> None:
    policy = "https://m.example/policy"
    with Site() as site:
        site_of(
            site,
            "License: https://m.example/rsl.xml\nUser-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n",
        )
        site.pages["/.well-known/tdmrep.json"] = rules(
            {"location": "/world/", "tdm-reservation": 1, "tdm-policy": policy}, {"location": "/", "tdm-reservation": 0}
        )
        page = site.pages[PATHS[1]]
        assert isinstance(page, Answer)
        page.headers["tdm-reservation"] = "0"
        ran = run(tmp_path, site)
        asked = [a.path for a in site.asked].count("/.well-known/tdmrep.json")
    assert ran.status == 0, ran.err
    assert asked == 1, "once a host and run"
    said = ["license=https://m.example/rsl.xml", "content-signal=search=yes, ai-train=no"]
    found = rights(tmp_path)
    assert found[PATHS[0][1:]] == [*said, "tdm-reservation=1", f"tdm-policy={policy}"]
    assert found[PATHS[1][1:]] == ["tdm-reservation=0", *said], "the header overrides the file"
    assert found[PATHS[2][1:]] == [*said, "tdm-reservation=0"]
    withheld = {record["url"].split("/", 3)[3] for record in records(tmp_path / "data") if record["body"] is None}
    assert withheld == {PATHS[0][1:]}


def test_the_file_is_asked_for_texts_that_are_new(tmp_path: Path) -> None:
    """A page that is looked at again and has not changed is taken in by no terms at all."""
    file = "/.well-known/tdmrep.json"
    with Site() as site:
        site_of(site)
        for number, path in enumerate(PATHS):
            page = article_page(f"Ferry plan number {number} wins approval", number, published=f"{NOW:%d %B %Y %H:%M}")
            site.pages[path] = Answer(page)
        site.pages[file] = rules({"location": PATHS[0], "tdm-reservation": 1})
        run(tmp_path, site)
        assert len(records(tmp_path / "data")) == len(PATHS)
        site.asked.clear()
        site.pages[PATHS[0]] = Answer(status=410)  # what is withheld is known by its fingerprints only
        run(tmp_path, site, ahead=2 * 3600)
        assert {*PATHS} <= {*site.paths()}, "all are looked at again"
        assert file not in [asked.path for asked in site.asked]
        site.asked.clear()
        site.pages[PATHS[1]] = Answer(article_page("Bread dearer again", 7, published=f"{NOW:%d %B %Y %H:%M}"))
        site.pages[file] = rules({"location": "/", "tdm-reservation": 1})
        run(tmp_path, site, ahead=12 * 3600)
        assert [asked.path for asked in site.asked].count(file) == 1
    last = records(tmp_path / "data")[-1]
    assert (last["version"], last["rights"], last["body"]) == (2, ["tdm-reservation=1"], None)


def test_where_rights_are_only_recorded_the_text_is_kept(tmp_path: Path) -> None:
    with Site() as site:
        site_of(site)
        site.pages["/.well-known/tdmrep.json"] = rules({"location": "/", "tdm-reservation": 1})
        assert run(tmp_path, site, NEWSCRAWL_RIGHTS="record").status == 0
    assert all(record["body"] and "tdm-reservation=1" in record["rights"] for record in records(tmp_path / "data"))


@pytest.mark.parametrize(
    "answer",
    [
        Answer("<html>not here</html>"),
        Answer(status=500),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Le"),
        Answer("[" * 100_000),
        Answer(json.dumps([{"location": "/" + "*a" * 240, "tdm-reservation": 1}, 5, None, {"location": 7}])),
        Answer("x" * 2_000_000, content_type="application/json"),
    ],
    ids=["html", "500", "cut", "deep", "odd", "large"],
)
def test_a_file_that_cannot_be_read_reserves_nothing_and_loses_nothing(tmp_path: Path, answer: Answer) -> None:
    with Site() as site:
        site_of(site)
        site.pages["/.well-known/tdmrep.json"] = answer
        ran = run(tmp_path, site)
    assert ran.status == 0, ran.err
    assert list(rights(tmp_path).values()) == [[]] * 4


def test_the_file_leads_nowhere_inside(tmp_path: Path) -> None:
    with Site() as site, canaries() as (port, hits):
        site_of(site)
        site.pages["/.well-known/tdmrep.json"] = Answer(status=302, headers={"Location": f"http://127.0.0.1:{port}/x"})
        ran = run(tmp_path, site)
    assert hits == []
    assert ran.status == 0, ran.err
    assert len(records(tmp_path / "data")) == 4


def test_signals_of_pages_and_headers(tmp_path: Path) -> None:
    heads = {
        0: '<meta name="robots" content="noarchive, noindex">',
        1: '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://m.example/p">',
    }
    with Site() as site:
        site_of(site)
        for number, extra in heads.items():
            page = article_page(f"Ferry plan number {number} wins approval", number, extra_head=extra)
            site.pages[PATHS[number]] = Answer(page)
        for number, headers in ((2, {"X-Robots-Tag": "noarchive"}), (3, {"TDM-Reservation": "1"})):
            answer = site.pages[PATHS[number]]
            assert isinstance(answer, Answer)
            answer.headers |= headers
        assert run(tmp_path, site).status == 0
    found = {record["url"].split("/", 3)[3]: record for record in records(tmp_path / "data")}
    assert [found[path[1:]]["rights"] for path in PATHS] == [
        ["noarchive", "noindex"],
        ["tdm-reservation=1", "tdm-policy=https://m.example/p"],
        ["noarchive"],
        ["tdm-reservation=1"],
    ]
    assert [found[path[1:]]["body"] is None for path in PATHS] == [False, True, False, True]


def test_a_copy_of_a_withheld_text_is_linked_to_it_also_after_a_rebuild(tmp_path: Path) -> None:
    with Site() as first, Site() as second:
        for site in (first, second):
            site_of(site)
        first.pages["/.well-known/tdmrep.json"] = rules({"location": "/", "tdm-reservation": 1})
        assert run(tmp_path, first, second).status == 0
        lines = records(tmp_path / "data")
        assert sum(line["body"] is None for line in lines) == 4
        assert all(line["provenance"]["fingerprints"] for line in lines if line["body"] is None)
        assert sum(line["story"]["relation"] == "exact" for line in lines) == 4
        done = scrapy("ledger", "rebuild", env={"NEWSCRAWL_DATA_DIR": str(tmp_path / "data")})
        assert done.status == 0, done.err
        again = run(tmp_path, first, second)
        assert again.status == 0, again.err
    assert len(records(tmp_path / "data")) == 8, "after the rebuild each text is known as it was"
