"""Coming back: what has not changed costs one request a source, articles are looked at again, dead sources are retired."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from newscrawl.discovery.newsfeeds import MOST_ENTRIES
from newscrawl.discovery.sections import MOST_LINKS
from newscrawl.discovery.sitemaps import MOST_URLS
from newscrawl.ledger.sqlite import SqliteLedger
from tests.crawling import Ran, article_page, crawl, records, scrapy, section_page, write_mirror
from tests.site import Answer, Site

# Some hundred whole crawls, one after another: what they show does not depend on the Python.
pytestmark = pytest.mark.slow
HOUR, DAY = 3600.0, 86_400.0


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/robots.txt"] = Answer("", content_type="text/plain")
        yield site


class World:
    """One mirror, crawled now and later."""

    def __init__(self, site: Site, folder: Path, *sources: dict[str, str], **settings: str) -> None:
        self.site, self.data, self.mirrors, self.settings = site, folder / "data", folder / "mirrors", settings
        write_mirror(self.mirrors, "harbour", site.host, *(sources or (self.section("/world"),)))

    def section(self, path: str) -> dict[str, str]:
        return {"kind": "section", "url": self.site.url + path, "article_links": "a.title"}

    def crawl(self, *args: str, ahead: float = 0, status: int = 0) -> Ran:
        """Crawl; what the site was asked before is forgotten."""
        self.site.asked.clear()
        given = ("-a", "mirror=harbour", *args)
        ran = crawl(
            self.data, self.mirrors, *given, allow=[self.site.host], ahead=ahead,
            settings={"RETRY_TIMES": "0", **self.settings},
        )  # fmt: skip
        assert ran.status == status, ran.err
        return ran

    def articles(self, paths: list[str], published: datetime) -> None:
        when = published.strftime("%d %B %Y %H:%M")
        for n, path in enumerate(paths):
            self.site.pages[path] = Answer(article_page(f"Ferry plan {path[-2:]} wins", n, published=when))

    @classmethod
    def of_an_index(cls, site: Site, folder: Path, lastmod: str = "") -> World:
        """An index of three sitemaps, with an old article in each."""
        world = cls(site, folder, {"kind": "sitemap", "url": site.url + "/sitemap.xml"})
        maps = "".join(f"<sitemap><loc>{site.url}/map-{n}.xml</loc>{lastmod}</sitemap>" for n in range(3))
        site.pages["/sitemap.xml"] = Answer(f"<sitemapindex>{maps}</sitemapindex>", content_type="application/xml")
        for n in range(3):
            path = f"/world/story-number-{n:02d}"
            world.articles([path], datetime.now(UTC) - timedelta(days=400))
            listed = f"<urlset><url><loc>{site.url}{path}</loc></url></urlset>"
            site.pages[f"/map-{n}.xml"] = Answer(listed, content_type="application/xml")
        return world


def etagged(site: Site, path: str, body: Callable[[], str], *, kind: str = "text/html") -> None:
    """A page with an ETag that is obeyed."""

    def answer(times: int) -> Answer:
        tag = f'"{hashlib.sha256(body().encode()).hexdigest()[:8]}"'
        asked = [a for a in site.asked if a.path == path][-1]
        if asked.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(body(), headers={"ETag": tag}, content_type=kind)

    site.pages[path] = answer


def test_what_has_not_changed_is_asked_for_once_and_not_sent(site: Site, tmp_path: Path) -> None:
    paths = ["/world/story-number-01", "/world/story-number-02"]
    world = World(site, tmp_path)
    etagged(site, "/world", lambda: section_page(paths))
    world.articles(paths, datetime.now(UTC) - timedelta(days=400))
    world.crawl()
    ran = world.crawl("-a", "due=all")
    assert site.paths() == ["/world"]
    assert site.asked[-1].headers["If-None-Match"]
    assert "found 0, resumed 0, revisited 0" in ran.err
    paths.insert(0, "/world/story-number-03")
    world.articles(paths[:1], datetime.now(UTC) - timedelta(days=400))
    world.crawl("-a", "due=all")
    assert site.paths() == ["/world", "/world/story-number-03"]
    assert len(records(world.data)) == 3


def test_a_walk_that_was_cut_is_not_ended_by_an_unchanged_page(site: Site, tmp_path: Path) -> None:
    paths = [f"/world/story-number-{n:02d}" for n in range(10)]
    site.pages["/world"] = Answer(section_page(paths[:5], "/world?page=2"), headers={"ETag": '"one"'})
    site.pages["/world?page=2"] = Answer(status=500)
    world = World(site, tmp_path)
    world.articles(paths, datetime.now(UTC) - timedelta(days=400))
    world.crawl(status=3)
    assert len(records(world.data)) == 5
    site.pages["/world?page=2"] = Answer(section_page(paths[5:]))
    world.crawl("-a", "due=all")
    assert "If-None-Match" not in next(a.headers for a in site.asked if a.path == "/world")
    assert len(records(world.data)) == 10


LISTS = {
    "section": ('<a class="title" href="{}">Ferry plan wins</a>', "<html><body>{}</body></html>", MOST_LINKS),
    "newsfeed": ("<item><link>{}</link></item>", "<rss><channel>{}</channel></rss>", MOST_ENTRIES),
    "sitemap": ("<url><loc>{}</loc></url>", "<urlset>{}</urlset>", MOST_URLS),
}
CUT = "bounds hit (traps, or more than a run takes): listing 1"


@pytest.mark.parametrize("kind", ["section", "newsfeed"])
def test_a_list_that_goes_beyond_its_bound_is_told_in_every_walk(site: Site, tmp_path: Path, kind: str) -> None:
    """One article that is listed so often; the same bytes, or a 304, must not end a walk as if all had been taken."""
    one, around, most = LISTS[kind]
    times = [most + 1]
    world = World(site, tmp_path, {"kind": kind, "url": site.url + "/world"})
    path = "/world/story-number-of-the-harbour-01"
    world.articles([path], datetime.now(UTC) - timedelta(days=400))
    etagged(site, "/world", lambda: around.format(one.format(site.url + path) * times[0]), kind="text/html")
    for _ in range(2):
        ran = world.crawl("-a", "due=all")
        assert CUT in ran.err
        assert f"{site.url}/world lists more than is taken of one page" in ran.err
        assert "If-None-Match" not in site.asked[-1].headers
    assert len(records(world.data)) == 1
    times[0] = most
    assert "bounds hit" not in world.crawl("-a", "due=all").err


def test_a_sitemap_that_goes_beyond_its_bound_costs_the_others_nothing(site: Site, tmp_path: Path) -> None:
    world = World.of_an_index(site, tmp_path)
    one, around, most = LISTS["sitemap"]
    body = around.format(one.format(site.url + "/world/story-number-01") * (most + 1))
    etagged(site, "/map-1.xml", lambda: body, kind="application/xml")
    assert CUT in world.crawl().err
    assert len(records(world.data)) == 3
    # The others have rested so long that they rest on.
    world.crawl("-a", "due=all", ahead=8 * DAY)
    ran = world.crawl("-a", "due=all", ahead=9 * DAY)
    assert site.paths() == ["/sitemap.xml", "/map-1.xml"]
    assert CUT in ran.err
    assert "If-None-Match" not in site.asked[-1].headers


def test_an_index_whose_sitemaps_rest_costs_one_request(site: Site, tmp_path: Path) -> None:
    world = World(site, tmp_path, {"kind": "sitemap", "url": site.url + "/sitemap.xml"})
    paths = [f"/world/story-number-{n:02d}" for n in range(4)]
    world.articles(paths, datetime.now(UTC) - timedelta(days=400))
    mods = ["2026-01-02T10:00:00Z", "2026-02-02T10:00:00Z"]

    def index(times: int) -> Answer:
        maps = "".join(
            f"<sitemap><loc>{site.url}/map-{n}.xml</loc><lastmod>{mod}</lastmod></sitemap>"
            for n, mod in enumerate(mods)
        )
        return Answer(f"<sitemapindex>{maps}</sitemapindex>", content_type="application/xml")

    def urls(*some: str) -> Answer:
        listed = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in some)
        return Answer(f"<urlset>{listed}</urlset>", content_type="application/xml")

    site.pages["/sitemap.xml"] = index
    site.pages["/map-0.xml"], site.pages["/map-1.xml"] = urls(paths[0]), urls(paths[1])
    world.crawl()
    assert len(records(world.data)) == 2
    world.crawl("-a", "due=all")
    assert site.paths() == ["/sitemap.xml"]
    # One of them changed and says so: it alone is asked.
    mods[1] = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    site.pages["/map-1.xml"] = urls(paths[1], paths[2])
    world.crawl("-a", "due=all", ahead=6 * HOUR)
    assert site.paths() == ["/sitemap.xml", "/map-1.xml", paths[2]]
    # One changed and does not say so: a sitemap's word is believed for a while, not for ever.
    site.pages["/map-0.xml"] = urls(paths[0], paths[3])
    world.crawl("-a", "due=all", ahead=40 * DAY)
    assert len(records(world.data)) == 4


@pytest.mark.parametrize("by", ["etag", "digest"])
def test_an_index_without_lastmod_costs_one_request_where_nothing_has_changed(
    site: Site, tmp_path: Path, by: str
) -> None:
    world = World(site, tmp_path, {"kind": "sitemap", "url": site.url + "/sitemap.xml"})
    paths = [f"/world/story-number-{n:02d}" for n in range(8)]
    world.articles(paths, datetime.now(UTC) - timedelta(days=400))
    listed = {f"/map-{n}.xml": [path] for n, path in enumerate(paths[:6])}

    def map_of(path: str) -> str:
        return f"<urlset>{''.join(f'<url><loc>{site.url}{at}</loc></url>' for at in listed[path])}</urlset>"

    def index() -> str:
        maps = [path for path in listed if path != "/map-5.xml"]
        return f"<sitemapindex>{''.join(f'<sitemap><loc>{site.url}{at}</loc></sitemap>' for at in maps)}</sitemapindex>"

    # One of them is an index itself.
    def inner() -> str:
        return f"<sitemapindex><sitemap><loc>{site.url}/map-5.xml</loc></sitemap></sitemapindex>"

    bodies: dict[str, Callable[[], str]] = {path: partial(map_of, path) for path in listed}
    bodies |= {"/sitemap.xml": index, "/map-4.xml": inner}
    for path, body in bodies.items():
        if by == "etag":
            etagged(site, path, body, kind="application/xml")
        else:
            site.pages[path] = lambda times, body=body: Answer(body(), content_type="application/xml")
    world.crawl()
    assert len(records(world.data)) == 5
    world.crawl("-a", "due=all")
    assert site.paths() == ["/sitemap.xml"]
    # A quarter of an hour later each is asked, by what it is known; what has been as it is for days rests ever longer.
    world.crawl("-a", "due=all", ahead=0.3 * HOUR)
    assert sorted(site.paths()) == sorted(["/sitemap.xml", *listed])
    assert all(("If-None-Match" in asked.headers) == (by == "etag") for asked in site.asked if "xml" in asked.path)
    world.crawl("-a", "due=all", ahead=8 * DAY)
    assert sorted(site.paths()) == sorted(["/sitemap.xml", *listed])
    # An index in an index may list new ones, and rests for a day at most.
    world.crawl("-a", "due=all", ahead=9.5 * DAY)
    assert site.paths() == ["/sitemap.xml", "/map-4.xml"]
    # One changes; the index does not say so. It is found when its rest has passed, and is asked soon again then.
    listed["/map-0.xml"].append(paths[6])
    world.crawl("-a", "due=all", ahead=10.2 * DAY)
    assert sorted(site.paths()) == sorted({"/sitemap.xml", *listed, paths[6]} - {"/map-4.xml"})
    listed["/map-0.xml"].append(paths[7])
    world.crawl("-a", "due=all", ahead=10.3 * DAY)
    assert site.paths() == ["/sitemap.xml", "/map-0.xml", paths[7]]
    # A new one in the index is asked at once, the others rest.
    listed["/map-6.xml"] = []
    site.pages["/map-6.xml"] = Answer(map_of("/map-6.xml"), content_type="application/xml")
    world.crawl("-a", "due=all", ahead=10.31 * DAY)
    assert site.paths() == ["/sitemap.xml", "/map-6.xml"]
    assert len(records(world.data)) == 7


def test_a_sitemap_that_robots_forbids_costs_the_others_nothing(site: Site, tmp_path: Path) -> None:
    world = World.of_an_index(site, tmp_path)
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /map-1.xml\n", content_type="text/plain")
    world.crawl()
    assert len(records(world.data)) == 2
    world.crawl("-a", "due=all")
    assert site.paths() == ["/sitemap.xml"]


@pytest.mark.parametrize("lastmod", ["", "<lastmod>2019-01-02T10:00:00Z</lastmod>"])
def test_a_sitemap_that_is_gone_costs_the_others_nothing(site: Site, tmp_path: Path, lastmod: str) -> None:
    """Many an index lists one that was removed; its source must not be retired for it."""
    world = World.of_an_index(site, tmp_path, lastmod)
    back = site.pages["/map-1.xml"]
    site.pages["/map-1.xml"] = Answer(status=404)
    ran = world.crawl()
    assert len(records(world.data)) == 2
    assert "sitemaps that an index lists and that are gone (404, 410)" in ran.err
    world.crawl("-a", "due=all")
    assert site.paths() == ["/sitemap.xml"]
    # It rests no longer than the others do at first, and is read when it is back.
    site.pages["/map-1.xml"] = back
    world.crawl("-a", "due=all", ahead=0.3 * HOUR)
    assert "/map-1.xml" in site.paths()
    assert len(records(world.data)) == 3


@pytest.mark.parametrize(
    "broken",
    [
        Answer("<html><body>Be right back</body></html>"),
        Answer(status=500),
        Answer(status=302, headers={"Location": "http://elsewhere.invalid/"}),
    ],
)
def test_a_sitemap_that_cannot_be_read_costs_the_others_nothing(site: Site, tmp_path: Path, broken: Answer) -> None:
    world = World.of_an_index(site, tmp_path)
    back, site.pages["/map-1.xml"] = site.pages["/map-1.xml"], broken
    ran = world.crawl(status=3)
    assert len(records(world.data)) == 2
    assert "sitemaps that an index lists and that could not be read" in ran.err
    # The others rest as they do; this one is asked in the next walk, and read when it is back.
    site.pages["/map-1.xml"] = back
    world.crawl("-a", "due=all")
    assert [path for path in site.paths() if "map" in path] == ["/sitemap.xml", "/map-1.xml"]
    assert len(records(world.data)) == 3


def test_an_index_whose_every_sitemap_is_gone_is_a_source_that_failed(site: Site, tmp_path: Path) -> None:
    world = World.of_an_index(site, tmp_path)
    for n in range(3):
        site.pages[f"/map-{n}.xml"] = Answer(status=404)
    ran = crawl(world.data, world.mirrors, "-a", "mirror=harbour", allow=[site.host])
    assert ran.status == 3, ran.err
    assert "none of the sitemaps that it lists could be read" in ran.err


def test_an_article_is_looked_at_again_soon_then_rarely_then_never(site: Site, tmp_path: Path) -> None:
    path = "/world/story-number-01"
    site.pages["/world"] = Answer(section_page([path]))
    world = World(site, tmp_path)
    page = article_page("Ferry plan wins", published=datetime.now(UTC).strftime("%d %B %Y %H:%M"))
    seen = []

    def answer(times: int) -> Answer:
        asked = [a for a in site.asked if a.path == path][-1]
        seen.append(asked.headers.get("If-Modified-Since"))
        modified = {"Last-Modified": "Mon, 02 Feb 2026 10:00:00 GMT"}
        return Answer(status=304, headers=modified) if seen[-1] else Answer(page, headers=modified)

    site.pages[path] = answer
    world.crawl()
    looks = []
    for hours in (0.5, 1.1, 2, 7, 25, 26, 80, 24 * 8, 24 * 31, 24 * 90):
        ran = world.crawl("-a", "due=all", ahead=hours * HOUR)
        if path in site.paths():
            looks.append(hours)
            assert "revisited 1; outcomes: unchanged 1; 1 page, 1 outcome" in ran.err
    assert looks == [1.1, 7, 25, 80, 24 * 8, 24 * 31]
    assert all(seen[1:])
    assert len(records(world.data)) == 1


def test_looks_can_be_turned_off(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(section_page(["/world/story-number-01"]))
    world = World(site, tmp_path, NEWSCRAWL_REVISIT="never")
    world.articles(["/world/story-number-01"], datetime.now(UTC))
    world.crawl()
    world.crawl("-a", "due=all", ahead=2 * DAY)
    assert site.paths() == ["/world"]


def test_a_correction_is_a_new_version_and_new_furniture_is_not(site: Site, tmp_path: Path) -> None:
    path = "/world/story-number-01"
    site.pages["/world"] = Answer(section_page([path]))
    world = World(site, tmp_path)
    page = article_page("Ferry plan wins", published=datetime.now(UTC).strftime("%d %B %Y %H:%M"))
    site.pages[path] = Answer(page)
    world.crawl()
    furniture = (
        '<div class="views">4,711 views</div><ul class="more"><li><a href="/x">Bread dearer</a></li></ul></body>'
    )
    site.pages[path] = Answer(page.replace("</body>", furniture))
    world.crawl(ahead=2 * HOUR)
    assert len(records(world.data)) == 1
    first = records(world.data)[0]
    site.pages[path] = Answer(page.replace(" Monday", " Tuesday"))
    world.crawl(ahead=2 * DAY)
    _, second = records(world.data)
    assert (second["version"], second["replaces"]) == (2, first["id"])
    assert second["body"] == first["body"].replace(" Monday", " Tuesday")
    # Another mirror ran the first text, and has it still.
    with Site() as other:
        other.pages["/news"] = Answer(section_page(["/news/ferry-plan-01"]))
        other.pages["/news/ferry-plan-01"] = Answer(page)
        source = {"kind": "section", "url": other.url + "/news", "article_links": "a.title"}
        write_mirror(world.mirrors, "lagoon", other.host, source)
        crawl(world.data, world.mirrors, "-a", "mirror=lagoon", allow=[other.host], ahead=2 * DAY)
    assert len(records(world.data)) == 3
    told = scrapy("story", first["id"], env={"NEWSCRAWL_DATA_DIR": str(world.data)}).out
    assert told.count("still carries the old text: version 2 at harbour") == 1
    assert told.index("lagoon") < told.index("still carries the old text")


def test_intervals_follow_what_a_source_brings(site: Site, tmp_path: Path) -> None:
    paths = ["/world/story-number-01"]
    site.pages["/world"] = lambda times: Answer(section_page(paths))
    world = World(site, tmp_path, NEWSCRAWL_REVISIT="never")
    world.articles([f"/world/story-number-{n:02d}" for n in range(1, 4)], datetime.now(UTC))

    def interval() -> int | None:
        ledger = SqliteLedger.to_read(world.data / "ledger.sqlite")
        try:
            return ledger.source("harbour", site.url + "/world").interval
        finally:
            ledger.close()

    world.crawl()
    assert interval() == 900
    world.crawl(ahead=HOUR)
    assert interval() == 1350
    world.crawl(ahead=HOUR + 1000)
    assert site.paths() == []
    paths.append("/world/story-number-02")
    world.crawl(ahead=2 * HOUR)
    assert interval() == 675


def test_a_dead_source_is_retired_and_that_is_said(site: Site, tmp_path: Path) -> None:
    site.pages["/world"] = Answer(status=500)
    world = World(site, tmp_path)
    for run in range(10):
        ran = world.crawl(ahead=1 + run * 1.6 * DAY, status=3)
        assert site.paths() == ["/world"], run
    assert "is retired" in ran.err
    ran = world.crawl(ahead=16 * DAY)
    assert site.paths() == []
    assert "retired: harbour: " in ran.err
    # It is looked at again, and once it answers it is as good as any other.
    site.pages["/world"] = Answer(section_page(["/world/story-number-01"]))
    world.articles(["/world/story-number-01"], datetime.now(UTC))
    ran = world.crawl(ahead=30 * DAY)
    assert "retired: " not in ran.err
    assert len(records(world.data)) == 1


def test_a_clock_that_was_a_year_ahead_holds_nothing_up(site: Site, tmp_path: Path) -> None:
    paths = ["/world/story-number-01"]
    site.pages["/world"] = lambda times: Answer(section_page(paths))
    world = World(site, tmp_path)
    world.articles(["/world/story-number-01", "/world/story-number-02"], datetime.now(UTC) - timedelta(hours=2))
    world.crawl(ahead=365 * DAY)
    ledger = SqliteLedger(world.data / "ledger.sqlite")
    # A run that was killed while the clock was wrong left its lease.
    assert ledger.acquire_lease("harbour", "dead-1", datetime.now(UTC) + timedelta(days=365), 120)
    ledger.close()
    paths.append("/world/story-number-02")
    world.crawl()
    assert "/world/story-number-02" in site.paths()
    assert len(records(world.data)) == 2
    world.crawl()
    assert site.paths() == []


@pytest.mark.parametrize("how", ["redirect", "canonical", "found_first"])
def test_a_page_that_moves_keeps_its_identity(site: Site, tmp_path: Path, how: str) -> None:
    old, new = "/world/story-number-01", "/politics/ferry-plan-01"
    listed = [old]
    site.pages["/world"] = lambda times: Answer(section_page(listed))
    world = World(site, tmp_path)
    page = article_page("Ferry plan wins", published=datetime.now(UTC).strftime("%d %B %Y %H:%M"))
    site.pages[old] = Answer(page)
    world.crawl()
    first = records(world.data)[0]
    tag = f'<link rel="canonical" href="{new}">'
    site.pages[new] = Answer(page)
    site.pages[old] = Answer(page.replace("</head>", tag + "</head>"))
    if how != "canonical":
        site.pages[old] = Answer(status=301, headers={"Location": new})
    if how != "redirect":
        listed[:] = [new]
    world.crawl("-a", "due=all", ahead=60 if how != "redirect" else 2 * HOUR)
    assert new in site.paths()
    assert len(records(world.data)) == 1
    # From now on it is fetched where it stands, once, and a change there is a version of what it was.
    listed[:] = [new]
    site.pages[new] = Answer(page.replace(" Monday", " Tuesday"))
    world.crawl("-a", "due=all", ahead=2 * DAY)
    assert site.paths().count(new) == 1
    assert old not in site.paths()
    _, second = records(world.data)
    assert (second["version"], second["replaces"], second["url"]) == (2, first["id"], site.url + new)


def test_parameters_that_a_mirror_ignores_make_no_new_pages(site: Site, tmp_path: Path) -> None:
    listed = ["/world/story-number-01?teaser=1", "/world/story-number-01?teaser=2"]
    site.pages["/world"] = Answer(section_page(listed))
    world = World(site, tmp_path)
    world.articles(["/world/story-number-01"], datetime.now(UTC))
    write_mirror(world.mirrors, "harbour", site.host, world.section("/world"), ignore_parameters='["teaser"]')
    world.crawl()
    assert site.paths() == ["/world", "/world/story-number-01"]
    assert len(records(world.data)) == 1


@pytest.mark.parametrize("kind", ["section", "newsfeed", "sitemap"])
def test_a_parameter_that_a_mirror_keeps_makes_articles(site: Site, tmp_path: Path, kind: str) -> None:
    source = {"kind": kind, "url": site.url + "/world"} | ({"article_links": "a.title"} if kind == "section" else {})
    world = World(site, tmp_path, source)
    write_mirror(world.mirrors, "harbour", site.host, source, keep_parameters='["ref"]')
    paths = [f"/read/story?ref={n:02d}" for n in range(3)]
    old = datetime.now(UTC) - timedelta(days=400)
    when = old.strftime("%d %B %Y %H:%M")
    for n, path in enumerate(paths):
        head = f'<link rel="canonical" href="{path}&amp;utm_source=x">'
        page = article_page(f"Ferry plan {path[-2:]} wins", n, published=when, extra_head=head)
        # It answers with and without what is tracking here, too.
        site.pages[path] = site.pages[path + "&utm_source=feed"] = Answer(page)

    def listing(times: int) -> Answer:
        links = [f"{site.url}{path}&amp;utm_source=feed" for path in paths]
        told = {
            "section": section_page(links),
            "newsfeed": "<rss><channel>"
            + "".join(f"<item><link>{at}</link></item>" for at in links)
            + "</channel></rss>",
            "sitemap": "<urlset>" + "".join(f"<url><loc>{at}</loc></url>" for at in links) + "</urlset>",
        }[kind]
        return Answer(told, content_type="text/html" if kind == "section" else "application/xml")

    site.pages["/world"] = listing
    world.crawl()
    assert sorted(site.paths()) == sorted(["/world", *paths])
    found = records(world.data)
    assert sorted(one["url"] for one in found) == [site.url + path for path in paths]
    assert all(one["canonical_url"] == one["url"] for one in found)
    env = {"NEWSCRAWL_DATA_DIR": str(world.data)}
    assert scrapy("ledger", "rebuild", env=env).status == 0
    world.crawl("-a", "due=all")
    assert site.paths() == ["/world"], "a rebuilt ledger knows them by the same names"
    typed = f"{site.url}{paths[1]}&utm_source=mail"
    assert "1 copy" in scrapy("story", typed, env=env).out
    done = scrapy("takedown", typed, "--reason", "court order", env=env)
    assert (done.status, "taken down, 1 versions" in done.out) == (0, True), done.err
    scrapy("archive", "compact", env=env)
    assert sorted(one["url"] for one in records(world.data)) == [site.url + paths[0], site.url + paths[2]]
    world.crawl("-a", "due=all")
    assert site.paths() == ["/world"], "it is not fetched again, nor does its tombstone hold the others"


def test_free_words_behind_an_articles_number_make_no_new_pages(site: Site, tmp_path: Path) -> None:
    listed = ["/news/784508-ferry-plan", "/news/784508-ferry-plan-wins-after-all", "/news/784509-bread-dearer"]
    site.pages["/world"] = lambda times: Answer(section_page(listed))
    world = World(site, tmp_path)
    world.articles(["/news/784508", "/news/784509"], datetime.now(UTC) - timedelta(days=400))
    # The site leads from the short address to the one that it likes best.
    site.pages["/news/784508-the-best"] = site.pages["/news/784508"]
    site.pages["/news/784508"] = Answer(status=301, headers={"Location": "/news/784508-the-best"})
    write_mirror(world.mirrors, "harbour", site.host, world.section("/world"), article_address="'/news/[0-9]+'")
    world.crawl()
    assert sorted(site.paths()) == ["/news/784508", "/news/784508-the-best", "/news/784509", "/world"]
    assert sorted(r["url"] for r in records(world.data)) == [site.url + "/news/784508", site.url + "/news/784509"]
    listed[:] = ["/news/784508-yet-other-words"]
    world.crawl("-a", "due=all")
    assert site.paths() == ["/world"]


def test_one_text_at_two_addresses_that_know_nothing_of_each_other_is_two_articles(site: Site, tmp_path: Path) -> None:
    paths = ["/world/story-number-01", "/politics/story-number-02"]
    site.pages["/world"] = Answer(section_page(paths))
    world = World(site, tmp_path)
    for path in paths:
        site.pages[path] = Answer(article_page("Ferry plan wins"))
    world.crawl()
    assert len(records(world.data)) == 2
