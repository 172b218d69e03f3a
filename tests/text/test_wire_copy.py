"""Whole copies in invented words, as agencies file them and mirrors print them: what is body, and what the rest says."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Printed, Provenance, RawArticle, SiteFacts
from newscrawl.text.article import interpret
from newscrawl.text.datelines import read_dateline

BODY = [
    "Rain fell on the valley for three days and the bridge over the river was closed to all traffic.",
    "The mayor said on Sunday that it would open again when the water had fallen by a metre or more.",
    "Nobody was hurt, the police said, and the school will open again on Tuesday morning as planned.",
]
FIRST, LAST = BODY[0], BODY[2]


def read(paragraphs: list[str], bylines: tuple[str, ...] = ()) -> Article:
    raw = RawArticle(
        url="https://m.example/a",
        paragraphs=tuple(paragraphs),
        headlines=(Printed(text="Rain closes the bridge", kind="text", where="h1"),),
        bylines=tuple(Printed(text=line, kind="text", where="byline") for line in bylines),
    )
    return interpret(raw, SiteFacts(domain="m.example"), provenance=Provenance(via="file"))


PRINCIPLES = "Thomson Reuters Trust Principles."
OSLO = "OSLO, Jan 3 (Reuters) - "
NOTE = '(This October 24 story has been refiled to say "go", not "went")'
COPIES = {
    "a note between dateline and lead": (
        [OSLO + "(This Oct. 30 story has been corrected to change the year in paragraph 1) " + FIRST, *BODY[1:]],
        "Reuters", "corrected", None,
    ),
    "a note before the byline": ([f"{NOTE} By Ann Lee", OSLO + FIRST, *BODY[1:]], "Reuters", "refile", None),
    "note, byline and dateline in one": ([f"{NOTE} By Ann Lee {OSLO}{FIRST}", *BODY[1:]], "Reuters", "refile", None),
    "bullets, note, byline": (
        ["* Rain closes bridge", "* Mayor speaks", "(Adds mayor's quote in paragraph 2)", "By Ann Lee", OSLO + FIRST, *BODY[1:]],
        "Reuters", "update", None,
    ),
    "a caption that runs into the dateline": (
        ["[1/2] A ship in Oslo. REUTERS/Ann Lee/File Photo Acquire Licensing Rights " + OSLO + FIRST, *BODY[1:]],
        "Reuters", None, None,
    ),
    "a doubled credit": (["Reuters: " + OSLO + FIRST, *BODY[1:]], "Reuters", None, None),
    "a note at the end": (
        [OSLO + FIRST, BODY[1], f"{LAST} (This story has been refiled to correct the date)."],
        "Reuters", "refile", None,
    ),
    "sign-off and principles run into the text": (
        [OSLO + FIRST, BODY[1], f"{LAST} Reporting by Ann Lee; Editing by Bo Ek Our Standards: The {PRINCIPLES}"],
        "Reuters", None, "Reporting by Ann Lee; Editing by Bo Ek",
    ),
    "Yonhap": (
        ["(ATTN: UPDATES with more info)", "SEOUL, Jan. 3 (Yonhap) -- " + FIRST, *BODY[1:], "ann@yna.co.kr", "(END)"],
        "Yonhap", "update", None,
    ),
    "AP": (
        ["Eds: Adds full-year results.", "OSLO (AP) — " + FIRST, *BODY[1:], "___", "AP writer Ann Lee contributed."],
        "AP", "update", "AP writer Ann Lee contributed.",
    ),
    "dpa held": (["HOLD HOLD HOLD", "Oslo (dpa) - " + FIRST, *BODY[1:]], "dpa", "withdrawn", None),
    "dpa": (
        ["Oslo (dpa) - " + FIRST, *BODY[1:], "© dpa-infocom, dpa:250103-99-53606/3"],
        "dpa", "update", "© dpa-infocom, dpa:250103-99-53606/3",
    ),
    "Xinhua": (["OSLO, Jan. 3 (Xinhua) -- " + FIRST, BODY[1], LAST + " Enditem"], "Xinhua", None, None),
    "ANSA": (["(ANSA) - OSLO, 03 GEN - " + FIRST, BODY[1], LAST + " (ANSA)."], "ANSA", None, None),
    "EFE": (["Oslo, 3 ene (EFE).- " + FIRST, *BODY[1:], "EFE", "abc/def"], "EFE", None, None),
    "CNA": (
        ["Taipei, Jan. 3 (CNA) " + FIRST, *BODY[1:], "(By Ann Lee and Bo Ek)", "Enditem/kb"],
        "CNA", None, "(By Ann Lee and Bo Ek)",
    ),
    "WAM": (["ABU DHABI / WAM " + FIRST, *BODY[1:]], "WAM", None, None),
    "ANI": (["Pune (Maharashtra) [India], Jan 3 (ANI): " + FIRST, *BODY[1:], "(ANI)"], "ANI", None, None),
    "CNN": (
        ["Oslo (CNN)" + FIRST, *BODY[1:], "CNN's Ann Lee contributed to this report."],
        "CNN", None, "CNN's Ann Lee contributed to this report.",
    ),
    "TASS": (["OSLO, January 3. /TASS/. " + FIRST, *BODY[1:]], "TASS", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_copy(name: str) -> None:
    paragraphs, agency, kind, signed = COPIES[name]
    article = read(paragraphs)
    assert (article.body or "").split("\n\n") == BODY
    assert [(one.name, one.role) for one in article.agencies] == [(agency, "source")]
    assert (article.revision.kind if article.revision else None) == kind
    assert article.sign_off == signed
    assert article.dateline is not None


def test_the_version_in_a_dpa_id_is_a_revision() -> None:
    text = ["Oslo (dpa) - " + FIRST, *BODY[1:]]
    third = read([*text, "© dpa-infocom, dpa:250103-99-53606/3"])
    assert third.wire_id == "dpa:250103-99-53606/3"
    assert third.revision is not None
    assert (third.revision.kind, third.revision.number) == ("update", 3)
    assert read([*text, "© dpa-infocom, dpa:250103-99-53606/1"]).revision is None


@pytest.mark.parametrize(
    ("byline", "agencies"),
    [
        ("Le Monde with AFP", ["AFP"]),
        ("Le Figaro et AFP", ["AFP"]),
        ("AFP/The Local", ["AFP"]),
        ("By AFP and TOI staff", ["AFP"]),
        ("det/dpa", ["dpa"]),
        ("sid/dpa", ["SID", "dpa"]),
        ("Associated Press in Valencia", ["AP"]),
        ("Reuters, Thorsten Kramer", ["Reuters"]),
        ("Valley Times with AFP and Reuters", ["AFP", "Reuters"]),
        ("dpa/Valley Zeitung", ["dpa"]),
        ("AFP, AP", ["AFP", "AP"]),
        ("Keystone-SDA/dpa", ["SDA", "dpa"]),
        ("By Ann Lee, Valley Times", []),
    ],
)
def test_blends(byline: str, agencies: list[str]) -> None:
    found = read(BODY, (byline,)).agencies
    assert [one.name for one in found] == agencies
    assert [one.role for one in found] == ["source", "co_source", "co_source"][: len(agencies)]


def test_a_photo_credit_is_never_a_source() -> None:
    assert [(one.name, one.role) for one in read(BODY, ("(AP Photo/Ann Lee)",)).agencies] == [("AP", "photo")]
    party = "The Park Trust International (PTI) said that it would not vote."
    assert read([OSLO + party, *BODY]).agencies[0].name == "Reuters"
    assert len(read([OSLO + party, *BODY]).agencies) == 1


@pytest.mark.parametrize(
    "first",
    [
        "The Park Trust-of-Peace (PTI) – once a small party – won the vote in the valley on Sunday.",
        "Ants Anonymous (AA) - the group - met in the valley on Sunday and talked.",
        "Night nursing assistants (CNA) work long hours in the valley, the union said.",
        "The West Arts Museum (WAM) opened in the valley on Sunday, the mayor said.",
        "The mayor told Agence France-Presse (AFP) on Monday that it had rained for three days.",
    ],
)
def test_tokens_that_mean_other_things(first: str) -> None:
    article = read([first, *BODY])
    assert article.agencies == ()
    assert article.dateline is None
    assert (article.body or "").startswith(first)


def test_another_storys_dateline_below_the_text_is_not_taken() -> None:
    article = read([*BODY, "NEW YORK (AP) — Another story is printed beside it."])
    assert article.dateline is None
    assert not article.agencies


def test_a_caption_with_its_credit_before_the_text_is_no_body() -> None:
    caption = "A ship leaves the port of Oslo on Monday. REUTERS/Ann Lee"
    article = read([caption, *BODY])
    assert (article.body or "").split("\n\n") == BODY
    assert article.captions == ("A ship leaves the port of Oslo on Monday.",)
    assert [(one.name, one.role) for one in article.agencies] == [("Reuters", "photo")]


@pytest.mark.parametrize(("agency", "named"), [("ایرنا", ["IRNA"]), ("خبرنگار مهر", ["MNA"]), ("رویترز", [])])
def test_persian_agencies_open_their_own_copy_so_and_it_stays(agency: str, named: list[str]) -> None:
    article = read([f"به گزارش {agency}، باران پل را بست و همه راه‌های دره را آب گرفت.", *BODY])
    assert [one.name for one in article.agencies] == named
    assert (article.body or "").startswith("به گزارش")


def test_japanese_copy_is_closed_by_owner_and_writer() -> None:
    raw = RawArticle(
        url="https://m.example/a", paragraphs=("【1月3日 AFP】雨が降った。", "橋は閉じた。"), tails=("(c)AFP/Ann LEE",)
    )
    article = interpret(raw, SiteFacts(domain="m.example"), provenance=Provenance(via="file"))
    assert article.sign_off == "(c)AFP/Ann LEE"
    assert [(one.name, one.role) for one in article.agencies][:1] == [("AFP", "source")]


@pytest.mark.parametrize(
    "line",
    ["On Monday, Reuters: The paper said", "Smith, May 3 (Saturday) - Rain fell", "Concert, May 3 (Town Hall) - Doors open",
     "Boston, PA – Rain", "ELON MUSK: I have", "NATO: The alliance", "London. Reuters. The agency", "ایران - عراق - باران"],
)  # fmt: skip
def test_no_datelines(line: str) -> None:
    assert read_dateline(line) is None


def test_a_lead_in_that_others_follow_is_no_dateline() -> None:
    lines = [f"{head} — {text}" for head, text in zip(("BUDGET", "SCHOOLS", "ROADS"), BODY, strict=True)]
    article = read(lines)
    assert article.dateline is None
    assert (article.body or "").startswith("BUDGET — ")
    # One alone is a dateline whose agency was taken out, and so is a city before lead-ins.
    assert read([f"HENNEVALE — {BODY[0]}", *BODY[1:]]).dateline is not None
    assert read([f"OSLO — {BODY[0]}", *lines[1:]]).dateline is not None


def test_what_an_agency_is_quoted_for_behind_a_dash_is_not_filed_by_it() -> None:
    found = read_dateline("CHIPS — Bloomberg: “The rain has closed the works”, it said.")
    assert found is None or not found.agencies


def test_a_dateline_with_a_day_on_a_line_of_its_own_is_no_time() -> None:
    article = read(["OSLO, Jan 3, 2025 (Reuters) -", *BODY])
    assert article.dateline is not None
    assert (article.dateline.places, str(article.dateline.date)) == (("OSLO",), "2025-01-03")
    assert (article.body or "").startswith("Rain fell")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Article by Ann Lee (@annlee).", ("Ann Lee",)),
        ("[김민수 기자 minsu@valley.example] [ⓒ Valley Times, 무단전재 및 재배포 금지]", ("김민수",)),
        ("(김민수 기자)", ("김민수",)),
    ],
)
def test_who_wrote_it_in_a_last_line_is_no_body(line: str, people: tuple[str, ...]) -> None:
    article = read([FIRST, *BODY[1:], line])
    assert (article.body or "").endswith(BODY[-1])
    assert article.byline == people


@pytest.mark.parametrize(
    "line", ["Article by article the law was read out in parliament.", "Report by 5 June, he said"]
)
def test_a_last_sentence_that_begins_so_is_body(line: str) -> None:
    assert (read([FIRST, *BODY[1:], line]).body or "").endswith(line)


@pytest.mark.parametrize(
    "line", ["From the Valley Times staff reports", "STAFF REPORT", "From wire reports", "By Valley staff writer"]
)
def test_a_desk_above_the_text_is_no_body_and_hides_no_dateline(line: str) -> None:
    article = read([line, f"VARN FALLS — {FIRST}", *BODY[1:]])
    assert article.dateline is not None
    assert article.dateline.places == ("VARN FALLS",)
    assert (article.body or "").startswith(FIRST)


def test_initials_that_close_indonesian_copy_are_no_body() -> None:
    assert (read([FIRST, BODY[1], f"{LAST} (ann/bo/valley)"]).body or "").endswith(LAST)


def test_a_dateline_without_its_agency_under_a_standfirst_where_machines_are_told_the_second_paragraph() -> None:
    lede = "VARN, Ohio — " + FIRST
    told = Printed(text=lede, kind="meta", where="og:description")
    raw = RawArticle(
        url="https://m.example/a", paragraphs=("A bridge is closed.", lede, *BODY[1:]), descriptions=(told,)
    )
    found = interpret(raw, SiteFacts(domain="m.example"), provenance=Provenance(via="file"))
    assert found.dateline is not None
    assert (found.dateline.text, (found.body or "").split("\n\n")[1]) == ("VARN, Ohio", FIRST)


def test_a_place_is_taken_where_the_byline_is_an_agencys_only() -> None:
    line = "Foix - " + FIRST
    beside = read([line, *BODY[1:]], ("(MTI/Reuters)",))
    assert beside.dateline is not None
    assert (beside.dateline.places, beside.body) == (("Foix",), "\n\n".join(BODY))
    # With a person beside it papers of English print a place of their own, and people who marked texts kept it.
    for bylines in ((), ("Ann Lee",), ("Ann Lee Associated Press",)):
        assert read([line, *BODY[1:]], bylines).dateline is None
    ours = read([line, *BODY[1:]], ("Von unserem Redakteur Bo Ek",))
    assert ours.dateline is not None
    assert ours.byline == ("Bo Ek",)


def test_a_topic_over_a_standfirst_is_no_place_where_a_dateline_follows() -> None:
    found = read(["RIVER: The mayor spoke.", "AFP, OSLO", *BODY])
    assert found.dateline is not None
    assert found.dateline.places == ("OSLO",)


def test_pictures_credits_of_their_own_lines_are_no_text() -> None:
    for lines in (["Foto: Bo Ek/TT", *BODY], [*BODY, "Foto: Bo Ek/TT"]):
        found = read(lines)
        assert found.body == "\n\n".join(BODY)
        assert [(agency.name, agency.role) for agency in found.agencies] == [("TT", "photo")]


def test_a_title_in_the_telegram_and_its_writer_below_are_no_text() -> None:
    found = read(
        [
            "新华社大连1月3日电题：雨中的桥",
            "新华社记者张小雨",
            "大雨连下三天，桥上禁止通行。",
            "镇长说，水退以后桥将重新开放。",
        ]
    )
    assert found.body == "大雨连下三天，桥上禁止通行。\n\n镇长说，水退以后桥将重新开放。"
    assert found.byline == ("张小雨",)
    assert found.dateline is not None
    assert found.dateline.places == ("大连",)


def test_where_papers_of_taiwan_wrote_from() -> None:
    found = read(["〔記者張小雨／花蓮報導〕大雨連下三天，橋上禁止通行。", "鎮長說，水退以後橋將重新開放。"])
    assert found.dateline is not None
    assert (found.dateline.text, found.dateline.places) == ("〔記者張小雨／花蓮報導〕", ("花蓮",))
    assert (
        read(["〔記者張小雨／綜合報導〕大雨連下三天，橋上禁止通行。", "鎮長說，水退以後橋將重新開放。"]).dateline
        is None
    )


def test_initials_of_a_desk_close_copy_of_a_known_agency() -> None:
    assert read([OSLO + FIRST, *BODY[1:], "ab cde"]).body == "\n\n".join(BODY)
    assert read([*BODY, "ab cde"]).body == "\n\n".join([*BODY, "ab cde"])


def test_a_name_and_its_agency_under_the_text_are_who_wrote() -> None:
    found = read(["OSLO (PAP) - " + FIRST, *BODY[1:], "Anna Nowak (PAP)", "anw/ bek/"])
    assert found.body == "\n\n".join(BODY)
    assert found.byline == ("Anna Nowak",)


@pytest.mark.parametrize(
    ("paragraphs", "bylines", "last"),
    [
        (["Oslo, Jan 3 (PTI) " + FIRST, BODY[1], f"{LAST} PTI ABC DE"], (), LAST),
        (["TEHRAN, Jan 03 (MNA) – " + FIRST, LAST, "MNA/IRN84"], (), LAST),
        (["Oslo, 3 ene (EFE).- " + FIRST, LAST, "1011234", "abc/de"], (), LAST),
        ([FIRST, LAST, "- VTZ / AFP"], ("AFP",), LAST),
        ([FIRST, BODY[1], f"{LAST} Reuters"], (), LAST),
        ([FIRST, BODY[1], f"{LAST} (©NTB)"], (), LAST),
        ([FIRST, BODY[1], f"{LAST} AGERPRES/(A - autor: Ann Lee, editor: Bo Ek, editor online: Cy Oak)"], (), LAST),
    ],
)
def test_desks_marks_behind_the_last_sentence_are_no_text(
    paragraphs: list[str], bylines: tuple[str, ...], last: str
) -> None:
    found = read(paragraphs, bylines)
    assert found.body is not None
    assert found.body.split("\n\n")[-1] == last
    assert found.agencies


@pytest.mark.parametrize(
    ("paragraphs", "bylines", "places"),
    [
        (["TASHKENT, Uzbekistan", *BODY], ("Anadolu Agency",), ("TASHKENT, Uzbekistan",)),
        (["MAIDUGURI: " + FIRST, *BODY[1:]], ("Agencies",), ("MAIDUGURI",)),
        (["Mumbai, June 1: " + FIRST, *BODY[1:]], (), ("Mumbai",)),
        (["Tela, Honduras | AFP | " + FIRST, *BODY[1:]], (), ("Tela, Honduras",)),
        (["TASHKENT, Uzbekistan", *BODY], (), ()),
        (["Mumbai Indians 1: " + FIRST, *BODY[1:]], (), ()),
    ],
)
def test_places_that_a_line_of_their_own_a_day_or_agencies_vouch_for(
    paragraphs: list[str], bylines: tuple[str, ...], places: tuple[str, ...]
) -> None:
    found = read(paragraphs, bylines)
    assert (found.dateline.places if found.dateline else ()) == places
    if places:
        assert found.body == "\n\n".join(BODY)


def test_a_place_in_a_byline_is_nobody_and_an_agency_in_its_bracket_filed() -> None:
    found = read(["Oslo, Jan. 3, (dpa/GNA) - " + FIRST, *BODY[1:]], ("Oslo (dpa/GNA) ",))
    assert (found.byline, [one.name for one in found.agencies]) == ((), ["dpa", "GNA"])
    assert [one.name for one in read(BODY, ("Minh Anh (Theo Reuters)",)).agencies] == ["Reuters"]
