"""Article <-> archive record <-> line, exactly as record.schema.json says."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime
from typing import Any

from newscrawl.archive.shapes import RECORD, check_types
from newscrawl.errors import ArchiveCorrupt
from newscrawl.items import (
    Agency,
    Article,
    Dateline,
    Provenance,
    RawImage,
    Revision,
    StoryLink,
    Warc,
)

SCHEMA = 1
SCHEMA_KEYS = RECORD.keys
# What ends a line for some reader (str.splitlines, JavaScript): written as escapes.
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
# Half of a surrogate pair has no UTF-8: a page that sends one has lost that letter already.
_SURROGATES = re.compile("[\ud800-\udfff]")
_CHECKSUM = re.compile(rb',"checksum":"sha256:([0-9a-f]{64})"\}$')
# What json.loads looks for besides (other encodings, white space around) no line has, and it would be asked of every one.
_DECODER = json.JSONDecoder()
_CHECKSUM_SIZE = len(',"checksum":"sha256:"}') + 64


def digest_of(article: Article) -> str:
    """What makes a version of an article's text: headline and body (or, where it is withheld, its fingerprints)."""
    text = article.body if article.body is not None else article.provenance.fingerprints
    whole = "\x1e".join((article.headline or "", text or ""))
    return hashlib.sha256(_SURROGATES.sub("\ufffd", whole).encode()).hexdigest()


def article_id(identity: str, digest: str) -> str:
    """Name a version: the same text at the same identity always gets the same name."""
    return hashlib.sha256(f"{identity}\x1e{digest}".encode("utf-8", "replace")).hexdigest()[:32]


def to_record(article: Article) -> dict[str, Any]:
    """The record, keys in the schema's order, checksum included."""
    record: dict[str, Any] = json.loads(to_line(article))
    return record


def to_line(article: Article) -> bytes:
    """One line, newline included: UTF-8, no raw line separators, with the checksum of the rest."""
    bare = _dump(_plain(article))
    checksum = hashlib.sha256(bare).hexdigest()
    return b'%b,"checksum":"sha256:%b"}\n' % (bare[:-1], checksum.encode())


def _dump(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if "\u2028" in text or "\u2029" in text or "\u0085" in text:  # letters are looked for faster than any pattern
        text = _LINE_ENDS.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text).encode()


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _plain(a: Article) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": a.id,
        "version": a.version,
        "replaces": a.replaces,
        "url": a.url,
        "canonical_url": a.canonical_url,
        "mirror": a.mirror,
        "headline": a.headline,
        "body": a.body,
        "captions": list(a.captions),
        "images": [{"url": i.url, "caption": i.caption, "credit": i.credit} for i in a.images],
        "byline": list(a.byline),
        "agencies": [{"name": g.name, "role": g.role} for g in a.agencies],
        "dateline": a.dateline
        and {
            "text": a.dateline.text,
            "places": list(a.dateline.places),
            "date": a.dateline.date.isoformat() if a.dateline.date else None,
        },
        "sign_off": a.sign_off,
        "section_label": a.section_label,
        "section": a.section,
        "scope": a.scope,
        "topics": list(a.topics),
        "published_text": a.published_text,
        "published_at": _time(a.published_at),
        "published_precision": a.published_precision,
        "published_from": a.published_from,
        "published_confidence": a.published_confidence,
        "modified_at": _time(a.modified_at),
        "revision": a.revision and {"kind": a.revision.kind, "number": a.revision.number, "text": a.revision.text},
        "wire_id": a.wire_id,
        "language": a.language,
        "marks": list(a.marks),
        "rights": list(a.rights),
        "fetched_at": _time(a.fetched_at.astimezone(UTC)) if a.fetched_at else None,
        "provenance": {
            "via": a.provenance.via,
            "status": a.provenance.status,
            "body_sha256": a.provenance.body_sha256,
            "source": a.provenance.source,
            "warc": a.provenance.warc and {"file": a.provenance.warc.file, "offset": a.provenance.warc.offset},
            "topics_release": a.provenance.topics_release,
            "fingerprints": a.provenance.fingerprints,
        },
        "story": a.story
        and {
            "id": a.story.id,
            "relation": a.story.relation,
            "to": a.story.to,
            "contained": a.story.contained,
            "contains": a.story.contains,
        },
    }


def check_line(line: bytes) -> dict[str, Any]:
    """Parse a line and hold it against its checksum; raises ArchiveCorrupt with what is wrong.

    >>> check_line(b'{"schema":1}')
    Traceback (most recent call last):
    newscrawl.errors.ArchiveCorrupt: no checksum at the end of the line
    """
    line = line.removesuffix(b"\n")
    found = _CHECKSUM.match(line, max(0, len(line) - _CHECKSUM_SIZE))
    if not found:
        raise ArchiveCorrupt("no checksum at the end of the line")
    if hashlib.sha256(line[: found.start()] + b"}").hexdigest() != found[1].decode():
        raise ArchiveCorrupt("the checksum does not match: the line was changed after it was written")
    try:
        text = str(line, "utf-8", "surrogatepass")
        record, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise ArchiveCorrupt(f"not JSON: {error}") from error
    if end != len(text) or not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise ArchiveCorrupt("not a record of schema 1")
    return record


def from_line(line: bytes) -> Article:
    """Read an article back, checksum verified."""
    return from_record(check_line(line))


def _parsed(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def from_record(r: dict[str, Any]) -> Article:
    """Read an article from a record; raises ArchiveCorrupt where a key is missing or of a wrong type.

    >>> from_record({"schema": 1, "id": "a"})
    Traceback (most recent call last):
    newscrawl.errors.ArchiveCorrupt: not a record of schema 1: KeyError('version')
    """
    try:
        # As the schema orders them: each is looked up once, for its type and its value.
        (
            _, id, version, replaces, url, canonical_url, mirror, headline, body, captions, images, byline, agencies, line,
            sign_off, section_label, section, scope, topics, published_text, published_at, published_precision,
            published_from, published_confidence, modified_at, revision, wire_id, language, marks, rights, fetched_at,
            origin, story, _,
        ) = check_types(r)  # fmt: skip
        return Article(
            id=id,
            version=version,
            replaces=replaces,
            url=url,
            canonical_url=canonical_url,
            mirror=mirror,
            headline=headline,
            body=body,
            captions=tuple(captions),
            images=tuple([RawImage(**image) for image in images]),
            byline=tuple(byline),
            agencies=tuple([Agency(**agency) for agency in agencies]),
            dateline=Dateline(
                text=line["text"],
                places=tuple(line["places"]),
                date=date.fromisoformat(line["date"]) if line["date"] else None,
            )
            if line
            else None,
            sign_off=sign_off,
            section_label=section_label,
            section=section,
            scope=scope,
            topics=tuple(topics),
            published_text=published_text,
            published_at=_parsed(published_at),
            published_precision=published_precision,
            published_from=published_from,
            published_confidence=published_confidence,
            modified_at=_parsed(modified_at),
            revision=Revision(**revision) if revision else None,
            wire_id=wire_id,
            language=language,
            marks=tuple(marks),
            rights=tuple(rights),
            fetched_at=_parsed(fetched_at),
            provenance=Provenance(**({**origin, "warc": Warc(**origin["warc"])} if origin["warc"] else origin)),
            story=StoryLink(**story) if story else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveCorrupt(f"not a record of schema 1: {error!r}") from error
