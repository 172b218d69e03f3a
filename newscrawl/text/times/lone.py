"""A clock alone on its line: of what day it is, or whether it is none but the length of a film, a score, a verse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from newscrawl.text.times.clocks import time_of
from newscrawl.text.times.grammar import Clock
from newscrawl.text.times.pairs import Pair
from newscrawl.text.times.readings import Timestamp
from newscrawl.text.times.stamps import Stamper
from newscrawl.text.times.tokens import Tokens
from newscrawl.text.times.words import words
from newscrawl.text.times.zones import fixed

_NO_TIME_OF_DAY = "a clock that may be no time of day"
# More words in lower case than this are a sentence: "the match starts at 20:45 in Berlin".
_MOST_PLAIN_WORDS = 2
_NUMBERS = "DTYSEN"
# What parts one element of a line from the next.
_PARTS = "|(o"


def todays(
    tokens: Tokens, lone: list[Pair], stamper: Stamper, languages: tuple[str, ...]
) -> list[tuple[str, Timestamp]]:
    """Clocks alone on their line, with their roles, as times of today where nothing speaks against it.

    >>> from newscrawl.text.timestamps import read_timestamp
    >>> from newscrawl.items import SiteFacts
    >>> from datetime import UTC, datetime
    >>> now, facts = datetime(2024, 9, 11, 18, tzinfo=UTC), SiteFacts(timezone="Europe/London", languages=("en",))
    >>> lines = ("In World 09:43", "Podcast 12:40", "Romans 12:21", "10:00-14:00")
    >>> [read_timestamp(line, facts, fetched_at=now).published.at is not None for line in lines]
    [True, False, False, False]
    """
    chosen = [(pair.role, _today(tokens, pair, stamper, languages)) for pair in lone]
    if stamper.fetched_at is None:
        return chosen
    same = len({stamp.at for _, stamp in chosen}) == 1
    if _against_today(tokens, lone, languages, same=same):
        text = tokens.span(lone[0].first, lone[0].last)
        return [(lone[0].role, Timestamp(text=text, reason=_NO_TIME_OF_DAY))]
    return chosen


def _today(tokens: Tokens, pair: Pair, stamper: Stamper, languages: tuple[str, ...]) -> Timestamp:
    text = tokens.span(pair.first, pair.last)
    clock = pair.clock
    if stamper.fetched_at is None or clock is None:
        return Timestamp(text=text, reason="a clock without a day")
    time = time_of(clock, languages)
    if isinstance(time, str) or clock.bare_hour:
        return Timestamp(text=text, reason="a clock without a day")
    offset = timedelta(minutes=clock.offset) if clock.offset is not None else None
    try:
        local = stamper.fetched_at.astimezone(fixed(offset) if offset is not None else stamper.site or UTC)
    except ValueError:
        return Timestamp(text=text, reason="impossible offset")
    wall = datetime(local.year, local.month, local.day) + time  # noqa: DTZ001
    weekday = _weekday_before(tokens, pair.first)
    if weekday is not None:
        wall -= timedelta(days=(wall.weekday() - weekday) % 7)
    stamp = stamper.stamp(text, wall, "minute", clock.zone, offset)
    if stamp.at is not None and stamp.at.tzinfo is not None and stamp.at > stamper.fetched_at + timedelta(minutes=30):
        wall -= timedelta(days=1 if weekday is None else 7)
        stamp = stamper.stamp(text, wall, "minute", clock.zone, offset)
    return replace(stamp, doubtful=True, filled=True)


def _weekday_before(tokens: Tokens, first: int) -> int | None:
    """The weekday right before a clock, Monday 0: "Montag um 16:35 Uhr"."""
    before = tokens.classes[:first].rstrip(" ,.ft|-")
    return tokens.values[len(before) - 1] if before.endswith("w") else None


def that_day(tokens: Tokens, pair: Pair, other: Timestamp, stamper: Stamper, languages: tuple[str, ...]) -> Timestamp:
    """A clock alone as one of the day of another time of its line ("11/09/2024 Updated at 20:56")."""
    text = tokens.span(pair.first, pair.last)
    time = time_of(pair.clock, languages) if pair.clock is not None else "no clock"
    if isinstance(time, str) or other.wall is None:
        return Timestamp(text=text, reason="a clock without a day")
    wall = other.wall.replace(hour=0, minute=0, second=0, microsecond=0) + time
    return stamper.stamp(text, wall, "minute", None, None)


def _against_today(tokens: Tokens, lone: list[Pair], languages: tuple[str, ...], *, same: bool) -> bool:
    """Whether something on the line speaks against its clocks being times of day of the page; ``same``: all are one instant."""
    roles = [pair.role for pair in lone]
    # ("min" is a Sunday in Malay.)
    weekdays = [
        place
        for place, letter in enumerate(tokens.classes)
        if letter == "w" and tokens.word(place) not in _units_of_reading()
    ]
    if (len(set(roles)) < len(roles) and not same) or len(weekdays) > 1 or _has_number(tokens, lone):
        return True
    return any(_is_no_time(tokens, pair, languages) for pair in lone)


def _is_no_time(tokens: Tokens, pair: Pair, languages: tuple[str, ...]) -> bool:
    clock = pair.clock
    if clock is None:
        return True
    digits = [place for place in range(clock.first, clock.last) if tokens.classes[place] in _NUMBERS]
    if not clock.bare_hour and len(digits) > 1 and tokens.size(digits[1]) == 1:
        return True  # "2:1"
    if pair.role:
        return False
    if clock.half is None and clock.zone is None and clock.offset is None and "h" not in tokens.classes:
        # Lengths print "0:35", "3:16" and "01:02:35"; a player that has not begun "00:00".
        unpadded = tokens.size(digits[0]) == 1 and (clock.hour == 0 or languages[:1] == ("en",))
        if unpadded or clock.second is not None or clock.hour == clock.minute == 0:
            return True
    return _is_verse(tokens, clock, digits) or _is_bound(tokens, clock) or _speaks_of_else(tokens)


def _speaks_of_else(tokens: Tokens) -> bool:
    """Whether a word says what else the clock may be, or the line is a sentence."""
    others, plain = words().no_time_of_day, 0
    if not tokens.text.isascii() and any(word in tokens.text for word in _unspaced()):
        return True
    for place, letter in enumerate(tokens.classes):
        if letter in " .,:/-|+'()" or letter in _NUMBERS:
            continue
        if tokens.word(place) in others:
            return True
        printed = tokens.printed[tokens.starts[place] : tokens.ends[place]]
        plain += letter == "x" and printed[:1].islower()
    return plain > _MOST_PLAIN_WORDS


def _is_verse(tokens: Tokens, clock: Clock, digits: list[int]) -> bool:
    """Whether the clock is chapter and verse ("Mark 10:45"): a book stands right before it, and no zero fills it up."""
    if clock.first < 2 or tokens.classes[clock.first - 1] != " " or len(digits) != 2:
        return False
    padded = any(tokens.word(place).startswith("0") for place in digits)
    return not padded and tokens.word(clock.first - 2) in words().books


def _is_bound(tokens: Tokens, clock: Clock) -> bool:
    """Whether the clock bounds a span of time: "until 18:00", "desde las 10:00"."""
    place = clock.first - 1
    while place > 0 and tokens.classes[place] in " .:t":
        if tokens.classes[place] == "t" and tokens.word(place) in words().bounds:
            return True
        place -= 1
    return place >= 0 and tokens.word(place) in words().bounds


def _has_number(tokens: Tokens, lone: list[Pair]) -> bool:
    """Whether another number stands beside a clock: of a date that was not read, of a range, of a ratio or a score."""
    spans = [(pair.first, pair.last) for pair in lone]
    for place, letter in enumerate(tokens.classes):
        if letter not in _NUMBERS or any(first <= place < last for first, last in spans):
            continue
        if letter == "Y" and 1900 <= tokens.values[place] <= 2100:
            return True
        if _is_name(tokens, place) or _counts(tokens, place):
            continue
        for first, last in spans:
            between = tokens.classes[place + 1 : first] if place < first else tokens.classes[last:place]
            if not any(letter in between for letter in _PARTS) and " - " not in between:
                return True
    return False


def _is_name(tokens: Tokens, place: int) -> bool:
    """Whether the number is part of a name ("F1", "i24")."""
    return place > 0 and tokens.classes[place - 1].isalpha() and tokens.classes[place - 1] not in _NUMBERS


def _counts(tokens: Tokens, place: int) -> bool:
    """Whether the number is of minutes to read, or another length of time in words."""
    unit = place + 1 + (tokens.classes[place + 1 : place + 2] == " ")
    return unit < len(tokens.classes) and tokens.word(unit) in _units_of_reading()


@cache
def _unspaced() -> tuple[str, ...]:
    """Words of scripts that put no spaces between them."""
    return tuple(word for word in words().no_time_of_day if word[0] > "\u2e80" or "\u0e00" <= word[0] <= "\u0eff")


@cache
def _units_of_reading() -> frozenset[str]:
    return frozenset(unit for unit, letter in words().units.items() if letter == "m")
