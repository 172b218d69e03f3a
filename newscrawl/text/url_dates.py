"""The day that an address names."""

from __future__ import annotations

import re
from datetime import date

from newscrawl.text.urls import LONGEST

_DATE = re.compile(r"(?<!\d)(19[89]\d|20\d\d)([/_.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_LOOSE_DATE = re.compile(r"/((?:19|20)\d\d)/(?:[A-Za-z]{2,20}/)?(\d{1,2})/(\d{1,2})(?=/|$)")
_BACKWARDS = re.compile(r"[/_-](1[3-9]|2\d|3[01])[-_.](0?[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?=[/._-]|$)")


def date_in_url(url: str) -> date | None:
    """The day that a URL names, as 2024/09/11, 2024/9/11, 2024-09-11, 20240911 or 29-10-2024.

    >>> date_in_url("https://a.example/2024/09/11/story"), date_in_url("https://a.example/article-784508")
    (datetime.date(2024, 9, 11), None)
    """
    found = _DATE.search(url[:LONGEST])
    if found:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif loose := _LOOSE_DATE.search(url[:LONGEST]):
        year, month, day = (int(part) for part in loose.groups())
    elif backwards := _BACKWARDS.search(url[:LONGEST]):
        # Which is the day must be plain.
        day, month, year = (int(part) for part in backwards.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
