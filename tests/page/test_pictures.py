# ruff: noqa: E501 (pages are data)
"""Captions and credits of pictures, apart."""

from __future__ import annotations

from lxml import html

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.page.pictures import caption_of
from newscrawl.text.article import interpret


def test_the_credit_is_cut_out_of_its_caption() -> None:
    box = html.fromstring(
        '<figcaption>A <b>b <i>c</i> d</b> e <span class="credit">Foto: <i>Bo</i><!-- z --> Ek</span> f<!-- c --> g</figcaption>'
    )
    assert caption_of(box) == ("A b c d e f g", "Foto: Bo Ek")


def test_a_caption_nested_thousands_deep_is_read() -> None:
    box = html.fromstring("<figcaption>" + "<i>" * 200 + "Ferries" + "</i>" * 200 + "</figcaption>")
    inner = box
    for _ in range(5_000):
        inner = html.etree.SubElement(inner, "i")
    inner.text = "at the quay"
    assert caption_of(box) == ("Ferries at the quay", None)


def test_what_stands_in_boxes_named_for_pictures_and_is_no_caption() -> None:
    text = "".join(
        f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, its owner said.</p>" for n in range(6)
    )
    page = (
        "<html><body><article><h1>Ferries lie idle in Varn</h1>"
        "<div class='credits'><div class='author'>By Ann Lee</div><div>3 May 2024, 17:12</div></div>"
        "<div class='photo-caption'>The ferry number 3 at the quay</div><figcaption>Photo:</figcaption>"
        f"{text}</article>{'<p><a href=/x>More from Varn</a></p>' * 20}"
        "<div class='feed-legend'>More from the valley</div><figure><figcaption>A ferry of 1903</figcaption></figure></body></html>"
    )
    raw = read_page(page, url="https://m.example/a")
    found = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert found.captions == ("The ferry number 3 at the quay", "A ferry of 1903")


def test_what_is_named_a_picture_s_metadata_is_its_caption() -> None:
    text = "".join(
        f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, its owner said.</p>" for n in range(6)
    )
    box = "<div class='image-metadata'>Ann Lee (with her ferry)</div>"
    raw = read_page(
        f"<html><body><h1>Ferries lie idle in Varn</h1>{box}{text}</body></html>", url="https://m.example/a"
    )
    assert raw.captions == ("Ann Lee (with her ferry)",)
