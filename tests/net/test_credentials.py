"""What an operator sends with every request goes to the mirrors and to nobody else, whatever leads there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.chromium import NEEDS_CHROMIUM
from tests.crawling import article_page, crawl, records, section_page, write_mirror
from tests.site import Answer, Site

NAMES = {"authorization", "cookie", "x-api-key"}
GIVEN = {
    "DEFAULT_REQUEST_HEADERS": json.dumps({"Authorization": "Basic c2VjcmV0", "Cookie": "a=s3cret", "X-Api-Key": "k3y"})
}
ROBOTS = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")


def told(site: Site) -> dict[str, set[str]]:
    """Which of the headers that let somebody in a site was sent, by path."""
    return {asked.path: {name.lower() for name in asked.headers} & NAMES for asked in site.asked}


def section(site: Site) -> dict[str, str]:
    return {"kind": "section", "url": f"{site.url}/world", "article_links": "a.title"}


def test_files_that_are_redirected_take_nothing_along(tmp_path: Path) -> None:
    with Site() as site, Site() as other:
        site.pages["/robots.txt"] = Answer(status=302, headers={"Location": f"{other.url}/rules"})
        site.pages["/.well-known/tdmrep.json"] = Answer(status=302, headers={"Location": f"{other.url}/rights"})
        other.pages["/rules"], other.pages["/rights"] = ROBOTS, Answer("[]", content_type="application/json")
        site.pages["/world"] = Answer(section_page(["/world/story-that-moved-here"]))
        site.pages["/world/story-that-moved-here"] = Answer(status=302, headers={"Location": "/world/story-that-stays"})
        site.pages["/world/story-that-stays"] = Answer(article_page("Harbour opens", 1))
        write_mirror(tmp_path / "mirrors", "harbour", site.host, section(site))
        allow = [site.host, other.host]
        ran = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", allow=allow, settings=GIVEN)
    assert ran.status == 0, ran.err
    assert len(records(tmp_path / "data")) == 1
    assert {path: names for path, names in told(site).items() if names != NAMES} == {}, (
        "it is sent where it is meant for"
    )
    assert told(other) == {"/rules": set(), "/robots.txt": set(), "/rights": set()}


@pytest.mark.slow
@NEEDS_CHROMIUM
def test_a_browser_takes_nothing_to_other_hosts(tmp_path: Path) -> None:
    with Site() as site, Site() as other:
        site.pages["/robots.txt"] = ROBOTS
        paths = [f"/world/story-that-leads-away-{how}" for how in ("by-a-frame", "by-a-redirect", "by-a-script")]
        site.pages["/world"] = Answer(section_page(paths))
        frame = f"<script src='{other.url}/script'></script><iframe src='{other.url}/frame'></iframe></body>"
        site.pages[paths[0]] = Answer(article_page("Harbour opens", 1).replace("</body>", frame))
        site.pages[paths[1]] = Answer(status=302, headers={"Location": f"{other.url}/moved"})
        site.pages[paths[2]] = Answer(f"<script>location = '{other.url}/location'</script>")
        for path in ("/script", "/frame", "/moved", "/location"):
            other.pages[path] = Answer("")
        write_mirror(tmp_path / "mirrors", "harbour", site.host, section(site), browser="true")
        allow = [site.host, other.host]
        ran = crawl(tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", allow=allow, settings=GIVEN)
    assert ran.status == 0, ran.err
    assert {"/script", "/frame", "/moved", "/location"} <= told(other).keys()
    assert {path: names for path, names in told(other).items() if names} == {}
    assert {asked.headers.get("user-agent", asked.headers.get("User-Agent", ""))[:9] for asked in other.asked} == {
        "newscrawl"
    }
    assert "the browser sends no Authorization, Cookie, X-Api-Key" in ran.err
