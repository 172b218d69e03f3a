"""Pages that answer 200 and are no article: error pages, locked doors, unfilled templates, front pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from unicodedata import normalize

from newscrawl.page import front_pages
from newscrawl.page.doors import ERROR, door, is_missing
from newscrawl.page.evidence import Evidence
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import Block, fold
from newscrawl.text.letters import length, letters

# No page that is no article has more lines than this.
MOST_LINES = 1000
LONGEST_TITLE = 120
# Less than this is no text, not even that of a brief.
LEAST_TEXT = 80

_ERROR = f"(?:{ERROR})"
_CODES = {"404": "soft_404", "410": "soft_404", "401": "access_denied", "403": "access_denied", "451": "access_denied",
          "429": "challenge", "500": "server_error", "502": "server_error", "503": "server_error", "504": "server_error",
          "520": "server_error", "521": "server_error", "522": "server_error"}  # fmt: skip


def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(files("newscrawl.page").joinpath("data/no_article.toml").read_text(encoding="utf-8"))
    return {
        kind: re.compile("|".join(line for line in lines.split("\n") if line), re.IGNORECASE)
        for kind, lines in data[table].items()
    }


_WHOLE, _HEADED, _SAID = _patterns("titles"), _patterns("headings"), _patterns("sentences")
_MAINTAINED = _patterns("maintenance")
_CODE = re.compile(rf"\W*(?:(?:http )?{_ERROR}\W*)?(?:code\W*)?([45]\d\d)(?:\W*{_ERROR})?\W*", re.IGNORECASE)
_WITH_CODE = re.compile(
    rf"^\W*(?:(?:http )?{_ERROR}\W*)?([45]\d\d)\b(?:\W*{_ERROR})?\W+|\W++(?:{_ERROR}\W*+)?([45]\d\d)\W*$", re.IGNORECASE
)
_ERROR_FIRST = re.compile(rf"^{_ERROR}\s*[:–—|-]\s*", re.IGNORECASE)
_CUT = re.compile(rf"{front_pages.PARTS.pattern}|:\s+")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?।։؟])\s+|(?<=[。！？])")
# A paragraph of an article has so many letters, its headline so many words.
_LEAST_OWN, _LEAST_WORDS = 30, 4
# So many lines from its headline stands an article's time.
_BESIDE = 3
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

# Kinds that a line tells by itself; words for a login and a search stand on any page.
_ALONE = frozenset(("soft_404", "access_denied", "server_error", "challenge"))
# What challenges are called in the markup.
_DOORS = re.compile(
    r"challenge-(?:form|running|error|stage)|cf-(?:error|browser-verification|challenge|wrapper)|px-captcha|captcha-(?:container|box)|"
    r"g-recaptcha|h-captcha|cf-turnstile|sec-(?:if-)?container|ak-challenge|datadome|ddg-captcha",
    re.IGNORECASE,
)  # fmt: skip


def called(text: str) -> str | None:
    """What kind of page a heading or a title names; None for any headline.

    >>> called("404 - Page not found"), called("Just a moment..."), called("Access denied: how a town lost its beach")
    ('soft_404', 'challenge', None)
    """
    text = normalize("NFC", fold(text))
    if not text or len(text) > LONGEST_TITLE:
        return None
    found = _CODE.fullmatch(text)
    if found:
        return _CODES.get(found[1])
    told = door(text)
    if told not in (None, "search") or any(map(is_missing, _NEXT_SENTENCE.split(text))):
        return told or "soft_404"
    bare = _EDGES.sub("", _ERROR_FIRST.sub("", text))
    coded = _WITH_CODE.search(bare)
    words = [bare, *([_EDGES.sub("", _WITH_CODE.sub("", bare))] if coded else ())]
    for kind, pattern in _WHOLE.items():
        for word in words:
            if pattern.fullmatch(word) or (kind == "template" and pattern.fullmatch(text)):
                return kind
    if coded and (kind_ := _CODES.get(coded[1] or coded[2] or "")) and len(words[1]) < 60 and _BESIDE_CODE.search(text):
        return kind_
    return None


def _headed(heading: str) -> str | None:
    """What kind of page a heading names as a title could not: a list, a search, a form.

    >>> _headed("Category Archives: Harbour"), _headed("Subscribe to our newsletter"), _headed("Subscribers leave Varn's papers")
    ('front_page', 'login_wall', None)
    """
    text = fold(heading)
    if len(text) > LONGEST_TITLE:
        return None
    if door(text) == "search":
        return "soft_404"
    return next((kind for kind, pattern in _HEADED.items() if pattern.fullmatch(text)), None)


_BESIDE_CODE = re.compile(
    rf"(?<!\w){_ERROR}\W*(?:code\W*)?[45]\d\d(?!\w)|(?<!\w)[45]\d\d\W*{_ERROR}(?!\w)", re.IGNORECASE
)


def parts_of(title: str, heading: str | None = None) -> list[str]:
    """A title and its first and last part, of which one may be the site's name; none where the rest of it is the heading's.

    What stands before a colon may open a headline ("Access denied: how Varn lost its beach"), what stands behind one is last.
    """
    own = letters(heading or "")
    if own and len((heading or "").split()) >= _LEAST_WORDS and own in letters(title):
        return []
    first = front_pages.PARTS.split(title)[0]
    last = _CUT.split(title)[-1]
    return [part for part in dict.fromkeys((title, first, last)) if part.strip() and letters(part) not in own]


def reason(evidence: Evidence, body: list[Block], headline: Block | None, *, selected: bool) -> str | None:
    """Why a page is no article, though it answered well; None for one that may be.

    What it is by itself goes first, then what it says; where a definition's selector finds a headline (``selected``),
    other articles beside it say nothing.
    """
    titles = [printed.text for printed in evidence.headline_claims[:4]]
    blocks = evidence.walked.found
    told = None
    if not (front := front_pages.is_front_page(evidence, body, titles)):
        on_page = headline or next((block for block in blocks if block.tag in ("h1", "h2")), None)
        told = _why_not(
            blocks,
            body,
            heading=on_page.text if on_page is not None else None,
            titles=titles,
            claimed=bool(evidence.linked_data) or evidence.is_called_article,
            dated=any(time.get("datetime") for time in evidence.walked.times) or _has_date_beside(blocks, on_page),
        )
        front = told is None and not selected and front_pages.leads_away(evidence, body, titles, headline)
    return "front_page" if front else told


def _has_date_beside(blocks: list[Block], heading: Block | None) -> bool:
    """Whether a line beside the heading holds a date: that of an article. (The day's own stands at the top of any page.)"""
    if heading is None:
        return False
    beside = blocks[max(0, heading.index - _BESIDE) : heading.index + 1 + _BESIDE]
    return any(b is not heading and b.size < 90 and not b.furniture and date_lines.datelike(b.text) for b in beside)


def _why_not(
    blocks: list[Block], body: list[Block], *, heading: str | None, titles: Iterable[str], claimed: bool, dated: bool
) -> str | None:
    """What kind of page its heading, titles and sentences name. ``claimed``: it says for machines that it is an article.

    ``heading`` is what it calls itself on the page, ``titles`` what it does for machines, ``dated`` whether it shows a time.
    """
    size, short = sum(block.size for block in body), front_pages.is_short(body)
    if claimed and not short:
        return None
    named = called(heading) if heading else None
    if not short:
        # A page whose text is no short one is an article, whatever it is called ("Access denied" may be a headline); one that
        # says "page not found" in its heading lists other articles below, which are no text of its own.
        return named if named == "soft_404" and not dated else None
    named = named or (_headed(heading) if heading else None)
    if named is None:
        named = next((kind for title in titles for part in parts_of(title, heading) if (kind := called(part))), None)
    own = any(map(_is_own, body))
    if named is None and not own:  # "404 | Senna Post", "Please enable JavaScript to read on"
        lines = [line for line in (heading, *titles) if line]
        parts = (
            part for line in lines for part in (*front_pages.PARTS.split(line)[:2], *_NEXT_SENTENCE.split(line)[:3])
        )
        named = next((kind for part in parts if (kind := called(part) or _said_in(part))), None)
    if named is not None:
        # ("Maintenance" over a sentence on a bridge, with its time, is a headline.)
        return None if (claimed or dated) and own else named
    if (claimed or dated) and heading is not None and len(heading.split()) >= _LEAST_WORDS:
        return None
    if size < LEAST_TEXT and not claimed:
        body = blocks  # what stands around a brief ("Log in to comment") says nothing of it
    return _told([block for block in body if block.text != heading], size)


def _is_own(block: Block) -> bool:
    """Whether a paragraph says more than a page says that is no article."""
    if block.size < _LEAST_OWN or not block.ends:
        return False
    said = sum(length(one) for one in _NEXT_SENTENCE.split(block.text) if _said_in(one))
    return block.size - said >= _LEAST_OWN


def _said_in(line: str) -> str | None:
    return next((kind for kind in _SAID if _says(kind, line)), None)


def _says(kind: str, sentence: str) -> bool:
    """Whether a page of this kind says a sentence."""
    if _SAID[kind].search(sentence) is not None:
        return True
    if kind == "soft_404":
        return is_missing(sentence)
    return kind == "server_error" and all(pattern.search(sentence) for pattern in _MAINTAINED.values())


def _told(lines: list[Block], size: int) -> str | None:
    """By its sentences: one is enough where there is little else, most of a longer text must be of that kind."""
    sentences = [
        one
        for block in lines[:MOST_LINES]
        if block.size < 500
        for one in _NEXT_SENTENCE.split(normalize("NFC", block.text))
    ]
    for kind in _SAID:
        said = sum(length(one) for one in sentences if _says(kind, one))
        if said and 2 * said >= size:
            return kind
    if size < LEAST_TEXT:  # <p>Access denied</p>, and nothing that is no link
        alone = [block.text for block in lines[:MOST_LINES] if not block.links and block.size < LEAST_TEXT]
        if (kind_ := next((found for line in alone if (found := called(line))), None)) in _ALONE:
            return kind_
    if size < 250 and any(_DOORS.search(block.element.get("class") or "") for block in lines[:60]):
        return "challenge"
    return None
