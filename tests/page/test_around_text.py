# ruff: noqa: E501 (pages are data)
"""Lines beside the paragraphs that say who took a picture, who worked on the text, or the lede once more."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

LINES = [
    f"On day {day} of the strike no ferry left the harbour of Varn, and its owner said that he had heard nothing."
    for day in ("one", "two", "three", "four", "five")
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
BODY = "\n\n".join(LINES)


def read(before: str = "", behind: str = "", inside: str = "") -> Article:
    page = f"<html><body><main><h1>Ferries stay in Varn</h1>{before}<div class='story'>{inside}{TEXT}</div>{behind}</main></body></html>"
    raw = read_page(page, url="https://m.example/n/1")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


def test_a_line_of_photographer_and_agency_is_no_text() -> None:
    article = read(inside="<p>Ann Lee/Getty Images</p>")
    assert article.body == BODY
    assert [(agency.name, agency.role) for agency in article.agencies] == [("Getty Images", "photo")]


def test_a_heading_with_a_stroke_is_text() -> None:
    assert (read(inside="<h3>North Varn/South Varn</h3>").body or "").startswith("North Varn/South Varn")


def test_an_offer_in_the_place_of_a_standfirst_is_no_text() -> None:
    offer = "Be the first to know about new stories from Valley Power. Sign up to follow us, and we will e-mail you free updates as they are published."
    assert read(before=f"<div class='summary'>{offer}</div>").body == BODY


def test_a_box_behind_the_text_that_tells_the_lede_again_goes_and_the_lede_stays() -> None:
    box = f"<div class='audio'><div class='told'><p>By reporter Ann Lee {LINES[0]} Listen to this story by Ann Lee on our podcast, where it is told at length.</p></div></div>"
    page = f"<html><body><main><h1>Ferries stay in Varn</h1><div class='story'>{TEXT}{box}</div></main></body></html>"
    raw = read_page(page, url="https://m.example/n/1")
    assert list(raw.paragraphs) == LINES


def test_who_worked_on_the_text_in_a_box_called_credits() -> None:
    article = read(behind="<div class='article-credits'>Ann Lee contributed reporting.</div>")
    assert (article.body, article.sign_off, article.captions) == (BODY, "Ann Lee contributed reporting.", ())


@pytest.mark.parametrize(
    ("behind", "agencies"),
    [
        ("<p>(Image credits: Getty Images; Ann Lee; Bo Ek; Cy Orr; Ferry Office; Varn Times; Harbour Pictures; Di Fox; Quay Archive; Ed Oak)</p>", [("Getty Images", "photo")]),
        ("<p>Pictures: Getty</p>", [("Getty Images", "photo")]),
        ("<h6>Photos: Getty Images</h6>", [("Getty Images", "photo")]),
        ("<p>Like this? You might also be interested in:</p><p><a href=/2>A ferry of Varn that sails without its crew</a></p>", []),
        ("<p>Have something to add to this story? Share it in the comments.</p>", []),
    ],
)  # fmt: skip
def test_what_closes_a_text_and_is_none(behind: str, agencies: list[tuple[str, str]]) -> None:
    article = read(inside="", behind="").body
    assert article == BODY
    page = (
        f"<html><body><main><h1>Ferries stay in Varn</h1><div class='story'>{TEXT}{behind}</div></main></body></html>"
    )
    found = interpret(read_page(page, url="https://m.example/n/1"), SiteFacts(), provenance=Provenance(via="file"))
    assert found.body == BODY
    assert [(agency.name, agency.role) for agency in found.agencies] == agencies


def test_an_invitation_before_more_text_stays() -> None:
    line = "If you liked this quay, said the mayor, you will like the ferry."
    assert (read(inside=f"<p>{line}</p>").body or "").startswith(line)


def test_a_credit_over_the_text_names_the_agency_of_the_picture() -> None:
    article = read(before="<p>Photo: Silver Quay Collection/Getty Images</p>")
    assert article.body == BODY
    assert [(agency.name, agency.role) for agency in article.agencies] == [("Getty Images", "photo")]


def test_a_paragraph_with_a_name_of_its_own_among_the_others_is_text() -> None:
    named = "Shares of the ferry's owner fell by a tenth on the first day of the strike, and have not been seen so low since the quay was built, in 1961."
    lines = TEXT.split("</p>")
    page = f"<html><body><main><h1>Ferries stay in Varn</h1><div class='story'>{lines[0]}</p><p class='ticker'>{named} <a href=/s>More</a> was said.</p>{'</p>'.join(lines[1:])}</div></main></body></html>"
    found = interpret(read_page(page, url="https://m.example/n/1"), SiteFacts(), provenance=Provenance(via="file"))
    assert named in (found.body or "")


def test_a_whole_paragraph_right_above_the_text_opens_it_whatever_its_box_is_called() -> None:
    opening = "It was still dark on the quay of Varn when the first of the crew came down the stairs, and nobody had told them that the ferry would not sail. They waited for an hour, and then another, until the harbour office opened its window and a clerk said what everybody had read by then: that there was no money."
    article = read(before=f"<div class='story-teaser'><p>{opening}</p></div>")
    assert article.body == f"{opening}\n\n{BODY}"
    short = read(before="<div class='story-teaser'><p>A ferry that sails without its crew, on page 4.</p></div>")
    assert short.body == BODY


def test_who_wrote_a_post_that_closes_the_text_stays_under_it() -> None:
    post = "<blockquote class='twitter-tweet'><p>The ferry will sail, whatever they say of it.</p>— Ann Lee (@annlee) <a href=/1>29 December 2014</a></blockquote>"
    page = f"<html><body><main><h1>Ferries stay in Varn</h1><div class='story'>{TEXT}{post}</div></main></body></html>"
    found = interpret(read_page(page, url="https://m.example/n/1"), SiteFacts(), provenance=Provenance(via="file"))
    assert (found.body or "").endswith("— Ann Lee (@annlee) 29 December 2014")


def test_a_form_for_letters_is_no_text_where_its_name_has_a_figure_in_it() -> None:
    form = "<div class='mc4wp-form'><p>The harbour's letter comes to you every morning, with all that the ferries do.</p></div>"
    assert read(inside=form).body == BODY
