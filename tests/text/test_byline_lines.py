"""Who wrote it, as pages of 75 languages print it, and short lines under a headline that name no writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from newscrawl.text.spoken_bylines import names_writer

TEXT = "".join(
    f"<p>{'The boats sailed again on Monday after three days in the harbour. ' * 3}{n}</p>" for n in range(5)
)


def _rows():
    for row in (Path(__file__).parent / "byline_lines.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            yield tuple(part.strip() for part in row.split(" | "))


def _byline(language, printed):
    inside = f"<article><h1>Harbour opens again after days</h1>{printed}{TEXT}</article>"
    page = f'<html lang="{language}"><body>{inside}</body></html>'
    raw = read_page(page.encode(), url="https://quay.example/w/s-1.html")
    facts = SiteFacts(timezone="Europe/Berlin", languages=(language,))
    return interpret(raw, facts, provenance=Provenance(via="file")).byline


@pytest.mark.parametrize(("language", "name", "line", "box"), list(_rows()))
def test_a_line_names_its_writer(language, name, line, box):
    assert _byline(language, f'<p class="byline">{line}</p><p>2024-09-11 12:00</p>') == (name,)
    if box == "any":
        assert _byline(language, f"<div>{line}</div><div>2024-09-11 12:00</div>") == (name,)


@pytest.mark.parametrize(
    "line",
    """
    Report: Harbour Closed Again|Interview: Angela Merkel|Text und Wahrheit|Da Nang City
    De Gaulle Place|Reportage: Paris Brûle|Source: Ministère Santé
    Fuente: Ministerio Salud|De Lima a Cusco|Od Gdańska do Sopotu|От Москвы до Баку
    Журналист Иван Петров|Του Αγίου Πνεύματος|Haber Türk|Theo Bộ Y tế|تقرير: الحرب في غزة
    گزارش: جنگ در غزه|लेखक संघ की बैठक|লেখক সমাবেশ ঢাকায়|文化の日|記者会見|作者不详|기자 회견
    Eftir storminn|Novinar Ivan Horvat slobodan
    """.strip()
    .replace("\n", "|")
    .split("|"),
)
def test_a_line_under_the_headline_that_names_no_writer(line):
    assert not names_writer(line.strip())


def test_the_links_of_other_lines_are_no_writers():
    """A line of the byline whose element holds the page's tags too."""
    tags = '<div class="tags"><h3><a href="/t/1">Harbour Works</a></h3><h3><a href="/t/2">Ship Yards</a></h3></div>'
    assert _byline("sv", f"<div>Skriven av Anna Berg{tags}</div>") == ("Anna Berg",)


@pytest.mark.parametrize(
    ("language", "printed", "name"),
    [
        (
            "no",
            "<figure><img src=a.jpg><figcaption>Forfatter Jon Fosse</figcaption></figure><p class=byline>Av Kari Nilsen</p>",
            "Kari Nilsen",
        ),
        ("no", "<img src=a.jpg><p>Forfatter Jon Fosse</p><p class=byline>Av Kari Nilsen</p>", "Kari Nilsen"),
        ("fr", "<p>Titre : La mer</p><p>Auteur : Annie Ernaux</p><p>Par Anne Petit</p>", "Anne Petit"),
        ("te", "<p class=byline>రచన బెనర్జీ</p>", "రచన బెనర్జీ"),
        ("no", "<div>Publisert av Norges Bank</div>", None),
        ("vi", "<div>Thực hiện Chỉ Thị</div>", None),
        ("it", "<div>Servizio di Polizia Postale</div>", None),
    ],
)  # fmt: skip
def test_authors_of_books_and_those_who_publish_wrote_nothing_here(language, printed, name):
    assert _byline(language, printed) == ((name,) if name else ())
