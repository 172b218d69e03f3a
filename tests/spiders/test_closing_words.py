"""What a run says at its end: what was left, until when, and what to do about it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.settings import ITEM_PIPELINES
from tests.crawling import Ran, article_page, crawl, records, scrapy, section_page, write_mirror
from tests.site import Answer, Site

pytestmark = pytest.mark.slow


@pytest.fixture
def site():
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        yield site


def listed(site: Site, *paths: str) -> None:
    """Let the section page list these."""
    site.pages["/world"] = Answer(section_page(paths))


def away(site: Site, path: str, to: str = "http://quay.example/new") -> None:
    """Let a page lead to another site."""
    site.pages[path] = Answer(status=301, headers={"Location": to})


def stays(site: Site, path: str, number: int = 1) -> None:
    """An article."""
    site.pages[path] = Answer(article_page(f"Ferry plan number {number} wins approval", number))


def run(site: Site, tmp_path: Path, *args: str, settings: dict[str, str] | None = None) -> Ran:
    source = {"kind": "section", "url": f"{site.url}/world", "article_links": "a.title"}
    write_mirror(tmp_path / "mirrors", "harbour", site.host, source)
    args = ("-a", "mirror=harbour", *(args or ("-a", "due=all")))
    return crawl(tmp_path / "data", tmp_path / "mirrors", *args, allow=[site.host], settings=settings)


def test_a_mirror_that_has_moved_is_told_with_where_and_what_to_change(site: Site, tmp_path: Path) -> None:
    listed(site, *(f"/world/story-number-{n}" for n in range(1, 4)))
    for n in (1, 2):
        away(site, f"/world/story-number-{n}")
    away(site, "/world/story-number-3", "https://pier.example/")
    ran = run(site, tmp_path)
    assert ran.status == 3, ran.err
    assert "ended: incomplete" in ran.err
    told = "2 pages lead to quay.example, 1 page leads to pier.example"
    assert f"leads away: harbour: {told}; if the mirror has moved, change `domain` in its file" in ran.err
    assert "given up on: harbour/moved_away 1" in ran.err
    (warning,) = re.findall(r"WARNING: (harbour: a page leads to .*)", ran.err)
    assert "`domain`" in warning
    assert re.search(r"ERROR: harbour: nothing was read, .*`domain`", ran.err)


def test_one_link_to_somebody_else_is_no_move(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1", "/world/story-number-2")
    stays(site, "/world/story-number-1")
    away(site, "/world/story-number-2")
    ran = run(site, tmp_path)
    assert ran.status == 0, ran.err
    assert "leads away: harbour: 1 page leads to quay.example" in ran.err
    listed(site, "/world/story-number-1", "/world/story-number-3")
    away(site, "/world/story-number-3")
    ran = run(site, tmp_path)
    assert ran.status == 0, "nothing else was new, and its articles were there a moment ago: " + ran.err


def test_a_mirror_that_moves_page_by_page_is_told_once_it_is_clear(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1")
    stays(site, "/world/story-number-1")
    assert run(site, tmp_path).status == 0
    ended = []
    for n in range(2, 6):
        listed(site, f"/world/story-number-{n}")
        away(site, f"/world/story-number-{n}")
        ended.append(run(site, tmp_path).status)
    assert ended == [0, 0, 3, 3]


def test_a_source_that_has_moved_names_where_it_leads(site: Site, tmp_path: Path) -> None:
    away(site, "/world", "http://quay.example/world")
    ran = run(site, tmp_path)
    assert ran.status == 3, ran.err
    assert re.search(r"ERROR: harbour: the source \S+ could not be read: .*leads to quay\.example.*`domain`", ran.err)


def test_a_page_of_the_mirror_behind_a_subdomain_has_not_left(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1")
    away(site, "/world/story-number-1", f"{site.url}/world/elsewhere-on-it-1")
    stays(site, "/world/elsewhere-on-it-1")
    ran = run(site, tmp_path)
    assert ran.status == 0, ran.err
    assert "leads away" not in ran.err
    assert len(records(tmp_path / "data")) == 1


def test_nothing_due_says_until_when(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1")
    stays(site, "/world/story-number-1")
    begun = datetime.now(UTC)
    ran = run(site, tmp_path)
    assert "nothing was due" not in ran.err
    assert "; 1 page, 1 outcome\n" in ran.err
    again = run(site, tmp_path, "-a", "due=")
    assert again.status == 0, again.err
    found = re.search(
        r"nothing was due: 1 source rests, the next \(harbour: \S+/world\) until (.*) UTC; -a due=all", again.err
    )
    assert found, again.err
    until = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    assert timedelta(minutes=4) < until - begun < timedelta(minutes=30)


def test_a_mirror_that_another_run_holds_names_the_worker(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1")
    stays(site, "/world/story-number-1")
    assert run(site, tmp_path).status == 0
    ledger = SqliteLedger(tmp_path / "data" / "ledger.sqlite")
    now = datetime.now(UTC)
    assert ledger.acquire_lease("harbour", "dock-7-abc", now, 600)
    ledger.commit()
    ran = run(site, tmp_path)
    ledger.close()
    assert ran.status == 0, ran.err
    word = rf"harbour is being crawled by worker dock-7-abc \(heard of {now:%Y-%m-%d %H:%M} UTC; its newest walk began .* UTC\)"
    assert re.search("left to another run: " + word, ran.err), ran.err


def test_a_host_that_wants_to_be_left_alone_is_told_with_its_time(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1")
    site.pages["/world/story-number-1"] = Answer(status=503, headers={"Retry-After": "86400"})
    begun = datetime.now(UTC)
    ran = run(site, tmp_path)
    assert ran.status == 0, ran.err
    found = re.search(rf"asked to be left alone: {re.escape(site.host)}, until (.*) UTC; ", ran.err)
    assert found, ran.err
    until = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    assert abs(until - begun - timedelta(days=1)) < timedelta(minutes=3)


def test_a_page_that_breaks_us_is_one_line_and_names_the_way_to_it(site: Site, tmp_path: Path) -> None:
    listed(site, "/world/story-number-1", "/world/story-number-2-broken")
    stays(site, "/world/story-number-1")
    stays(site, "/world/story-number-2-broken", 2)
    pipelines = {"tests.spiders.breaking.Breaking": 50, **ITEM_PIPELINES}
    ran = run(site, tmp_path, settings={"ITEM_PIPELINES": json.dumps(pipelines)})
    assert ran.status == 3, ran.err
    (line,) = re.findall(r"ERROR: .*", ran.err)
    assert f"{site.url}/world/story-number-2-broken" in line
    assert "Error(" in line
    assert "Traceback" not in ran.err
    assert "kept in quarantine: 1 page; see `scrapy quarantine list`" in ran.err
    told = scrapy("quarantine", "list", "-s", f"NEWSCRAWL_DATA_DIR={tmp_path / 'data'}")
    assert "1 page in quarantine" in told.out + told.err
