"""Calendars: archive pages of a day or a month, whose addresses follow from the date."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from newscrawl.errors import SourceError

# A calendar of ten years by day; more is a slip.
MOST_PAGES = 3660


def calendar_urls(template: str, *, step: Literal["day", "month"], since: date, until: date) -> Iterator[str]:
    """The addresses of every day or month from ``since`` up to but not including ``until``, newest first.

    >>> since, until = date(2024, 9, 10), date(2024, 9, 12)
    >>> list(calendar_urls("https://m.example/{date:%Y/%m/%d}", step="day", since=since, until=until))
    ['https://m.example/2024/09/11', 'https://m.example/2024/09/10']
    >>> list(calendar_urls("https://m.example/{date:%Y-%m}", step="month", since=date(2024, 8, 20), until=until))
    ['https://m.example/2024-09', 'https://m.example/2024-08']
    """
    day = until - timedelta(days=1)
    if step == "month":
        since = since.replace(day=1)
        day = day.replace(day=1)
    for _ in range(MOST_PAGES):
        if day < since:
            return
        try:
            yield template.format(date=day)
        except (ValueError, KeyError, IndexError, AttributeError) as error:
            raise SourceError(f"{template}: not a calendar address ({error}); write {{date:%Y/%m/%d}}") from error
        if step == "day":
            day -= timedelta(days=1)
        else:
            last_month = day - timedelta(days=1)
            day = last_month.replace(day=min(day.day, calendar.monthrange(last_month.year, last_month.month)[1]))
