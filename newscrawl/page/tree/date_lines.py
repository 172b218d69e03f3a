"""Lines of a page that hold a date or a clock, loosely: which to ask of the text room, and which are no text."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.text.times.calendars import NUMERAL_DAY, NUMERAL_MONTH
from newscrawl.text.times.words import class_of

# A line that holds a date or a clock, loosely: text reads it.
DATELIKE = re.compile(
    r"(?:19|20|13|14|25)\d\d|\d{1,2}[:.h][0-5]\d(?!\d)|[\u0660-\u0669\u06f0-\u06f9]{2,4}|[\u0966-\u096f\u09e6-\u09ef\u0be6-\u0bef\u0e50-\u0e59]{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[0-9０-９]{1,4}[年月日]|"
    r"\b\d{1,2}\s*(?:min|sec|hours?|hrs?|days?|weeks?)\w*\s+ago\b|\bvor \d+|\bhace \d+|\bil y a \d+|"
    r"назад|\b(?:today|yesterday|heute|gestern|"
    r"hoy|ayer|сегодня|вчера|сьогодні|včera|dnes)\b|\d{1,2}\.? \w{3,12}\.? \d{4}",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_DAY_WORDS = (
    "today", "yesterday", "heute", "gestern", "hoy", "ayer", "dnes", "včera", "назад", "сегодня", "вчера", "сьогодні",
)  # fmt: skip
_ASCII_DAY_WORDS = tuple(word for word in _DAY_WORDS if word.isascii())


# 二〇二四年九月十一日
_NUMERAL_DATE = re.compile(
    f"[^。，]{{0,6}}?[〇零○一二三四五六七八九十百元]{{1,6}}年{NUMERAL_MONTH}月{NUMERAL_DAY}[日号號].{{0,6}}"
)


def _has_numerals(text: str) -> bool:
    return "年" in text and "月" in text and _NUMERAL_DATE.search(text) is not None


@lru_cache(maxsize=1024)  # the lines around a headline are asked for times, labels and captions
def datelike(text: str) -> bool:
    """True for a line that may hold a date or a clock."""
    if not _DIGIT.search(text):
        if _has_numerals(text):
            return True
        low = text.lower()
        if not any(word in low for word in (_ASCII_DAY_WORDS if text.isascii() else _DAY_WORDS)):
            return False
    return DATELIKE.search(text) is not None


_DATE_LINE = re.compile(
    r"^\W*(?:\w+\W+){0,4}?(?:\d{1,2}[./ -]\s?(?:(?!\d{3})\w{3,12}|\d{1,2})[.,/ -]+\s?\d{2,4}|\w{3,12}\.? \d{1,2},? \d{4}"
    r"|\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?)(?:\W+(?:\w+\W+){0,3}?\d{1,2}[:.h]\d{2}(?:\W+\w{1,5}){0,3})?\W*$"
)


# Jiji closes the last paragraph with its time.
_BEHIND_SENTENCE = re.compile(r"[。！？」]\s*[（(]\d{4}/\d\d?/\d\d?[^（()）]{0,12}[)）]\s*\Z")


def whole_date(text: str) -> bool:
    """True for a line that is a date, with or without a clock, and a few words before it, but no sentence.

    >>> whole_date("（2012/06/21-00:47）"), whole_date("犬は無事だった。（2012/06/21-00:47）")
    (True, False)
    """
    return len(text) < 90 and _is_date_line(text) and _BEHIND_SENTENCE.search(text) is None


@lru_cache(maxsize=1024)  # asked of a page's short lines, of each for every line behind it
def _is_date_line(text: str) -> bool:
    if not _DIGIT.search(text):
        return len(text) < 30 and _has_numerals(text) and _NUMERAL_DATE.fullmatch(text) is not None
    return _DATE_LINE.match(text) is not None


# What stands beside the date of a page in one line with it, and nothing else does.
_META_WORDS = re.compile(
    r"\b(?:updated|published|posted|modified|created|last|first|on|at|by|categor\w+|tags?|views?|"
    r"reads?|comments?|uhr|stand|aktualisiert|"
    r"ver[öo]ffentlicht|publicado|publicada|actualizado|actualizada|atualizado|atualizada|modifica|"
    r"modificato|aggiornato|pubblicato|alle|"
    r"publi[ée]e?|mis [àa] jour|modifi[ée]e?|le|las|il|por|em|a|h|às|ore|am|um|lesezeit|oppdatert|"
    r"publisert|opdateret|uppdaterad|publicerad|"
    r"опубликовано|обновлено|aktualizacja|publikacja|güncelleme|yayınlanma|giriş|son|autor|author)\b",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\d{1,2}[./ -]\s?(?:\w{3,12}|\d{1,2})[.,/ -]+\s?(?:19|20)\d\d|[^\W\d]{3,12}\.? \d{1,2},? (?:19|20)\d\d|"
    r"(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|\d{1,2}[:.h]\d{2}(?:[:.]\d\d)?(?:\s?(?:h|[Uu]hr|[apAP]\.?[mM]\.?))?(?:\s(?:[A-Z]{1,3}T|UTC)\b)?"
)
_AGO = re.compile(r"^\W*(?:\d{1,2}|an?) (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago\W*$", re.IGNORECASE)


_WORD = re.compile(r"\w+")
_LESSER = frozenset(("de", "del", "d", "of", "the", "den", "der", "die", "dne"))


def _of_dates(word: str) -> bool:
    """A number of a day or a year, a month, a weekday, or what stands between them."""
    if word.isdecimal():
        return len(word) <= 2 or (len(word) == 4 and word[:2] in ("19", "20"))
    return word.lower() in _LESSER or class_of(word.lower()) in ("m", "w")


def times_only(text: str) -> bool:
    """True for a line of dates, clocks and the words that go with them: "05/03/2021 Updated at 10:15h."."""
    if len(text) > 120 or not _DIGIT.search(text):
        return False
    if _AGO.match(text):
        return True
    rest, found = _DATES.subn(" ", text)
    if not found or len(text) <= 9:
        return False
    rest = _META_WORDS.sub(" ", rest)
    # "Lunes, 6 de octubre 2025, 12:08 | Actualizado 17:22h.": days and months in words go with a clock or a date.
    return not any(map(str.isalnum, rest)) or all(_of_dates(word) for word in _WORD.findall(rest))


# "PUBLISHED: 09:29 GMT, 5 June 2013 | UPDATED: 19:08 GMT, 5 June 2013"; "Posted on Monday, May 05 @ 09:02:55 EEST Topic: Ships".
STAMPED = re.compile(
    r"\W*(?:(?:first |last |originally )?(?:published|updated|posted|created|modified)|veröffentlicht|aktualisiert|publié"
    r"|mis à jour|publicado|actualizado|pubblicato|aggiornato|gepubliceerd|опубликовано|обновлено)(?: (?:on|am|le|el|il))?\s?:"
    r"|\W*posted (?:on|at) .{0,40}\d:\d\d"
    r"|\W*(?:this|the) (?:story|article|report) was (?:originally|first|last) (?:published|posted|updated) (?:on )?(?=[A-Z\d])",
    re.IGNORECASE,
)
# A line that begins with a date and names its author, category or tags: what a page says of itself.
META_LABEL = re.compile(
    r"^\W*(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.? \w{3,12},? \d{4}|\w{3,12} \d{1,2}, \d{4}).{0,90}"
    r"\b(?:categor(?:y|ia|ie|ía)|kategorie|rubri[ck]\w*|tags?|publicado por|posted (?:by|in)|autor|author|views|comments?)\s?:",
    re.IGNORECASE,
)
