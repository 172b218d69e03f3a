"""Bytes that are no page at all, though somebody saved or sent them as one: pictures, archives, scripts, data."""

from __future__ import annotations

import re

# How files begin that are no text: nothing that a page may begin with.
_KINDS = {
    b"\xff\xd8\xff": "a JPEG picture", b"\x89PNG\r\n\x1a\n": "a PNG picture", b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture", b"II*\x00": "a TIFF picture", b"MM\x00*": "a TIFF picture",
    b"\x00\x00\x01\x00": "an icon", b"8BPS\x00": "a picture", b"%PDF-": "a PDF file", b"%!PS": "a PostScript file",
    b"{\\rtf": "an RTF file", b"PK\x03\x04": "a ZIP archive or an office file", b"PK\x05\x06": "a ZIP archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an office file", b"\x1f\x8b\x08": "packed by gzip",
    b"\x28\xb5\x2f\xfd": "packed by zstd", b"\xfd7zXZ\x00": "packed by xz", b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive", b"OggS\x00": "sound or video", b"fLaC\x00": "sound", b"ID3\x02": "sound",
    b"ID3\x03": "sound", b"ID3\x04": "sound", b"\x1a\x45\xdf\xa3": "video", b"FLV\x01": "video", b"wOFF": "a font",
    b"wOF2": "a font", b"\x00\x01\x00\x00\x00": "a font", b"OTTO\x00": "a font", b"\x7fELF": "a program",
    b"\x00asm": "a program", b"\xca\xfe\xba\xbe": "a program", b"SQLite format 3\x00": "a database",
}  # fmt: skip
_FIRST = frozenset(beginning[:2] for beginning in _KINDS)
# Kinds that are named behind their first bytes: RIFF....WEBP, ....ftypisom, BZh91AY&SY.
_BEHIND = re.compile(rb"RIFF.{4}(?:WEBP|WAVE|AVI )|.{4}ftyp[a-zA-Z0-9]{3}|BZh[1-9]1AY&SY", re.DOTALL)
# Every tenth byte of what is packed or random is a control character. Of 847 saved pages four have any: eight of half a
# million letters at most. (NUL is not counted: a damaged page may be filled up with it.)
_MOST_CONTROLS, _SOME = 0.04, 8
_LONGEST_HEAD = 2000

# What begins with markup and is none of a page's.
_OTHER_MARKUP = re.compile(
    rb"\s*(?:<(?:\?[^>]{0,300}\?|!--[^>]{0,1000}--|!DOCTYPE (?!html)[^>]{0,500})>\s*){0,5}"
    rb"<(rss|feed|urlset|sitemapindex|rdf:RDF|opml|svg)[\s>]",
    re.IGNORECASE,
)
_DATA = re.compile(rb"""(?:\)\]\}',?)?\s*+(?:[{\[]\s*+){1,5}"(?:[^"\\]|\\.){0,300}"\s*+[:,]""")
# How scripts begin; words behind a word of theirs ("let us go", "import duties") are no script.
_SCRIPT = re.compile(
    r"""\s*+(?:
      /[*/]|\#!/|["']use\ strict["']
      |[;!+(\s]{0,6}(?:async\s++)?(?:function\b\s*+\*?\s*+[\w$]*+\s*+\(|\([\w$,\s]{0,200}\)\s*+=>|(?<=\()[\w$]++\s*+=>)
      |(?:var|let|const)\s++(?:[\w$]++\s*+[=;,]|[\[{][\w$,:\s]{1,200}[\]}]\s*+=)
      |import\s*+(?:["'({*]|[\w$]++(?:\s*+,\s*+\{[^}]{0,300}\})?\s++from\s*+["'])
      |export\s++(?:default|const|let|var|function|class|async|\{|\*)[\s*]
      |class\s++[\w$]++(?:\s++extends\s++[\w$.]++)?\s*+\{
      |[\w$]++(?:\.[\w$]++|\[["'\d][^\]]{0,60}\])*+
       (?:\s*+=\s*+(?:function\b|[\[{"'(]|[\w$.]++(?:\(|\s*+\|\|))|\s*+&&\s*+[\w$(]|\((?:function\b|[\[{"'$]|\)))
    )""",
    re.VERBOSE,
)  # fmt: skip
# A page has one of these by itself, a script in a string.
_PAGE = re.compile(rb"""(?<!["'`\\])<(?:!doctype\s|html\b)""", re.IGNORECASE)
_LOOKED_AT = 65_536


def other_kind(body: bytes) -> str | None:
    """What else a body is by its first bytes, in words; None for whatever may be a page.

    >>> other_kind(b"\\xff\\xd8\\xff\\xe0\\0\\x10JFIF"), other_kind(b'{"html": "<p>x</p>"}'), other_kind(b"<p>It rained.")
    ('a JPEG picture', 'data in JSON', None)
    >>> other_kind(b'(function(){ x = "<p>"; })()'), other_kind(b'<?xml version="1.0"?><rss version="2.0">')
    ('a script', 'a newsfeed, a sitemap or a drawing')
    """
    if body[:2] in _FIRST and (kind := next((k for first, k in _KINDS.items() if body.startswith(first)), None)):
        return kind
    if _BEHIND.match(body[:16]):
        return "a picture, sound or packed"
    head = body[:_LONGEST_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"<":
        return "a newsfeed, a sitemap or a drawing" if _OTHER_MARKUP.match(head) else None
    if _DATA.match(head):
        return "data in JSON"
    if _SCRIPT.match(head.decode("latin-1")) and not _PAGE.search(body[:_LOOKED_AT]):
        return "a script"
    return None


def is_noise(data: bytes, cleaned: bytes) -> bool:
    """Whether a decoded page is no text, by its control characters; ``cleaned`` is the page (UTF-8) without them.

    >>> is_noise(b"<p>\\1\\2\\3\\4x\\5\\6\\7\\x0e" * 9, b"<p>x" * 9), is_noise(b"<p>Rain\\1 fell", b"<p>Rain fell")
    (True, False)
    """
    controls = len(data) - len(cleaned) - data.count(b"\0")
    return controls >= _SOME and controls > _MOST_CONTROLS * len(cleaned.decode("utf-8", "replace"))
