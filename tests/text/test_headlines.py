"""Choosing the headline among what a page prints."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("www.vtn.co.uk", "VTN"),
        ("vtn.net.au", "VTN"),
        ("www.valleymail.co.uk", "Valley Mail Online"),
        ("m.lakepost.com.ar", "The Lake Post"),
        ("news.varn.co.jp", "Varn"),
        ("news.varn.example", "Varn"),
        ("varn.com.au", "varn.com.au"),
    ],
)
def test_a_site_s_name_is_what_it_registered(domain: str, name: str) -> None:
    assert (
        choose_headline([title(f"Rain falls on Oslo | {name}")], facts=SiteFacts(domain=domain)).text
        == "Rain falls on Oslo"
    )


@pytest.mark.parametrize(
    ("domain", "text"),
    [
        ("varn.co.uk", "Rain falls on Hill – Co"),
        ("varn.com.au", "Rain falls on dots – com"),
        ("varn.example", "Rain falls on Oslo – Varnish is dear"),
        ("127.0.0.1", "Rain falls on Oslo – 0.1"),
    ],
)
def test_endings_of_domains_and_longer_words_are_no_site_s_name(domain: str, text: str) -> None:
    assert choose_headline([title(text)], facts=SiteFacts(domain=domain)).text == text


def test_tag_of_another_candidate_is_kept() -> None:
    found = choose_headline([h1("Rain falls on Oslo"), og("UPDATE 2-Rain falls on Oslo")])
    assert found.text == "Rain falls on Oslo"
    assert found.revision is not None
    assert found.revision.number == 2


def linked(text: str) -> Printed:
    return Printed(text=text, kind="jsonld", where="headline")


def test_the_printed_heading_wins_where_machines_are_told_different_things() -> None:
    printed, other = "Rain falls on Oslo for a week", "Wet, wetter, Oslo: a week of rain"
    assert choose_headline([h1(printed), linked(printed), og(other), title(printed)]).text == printed
    assert choose_headline([h1(printed), linked(other), og(printed), title(other)]).text == printed
    assert choose_headline([h1(printed), linked(other), og(printed), title(printed)]).text == printed
    assert choose_headline([h1(printed), og(other), title("Oslo rain week")]).text == printed


def test_titles_that_agree_win_over_a_heading_that_none_repeats() -> None:
    told = "Storm warning for Oslo: what we know"
    assert choose_headline([h1("LIVE: mayor speaks of flooding"), linked(told), title(f"{told} | VT")]).text == told


def test_half_a_headline_is_not_the_sites_name() -> None:
    printed = "I sold Oslo umbrellas - picking the right day is all"
    found = choose_headline(
        [h1(printed), og("I sell umbrellas - picking the right day is all"), title(printed + " - VT")]
    )
    assert found.text == printed


def test_a_heading_is_not_cut_where_another_is_its_first_half() -> None:
    candidates = [
        h1("Rain in Oslo - worse to come?"),
        h1("Rain in Oslo –"),
        title("Rain in Oslo - worse to come? | VT"),
    ]
    assert choose_headline(candidates, site_names=["VT"]).text == "Rain in Oslo - worse to come?"


def test_quotes_are_no_cuts() -> None:
    candidates = [
        h1("Rain falls on Oslo"),
        linked("«Rainmaker»: Rain falls on Oslo"),
        title("«Rainmaker»: Rain falls on Oslo"),
    ]
    found = choose_headline(candidates)
    assert found.text is not None
    assert not found.text.startswith(":")


def test_the_sites_address_is_no_headline() -> None:
    found = choose_headline([h1("Valley-Times.example"), og("Rain falls")], url="https://www.valley-times.example/rain")
    assert found.text == "Rain falls"


def test_a_short_headline_keeps_no_site_name() -> None:
    candidates = [h1("Rain"), og("Rain - Valley Times"), title("Rain - Valley Times")]
    assert choose_headline(candidates, site_names=["Valley Times"]).text == "Rain"


def test_headings_of_menus_that_nothing_repeats_are_no_headline() -> None:
    menus = [Printed(text=text, kind="text", where="h1, other") for text in ("Service navigation", "Main navigation")]
    assert choose_headline([*menus, title("The valley and its people")]).text == "The valley and its people"
    assert choose_headline([menus[0], title("The valley and its people")]).text == "Service navigation"


def test_joiners_are_not_printed() -> None:
    assert choose_headline([h1("Rain\u00ad falls \u2060on Oslo")]).text == "Rain falls on Oslo"


def test_nothing_printed() -> None:
    assert choose_headline([]).text is None
