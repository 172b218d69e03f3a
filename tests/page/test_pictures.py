# ruff: noqa: E501 (pages are data)
"""Captions and credits of pictures, apart."""

from __future__ import annotations

import pytest
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


TEXT = "".join(
    f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, its owner said.</p>" for n in range(6)
)
CAPTION = "<p class='caption'>Ferries of Varn at the old quay {}</p>"


@pytest.mark.parametrize(
    ("box", "captions"),
    [
        # The picture over the text, in a box that is named for what it is beside.
        (f"<div class='related-photo'><img src=/a.jpg>{CAPTION.format('in May')}</div>", 1),
        (f"<aside class='slideshow'><div><img src=/a.jpg></div>{CAPTION.format('in May')}</aside>", 1),
        # A gallery, a teaser, a box without a picture, a button.
        (f"<aside class='slideshow'>{''.join('<img src=/a.jpg>' + CAPTION.format(n) for n in range(5))}</aside>", 0),
        ("<div class='related'><a href=/2><img src=/a.jpg><p class='caption'>Ferries of Varn at the old quay</p></a></div>", 0),
        (f"<div class='related'>{CAPTION.format('in May')}</div>", 0),
        ("<figure><img src=/a.jpg><figcaption>Click to enlarge this image</figcaption></figure>", 0),
        ("<figure><img src=/a.jpg><figcaption>02:12 - Source: VNC</figcaption></figure>", 0),
    ],
)  # fmt: skip
def test_the_picture_over_the_text_whatever_its_box_is_called(box: str, captions: int) -> None:
    page = f"<html><body><h1>Ferries lie idle in Varn</h1>{box}{TEXT}</body></html>"
    found = interpret(read_page(page, url="https://m.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert len(found.captions) == captions
    assert found.body is not None
    assert found.body.count("\n\n") == 5


def test_a_motto_over_another_heading_is_no_caption() -> None:
    page = (
        f"<html><body><div>The paper for people who row</div><h2>Harbours</h2><h1>Ferries lie idle in Varn</h1>{TEXT}"
    )
    assert read_page(page, url="https://m.example/a").captions == ()


def test_the_label_of_a_credit_that_stands_apart_goes_with_it() -> None:
    box = "<figure><img src=/a.jpg><figcaption>Ferries in Varn. Image: <span class=credit>Bo Ek/Getty Images</span></figcaption></figure>"
    page = f"<html><body><h1>Ferries lie idle in Varn</h1>{box}{TEXT}"
    found = interpret(read_page(page, url="https://m.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert found.captions == ("Ferries in Varn.",)
