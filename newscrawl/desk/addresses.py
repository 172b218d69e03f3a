"""An address as somebody types it, and the one under which its article is kept."""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.text.urls import clean_url, identity_of_cleaned, parameters


def as_kept(url: str, is_kept: Callable[[str], bool]) -> str | None:
    """A typed address, cleaned; with a parameter that looks like tracking where an article is kept by it.

    A mirror's definition may keep such a parameter (``keep_parameters``), and may be gone since: what is kept says it.
    ``is_kept`` takes an identity. None where it is no http(s) address.

    >>> as_kept("https://a.example/x?ref=7&utm_source=mail", {"a.example/x?ref=7"}.__contains__)
    'https://a.example/x?ref=7'
    >>> as_kept("https://a.example/x?ref=7", {"a.example/x"}.__contains__)
    'https://a.example/x'
    """
    plain, names = clean_url(url), parameters(url)
    for keep in (names, *((name,) for name in names)):
        kept = clean_url(url, keep)
        if kept and kept != plain and is_kept(identity_of_cleaned(kept)):
            return kept
    return plain
