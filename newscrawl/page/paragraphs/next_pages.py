"""Lines that lead from the end of a page's text to its next page, in some seventy languages: "Nästa sida", "Страница 1 из 2"."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from newscrawl.text.whole_lines import edges, groups_of

LONGEST = 60
_BETWEEN = re.compile(r"[\W_]+")
# "Pages 12-14", in a journal.
_RANGE = re.compile(r"\d\s?[-–—]\s?\d")
_NUMBERS = re.compile(r"\d+")


@lru_cache(maxsize=1)
def _languages() -> tuple[re.Pattern[str], ...]:
    text = files("newscrawl.page").joinpath("data/next_pages.toml").read_text(encoding="utf-8")
    found = []
    for code, words in tomllib.loads(text).items():
        end = edges(code)[1]
        parts = "|".join(f"(?P<{part}>{words[part]}){end}" for part in ("page", "next", "beside"))
        found.append(re.compile(rf"{parts}|\d{{1,3}}", re.IGNORECASE))
    return tuple(found)


def leads_on(text: str) -> bool:
    """Whether a whole line leads to the next page of a text, or counts its pages.

    >>> leads_on("Läs vidare på sida 2"), leads_on("Strona 1 z 3"), leads_on("Page 1 of 1"), leads_on("Page 2"), leads_on("Next")
    (True, True, False, False, False)
    """
    if len(text) > LONGEST:
        return False
    if _RANGE.search(text):
        return False
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    for word in _languages():
        found = groups_of(text, word, _BETWEEN)
        if found and "page" in found:
            # ("Page 2" alone may be a section, "12 pages" a size, "De Página 12" a paper.)
            counted = (numbers == [2] and "beside" in found) or (len(numbers) == 2 and numbers[0] < numbers[1])
            return "next" in found or counted
    return False


def counts_pages(text: str) -> bool:
    """Whether such a line counts them ("Seite 1 von 2"): it need be no link."""
    return len(_NUMBERS.findall(text)) == 2 and leads_on(text)
