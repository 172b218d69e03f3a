"""Newsfeeds: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed; of a half-broken one the good entries are kept."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from lxml import etree

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.markup import DECLARED, decode, local, parse_xml, text_of
from newscrawl.errors import SourceError
from newscrawl.items import Printed
from newscrawl.text.urls import absolute

MOST_ENTRIES = 20_000
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_MODIFIED = ("updated", "modified", "lastbuilddate")
_START = re.compile(r"<(?:item|entry)(?=[\s>])", re.IGNORECASE)
_END = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)
# Whole articles stand in some newsfeeds; more than this is rubbish.
LONGEST_ENTRY = 1_000_000


def read_newsfeed(body: bytes, *, url: str, content_type: str | None = None, keep: tuple[str, ...] = ()) -> Listing:
    """Read a newsfeed, up to ``MOST_ENTRIES``; raises SourceError when it is none.

    >>> feed = b'<rss><channel><item><title>A</title><link>/a</link></item></channel></rss>'
    >>> read_newsfeed(feed, url="https://m.example/rss").links[0].url
    'https://m.example/a'
    """
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return _json_feed(body, url, keep)
    text = decode(body, content_type, DECLARED)
    broken: SourceError | None = None
    listing = Listing()
    try:
        listing = _whole(parse_xml(text), url, keep)
    except SourceError as error:
        broken = error
    # Only what is broken has more beginnings than entries: then each entry is read by itself, and the good ones are kept.
    starts = [found.start() for found in islice(_START.finditer(text), MOST_ENTRIES + 1)]
    taken = starts[:MOST_ENTRIES]
    if len(taken) > len(listing.links):
        links = _salvaged(text, taken, url, keep)
        if len(links) > len(listing.links):
            broken = None
            listing = replace(listing, links=links, skipped=len(taken) - len(links), cut=len(starts) > MOST_ENTRIES)
    if broken is not None:
        raise broken
    return listing


def _whole(root: etree._Element, url: str, keep: tuple[str, ...]) -> Listing:
    kind = local(root)
    if kind == "html" or (kind not in ("rss", "rdf", "feed", "channel") and not _entries(root)):
        raise SourceError(
            f"this is {'HTML' if kind == 'html' else f'<{kind}>'}, not a newsfeed; correct the source's url"
        )
    links: list[Link] = []
    skipped = 0
    base = absolute(root.get(_BASE) or "", url) or url
    entries = _entries(root)
    for entry in entries[:MOST_ENTRIES]:
        link = _entry(entry, base, keep)
        if link is None:
            skipped += 1
        else:
            links.append(link)
    cut = len(entries) > MOST_ENTRIES
    return Listing(links=tuple(links), next_page=_next(root, url, keep), skipped=skipped, cut=cut)


def _salvaged(text: str, starts: list[int], url: str, keep: tuple[str, ...]) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for start, end in pairwise([*starts, len(text)]):
        piece = text[start : min(end, start + LONGEST_ENTRY)]
        closed = _END.search(piece)
        try:
            entry = parse_xml(piece[: closed.end()] if closed else piece)
        except SourceError:
            continue
        link = _entry(entry, url, keep)
        if link is not None:
            links.setdefault(link.url, link)
    return tuple(links.values())


def _entries(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if local(element) in ("item", "entry")]


def _next(root: etree._Element, url: str, keep: tuple[str, ...]) -> str | None:
    for element in root.iter():
        if local(element) == "link" and element.get("rel") == "next" and element.get("href"):
            return absolute(str(element.get("href")), url, keep)
        if local(element) in ("item", "entry"):
            break
    return None


def _entry(entry: etree._Element, base: str, keep: tuple[str, ...]) -> Link | None:
    first: dict[str, etree._Element] = {}
    target = None
    base = absolute(entry.get(_BASE) or "", base) or base
    for child in entry:
        name = local(child)
        if name == "link":
            href = child.get("href") or text_of(child)
            rel = child.get("rel") or "alternate"
            if href and rel == "alternate" and (target is None or child.get("type") == "text/html"):
                target = absolute(href, base, keep)
        elif name == "origlink":
            target = absolute(text_of(child) or "", base, keep) or target
        first.setdefault(name, child)
    if target is None and "guid" in first and first["guid"].get("isPermaLink", "true").lower() != "false":
        target = absolute(text_of(first["guid"]) or "", base, keep)
    if target is None:
        return None
    return Link(url=target, published=_printed(first, _PUBLISHED), modified=_printed(first, _MODIFIED))


def _printed(first: dict[str, etree._Element], names: tuple[str, ...]) -> Printed | None:
    for name in names:
        text = text_of(first.get(name))
        if text:
            return Printed(text=text[:200], kind="newsfeed", where=name)
    return None


def _json_feed(body: bytes, url: str, keep: tuple[str, ...]) -> Listing:
    try:
        data: Any = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"this is no newsfeed: broken JSON ({error})") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise SourceError("this JSON has no items: it is no JSON Feed")
    links = []
    for item in items[:MOST_ENTRIES]:
        # What is no text is none: the text of a list in lists would be made for nothing, however deep it is.
        known = item.items() if isinstance(item, dict) else ()
        told = {key: str(value) for key, value in known if isinstance(value, str | int | float)}
        target = absolute(told.get("url", ""), url, keep)
        if target is None:
            continue
        dates = [
            Printed(text=told[key][:200], kind="newsfeed", where=key) if told.get(key) else None
            for key in ("date_published", "date_modified")
        ]
        links.append(Link(url=target, published=dates[0], modified=dates[1]))
    skipped = min(len(items), MOST_ENTRIES) - len(links)
    return Listing(links=tuple(links), skipped=skipped, cut=len(items) > MOST_ENTRIES)
