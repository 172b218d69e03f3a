"""How a writer signs under a text, in a line that says that and nothing else."""

from __future__ import annotations

import re

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
# "(By Ann Lee)" above "Enditem/": how Taiwan's CNA signs.
SIGNED_BY = re.compile(r"\(By [A-Z][^()]{2,80}\)")


def signature(line: str) -> str | None:
    """Who wrote it, where a line says that and nothing else; None for any other line.

    >>> signature("Article by Ann Lee (@annlee)."), signature("Ann Lee wrote the article.")
    ('By Ann Lee', None)
    """
    korean = _KOREAN_END.match(line)
    if korean:
        return korean[1]
    written = _WRITTEN_BY.fullmatch(line)
    return f"By {written[1]}" if written and read_byline(written[1]).names else None
