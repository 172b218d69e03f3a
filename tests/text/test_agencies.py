"""The table of agencies: one spelling each, and no word of common speech taken for one."""

from __future__ import annotations

import pytest

from newscrawl.items import Printed, RawArticle
from newscrawl.text.agencies import agency_called, mentions, own_site, table
from newscrawl.text.pictures.captions import is_label, is_picture_line, opens_credit, split_credit
from newscrawl.text.pictures.credits import is_credit
from newscrawl.text.wire.filing import Filing, credit_agencies, is_picture_credit, metadata_agencies, photo_agencies
from newscrawl.text.wire.signoffs import without_picture


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Рейтер", "Reuters"),
        ("ロイター", "Reuters"),
        ("رويترز", "Reuters"),
        ("The Associated Press", "AP"),
        ("dpa/lnw", "dpa"),
        ("Anadolu Ajansı", "Anadolu"),
        ("新华社", "Xinhua"),
    ],
)
def test_spellings(printed: str, name: str) -> None:
    found = agency_called(printed)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["ap", "The mapping of apples", "and so to bed", "Aa", "A report on trends"])
def test_common_words(text: str) -> None:
    assert mentions(text) == ()


def test_every_spelling_is_found_in_a_line() -> None:
    for agency in table().agencies:
        for spelling in agency.spellings:
            called = agency_called(spelling)
            assert called is not None, spelling
            assert called.name == agency.name, spelling
            assert agency.name in {found.agency.name for found in mentions(f"x ({spelling}) y")}, spelling


def test_own_site() -> None:
    found = own_site("https://uk.reuters.com/a")
    assert found is not None
    assert found.name == "Reuters"
    assert own_site("https://notreuters.com/") is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Quelle: ntv.de, ino/dpa", ("dpa",)),
        ("© Thomson Reuters 2020", ("Reuters",)),
        ("Foto: Ann Lee/dpa", ()),
        ("AFP/Paul Muster", ()),
        ("© dpa/Valley.de", ()),
        ("He told the AP on Monday.", ()),
    ],
)
def test_credit_lines(line: str, names: tuple[str, ...]) -> None:
    assert credit_agencies(line) == names


def test_pictures() -> None:
    assert photo_agencies(["A ship leaves port. (AP)"]) == ("AP",)
    assert is_picture_credit("REUTERS/Jane Doe")
    assert not is_picture_credit("AFP/The Local")


def test_metadata_of_the_agencys_own_site_proves_nothing() -> None:
    credits = [Printed(text="Reuters", kind="jsonld", where="sourceOrganization")]
    assert metadata_agencies(credits, "https://www.reuters.com/a") == ()
    assert metadata_agencies(credits, "https://x.example/a") == ("Reuters",)


def test_text_outranks_byline() -> None:
    filing = Filing()
    filing.add("byline", ["AFP"])
    filing.add("photo", ["EPA"])
    filing.add("dateline", ["AP"])
    assert [(one.name, one.role) for one in filing.verdict()] == [
        ("AP", "source"),
        ("AFP", "co_source"),
        ("EPA", "photo"),
    ]
    assert RawArticle(url="https://x.example").credits == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Πηγή: ΑΠΕ-ΜΠΕ", ("ANA-MPA",)),
        ("Nguồn: TTXVN", ("VNA",)),
        ("منبع: ایرنا", ("IRNA",)),
        ("(TT-Reuters)", ("TT", "Reuters")),
        ("（时事通信）", ("Jiji",)),
        ("◎먼저 듣는 뉴시스 writer@newsis.example", ("Newsis",)),
        ("(UNI)", ("UNI",)),
        ("(PA Wire)", ("PA",)),
        ("(Tasnim/Fars)", ("Tasnim", "Fars")),
        ("Source: SPA", ("SPA",)),
        ("(Dow Jones)", ("Dow Jones",)),
        ("Copyright (c) PA Media Ltd. 2024, All Rights Reserved. Picture: (c) PA Wire", ("PA",)),
        # Initials alone are words, and names of places and indexes too.
        ("APP", ()),
        ("Fars", ()),
        ("By SPA", ()),
        ("Text: Petra", ()),
        ("Agentur: dpa", ("dpa",)),
        ("Agence France-Presse", ("AFP",)),
        ("Dow Jones", ()),
    ],
)
def test_more_credit_lines(line: str, names: tuple[str, ...]) -> None:
    assert credit_agencies(line) == names


PICTURES = ["Foto", "Photos", "Image", "Bild", "Billede", "Kuva", "Zdjęcia", "Gambar", "Снимка", "صورة", "फोटो", "写真"]


@pytest.mark.parametrize("word", PICTURES)
def test_a_word_for_a_picture_is_known_wherever_one_is_credited(word: str) -> None:
    assert is_label(f"{word}:")
    assert opens_credit(f"{word}: Bo Ek")
    assert is_picture_line(f"{word}: Bo Ek")
    assert split_credit(f"Boats in Cork. {word}: Bo Ek") == ("Boats in Cork.", f"{word}: Bo Ek")
    assert is_picture_credit(f"{word} Reuters")
    assert not is_credit(f"({word}, Reuters)")
    assert without_picture(f"© Reuters 2024. {word}: Bo Ek") == "© Reuters 2024."
