"""The files of words: what stands twice, or could never be found, is a mistake of somebody who looked elsewhere."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from importlib.resources import files
from itertools import chain

import pytest

from newscrawl.text.labels.words import fold

DATA = files("newscrawl.text").joinpath("data")
LISTS = ["bylines", "datelines", "signoffs"]


@pytest.mark.parametrize("name", LISTS)
def test_no_entry_of_a_list_stands_twice(name: str) -> None:
    lists = json.loads(DATA.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    twice = {key: [one for one, n in Counter(lists[key]).items() if n > 1] for key in lists if key != "about"}
    assert not any(twice.values()), twice


def test_no_agency_takes_the_spelling_of_another() -> None:
    agencies = json.loads(DATA.joinpath("agencies.json").read_text(encoding="utf-8"))["agencies"]
    for key in ("spellings", "domains", "initials"):
        found = Counter(chain.from_iterable(agency.get(key, ()) for agency in agencies))
        assert max(found.values()) == 1, found.most_common(3)


def test_a_section_word_stands_once_in_its_language() -> None:
    tables = tomllib.loads(DATA.joinpath("section_words.toml").read_text(encoding="utf-8"))
    rows = chain(tables["topic"], tables["kind"], tables["scope"], [tables["empty"]])
    found: Counter[tuple[str, str, bool]] = Counter()
    for row in rows:
        for language, words in row.items():
            if language not in ("section", "topic", "scope"):
                for word in map(str.strip, words.split(",")):
                    found[language, fold(word.rstrip("*!")), word.endswith("!")] += 1
    assert [word for word, n in found.items() if n > 1] == []
