"""Numbers and lists in messages, as a person would write them."""

from __future__ import annotations

from collections.abc import Sequence

# A message names so many of a list.
MOST_NAMED = 5


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say how many, in the singular where it is one.

    >>> counted(1, "page"), counted(2, "page"), counted(0, "story", "stories")
    ('1 page', '2 pages', '0 stories')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def first_few(names: Sequence[str]) -> str:
    """Name the first of a list, and say that there are more.

    >>> first_few(["a", "b"]), first_few(list("abcdef"))
    ('a, b', 'a, b, c, d, e, ...')
    """
    return ", ".join([*names[:MOST_NAMED], *(["..."] if len(names) > MOST_NAMED else [])])
