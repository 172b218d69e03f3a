"""What is wrong with one value of a definition: None, or the rest of the sentence that begins with the value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, get_args
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError

from newscrawl.mirror import SourceKind, Step
from newscrawl.text.languages import COUNTRIES
from newscrawl.text.url_parts import on_domain
from newscrawl.text.urls import names_nobody


def name(name: str) -> str | None:
    # Names become file names, stat names and `-a mirror=a,b`: no comma, no slash, no leading dot.
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", name):
        return None
    return "cannot be a name; use up to 64 letters a-z, digits, '-', '_' and '.', beginning with a letter or digit"


def domain(domain: str) -> str | None:
    if "/" in domain or "@" in domain:
        host = _split(domain if "://" in domain else f"http://{domain}")
        meant = f"; did you mean {host.netloc.rpartition('@')[2]!r}?" if host and host.hostname else ""
        return f"is not a host[:port]; leave out scheme, path and login{meant}"
    parts = _split(f"http://{domain}")
    host_ok = parts is not None and re.fullmatch(
        r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*|[0-9a-f:]{2,45}",
        _ascii(parts.hostname or ""),
    )
    if not host_ok or parts is None or parts.port == 0 or domain.endswith(":"):
        return "is not a host[:port]; write it like 'turan.az' or '127.0.0.1:8001'"
    return None


def zone(zone: str) -> str | None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # KeyError: not found; ValueError: not a plain name; OSError: a directory
        return f"is not in the tz database; {_zone_hint(zone)}"
    if zone.lower() in ("localtime", "factory", "posixrules"):
        return "is another zone on every machine; write the place as Area/City, like 'Asia/Baku'"
    return None


@lru_cache(maxsize=1)
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    """The tz database by lower-case name, and by city."""
    by_name = {name.lower(): name for name in sorted(available_timezones())}
    return by_name, {name.rpartition("/")[2]: full for name, full in by_name.items() if "/" in name}


def _zone_hint(zone: str) -> str:
    wanted = zone.strip().lower().replace(" ", "_")[:100]
    if re.match(r"(?:etc/)?(?:gmt|utc)?[+-]?\d", wanted):
        # Etc/GMT+4 is four hours behind UTC: a hint at it would put every time eight hours off.
        return "an offset is no zone, it does not know summer time; write the place as Area/City, like 'Asia/Baku'"
    by_name, by_city = _zones()
    for known in (by_name, by_city):
        if wanted in known:
            return f"did you mean {known[wanted]!r}?"
    for asked, known in ((wanted, by_name), (wanted.rpartition("/")[2], by_city)):
        close = difflib.get_close_matches(asked, known, n=1, cutoff=0.75)
        if close:
            return f"did you mean {known[close[0]]!r}?"
    return "write it as Area/City, like 'Asia/Baku'"


def language(tag: str) -> str | None:
    primary = tag.partition("-")[0].lower()
    shape = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", tag)
    if shape and (len(primary) == 3 or primary in _LANGUAGES):
        return None
    meant = _LANGUAGE_SLIPS.get(tag.lower()) or (_LANGUAGE_SLIPS.get(primary) if shape else None)
    hint = f"did you mean {meant!r}?" if meant else "use a code of two or three letters, like 'en' or 'pt-BR'"
    return f"is not a language tag (BCP 47); {hint}"


def url(url: str, domain: str | None) -> str | None:
    parts = _split(url)
    if parts is None or re.search(r"[\s\x00-\x1f\x7f<>\"\\^`]", re.sub(r"\{date:[^{}]*\}", "", url)):
        return "is not a URL; write it whole and escaped, like 'https://turan.az/en/in-world'"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is not an http or https URL; write it whole, beginning with https:// (or http://)"
    if parts.username is not None or parts.password is not None:
        return "carries a login; definitions are shared, so leave it out"
    if domain is not None and not on_domain(url, domain):
        return f"is not on domain {show(domain)} or a subdomain, on its port; correct the url or the domain"
    return None


def calendar(url: str, step: str) -> str | None:
    like = "like 'https://x.example/archive/{date:%Y/%m/%d}'"
    places = re.findall(r"\{[^{}]*\}", url)
    if not any(place.startswith("{date:") for place in places):
        return f"has no {{date:...}} for a calendar; write it {like}"
    if stray := next((p for p in places if not p.startswith("{date:")), None):
        return f"has {stray!r}; the only thing in braces may be {{date:...}}, {like}"
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", url)):
        return f"has a brace without its partner; write it {like}"
    directives = [d for place in places for d in re.findall(r"%(.{0,2})", place)]
    if bad := next((d for d in directives if not re.match(r"-?[YymdjbB]", d)), None):
        return f"has '%{bad}', which is no part of a date; use %Y %y %m %d %j %b %B, or %-m %-d without zero"
    if not directives:
        return f"has a {{date:...}} without %Y, %m or %d; write it {like}"
    pairs = [("year (%Y)", date(2023, 5, 17), date(2024, 5, 17)), ("month (%m)", date(2024, 3, 17), date(2024, 4, 17))]
    if step == "day":
        pairs.append(("day (%d); add it or set step = 'month'", date(2024, 5, 16), date(2024, 5, 17)))
    # %j alone names month and day, so what counts is whether two dates give two addresses.
    shown = next((what for what, one, other in pairs if url.format(date=one) == url.format(date=other)), None)
    return f"is the same for two dates; its {{date:...}} has no {shown}" if shown else None


def stray_date(url: str) -> str | None:
    return "has a {date:...}, which only a calendar fills in; set kind = 'calendar'" if "{date" in url else None


@lru_cache(maxsize=4096)
def css(css: str) -> str | None:
    try:
        CSSSelector(css, translator="html")
        etree.HTML("<p></p>").xpath(CSSSelector(css, translator="html").path)
    except (SelectorError, SyntaxError, XPathError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return (
            f"is not CSS that we can use ({reason[:120]}); try it on a saved page, with plain selectors like 'h1.title'"
        )
    return None


def parameter(name: str) -> str | None:
    if re.search(r"[\s&=?#/]", name):
        return "is not the name of a parameter; for an address that ends in ?teaser=2 say 'teaser'"
    return None


def kept(name: str) -> str | None:
    if names_nobody(name):
        return "is a visitor's session or lets somebody in: it names no article, and is never kept"
    return parameter(name)


def pattern(value: str) -> str | None:
    try:
        empty = re.compile(value).match("") is not None
    except re.error as error:
        return f"is no regular expression ({error})"
    return "fits every address; for /news/784508-any-words say '/news/[0-9]+'" if empty else None


def kind(value: str) -> str | None:
    return _no_word(value, get_args(SourceKind), _KIND_SLIPS)


def step(value: str) -> str | None:
    return _no_word(value, get_args(Step), {"daily": "day", "monthly": "month"})


def _no_word(value: str, words: tuple[str, ...], slips: Mapping[str, str]) -> str | None:
    if value in words:
        return None
    close = difflib.get_close_matches(value.lower(), words, n=1)
    meant = slips.get(value.lower()) or (close[0] if close else None)
    hint = f"; did you mean {meant!r}?" if meant else ""
    return f"is not one of {', '.join(words)}{hint}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no number, or past 65535
    except ValueError:
        return None
    return parts


def _ascii(host: str) -> str:
    """A host as DNS has it: lower case, and Punycode for other letters; "" where that cannot be."""
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def show(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 100 else shown[:97] + "..."


def close_names(name: str, names: Iterable[str]) -> list[str]:
    """Up to three names that look like this one, whatever the case.

    >>> close_names("turna", ["turan", "zeit"])
    ['turan']
    """
    by_fold = {one.casefold(): one for one in names}
    return [by_fold[one] for one in difflib.get_close_matches(name.casefold(), by_fold, n=3)]


_KIND_SLIPS = {"rss": "newsfeed", "atom": "newsfeed", "feed": "newsfeed", "category": "section", "archive": "calendar"}
_LANGUAGE_SLIPS = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "russian": "ru", **COUNTRIES}
# ISO 639-1, as of 2026.
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn
so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_LANGUAGES = frozenset(_CODES.split())
