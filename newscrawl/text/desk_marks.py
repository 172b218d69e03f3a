"""Initials of desks under wire copy: "SID er mh", "abc/ def/", "/ИС/", "ن ع / م ص", "YY8-ABC/XX0", "भाषा नरेश".

Short words prove nothing, so they count as the very last line only, and where the piece names an agency otherwise.
"""

from __future__ import annotations

import re

from newscrawl.text.agencies import agency_in_brackets, mentions

LONGEST = 40
_SMALL = "[a-zà-ÿčšžćđěřůąćęłńóśźżăâîșțőűğışıа-яёіїєґўјљњћџђα-ώ]"
_CAPITAL = "[A-ZÀ-ÞČŠŽĆĐŁŃŚŹŻŐŰĞİŞА-ЯЁІЇЄҐЎЈЉЊЋЏЂΑ-Ω]"
_ARABIC = "[\u0621-\u064a\u067e-\u06cc]"
_INDIAN = "[\u0900-\u0dff\u200c\u200d]"
_MARK = re.compile(
    "|".join(
        (
            rf"{_SMALL}{{2,4}}(?: {_SMALL}{{2,4}}){{0,3}}",  # jkl mha
            rf"\(?{_SMALL}{{2,5}}\s?/\s?(?:{_SMALL}{{2,5}}\s?/?\s?){{0,4}}\)?",  # abc/ def/
            rf"{_SMALL}{{2,5}}(?:[.-]{_SMALL}{{2,5}}){{1,3}}",  # mab.rk
            rf"\({_SMALL}{{2,4}}(?:[ ,-]{{1,2}}{_SMALL}{{2,4}}){{0,3}}\)",
            rf"/\s?(?:(?:{_CAPITAL}{{1,4}}|{_SMALL}{{1,4}})\.?[ /,]{{0,2}}){{1,4}}/",  # /ИС/
            rf"{_CAPITAL}{{2,6}}\.?(?:\s?/{{1,2}}\s?(?:{_CAPITAL}\.?){{1,6}}){{1,3}}",  # CMVF // JMR, ACP/C.L.
            rf"{_CAPITAL}{{2,8}}(?: {_SMALL}{{2,4}}){{1,3}}",  # SID er mh
            r"[A-Z0-9]{2,4}-[A-Z]{2,4}/[A-Z0-9]{2,4}",  # YY8-ABC/XX0
            rf"{_ARABIC}{{1,3}}(?:\s?[ /.]\s?{_ARABIC}{{1,3}}){{1,5}}",
            rf"{_INDIAN}{{1,10}}(?:\s?/\s?{_INDIAN}{{1,10}}){{1,3}}",
        )
    )
)
# "भाषा नरेश सुरभि": the agency's name and those of its desk, without a full stop.
_HINDI = re.compile(r"(?:भाषा|वार्ता|आईएएनएस|एएनआई)(?: [\u0900-\u0963\u200d]{2,14}){1,4}")
# "Lusa/Fim".
_ENDED = re.compile(r"(?P<agency>[^\W\d_]{2,10})\s?/\s?(?:Fim|Fin|Fine|End|Ende|Конец)", re.IGNORECASE)


def is_desk_mark(line: str) -> bool:
    """Whether a line is initials of a desk, or an agency's name alone, and nothing else.

    >>> [is_desk_mark(line) for line in ("SID er mh", "abc/ def/", "/ИС/", "GNA", "Rain fell.", "Ann Lee")]
    [True, True, True, True, False, False]
    """
    bare = " ".join(line.split())
    if not 1 < len(bare) <= LONGEST:
        return False
    if _MARK.fullmatch(bare) or _HINDI.fullmatch(bare):
        return True
    ended = _ENDED.fullmatch(bare)
    return agency_in_brackets(ended["agency"] if ended else bare.strip("–—- ")) is not None


def names_itself(line: str) -> bool:
    """Whether such a line names the agency: "SID er mh", "भाषा नरेश".

    >>> names_itself("SID er mh"), names_itself("er mh")
    (True, False)
    """
    return bool(mentions(line))
