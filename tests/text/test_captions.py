"""Captions and the credits that close them."""

from __future__ import annotations

import pytest

from newscrawl.text.pictures.captions import split_credit


@pytest.mark.parametrize(
    ("line", "shown", "credit"),
    [
        ("Čamac na jezeru FOTO TANJUG/ AP", "Čamac na jezeru", "FOTO TANJUG/ AP"),
        ("Brod na moru Foto Tanjug", "Brod na moru", "Foto Tanjug"),
        ("Boats at sea (FOTO AFP)", "Boats at sea", "FOTO AFP"),
        ("Boats at sea PHOTO: AFP / ANN LEE", "Boats at sea", "PHOTO: AFP / ANN LEE"),
        ("He found the photo of the harbour", "He found the photo of the harbour", None),
    ],
)
def test_credits_in_capitals_and_without_a_colon(line: str, shown: str, credit: str | None) -> None:
    assert split_credit(line) == (shown, credit)
