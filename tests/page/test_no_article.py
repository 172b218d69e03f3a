# ruff: noqa: E501 (pages are data)
"""Pages that answer 200 and are no article are told as what they are, in many languages; articles about them are articles."""

from __future__ import annotations

import pytest

from newscrawl.page import read_page
from tests.shut_doors import PAGES, TEASERS, site


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_article(name: str) -> None:
    kind, page = PAGES[name]
    assert read_page(page.encode(), url="https://valley.example/n/1").no_article == kind


LEDE = "The bank's customers saw the words for six hours on Monday, after a cable was cut in the port of Varn, it said."
ARTICLES = {
    "a brief beside a form": "<h1>Cable cut in the port</h1><p>{}</p><form><p>Log in to comment</p><p>Forgot your password?</p></form>",
    "headline like an error": "<h1>Access denied: how Varn lost its beach</h1><p>{}</p><p>{}</p>",
    "a number in the headline": "<h1>404 tonnes of cement lost at sea</h1><p>{}</p><p>{}</p>",
    "short, on a captcha": "<h1>Court bans captcha puzzles</h1><p>Captcha puzzles are unfair to the blind, the court of Varn said.</p><p>{}</p><p>{}</p>",
    "short, on an outage": "<h1>Cloudflare outage hits shops</h1><p>{}</p><p>Pages of Cloudflare's customers said that the server encountered an error.</p>",
    "on cookies": "<h1>New rules for cookies</h1><p>Sites and their partners must ask before they set cookies, the ministry said.</p><p>{}</p>",
    "quotes a notice": "<h1>Bank's site is back</h1><p>{}</p><p>\"Please try again later\" was all that customers read.</p><p>{}</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_speaks_of_such_things_is_one(name: str) -> None:
    page = site("Valley Times", ARTICLES[name].replace("{}", LEDE) + TEASERS)
    assert read_page(page.encode(), url="https://valley.example/n/1").no_article is None


def test_a_long_article_with_the_name_of_an_error_is_one() -> None:
    words = "".join(
        f"<p>{LEDE} It was day {n} of the strike, and nobody at the port could say when it ends.</p>" for n in range(9)
    )
    page = site("Access denied - Valley Times", f"<h1>Access denied</h1>{words}")
    assert read_page(page.encode(), url="https://valley.example/n/1").no_article is None
