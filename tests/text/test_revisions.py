"""Tags in headlines and lines that speak of the copy."""

from __future__ import annotations

import pytest

from newscrawl.text.wire.revisions import cut_note, cut_tags, read_note

TAGS = [
    ("UPDATE 2-League results", "League results", "update", 2, "UPDATE 2-"),
    ("CORRECTED-UPDATE 1-Rain falls", "Rain falls", "corrected", 1, "CORRECTED-UPDATE 1-"),
    ("WRAPUP 3-Rain falls", "Rain falls", "wrapup", 3, "WRAPUP 3-"),
    ("REFILE-Rain falls", "Rain falls", "refile", None, "REFILE-"),
    ("RPT-Rain falls", "Rain falls", "repeat", None, "RPT-"),
    ("(2nd LD) Rain falls", "Rain falls", "update", 2, "(2nd LD)"),
    ("(LEAD) Rain falls", "Rain falls", "update", None, "(LEAD)"),
    ("KORREKTUR: Regen fällt", "Regen fällt", "corrected", None, "KORREKTUR:"),
    ("ROUNDUP 2: Regen fällt", "Regen fällt", "wrapup", 2, "ROUNDUP 2:"),
    ("STORY WITHDRAWN - Rain falls", "Rain falls", "withdrawn", None, "STORY WITHDRAWN -"),
    ("NORWAY-RAIN/ (UPDATE 1, PIX, CORRECTED):CORRECTED-Rain falls", "Rain falls", "corrected", 1, None),
]


TAGS += [
    ("CORRECTED (OFFICIAL)-Rain falls", "Rain falls", "corrected", None, None),
    ("Correction: Rain story", "Rain story", "corrected", None, None),
    ("NORWAY-RAIN/UPDATE 2 (PIX):UPDATE 2-Rain falls", "Rain falls", "update", 2, None),
    ("Rain falls, 1st Ld-Writethru", "Rain falls", "writethru", 1, "1st Ld-Writethru"),
    ("1st LD-Writethru: Rain falls", "Rain falls", "writethru", 1, None),
    ("2. ROUNDUP: Regen fällt", "Regen fällt", "wrapup", 2, None),
    ("WDH/Regen fällt", "Regen fällt", "repeat", None, None),
    ("LEAD 2-La pluie tombe", "La pluie tombe", "update", 2, None),
    ("CORRIGÉ-La pluie tombe", "La pluie tombe", "corrected", None, None),
    ("ACTUALIZA 1-Cae la lluvia", "Cae la lluvia", "update", 1, None),
    ("(Amp) Cae la lluvia", "Cae la lluvia", "update", None, "(Amp)"),
    ("RESUMEN 3-Cae la lluvia", "Cae la lluvia", "wrapup", 3, None),
    ("ATUALIZA 1-Cai a chuva", "Cai a chuva", "update", 1, None),
    ("ОБНОВЛЕНИЕ 1-Идет дождь", "Идет дождь", "update", 1, None),
    ("ПОВТОР-Идет дождь", "Идет дождь", "repeat", None, None),
    ("再送（訂正）-雨が降る", "雨が降る", "corrected", None, None),
    ("（訂正）雨が降る", "雨が降る", "corrected", None, None),
    ("(종합2보) 비가 온다", "비가 온다", "update", None, None),
    ("(2보) 비가 온다", "비가 온다", "update", 2, None),
]


@pytest.mark.parametrize(("printed", "text", "kind", "number", "tag"), TAGS)
def test_tags(printed: str, text: str, kind: str, number: int | None, tag: str | None) -> None:
    found = cut_tags(printed)
    assert found.text == text
    assert found.revision is not None
    assert (found.revision.kind, found.revision.number) == (kind, number)
    assert tag is None or found.revision.text == tag


@pytest.mark.parametrize(
    "printed",
    [
        "Update on the river talks",
        "Corrected budget passes",
        "LEAD-lined box found",
        "Analysis: why it rains",
        "LIVE: rain",
    ],
)
def test_words_of_a_headline_are_no_tags(printed: str) -> None:
    assert cut_tags(printed).text == printed
    assert cut_tags(printed).revision is None


@pytest.mark.parametrize(
    ("printed", "text"), [("URGENT: Rain falls", "Rain falls"), ("Eil: Regen", "Regen"), ("FACTBOX-Rain", "Rain")]
)
def test_urgency_is_cut_but_no_revision(printed: str, text: str) -> None:
    assert cut_tags(printed).text == text
    assert cut_tags(printed).revision is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("(Adds mayor's reaction in paragraph 3, updates toll)", "update"),
        ("(Rewrites throughout after the vote)", "update"),
        ("(In Jan. 3 story, corrects last paragraph to say ten)", "corrected"),
        ("(This Oct. 3 story has been corrected to change the year in paragraph 1)", "corrected"),
        ("(This story has been refiled to correct the date).", "refile"),
        ("(ATTN: CHANGES headline, lead; UPDATES with latest results)", "update"),
        ("Eds: Adds full-year results.", "update"),
        ("(Repeats to more subscribers, no change to text)", "repeat"),
        ("HOLD HOLD HOLD", "withdrawn"),
        ("KILL KILL KILL", "withdrawn"),
        ("(Corrige cifra en segundo párrafo)", "corrected"),
        ("(Добавлены подробности)", "update"),
        ("CORRECTION: An earlier version of this story said that it rained in Rome.", "corrected"),
        ("Editor's note: An earlier version of this article misstated the day.", "corrected"),
        ("(Story has been updated with comment)", "update"),
        ("(Story refiled to fix link)", "refile"),
        ("Eds: APNewsNow. Updates with comment.", "update"),
        ("EDS: UPDATES with details", "update"),
        ("(Eds: Adds byline)", "update"),
        ("(durchgehend neu)", "update"),
        ("(Neu: Zitat)", "update"),
        ("Hinweis: Korrigiert wurde im zweiten Absatz die Zahl", "corrected"),
        ("（内容を追加しました）", "update"),
        ("（訂正：第2段落の日付を修正しました）", "corrected"),
        ("HOLD - HOLD - HOLD", "withdrawn"),
    ],
)
def test_notes(line: str, kind: str) -> None:
    found = read_note(line)
    assert found is not None
    assert found.revision is not None
    assert found.revision.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "This story moved the town to tears.",
        "In March the report said prices corrected sharply.",
        "The story has been told to a boy.",
        "(He laughs.)",
        "(This story has been refiled to correct the day) By Ann Lee OSLO (Reuters) - Rain fell on the valley for three days.",
        "（雨が降りました）",
    ],
)
def test_news_is_no_note(line: str) -> None:
    assert read_note(line) is None


def test_note_before_the_lead() -> None:
    note, rest = cut_note('(This October 24 story has been refiled to say "go") By Ann Lee')
    assert note is not None
    assert rest == "By Ann Lee"


@pytest.mark.parametrize(
    "line",
    [
        "The report said that thirty people were killed in the north.",
        "The report, published on Monday, said one miner was killed.",
        "The article was retracted by the journal two years later.",
        "The report was updated on Monday to include the islands.",
        "The bank refiled its claim with the court.",
        "Correcting the deficit will take years, she said.",
        "Corrected for inflation, prices fell.",
        "Refiling the claim would cost a million.",
    ],
)
def test_news_of_reports_and_claims_is_no_note(line: str) -> None:
    assert read_note(line) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            '(The story below, headlined "Varn bank in talks over the sale of its ferries", has been withdrawn as it was false.)',
            "withdrawn",
        ),
        ("The above story has been killed.", "withdrawn"),
        ("(Rpt per corretta lettura del cognome)", "repeat"),
        ("(Refiling to add day)", "refile"),
        ("In this Jan 3 story, refiles to fix day", "refile"),
    ],
)
def test_notes_with_and_without_brackets(line: str, kind: str) -> None:
    found = read_note(line)
    assert found is not None
    assert found.revision is not None
    assert found.revision.kind == kind


@pytest.mark.parametrize(
    ("headline", "text", "kind"),
    [
        ("부두에서 배 발견(종합)", "부두에서 배 발견", "update"),
        ("부두에서 배 발견(종합2보)", "부두에서 배 발견", "update"),
        ("부두에서 배 발견(2보)", "부두에서 배 발견", "update"),
        ("부두에서 배 발견 (부산)", "부두에서 배 발견 (부산)", None),
    ],
)
def test_tags_behind_korean_headlines(headline: str, text: str, kind: str | None) -> None:
    found = cut_tags(headline)
    assert found.text == text
    assert (found.revision and found.revision.kind) == kind


@pytest.mark.parametrize(
    ("text", "rest", "kind"),
    [
        ("(Berichtigung: Länge der Mole im 2. Absatz) Es regnete in Varn.", "Es regnete in Varn.", "corrected"),
        ("(Korrektur: Zahl im 3. Absatz) Es regnete in Varn.", "Es regnete in Varn.", "corrected"),
        ("(Corrige fecha en el párrafo 2) Llovió en Varn.", "Llovió en Varn.", "corrected"),
        ("(Rpt per corretta lettura) Piove a Varn.", "Piove a Varn.", "repeat"),
        ("(Исправляет дату во втором абзаце) В Варне дождь.", "В Варне дождь.", "corrected"),
        ("(Adds mayor's reaction) It rained in Varn.", "It rained in Varn.", "update"),
    ],
)
def test_a_note_of_any_language_before_the_lead_is_cut(text: str, rest: str, kind: str) -> None:
    note, left = cut_note(text)
    assert left == rest
    assert note is not None
    assert note.revision is not None
    assert note.revision.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "(Neue Preise gelten ab Montag) Die Fähre wird teurer.",
        "(The mayor was ill on Monday) The council met.",
        "(Varn, 4 June) It rained.",
    ],
)
def test_other_words_in_brackets_before_the_lead_stay(text: str) -> None:
    assert cut_note(text) == (None, text)


@pytest.mark.parametrize(
    "line",
    [
        "(Please be advised that the story sent on June 4 on Varn is withdrawn. The port said it was false.)",
        "(Die Meldung von gestern über den Hafen von Varn wird zurückgezogen.)",
        "(Cette dépêche est annulée, le port dément.)",
    ],
)
def test_a_withdrawal_in_brackets_is_a_note(line: str) -> None:
    note = read_note(line)
    assert note is not None
    assert note.revision is not None
    assert note.revision.kind == "withdrawn"


@pytest.mark.parametrize(
    ("headline", "text", "kind"),
    [
        ("BC-EU--Varn-Harbour, KILL", "EU--Varn-Harbour", "withdrawn"),
        ("BC-EU--Varn-Harbour, CORRECTED", "EU--Varn-Harbour", "corrected"),
        ("Harbour of Varn closes, UPDATE 2", "Harbour of Varn closes", "update"),
        ("HARBOUR TO CLOSE, KILL", "HARBOUR TO CLOSE, KILL", None),
        ("Harbour closes, says NATO", "Harbour closes, says NATO", None),
    ],
)
def test_tags_behind_a_comma(headline: str, text: str, kind: str | None) -> None:
    found = cut_tags(headline)
    assert found.text == text
    assert (found.revision and found.revision.kind) == kind
