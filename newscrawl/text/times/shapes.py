"""The layouts a site prints its times in, learned: a site uses two or three, and only the digits change.

A shape is the string with every digit replaced by "0". Once the grammar has read one string of a shape, the places of
its numbers are known, and the next one costs a few slices. What depends on the digits themselves (day or month first,
glued numbers, other calendars) is never learned, and numbers out of range go back to the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newscrawl.items import SiteFacts
from newscrawl.text.times.grammar import Clock
from newscrawl.text.times.tokens import Tokens

_ZEROS = {code: "0" for start in (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for code in range(start, start + 10)}
# Some hundred mirrors with three layouts, twelve months and seven weekdays each.
MAX_SHAPES = 20_000
Key = tuple[str, str | None, tuple[str, ...], bool | None]
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the numbers stand in strings of one shape; ``month`` is its number when it is a word."""

    year: _Place
    month: _Place | int
    day: _Place
    hour: _Place | None
    minute: _Place | None
    second: _Place | None
    half: int | None
    zone: str | None
    text: _Place
    updated: bool

    def wall(self, printed: str) -> datetime | None:
        """The wall clock of a string of this shape, or None when a number is out of range."""
        year = int(printed[self.year[0] : self.year[1]])
        month = self.month if isinstance(self.month, int) else int(printed[self.month[0] : self.month[1]])
        day = int(printed[self.day[0] : self.day[1]])
        hour = minute = second = 0
        if self.hour is not None:
            hour = int(printed[self.hour[0] : self.hour[1]])
            if self.half is not None:
                if not 1 <= hour <= 12:
                    return None
                hour = hour % 12 + self.half
        if self.minute is not None:
            minute = int(printed[self.minute[0] : self.minute[1]])
        if self.second is not None:
            second = int(printed[self.second[0] : self.second[1]])
        if not (1900 < year < 2100 and 0 < month < 13 and hour < 24 and minute < 60 and second < 60 and year != 1970):
            return None
        try:
            return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
        except ValueError:
            return None


_known: dict[Key, Shape] = {}


def key_of(printed: str, facts: SiteFacts) -> Key:
    """What two strings have in common when one layout reads both."""
    return (printed.translate(_ZEROS), facts.timezone, facts.languages, facts.day_first)


def known(key: Key) -> Shape | None:
    """The shape learned for that key."""
    return _known.get(key)


def learn(
    key: Key, tokens: Tokens, day: tuple[int, int, int], clock: Clock | None, text: _Place, *, updated: bool
) -> None:
    """Remember a layout; ``day`` has the token indexes of year, month and day."""
    if len(_known) >= MAX_SHAPES:
        _known.clear()
    numbers = [place for place, letter in enumerate(tokens.classes) if letter in "DTYSEN"]
    year, month, number = ((tokens.starts[place], tokens.ends[place]) for place in day)
    used = set(day)
    hour = minute = second = None
    if clock is not None:
        digits = [place for place in range(clock.first, clock.last) if tokens.classes[place] == "D"]
        used.update(digits)
        spots = [(tokens.starts[place], tokens.ends[place]) for place in digits]
        if (
            clock.from_dawn
            or clock.bare_hour
            or clock.spaced
            or clock.offset is not None
            or clock.half in (6, 9)
            or len(spots) not in (2, 3)
        ):
            return
        hour, minute, second = spots[0], spots[1], spots[2] if len(spots) == 3 else None
        if (second is None) != (clock.second is None):
            return
    if not used.issuperset(numbers) or tokens.classes[day[0]] != "Y":
        return
    for place in numbers:
        start, end = tokens.starts[place], tokens.ends[place]
        if tokens.text[start - 1 : start].isdigit() or tokens.text[end : end + 1].isdigit():
            return
    is_word = tokens.classes[day[1]] == "m"
    _known[key] = Shape(
        year=year,
        month=tokens.values[day[1]] if is_word else month,
        day=number,
        hour=hour,
        minute=minute,
        second=second,
        half=clock.half if clock is not None else None,
        zone=clock.zone if clock is not None else None,
        text=text,
        updated=updated,
    )
