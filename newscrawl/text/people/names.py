"""A name in a byline, freed of what stands around it: "Ann Lee Staff Writer, Published May 3" is Ann Lee.

Where a byline begins and who of it is who is for `bylines`; whether words are a name at all for `persons`.
"""

from __future__ import annotations

import re

from newscrawl.text.agencies import mentions
from newscrawl.text.people.eastern import korean_name
from newscrawl.text.people.persons import word_tables
from newscrawl.text.times.words import class_of, normalise, words

# Titles behind a name in Korean, Japanese and Chinese bylines.
_EAST_SUFFIX = re.compile(r"(?:\s*(?:기자|특파원|인턴기자|記者|记者|特派員|通讯员|논설위원|칼럼니스트))+\s*\Z")
_BRACKETED = re.compile(r"\s*[(（\[][^()（）\[\]]{0,80}[)）\]]")
_DATED = r"Published|Updated|Posted|Veröffentlicht|Aktualisiert|Stand|last updated|on|am|le|el|от|від"
# The day in figures behind a name, and what stands behind it.
DATE_TAIL = re.compile(
    rf"(?<!\s)\s*+(?:[|•–—,-]\s*+)?\b(?:(?:(?:{_DATED})(?:\s*+:)?\s++)?"
    r"\d{1,4}[./\s:-]"
    r"|(?:last updated|veröffentlicht|aktualisiert|updated)\b).*\Z",
    re.IGNORECASE,
)
_FROM_PLACE = re.compile(
    r"\s+(?:in|from|aus|à|en|reports from)\s+[A-ZÄÖÜÉ][\w.'’ -]{2,40}\Z"
    # ("Marco Rossi da Roma", and not "João da Silva".)
    r"|\s+da(?:l|lla)?\s+(?:Roma|Milano|Torino|Napoli|Palermo|Genova|Bologna|Firenze|Venezia|Bari|Londra|Parigi|Bruxelles|Berlino"
    r"|Madrid|Mosca|Kiev|Kyiv|New York|Washington|Gerusalemme|Tel Aviv|Pechino|Tokyo|Istanbul|Atene|Ginevra|Strasburgo|Varsavia"
    r"|Vienna|Beirut|Cairo)\Z"
)
_CUT_LABEL = re.compile(
    r"\s*\b(?:Follow|Leave a |Updated|Published|Posted|Veröffentlicht|Last modified|Senior |View |Email|E-Mail|Contact|Bio"
    r"|More from|Read more|Share|Kommentare|is an? |ist )\b.*\Z"
)
_TITLE_TAIL = re.compile(
    r"(?:\s+[A-Z]{3,5}(?=\s[A-Z][a-z]))?"  # "Ann Lee CNBC News Editor"
    r"\s+(?:(?:Staff|Senior|Chief|National|Political|Sports|Associate|Deputy|Managing|Executive|Special|News|Web|City)\s+)*"
    r"(?:Writer|Editor|Reporter|Correspondent|Columnist|CEO|Contributor|Redakteur(?:in)?|[Ee]nvoyée?s? spécia(?:les?|l|ux)"
    r"|[Ee]nviad[oa]s? especia(?:l|les|is)|[Cc]orresponsal(?:es)?|[Ii]nviat[aeio])\b.*\Z"
)
# "Ann Lee valley.com Archive": the site that a writer works for, and what its links lead to.
_SITE_TAIL = re.compile(r"(?<=\w)\s+[A-Za-z][\w-]{1,30}\.(?:com|net|org)\b.*\Z")
_DATED_CLASSES = frozenset("PU")
_BEFORE_DAYS = ("on", "am", "le", "el", "il", "op", "em", "den", "на", "w")
_PARTING = " |•·,-–—"
_NAMES_TOO = ("sam", "don")  # short for a weekday in French or German, and names
_DIGIT = re.compile(r"\d")
_GLUED_LABEL = re.compile(r"(?:Twitter|Facebook|Instagram|Email|LinkedIn|Follow|Bluesky)\Z")

# A word for publishing that is no name is longer ("date" and "data" are names of people).
_SHORTEST_DATED = 6


def before_date(line: str) -> str:
    """What a byline says before its day, or the word for its publication and the day behind it, in any language.

    >>> before_date("Por Ana Lima Publicado em 30 de agosto"), before_date("Written and published by Ann Lee")
    ('Por Ana Lima', 'Written and published by Ann Lee')
    >>> before_date("Anna Nowak, sobota, 3 września 2024"), before_date("Bo Ek | May 3, 2024")
    ('Anna Nowak', 'Bo Ek')
    """
    said = line.split()
    dated = _DIGIT.search(line) is not None
    for at in range(1, len(said)):
        weekday = dated and _is_weekday(said[at - 1])
        if dated and (_is_day(said[at : at + 2]) or (weekday and said[at][0].isdecimal())):
            end = at - weekday
            if end > 1 and said[end - 1] in _BEFORE_DAYS:
                end -= 1
            return " ".join(said[:end]).rstrip(_PARTING)
        if dated and at > 1 and _is_told_day(said[at:]):  # "Bron: BELGA Gisteren om 21:31"
            return " ".join(said[:at]).rstrip(_PARTING)
        behind = _behind_dated(said, at)
        if behind:
            rest = " ".join(said[behind:])
            return " ".join(said[:at]).rstrip(_PARTING) if not rest or _DIGIT.search(rest) else line
    return line


def _is_day(pair: list[str]) -> bool:
    """Whether two words are a month and its day, in this order or the other."""
    figures = [word.rstrip(".,").isdecimal() for word in pair]
    return sum(figures) == 1 and len(pair) == 2 and class_of(pair[figures.index(False)]) == "m"


def _is_told_day(said: list[str]) -> bool:
    """Whether a day told from today begins here, and its clock stands behind it at once, or behind one short word."""
    return class_of(said[0]) == "R" and any(word[0].isdecimal() and len(word) > 2 for word in said[1:3])


def _is_weekday(word: str) -> bool:
    return class_of(word) == "w" and word.strip(".,").casefold() not in _NAMES_TOO


def _behind_dated(said: list[str], at: int) -> int:
    """Where the words for a publication or a change end that begin at a place; 0 where none do."""
    first = normalise(said[at]).strip(":,")
    if len(first) >= _SHORTEST_DATED and class_of(first) in _DATED_CLASSES:
        return at + 1
    longer = [phrase for phrase, kind, _ in words().phrases.get(first, ()) if kind in _DATED_CLASSES]
    rest = normalise(" ".join(said[at : at + 4])) if longer else ""
    return next((at + len(phrase.split()) for phrase in longer if rest.startswith(phrase)), 0)  # "Mis à jour"


def bare_name(part: str) -> str:
    """One name without titles in brackets, dates, places and furniture.

    >>> bare_name("Ann Lee (Varn) Staff Writer"), bare_name("Bo Ek | May 3, 2024")
    ('Ann Lee', 'Bo Ek')
    """
    bare = " ".join(_BRACKETED.sub(" ", part).split()) if _BRACKETED.search(part) else part
    untitled = _EAST_SUFFIX.sub("", bare)
    if untitled != bare:
        bare = korean_name(untitled) or untitled
    bare = DATE_TAIL.sub("", before_date(bare))
    bare = _SITE_TAIL.sub("", _CUT_LABEL.sub("", bare))
    bare = _TITLE_TAIL.sub("", bare)
    bare = _GLUED_LABEL.sub("", bare)
    place = _FROM_PLACE.search(bare)
    if place is not None and not mentions(place[0]):  # ("Repórter da Agência Brasil")
        bare = bare[: place.start()]
    again = word_tables().opener.match(bare)
    if again and again.end() < len(bare):
        bare = bare[again.end() :]
    return (
        bare.strip(" \u00a0.,:;|*-–—\"'“”„()[]\u200b")
        if not bare.strip().endswith(("Jr.", "Sr."))
        else bare.strip(" ,;|*-–—")
    )


def without_agency(bare: str) -> str:
    """A name without the agencies that stand beside it.

    >>> without_agency("Bo Ek AAP"), without_agency("ANN LEE AP Harbour Writer")
    ('Bo Ek', 'ANN LEE')
    """
    pieces = []
    position = 0
    for mention in mentions(bare):
        pieces.append(bare[position : mention.start])
        position = mention.end
    if pieces and " " in pieces[0].strip() and bare[position:].strip():
        return pieces[0].strip(" ,.-–—/'’|")  # "ANN LEE AP Harbour Writer"
    pieces.append(bare[position:])
    return re.sub(
        r"^\s*(?:The|for|of|via)\b|\b(?:for|of|via|The|d[aeo]|del|della|von|der|du)\s*$", "", " ".join(pieces)
    ).strip(" ,.-–—/'’|")


def shouts(name: str) -> bool:
    """Whether a name is in capitals but for a letter or two.

    >>> shouts("ANN McLEE-DeVAR"), shouts("Ann Lee")
    (True, False)
    """
    return sum(map(str.islower, name)) <= 2 < sum(map(str.isupper, name))
