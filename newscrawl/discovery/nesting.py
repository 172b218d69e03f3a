"""Pages nested deeper than any parser follows: libxml2 stops there, and all that comes behind would be lost silently."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

# libxml2 stops at 256 (2048 for "huge" trees); a table counts as four levels of it.
DEEPEST = 60
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})[^<>]*>")
# Elements without an end, and those that end by themselves where the next begins.
_FLAT = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option html head "
    b"body title a h1 h2 h3 h4 h5 h6 script style".split()
)


def stopped(parser: etree.HTMLParser) -> bool:
    """True when the parser gave up in its last page because of a limit of its own."""
    last = parser.error_log.last_error
    return last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def flattened(page: bytes, deepest: int = DEEPEST) -> bytes:
    """The same page without the tags that open below ``deepest``; their text stays. Linear in the page's length.

    >>> flattened(b"<div><b><i>Ferry</i></b> plan</div>", deepest=2)
    b'<div><b>Ferry</b> plan</div>'
    """
    depth = 0
    dropped: Counter[bytes] = Counter()

    def keep(tag: re.Match[bytes]) -> bytes:
        nonlocal depth
        name = tag[2].lower()
        if name in _FLAT:
            return tag[0]
        if not tag[1]:
            if depth >= deepest:
                dropped[name] += 1
                return b""
            depth += 1
        elif dropped[name] > 0:
            dropped[name] -= 1
            return b""
        else:
            depth = max(0, depth - 1)
        return tag[0]

    return _TAG.sub(keep, page)
