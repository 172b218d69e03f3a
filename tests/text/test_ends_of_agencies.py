"""How agencies close their copy: initials of desks, hours, notices of rights, and who wrote it."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Printed, Provenance, RawArticle, SiteFacts
from newscrawl.text.article import interpret
from newscrawl.text.wire.desk_marks import glued_mark, is_desk_mark

FIRST = "The ferry between the two islands was laid up on Monday after its rudder had broken."
BODY = [
    "The harbour master said that a smaller boat would sail twice a day.",
    "No one was hurt, and the mail came by air.",
]


def read(first: str, *behind: str, byline: str | None = None, lang: str = "en", last: str = BODY[1]) -> Article:
    raw = RawArticle(
        url="https://valley.example/a/1",
        paragraphs=(first, BODY[0], last, *behind),
        headlines=(Printed(text="Ferry laid up", kind="text", where="h1"),),
        bylines=(Printed(text=byline, kind="text", where="byline"),) if byline else (),
        languages=(Printed(text=lang, kind="meta", where="lang"),),
    )
    return interpret(raw, SiteFacts(domain="valley.example"), provenance=Provenance(via="file"))


@pytest.mark.parametrize(
    "mark",
    [
        "dpa ab yyzz n1 cde", "UNI AB CDE 0917", "NZPA WGT ab cd 03/02/08 10-22NZ", "AB/cd/APA 2011-02-03", "Abc/Def ABI",
        "BNA 0915 GMT 2013/10/04", "বাসস/রখ/১৭০৫/-মস", "नेहा.करण", "۱۲۳۴/ ۵۶۷۸", "09:12ت م", "==Kyodo",
        "UNI XC AB 0915hrs", "ab/cd TASS", "كونا (النهاية) أ ب ج / د ه", "(النهاية) أ ب", "(س م)", "IRNA 1234**5678", "हि.स./नेहा",
        "हिन्दुस्थान समाचार / नेहा करण", "(T.A012/B013)", "ENDITEM/ab", "(PAP Biznes)",
        "DHA-Genel Türkiye-Sinop / Merkez AB", "hw/ ab/ cde/",
    ],
)  # fmt: skip
def test_initials_of_desks_in_a_line_of_their_own(mark: str) -> None:
    found = read(f"VARN, Jan 3 (Reuters) - {FIRST}", mark)
    assert found.body == "\n\n".join((FIRST, *BODY))


@pytest.mark.parametrize(
    "mark",
    [
        " (Hina) abc def", " (AGI)Ab1/Cde", "-0-", " аб/вг/", " /a.b/c.d/", " (ABC-DE-F)", " (NAN)(www.nannews.ng)",
        " TT-Ritzau", " (U.A012/B-CDE)",
        " ab/cd/",
    ],
)  # fmt: skip
def test_initials_of_desks_behind_the_last_sentence(mark: str) -> None:
    found = read(f"VARN, Jan 3 (Reuters) - {FIRST}", last=BODY[1] + mark)
    assert found.body == "\n\n".join((FIRST, *BODY))


@pytest.mark.parametrize(
    "line",
    [
        "AFP said so in 2019",
        "Reuters sees 5 pct",
        "The mayor will be there",
        "See it all",
        "Varn/Oslo: 3/4",
        "dpa was here",
    ],
)
def test_a_sentence_is_no_mark(line: str) -> None:
    assert not is_desk_mark(line)
    assert glued_mark(f"Rain fell. {line}") is None


def test_short_letters_count_beside_another_end_only() -> None:
    notice = "UPOZORNENIE: TASR si vyhradzuje všetky práva."
    found = read(f"Varn 3. januára (TASR) - {FIRST}", "ed juh", notice)
    assert found.body == "\n\n".join((FIRST, *BODY))
    assert found.sign_off == notice
    alone = read(f"VARN, Jan 3 (Reuters) - {FIRST}", "let it be")
    assert alone.body is not None
    assert alone.body.endswith("let it be")


@pytest.mark.parametrize(
    "line",
    [
        "(The story has been published from a syndicated feed; the headline is ours.)",
        "(यह खबर सिंडिकेट फीड से सीधे प्रकाशित की गई है)",
        "Publicado: 4/7/2022",
        "Koniec",
        "Фото автора",
        "Фото з відкритих джерел",
        "Disclaimer: This story is auto-generated from a syndicated feed.",
        "This is an unedited and auto-generated story from a syndicated news feed, our staff may not have changed its body",
        "Foto del autor",
    ],
)
def test_notes_of_sites_under_the_copy_are_cut(line: str) -> None:
    found = read(f"VARN, Jan 3 (Reuters) - {FIRST}", line)
    assert found.body == "\n\n".join((FIRST, *BODY))
    assert found.sign_off is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Conţinutul website-ului www.mediafax.ro este destinat uzului dumneavoastră personal.", "Mediafax"),
        ("Conținutul site-ului www.agerpres.ro este destinat exclusiv informării publice.", "Agerpres"),
        ("При використанні будь-яких матеріалів посилання на ukrinform.ua обов’язкове.", "Ukrinform"),
        ("При перепечатке материалов гиперссылка на РИА Новости обязательна.", "RIA Novosti"),
        ("TASR si vyhradzuje všetky práva.", "TASR"),
        ("Kopírovanie zakázané. TASR si vyhradzuje všetky práva.", "TASR"),
        ("Kopiowanie materiałów PAP bez zgody zabronione.", "PAP"),
        ("Šią informaciją be sutikimo draudžiama skelbti. BNS", "BNS"),
        ("Пренасянето на материали е забранено. БТА", "BTA"),
        ("Reproducción prohibida. EFE", "EFE"),
        ("Prohibida la reproducción total o parcial sin autorización de EFE.", "EFE"),
        ("É proibida a reprodução total ou parcial sem autorização da Lusa.", "Lusa"),
        ("Toute reproduction interdite sans accord de l'AFP.", "AFP"),
    ],
)
def test_a_notice_of_rights_names_who_filed(line: str, agency: str) -> None:
    found = read(FIRST, line)
    assert found.body == "\n\n".join((FIRST, *BODY))
    assert found.sign_off == line
    assert [named.name for named in found.agencies] == [agency]


def test_several_ends_in_one_block() -> None:
    block = "Pewarta: Dian Putra\nEditor: Sri Utami\nCOPYRIGHT © ANTARA 2021"
    found = read(f"Varn (ANTARA) - {FIRST}", block, lang="id")
    assert found.body == "\n\n".join((FIRST, *BODY))
    assert found.sign_off == block


def test_lines_of_a_poem_are_no_ends() -> None:
    found = read(f"VARN, Jan 3 (Reuters) - {FIRST}", "The boat went out,\nthe boat came home.")
    assert found.body is not None
    assert found.body.endswith("the boat came home.")


@pytest.mark.parametrize(
    ("behind", "people"),
    [
        (("autor: Anna Leśna", "al/ bo/"), ("Anna Leśna",)),
        (("Autorė Ona Liepa",), ("Ona Liepa",)),
        (("Autoři: Jan Malý, Eva Nová",), ("Jan Malý", "Eva Nová")),
        (("Piše: Ana Horvat",), ("Ana Horvat",)),
        (("Yazar: Ali Demir",), ("Ali Demir",)),
        (("Автор: Анна Лесова",), ("Анна Лесова",)),
        (("Aysel Dağlı\nAZƏRTAC-ın müxbiri",), ("Aysel Dağlı",)),
        (("Aysel Dağlı", "AZƏRTAC-ın xüsusi müxbiri"), ("Aysel Dağlı",)),
        (("(Por Ana Lima; reportagem adicional de Rui Mar)",), ("Ana Lima",)),
        (("Α. Λιμάνης", "© ΑΠΕ-ΜΠΕ ΑΕ. Τα πνευματικά δικαιώματα ανήκουν στο ΑΠΕ-ΜΠΕ ΑΕ."), ("Α. Λιμάνης",)),
    ],
)
def test_who_wrote_it_under_the_copy(behind: tuple[str, ...], people: tuple[str, ...]) -> None:
    found = read(f"VARN, Jan 3 (Reuters) - {FIRST}", *behind)
    assert found.body == "\n\n".join((FIRST, *BODY))
    assert found.byline == people


def test_an_agency_closes_the_text_above_its_writer() -> None:
    found = read(f"Varn, 03.01.2025 (PAP) - {FIRST}", "autor: Anna Leśna", last=f"{BODY[1]} (PAP)")
    assert found.body == "\n\n".join((FIRST, *BODY))


def test_bullets_notes_and_writers_above_a_short_text_hide_no_dateline() -> None:
    bullets = [
        "* Ferry laid up until spring",
        "* Smaller boat to sail twice",
        "(Adds harbour master's comment)",
        "By Ann Lee and Bo Ek",
    ]
    raw = RawArticle(
        url="https://valley.example/a/1",
        paragraphs=(*bullets, "PORT VARN, Jan 3 (Reuters) - The ferry was laid up on Monday.", BODY[1]),
        headlines=(Printed(text="UPDATE 2-Ferry laid up", kind="text", where="h1"),),
    )
    found = interpret(raw, SiteFacts(domain="valley.example"), provenance=Provenance(via="file"))
    assert found.dateline is not None
    assert found.dateline.places == ("PORT VARN",)
    assert found.byline == ("Ann Lee", "Bo Ek")


def test_a_name_and_its_agency_above_the_text_hide_no_dateline() -> None:
    found = read("Anne Bois, La Presse Canadienne", f"VARN, Qc — {FIRST}", byline="La Presse Canadienne")
    assert found.byline == ("Anne Bois",)


def test_a_dateline_printed_twice_is_cut_twice() -> None:
    raw = RawArticle(
        url="https://valley.example/a/1",
        paragraphs=("VARN, 3 (EUROPA PRESS)", f"VARN 3 Ene. (EUROPA PRESS) - {FIRST}", *BODY),
        headlines=(Printed(text="Ferry laid up", kind="text", where="h1"),),
    )
    found = interpret(raw, SiteFacts(domain="valley.example"), provenance=Provenance(via="file"))
    assert found.body == "\n\n".join((FIRST, *BODY))


@pytest.mark.parametrize(
    "line",
    [
        "The report has not been published.",
        "The report was published by an agency of the islands.",
        "The report is published every year.",
        "Do not use the bridge, the police said.",
        "Автор книги живёт в порту.",
        "Редактор газеты сказал, что паром починят.",
        "Información de la policía indica que nadie resultó herido.",
        "Texto de la ley fue aprobado el lunes.",
        "Reporté de mardi à jeudi, le départ a eu lieu.",
        "Kopiowanie kluczy jest karane.",
        "La reproducción del lince sigue en el parque.",
        "The report said that thirty people were killed.",
    ],
)
def test_a_last_sentence_on_a_report_is_text(line: str) -> None:
    found = read(f"VARN, Jan 3 (Reuters) - {FIRST}", line)
    assert found.body == "\n\n".join((FIRST, *BODY, line))
    assert found.revision is None


def test_an_author_in_the_sign_off_of_agerpres_wrote_it() -> None:
    last = f"{BODY[1]} AGERPRES/(AB - autor: Ana Pop, editor: Ion Ek)"
    found = read(f"Varn, 3 ian /Agerpres/ - {FIRST}", last=last)
    assert found.byline == ("Ana Pop",)


def test_a_caption_among_the_paragraphs_is_no_text_and_its_agency_took_the_picture() -> None:
    caption = "The ferry is seen from the pier, Monday, March 3, 2025. (AP Photo/Ann Lee)"
    raw = RawArticle(
        url="https://valley.example/a/1",
        paragraphs=(f"VARN, Ohio — {FIRST}", caption, *BODY),
        headlines=(Printed(text="Ferry laid up", kind="text", where="h1"),),
    )
    found = interpret(raw, SiteFacts(domain="valley.example"), provenance=Provenance(via="file"))
    assert found.body == "\n\n".join((FIRST, *BODY))
    assert [(agency.name, agency.role) for agency in found.agencies] == [("AP", "photo")]


@pytest.mark.parametrize(
    ("behind", "sign_off"),
    [
        (("(R.Varnson--VTZ)",), "(R.Varnson--VTZ)"),
        (("--With assistance from Tom Vale and Greta Orr.",), "--With assistance from Tom Vale and Greta Orr."),
        (("भाषा सुरभि नेहा", "नेहा", "(यह सिंडिकेट न्यूज़फीड से ऑटो-जेनरेटेड स्टोरी है)"), None),
    ],
)
def test_names_and_notices_that_close_copy_are_no_text(behind: tuple[str, ...], sign_off: str | None) -> None:
    article = read(f"OSLO, Jan 3 (AFP) - {FIRST}", *behind)
    assert (article.body or "").split("\n\n")[-1] == BODY[1]
    assert article.sign_off == sign_off


def test_what_a_site_may_carry_is_no_agency_of_this_text() -> None:
    rights = "© 2024 Valley Press Ltd. All rights reserved. This site may carry material from Reuters and AP."
    assert read(FIRST, rights).agencies == ()
    assert read(FIRST, "© 2024 Αιολικά Νέα. Με πληροφορίες από ΑΠΕ-ΜΠΕ.").agencies == ()
    assert [agency.name for agency in read(FIRST, "© 2024 Valley Press. © Agence France-Presse").agencies] == ["AFP"]


def test_a_place_alone_above_the_text_is_its_dateline() -> None:
    article = read("VARN, Oax.-")
    assert article.dateline is not None
    assert article.dateline.places == ("VARN, Oax",)
    assert (article.body or "").startswith(BODY[0])
    assert (read("Fares -").body or "").startswith("Fares -")
