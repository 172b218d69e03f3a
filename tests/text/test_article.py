"""A whole page of strings, interpreted: the seed's shape and the things that mirrors do to copy, in invented words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.items import Article, Printed, Provenance, RawArticle, SiteFacts
from newscrawl.text.article import interpret

LEAD = "Rain fell on the valley for three days and closed the old bridge, the river office said on Tuesday."
MORE = "The mayor said that the bridge would open again on Sunday if the water went down."
LAST = "Farmers had asked for rain since the spring, when the wells ran dry."


def read(*paragraphs: str, **more: object) -> Article:
    facts = SiteFacts(timezone="Asia/Baku", languages=("en",), title="Valley Times", domain="valley.example")
    raw = RawArticle(url="https://valley.example/a/1", paragraphs=paragraphs, **more)  # type: ignore[arg-type]
    return interpret(raw, facts, provenance=Provenance(via="file"), mirror="valley")


def agencies(article: Article) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in article.agencies]


def test_doubled_credit_as_on_the_seed() -> None:
    found = read(
        "Reuters: OSLO (Reuters) - " + LEAD,
        MORE,
        LAST,
        headlines=(Printed(text="Rain closes bridge", kind="text", where="h1"),),
        captions=("A bridge in the valley",),
        published=(Printed(text="11 September 2024 09:43", kind="text", where="near-headline"),),
    )
    assert found.body == "\n\n".join([LEAD, MORE, LAST])
    assert agencies(found) == [("Reuters", "source")]
    assert found.dateline is not None
    assert found.dateline.places == ("OSLO",)
    assert found.sign_off is None
    assert found.headline == "Rain closes bridge"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-09-11T09:43:00+04:00"
    assert found.mirror == "valley"


def test_repeated_headline_caption_and_lead_are_dropped() -> None:
    found = read(
        "Rain closes bridge",
        LEAD,
        "A bridge in the valley, photographed on Monday",
        "OSLO, Sept 10 (Reuters) - " + LEAD,
        MORE,
        headlines=(Printed(text="Rain closes bridge", kind="text", where="h1"),),
        captions=("A bridge in the valley, photographed on Monday",),
        fetched_at=datetime(2024, 9, 11, tzinfo=UTC),
    )
    assert found.body == "\n\n".join([LEAD, MORE])
    assert found.dateline is not None
    assert found.dateline.date is None, "no publication, no year"


def test_order_at_the_top_of_wire_copy() -> None:
    found = read(
        "(Adds mayor's comment in paragraph 2)",
        "By Ann Lee and Bo Ek",
        "OSLO (Reuters) - " + LEAD,
        MORE,
        "(Reporting by Ann Lee; Editing by Cy Day)",
    )
    assert found.body == "\n\n".join([LEAD, MORE])
    assert found.byline == ("Ann Lee", "Bo Ek")
    assert found.revision is not None
    assert found.revision.kind == "update"
    assert found.sign_off == "(Reporting by Ann Lee; Editing by Cy Day)"


def test_note_between_dateline_and_lead() -> None:
    found = read(
        "OSLO (Reuters) - (This Oct. 3 story has been corrected to change the day in paragraph 1) " + LEAD, MORE
    )
    assert found.body == "\n\n".join([LEAD, MORE])
    assert found.revision is not None
    assert found.revision.kind == "corrected"


def test_caption_credit_is_a_photo_agency() -> None:
    found = read(LEAD, MORE, captions=("A ship leaves port on Monday. (AP)",))
    assert agencies(found) == [("AP", "photo")]
    assert found.dateline is None


def test_text_outranks_byline_and_both_are_kept() -> None:
    found = read("OSLO (AP) — " + LEAD, MORE, bylines=(Printed(text="AFP", kind="meta", where="author"),))
    assert agencies(found) == [("AP", "source"), ("AFP", "co_source")]


def test_own_name_is_no_person_and_no_agency() -> None:
    found = read(LEAD, MORE, bylines=(Printed(text="Valley Times", kind="meta", where="author"),))
    assert found.byline == ()
    assert found.agencies == ()


def test_agency_beside_the_text() -> None:
    assert agencies(read(LEAD, MORE, tails=("Quelle: ntv.de, ino/dpa",))) == [("dpa", "source")]
    assert agencies(read(LEAD, MORE, tails=("Foto: Ann Lee/dpa",))) == [("dpa", "photo")]


def test_blends_name_no_paper_as_a_person() -> None:
    for line in ("AFP/The Local", "Le Monde with AFP", "By AFP and Valley Times staff"):
        found = read(LEAD, MORE, bylines=(Printed(text=line, kind="text", where="byline"),))
        assert found.byline == ()
        assert agencies(found) == [("AFP", "source")]


def test_byline_under_the_text() -> None:
    found = read("IZMIR (AA) - " + LEAD, MORE, "Muhabir: Ali Veli", "Kaynak: aa")
    assert found.body == "\n\n".join([LEAD, MORE])
    assert found.byline == ("Ali Veli",)
    assert agencies(found) == [("Anadolu", "source")]


def test_wire_id_and_its_line() -> None:
    found = read(LEAD, MORE, "© dpa-infocom, dpa:240516-99-53606/3")
    assert found.wire_id == "dpa:240516-99-53606/3"
    assert found.body == "\n\n".join([LEAD, MORE])
    assert agencies(found) == [("dpa", "source")]


def test_nothing_left_is_no_body() -> None:
    assert read().body is None


@pytest.mark.parametrize(
    "junk", ["", "(", "(" * 5000, "A" * 200_000, "By " * 9000, "\x00￾🙂" * 900, "(AP)" * 4000, "- " * 20000]
)
def test_hostile_text_is_read_in_time(junk: str) -> None:
    found = read(
        junk,
        junk + "x",
        headlines=(Printed(text=junk, kind="text", where="h1"),),
        bylines=(Printed(text=junk, kind="text"),),
        tails=(junk,),
    )
    assert isinstance(found, Article)


def _timed(text: str, *, language: str = "en", lead: str = "") -> Article:
    raw = RawArticle(
        url="https://valley.example/a/1",
        headlines=(Printed(text="Harbour opens again", kind="text", where="h1"),),
        published=(Printed(text=text, kind="text", where="near-headline"),),
        languages=(Printed(text=language, kind="meta", where="html lang"),),
        paragraphs=(f"{lead}The council voted on the plan.", "The works begin in January, the council said on Monday."),
        fetched_at=datetime(2026, 11, 24, 4, tzinfo=UTC),
    )
    return interpret(raw, SiteFacts(timezone="Europe/Oslo"), provenance=Provenance(via="file"))


def test_day_and_month_are_told_by_the_dateline_or_the_language() -> None:
    assert _timed("11/09/2024 09:43").published_at is None
    told = _timed("11/09/2024 09:43", lead="OSLO, Sept 11 (Reuters) - ")
    assert str(told.published_at) == "2024-09-11 09:43:00+02:00"
    assert told.dateline is not None
    assert str(told.dateline.date) == "2024-09-11"
    assert str(_timed("11/09/2024 09:43", lead="OSLO, Nov 9 (Reuters) - ").published_at) == "2024-11-09 09:43:00+01:00"
    assert str(_timed("11/09/2024 09:43", language="es-ES").published_at) == "2024-09-11 09:43:00+02:00"


@pytest.mark.parametrize(
    ("lines", "bylines", "expected"),
    [
        (
            (
                "This report by The Canadian Press was first published May 2, 2024.",
                "— With files from The Associated Press",
            ),
            (),
            [("The Canadian Press", "source"), ("AP", "co_source")],
        ),
        (
            ("With inputs from Reuters and PTI",),
            ("By AFP and VT staff",),
            [("AFP", "source"), ("Reuters", "co_source"), ("PTI", "co_source")],
        ),
        (("With contributions from AFP",), ("By EFE",), [("EFE", "source"), ("AFP", "co_source")]),
        # Nobody else filed it.
        (("(With inputs from PTI)",), (), [("PTI", "source")]),
    ],
)
def test_who_added_to_the_copy_is_no_first_source(
    lines: tuple[str, ...], bylines: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    article = read(LEAD, MORE, *lines, bylines=tuple(Printed(text=text, kind="text") for text in bylines))
    assert agencies(article) == expected
    assert article.body == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(("printed", "month"), [("05/06/2024 10:20", 6), ("06/05/2024 10:20", 6), ("05/06/2024", 5)])
def test_a_dateline_tells_day_from_month_on_a_page_nobody_knows_when_it_was_fetched(printed: str, month: int) -> None:
    day = "June 5" if month == 6 else "May 6"
    raw = RawArticle(
        url="https://valley.example/a/1",
        paragraphs=(f"MARLOW, {day} (Reuters) - {LEAD}", MORE),
        published=(Printed(text=printed, kind="text", where="near-headline"),),
    )
    found = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert found.published_at is not None
    assert (found.published_at.month, found.published_at.day) == (month, 11 - month)
    assert "ambiguous_date" not in found.marks


def test_an_owner_that_closes_a_japanese_paragraph_is_no_body() -> None:
    lead = "港は水曜日に再び開いた。嵐から一週間がたち、関係者は「ようやく船が戻る」と述べた。"
    found = read(lead, "港長によると、四つの岸壁のうち二つは今も使えず、修理には一か月かかるという。(c)AFP/Ann LEE")
    assert found.body is not None
    assert found.body.endswith("かかるという。")
    assert agencies(found) == [("AFP", "source")]
    assert (read(lead, "町長は喜んだ。(c)AFP").body or "").endswith("町長は喜んだ。")


@pytest.mark.parametrize("line", ["(TT-Reuters)", "(时事通信)", "◎먼저 듣는 뉴시스 writer@newsis.example", "(KUNA)"])
def test_a_credit_in_brackets_is_no_body(line: str) -> None:
    assert read(LEAD, MORE, line).body == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize("line", ["He met the head of the navy (UNI)", "The app is free (APP)."])
def test_initials_in_a_sentence_stay(line: str) -> None:
    found = read(LEAD, MORE, line)
    assert found.body == f"{LEAD}\n\n{MORE}\n\n{line}"
    assert found.agencies == ()
