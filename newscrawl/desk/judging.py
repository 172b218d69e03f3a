"""What may be archived: an article with a headline and a text, whole; a reserved text only as its fingerprints."""

from __future__ import annotations

from dataclasses import replace

from newscrawl.items import Article
from newscrawl.stories import fingerprint

# The article is there, but the door was shut this time: it is asked for again, and the run is told of it.
SHUT = frozenset(("challenge", "access_denied", "server_error"))


def verdict(article: Article, *, no_article: str | None = None, excerpt: bool = False) -> tuple[str | None, str | None]:
    """Outcome and reason of what is not to be archived; (None, None) for an article.

    ``no_article``: what the page reader found the page to be instead of one. ``excerpt``: the site prints no more than the
    beginning, so that asking again brings nothing; it is archived with its mark.
    """
    if no_article is not None:
        return ("failed" if no_article in SHUT else "not_article"), no_article
    if "truncated" in article.marks and not excerpt:
        return "failed", "truncated"
    if not article.headline:
        return "not_article", "no_headline"
    if not article.body:
        return "not_article", "no_body"
    return None, None


def withheld(article: Article) -> Article:
    """The same article without its text, whose fingerprints stay so that linking works."""
    marks = fingerprint(article.body or "", article.headline, article.revision)
    return replace(article, body=None, provenance=replace(article.provenance, fingerprints=marks))


def is_reserved(article: Article, rights: str) -> bool:
    """Whether the text is to be withheld: its owner reserves it (TDM Reservation Protocol), and we respect that."""
    return rights == "respect" and "tdm-reservation=1" in article.rights
