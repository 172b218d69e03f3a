"""No control character reaches a record."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.items import Article, Printed, Provenance, RawArticle, SiteFacts
from newscrawl.text.article import interpret
from newscrawl.text.controls import cleaned, without_controls

CONTROLS = [chr(code) for code in (0, 7, 8, 11, 27, 127, 0x85, 0x9B, 0xFFFE, 0xFFFF, 0xD800)]


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in strings(part)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for item in fields(value) for text in strings(getattr(value, item.name))]
    return []


def test_a_terminal_is_not_steered() -> None:
    assert without_controls("\x1b]0;title\x07red \x1b[1;31malert\x1b[0m\x9b31m") == "red alert›31m"


def test_what_is_clean_stays_the_same_object() -> None:
    raw = RawArticle(
        url="https://m.example/", paragraphs=("Rain fell.",), headlines=(Printed(text="Rain", kind="text", where="h1"),)
    )
    assert cleaned(raw) is raw


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.lists(st.text(st.sampled_from([*"aB .=<\n", *CONTROLS]), max_size=40), min_size=4, max_size=8))
def test_no_record_has_a_control_character(texts: list[str]) -> None:
    head, label, byline, *body = texts
    raw = RawArticle(
        url="https://m.example/",
        headlines=(Printed(text=f"Harbour {head}", kind="text", where="h1"),),
        sections=(Printed(text=label, kind="text", where="breadcrumb"),),
        bylines=(Printed(text=f"By Eve {byline}", kind="text", where="byline"),),
        paragraphs=tuple(f"The harbour is open again, {text}." for text in body),
    )
    article: Article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    for text in strings(article):
        assert not set(text) & set(CONTROLS), ascii(text)
        text.encode()
