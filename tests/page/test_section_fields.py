"""The name of a section's field, in some fifty languages, is no part of its label, wherever on the page it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from tests.page.test_leaks import EXPECTED, PARTS, H

TEXT = "".join(PARTS)
PLACES = {
    "a link in the line of the time": '<div>{field} <a href="/s/1">{label}</a> | 2024-09-11 12:00</div>' + TEXT,
    "a link in a line of its own": '<div><span>{field}</span> <a href="/s/1">{label}</a></div><div>2024-09-11 12:00</div>'
    + TEXT,
    "plain, over the time": "<div>{field} {label}</div><div>2024-09-11 12:00</div>" + TEXT,
    "behind the text": f'<div>2024-09-11 12:00</div>{TEXT}<p>{{field}} <a href="/s/1">{{label}}</a></p>',
}


def _rows():
    for row in (Path(__file__).parent / "section_fields.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            language, label, fields = (part.strip() for part in row.split("|"))
            yield from ((language, label, field) for field in fields.split(", "))


@pytest.mark.parametrize(("language", "label", "field"), list(_rows()))
def test_a_field_is_no_part_of_its_label(language, label, field):
    for place, printed in PLACES.items():
        inside = f"<h1>{H}</h1>{printed.format(field=field, label=label)}"
        page = f'<html lang="{language}"><body><article>{inside}</article></body></html>'
        raw = read_page(page.encode(), url="https://quay.example/n/1.html")
        article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
        assert article.section_label == label, place
        assert article.section is not None, place
        assert article.byline == (), place
        assert [line for line in (article.body or "").split("\n") if line] == EXPECTED, place
