"""Datelines of every form in the field guide, in invented sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newscrawl.text.dateline.vouched import Vouchers
from newscrawl.text.datelines import read_dateline, vouched_dateline

NEAR = date(2025, 1, 2)


def rows(name: str) -> list[tuple[str, ...]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("|")) for line in lines if line and not line.startswith("#")]


MORE = rows("dateline_forms.txt")
WORLD = rows("dateline_forms_world.txt")

# printed head, text, places, day, agencies
FORMS = [
    ("OSLO (Reuters) - Rain", "OSLO (Reuters)", ["OSLO"], None, ["Reuters"]),
    ("BERGEN, Norway/OSLO (Reuters) - Rain", None, ["BERGEN, Norway", "OSLO"], None, ["Reuters"]),
    ("ROME/THE HAGUE, Jan 1 (Reuters) - Rain", None, ["ROME", "THE HAGUE"], "2025-01-01", ["Reuters"]),
    ("March 4 (Reuters) - Rain", "March 4 (Reuters)", [], "2024-03-04", ["Reuters"]),
    ("(Reuters) — Rain", "(Reuters)", [], None, ["Reuters"]),
    ("Reuters: OSLO (Reuters) - Rain", "OSLO (Reuters)", ["OSLO"], None, ["Reuters"]),
    ("OSLO, Dec 31 (Reuters): Rain", None, ["OSLO"], "2024-12-31", ["Reuters"]),
    ("OSLO (Reuters) -Rain", "OSLO (Reuters)", ["OSLO"], None, ["Reuters"]),
    ("By Ann Lee and Bo Ek OSLO/BERGEN (Reuters) – Rain", None, ["OSLO", "BERGEN"], None, ["Reuters"]),
    ("OSLO -- Rain", "OSLO", ["OSLO"], None, []),
    ("ROME, 4 mars (Reuters) - Rain", None, ["ROME"], "2024-03-04", ["Reuters"]),
    ("РИГА, 20 июн (Рейтер) - Rain", None, ["РИГА"], "2024-06-20", ["Reuters"]),
    ("[東京 3日 ロイター] - 雨", "[東京 3日 ロイター]", ["東京"], "2025-01-03", ["Reuters"]),
    ("［東京/京都 ２日 ロイター］ - 雨", None, ["東京", "京都"], "2025-01-02", ["Reuters"]),
    ("पटना (रायटर) - बारिश", "पटना (रायटर)", ["पटना"], None, ["Reuters"]),
    ("دمشق (رويترز) - قال", "دمشق (رويترز)", ["دمشق"], None, ["Reuters"]),
    ("EAU CLAIRE, Wis. (AP) — Rain", "EAU CLAIRE, Wis. (AP)", ["EAU CLAIRE, Wis."], None, ["AP"]),
    ('TURIN, Italy (AP) " Rain', "TURIN, Italy (AP)", ["TURIN, Italy"], None, ["AP"]),
    ("TURIN, Italy (AP) â€” Rain", "TURIN, Italy (AP)", ["TURIN, Italy"], None, ["AP"]),
    ("(AP) MOBILE, Ala. — Rain", "(AP) MOBILE, Ala.", ["MOBILE, Ala."], None, ["AP"]),
    ("ATLANTA (AP) _ Rain", "ATLANTA (AP)", ["ATLANTA"], None, ["AP"]),
    ("OSLO, Aug 29, 2014 (AFP) -Rain", None, ["OSLO"], "2014-08-29", ["AFP"]),
    ("Lyon, 10 juil 2024 (AFP) Rain", "Lyon, 10 juil 2024 (AFP)", ["Lyon"], "2024-07-10", ["AFP"]),
    ("AFP, OSLO", "AFP, OSLO", ["OSLO"], None, ["AFP"]),
    ("Köln/Bonn (dpa) - Regen", None, ["Köln", "Bonn"], None, ["dpa"]),
    ("Halle/Saale (dpa/sa) - Regen", None, ["Halle/Saale"], None, ["dpa"]),
    ("Lyon (SID) – Regen", None, ["Lyon"], None, ["SID"]),
    ("Sevilla, 7 ene (EFE).- Rain", "Sevilla, 7 ene (EFE)", ["Sevilla"], "2024-01-07", ["EFE"]),
    ("(EFE).- Rain", "(EFE)", [], None, ["EFE"]),
    ("(ANSA) - TORINO, 28 LUG - Rain", "(ANSA) - TORINO, 28 LUG", ["TORINO"], "2024-07-28", ["ANSA"]),
    ("Torino, 1 agosto (ANSA) - Rain", None, ["Torino"], "2024-08-01", ["ANSA"]),
    ("RIGA, February 1. /TASS/. Rain", "RIGA, February 1. /TASS/", ["RIGA"], "2024-02-01", ["TASS"]),
    ("HARBIN, Sept. 2 (Xinhua) -- Rain", None, ["HARBIN"], "2024-09-02", ["Xinhua"]),
    ("新华社大连1月15日电（记者李四）下雨", None, ["大连"], "2024-01-15", ["Xinhua"]),
    ("新华社大连１月１５日电 下雨", None, ["大连"], "2024-01-15", ["Xinhua"]),
    ("(부산=연합뉴스) 홍길동 기자 = 비가", "(부산=연합뉴스)", ["부산"], None, ["Yonhap"]),
    ("【ベルリン共同=山田花子】雨", "【ベルリン共同=山田花子】", ["ベルリン"], None, ["Kyodo"]),
    ("Tainan, Jan. 3 (CNA) Rain", "Tainan, Jan. 3 (CNA)", ["Tainan"], "2025-01-03", ["CNA"]),
    ("Jan. 2 (Bloomberg) -- Rain", None, [], "2025-01-02", ["Bloomberg"]),
    ("BLOOMBERG China rained", "BLOOMBERG", [], None, ["Bloomberg"]),
    ("Pune (Maharashtra) [India], Jan 3 (ANI): Rain", None, ["Pune (Maharashtra) [India]"], "2025-01-03", ["ANI"]),
    ("IZMIR (AA) - Rain", "IZMIR (AA)", ["IZMIR"], None, ["Anadolu"]),
    ("QOM, Jan. 1 (MNA) – Rain", None, ["QOM"], "2025-01-01", ["MNA"]),
    ("Ganja. 30 December. REPORT.AZ/ Rain", None, ["Ganja"], "2024-12-30", ["Report"]),
    ("ABU DHABI / WAM Rain fell", "ABU DHABI / WAM", ["ABU DHABI"], None, ["WAM"]),
    ("Leeds (CNN)Rain fell", "Leeds (CNN)", ["Leeds"], None, ["CNN"]),
    ("(CNN)Rain fell", "(CNN)", [], None, ["CNN"]),
    ("OSLO (AP/Reuters) — Rain", None, ["OSLO"], None, ["AP", "Reuters"]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "text", "places", "day", "agencies"), FORMS, ids=[form[0] for form in FORMS])
def test_form(head: str, text: str | None, places: list[str], day: str | None, agencies: list[str]) -> None:
    found = read_dateline(head, published=NEAR)
    assert found is not None
    assert text is None or found.dateline.text == text
    assert list(found.dateline.places) == places
    assert (found.dateline.date.isoformat() if found.dateline.date else None) == day
    assert list(found.agencies) == agencies
    rest = ("Rain", "rain", "雨", "बारिश", "قال", "Regen", "下雨", "비가", "China")
    assert head == "AFP, OSLO" or found.rest.startswith(rest), found.rest


@pytest.mark.parametrize(("head", "places", "day", "agencies"), MORE, ids=[form[0] for form in MORE])
def test_more_forms(head: str, places: str, day: str, agencies: str) -> None:
    found = read_dateline(head, published=date(2025, 1, 3))
    assert found is not None
    assert ";".join(found.dateline.places) == places
    assert (found.dateline.date.isoformat() if found.dateline.date else "-") == day
    assert ",".join(found.agencies) == agencies
    # Nothing of the head is left in the text.
    left = ("Rain", "Regen", "Дождь", "قال", "बारिश", "雨", "下雨", "비가", "Дощ", "Yağmur", "باران", "بارش", "বৃষ্টি")
    assert not found.rest or found.rest.startswith(left)


@pytest.mark.parametrize(("head", "places", "day", "agencies"), WORLD, ids=[form[0] for form in WORLD])
def test_forms_of_the_world(head: str, places: str, day: str, agencies: str) -> None:
    found = read_dateline(head, published=date(2025, 3, 6))
    assert found is not None
    assert ";".join(found.dateline.places) == places
    assert (found.dateline.date.isoformat() if found.dateline.date else "-") == day
    assert ",".join(found.agencies) == agencies
    # The lead is a word or three, and nothing of the head is left before it.
    assert head.endswith(found.rest)
    assert 1 <= len(found.rest.split()) <= 3


def test_a_day_that_stands_either_way_round_is_told_by_the_page() -> None:
    head = "Safi, 05/03/2025 (MAP) – La pluie"
    days = [read_dateline(head, published=day) for day in (date(2025, 3, 6), date(2025, 5, 4), date(2025, 9, 1), None)]
    told = [found.dateline.date for found in days if found is not None]
    assert told == [date(2025, 3, 5), date(2025, 5, 3), None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Mobile Ad Platform (MAP) — the plan failed.",
        "The Valley App (APP) is free.",
        "Ann Lee (SPA) said so.",
        "National Audit Network (NAN) - its chairman resigned.",
        "Valley Reform Party (PTI) leaders met on Monday.",
        "Park Trust International (PTI) Chairman Bo Ek resigned.",
        "Ann Lee, founder of a trust (AFP) Highlights",
        "A ship leaves port on Aug. 31. (AP) Breaking with tradition, it sank.",
        "The agency Agence France-Presse (AFP) said so.",
        "Associated Press (AP) - the agency was founded long ago.",
        "EXCLUSIVE - The mayor resigned.",
        "WATCH LIVE -- Rain over Oslo",
        "Officials in Oslo said on Monday (Reuters) that it rained.",
        "The mayor - a tall man - resigned.",
        "",
        "((((((((",
    ],
)
def test_not_a_dateline(text: str) -> None:
    assert read_dateline(text, published=NEAR) is None


def test_glued_heads_are_kept_apart() -> None:
    found = read_dateline("By Ann Lee OSLO (Reuters) – Rain fell.", published=NEAR)
    assert found is not None
    assert (found.lead_in, found.rest) == ("By Ann Lee", "Rain fell.")
    found = read_dateline("(서울=연합뉴스) 홍길동 기자 = 비가 왔다.", published=NEAR)
    assert found is not None
    assert found.names == ("홍길동",)


def test_year_comes_from_the_time_of_publication() -> None:
    found = read_dateline("OSLO, Dec 31 (Reuters) - Rain", published=date(2024, 1, 1))
    assert found is not None
    assert found.dateline.date == date(2023, 12, 31)
    without = read_dateline("OSLO, Dec 31 (Reuters) - Rain")
    assert without is not None
    assert without.dateline.date is None


def test_an_agency_behind_the_dash() -> None:
    found = read_dateline("ОМСК, 11 сен — РИА Новости. Совет порта закрыл причал.")
    assert found is not None
    assert (found.dateline.places, found.agencies, found.rest) == (
        ("ОМСК",),
        ("RIA Novosti",),
        "Совет порта закрыл причал.",
    )
    assert read_dateline("The bridge — Reuters. It stands.") is None


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("OSLO, 5 May 2024 (Vallis) – The ferry sank.", ("OSLO",)),
        ("MARLOW, Ill. (Statehouse Desk) — The ferry sank.", ("MARLOW, Ill.",)),
        ("MARLOW (Harbour Wire) - The ferry sank.", ("MARLOW",)),
        ("UNESCO (Paris) — The ferry sank.", None),
    ],
)
def test_an_agency_in_brackets_that_nobody_knows_is_no_place(head: str, places: tuple[str, ...] | None) -> None:
    found = read_dateline(head)
    assert (found and found.dateline.places) == places
    assert found is None or (found.agencies, found.rest) == ((), "The ferry sank.")


@pytest.mark.parametrize(
    "head",
    [
        "{}, Paris, March 5", "Paris, March 5, {}", "PARIS. 5 March. {}/ Rain fell.", "PARIS, March 5, {} - Rain fell.",
        "{}, PARIS The rain fell.",
    ],
)  # fmt: skip
def test_an_agency_that_sells_pictures_alone_files_no_text(head: str) -> None:
    for agency in ("Shutterstock", "ALAMY"):
        found = read_dateline(head.format(agency), published=NEAR)
        assert found is None or not found.agencies


def test_agency_and_place_in_capitals_on_a_line_whose_break_is_lost() -> None:
    found = read_dateline("AFP, NEW MARLOW The ferry sank.")
    assert found is not None
    assert (found.dateline.places, found.agencies, found.rest) == (("NEW MARLOW",), ("AFP",), "The ferry sank.")
    assert read_dateline("AFP, NASA and others said that the ferry sank.") is None


def test_a_bracket_that_ends_in_a_space_is_read_as_any() -> None:
    assert read_dateline("【港 】渡轮周三启程。") is None


def test_capitals_and_a_colon_are_a_place_where_the_text_speaks_of_it():
    head = "VARNSTAD: Rain fell."
    found = read_dateline(head, behind=["Roads around Varnstad are closed, police said."])
    assert found is not None
    assert (found.dateline.places, found.rest) == (("VARNSTAD",), "Rain fell.")
    assert read_dateline(head, behind=["Roads are closed, police said."]) is None
    assert read_dateline("BUDGET: Rain fell.", behind=["The debate of budget cuts goes on."]) is None
    assert read_dateline("(Valley News) BUDGET -- Rain fell.") is None


@pytest.mark.parametrize(
    ("head", "text", "place"),
    [
        ("valley.example, VARN - Rain", "valley.example, VARN", "VARN"),
        ("VALLEY.CO.ID, Varn -- Rain", "VALLEY.CO.ID, Varn", "Varn"),
        ("VARN, Valley.com - Rain", "VARN, Valley.com", "VARN"),
        # The day in brackets.
        ("VARN FALLS (Aug. 13) -- Rain", "VARN FALLS (Aug. 13)", "VARN FALLS"),
        ("नई दिल्ली: बारिश", "नई दिल्ली", "नई दिल्ली"),
        ("کراچی: بارش", "کراچی", "کراچی"),
        ("ঢাকা: বৃষ্টি", "ঢাকা", "ঢাকা"),
        ("Oslo —", "Oslo", "Oslo"),
    ],
)
def test_places_without_an_agency(head: str, text: str, place: str) -> None:
    found = read_dateline(f"{head} fell on Varn" if head.endswith("Rain") else head)
    assert found is not None
    assert (found.dateline.text, found.dateline.places, found.agencies) == (text, (place,), ())


@pytest.mark.parametrize(
    "line", ["मंत्री: बारिश हुई", "Valley.com - Rain fell", "Sea —", "See valley.example, then - well - decide"]
)
def test_what_looks_like_a_place_and_is_none(line: str) -> None:
    assert read_dateline(line) is None


def told(*, correspondent: bool = False, agency: bool = False) -> Vouchers:
    return Vouchers(correspondent=lambda: correspondent, agency=lambda: agency)


SAID = [
    ("ملتان (نمائندہ خصوصی) بارش ہوئی", ("ملتان",)),
    ("KARACHI (Staff Reporter) – Rain fell", ("KARACHI",)),
    ("मेरठ (एजेंसी)। बारिश हुई", ("मेरठ",)),
    ("Quito. Agencias. La lluvia cayó", ("Quito",)),
    ("Quito/Agencias.- La lluvia cayó", ("Quito",)),
    ("ആലുവ∙ മഴ പെയ്തു", ("ആലുവ",)),
    ("जागरण संवाददाता, मेरठ: बारिश हुई", ("मेरठ",)),
    ("নিজস্ব সংবাদদাতা, মালদহ: বৃষ্টি হল", ("মালদহ",)),
    ("मेरठ, संवाददाता। बारिश हुई", ("मेरठ",)),
]
BESIDE_AN_AGENCY = [
    ("Bukarest - Esett az eső", ("Bukarest",)),
    ("Nové Zámky/Praha - Pršelo celý den", ("Nové Zámky", "Praha")),
    ("Foix (Ariège) – La pluie tombe", ("Foix",)),
    ("SHILLONG: Rain fell", ("SHILLONG",)),
    ("Foix — La pluie tombe", ("Foix",)),
    ("كسلا - هطل المطر", ("كسلا",)),
]
BESIDE_A_CORRESPONDENT = [
    ("Calw. Der Regen fiel", ("Calw",)),
    ("Lemmer | De regen viel", ("Lemmer",)),
    ("VARN, Lange Bucht. Der Regen fiel", ("VARN, Lange Bucht",)),
    ("BAD CALW: Der Regen fiel", ("BAD CALW",)),
    ("Тотьма, Вологодская область. Прошёл дождь", ("Тотьма, Вологодская область",)),
    ("თელავი. წვიმა მოვიდა", ("თელავი",)),
    ("मेरठ। बारिश हुई", ("मेरठ",)),
    ("حلب ـ هطل المطر", ("حلب",)),
]


@pytest.mark.parametrize(("head", "places"), SAID, ids=[head for head, _ in SAID])
def test_a_place_that_says_so_itself(head: str, places: tuple[str, ...]) -> None:
    found = vouched_dateline(head, told())
    assert found is not None
    assert found.dateline.places == places
    assert found.agencies == ()
    assert head.endswith(found.rest)
    assert len(found.rest.split()) <= 4


@pytest.mark.parametrize(("head", "places"), BESIDE_AN_AGENCY, ids=[head for head, _ in BESIDE_AN_AGENCY])
def test_a_place_beside_an_agency_credited_elsewhere(head: str, places: tuple[str, ...]) -> None:
    assert vouched_dateline(head, told()) is None
    found = vouched_dateline(head, told(agency=True))
    assert found is not None
    assert found.dateline.places == places


@pytest.mark.parametrize(("head", "places"), BESIDE_A_CORRESPONDENT, ids=[head for head, _ in BESIDE_A_CORRESPONDENT])
def test_a_place_beside_a_correspondent(head: str, places: tuple[str, ...]) -> None:
    assert vouched_dateline(head, told(agency=True)) is None or "ـ" in head or "|" in head or head.startswith("VARN")
    found = vouched_dateline(head, told(correspondent=True))
    assert found is not None
    assert found.dateline.places == places


@pytest.mark.parametrize(
    "head",
    [
        "Fotboll - Laget vann igen",
        "Update - Der Regen fiel",
        "Kommentar - Der Regen fiel",
        "RIVER POLICY: The mayor resigned",
        "Valley News - Rain fell",
        "PanARMENIAN.Net - Rain fell",
        "AFP - Rain fell",
        "عاجل - هطل المطر",
        "الوادي نيوز :- هطل المطر",
        "او افزود: باران بارید",
        "Stille. Nur der Wind ging",
        "The mayor - a tall man - resigned",
        "Ann Lee (the mayor) - resigned",
    ],
)
def test_rubrics_and_houses_are_no_places(head: str) -> None:
    assert vouched_dateline(head, told(agency=True)) is None


def test_papers_own_telegrams_of_the_east() -> None:
    found = read_dateline("本报青岛1月2日电 （记者张小雨）港口通航。", published=NEAR)
    assert found is not None
    assert (found.dateline.places, found.names, found.agencies, found.rest) == (
        ("青岛",),
        ("张小雨",),
        (),
        "港口通航。",
    )
    found = read_dateline("本报青岛1月2日讯（记者张小雨）港口通航。", published=NEAR)
    assert found is not None
    assert (found.dateline.places, found.rest) == (("青岛",), "港口通航。")
    assert read_dateline("北岸网青岛1月2日讯 港口通航。", published=NEAR) is None
    found = read_dateline("(부산=북안일보) 김나래 기자 = 비가 왔다.", published=NEAR)
    assert found is not None
    assert (found.dateline.places, found.names, found.rest) == (("부산",), ("김나래",), "비가 왔다.")
    assert read_dateline("(부산=북안) 비가 왔다.", published=NEAR) is None


def test_a_day_alone_behind_a_place_counts_where_the_page_credits_an_agency() -> None:
    assert vouched_dateline("Vale Alto, 20 - O porto fechou.", told()) is None
    found = vouched_dateline("Vale Alto, 20 - O porto fechou.", told(agency=True))
    assert found is not None
    assert (found.dateline.places, found.rest) == (("Vale Alto",), "O porto fechou.")


@pytest.mark.parametrize(
    ("head", "places", "day"),
    [
        ("Puno, jul. 14. Más lluvia cayó.", ("Puno",), 14),
        ("เชียงใหม่ 4 มี.ค. 67 - ฝนตกหนัก", ("เชียงใหม่",), 4),
        ("VARN / ELMSTAD A ferry was laid up on Monday.", ("VARN", "ELMSTAD"), None),
        ("VARN/GDAŃSK. En färja lades upp i går.", ("VARN", "GDAŃSK"), None),
    ],
)
def test_heads_that_an_agency_elsewhere_vouches_for(head: str, places: tuple[str, ...], day: int | None) -> None:
    assert vouched_dateline(head, told()) is None
    found = vouched_dateline(head, told(agency=True), date(2024, 8, 1))
    assert found is not None
    assert found.dateline.places == places
    assert (found.dateline.date and found.dateline.date.day) == day


def test_years_of_two_figures_are_buddhist_in_thai() -> None:
    found = vouched_dateline("เชียงใหม่ 4 มี.ค. 67 - ฝนตกหนัก", told(agency=True), date(2030, 1, 1))
    assert found is not None
    assert found.dateline.date == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("head", "places"),
    [("Halle/VZ - Die Fähre liegt fest.", ("Halle",)), ("सांगली, दि. ५ (प्रतिनिधी) : पाऊस पडला.", ("सांगली",))],
)
def test_initials_of_the_paper_and_a_correspondent_behind_the_day_say_so_themselves(
    head: str, places: tuple[str, ...]
) -> None:
    found = vouched_dateline(head, told())
    assert found is not None
    assert found.dateline.places == places


@pytest.mark.parametrize("head", ["Halle/AP - a ferry", "BUSINESS / POLITICS The ferry was laid up."])
def test_strokes_that_part_no_place(head: str) -> None:
    assert vouched_dateline(head, told(agency=True)) is None
    assert vouched_dateline("Foto/VZ - Die Fähre liegt fest.", told()) is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("ABU DHABI / WAM", "ABU DHABI", "WAM"),
        ("PARIS/AFP", "PARIS", "AFP"),
        ("ANN LEE / AFP", None, None),
        ("Paris / AFP", None, None),
    ],
)
def test_a_place_and_an_agency_in_a_line_of_their_own(line: str, place: str | None, agency: str | None) -> None:
    found = read_dateline(line)
    assert (found and found.dateline.places) == (place and (place,))
    assert (found and found.agencies) == (agency and (agency,))


@pytest.mark.parametrize("day", ["¹ May", "May ¹", "May ②", "May 1¹"])
def test_raised_and_ringed_digits_are_no_days_and_no_error(day: str) -> None:
    assert read_dateline(f"OSLO, {day} (AP) — Rain fell on the harbour.") is None
