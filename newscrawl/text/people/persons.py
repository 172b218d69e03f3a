"""Whether the words of a byline are somebody's name, a title, or neither."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from newscrawl.text.ending_words import WORDS
from newscrawl.text.letters import COLONS, EAST
from newscrawl.text.people.eastern import cannot_be_name

_ADDRESS = re.compile(
    r"https?://|www\.|@|\.(?:com|org|net|html|php|de|at|ch|es|fr|it|ru|tr|pl|co|io|info|ua)\b", re.IGNORECASE
)
# A paper's name, or initials.
_PAPER = re.compile(r"(?:THE |DAILY )|(?:[Tt]he|[Dd]ie|[Dd]er|[Dd]as|le|la) |[A-ZÄÖÜ]{2,3}\Z")
_DIGITS = re.compile(r"\d")
_INITIALS_ONLY = re.compile(r"[a-zäöü]{1,4}\Z")
# What programs call whoever nobody has given a name.
_ACCOUNT = re.compile(
    r"\b(?:\w{0,8}admin(?:istra(?:tor|dor|teur|tore))?|webmaster|superuser|super user|(?:demo|test|guest|default|user) user|"
    r"user name|first ?name last ?name|wordpress|администратор|админ)\b|管理员|管理員|管理者|관리자",
    re.IGNORECASE,
)
# "ann.lee", "ann_lee2".
_LOGIN = re.compile(r"[a-zà-ÿ]{2,}(?:[._][a-zà-ÿ]{2,})+\d*\Z")
_BEFORE_DATES = frozenset({"am", "on", "at", "le", "el", "il", "den", "in", "by", "von", "um"})
_HOST = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-z]{2,4}", re.IGNORECASE)
_BEFORE_TITLES = frozenset(("chief", "senior", "staff", "special", "national"))
_TITLES_ANYWHERE = frozenset(
    ("writer", "editor", "reporter", "correspondent", "redakteur", "redakteurin", "columnist", "staff", "desk",
     "redaktion", "contributor")
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Words of bylines: how they open, titles, what is never a person, parts of names, words of organisations.

    Openers that are ``words_too`` begin labels and headlines as well; behind those of ``sources`` stands where it is from.
    """

    opener: re.Pattern[str]
    words_too: frozenset[str]
    sources: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    particles: frozenset[str]
    organisations: frozenset[str]


@lru_cache(maxsize=1)
def word_tables() -> Words:
    """The tables of ``data/bylines.json``, and the words for agencies of ``data/signoffs.json``, who are nobody."""
    data = json.loads(resources.files("newscrawl.text").joinpath("data/bylines.json").read_text(encoding="utf-8"))
    openers = sorted(data["openers"], key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in openers if not re.match("[\u3040-\u9fff]", word))
    coloned = "|".join(map(re.escape, data["openers_with_colon"]))
    east = "|".join(re.escape(word) for word in openers if re.match("[\u3040-\u9fff]", word))
    return Words(
        opener=re.compile(
            rf"\s*+(?:[-–—(•*]++\s*+)?(?:(?:{spaced}|{coloned})\s*[{COLONS}]\s*|(?:{spaced})\s+(?=\S)|(?:{east})\s*[:：・/／]?\s*)",
            re.IGNORECASE,
        ),
        words_too=frozenset(data["openers_words_too"]),
        sources=frozenset(data["openers_of_sources"]),
        titles=frozenset(data["titles"]),
        never=frozenset([*data["never_people"], *WORDS["nameless"]]),
        particles=frozenset(data["particles"]),
        organisations=frozenset(data["organisations"]),
    )


def is_title(words: str) -> bool:
    """Whether words say what somebody is: "Chief Reporter", "staff".

    >>> is_title("Senior Editor"), is_title("Envoyé spécial"), is_title("Ann Lee")
    (True, True, False)
    """
    said = words.casefold().split()
    return bool(said) and (
        said[-1].rstrip("s") in word_tables().titles
        or said[-1] in word_tables().titles
        or " ".join(said[-2:]) in word_tables().titles
        or said[0] in _BEFORE_TITLES
        or not _TITLES_ANYWHERE.isdisjoint(said)
    )


def looks_like_person(bare: str) -> bool:
    """Whether words may be somebody's name.

    >>> looks_like_person("Ann Lee"), looks_like_person("Site Admin"), looks_like_person("valleynews.de")
    (True, False, False)
    """
    if (
        not 1 < len(bare) <= 60
        or bare.casefold() in word_tables().never
        or _ADDRESS.search(bare)
        or _ACCOUNT.search(bare)
    ):
        return False
    if (
        (_DIGITS.search(bare) and " " in bare)
        or len(_DIGITS.findall(bare)) > 2
        or any(letter in bare for letter in "{}<>=_?!#%$€@…©:→›»")
    ):
        return False
    words = bare.split()
    if any(word.casefold().strip(".,") in word_tables().organisations for word in words):
        return False
    if _LOGIN.match(bare) or (len(words[0]) == 1 and words[0].islower()):  # "Verifizierte/r Tierfreund"
        return False
    if len(words) > 6 or is_title(bare) or words[-1].casefold() in _BEFORE_DATES:
        return False
    if not bare.isascii() and EAST.search(bare) and cannot_be_name(bare):
        return False
    if not bare[0].isalpha() or _PAPER.match(bare) or "..." in bare or _HOST.fullmatch(bare):
        return False
    cased = [word for word in words if word[0].isalpha() and word.casefold() not in word_tables().particles]
    if len(words) > 1:
        # (Georgian has capitals for headlines only.)
        small = sum(1 for word in cased if word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff")
        return small == 0 or (small < len(cased) and len(words) == 2)
    return not _INITIALS_ONLY.match(bare)


# As Mongolian writers sign.
_INITIAL = re.compile(r"[А-ЯӨҮЁ]\.[А-ЯӨҮЁ][а-яөүё]{2,20}(?:-[А-ЯӨҮЁ][а-яөүё]{2,20})?")


def is_full(name: str) -> bool:
    """A visible line of one word is a label; scripts without spaces write names in one.

    >>> is_full("Ann Lee"), is_full("Publié"), is_full("李小雨"), is_full("Б.Нарангарав")
    (True, False, True, True)
    """
    return " " in name or bool(EAST.search(name)) or _INITIAL.fullmatch(name) is not None
