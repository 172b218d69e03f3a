"""Pages that are none: doors and missing pages as some seventy languages call them; briefs that speak of such are articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

import pytest

from newscrawl.page import read_page

# Tables of words read the same on every Python.
pytestmark = pytest.mark.slow

KINDS = ("soft_404", "soft_404", "access_denied", "server_error", "login_wall", "soft_404", "challenge")
MENU = "<nav><a href=/>Home</a><a href=/world>World</a><a href=/sport>Sport</a></nav>"
FOOT = "<footer><p>© 2024 Senna Post</p></footer>"
TEASER = "<li><a href=/a-long-story-about-{0}-in-senna>{0} in the valley of Senna for days on end</a></li>"
OTHERS = f"<ul>{TEASER.format('Rain')}{TEASER.format('Wind')}</ul>"


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if not line.startswith("#")]


def _called() -> Iterator[tuple[str, str, str]]:
    """Language, kind and what one of its pages says."""
    for language, *columns in _rows("pages_of_no_article"):
        for column, (kind, lines) in enumerate(zip(KINDS, columns, strict=True)):
            for line in lines.split(";"):
                yield language, f"{column} {kind}", line.strip()


def _read(title: str, inner: str) -> str | None:
    page = f"<html><head><title>{title}</title></head><body>{MENU}{inner}{FOOT}</body></html>"
    return read_page(page, url="https://senna.example/news/2024/09/11/rain-falls-123.html").no_article


# (A test for each language, and not for each line: thousands of tests cost more than what they do.)
def _by_language(rows: Iterable[Sequence[str]]) -> list[tuple[str, list[Sequence[str]]]]:
    found: dict[str, list[Sequence[str]]] = {}
    for language, *others in rows:
        found.setdefault(language, []).append(others)
    return list(found.items())


def _kinds(number: str, line: str) -> set[str | None]:
    if number in "16":  # a sentence, with or without the site's name over it
        pages = [("Senna Post", f"<div><p>{line}</p></div>"), ("Senna Post", f"<h1>Senna Post</h1><p>{line}</p>")]
    else:
        pages = [(f"{line} - Senna Post", f"<h1>{line}</h1>"), ("Senna Post", f"<h1>{line}</h1>{OTHERS}")]
        if number != "5":  # (In a title "search" may stand beside a headline.)
            pages.append((f"{line} | Senna Post", "<div><p>.</p></div>"))
    return {_read(*page) for page in pages}


@pytest.mark.parametrize(
    ("language", "lines"), _by_language(_called()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_page_that_is_none_is_told_in_its_language(language: str, lines: list[Sequence[str]]) -> None:
    wrong = [
        (line, kind, found)
        for (number, kind), line in ((one[0].split(), one[1]) for one in lines)
        if (found := _kinds(number, line)) != {kind}
    ]
    assert wrong == []


@pytest.mark.parametrize(("heading", "sentence"), _rows("missing_pages_said"))
def test_what_content_systems_say_of_a_page_that_is_not_there(heading: str, sentence: str) -> None:
    assert _read("Senna", f"<h1>{heading}</h1><p>{sentence}</p>") == "soft_404"
    assert _read(f"{heading} - Senna", f"<h1>{heading}</h1><p>Senna</p>") == "soft_404"
    assert _read("Senna", f"<h1>Senna</h1><p>{sentence}</p>") == "soft_404"


@pytest.mark.parametrize(
    ("language", "lines"), _by_language(_rows("doors_as_printed")), ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_sites_and_servers_print_is_told(language: str, lines: list[Sequence[str]]) -> None:
    wrong = []
    for kind, line in lines:
        text = escape(line)
        if (found := _read(f"{text} - Senna Post", f"<h1>{text}</h1>")) != kind:
            wrong.append((line, kind, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "briefs"),
    _by_language(_rows("headlines_like_doors")),
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_headline_over_a_time_and_a_sentence_is_one(language: str, briefs: list[Sequence[str]]) -> None:
    wrong = []
    for headline, text in briefs:
        head, brief = escape(headline), escape(text)
        for when in (
            "<time datetime=2024-09-11T12:00:00Z>Wednesday</time>",
            "<div>In World 11 September 2024 09:43</div>",
        ):
            found = _read(f"{head} - Senna Post", f"<article><h1>{head}</h1>{when}<p>{brief}</p></article>")
            if found is not None:
                wrong.append((headline, found))
    assert wrong == []


@pytest.mark.parametrize(
    "headline",
    [
        "410 flee burning village",
        "404 villagers flee flood",
        "Terror attack leaves 404",
        "Hatay: deaths rise to 410",
        "Article 50 no longer exists",
        "Artículo 155 eliminado",
        "Article 24 supprimé",
        "Resultados da pesquisa Datafolha mostram queda do governo",
        "Risultati della ricerca sul cancro presentati a Senna",
        "Результаты поиска пропавших моряков",
        "Search results for missing plane disappoint families",
        "Oops, the page turns: Varn elects a new mayor",
        "Sorry, we can't find teachers, say schools in Varn",
        "Recherche",
        "文章或内容",
        "Leathanach ar fáil",
    ],
)
def test_a_text_under_a_headline_with_such_words_is_an_article(headline: str) -> None:
    text = "".join(
        f"<p>The council of Varn said on day {n} that the quay would stay closed until May.</p>" for n in range(12)
    )
    assert _read(f"{headline} - Senna Post", f"<h1>{headline}</h1>{text}") is None


@pytest.mark.parametrize(("language", "headline", "text"), _rows("briefs_like_doors"))
def test_a_brief_that_speaks_of_such_is_an_article(language: str, headline: str, text: str) -> None:
    when = "<time datetime=2024-09-11T12:00:00Z>11 September 2024</time>"
    assert _read(f"{headline} - Senna Post", f"<article><h1>{headline}</h1>{when}<p>{text}</p></article>") is None
    assert _read(headline, f"<h1>{headline}</h1><p>{text}</p>{OTHERS}") is None
