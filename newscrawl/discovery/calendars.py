"""Calendars: archive pages of a day or a month, whose addresses follow from the date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from newscrawl.errors import SourceError

# A hundred years by day; more is a slip.
MOST_PAGES = 36_600


def calendar_urls(template: str, *, step: Literal["day", "month"], since: date, until: date) -> Iterator[str]:
    """The addresses of every day or month from ``since`` up to but not including ``until``, newest first.

    >>> since, until = date(2024, 9, 10), date(2024, 9, 12)
    >>> list(calendar_urls("https://m.example/{date:%Y/%m/%d}", step="day", since=since, until=until))
    ['https://m.example/2024/09/11', 'https://m.example/2024/09/10']
    >>> list(calendar_urls("https://m.example/{date:%Y-%m}", step="month", since=date(2024, 8, 20), until=until))
    ['https://m.example/2024-09', 'https://m.example/2024-08']

    Raises SourceError for a template that takes no date, and beyond ``MOST_PAGES``: days that are left out are told.
    """
    day, first = until - timedelta(days=1), since
    if step == "month":
        day, first = day.replace(day=1), since.replace(day=1)
    for _ in range(MOST_PAGES):
        if day < first:
            return
        try:
            yield template.format(date=day)
        except (ValueError, KeyError, IndexError, AttributeError) as error:
            raise SourceError(f"{template}: not a calendar address ({error}); write {{date:%Y/%m/%d}}") from error
        if day == first:  # there may be no day before it
            return
        day -= timedelta(days=1)
        if step == "month":
            day = day.replace(day=1)
    raise SourceError(f"{template}: more than {MOST_PAGES} pages from {since} on; give a later -a since=")
