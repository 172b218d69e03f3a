"""Clocks as found in a printed time: what hour they say, and whether that is known."""

from __future__ import annotations

from datetime import timedelta

from newscrawl.text.times.days import Found
from newscrawl.text.times.grammar import Clock


def time_of(clock: Clock, languages: tuple[str, ...]) -> timedelta | str:
    """The time of day that a clock says, or why it says none.

    >>> nine_in_the_evening = Clock(0, 5, 3, 0, None, 6, False, False, False, from_dawn=True)
    >>> time_of(nine_in_the_evening, ("sw",))
    datetime.timedelta(seconds=75600)
    """
    hour, minute = clock.hour, clock.minute
    if clock.from_dawn and hour <= 12 and languages[:1] == ("sw",):
        if clock.half is None:
            return "hours counted from dawn or from midnight"
        hour = (hour + 6) % 12
    if clock.spaced and hour > 23 and minute < 24:
        hour, minute = minute, hour  # right-to-left pages print "59 : 18"
    elif clock.spaced and languages[:1] == ("fa",) and minute < 24 and hour != minute:
        return "hour and minute could be either way round"
    if clock.half == 12:
        hour = hour + 12 if hour < 12 else hour
    elif clock.half == 6:
        hour = 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    elif clock.half == 9:
        hour = hour + 12 if hour < 8 else hour
    elif clock.half == 0:
        hour = 0 if hour == 12 else hour
    if hour == 24 and minute == 0:
        return timedelta(days=1)
    if hour > 23 or minute > 59 or (clock.second or 0) > 60:
        return "impossible time"
    return timedelta(hours=hour, minutes=minute, seconds=min(clock.second or 0, 59))


def twelve_hour(clock: Clock, day: Found) -> bool:
    """English, month first, an hour of one digit and neither a.m. nor p.m.: the half of the day is not known.

    Sites that print 24 hours in this order print "05:09"; other languages have no 12-hour clock without its mark.
    """
    if clock.half is not None or clock.padded or clock.hour == 0 or clock.zone is not None or clock.second is not None:
        return False
    return day.kind == "mdy" and day.english
