"""URLs as strings: cleaned for keeping, folded to an identity, resolved. Nothing here raises."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult, parse_qsl, quote, unquote_plus, urlencode, urljoin, urlunsplit

from newscrawl.text.url_parts import LONGEST, host_of, split
from newscrawl.text.url_secrets import lets_in, redacted

# Parameters that say where a reader came from, never what the page is (seen in saved pages and their newsfeeds).
TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ocid|cmpid|cmp|ncid|xtor|wt_mc|wtmc|at_\w+|"
    r"ref_?(?:src|url)?|referrer|smid|sref|spref|partner|taid|ns_\w+|guccounter|__twitter_impression|"
    r"outputtype|amp(?:_\w+)?|print(?:able)?|view|output|mode|share\w*|source|src|rss|feed|cid|via)$",
    re.IGNORECASE,
)
# Of those, some are real ids on some sites: dropped only with values that can be nothing else.
VARIANT_VALUES = {
    "output": {"amp"}, "outputtype": {"amp"}, "mode": {"amp", "print"}, "view": {"amp", "print", "mobile"},
    "source": {"rss", "feed", "twitter", "facebook", "email", "newsletter"}, "src": {"rss", "twitter", "fb"},
    "feed": {"rss", "atom"}, "via": {"rss", "twitter", "facebook"}, "partner": {"rss"}, "cid": set(), "cmp": {"rss"},
    "amp": {"", "1", "true"}, "print": {"", "1", "true", "yes"}, "printable": {"", "1", "true"},
    "rss": {"", "1", "true"},
}  # fmt: skip
# A visitor's session in an address: each visit names the same page anew. Short names only with a value like a key's.
_SESSION = re.compile(r"(?:php|j|asp\w*)?sess(?:ion)?_?id\w*|cf(?:id|token)|zenid|osc?sid", re.IGNORECASE)
_SHORT_SESSION = re.compile(r"sid|s|sess|session", re.IGNORECASE)
_KEY = re.compile(r"(?=[^a-z]*[a-z])(?=\D*\d)[0-9a-z,-]{20,128}", re.IGNORECASE)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid)=[^/;?#]{0,200}", re.IGNORECASE)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.(?=[^.]+\.[^.]+)", re.IGNORECASE)
_VARIANT_PATH = re.compile(r"(?:/amp/?|/amp\.html|\.amp|/print/?|/mobile/?)$", re.IGNORECASE)
_HEAD_VARIANT = re.compile(r"^/(?:amp|mobile|print)(?=/.{8})", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})")
_BREAKS = re.compile(r"[\t\r\n]")
_INDEX = re.compile(r"/(?:index\.(?:html?|php|aspx?))$", re.IGNORECASE)


def _tracking(name: str, value: str, keep: Collection[str]) -> bool:
    if _SESSION.fullmatch(name) or (_SHORT_SESSION.fullmatch(name) and _KEY.fullmatch(value)):
        return True
    if name in keep or not TRACKING.match(name):
        return False
    values = VARIANT_VALUES.get(name.lower())
    return values is None or value.lower() in values


def names_nobody(name: str) -> bool:
    """Whether a parameter is a visitor's session or lets somebody in: it names no article, on no site.

    >>> names_nobody("PHPSESSID"), names_nobody("access_token"), names_nobody("ref")
    (True, True, False)
    """
    return _SESSION.fullmatch(name) is not None or lets_in(name)


def parameters(url: str) -> tuple[str, ...]:
    """The names of an address's parameters, each once.

    >>> parameters("https://a.example/x?b=2&a=1&b=3")
    ('b', 'a')
    """
    parts = split(url)
    pairs = parts.query.split("&") if parts and parts.query else []
    return tuple(dict.fromkeys(unquote_plus(pair.partition("=")[0]) for pair in pairs))


def _query(parts: SplitResult, *, ordered: bool, keep: Collection[str] | None = ()) -> str:
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=64)
    except ValueError:
        return parts.query
    kept = pairs if keep is None else [(k, v) for k, v in pairs if not _tracking(k, v, keep)]
    if len(kept) == len(pairs) and not ordered:
        return parts.query
    if not kept:
        return ""
    if "=" not in parts.query and len(kept) == 1:
        return parts.query
    return urlencode(sorted(kept) if ordered else kept)


def clean_url(url: str, keep: Collection[str] = ()) -> str | None:
    """The URL to fetch and to keep: without credentials, fragment, tracking and session; None when it is not http(s).

    ``keep`` names tracking parameters that a mirror's definition knows to be part of its addresses.

    >>> clean_url("https://a.example/x?ref=7&utm_source=rss", keep=("ref",))
    'https://a.example/x?ref=7'
    >>> clean_url("https://me:pw@a.example/x?utm_source=rss&id=7#top")
    'https://a.example/x?id=7'
    >>> clean_url("https://a.example/x;jsessionid=0AF3?sid=12&PHPSESSID=77aa")
    'https://a.example/x?sid=12'
    """
    parts = split(url)
    if parts is None:
        return None
    host = host_of(parts)
    netloc = host if parts.port in (None, 443 if parts.scheme.lower() == "https" else 80) else f"{host}:{parts.port}"
    path = quote(_PATH_SESSION.sub("", parts.path), safe="/%:@!$&'()*+,;=~-._") or "/"
    query = quote(_query(parts, ordered=False, keep=keep), safe="=&%:@!$'()*+,;/?~-._[]")
    cleaned = urlunsplit((parts.scheme.lower(), netloc, path, query, ""))
    # A host that has no ASCII form cannot be asked; an address that grew too long by quoting would not be read again.
    return cleaned if host.isascii() and len(cleaned) <= LONGEST else None


def without(url: str, names: tuple[str, ...]) -> str:
    """A URL without parameters of these names: a mirror's definition knows that they change nothing there.

    >>> without("https://a.example/x?id=7&teaser=2", ("teaser",)), without("https://a.example/x?id=7", ())
    ('https://a.example/x?id=7', 'https://a.example/x?id=7')
    """
    parts = split(url) if names else None
    if parts is None or not parts.query:
        return url
    kept = [pair for pair in parts.query.split("&") if unquote_plus(pair.partition("=")[0]) not in names]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _percent(found: re.Match[str]) -> str:
    """One spelling of a percent-encoded byte: letters, digits and ``-._~`` need none (RFC 3986, 6.2.2)."""
    letter = chr(int(found[1], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else found[0].upper()


def cut_behind(url: str, pattern: str | None) -> str:
    """A URL up to the end of what a pattern finds behind its host: many sites print any words behind an article's number.

    >>> cut_behind("https://a.example/story/12/any-words", r"/story/\\d+"), cut_behind("https://a.example/x", None)
    ('https://a.example/story/12', 'https://a.example/x')
    """
    start = url.find("/", url.find("//") + 2)
    found = re.search(pattern, url[start:]) if pattern and start > 0 else None
    return url[: start + found.end()] if found and found.end() else url


def identity(url: str) -> str:
    """The key under which all variants of one article's URL are one article.

    Folded: scheme, www/m/amp hosts, default ports, trailing slash, index pages, AMP and print variants, fragments,
    tracking parameters, the order of the others, percent-encoding. Conservative: unknown parameters stay.

    >>> identity("http://m.a.example/world/story-1/amp/?utm_source=x&b=2&a=1#c")
    'a.example/world/story-1?a=1&b=2'
    >>> identity("https://a.example/story?id=7&token=s3cret")
    'a.example/story?id=7'
    """
    return _folded(url, keep=())


def identity_of_cleaned(url: str) -> str:
    """The identity of an address that ``clean_url`` has given: what tracking it still has, its mirror keeps.

    Of an archived address this needs no definition: the archive alone says what names an article.

    >>> identity_of_cleaned("https://a.example/x?ref=7"), identity("https://a.example/x?ref=7")
    ('a.example/x?ref=7', 'a.example/x')
    """
    return _folded(url, keep=None)


def _folded(url: str, keep: Collection[str] | None) -> str:
    parts = split(redacted(url) if "?" in url else url)
    if parts is None:
        return url.strip()[:LONGEST]
    host = _MOBILE.sub("", host_of(parts))
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    path = _VARIANT_PATH.sub("", _PATH_SESSION.sub("", parts.path))
    path = _HEAD_VARIANT.sub("", path)
    path = _INDEX.sub("", path).rstrip("/")
    path = quote(path, safe="/%:@!$&'()*+,;=~-._")
    path = _PERCENT.sub(_percent, path)
    query = _query(parts, ordered=True, keep=keep)
    return f"{host}{port}{path}" + (f"?{query}" if query else "")


def absolute(href: str, base: str, keep: Collection[str] = ()) -> str | None:
    """Resolve a link against its page and clean it; None for what is not http(s) or cannot be parsed.

    >>> absolute(" ../b.html#x ", "https://a.example/news/a.html"), absolute("mailto:x@a.example", "https://a.example/")
    ('https://a.example/b.html', None)
    """
    href = _BREAKS.sub("", href.strip())
    if not href or len(href) > LONGEST or href.startswith("#"):
        return None
    try:
        # (Most addresses of pictures are whole already; joining takes as long as cleaning. An empty ";" is dropped by it.)
        whole = href.startswith(("https://", "http://")) and ";" not in href
        return clean_url(href if whole else urljoin(base, href), keep)
    except ValueError:
        return None


def canonical(declared: str | None, page_url: str, keep: Collection[str] = ()) -> str | None:
    """What a page declares as its canonical URL, cleaned; None when it declares none that can be used.

    >>> canonical("/world/1?utm_medium=rss", "https://a.example/world/1/amp")
    'https://a.example/world/1'
    >>> canonical("/world/1?token=s3cret&p=2", "https://a.example/world/1/amp")
    'https://a.example/world/1?p=2'
    """
    found = absolute(declared, page_url, keep) if declared else None
    return redacted(found) if found else None
