"""A page that was taken down is not fetched again, whatever lists it; the rest of the mirror is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawling import Ran, article_page, crawl, records, scrapy, section_page, write_mirror
from tests.site import Answer, Site

# Some hundred whole crawls, one after another: what they show does not depend on the Python.
pytestmark = pytest.mark.slow


def test_it_is_not_fetched_again(tmp_path: Path) -> None:
    paths = [f"/world/story-number-{n}-of-today" for n in range(4)]
    data = tmp_path / "data"
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(paths[:3]))
        for n, path in enumerate(paths):
            site.pages[path] = Answer(article_page(f"Ferry plan number {n} wins approval", n))
            site.pages[f"{path}?utm_source=feed"] = site.pages[path]
        source = {"kind": "section", "url": site.url + "/world", "article_links": "a.title"}
        write_mirror(tmp_path / "mirrors", "harbour", site.host, source)
        args = ("-a", "mirror=harbour", "-a", "due=all")
        assert crawl(data, tmp_path / "mirrors", *args, allow=[site.host]).status == 0
        for path in (paths[1], paths[3]):
            done = scrapy("takedown", site.url + path, "--reason", "court order", env={"NEWSCRAWL_DATA_DIR": str(data)})
            assert done.status == (0 if path == paths[1] else 3), done.err
        assert "taken down, 0 versions" in done.out
        assert "the archive holds no article of this address" in done.err
        compacted = scrapy("archive", "compact", env={"NEWSCRAWL_DATA_DIR": str(data)})
        assert "1 record taken out of 1 file" in compacted.out, compacted.err
        site.asked.clear()
        site.pages["/world"] = Answer(section_page([*paths, *(f"{path}?utm_source=feed" for path in paths)]))
        (data / "ledger.sqlite").unlink()
        assert scrapy("ledger", "rebuild", env={"NEWSCRAWL_DATA_DIR": str(data)}).status == 0
        again = crawl(data, tmp_path / "mirrors", *args, allow=[site.host])
        assert again.status == 0, again.err
    assert not [path for path in site.paths() if path.startswith((paths[1], paths[3]))]
    assert sorted(record["url"] for record in records(data)) == [site.url + path for path in (paths[0], paths[2])]
    verified = scrapy("archive", "verify", env={"NEWSCRAWL_DATA_DIR": str(data)})
    assert "2 records in 1 file, nothing wrong" in verified.out
    refused = scrapy("takedown", "not a url", "--reason", "x", env={"NEWSCRAWL_DATA_DIR": str(data)})
    assert refused.status == 2
    assert "not an http(s) URL" in refused.err


@contextmanager
def redirecting(tmp_path: Path) -> Iterator[tuple[Site, str, Callable[..., Ran]]]:
    """A site that lists /go/1, which leads to an article elsewhere; crawled once. With it what runs a command there."""
    data, mirrors = tmp_path / "data", tmp_path / "mirrors"
    article = "/news/harbour-plan-of-today-1"

    def run(*args: str) -> Ran:
        if args == ("crawl",):
            return crawl(data, mirrors, "-a", "mirror=harbour", "-a", "due=all", allow=[site.host])
        return scrapy(*args, env={"NEWSCRAWL_DATA_DIR": str(data)})

    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(["/go/1"]))
        site.pages["/go/1"] = Answer("", status=301, headers={"Location": site.url + article})
        site.pages[article] = Answer(article_page("Ferry plan number 1 wins approval", 1))
        source = {"kind": "section", "url": site.url + "/world", "article_links": "a.title"}
        write_mirror(mirrors, "harbour", site.host, source)
        assert run("crawl").status == 0
        assert [record["url"] for record in records(data)] == [site.url + article]
        yield site, article, run


@pytest.mark.parametrize("by", ["the address that was listed", "the address that answered"])
@pytest.mark.parametrize("rebuilt", ["", "from the old ledger", "from the archive alone"])
def test_an_address_that_redirected_is_tied_to_its_article(tmp_path: Path, by: str, rebuilt: str) -> None:
    with redirecting(tmp_path) as (site, article, run):
        if rebuilt == "from the old ledger":
            assert run("ledger", "rebuild").status == 0
        if rebuilt == "from the archive alone":
            (tmp_path / "data" / "ledger.sqlite").unlink()
            assert run("ledger", "rebuild").status == 0
            # The tie starts afresh with the next crawl, though the article is not archived again.
            assert run("crawl").status == 0
            assert len(records(tmp_path / "data")) == 1
        url = site.url + ("/go/1" if by == "the address that was listed" else article)
        done = run("takedown", url, "--reason", "court order")
        assert (done.status, "taken down, 1 versions" in done.out) == (0, True), done.err
        assert (f"it was archived as {site.url}{article}" in done.out) == (url != site.url + article)
        assert run("archive", "compact").status == 0
        assert not records(tmp_path / "data")
        again = run("takedown", url, "--reason", "court order")
        assert (again.status, "was already taken down on 20" in again.out) == (0, True), again.err
        for rebuild in (False, True):
            if rebuild:
                assert run("ledger", "rebuild").status == 0
            site.asked.clear()
            assert run("crawl").status == 0
            assert site.paths() == ["/world"], "neither of the two is asked"
    assert not records(tmp_path / "data")


def test_a_page_that_moves_does_not_bring_its_text_back(tmp_path: Path) -> None:
    """A site that gives its articles new addresses would otherwise give back all that was ever taken down."""
    with redirecting(tmp_path) as (site, article, run):
        assert run("takedown", site.url + article, "--reason", "court order").status == 0
        assert run("archive", "compact").status == 0
        site.pages["/world"] = Answer(section_page(["/moved/harbour-plan-of-today", "/moved/another-plan-of-today"]))
        site.pages["/moved/harbour-plan-of-today"] = site.pages[article]
        site.pages["/moved/another-plan-of-today"] = Answer(article_page("Bread dearer again", 2))
        for rebuild in (False, True):
            if rebuild:
                assert run("ledger", "rebuild").status == 0
            ran = run("crawl")
            assert ran.status == 0, ran.err
            kept = [record["url"] for record in records(tmp_path / "data")]
            assert kept == [f"{site.url}/moved/another-plan-of-today"]


def test_an_address_without_an_article_is_not_told_as_taken_down(tmp_path: Path) -> None:
    with redirecting(tmp_path) as (site, article, run):
        site.pages[article] = Answer(
            article_page(
                "Ferry plan number 2 wins approval", 2, extra_head='<link rel="canonical" href="/plans/harbour-plan">'
            )
        )
        (tmp_path / "data" / "ledger.sqlite").unlink()
        assert run("crawl").status == 0
        (tmp_path / "data" / "ledger.sqlite").unlink()
        assert run("ledger", "rebuild").status == 0, "the tie is gone"
        for url in (site.url + "/go/1", site.url + "/plans/harbour-plan"):
            told = run("takedown", url, "--reason", "court order")
            assert told.status == 3, told.out
            assert "no text left it" in told.err
            named = f"name it as their canonical one (1): {site.url}{article}\n"
            assert (named in told.err) == url.endswith("plan")
            again = run("takedown", url, "--reason", "court order")
            assert again.status == 3, "and not because it was asked for before"
            assert "was already taken down on 20" in again.out
    assert len(records(tmp_path / "data")) == 2


@pytest.mark.parametrize("named", ["the address that leads elsewhere", "the article it leads to"])
def test_an_address_that_leads_elsewhere_now_keeps_its_own_article_apart(tmp_path: Path, named: str) -> None:
    own = "/world/story-number-7-of-today"
    with redirecting(tmp_path) as (site, article, run):
        site.pages["/world"] = Answer(section_page(["/go/1", own]))
        # What was old when it was found is not looked at again.
        today = f"{datetime.now(UTC):%d %B %Y %H:%M}"
        site.pages[own] = Answer(article_page("Lighthouse keeper number 7 retires", 7, published=today))
        assert run("crawl").status == 0
        # Looked at again after a day: then it leads to the other article.
        site.pages[own] = Answer("", status=301, headers={"Location": site.url + article})
        data, mirrors = tmp_path / "data", tmp_path / "mirrors"
        assert crawl(data, mirrors, "-a", "mirror=harbour", allow=[site.host], ahead=86400).status == 0
        assert run("crawl").status == 0
        assert [path for path in site.paths() if path in (own, article)][-2:] == [own, article], (
            "it was asked, and led there"
        )
        wanted, kept_url = site.url + own, site.url + article
        if named == "the article it leads to":
            wanted, kept_url = kept_url, wanted
        done = run("takedown", wanted, "--reason", "court order")
        assert (done.status, "taken down, 1 versions" in done.out) == (0, True), done.err
        again = run("takedown", wanted, "--reason", "court order")
        assert again.status == 0, again.err
        kept = run("export", "-O", str(tmp_path / "out.jsonl"))
        assert kept.status == 0, kept.err
        assert [json.loads(line)["url"] for line in (tmp_path / "out.jsonl").open()] == [kept_url]


def test_a_new_address_that_leads_to_it_is_not_followed(tmp_path: Path) -> None:
    with redirecting(tmp_path) as (site, article, run):
        assert run("takedown", site.url + article, "--reason", "court order").status == 0
        site.pages["/world"] = Answer(section_page(["/go/2"]))
        site.pages["/go/2"] = Answer("", status=301, headers={"Location": site.url + article})
        site.asked.clear()
        ran = run("crawl")
        assert (ran.status, "outcomes: refused 1" in ran.err) == (0, True), ran.err
        assert site.paths() == ["/world", "/go/2"]
        site.asked.clear()
        assert run("crawl").status == 0
        assert site.paths() == ["/world"]


def test_its_text_at_a_new_address_is_refused_with_its_reason(tmp_path: Path) -> None:
    with redirecting(tmp_path) as (site, article, run):
        assert run("takedown", site.url + article, "--reason", "court order").status == 0
        site.pages["/world"] = Answer(section_page(["/news/the-same-text-elsewhere"]))
        site.pages["/news/the-same-text-elsewhere"] = site.pages[article]
        data, mirrors = tmp_path / "data", tmp_path / "mirrors"
        args = ("-a", "mirror=harbour", "-a", "due=all")
        ran = crawl(data, mirrors, *args, allow=[site.host], settings={"LOG_LEVEL": "DEBUG", "STATS_DUMP": "True"})
    assert (ran.status, "outcomes: refused 1" in ran.err) == (0, True), ran.err
    assert "refused: takedown" in ran.err
    assert "'newscrawl/harbour/dropped/takedown': 1" in ran.err
    assert "dropped/refused" not in ran.err
    assert "elsewhere: unchanged" not in ran.err
