"""The day of a dateline, as far as it is printed: in figures, in words, beside a weekday, in scripts of all mirrors."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from newscrawl.text.dateline.day_patterns import LABELLED, Day, day_in_figures, day_of, other_day
from newscrawl.text.times.words import fold, normalise, words

# Vowel signs of Indian scripts are no letters to ``re``, so a word runs to the next mark or digit.
_PIECE = re.compile(r"[^\W\d_][^\s\d,;:/|()\[\].–—-]*|\d+")
_ON_THE = re.compile(r",\s*(?:le|el|il|den|am|dne|dňa|on)\Z")
_THAI = re.compile("[\u0e00-\u0e7f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
# "الرياض 03 رجب 1446 هـ الموافق 03 يناير 2025 م": the Gregorian day is the one that counts.
_HIJRI = re.compile("\\d{1,2} [^\\d،,]{3,16} 14\\d\\d ?هـ?(?: ?الموافق)?")
_ARABIC_AT = re.compile(" (?:في|يوم|م)\\Z")
_AROUND = " \t\u00a0\u3000,;-–—:="
_HINDI_DAYS = (
    "एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाइस तेईस चौबीस पच्चीस छब्बीस "
    "सत्ताईस अट्ठाईस उनतीस तीस इकतीस"
)
_NUMBERS = {word: number for number, word in enumerate(_HINDI_DAYS.split(), 1)}
_WORD = re.compile(r"[^\s,;/]+")


class _Piece(NamedTuple):
    """A word or a number of a run, where it stands, and its kind (see ``_kind``)."""

    start: int
    end: int
    text: str
    kind: tuple[str, int]


def full_date(day: Day | None, published: date | None) -> date | None:
    """The day with its month and year, the last one before ``published``; None where that is not known.

    >>> full_date(Day(day=31, month=12), date(2024, 1, 1)), full_date(Day(day=30), date(2024, 5, 1))
    (datetime.date(2023, 12, 31), datetime.date(2024, 4, 30))
    """
    if day is None or day.other or (day.year is None and published is None):
        return None
    if day.either and day.month is not None:
        return _nearer(day.day, day.month, day.year, published)
    years = (day.year,) if day.year is not None or published is None else _around(published)
    found: list[date] = []
    for year in years:
        months = (day.month,) if day.month is not None else range(1, 13)
        for month in months:
            try:
                found.append(date(year or 0, month, day.day))
            except ValueError:
                continue
    if not found or (day.month is None and published is None):
        return None
    if published is None:
        return found[0]
    # Copy is filed before it is published; a few days' grace for pages that print another day than they mean.
    latest = published.toordinal() + 3
    past = [one for one in found if one.toordinal() <= latest]
    return max(past) if past else min(found)


def _nearer(day: int, month: int, year: int | None, published: date | None) -> date | None:
    """Of "05/11/2024" read both ways, the day within a week of the publication, where only one is."""
    years = (year,) if year is not None or published is None else _around(published)
    both = [date(one or 1, *order) for one in years for order in ((month, day), (day, month))]
    near = [one for one in both if published is not None and abs((one - published).days) <= 7]
    return near[0] if len(near) == 1 else None


def _around(published: date) -> tuple[int, ...]:
    return tuple(year for year in (published.year, published.year - 1, published.year + 1) if 1 <= year <= 9999)


def _joined(before: str, behind: str) -> str:
    """What stands around a day; places on both its sides are two ("Rome, 5 Jan, Oslo"), and no one place is called so."""
    apart = _WORD.search(before) is not None and _WORD.search(behind.strip(" .")) is not None
    return f"{before.rstrip(' ,')} / {behind.lstrip(' ,')}" if apart else f"{before} {behind}"


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a weekday and nothing else.

    >>> is_weekday("Thursday."), is_weekday("Thurso")
    (True, False)
    """
    return _kind(normalise(text.strip(" ."))) == ("w", 0)


def cut_day(run: str) -> tuple[Day | None, str]:
    """The printed day, and the run without it; a weekday beside it goes too, and a day of the Hijri year.

    >>> day, rest = cut_day("BEIRUT, March 7"); day.day, day.month, rest
    (7, 3, 'BEIRUT')
    """
    arabic = not run.isascii() and _ARABIC.search(run) is not None
    day, rest = _cut(_HIJRI.sub(" ", run) if arabic else run, arabic=arabic)
    rest = rest.strip(_AROUND).lstrip(".")
    if day is not None and "," in rest:
        rest = _ON_THE.sub("", rest)  # "Tunis, le 4 mars"
    if arabic and day is not None:
        rest = _ARABIC_AT.sub("", rest.rstrip(" /"))  # "أبوظبي في 3 يناير"
    return day, rest


def _cut(run: str, *, arabic: bool) -> tuple[Day | None, str]:
    plain = normalise(run)
    found = day_in_figures(plain, arabic=arabic)
    label = None if found is not None or plain.isascii() else LABELLED.search(plain)
    if label is not None:
        day, rest = _cut(run[: label.start()] + label["day"] + run[label.end() :], arabic=arabic)
        if day is None:
            day, rest = day_of(label["day"]), _joined(run[: label.start()], run[label.end() :])
        return (day, rest) if day is not None else (None, run)
    found = found or other_day(plain)
    if found is not None:
        start, end, day = found
        return (day, _joined(run[:start], run[end:])) if day is not None else (None, run)
    pieces = _pieces(plain)
    kinds = [piece.kind for piece in pieces]
    for at, (letter, month_number) in reversed(list(enumerate(kinds))):  # the last: "Rio de Janeiro, 18 de junio"
        if letter != "m":
            continue
        first = last = at
        while first > 0 and kinds[first - 1][0] == "m":  # Syrian beside Egyptian month names
            first -= 1
        before, after = first - 1, last + 1
        while before >= 0 and kinds[before][0] == "f" and first - before < 3:
            before -= 1
        number = None
        if before >= 0 and kinds[before] == ("d", 0):
            number, first = pieces[before].text, before
        elif after < len(kinds) and kinds[after] == ("d", 0):
            number, last, after = pieces[after].text, after, after + 1
            if after < len(kinds) and pieces[after].text in {"st", "nd", "rd", "th", "d"}:
                last, after = after, after + 1
        if number is None:
            continue
        year = None
        if first > 0 and kinds[first - 1] == ("y", 0):  # "2025. január 3."
            first -= 1
            year = pieces[first].text
        while after < len(kinds) and kinds[after][0] == "f" and after - last < 3:
            after += 1
        if after < len(kinds) and kinds[after] == ("y", 0):
            year, last = pieces[after].text, after
        elif after < len(kinds) and after == last + 1 and kinds[after] == ("d", 0) and _THAI.search(plain):
            year, last = str(2500 + int(pieces[after].text)), after  # "4 มี.ค. 67": of the Buddhist year 2567
        if first > 0 and kinds[first - 1][0] == "w" and not _is_place(plain, pieces, first):
            first -= 1
        if last + 1 < len(pieces) and kinds[last + 1][0] == "w":
            last += 1
        begin, end = pieces[first].start, pieces[last].end
        while end < len(run) and run[end] in ".º":
            end += 1
        day = day_of(_NUMBERS.get(number, number), month_number, year)
        return (day, _joined(run[:begin], run[end:])) if day is not None else (None, run)
    return None, run


def _pieces(plain: str) -> list[_Piece]:
    """The words and numbers of a run; a month that is a phrase in the tables is one ("ม.ค.", "تشرین الثانی", "d'agost")."""
    phrases = words().phrases
    found: list[_Piece] = []
    end = 0
    for match in _PIECE.finditer(plain):
        start = match.start()
        if start < end:
            continue
        text, end = match[0], match.end()
        kind = _kind(text)
        for form, letter, value in phrases.get(text.partition("'")[0], ()):
            behind = start + len(form)
            if (
                letter == "m"
                and value <= 12
                and plain.startswith(form, start)
                and not _PIECE.match(plain[behind : behind + 1])
            ):
                text, end, kind = form, behind, (letter, value)
                break
        found.append(_Piece(start, end, text, kind))
    return found


def _is_place(plain: str, pieces: list[_Piece], at: int) -> bool:
    """Whether what looks like a weekday before a day ends the place: "NOVI SAD, 3. januara"."""
    weekday = pieces[at - 1]
    before = plain[pieces[at - 2].end : weekday.start] if at > 1 else ","
    return "," in plain[weekday.end : pieces[at].start] and "," not in before


def _kind(piece: str) -> tuple[str, int]:
    """m month, w weekday, f filler, d a day's number, y a year, x anything else."""
    if piece in _NUMBERS:
        return ("d", 0)
    if piece.isdecimal():
        return ("d", 0) if len(piece) <= 2 else ("y", 0) if len(piece) == 4 else ("x", 0)
    classes = words().classes
    piece = piece.rstrip("'")  # Maltese: "5 ta' Marzu"
    letter, value = classes.get(piece) or (not piece.isascii() and classes.get(fold(piece))) or ("x", 0)
    if letter == "m":
        return ("m", value) if value <= 12 else ("x", 0)
    return (letter, 0) if letter in "wf" else ("x", 0)
