"""What is said in headers: that a page is wanted only if it has changed, and what its answer says of it."""

from __future__ import annotations

from scrapy.http import Response


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed (RFC 9110, 13.1).

    >>> conditions('"a1"', None)
    {'If-None-Match': '"a1"'}
    """
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value}


def header(response: Response, name: str) -> str | None:
    """One header of a response, as far as anybody would read it.

    >>> header(Response("https://a.example/", headers={"ETag": '"a1"'}), "etag")
    '"a1"'
    """
    value = response.headers.get(name)
    return value.decode("latin-1")[:1024] if value else None


def of_the_text(response: Response) -> dict[str, str]:
    """The headers that say something of the text, by lower-case name.

    >>> of_the_text(Response("https://a.example/", headers={"Content-Language": "en", "Server": "x"}))
    {'content-language': 'en'}
    >>> of_the_text(Response("https://a.example/", headers={"X-Robots-Tag": ["noarchive", "otherbot: noindex"]}))
    {'x-robots-tag': 'noarchive\\notherbot: noindex'}
    """
    wanted = ("tdm-reservation", "tdm-policy", "Content-Language", "Last-Modified", "Link")
    found = {name.lower(): value for name in wanted if (value := header(response, name))}
    # Each line of it may be for another crawler, and all of them count.
    lines = [value.decode("latin-1")[:1024] for value in response.headers.getlist("X-Robots-Tag")[:20]]
    return found | ({"x-robots-tag": "\n".join(lines)} if lines else {})
