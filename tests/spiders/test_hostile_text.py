"""What a page says steers no terminal, breaks no line, starts no formula, and writes nowhere but in the data dir."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from newscrawl.settings import ITEM_PIPELINES
from tests.crawling import archive_lines, article_page, crawl, scrapy, section_page, serve_stories, write_harbour
from tests.site import Answer, Site
from tests.spiders.breaking import Breaking

# But newline and tab; the line separators of Unicode end a line for some readers.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
HEADLINE = '=HYPERLINK("http://evil.example","x") \x1b]0;owned\x07 &#27;[31m \u2028 </script><script>alert(1)</script> &#155;31m'


def test_a_hostile_text_harms_nobody_who_reads_it(tmp_path: Path) -> None:
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        paths = [
            "/world/plain-story-of-the-day",
            "/world/../../../etc/story-of-%1b%5b31m",
            "/world/broken-story-of-the-day",
        ]
        site.pages["/world"] = Answer(section_page(paths))
        page = article_page("Harbour opens", 2).replace("<h1>Harbour opens</h1>", f"<h1>{HEADLINE}</h1>")
        page = page.replace("<title>Harbour opens</title>", f"<title>{HEADLINE}</title>")
        site.pages[paths[0]] = Answer(page.replace('class="date">', 'class="date">31 February 0000 25:61 '))
        site.pages["/etc/story-of-%1b%5b31m"] = Answer(article_page("+1+1 second story", 3))
        site.pages[paths[2]] = Answer("\x1b[31m gone", status=500, headers={"X-Odd": "\x1b[31m"})
        write_harbour(tmp_path / "mirrors", site)
        before = {path for path in tmp_path.rglob("*") if tmp_path / "data" not in path.parents}
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", "-O", str(tmp_path / "data" / "feed.csv"),
            allow=[site.host], settings={"LOG_LEVEL": "DEBUG", "RETRY_TIMES": "0"},
        )  # fmt: skip
    assert ran.status == 3, ran.err
    assert not STEERING.search(ran.out + ran.err), ascii(STEERING.findall(ran.out + ran.err))
    assert {path for path in tmp_path.rglob("*") if tmp_path / "data" not in path.parents} - before <= {
        tmp_path / "data"
    }
    lines = list(archive_lines(tmp_path / "data"))
    assert len(lines) == 2
    for line in lines:
        assert len(line.decode().splitlines()) == 1, "U+2028 in it"
        assert not STEERING.search(json.dumps(json.loads(line), ensure_ascii=False))
    for name in ("all.csv", "all.jsonl"):
        out = tmp_path / name
        done = scrapy("export", "-O", str(out), env={"NEWSCRAWL_DATA_DIR": str(tmp_path / "data")})
        assert done.status == 0, done.err
        assert not STEERING.search(out.read_text().replace("\r\n", "\n"))
    with (tmp_path / "all.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "data" / "feed.csv").open(newline="") as file:
        assert list(csv.reader(file)) == rows, "a feed and an export have the same cells"
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_no_page_forges_a_line_of_the_log(tmp_path: Path) -> None:
    with Site() as site:
        serve_stories(site, ["/world/story-number-1-forging"])
        write_harbour(tmp_path / "mirrors", site)
        pipelines = {"tests.spiders.breaking.Breaking": 50, **ITEM_PIPELINES}
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour",
            allow=[site.host], settings={"ITEM_PIPELINES": json.dumps(pipelines)},
        )  # fmt: skip
    lines = ran.err.splitlines()
    assert any(Breaking.forged in line for line in lines), ran.err
    assert not any(line.startswith(Breaking.forged) for line in lines), ran.err
    assert any(line.startswith("    Traceback (most recent call last)") for line in lines), ran.err
