"""Where a site is at home, as far as its address and its language tell: evidence beside a clock, never a zone by itself.

A country's domain says which day an instant falls on there, and which of two clocks that both claim to be UTC is one;
a clock printed without a zone stays without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from newscrawl.text.times.zones import zone
from newscrawl.text.url_parts import hostname

# Countries that keep one time, islands far off apart; .co, .tv, .me, .io, .am, .fm are sold to the whole world and left out.
_ONE_ZONE = {
    "ad": "Europe/Andorra", "ae": "Asia/Dubai", "af": "Asia/Kabul", "al": "Europe/Tirane",
    "ar": "America/Argentina/Buenos_Aires", "at": "Europe/Vienna", "az": "Asia/Baku", "ba": "Europe/Sarajevo",
    "bd": "Asia/Dhaka", "be": "Europe/Brussels", "bg": "Europe/Sofia", "bh": "Asia/Bahrain", "bo": "America/La_Paz",
    "by": "Europe/Minsk", "ch": "Europe/Zurich", "cl": "America/Santiago", "cn": "Asia/Shanghai",
    "cr": "America/Costa_Rica", "cu": "America/Havana", "cy": "Asia/Nicosia", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "do": "America/Santo_Domingo", "dz": "Africa/Algiers",
    "ec": "America/Guayaquil", "ee": "Europe/Tallinn", "eg": "Africa/Cairo", "es": "Europe/Madrid",
    "et": "Africa/Addis_Ababa", "fi": "Europe/Helsinki", "fr": "Europe/Paris", "ge": "Asia/Tbilisi",
    "gh": "Africa/Accra", "gr": "Europe/Athens", "gt": "America/Guatemala", "hk": "Asia/Hong_Kong",
    "hn": "America/Tegucigalpa", "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "iq": "Asia/Baghdad", "ir": "Asia/Tehran",
    "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jo": "Asia/Amman", "jp": "Asia/Tokyo", "ke": "Africa/Nairobi",
    "kg": "Asia/Bishkek", "kh": "Asia/Phnom_Penh", "kr": "Asia/Seoul", "kw": "Asia/Kuwait", "lb": "Asia/Beirut",
    "lk": "Asia/Colombo", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga",
    "ma": "Africa/Casablanca", "md": "Europe/Chisinau", "mk": "Europe/Skopje", "mm": "Asia/Yangon",
    "mt": "Europe/Malta", "my": "Asia/Kuala_Lumpur", "ng": "Africa/Lagos", "ni": "America/Managua",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "np": "Asia/Kathmandu", "nz": "Pacific/Auckland",
    "om": "Asia/Muscat", "pa": "America/Panama", "pe": "America/Lima", "ph": "Asia/Manila", "pk": "Asia/Karachi",
    "pl": "Europe/Warsaw", "pt": "Europe/Lisbon", "py": "America/Asuncion", "qa": "Asia/Qatar",
    "ro": "Europe/Bucharest", "rs": "Europe/Belgrade", "sa": "Asia/Riyadh", "se": "Europe/Stockholm",
    "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava", "sn": "Africa/Dakar",
    "sv": "America/El_Salvador", "sy": "Asia/Damascus", "th": "Asia/Bangkok", "tn": "Africa/Tunis",
    "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "tz": "Africa/Dar_es_Salaam", "ua": "Europe/Kyiv",
    "ug": "Africa/Kampala", "uk": "Europe/London", "uy": "America/Montevideo", "uz": "Asia/Tashkent",
    "ve": "America/Caracas", "vn": "Asia/Ho_Chi_Minh", "ye": "Asia/Aden", "za": "Africa/Johannesburg",
    "zm": "Africa/Lusaka", "zw": "Africa/Harare",
}  # fmt: skip
# Hours east of Greenwich where papers in these languages are printed, winter and summer.
_HOURS = {
    "az": (4, 4), "bg": (2, 3), "bn": (6, 6), "cs": (1, 2), "da": (1, 2), "de": (1, 2), "el": (2, 3), "et": (2, 3),
    "fa": (3, 5), "fi": (2, 3), "he": (2, 3), "hi": (5, 6), "hr": (1, 2), "hu": (1, 2), "it": (1, 2), "ja": (9, 9),
    "ko": (9, 9), "lt": (2, 3), "lv": (2, 3), "nb": (1, 2), "nl": (1, 2), "no": (1, 2), "pl": (1, 2), "ro": (2, 3),
    "sk": (1, 2), "sl": (1, 2), "sq": (1, 2), "sr": (1, 2), "sv": (1, 3), "th": (7, 7), "tr": (3, 3), "uk": (2, 3),
    "vi": (7, 7), "zh": (8, 8),
}  # fmt: skip
_ANYWHERE = (-10, 13)
# Where English is printed with the day first. A declared en-US says nothing: it is what software declares unasked.
_DAY_FIRST = frozenset(("au", "bd", "gb", "gh", "ie", "in", "ke", "lk", "mt", "my", "ng", "nz", "pk", "sg", "uk", "za"))


@lru_cache(maxsize=1024)
def by_address(url: str) -> ZoneInfo | None:
    """The zone of the country whose domain an address has, where that country keeps one time.

    >>> str(by_address("https://www.valley-times.co.uk/a")), by_address("https://valley.example/a")
    ('Europe/London', None)
    """
    return zone(_ONE_ZONE.get(hostname(url).rsplit(".", 1)[-1]))


def english_order(language: str, url: str) -> bool | None:
    """True where a page's declared English, or the country of its address, prints the day before the month; else None.

    >>> english_order("en-GB", "https://valley.example/a"), english_order("en", "https://valley.example/a")
    (True, None)
    """
    parts = language.lower().replace("_", "-").split("-")
    return True if parts[0] == "en" and _DAY_FIRST & {*parts[1:], hostname(url).rsplit(".", 1)[-1]} else None


def one_day(at: datetime, home: ZoneInfo | None, languages: Sequence[str]) -> bool:
    """Whether an instant falls on one and the same day as printed and wherever the site may be at home.

    >>> from datetime import UTC
    >>> evening = datetime(2024, 9, 11, 22, 30, tzinfo=UTC)
    >>> one_day(evening, None, ["de"]), one_day(evening.replace(hour=19), None, ["de"])
    (False, True)
    """
    if home is not None:
        return at.astimezone(home).date() == at.date()
    first, last = _HOURS.get(languages[0][:2].lower(), _ANYWHERE) if languages else _ANYWHERE
    offset = at.utcoffset() or timedelta(0)
    return all((at - offset + timedelta(hours=hours)).date() == at.date() for hours in (first, last))
