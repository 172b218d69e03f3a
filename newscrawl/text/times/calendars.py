"""Years and months of other calendars, as Gregorian ones; pure arithmetic, no tables of holidays."""

from __future__ import annotations

import re
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


def ethiopic(year: int, month: int, day: int) -> date:
    """The Gregorian day of an Ethiopian one; ValueError when there is no such day.

    >>> ethiopic(2017, 6, 26)
    datetime.date(2025, 3, 5)
    """
    length = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not 1900 <= year <= 2100 or not 1 <= month <= 13 or not 1 <= day <= length:
        raise ValueError("no such Ethiopian day")
    # The first day of 1900 was 12 September 1907.
    return date(1907, 9, 12) + timedelta(days=(year - 1900) * 365 + (year - 1900) // 4 + 30 * (month - 1) + day - 1)


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


_UNITS = {**{digit: number for number, digit in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_N = "[一二三四五六七八九]"
# The numerals of a day: years digit by digit, months and days with their tens; "三日" alone may be three days.
NUMERAL_YEAR = (
    "[〇零○一二三四五六七八九]{4}(?=年)|(?<=令和|平成|昭和|民國|民国)(?:[一二三四五六七八九十百〇零]{1,5})(?=年)"
)
NUMERAL_MONTH = f"(?:十[一二]?|{_N})"
NUMERAL_DAY = f"(?:[二三]?十{_N}?|[廿卅]{_N}?|[〇零]?{_N})"
_NUMERAL_DATE = re.compile(
    f"({NUMERAL_MONTH})月({NUMERAL_DAY})(?=[日号號])|(?<![月一二三四五六七八九十])({NUMERAL_DAY})(?=日)"
)


def numeral(text: str) -> int:
    """A Chinese numeral as a number: digit by digit, or with tens and hundreds.

    >>> numeral("二〇二四"), numeral("三十一"), numeral("廿五"), numeral("一百一十三")
    (2024, 31, 25, 113)
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text and "百" not in text:
        return int("".join(str(_UNITS[digit]) for digit in text))
    hundreds, found, rest = text.rpartition("百")
    total = 100 * (numeral(hundreds) if hundreds else 1) if found else 0
    tens, found, units = rest.lstrip("〇零").rpartition("十")
    if found:
        total += 10 * (numeral(tens) if tens else 1)
    return total + (numeral(units) if units else 0)


def with_digits(text: str) -> str:
    """A text with the numerals of its days in digits.

    >>> with_digits("北京九月十一日"), with_digits("台北三日")
    ('北京9月11日', '台北3日')
    """
    return _NUMERAL_DATE.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    return f"{numeral(found[1])}月{numeral(found[2])}" if found[1] else str(numeral(found[3]))
