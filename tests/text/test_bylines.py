"""Names of people, and nothing else, out of bylines."""

from __future__ import annotations

import pytest

from newscrawl.items import Printed, SiteFacts
from newscrawl.text.byline_choice import choose_byline
from newscrawl.text.bylines import read_byline


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"], []),
        ("By ANN LEE, AP National Writer", ["ANN LEE"], ["AP"]),
        ("Von Anna Muster und Jörg Beispiel, dpa", ["Anna Muster", "Jörg Beispiel"], ["dpa"]),
        ("Por María de la O", ["María de la O"], []),
        ("Af Ritzau", [], ["Ritzau"]),
        ("By AP and Valley Times staff", [], ["AP"]),
        ("det/dpa", [], ["dpa"]),
        ("Associated Press in Valencia", [], ["AP"]),
        ("AFP, OSLO", [], ["AFP"]),
        ("Reuters, Thorsten Muster", ["Thorsten Muster"], ["Reuters"]),
        ("홍길동 기자", ["홍길동"], []),
        ("ByAnn Lee", ["Ann Lee"], []),
        ("Byron Lee", ["Byron Lee"], []),
        ("By Ann Lee Science reporter, Valley News", ["Ann Lee"], []),
        ("By Ann Lee Health and science reporter, Valley News", ["Ann Lee"], []),
        ("Ann Lee, Valley Today", ["Ann Lee"], []),
        ("By Ann Lee | Archive", ["Ann Lee"], []),
        ("By: Ann Lee VNC Executive News Editor", ["Ann Lee"], []),
        ("By Ann Lee valleyvoices.com Archive | Contact", ["Ann Lee"], []),
        ("Par ANNE LÉ, BÉA EK Envoyées spéciales à Varn", ["ANNE LÉ", "BÉA EK"], []),
        ("Anne Lé (avec Béa Ek et Cyr Dol)", ["Anne Lé", "Béa Ek", "Cyr Dol"], []),
        ("By Ann Lee | VARN", ["Ann Lee"], []),
        ("Ana Lé | Madrid", ["Ana Lé"], []),
        ("Ann Lee | Bo Ek", ["Ann Lee", "Bo Ek"], []),
        ("Di Anna Rossi Foto di Bo Ek", ["Anna Rossi"], []),
        ("Por Ana Lé Fotos de Bo Ek", ["Ana Lé"], []),
        ("Av Ann Lee Foto av Bo Ek", ["Ann Lee"], []),
        ("Images by Bo Ek", [], []),
        ("Πρακτορεία", [], []),
        ("Nyhetsbyråerna", [], []),
        ("Agències", [], []),
        ("Anne Lé, Envoyée Spéciale", ["Anne Lé"], []),
        ("Anna Muster | Hafen Varn e.V.", ["Anna Muster"], []),
        ("Ediciones El Valle", [], []),
        ("Previous Slide; Next Slide", [], []),
        ("Filed Under", [], []),
        ("For the Tribune", [], []),
        ("vom Jörg Beispiel", ["Jörg Beispiel"], []),
        ("Valley Times - Ann Lee", ["Ann Lee"], []),
        ("Anna Muster Redakteurin für Wirtschaft und Umwelt", ["Anna Muster"], []),
        ("von Anna Muster, VT NORDEN", ["Anna Muster"], []),
        ("ANNA MUSTER und JÖRG BEISPIEL", ["ANNA MUSTER", "JÖRG BEISPIEL"], []),
        ("Anna muster", ["Anna muster"], []),
        ("Von Hafen über Kran und Kai bis Zoll", [], []),
        ("von admin | Eingetragen bei: Häfen", [], []),
        ("Publiziert am", [], []),
        ("By ANN LEE AP Harbour Writer", ["ANN LEE"], ["AP"]),
        ("Mehr Artikel von Jörg →", [], []),
        ("Редактор: Елена Петрова", ["Елена Петрова"], []),
        ("Valley.Times-Online.example.org", [], []),
        ("admin", [], []),
        ("https://x.example/author/ann", [], []),
        ("Redaktion", [], []),
        ("Valley Times", [], []),
    ],
)
def test_byline(line: str, names: list[str], agencies: list[str]) -> None:
    found = read_byline(line, own_names=["Valley Times"])
    assert list(found.names) == names
    assert list(found.agencies) == agencies


def test_the_site_s_own_name_may_be_two_words_that_are_parted() -> None:
    assert read_byline("Boats & Co", own_names=["Boats & Co"]).names == ()


def test_addresses_in_metadata_are_dropped() -> None:
    found = choose_byline(
        [Printed(text="https://facebook.com/valley", kind="jsonld"), Printed(text="By Ann Lee", kind="text")],
        facts=SiteFacts(),
    )
    assert found.names == ("Ann Lee",)


def test_links_that_name_more_writers_than_metadata() -> None:
    found = choose_byline(
        [
            Printed(text="Bo Ek", kind="jsonld", where="author"),
            Printed(text="Ann Lee", kind="text", where="rel=author"),
            Printed(text="Bo Ek", kind="text", where="rel=author"),
            Printed(text="Cid Dahl", kind="text", where="rel=author elsewhere"),
        ],
        facts=SiteFacts(),
    )
    assert found.names == ("Ann Lee", "Bo Ek")


def test_a_single_word_is_no_person_wherever_it_stands() -> None:
    candidates = [
        Printed(text="By Kran", kind="text", where="byline, spoken"),
        Printed(text="Kran", kind="text", where="label"),
    ]
    assert choose_byline(candidates, facts=SiteFacts()).names == ()


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("Ann Lee and Bo Ek AAP", ("Ann Lee", "Bo Ek"), ("AAP",)),
        ("中央社／台北", (), ("CNA",)),
        ("ATS/NXP", (), ("ATS",)),
        ("John DOE", ("John DOE",), ()),
    ],
)
def test_initials_behind_a_name_and_full_width_strokes(
    line: str, names: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    found = read_byline(line)
    assert (found.names, found.agencies) == (names, agencies)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("byAnn Lee", ("Ann Lee",)),
        ("By Ann Lee / Valley Voices Reporter", ("Ann Lee",)),
        ("By Ann Lee and Bo Ek / Valley Shimbun Staff Writers", ("Ann Lee", "Bo Ek")),
        ("Redaktur & Reporter : Boy", ("Boy",)),
        ("By Ann Lee, vt1 NO — Varn Falls", ("Ann Lee",)),
        ("By ANN McLEE-DeVAR, BO EK and CY DAY", ("ANN McLEE-DeVAR", "BO EK", "CY DAY")),
    ],
)
def test_openers_strokes_and_capitals(line: str, names: tuple[str, ...]) -> None:
    assert read_byline(line).names == names


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("PTI, Varn Hill, May 5", [], ["PTI"]),
        ("Redazione Esteri (Ansa/Afp)", [], ["ANSA", "AFP"]),
        ("Ann Lee (Reuters)", ["Ann Lee"], ["Reuters"]),
        ("dal nostro inviato Marco Valle", ["Marco Valle"], []),
        ("Von unserem Redakteur Jörg Tal", ["Jörg Tal"], []),
        ("De notre envoyée spéciale à Varn, Anne Val", ["Anne Val"], []),
        ("Corespondență din Vale de Ion Munte", ["Ion Munte"], []),
        ("Van onze verslaggever Jan Dal", ["Jan Dal"], []),
        ("Teksti: Aino Laakso", ["Aino Laakso"], []),
        ("Health reporter Ann Lee", ["Ann Lee"], []),
        ("Od našeho zpravodaje Petra Dola", ["Petra Dola"], []),
        ("Redaktor Dolny", ["Dolny"], []),
        ("Special Correspondent, New Delhi", [], []),
        ("Unser Korrespondent Jörg Tal", ["Jörg Tal"], []),
        ("Eine Reportage von Anna Tal", ["Anna Tal"], []),
        ("Aus Rom berichtet Anna Tal", ["Anna Tal"], []),
        ("Envoyée spéciale à Varn, Anne Val", ["Anne Val"], []),
        ("Anna Valle, inviata a Varn", ["Anna Valle"], []),
        ("РИА Новости, Анна Ли", ["Анна Ли"], ["RIA Novosti"]),
        ("خبرنگار: رضا علوی", ["رضا علوی"], []),
        ("PTI | New Delhi", [], ["PTI"]),
        ("ACP", [], ["ACP"]),
        ("Petra", ["Petra"], []),
        ("RSS", [], []),
        ("By Our Staff Reporter", [], []),
        ("От нашего специального корреспондента", [], []),
        ("من مراسلنا في الوادي", [], []),
        ("নিজস্ব প্রতিবেদক, উপত্যকা", [], []),
        ("സ്വന്തം ലേഖകൻ", [], []),
        ("हमारे संवाददाता", [], []),
        ("نمائندہ خصوصی", [], []),
        ("Na Mwandishi Wetu", [], []),
        ("Nga Agjencitë", [], []),
        ("סוכנויות הידיעות", [], []),
        ("За матеріалами Reuters та AFP", [], ["Reuters", "AFP"]),
        ("আন্তর্জাতিক ডেস্ক", [], []),
        ("综合外电", [], []),
        ("Da AFP, em Washington", [], ["AFP"]),
        ("EFE, en Madrid", [], ["EFE"]),
        ("Ann Lee, de Vries", ["Ann Lee"], []),
        ("綜合路透、美聯社報導", [], ["Reuters", "AP"]),
    ],
)
def test_correspondents_and_desks_are_no_people(line: str, names: list[str], agencies: list[str]) -> None:
    found = read_byline(line)
    assert list(found.names) == names
    assert list(found.agencies) == agencies


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Text by Ann Lee | Photography by Bo Ek | Produced by Cy Orr", ("Ann Lee",)),
        ("By Ann LeeLeave a comment", ("Ann Lee",)),
        ("By Ann Lee and Bo Ek24 comments", ("Ann Lee", "Bo Ek")),
        ("Ann Lee | Contributing Writer | 5 days ago", ("Ann Lee",)),
        ("Photographs by Bo Ek", ()),
    ],
)
def test_who_took_a_picture_what_somebody_is_and_the_link_to_comments_are_no_writer(
    line: str, names: tuple[str, ...]
) -> None:
    assert read_byline(line).names == names


def test_of_people_in_metadata_the_one_that_the_page_names_with_by() -> None:
    printed = [
        Printed(text="Cy Orr", kind="meta", where="author"),
        Printed(text="Ann Lee", kind="meta", where="parsely-author"),
        Printed(text="By Ann Lee / Published 29th December 2014", kind="text", where="byline, spoken"),
    ]
    assert choose_byline(printed, facts=SiteFacts()).names == ("Ann Lee",)
    assert choose_byline(printed[:2], facts=SiteFacts()).names == ("Cy Orr",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Por Ana Lima Publicado em 30 de agosto", ["Ana Lima"]),
        ("Par Anne Val Publié le 30 août 2023 à 16h20", ["Anne Val"]),
        ("Par Anne Val Mis à jour le 3 mai 2024", ["Anne Val"]),
        ("Di Anna Valle Aggiornato alle 12:30", ["Anna Valle"]),
        ("Autor: Jan Dolny Opublikowano: 3 maja", ["Jan Dolny"]),
        ("Anna Berg Publicerad", ["Anna Berg"]),
        ("Анна Долина Опубликовано", ["Анна Долина"]),
        ("Publié par Anne Val", ["Anne Val"]),
        ("By Date Kumar", ["Date Kumar"]),
        ("Anna Nowak wrzesień 3, 2024", ["Anna Nowak"]),
        ("Anna Nowak, sobota, 3 września 2024", ["Anna Nowak"]),
        ("Bo Ek 3. syyskuuta 2024", ["Bo Ek"]),
        ("By Sam Don 3 May 2024", ["Sam Don"]),
        ("By April May", ["April May"]),
        ("By Lind Mabu-Roos on Tue, 03/19/2024 - 14:05", ["Lind Mabu-Roos"]),
        ("Par Anne Val le mardi 3 mai 2024 à 10:00", ["Anne Val"]),
        ("Scris de Codru Mura", ["Codru Mura"]),
        ("Γράφει η Ελένη Δάσου", ["Ελένη Δάσου"]),
    ],
)
def test_words_for_publishing_are_no_part_of_a_name(line: str, names: list[str]) -> None:
    assert list(read_byline(line).names) == names


@pytest.mark.parametrize(
    "name",
    [
        "صحيفة الوادي", "روزنامه دره", "Газета Долина", "Новини долини", "Diario del Valle", "Jornal do Vale", "Gazeta Dolna",
        "Il Giornale della Valle", "Valle Rundschau", "Dalens Tidende", "Vadi Gazetesi", "दैनिक घाटी", "Deník Údolí",
        "Laakson Sanomat",
    ],
)  # fmt: skip
def test_names_of_papers_are_nobody(name: str) -> None:
    assert read_byline(name).names == read_byline(f"Von {name}").names == ()


@pytest.mark.parametrize(
    ("line", "people", "agencies"),
    [
        ("VALLEY COURIER WITH AGENCIES", (), ()),
        ("DAILY COURIER WITH AGENCIES", (), ()),
        ("H/Glas Varna", (), ("HINA",)),
        ("Sputnik O‘zbekiston", (), ("Sputnik",)),
        ("Reuters Türkiye", (), ("Reuters",)),
        ("ELTA inf.", (), ("ELTA",)),
        ("TT-Ritzau", (), ("TT", "Ritzau")),
        ("STT-FNB", (), ("STT",)),
        ("من سلمى حداد", ("سلمى حداد",), ()),
        ("Anna Jónsdóttir skrifar", ("Anna Jónsdóttir",), ()),
        ("Par notre correspondante Anne Bois", ("Anne Bois",), ()),
        ("Por Ana Lima – Repórter da Agência Brasil - Manaus", ("Ana Lima",), ("Agência Brasil",)),
        ("Por Ana Lima - Repórter da Agência Brasil - Rio de Janeiro", ("Ana Lima",), ("Agência Brasil",)),
        ("By Ann Lee | Valley Sentinel", ("Ann Lee",), ()),
        ("Ann India", ("Ann India",), ()),
    ],
)
def test_desks_editions_and_what_stands_beside_names(
    line: str, people: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    found = read_byline(line)
    assert found.names == people
    assert found.agencies == agencies
