"""Other readers of article pages, each as a function from a page to what it says: what the table holds ours against."""

from __future__ import annotations

import importlib
import logging
import re
import warnings
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]
Read = Callable[[str, str], Answer]
# What each tool gives: nothing else of it is scored.
GIVES = {
    "trafilatura fast": ("body", "headline", "authors", "section", "published"),
    "trafilatura": ("body", "headline", "authors", "section", "published"),
    "newspaper4k": ("body", "headline", "authors", "published"),
    "readability": ("body", "headline"),
    "htmldate": ("published",),
}


def _trafilatura(fast: bool) -> Read:
    bare_extraction = importlib.import_module("trafilatura").bare_extraction

    def read(text: str, url: str) -> Answer:
        found = bare_extraction(text, url=url or None, fast=fast, with_metadata=True)
        if found is None:
            return {}
        return {
            "body": found.text,
            "headline": found.title,
            "authors": (found.author or "").split("; "),
            "section": next(iter(found.categories or []), None),
            "published": found.date,
        }

    return read


def _newspaper() -> Read:
    article_class = importlib.import_module("newspaper").Article

    def read(text: str, url: str) -> Answer:
        # Its pictures are fetched, if one lets it.
        article = article_class(url or "https://page.example/", fetch_images=False)
        article.download(input_html=text)
        article.parse()
        published = article.publish_date
        return {
            "body": article.text,
            "headline": article.title,
            "authors": article.authors,
            "published": published.isoformat() if hasattr(published, "isoformat") else published,
        }

    return read


def _readability() -> Read:
    document_class = importlib.import_module("readability").Document

    def read(text: str, url: str) -> Answer:
        document = document_class(text)
        return {"body": re.sub(r"<[^>]+>", " ", document.summary()), "headline": document.short_title()}

    return read


def _htmldate() -> Read:
    find_date = importlib.import_module("htmldate").find_date
    return lambda text, url: {"published": find_date(text, url=url or None, original_date=True)}


_MAKERS: dict[str, Callable[[], Read]] = {
    "trafilatura fast": lambda: _trafilatura(True),
    "trafilatura": lambda: _trafilatura(False),
    "newspaper4k": _newspaper,
    "readability": _readability,
    "htmldate": _htmldate,
}


def readers() -> tuple[dict[str, Read], dict[str, str]]:
    """(the readers that can be imported, why each other one cannot)."""
    warnings.filterwarnings("ignore", module="newspaper")
    for name in ("trafilatura", "htmldate", "newspaper", "readability", "tldextract"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found: dict[str, Read] = {}
    missing: dict[str, str] = {}
    for name, make in _MAKERS.items():
        try:
            found[name] = make()
        except Exception as error:  # a tool that does not import is named in the table's notes
            missing[name] = f"{type(error).__name__}: {error}"
    return found, missing
