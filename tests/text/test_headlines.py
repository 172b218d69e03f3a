"""Choosing the headline among what a page prints."""

from __future__ import annotations

from newscrawl.items import Printed, SiteFacts
from newscrawl.text.headlines import choose_headline


def h1(text: str) -> Printed:
    return Printed(text=text, kind="text", where="h1")


def title(text: str) -> Printed:
    return Printed(text=text, kind="meta", where="title")


def og(text: str) -> Printed:
    return Printed(text=text, kind="meta", where="og:title")


def test_h1_that_agrees_wins_over_a_banner() -> None:
    found = choose_headline([h1("Valley Times"), h1("Rain falls on Oslo"), title("Rain falls on Oslo | Valley Times")])
    assert found.text == "Rain falls on Oslo"


def test_site_name_is_cut_where_it_is_the_sites() -> None:
    facts = SiteFacts(title="Valley Times", domain="valley.example")
    assert choose_headline([title("Rain falls – Valley Times")], facts=facts).text == "Rain falls"
    assert choose_headline([title("Rain falls – and stays")], facts=facts).text == "Rain falls – and stays"


def test_tag_of_another_candidate_is_kept() -> None:
    found = choose_headline([h1("Rain falls on Oslo"), og("UPDATE 2-Rain falls on Oslo")])
    assert found.text == "Rain falls on Oslo"
    assert found.revision is not None
    assert found.revision.number == 2


def test_nothing_printed() -> None:
    assert choose_headline([]).text is None
