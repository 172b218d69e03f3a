"""What a mirror calls itself: its own name in a byline is no writer, and at the end of a text no agency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from newscrawl.items import SiteFacts
from newscrawl.text.url_parts import site_of

_OWNS_ALL = re.compile(r"\A.*(?:版权所有|版權所有)\s?[:：]\s*|\s*(?:版权所有|版權所有|著作權所有).*\Z")


def owner_named(rights: str) -> str | None:
    """Who owns a Chinese site, as its metadata says: what the site is called; None where it is not said so.

    >>> owner_named("北岸网版权所有"), owner_named("版权所有：北岸网"), owner_named("Valley Times")
    ('北岸网', '北岸网', None)
    """
    owner = _OWNS_ALL.sub("", rights)
    return owner if owner != rights else None


def own_names_of(facts: SiteFacts, site_names: Sequence[str]) -> tuple[str, ...]:
    """What the mirror calls itself: name, title, domain with and without its ending, and the names on its pages.

    >>> own_names_of(SiteFacts(domain="news.lake.co.uk"), ["Lake News"])
    ('Lake News', 'news.lake.co.uk', 'news.lake', 'lake')
    """
    found = [facts.name or "", facts.title or "", *site_names]
    domain = (facts.domain or "").split(":")[0].removeprefix("www.")
    site = site_of(domain)
    if site:
        name, _, ending = site.partition(".")
        found += [domain, domain.removesuffix(f".{ending}"), name]
    return tuple(dict.fromkeys(name for name in found if name))


# How papers are called, and people and sections are not: "The Local", "Le Monde".
ARTICLES = frozenset(
    ("the", "le", "la", "les", "der", "die", "das", "el", "los", "las", "il", "lo", "de", "het", "o", "al")
)

# Letters that addresses spell with two (others lose their marks).
_IN_ADDRESSES = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})


def is_hosts_name(name: str, host: str, *, filed: bool = False) -> bool:
    """Whether a name is what the host is called, and no person's: people have two or three words, weblogs their names.

    ``filed``: an agency stands beside the name, as beside a paper's.

    >>> [is_hosts_name(name, "www.lakepost.com") for name in ("Lakepost", "The Lake Post", "Lake Post")]
    [True, True, False]
    >>> is_hosts_name("Küstenbote", "www.kuestenbote.de"), is_hosts_name("Lake Post", "lakepost.com", filed=True)
    (True, True)
    """
    words = name.casefold().split()
    bare = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    if len(bare) == len(words) and len(words) in (2, 3) and not filed:
        return False
    labels = host.casefold().replace("-", "").split(".")[:-1]
    key = "".join(bare)
    return any(len(folded(one)) > 3 and folded(one) in labels for one in (key, key.translate(_IN_ADDRESSES)))


def own(bare: str, own_names: Iterable[str]) -> bool:
    """Whether a name is the mirror's own: its name, title or domain, or "X staff" of these.

    >>> own("Valley Times staff", ["Valley Times"]), own("Ann Lee", ["Valley Times"])
    (True, False)
    """
    key = folded(bare)
    if _too_short(key):
        return False
    for name in own_names:
        ours = folded(name)
        if _too_short(ours):
            continue
        if key == ours or key.removeprefix("the").removesuffix("staff").removesuffix("redaktion") == ours.removeprefix(
            "the"
        ):
            return True
        if len(ours) >= 5 and len(key) >= 5 and (key.startswith(ours) or (ours.startswith(key) and len(key) > 6)):
            return True
    return False


def without_own(bare: str, own_names: Iterable[str]) -> str:
    """A writer's name without the mirror's that stands right behind it.

    >>> without_own("Ann Lee Valley Times", ["Valley Times"]), without_own("Ann Lee Times", ["Times"])
    ('Ann Lee', 'Ann Lee Times')
    """
    if bare.count(" ") < 2 or bare.isupper():
        return bare
    for name in own_names:
        if " " in name or (name.isupper() and len(name) > 2):
            rest = bare.removesuffix(f" {name}").removesuffix(" The").removesuffix(" the")
            if bare.endswith(f" {name}") and 1 <= rest.count(" ") <= 3:
                return rest
    return bare


def _too_short(key: str) -> bool:
    """Two letters may be anything, but for Chinese: there they are words."""
    return len(key) < (3 if key.isascii() else 2)


def folded(name: str) -> str:
    """A name as it is compared: letters and digits only, without the accents that ``letters`` keeps ("José", "Jose").

    >>> folded("Łukasz O'Hara"), folded("José")
    ('łukaszohara', 'jose')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
