"""An older address that is asked where it leads may be as costly to read as any page: it does not hold the event loop."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.crawling import ROOT, article_page, crawl, flags, records, section_page, write_harbour
from tests.hostile.size import busy
from tests.site import Answer, Site


def test_a_costly_page_that_a_text_has_left_holds_nobody(tmp_path: Path) -> None:
    page, old, new = article_page("A text that moves to another address", 1), "/world/old-story-1", "/world/new-story-1"
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        site.pages["/world"], site.pages[old] = Answer(section_page([old])), Answer(page)
        write_harbour(tmp_path / "mirrors", site)
        data, mirrors, report = tmp_path / "data", tmp_path / "mirrors", tmp_path / "report.json"
        assert crawl(data, mirrors, "-a", "mirror=harbour", allow=[site.host]).status == 0
        site.pages["/world"], site.pages[new] = Answer(section_page([new])), Answer(page)
        site.pages[old] = Answer(busy())
        command = [sys.executable, "-m", "tests.hostile.child", str(report), "crawl", "mirrors", "-a", "mirror=harbour"]
        ran = subprocess.run(
            [*command, "-a", "due=all", *flags(data, mirrors, allow=[site.host])],
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        assert site.paths().count(old) == 2, "it was asked where it leads"
    assert {record["url"].rpartition("/")[2] for record in records(data)} == {"old-story-1", "new-story-1"}
    seen = json.loads(report.read_text())
    assert seen["stall"] < 1.0, seen["held"]
