"""One line of a manifest of saved pages, read: its record, or what is wrong with it, as a line too."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.archive.records import to_line
from newscrawl.errors import NewscrawlError, ReadingError
from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from newscrawl.text.url_secrets import redacted, redacted_text

# A saved page larger than this is no article.
MOST_BYTES = 64 * 1024 * 1024
# What browsers leave out of an address.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_WEB = re.compile(r"[a-z]{0,2}https?", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
# What a page states of its time for machines; a date in its text may be that of any entry of a list.
_STATED = ("jsonld", "meta", "microdata", "time")


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """One manifest line: ``path`` relative to the manifest, ``.html`` or ``.html.gz``."""

    id: str
    url: str | None
    path: str
    timezone: str | None = None
    fetched_at: datetime | None = None

    @classmethod
    def from_line(cls, entry: dict[str, Any]) -> Saved:
        """Check one line; raises ValueError with what is wrong."""
        for key in ("id", "path"):
            if not isinstance(entry.get(key), str) or not entry[key]:
                raise ValueError(f"{key!r} is missing or not a string")
        for key in ("url", "timezone", "fetched_at"):
            if not isinstance(entry.get(key), str | None):
                raise ValueError(f"{key!r} is not a string")
        url = _CONTROLS.sub("", entry.get("url") or "").strip() or None
        if url and not _is_web(url):
            raise ValueError(
                f"url {redacted_text(url)[:200]!r} is not an http(s) address; leave it out where it is not known"
            )
        timezone = entry.get("timezone")
        if timezone:
            try:
                ZoneInfo(timezone)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                raise ValueError(f"timezone {timezone!r} is not in the tz database") from None
        fetched = entry.get("fetched_at")
        at = None
        if fetched:
            try:
                at = datetime.fromisoformat(fetched)
            except ValueError:
                raise ValueError(f"fetched_at {fetched!r} is not an ISO 8601 time") from None
            try:
                at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            except OverflowError:
                why = "is before the year 1 or after 9999 in UTC; leave it out where it is not known"
                raise ValueError(f"fetched_at {fetched!r} {why}") from None
        return cls(id=entry["id"], url=url, path=entry["path"], timezone=timezone, fetched_at=at)


def read_line(line: bytes, base: Path) -> tuple[bytes, bool]:
    """Read one saved page; what is wrong with it becomes its error line."""
    entry: Any = None
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict):
            raise ValueError("not a JSON object")
        saved = Saved.from_line(entry)
        path = base / saved.path
        body = _saved(path)
        if len(body) > MOST_BYTES:
            raise ValueError(f"the page is larger than {MOST_BYTES >> 20} MiB")
        return _record(saved, body), True
    except (NewscrawlError, OSError, EOFError, ValueError, RecursionError) as error:
        why = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.strerror else str(error)
        known = entry if isinstance(entry, dict) else {}
        return _failed(known, why or type(error).__name__), False
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours must not end a run over 100,000 pages; it is in the line
        return _failed(entry, f"{type(error).__name__}: {error}"), False


def _is_web(url: str) -> bool:
    """Whether an address is one of the web; one mistyped before its "http" is, since nothing is fetched from it."""
    try:
        parts = urlsplit(url.strip())
        return _WEB.fullmatch(parts.scheme) is not None and bool(parts.hostname)
    except ValueError:
        return False


def _saved(path: Path) -> bytes:
    """A saved page; whether it is packed is told by its first bytes, since names are wrong often enough."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        with gzip.open(file) if packed else nullcontext(file) as page:
            return page.read(MOST_BYTES + 1)


def _record(saved: Saved, body: bytes) -> bytes:
    facts = SiteFacts(timezone=saved.timezone)
    raw = read_page(body, url=saved.url or "", fetched_at=saved.fetched_at)
    if raw.no_article not in (None, "front_page"):
        raise ReadingError(f"no article: {raw.no_article}")
    provenance = Provenance(via="file", body_sha256=hashlib.sha256(body).hexdigest())
    article = interpret(raw, facts, provenance=provenance)
    if raw.no_article is not None and article.published_at is None:
        # A front page that holds an article (weblogs of one page do) is dated; whoever names a page wants it read.
        raise ReadingError(f"no article: {raw.no_article}")
    if not article.body and not article.images and article.published_from not in _STATED:
        # A list of headlines, or a page that scripts fill. One that states a picture or a time is an article whose text is
        # elsewhere: its headline and its time are read.
        raise ReadingError("no article: no_body")
    return to_line(replace(article, id=saved.id))


def error_line(line: bytes, why: str) -> tuple[bytes, bool]:
    """The error line of a manifest line that could not be read at all."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    return _failed(entry if isinstance(entry, dict) else {}, why), False


def _failed(entry: dict[str, Any], why: str) -> bytes:
    """An error line; the address of a page that could not be read lets nobody in either."""
    url = entry.get("url")
    kept = redacted(url) if isinstance(url, str) else url
    return json.dumps({"id": entry.get("id"), "url": kept, "error": why}, ensure_ascii=True).encode() + b"\n"
