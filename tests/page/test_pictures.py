"""Captions and credits of pictures, apart."""

from __future__ import annotations

from lxml import html

from newscrawl.page.pictures import caption_of


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
