"""What a page declares of itself, and a line that names who filed it."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

DAYS = ("Monday", "Friday", "Sunday")
TEXT = "".join(
    f"<p>The ferry to the old harbour sank on {day} after it had struck the quay, the port said.</p>" for day in DAYS
)
HEAD = "<h1>A ferry sinks near the old harbour</h1>"
TIME = "<div><span>11 September 2024 09:43</span></div>"


@pytest.mark.parametrize(
    ("before", "agencies"),
    [
        (f"<div>Reuters</div>{TIME}", [("Reuters", "source")]),
        (f"{TIME}<div>AFP</div>", [("AFP", "source")]),
        # A picture's credit stands under the picture.
        (f'{TIME}<div><img src="/a.jpg"></div><div>AFP</div>', []),
        (f'{TIME}<div><img src="/a.jpg"><p>AFP</p></div>', []),
        (f"{TIME}<div>AFP reporters in Oslo</div>", []),
    ],
)
def test_a_line_beside_the_time_names_the_agency(before: str, agencies: list[tuple[str, str]]) -> None:
    page = f"<html><body>{HEAD}{before}{TEXT}</body></html>"
    article = interpret(
        read_page(page.encode(), url="https://m.example/x/1"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert [(one.name, one.role) for one in article.agencies if one.role != "photo"] == agencies
