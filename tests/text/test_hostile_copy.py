"""No string hangs or breaks the readers of wire copy: a megabyte of bait is read in well under a second."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.items import Printed
from newscrawl.text.bylines import read_byline
from newscrawl.text.dateline.eastern import eastern_head
from newscrawl.text.dateline.places import read_places
from newscrawl.text.datelines import read_dateline
from newscrawl.text.headlines import choose_headline
from newscrawl.text.people.eastern import cut_signature, opening, told_in, writers
from newscrawl.text.pictures.captions import split_credit
from newscrawl.text.pictures.credits import is_credit
from newscrawl.text.wire.editors_lines import without_editors_lines
from newscrawl.text.wire.filing import credit_agencies, is_picture_credit, photo_agencies
from newscrawl.text.wire.ids import read_wire_id
from newscrawl.text.wire.revisions import cut_closing_note, cut_note, cut_tags, read_note
from newscrawl.text.wire.signoffs import cut_end, ending_line
from tests.cpu import cpu_seconds
from tests.promises import assert_values

READERS: dict[str, Callable[[str], object]] = {
    "dateline": read_dateline,
    "places": read_places,
    "eastern": eastern_head,
    "end": lambda text: cut_end([text, text]),
    "line": ending_line,
    "credit": is_credit,
    "note": read_note,
    "cut note": cut_note,
    "closing note": cut_closing_note,
    "tags": cut_tags,
    "byline": read_byline,
    "headline": lambda text: choose_headline([Printed(text=text, kind="text", where="h1")], site_names=[text[:40]]),
    "wire id": lambda text: read_wire_id([text], [text]),
    "credit agencies": credit_agencies,
    "picture": is_picture_credit,
    "pictures": lambda text: photo_agencies([text]),
    "writers": writers,
    "opening": opening,
    "told in": told_in,
    "signature": cut_signature,
    "editors": lambda text: without_editors_lines([text, text[:300], text[:60]]),
    "caption": split_credit,
}
BAIT = [
    "(",
    "(AP)",
    "(Reuters) - ",
    "By ",
    "OSLO/",
    " ",
    "A. ",
    "@",
    "-",
    "©",
    "Jan 1 ",
    "UPDATE 2-",
    "【共同",
    "新华社北京1月",
    "记者张三、",
    "〔記者張三／",
    "김나래 ",
    "图片来源 摄",
    "更多",
    "\u200b",
    "a, ",
]


@pytest.mark.parametrize("reader", READERS)
def test_a_megabyte_in_time(reader: str) -> None:
    for bait in BAIT:
        text = bait * (1_000_000 // len(bait))
        assert cpu_seconds(partial(READERS[reader], text), under=1) < 1, bait


WORDS = st.sampled_from(
    [
        *BAIT,
        "Reporting by ",
        "Editing by ",
        "dpa:240516-99-1",
        "OSLO",
        "OSLO, ",
        " May ",
        "¹",
        "②",
        "rain",
        ")",
        "]",
        "/",
        " and ",
        "\n",
        "CORRECTED",
    ]
)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map("".join)))
def test_nothing_is_read_from_a_text_that_it_does_not_say(reader: str, text: str) -> None:
    found = READERS[reader](text)
    assert_values(found, text)
    assert READERS[reader](text) == found, "the same is read of the same text, whatever was read between"
