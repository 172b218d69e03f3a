"""Forms of copy that agencies and papers of the world print, in the languages that are seldom tested."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.items import Printed, SiteFacts
from newscrawl.text.agencies import agency_called, mentions
from newscrawl.text.byline_choice import choose_byline
from newscrawl.text.bylines import read_byline
from newscrawl.text.dateline.vouched import Vouchers, vouched_head
from newscrawl.text.datelines import read_dateline
from newscrawl.text.published import choose
from newscrawl.text.wire.glued_ends import cut_glued
from newscrawl.text.wire.signatures import signature


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("Varnostia. EFE. Bi artzain galdu ziren mendian.", "Varnostia", "EFE"),
        ("VARNGARCÍA | EUROPA PRESS", "VARNGARCÍA", "Europa Press"),
        ("ናይሮቢ (ሮይተርስ) - አንዲት ድመት የጣቢያ ኃላፊ ሆነች።", "ናይሮቢ", "Reuters"),
        ("මාලේ (ඒඑෆ්පී) - පුටු හතළිහක් ගසාගෙන ආවේය.", "මාලේ", "AFP"),
        ("Varnstadt (ddp). Ein Dackel hielt das Schiff an.", "Varnstadt", "ddp"),
        ("Варнград (Ројтерс) – Киша пада већ три дана.", "Варнград", "Reuters"),
    ],
)
def test_a_dateline_and_its_agency(head: str, place: str, agency: str) -> None:
    found = read_dateline(head)
    assert found is not None
    assert found.dateline.places == (place,)
    assert found.agencies == (agency,)


@pytest.mark.parametrize(
    "line",
    ["ANN LEE | EUROPA PRESS", "Rain fell. It stopped. Nobody was hurt.", "Varn. EFE said so. Rain fell."],
)
def test_what_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


def test_the_months_of_afghanistan_in_pashto() -> None:
    found = read_dateline("باميان (پژواک، ۳۰ وری ۱۳۸۶): د بامیانو په یوه کلي کې باران وشو.")
    assert found is not None
    assert (found.dateline.date, found.agencies) == (date(2007, 4, 19), ("Pajhwok",))


NOBODY = Vouchers(correspondent=lambda: False, agency=lambda: False)
AGENCY = Vouchers(correspondent=lambda: False, agency=lambda: True)


def test_papers_of_nepal_begin_with_the_day() -> None:
    found = vouched_head("२९ जेठ, म्याग्दी । दुई गाउँले एउटै पुलको नाम फरक राखेका छन् ।", NOBODY)
    assert found is not None
    assert found.run.places == ("म्याग्दी",)
    assert found.run.day is not None
    assert found.run.day.day == 29
    assert vouched_head("२९ जना, म्याग्दी । दुई गाउँले", NOBODY) is None


def test_a_place_and_a_colon_in_the_south_of_india_where_an_agency_filed() -> None:
    head = "സൂറിച്ച്: മൂന്നു ദിവസമെടുത്ത് ആൽപ്സിലെ കൊടുമുടിയിലേക്ക് പിയാനോ ചുമന്നു."
    found = vouched_head(head, AGENCY)
    assert found is not None
    assert found.run.places == ("സൂറിച്ച്",)
    assert vouched_head(head, NOBODY) is None
    assert vouched_head("पुलिस: बारिश से सड़क बंद रही और लोग घरों में रहे।", AGENCY) is None


def test_an_agency_closes_the_last_paragraph_in_scripts_without_capitals() -> None:
    assert cut_glued("असारमा मतदान गराउने जनाएको छ । रासस") == ("असारमा मतदान गराउने जनाएको छ ।", "रासस", "credit")
    assert cut_glued("असारमा मतदान गराउने जनाएको छ । भयो")[1] is None


def test_writers_place_and_agency_under_turkish_copy() -> None:
    assert signature("Hakan ÇINAR - Ayşe DEMİR / VARNDERE (İzmir), (DHA)") == "By Hakan ÇINAR, Ayşe DEMİR (DHA)"
    assert signature("Hakan ÇINAR / VARNDERE'de yağmur yağdı (DHA)") is None
    found = read_byline("By Hakan ÇINAR, Ayşe DEMİR (DHA)")
    assert found.names == ("Hakan ÇINAR", "Ayşe DEMİR")
    assert found.agencies == ("DHA",)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("За матеріалами Укрінформу", "Ukrinform"),
        ("По материалам Интерфакса", "Interfax"),
        ("Izvor: agencija Tanjuga", "Tanjug"),
    ],
)
def test_names_of_agencies_as_slavic_grammar_bends_them(line: str, agency: str) -> None:
    assert [found.agency.name for found in mentions(line)] == [agency]


def test_an_agency_that_sold_pictures_after_it_had_closed() -> None:
    wire, pictures = agency_called("ddp"), agency_called("ddp images")
    assert wire is not None
    assert pictures is not None
    assert (wire.photo, pictures.photo) == (False, True)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Minn Karmenu Varn", ("Karmenu Varn",)),
        ("Б.Нарангарав", ("Б.Нарангарав",)),
        ("Автор: Vadim от 3-12-2010, 21:46", ()),
        ("Noiz argitaratua: 2014/05/19 10:25", ()),
    ],
)
def test_who_wrote_it(line: str, names: tuple[str, ...]) -> None:
    found = choose_byline([Printed(text=line, kind="text", where="byline, spoken")], facts=SiteFacts())
    assert found.names == names


def test_a_time_without_a_year_is_that_of_the_day_in_the_address() -> None:
    shown = Printed(text="28 novembre, 16:31", kind="text", where="date under 2")
    italian = SiteFacts(languages=("it",))
    verdict = choose(
        [shown, Printed(text="https://varn.example/2011/11/28/visita.html", kind="url", where="path")], [], italian
    )
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2011-11-28T16:31:00"
    assert verdict.published_text == "28 novembre, 16:31"
    # Another day's address says nothing of its year.
    other = choose(
        [shown, Printed(text="https://varn.example/2011/11/30/visita.html", kind="url", where="path")], [], italian
    )
    assert other.published_precision == "day"


def test_a_region_in_brackets_says_that_a_place_was_meant() -> None:
    head = "Varnad (Kerala): A wild elephant walked into the compound of a school here on Monday."
    found = vouched_head(head, AGENCY)
    assert found is not None
    assert found.run.places == ("Varnad",)
    assert vouched_head(head, NOBODY) is None
    assert vouched_head("Police: A wild elephant walked into the compound of a school here on Monday.", AGENCY) is None
