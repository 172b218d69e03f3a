"""Pages that could not be read are kept raw, with the error and all that is needed to read them again after a fix."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscrawl.archive.files import make_directory
from newscrawl.archive.replacing import replacing
from newscrawl.config import Config
from newscrawl.desk.judging import is_reserved, verdict, withheld
from newscrawl.errors import ArchiveError, LedgerError, ReadingError
from newscrawl.items import Printed, Provenance, RawArticle, RawResponse
from newscrawl.layout import QUARANTINE
from newscrawl.mirror import Mirror
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from newscrawl.text.reservations import with_site
from newscrawl.text.urls import identity_of_cleaned

if TYPE_CHECKING:
    from newscrawl.desk.desk import Desk

# Of one mirror. The first pages show what is wrong; a site whose every page does it must not fill the disk.
MOST_PAGES, MOST_BYTES = 1000, 1024 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One page in quarantine: what was asked (``page_url``), what answered (``url``), and why it was not read."""

    page_url: str
    mirror: str
    at: str
    error: str
    url: str = ""
    status: int | None = None
    source: str | None = None
    via: str = "http"
    headers: tuple[tuple[str, str], ...] = ()
    # The times that the source printed beside the link.
    published: tuple[Printed, ...] = ()
    modified: tuple[Printed, ...] = ()
    # What the page's site said of its rights when it was fetched.
    rights: tuple[str, ...] = ()


@dataclass(kw_only=True, slots=True)
class Retried:
    """What became of the pages that were read again, and a line of text for each that stays."""

    outcomes: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)


def keep(data: Path, kept: Kept, body: bytes) -> Path | None:
    """Put a page into quarantine, durably; the same page again takes the place of the one before. Raises ArchiveError.

    None where the quarantine of its mirror is full.
    """
    folder = data / QUARANTINE / hashlib.sha256(kept.mirror.encode()).hexdigest()[:8]
    name = hashlib.sha256(kept.page_url.encode("utf-8", "replace")).hexdigest()[:32]
    try:
        make_directory(folder, data)
        if not (folder / f"{name}.json").exists() and _is_full(folder):
            return None
        # The page first: a description without its page would be a promise that cannot be kept.
        for suffix, content in ((".html", body), (".json", json.dumps(asdict(kept), indent=1).encode())):
            with replacing(folder / (name + suffix)) as file:
                file.write(content)
    except OSError as failure:
        raise ArchiveError(f"{folder}: {failure.strerror}; a page could not be put into quarantine") from failure
    return folder / f"{name}.html"


def _is_full(folder: Path) -> bool:
    sizes = []
    with os.scandir(folder) as found:
        for entry in found:
            with contextlib.suppress(FileNotFoundError):  # a retry or a takedown has taken it out since
                sizes.append(entry.stat().st_size)
    return len(sizes) >= MOST_PAGES * 2 or sum(sizes) >= MOST_BYTES


def pages(data: Path, mirror: str | None = None) -> Iterator[tuple[Path, Kept]]:
    """Every page in quarantine with the path of its description, by mirror; what cannot be read raises ArchiveError."""
    for path in sorted((data / QUARANTINE).glob("*/*.json")):
        try:
            kept = _kept(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise ArchiveError(f"{path}: {error}; move it and its .html away to go on without it") from error
        if mirror in (None, kept.mirror):
            yield path, kept


def retry(
    config: Config,
    desk: Desk,
    mirrors: Mapping[str, Mirror],
    only: str | None = None,
    *,
    read: Callable[..., RawArticle] = read_page,
) -> Retried:
    """Read the pages in quarantine again; what can be read now is archived, the rest stays with its new error.

    A page leaves the quarantine only when what became of it is durable. ``read`` is ``read_page`` or a bounded form of it.
    """
    done = Retried()
    settled: list[Path] = []
    for path, kept in list(pages(config.data_dir, only)):
        mirror = mirrors.get(kept.mirror)
        if mirror is None:
            done.left.append(f"{kept.page_url}: there is no mirror {kept.mirror!r} that could be read now")
            continue
        page = path.with_suffix(".html")
        try:
            body = page.read_bytes()
        except FileNotFoundError:
            settled.append(path)  # a crash came when it was leaving: what became of it is durable
            continue
        except OSError as error:  # it stays where it is, is named, and the run ends as incomplete
            done.left.append(f"{page}: {error.strerror}")
            continue
        try:
            outcome = _read_again(config, desk, mirror, kept, body, read)
        except (ArchiveError, LedgerError):
            raise
        except Exception as error:  # a fault of ours that is still there: the page stays
            keep(config.data_dir, replace(kept, error="".join(traceback.format_exception(error))), body)
            done.left.append(f"{kept.page_url}: {error!r}")
            continue
        done.outcomes[outcome] += 1
        settled.append(path)
        desk.commit_if_due(datetime.now(UTC))  # a crawl at work on other mirrors waits for the ledger
    desk.commit()
    for path in settled:
        path.with_suffix(".html").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    return done


def _kept(told: dict[str, Any]) -> Kept:
    """What ``keep`` has written, as it was."""
    headers = tuple((str(name), str(value)) for name, value in told.pop("headers", ()))
    published, modified = (tuple(Printed(**one) for one in told.pop(key, ())) for key in ("published", "modified"))
    rights = tuple(str(signal) for signal in told.pop("rights", ()))
    return Kept(**told, headers=headers, published=published, modified=modified, rights=rights)


def _read_again(
    config: Config, desk: Desk, mirror: Mirror, kept: Kept, body: bytes, read: Callable[..., RawArticle]
) -> str:
    fetched_at = datetime.fromisoformat(kept.at)
    if desk.ledger.settled_since(mirror.name, kept.page_url, fetched_at):
        return "superseded"  # the page was fetched and read since then: this is an older state of it
    headers = {name.lower(): value for name, value in kept.headers}
    if robots := [value for name, value in kept.headers if name.lower() == "x-robots-tag"]:
        headers["x-robots-tag"] = "\n".join(robots)
    url = kept.url or kept.page_url
    provenance = Provenance(
        via="browser" if kept.via == "browser" else "http",
        status=kept.status,
        body_sha256=hashlib.sha256(body).hexdigest(),
        source=kept.source,
    )
    outcome: str | None = None
    reason: str | None = None
    try:
        raw = read(
            body,
            url=url,
            content_type=headers.get("content-type"),
            headers=headers,
            mirror=mirror,
            fetched_at=fetched_at,
        )
        raw = replace(
            raw,
            published=raw.published + kept.published,
            modified=raw.modified + kept.modified,
            rights=with_site(raw.rights, kept.rights),
        )
        article = interpret(raw, mirror.facts, provenance=provenance, mirror=mirror.name)
        outcome, reason = verdict(article, no_article=raw.no_article, excerpt=raw.excerpt)
    except ReadingError:
        outcome, reason = "not_article", "no_markup"
    if outcome is not None:
        desk.ledger.outcome(mirror.name, kept.page_url, outcome, reason=reason, at=datetime.now(UTC))
        return outcome
    response = RawResponse(
        url=url, status=kept.status or 200, headers=kept.headers, body=body, fetched_at=fetched_at, via=provenance.via
    )
    reserved = is_reserved(article, config.rights)
    received = desk.receive(
        withheld(article) if reserved else article,
        page_url=kept.page_url,
        identity=desk.ledger.root(identity_of_cleaned(article.url)),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        raw=None if reserved else response,
    )
    return received.outcome
