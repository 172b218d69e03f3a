"""A whole crawl over sites that lead inside by every way they have: the canary hears nothing, and the good pages come."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from newscrawl.mirrors import load_mirrors
from tests.crawling import article_page, crawl, records, section_page, write_mirror
from tests.net.canary import canaries, spellings
from tests.site import Answer, Site


def moved(url: str) -> Answer:
    """A redirect to what may not be reached."""
    return Answer(status=302, headers={"Location": quote(url, safe=":/[]%@")})


def plain(host: str) -> bool:
    """True for a host that a mirror definition takes as its domain."""
    return re.fullmatch(r"[a-z0-9.-]+|\[[0-9a-f:]+\]", host) is not None and not host.endswith(".")


def test_redirects_robots_sitemaps_and_newsfeeds_never_reach_the_inside(tmp_path: Path) -> None:
    mirrors = tmp_path / "mirrors"
    with Site() as site, Site() as by_robots, canaries() as (port, hits):
        inside = [f"http://{host}:{port}/x" for host in spellings()]
        own = [f"/world/article-{number}" for number in range(3)]
        hops = [f"/world/hop-{number}" for number in range(len(inside))]
        for number, path in enumerate(own):
            site.pages[path] = Answer(article_page(f"Ministers meet for the {number}th time", number))
        for path, url in zip(hops, inside, strict=True):
            site.pages[path] = moved(url)
        links = [*(site.url + path for path in (*own, *hops)), *inside]
        site.pages["/section"] = Answer(section_page(links, next_page=inside[0]))
        entries = "".join(f"<url><loc>{link}</loc></url>" for link in links)
        site.pages["/pages.xml"] = Answer(f"<urlset>{entries}</urlset>", content_type="application/xml")
        children = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (f"{site.url}/pages.xml", *inside))
        site.pages["/sitemap.xml"] = Answer(f"<sitemapindex>{children}</sitemapindex>", content_type="application/xml")
        items = "".join(f"<item><title>Headline of {link[-9:]}</title><link>{link}</link></item>" for link in links)
        site.pages["/feed.xml"] = Answer(f"<rss><channel>{items}</channel></rss>", content_type="application/rss+xml")
        site.pages["/moved.xml"], site.pages["/moved"] = moved(inside[3]), moved(inside[5])
        write_mirror(
            mirrors,
            "leading",
            site.host,
            *({"kind": "section", "url": f"{site.url}/{path}"} for path in ("section", "moved")),
            *({"kind": "sitemap", "url": f"{site.url}/{path}"} for path in ("sitemap.xml", "moved.xml")),
            {"kind": "newsfeed", "url": f"{site.url}/feed.xml"},
        )
        by_robots.pages["/robots.txt"] = moved(inside[0])
        write_mirror(mirrors, "byrobots", by_robots.host, {"kind": "section", "url": f"{by_robots.url}/section"})
        names = ["leading", "byrobots"]
        for number, host in enumerate(host for host in spellings() if plain(host)):
            name = f"inside{number}"
            write_mirror(mirrors, name, f"{host}:{port}", {"kind": "section", "url": f"http://{host}:{port}/section"})
            names.append(name)
        assert len(names) > 12
        ran = crawl(
            tmp_path / "data",
            mirrors,
            "-a",
            f"mirror={','.join(names)}",
            allow=[site.host, by_robots.host],
            settings={"RETRY_TIMES": "0"},
        )
    assert hits == []
    assert ran.status == 3, ran.err[-2000:]
    assert {urlsplit(record["url"]).path for record in records(tmp_path / "data")} == set(own)
    assert set(hops) <= set(site.paths())
    assert by_robots.paths() == []


def test_the_definitions_of_this_test_are_definitions(tmp_path: Path) -> None:
    """Were they refused, the crawl above would show nothing."""
    for number, host in enumerate(host for host in spellings() if plain(host)):
        write_mirror(tmp_path, f"inside{number}", f"{host}:81", {"kind": "section", "url": f"http://{host}:81/"})
    assert sum(mirror.name.startswith("inside") for mirror in load_mirrors(tmp_path)) > 10
