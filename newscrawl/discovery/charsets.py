"""Names of encodings as strangers give them: those of the web, and nothing else that Python happens to call so."""

from __future__ import annotations

import codecs
from functools import lru_cache

# Python's own, which no page is written in: a name of a host, source code, what raises on anything. Decoding some of them takes
# the square of their length, and raises what is no UnicodeDecodeError. UTF-7 hides markup from whoever reads it as anything else.
_OF_PYTHON = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "unicode_internal"})
_NOT_OF_THE_WEB = _OF_PYTHON | {"utf-7", "mbcs", "oem"}


@lru_cache(maxsize=256)
def codec_of(name: str) -> str | None:
    """Python's name of an encoding; None for what is none of the web's.

    >>> codec_of("Windows-1251"), codec_of("punycode"), codec_of("zlib"), codec_of("klingon-8"), codec_of("utf-8\\0")
    ('cp1251', None, None, None, None)
    """
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    # A codec of bytes (zlib, hex) has the name of an encoding and is none; codecs knows it by this, and has no other word for it.
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in _NOT_OF_THE_WEB else None


def is_wide(name: str) -> bool:
    """Whether every character of an encoding takes two bytes or four: what can be read as ASCII is not written in it.

    >>> is_wide("utf-16-le"), is_wide("utf-8")
    (True, False)
    """
    return name.lower().replace("_", "-").startswith(("utf-16", "utf-32"))
