"""A copy of wire copy as linking sees it, and the digest of its wire text."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from newscrawl.items import Precision

_WORD = re.compile(r"\w+")
# Letters of other scripts that pass for Latin ones, seen in copies (field guide, part 5).
_LOOK_ALIKES = str.maketrans("аеорсухіѕјһԁԛԝ", "aeopcyxisjhdqw")
_LATIN = re.compile(r"[a-z]")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One article version: identity (of its URL), times, text; ``fingerprints`` where the body is withheld."""

    id: str
    mirror: str | None = None
    identity: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    fetched_at: datetime | None = None
    headline: str | None = None
    body: str | None = None
    language: str | None = None
    fingerprints: str | None = None

    @property
    def order(self) -> tuple[float, float, str]:
        """Place in time: ``published_at``, then ``fetched_at`` (which stands in for a missing time), then id.

        A time of precision ``day`` counts as the end of that day: never earlier than one of that day with a clock.
        """
        fetched = _stamp(self.fetched_at)
        if self.published_at is None:
            return (fetched, fetched, self.id)
        at = self.published_at
        if self.published_precision == "day":
            at = at.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return (_stamp(at), fetched, self.id)


def _stamp(at: datetime | None) -> float:
    if at is None:
        return float("inf")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def tokens(text: str) -> list[str]:
    """The words of a text, folded: case, width, quotes, dashes, invisible marks, look-alike letters in Latin words.

    >>> tokens("“Pаris” — said") == tokens('"Paris" - SAID')
    True
    """
    text = _SOFT.sub("", unicodedata.normalize("NFKC", text)).lower()
    words = _WORD.findall(text)
    return [w.translate(_LOOK_ALIKES) if not w.isascii() and _LATIN.search(w) else w for w in words]


def digest(body: str) -> bytes:
    """128 bits that are equal when the wire text is."""
    return hashlib.sha256(" ".join(tokens(body)).encode("utf-8", "replace")).digest()[:16]


def fingerprint(body: str, headline: str | None = None) -> str:
    """What stays of a withheld body, in base64, so that linking and rebuilding still work."""
    return base64.b64encode(digest(body)).decode("ascii")


def digest_of(copy: Copy) -> bytes | None:
    """The digest of a copy's wire text; None when there is no text."""
    if copy.body:
        return digest(copy.body)
    if copy.fingerprints:
        return base64.b64decode(copy.fingerprints)[:16]
    return None
