"""A short line beside the time that says who filed the copy: its agency and writer are read, and it is no section label."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TEXT = "".join(
    f"<p>The ferry to the old harbour sank on {day} after it had struck the quay, the port said.</p>"
    for day in ("Monday", "Friday", "Sunday")
)
TIME = "11 September 2024 09:43"
LAYOUTS = [
    f"<div>{{}}</div><div>{TIME}</div>",
    f"<p>{TIME}</p><p>{{}}</p>",
    f"<div>{{}}<br>{TIME}</div>",
    f"<div><span>{{}}</span> <span>{TIME}</span></div>",
    f"<div>{{}} | {TIME}</div>",
]


def read(
    under: str, *, over: str = "", head: str = "", behind: str = "", url: str = "https://valley.example/news/x-1"
) -> Article:
    page = (
        f"<html><head>{head}</head><body><nav><a href=/world>World</a><a href=/premium>Premium</a></nav>{over}"
        f"<h1>A ferry sinks near the old harbour</h1>{under}{TEXT}{behind}</body></html>"
    )
    return interpret(read_page(page.encode(), url=url), SiteFacts(), provenance=Provenance(via="file"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("line", "agencies", "names"),
    [
        ("Associated Press in Valencia", ["AP"], []),
        ("dpa aus Kiel", ["dpa"], []),
        ("AFP à Dakar", ["AFP"], []),
        ("PTI, Washington", ["PTI"], []),
        ("EFE, Lebanon", ["EFE"], []),
        ("Корреспондент ТАСС", ["TASS"], []),
        ("Redakce s ČTK", ["ČTK"], []),
        ("Reuters, Theo Kramer", ["Reuters"], ["Theo Kramer"]),
        ("Ann Lee (AFP)", ["AFP"], ["Ann Lee"]),
        ("Anna Nowak, PAP", ["PAP"], ["Anna Nowak"]),
        ("Ann Lee | AP", ["AP"], ["Ann Lee"]),
        ("AFP/The Local", ["AFP"], []),
        ("Le Monde with AFP", ["AFP"], []),
        ("Business Standard/PTI", ["PTI"], []),
        ("Valley Post and Reuters", ["Reuters"], []),
        ("dpa/AFP", ["dpa", "AFP"], []),
        ("Reuters Staff", ["Reuters"], []),
        ("Redazione ANSA", ["ANSA"], []),
        ("Source: Reuters", ["Reuters"], []),
        ("Agency: PTI", ["PTI"], []),
        ("Fuente: EFE", ["EFE"], []),
        ("Ann Lee in Oslo and agencies", [], ["Ann Lee"]),
        ("Agencies", [], []),
    ],
)
def test_a_credit_is_no_label(layout: str, line: str, agencies: list[str], names: list[str]) -> None:
    article = read(layout.format(line))
    assert [agency.name for agency in article.agencies] == agencies
    assert [agency.role for agency in article.agencies] == ["source", "co_source"][: len(agencies)]
    assert list(article.byline) == names
    assert (article.section_label, article.section) == (None, None)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "line", ["Photo: Reuters/Ann Lee", "Reuters/Ann Lee", "Foto: Ann Lee/dpa", "Varn Falls, PA", "Russia Bans Reuters"]
)
def test_no_picture_and_no_headline_files_the_text(layout: str, line: str) -> None:
    article = read(layout.format(line))
    assert [agency for agency in article.agencies if agency.role != "photo"] == []
    assert article.byline == ()


@pytest.mark.parametrize(
    ("line", "section"), [("World | Reuters", "world"), ("Sport/dpa", "sport"), ("AP-National", "nation")]
)
def test_a_section_of_an_agency_is_a_label(line: str, section: str) -> None:
    article = read(LAYOUTS[0].format(line))
    assert (article.section_label, article.section) == (line, section)


@pytest.mark.parametrize(
    "line",
    [
        "Staff Reporter", "Our Correspondent", "Von unserem Redakteur", "Web Desk", "Redaktion", "Tuesday", "Четверг",
        "Premium", "For subscribers", "Nur für Abonnenten", "Réservé aux abonnés", "valleypost.example", "A+ A-", "Mis à jour",
        "Обновлено", "Read later", "Add as preferred source on Google",
    ],
)  # fmt: skip
@pytest.mark.parametrize("link", ["{}", '<a href="/x">{}</a>'])
def test_what_else_stands_beside_the_time_is_no_label(line: str, link: str) -> None:
    for layout in LAYOUTS[:3]:
        assert read(layout.format(link.format(line))).section_label is None
        assert read(layout.format(link.format(line)), url="https://valley.example/world/x-1").section == "world"


@pytest.mark.parametrize("line", ["Associated Press in Valencia", "Le Monde with AFP", "Ann Lee", "Harbour Tales"])
@pytest.mark.parametrize(
    "told",
    [
        {"over": '<nav class="breadcrumb"><a href="/">Home</a> &rsaquo; <a href="/b">Business</a></nav>'},
        {"head": '<meta property="article:section" content="Business">'},
        {"url": "https://valley.example/business/x-1"},
    ],
)
def test_a_bare_line_does_not_beat_what_else_says_the_section(line: str, told: dict[str, str]) -> None:
    assert read(LAYOUTS[0].format(line), **told).section == "business"


def test_a_label_without_a_meaning_is_vouched_for_by_a_link_or_a_word() -> None:
    assert read(LAYOUTS[0].format('<a href="/ht">Harbour Tales</a>')).section_label == "Harbour Tales"
    assert read(LAYOUTS[0].format("Ann Lee")).section_label is None
    assert read(LAYOUTS[0].format("Question-answer")).section_label == "Question-answer"
    assert read(LAYOUTS[0].format("In World")).section_label == "In World"


def test_a_teasers_writer_is_not_the_articles() -> None:
    teasers = "".join(
        f"<div><h3>Rain in {place}</h3><div>Ann Lee (AFP)</div><div>1{n} September 2024</div></div>"
        for n, place in enumerate(("Varn", "Marlow", "Senna"))
    )
    found = read(f"<div>{TIME}</div>", behind=f"<h2>More news</h2>{teasers}")
    assert (found.agencies, found.byline) == ((), ())
