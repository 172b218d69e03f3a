"""Texts folded for comparison: the fast way says what the plain rule says."""

from __future__ import annotations

import re
import unicodedata

import pytest

from newscrawl.page.tree.blocks import same

TEXTS = (
    "",
    " – ",
    "Rain_falls -- again, 24/7!",
    "Łódź: „deszcz” №5",
    "ŉ ΐ ß ﬁn ½",
    "İzmir’de yağmur",
    "雨が、降る。",
    "हिन्दी में वर्षा",
    "مطر\u200f غزير\u0640",
    "broken \ud800 half",
    "Ω\x00\x7f long " * 200,
)


@pytest.mark.parametrize("text", TEXTS)
def test_folding_keeps_letters_and_digits_in_one_case(text: str) -> None:
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
    assert same(text) == plain
