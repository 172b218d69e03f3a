"""Days of datelines as only some languages print them: short months of Indian scripts, numbered months, other calendars.

"ಮಾ. 5", "3 дугаар сарын 5", "ngày 5/3", "5 มี.ค.", "ता. २१", "२० भदौ", "የካቲት 26/2017".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from newscrawl.text.calendars import ethiopic, jalali


class Found(NamedTuple):
    """Where a day stands in a run, and what it is; ``other``: of a calendar that is not turned into ours."""

    start: int
    end: int
    day: int
    month: int | None = None
    year: int | None = None
    other: bool = False
    either: bool = False


# Twelve a line, "|" between the forms of one month; a form of one letter needs its full stop.
_SHORT = (
    "ಜನ|ಜ. ಫೆಬ್ರ|ಫೆ ಮಾ ಏಪ್ರಿ|ಏ. ಮೇ ಜೂ ಜು ಆಗ|ಆ. ಸೆಪ್ಟೆಂ|ಸೆ ಅಕ್ಟೋ|ಅ. ನವೆಂ|ನ. ಡಿಸೆಂ|ಡಿ",
    "ஜன பிப் மார் ஏப் மே ஜூன் ஜூலை ஆக செப் அக் நவ டிச",
    "జన ఫిబ్ర మా ఏప్రి మే జూ. జూలై ఆగ సెప్టెం|సెప్ అక్టో నవం డిసెం",
    "ജനു ഫെബ്രു മാർ ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗ സെപ്റ്റം|സെപ് ഒക്ടോ നവം ഡിസം",
    "જાન્યુ ફેબ્રુ માર્ચ એપ્રિ મે જૂન જુલાઈ ઓગ સપ્ટે ઓક્ટો નવે ડિસે",
    "जाने|जन फेब्रु|फेब|फर मार्च एप्रि|अप्रै मे जून जुलै ऑग|अग सप्टें|सप्टे|सित ऑक्टो|अक्टू नोव्हें|नव डिसें|दिस",
    "ਜਨ ਫਰ ਮਾਰਚ ਅਪ੍ਰੈ|ਅਪ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗ ਸਤੰ ਅਕਤੂ ਨਵੰ ਦਸੰ",
    "জানু ফেব্রু মার্চ এপ্রি মে জুন জুলাই আগ সেপ্টে অক্টো নভে ডিসে",
    "ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
)
_ETHIOPIC = (
    "መስከረም ጥቅምት ህዳር|ኅዳር|ሕዳር ታህሳስ|ታኅሣሥ|ታኅሳስ|ታህሣሥ ጥር የካቲት መጋቢት ሚያዝያ|ሚያዚያ ግንቦት ሰኔ ሐምሌ|ሀምሌ ነሐሴ|ነሃሴ|ነሀሴ ጳጉሜን|ጳጉሜ|ጷጉሜን"
)
_JALALI = (
    "فروردین|حمل اردیبهشت|ثور خرداد|جوزا تیر|سرطان مرداد|اسد شهریور|سنبله "
    "مهر|میزان آبان|عقرب آذر|قوس دی|جدی بهمن|دلو اسفند|حوت"
)
_NEPALI = (
    "वैशाख|बैशाख|वैसाख|बैसाख जेठ|जेष्ठ|ज्येष्ठ असार|आषाढ साउन|श्रावण भदौ|भाद्र असोज|आश्विन कात्तिक|कार्तिक मंसिर|मङ्सिर|मंसीर|मार्ग पुस|पौष|पुष "
    "माघ फागुन|फाल्गुण|फाल्गुन चैत|चैत्र",
    "বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক|কাতি অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র",
)


def _numbers(*lines: str) -> dict[str, int]:
    return {
        form.rstrip("."): number
        for line in lines
        for number, forms in enumerate(line.split(), 1)
        for form in forms.split("|")
    }


def _alternatives(*lines: str) -> str:
    forms = sorted({form for line in lines for forms in line.split() for form in forms.split("|")}, key=len)
    return "|".join(re.escape(form) + ("" if form.endswith(".") else r"\.?") for form in reversed(forms))


def _pattern(*lines: str, between: str = r"\s?", behind: str = "", ahead: str = "") -> re.Pattern[str]:
    months = _alternatives(*lines)
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}}){between}(?P<month>{months})(?![^\s,.،)]){ahead}(?:,?\s(?P<year>\d{{4}}))?"
        rf"|(?<![^\s,،፤])(?P<first>{months}){between}(?P<number>\d{{1,2}})(?!\d){behind}(?:[,፣/]?\s?(?P<last>\d{{4}}))?"
    )


def _read(
    pattern: re.Pattern[str],
    numbers: dict[str, int],
    turn: Callable[[int, int, int], date] | None = None,
    *,
    ours: bool,
) -> Callable[[str], Found | None]:
    def read(plain: str) -> Found | None:
        match = pattern.search(plain)
        if match is None:
            return None
        month = numbers[(match["month"] or match["first"]).rstrip(".")]
        day, year = int(match["day"] or match["number"]), match["year"] or match["last"]
        if ours:
            return Found(match.start(), match.end(), day, month, int(year) if year else None)
        if turn is not None and year:
            try:
                told = turn(int(year), month, day)
            except ValueError:
                return None
            return Found(match.start(), match.end(), told.day, told.month, told.year)
        return Found(match.start(), match.end(), day, other=True)

    return read


# Each is asked only where letters of its script stand.
_SCRIPTS: tuple[tuple[re.Pattern[str], tuple[Callable[[str], Found | None], ...]], ...] = (
    (
        re.compile("[\u0900-\u0dff\u0e00-\u0e7f\u1780-\u17ff]"),
        (
            _read(_pattern(*_NEPALI, between=r"\s(?:गते\s)?", behind="(?:\\sगते)?"), _numbers(*_NEPALI), ours=False),
            _read(_pattern(*_SHORT), _numbers(*_SHORT), ours=True),
        ),
    ),
    (re.compile("[\u1200-\u137f]"), (_read(_pattern(_ETHIOPIC), _numbers(_ETHIOPIC), ethiopic, ours=False),)),
    (
        re.compile("[\u0600-\u06ff]"),
        (_read(_pattern(_JALALI, between=r"\s", ahead="(?:\\sماه)?"), _numbers(_JALALI), jalali, ours=False),),
    ),
)
# "2025 оны 3 дугаар сарын 5", "12-р сарын 5".
_MONGOLIAN = re.compile(
    r"(?:(?P<year>\d{4}) оны )?(?<!\d)(?P<month>\d{1,2})\s?-?\s?(?:р|дугаар|дүгээр) сарын (?P<day>\d{1,2})(?!\d)"
)
_VIETNAMESE = re.compile(
    r"(?:ngày )?(?<!\d)(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?!\d)(?: năm (?P<year>\d{4}))?"
    r"|ngày (?P<day2>\d{1,2})[/-](?P<month2>\d{1,2})(?:[/-](?P<year2>\d{4}))?(?!\d)"
)
# "05/11/2024", "5-11-24": which is the day, the time of the page says.
_STROKES = re.compile(r"(?<![\d/-])(\d{1,2})(?:([/-])(\d{1,2})\2(\d{4}|\d\d)|/(\d{1,2}))(?![\d/-])")
# "MADRID, 5": a number alone behind the place.
_LONE = re.compile(r"(?<=,)\s(\d{1,2})\s*\Z")
# "୫।୩": papers of Odisha part day and month by a danda, plainly a full stop.
_ODIA = re.compile("[\u0b00-\u0b7f]")
_DANDA = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})(?!\d)")
# "ता. २१", "તા. 14 જાન્યુઆરી": "date" before the number.
_LABELLED = re.compile(r"(?<![^\s,])(?:ता|दि|तारीख|तारिख|दिनांक|તા|તારીખ|ତା|ତାରିଖ|তা|তাং)\.?\s?(?P<day>\d{1,2})(?!\d)")


def label_before(plain: str) -> Found | None:
    """The word for "date" in Indian languages, with the number behind it.

    >>> found = label_before("पुणे, ता. 21"); found.start, found.end, found.day
    (6, 12, 21)
    """
    match = None if plain.isascii() else _LABELLED.search(plain)
    return Found(match.start(), match.end(), int(match["day"])) if match else None


def other_day(plain: str) -> Found | None:
    """A day in one of these forms; ``plain`` has its digits in ASCII and small letters.

    >>> other_day("улаанбаатар, 3 дугаар сарын 5")[2:4], other_day("ಮಡಿಕೇರಿ, ಮಾ. 5")[2:4]
    ((5, 3), (5, 3))
    >>> other_day("पोखरा, 20 भदौ").other, other_day("ጎንደር፤ የካቲት 26/2017")[2:5]
    (True, (5, 3, 2025))
    """
    strokes = None if "ngày" in plain else _STROKES.search(plain)
    if strokes:
        first, second, year = int(strokes[1]), int(strokes[3] or strokes[5]), int(strokes[4] or 0)
        year += 2000 if strokes[4] and year < 100 else 0
        if second > 12 >= first:
            first, second = second, first
        return Found(
            strokes.start(), strokes.end(), first, second, year or None, either=first <= 12 and first != second
        )
    lone = _LONE.search(plain)
    if lone:
        return Found(lone.start(), lone.end(), int(lone[1]))
    if plain.isascii():
        return None
    for pattern in (_MONGOLIAN, _VIETNAMESE):
        match = pattern.search(plain) if ("сарын" in plain or "ng" in plain) else None
        if match:
            told = match.groupdict()
            day, month, year_ = (told[key] or told.get(f"{key}2") for key in ("day", "month", "year"))
            return Found(match.start(), match.end(), int(day or 0), int(month or 0), int(year_) if year_ else None)
    danda = _DANDA.search(plain) if _ODIA.search(plain) else None
    if danda:
        return Found(danda.start(), danda.end(), int(danda[1]), int(danda[2]))
    for script, readers in _SCRIPTS:
        if script.search(plain):
            return next(filter(None, (read(plain) for read in readers)), None)
    return None


# Months that the table of times lacks: Swahili, Malagasy, Maltese, Oromo.
MORE_MONTHS = _numbers(
    "januari|amajjii|janoary februari|gurraandhala|febroary|frar machi|bitootessa|martsa|marzu aprili|eebila|ebla|aprily "
    "mei|caamsaa|mejju juni|waxabajjii|ġunju julai|adooleessa|adoolessa|jolay|lulju agosti|hagayya|aogositra|awwissu "
    "septemba|fuulbana|fulbaana|septambra|settembru oktoba|onkololeessa|oktobra|ottubru novemba|sadaasa|novambra "
    "desemba|muddee|desambra|diċembru"
)
# Between a day's number and its month: Turkmen "5-nji mart", Maltese "5 ta' Marzu".
MORE_FILLERS = frozenset({"nji", "njy", "inji", "ynjy", "ta'", "ta’"})
