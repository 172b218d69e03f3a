"""How a writer signs under a text, in a line that says that and nothing else."""

from __future__ import annotations

import re

from newscrawl.text.agencies import mentions
from newscrawl.text.bylines import read_byline

# "[Kim Minsu 기자 minsu@valley.example] [ⓒ Valley Times, 무단전재 및 재배포 금지]": the writer and the owner of Korean copy.
_KOREAN_END = re.compile(
    r"[\[(<【]\s*+((?:[^\[\]()<>]{1,20}[=\s]\s*+)?[가-힣]{2,5}\s?(?:인턴\s?)?(?:기자|특파원|논설위원))\b[^\[\]()<>]{0,60}[\])>】]"
    r"\s*(?:[\[(<【]?\s*(?:ⓒ|©|저작권).{0,120})?\Z"
)
# "Article by Ann Lee (@annlee).": who wrote it, in a last line of its own.
_WRITTEN_BY = re.compile(
    r"(?:(?:article|story|text|report|photos? and text|text and photos?|words|written|reported)\s+by|"
    r"(?:artikel|text|bericht) von|(?:artículo|texto|nota|reportaje|reportagem|artigo) (?:de|por)|(?:article|texte) (?:de|par)|"
    r"articolo di)"
    r"\s+([^\W\d_][^.()@]{3,60}?)\s*(?:\(@?[\w.@]{2,30}\)|@\w{2,30})?\s*\.?",
    re.IGNORECASE,
)
# "Autorė Ann Lee", "Autorka Ann Lee": without a colon two words in capitals must follow.
_AUTHOR = re.compile(
    r"(?:Autorė|Autorius|Autor(?:ka|zy|i|e|a)?|Автор(?:ы|ка|и)?|Author|Vertė|Parengė)\s?:?\s+"
    r"(?P<who>[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,2})\.?"
)
# "Hakan ÇINAR- Ayşe DEMİR/ÖDEMİŞ (İzmir), (DHA)": writers, place and agency under Turkish copy.
_NAME = r"[A-ZÇĞİÖŞÜ][a-zçğıöşüâîû]+(?: [A-ZÇĞİÖŞÜ][a-zçğıöşüâîû]+)? [A-ZÇĞİÖŞÜ]{2,20}"
_BETWEEN = re.compile(r"\s?[-,]\s?")
_TURKISH_END = re.compile(
    rf"(?P<who>{_NAME}(?:\s?[-,]\s?{_NAME}){{0,4}})\s?/\s?"
    r"[A-ZÇĞİÖŞÜ][^\s()/.]{2,20}(?: [^\s()/.]{2,20})?(?:\s?\([^()]{3,20}\))?\s?,?\s?\((?P<agency>DHA|İHA|AA)\)\s?-?"
)
# "Α. Λιμάνης": an initial and a name, above the agency's own end.
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\. ?){1,2}[^\W\d_a-z][^\W\d_]{2,15}(?:-[^\W\d_]{3,15})?")
# "AZƏRTAC-ın xüsusi müxbiri", "спецкор ТАСС": what the person in the line above is.
_OF_AGENCY = re.compile(
    r"\b(?:m[uü]xbir|muxbir|müəllif|корреспондент|кореспондент|собкор|спецкор|correspondent|reporter|corresponsal|corrispondente|muhabir)",
    re.IGNORECASE,
)
# "(By Ann Lee)" above "Enditem/": how Taiwan's CNA signs.
SIGNED_BY = re.compile(r"\(By [A-Z][^()]{2,80}\)")

# "(Por Ana Lima; reportagem adicional de Rui Mar)": who wrote it stands before who helped.
_WRITER_FIRST = re.compile(
    r"\((?:By|Por|Par) (?P<first>[^();]{3,80});|.{0,24}\(.{0,10}\bautor: (?P<author>[^(),;:]{3,40})[,)]"
    r"|[Ww]ritten by (?P<written>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ](?:\.|[\w'’-]*)){1,2})(?=\W*\Z|\s+(?:Copyright|©))"
    r"|Автор(?:ы|ка)?\s?:?\s+(?P<alone>[^\W\d_a-zа-я][^\s.;:!?,]+(?: [^\W\d_a-zа-я][^\s.;:!?,]+){1,2})\Z"
)


def writer_in(sign_off: str) -> str | None:
    """Who wrote it, where a sign-off says so before it names the others.

    >>> writer_in("(Por Ana Lima; reportagem adicional de Rui Mar)"), writer_in("(Reporting by Ann Lee)")
    ('By Ana Lima', None)
    >>> writer_in("AGERPRES/(AB - autor: Ana Pop, editor: Ion Ek)")
    'By Ana Pop'
    >>> writer_in("Written by Ann Lee Copyright: Valley Times"), writer_in("Written by the council")
    ('By Ann Lee', None)
    """
    found = _WRITER_FIRST.match(sign_off)
    return f"By {found[found.lastgroup or 0]}" if found else None


def signature(line: str) -> str | None:
    """Who wrote it, where a line says that and nothing else; None for any other line.

    >>> signature("Article by Ann Lee (@annlee)."), signature("Ann Lee wrote the article.")
    ('By Ann Lee', None)
    >>> signature("Hakan ÇINAR-Ayşe DEMİR / ÖDEMİŞ (İzmir), (DHA)")
    'By Hakan ÇINAR, Ayşe DEMİR (DHA)'
    >>> signature("Autorė Ona Liepa"), signature("Autorius pasakė tiesą.")
    ('By Ona Liepa', None)
    """
    korean = _KOREAN_END.match(line)
    if korean:
        return korean[1]
    turkish = _TURKISH_END.fullmatch(line) if line.rstrip(" -").endswith("A)") and len(line) <= 200 else None
    if turkish:
        who = ", ".join(_BETWEEN.split(turkish["who"]))
        return f"By {who} ({turkish['agency']})"
    written = _WRITTEN_BY.fullmatch(line)
    if written is None:
        author = _AUTHOR.fullmatch(line) if len(line) <= 70 else None
        return f"By {author['who']}" if author and read_byline(author["who"]).names else None
    return f"By {written[1]}" if read_byline(written[1]).names else None


def is_initial_and_name(line: str) -> bool:
    """Whether a line is somebody's initial and family name and nothing else.

    >>> is_initial_and_name("A. Lee"), is_initial_and_name("A. Lee said so."), is_initial_and_name("Ann Lee")
    (True, False, False)
    """
    return len(line) <= 36 and _INITIAL.fullmatch(line) is not None


def is_of_agency(line: str) -> bool:
    """Whether a short line says what somebody is at an agency, and not who.

    >>> is_of_agency("AZƏRTAC-ın xüsusi müxbiri"), is_of_agency("Ann Lee, AFP correspondent in Oslo, said so.")
    (True, False)
    """
    return (
        len(line) <= 50
        and len(line.split()) <= 4
        and not line.rstrip().endswith((".", "!", "?"))
        and _OF_AGENCY.search(line) is not None
        and bool(mentions(line))
    )
