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
            assert done.status == 0, done.err
        assert "taken down, 0 versions" in done.out
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
