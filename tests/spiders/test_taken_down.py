"""A page that was taken down is not fetched again, whatever lists it; the rest of the mirror is."""

from __future__ import annotations

from pathlib import Path

from tests.crawling import article_page, crawl, records, scrapy, section_page, write_mirror
from tests.site import Answer, Site


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
        assert "1 records taken out of 1 files" in compacted.out, compacted.err
        site.asked.clear()
        site.pages["/world"] = Answer(section_page([*paths, *(f"{path}?utm_source=feed" for path in paths)]))
        (data / "ledger.sqlite").unlink()
        assert scrapy("ledger", "rebuild", env={"NEWSCRAWL_DATA_DIR": str(data)}).status == 0
        again = crawl(data, tmp_path / "mirrors", *args, allow=[site.host])
        assert again.status == 0, again.err
    assert not [path for path in site.paths() if path.startswith((paths[1], paths[3]))]
    assert sorted(record["url"] for record in records(data)) == [site.url + path for path in (paths[0], paths[2])]
    verified = scrapy("archive", "verify", env={"NEWSCRAWL_DATA_DIR": str(data)})
    assert "2 records in 1 files, nothing wrong" in verified.out
    refused = scrapy("takedown", "not a url", "--reason", "x", env={"NEWSCRAWL_DATA_DIR": str(data)})
    assert refused.status == 2
    assert "not an http(s) URL" in refused.err


def test_an_address_that_redirected_is_not_told_as_taken_down(tmp_path: Path) -> None:
    data = tmp_path / "data"
    env = {"NEWSCRAWL_DATA_DIR": str(data)}
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(["/go/1"]))
        site.pages["/go/1"] = Answer("", status=301, headers={"Location": site.url + "/news/harbour-plan-of-today-1"})
        site.pages["/news/harbour-plan-of-today-1"] = Answer(article_page("Ferry plan number 1 wins approval", 1))
        source = {"kind": "section", "url": site.url + "/world", "article_links": "a.title"}
        write_mirror(tmp_path / "mirrors", "harbour", site.host, source)
        assert crawl(data, tmp_path / "mirrors", "-a", "mirror=harbour", allow=[site.host]).status == 0
        (url,) = [record["url"] for record in records(data)]
        assert url.endswith("/news/harbour-plan-of-today-1")
        listed = scrapy("takedown", site.url + "/go/1", "--reason", "court order", env=env)
        assert listed.status == 3, listed.out
        assert "no text left it" in listed.err
        again = scrapy("takedown", site.url + "/go/1", "--reason", "court order", env=env)
        assert again.status == 3, "and not because it was asked for before"
        assert "was already taken down on 20" in again.out
        done = scrapy("takedown", url, "--reason", "court order", env=env)
        assert (done.status, "taken down, 1 versions" in done.out) == (0, True), done.err
        assert scrapy("archive", "compact", env=env).status == 0
        assert not records(data)
        last = scrapy("takedown", url, "--reason", "court order", env=env)
        assert (last.status, "was already taken down on 20" in last.out) == (0, True), last.err
        site.asked.clear()
        assert crawl(data, tmp_path / "mirrors", "-a", "mirror=harbour", "-a", "due=all", allow=[site.host]).status == 0
    assert not [path for path in site.paths() if path.startswith(("/go/", "/news/"))]
