"""What every reader promises of its result, whatever it was given: held by the fuzz targets and by the tests of each room."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import jsonschema

from newscrawl.archive.records import from_line, to_line
from newscrawl.discovery.listing import Listing, SitemapListing
from newscrawl.items import Kind, Provenance, RawArticle, RevisionKind, SiteFacts
from newscrawl.text.agencies import KnownAgency, table
from newscrawl.text.article import interpret
from newscrawl.text.url_parts import on_domain

# What is taken of one page of a source (docs/hostile.md), by whether it is a section page. No shorter body can list more.
MOST_LISTED = {True: 1_000, False: 50_000}
SHORTEST_CUT = 10_000
SCHEMA = Path(__file__).parents[1] / "newscrawl" / "archive" / "record.schema.json"


@cache
def schema() -> jsonschema.Draft202012Validator:
    """What a record must be."""
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def assert_listing(found: object, body: bytes, *, domain: str | None = None) -> None:
    """Links are whole http(s) addresses, no more than are ever taken; a section page's are on its domain, each once.

    What is there and what could not be used was in the body, and of a short body nothing is cut.
    """
    assert isinstance(found, Listing | SitemapListing)
    urls = [link.url for link in found.links]
    further = [found.next_page] if isinstance(found, Listing) else [child.url for child in found.sitemaps]
    assert len(urls) + (len(further) if isinstance(found, SitemapListing) else 0) <= MOST_LISTED[domain is not None]
    assert domain is None or len(urls) == len(set(urls))
    if not body.startswith(b"\x1f\x8b"):
        assert not found.cut or len(body) >= SHORTEST_CUT
        assert 0 <= found.skipped <= len(body)
        assert len(urls) + len(further) + found.skipped <= len(body)
    for url in (*urls, *filter(None, further)):
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https"), url
        assert parts.hostname, url
        assert domain is None or on_domain(url, domain), url


def assert_record(raw: RawArticle, facts: SiteFacts | None = None) -> None:
    """What was read becomes a record that survives its line, has one line and is as the schema says."""
    found = replace(interpret(raw, facts or SiteFacts(), provenance=Provenance(via="file")), id="x")
    line = to_line(found)
    assert to_line(from_line(line)) == line, "a record must survive its line"
    assert len(line.splitlines()) == 1
    wrong = [f"{error.json_path}: {error.message}" for error in schema().iter_errors(json.loads(line))]
    assert not wrong, wrong[:3]


def assert_values(found: object, printed: str) -> None:
    """Every string of a reading was printed or is a name of our own, and every number is a bounded one."""
    text = _letters(printed)
    for value in _values(found):
        if isinstance(value, str):
            # What stood in brackets between two words of a name may be left out: each word was printed then.
            said = _letters(value) in text or all(_letters(word) in text for word in value.split())
            assert value in _own() or said, f"{value!r} was not printed"
        elif not isinstance(value, bool):
            assert 0 <= value < 10_000, value


@cache
def _own() -> frozenset[str]:
    names = (agency.name for agency in table().agencies)
    return frozenset((*names, *get_args(Kind), *get_args(RevisionKind), "sign_off", "credit", "trash", "note"))


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def _values(found: object) -> Iterator[str | int]:
    if found is None or isinstance(found, date | KnownAgency):
        return
    if isinstance(found, str | int):
        yield found
    elif is_dataclass(found):
        for field in fields(found):
            yield from _values(getattr(found, field.name))
    else:
        assert isinstance(found, tuple | list), type(found)
        for value in found:
            yield from _values(value)
