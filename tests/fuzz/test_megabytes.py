"""No megabyte takes over a second: every parser on what parsers choke on, repeated until there is a megabyte of it.

CPU is measured, and twice as much is allowed: the machines that run this are shared.
"""

from __future__ import annotations

from itertools import islice

import pytest

from tests.fuzz import growth
from tests.fuzz.mutate import check
from tests.fuzz.targets import TARGETS

SIZE = 1_000_000
# What strings are made of that cost a parser of text too much: spaces, brackets, digits, separators, its own words again and
# again, letters of scripts without spaces, what folds into something else.
TEXT = (
    " ", "\t", "\n", "\u00a0", "\u200b ", "(", "()", "(a", "[", "word ", "a", "A", "9", "12 ", "1/", "12:30 ", "/", '"', "'", "-", "—",
    ".", "...", ",", "@", "&amp;", "新", "١", "é", "ß", "İ", "|", "A. ", "By ", "by ", "and ", "Ann Lee, ", "(Reuters) - ", "AP, ", "OSLO/",
    "(Reporting by ", "UPDATE 2-", "CORRECTED ", "September ", "11 Sept 2024 ", "2024-09-11 ", "3 hours ago ", "Source: ", "© ",
    "http://a.b/", "%41", "?a=b&", "a.b@c.de ", "{", "\u2028",
)  # fmt: skip
MARKUP = (
    "<", "</", "<a", "<a ", "<!--", "<!", "<?", "<![CDATA[", "&#1;", "&", '"', "a=b ", "<p>", "</p>", "<br>", "<b>", "<li>", "<div class=a>",
    "<a href=x>y</a>", "<p>a</p>", "<table><tr><td>", "<h1>Rain fell", "<time>", "<script>", "<meta name=a content=b>", " ",
    "<p>Rain fell in the valley on 11 September 2024 at 09:43, the council said. ", "<span class=date>11 Sept 2024</span>",
    "<figure><img src=a><figcaption>The quay. REUTERS/Ole Berg</figcaption></figure>", "<div itemprop=author>Ann Lee</div>",
    "<p>Rain fell in the valley again.</p><figure><img src=a><figcaption>C REUTERS/Lee</figcaption></figure><h3>Rain</h3>",
    "<nav><a href=/>Home</a></nav>", "<p>(Reporting by Ann Lee)</p>", "<a href='/world/rain-fell-1234'>Rain fell again</a>",
)  # fmt: skip
FEED = (
    "<",
    "<a ",
    "<item>",
    "<item/>",
    "<item><title>a</title><link>http://a.example/1</link></item>",
    "<a>",
    "&a;",
    " ",
    "<!--",
    "<!DOCTYPE x[",
    "]]>",
)
SITEMAP = (
    "<", "<url>", "<url><loc>http://a.example/1</loc></url>", "<sitemap><loc>http://a.example/1</loc></sitemap>", "http://a.example/1\n", "\n", "<!DOCTYPE x["
)  # fmt: skip
# (Keys of many parts keep tomllib itself busy: definitions are our own files, and nobody sends them.)
TOML = ("a = 1\n", "[", "[a]\n", "[[sources]]\n", '"""', "a = [", "x", "\\", "# \n")
ROBOTS = (
    "User-agent: a\n", "User-agent: newscrawl\n", "Disallow: /a\n", "Disallow: /*a*a*a*a*a*a$\n", "Allow: /$\n", "Crawl-delay: 9\n", "#", ":", "a", "\n",
)  # fmt: skip
LINES = ("{", "[", '{"a":', '"', "\\u0041", "1", " ", "\u2028")


def _numbered(form: str) -> bytes:
    """A form with a number in it, each time another, until there is a megabyte."""
    made, number, size = [], 0, 0
    while size < SIZE:
        made.append(form.replace("#", str(number)))
        size += len(made[-1])
        number += 1
    return "".join(made).encode()[:SIZE]


def _json_ld(text: str) -> bytes:
    return b'<script type="application/ld+json">' + text.encode()[: SIZE - 60] + b"</script><h1>Rain</h1>"


CRAFTED: dict[str, dict[str, bytes]] = {
    "page": {
        "different attributes": b"<p " + _numbered("a#=1 "),
        "different classes": _numbered('<div class="c# d#">'),
        "different elements": _numbered("<x#>a"),
        "identities": _numbered("<p id=i#>a"),
        "a list of authors": _json_ld('{"@type":"NewsArticle","author":[' + '{"name":"Ann Lee"},' * 50_000),
        "a nest": _json_ld('{"a":' * 190_000),
        "many nodes": _json_ld("[" + '{"@type":"NewsArticle","headline":"a"},' * 24_000 + "0]"),
        "one body": _json_ld('{"@type":"NewsArticle","articleBody":"' + "Rain fell. " * 80_000 + '"}'),
        "a title": b"<title>" + b"Rain - " * 140_000,
        "an attribute": b"<p class='" + b"date author " * 80_000,
        "dates": _numbered("<p>1# Sept 2024 09:43</p>"),
        "headlines": _numbered("<h1>Rain fell # times</h1>"),
        "menus": _numbered("<ul class=menu><li><a href=/#>Menu</a></ul>"),
        "broken UTF-8": b"<p>" + b"\xc3(" * 490_000,
    },
    "sections": {
        "different links": _numbered('<a href="/world/rain-fell-again-#">Rain fell # times</a>'),
        "different attributes": b"<a " + _numbered("a#=1 "),
        "different boxes": _numbered('<div class="b#"><a href="/world/rain-fell-again-#">Rain fell # times</a>'),
    },
    "newsfeeds": {
        "entries": b"<rss><channel>" + _numbered("<item><title>Rain #</title><link>http://a.example/#</link></item>"),
        "attributes": b"<rss " + _numbered('a#="1" '),
        "a nest": b"<rss>" + b"<a>" * 330_000,
        "JSON": b'{"items":[' + _numbered('{"url":"http://a.example/#"},'),
    },
    "robots": {"names and rules": _numbered("User-agent: crawler#\n")[: SIZE // 4] + _numbered("Disallow: /a#\n")[: SIZE // 4]},
    "sitemaps": {"addresses": b"<urlset>" + _numbered("<url><loc>http://a.example/#</loc></url>")},
}  # fmt: skip
TOKENS = {
    "page": MARKUP,
    "sections": MARKUP,
    "newsfeeds": FEED,
    "sitemaps": SITEMAP,
    "mirrors": TOML,
    "lines": LINES,
    "robots": ROBOTS,
}


def megabytes(name: str) -> dict[str, bytes]:
    """What a target is tried on."""
    tokens = TOKENS.get(name, TEXT)
    seed = max(TARGETS[name].seeds, key=len)
    found = {repr(token): (token * (SIZE // len(token.encode()) + 1)).encode()[:SIZE] for token in tokens}
    if name not in TOKENS:
        # Behind what the parser knows, too.
        found |= {f"seed and {token!r}": (seed + (token * SIZE).encode())[:SIZE] for token in tokens[:12]}
    return found | CRAFTED.get(name, {})


# Forms of pages on which each row cost more the more there were: what stands behind it was walked for each of them, or all of
# the element that it stands in.
DEARER = (
    ["{}", "<p>PTI #</p>", "<p>- #</p>"],
    ["<table>{}</table>", "<p><b>Related stories # • Ferry sails</b></p>", "<h1># any</h1>"],
    ["<div>{}</div>", "<h1>15000000 #</h1>"],
    ["{}", "Photo: Reuters/Ann # Lee<br><br>", "<figure><img src=#.jpg><figcaption>Continued on page #</figcaption></figure>"],
    ["{}", "<p><strong># -</strong> fell in the valley again, the council said.</p>", growth.TEXT.replace("again", "# times")],
    ["<div>{}</div>", "<span itemprop=author>Leggi e decreti saranno rivisti. #</span>", growth.TEXT.replace("again", "# times")],
)  # fmt: skip


@pytest.mark.parametrize("form", [*DEARER, *([holder, *rows] for holder, rows in islice(growth.pages(1), 12))], ids=str)
def test_a_megabyte_of_lines_that_differ_is_read_in_time(form: list[str]) -> None:
    holder, *rows = form
    check(TARGETS["page"], growth.made(holder, rows))


@pytest.mark.parametrize("name", TARGETS)
def test_a_megabyte_of_anything_is_read_in_time(name: str) -> None:
    for what, data in megabytes(name).items():
        try:
            check(TARGETS[name], data)
        except Exception as error:
            raise AssertionError(f"{name}, {what}: {error!r}") from error
