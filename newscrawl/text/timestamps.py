"""Printed times to instants: the date is cut out by our own grammar first, then read; nothing is guessed in silence.

Rules are those of the field guide, section 6; ``times/grammar`` finds, ``times/days`` and
``times/stamps`` decide.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newscrawl.items import Precision, SiteFacts
from newscrawl.text.times.clocks import time_of, twelve_hour
from newscrawl.text.times.lone import that_day, todays
from newscrawl.text.times.pairs import Pair, PairFinder
from newscrawl.text.times.readings import Reading, Timestamp
from newscrawl.text.times.shapes import Key, Shape, key_of, known, learn
from newscrawl.text.times.stamps import Stamper, not_before
from newscrawl.text.times.tokens import Tokens, tokenise
from newscrawl.text.times.words import normalise
from newscrawl.text.times.zones import zone

# A printed time is a line; what is longer is prose with a time at its head at best.
MAX_LENGTH = 600
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?([Zz])| ?([+-])(\d\d):?(\d\d)?)?)?"
)
# Persian and Buddhist years ("۱۴۰۳-۰۶-۲۱") are the grammar's.
_OTHER_CALENDARS = frozenset((13, 14, 24, 25, 26))
# Of minutes and seconds.
_SIGNS = frozenset("分분秒초")
_EPOCH = re.compile(r"(1\d{9})(\d{3})?(?:\.\d{1,9})?")


def read_timestamp(printed: str, facts: SiteFacts, *, fetched_at: datetime | None = None) -> Reading:
    """Read a printed time, with its labels, section and agency around it; never raises.

    >>> baku = SiteFacts(timezone="Asia/Baku", languages=("en",))
    >>> seed = read_timestamp("In World 11 September 2024 09:43", baku).published
    >>> seed.text, seed.at.isoformat(), seed.precision, seed.zone_from
    ('11 September 2024 09:43', '2024-09-11T09:43:00+04:00', 'minute', 'site')
    >>> read_timestamp("11/09/2024 09:43", baku).published.reason
    'day and month could be either way round'
    """
    head = printed[: 4 * MAX_LENGTH].strip()[:MAX_LENGTH]
    if not head:
        return Reading(reason="empty")
    try:
        return _Reader(head, facts, _utc(fetched_at)).read()
    except (ValueError, OverflowError, ArithmeticError, LookupError):
        return Reading(reason="not a time")


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


class _Reader:
    """One string being read; the steps are the methods, top to bottom."""

    def __init__(self, head: str, facts: SiteFacts, fetched_at: datetime | None) -> None:
        self.head = head
        self.facts = facts
        self.languages = tuple(language.lower().split("-")[0] for language in facts.languages)
        self.stamper = Stamper(zone(facts.timezone), fetched_at)
        self.reason: str | None = None

    def read(self) -> Reading:
        exact = _ISO.fullmatch(self.head)
        if exact is not None and int(exact[1]) // 100 not in _OTHER_CALENDARS:
            return self._iso(exact)
        epoch = _EPOCH.fullmatch(self.head)
        if epoch is not None:
            moment = datetime.fromtimestamp(int(epoch[1]), UTC)
            stamp = self.stamper.checked(
                moment.astimezone(self.stamper.site or UTC), "second", "offset", self.head, moment.replace(tzinfo=None)
            )
            return Reading(published=stamp, reason=stamp.reason)
        key = key_of(self.head, self.facts)
        shape = known(key)
        if shape is not None:
            quick = self._shaped(shape)
            if quick is not None:
                return quick
        if self.stamper.fetched_at is None and key[0].isascii() and "0" not in key[0]:
            return Reading(reason="no date")
        tokens = tokenise(normalise(self.head), self.head, self.languages)
        finder = PairFinder(self.facts, self.languages, self.stamper.site, self.stamper.fetched_at)
        pairs = finder.find(tokens)
        self.reason = finder.reason
        reading = self._reading(tokens, pairs)
        if len(pairs) == 1:
            self._learn(key, tokens, pairs[0], reading)
        return reading

    def _shaped(self, shape: Shape) -> Reading | None:
        wall = shape.wall(self.head)
        if wall is None:
            return None
        precision: Precision = "day" if shape.hour is None else "minute" if shape.second is None else "second"
        stamp = self.stamper.stamp(self.head[shape.text[0] : shape.text[1]], wall, precision, shape.zone, None)
        if stamp.at is None:
            return None
        return Reading(modified=stamp) if shape.updated else Reading(published=stamp)

    def _learn(self, key: Key, tokens: Tokens, pair: Pair, reading: Reading) -> None:
        """Keep the layout, when nothing in it hung on the digits."""
        stamp = reading.modified if reading.published is None else reading.published
        day, clock = pair.day, pair.clock
        if stamp is None or stamp.at is None or day is None or not day.order or day.calendar != "gregorian":
            return
        if not all(tokens.word(place).isdecimal() or tokens.classes[place] == "m" for place in day.order):
            return  # 二〇二四年九月十一日: its numerals are no digits
        if day.date is None or day.date.year > 2100 or tokens.values[day.order[0]] != day.date.year:
            return
        if clock is not None and clock.bare_hour:
            return  # a layout has minutes or no clock
        if clock is not None and day.kind == "mdy" and not clock.padded and clock.half is None and clock.zone is None:
            return
        start = self.head.find(stamp.text)
        learn(key, tokens, day.order, clock, (start, start + len(stamp.text)), updated=reading.published is None)

    def _iso(self, match: re.Match[str]) -> Reading:
        year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
        try:
            wall = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
        except ValueError:
            return Reading(published=Timestamp(text=self.head, reason="impossible date"), reason="impossible date")
        precision: Precision = "day" if hour is None else "minute" if second is None else "second"
        offset = None
        if zulu:
            offset = timedelta(0)
        elif sign:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        stamp = self.stamper.stamp(self.head, wall, precision, None, offset)
        return Reading(published=stamp, reason=stamp.reason)

    def _reading(self, tokens: Tokens, pairs: list[Pair]) -> Reading:
        published: Timestamp | None = None
        modified: Timestamp | None = None
        dated = [pair for pair in pairs if pair.day is not None or pair.moment is not None]
        lone = [pair for pair in pairs if pair.day is None and pair.moment is None]
        chosen: list[tuple[str, Timestamp]] = [(pair.role, self._resolve(tokens, pair)) for pair in dated]
        if not dated and len(lone) >= 1 and tokens.starts and len(self.head) <= 80:
            chosen = todays(tokens, lone, self.stamper, self.languages)
        spoken = [entry for entry in chosen if entry[0] == "P"]
        plain = [entry for entry in chosen if entry[0] == ""]
        for group in (spoken, plain):
            ranked = sorted(group, key=lambda entry: entry[1].at is None)
            if ranked and (published is None or published.at is None):
                published = ranked[0][1] if published is None or ranked[0][1].at is not None else published
        if dated and published is not None and published.at is not None:
            # "11/09/2024 Updated at 20:56": the day is that of publication.
            for pair in lone:
                if pair.role == "U" and pair.clock is not None and not pair.clock.bare_hour:
                    chosen.append(("U", that_day(tokens, pair, published, self.stamper, self.languages)))
        updates = sorted((entry for entry in chosen if entry[0] == "U"), key=lambda entry: entry[1].at is None)
        if updates:
            modified = updates[0][1]
        elif published is not None and published.at is not None:
            later = [s for _, s in plain if s is not published and s.at is not None and s.precision != "day"]
            modified = next((s for s in later if s.at is not None and not_before(s.at, published.at)), None)
        if dated and published is None and modified is not None and modified.at is not None:
            # "Updated September 11, 2024 — 8.15pm, first published at 6.07pm": one day for both.
            for pair in lone:
                if pair.role == "P" and pair.clock is not None and not pair.clock.bare_hour:
                    told = that_day(tokens, pair, modified, self.stamper, self.languages)
                    if told.at is not None and not_before(modified.at, told.at):
                        published = told
        reason = None
        if (published is None or published.at is None) and (modified is None or modified.at is None):
            first = published or modified
            reason = (first.reason if first is not None else None) or self.reason or "no date"
        return Reading(published=published, modified=modified, reason=reason)

    def _whole(self, text: str) -> str:
        """A printed time with the bracket that closes it and the sign of its minutes: "(GMT+7)", "9時43分"."""
        start = self.head.find(text)
        end = start + len(text)
        if start < 0 or not text:
            return text
        if text[-1:].isdecimal() and self.head[end : end + 1] in _SIGNS:
            end += 1
        if self.head[end : end + 1] == ")" and text.count("(") > text.count(")"):
            end += 1
        return self.head[start:end]

    def _resolve(self, tokens: Tokens, pair: Pair) -> Timestamp:
        text = self._whole(tokens.span(pair.first, pair.last))
        if pair.moment is not None:
            local = pair.moment.astimezone(self.stamper.site) if self.stamper.site is not None else pair.moment
            if pair.precision == "day":
                local = local.replace(hour=0, minute=0, second=0, microsecond=0)
            stamp = self.stamper.checked(
                local, pair.precision or "day", "site" if self.stamper.site else None, text, local.replace(tzinfo=None)
            )
            return replace(stamp, filled=True)
        day, clock = pair.day, pair.clock
        assert day is not None
        if day.date is None:
            return Timestamp(text=text, reason=day.reason, ambiguous=day.ambiguous)
        midnight = datetime(day.date.year, day.date.month, day.date.day)  # noqa: DTZ001
        # "Yesterday": a day without a number is counted from the day of fetching.
        filled = day.kind == "told"
        if clock is None:
            return replace(self.stamper.stamp(text, midnight, "day", None, None), filled=filled)
        time = time_of(clock, self.languages)
        if isinstance(time, str):
            if time == "impossible time":
                return Timestamp(text=text, reason=time, wall=midnight, precision="day")
            return Timestamp(text=text, reason=time, wall=midnight)
        if twelve_hour(clock, day):
            return Timestamp(text=text, reason="12-hour clock without a.m. or p.m.", wall=midnight)
        wall = midnight + time
        precision: Precision = "second" if clock.second is not None else "hour" if clock.bare_hour else "minute"
        offset = timedelta(minutes=clock.offset) if clock.offset is not None else None
        return replace(self.stamper.stamp(text, wall, precision, clock.zone, offset), filled=filled)
