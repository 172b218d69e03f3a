"""Names of people, and nothing else, out of bylines."""

from __future__ import annotations

import pytest

from newscrawl.items import Printed, SiteFacts
from newscrawl.text.bylines import choose_byline, read_byline


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"], []),
        ("By ANN LEE, AP National Writer", ["ANN LEE"], ["AP"]),
        ("Von Anna Muster und Jörg Beispiel, dpa", ["Anna Muster", "Jörg Beispiel"], ["dpa"]),
        ("Por María de la O", ["María de la O"], []),
        ("Af Ritzau", [], ["Ritzau"]),
        ("By AP and Valley Times staff", [], ["AP"]),
        ("det/dpa", [], ["dpa"]),
        ("Associated Press in Valencia", [], ["AP"]),
        ("AFP, OSLO", [], ["AFP"]),
        ("Reuters, Thorsten Muster", ["Thorsten Muster"], ["Reuters"]),
        ("홍길동 기자", ["홍길동"], []),
        ("admin", [], []),
        ("https://x.example/author/ann", [], []),
        ("Redaktion", [], []),
        ("Valley Times", [], []),
    ],
)
def test_byline(line: str, names: list[str], agencies: list[str]) -> None:
    found = read_byline(line, own_names=["Valley Times"])
    assert list(found.names) == names
    assert list(found.agencies) == agencies


def test_addresses_in_metadata_are_dropped() -> None:
    found = choose_byline(
        [Printed(text="https://facebook.com/valley", kind="jsonld"), Printed(text="By Ann Lee", kind="text")],
        facts=SiteFacts(),
    )
    assert found.names == ("Ann Lee",)
