"""What belongs to an article's text and what does not: one small invented page for each rule of the reader."""

from __future__ import annotations

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "Lighthouse of Varn is moved inland"
TEXT = [
    "The lighthouse of Varn was moved sixty metres inland on Tuesday because the cliff below it crumbles.",
    "Forty hydraulic jacks lifted the tower, which weighs eight hundred tonnes, and set it on rails, engineers said.",
    "The work took eleven hours. A crowd of about two thousand people watched from the harbour wall, police said.",
    "The keeper's house, built in 1874, stays where it is for now; the county has no money for a second move.",
    "Three other towers on this coast stand closer than a hundred metres to the edge, a survey found last year.",
]


def read(page: str, url: str = "https://coast.example/varn/lighthouse-1") -> Article:
    """The article of a page in invented words."""
    raw = read_page(f"<html><head><title>{HEADLINE}</title></head><body>{page}</body></html>", url=url)
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


def lines(page: str, **more: str) -> list[str]:
    return (read(page, **more).body or "").split("\n\n")


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_short_line_that_stands_under_each_heading_stays_each_time() -> None:
    steps = "".join(
        f"<h3>Day {n}</h3><p>Work began at six in the morning</p><p>{text}</p>" for n, text in enumerate(TEXT)
    )
    found = lines(f"<h1>{HEADLINE}</h1><div class=text>{steps}</div>")
    assert found.count("Work began at six in the morning") == len(TEXT)


def test_a_pull_quote_goes() -> None:
    said = "the county has no money for a second move"
    found = lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT[:3])}<p>{said}</p>{paragraphs(TEXT[3:])}</div>")
    assert found == TEXT


def test_a_post_embedded_in_the_text_stays_with_its_author() -> None:
    post = (
        '<div class="social-embed"><blockquote class="twitter-tweet"><p lang=en>The tower rolls! We never saw the harbour so '
        'quiet.</p>&mdash; Varn County (@varncounty) <a href="https://twitter.example/1">May 3, 2022</a></blockquote></div>'
    )
    found = lines(f"<h1>{HEADLINE}</h1><div class=text>{paragraphs(TEXT[:2])}{post}{paragraphs(TEXT[2:])}</div>")
    assert found[2:4] == [
        "The tower rolls! We never saw the harbour so quiet.",
        "— Varn County (@varncounty) May 3, 2022",
    ]
    assert [line for line in found if line in TEXT] == TEXT


def test_a_heading_over_a_heading_stays() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT[:2])}<h2>What comes next</h2><h3>On this coast</h3>"
        f"{paragraphs(TEXT[2:])}<h2>From the county</h2><ul><li><a href=/a>A ferry is late again in the bay</a></ul></div>"
    )
    assert lines(page) == [*TEXT[:2], "What comes next", "On this coast", *TEXT[2:]]


def test_a_last_paragraph_most_of_whose_words_are_linked_stays() -> None:
    last = (
        '<p>The county <a href="/varn/survey">published the survey of all towers on the coast in November last year after '
        "a long delay</a>, and promised money.</p>"
    )
    found = lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT)}{last}</div>")
    assert found[-1].startswith("The county published the survey")


def test_paragraphs_cut_off_as_a_teaser_of_a_paid_text_are_its_beginning() -> None:
    page = (
        f'<h1>{HEADLINE}</h1><div class="meter"><div class="teaser-content"><div class="copy x-1">{paragraphs(TEXT[:2])}'
        f'</div></div><div class="copy x-1">{paragraphs(TEXT[2:4])}</div><div class=ad>Advertisement</div>'
        f'<div class="copy x-1">{paragraphs(TEXT[4:])}</div></div>'
    )
    assert lines(page) == TEXT


def test_a_standfirst_that_the_site_calls_teaser_opens_the_text() -> None:
    lead = (
        "A tower of eight hundred tonnes on rails: how the county saves its landmark from the sea, who pays for it, and what is "
        "left behind."
    )
    page = f"<header><h1>{HEADLINE}</h1><p class=teaser>{lead}</p></header><div class=text>{paragraphs(TEXT)}</div>"
    head = f'<meta name="description" content="{lead}">'
    assert lines(head + page) == [lead, *TEXT]


def test_a_headline_repeated_over_an_entry_does_not_cut_what_stands_before_it() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><div class=live><p>{TEXT[0]}</p><h3>09:10 Tower on rails</h3><p>{TEXT[1]}</p><h3>{HEADLINE}</h3>"
        f"{paragraphs(TEXT[2:])}</div>"
    )
    assert [line for line in lines(page) if line in TEXT] == TEXT
