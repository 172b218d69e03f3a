"""Live blogs are marked and comments end a text, whatever a page's language calls them and without a name in its markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.page import read_page
from newscrawl.page.paragraphs.comment_headings import heads_comments

# Tables of words read the same on every Python.
pytestmark = pytest.mark.slow

PARTS = (
    "The council of Varn said on Tuesday that the quay would stay closed until May, after the rain of last week.",
    "It was the third time this year that the river rose so far, and nobody at the port could say when it would fall.",
    "The mayor said that nobody was hurt and that the road to the north was open again on Monday evening.",
)
SAID = (
    "I was there and saw it with my own eyes, it was a very sad day for all of us.",
    "Why did nobody warn the people down by the river? I cannot believe it.",
    "The mayor should go, and with him the whole council.",
)
TEXT = "".join(f"<p>{part}</p>" for part in PARTS)


def _rows(column: int) -> list[tuple[str, str]]:
    """Language and its words: a test for each language, since thousands of tests cost more than what they do."""
    lines = (Path(__file__).parent / "live_and_comments.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(row[0], row[column]) for row in rows]


def _text(inner: str) -> tuple[str, ...]:
    page = f"<title>Rain closes the quay of Varn</title><div><h1>Rain closes the quay of Varn</h1>{inner}</div>"
    return read_page(page, url="https://varn.example/1").paragraphs


@pytest.mark.parametrize(("language", "words"), _rows(1), ids=[row[0] for row in _rows(1)])
def test_a_live_blog_is_marked(language: str, words: str) -> None:
    for word in words.split("; "):
        _is_marked(word)


def _is_marked(word: str) -> None:
    entries = "".join(
        f"<div><p>12:{50 - 7 * n}</p><p>The council of Varn said in report {n} that the quay would stay shut until May.</p></div>"
        for n in range(6)
    )
    for head in (f"{word}: Rain closes the quay of Varn", f"Rain closes the quay of Varn - {word}"):
        page = f"<title>{head}</title><h1>{head}</h1><article>{entries}</article>"
        assert "live_blog" in read_page(page, url="https://varn.example/1").marks
    page = f"<title>Rain - {word}</title><h1>Rain closes the quay of Varn - {word}</h1><article>{TEXT}</article>"
    assert read_page(page, url="https://varn.example/1").marks == ()  # a word without entries is none


@pytest.mark.parametrize(("language", "headings"), _rows(2), ids=[row[0] for row in _rows(2)])
def test_comments_end_a_text(language: str, headings: str) -> None:
    for heading in headings.split("; "):
        _ends(heading)


def _ends(heading: str) -> None:
    boxed = "".join(f"<p>{line}</p>" for line in SAID)
    assert _text(f"<div>{TEXT}</div><div><h3>{heading}</h3>{boxed}</div>") == PARTS
    kind = heads_comments(heading)
    assert kind is not None
    bare = [f"<h3>{heading}</h3>{boxed}", f"<p><b>{heading}</b></p>{boxed}"] if kind == "sure" else []
    if kind == "noun":
        dated = "<p>Bo Ek, 12.09.2024 10:15</p>" + boxed
        bare = [f"<h3>{heading} (3)</h3>{boxed}", f"<h3>{heading}</h3>{dated}"]
    for behind in bare:
        assert _text(TEXT + behind) == PARTS


@pytest.mark.parametrize(
    "heading",
    [
        "Reactions", "Discussion", "Kommentar", "コメント", "Réactions", "Комментарий", "评论", "Opinie", "1. Response",
        "2. Discussion",
        "Discussion, 1990", "12 letters", "Réactions (2/3)", "1. Kommentar", "2. Обсуждение", "2、评论",
        "۲. نظر", "Reacties", "תגובות",
        "Комментарии", "Komentarze", "Kommentare", "వ్యాఖ్యలు", "تعليقات", "留言", "Σχόλια", "Yorumlar", "Comments",
    ],
)  # fmt: skip
def test_what_may_be_a_sub_heading_ends_no_text_that_goes_on(heading: str) -> None:
    behind = "<p>The union of the port said on Wednesday that the men would be paid for the days without work.</p>"
    found = _text(f"{TEXT}<h3>{heading}</h3>{behind}")
    assert found[-1].startswith("The union of the port")


@pytest.mark.parametrize(
    "heading",
    [
        "3 thoughts on “Rain closes the quay”",
        "Leave a Reply Cancel reply",
        "No hay comentarios",
        "أضف تعليقًا",
        "אין תגובות",
        "發佈留言",
    ],
)
def test_what_content_systems_print_over_comments_ends_a_text(heading: str) -> None:
    assert _text(f"{TEXT}<h3>{heading}</h3>" + "".join(f"<p>{line}</p>" for line in SAID)) == PARTS


def test_a_link_to_comments_in_mid_text_ends_nothing() -> None:
    link = '<p><b><a href="#comments">3 comments</a></b></p>'
    assert _text(f"<p>{PARTS[0]}</p><p>{PARTS[1]}</p>{link}<p>{PARTS[2]}</p>") == PARTS
