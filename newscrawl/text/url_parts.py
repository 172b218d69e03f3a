"""What an absolute http(s) URL is, and whose: its host and port, the site of a host, a mirror's domain. Nothing here raises."""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

# Longer than any article's address; browsers and servers stop between 2,000 and 8,000.
LONGEST = 4096
_BRACKETED = re.compile(r"\[([^\[\]%]{2,45})\](?::\d*)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# "/", "./index.html", "https://valley.example/": what a link on a page says of its site's front page.
_HOME = re.compile(r"\s*(?:\.?/|(?:https?:)?//[^/?#\s]+/?|(?:\.?/)?(?:index|default|home)\.\w{3,5})\s*", re.IGNORECASE)
_BAD = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"{}|^`\u2028\u2029]")


@lru_cache(maxsize=1024)  # a page's own address is asked twenty times
def split(url: str) -> SplitResult | None:
    """Split an absolute http(s) URL; None for anything else, hostile spellings included.

    >>> split("http://[::1"), split("javascript:alert(1)"), split("https://./x"), split("https://a.example/x").netloc
    (None, None, None, 'a.example')
    """
    url = url.strip()
    if not url or len(url) > LONGEST or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname
    except ValueError:
        return None
    host = (host or "").rstrip(".")  # of dots alone nothing would be left
    if parts.scheme.lower() not in ("http", "https") or not host or port == 0 or _BAD.search(parts.netloc):
        return None
    return parts if "[" not in parts.netloc or _is_bracketed(parts.netloc.rpartition("@")[2]) else None


def _is_bracketed(host: str) -> bool:
    """Whether brackets hold an IPv6 address, and nothing but a port follows: what else has some is no address."""
    found = _BRACKETED.fullmatch(host)
    try:
        return found is not None and bool(IPv6Address(found[1]))
    except ValueError:
        return False


def links_home(href: str) -> bool:
    """Whether the address in a link, relative or not, is a front page's, of this site or another.

    >>> links_home("/"), links_home("//valley.example"), links_home("index.php"), links_home("/world/"), links_home("")
    (True, True, True, False, False)
    """
    return _HOME.fullmatch(href) is not None


def is_http(url: str) -> bool:
    """True for an absolute http or https URL."""
    return split(url) is not None


def host_of(parts: SplitResult) -> str:
    """The host of a URL that was split: lower case, as it is asked for, an IPv6 address in brackets."""
    host = (parts.hostname or "").rstrip(".")
    with contextlib.suppress(UnicodeError):
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    return f"[{host}]" if ":" in host else host.lower()


@lru_cache(maxsize=256)
def hostname(url: str) -> str:
    """The host that any address names, in small letters; "" where it names none or is no address at all.

    >>> hostname("https://News.example:8080/a"), hostname("http://[::1"), hostname("about:blank")
    ('news.example', '', '')
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


# What registries of countries sell names under: "co.uk", "com.au", "go.jp".
_UNDER = frozenset(("co", "com", "net", "org", "gov", "gob", "gouv", "govt", "go", "edu", "ac", "or", "ne"))


def site_of(host: str) -> str:
    """The name that somebody registered, of a host with or without a port; "" where the host is no name.

    >>> site_of("www.bbc.co.uk"), site_of("news.lake.example:8080"), site_of("ac.example"), site_of("127.0.0.1:80")
    ('bbc.co.uk', 'lake.example', 'ac.example', '')
    """
    labels = host.casefold().partition(":")[0].strip(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return ""
    under = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _UNDER
    return ".".join(labels[-3 if under else -2 :])


def port_of(parts: SplitResult) -> int:
    """The port of a URL that was split, or its scheme's own."""
    return parts.port or (443 if parts.scheme.lower() == "https" else 80)


def on_domain(url: str, domain: str) -> bool:
    """True when a URL lies on a mirror's domain (``host[:port]``) or a subdomain; the port must be the one named.

    >>> on_domain("https://www.turan.az/en/", "turan.az"), on_domain("https://turan.az.evil.example/", "turan.az")
    (True, False)
    >>> on_domain("http://127.0.0.1:8001/a", "127.0.0.1:8001"), on_domain("http://127.0.0.1:8002/a", "127.0.0.1:8001")
    (True, False)
    """
    parts, base = split(url), split(f"http://{domain}/")
    if parts is None or base is None:
        return False
    host, root = host_of(parts), host_of(base)
    if host != root and (not host.endswith("." + root) or root.replace(".", "").isdigit()):
        return False
    return port_of(parts) == base.port if base.port else parts.port in (None, 80, 443)
