"""Articles for tests: invented, as many as wanted."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from fixtures.demo import english
from newscrawl.items import Agency, Article, Dateline, Provenance, RawResponse

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


def article(number: int, *, version: int = 0, url: str | None = None) -> Article:
    """The article of this number; ``version`` changes its text."""
    voice = english.English(f"article:{number}:{version}", "world", "Cork", "Monday")
    at = START + timedelta(minutes=number)
    return Article(
        url=url or f"https://mirror.example/story/{number}",
        mirror="mirror",
        headline=voice.headline(),
        body="\n\n".join([voice.lede(), *(voice.paragraph() for _ in range(4))]),
        agencies=(Agency(name="Reuters", role="source"),),
        dateline=Dateline(text="CORK, Ireland (Reuters)", places=("CORK, Ireland",)),
        published_text=f"{at:%-d %B %Y %H:%M}",
        published_at=at,
        published_precision="minute",
        published_from="text",
        published_confidence=0.9,
        language="en",
        fetched_at=at + timedelta(minutes=5),
        provenance=Provenance(via="http", status=200, body_sha256=hashlib.sha256(_page(number)).hexdigest()),
    )


def raw_response(number: int) -> RawResponse:
    """The response that the article of this number was read from."""
    return RawResponse(
        url=f"https://mirror.example/story/{number}",
        status=200,
        headers=(("Content-Type", "text/html"),),
        body=_page(number),
        fetched_at=START + timedelta(minutes=number + 5),
    )


def _page(number: int) -> bytes:
    return f"<title>page {number}</title>".encode() * 40
