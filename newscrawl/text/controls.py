"""Control characters are never part of wire copy: taken out before anything is read.

References such as ``&#146;`` name Windows-1252, whatever the page's encoding (HTML Living Standard, 13.2.5.80); the parser
leaves them as C1 controls, so they are read here. What steers a terminal goes with its whole sequence.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from newscrawl.items import RawArticle

T = TypeVar("T")

# C0 and C1 but tab and newline, lone surrogates, and what is no character at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\|\Z)|[@-Z\\-_])?")
_PRINTED = (
    "headlines", "descriptions", "bylines", "credits", "published", "modified", "sections", "languages",
)  # fmt: skip
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D), " ")
_TABLE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    **{
        code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    },
    **_BREAKS,
    0x09: "\t",
    0x0A: "\n",
}


def without_controls(text: str) -> str:
    r"""The text as a reader sees it.

    >>> without_controls("it\x92s \x1b[31mred\x00")
    'it’s red'
    """
    if _CONTROL.search(text) is None:
        return text
    return _SEQUENCE.sub("", text).translate(_TABLE)


def cleaned(raw: RawArticle) -> RawArticle:
    """What a page printed, without control characters in any of its strings."""
    # Nearly every page has none, and one search over all of its strings is cheaper than one for each.
    every = [raw.url, raw.canonical or "", *raw.site_names, *raw.paragraphs, *raw.tails, *raw.captions, *raw.rights]
    every += [printed.text for name in _PRINTED for printed in getattr(raw, name)]
    every += [part or "" for image in raw.images for part in (image.url, image.caption, image.credit)]
    return _cleaned(raw) if _any_control("".join(every)) else raw


# C0 and DEL but tab and newline; in UTF-8 the others begin with one of these bytes, which most texts do not have.
_C0 = bytes((*range(9), *range(11, 32), 127))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


def _any_control(text: str) -> bool:
    """True where ``_CONTROL`` finds anything; searching long texts for it costs ten times as much."""
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded.translate(None, _C0)) < len(encoded):
        return True
    # What follows the byte that C1 begins with is less than a no-break space's; what follows a surrogate's, more than Hangul's.
    if b"\xc2" in encoded and min(encoded.split(b"\xc2")[1:]) < b"\xa0":
        return True
    if b"\xed" in encoded and max(encoded.split(b"\xed")[1:]) >= b"\xa0":
        return True
    return any(one in encoded for one in _NO_CHARACTERS)


def _cleaned(value: T) -> T:
    result: Any = value
    if isinstance(value, str):
        result = without_controls(value)
    elif isinstance(value, tuple):
        result = tuple(map(_cleaned, value))
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(value, **{item.name: _cleaned(getattr(value, item.name)) for item in fields(value)})
    return cast(T, result)
