"""What a site asks for is done: order and counts on a mock site, with times short enough for a test."""

from __future__ import annotations

import gzip
import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.utils import formatdate
from pathlib import Path

import brotli
import pytest

from newscrawl.net.hosts import slot_of
from tests.crawling import Ran, article_page, crawl, records, section_page, write_mirror
from tests.site import Answer, Site

SLOW_START = 0.5  # requests that were under way when the answer came


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as started:
        yield started


def fill(site: Site, count: int = 4, *, word: str = "ferry") -> list[str]:
    """A section page and its articles."""
    paths = [f"/world/{word}-story-{number}" for number in range(count)]
    site.pages["/world"] = Answer(section_page(paths))
    for number, path in enumerate(paths):
        site.pages[path] = Answer(article_page(f"{word.title()} plan {number} wins approval", number))
    return paths


def section_of(site: Site) -> dict[str, str]:
    """The one source of a site."""
    return {"kind": "section", "url": f"{site.url}/world", "article_links": "a.title"}


def run(tmp_path: Path, *sites: Site, ahead: float = 0, due: bool = True, **settings: str) -> Ran:
    """Crawl the sites, each a mirror of its own."""
    names = []
    for number, site in enumerate(sites):
        names.append(f"mirror{number}")
        write_mirror(tmp_path / "mirrors", names[-1], site.host, section_of(site))
    more = ("-a", "due=all") if due else ()
    allow = [site.host for site in sites]
    args = ("-a", f"mirror={','.join(names)}", *more)
    return crawl(tmp_path / "data", tmp_path / "mirrors", *args, allow=allow, settings=settings, ahead=ahead)


def archived(tmp_path: Path) -> set[str]:
    return {record["url"].rpartition("/")[2] for record in records(tmp_path / "data")}


def first(*answers: Answer, then: Answer) -> Callable[[int], Answer]:
    """Answers in turn, and then always the last."""
    return lambda times: answers[times] if times < len(answers) else then


# robots.txt


def deny(rest: str = "") -> str:
    return f"User-agent: *\nDisallow: /world/ferry-story-0\n{rest}"


def crawl_with(tmp_path: Path, answers: list[Answer]) -> tuple[Ran, list[set[str]]]:
    """Crawl a site for each robots.txt, all at once; gives what was asked of each."""
    with ExitStack() as stack:
        sites = [stack.enter_context(Site()) for _ in answers]
        for number, (started, answer) in enumerate(zip(sites, answers, strict=True)):
            fill(started, 2, word=f"ferry-{number}")
            started.pages["/world/ferry-story-0"] = Answer(article_page("Harbour plan wins approval", number))
            started.pages["/world"] = Answer(section_page(["/world/ferry-story-0", f"/world/ferry-{number}-story-1"]))
            started.pages["/robots.txt"] = answer
        ran = run(tmp_path, *sites)
        return ran, [{path.rpartition("-")[2] for path in started.paths()} for started in sites]


def test_rules_are_read_however_they_are_sent(tmp_path: Path) -> None:
    ran, asked = crawl_with(
        tmp_path,
        [
            Answer(deny(), content_type="text/plain"),
            Answer(deny(), content_type="text/html"),
            Answer(deny(), content_type="application/octet-stream"),
            Answer(b"\xef\xbb\xbf" + deny().encode(), content_type="text/plain"),
            Answer(deny().replace("\n", "\r\n"), content_type="text/plain"),
            Answer(b"\xff\xfe" + deny().encode("utf-16-le"), content_type="text/plain"),
            Answer(deny("# " + "x" * 900_000), content_type="text/plain"),
            Answer(deny("Disallow: /nothing\n" * 60_000), content_type="text/plain"),
            # What the standard does not know, and what says no all the same.
            Answer(deny().encode("utf-16-le"), content_type="text/plain"),
            Answer(deny().encode("utf-32"), content_type="text/plain"),
            Answer(deny().encode() + b"\0\0", content_type="text/plain"),
            Answer(gzip.compress(deny("# x\n" * 300_000).encode()), headers={"Content-Encoding": "gzip"}),
            Answer(
                brotli.compress(deny("# " + " " * 100_000_000).encode(), quality=1), headers={"Content-Encoding": "br"}
            ),
            # More than 500 KiB of it come, packed: the stream is cut there.
            Answer(
                gzip.compress(deny("# " + random.Random(1).randbytes(800_000).hex()).encode(), 1),
                headers={"Content-Encoding": "gzip"},
            ),
        ],
    )
    assert ran.status == 0, ran.err
    assert asked == [{"/world", "1"}] * 14


def test_a_robots_txt_that_is_not_there_allows_everything(tmp_path: Path) -> None:
    answers = [Answer("User-agent: *\nDisallow: /", status=status) for status in (401, 403, 404, 410, 451)]
    ran, asked = crawl_with(tmp_path, answers)
    assert ran.status == 0, ran.err
    assert asked == [{"/world", "0", "1"}] * 5


def test_a_robots_txt_that_cannot_be_read_allows_nothing(tmp_path: Path) -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Le"
    ran, asked = crawl_with(tmp_path, [Answer(status=500), Answer(status=503), Answer(raw=b""), Answer(raw=cut)])
    assert ran.status == 3, ran.err
    assert asked == [set()] * 4


def test_a_robots_txt_that_never_comes_allows_nothing_and_holds_up_nobody(site: Site, tmp_path: Path) -> None:
    fill(site, 2)
    site.pages["/robots.txt"] = Answer(deny(), delay=60)
    with Site() as neighbour:
        fill(neighbour, 6, word="harbour")
        ran = run(tmp_path, site, neighbour, RETRY_TIMES="0", NEWSCRAWL_STALL_SECONDS="3", CONCURRENT_REQUESTS="2")
    assert ran.status == 3, ran.err
    assert site.paths() == []
    assert len(archived(tmp_path)) == 6


def test_redirects_of_robots_txt_are_followed_also_to_another_host(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 2)
    with Site() as other:
        other.pages["/rules"] = Answer(deny(), content_type="text/plain")
        hops = ["/robots.txt", "/r1", "/r2", "/r3", "/r4"]
        for here, there in itertools.pairwise(hops):
            site.pages[here] = Answer(status=302, headers={"Location": there})
        site.pages[hops[-1]] = Answer(status=301, headers={"Location": f"{other.url}/rules"})
        write_mirror(tmp_path / "mirrors", "mirror0", site.host, section_of(site))
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=mirror0", allow=[site.host, other.host]
        )  # fmt: skip
        assert other.paths() == ["/rules"]
    assert ran.status == 0, ran.err
    assert [path for path in site.paths() if path.startswith("/world")] == ["/world", paths[1]]


def test_a_robots_txt_that_redirects_for_ever_is_read_as_none(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 2)
    site.pages["/robots.txt"] = Answer(status=302, headers={"Location": "/robots.txt"})
    assert run(tmp_path, site).status == 0
    assert set(site.paths()) == {"/world", *paths}
    assert sum(asked.path == "/robots.txt" for asked in site.asked) == 6


def test_crawl_delay_keeps_pages_apart(site: Site, tmp_path: Path) -> None:
    fill(site, 3)
    site.pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 1.5\n", content_type="text/plain")
    assert run(tmp_path, site).status == 0
    times = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    # A little less between arrivals: the first of a pair may have been slow on its way. The file of rights waits its turn, too.
    assert len(times) == len(site.paths()) + 1 == 5
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) > 1.0


# Retry-After


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("delay", ["0", "0.6"])
def test_nothing_is_asked_inside_a_retry_after(site: Site, tmp_path: Path, status: int, delay: str) -> None:
    """With a delay, requests wait for their turn beyond every queue of ours when the wish comes."""
    paths = fill(site, 6)
    page = site.pages[paths[1]]
    assert isinstance(page, Answer)
    site.pages[paths[1]] = first(Answer(status=status, headers={"Retry-After": "4"}), then=page)
    ran = run(tmp_path, site, DOWNLOAD_DELAY=delay, CONCURRENT_REQUESTS_PER_DOMAIN="2")
    assert ran.status == 0, ran.err
    assert len(archived(tmp_path)) == 6
    wished = next(asked.at for asked in site.asked if asked.path == paths[1])
    inside = [asked.path for asked in site.asked if wished + SLOW_START < asked.at < wished + 4.0]
    assert inside == []
    assert sum(asked.path == paths[1] for asked in site.asked) == 2


def test_a_retry_after_of_robots_txt_holds_everything(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 2)
    robots = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
    site.pages["/robots.txt"] = first(Answer(status=503, headers={"Retry-After": "3"}), then=robots)
    ran = run(tmp_path, site)
    assert ran.status == 0, ran.err
    assert len(archived(tmp_path)) == len(paths)
    start = site.asked[0].at
    assert [asked.path for asked in site.asked if asked.at < start + 3.0] == ["/robots.txt"]


def test_a_date_as_retry_after(site: Site, tmp_path: Path) -> None:
    fill(site, 2)
    world = site.pages["/world"]
    assert isinstance(world, Answer)
    site.pages["/world"] = lambda times: (
        Answer(status=429, headers={"Retry-After": formatdate(time.time() + 4, usegmt=True)}) if not times else world
    )
    assert run(tmp_path, site).status == 0
    wished = next(asked.at for asked in site.asked if asked.path == "/world")
    # Dates count whole seconds, so up to one of the four is lost.
    assert [asked for asked in site.asked if wished < asked.at < wished + 3.0] == []
    assert len(archived(tmp_path)) == 2


def test_a_retry_after_of_any_kind_loses_nothing(tmp_path: Path) -> None:
    kinds = ["soon", "-5", "99999999999999999999", "1e9", "\u0663", ""]
    with ExitStack() as stack:
        sites = [stack.enter_context(Site()) for _ in kinds]
        for number, (started, value) in enumerate(zip(sites, kinds, strict=True)):
            path = fill(started, 3, word=f"ferry-{number}")[2]
            page = started.pages[path]
            assert isinstance(page, Answer)
            headers = {"Retry-After": value.encode().decode("latin-1")}
            started.pages[path] = first(Answer(status=503, headers=headers), then=page)
        run(tmp_path, *sites, CONCURRENT_REQUESTS_PER_DOMAIN="1")
        run(tmp_path, *sites, ahead=31 * 86_400.0)
    assert len(archived(tmp_path)) == 18


def test_a_rest_lasts_across_restarts_for_every_page_and_source_of_the_host(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 5)
    page = site.pages[paths[2]]
    assert isinstance(page, Answer)
    site.pages[paths[2]] = first(Answer(status=429, headers={"Retry-After": "7200"}), then=page)
    with Site() as neighbour:
        fill(neighbour, 2, word="harbour")
        assert run(tmp_path, site, neighbour, CONCURRENT_REQUESTS_PER_DOMAIN="1").status == 0
        site.pages[paths[2]] = page
        site.asked.clear()
        neighbour.asked.clear()
        # More than NEWSCRAWL_RETRY_AFTER_MAX is left: nothing, whatever is due; the neighbour is crawled as ever.
        for ahead in (1800.0, 3300.0):
            ran = run(tmp_path, site, neighbour, ahead=ahead)
            assert ran.status == 0, ran.err
        assert site.asked == []
        assert neighbour.paths().count("/world") == 2
        assert run(tmp_path, site, neighbour, ahead=7300.0).status == 0
    urls = {record["url"] for record in records(tmp_path / "data")}
    assert {f"{site.url}{path}" for path in paths} <= urls


def test_the_longest_of_several_rests_lasts_across_restarts(site: Site, tmp_path: Path) -> None:
    """Two pages are under way together: the answer that comes first asks for hours, the other for seconds."""
    paths = fill(site, 2)
    site.pages[paths[0]] = Answer(status=429, headers={"Retry-After": "7200"}, delay=0.3)
    site.pages[paths[1]] = Answer(status=429, headers={"Retry-After": "2"}, delay=1.5)
    assert run(tmp_path, site).status == 0
    assert set(paths) <= set(site.paths()), "both were under way"
    site.asked.clear()
    assert run(tmp_path, site, ahead=1800.0).status == 0
    assert site.asked == []


def test_a_default_port_makes_no_second_host() -> None:
    assert {slot_of(f"https://{name}/x") for name in ("a.example", "A.example:443", "a.example.", "me@a.example")} == {
        "a.example"
    }
    assert slot_of("https://a.example:80/") == "a.example:80"


# Trouble without a word of how long


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_in_trouble_rests_and_its_neighbour_goes_on(site: Site, tmp_path: Path, status: int) -> None:
    paths = fill(site, 2)
    page = site.pages[paths[0]]
    assert isinstance(page, Answer)
    site.pages[paths[0]] = first(Answer(status=status), Answer(status=status), then=page)
    with Site() as neighbour:
        fill(neighbour, 12, word="harbour")
        ran = run(tmp_path, site, neighbour, CONCURRENT_REQUESTS_PER_DOMAIN="1", CONCURRENT_REQUESTS="4")
        assert ran.status == 0, ran.err
        assert len(neighbour.paths()) == 13
    tries = [asked.at for asked in site.asked if asked.path == paths[0]]
    assert len(tries) == 3
    gaps = [later - earlier for earlier, later in itertools.pairwise(tries)]
    assert gaps[0] >= 1.0
    # The growth itself: tests/net/test_hosts.py; here another page may have come through between, and it starts anew.
    assert gaps[1] >= 1.0
    assert len(archived(tmp_path)) == 14


@pytest.mark.slow
def test_a_host_that_only_refuses_is_left_to_the_next_run(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 12)
    for path in paths:
        site.pages[path] = Answer(status=503)
    ran = run(tmp_path, site, CONCURRENT_REQUESTS_PER_DOMAIN="1")
    assert ran.status == 3, ran.err
    # Six troubles, and what was under way at each; without a limit it would be three tries of twelve pages.
    assert len(site.paths()) < 24
    fill(site, 12)
    assert run(tmp_path, site, ahead=8 * 86_400.0).status == 0
    assert len(archived(tmp_path)) == 12


@pytest.mark.slow
def test_a_host_that_never_answers_is_left_to_the_next_run(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 60)
    for path in paths:
        site.pages[path] = Answer(raw=b"", delay=20)
    with Site() as neighbour:
        fill(neighbour, 12, word="harbour")
        ran = run(tmp_path, site, neighbour, NEWSCRAWL_STALL_SECONDS="1", CONCURRENT_REQUESTS_PER_DOMAIN="8")
        assert len(neighbour.paths()) == 13
    assert ran.status == 3, ran.err
    assert "has not answered 30 times in a row" in ran.err
    # Thirty tries, those under way when the last of them failed, and the section page.
    assert len(site.paths()) <= 30 + 9 + 1
    # A page that is slow twice is not tried a third time in the same run.
    assert max(site.paths().count(path) for path in paths) == 2
