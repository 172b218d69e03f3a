"""Initials of desks under wire copy: "SID er mh", "abc/ def/", "/ИС/", "ن ع / م ص", "YY8-ABC/XX0", "भाषा नरेश".

Short letters prove little: they count in the last lines only, behind which nothing but such lines, credits and sign-offs
stand, and where the piece names an agency otherwise; and letters alone, without a stroke, a dot or a bracket, must be no words.
"""

from __future__ import annotations

import re

from newscrawl.text.agencies import agency_in_brackets
from newscrawl.text.languages import is_common

LONGEST = 60
_SMALL = "[a-zà-ÿčšžćđěřůąćęłńóśźżăâîșțőűğışıа-яёіїєґўјљњћџђα-ώ]"
_CAPITAL = "[A-ZÀ-ÞČŠŽĆĐŁŃŚŹŻŐŰĞİŞА-ЯЁІЇЄҐЎЈЉЊЋЏЂΑ-Ω]"
_ARABIC = "[\u0621-\u064a\u067e-\u06cc]"
_INDIAN = "[\u0900-\u0dff\u200c\u200d]"
# "(T.A012/B013)", "(KR-ABC)".
_ANTARA = r"\((?:[A-Z]{1,2}\.[A-Z]{1,3}\d{3}|KR)(?:[/-][A-Z]{1,3}(?:-[A-Z]{2,3})?(?:\d{3})?){0,2}\)"
_MARK = re.compile(
    "|".join(
        (
            rf"\(?{_SMALL}{{2,5}}\s?/\s?(?:{_SMALL}{{2,5}}\s?/?\s?){{0,4}}\)?",  # abc/ def/
            rf"{_SMALL}{{2,5}}(?:[.-]{_SMALL}{{2,5}}){{1,3}}",  # mab.rk
            rf"\({_SMALL}{{2,4}}(?:[ ,-]{{1,2}}{_SMALL}{{2,4}}){{0,3}}\)",
            rf"/\s?(?:(?:{_CAPITAL}{{1,4}}|{_SMALL}{{1,4}})\.?[ /,]{{0,2}}){{1,4}}/",  # /ИС/
            rf"{_CAPITAL}{{2,6}}\.?(?:\s?/{{1,2}}\s?(?:{_CAPITAL}\.?){{1,6}}){{1,3}}",  # CMVF // JMR, ACP/C.L.
            r"[A-Z0-9]{2,4}-[A-Z]{2,4}/[A-Z0-9]{2,4}",  # YY8-ABC/XX0
            # (Longer groups that only spaces part are words: "لا رد".)
            rf"(?=[^/.]*[/.]|{_ARABIC}(?: {_ARABIC})+\Z){_ARABIC}{{1,3}}(?:\s?[ /.]\s?{_ARABIC}{{1,3}}){{1,5}}",
            rf"{_INDIAN}{{1,10}}(?:\s?/[\s-]?(?:{_INDIAN}{{1,10}}|\d{{1,4}})){{1,4}}|{_INDIAN}{{1,10}}/",  # বাসস/রখ/১৭০৫/-মস
            rf"{_INDIAN}{{2,10}}(?:\.{_INDIAN}{{2,10}}){{1,2}}",  # नेहा.करण
            r"[^\W\d_]{1,4}(?:/[^\W\d_]{1,4}){1,4}/?",  # Vu/AB
            r"[A-Z]{2,6}/[A-Z]{2,4}\d{1,3}",  # MNA/IRN84
            rf"{_CAPITAL}\.{_CAPITAL}{{2,12}}",  # Г.АННА, under Mongolian copy
            r"\d{4,8}(?:(?:\*\*|\s?/\s?)\d{4,6})?|\d\d:\d\d LOCAL TIME \d\d:\d\d GMT|www\.[\w./-]{4,50}",
            r"\d\d?:\d\d\s?ت\s?م",  # the clock of the Saudi agency
            r"(?:[A-Za-z]{2,3}/){1,3}[A-Z]{3,8}(?: \d[\d.:/-]{3,15})?",  # AL/bk/APA 2011-02-03
            r"(?:[A-Za-z]{2,4}/){1,2}[A-Za-z]{2,4} [A-Z]{2,6}",  # Abc/Def ABI
            # كونا (النهاية) أ ب ج / د ه
            rf"(?:{_ARABIC}{{3,8}} )?\(النهاية\)(?:[ /]{{1,3}}{_ARABIC}{{1,3}}){{0,8}}",
            rf"\({_ARABIC}{{1,2}}(?:[ ./]{{1,3}}{_ARABIC}{{1,2}}){{1,3}}\)",
            _ANTARA,
            r"(?:DHA|İHA|AA)-[^\W\d_]{3,12} Türkiye-[^.!?]{2,40}",
            r"(?:-- )?NNN-[A-Z]{3,10}",
        )
    )
)
# "jkl mha": letters alone, which words may be too.
_LETTERS = re.compile(rf"{_SMALL}{{2,4}}(?: {_SMALL}{{2,4}}){{0,3}}")
_VOWEL = re.compile(r"[aeiouyà-æè-ïò-öø-ýÿěůąęőűıăâîаеёиоуыэюяіїєαεηιουωά-ώ]|(?<=\w)[rl](?=\w)")
# No word of four letters begins or ends so: "cde", "abc".
_ODD = re.compile(r"(?!(.)\1)[bcdg][bcdg]|.*(?!(.)\2)[bdg][bcdfgkmpvz]\Z")
_MEASURES = frozenset(("cm", "dr", "kg", "km", "ml", "mm", "mph", "mr", "mrs", "ms", "pct", "tv", "vs", "hmm", "pst"))
# "भाषा नरेश सुरभि": the agency's name and those of its desk, without a full stop.
_HINDI = re.compile(r"(?:भाषा|वार्ता|आईएएनएस|एएनआई)(?: [\u0900-\u0963\u200d]{2,14}){1,4}")
# "हिन्दुस्थान समाचार / नेहा करण": the agency in full, and its desk by name.
_AGENCY_AND_NAME = re.compile(
    r"(?P<agency>[\u0900-\u0dff\u200d]+(?: [\u0900-\u0dff\u200d]+){1,2}|हि\.स\.)\s?/\s?(?:[\u0900-\u0dff\u200d]+\.? ?){1,3}"
)
# "(EFE) abc/def", "WAM/Ann Lee/Bo Ek", "-- (بترا) أ ب / ج د": the agency, then initials or names of its desk.
_OPENED = re.compile(r"\W{0,5}(?P<agency>[^\W\d_]{2,12})\W{1,4}(?P<rest>[^\W\d_].*)")
_SHORT = re.compile(r"[^\W\d_]{1,4}(?:[\s/.-]{1,3}[^\W\d_]{1,4}){0,5}\W{0,2}")
_NAMES = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,2}(?:\s?/\s?[^\W\d_]+(?: [^\W\d_]+){1,2}){0,2}")
# "dpa ab yyzz n1 cde", "UNI ABC DE 1042", "BNA 0612 GMT 2014/11/02": codes of few letters, hours and days.
_CODE = r"(?:[a-zA-Z]{1,4}\d{0,2}|\d[\d.:/*-]{0,11}[A-Za-z]{0,3}\d{0,2})"
_CODES = re.compile(rf"[=\s–—-]{{0,3}}(?P<agency>[^\W\d_]{{2,10}}) (?P<rest>{_CODE}(?:[ /]{{1,2}}{_CODE}){{0,6}})")
_IN_CODE = re.compile(r"[^\W\d_]+|\d+")
# "ed juh": two groups or three, of so few letters that no text ends in them.
_SHORTEST = re.compile(rf"{_SMALL}{{2,3}}(?: {_SMALL}{{2,3}}){{1,2}}")
_CLOSING = frozenset({"fin", "fim", "end", "kraj", "konec"})
# "Lusa/Fim".
_ENDED = re.compile(r"(?P<agency>[^\W\d_]{2,10})\s?/\s?(?:Fim|Fin|Fine|End|Ende|Конец)", re.IGNORECASE)


def is_desk_mark(line: str) -> bool:
    """Whether a line is initials of a desk, or an agency's name alone, and nothing else.

    >>> [is_desk_mark(line) for line in ("SID er mh", "abc/ def/", "/ИС/", "GNA", "Rain fell.", "Ann Lee")]
    [True, True, True, True, False, False]
    """
    bare = " ".join(line.split())
    bare = bare.removesuffix("-0-").rstrip() or bare
    bare = bare[2:] if bare.startswith(("- ", "– ", "— ")) and " / " in bare else bare  # "- VTZ / AFP"
    if not 1 < len(bare) <= LONGEST:
        return False
    if _MARK.fullmatch(bare):
        return True
    if _HINDI.fullmatch(bare):
        return not any(map(is_common, bare.split()[1:]))
    if _LETTERS.fullmatch(bare) and _are_initials(bare, filed=False):
        return True
    coded = _CODES.fullmatch(bare)
    if coded is not None and agency_in_brackets(coded["agency"]) is not None and _is_code(coded["rest"]):
        return True
    opened = _OPENED.fullmatch(bare)
    if opened is not None:
        agency, rest = agency_in_brackets(opened["agency"]), opened["rest"]
        filed = agency is not None or opened["agency"].casefold() in _CLOSING
        if filed and _SHORT.fullmatch(rest) and rest in (rest.lower(), rest.upper()):
            alone = bare.replace(" ", "").isalpha()
            return not alone or _are_initials(rest.lower(), filed=agency is not None)
        # (Of "AFP/Ann Lee" and the like it is who took a picture.)
        if agency is not None and bare.startswith(f"{opened['agency']}/") and _NAMES.fullmatch(rest):
            return agency.shy
    signed = _AGENCY_AND_NAME.fullmatch(bare)
    if signed is not None and agency_in_brackets(signed["agency"]) is not None:
        return True
    ended = _ENDED.fullmatch(bare)
    return agency_in_brackets(ended["agency"] if ended else bare.strip("–—-=/ ")) is not None


def may_be_mark(line: str) -> bool:
    """Whether a line is so short, and so little of a sentence, that beside another end it is a mark too.

    >>> [may_be_mark(line) for line in ("ed juh", "JRA", "Rain fell.", "read on")]
    [True, True, False, False]
    """
    return _SHORTEST.fullmatch(line) is not None or (line.isalpha() and line.isupper() and len(line) <= 4)


def _is_code(groups: str) -> bool:
    """Whether groups behind an agency's name are no sentence: a figure beside capitals or letters that are no word.

    >>> [_is_code(groups) for groups in ("ab yyzz n1 cde", "ABC DE 1042", "0612 GMT", "said so", "sees 5 pct")]
    [True, True, True, False, False]
    """
    found = _IN_CODE.findall(groups)
    words = [group for group in found if group.isalpha() and group.islower() and group != "hrs"]
    if not words:
        return True
    return any(map(str.isdigit, found)) and _are_initials(" ".join(words), filed=True)


def _are_initials(groups: str, *, filed: bool) -> bool:
    """Whether letters are no words: one group has no vowel, or stands for no sound, and no other is a common word.

    Behind an agency's name (``filed``) one such group is enough.

    >>> [_are_initials(groups, filed=False) for groups in ("jkl mha", "abc", "read on", "mehr", "live tv", "er mh")]
    [True, True, False, False, False, False]
    >>> [_are_initials(groups, filed=True) for groups in ("er mh", "said no")]
    [True, False]
    """
    found = groups.split()
    if not filed and any(group in _MEASURES or is_common(group) for group in found):
        return False
    return any(group not in _MEASURES and (not _VOWEL.search(group) or _ODD.match(group)) for group in found)


_LATIN_INITIALS = "[a-z]{2,4}(?: [a-z]{2,4}){0,3}"
# "…Sunday. GNA", "…Sunday. PTI ABC DE", "…Sunday. (ab)", "…Sunday. AFP/ab", "…Sunday. -0-".
_GLUED = re.compile(
    r"(?<=[.!?।۔\"”’»])\s+(?:(?P<agency>[A-Z]{2,8}|[A-Z][a-z]{3,10})(?:/[a-z]{2,4}|(?: [A-Z]{2,4}){1,5})?|\([a-zA-Z]{2,4}\)"
    rf"|\([A-Z]{{1,4}}(?:-[A-Z]{{1,4}}){{1,3}}\)|{_ANTARA}"  # (ABC-DE-F)
    rf"|{_SMALL}{{2,4}}/(?:{_SMALL}{{2,4}}/){{1,3}}|/{_SMALL}(?:\.{_SMALL}|/{_SMALL}){{1,4}}/"  # аб/вг/, /a.b/c.d/
    r"|[(\[]?(?:©|\(c\))\s?(?P<owner>[^\W\d_]{2,12})[)\]]?)\s*\Z"
    # "…Sunday. (Hina) abc def", "…Sunday. (AGI)Ab1/Cde", "…Sunday. (NAN)(www.nannews.ng)"
    r"|(?<=[.!?\"”’»])\s*\((?P<closed>[^\W\d_]{2,10})\)"
    rf"(?:\s{_LATIN_INITIALS}|\s?[A-Z][a-z]{{1,3}}\d?(?:/[A-Z][a-z]{{1,3}}\d?){{1,2}}|\s?\(www\.[\w.-]{{4,40}}\))\s*\Z"
    r"|(?<=[.!?\"”’»])\s*-0-\s*\Z"
)


def glued_mark(line: str) -> int | None:
    """Where such a mark begins behind the last sentence of a paragraph, which counts beside an agency only.

    >>> [glued_mark(f"Rain fell. {mark}") for mark in ("GNA", "(ab)", "NASA", "(©NTB)")]
    [10, 10, None, 10]
    >>> [glued_mark(f"Rain fell.{mark}") for mark in (" ab/cd/", "-0-", " (Hina) abc xyz", " (PTI)(www.pti.example)", " (I)")]
    [10, 10, 10, 10, None]
    """
    found = _GLUED.search(line[-60:])
    named = (found["agency"] or found["owner"] or found["closed"]) if found is not None else None
    if found is None or (named and agency_in_brackets(named) is None):
        return None
    return len(line) - len(found[0])
