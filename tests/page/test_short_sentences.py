"""No sentence of a text is lost, however short, wherever it stands, whatever the agency prints behind it."""

from __future__ import annotations

from itertools import product

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

LONG = (
    "The harbour of Senna opened again on Tuesday after nine days of repair, its keeper said in the town hall.",
    "Ferries to the four islands will sail at the old hours, and the fares of spring hold until the end of June.",
    "Nobody was hurt when the wall of the old mole gave way, though eleven boats were lost with all their nets.",
    "The ministry in the capital promised money for a new wall, but the council doubts that it will come soon.",
)
SHORT = (
    "It rained.", "Why now?", "“It is over.”", "He was 71.", "Nobody was hurt.", "The vote is on May 3.",
    "She declined to comment.", "Oil rose 2.1% to $81.30.", "Photo by photo, the case was built.",
    "It was the first such case since 2019.",
)  # fmt: skip
MARKS = ("", " (Reuters)", " (dpa/lby)", " - AFP", " AFP", " (APA/Reuters)", " /ra", " —PTI", " /TASS/", " EFE")
BOXES = {
    "article": "<article>{}{}</article>",
    "bare": "{}{}",
    "nested": '<div class="wrap"><div class="x">{}<div>{}</div></div></div>',
    "named": '<article>{}<div class="article-body">{}</div></article>',
    "cell": "<table><tr><td>{}{}</td></tr></table>",
    "section": "<main><header>{}</header><section>{}</section></main>",
}
RUNS = {
    "p": "<p>{}</p>",
    "div": "<div>{}</div>",
    "br": "{}<br><br>",
    "span": '<p><span style="x">{}</span></p>',
    "named": '<p class="par">{}</p>',
    "raw": "{}",
    "hashed": '<div class="sc-1a2b3c-0 kXyZ"><p class="sc-9f8e7d-0 aBcD">{}</p></div>',
}
BEHIND = (
    '<div class="related"><h3>Related</h3><ul><li><a href="/a">Typhoon skirts the northern isles</a></li>'
    '<li><a href="/b">Port strike enters its second week in the capital</a></li></ul></div><footer>© 2024 Valley Times</footer>'
)


def text_of(box: str, run: str, lines: list[str]) -> str:
    head = "<h1>Harbour opens again after long repair</h1><div><span>11 September 2024 09:43</span></div>"
    inside = BOXES[box].format(head, "".join(RUNS[run].format(line) for line in lines))
    page = f"<head><title>Harbour opens again after long repair</title></head><body>{inside}{BEHIND}</body></html>"
    raw = read_page(page.encode(), url="https://quay.example/world/1.html")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file")).body or ""


@pytest.mark.parametrize(("box", "run"), list(product(BOXES, [run for run in RUNS if run != "raw"])))
def test_no_short_sentence_is_lost(box: str, run: str) -> None:
    lost = []
    for number, short in enumerate(SHORT):
        for where in ("first", "among", "last", "last but one"):
            mark = MARKS[(number + len(where) + len(box) + len(run)) % len(MARKS)]
            lines = [*LONG]
            lines.insert({"first": 0, "among": 2, "last": 4, "last but one": 4}[where], short)
            lines += ["Nobody knows why."] if where == "last but one" else []
            text = text_of(box, run, [*lines[:-1], lines[-1] + mark])
            lost += [(line, mark, where) for line in lines if line not in text]
            assert "Typhoon" not in text
    assert lost == []


@pytest.mark.parametrize("mark", MARKS[1:])
def test_the_agency_behind_a_short_sentence_is_read_and_cut(mark: str) -> None:
    text = text_of("article", "p", [*LONG, f"Nobody knows why.{mark}"])
    assert text.endswith("Nobody knows why.")


@pytest.mark.parametrize(
    ("language", "closing"),
    [
        ("ar", "لماذا الآن؟ (رويترز)"),
        ("hi", "अभी क्यों? (भाषा)"),
        ("hi", "पुलिस जांच कर रही है। (पीटीआई)"),
        ("ru", "Шёл дождь. - РИА Новости"),
        ("fr", "Il pleuvait. - avec AFP"),
        ("es", "¿Por qué ahora? (EFE)"),
        ("zh", "警方正在调查。（新华社）"),
    ],
)
@pytest.mark.parametrize("run", ["p", "div"])
def test_short_sentences_of_other_scripts_stay_and_their_agency_goes(language: str, closing: str, run: str) -> None:
    text = text_of("article", run, [*LONG, closing])
    sentence = max(closing.rpartition(sign)[0] + sign for sign in ".?؟।。" if sign in closing)
    assert text.endswith(sentence), language


ELEMENTS = {
    "heading": ("<h2>Background</h2>", ["Background"]),
    "bold line": ("<p><b>What happens next?</b></p>", ["What happens next?"]),
    "list": (
        "<ul><li>Ferries: two a day</li><li>Fares as in spring</li><li>No dogs on deck</li></ul>",
        ["Ferries: two a day", "No dogs on deck"],
    ),
    "announced list": (
        "<p>The fares are:</p><ul><li>2 crowns to Varn</li><li>3 crowns to Oss</li></ul>",
        ["The fares are:", "3 crowns to Oss"],
    ),
    "table": (
        "<table><tr><th>Island</th><th>Boats</th></tr><tr><td>Varn</td><td>12</td></tr><tr><td>Oss</td><td>3</td></tr></table>",
        ["Island", "Varn", "Oss"],
    ),
    "quotation": ("<blockquote><p>We have lost a season and nobody cares.</p></blockquote>", ["We have lost a season"]),
    "links": ('<p>The <a href="/x">harbour council</a> will meet on <a href="/y">Thursday</a>.</p>', ["will meet on"]),
    "dashes": ("<p>- Two boats a day to Varn</p><p>- None to Oss</p>", ["Two boats a day to Varn", "None to Oss"]),
    "scores": ("<p>Varn 2 - Senna 1</p><p>Oss 0 - Pell 0</p>", ["Varn 2", "Oss 0"]),
    "numbers": (
        f"<p>1. The wall</p><p>{SHORT[-1]}</p><p>2. The channel</p><p>{SHORT[4]}</p>",
        ["1. The wall", "2. The channel"],
    ),
}


@pytest.mark.parametrize(("box", "run"), list(product(BOXES, ("p", "div", "span", "named"))))
def test_what_stands_among_paragraphs_is_text_in_order(box: str, run: str) -> None:
    lost = []
    for name, (element, said) in ELEMENTS.items():
        for at in (2, 3):
            paragraphs = [RUNS[run].format(line) for line in LONG]
            text = text_of(box, "raw", [*paragraphs[:at], element, *paragraphs[at:]])
            lost += [(name, at, line) for line in (*said, *LONG) if line not in text]
            if not lost:
                assert text.index(LONG[at - 1]) < text.index(said[0]) < text.index(LONG[at])
    assert lost == []


@pytest.mark.parametrize("box", ["named", "nested", "section"])
@pytest.mark.parametrize("name", ["list", "announced list", "table", "dashes", "scores"])
def test_tables_and_lists_close_a_text(box: str, name: str) -> None:
    element, said = ELEMENTS[name]
    text = text_of(box, "raw", [*(f"<p>{line}</p>" for line in LONG), element])
    assert all(line in text for line in said)
    assert "Typhoon" not in text


@pytest.mark.parametrize(
    "teaser",
    [
        '<h3><a href="/z">Typhoon skirts the northern isles</a></h3>',
        '<p><strong>Also read: <a href="/z">Typhoon skirts the northern isles</a></strong></p>',
        '<p>Most read from Quay News</p><ul><li><a href="/z">Typhoon skirts the northern isles</a></li></ul>',
    ],
)
@pytest.mark.parametrize("box", list(BOXES))
def test_teasers_among_paragraphs_are_none(box: str, teaser: str) -> None:
    paragraphs = [f"<p>{line}</p>" for line in LONG]
    text = text_of(box, "raw", [*paragraphs[:2], teaser, *paragraphs[2:]])
    assert all(line in text for line in LONG)
    assert "Typhoon" not in text
    assert "Quay News" not in text
