"""What of a page's titles is the site's name: at either end, behind a stroke or a dash, what all titles end in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newscrawl.text.agencies import agency_in_brackets
from newscrawl.text.letters import NO_SPACES, WIDE, length, letters
from newscrawl.text.people.outlets_eastern import is_site

_CUTS = re.compile(
    r"\s+[-–—−|·•»«›‹/:~]{1,2}\s+|\s*(?:\||::|\u2502|｜|\uff1a:)\s*|\s+[-–—]\s*(?=\S)|(?<=\S)\s*[-–—|]\s+|\s+by\s+|：\s*"
    # Chinese and Korean titles part the site's name without a space: "港口恢复通航_海报网", "…-海报网".
    rf"|\s+_\s+|(?<={NO_SPACES})(?:\s*_\s*|[-–—])(?=\S)|(?<=[^\s_])_(?={NO_SPACES})"
)
# "Valley Times: Rain falls": a colon parts a headline too, so the name must be the site's whole name.
_NAMED_FIRST = re.compile(r"([^:]{3,60}):\s+(\S.*)", re.DOTALL)
_LONGEST = 600
# A name of a site is shorter.
LEAST_WORDS, LEAST_LETTERS = 5, 25
_WORDS = re.compile(r"\w+")
# Old pages print the moment behind the headline: "Rain falls (05.03.2024 10:44)". A date alone may belong to it.
_MOMENT = re.compile(r"\s*\(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d\d(?::\d\d)?\)\Z")
_FILED_BY = re.compile(r"(?<=\S)\s*[（(]([^（()）]{2,20})[)）]\Z")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\u00ad\ufeff"))


# WordPress's own titles until 2010.
_ARCHIVED = re.compile(r"\s*(\S[^»]*)»\s*Blog Archive\s*»\s*(\S.*)", re.DOTALL)


def archived(title: str) -> tuple[str, str] | None:
    """(name, headline) of a title as WordPress made it until 2010.

    >>> archived("Valley Weblog » Blog Archive » Rain falls"), archived("Rain falls » Valley Weblog")
    (('Valley Weblog', 'Rain falls'), None)
    """
    found = _ARCHIVED.fullmatch(title[:_LONGEST]) if "»" in title else None
    return (found[1].strip(), found[2].strip()) if found is not None else None


def ends_with_moment(text: str) -> bool:
    """Whether a line ends with its moment in brackets, as old pages print it behind each headline.

    >>> ends_with_moment("Rain falls (05.03.2024 10:44)"), ends_with_moment("Rain falls (again)")
    (True, False)
    """
    return text.endswith(")") and _MOMENT.search(text) is not None


def says_more_than_names(claims: Iterable[str]) -> bool:
    """Whether anything of what machines are told is long enough to be a headline.

    >>> says_more_than_names(["Valley Times"]), says_more_than_names(["Rain closes the old bridge for weeks"])
    (False, True)
    """
    return any(len(_WORDS.findall(text)) >= LEAST_WORDS or length(letters(text)) >= LEAST_LETTERS for text in claims)


def shared_tails(texts: Sequence[str], heads: set[str]) -> frozenset[str]:
    """What ends titles that otherwise differ is the site's name, whatever the site says it is called.

    No page prints it in its own heading: there it is the second half of a headline that was touched up in the first.

    >>> shared_tails(["Rain falls on the valley | VT News", "The valley is wet again | VT News"], set())
    frozenset({'vtnews'})
    """
    before: dict[str, set[str]] = {}
    for text in texts:
        for start, end in cuts(text)[-1:]:
            head, tail = letters(text[:start]), letters(text[end:])
            if length(head) > 12 and 2 < length(tail) <= 40:
                before.setdefault(tail, set()).add(head)
    return frozenset(
        tail
        for tail, found in before.items()
        if any(one not in other and other not in one for one in found for other in found if one != other)
        and not any(head.endswith(tail) for head in heads)
    )


def tidy(text: str) -> str:
    """A title without what nobody reads: doubled spaces, edges, the moment that old pages print behind it.

    >>> tidy("  Rain  falls (05.03.2024 10:44) ")
    'Rain falls'
    """
    tidy = " ".join(text[:_LONGEST].translate(_UNSEEN).split()).strip(" \t|").lstrip(":–— ")
    if not tidy.endswith((")", "）")):
        return tidy
    # "Rain falls (AFP)", "…（共同通信）": portals print who filed it behind the headline.
    filed = _FILED_BY.search(tidy)
    if filed is not None and agency_in_brackets(filed[1]) is not None:
        return tidy[: filed.start()]
    return _MOMENT.sub("", tidy)


def cut_site(text: str, names: frozenset[str], others: set[str]) -> str:
    """The text without a head or tail that is the site's name, or that another candidate does without.

    >>> cut_site("Rain falls - Valley Times", frozenset({letters("Valley Times")}), set())
    'Rain falls'
    >>> cut_site("Rain – a survey", frozenset({letters("Valley Times")}), set())
    'Rain – a survey'
    """
    whole = letters(text)
    for _ in range(3):
        shorter = _cut_once(text, names, others, whole)
        if shorter == text:
            break
        text = shorter
    return text


def _heads_with_site(text: str, others: set[str]) -> str:
    """The heading that a title begins with, where the site's name stands behind a space: "港口恢复通航 北岸市政府"."""
    first, *more = text.split(" ")
    for word in more if len(more) < 12 else ():
        found = letters(first)
        if length(found) > 24 and found in others:
            return first
        first = f"{first} {word}"
    return ""


@lru_cache(maxsize=256)  # of a page's titles most are alike, and each is asked three times
def cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where a title may be cut, as starts and ends.

    >>> cuts("Rain falls | Valley Times")
    ((10, 13),)
    """
    return tuple(found.span() for found in _CUTS.finditer(text))


def _cut_once(text: str, names: frozenset[str], others: set[str], whole: str) -> str:
    named = _NAMED_FIRST.match(text)
    if named is not None and letters(named[1]) in names and length(letters(named[2])) > 12:
        return named[2]
    cuts_ = cuts(text)
    told = "" if text.isascii() or not WIDE.search(text) else _heads_with_site(text, others)
    for start, end in cuts_:
        head, tail = text[:start].strip(), text[end:].strip()
        keys = (letters(head), letters(tail))
        if len(keys[0]) < 2 or len(keys[1]) < 2:
            continue
        for part, found in zip((head, tail), keys, strict=True):
            if found in others and found != whole and length(found) > max(11, length(letters(told))):
                told = part
    if told:  # the longest one: a kicker, or the site's name, may be a heading of the page too
        return told
    for start, end in reversed(cuts_):
        head, tail = text[:start].strip(), text[end:].strip()
        if (length(letters(head)) > 5 or letters(head) in others) and _is_site(tail, names):
            return head
        if length(letters(tail)) > 12 and _is_site(head, names):
            return tail
    return text


def _is_site(piece: str, names: frozenset[str]) -> bool:
    found = letters(piece)
    if found in names:
        return True
    if re.fullmatch(
        r"(?:www\.)?[\w-]{2,40}\.(?:com|org|net|de|at|ch|fr|es|it|pl|ru|co\.uk|com\.\w\w|\w\w)",
        piece.strip(),
        re.IGNORECASE,
    ):
        return True
    if not piece.isascii() and is_site(piece.strip()):
        return True
    long_enough = [name for name in names if len(name) > 3]
    return len(found) < 40 and any(
        _has_at_an_end(piece, found, name) or (len(found) > 4 and name.startswith(found)) for name in long_enough
    )


def _has_at_an_end(piece: str, found: str, name: str) -> bool:
    """Whether a piece begins or ends with a name, in whole words where its script parts them.

    >>> [_has_at_an_end(piece, letters(piece), "welt") for piece in ("WELT am Sonntag", "Weltmeister im Regen")]
    [True, False]
    """
    if not (found.startswith(name) or found.endswith(name)):
        return False
    if WIDE.search(name):
        return True
    words = [letters(word) for word in _WORDS.findall(piece)]
    ends = ["".join(words[:size]) for size in range(1, len(words) + 1)]
    return name in ends or any(found.removeprefix(end) == name for end in ends)
