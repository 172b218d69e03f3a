"""Short lines that only say who filed the copy: "Associated Press in Valencia", "Ann Lee (AFP)", "Le Monde with AFP".

Such a line beside a time is a byline. It is the label of no section, whatever words of sections the names in it hold.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources

from newscrawl.text.agencies import agency_in_brackets, filer_called, mentions
from newscrawl.text.dateline.places import is_city
from newscrawl.text.ending_words import WORDS
from newscrawl.text.labels.words import covered, fold, hits
from newscrawl.text.people.own_names import ARTICLES
from newscrawl.text.people.persons import is_title, looks_like_person, word_tables
from newscrawl.text.pictures.credits import credit_names, is_listed
from newscrawl.text.wire.filing import is_picture_credit

LONGEST = 80
_MOST_PARTS, _MOST_WORDS = 6, 5
# What no credit has: figures, and the marks of sentences and addresses.
_NOT_HERE = re.compile(r"[\d?!…:;@#<>{}=\"“”„«»]|\.\Z")
_STROKES = r"\s*[|·•/()（）\[\]／]\s*"
_COMMAS = r"\s*[,،、]\s*|\s+[-–—]{1,2}\s+"
_INITIALS = 2
_NAMELESS = frozenset(WORDS["nameless"])
_WORDS_OF_NAMELESS = frozenset(name.rpartition(" ")[2] for name in _NAMELESS)
# "AFP, Lebanon", "AA - Ankara": behind these a country is where from.
_BEFORE_PLACES = (",", "،", "、", "-", "–", "—", "--")
_SCOPES_OF_PLACES = ("local", "nation")


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = json.loads(resources.files("newscrawl.text").joinpath("data/bylines.json").read_text(encoding="utf-8"))
    joined, from_ = ("|".join(map(re.escape, data[name])) for name in ("credit_joins", "credit_from"))
    parts = re.compile(rf"({_STROKES}|{_COMMAS}|\s+(?:{joined}|{from_})\s+)", re.IGNORECASE)
    return parts, re.compile(rf"\s+(?:{from_})\s+", re.IGNORECASE), frozenset(map(fold, data["desks"]))


def is_filed_line(line: str) -> bool:
    """Whether a line only says who filed the copy: an agency alone, or with a place, a person, a paper or a desk.

    A section of an agency's is none, and no picture's credit is.

    >>> [is_filed_line(line) for line in ("Associated Press in Valencia", "AFP/The Local", "Ann Lee and agencies")]
    [True, True, True]
    >>> [is_filed_line(line) for line in ("AP-National", "World | Reuters", "Photo: Reuters/Ann Lee", "Russia bans AFP")]
    [False, False, False, False]
    """
    return 1 < len(line) <= LONGEST and _read(line) == "text"


def is_credit_line(line: str) -> bool:
    """Whether a line only says who filed copy or a picture: no section is called so.

    >>> is_credit_line("Ann Lee/Reuters"), is_filed_line("Ann Lee/Reuters"), is_credit_line("Sport/dpa")
    (True, False, False)
    """
    return 1 < len(line) <= LONGEST and _read(line) != ""


def may_hold_filed_line(line: str) -> bool:
    """Whether a line names an agency at all, or says "agencies": what has neither has no part that says who filed.

    >>> may_hold_filed_line("11 September 2024 | AFP, Oslo"), may_hold_filed_line("11 September 2024 | Oslo")
    (True, False)
    """
    return bool(mentions(line)) or not _WORDS_OF_NAMELESS.isdisjoint(line.casefold().split())


@lru_cache(maxsize=1024)  # a page's short lines are asked as bylines and as labels
def _read(line: str) -> str:
    """ "text" for who filed the copy, "picture" for who may have taken one, "nobody" for "Agencies", "" for no credit."""
    said, low = mentions(line), line.casefold().strip(" .,:;()[]")
    if low in _NAMELESS:
        return "nobody"
    # (Most lines name no agency and say "agencies" in no language.)
    if not said and _WORDS_OF_NAMELESS.isdisjoint(low.split()):
        return ""
    if said and is_picture_credit(line):
        return "picture"
    if said and is_listed(line) and credit_names(line):
        return "text"
    if _NOT_HERE.search(line):
        return ""
    splitter, from_, _ = _tables()
    opener = word_tables().opener.match(line)
    bare = line[opener.end() :] if opener else line
    pieces = splitter.split(bare.strip())
    if len(pieces) > 2 * _MOST_PARTS:
        return ""
    filed, others, taken, before = False, False, False, ""
    for part, after in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if part:
            if part.casefold() in _NAMELESS:
                filed = filed or others
            elif _is_filer(part, before, pieces[0]) or _beside_filer(part, last=not after.strip(" )]）")):
                filed = True
            elif _may_be_name(part) and _is_no_section(part, before, from_):
                others = True
                # ("Ann Lee/Reuters" is how a picture is credited.)
                taken = taken or ("/" in before + after and " " in part and _is_person(part))
            else:
                return ""
        before = after
    return ("picture" if taken else "text") if filed else ""


def _is_no_section(part: str, before: str, from_: re.Pattern[str]) -> bool:
    """Whether a part is the place, person, paper or desk beside an agency, by its words or by what joins them."""
    if from_.fullmatch(before):
        return True
    placed = before.strip() in _BEFORE_PLACES and all(hit.entry.section in _SCOPES_OF_PLACES for hit in hits(part))
    return placed or not _is_section(part)


def _is_person(part: str) -> bool:
    return part.split(maxsplit=1)[0].casefold() not in ARTICLES and looks_like_person(part) and not hits(part)


def _is_filer(part: str, before: str, first: str) -> bool:
    """Whether a part is an agency; initials that are words too ("Varn, PA") must stand first, apart, or behind a person."""
    agency = filer_called(part)
    if agency is None:
        found = agency_in_brackets(part) if before.strip() in {"(", "[", "（"} else None
        return found is not None and not found.photo
    if not agency.shy or not before or not before.strip(" |·•/()（）[]／"):
        return True
    return len(part) > _INITIALS and " " in first and looks_like_person(first) and not is_city(first.upper())


def _beside_filer(part: str, *, last: bool) -> bool:
    """An agency with its desk or town and nothing between ("Reuters Staff", "PTI Mumbai"), or behind a name that shouts."""
    named = [mention for mention in mentions(part) if not mention.agency.photo]
    if len(named) != 1:
        return False
    before, behind = part[: named[0].start].strip(), part[named[0].end :].strip()
    rest = f"{before} {behind}".strip()
    if not rest:
        return False
    if all(fold(word) in _tables()[2] for word in rest.split()):
        return True
    if before:  # "ANN LEE Associated Press"
        name = part[named[0].start : named[0].end]
        return last and not behind and before.isupper() and not name.isupper() and looks_like_person(before)
    return is_city(behind.upper()) and (not named[0].agency.shy or named[0].end - named[0].start > _INITIALS)


def _may_be_name(part: str) -> bool:
    """Whether a part is written as a name is: of a person, a place, a paper or a desk."""
    words, tables = part.split(), word_tables()
    small = (tables.particles, tables.organisations, tables.titles, _tables()[2])
    return len(words) <= _MOST_WORDS and all(
        not word[0].islower() or any(word.casefold() in known for known in small) for word in words
    )


def _is_section(part: str) -> bool:
    """Whether every word of a part means a section, or that it is news; a place and the name of a paper are none."""
    if part.split(maxsplit=1)[0].casefold() in ARTICLES or is_title(part):
        return False
    found = hits(part)
    if not found or all(hit.entry.kind == "empty" or hit.entry.section == "local" for hit in found):
        return False
    return covered(part)
