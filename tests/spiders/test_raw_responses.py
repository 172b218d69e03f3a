"""A crawl that keeps raw responses: every archived line names one, withheld pages leave none."""

from __future__ import annotations

from pathlib import Path

from newscrawl.archive.reader import read_articles
from newscrawl.archive.warc import read_raw
from tests.crawling import article_page, crawl, section_page, write_harbour
from tests.site import Answer, Site


def test_lines_name_their_raw_responses(tmp_path: Path) -> None:
    paths = [f"/world/story-number-{n}" for n in range(1, 4)]
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(paths))
        for n, path in enumerate(paths):
            page = article_page(f"Ferry plan number {n} wins approval", n)
            if n == 2:
                page = page.replace("<head>", '<head><meta name="tdm-reservation" content="1">')
            site.pages[path] = Answer(page)
        write_harbour(tmp_path / "mirrors", site)
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour",
            allow=[site.host], settings={"NEWSCRAWL_WARC": "1"},
        )  # fmt: skip
    assert ran.status == 0, ran.err
    articles = {one.url.rpartition("-")[2]: one for one in read_articles(tmp_path / "data" / "archive")}
    for number in ("1", "2"):
        place = articles[number].provenance.warc
        assert place is not None
        assert f"Ferry plan number {int(number) - 1} wins approval".encode() in read_raw(tmp_path / "data", place)
    assert articles["3"].body is None
    assert articles["3"].provenance.warc is None, "a withheld text is kept nowhere"
    assert not list((tmp_path / "data").rglob("*.open"))
