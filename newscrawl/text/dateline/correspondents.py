"""How papers call who wrote for them from afar: "dal nostro inviato Ivo Rossi", "Von unserem Redakteur", "من مراسلنا في حلب".

Such a phrase is no person; a name may follow it. It says too that the place before the text is a dateline's.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources

from newscrawl.text.dateline.places import is_city

LONGEST = 160
# "à Cahors, Ann Lee", "in Rom", "في حلب": where they wrote from.
_FROM = re.compile(
    r"(?i:in|aus|bei|à|au|en|a|ad|da|em|din|la|из|в|во|у|із|з|от|v|ve|na|w|we|z|ze|i|från|uit|te|til|στη[νς]?|στο[νυ]?|"
    r"σε|από|în|في|من|در|از|سے|में|से|থেকে)\s+[^\s,:]+(?:[ -][^\W\d_a-z][^\s,:]*){0,3}"
    r"(?:[,:–—-]\s*|\s+(?=(?:de|di|von|par|por|od)\s)|\Z)"
)
_OF = re.compile(r"(?:de|di|von|par|por|by|od|от|av|af|door)\s+", re.IGNORECASE)
_UNCASED = re.compile("[\u0590-\u08ff\u0900-\u10ff\u0e00-\u0eff\u1200-\u139f]")


@lru_cache(maxsize=1)
def phrase() -> re.Pattern[str]:
    """The phrases of ``data/bylines.json``, as one pattern to be matched at the beginning of a line."""
    data = json.loads(resources.files("newscrawl.text").joinpath("data/bylines.json").read_text(encoding="utf-8"))
    said = "|".join(data["correspondents"])
    return re.compile(rf"\W{{0,3}}+(?:{said})(?!\w)", re.IGNORECASE)


def behind_phrase(line: str) -> str | None:
    """The names behind a correspondent's phrase, "" where only a place or nothing stands there; None for any other line.

    >>> behind_phrase("dal nostro inviato Marco Rossi"), behind_phrase("De notre correspondante à Cahors, Ann Lee")
    ('Marco Rossi', 'Ann Lee')
    >>> behind_phrase("من مراسلنا في حلب"), behind_phrase("নিজস্ব প্রতিবেদক, খুলনা"), behind_phrase("Ann Lee")
    ('', '', None)
    """
    bare = " ".join(line[:LONGEST].split())
    found = phrase().match(bare) if len(line) <= LONGEST else None
    if found is None:
        return None
    rest = bare[found.end() :].strip()
    parted = rest[:1] in {",", "،", "-", "–", "—", "|", "/", ":"}
    rest = rest.strip(" ,،:|/–—-.()")
    if _UNCASED.match(rest) and parted and bare[found.end() :].lstrip()[:1] != ":":
        return ""
    place = _FROM.match(rest)
    if place:
        rest = rest[place.end() :]
    named = _OF.match(rest)
    if named:
        rest = rest[named.end() :]
        parted = True
    return "" if parted and (" " not in rest or is_city(rest.upper())) else rest.strip()


def is_correspondents_line(line: str) -> bool:
    """Whether a short line only says that a correspondent wrote.

    >>> is_correspondents_line("By Our Special Correspondent"), is_correspondents_line("Our correspondent told us of rain.")
    (True, False)
    """
    return len(line) <= 80 and not line.rstrip().endswith((".", "!", "?", "।", "۔")) and behind_phrase(line) is not None
