"""A crawl over pages that answer 200 and are no article: none is archived, each ends in a named outcome."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from newscrawl.desk.judging import SHUT
from tests.crawling import article_page, crawl, records, section_page, write_mirror
from tests.shut_doors import PAGES
from tests.site import Answer, Site

SECTION = {"kind": "section", "article_links": "a.title"}


def test_no_page_that_is_none_is_archived(tmp_path: Path) -> None:
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        paths = [f"/world/page-number-{n}" for n in range(len(PAGES))]
        for path, (_, page) in zip(paths, PAGES.values(), strict=True):
            site.pages[path] = Answer(page)
        whole = article_page("Ferry plan wins approval")
        site.pages["/world/story-number-1"] = Answer(whole)
        site.pages["/world/story-number-2"] = Answer(
            whole.replace("<body>", '<body><div class="page"><div>')[:900] + "</p>"
        )
        site.pages["/world/story-number-3"] = Answer(status=302, headers={"Location": "/"})
        site.pages["/world/story-number-4"] = Answer(status=302, headers={"Location": "/world"})
        site.pages["/"] = Answer(article_page("Front page of the harbour"))
        stories = [f"/world/story-number-{n}" for n in range(1, 5)]
        site.pages["/world"] = Answer(section_page([*paths, *stories]))
        write_mirror(tmp_path / "mirrors", "harbour", site.host, {**SECTION, "url": f"{site.url}/world"})
        ran = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", allow=[site.host])
    assert [record["headline"] for record in records(tmp_path / "data")] == ["Ferry plan wins approval"]
    assert ran.status == 3, ran.err
    with closing(sqlite3.connect(tmp_path / "data" / "ledger.sqlite")) as ledger:
        found = Counter(ledger.execute("SELECT state, reason FROM pages WHERE state <> 'archived'").fetchall())
    expected = Counter(("failed" if kind in SHUT else "not_article", kind) for kind, _ in PAGES.values())
    assert found == expected + Counter({("failed", "truncated"): 1, ("not_article", "front_page"): 2})


def test_a_page_that_is_gone_politely_leaves_the_run_finished(tmp_path: Path) -> None:
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(["/world/story-number-1", "/world/story-number-2"]))
        site.pages["/world/story-number-1"] = Answer(PAGES["404 with teasers"][1])
        site.pages["/world/story-number-2"] = Answer(article_page("Ferry plan wins approval"))
        write_mirror(tmp_path / "mirrors", "harbour", site.host, {**SECTION, "url": f"{site.url}/world"})
        ran = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", allow=[site.host])
    assert ran.status == 0, ran.err
    assert [record["headline"] for record in records(tmp_path / "data")] == ["Ferry plan wins approval"]
