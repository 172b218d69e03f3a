"""A number and what it counts, as a person would write it."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say how many, in the singular where it is one.

    >>> counted(1, "page"), counted(2, "page"), counted(0, "story", "stories")
    ('1 page', '2 pages', '0 stories')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
