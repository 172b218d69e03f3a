"""Zone abbreviations and wall clocks as aware instants: the site's own zone first, then a small table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# One meaning only, whatever the season: minutes east of Greenwich.
_FIXED = {
    "utc": 0, "gmt": 0, "z": 0, "zulu": 0, "ut": 0, "tu": 0, "tsı": 180, "tsi": 180,
    "msk": 180, "мск": 180, "trt": 180,
    "pkt": 300, "npt": 345, "ict": 420, "wib": 420, "wita": 480, "wit": 540, "hkt": 480, "sgt": 480, "myt": 480,
    "pht": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "acst": 570, "aedt": 660, "acdt": 630, "nzst": 720,
    "nzdt": 780,
    "eat": 180, "cat": 120, "wat": 60, "sast": 120, "azt": 240, "uzt": 300, "aft": 270, "irst": 210, "brt": -180,
    "gst": 240, "clt": -240, "clst": -180, "cot": -300, "pet": -300, "wet": 0, "west": 60, "mez": 60, "mesz": 120,
}  # fmt: skip
# Abbreviations with a season: the zone, and whether they say daylight time (None: whichever is in force).
_SEASONAL: dict[str, tuple[str, bool | None]] = {
    "et": ("America/New_York", None), "est": ("America/New_York", False), "edt": ("America/New_York", True),
    "ct": ("America/Chicago", None), "cst": ("America/Chicago", False), "cdt": ("America/Chicago", True),
    "mt": ("America/Denver", None), "mst": ("America/Denver", False), "mdt": ("America/Denver", True),
    "pt": ("America/Los_Angeles", None), "pst": ("America/Los_Angeles", False), "pdt": ("America/Los_Angeles", True),
    "ast": ("America/Halifax", False), "adt": ("America/Halifax", True), "nst": ("America/St_Johns", False),
    "ndt": ("America/St_Johns", True), "akst": ("America/Anchorage", False), "akdt": ("America/Anchorage", True),
    "hst": ("Pacific/Honolulu", False), "hne": ("America/Toronto", False), "hae": ("America/Toronto", True),
    "hnp": ("America/Vancouver", False), "hap": ("America/Vancouver", True), "bst": ("Europe/London", True),
    "cet": ("Europe/Berlin", False), "cest": ("Europe/Berlin", True), "mez": ("Europe/Berlin", False),
    "mesz": ("Europe/Berlin", True), "eet": ("Europe/Athens", False), "eest": ("Europe/Athens", True),
    "aet": ("Australia/Sydney", None), "idt": ("Asia/Jerusalem", True),
}  # fmt: skip
# Meanings on two continents; only a site on the right one may use them.
_ONLY_IN = {
    "cst": "America/",
    "ast": "America/",
    "ist": "Asia/Kolkata",
    "mst": "America/",
    "bst": "Europe/",
    "pst": "America/",
}
# What an abbreviation means where its better known meaning cannot be meant.
_AT_HOME = {
    ("bst", "Asia/Dhaka"): 360, ("pst", "Asia/Karachi"): 300, ("ast", "Asia/Riyadh"): 180, ("ast", "Asia/Kuwait"): 180,
    ("ast", "Asia/Qatar"): 180, ("ast", "Asia/Bahrain"): 180, ("ast", "Asia/Aden"): 180, ("ast", "Asia/Baghdad"): 180,
}  # fmt: skip
_GENERIC = frozenset({"et", "ct", "mt", "pt", "aet"})
# Words too: counted as zones only in capitals or after a.m./p.m.
WORDS_TOO = frozenset(
    {
        "et",
        "est",
        "pt",
        "ct",
        "mt",
        "art",
        "cat",
        "eat",
        "wit",
        "wat",
        "pet",
        "met",
        "tu",
        "west",
        "ut",
        "z",
        "ast",
        "hap",
        "hae",
    }
)
# Zones in words, as ``normalise`` leaves them: Greenwich, Mecca, Moscow.
SPELLED = {
    "بتوقیت غرینتش": 0, "بتوقیت جرینتش": 0, "بتوقیت گرینویچ": 0, "به وقت گرینویچ": 0, "по гринвичу": 0, "за гринвічем": 0,
    "بتوقیت مکة المکرمة": 180, "بتوقیت مکة": 180, "по московскому времени": 180, "по мск": 180,
}  # fmt: skip
ABBREVIATIONS = frozenset(_FIXED) | frozenset(_SEASONAL) | frozenset({"ist", "art"})
_US = tuple(
    f"America/{city}"
    for city in (
        "New_York",
        "Chicago",
        "Denver",
        "Los_Angeles",
        "Phoenix",
        "Detroit",
        "Anchorage",
        "Boise",
        "Indiana",
        "Kentucky",
        "North_Dakota",
        "Juneau",
        "Menominee",
    )
)
_DAY_FIRST_ENGLISH = frozenset({"Europe/London", "Europe/Dublin", "Pacific/Auckland", "Asia/Kolkata", "Europe/Malta"})


@lru_cache(maxsize=512)
def zone(name: str | None) -> ZoneInfo | None:
    """The tz database zone of that name, or None when there is none.

    >>> zone("Asia/Baku")
    zoneinfo.ZoneInfo(key='Asia/Baku')
    >>> zone("Baku") is None
    True
    """
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def english_day_first(name: str | None) -> bool | None:
    """The order English-language sites of that zone print numbers in; None where both are in use.

    The United States print the month first; Britain, Ireland, Australia, New Zealand, India and Malta the day.
    Elsewhere English sites follow either, so nothing is assumed.

    >>> english_day_first("America/Chicago"), english_day_first("Europe/London"), english_day_first("Asia/Baku")
    (False, True, None)
    """
    if name is None:
        return None
    if name.startswith((*_US, "US/")) or name == "Pacific/Honolulu":
        return False
    return True if name in _DAY_FIRST_ENGLISH or name.startswith("Australia/") else None


def in_zone(wall: datetime, where: tzinfo) -> tuple[datetime, bool]:
    """A wall clock in a zone, and whether the clock says it twice or never (DST overlap or gap): it never raises.

    >>> in_zone(datetime(2024, 3, 31, 2, 30), ZoneInfo("Europe/Berlin"))
    (datetime.datetime(2024, 3, 31, 3, 30, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin')), True)
    """
    aware = wall.replace(tzinfo=where)
    try:
        if aware.utcoffset() == aware.replace(fold=1).utcoffset():
            return aware, False
        return aware.astimezone(UTC).astimezone(where), True
    except (OverflowError, ValueError):
        return wall.replace(tzinfo=UTC), True


def is_said_twice(wall: datetime, where: tzinfo) -> bool:
    """Whether the clocks there show that time twice, as in the night when summer time ends.

    >>> is_said_twice(datetime(2023, 11, 5, 1, 20), ZoneInfo("America/New_York"))
    True
    """
    aware = wall.replace(tzinfo=where)
    first, second = aware.utcoffset(), aware.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second


def _readings(wall: datetime, where: tzinfo) -> tuple[datetime, ...]:
    """The wall clock in that zone, in the night when summer time ends both times that it is shown."""
    aware = wall.replace(tzinfo=where)
    return (aware, aware.replace(fold=1)) if is_said_twice(wall, where) else (aware,)


def generic_twice(abbreviation: str, wall: datetime) -> bool:
    """Whether an abbreviation without a season ("ET") leaves open which of two hours is meant.

    >>> generic_twice("et", datetime(2023, 11, 5, 1, 20)), generic_twice("est", datetime(2024, 11, 3, 1, 45))
    (True, False)
    """
    if abbreviation not in _GENERIC:
        return False
    there = zone(_SEASONAL[abbreviation][0])
    return there is not None and is_said_twice(wall, there)


def resolve(
    abbreviation: str, wall: datetime, site: ZoneInfo | None, *, machine: bool = False
) -> tuple[timedelta | None, str | None]:
    """The offset that an abbreviation has at that wall clock, or None and why.

    The site's own zone goes first (IST on an Indian site is +05:30; GMT printed in a British summer is the local
    clock, as seen on British sites). An abbreviation of the season that is not in force ("EST" in October) has two
    readings an hour apart: no answer.

    >>> resolve("ist", datetime(2020, 6, 9, 14, 32), ZoneInfo("Asia/Kolkata"))[0]
    datetime.timedelta(seconds=19800)
    >>> resolve("est", datetime(2023, 11, 5, 1, 20), ZoneInfo("America/New_York"))[0] == timedelta(hours=-5)
    True
    >>> resolve("est", datetime(2011, 10, 6, 8, 10), ZoneInfo("America/New_York"))
    (None, 'EST is not in force at that time of year')
    """
    name = abbreviation.lower()
    if site is not None and name not in ("utc", "z"):
        here = wall.replace(tzinfo=site)
        if (here.tzname() or "").lower() == name:
            return here.utcoffset(), None
        later = wall.replace(tzinfo=site, fold=1)
        if (later.tzname() or "").lower() == name and is_said_twice(wall, site):
            return later.utcoffset(), None
        seasons = {(wall.replace(tzinfo=site, month=month, day=1).tzname() or "").lower() for month in (1, 7)}
        if name in seasons:
            if name == "gmt":  # a header or newsfeed prints seconds and means what it says
                if machine:
                    return timedelta(0), None
                return here.utcoffset(), None
            return None, f"{name.upper()} is not in force at that time of year"
    key = getattr(site, "key", "")
    home = _AT_HOME.get((name, key)) or (-180 if name == "art" and key.startswith("America/Argentina/") else None)
    if home is not None:
        return timedelta(minutes=home), None
    if site is not None and name in ("est", "edt") and key.startswith("Australia/"):  # as Sydney wrote it before AEST
        here = wall.replace(tzinfo=site)
        if bool(here.dst()) == (name == "edt"):
            return here.utcoffset(), None
        return None, f"{name.upper()} is not in force at that time of year"
    allowed = _ONLY_IN.get(name)
    if allowed and site is not None and not key.startswith(allowed):
        return None, f"{name.upper()} has several meanings"
    if allowed and site is None and name in ("ist", "cst", "ast"):
        return None, f"{name.upper()} has several meanings and the site's zone is not known"
    seasonal = _SEASONAL.get(name)
    if seasonal is not None:
        there = zone(seasonal[0])
        if there is not None:
            for told in _readings(wall, there):
                if seasonal[1] is None or seasonal[1] == bool(told.dst()):
                    return told.utcoffset(), None
            offset = wall.replace(tzinfo=there).utcoffset()
            # "EST" in July on a site of Bogotá, which keeps that clock all year.
            if site is not None and not seasonal[1]:
                meant = (offset or timedelta(0)) - (wall.replace(tzinfo=there).dst() or timedelta(0))
                if {wall.replace(tzinfo=site, month=month, day=1).utcoffset() for month in (1, 7)} == {meant}:
                    return meant, None
            return None, f"{name.upper()} is not in force at that time of year"
    if name == "ist":
        return None, "IST has several meanings"
    minutes = _FIXED.get(name, SPELLED.get(name))
    return (timedelta(minutes=minutes), None) if minutes is not None else (None, f"unknown zone {name.upper()}")


@lru_cache(maxsize=128)
def fixed(offset: timedelta) -> timezone:
    """A fixed-offset zone, kept so that equal offsets share one value."""
    return timezone(offset)
