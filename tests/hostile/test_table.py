"""Fifty-five ways to misbehave of which plain Scrapy survives twenty: where each is tried here, whole crawls all.

A place is ``group/case`` of ``python -m tests.hostile``, or ``module::function`` of a test; each must be there.
"""

from __future__ import annotations

import importlib

import pytest

from tests.crawling import ROOT
from tests.hostile import feeds, pages, size, transport
from tests.hostile.__main__ import GROUPS as EVERY_CASE
from tests.spiders import test_traps

DOCS = (ROOT / "docs" / "hostile.md").read_text(encoding="utf-8")
# What pytest runs; the campaign has two more (``size.SLOW``).
GROUPS = {"transport": transport.CASES, "size": size.CASES, "feeds": feeds.CASES, "pages": pages.CASES}
POLITE = "tests.net.test_politeness::"

TABLE = {
    # transport
    "half of the promised length": ["transport/half-of-length"],
    "chunks without the last": ["transport/no-last-chunk"],
    "more than the promised length": ["transport/length-too-short"],
    "a reset in the body": ["transport/reset-in-body", "transport/reset-without-length"],
    "not HTTP": ["transport/not-http", "transport/random-bytes"],
    "a byte of head now and then": ["transport/slow-head"],
    "a byte of body now and then": ["transport/slow-body"],
    "no answer": ["transport/no-answer", POLITE + "test_a_host_that_never_answers_is_left_to_the_next_run"],
    "headers without end": [
        "transport/endless-headers",
        "transport/endless-short-headers",
        "transport/one-endless-header",
    ],
    "chunks without end": ["transport/endless-chunks"],
    # bombs
    "gzip bomb": ["size/bomb-gzip"],
    "deflate bomb": ["size/bomb-deflate"],
    "brotli bomb": ["size/bomb-brotli"],
    "zstd bomb": ["size/bomb-zstd"],
    "a bomb in a bomb": ["size/bomb-nested", "size/bomb-mixed"],
    "a packed sitemap that is a bomb": ["feeds/map-bomb", "feeds/map-bomb-of-spaces"],
    "half a gzip": ["transport/half-gzip", "transport/gzip-without-trailer"],
    # size
    "100,000 blocks in each other": ["size/nested", "size/nested-section"],
    "100 MB of elements": ["size/hundred-megabytes", "size/hundred-in-chunks"],
    "200,000 links that lead nowhere": ["size/links"],
    "a sitemap of a million": ["feeds/map-million"],
    "600 cookies, then 431": ["traps/cookie_jar", "transport/cookies"],
    # redirects
    "a redirect in a circle": ["traps/chains"],
    "redirects without end": ["traps/chains", "traps/hops"],
    "redirects and refreshes to files and data": ["pages/to-odd-schemes"],
    "links to files, data and scripts": ["pages/links-of-odd-schemes"],
    "a redirect elsewhere with credentials set": ["pages/inside"],
    "redirects to a service inside": [
        "pages/inside",
        "tests.net.test_metadata_address::test_the_metadata_address_is_never_contacted",
    ],
    "other spellings of loopback": [
        "tests.net.test_canary::test_redirects_robots_sitemaps_and_newsfeeds_never_reach_the_inside",
        "tests.net.test_browser_canary::test_a_page_in_the_browser_reaches_its_own_site_and_nothing_inside",
    ],
    "a link with a login": ["tests.net.test_secrets::test_secrets_of_addresses_are_nowhere"],
    # traps
    "a calendar without end": ["traps/calendar"],
    "a path that grows": ["traps/deeper"],
    "a session in every link": ["traps/sessions"],
    "every order of the filters": ["traps/permutations", "traps/facets"],
    "an index that names the next for ever": ["traps/indexes", "feeds/map-chain"],
    # politeness
    "429 with Retry-After": [POLITE + "test_nothing_is_asked_inside_a_retry_after"],
    "503 with Retry-After": [POLITE + "test_nothing_is_asked_inside_a_retry_after"],
    "robots.txt answers 503": [POLITE + "test_a_robots_txt_that_cannot_be_read_allows_nothing"],
    "robots.txt never answers": [POLITE + "test_a_robots_txt_that_never_comes_allows_nothing_and_holds_up_nobody"],
    "robots.txt of 60 MB": ["pages/robots-60-mb"],
    "robots.txt redirects to itself": [POLITE + "test_a_robots_txt_that_redirects_for_ever_is_read_as_none"],
    "Crawl-delay": [POLITE + "test_crawl_delay_keeps_pages_apart"],
    # content
    "UTF-16 with a mark": ["transport/utf16-with-mark", "transport/utf16-odd-byte"],
    "dates of no calendar, bait for patterns": ["pages/odd-dates"],
    "links that break parsers": ["pages/odd-links"],
    "headers of other bytes": ["pages/odd-headers"],
    "octets and archives as HTML, HTML as a picture": [
        "transport/octets-as-html",
        "transport/zip-as-html",
        "transport/type-image",
    ],
    "the list behind the end": ["pages/behind-the-end"],
    "windows-1251 declared as UTF-8": ["pages/declared-wrongly"],
    "titles that steer": [
        "pages/odd-titles",
        "tests.spiders.test_hostile_text::test_a_hostile_text_harms_nobody_who_reads_it",
    ],
    # XML
    "broken sitemaps": ["feeds/map-unclosed", "feeds/map-wrong-namespace", "feeds/map-is-html", "feeds/map-empty"],
    "entity bombs": ["feeds/map-laughs", "feeds/feed-laughs", "feeds/feed-quadratic"],
    "external entities": ["feeds/map-external", "feeds/feed-external"],
    "a newsfeed with scripts, entities and year 9999": [
        "feeds/feed-script",
        "feeds/feed-year-9999",
        "feeds/feed-no-characters",
    ],
    "a newsfeed with bare & and unclosed tags": ["feeds/feed-bare-ampersand", "feeds/feed-unclosed-tag"],
}


def rows(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading of docs/hostile.md."""
    part = DOCS.split(f"\n## {heading}\n", 1)[1]
    part = part[part.index("\n|---") :].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines()[2:]]


def test_the_docs_count_what_is_tried() -> None:
    """A case that comes or goes is told there."""
    assert sum(int(row[1]) for row in rows("Cases")) == sum(len(cases) for cases in EVERY_CASE.values())
    assert len(rows("Traps")) == len(test_traps.TRAPS)
    assert "each of the fifty-five ways" in DOCS
    assert len(TABLE) == 55


@pytest.mark.parametrize("row", TABLE)
def test_each_is_tried(row: str) -> None:
    assert TABLE[row], "it is tried somewhere"
    for place in TABLE[row]:
        module, colons, function = place.partition("::")
        if colons:
            assert function.startswith("test_"), place
            assert callable(getattr(importlib.import_module(module), function)), place
            continue
        group, _, name = place.partition("/")
        known = (
            {trap.__name__ for trap in test_traps.TRAPS} if group == "traps" else {case.name for case in GROUPS[group]}
        )
        assert name in known, place
