"""A body that a definition's selector chose: its lines are asked for their neighbours on the page."""

from __future__ import annotations

from dataclasses import replace

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.mirror import Mirror, Selectors, Source
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TEXT = [
    "The ferry to the islands stays in port until Friday, the harbour master said, because the swell is too high.",
    "Two hundred people wait for it on the quay, most of them with bread and letters for the lighthouse keepers.",
    "The town has opened its school for the night, and the bakers have promised to light their ovens early.",
]
PARAGRAPHS = [f"<p>{line}</p>" for line in TEXT]
MIRROR = Mirror(
    name="valley",
    title="Valley Times",
    domain="valley.example",
    timezone="UTC",
    languages=("en",),
    sources=(Source(kind="listing", url="https://valley.example/"),),
    selectors=Selectors(body="#story"),
)
MENU = "".join(f"<p><a href=/s{n}>Section number {n}</a></p>" for n in range(6))


def article(body: str, behind: str = "") -> Article:
    page = (
        f"<html><head><meta charset=utf-8><title>Ferry stays in port</title></head><body>{MENU}"
        f"<h1>Ferry stays in port</h1><div id=story>{body}</div>{behind}</body></html>"
    )
    read = read_page(page.encode(), url="https://valley.example/ferry", mirror=MIRROR)
    return interpret(read, SiteFacts(), provenance=Provenance(via="file"))


def test_a_line_that_announces_a_link_goes_with_it() -> None:
    invitation = "<p>More boats that stay:</p><p><a href=/boats>Boats are tied up in three other harbours too</a></p>"
    assert article(PARAGRAPHS[0] + invitation + "".join(PARAGRAPHS[1:])).body == "\n\n".join(TEXT)


def test_who_filed_the_copy_is_read_behind_the_chosen_element() -> None:
    read = article("".join(PARAGRAPHS), "<p>Reporting by Ann Lee; Editing by Bo Ek (Reuters)</p>")
    assert read.body == "\n\n".join(TEXT)
    assert [agency.name for agency in read.agencies] == ["Reuters"]


def test_a_selector_of_paragraphs_leaves_the_pictures_between_them() -> None:
    mirror = replace(MIRROR, selectors=Selectors(body="#story p"))
    picture = "<figure><img src='/quay.jpg'><figcaption>People wait on the quay</figcaption></figure>"
    other = "<div class='x'><figure><img src='/other.jpg'><figcaption>Another harbour</figcaption></figure></div>"
    page = (
        f"<html><body>{MENU}<header><h1>Ferry stays in port</h1></header>"
        f"<div id=story>{PARAGRAPHS[0]}{picture}{''.join(PARAGRAPHS[1:])}</div>"
        f"{other}</body></html>"
    )
    raw = read_page(page.encode(), url="https://valley.example/ferry", mirror=mirror)
    record = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert record.body == "\n\n".join(TEXT)
    assert [(image.url.rpartition("/")[2], image.caption) for image in record.images] == [
        ("quay.jpg", "People wait on the quay")
    ]
