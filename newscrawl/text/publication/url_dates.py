"""The day that an address names: whether it names one (``date_in_url``), and which, by its mirror's order (``url_day``)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from newscrawl.items import SiteFacts
from newscrawl.text.times.readings import Timestamp
from newscrawl.text.timestamps import read_timestamp
from newscrawl.text.url_parts import LONGEST

_DATE = re.compile(r"(?<!\d)(19[89]\d|20\d\d)([/_.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_LOOSE_DATE = re.compile(r"/((?:19|20)\d\d)/(?:[A-Za-z]{2,20}/)?(\d{1,2})/(\d{1,2})(?=/|$)")
_BACKWARDS = re.compile(r"[/_-](1[3-9]|2\d|3[01])[-_.](0?[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?=[/._-]|$)")
_URL_DAY = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)([/\-_.])(?:[A-Za-z]{2,20}/)?(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])"
    r"|((?:19[89]|20[0-4])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"|(0?[1-9]|[12]\d|3[01])([/\-_.])(0?[1-9]|1[0-2])\9((?:19|20)\d\d))(?!\d)"
)
_WAYBACK = re.compile(r"/web/\d{14}[a-z_]{0,4}/")


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


def url_day(url: str, facts: SiteFacts, fetched_at: datetime | None) -> Timestamp | None:
    """The day in an address ("/2024/09/11/", "2024-09-11", "20240911"), or None.

    >>> url_day("https://mirror.example/2024/09/11/story", SiteFacts(), None).at
    datetime.datetime(2024, 9, 11, 0, 0)
    """
    match = _URL_DAY.search(_WAYBACK.sub("/", url[:2000]))
    if match is None:
        return None
    year, month, day = (
        match.group(1, 3, 4) if match[1] else match.group(5, 6, 7) if match[5] else match.group(11, 10, 8)
    )
    if match[11] and int(day) <= 12 and int(month) <= 12 and day != month and facts.day_first is not True:
        return None
    stamp = read_timestamp(f"{year}-{int(month):02}-{int(day):02}", facts, fetched_at=fetched_at).published
    return replace(stamp, text=match[0]) if stamp is not None and stamp.at is not None else None
