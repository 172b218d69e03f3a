"""The shipped mirrors' real pages read right, field by field, against what a person read on them.

The pages belong to their publishers and stay in ../shared; here are only short facts, digests and counts.
``pytest tests/mirrors/test_shipped.py -s`` prints the figures.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest

from newscrawl.items import Article, Provenance
from newscrawl.mirror import Mirror
from newscrawl.mirrors import load_mirrors
from newscrawl.text.url_parts import on_domain

ROOT = Path(__file__).parents[2]
PAGES = Path(os.environ.get("NEWSCRAWL_SHARED") or ROOT.parent / "shared") / "pages" / "mirrors"
EXPECTED = Path(__file__).parent / "expected"
# turan's addresses come from the notes on that site (no saved page of it is at hand).
NAMED_IN_THE_NOTES = {"https://turan.az/en/in-world"}

needs_pages = pytest.mark.skipif(not PAGES.is_dir(), reason=f"no saved pages at {PAGES}; set NEWSCRAWL_SHARED")


def expectations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(EXPECTED.glob("*.json")):
        for page, facts in json.loads(path.read_text(encoding="utf-8")).items():
            yield path.stem, page, facts


def words(text: str | None) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text or "").casefold())


def digest(text: str | None) -> str:
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()


@cache
def mirrors() -> dict[str, Mirror]:
    return {mirror.name: mirror for mirror in load_mirrors()}


def saved(page: str) -> bytes:
    return gzip.decompress((PAGES / "pages" / f"{page}.html.gz").read_bytes())


@cache
def article(name: str, page: str, url: str) -> Article:
    from newscrawl.page import read_page
    from newscrawl.text.article import interpret

    mirror = mirrors()[name]
    raw = read_page(saved(page), url=url, mirror=mirror, fetched_at=datetime(2026, 11, 23, tzinfo=UTC))
    return interpret(raw, mirror.facts, provenance=Provenance(via="file"))


def found(got: Article, field: str, wanted: Any) -> Any:
    """What the article says, in the form the expectation is written in."""
    if field == "headline_sha256":
        return digest(got.headline)
    if field == "published_at":
        # To the minute: a page's own sources differ in seconds. A day alone is held against the local day.
        moment = got.published_at.isoformat() if got.published_at else ""
        return moment[: len(wanted)] if len(wanted) == 10 else moment[:16] + moment[-6:]
    if field == "agencies":
        return [agency.name for agency in got.agencies if agency.role in ("source", "co_source")]
    if field == "byline":
        return [name.casefold() for name in got.byline]
    if field == "dateline_places":
        return [place.partition(",")[0] for place in got.dateline.places] if got.dateline else None
    if field == "dateline_date":
        return got.dateline.date.isoformat() if got.dateline and got.dateline.date else None
    if field == "sign_off":
        return got.sign_off is not None
    if field == "wire_id":
        return wanted if wanted in (got.wire_id or "") else got.wire_id
    if field == "body":
        paragraphs = [one for one in (got.body or "").split("\n\n") if words(one)]
        return {"paragraphs": len(paragraphs), "words": len(words(got.body)), "sha256": digest(got.body)}
    return getattr(got, field)


def cases() -> list[Any]:
    found_cases = []
    for name, page, facts in expectations():
        for field, wanted in facts.items():
            if field in ("url", "known_wrong"):
                continue
            why = facts.get("known_wrong", {}).get(field)
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            value = [one.casefold() for one in wanted] if field == "byline" else wanted
            found_cases.append(
                pytest.param(name, page, facts["url"], field, value, id=f"{name}-{page}-{field}", marks=marks)
            )
    return found_cases


@needs_pages
@pytest.mark.parametrize(("name", "page", "url", "field", "wanted"), cases())
def test_field(name: str, page: str, url: str, field: str, wanted: Any) -> None:
    assert found(article(name, page, url), field, wanted) == wanted


@needs_pages
def test_figures(capsys: pytest.CaptureFixture[str]) -> None:
    right, asked = Counter[str](), Counter[str]()
    for case in cases():
        name, page, url, field, wanted = case.values
        asked[field] += 1
        right[field] += found(article(name, page, url), field, wanted) == wanted
    pages = sum(1 for _ in expectations())
    with capsys.disabled():
        print(f"\n{pages} real pages of {len(list(EXPECTED.glob('*.json')))} shipped mirrors, fields right of asked:")
        print("  " + ", ".join(f"{field} {right[field]}/{asked[field]}" for field in asked))
    assert sum(right.values()) >= 0.9 * sum(asked.values())


def test_every_shipped_mirror_has_expectations() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(mirrors()) - {"turan"}


@pytest.mark.parametrize("name", [mirror.name for mirror in load_mirrors()])
def test_a_shipped_mirror_says_what_was_tried_and_is_off(name: str) -> None:
    mirror = mirrors()[name]
    assert not mirror.enabled, "nobody has tried its sources; say in `checked` who did before enabling it"
    assert re.match(r"2\d{3}-\d\d-\d\d: .*untried", mirror.checked or "")
    assert mirror.title
    assert mirror.languages


@needs_pages
@pytest.mark.parametrize("name", [mirror.name for mirror in load_mirrors()])
def test_its_sources_are_links_of_its_saved_pages(name: str) -> None:
    mirror = mirrors()[name]
    links: set[str] = set()
    for line in (PAGES / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if gold["url"] and on_domain(gold["url"], mirror.domain):
            hrefs = lxml.html.fromstring(saved(gold["id"])).xpath("//a/@href | //link/@href")
            links |= {urljoin(gold["url"], str(href).strip()) for href in hrefs if "[" not in href}
    assert {source.url for source in mirror.sources} <= links | NAMED_IN_THE_NOTES
