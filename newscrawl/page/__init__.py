"""Which text is on this page: selectors, structured data, the generic reader. One parse a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from newscrawl.items import RawArticle
from newscrawl.mirror import Mirror
from newscrawl.page.article_page import ArticlePage
from newscrawl.page.tree.document import Document

__all__ = ["ArticlePage", "Document", "read_page"]


def read_page(
    body: bytes | str,
    *,
    url: str,
    content_type: str | None = None,
    headers: Mapping[str, str] | None = None,
    mirror: Mirror | None = None,
    fetched_at: datetime | None = None,
) -> RawArticle:
    """Read one article page into candidates; raises ReadingError only when it is no markup at all.

    >>> raw = read_page("<html><h1>Harbour council votes on ferries</h1></html>", url="https://m.example/1")
    >>> raw.headlines[0].text
    'Harbour council votes on ferries'
    """
    document = Document.parse(body, url=url, content_type=content_type)
    page_class = mirror.page if mirror is not None and mirror.page is not None else ArticlePage
    opened = partial(page_class, document, selectors=mirror.selectors if mirror else None, headers=headers)
    page = opened()
    if page.draw():
        page = opened()
    raw: RawArticle = page.read()
    return replace(raw, fetched_at=fetched_at)
