"""The words by which wire copy ends, gathered by hand: patterns by name (data/signoffs.json)."""

from __future__ import annotations

import json
from importlib import resources


def _data() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(
        resources.files("newscrawl.text").joinpath("data/signoffs.json").read_text(encoding="utf-8")
    )
    return found


def any_of(name: str) -> str:
    """The alternatives of one list, as the inside of a group.

    >>> any_of("copyright").startswith("©|")
    True
    """
    return "|".join(WORDS[name])


WORDS = _data()
# Who wrote, edited or compiled, as lines of sign-offs begin; the second in many languages.
ROLE = any_of("roles")
ROLES = f"(?:{ROLE}|{any_of('roles_other')})"
