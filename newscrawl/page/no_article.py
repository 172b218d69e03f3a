"""Pages that answer 200 and are no article: error pages, locked doors, unfilled templates, front pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from newscrawl.page import front_pages
from newscrawl.page.doors import ERROR, begins_missing, door, is_missing
from newscrawl.page.evidence import Evidence
from newscrawl.page.tree.blocks import Block, fold
from newscrawl.text.letters import letters

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
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

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
    text = fold(text)
    if not text or len(text) > LONGEST_TITLE:
        return None
    found = _CODE.fullmatch(text)
    if found:
        return _CODES.get(found[1])
    told = door(text)
    if told not in (None, "search") or is_missing(text):
        return told or "soft_404"
    bare = _EDGES.sub("", _ERROR_FIRST.sub("", text))
    coded = _WITH_CODE.search(bare)
    words = [bare, *([_EDGES.sub("", _WITH_CODE.sub("", bare))] if coded else ())]
    for kind, pattern in _WHOLE.items():
        for word in words:
            if pattern.fullmatch(word) or (kind == "template" and pattern.fullmatch(text)):
                return kind
    if coded and (kind_ := _CODES.get(coded[1] or coded[2] or "")) and len(words[1]) < 60 and _ERROR_WORD.search(bare):
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


_ERROR_WORD = re.compile(_ERROR, re.IGNORECASE)


def parts_of(title: str) -> list[str]:
    """A title and its first and last part, of which one may be the site's name."""
    parts = [part for part in _CUT.split(title) if part.strip()]
    return list(dict.fromkeys([title, *parts[:1], *parts[-1:]]))


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
        )
        front = told is None and not selected and front_pages.leads_away(evidence, body, titles, headline)
    return "front_page" if front else told


def _why_not(
    blocks: list[Block], body: list[Block], *, heading: str | None, titles: Iterable[str], claimed: bool
) -> str | None:
    """What kind of page its heading, titles and sentences name. ``claimed``: it says for machines that it is an article.

    ``heading`` is what it calls itself on the page, ``titles`` what it does for machines.
    """
    size, short = sum(block.size for block in body), front_pages.is_short(body)
    if claimed and not short:
        return None
    named = (called(heading) or _headed(heading)) if heading else None
    if named is None and (heading is None or short):
        # (A headline may begin so: "Access denied: how Varn lost its beach".)
        own = letters(heading or "")
        parts = (part for title in titles for part in parts_of(title) if letters(part) not in own)
        named = next((kind for part in parts if (kind := called(part))), None)
    # A page whose text is no short one is an article, whatever it is called ("Access denied" may be a headline); one that
    # says "page not found" in its heading lists other articles below, which are no text of its own.
    if named is not None and (short or named == "soft_404"):
        return named
    if not short:
        return None
    if size < LEAST_TEXT and not claimed:
        body = blocks  # what stands around a brief ("Log in to comment") says nothing of it
    return _told(body, size)


def _says_besides(kind: str, text: str) -> bool:
    if kind == "soft_404":
        return begins_missing(text)
    return kind == "server_error" and all(pattern.search(text) for pattern in _MAINTAINED.values())


def _told(lines: list[Block], size: int) -> str | None:
    """By its sentences: one is enough where there is little else, most of a longer text must be of that kind."""
    lines = [block for block in lines[:MOST_LINES] if block.size < 500]
    for kind, pattern in _SAID.items():
        said = sum(b.size for b in lines if pattern.search(b.text) or _says_besides(kind, b.text))
        if said and 2 * said >= size:
            return kind
    if size < 250 and any(_DOORS.search(block.element.get("class") or "") for block in lines[:60]):
        return "challenge"
    return None
