"""What the moment of fetching says of a printed time: a page's own clock, and what lies ahead of every run."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from newscrawl.items import Printed, SiteFacts
from newscrawl.text.times.readings import Reading, Timestamp
from newscrawl.text.times.relative import TOLD_FROM_NOW
from newscrawl.text.times.stamps import FUTURE
from newscrawl.text.times.words import normalise, words
from newscrawl.text.timestamps import read_timestamp

# What a page's head shows stands above all that is no menu ("top"), or in what is named for it ("today").
AT_TOP = re.compile(r"\b(?:top|today) above \d{1,6}\Z")
_TODAY = re.compile(r"\btoday above ")
_LABELLED = re.compile(
    r"publi|posted|pubdate|issued|ver[öo]ffentlicht|erstellt|gepostet|geplaatst|postato|inserito|опублик|дата публ|yay[ıi]n|"
    r"发布|發布|発表|配信|掲載|公開|입력|등록|게시|نشر|منتشر",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SKEW = timedelta(minutes=10)
# No newsfeed is read so soon after a story is sent.
_AT_ONCE, _MADE_THEN = timedelta(seconds=5), 0.3
_ANY_ZONE = timedelta(hours=14)
# A machine's clock may stand in 1970: no run is earlier than the day on which this was written, so only times after that
# hang on the day of the run.
_WRITTEN = datetime(2026, 11, 25, tzinfo=UTC)


def read_printed(printed: Printed, facts: SiteFacts, fetched_at: datetime | None) -> Reading:
    """Read a printed time; a page of which nobody knows when it was fetched was saved before it is read.

    >>> ahead = Printed(text="5 June 2094 10:20", kind="text")
    >>> read_printed(ahead, SiteFacts(), None).published.reason
    'in the future'
    """
    reading = read_timestamp(printed.text, facts, fetched_at=fetched_at)
    if fetched_at is not None:
        return reading
    if reading.reason == TOLD_FROM_NOW and len(printed.text) <= 60:
        return replace(reading, published=Timestamp(text=printed.text.strip(), reason=reading.reason))
    published, modified = _not_ahead(reading.published), _not_ahead(reading.modified)
    if published is reading.published and modified is reading.modified:
        return reading
    return replace(reading, published=published, modified=modified)


def _not_ahead(stamp: Timestamp | None) -> Timestamp | None:
    if stamp is None or stamp.at is None:
        return stamp
    at = stamp.at if stamp.at.tzinfo is not None else stamp.at.replace(tzinfo=UTC)
    if at.year < _WRITTEN.year or at <= max(datetime.now(UTC), _WRITTEN) + FUTURE:
        return stamp
    return Timestamp(text=stamp.text, reason="in the future")


def trust(printed: Printed, stamp: Timestamp, fetched_at: datetime | None) -> float:
    """How much of a time's weight is left, by how much it looks like the page's own clock; 1.0 for all others.

    >>> clock = Printed(text="Friday, 3 May 2024 20:15", kind="text", where="near-headline top above 1")
    >>> at = datetime(2024, 5, 3, 20, 15)
    >>> trust(clock, Timestamp(text="3 May 2024 20:15", at=at, wall=at, precision="minute"), at.replace(second=30))
    0.1
    """
    if fetched_at is not None and printed.kind not in ("url", "header") and is_made_then(stamp, fetched_at):
        return _MADE_THEN
    if not AT_TOP.search(printed.where) or _LABELLED.search(printed.text):
        return 1.0
    telling = bool(_TODAY.search(printed.where)) or has_weekday(printed.text)
    if fetched_at is not None and _is_fetching(stamp, fetched_at):
        return 0.1 if telling or stamp.precision != "day" else 0.4
    # "Wednesday, November 25" above the menu: no article is dated there, but a page saved without its hour may be.
    return 0.45 if telling else 1.0


def is_made_then(stamp: Timestamp, fetched_at: datetime) -> bool:
    """Whether a time is the moment of fetching to the second: then it says when the page was made for its reader.

    >>> at = datetime(2024, 5, 3, 20, 15, 7, tzinfo=UTC)
    >>> made = Timestamp(text="2024-05-03T20:15:07Z", at=at, precision="second")
    >>> is_made_then(made, at + timedelta(seconds=2)), is_made_then(made, at + timedelta(minutes=2))
    (True, False)
    """
    at = stamp.at
    if (
        at is None or stamp.precision != "second" or fetched_at.time() == time.min
    ):  # who notes the day only says midnight
        return False
    if at.tzinfo is not None:
        return abs(at - fetched_at) <= _AT_ONCE
    off = at - fetched_at.replace(tzinfo=None)
    halves = timedelta(minutes=30 * round(off / timedelta(minutes=30)))
    return abs(off) <= _ANY_ZONE and abs(off - halves) <= _AT_ONCE


def against_dateline(published: datetime, dateline: date) -> bool:
    """True where the day printed in a dateline is not about that of publication, whatever the years.

    >>> against_dateline(datetime(2026, 11, 25), date(2024, 6, 5)), against_dateline(datetime(2025, 1, 2), date(2024, 12, 31))
    (True, False)
    """
    apart = abs((published.date() - dateline).days) % 365.25
    # The copy is filed a day or two before it is printed, a feature a week or two.
    return 20 < apart < 345


def has_weekday(text: str) -> bool:
    """True where a line names a day of the week, in any language that times are read in.

    >>> has_weekday("Mittwoch, 25. November 2026"), has_weekday("25. November 2026")
    (True, False)
    """
    classes = words().classes
    return any(classes.get(word, ("",))[0] == "w" for word in _WORD.findall(normalise(text[:200])))


def _is_fetching(stamp: Timestamp, fetched_at: datetime) -> bool:
    at = stamp.at
    if at is None:
        return False
    if at.tzinfo is not None:
        if stamp.precision == "day":
            return at.date() == fetched_at.astimezone(at.tzinfo).date()
        return abs(at - fetched_at) <= _SKEW
    off = at - fetched_at.replace(tzinfo=None)
    if stamp.precision == "day":
        return -_ANY_ZONE - timedelta(days=1) < off < _ANY_ZONE
    # The zone is not known: a clock of another one stands whole half hours apart.
    minutes = off.total_seconds() / 60
    return abs(off) <= _ANY_ZONE and abs(minutes - 30 * round(minutes / 30)) <= 2
