# ruff: noqa: E501 (pages are data)
"""Lines beside the paragraphs that say who took a picture, who worked on the text, or the lede once more."""

from __future__ import annotations

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
