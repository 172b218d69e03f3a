"""Where a page prints its section label."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TEXT = "".join(
    f"<p>The ferry to the old harbour sank on {day} after it had struck the quay, the port said.</p>"
    for day in ("Monday", "Friday", "Sunday")
)
HEAD = "<h1>A ferry sinks near the old harbour</h1>"


@pytest.mark.parametrize(
    ("before", "label", "section"),
    [
        ('<div class="kicker"><a href="/e">Ferries</a> <a href="/ec">Economy</a></div>', "Economy", "business"),
        (
            '<nav><ul><li class="current-post-parent"><a href="/t">Transportation</a></li><li><a href="/s">Sport</a></ul></nav>',
            "Transportation", "business",
        ),
        ('<nav><a href="/w" aria-current="page">World</a><a href="/s">Sport</a></nav>', "World", "world"),
        (
            '<div class="breadcrumb"><a href="/">Home</a> &rsaquo; <a href="/w">World</a> &rsaquo; A ferry sinks near the</div>',
            "World", "world",
        ),
        ("<ul><li>In World<li>11 September 2024 09:43</ul>", "In World", "world"),
        (
            "<div>Oslo | 11 September 2024 09:43</div>"
            '<div class="cat"><a rel="category tag" href="/s">Sport</a></div>',
            "Sport", "sport",
        ),
    ],
)  # fmt: skip
def test_label(before: str, label: str, section: str) -> None:
    page = f"<html><body>{before}{HEAD}{TEXT}</body></html>"
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert (article.section_label, article.section) == (label, section)


def test_the_label_beside_the_time_goes_before_what_metadata_states() -> None:
    page = (
        '<html><head><meta property="article:section" content="News"></head><body>'
        f"<ul><li>In World<li>11 September 2024 09:43</ul>{HEAD}{TEXT}</body></html>"
    )
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert (article.section_label, article.section) == ("In World", "world")
