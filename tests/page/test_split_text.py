# ruff: noqa: E501 (pages are data)
"""A text whose paragraphs stand in several boxes of a page is read whole."""

from __future__ import annotations

import pytest

from newscrawl.page import read_page

LEAD = "The ferry to the old harbour of Varn sank on Monday after it had struck the quay in the fog, and all of its crew were saved."
NEXT = "Its owner said that the pilot had asked for a tug twice, and that none had been sent from the port in time for that."
MORE = ["The port of Varn denies it: its tug, a spokesman says, was at the quay from four, and the crew saw nothing of a ship.",
        "An inquiry was opened on Tuesday by the ministry, which had warned of the fog and of the old quay a year ago already.",
        "No ferries sail until Friday at the earliest, and those who hold tickets are taken by bus across the bridge of Brenn."]  # fmt: skip
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in MORE)


def body(page: str) -> list[str]:
    raw = read_page(f"<html><body><article>{page}</article></body></html>", url="https://m.example/n/1")
    return list(raw.paragraphs)


def test_boxes_named_alike_hold_one_text() -> None:
    box = "<x-text><div class='text'><x-html><div>{}</div></x-html></div></x-text>"
    page = "<h1>Ferry sinks at Varn</h1>" + "".join(
        box.format(part) for part in (f"<p>{LEAD}</p>", f"<p>{NEXT}</p>", PARAGRAPHS)
    )
    assert body(page) == [LEAD, NEXT, *MORE]


def test_a_lead_set_apart_in_what_is_named_the_article_s_text_belongs_to_it() -> None:
    page = "<h1>Ferry sinks at Varn</h1><div id='article-content-box'>{}</div><div class='middle-part'>{}</div>"
    assert body(page.format(f"<p>{LEAD}</p><div class='video_title'>Fog over Varn</div>", PARAGRAPHS)) == [LEAD, *MORE]


def test_a_teaser_in_such_a_box_does_not() -> None:
    teaser = f"<p><a href='/o'>Fog over Varn</a> {NEXT}</p>"
    page = f"<h1>Ferry sinks at Varn</h1><div id='article-content-box'>{teaser}</div><div class='middle-part'>{PARAGRAPHS}</div>"
    assert body(page) == MORE


def test_a_line_in_bold_between_paragraphs_that_stand_in_boxes_of_their_own() -> None:
    lines = [LEAD, "Ferries sail again", NEXT, "Boats wait at noon", MORE[2]]
    boxes = "".join(f"<div><p>{line if len(line) > 30 else f'<strong>{line}</strong>'}</p></div>" for line in lines)
    page = f"<html><body><h1>Storm over Varn</h1><div class=body>{boxes}</div></body></html>"
    assert list(read_page(page, url="https://m.example/1").paragraphs) == lines


@pytest.mark.parametrize(
    "line", ["Ann Lee, Coast Ledger", "Watch the full interview above", "Nicht verpassen", "Top stories of the day"]
)
def test_one_line_in_bold_is_no_subheading_there(line: str) -> None:
    lines = [LEAD, line, NEXT, MORE[2]]
    boxes = "".join(f"<div><p>{text if len(text) > 40 else f'<strong>{text}</strong>'}</p></div>" for text in lines)
    page = f"<html><body><h1>Storm over Varn</h1><div class=body>{boxes}</div></body></html>"
    assert list(read_page(page, url="https://m.example/1").paragraphs) == [LEAD, NEXT, MORE[2]]


def test_a_last_paragraph_whose_link_is_printed_over_many_lines() -> None:
    link = "plans for a new\n{0}period of five\n{0}years in which the\n{0}ferries of the\n{0}old port may not\n{0}sail.".format(
        " " * 40
    )
    last = f"<p>Earlier this week, the council announced <a href=/n/2>{link}</a></p>"
    page = f"<h1>Storm over Varn</h1><div class=text><p>{LEAD}</p><p>{NEXT}</p>{PARAGRAPHS}{last}</div>"
    assert body(page)[-1].startswith("Earlier this week, the council announced plans")


def test_a_subheading_whose_id_is_made_of_its_own_words() -> None:
    heads = [
        "A vote of support for the port",
        "Trade and its related risks in winter",
        "What the comments of the owner mean",
    ]
    parts = zip(heads, (f"{LEAD}", NEXT, MORE[2]), strict=True)
    text = "".join(f'<h2 id="{head.lower().replace(" ", "-")}">{head}</h2><p>{line}</p>' for head, line in parts)
    assert body(f"<h1>Ferry sinks at Varn</h1><div class=text><p>{MORE[0]}</p>{text}</div>") == [
        MORE[0], heads[0], LEAD, heads[1], NEXT, heads[2], MORE[2],
    ]  # fmt: skip
    asides = f"<h2 id=related-stories>Ships of the day</h2><ul>{'<li><a href=/n/3>Ship sails from the bay</a></li>' * 3}</ul>"
    assert "Ships of the day" not in body(
        f"<h1>Ferry sinks at Varn</h1><div class=text><p>{LEAD}</p>{PARAGRAPHS}{asides}</div>"
    )


def test_a_number_in_thousands_is_no_day() -> None:
    lines = ["Doses given: 7.818.781", "With one dose: 6.896.293 people"]
    text = f"<p>{LEAD}</p><p>{lines[0]}</p><p>{lines[1]}</p><p>{NEXT}</p>{PARAGRAPHS}"
    assert body(f"<h1>Ferry sinks at Varn</h1><div class=text>{text}</div>")[1:3] == lines
