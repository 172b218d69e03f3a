"""What of an address lets somebody in: asked with, and no part of an archive, a log or an article's identity."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, urlunsplit

from newscrawl.text.url_parts import split

# Names of parameters; those in the second row only with a value like a key's.
_SECRETS = (
    r"(?:\w{1,12}[_-])?token|(?:api|access|auth|private|secret|subscription)[_-]?key|(?:client[_-]?)?secret|pass(?:word|wd)|pwd|"
    r"jwt|hmac|sig(?:nature)?|x-(?:amz|goog)-(?:signature|credential|security-token)|key-pair-id|hdn(?:ea|ts)|authorization"
)
_SECRET = re.compile(_SECRETS, re.IGNORECASE)
_SHORT_SECRET = re.compile(r"key|auth|policy|ticket|hash", re.IGNORECASE)
_SECRET_VALUE = re.compile(r"(?=[^a-z]*[a-z])(?=\D*\d)[\w.~,+/=-]{20,}", re.IGNORECASE)
_LOGIN_IN_TEXT = re.compile(r"(?<=://)[^\s/?#@\"'<>]{1,500}@")
_SECRET_IN_TEXT = re.compile(rf"((?<=[?&;])(?:{_SECRETS})(?:=|%3d))[^\s&;#\"'<>)]+", re.IGNORECASE)


def lets_in(name: str) -> bool:
    """Whether a parameter of this name lets somebody in, whatever its value.

    >>> lets_in("access_token"), lets_in("key")
    (True, False)
    """
    return _SECRET.fullmatch(name) is not None


def _secret(name: str, value: str) -> bool:
    return lets_in(name) or bool(_SHORT_SECRET.fullmatch(name) and _SECRET_VALUE.fullmatch(value))


def without_login(url: str) -> str:
    """A URL without ``user:password@``; what is no http(s) URL stays.

    >>> without_login("https://me:pw@a.example/x?id=7"), without_login("https://a.example/@me")
    ('https://a.example/x?id=7', 'https://a.example/@me')
    """
    parts = split(url)
    if parts is None or "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def redacted(url: str) -> str:
    """A URL for keeping: without login and parameters that let somebody in. Its identity is the same.

    >>> redacted("https://me:pw@a.example/x?id=7&access_token=s3cret&key=4711"), redacted("https://a.example/x?id=%207")
    ('https://a.example/x?id=7&key=4711', 'https://a.example/x?id=%207')
    """
    parts = split(url)
    if parts is None:
        return redacted_text(url)
    pairs = [(pair, *pair.partition("=")[::2]) for pair in parts.query.split("&")]
    kept = [pair for pair, name, value in pairs if not _secret(unquote_plus(name), unquote_plus(value))]
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="&".join(kept)))


def redacted_text(text: str) -> str:
    """Any text (a log line, an error) without the logins and secrets of the addresses in it.

    >>> redacted_text("GET http://me:pw@a.example/x?a=1&token=s3cret failed")
    'GET http://***@a.example/x?a=1&token=*** failed'
    """
    if "://" not in text:
        return text
    return _SECRET_IN_TEXT.sub(r"\1***", _LOGIN_IN_TEXT.sub("***@", text))
