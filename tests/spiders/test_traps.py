"""Traps cost at most 400 requests with the settings as they are, are told in the summary, and leave the neighbour untouched."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.crawling import article_page, crawl, records, section_page, write_mirror

MOST_REQUESTS = 400


class Reply:
    def __init__(self, body: str = "", *, status: int = 200, kind: str = "text/html", **headers: str) -> None:
        self.body, self.status, self.kind = body.encode(), status, kind
        self.cookies = 0
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class TrapSite:
    """A site whose every path is answered by one function of (path, query); ``HOST`` in an answer is its own name."""

    def __init__(self, answer: Callable[[str, dict[str, list[str]]], Reply]) -> None:
        self.asked: Counter[str] = Counter()
        self.hosts: set[str] = set()
        self.cookies = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.hosts.add(self.headers.get("Host", ""))
                site.cookies += "Cookie" in self.headers
                parts = urlsplit(self.path)
                reply = Reply(status=404) if parts.path == "/robots.txt" else answer(parts.path, parse_qs(parts.query))
                if "Cookie" in self.headers and answer is cookie_jar:
                    reply = Reply(status=431)
                reply.body = reply.body.replace(b"HOST", site.host.encode())
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value.replace("HOST", site.host))
                for number in range(reply.cookies):
                    self.send_header("Set-Cookie", f"c{number}={'x' * 4000}; Path=/")
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def endless(path: str, query: dict[str, list[str]]) -> Reply:
    """Page after page, each with stories nobody has seen, all one text with another counter."""
    if path != "/start":
        return Reply(
            article_page("One and the same ferry plan").replace("</h1>", f"</h1><p>Read {hash(path) % 9999} times</p>")
        )
    number = int(query.get("page", ["1"])[0])
    return Reply(section_page([f"/story/{number}-{n}-of-the-harbour" for n in range(10)], f"/start?page={number + 1}"))


def deeper(path: str, query: dict[str, list[str]]) -> Reply:
    """Relative links that lead ever deeper into the same folders."""
    links = "".join(
        f'<a class="title" href="north/harbour-{n}/">Headline of the harbour number {n}</a>' for n in range(3)
    )
    return Reply(f'<html><body>{links}<a rel="next" href="{path.rstrip("/")}/page/">older</a></body></html>')


def sessions(path: str, query: dict[str, list[str]]) -> Reply:
    """Every answer gives every link another session."""
    session = f"{random.getrandbits(128):032x}"
    if path != "/start":
        return Reply(article_page(f"Ferry plan of {path}"))
    return Reply(
        section_page(
            [f"/story-of-the-harbour-{n}?PHPSESSID={session}" for n in range(10)], f"/start?PHPSESSID={session}"
        )
    )


def names(path: str, query: dict[str, list[str]]) -> Reply:
    """One article under a thousand names."""
    if path == "/start":
        return Reply(section_page([f"/world/name-number-{n}-of-the-story" for n in range(1000)]))
    return Reply(article_page("One story under many names"))


def calendar(path: str, query: dict[str, list[str]]) -> Reply:
    """Days without end, each with a link to a page that says there is nothing."""
    day = int(query.get("day", ["0"])[0])
    if path != "/start":
        return Reply("<html><body><p>No events on this day.</p></body></html>")
    return Reply(section_page([f"/events/on-day-{day}-number-{n}" for n in range(8)], f"/start?day={day + 1}"))


def facets(path: str, query: dict[str, list[str]]) -> Reply:
    """Thousands of combinations that lead nowhere."""
    if path != "/start":
        return Reply("gone", status=404)
    return Reply(section_page([f"/filter/{a}-colour/{b}-size-of-story" for a in range(60) for b in range(60)]))


def chains(path: str, query: dict[str, list[str]]) -> Reply:
    """Redirects without end, and round in circles."""
    if path == "/start":
        return Reply(section_page([f"/hop/0/story-number-{n}" for n in range(4)] + ["/circle/story-of-one"]))
    if path.startswith("/circle"):
        return Reply(status=302, Location="/circle/story-of-one")
    _, _, number, name = path.split("/")
    return Reply(status=302, Location=f"/hop/{int(number) + 1}/{name}")


def cookies(path: str, query: dict[str, list[str]]) -> Reply:
    """Sends everybody without a cookie round again."""
    if path == "/start":
        return Reply(section_page(["/story-behind-a-cookie-wall"]))
    return Reply(status=302, Location=f"{path}?again={random.randrange(10**9)}", Set_Cookie="wall=1")


def indexes(path: str, query: dict[str, list[str]]) -> Reply:
    """A sitemap index of sitemap indexes, without end."""
    number = int(path.strip("/").removeprefix("start").removesuffix(".xml") or 0)
    more = "".join(f"<sitemap><loc>http://HOST/start{number * 20 + n + 1}.xml</loc></sitemap>" for n in range(20))
    return Reply(f"<sitemapindex>{more}</sitemapindex>", kind="application/xml")


def permutations(path: str, query: dict[str, list[str]]) -> Reply:
    """Every subset of the filters in every order is a list of its own, with the same eight articles and all other lists."""
    if path.startswith("/world/"):
        return Reply(article_page(f"Harbour news of {path}", len(path)))
    chosen = "&".join(f"{name}={values[0]}" for name, values in query.items())
    more = [f"/start?{chosen}&{name}=1".replace("?&", "?") for name in "abcdefghijkl" if name not in query]
    more += [f"/start?{name}=1&{chosen}".rstrip("&") for name in "abcdefghijkl" if name not in query]
    return Reply(section_page([*(f"/world/story-number-{n}" for n in range(8)), *more], more[0] if more else None))


def hops(path: str, query: dict[str, list[str]]) -> Reply:
    """A thousand articles, each at the end of a chain of redirects that has none."""
    if path == "/start":
        return Reply(section_page([f"/hop/0/story-number-{n}-of-today" for n in range(1000)]))
    _, _, number, name = path.split("/")
    return Reply(status=302, Location=f"/hop/{int(number) + 1}/{name}")


def cookie_jar(path: str, query: dict[str, list[str]]) -> Reply:
    """600 cookies of 4 KB with each page, and whoever brings them back is refused."""
    reply = permutations(path, {}) if path.startswith("/world/") else Reply(section_page(
        [f"/world/story-number-{n}" for n in range(8)]))  # fmt: skip
    reply.cookies = 600
    return reply


def thousand_hosts(path: str, query: dict[str, list[str]]) -> Reply:
    """A mirror that links to itself under a thousand names, each with one and the same page."""
    links = [f"http://n{n}.HOST/story-of-the-harbour-number-{n}" for n in range(1000)]
    if path == "/start":
        return Reply(section_page(links))
    return Reply(article_page(f"Harbour news of {path}", len(path)))


def hops_over_hosts(path: str, query: dict[str, list[str]]) -> Reply:
    """Each page redirects to the next of a thousand names."""
    if path == "/start":
        return Reply(section_page([f"/hop/{n}/story-number-{n}-of-today" for n in range(300)]))
    _, _, number, name = path.split("/")
    return Reply(status=302, Location=f"http://n{random.randrange(10**6)}.HOST/hop/{int(number) + 1}/{name}")


TRAPS = (
    endless, deeper, sessions, names, calendar, facets, permutations, chains, hops, cookies, cookie_jar, indexes,
    thousand_hosts, hops_over_hosts,
)  # fmt: skip
# On a name of our own, with a thousand more below it (tests/hostile/names.py).
NAMED = (thousand_hosts, hops_over_hosts)
# Their articles are there beside the trap, and are kept.
WITH_ARTICLES = {permutations: 8, cookie_jar: 8, sessions: 10}


def neighbour(path: str, query: dict[str, list[str]]) -> Reply:
    paths = [f"/world/story-number-{n}" for n in range(8)]
    return Reply(section_page(paths) if path == "/start" else article_page(f"Harbour news of {path}", len(path)))


@dataclass(frozen=True, kw_only=True)
class Sprung:
    """What a trap came to."""

    requests: int
    kept: Counter[str]
    hosts: int
    status: int
    err: str
    wrong: list[str]


def spring(tmp_path: Path, trap: Callable[..., Reply]) -> Sprung:
    """Crawl a trap and a good mirror."""
    kind = "sitemap" if trap is indexes else "section"
    with TrapSite(trap) as site, TrapSite(neighbour) as good:
        links = {} if trap is indexes else {"article_links": "a.title"}
        start = "/start0.xml" if trap is indexes else "/start"
        allow = [site.host, good.host]
        if trap in NAMED:
            site.host = site.host.replace("127.0.0.1", "trap.test")
        write_mirror(
            tmp_path / "mirrors", "trap", site.host, {"kind": kind, "url": f"http://{site.host}{start}", **links}
        )
        write_mirror(tmp_path / "mirrors", "good", good.host, {"kind": "section", "url": f"http://{good.host}/start"})
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=trap,good", allow=allow,
            settings={"TWISTED_DNS_RESOLVER": "tests.hostile.names.NamesOfOurs"} if trap in NAMED else {},
        )  # fmt: skip
    requests = sum(site.asked.values())
    kept = Counter(record["mirror"] for record in records(tmp_path / "data"))
    wrong = [
        f"{trap.__name__}: {what}"
        for what, holds in (
            (f"{requests} requests", requests <= MOST_REQUESTS),
            (f"exit status {ran.status}", ran.status in (0, 3)),
            (f"the neighbour has {kept['good']} of 8", kept["good"] == 8),
            (f"{site.cookies} cookies were brought back", site.cookies == 0),
            (f"{kept['trap']} articles were kept", trap not in WITH_ARTICLES or kept["trap"] == WITH_ARTICLES[trap]),
        )
        if not holds
    ]
    return Sprung(requests=requests, kept=kept, hosts=len(site.hosts), status=ran.status, err=ran.err, wrong=wrong)


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_a_trap_costs_a_bounded_number_of_requests(tmp_path: Path, trap: Callable[..., Reply]) -> None:
    sprung = spring(tmp_path, trap)
    assert sprung.wrong == [], sprung.err
    if trap in (endless, names, calendar, facets, hops):
        assert sprung.status in (0, 3), sprung.err
        assert "bounds hit" in sprung.err
        assert "dry_sources 1" in sprung.err
    if trap is sessions:
        assert sprung.requests <= 14, "a session in an address makes no new page"
    if trap in NAMED:
        assert "bounds hit" in sprung.err
        assert "hosts" in sprung.err
        assert sprung.hosts == 50, "NEWSCRAWL_MAX_HOSTS"
    if trap is names:
        assert sprung.kept["trap"] < 210


def test_a_source_that_ran_dry_is_taken_up_again(tmp_path: Path) -> None:
    def answer(path: str, query: dict[str, list[str]]) -> Reply:
        if path == "/start":
            return Reply(section_page([f"/world/story-number-{n}" for n in range(12)]))
        number = int(path.rpartition("-")[2])
        return Reply(article_page(f"Harbour news number {number}", number)) if number > 5 else Reply(status=404)

    with TrapSite(answer) as site:
        source = {"kind": "section", "url": f"http://{site.host}/start", "article_links": "a.title"}
        write_mirror(tmp_path / "mirrors", "site", site.host, source)
        more = {"NEWSCRAWL_MAX_FRUITLESS": "3", "CONCURRENT_REQUESTS_PER_DOMAIN": "1", "CONCURRENT_REQUESTS": "1"}
        given = ("-a", "mirror=site", "-a", "due=all")
        first = crawl(tmp_path / "data", tmp_path / "mirrors", *given, allow=[site.host], settings=more)
        assert first.status == 0, first.err
        assert "source_dry" in first.err
        for _ in range(3):
            last = crawl(tmp_path / "data", tmp_path / "mirrors", *given, allow=[site.host], settings=more)
    assert len(records(tmp_path / "data")) == 6, last.err
