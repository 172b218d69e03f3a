"""Where a page prints its times: every candidate with its place; what they mean is for ``text``."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from newscrawl.items import Printed
from newscrawl.page.evidence import Evidence
from newscrawl.page.fields.time_claims import in_scripts, in_title
from newscrawl.page.fields.time_labels import SURE, named_by, said_before, whole_times
from newscrawl.page.fields.time_places import AMONG_COMMENTS, ELSEWHERE, WHOLE, Places
from newscrawl.page.paragraphs import furniture
from newscrawl.page.tree import date_lines, meta_names
from newscrawl.page.tree.blocks import Block, fold
from newscrawl.page.tree.elements import moment_of, name_of
from newscrawl.page.tree.inline import inline
from newscrawl.page.tree.names import DATE, meaning
from newscrawl.text.publication.url_dates import date_in_url
from newscrawl.text.times.relative import LONGEST_LINE, is_told_from_now

_MOST_TIMES = 12
# What stands around times that are not the article's own; a page's frame may be named for its sidebar, so whole words.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(comments?|commentlist|kommentare?|replies|reply|respond|related|teasers?|recommend(?:ed|ations)?|widget|sidebar)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\d[./-]\d{1,2}[./-]\d{2}|\d\.? [^\W\d_]{3,12}\.?,? \d{4}|[^\W\d_]{3} \d{1,2},? \d{4}")
_SHORT = re.compile(r"(?:^|\W)\d{1,2}\.? [^\W\d_]{3,10}\.? '?\d\d\W*\Z")  # "(Harbour Town, 14 May 20)"
# A paragraph that opens with its day: "01.02.2022 The labour market", "(Harbour Town, 4 May 2020)".
_OPENING = re.compile(
    r"\W{0,3}(?:[^\W\d_][\w .-]{1,30}, )?(?:\d{1,2}\. ?(?:\d{1,2}\.|[^\W\d_]{3,9}\.?) ?(?:19|20)\d\d"
    r"|\d{1,2}[/ ](?:\d{1,2}/|[^\W\d_]{3,10}\.? )(?:19|20)\d\d|[^\W\d_]{3,9}\.? \d{1,2}, (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)(?!\w)"
)
# "This entry was posted on Wednesday, May 19th, 2010 at 11:03 pm and is filed under ..."
_POSTED = re.compile(
    r"\b(?:posted|published|gepostet|veröffentlicht|geschrieben|verfasst|eingetragen|publié|publicado|pubblicato|postato|geplaatst"
    r"|opublikowan[oy]|(?:article|publication) date)\b",
    re.IGNORECASE,
)
_BARE_CLOCK = re.compile(
    r"[\W_]{0,3}\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?: ?(?:[ap]\.?m\.?|uhr|hrs?|h))?|(?: ?uhr| ?[ap]\.?m\.?))"
    r"(?: [A-Z]{3,4})?[\W_]{0,3}",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d\d(?!\d)|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0be6-\u0bef\u0e50-\u0e59]{4}|\u0e1e\.\u0e28"
)
_HAS_CLOCK = re.compile(r"\d[:h]\d\d|\d{1,2}\.\d\d(?!\.?\d)(?= ?(?:uhr|h\b|[ap]\.?m))", re.IGNORECASE)
# What a picture among the paragraphs shows: "Abbildung 2: the glacier on 31.05.2021".
_SHOWN = re.compile(
    r"(?:Abb(?:ildung|\.)|Fig(?:ure|\.)|Figura|Bild|Grafik|Karte|Illustration|Рис(?:унок|\.)|Rys\.|Obr(?:ázek|\.)|[图圖])\s?\d{0,3}\s?[:：.]\s",
    re.IGNORECASE,
)
_LEVELS = 8
# A sentence of the text is longer than a line with its time.
_SENTENCE = 50
# (A clock ends so too: "08:15 น.", "3:05 p.m.")
_STOP = re.compile(r"(?:(?<!น)(?<![ap]\.m)\.|[!?…。।॥۔։።])\s*\Z", re.IGNORECASE)
_ZONED = re.compile(r"(?:[Zz]|[+-]\d\d:?\d\d|[A-Z]{2,4})\W*\Z")


def published(evidence: Evidence, near: list[Block], head: Block | None, body: list[Block]) -> list[Printed]:
    """Every time that may be the publication's, selectors apart."""
    found = evidence.from_linked_data("datePublished", "dateCreated", "uploadDate")
    found += evidence.from_meta(meta_names.PUBLISHED)
    found += evidence.from_microdata("datePublished", "dateCreated")
    places = Places(evidence.walked.found, head, body)
    times = evidence.walked.times[:_MOST_TIMES]
    # "Updated: <time>" beside "Published: <time>"; alone it is the only time there is.
    said = {element: said_before(element) for element in times} if len(times) > 1 else {}
    changed = "P" in said.values()
    for element in times:
        if _is_change(element) or (changed and said[element] == "U"):
            continue
        value, text = fold(moment_of(element)), fold(" ".join(element.itertext()))
        around = places.around(element)
        where = " teaser" if evidence.is_others(element) else _aside(element)
        where = where if around != AMONG_COMMENTS else around
        where = where or ("" if _is_entrys(element) else around)
        if value:
            found.append(Printed(text=value[:200], kind="time", where=f"datetime{where}"))
        if text and text != value:
            found.append(Printed(text=text[:200], kind="time", where=f"text{where}"))
    found += _visible(evidence, near, places)
    # When somebody commented on it says nothing of when it was published.
    found = [printed for printed in found if AMONG_COMMENTS not in printed.where]
    found += _openings(body)
    if not any(SURE.search(printed.text) for printed in found):
        found += [printed for printed in _named(evidence, places) if AMONG_COMMENTS not in printed.where]
    found += in_title(evidence)
    if all(printed.kind == "text" for printed in found):
        found += evidence.from_own_node("datePublished") or in_scripts(evidence)
    if len(found) > 1 and all("teaser" in printed.where for printed in found):
        found = []  # those of other articles, and nothing of its own
    url = evidence.document.url
    if date_in_url(url):
        found.append(Printed(text=url, kind="url", where="path"))
    return _without_fixed_zone(found)


def _without_fixed_zone(found: list[Printed]) -> list[Printed]:
    """Parse.ly asks for times in UTC: some systems set a "Z" behind the clock that they print without a zone elsewhere."""
    bare = {
        _digits(one.text) for one in found if one.kind in ("meta", "time", "jsonld") and not _ZONED.search(one.text)
    }
    return [
        replace(one, text=one.text[:-1])
        if one.where == "parsely-pub-date" and one.text[-1:] == "Z" and _digits(one.text) in bare
        else one
        for one in found
    ]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text[:25])[:12]


def modified(evidence: Evidence) -> list[Printed]:
    """Every time that may be the last change."""
    found = evidence.from_linked_data("dateModified")
    found += evidence.from_meta(meta_names.MODIFIED)
    found += evidence.from_microdata("dateModified")
    for element in evidence.walked.times[:_MOST_TIMES]:
        if (_is_change(element) or said_before(element) == "U") and not evidence.is_others(element):
            value = fold(moment_of(element) or " ".join(element.itertext()))
            if value:
                found.append(Printed(text=value[:200], kind="time", where="modified"))
    return found


def _aside(element: Any) -> str:
    """What the time stands in, when that is no part of the article: " comment", " related"; else nothing."""
    for above, _ in zip(element.iterancestors(), range(_LEVELS), strict=False):
        name = name_of(above)
        if above.tag in WHOLE and "comment" not in name.lower():
            return ""
        match = _ASIDE.search(name[:300])
        if match is not None:
            return f" {match[1].lower()}"
    return ""


def _is_entrys(element: Any) -> bool:
    """What hAtom calls an entry's publication is that, wherever it stands: ``<abbr class="published" title="...">``."""
    return element.tag == "abbr" and "published" in (element.get("class") or "").split()


def _is_change(element: Any) -> bool:
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return "modif" in name or "updat" in name


def _visible(evidence: Evidence, near: list[Block], places: Places) -> list[Printed]:
    """Lines with a date or a clock around the headline and the body; where there are none, what is named a date."""
    found = []
    found += _in_pieces(near, places)
    found += _day_and_clock(near, places)
    for at, block in enumerate(near):
        if block.size > 400 or not (
            date_lines.datelike(block.text)
            or (block.size <= 60 and _SHORT.search(block.text))
            or (block.size <= LONGEST_LINE and is_told_from_now(block.text))
        ):
            continue
        if block.size > 160 and not _POSTED.search(block.text):
            continue
        shown = block.caption or (places.is_within(block.index) and _SHOWN.match(block.text) is not None)
        if shown and not date_lines.whole_date(block.text):
            continue  # the day of a picture
        prose = 160 >= block.size > (_SENTENCE if places.is_within(block.index) else 90) and not block.has(DATE)
        prose = prose and _STOP.search(block.text) is not None and not _POSTED.search(block.text)
        filed = furniture.FILED.match(block.text)
        if prose and filed is None:
            continue
        what = "date" if block.has(DATE) else "near-headline"
        if block.furniture and at and near[at - 1].key != places.title and _is_teaser(near[at - 1], block):
            what = "teaser"
        text = (named_by(near[at - 1], block) if at else "") or (filed[0] if filed else _spaced(block))
        if block.size <= LONGEST_LINE and not any(SURE.search(said) for said in (text, *(one.text for one in found))):
            found += [
                Printed(text=title, kind="text", where=f"{what}{places.of(block.index)}")
                for title in whole_times(block)
            ]
        found.append(Printed(text=text, kind="text", where=f"{what}{places.of(block.index)}"))
    if any(SURE.search(printed.text) for printed in found):
        return found
    for block in evidence.walked.found:
        if block.has(DATE) and block.size <= 120 and date_lines.datelike(block.text):
            found.append(Printed(text=block.text, kind="text", where=f"date-class{places.of(block.index)}"))
            if len(found) >= 3:
                break
    return found


_BEFORE_STOP = re.compile(r" (?=[,.;)\]])")


def _spaced(block: Block) -> str:
    """A line with spaces between the spans that only their style parts: "7:18 PM" and "Last updated: 7:44 PM"."""
    pieces = inline(block) if block.element.find("span") is not None else []
    return _BEFORE_STOP.sub("", " ".join(pieces)) if len(pieces) > 1 else block.text


def _is_teaser(title: Block, date: Block) -> bool:
    """A date in one box with the linked title of another article: <li><a>Ships sail again</a><div>4 May</div></li>."""
    if title.index != date.index - 1 or title.density < 0.9 or title.size < 20:
        return False
    return date.parent is title.parent or date.parent is title.element or date.element.getparent() is title.element


def _in_pieces(near: list[Block], places: Places) -> list[Printed]:
    """A date whose day, month and year stand in blocks of their own: <div>20</div><div>November</div><div>2019</div>."""
    found, run = [], list[Block]()
    for block in (*near, None):
        if block is not None and block.has(DATE) and block.size <= 20 and (not run or block.index == run[-1].index + 1):
            run.append(block)
            continue
        text = " ".join(piece.text for piece in run)
        if (
            len(run) > 1
            and len(text) <= 40
            and _YEAR.search(text)
            and not any(_DAY.search(piece.text) for piece in run)
        ):
            found.append(Printed(text=text, kind="text", where=f"date{places.of(run[0].index)}"))
        run = [block] if block is not None and block.has(DATE) and block.size <= 20 else []
    return found


def _day_and_clock(near: list[Block], places: Places) -> list[Printed]:
    """A day and its clock that stand in blocks of their own, side by side: <li>11 September 2024</li><li>09:43</li>."""
    found: list[Printed] = []
    for one, two in pairwise(near):
        if two.index != one.index + 1 or max(one.size, two.size) > 60:
            continue
        day, clock = (one, two) if _BARE_CLOCK.fullmatch(two.text) else (two, one)
        if _BARE_CLOCK.fullmatch(clock.text) and _YEARS.search(day.text) and not _HAS_CLOCK.search(day.text):
            if day is two and found and found[-1].text.endswith(one.text):
                continue  # the clock is that of the day before it
            text = f"{day.text} {clock.text.strip(' |-·•,')}"
            found.append(Printed(text=text, kind="text", where=f"date{places.of(day.index)}"))
    return found


def _openings(body: list[Block]) -> list[Printed]:
    """A day that opens the text."""
    found = (_OPENING.match(block.text) for block in body[:2])
    return [Printed(text=match[0], kind="text", where="opening") for match in found if match]


def _named(evidence: Evidence, places: Places) -> list[Printed]:
    """Where no line near has a date: lines that say "posted", what is named a date, also in a menu or unseen.

    A list of links with several dates is one of other articles.
    """
    found = [
        Printed(text=block.text, kind="text", where=f"posted{places.of(block.index)}")
        for block in evidence.walked.found
        if block.size <= 400 and _POSTED.search(block.text) and SURE.search(block.text)
    ][:2]

    listed: list[list[Printed]] = []
    for element in evidence.document.root.iter("span", "abbr", "div", "li", "p", "td", "small", "b", "i", "em", "a"):
        name = name_of(element)
        if not (element.tag == "abbr" or meaning(name) & DATE) or _aside(element):
            continue
        where = places.around(element)
        values = (element.get("title") or "", "".join(islice(element.itertext(), 20))[:200])
        named = [
            Printed(text=text, kind="text", where=f"date-named{where}")
            for text in map(fold, values)
            if 6 <= len(text) <= 60 and SURE.search(text)
        ]
        if where == ELSEWHERE and named:
            listed.append(named)
        else:
            found += named
        if len(found) + len(listed) >= 4:
            break
    return found + (listed[0] if len(listed) == 1 else [])
