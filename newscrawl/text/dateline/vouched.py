"""Places before a text that no agency stands beside: they count where the line says so itself, or the page does elsewhere.

Of itself "ملتان (نمائندہ خصوصی)", "Managua. Agencias.", "ആലപ്പുഴ∙" and "जागरण संवाददाता, मलीहाबाद:" say that a place was meant.
"Bukarest - ", "SHILLONG: ", "Lemmer | " and "كسلا - " may be a rubric or a speaker too: they count where the page credits an
agency or a correspondent, and "Calw. ", which may be a short sentence, beside a correspondent only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from newscrawl.text.agencies import agency_called, mentions
from newscrawl.text.dateline.correspondents import behind_phrase
from newscrawl.text.dateline.days import cut_day, is_weekday
from newscrawl.text.dateline.places import Head, is_city, read_places, shouted
from newscrawl.text.pictures.credits import is_nameless
from newscrawl.text.pictures.picture_words import NOUN
from newscrawl.text.sections import read_section

_WINDOW = 140
# (A word is taken whole: where each of its letters may end it, a long line of them takes for ever.)
_WORD = r"(?>(?:St|Ste|Mt|Ft)\.(?= )|[^\W\d_](?:[\w'’\u0300-\u036f-]|\.(?=\w))*)"
_SCRIPT = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u10ff\u1200-\u139f"
_FIRST_UNCASED = re.compile(rf"[{_SCRIPT}]")
_UNCASED_RUN = rf"[{_SCRIPT}\u200c\u200d]{{2,24}}(?: [{_SCRIPT}\u200c\u200d]{{2,24}}){{0,2}}"
_CASED_RUN = rf"{_WORD}(?: {_WORD}){{0,3}}(?:\s?/\s?{_WORD}(?: {_WORD}){{0,2}}){{0,2}}"
# "ملتان (نمائندہ خصوصی) ", "KARACHI (Staff Reporter) – ", "लखनऊ (एजेंसी)। ".
_SAID_IN_BRACKET = re.compile(
    r"(?P<run>[^()\n.:!?]{2,40}?)\s?[(（](?P<who>[^()]{4,40})[)）]\s?(?:[-–—:।۔.]{1,2}\s*)?(?=\S)"
)
# "Managua. Agencias. ", "Quito/Agencias.- ", "León (Agencias).- ".
_SAID_BEHIND = re.compile(rf"(?P<run>{_CASED_RUN})\s?[./]\s?(?P<who>[^\W\d_]{{4,16}})\s?(?:[.:]|\.?[-–—]+)\s+(?=\S)")
# "जागरण संवाददाता, मलीहाबाद: ", "Staff Reporter, Karachi: ".
_SAID_AHEAD = re.compile(r"(?P<who>[^,،:\n]{6,40})[,،]\s+(?P<run>[^,،:\n.!?]{2,30}?)\s?[:।]\s+(?=\S)")
# "बलिया, संवाददाता। ".
_SAID_AFTER = re.compile(r"(?P<run>[^,،:\n.!?]{2,30}?)[,،]\s+(?P<who>[^,،:।\n]{4,40}?)\s?[:।]\s+(?=\S)")
# "ആലപ്പുഴ∙ ": how papers of Kerala part place and text, and nothing else.
_KERALA = re.compile(
    "(?P<run>[\u0d00-\u0d7f\u200d]{2,24}(?: [\u0d00-\u0d7f\u200d]{2,24}){0,2}) ?[∙•] ?(?=[\u0d00-\u0d7f])"
)
_CASED = re.compile(
    rf"(?P<run>{_CASED_RUN}(?:, [^\W\d_][^.:|\n]{{2,30}})?)(?: ?\((?P<region>[^\W\d_][^()\d]{{1,30}})\))?"
    r"(?P<sign>\s[-–—|]{1,2}\s|:\s|\.\s|\s?\.-\s)\s*(?=[\"“«„]?[^\W\d_])"
)
# "TASHKENT, Uzbekistan" in a line of its own, as Anadolu prints it.
_ALONE = re.compile(rf"(?P<run>{_WORD}(?:[ /]{_WORD}){{0,2}}, [A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+){{0,2}})")
# "Mumbai, June 1: Payments": the day says that the place is one.
_DATED = re.compile(r"(?P<run>[^\W\d_a-z][^:\n\d]{2,40}\d{1,2}(?:,? \d{4})?)\s?:\s+(?=[\"“‘]?[^\W\d_a-z])")
# "São Paulo, 20 - O dólar": the day alone.
_DAY_ALONE = re.compile(rf"(?P<run>{_CASED_RUN}, ?\d{{1,2}})\s?[-–—]{{1,2}}\s+(?=[\"“«]?[^\W\d_a-z])")
# "Cusco, jun. 12. Más": the day and its month, a full stop, and no agency.
_DAY_AND_STOP = re.compile(
    rf"(?P<run>{_CASED_RUN}, ?(?:[^\W\d_]{{3,10}}\.? \d{{1,2}}|\d{{1,2}} (?:de )?[^\W\d_]{{3,10}}))\.\s+(?=[\"“«¿¡]?[^\W\d_a-z])"
)
# "ANTALYA / ISTANBUL A shepherd", as Anadolu prints several places, and nothing behind them.
_SEVERAL = re.compile(r"(?P<run>[A-ZÀ-ÞĞİŞ]{4,}(?: / [A-ZÀ-ÞĞİŞ]{4,}){1,2})\s+(?=(?:[A-ZÀ-ÞĞİŞ][a-zà-ÿğış]|A )[^/]{8})")
# "เชียงใหม่ 4 มี.ค. 67 - ฝน", "حلب 3 آذار - مطر".
_UNCASED_DAY = re.compile(
    rf"(?P<run>[{_SCRIPT}\u200c]{{2,24}} \d{{1,2}} [{_SCRIPT}.]{{2,12}}(?: \d{{2,4}})?)\s?[-–—]{{1,2}}\s*(?=\S)"
)
# "Halle/VZ - Die Stadt": behind the stroke the paper's own initials, as in German.
_OWN_INITIALS = re.compile(
    r"(?P<run>[A-ZÄÖÜ][a-zäöüß]{2,20}(?:[ -][A-ZÄÖÜ][a-zäöüß]{2,20})?)/(?P<own>[A-ZÄÖÜ]{2,4}) [-–—] (?=[\"“„»]?[A-ZÄÖÜ])"
)
# "२९ जेठ, म्याग्दी । ": how papers of Nepal open their copy, the day first.
_NEPALI = re.compile(
    r"(?P<day>[\u0966-\u096f\d]{1,2} [\u0900-\u0963]{2,9}), ?"
    r"(?P<run>[\u0900-\u0963]{2,20}(?: [\u0900-\u0963]{2,20})?) ?(?:[।|:]|[–-]{1,2} )\s*(?=\S)"
)
# Malayalam, Tamil, Telugu, Kannada: a place and a colon open most of their copy.
_SOUTHERN = re.compile(r"[\u0b80-\u0d7f]")
_PICTURE = re.compile(NOUN, re.IGNORECASE)
# "सातारा, दि. ४ (प्रतिनिधी) : ": a correspondent behind the day.
_SAID_BEHIND_DAY = re.compile(
    r"(?P<run>[^()\n.:!?]{2,30},\s[^()\n:!?]{0,8}\d{1,2}(?:\s[^\s\d()]{2,12})?)\s?\((?P<who>[^()]{4,40})\)\s?[:–—-]\s*(?=\S)"
)
_UNCASED = re.compile(rf"(?P<run>{_UNCASED_RUN})(?P<sign>\s?[-–—ـ|:]{{1,2}}\s|\s?[।۔.]\s)\s*(?=\S)")
# What opens lines in scripts without capitals, and is no place.
_RUBRICS = frozenset(
    ("عاجل", "فيديو", "بالفيديو", "صور", "بالصور", "خاص", "تقرير", "تحليل", "رأي", "متابعات", "وكالات", "ویدئو", "فیلم", "خبر",
     "فوری", "ویڈیو", "תגובה", "וידאו", "फोटो", "वीडियो", "ब्रेकिंग", "विशेष", "খবর", "ভিডিও", "ข่าวด่วน", "ด่วน")
)  # fmt: skip
_STOP_OR_COLON = re.compile("[:।۔.]")
_OUTLET = re.compile(
    r"\w\.\w|(?i:\b(?:news|times|press|tv|radio|media|online|post|zeitung|portal|agency)\b)|نيوز|برس|وكالة|صحيفة|قناة|اونلاين|أونلاين|خبرگزاری|روزنامه|پایگاه|"
    "نیوز|חדשות|न्यूज|समाचार|নিউজ|সংবাদ|செய்தி|వార్త|ಸುದ್ದಿ|വാർത്ത|ข่าว"
)
_TITLES = frozenset({"Prof", "Frau", "Herr", "Messrs", "Capt", "Adm", "Engr", "Hajj", "Dott", "Sra", "Srta"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Vouchers:
    """What else on the page says that the text came from somewhere; asked only where a line has the form."""

    correspondent: Callable[[], bool]
    agency: Callable[[], bool]


def vouched_head(head: str, vouchers: Vouchers) -> Head | None:
    """The place before the first paragraph, without an agency beside it.

    >>> both = Vouchers(correspondent=lambda: True, agency=lambda: False)
    >>> none = Vouchers(correspondent=lambda: False, agency=lambda: False)
    >>> [found and found.run.places for found in (vouched_head("Calw. Der Rat", both), vouched_head("Calw. Der Rat", none))]
    [('Calw',), None]
    >>> vouched_head("ملتان (نمائندہ خصوصی) بارش ہوئی", none).run.places
    ('ملتان',)
    """
    window = head[:_WINDOW]
    return _said(window) or (_cased(window, vouchers) if not _uncased_script(window) else _uncased(window, vouchers))


def _uncased_script(window: str) -> bool:
    return _FIRST_UNCASED.match(window) is not None


def _said(window: str) -> Head | None:
    """The forms that say of themselves that a place is meant."""
    kerala = _KERALA.match(window)
    if kerala:
        return _head(kerala)
    dated = _SAID_BEHIND_DAY.match(window)
    told = read_places(dated["run"]) if dated and _says_nobody(dated["who"]) else None
    if dated and told is not None and told.places and told.day is not None:
        return Head(run=told, agencies=(), text=dated[0].strip(" :–—-"), end=dated.end())
    for form in (_SAID_IN_BRACKET, _SAID_BEHIND, _SAID_AHEAD, _SAID_AFTER):
        found = form.match(window)
        if found and len(found["run"].split()) <= 4 and _says_nobody(found["who"]):
            return _head(found)
    return None


def _says_nobody(who: str) -> bool:
    return is_nameless(who) or behind_phrase(who) == ""


def _cased(window: str, vouchers: Vouchers) -> Head | None:
    alone = _ALONE.fullmatch(window)
    if alone and alone["run"].split(",")[0].isupper() and vouchers.agency():
        return _head(alone)
    dated = _DATED.match(window)
    told = read_places(dated["run"]) if dated else None
    if dated and told is not None and told.places and told.day is not None:
        return Head(run=told, agencies=(), text=dated[0].strip(" :"), end=dated.end())
    several = _SEVERAL.match(window)
    known = several is not None and any(map(is_city, several["run"].split(" / ")))
    if several and (known or vouchers.agency()) and not any(map(_is_rubric, several["run"].split(" / "))):
        return _head(several)
    own = _OWN_INITIALS.match(window)
    if own and agency_called(own["own"]) is None and not _PICTURE.fullmatch(own["run"]):
        return _head(own)
    day = _DAY_ALONE.match(window) or _DAY_AND_STOP.match(window)
    told = read_places(day["run"]) if day else None
    if day and told is not None and told.places and told.day is not None and vouchers.agency():
        return Head(run=told, agencies=(), text=day["run"], end=day.end())
    found = _CASED.match(window)
    if found is None:
        return None
    run, sign = found["run"], found["sign"].strip()
    places = run.split(",")[0]
    shout = places.isupper() and len(places) > 3
    words = re.split(r"[ /]+", places)
    if len(words) > 5 or not _capitalised(words) or shouted(run) or _is_rubric(places):
        return None
    region = run.partition(",")[2].strip()
    stated = found["region"] is not None  # "Wayanad (Kerala): "
    if sign in (":", ".") and not shout and not stated and (len(words) > 2 or sign == ":" or not _is_region(region)):
        return None
    rest = window[found.end() :].lstrip('"“«„')
    if not rest[:1].isupper() or " " not in rest:
        return None
    if is_weekday(places) or (sign == "." and (len(places) < 4 or places in _TITLES)):
        return None  # "Mr. Lee", "Rep. Ek", "Prof. Lee"
    # Two words in capitals and a colon are a topic as often ("RIVER POLICY: The"); one word is a place.
    if vouchers.correspondent() or ((sign != "." or shout) and (sign != ":" or len(words) == 1) and vouchers.agency()):
        return _head(found)
    return None


def _uncased(window: str, vouchers: Vouchers) -> Head | None:
    day = _UNCASED_DAY.match(window)
    told = read_places(day["run"]) if day else None
    if day and told is not None and told.places and told.day is not None and told.day.month and vouchers.agency():
        return Head(run=told, agencies=(), text=day["run"], end=day.end())
    nepali = _NEPALI.match(window)
    day_first, left = cut_day(nepali["day"]) if nepali else (None, "")
    if nepali and day_first is not None and (day_first.month or day_first.other) and not left.strip(" ,"):
        told = read_places(nepali["run"])
        if told is not None and told.places:
            return Head(run=replace(told, day=day_first), agencies=(), text=nepali[0].strip(" ।|:–-"), end=nepali.end())
    found = _UNCASED.match(window)
    if found is None or found["run"].split()[0] in _RUBRICS or found["run"] in _RUBRICS:
        return None
    sign = found["sign"].strip()
    if _is_rubric(found["run"]):
        return None
    if sign == "." and " " in found["run"]:
        return None
    if len(found["run"].split()) > (2 if _STOP_OR_COLON.search(sign) else 3):
        return None
    colon = sign == ":" and " " not in found["run"] and _SOUTHERN.match(window) is not None
    if vouchers.correspondent() or ((colon or not _STOP_OR_COLON.search(sign)) and vouchers.agency()):
        return _head(found)
    return None


def _is_region(words: str) -> bool:
    """Whether there is nothing behind the town, or what a region is called: "Вологодская область"."""
    return not words or (words[:1].isupper() and len(words.split()) <= 3)


def _capitalised(words: list[str]) -> bool:
    return all(word[:1].isupper() or word in _SMALL for word in words if word) and words[0][:1].isupper()


_SMALL = frozenset(
    ("de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "les", "los", "el", "al", "am", "an", "im", "in",
     "bei", "der", "den", "of", "the", "sur", "na", "nad", "pod", "van", "aan", "op")
)  # fmt: skip


def _is_rubric(places: str) -> bool:
    return read_section(places).section not in (None, "local", "world")


def _head(found: re.Match[str]) -> Head | None:
    town, comma, region = found["run"].partition(",")
    run = read_places(town)
    if run is None or not run.places or run.day is not None or any(map(_is_outlet, run.places)):
        return None
    places = (found["run"].strip(),) if comma and len(run.places) == 1 else run.places
    told = replace(run, places=places, region=bool(region.strip()))
    return Head(run=told, agencies=(), text=found[0].strip(" -–—|:.ـ।۔∙•"), end=found.end())


def _is_outlet(place: str) -> bool:
    """Whether an agency, a site or a paper is called so, which print their own name in the same place."""
    return bool(_OUTLET.search(place)) or agency_called(place) is not None or bool(mentions(place))
