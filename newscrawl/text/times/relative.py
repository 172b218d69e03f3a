"""Times told from now ("vor 23 Minuten", "2 hours ago", "3시간 전"), held against the moment of fetching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from newscrawl.items import Precision
from newscrawl.text.times.tokens import Tokens, tokenise
from newscrawl.text.times.words import fold, normalise, words

TOLD_FROM_NOW = "told from now, without the time of fetching"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "o": 30 * 86400, "y": 365 * 86400}
# "a month ago" is no day: those are left out.
_PRECISION: dict[str, Precision] = {"s": "minute", "m": "minute", "h": "hour", "d": "day", "w": "day"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Relative:
    """A span told from now; ``at`` None with a reason when the moment of fetching is not known or it is too coarse."""

    first: int
    last: int
    at: datetime | None = None
    precision: Precision | None = None
    reason: str | None = None


# What the phrases of the word tables tell: seconds before now, and how finely.
_TOLD: dict[str, tuple[int, Precision]] = {
    "just_now": (0, "hour"),
    "minutes": (0, "hour"),
    "minute": (60, "minute"),
    "half_hour": (1800, "hour"),
    "hour": (3600, "hour"),
    "two_hours": (7200, "hour"),
    "day": (86400, "day"),
    "two_days": (2 * 86400, "day"),
    "week": (7 * 86400, "day"),
    "two_weeks": (14 * 86400, "day"),
    "two_minutes": (120, "minute"),
}
# What may stand before such a phrase: nothing, what sets it apart, a label.
_APART = frozenset("(,:/-|+.o")
_MAY_BE_AGO = frozenset("gmu")
# "acum 23 de minute", "3 個小時前".
_BEFORE_UNIT = frozenset({"de", "個", "个"})
# A line of no more letters may be such a time and nothing else.
LONGEST_LINE = 40


def is_told_from_now(line: str) -> bool:
    """True for a short line that is a time told from now; a label or a name set apart may stand before it.

    >>> [is_told_from_now(line) for line in ("3小时前", "Reuters · há 2 horas", "an hour ago", "Weather for 5 days")]
    [True, True, True, False]
    """
    if len(line) > LONGEST_LINE:
        return False
    text = normalise(line)
    if not _amounts().search(text) and _phrased().search(text) is None:
        return False
    tokens = tokenise(text, line, ())
    classes = tokens.classes
    for found in relatives(tokens, None):
        before, behind = classes[: found.first].rstrip(" "), classes[found.last :].strip(" ")
        return not behind.isalpha() and (not before.isalpha() or before[-1] in "PUft")
    return False


@cache
def _amounts() -> re.Pattern[str]:
    """A number, or a word for one: without them there is nothing to be told from now, and most lines have none."""
    return re.compile(rf"\d|(?<!\w)(?:{'|'.join(map(re.escape, sorted(words().one)))})(?!\w)")


@cache
def _phrased() -> re.Pattern[str]:
    """The phrases that tell a time from now without the number that most have, each up to where its line or part of it ends."""
    return re.compile(
        rf"(?<![^\W_])(?:({_one_of(words().told)})|(\d{{1,3}}) ?({_one_of(words().told_with_number)}))"
        r"(?=\s*(?:$|[|·•,;()–—/-]))"
    )


def _one_of(phrases: dict[str, str]) -> str:
    """A pattern for any of the phrases, the longest first, told apart by their first letters before they are tried."""
    grouped: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        grouped.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in grouped.items())


def relatives(tokens: Tokens, fetched_at: datetime | None) -> Iterator[Relative]:
    """Every time told from now in the tokens: amounts, or a phrase of its own ("just now", "час назад")."""
    phrase = _phrased().search(tokens.text)
    if phrase is not None:
        told = _told(tokens, phrase, fetched_at)
        if told is not None:
            yield told
            return
    # "ago" is August in four languages, so m too.
    if not _MAY_BE_AGO.isdisjoint(tokens.classes):
        yield from _amounts_ago(tokens, fetched_at)


def _told(tokens: Tokens, phrase: re.Match[str], fetched_at: datetime | None) -> Relative | None:
    first = next((at for at, start in enumerate(tokens.starts) if start >= phrase.start()), len(tokens.starts))
    last = next((at for at, end in enumerate(tokens.ends) if end >= phrase.end()), len(tokens.ends) - 1) + 1
    before = tokens.classes[:first].rstrip(" ")
    if before and before[-1] not in _APART and before[-1] not in "PUt":
        return None
    if phrase[1]:
        seconds, precision = _TOLD[words().told[phrase[1]]]
    else:
        seconds, precision = _TOLD[words().told_with_number[phrase[3]]]
        seconds *= int(phrase[2])
    if fetched_at is None:
        return Relative(first=first, last=last, reason=TOLD_FROM_NOW)
    at = fetched_at - timedelta(seconds=seconds)
    return Relative(first=first, last=last, at=at.replace(second=0, microsecond=0), precision=precision)


def _amounts_ago(tokens: Tokens, fetched_at: datetime | None) -> Iterator[Relative]:
    """Every "number unit ago" in the tokens, in either order, units added up ("1 h 20 min ago")."""
    classes, table = tokens.classes, words()
    place = 0
    while place < len(classes):
        if not _amount(tokens, place):
            place += 1
            continue
        start, total, finest, here = place, 0, "", place
        while here < len(classes) and (amount := _amount(tokens, here)):
            unit_at = here + 1 + (classes[here + 1 : here + 2] == " ")
            unit = _unit(tokens, unit_at)
            if unit is None and classes[unit_at : unit_at + 1] in ("f", "x") and tokens.word(unit_at) in _BEFORE_UNIT:
                unit_at += 1 + (classes[unit_at + 1 : unit_at + 2] == " ")
                unit = _unit(tokens, unit_at)
            if unit is None:
                break
            total += amount * _SECONDS[unit]
            finest = unit
            place = unit_at + 1
            here = place
            while here < len(classes) and classes[here] in " ,." and here - place < 3:
                here += 1
        last = first = None
        if finest:
            last = _ago_after(tokens, place, table.ago)
            first = start if last else _ago_before(tokens, start, table.ago)
        elif "g" in classes and (turned := _unit_first(tokens, start)) is not None:
            first, last, finest = turned
            total = tokens.values[start] * _SECONDS[finest]
        if last is None and first is None:
            place = max(place, start + 1)
            continue
        first, last = first if first is not None else start, last or place
        place = max(place, last)
        if fetched_at is None:
            yield Relative(first=first, last=last, reason=TOLD_FROM_NOW)
        elif finest in ("o", "y") or total > 400 * 86400:
            yield Relative(first=first, last=last, reason="too coarse for a day")
        else:
            at = fetched_at - timedelta(seconds=total)
            if finest == "m":
                at = at.replace(second=0, microsecond=0)
            yield Relative(first=first, last=last, at=at, precision=_PRECISION[finest])


def _unit_first(tokens: Tokens, place: int) -> tuple[int, int, str] | None:
    """Where "saa 3 zilizopita" begins and ends, and its unit; None when that number has no unit before it."""
    unit_at = place - 1 - (tokens.classes[place - 1 : place] == " ")
    if tokens.classes[place] not in "DT" or unit_at < 0:
        return None
    unit = _unit(tokens, unit_at)
    last = _ago_after(tokens, place + 1, words().behind_number) if unit is not None else None
    return (unit_at, last, unit) if unit is not None and last is not None else None


def _amount(tokens: Tokens, place: int) -> int:
    """The number at that place, or 1 for "an"; 0 when it is neither."""
    letter = tokens.classes[place]
    if letter in "DT":
        return tokens.values[place]
    return 1 if letter in "fxt" and tokens.word(place) in words().one else 0


def _unit(tokens: Tokens, place: int) -> str | None:
    if place >= len(tokens.classes) or tokens.classes[place] in "DTYSEN .,:/-":
        return None
    word, units = tokens.word(place), words().units
    found = units.get(word) or (units.get(fold(word)) if not word.isascii() else None)
    if found is None:
        return None
    if word in ("m", "м") and tokens.classes[place + 1 : place + 2] == ".":
        return None
    return found


def _ago_after(tokens: Tokens, place: int, ago: frozenset[str]) -> int | None:
    for here in range(place, min(place + 4, len(tokens.classes))):
        if tokens.classes[here] in " .":
            continue
        word = tokens.word(here)
        if word in ago or word in ("ago", "yang", "đã", "την", "fa", "yang lalu", "sa", "geleden", "trước"):
            return here + 1
        return None
    return None


def _ago_before(tokens: Tokens, place: int, ago: frozenset[str]) -> int | None:
    for here in range(place - 1, max(place - 4, -1), -1):
        if tokens.classes[here] in " :":
            continue
        word = tokens.word(here)
        if word in ago:
            return here
        if word in ("από", "a", "do", "od"):
            continue
        return None
    return None
