"""What stands where pages print their section labels and is none: the home page, buttons, headlines in Chinese."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from newscrawl.text.dateline.correspondents import is_correspondents_line
from newscrawl.text.dateline.days import is_weekday
from newscrawl.text.labels.words import fold, hits
from newscrawl.text.times.words import class_of, normalise, words

LONGEST = 120


def _words(name: str) -> str:
    data = tomllib.loads(files("newscrawl.text").joinpath("data/no_labels.toml").read_text(encoding="utf-8"))
    return "|".join(line for line in data[name].split("\n") if line)


_HOME = frozenset(map(fold, _words("homes").split("|")))
_CONTROLS = re.compile(rf"\W*+(?:{_words('controls')})\W*", re.IGNORECASE)
# Rooms and posts of a paper, and what is for subscribers.
_NOBODY = re.compile(rf"\W*+(?:{_words('nobody')}|{_words('offers')})\W*", re.IGNORECASE)
_SITE = re.compile(r"(?:www\.)?[a-z0-9-]{3,40}(?:\.[a-z]{2,3})?\.[a-z]{2,12}", re.IGNORECASE)
# An account, and the name that a picture has on its disk.
_NAMED = re.compile(r"@\w{2,40}|[\w -]{1,60}\.(?:jpe?g|png|gif|webp|pdf|mp[34])", re.IGNORECASE)
# Headlines in Chinese and Japanese have no words to count; no section's name has so many signs.
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
CROWDED = 15
SHORTEST_MONTH = 5
# Shorter weekdays are words of other languages too; so is "data".
_SHORTEST_WEEKDAY, _LONGEST_OF_TIME, _SECTIONS_TOO = 5, 30, ("data",)
_CLASSES = ("P", "U")


def is_home(label: str) -> bool:
    """Whether a label is the name of the home page, which every article stands under.

    >>> is_home("Ana Sayfa"), is_home("Αρχική"), is_home("World")
    (True, True, False)
    """
    return fold(label[:LONGEST]) in _HOME


def is_of_calendar(label: str) -> bool:
    """Whether a label is a month, with or without a day and a year: what leads to the pages of an archive.

    >>> is_of_calendar("Giugno 2024"), is_of_calendar("11 September"), is_of_calendar("March Madness"), is_of_calendar("Paz")
    (True, True, False, False)
    """
    words = [word for word in label.split() if not word.strip(".,").isdecimal()]
    # A short month alone is a word of other languages ("paz", "maja").
    return len(words) == 1 and (words[0] != label or len(label) >= SHORTEST_MONTH) and class_of(words[0]) == "m"


def is_button(text: str) -> bool:
    """Whether a whole line is a button of the page, an account, or the name of a file.

    >>> is_button("Close"), is_button("quay-2.jpg"), is_button("The quay")
    (True, True, False)
    """
    return _CONTROLS.fullmatch(text) is not None or _NAMED.fullmatch(text) is not None


def is_no_label(text: str) -> bool:
    """Whether a line is a button, a question, an account, an address, a desk, a correspondent, a weekday, an offer; or too long.

    >>> is_no_label("Learn more"), is_no_label("World"), is_no_label("港口恢复通航并降低渡轮票价三成")
    (True, False, True)
    >>> is_no_label("@annlee"), is_no_label("ferry-2.jpg"), is_no_label("What is the Ticker?")
    (True, True, True)
    >>> is_no_label("For subscribers"), is_no_label("Our Correspondent"), is_no_label("Mis à jour"), is_no_label("Tuesday")
    (True, True, True, True)
    """
    if text.endswith("?"):
        return True
    if " " not in text and not text.isascii() and len(_SIGN.findall(text)) >= CROWDED:
        return True
    if any(pattern.fullmatch(text) for pattern in (_CONTROLS, _NOBODY, _SITE, _NAMED)):
        return True
    return is_correspondents_line(text) or _is_of_time(text)


def _is_of_time(text: str) -> bool:
    """Whether a line is a weekday, or a word for the publication or the change that no time follows, and no section's name."""
    if len(text) > _LONGEST_OF_TIME or (said := normalise(text).strip(" :.,")) in _SECTIONS_TOO:
        return False
    if len(said) >= _SHORTEST_WEEKDAY and is_weekday(said):
        return not hits(text)
    known = words()
    phrases = known.phrases.get(said.partition(" ")[0], ())
    named = any(said == phrase for phrase, letter, _ in phrases if letter in _CLASSES)
    return named or all(known.classes.get(word, ("", 0))[0] in _CLASSES for word in said.split())
