"""Pages that no parser follows to their end, so that what comes behind would be lost silently.

libxml2 stops at a depth of its own, and gives what stands behind ``</html>`` a root of its own.
"""

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


# What the parser lets through and lxml does not take again (XML 1.0, 2.2).
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def stopped(parser: etree.HTMLParser) -> bool:
    """True when the parser gave up in its last page because of a limit of its own."""
    last = parser.error_log.last_error
    return last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def gathered(root: etree._Element) -> None:
    """Put what stands behind the end of the document into its body: browsers show it there (HTML Living Standard, 13.2.6.4.19).

    >>> root = etree.fromstring("<html><body><p>1</p></body></html><p>2</p>", etree.HTMLParser())
    >>> gathered(root)
    >>> etree.tostring(root)
    b'<html><body><p>1</p><p>2</p></body></html>'
    """
    others = [other for other in root.itersiblings() if isinstance(other.tag, str)]
    if not others:
        return
    body = root.find("body")
    into = root if body is None else body
    for other in others:
        inner = other.find("body")
        source = other if inner is None else inner
        if source.text and source.text.strip():
            if len(into):
                into[-1].tail = _NOT_XML.sub("", (into[-1].tail or "") + source.text)
            else:
                into.text = _NOT_XML.sub("", (into.text or "") + source.text)
        into.extend(list(source))


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
