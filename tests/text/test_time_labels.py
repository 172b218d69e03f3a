"""What a page calls its last change is never its publication, in some eighty languages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from newscrawl.text.timestamps import read_timestamp

FETCHED = datetime(2024, 9, 12, 12, 0, tzinfo=UTC)
EARLIER, LATER = "2024-09-10T12:00", "2024-09-11T18:07"
# These print the year first, and 10.09.2024 may be either way round there.
YEAR_FIRST = ("ko", "ja", "zh", "tl", "sw", "mn")


def _rows():
    for line in (Path(__file__).parent / "time_labels.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, changed, published = (part.strip() for part in line.split("|"))
            yield language, changed.split(", "), published.split(", ") if published else []


ROWS = list(_rows())


def _days(language):
    return (
        ("2024-09-10 12:00", "2024-09-11 18:07") if language in YEAR_FIRST else ("10.09.2024 12:00", "11.09.2024 18:07")
    )


def _read(text, language):
    reading = read_timestamp(text, SiteFacts(timezone="Europe/Berlin", languages=(language,)), fetched_at=FETCHED)
    return tuple(
        stamp.at.isoformat()[:16] if stamp is not None and stamp.at is not None else None
        for stamp in (reading.published, reading.modified)
    )


@pytest.mark.parametrize(("language", "word"), [(language, word) for language, changed, _ in ROWS for word in changed])
def test_a_last_change_is_no_publication(language, word):
    earlier, later = _days(language)
    assert _read(f"{word}: {later}", language) == (None, LATER)
    assert _read(f"{word} {later}", language) == (None, LATER)
    assert _read(f"{earlier} | {word}: {later}", language) == (EARLIER, LATER)


@pytest.mark.parametrize(
    ("language", "changed", "word"), [(language, changed[0], word) for language, changed, all_ in ROWS for word in all_]
)
def test_a_publication_behind_a_change_is_one(language, changed, word):
    earlier, later = _days(language)
    assert _read(f"{changed}: {later} | {word}: {earlier}", language) == (EARLIER, LATER)
    assert _read(f"{word}: {earlier} {changed}: {later}", language) == (EARLIER, LATER)
    assert _read(f"{word} {earlier}", language) == (EARLIER, None)


PLACES = {
    "fields": "<dl><dt>{changed}</dt><dd>{later}</dd><dt>{published}</dt><dd>{earlier}</dd></dl>",
    "elements": '<div><span>{changed}</span> <time datetime="2024-09-11T18:07+02:00">{later}</time> | '
    '<span>{published}</span> <time datetime="2024-09-10T12:00+02:00">{earlier}</time></div>',
    "lines": "<div>{changed}: {later}</div><div>{published}: {earlier}</div>",
    "one label": "<div>{earlier}</div><div>{changed} {later}</div>",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("language", "changed", "published"), [(row[0], row[1][0], (row[2] or ["Published"])[0]) for row in ROWS]
)
def test_on_a_page_the_label_may_stand_in_an_element_of_its_own(place, language, changed, published):
    earlier, later = _days(language)
    printed = PLACES[place].format(changed=changed, published=published, earlier=earlier, later=later)
    text = "".join(
        f"<p>{'The boats sailed again on Monday after three days in the harbour. ' * 3}{n}</p>" for n in range(5)
    )
    inside = f"<article><h1>Harbour opens again after days</h1>{printed}{text}</article>"
    page = f'<html lang="{language}"><body>{inside}</body></html>'
    raw = read_page(page.encode(), url="https://quay.example/w/s-1.html")
    article = interpret(
        raw, SiteFacts(timezone="Europe/Berlin", languages=(language,)), provenance=Provenance(via="file")
    )
    assert article.published_at.isoformat()[:16] == EARLIER
    assert article.modified_at.isoformat()[:16] == LATER
