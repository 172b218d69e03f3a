"""Lines that say only where the copy is from name their agency, are no text and nobody's name, in some seventy languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from newscrawl.text.bylines import read_byline
from newscrawl.text.pictures.credits import is_credit

# Tables of words read the same on every Python.
pytestmark = pytest.mark.slow

TEXT = (
    "<p>The council of Varn said on Tuesday that the quay would stay closed until May, after the rain of last week.</p>"
    "<p>It was the third time this year that the river rose so far, and nobody could say when it would fall.</p>"
    "<p>The mayor said that nobody was hurt and that the road to the north was open again on Monday evening.</p>"
)
CLOSING = ("<p>{}</p>", "<p><em>{}</em></p>", "<div class=source>{}</div>")
ABOVE = ("<div class=byline>{}</div>", "<span itemprop=author>{}</span>")


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "credit_lines.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


def _read(above: str, behind: str) -> Article:
    page = f"<h1>Rain closes the quay of Varn</h1>{above}<article>{TEXT}{behind}</article>"
    raw = read_page(page, url="https://varn.example/1")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


@pytest.mark.parametrize(("language", "lines"), _rows(), ids=[row[0] for row in _rows()])
def test_a_credit_names_its_agency_wherever_it_stands(language: str, lines: str) -> None:
    for line in lines.split("; "):
        _names_its_agency(line)


def _names_its_agency(line: str) -> None:
    for box in CLOSING:
        found = _read("", box.format(line))
        assert found.agencies
        assert (found.body or "").endswith("Monday evening.")
        assert found.byline == ()
    for box in ABOVE:
        found = _read(box.format(line), "")
        assert found.agencies
        assert found.byline == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("With reports from Reuters and AP", ["Reuters", "AP"]),
        ("Aus Berichten von dpa und AP", ["dpa", "AP"]),
        ("(PTI inputs)", ["PTI"]),
        ("News Desk with ANI inputs", ["ANI"]),
        ("Redacción con información de EFE", ["EFE"]),
        ("По материалам РИА Новости и ТАСС", ["RIA Novosti", "TASS"]),
        ("За матеріалами Reuters та AFP", ["Reuters", "AFP"]),
        ("Reuters ve AFP'nin haberlerine göre", ["Reuters", "AFP"]),
        ("据新华社电", ["Xinhua"]),
        ("رويترز ووكالات", ["Reuters"]),
        ("(पीटीआई इनपुट के साथ)", ["PTI"]),
        ("Reuters, AFP et agences", ["Reuters", "AFP"]),
    ],
)
def test_several_agencies_and_desks_are_named_in_order(line: str, names: list[str]) -> None:
    assert [agency.name for agency in _read("", f"<p>{line}</p>").agencies] == names


@pytest.mark.parametrize(
    "line",
    [
        "AFP said so.",
        "Reuters won the prize.",
        "AP and AFP left the building.",
        "The AFP reporter was there.",
        "Reuters reporter freed",
        "By Ann Lee of AFP",
        "From AFP to Reuters in a year",
        "Mehr Informationen",
        "Mehr zur Quelle",
        "reuters.com",
        "@Reuters",
        "The Bloomberg 50",
        "© 2020 Reuters",
        "The AFP",
        "The EPA",
        "AAP report",
        "El belga",
        "A belga",
        "Nampa News",
        "時事新聞",
        "共同报道",
        "Anadolu haberleri",
        "Photo: by AFP",
        "Foto: AFP mit dpa",
        "Von AFP zu dpa wechselte sie im Mai.",
        "Der Reporter der AFP wurde verletzt.",
        "Le journaliste de l'AFP est libre.",
        "L'AFP et Reuters ont gagné.",
        "El periodista de EFE está libre.",
        "EFE y Reuters ganaron.",
        "A Lusa e a AFP venceram.",
        "L'ANSA e la Reuters hanno vinto.",
        "ТАСС и РИА Новости ошиблись.",
        "Корреспондент ТАСС ранен.",
        "За даними слідства, AFP помилилася.",
        "PAP i Reuters się pomyliły.",
        "ČTK a AFP se zmýlily.",
        "AA muhabiri yaralandı.",
        "AFP muhabiri serbest bırakıldı.",
        "新华社记者获释。",
        "共同通信の記者が解放された。",
        "연합뉴스 기자가 풀려났다.",
        "أفرج عن مراسل رويترز.",
        "خبرنگار ایسنا آزاد شد.",
        "रॉयटर्स का पत्रकार रिहा।",
        "Wartawan Reuters dibebaskan.",
        "Phóng viên AFP được trả tự do.",
    ],
)
def test_a_sentence_that_names_an_agency_is_no_credit(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("Por João da Silva", ("João da Silva",), ()),
        ("João da Silva, Lusa", ("João da Silva",), ("Lusa",)),
        ("Marco Rossi da Roma", ("Marco Rossi",), ()),
        ("By Hina Khan, web desk", ("Hina Khan",), ()),
        ("Efe Demir, Anadolu Ajansı", ("Efe Demir",), ("Anadolu",)),
        ("By Antara Ghosh, PTI", ("Antara Ghosh",), ("PTI",)),
        ("Von Ansa Müller", ("Ansa Müller",), ()),
        ("علی رضایی، ایرنا", ("علی رضایی",), ("IRNA",)),
        ("Lusa News", (), ("Lusa",)),
    ],
)
def test_a_name_that_is_an_agency_too_or_a_place_word_stays_a_name(
    line: str, names: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    found = read_byline(line)
    assert (found.names, found.agencies) == (names, agencies)


def test_what_a_sentence_says_of_an_agency_before_its_colon_stays() -> None:
    said = "Según EFE: el consejo dijo el martes que el muelle seguirá cerrado hasta mayo, tras la lluvia de la semana pasada."
    page = f"<h1>La lluvia cierra el muelle</h1><article><p>{said}</p>{TEXT}</article>"
    raw = read_page(page, url="https://varn.example/1")
    assert (interpret(raw, SiteFacts(), provenance=Provenance(via="file")).body or "").startswith("Según EFE:")
