"""Years and months of other calendars, as Gregorian ones; pure arithmetic, no tables of holidays."""

from __future__ import annotations

from datetime import date, timedelta

# Days before the first of each Jalali month (six months of 31, five of 30, then Esfand).
_BEFORE = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
# Leap years of the 33-year cycle: right for 1244 to 1502, which is every year in the news.
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NOWRUZ_1300 = date(1921, 3, 21)


def jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Persian solar one; ValueError when there is no such day.

    >>> jalali(1399, 2, 21)
    datetime.date(2020, 5, 10)
    """
    if not 1300 <= year <= 1500 or not 1 <= month <= 12:
        raise ValueError("no such Jalali month")
    length = 31 if month <= 6 else 30 if month <= 11 or year % 33 in _LEAPS else 29
    if not 1 <= day <= length:
        raise ValueError("no such Jalali day")
    leaps = sum(1 for past in range(1300, year) if past % 33 in _LEAPS)
    return _NOWRUZ_1300 + timedelta(days=(year - 1300) * 365 + leaps + _BEFORE[month - 1] + day - 1)


def gregorian_year(year: int) -> int:
    """A Buddhist year (over 2400) as a Gregorian one; any other as it stands.

    >>> gregorian_year(2567), gregorian_year(2024)
    (2024, 2024)
    """
    return year - 543 if 2400 <= year <= 2700 else year


def full_year(short: int, buddhist: bool = False) -> int:
    """A year printed with two digits: 24 is 2024, 97 is 1997; in Thai 63 is 2563, which is 2020.

    >>> full_year(24), full_year(97), full_year(63, buddhist=True)
    (2024, 1997, 2020)
    """
    if buddhist and 35 <= short <= 99:
        return short + 1957
    return short + (2000 if short < 70 else 1900)


# Reign and republic years: the year before the first one.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
