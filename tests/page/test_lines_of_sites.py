"""What sites of 66 languages print between and behind their paragraphs stays out of the text, which comes out whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.page.paragraphs.site_lines import is_site_line
from newscrawl.text.article import interpret
from tests.page.test_leaks import EXPECTED, PARTS, H

KINDS = (
    "also",
    "advert",
    "newsletter",
    "follow",
    "share",
    "picture",
    "source",
    "comments",
    "tags",
    "rights",
    "goes on",
)
LINK = '<a href="/n/2">Harbour of Lund stays closed for two more days</a>'
# How a kind is printed, and behind how many parts of the text.
PRINTED = {
    "also": [
        ("<p>{} " + LINK + "</p>", 4),
        ("<p><b>{}</b></p><p>" + LINK + "</p>", 4),
        ("<p>{}</p><ul><li>" + LINK + "</li></ul>", 11),
    ],
    "advert": [("<p>{}</p>", 4)],
    "newsletter": [("<p>{}</p>", 4), ("<p>{}</p>", 11)],
    "follow": [("<p>{}</p>", 4), ("<p>{}</p>", 11)],
    "share": [("<p>{}</p>", 11)],
    "picture": [("<p>{} Ann Lee</p>", 1)],
    "source": [("<p>{} AFP</p>", 11)],
    "comments": [("<p>{}</p>", 11)],
    "tags": [("<p>{} <a href=/t/1>Lund</a>, <a href=/t/2>Varn</a></p>", 11)],
    "rights": [("<p>{}</p>", 11)],
    "goes on": [("<p>{}</p>", 4)],
}


def _cases():
    for row in (Path(__file__).parent / "lines_of_sites.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        language, *lines = (part.strip() for part in row.split("|"))
        for kind, line in zip(KINDS, lines, strict=True):
            if line:
                yield pytest.param(language, kind, line, id=f"{language} {kind}")


@pytest.mark.parametrize(("language", "kind", "line"), list(_cases()))
def test_a_line_of_the_site_is_no_text(language: str, kind: str, line: str) -> None:
    for printed, at in PRINTED[kind]:
        inside = "".join([*PARTS[:at], printed.format(line), *PARTS[at:]])
        page = f'<html lang="{language}"><body><article><h1>{H}</h1>{inside}</article></body></html>'
        raw = read_page(page.encode(), url="https://quay.example/n/1.html")
        article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
        assert article.body is not None
        assert [text for text in article.body.split("\n") if text] == EXPECTED, (printed, at)


def _sentences():
    for row in (Path(__file__).parent / "sentences_like_site_lines.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            language, sentence = row.split(" | ", 1)
            yield language, sentence


@pytest.mark.parametrize(("language", "sentence"), list(_sentences()))
def test_a_sentence_that_begins_like_one_is_text(language: str, sentence: str) -> None:
    for at in (0, 4, 11):
        inside = "".join([*PARTS[:at], f"<p>{sentence}</p>", *PARTS[at:]])
        page = f'<html lang="{language}"><body><article><h1>{H}</h1>{inside}</article></body></html>'
        raw = read_page(page.encode(), url="https://quay.example/n/1.html")
        article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
        assert article.body is not None
        assert sentence in article.body.split("\n"), at


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "Advertising", "Story continues below advertisement.", "Loading comments...",
        "Related: Harbour closes for two days", "Recommended for you", "More on this story", "Kommentare (12)",
        "Kommentare sind geschlossen.", "Teilen Sie diesen Artikel.", "Comparte esta noticia en redes sociales.",
        "Partager cet article sur Facebook.", "Комментарии закрыты.", "Yorum yapabilmek için giriş yapın.",
        "شارك المقال", "شارك على فيسبوك", "シェアする", "関連記事", "相关新闻", "分享到微博", "공유하기",
        "Reading time: 4 minutes", "Skip to main content", "Already a subscriber? Log in", "Jump to: Music | Dance",
        "Sponsored by Acme",
        "No comments yet.", "Also read: Harbour closes",
    ],
)  # fmt: skip
def test_a_line_of_the_site_stays_one(line: str) -> None:
    assert is_site_line(line)
