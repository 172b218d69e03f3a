"""What stands glued before the place of a dateline: a credit, a byline, the end of a sentence or of a caption."""

from __future__ import annotations

import re

from newscrawl.text.agencies import agency_called
from newscrawl.text.dateline.places import PlaceRun, read_places

_CREDIT_AHEAD = re.compile(r"\s*+(?:(?:Source|Quelle|Fuente|Fonte|Via)\s*:\s*+)?([^:|–—\n]{2,40}?)\s*+[:|]\s*+(?=\S)")
_BYLINE_AHEAD = re.compile(
    r"(?:By|BY|Von|VON|Por|POR|Par|PAR|Di|Af|Av|Door)\s+(?=\S)(?P<names>[^\n]{3,300}?)[\s,;|–—-]*\Z"
)
_BYLINE_WORD = re.compile(r"(?:By|BY|Von|Por|Par|Di|Af|Door)\s+(?:[^\s]+\s+){1,}")
# What may stand glued before a dateline: the end of a sentence, a bracket, or the furniture of Reuters pictures.
_GLUE = re.compile(r"(?:[.!?)\]”\"’»:|]|Rights|new tab|File Photo|Handout|Pool|read|min|Print|Share)\s*\Z")
# ("By Ann LeeVARN": the line break was lost.)
_SHOUT_START = re.compile(r"(?<![^\W\d_])(?=[^\W\d_])(?![a-zа-яё])|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ]{3})")


def place_before(before: str, *, fused: bool) -> tuple[int, PlaceRun | None, str | None]:
    """Where the place begins before the bracket, what it says, and what is glued ahead of it.

    The third is None where the bracket stands in running text, so that no dateline follows.
    """
    if not before.strip():
        return 0, PlaceRun(), ""
    credit = _CREDIT_AHEAD.match(before)
    if credit and agency_called(credit[1]) is not None:
        run = read_places(before[credit.end() :]) if before[credit.end() :].strip() else PlaceRun()
        if run is not None:
            return credit.end(), run, credit[0]
    byline = _BYLINE_WORD.match(before.lstrip())
    run = None if byline else read_places(before)
    if run is not None:
        return 0, run, ""
    # The longest run of capitals up to the bracket that is places, after a byline, a sentence or a caption.
    if not fused and not byline:
        return 0, None, None
    starts = [match.start() for match in _SHOUT_START.finditer(before)][-24:]
    for start in starts:
        if start == 0:
            continue
        ahead, tail = before[:start], before[start:]
        first = re.match(r"[^\s,/]+", tail)
        if first is None or not first[0].isupper() or len(first[0]) < 3:
            continue
        if not (_BYLINE_AHEAD.match(ahead.lstrip()) or _GLUE.search(ahead) or agency_called(ahead)):
            continue
        run = read_places(tail)
        if run is not None and run.places and _shouted_start(tail):
            return start, run, ahead.strip()
    for match in re.finditer(r"[.!?)”\"|]\s+", before):
        tail = before[match.end() :]
        run = read_places(tail)
        if run is not None and run.places and (run.day is not None or run.shout or run.region or len(tail) < 30):
            return match.end(), run, before[: match.end()].strip()
    return 0, None, None


def _shouted_start(tail: str) -> bool:
    """Whether the place itself is in capitals, so that a title-case name before it stays a name."""
    place = re.split(r"[,(]", tail, maxsplit=1)[0].strip()
    return place.isupper()


def is_byline(ahead: str) -> bool:
    """Whether what stands before a place is a byline and nothing else.

    >>> is_byline("By Ann Lee and Bo Ek"), is_byline("Rain fell.")
    (True, False)
    """
    return _BYLINE_AHEAD.match(ahead) is not None
