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


def _rows(name):
    rows = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in row.split("|")] for row in rows if not row.startswith("#")]


@pytest.mark.parametrize(("language", "notice", "button"), _rows("consent_lines.txt"))
def test_a_notice_of_cookies_is_no_text_in_whatever_box(language: str, notice: str, button: str) -> None:
    text = "".join(PARTS)
    for inside in (
        f"<article><h1>{H}</h1>{text}<p>{notice}</p></article>",
        f"<article><h1>{H}</h1>{text}<div><p>{notice}</p><p><a href=/c>{button}</a></p></div></article>",
        f"<h1>{H}</h1>{text}<p>{notice}</p><button>{button}</button>",
        f"<p>{notice} <a href=/c>{button}</a></p><h1>{H}</h1>{text}",
    ):
        raw = read_page(
            f'<html lang="{language}"><body>{inside}</body></html>'.encode(), url="https://quay.example/n/1.html"
        )
        article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
        assert article.body is not None
        assert [line for line in article.body.split("\n") if line] == EXPECTED


@pytest.mark.parametrize("row", _rows("lines_of_sites.txt"), ids=lambda row: row[0])
def test_a_source_names_the_agency_of_the_text_and_a_credit_that_of_a_picture(row: list[str]) -> None:
    language, picture, source = row[0], row[6], row[7]
    text = "".join(PARTS)
    printed = {
        f"<h1>{H}</h1>{text}<p>{source} AFP</p>": "AFP",
        f"<h1>{H}</h1>{text}<p>({source} AFP)</p>": "AFP",
        f"<h1>{H}</h1><div>2024-09-11 12:00</div><div>{source} AFP</div>{text}": "AFP",
        f"<h1>{H}</h1><div>{source} AFP | 2024-09-11 12:00</div>{text}": "AFP",
        f"<h1>{H}</h1>{text}<p>{picture} AFP</p>": None,
        f"<h1>{H}</h1>{PARTS[0]}<p>{picture} Ann Lee/AFP</p>{''.join(PARTS[1:])}": None,
        f"<h1>{H}</h1><div>({picture} AFP)</div>{text}": None,
    }
    for inside, agency in printed.items():
        page = f'<html lang="{language}"><body><article>{inside}</article></body></html>'
        raw = read_page(page.encode(), url="https://quay.example/n/1.html")
        article = interpret(raw, SiteFacts(timezone="Europe/Oslo"), provenance=Provenance(via="file"))
        assert [one.name for one in article.agencies if one.role != "photo"] == ([agency] if agency else []), inside
