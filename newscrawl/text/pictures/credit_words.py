"""Lines of agencies and the words for "with", "based on", "desk": "Mit Inhalten der AFP", "Redacción/AFP", "AFP nyomán"."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

from newscrawl.text.agencies import KnownAgency, mentions
from newscrawl.text.pictures.picture_words import tells_of_picture
from newscrawl.text.whole_lines import edges, groups_of

LONGEST, _TELLING, _SHORTEST = 90, 5, 3
_LETTERS = re.compile(r"[^\W\d_]+")
# Agencies that write themselves so.
_SMALL = frozenset(("dpa", "sda", "ats", "apa", "epd", "kna", "sid", "afp", "reuters", "ap", "ntb", "ritzau"))
# In the place of an agency's name; its ending goes with it ("AFP'den", "AFP-ის").
_NAME = "\x00"
# Between a name in Latin letters and a word in others.
_GLUED = re.compile(r"(?<=[A-Za-z])(?=[^\W\d_A-Za-zÀ-ʯḀ-ỿ])|(?<=[^\W\d_A-Za-zÀ-ʯḀ-ỿ])(?=[A-Za-z])")
_ENDING = r"(?:[-'’‘][^\W\d_]{1,6})?"

# What stands between words: no number, no sign of rights, no dot of an address.
_BETWEEN = re.compile(rf"(?:(?!{_NAME})(?:[^\w©@.]|\.(?![^\W\d_])))+")
# "Mehr Informationen": the name of an agency of Tehran is German for "more".
_WORDS_TOO = frozenset(
    (
        "mehr",
        "時事",
        "共同",
        "भाषा",
        "кабар",
        "ховар",
        "پژواک",
        "رووداو",
        "قنا",
        "nampa",
        "antara",
        "anadolu",
        "keystone",
    )
)
# Words that say nothing by themselves: "The AFP" is Australia's police, "AAP report" a label.
_FILLER_WORDS = (
    "the and for from news report reports reported staff files agencies agency wire wires desk "
    "las les los del des dos das die der dem den von vom und och auf"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
# "The AFP:", a speaker.
_ALONE = re.compile(r"(?:(?:the|an?|la|el|le|die|der|das|il)\s+|l['’])\S+\W*", re.IGNORECASE)


def _is_name(printed: str) -> bool:
    """Whether a name is printed as one: "belga" and "ansa" in small letters are words."""
    if printed.casefold() in _WORDS_TOO:
        return False
    return not (printed.islower() and printed.isascii()) or printed in _SMALL


@lru_cache(maxsize=1)
def _languages() -> tuple[re.Pattern[str], ...]:
    table = tomllib.loads(files("newscrawl.text").joinpath("data/credit_words.toml").read_text(encoding="utf-8"))
    found = []
    for code, words in table.items():
        edge = edges(code)[1]
        ending = _ENDING if edge else ""
        found.append(re.compile(f"(?P<agency>{_NAME}{ending}{edge})|(?:{words}){edge}", re.IGNORECASE))
    return tuple(found)


def credited_in_words(line: str) -> tuple[KnownAgency, ...] | None:
    """The agencies of a line that says only where the copy is from, in words of one language; None for any other line.

    >>> [found.name for found in credited_in_words("(По материалам агентств Reuters и AFP)")]
    ['Reuters', 'AFP']
    >>> credited_in_words("Reuters and the AFP reporter were there"), credited_in_words("Photo: by AFP")
    (None, None)
    """
    if len(line) > LONGEST or "?" in line or "؟" in line:
        return None
    if not line.isascii():  # "（ＡＦＰ＝時事）", "AFP통신", "AFPको"
        line = _GLUED.sub(" ", normalize("NFKC", line))
    named = [one for one in mentions(line) if _is_name(line[one.start : one.end]) and not one.agency.photo]
    if not named or tells_of_picture(line) or _ALONE.fullmatch(line):
        return None
    masked, at = [], 0
    for one in named:
        masked += [line[at : one.start], _NAME]
        at = one.end
    masked.append(line[at:])
    # (What stands between words is no letter; neither is the mark.)
    bare = "".join(masked)
    said = [word for word in _LETTERS.findall(bare.casefold()) if word not in _FILLERS]
    # What says something: "Met informatie van ANP", and not "The AFP". Initials that are words too want more: "(PTI inputs)".
    least = _TELLING if all(one.agency.shy for one in named) else _SHORTEST
    listed = len(named) > 1 and not said  # "[AFP=연합뉴스]"
    if not listed and not any(len(word) >= least or not word.isascii() for word in said):
        return None
    if not any(groups_of(bare, word, _BETWEEN) for word in _languages()):
        return None
    return tuple(dict.fromkeys(one.agency for one in named))
