"""Which types the keys of a record may have, as record.schema.json says; asked of every line that is read, so it costs little."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from operator import itemgetter
from types import NoneType
from typing import Any

_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (float, int),
    "null": (NoneType,),
    "array": (list,),
    "object": (dict,),
}
_SCHEMA: dict[str, Any] = json.loads(files("newscrawl.archive").joinpath("record.schema.json").read_text("utf-8"))
_PROPERTIES = _SCHEMA["properties"]
_STRINGS = ("captions", "byline", "topics", "marks", "rights")


class Shape:
    """An object of the schema: which keys it has, and of which types.

    Types that were found right are remembered, all of one object together: they are few, and one look at them is cheap.
    """

    __slots__ = ("_allowed", "_right", "_values", "keys")

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.keys: tuple[str, ...] = tuple(schema["required"])
        self._values = itemgetter(*self.keys)
        self._allowed = [_types(schema["properties"][key]) for key in self.keys]
        self._right: set[tuple[type, ...]] = set()

    def check(self, found: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values of the keys, in their order; raises KeyError for one that is missing, TypeError for a wrong type.

        >>> IMAGE.check({"url": "https://x.example/a.jpg", "caption": 5, "credit": None})
        Traceback (most recent call last):
        TypeError: 'caption' is int, not str or null
        """
        values: tuple[Any, ...] = self._values(found)
        types = tuple(map(type, values))
        if types not in self._right:
            self._learn(types)
        return values

    def _learn(self, types: tuple[type, ...]) -> None:
        for key, kind, allowed in zip(self.keys, types, self._allowed, strict=True):
            if kind not in allowed:
                raise TypeError(f"{key!r} is {_name(kind)}, not {' or '.join(map(_name, allowed))}")
        self._right.add(types)


def _types(schema: Mapping[str, Any]) -> tuple[type, ...]:
    """The Python types of one value of the schema.

    >>> _types({"type": ["string", "null"]}), _types({"enum": ["world", None]}), _types({"const": 1})
    ((<class 'str'>, <class 'NoneType'>), (<class 'str'>, <class 'NoneType'>), (<class 'int'>,))
    """
    if "const" in schema:
        return (type(schema["const"]),)
    if "enum" in schema:
        return tuple(dict.fromkeys(map(type, schema["enum"])))
    named = schema["type"]
    return tuple(kind for name in ([named] if isinstance(named, str) else named) for kind in _PYTHON[name])


def _name(kind: type) -> str:
    return "null" if kind is NoneType else kind.__name__


RECORD = Shape(_SCHEMA)
IMAGE = Shape(_PROPERTIES["images"]["items"])
AGENCY = Shape(_PROPERTIES["agencies"]["items"])
DATELINE = Shape(_PROPERTIES["dateline"])
REVISION = Shape(_PROPERTIES["revision"])
PROVENANCE = Shape(_PROPERTIES["provenance"])
WARC = Shape(_PROPERTIES["provenance"]["properties"]["warc"])
STORY = Shape(_PROPERTIES["story"])


def check_types(record: Mapping[str, Any]) -> tuple[Any, ...]:
    """Hold a record and all that is in it against the schema's types; gives its values in the schema's order.

    Raises KeyError or TypeError that names the key. Keys that the schema does not know, and words that an enumeration does
    not have, are not looked for.

    >>> check_types(dict.fromkeys(RECORD.keys))
    Traceback (most recent call last):
    TypeError: 'schema' is null, not int
    """
    values = RECORD.check(record)
    for image in record["images"]:
        IMAGE.check(image)
    for agency in record["agencies"]:
        AGENCY.check(agency)
    PROVENANCE.check(record["provenance"])
    if (warc := record["provenance"]["warc"]) is not None:
        WARC.check(warc)
    if (story := record["story"]) is not None:
        STORY.check(story)
    if (revision := record["revision"]) is not None:
        REVISION.check(revision)
    if (dateline := record["dateline"]) is not None:
        DATELINE.check(dateline)
        _check_strings(dateline, "places")
    for key in _STRINGS:
        if record[key]:
            _check_strings(record, key)
    return values


def _check_strings(found: Mapping[str, Any], key: str) -> None:
    try:
        "".join(found[key])  # there is no faster way to ask whether all of it are strings
    except TypeError as error:
        raise TypeError(f"{key!r}: {error}") from None
