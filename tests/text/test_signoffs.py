"""The end of wire copy: what is cut, what is kept as sign-off, what stays body."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.text.pictures.credits import is_credit
from newscrawl.text.wire.signoffs import cut_end, ending_line

NEWS = [
    "Rain fell on the valley for three days and the bridge was closed.",
    "The mayor said that it would open again on Sunday.",
]

SIGN_OFFS = [
    "(Reporting by Ann Lee, Bo Ek and Cy Day; editing by Di Fox)",
    "Reporting by Ann Lee, additional reporting by Bo Ek, writing by Cy Day, Editing by Di Fox",
    "(Additional reporting by Ann Lee in OSLO and Bo Ek (desk); Writing by Cy Day)",
    "- Reporting by: Ann Lee in Oslo",
    "AP Weather Writer Ann Lee in Oslo contributed to this report.",
    "—Associated Press writer Ann Lee in Oslo contributed to this report.",
    "Lee reported from Oslo. Associated Press writers Bo Ek and Cy Day contributed.",
    "Copyright 2020 The Associated Press. All rights reserved. This material may not be published or broadcast.",
    "© Thomson Reuters 2012.",
    "© dpa-infocom, dpa:240516-99-53606/3",
    "(Reporte de Ana Paz, editado por Luz Mar)",
]


ENDINGS = [
    tuple(line.split("|", 1))
    for line in Path(__file__).with_name("endings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "line"), ENDINGS, ids=[line for _, line in ENDINGS])
def test_endings(kind: str, line: str) -> None:
    found = cut_end([*NEWS, line])
    assert list(found.paragraphs) == NEWS
    assert found.sign_off == (line if kind == "sign_off" else None)
    assert found.credits == ((line,) if kind == "credit" else ())


@pytest.mark.parametrize("line", SIGN_OFFS)
def test_sign_off_is_cut_and_kept(line: str) -> None:
    found = cut_end([*NEWS, line])
    assert list(found.paragraphs) == NEWS
    assert found.sign_off == line


def test_glued_sign_off() -> None:
    found = cut_end(
        [
            NEWS[0],
            NEWS[1] + " (Reporting by Ann Lee; Editing by Bo Ek)",
            "Our Standards: The Thomson Reuters Trust Principles.",
        ]
    )
    assert list(found.paragraphs) == NEWS
    assert found.sign_off == "(Reporting by Ann Lee; Editing by Bo Ek)"


@pytest.mark.parametrize(
    "line",
    [
        "Quelle: APA/dpa",
        "Źródło: PAP",
        "(AFP)",
        "Enditem/kb",
        "(Con información de AFP y EFE)",
        "With inputs from PTI",
        "PTI ABC DE",
        "المصدر: وكالات",
    ],
)
def test_credits_and_end_marks_are_cut_but_no_sign_off(line: str) -> None:
    found = cut_end([*NEWS, line])
    assert list(found.paragraphs) == NEWS
    assert found.sign_off is None


def test_furniture_after_the_sign_off_goes_too() -> None:
    found = cut_end([*NEWS, "(Reporting by Ann Lee)", "Get our letter every day", "Share"])
    assert list(found.paragraphs) == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "The mayor contributed ten pounds to this year's fair.",
        "Reporting on the flood is hard.",
        "Editing by hand takes time.",
        "He told Reuters that it rained.",
        "She Spoke With AFP on Monday",
        "Writers of the AP and Reuters contributed to the fund for the flooded school",
        "yes/no is no answer, he said",
        "Thomson Reuters said its principles had not changed",
    ],
)
def test_news_stays(line: str) -> None:
    assert ending_line(line) is None
    assert list(cut_end([*NEWS, line]).paragraphs) == [*NEWS, line]


def test_closing_credit() -> None:
    found = cut_end([NEWS[0], NEWS[1] + " (ANSA)."])
    assert list(found.paragraphs) == NEWS
    assert found.credits == ("(ANSA).",)


def test_nothing_but_an_ending_is_kept() -> None:
    assert cut_end(["(AFP)"]).paragraphs == ("(AFP)",)


def test_credit_needs_an_agency() -> None:
    assert is_credit("dpa/Reuters")
    assert not is_credit("Valley Times")
    assert not is_credit("Foto: dpa")


def test_ends_of_other_languages() -> None:
    assert cut_end(["码头将于一月关闭，港口官员说。", "交通部尚未置评。（完）"]).paragraphs[-1] == "交通部尚未置评。"
    line = "(إعداد سلمى حداد للنشرة العربية - تحرير كريم نادر)"
    found = cut_end(["ولم تعلق وزارة النقل حتى الآن.", line])
    assert (found.paragraphs, found.sign_off) == (("ولم تعلق وزارة النقل حتى الآن.",), line)
    assert len(cut_end(["Rain fell.", "إعداد الميزانية يستغرق وقتا طويلا، قال الوزير."]).paragraphs) == 2


@pytest.mark.parametrize(
    "line",
    [
        "To contact the reporter on this story: Ann Lee in Varn at alee@wire.example",
        "To contact the editors responsible for this story: Bo Ek at bek@wire.example, Ann Lee",
        "Anadolu Agency website contains only a portion of the stories offered to subscribers.",
    ],
)
def test_whom_to_write_to_and_what_an_agency_sells_are_no_news(line: str) -> None:
    assert ending_line(line) == "trash"
    assert cut_end(["Rain fell.", "More rain fell.", line]).paragraphs == ("Rain fell.", "More rain fell.")


def test_a_sentence_that_speaks_of_contact_is_news() -> None:
    assert ending_line("To contact the relatives of the missing took police three days, the mayor said.") is None


DESK_MARKS = [
    "SID ab cd", "ab cde", "abc/ de/", "/АБ/", "/А. Б./", "ab.cd", "ABCD // EFG", "ACP/A.B.", "Lusa/Fim", "GNA", "ZX1-ABC/XY2",
    "أ ب / ج د", "एबी/सीडी", "भाषा आशा मीरा", "(abc)", "abc", "(EFE) abc/def", "(kraj) ab/cd",
    "WAM/Ann Lee/Bo Ek", "-- (بترا) أ ب / ج د", "एबीसी/",
    "1234**5678", "Xx/YZ", "Г.АННА", "Inforpress/Fim", "NNN-AGENCIES",
]  # fmt: skip


@pytest.mark.parametrize("line", DESK_MARKS)
def test_initials_of_a_desk_count_beside_an_agency_only(line: str) -> None:
    alone = cut_end([*NEWS, line])
    beside = cut_end([*NEWS, line], filed=lambda: True)
    assert list(beside.paragraphs) == NEWS
    assert beside.sign_off is None
    assert list(alone.paragraphs) in ([*NEWS, line], NEWS)


@pytest.mark.parametrize(
    "line",
    [
        "It rained.", "No comment", "Ann Lee", "Was it so?", "Every day", "We go on", "Bild: So war es damals.",
        "Photo: why it matters, and who took it. Read on.",
    ],
)  # fmt: skip
def test_short_last_lines_of_news_stay(line: str) -> None:
    assert list(cut_end([*NEWS, line], filed=lambda: True).paragraphs) == [*NEWS, line]


@pytest.mark.parametrize(
    "line",
    [
        "mehr", "no one", "read on", "the end", "said no", "ok", "on tv", "so was es", "smrt", "где он", "AFP said no",
        "NASA said no", "end of it", "لا رد", "भाषा क्या है", "UN at war", "live tv", "AFP live",
    ],
)  # fmt: skip
def test_small_words_are_no_initials_of_a_desk(line: str) -> None:
    assert list(cut_end([*NEWS, line], filed=lambda: True).paragraphs) == [*NEWS, line]


@pytest.mark.parametrize("line", ["jkl mha", "SID er mh", "mh", "SID aj km mh", "ن ع", "вк", "рг дн"])
def test_letters_that_are_no_words_are_initials(line: str) -> None:
    assert list(cut_end([*NEWS, line], filed=lambda: True).paragraphs) == NEWS


@pytest.mark.parametrize(
    ("closing", "cut"),
    [
        (" Fin", "Fin"),
        (" (end)", "(end)"),
        (" — AFP", "— AFP"),
        (" /TASS/.", "/TASS/."),
        (" -PTI", "-PTI"),
        (" AGERPRES/(AB - autor: Ana Luca, editor: Ion Munte)", "AGERPRES/(AB - autor: Ana Luca, editor: Ion Munte)"),
    ],
)
def test_marks_glued_to_the_last_sentence(closing: str, cut: str) -> None:
    found = cut_end([NEWS[0], NEWS[1] + closing])
    assert list(found.paragraphs) == NEWS
    assert cut in (found.sign_off, *found.credits)


@pytest.mark.parametrize("mark", ["GNA", "(ab)", "AFP/ab", "-0-"])
def test_marks_behind_the_last_sentence_beside_an_agency(mark: str) -> None:
    assert list(cut_end([NEWS[0], f"{NEWS[1]} {mark}"], filed=lambda: True).paragraphs) == NEWS


@pytest.mark.parametrize("closing", ["NASA", "(sic)", "— Bo Ek", "/s/", "- ANC"])
def test_what_closes_a_sentence_otherwise_stays(closing: str) -> None:
    paragraphs = [NEWS[0], f"{NEWS[1]} {closing}"]
    assert list(cut_end(paragraphs).paragraphs) == paragraphs


def test_a_paragraph_in_which_something_contributed_is_no_sign_off() -> None:
    line = (
        "The basement hosted the parties and contributed to many a missed ferry! Guests from all over danced till dawn."
    )
    assert ending_line(line) is None
    assert ending_line("Ann Lee and Bo Ek contributed to this report from Oslo.") == "sign_off"


@pytest.mark.parametrize(
    "line",
    [
        "Wszelkie prawa zastrzeżone. Materiał chroniony prawem autorskim.", "Tutti i diritti riservati",
        "Všechna práva vyhrazena.", "Minden jog fenntartva.", "Все права защищены.", "Tüm hakları saklıdır.",
        "جميع الحقوق محفوظة", "Alle rettigheter reservert.",
        "版权所有 未经授权不得转载", "無断転載を禁じます", "Visos teisės saugomos", "Hak cipta dilindungi undang-undang",
    ],
)  # fmt: skip
def test_claims_of_all_rights_in_any_language_are_no_news(line: str) -> None:
    assert list(cut_end([*NEWS, line]).paragraphs) == NEWS


def test_who_reported_from_where_closes_polish_copy() -> None:
    found = cut_end([*NEWS, "Z Doliny Anna Leśna (PAP)"])
    assert (list(found.paragraphs), found.sign_off) == (NEWS, "Z Doliny Anna Leśna (PAP)")


@pytest.mark.parametrize("mark", ["Reuters", "(©NTB)", "AFP"])
def test_an_agency_behind_the_last_sentence_closes_it(mark: str) -> None:
    found = cut_end([*NEWS, f"The harbour stays closed. {mark}"], filed=lambda: mark.startswith("("))
    assert (found.paragraphs[-1], found.credits) == ("The harbour stays closed.", (mark,))
