# ruff: noqa: E501 (pages are data)
"""Where a text ends on pages that name nothing: the agency's last line, lists and cards of other articles, comments."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEAD = "<h1>Harp taught by the tide</h1>"
LINES = (
    "VARN, 5 March (MTI) - A harp that the tide plays was put up in the harbour of Varn on Tuesday, the town said.",
    "Its strings are old mooring lines, and the water moves forty floats that pluck them twice a day.",
    '"Nobody can play it, and nobody has to," said Ida Vale, who built it over two winters.',
    "The harp stays until the herring fleet comes home in autumn and needs its lines.",
)
OTHERS = (
    "Bakers light their ovens an hour early this week because the mill has more flour than room, the guild said.",
    "The ring road is closed on Friday while engineers look for the bell that fell off a lorry in the night.",
    "Fishermen found a clock in their nets that still told the hour, and the museum has already asked for it.",
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)


def article(body: str) -> Article:
    raw = read_page(
        f"<html><head><title>Harp taught by the tide - Varn News</title></head><body>{body}</body></html>",
        url="https://m.example/x/1",
    )
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


CELL = "<table><tr><td>{}</td></tr><tr><td>{}</td></tr></table>"
TEASERS = "".join(f"<p>{other}" for other in OTHERS)


@pytest.mark.parametrize(
    "page",
    [
        # The agency's last line, on its own, where what follows stands elsewhere.
        HEAD + CELL.format("<br><br>".join((*LINES, "MTI")), TEASERS),
        HEAD + CELL.format("<br><br>".join((*LINES, "abc // def", "MTI")), TEASERS),
        f"{HEAD}<div>{PARAGRAPHS}<p>MTI</p></div><div>{OTHERS[0]}</div><div>{OTHERS[1]}</div>",
        # A list whose heading shares the line of its first entry.
        HEAD + "<table><tr><td>" + "<br><br>".join((*LINES, f"Related stories<br>- Bread for all<br><br>{OTHERS[0]}", f"- Bell lost<br><br>{OTHERS[1]}", f"- Clock found<br><br>{OTHERS[2]}")) + "</td></tr></table>",
        # Headings of lists in other languages.
        *(f"{HEAD}<div>{PARAGRAPHS}</div><div><b>{heading}</b></div><div>{TEASERS}</div>" for heading in ("Kapcsolódó cikkek", "最近のエントリー", "Najczęściej czytane", "Διαβάστε επίσης:", "أخبار ذات صلة")),
        # Cards that lead to other articles, more than the text itself.
        f"<div>{HEAD}{PARAGRAPHS}" + "".join(f"<article><a href='/{n}'><span>Another story of the town {n}</span> <i>2024-03-0{n}</i></a> <span>{other} {other}</span></article>" for n, other in enumerate(OTHERS, 1)) + "</div>",
        # A teaser in a wrapper among the paragraphs.
        f"{HEAD}<div class=body><p>{LINES[0]}</p><p>{LINES[1]}</p><div class=embed><article class=teaser><h3><a href='/2'>Bell lost on the ring road</a></h3><div>It fell in the night.</div></article></div><p>{LINES[2]}</p><p>{LINES[3]}</p></div>",
        # Comments, as old systems print them.
        HEAD + CELL.format("<br><br>".join(LINES), "The comments are owned by the poster. We aren't responsible for their content.<br><br>" + "<br><br>".join(OTHERS)),
    ],
)  # fmt: skip
def test_other_texts_stay_out(page: str) -> None:
    read = article(page)
    assert (read.body or "").split("\n\n") == [LINES[0].partition(" - ")[2], *LINES[1:]]
    assert [agency.name for agency in read.agencies] == ["MTI"]


def test_a_text_goes_on_behind_the_name_of_an_agency() -> None:
    page = f"{HEAD}<div><p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2]}</p><p>{LINES[3]}</p><p>MTI</p><p>{OTHERS[0]}</p><p>{OTHERS[1]}</p></div>"
    assert (article(page).body or "").endswith(OTHERS[1])


def test_entries_of_a_live_blog_are_no_cards() -> None:
    entries = "".join(
        f"<article><h3>10:0{n} Another hour of the harp</h3><p>{other}</p></article>" for n, other in enumerate(OTHERS)
    )
    body = article(f"<div>{HEAD}{PARAGRAPHS}{entries}</div>").body or ""
    assert all(other in body for other in OTHERS)


@pytest.mark.parametrize(
    "behind",
    [
        "<div class=src>MTI</div>",
        "<div class='field-source'><div class=label>Source:</div><div class=items><div>MTI</div></div></div>",
        "<div>Quelle:</div><div>MTI</div><div>Mehr</div>",
    ],
)
def test_an_agency_in_a_box_of_its_own_behind_the_text_filed_it(behind: str) -> None:
    lines = "".join(f"<p>{line.partition(' - ')[2] or line}</p>" for line in LINES)
    read = article(f"{HEAD}<div class=text>{lines}</div>{behind}")
    assert [agency.name for agency in read.agencies] == ["MTI"]
    assert (read.body or "").split("\n\n")[-1] == LINES[-1]


def test_short_paragraphs_named_as_the_long_ones_are_text_too() -> None:
    paragraphs = "".join(f"<p class='x highLightSearchTarget'>{line}</p>" for line in (*LINES, "The town sleeps well."))
    assert (article(f"{HEAD}<article><div>{paragraphs}</div></article>").body or "").endswith("The town sleeps well.")


def test_a_heading_over_a_link_to_other_news_and_text_stays() -> None:
    box = "<h2>Who plays at night</h2><p><strong>Read also: <a href='/2'>Bell lost on the ring road</a></strong></p>"
    page = f"{HEAD}<div><p>{LINES[0]}</p><p>{LINES[1]}</p>{box}<p>{LINES[2]}</p><p>{LINES[3]}</p></div>"
    assert "Who plays at night" in (article(page).body or "")
    assert "Bell lost" not in (article(page).body or "")


STRIKE = "".join(
    f"<p>On day {day} of the strike no ferry left the harbour of Varn, and its owner said nothing of it.</p>"
    for day in range(20)
)


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("The books will be shown in Varn in October.— AFP", "The books will be shown in Varn in October."),
        ("El plan tendrá que ser aprobado antes de fin de año, dijo ayer. EFE", "El plan tendrá que ser aprobado antes de fin de año, dijo ayer."),
    ],
)  # fmt: skip
def test_a_short_last_sentence_stays_though_an_agency_closes_it(end: str, kept: str) -> None:
    assert (article(f"{HEAD}<div class='story'>{STRIKE}<p>{end}</p></div>").body or "").split("\n\n")[-1] == kept


def test_a_short_line_without_a_sentence_before_the_agency_is_no_text() -> None:
    assert (
        article(f"{HEAD}<div class='story'>{STRIKE}<p>Boats in Varn harbour, AFP archive</p></div>").body or ""
    ).endswith("its owner said nothing of it.")


@pytest.mark.parametrize("box", ["div class='scroll'", "figure class='wp-block-table'"])
def test_a_table_in_a_box_of_its_own_among_the_paragraphs_is_text(box: str) -> None:
    table = "<table><tr><th>Line</th><th>Fare</th></tr><tr><td>North</td><td>41 crowns</td></tr></table>"
    lines = "".join(
        f"<p>On day {n} of the strike no ferry left the harbour of Varn, and its owner said nothing of it.</p>"
        for n in range(4)
    )
    body = (
        article(
            f"{HEAD}<div class='story'>{lines}<{box}>{table}</{box.split(maxsplit=1)[0]}>{lines.replace('day', 'night')}</div>"
        ).body
        or ""
    )
    assert "Line Fare\n\nNorth 41 crowns" in body


def test_the_article_that_comes_next_is_no_text() -> None:
    more = "<div class='article-page next-up'><h2><a href='/n/2'>Five lighthouses to sleep in</a></h2><p>If you like fog horns, the coast has a room for you.</p></div>"
    assert "fog horns" not in (article(f"{HEAD}<div class='story'>{PARAGRAPHS}</div>{more}").body or "")
