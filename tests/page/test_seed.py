"""The page the project began with, laid out in three ways, each with selectors and without: every field must be right.

The text is read where the shared data lies and never copied here; without it the tests are skipped.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from newscrawl.items import Agency, Article, Provenance
from newscrawl.mirror import Mirror, Selectors, Source
from newscrawl.page import read_page
from newscrawl.text.article import interpret

SHARED = Path(os.environ.get("NEWSCRAWL_SHARED") or Path(__file__).resolve().parents[3] / "shared")
SEED = SHARED / "seed" / "turan_in_world.txt"
URL = "https://turan.az/en/in-world/a-page"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"no seed page in {SEED}")

SELECTORS = Selectors(
    headline="h1", published=".date", section=".rubric", body=".text", byline=".author", drop=(".related", "#comments")
)


class Seed:
    """The seed's lines by what they are."""

    def __init__(self) -> None:
        lines = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines()]
        self.caption, self.headline = lines[0], lines[1]
        self.paragraphs = lines[2:8]
        self.label, self.time = (line.removeprefix("- ") for line in lines[9:11])
        self.heading = lines[11]
        self.teasers = [line for line in lines[12:-1] if line != "-"]
        self.review = lines[-1]

    @property
    def body(self) -> str:
        """The six paragraphs without credit and dateline."""
        first = self.paragraphs[0].partition(" - ")[2]
        return "\n\n".join([first, *self.paragraphs[1:]])


def as_items(seed: Seed) -> str:
    """Every line is a list item, as the site prints its label and time."""
    text = "".join(f"<li>{html.escape(line)}</li>" for line in seed.paragraphs)
    teasers = "".join(f"<li></li><li><a href='/en/{n}'>{html.escape(t)}</a></li>" for n, t in enumerate(seed.teasers))
    return f"""<ul><li>{html.escape(seed.caption)}</li><li><h1>{html.escape(seed.headline)}</h1></li></ul>
        <ul class="text">{text}</ul>
        <ul><li></li><li class="rubric">{seed.label}</li><li class="date">{seed.time}</li></ul>
        <ul class="related"><li>{seed.heading}</li>{teasers}</ul><ul id="comments"><li>{seed.review}</li></ul>"""


def as_one_list(seed: Seed) -> str:
    """As the saved text reads: one list, nothing named, teasers without links."""
    lines = [seed.caption, seed.headline, *seed.paragraphs, "", seed.label, seed.time, seed.heading]
    for teaser in seed.teasers:
        lines += ["", teaser]
    return "<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in (*lines, seed.review)) + "</ul>"


def as_divs(seed: Seed) -> str:
    """Every line is a division; teasers are whole sentences without links."""
    text = "".join(f"<div>{html.escape(line)}</div>" for line in seed.paragraphs)
    teasers = "".join(f"<div></div><div>{html.escape(teaser)}</div>" for teaser in seed.teasers)
    return f"""<div><div>{html.escape(seed.caption)}</div><h1>{html.escape(seed.headline)}</h1>
        <div class="text">{text}</div>
        <div><div class="rubric">{seed.label}</div><div class="date">{seed.time}</div></div>
        <div class="related"><div>{seed.heading}</div>{teasers}</div><div id="comments">{seed.review}</div></div>"""


def as_bare_divs(seed: Seed) -> str:
    """Every line is a division in the same box, the headline too."""
    lines = [seed.caption, seed.headline, *seed.paragraphs, seed.label, seed.time, seed.heading, *seed.teasers]
    return "<div>" + "".join(f"<div>{html.escape(line)}</div>" for line in (*lines, seed.review)) + "</div>"


def as_table(seed: Seed) -> str:
    """A layout of 2005: cells, and line breaks between paragraphs."""
    text = "<br><br>".join(html.escape(line) for line in seed.paragraphs)
    teasers = "".join(f"<tr><td>-</td><td>{html.escape(teaser)}</td></tr>" for teaser in seed.teasers)
    return f"""<table><tr><td colspan=2><font size=1>{html.escape(seed.caption)}</font></td></tr>
        <tr><td colspan=2><h1>{html.escape(seed.headline)}</h1></td></tr><tr><td class="text" colspan=2>{text}</td></tr>
        <tr><td class="rubric">{seed.label}</td><td class="date">{seed.time}</td></tr></table>
        <table class="related"><tr><td colspan=2>{seed.heading}</td></tr>{teasers}</table>
        <table id="comments"><tr><td>{seed.review}</td></tr></table>"""


LAYOUTS = [as_items, as_divs, as_table]
BARE = [as_one_list, as_bare_divs]


def read(layout: Callable[[Seed], str], selectors: Selectors, *, named: bool = True) -> Article:
    """The article that a layout of the seed gives; ``named`` False takes every class and id off the page."""
    seed = Seed()
    page = layout(seed)
    if not named:
        for name in ("text", "rubric", "date", "related"):
            page = page.replace(f'class="{name}"', "")
        page = page.replace('id="comments"', "")
    menu = "".join(f"<li><a href='/en/{name}'>{name}</a></li>" for name in ("Politics", "Economics", "Culture"))
    body = f"<html lang=en><head><title>{seed.headline}</title></head><body><ul>{menu}</ul>{page}</body></html>"
    mirror = Mirror(
        name="turan",
        title="Turan News Agency",
        domain="turan.az",
        timezone="Asia/Baku",
        languages=("en",),
        day_first=True,
        sources=(Source(kind="section", url="https://turan.az/en/in-world"),),
        selectors=selectors,
    )
    raw = read_page(body, url=URL, mirror=mirror)
    return interpret(raw, mirror.facts, provenance=Provenance(via="file"), mirror=mirror.name)


CASES = [
    *(pytest.param(one, SELECTORS, True, id=f"{one.__name__}-selectors") for one in LAYOUTS),
    *(pytest.param(one, Selectors(), True, id=f"{one.__name__}-named") for one in LAYOUTS),
    *(pytest.param(one, Selectors(), False, id=f"{one.__name__}-unnamed") for one in LAYOUTS),
    *(pytest.param(one, Selectors(), False, id=one.__name__) for one in BARE),
]


@pytest.mark.parametrize(("layout", "selectors", "named"), CASES)
class TestSeed:
    """Each field of each layout."""

    def test_headline(self, layout: Callable[[Seed], str], selectors: Selectors, named: bool) -> None:
        assert read(layout, selectors, named=named).headline == Seed().headline

    def test_body_is_the_six_paragraphs(self, layout: Callable[[Seed], str], selectors: Selectors, named: bool) -> None:
        article = read(layout, selectors, named=named)
        assert (article.body or "").split("\n\n") == Seed().body.split("\n\n")

    def test_caption(self, layout: Callable[[Seed], str], selectors: Selectors, named: bool) -> None:
        assert read(layout, selectors, named=named).captions == (Seed().caption,)

    def test_agency_and_dateline(self, layout: Callable[[Seed], str], selectors: Selectors, named: bool) -> None:
        article = read(layout, selectors, named=named)
        assert article.agencies == (Agency(name="Reuters", role="source"),)
        assert article.dateline is not None
        assert article.dateline.places == ("MOSCOW",)

    def test_section(self, layout: Callable[[Seed], str], selectors: Selectors, named: bool) -> None:
        article = read(layout, selectors, named=named)
        assert (article.section_label, article.section, article.scope) == ("In World", "world", "international")

    def test_published(self, layout: Callable[[Seed], str], selectors: Selectors, named: bool) -> None:
        article = read(layout, selectors, named=named)
        assert article.published_text == Seed().time
        assert article.published_at == datetime.fromisoformat("2024-09-11T09:43:00+04:00")
        assert article.published_at is not None
        assert article.published_at.isoformat() == "2024-09-11T09:43:00+04:00"
