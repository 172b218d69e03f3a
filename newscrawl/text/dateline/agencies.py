"""Heads of wire copy that print their agency: in brackets or strokes behind the place, before it, or behind the dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from newscrawl.text.agencies import KnownAgency, agency_called, agency_in_brackets, filer_called, mentions
from newscrawl.text.dateline.day_patterns import Day
from newscrawl.text.dateline.days import cut_day
from newscrawl.text.dateline.lead_in import place_before
from newscrawl.text.dateline.places import Head, PlaceRun, is_city, read_places
from newscrawl.text.letters import EAST

BRACKETED = re.compile(r"[(（\[]\s*+([^()（）\[\]]{2,60}?)\s*+[)）\]]")
_SLASHED = re.compile(r"/\s*([^/\s][^/]{1,40}?)\s*/")
SEPARATOR = re.compile(
    r"\s*+(?:(?:\.\s*+)?(?:[-–—―−]{1,3}|â€[”“\"™]?|â\x80[\x93\x94]|Ã¢â‚¬â€œ|&mdash;|&ndash;)|[:：=।፦፡։៖∙](?:\s?-)?|_{1,2}(?=\s)|\"(?=\s)|\.(?=\s)|\.-)\s*"
)
DASH = re.compile(r"\s+(?:[-–—―−]{1,3}|_)\s+|\s*(?:—|--|\.-|\.—|\.–)\s*|(?<=[.)])\s*[-–]\s+")
# What parts place, day, agency and lead where no bracket does: "Москва. 3 января. ИНТЕРФАКС - Дождь".
_PARTING = re.compile(r"\s*+(?:[—–]|-{1,2}(?=\s))\s*+|\s?+[.,:।։](?=\s)\s++|\s\|\s")
_DASHES = ("—", "–", "-", "--", "।", ":", "։")
# "3 янв - РИА Новости, Иван Петров. Дождь": who wrote it, behind the agency.
_WRITER = re.compile(r"([^\W\d_a-zа-я][\w’'-]+(?: [^\W\d_a-zа-я][\w’'-]+){1,2})\.\s++")
# What parts agencies in one bracket.
_BETWEEN = re.compile(r"\s*[/,;&+=]\s*|\s+(?:and|und|et|y|e)\s+")
_CORRESPONDENT = ("Корр.", "корр.", "Кар.", "кар.", "Кор.", "кор.", "Собкор.", "Соб. корр.")
# "دمشق-سانا", "أنقرة / الأناضول", "إسطنبول/ سلمى حداد/ الأناضول": the agency ends at the next space.
_ARABIC_STROKES = tuple(
    re.compile(
        rf"(?P<places>[\u0600-\u06ff][^/\n–-]{{1,30}}?)\s?[-–/]\s?{who}(?P<agency>[\u0600-\u06ff]{{3,12}})(?:\s?[/-])?\s+(?=\S)"
    )
    for who in ("(?P<who>)", r"(?P<who>[\u0600-\u06ff][^/\n\d]{3,30}?)\s?/\s?")
)
# No place begins so, but for these.
_THE = re.compile(r"The (?!Hague|Woodlands|Dalles|Bronx|Villages|Gambia|Bahamas|Netherlands|Valley\b|Philippines)")
# Agencies that print nothing between their brackets and the lead; initials that are words too in small letters only: "(sda)".
BARE = frozenset(
    ("CNN", "CNA", "KNA", "SDA", "ATS", "AWP", "Belga", "TT", "STT", "FNB", "NTB", "NNI", "INP", "PPI", "APP",
     "Online International News")
)  # fmt: skip
# "Bakı, 5 mart, AZƏRTAC Yağış": the agency in capitals behind the day, and nothing before the lead.
_SHOUTED_LAST = re.compile(r"(?P<run>[^:;()\n]{4,70}?\d[^:;()\n]{0,20}?), (?P<agency>[^\W\d_]{4,12}) (?=[^\W\d_])")
# "Hà Nội (TTXVN 5/3) Mưa": the day within the brackets.
_DAY_INSIDE = re.compile(r"(?P<agency>[A-Z]{3,8}) (?P<day>\d{1,2}/\d{1,2})")
# "پارس (پژواک، ۱۴ حوت ۱۴۰۲):", "Paris (AFP, 4 mars) –".
_AGENCY_AND_DAY = re.compile(r"(?P<agency>[^\W\d_][^,،]{1,20})[,،]\s?(?P<day>[^,،]{3,24})")
# "VARN, April 5 Xinhua A", "Varn, Jan 19 NZPA - Rain", "VARN, 4 mars AFP - La", "Varn, March 4, GNA-Rain": brackets lost.
_BRACKETS_LOST = re.compile(
    r"(?P<run>[^\W\d_a-z][^:;()\n\d]{2,50}?\s(?:\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?(?: \d{4})?|\d{1,2}(?:, \d{4})?)),?"
    r" (?P<agency>[^\W\d_]{2,12})(?P<dash> [-–—]{1,2}\s|[-–](?=[^\W\d_a-z][a-z])|:\s)?\s*+(?<=[\s–-])(?=[\"“‘«]?[^\W_a-zа-я])"
)
_SHOUTED_CREDIT = re.compile(
    r"\A\s*(?:(?P<places>[^\W\d_]{3,}(?: [^\W\d_]{2,}){0,2})\s*/\s*)?(?P<agency>[^\W\d_a-z]{3,12})\s+(?=[^\W\d_]*[a-z])"
)
# "ABU DHABI / WAM", "VILAGARCÍA | EUROPA PRESS" on a line of its own.
_STROKED_ALONE = re.compile(
    r"(?P<place>[^\W\d_]{3,}(?: [^\W\d_]{2,}){0,2})\s?(?P<stroke>[/|])\s?(?P<agency>[^\W\d_]{2,12}(?: [A-Z]{2,12})?)\s*\Z"
)
# "رام الله 3-1-2025 وفا-", and the Saudi agency's line of its own.
_ARABIC_LAST = re.compile(
    r"(?P<run>[\u0600-\u06ff][^\n]{4,80}?\d)(?: ?م)?\s+(?P<agency>[\u0600-\u06ff]{3,10})(?:\s?[-–—]{1,2}\s+|\s*\Z)"
)
# The same with the text behind it: both calendars stand before the agency, so that nothing else is meant.
_ARABIC_GLUED = re.compile(
    r"(?P<run>[\u0600-\u06ff][^\n]{4,60}هـ?\s(?:الموافق\s)?[^\n]{4,30}?\d{4}) ?م\s+(?P<agency>[\u0600-\u06ff]{3,10})\s+(?=\S)"
)


def with_agency(head: str) -> Head | None:
    """PLACE, DATE (AGENCY) SEPARATOR: the first bracket that names an agency decides."""
    for match, agencies, names in _brackets(head):
        before, after = head[: match.start()], head[match.end() :]
        separator = SEPARATOR.match(after)
        end = match.end() + (separator.end() if separator else len(after) - len(after.lstrip()))
        start, run, lead_in = place_before(before, fused=separator is not None)
        if run is None:
            if lead_in is None:
                return None
            continue
        if match[1] == "PA" and run.places and run.day is None and not is_city(run.places[0].upper()):
            return None  # "MARABÁ (PA) - Chuva", "Erie (PA) - Rain": the state
        if run.day is None:
            run = replace(run, day=_day_inside(match[1]))
        # "SURAT: (PTI) Rain": the separator stands before the bracket.
        separated = separator is not None or match[0].startswith("/")
        separated = separated or bool(run.places and before.rstrip().endswith((":", "–", "—")))
        if not _believable(before[start:], run, agencies, separated, after, match[1]):
            return None
        return Head(
            run=run,
            agencies=agencies,
            text=head[start : match.end()].strip(),
            end=end,
            lead_in=lead_in or "",
            names=names,
        )
    return _slash_after(head)


def agency_behind(head: str) -> Head | None:
    """PLACE, DATE — AGENCY. Lead; PLACE. DATE. AGENCY - lead: the agency stands bare between two marks."""
    for first, second in pairwise(islice(_PARTING.finditer(head, 2, 130), 8)):
        if first.start() > 80:
            break
        printed = head[first.end() : second.start()].rstrip(".")
        agency = (agency_called(printed) or agency_in_brackets(printed)) if 1 < len(printed) <= 24 else None
        if agency is None or agency.photo:
            continue
        run = read_places(head[: first.start()])
        if run is None or not run.places or any(agency_called(place) for place in run.places):
            return None
        opening, closing, end = first[0].strip(), second[0].strip(), second.end()
        names: tuple[str, ...] = ()
        if closing == ",":
            writer = _WRITER.match(head, end)
            if writer is None:
                return None
            names, end = (writer[1],), writer.end()
        lead = head[end : end + 1]
        if not lead or not (lead.isupper() or lead in "\"“«‘„'" or run.uncased):
            return None
        shy = agency.shy and printed.isascii()
        # "PITTSBURGH, PA – Rain": initials of two letters are a state's too.
        # "CHINA CHIPS — Bloomberg: ..." quotes what an agency says.
        sure = run.day is not None or (
            run.shout and closing != ":" and (opening in _DASHES or not shy or len(printed) > 2)
        )
        sure = sure or (opening == closing == "|" and not shy)  # "Tela, Honduras | AFP | La lluvia"
        # "Donostia. EFE. Zaldibiako"
        sure = sure or (opening == closing == "." and not shy and printed.isupper() and len(run.places) == 1)
        weak = closing in _DASHES and (run.uncased or (opening == "," and closing != ":"))
        if not sure and (shy or not weak):
            return None
        text = head[: second.start()].rstrip(" .")
        return Head(run=run, agencies=(agency,), text=text, end=end, names=names)
    return None


def credited(inside: str) -> tuple[KnownAgency, ...]:
    """The agencies in a bracket that holds nothing else; () otherwise.

    >>> [found.name for found in credited("AFP/Reuters")], credited("AFP said")
    (['AFP', 'Reuters'], ())
    """
    whole = agency_in_brackets(inside)
    if whole is not None:
        return (whole,)
    parts = [part for part in _BETWEEN.split(inside) if part]
    found: list[KnownAgency | None] = []
    for part in parts:
        agency = agency_in_brackets(part)
        halves = re.split(r"\s*-\s*", part) if agency is None else []
        found += [agency] if len(halves) < 2 else map(agency_in_brackets, halves)
    return tuple(agency for agency in found if agency is not None) if all(found) else ()


def _brackets(head: str) -> Iterator[tuple[re.Match[str], tuple[KnownAgency, ...], tuple[str, ...]]]:
    """Brackets and strokes that hold agencies, with the correspondents named in them."""
    for match in BRACKETED.finditer(head):
        dated = _DAY_INSIDE.fullmatch(match[1]) or (
            _AGENCY_AND_DAY.fullmatch(match[1]) if _day_inside(match[1]) else None
        )
        agencies = credited(dated["agency"] if dated else match[1])
        who, comma, last = match[1].rpartition(", ")
        names: tuple[str, ...] = ()
        if not agencies and comma and len(who.split()) in (2, 3) and who.istitle():  # "(Анна Ли, БТА)"
            agencies, names = credited(last), (who,)
        if agencies and not agencies[0].photo:
            yield match, agencies, names
    for match in _SLASHED.finditer(head[:160]):
        inside, name = match[1], ""
        if inside.startswith(_CORRESPONDENT):
            inside = inside.removeprefix("Соб. ").partition(".")[2].strip()
            named = mentions(inside)
            if named and named[0].start == 0:
                inside, name = inside[: named[0].end], inside[named[0].end :].strip()
        agencies = credited(inside)
        agency, comma, who = inside.partition(", ")
        if not agencies and comma and len(who.split()) in (2, 3) and who.istitle():  # "/БТА, Анна Ли/"
            agencies, name = credited(agency), who
        if not agencies and comma and len(agency.split()) in (2, 3) and agency.istitle():  # "/Анна Ли, БТА/"
            agencies, name = credited(who), agency
        if agencies and not agencies[0].photo and match[0].startswith("/"):
            yield match, agencies, (name,) if name else ()


def _day_inside(inside: str) -> Day | None:
    """The day that stands behind an agency in its brackets."""
    vietnamese = _DAY_INSIDE.fullmatch(inside)
    if vietnamese:
        return cut_day(f"ngày {vietnamese['day']}")[0]
    both = _AGENCY_AND_DAY.fullmatch(inside)
    if both is None or not any(map(str.isdigit, both["day"])) or agency_in_brackets(both["agency"]) is None:
        return None
    day, rest = cut_day(both["day"])
    return day if not rest.strip(" .") else None


def _slash_after(head: str) -> Head | None:
    """ "Baku. 30 September. REPORT.AZ/ Text" and "ABU DHABI / WAM Etihad"."""
    match = re.match(r"([^/\n]{3,80}?[.,]\s+)([^\s/]{3,14})/\s*", head)
    if match:
        agency, run = filer_called(match[2]), read_places(match[1])
        if agency is not None and run is not None and run.day is not None:
            return Head(run=run, agencies=(agency,), text=match[0].strip(" /"), end=match.end())
    shouted = _SHOUTED_LAST.match(head)
    if shouted and shouted["agency"].isupper():
        agency, run = filer_called(shouted["agency"]), read_places(shouted["run"])
        if agency is not None and run is not None and run.places and run.day is not None:
            return Head(run=run, agencies=(agency,), text=shouted[0].strip(), end=shouted.end())
    lost = _BRACKETS_LOST.match(head)
    if lost:
        agency, run = filer_called(lost["agency"], initials=bool(lost["dash"])), read_places(lost["run"])
        plain = agency is not None and (lost["dash"] or not agency.shy)
        if agency is not None and plain and run is not None and run.places and run.day is not None:
            return Head(run=run, agencies=(agency,), text=lost[0].strip(" -–—:"), end=lost.end())
    last = _ARABIC_LAST.match(head) or _ARABIC_GLUED.match(head)
    if last:
        agency, run = filer_called(last["agency"], initials=True), read_places(last["run"])
        if agency is not None and run is not None and run.places and run.day is not None:
            return Head(run=run, agencies=(agency,), text=last[0].strip(" -–—"), end=last.end())
    for form in _ARABIC_STROKES:
        stroke = form.match(head)
        agency = filer_called(stroke["agency"], initials=True) if stroke else None
        run = read_places(stroke["places"]) if stroke and agency is not None else None
        if stroke and agency is not None and run is not None and run.places:
            names = (stroke["who"],) if stroke["who"] else ()
            return Head(run=run, agencies=(agency,), text=stroke[0].strip(" /-"), end=stroke.end(), names=names)
    alone = _STROKED_ALONE.match(head)
    # (In two words in capitals before a bar it may be a photographer.)
    barred = alone is not None and alone["stroke"] == "|" and alone["place"].isupper() and " " not in alone["place"]
    if alone and (barred or is_city(alone["place"])):
        agency, run = filer_called(alone["agency"]), read_places(alone["place"])
        if agency is not None and run is not None:
            return Head(run=run, agencies=(agency,), text=alone[0].strip(), end=alone.end())
    shouted_credit = _SHOUTED_CREDIT.match(head)
    if shouted_credit:
        agency = filer_called(shouted_credit["agency"])
        places = shouted_credit["places"]
        run = read_places(places) if places else PlaceRun()
        strong = len(shouted_credit["agency"]) > 5 or places
        if agency is not None and run is not None and strong and (not places or places.isupper()):
            return Head(run=run, agencies=(agency,), text=shouted_credit[0].strip(), end=shouted_credit.end())
    return None


def _believable(
    before: str, run: PlaceRun, agencies: tuple[KnownAgency, ...], separated: bool, after: str, printed: str
) -> bool:
    agency = agencies[0]
    lead = after[separator.end() :] if (separator := SEPARATOR.match(after)) else after.lstrip()
    if run.places and _THE.match(run.places[0]):
        return False  # "The Park Trust (PTI) – once a small party – won"
    if not run.places:
        if run.day is not None or separated:
            return bool(lead)
        return not agency.shy and (lead[:1].isupper() or lead[:1] in '"“«')
    if any(agency_called(place) for place in run.places):
        return False
    if any(found.agency.name == agency.name and not found.agency.shy for found in mentions(run.places[0])):
        return False
    words = [word for word in re.split(r"[\s/-]+", before.strip()) if word]
    initials = "".join(word[0] for word in words).upper()
    spelled = agency.name.upper() in initials or (
        len(words) > 1 and initials in agency.name.upper() and len(initials) > 2
    )
    if run.day is not None:
        return True
    spelled = spelled or (len(words) > 1 and not run.shout and initials == printed.strip().upper())
    if separated:
        return not (agency.shy and (spelled or lead[:1].islower()))
    if run.uncased and not agency.shy and not separated and " " not in run.places[0] and not EAST.search(run.places[0]):
        return len(lead) > 3  # "لاہور (اے ایف پی) بارش", and no caption "ترامب (رويترز)"
    bare = agency.name in BARE and (
        not agency.shy
        or run.uncased
        or printed.strip().islower()
        or (run.shout and initials != printed.strip().upper())
    )
    if (run.uncased or agency.shy) and not bare:
        return False
    if spelled and not run.shout:
        return False
    begins = lead[:1].isupper() or lead[:1] in "\"“«‘'" or run.uncased
    return begins and (agency.name in BARE or run.shout or ("," in before and before.rstrip().endswith(".")))
