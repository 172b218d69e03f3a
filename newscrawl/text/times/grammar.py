"""Finds days, clocks and labels in a printed string: short patterns run over the letters of its tokens.

The patterns never see the words, so one pattern serves every language; all repetitions are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawl.text.times.tokens import Tokens

# What stands behind the length of a recording.
_LENGTHS = frozenset({"min", "mins", "minutes", "minuten", "minuti", "minutos", "sec", "sek", "мин"})
_F = r"(?:[ .,/\-']|f){0,7}"
# A number too long for a year, where the year of a day would stand: what is glued to it cannot be told.
_GLUED = r"[ .,/\-]{0,3}[NSE]"
# One alternative for each shape of a whole day; the groups inside are its numbers and month in the order of the name.
_DAY = re.compile(
    r"(?P<cjk>(?:y ?([YDT])|([YD])) ?j ?(D)[ \-]{0,2}k ?(D)(?: ?l)?)"
    rf"|(?P<vie>(D) ?q ?(D){_F}(Y))"
    r"|(?P<ymd>(Y) ?(?P<s_ymd>[./\-]) ?(D) ?(?P=s_ymd) ?(D))"
    r"|(?P<dmy>(?<!D:)(D) ?(?P<s_dmy>[./\-]) ?(D) ?(?P=s_dmy) ?(Y))"
    rf"|(?P<dny>(D){_F}(m)(?:\.? ?/ ?m)?{_F}(Y))"
    r"|(?P<mdy>(m)[ .\-/]{0,3}(D)(?:[ .,\-/]|f){0,6}(Y))"
    rf"|(?P<ynd>(Y)(?: ?j)?(?:[ .,/\-']|f|\(f\)){{0,7}}(m)[ .\-,]{{0,3}}(D))"
    rf"|(?P<ydn>(Y)(?:- ?f)?(?:[ .,]|f){{1,6}}(D)(?:[ .\-]|f){{0,4}}(m)(?!{_F}Y))"
    r"|(?P<dy2>(?<!D:)(D) ?(?P<s_dy2>[./\-]) ?(D) ?(?P=s_dy2) ?'?(D)(?! ?[:]))"
    r"|(?P<dn2>(D)[ \-/.]{1,3}(m)[ \-/.,']{1,3}(D)(?! ?[:h]|[ .,]{0,2}Y|\.D))"
    r"|(?P<mn2>(m)\.? (D), ?'(D))"
    r"|(?P<e8>(E))"
)
_DAY_NO_YEAR = re.compile(
    rf"(?:m\.? ?)?(?P<dn>(D){_F}(m)(?!{_GLUED}))|(?P<md>(m)\.? ?(D)(?! ?[:h]|{_GLUED}))"
    r"|(?P<kl>(D) ?k ?(D) ?l)|(?P<dd>(D)[./](D)\.?(?![./:]))|(?P<dash>(?<![\-./D_])(D)-(D)(?= ?_{3}))"
)
_CLOCK = re.compile(
    r"(?P<hm>(?:(a) ?)?(D)( ?): ?(D)(?: ?: ?(D)(?:[.,][DTYSEN])?)?(?:(?: (?:f ){1,2}| ?:? ?)(a)(?!\.?[a-z]))?(?: ?h)?)"
    r"|(?P<hh>(?:(a) ?)?(D)() ?h\.?(?: ?(D)(?:()| ?i| ?s)(?: ?(D) ?s)?)?(?: ?(a))?)"
    r"|(?P<dot>(?:(a) ?)?(D)()\.(D)(?:\.(D))? ?(?:h|(a)))"
    r"|(?P<tdot>t()[. :]{0,3}(D)()[.,](D)(?:\.(D))?(?: ?(a))?(?! ?[./]))"
    r"|(?P<ha>()(D)()()() ?(a))"
    r"|(?P<four>(?:t[. ]{0,2})(Y)(?! ?[./\-])|(Y)(?= ?[hz]))"
    r"|(?P<six>(?<=[t_])(S))"
    r"|(?P<e8four>(?<=_)(Y)(?= |$))"
)
_BEHIND_DAY = re.compile(r"_[ ,/|\-]{1,3}\Z")
_CLOCK_DOTTED = re.compile(r"(?<![D._/])(D)\.(D)(?:\.(D))?(?![./]?[DYT])")
_ZONE = re.compile(
    r"[ ,]{0,2}\(?(?P<z>z)? ?(?:\(?(?P<sign>[+\-]) ?(?:(?P<h>D)(?: ?:? ?(?P<m>D))?|(?P<four>Y)|(?P<t>T)))?"
)


@dataclass(slots=True)
class Day:
    """A day as found: ``kind`` names its shape, ``parts`` the token indexes in the order of the shape."""

    first: int
    last: int
    kind: str
    parts: tuple[int, ...]


@dataclass(slots=True)
class Clock:
    """A clock as found; ``zone`` is an abbreviation, ``offset`` minutes east when printed; ``from_dawn``: "saa" is before it."""

    first: int
    last: int
    hour: int
    minute: int
    second: int | None
    half: int | None
    padded: bool
    spaced: bool
    bare_hour: bool
    zone: str | None = None
    offset: int | None = None
    from_dawn: bool = False


def days(classes: str, *, with_year: bool) -> Iterator[Day]:
    """Every shape of a day in the class letters, left to right, not overlapping."""
    pattern = _DAY if with_year else _DAY_NO_YEAR
    position = 0
    while (match := pattern.search(classes, position)) is not None:
        kind = next(name for name, text in match.groupdict().items() if text is not None)
        base = pattern.groupindex[kind]
        parts = []
        group = base + 1
        while group <= pattern.groups and group not in _OUTER[pattern]:
            if match.start(group) >= 0 and classes[match.start(group)] not in "./-":
                parts.append(match.start(group))
            group += 1
        yield Day(first=match.start(kind), last=match.end(kind), kind=kind, parts=tuple(parts))
        position = match.end()


_OUTER = {
    pattern: frozenset(number for name, number in pattern.groupindex.items() if not name.startswith("s_"))
    for pattern in (_DAY, _DAY_NO_YEAR)
}


def clocks(tokens: Tokens, masked: str, *, dotted: bool) -> Iterator[Clock]:
    """Every clock in the class letters, with the zone printed after it; ``dotted`` also takes a bare "16.03"."""
    values = tokens.values
    position = 0
    pattern = _CLOCK_DOTTED if dotted else _CLOCK
    while (match := pattern.search(masked, position)) is not None:
        position = max(match.end(), match.start() + 1)
        kind = "dotted" if dotted else next(name for name, text in match.groupdict().items() if text is not None)
        if dotted:
            spots = (-1, match.start(1), -1, match.start(2), match.start(3), -1)
        elif kind in ("four", "six", "e8four"):
            place = next(match.start(g) for g in range(1, pattern.groups + 1) if match.group(g) in ("Y", "S"))
            digits = tokens.word(place)
            hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:6]) if len(digits) == 6 else None
            if hour < 24 and minute < 60:
                clock = Clock(match.start(), match.end(), hour, minute, second, None, True, False, False)
                zone_after(tokens, masked, clock, clock.last)
                yield clock
            continue
        else:
            base = pattern.groupindex[kind]
            at = [match.start(base + n) if match.group(base + n) else -1 for n in range(1, 8 if kind == "hh" else 7)]
            spots = (at[0], at[1], at[2], at[3], at[4], at[5])
            if kind == "hh":
                spots = (at[0], at[1], at[2], at[3], at[5], at[6])
        before, hour_at, space, minute_at, second_at, after = spots
        hour = values[hour_at]
        # "à 16 h 20 min" is a time, and so is "11/9/2024 16h20min"; "1 h 20 min" is a length.
        after_day = kind == "hh" and hour >= 5 and _BEHIND_DAY.search(masked, 0, match.start()) is not None
        # (And "6 h 30 min de lecture".)
        after_day = after_day and not masked[match.end() :].lstrip(" ")[1:].lstrip(" ")[:1].islower()
        timed = after_day or masked[: match.start()].endswith("t ")
        if _is_length(tokens, match.end()) and not timed:
            continue
        minute = values[minute_at] if minute_at >= 0 else 0
        second = values[second_at] if second_at >= 0 else None
        if after >= 0 and not _is_half(tokens, masked, match.start(), after):
            after = -1
        half = values[after] if after >= 0 else values[before] if before >= 0 else None
        if minute_at >= 0 and tokens.size(minute_at) == 1 and kind in ("dotted", "dot", "tdot"):
            continue
        clock = Clock(
            match.start(), match.end(), hour, minute, second, half, tokens.size(hour_at) == 2, space >= 0, minute_at < 0
        )
        clock.from_dawn = match.start() > 1 and tokens.word(match.start() - 2) == "saa"
        zone_after(tokens, masked, clock, clock.last)
        yield clock


def _is_half(tokens: Tokens, masked: str, first: int, half: int) -> bool:
    """Whether a word behind a clock is a part of the day: "9:30 de la noche", "06:07:PM", but not "10:30 A Tarde", a paper.

    In capitals only "AM" and its like are one.
    """
    word = tokens.printed[tokens.starts[half] : tokens.ends[half]]
    short = len(word.replace(".", "").replace(" ", "")) <= 3
    lead = re.split("[DTYSEN]", masked[first:half])[-1]
    if ":" in lead:
        return short
    fillers = tokens.printed[tokens.ends[half - len(lead.lstrip(" ")) - 1] : tokens.starts[half]] if "f" in lead else ""
    return short or (not word[:1].isupper() and fillers == fillers.lower())


def _is_length(tokens: Tokens, place: int) -> bool:
    """Whether the digits before are the length of a recording ("03:15 min")."""
    if tokens.classes[place : place + 1] == " ":
        place += 1
    return place < len(tokens.classes) and tokens.word(place) in _LENGTHS


def zone_after(tokens: Tokens, masked: str, clock: Clock, place: int) -> None:
    """Give the clock the zone that is printed at that place ("UTC+3", "EDT", "+0400"), if there is one."""
    match = _ZONE.match(masked, place)
    if match is None:
        return
    name = match.start("z") if match["z"] else -1
    offset: int | None = None
    if match["sign"] and (
        name >= 0 or masked[place : place + 1] in "+-" or match["sign"] == "+" or "(" in match.group()
    ):
        if match["four"]:
            digits = tokens.values[match.start("four")]
            offset = digits // 100 * 60 + digits % 100
        elif match["t"]:
            digits = tokens.values[match.start("t")]
            offset = digits // 100 * 60 + digits % 100
        elif name >= 0 or match["m"] or match["sign"] == "+" or tokens.size(match.start("h")) == 2:
            offset = tokens.values[match.start("h")] * 60 + (tokens.values[match.start("m")] if match["m"] else 0)
        if offset is not None and (offset > 14 * 60 or offset % 15):
            offset = None
        if offset is not None and masked[match.start("sign")] == "-":
            offset = -offset
    if name >= 0:
        clock.zone = tokens.word(name)
    clock.offset = offset
    if name >= 0 or offset is not None:
        clock.last = max(clock.last, match.end() if offset is not None else name + 1)
