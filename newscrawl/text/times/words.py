"""The words of dates in about 100 languages: one table from word to class, and the text made ready for it.

Months, weekdays and relative words come from ``data/times.json`` (see its ``about``), labels, clocks, fillers and the
months of other calendars from ``data/time_words.toml``. Datelines read their days by the same tables.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from newscrawl.text.times.zones import ABBREVIATIONS, SPELLED

_ODD = {
    " ": "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c\u0640\u1361",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a",
    "'": "\u2018\u2019\u02bb\u02bc\u05f3",
    ",": "\u060c\u3001\u066b\u104a\u1363",
    ".": "\u3002\u0964\u06d4\u104b\u17d4",
    ":": "\u2236\u02d0",
    "|": "\u2022\u00b7\u2223\u2016\u25cf\u2502",
    "/": "\u2044\u2215",
    "i": "\u0130",
    "ی": "\u064a\u0649",
    "ک": "\u0643",
}


def _one_to_one() -> dict[int, str]:
    """Code point to one plain character: digits of every script, spaces, full width, dashes, Arabic yeh and kaf."""
    table: dict[int, str] = {}
    for code in (*range(0x80, 0x3000), *range(0xA000, 0xAC00), *range(0x10000, 0x12000)):
        digit = unicodedata.decimal(chr(code), None)
        if digit is not None:
            table[code] = str(digit)
        elif chr(code).isspace():
            table[code] = " "
    table[0x3000] = " "
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for plain, odd in _ODD.items():
        table |= dict.fromkeys(map(ord, odd), plain)
    return table


_TABLE = _one_to_one()


def normalise(text: str) -> str:
    """The text in lower case, with plain digits, spaces, dashes and quotes; every character keeps its place.

    >>> normalise("۵۹ : ۱۸ - يکشنبه")
    '59 : 18 - یکشنبه'
    """
    plain = text.translate(_TABLE) if not text.isascii() else text
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def fold(word: str) -> str:
    """The word without accents, as sites in a hurry print it ("miercoles", "aout").

    >>> fold("août"), fold("أكتوبر")
    ('aout', 'اکتوبر')
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFD", word) if not ("\u0300" <= c <= "\u036f" or "\u064b" <= c <= "\u0655")
    )
    bare = unicodedata.normalize("NFC", bare).translate(_FOLD)
    return bare.replace("ß", "ss").replace("\u200c", "")


_FOLD = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ي": "ی", "ى": "ی", "ك": "ک"})

# Class letters of the grammar: m month, w weekday, a half of the day, z zone, f filler inside a date, t word before a
# clock, h i s hour, minute and second marks, j k l year, month and day marks, q "tháng", y era, P published, U updated,
# R day told from today, g "ago", u unit, x anything else.
_GROUPS = (
    ("a", 0, "morning"),
    ("a", 12, "evening"),
    ("a", 6, "night"),
    ("a", 9, "midday"),
    ("U", 0, "updated"),
    ("P", 0, "published"),
    ("h", 0, "hour_marks"),
)
_LESSER_GROUPS = (("f", 0, "fillers"), ("t", 0, "before_clock"))
_CJK = {
    "年": "j",
    "년": "j",
    "月": "k",
    "월": "k",
    "日": "l",
    "일": "l",
    "号": "l",
    "號": "l",
    "分": "i",
    "분": "i",
    "秒": "s",
    "초": "s",
    "оны": "j",
    "сарын": "k",
    "өдөр": "l",
}
# "2024 оны 6-р сарын 5"
_MONGOLIAN = tuple(f"{ending} {month}" for ending in ("р", "дугаар", "дүгээр") for month in ("сарын", "сар"))
_CJK |= {"前": "g", "전": "g"}
_CALENDARS = ("jalali", "hijri", "ethiopic", "nepali", "bengali")
_UNITS_CJK = {
    "週間": "w",
    "星期": "w",
    "時間": "h",
    "小时": "h",
    "小時": "h",
    "시간": "h",
    "分钟": "m",
    "分鐘": "m",
    "天": "d",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """``classes``: word to (class letter, value); ``phrases``: first word to the longer forms that begin with it.

    ``only_in``: words that count in these languages alone, parted by spaces. ``behind_number``: "ago" after "hours 3".
    ``told``: whole phrases told from now, to what they tell ("час назад": "hour"); ``told_with_number``: unit and "ago" in one.
    ``calendars``: the months of each calendar that is not ours ("nepali": "भदौ", 5).
    """

    classes: dict[str, tuple[str, int]]
    phrases: dict[str, tuple[tuple[str, str, int], ...]]
    by_language: dict[str, dict[str, int]]
    units: dict[str, str]
    ago: frozenset[str]
    one: frozenset[str]
    told: dict[str, str]
    told_with_number: dict[str, str]
    only_in: dict[str, str]
    behind_number: frozenset[str]
    no_time_of_day: frozenset[str]
    bounds: frozenset[str]
    books: frozenset[str]
    calendars: dict[str, dict[str, int]]


def first_word(phrase: str) -> str:
    """What the scanner sees first of a phrase: the letters before its first space, dot, hyphen or quote."""
    for place, char in enumerate(phrase):
        if char in " .-\u200c'":
            return phrase[:place]
    return phrase


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read once (about 20 ms)."""
    folder = resources.files("newscrawl.text").joinpath("data")
    data = json.loads(folder.joinpath("times.json").read_text(encoding="utf-8"))
    own = tomllib.loads(folder.joinpath("time_words.toml").read_text(encoding="utf-8"))
    classes: dict[str, tuple[str, int]] = {}
    phrases: dict[str, dict[str, tuple[str, int]]] = {}

    calendars = {name: _months(own[name]) for name in _CALENDARS}

    def put(form: str, letter: str, value: int) -> None:
        first = first_word(form)
        if first != form and first:
            phrases.setdefault(first, {}).setdefault(form, (letter, value))
        elif form:
            classes.setdefault(form, (letter, value))

    def add(word: str, letter: str, value: int) -> None:
        word = normalise(word.replace("_", " "))
        for form in (word,) if word.isascii() else (word, fold(word)):
            put(form, letter, value)

    # The first class of a word stays, so the order is that of certainty.
    for start, calendar in ((100, "jalali"), (200, "hijri")):
        for name, number in calendars[calendar].items():
            add(name, "m", start + number)
    for key, names in data["months"].items():
        for name in names:
            add(name, "m", int(key))
    for letter, value, group in _GROUPS:
        for name in own[group].split():
            add(name, letter, value)
    for key, names in data["days_ago"].items():
        for name in names:
            add(name, "R", int(key))
    for name in data["ago"]:
        add(name, "g", 0)
    for letter, value, group in _LESSER_GROUPS:
        for name in own[group].split():
            add(name, letter, value)
    for name, letter in _CJK.items():
        classes[name] = (letter, 0)
    for name in _MONGOLIAN:
        add(name, "k", 0)
    for name in ABBREVIATIONS:
        classes.setdefault(name, ("z", 0))
    for name in SPELLED:
        add(name, "z", 0)
    for key, names in data["weekdays"].items():
        for name in names:
            add(name, "w", int(key))
    classes["tháng"] = classes["thang"] = classes["thg"] = ("q", 0)
    add("พ.ศ", "f", 0)
    add("ค.ศ", "f", 0)
    only_in: dict[str, str] = dict(own["only_in"])
    for language, months in own["months_only_in"].items():
        for number, names in enumerate(months.split("|")):
            for form in {form for name in names.split() for form in (name, fold(name))}:
                if form in only_in and classes[form] == ("m", number + 1):
                    only_in[form] += f" {language}"
                elif form not in classes:
                    put(form, "m", number + 1)
                    only_in[form] = language
    units = {normalise(name): letter for letter, names in data["units"].items() for name in names} | _UNITS_CJK
    return Words(
        classes=classes,
        phrases={
            first: tuple((form, *found) for form, found in sorted(forms.items(), key=lambda item: -len(item[0])))
            for first, forms in phrases.items()
        },
        by_language=data["months_by_language"],
        units=units,
        ago=frozenset(normalise(name) for name in data["ago"]),
        one=frozenset(own["one"].split()),
        told=_phrases(own["told"]),
        told_with_number=_phrases(own["told_with_number"]),
        only_in=only_in,
        behind_number=frozenset(normalise(name.replace("_", " ")) for name in own["behind_number"].split()),
        no_time_of_day=frozenset(normalise(own["no_time_of_day"]).split()),
        bounds=frozenset(normalise(own["bounds"]).split()),
        books=frozenset(normalise(own["books"]).split()),
        calendars=calendars,
    )


def class_of(word: str) -> str:
    """The class letter of a word of times, with or without a stop behind it; "" for any other.

    >>> class_of("Sept."), class_of("Montag,"), class_of("Updated:"), class_of("World")
    ('m', 'w', 'U', '')
    """
    return words().classes.get(normalise(word).strip(".,:"), ("", 0))[0]


def _months(calendar: list[str]) -> dict[str, int]:
    """Every form of the months of a calendar, to its number."""
    return {
        normalise(name.replace("_", " ")): number
        for number, names in enumerate(calendar, 1)
        for name in names.split("|")
    }


def _phrases(groups: dict[str, str]) -> dict[str, str]:
    return {normalise(name.replace("_", " ")): group for group, names in groups.items() for name in names.split()}
