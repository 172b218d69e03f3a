"""Pages that lead away, lie about their charset, or say what would harm a reader."""

from __future__ import annotations

import json
import re

import pytest

from tests.hostile import harness, pages

SETTINGS = {"DEFAULT_REQUEST_HEADERS": json.dumps({"Authorization": "Basic c2VjcmV0", "Cookie": "wall=s3cret"})}
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    # What an operator may set for all requests: it goes to the mirrors, and nowhere else.
    return harness.crawl(tmp_path_factory.mktemp("pages"), pages.CASES, **SETTINGS)


@pytest.mark.parametrize("case", pages.CASES, ids=lambda case: case.name)
def test_one_outcome(outcome: harness.Outcome, case: harness.Case) -> None:
    assert harness.wrongs(case, outcome) == []


def test_the_neighbour_is_whole_and_nobody_came_inside(outcome: harness.Outcome) -> None:
    assert harness.wrongs_of_neighbour(outcome) == []
    assert any(b"Basic c2VjcmV0" in head for head in outcome.heads["inside"]), "it was set indeed"
    assert "c2VjcmV0" not in outcome.err
    assert "hunter2" not in outcome.err + str(outcome.lines)
    assert "root:" not in str(outcome.lines)


def lines(outcome: harness.Outcome, mirror: str) -> list[dict]:
    return [line for line in outcome.lines if line["mirror"] == mirror]


def strings(value: object) -> list[str]:
    """Every string of a record, as it is: in a line of JSON control characters are escaped."""
    if isinstance(value, dict | list):
        return [text for one in (value.values() if isinstance(value, dict) else value) for text in strings(one)]
    return [value] if isinstance(value, str) else []


def test_charsets_are_right_or_marked(outcome: harness.Outcome) -> None:
    assert pages.CYRILLIC in outcome.archived("declared-wrongly")
    twice = [line for line in lines(outcome, "encoded-twice") if "hren d" in line["headline"]]
    assert len(twice) == 1
    assert twice[0]["headline"].startswith("Fähren") or "suspect_encoding" in twice[0]["marks"]
    assert "\ufffd" not in twice[0]["headline"] or "suspect_encoding" in twice[0]["marks"]


def test_no_date_of_no_calendar_is_taken(outcome: harness.Outcome) -> None:
    dated = lines(outcome, "odd-dates")
    assert len(dated) == len(harness.GOOD) + len(pages.DATES)
    assert any(line["published_at"] is not None for line in dated), "the good ones have a time"
    for line in dated:
        at = line["published_at"]
        assert at is None or "1990" < at[:4] < "2028", line["published_text"]


def test_no_text_steers_anything(outcome: harness.Outcome) -> None:
    titled = lines(outcome, "odd-titles")
    assert len(titled) == len(harness.GOOD) + len(pages.TITLES)
    assert any("Harbour" in line["headline"] and "opens" in line["headline"] for line in titled)
    for line in outcome.lines:
        assert [text for text in strings(line) if NOT_TEXT.search(text)] == [], line["url"]
    assert "ended: " in outcome.err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]", outcome.err)


def test_what_is_asked_stays_on_the_mirror(outcome: harness.Outcome) -> None:
    paths = outcome.asked["odd-links"]
    assert set(harness.GOOD) < set(paths)
    assert sum("story-of-" in path for path in paths) > 3, "some of the odd ones are addresses on the mirror"
    for asked in paths:
        assert len(asked) < 5000
        assert asked.startswith("/")


def test_a_place_that_is_none_has_a_reason_of_ours(outcome: harness.Outcome) -> None:
    counted = outcome.counted("to-odd-places")
    reasons = {name.removeprefix("dropped/"): n for name, n in counted.items() if name.startswith("dropped/")}
    assert sum(reasons.values()) == len(pages.ODD_PLACES)
    known = {"left_mirror", "http_404", "too_many_redirects", "source_dry", "private_address", "soft_404"}
    assert reasons.keys() <= known


def test_no_field_is_longer_than_anybody_reads(outcome: harness.Outcome) -> None:
    for mirror, odd in (("linked-data", pages.LINKED), ("odd-heads", pages.HEADS), ("odd-titles", pages.TITLES)):
        assert len(lines(outcome, mirror)) == len(harness.GOOD) + len(odd)
    assert any(line["canonical_url"] for line in outcome.lines)
    number = next(n for n, head in enumerate(pages.HEADS) if "og:image" in head)
    (pictured,) = (line for line in lines(outcome, "odd-heads") if line["url"].endswith(f"story-number-{number}"))
    assert pictured["images"] == [], "its one picture is a script"
    for line in outcome.lines:
        assert len(line["headline"]) < 2000
        assert line["canonical_url"] is None or line["canonical_url"].startswith("http"), line["canonical_url"]
        assert [image for image in line["images"] if not image["url"].startswith("http")] == []
