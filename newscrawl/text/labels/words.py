"""The words of section labels: what each means, in some eighty languages, and the IPTC Media Topics that they name.

The words are ``data/section_words.toml``, the topics ``data/mediatopics.json`` (numbers, broader concepts, names).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from newscrawl.items import Scope
from newscrawl.text import letters

# Vowel signs of Indian scripts, Thai, Lao, Burmese, Khmer and Thaana are no word characters to ``re``, and no separators to us.
_SEPARATORS = re.compile(r"[^\w'\u0780-\u07bf\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+|_+")
_ASCII_WORD = re.compile(r"[a-z0-9']+")
# Lao, Burmese and Khmer put no spaces between words either.
NO_SPACES = re.compile(f"{letters.NO_SPACES}|[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]")
_INFLECTED = re.compile("(?<![^,] )(?<![^ ,])[\u0370-\u03ff\u0400-\u04ff]{5,}(?=,|$)")
_NOT_FOLDED = str.maketrans(
    {
        "ß": "ss",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "œ": "oe",
        "ə": "e",
        "ħ": "h",
        "ƙ": "k",
        "ɓ": "b",
        "ɗ": "d",
        "ƴ": "y",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "\u0640": None,
        "\u200c": " ",
        "\u200d": None,
        "\u0651": None,
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ھ": "ه",
        "ۀ": "ه",
    }
)
_JOINED_BY = (
    "and und y e et i the of o og och ve va dan и та і و a des der die das les la le de eta agus iyo եւ და және жана"
)
_JOINING = frozenset(_JOINED_BY.split())
# A stem of three letters takes an ending, one of four a longer one; from five on whatever follows ("sportnachrichten").
_ENDINGS = {3: 2, 4: 6}
# Articles and conjunctions that Arabic and Hebrew write in one with the word.
_PROCLITICS = ("وال", "ال", "و", "ה", "ו")
# Languages that share a table.
_TABLES = {
    "hr": "sh",
    "bs": "sh",
    "nb": "no",
    "nn": "no",
    "fil": "tl",
    "cnr": "sh",
    "ckb": "ku",
    "kmr": "ku",
    "prs": "fa",
}

Kind = Literal["topic", "kind", "scope", "empty"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word means; ``order`` is the table's place in the file."""

    kind: Kind
    order: int
    section: str | None = None
    topic: str | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the table found in a label, ``size`` words (or, without spaces, letters) long."""

    entry: Entry
    at: int
    size: int


_Forms = dict[str, dict[str, Entry]]


@dataclass(frozen=True, slots=True)
class _Table:
    exact: _Forms
    # Words that count in their own language only: "sake" is business in Afrikaans, and rice wine in English.
    own: _Forms
    stems: _Forms
    wide: _Forms
    longest: int


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Case, width, accents and separators folded, joining words left out.

    >>> fold("Économie & Société"), fold("/world/middle_east"), fold("الثقافة والفن")
    ('economie societe', 'world middle east', 'الثقافه والفن')
    """
    if text.isascii():
        words = _ASCII_WORD.findall(text.lower())
    else:
        text = unicodedata.normalize("NFKC", text).casefold().translate(_NOT_FOLDED)
        plain = "".join(
            c for c in unicodedata.normalize("NFD", text) if not (unicodedata.combining(c) and ord(c) < 0x0370)
        )
        words = _SEPARATORS.split(unicodedata.normalize("NFC", plain))
    kept = [word.removesuffix("'s").replace("'", " ").strip() for word in words]
    return " ".join(" ".join(word for word in kept if word and word not in _JOINING).split())


@lru_cache(maxsize=1)
def _table() -> _Table:
    data: dict[str, Any] = tomllib.loads(files("newscrawl.text").joinpath("data/section_words.toml").read_text("utf-8"))
    table = _Table({}, {}, {}, {}, 24)
    order = 0
    for kind in ("topic", "kind", "scope"):
        for row in data[kind]:
            order += 1
            entry = Entry(kind, order, row["section"], row.get("topic"), row.get("scope"))
            for language, words in row.items():
                if language not in ("section", "topic", "scope"):
                    _add(table, language, words, entry)
    scopes: tuple[tuple[str, Scope, str], ...] = (
        ("national", "national", "nation"),
        ("international", "international", "world"),
    )
    for key, scope, section in scopes:
        entry = Entry("scope", order, section, None, scope)
        _add(table, "", data["countries"][key], entry)
        # "Новости Украины": names are inflected where they are written in Cyrillic or Greek.
        for word in _INFLECTED.findall(data["countries"][key]):
            table.stems.setdefault(fold(word)[:-1], {}).setdefault("", entry)
    for language, words in data["empty"].items():
        _add(table, language, words, Entry("empty", order + 1))
    return table


def _add(table: _Table, language: str, words: str, entry: Entry) -> None:
    for word in words.split(","):
        bare = word.strip()
        exact = table.own if bare.endswith("!") else table.exact
        for form in _spellings(bare.rstrip("*!"), language):
            key = fold(form)
            if len(key) < 2 and not NO_SPACES.search(key):
                continue
            if NO_SPACES.search(key):
                table.wide.setdefault(key.replace(" ", ""), {}).setdefault(language, entry)
                continue
            exact.setdefault(key, {}).setdefault(language, entry)
            if bare.endswith("*") and len(key) > 2:
                table.stems.setdefault(key, {}).setdefault(language, entry)


def _spellings(word: str, language: str) -> tuple[str, ...]:
    """A word as printed and as slugs write it: "börse" is "boerse" in addresses."""
    if language == "de" and any(letter in word for letter in "äöüÄÖÜ"):
        return word, word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    if language in ("no", "da", "sv") and any(letter in word for letter in "åæø"):
        return word, word.replace("å", "aa").replace("ø", "oe")
    return (word,)


def _choose(found: dict[str, Entry], language: str) -> Entry:
    """The meaning in the page's own language, else in most languages, else the one that stands first in the file."""
    own = found.get(language)
    if own is not None or len(found) == 1:
        return own or next(iter(found.values()))
    votes = Counter(found.values())
    return min(votes, key=lambda entry: (-votes[entry], entry.order))


def _stem(phrase: str, table: _Table, language: str) -> Entry | None:
    for size in range(len(phrase) - 1, 2, -1):
        found = table.stems.get(phrase[:size])
        if found is None:
            continue
        # A stem of one word must not swallow the words behind it.
        if " " in phrase[size:]:
            return None
        # Of a country's name only the case may change.
        most = 4 if "" in found else _ENDINGS.get(size, 40)
        if len(phrase) - size <= most:
            return _choose(found, language)
    return None


def _look_up(phrase: str, table: _Table, language: str) -> Entry | None:
    own = table.own.get(phrase, {}).get(language)
    found = table.exact.get(phrase)
    if own is not None and (found is None or language not in found):
        return own
    if found is not None:
        return _choose(found, language)
    stem = _stem(phrase, table, language)
    if stem is not None or phrase.isascii():
        return stem
    for proclitic in _PROCLITICS:
        bare = phrase.removeprefix(proclitic)
        if bare != phrase and len(bare) > 2:
            found = table.exact.get(bare)
            inner = _choose(found, language) if found is not None else _stem(bare, table, language)
            if inner is not None:
                return inner
    return None


def hits(label: str, language: str | None = None) -> list[Hit]:
    """Every word of the table in a label, from left to right, the longest first.

    >>> [hit.entry.section for hit in hits("Futebol Internacional")]
    ['sport', 'world']
    """
    table = _table()
    own = (language or "").split("-")[0]
    own = _TABLES.get(own, own)
    folded = fold(label)
    found: list[Hit] = []
    if NO_SPACES.search(folded):
        joined = folded.replace(" ", "")[:60]
        at = 0
        while at < len(joined):
            for size in range(min(table.longest, len(joined) - at), 0, -1):
                # A single sign is a word only where it is the whole label.
                wide = table.wide.get(joined[at : at + size]) if size > 1 or len(joined) == 1 else None
                if wide is not None:
                    found.append(Hit(_choose(wide, own), at, size))
                    at += size
                    break
            else:
                at += 1
    words = folded.split()[:12]
    at = 0
    while at < len(words):
        for size in (4, 3, 2, 1):
            entry = _look_up(" ".join(words[at : at + size]), table, own) if at + size <= len(words) else None
            if entry is not None:
                found.append(Hit(entry, at, size))
                at += size
                break
        else:
            at += 1
    return found


def covered(label: str) -> bool:
    """Whether every word of a label is one of the table, but for those that join.

    >>> covered("arts-and-culture"), covered("us-zambia-dam")
    (True, False)
    """
    folded = fold(label)
    said = sum(word not in _JOINING for word in folded.split())
    return bool(NO_SPACES.search(folded)) or sum(hit.size for hit in hits(label)) >= said


def may_be_slug(part: str) -> bool:
    """Whether a part of an address may be a story's name: it has words of no section, and is no kind of one ("morning-money").

    >>> may_be_slug("us-zambia-dam"), may_be_slug("middle_east"), may_be_slug("morning-money")
    (True, False, False)
    """
    said = fold(part).split()
    return not covered(part) and not (len(said) == 2 and hits(said[1]))


@lru_cache(maxsize=1)
def sections_of_topics() -> dict[str, str]:
    """The record's section for each topic that the words name."""
    table = _table()
    entries = [entry for found in table.exact.values() for entry in found.values() if entry.topic and entry.section]
    return {entry.topic.removeprefix("medtop:"): entry.section for entry in entries if entry.topic and entry.section}
