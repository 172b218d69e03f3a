"""What pages say and where they lead: schemes, redirects inside, charsets, dates, headers, links that break parsers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.crawling import article_page, section_page
from tests.hostile.harness import BAD, GOOD, Case, good
from tests.hostile.server import Host, Page, Wire

REDIRECTS = {301: "Moved", 302: "Found", 303: "See Other", 307: "Temporary", 308: "Permanent"}
ODD_SCHEMES = (
    "file:///etc/passwd",
    "data:text/html,<h1>x</h1>",
    "ftp://127.0.0.1/x",
    "javascript:alert(1)",
    "s3://b/k",
)


def moved(to: str, status: int = 302) -> Page:
    def page(wire: Wire) -> None:
        wire.answer("", f"{status} {REDIRECTS[status]}", Location=to)

    return page


def text(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Page:
    def page(wire: Wire) -> None:
        wire.answer(body, kind=kind, **headers)

    return page


def odd(pages: dict[str, Page], *, after: str = "") -> Callable[[Host], None]:
    """A host with more bad articles beside the good ones."""

    def build(host: Host) -> None:
        host.pages |= pages
        host.pages["/world"] = text(section_page([*GOOD, *pages]) + after)

    return build


def story(number: int, **more: str) -> str:
    return article_page(f"Harbour story number {number} is told", number, **more)


def to_odd_schemes(host: Host) -> None:
    pages: dict[str, Page] = {}
    for number, target in enumerate(ODD_SCHEMES):
        pages[f"/world/leads-away-number-{number}-1"] = moved(target)
        refresh = f'<meta http-equiv="refresh" content="0; url={escape(target)}">'
        pages[f"/world/refreshes-away-number-{number}-1"] = text(f"<html><head>{refresh}</head><body></body></html>")
        pages[f"/world/refresh-header-number-{number}-1"] = text("<html></html>", Refresh=f"0; url={target}")
    odd(pages)(host)


def links_of_odd_schemes(host: Host) -> None:
    links = [
        *GOOD,
        *ODD_SCHEMES,
        "vbscript:x",
        "blob:http://a/b",
        "view-source:http://a.example/",
        "about:blank",
        "mailto:a@b.example",
    ]
    host.pages["/world"] = text(section_page(map(escape, links)))


def inside(host: Host) -> None:
    """By every kind of redirect to a service beside the mirror: the same address, another port."""
    target = f"http://{host.elsewhere}/admin"
    pages = {f"/world/leads-inside-number-{status}": moved(target, status) for status in REDIRECTS}
    refresh = f'<meta http-equiv="refresh" content="0;url={target}">'
    pages["/world/refreshes-inside-number-1"] = text(f"<html><head>{refresh}</head><body>Moved</body></html>")
    pages["/world/refresh-header-number-1"] = text("<html></html>", Refresh=f"0; url={target}")
    frames = f'<iframe src="{target}"></iframe><img src="{target}"><link rel="canonical" href="{target}"><base href="{target}">'
    pages["/world/frames-inside-number-1"] = text(story(9, extra_head=frames))
    odd(pages)(host)
    links = section_page([*GOOD, target, f"//{host.elsewhere}/x", *pages], next_page=target)
    host.pages["/world"] = text(links)


def behind_the_end(host: Host) -> None:
    """The list of articles stands behind </html>, as some templates do it."""
    whole = section_page([*GOOD, BAD])
    start, end = whole.index("<ul>"), whole.index("</ul>") + 5
    host.pages[BAD] = good(3)
    host.pages["/world"] = text(whole[:start] + whole[end:] + whole[start:end])


CYRILLIC = "Городской совет утвердил план паромной переправы"


def declared_wrongly(host: Host) -> None:
    """windows-1251, declared as UTF-8 in the header and rightly in the page."""
    page = story(5, extra_head='<meta charset="windows-1251">').replace("Harbour story number 5 is told", CYRILLIC)
    host.pages[BAD] = text(page.encode("cp1251", "xmlcharrefreplace"))


def encoded_twice(host: Host) -> None:
    """UTF-8 that was taken for Latin-1 and encoded once more."""
    page = story(6).replace(
        "Harbour story number 6 is told", "Fähren dürfen über Österreichs größten See fahren – ähnlich früher"
    )
    host.pages[BAD] = text(page.encode().decode("cp1252", "replace").encode())


DATES = (
    "31 December 9999 23:59", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "1 January 99999", "1e308", "-1",
    "2024-03-31T02:30:00", "27 October 2024 02:30", "29 February 2023 10:00", "11 September 2924 09:43", "25:61", "1/1/1",
    "99/99/9999", "2024-09-11T09:43:00+99:99", "11 September 2024 09:43 EST", "Monday, 11 September 2024 09:43",
    "1" * 5000, "1/" * 5000, " " * 50_000, "(" * 20_000,
)  # fmt: skip


def odd_dates(host: Host) -> None:
    pages = {}
    for number, date in enumerate(DATES):
        head = f'<meta property="article:published_time" content="{date}">'
        pages[f"/world/dated-story-number-{number}"] = text(story(100 + number, extra_head=head, published=date))
    odd(pages)(host)


ODD_LINKS = (
    "http://[::1", "http://[", "http://a:b:c/", "http://127.0.0.1:99999/x", "http://:80/", "//", "///x", "http:///x", "?", "#", "",
    "../../../../../../etc/passwd", "/world/..%2f..%2f..%2fetc/passwd-story-of-1", "/world/a\\..\\..\\b-story-of-2", "http://%00/",
    "/world/%0d%0aSet-Cookie:%20x=1-story-of-3", "/world/%00-story-of-4", "/world/\u202estory-of-5", "http://xn--/", "http://a..b/",
    "/world/" + "x" * 100_000, "/world/story-of-6?" + "a=b&" * 30_000, "http://\u2100.example/", "http://１２７.0.0.1/", "h\tttp://x/",
)  # fmt: skip


def odd_links(host: Host) -> None:
    host.pages["/world"] = text(section_page([*GOOD, *map(escape, ODD_LINKS)]))


def odd_headers(wire: Wire) -> None:
    page = story(7).encode()
    head = (
        b"HTTP/1.1 200 Okay \x1b[31m\r\nContent-Type: text/html; charset=utf-8\r\nX-Odd: \xff\xfe\x00\x1b]0;owned\x07\r\n"
        b"Referrer-Policy: newscrawl.net.handler.DownloadHandler, os.system\r\nRefresh: 0; url=file:///etc/passwd\r\n"
        b"Last-Modified: \xd8\xa7\r\nETag: \"\x1b[2J\"\r\nLink: <javascript:alert(1)>; rel=canonical\r\nSet-Cookie: \xff=\xff\r\n"
        b"X-Robots-Tag: \xff\xff: noindex\r\nContent-Language: " + b"x" * 9000 + b"\r\nContent-Disposition: attachment; filename=../../x\r\n"
    )  # fmt: skip
    wire.send(head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(page) + page)


def status(line: str, **headers: str) -> Page:
    def page(wire: Wire) -> None:
        wire.answer(story(8), line, **headers)

    return page


# ``{h}`` is the mirror, ``{e}`` the server that nobody may reach.
ODD_PLACES = (
    "http://[::1%25lo]/", "http://[fe80::1%eth0]/", "http:///x", "\\\\{e}\\x", "http://127.0.0.1:99999/", "http://127.0.0.1:-1/",
    "http://{h}@{e}/x", "http://{e}#@{h}/x", "http://{h}\\@{e}/", "//{e}/", "http://{e}%2f@{h}/", "http://{h}%40{e}/", "http://{h}:80:80/",
    "http://127.0.0.1%00.example/", "http://%31%32%37.0.0.1/", "http://" + "a." * 3000 + "b/", "x" * 9000, "?", "#x", "   ",
    "javascript://{h}/%0aalert(1)", "http://[\x1b[31m/",
)  # fmt: skip


def to_odd_places(host: Host) -> None:
    pages: dict[str, Page] = {}
    for number, place in enumerate(ODD_PLACES):
        pages[f"/world/moved-story-number-{number}"] = raw_move(place.format(h=host.name, e=host.elsewhere))
    odd(pages)(host)


def raw_move(place: str) -> Page:
    def page(wire: Wire) -> None:
        wire.send(f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())

    return page


def login_in_a_redirect(host: Host) -> None:
    """The page stands where the redirect leads, without the login."""
    host.pages[BAD] = moved(f"http://visitor:hunter2pass@{host.name}/world/where-it-stands-now-1")
    host.pages["/world/where-it-stands-now-1"] = good(3)


def base_of_files(host: Host) -> None:
    host.pages[BAD] = good(3)
    host.pages["/world"] = text("<head><base href='file:///etc/'></head>" + section_page([GOOD[0], BAD, GOOD[1]]))


def base_elsewhere(host: Host) -> None:
    host.pages["/world"] = text(f"<head><base href='http://{host.elsewhere}/'></head>" + section_page(GOOD))


LINKED = (
    '{"@type":"NewsArticle","headline":"x","a":' + "[" * 100_000 + "]" * 100_000 + "}",
    '{"@type":"NewsArticle","headline":"Harbour \\ud800 opens","datePublished":"2024-09-11T10:00:00Z\\ud800","author":{"name":"\\udfff"},'
    '"image":"http://a.example/\\ud800.jpg","inLanguage":"\\ud83d","mainEntityOfPage":"http://a.example/\\ud800"}',
    '{"@type":"NewsArticle","headline":' + "9" * 5000 + ',"datePublished":' + "9" * 4000 + "}",
    '{"@type":"NewsArticle","headline":NaN,"datePublished":Infinity,"articleBody":1e400}',
    '{"@type":"NewsArticle","headline":' + "[" * 900 + '"x"' + "]" * 900 + ',"author":' + '{"name":' * 900 + '"x"' + "}" * 900 + "}",
    "[" + ",".join(['{"@type":"NewsArticle","headline":"h"}'] * 20_000) + "]",
)  # fmt: skip


def linked_data(host: Host) -> None:
    """JSON-LD that is deep, wide, of no characters and of no numbers."""
    odd({
        f"/world/linked-story-number-{n}": text(story(500 + n, extra_head=f'<script type="application/ld+json">{data}</script>'))
        for n, data in enumerate(LINKED)
    })(host)  # fmt: skip


HEADS = (
    '<meta name="robots" content="' + "noarchive," * 100_000 + '">', '<link rel="canonical" href="file:///etc/passwd">',
    '<meta property="og:url" content="javascript:alert(1)">', '<meta property="og:image" content="javascript:alert(1)">',
    "<title>" + "t" * 5_000_000 + "</title>", '<meta property="og:title" content="' + "t" * 5_000_000 + '">',
    '<meta property="article:published_time" content="' + "9" * 1_000_000 + '">', "<title>\x1b]8;;http://evil.example/\x07go\x1b]8;;\x07</title>",
    '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
)  # fmt: skip


def odd_heads(host: Host) -> None:
    odd({f"/world/headed-story-number-{n}": text(story(600 + n, extra_head=head)) for n, head in enumerate(HEADS)})(
        host
    )


def many_names(wire: Wire) -> None:
    """Six thousand crawlers above six thousand rules: the last one is for everybody."""
    names = "".join(f"User-agent: crawler{n}\n" for n in range(6000))
    wire.answer(
        f"{names}User-agent: *\n" + "".join(f"Disallow: /no/{n}\n" for n in range(6000)) + f"Disallow: {BAD}\n",
        kind="text/plain",
    )


def robots_without_end(wire: Wire) -> None:
    """60 MB of rules; the first forbids the third article."""
    wire.send(
        f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 62914560\r\n\r\nUser-agent: *\nDisallow: {BAD}\n".encode()
    )
    for _ in range(960):
        wire.send(b"Disallow: /nothing-here\n# on\n" * 2184)


def robots(page: Page) -> Callable[[Host], None]:
    def build(host: Host) -> None:
        host.pages["/robots.txt"] = page
        host.pages[BAD] = good(3)

    return build


TITLES = (
    "<script>alert(1)</script> Harbour shut", "Harbour \x00\x1b[31mopens\u2028now", "=cmd|' /C calc'!A0 Harbour opens", "Harbour\r\nopens]]>",
    "[red]Harbour[/red] [link=http://evil.example]opens[/link]", "Harbour opens \ufffe\uffff &#xD800; &#0; \u202e", "@SUM(1+1) Harbour opens",
    "Harbour\u0085opens", "<img src=x onerror=alert(1)> Harbour opens", "&lt;svg onload=alert(1)&gt; Harbour opens", "x" * 200_000,
)  # fmt: skip


def odd_titles(host: Host) -> None:
    pages = {}
    for number, title in enumerate(TITLES):
        page = story(200 + number).replace(f"Harbour story number {200 + number} is told", f"{title} {number}")
        pages[f"/world/titled-story-number-{number}"] = text(page.encode("utf-8", "replace"))
    odd(pages)(host)


CASES = [
    Case(name="to-odd-schemes", build=to_odd_schemes, reason="dropped/"),
    Case(name="links-of-odd-schemes", build=links_of_odd_schemes),
    Case(name="inside", build=inside, archived=3, reason="dropped/left_mirror"),
    Case(name="behind-the-end", build=behind_the_end, archived=3),
    Case(name="declared-wrongly", build=declared_wrongly, archived=3),
    Case(name="encoded-twice", build=encoded_twice, archived=3),
    Case(name="odd-dates", build=odd_dates, archived=2 + len(DATES)),
    Case(name="odd-links", build=odd_links),
    Case(name="odd-headers", page=odd_headers, archived=3),
    Case(name="odd-titles", build=odd_titles, archived=2 + len(TITLES)),
    Case(name="robots-60-mb", build=robots(robots_without_end), reason="dropped/robots"),
    Case(name="to-odd-places", build=to_odd_places, reason="dropped/left_mirror"),
    Case(name="login-in-a-redirect", build=login_in_a_redirect, archived=3),
    Case(name="base-of-files", build=base_of_files, archived=3),
    Case(name="base-elsewhere", build=base_elsewhere, archived=0, reason="sources/empty"),
    Case(name="linked-data", build=linked_data, archived=2 + len(LINKED)),
    Case(name="odd-heads", build=odd_heads, archived=2 + len(HEADS)),
    Case(name="robots-many-names", build=robots(many_names), reason="dropped/robots"),
    Case(name="robots-is-html", build=robots(text("<!doctype html><html><body><p>Disallow: /</p></body></html>")), archived=3),
    Case(name="robots-is-octets", build=robots(text(bytes(range(256)) * 4000)), archived=3),
    Case(name="status-206", page=status("206 Partial Content", Content_Range="bytes 0-99/9999"), reason="dropped/truncated"),
    Case(name="status-304", page=status("304 Not Modified"), reason="dropped/"),
    Case(name="status-204", page=status("204 No Content"), reason="dropped/"),
    Case(name="status-431", page=status("431 Request Header Fields Too Large"), reason="dropped/http_431"),
    Case(name="attachment", page=text(story(8), Content_Disposition='attachment; filename="../../../x.html"'), archived=3),
]  # fmt: skip
