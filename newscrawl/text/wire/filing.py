"""Who filed the copy: the evidence of a page for each agency, weighed, with a role.

The text outranks the byline, the byline outranks metadata, a picture's credit never makes a source, and the
mirror's own name says "local" (field guide, parts 3 and 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from newscrawl.items import Agency, Printed, RawArticle
from newscrawl.text.agencies import KnownAgency, agency_called, filer_called, mentions, own_site
from newscrawl.text.bylines import read_byline
from newscrawl.text.pictures.credits import credit_names, is_credit
from newscrawl.text.pictures.picture_words import tells_of_picture
from newscrawl.text.wire.signoffs import claim, ending_line, is_copyright, without_picture

Evidence = Literal["dateline", "sign_off", "credit", "byline", "metadata", "address", "addition", "photo"]

# The order of trust; the first agency in it is the source, the others are co-sources.
_RANK: dict[Evidence, int] = {
    "dateline": 0, "sign_off": 1, "credit": 2, "byline": 3, "metadata": 4, "address": 5, "addition": 6, "photo": 9,
}  # fmt: skip
# "AFP/Paul Ellis", "REUTERS/Jane Doe", "Jane Doe/dpa": a photographer beside the agency.
_PHOTOGRAPHER = re.compile(
    r"(?:^|[\s©(])(?P<first>[^\s/|]{2,20})\s?/\s?\u200b?"
    r"(?P<name>[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,3})\s*(?:$|[)|/,.])"
)
_CAPTION_CREDIT = re.compile(r"[(\[]\s*+([^()\[\]]{2,60})\s*[)\]]\W{0,3}\Z")
_FEED_PATH = re.compile(
    r"/(?:[a-z]{2,12}-){0,2}(reuters|dpa|afp|efe|ansa|xinhua|ap-national|ap-news|ap)(?:-[a-z]{2,15}){0,2}/",
    re.IGNORECASE,
)


@dataclass(kw_only=True, slots=True)
class Filing:
    """Collects what a page says of agencies, then gives its verdict."""

    found: list[tuple[Evidence, str]] = field(default_factory=list)

    def add(self, kind: Evidence, names: Iterable[str]) -> None:
        for name in names:
            self.found.append((kind, name))

    def verdict(self) -> tuple[Agency, ...]:
        """Source first, then co-sources, then photo agencies; one role each.

        >>> filing = Filing()
        >>> for kind, name in (("byline", "AFP"), ("dateline", "AP"), ("photo", "AP"), ("photo", "EPA")):
        ...     filing.add(kind, [name])
        >>> [(agency.name, agency.role) for agency in filing.verdict()]
        [('AP', 'source'), ('AFP', 'co_source'), ('EPA', 'photo')]
        """
        ordered = sorted(self.found, key=lambda item: _RANK[item[0]])
        agencies: dict[str, Agency] = {}
        for kind, name in ordered:
            if name in agencies:
                continue
            if kind == "photo":
                agencies[name] = Agency(name=name, role="photo")
            else:
                first = not any(agency.role == "source" for agency in agencies.values())
                agencies[name] = Agency(name=name, role="source" if first else "co_source")
        return tuple(agencies.values())


def credit_agencies(line: str) -> tuple[str, ...]:
    """The agencies that a credit or copyright line names as filing the text; () for a picture's credit.

    >>> credit_agencies("Quelle: ntv.de, ino/dpa"), credit_agencies("Foto: Ann Lee/dpa")
    (('dpa',), ())
    """
    if len(line) > 1500:
        return ()
    line = without_picture(line)
    line = claim(line) if is_copyright(line) else line
    credited = credit_names(line)
    found = [mention.agency for mention in mentions(line)] + [*(credited or ())]
    named = tuple(dict.fromkeys(agency.name for agency in found if not agency.photo))
    if not named or is_picture_credit(line):
        return ()
    if credited is not None or ending_line(line) in ("sign_off", "credit"):
        return named
    return ()


def owner(line: str) -> str:
    """A line that closes a text, without the writer whom Japanese copy names behind the owner's stroke.

    Elsewhere a stroke parts a photographer from the agency: "© AFP / Ann Lee" stays whole.

    >>> owner("(c)AFP/Ann LEE"), owner("(c) AFP/Ann Lee")
    ('(c)AFP', '(c) AFP/Ann Lee')
    """
    return line.partition("/")[0] if line.startswith(("(c)", "（c）")) and not line[3:4].isspace() else line


def is_picture_credit(line: str) -> bool:
    """Whether a line credits a picture: a word for it, or a photographer beside the agency.

    >>> is_picture_credit("AFP/Paul Ellis"), is_picture_credit("AFP/The Local")
    (True, False)
    """
    return _kept(line) if len(line) <= LONGEST_KEPT else _credits_picture(line[:1500])


def _credits_picture(line: str) -> bool:
    if "dpa:" in line and re.search(r"dpa:\d{6}-", line):
        return False
    if "afp.com/" in line.lower() or tells_of_picture(line):
        return True
    if is_credit(line):
        return False  # "(Quelle: APA/sda/dpa)"
    if "/" in line and re.match(r"\s*(?:©|\(c\))|\s*[(\[][^()\[\]]+[)\]]\s*\Z", line):
        return True  # "© dpa/Valley.de", "(Jane Doe / AP)"
    for match in _PHOTOGRAPHER.finditer(line[:300]):
        if agency_called(match["first"]) is not None and not re.match(r"(?:The|Le|La|El|Die|Der|Das) ", match["name"]):
            person = match["name"]
            if agency_called(person) is None and not re.search(
                r"(?i)\b(?:news|times|post|staff|online|local|press|media|herald|tribune|zeitung|tageblatt|anzeiger|nachrichten|kurier|redaktion|"
                r"blatt|presse|journal|gazette|diario|redacción|rédaction|redazione|tv|radio)\b",
                person,
            ):
                return True
    return False


# The same short lines are asked as bylines, tails and credits.
LONGEST_KEPT = 300
_kept = lru_cache(maxsize=512)(_credits_picture)


def photo_agencies(lines: Iterable[str]) -> tuple[str, ...]:
    """The agencies that captions and picture credits name: "(AP)" at a caption's end, "REUTERS/Jane Doe".

    >>> photo_agencies(["A ship leaves port on Monday. (AP)", "The AP office in Rome"])
    ('AP',)
    """
    found: list[str] = []
    for line in list(lines)[:80]:
        text = line[-400:]
        named = mentions(text)
        closing = _CAPTION_CREDIT.search(line[-80:]) if named else None
        for mention in named:
            around = text[max(0, mention.start - 1) : mention.end + 1]
            inside = closing is not None and mention.agency.name in {
                other.agency.name for other in mentions(closing[1])
            }
            if (
                inside
                or "/" in around
                or len(text) < 60
                or re.match(r"\s?(?:Photo|Images|via|Foto)", text[mention.end : mention.end + 8])
            ):
                found.append(mention.agency.name)
    return tuple(dict.fromkeys(found))


def address_agencies(raw: RawArticle) -> tuple[str, ...]:
    """The agency whose own site the canonical address is on, or that the path names as a feed.

    >>> address_agencies(RawArticle(url="https://x.example/a", canonical="https://apnews.com/article/b"))
    ('AP',)
    """
    home = own_site(raw.url)
    declared = own_site(raw.canonical) if raw.canonical else None
    if declared is not None and declared is not home:
        return (declared.name,)
    path = raw.url.split("//", 1)[-1]
    match = _FEED_PATH.search("/" + path.partition("/")[2])
    if match:
        word = match[1].lower().split("-")[0]
        agency = agency_called({"ap": "AP", "efe": "EFE", "afp": "AFP", "ansa": "ANSA"}.get(word, word))
        return (agency.name,) if agency else ()
    return ()


def metadata_agencies(credits: Sequence[Printed], url: str) -> tuple[str, ...]:
    """The agencies that metadata names as owner, source or creator, the page's own site left out."""
    home = own_site(url)
    found: list[str] = []
    for printed in credits[:40]:
        text = " ".join(printed.text[:300].split())
        if not text or printed.where == "picture" or is_picture_credit(text):
            continue
        if text.startswith(("http://", "https://")):
            site = own_site(text)
            if site is not None and site is not home and "source" in printed.where.casefold():
                found.append(site.name)
            continue
        whole = filer_called(re.sub(r"^\W*(?:©|\(c\)|Copyright)?\W*(?:\d{4})?\W*", "", text))
        names = (whole.name,) if whole is not None else read_byline(text).agencies
        found += names
    return tuple(name for name in dict.fromkeys(found) if not _owner_of(name, home))


def _owner_of(name: str, home: KnownAgency | None) -> bool:
    return home is not None and home.name == name
