"""One parse a page: bytes to a tree that everything else reads."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from charset_normalizer import from_bytes
from lxml import etree, html

from newscrawl.discovery.charsets import codec_of, is_wide
from newscrawl.discovery.nesting import flattened, gathered, stopped
from newscrawl.errors import ReadingError
from newscrawl.page.tree.meta_names import PARSELY
from newscrawl.page.tree.no_page import is_noise, other_kind

_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|h1|table|article|meta|title|span|ul|section|main)\b", re.I)
# What lxml would refuse or a text must not hold: control characters, and in UTF-8 the two that are no characters.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_NO_CHARACTERS = re.compile(b"\xef\xbf[\xbe\xbf]")
# How letters begin that were encoded twice: Latin, Cyrillic, Greek, dashes and quotes ("Ã¼", "â€“", "Ð¿").
# (One pattern that begins with one byte takes a tenth of the time of six counts.)
_TWICE = re.compile(rb"\xc3(?:\x83[\xc2\xc5]|\xa2\xe2\x82\xac|\x90\xc2|\x91\xe2|\x8e\xc2)")
_SOME = 5
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
# The class of elements is looked up in C: lxml.html's own lookup asks Python for each element, a fifth of all time.
# One parser for all pages (lxml locks it): making one costs as much as parsing a small page.
_PARSER = etree.HTMLParser(
    recover=True, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
# Latin-1 in name is windows-1252 in fact, as in browsers (WHATWG encoding standard).
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
            "x-sjis": "cp932", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949",
            "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-8-i": "iso-8859-8", "x-gbk": "gb18030"}  # fmt: skip
# References to 128..159 name windows-1252, whatever the page is in (HTML Living Standard, 13.2.5.80).
_OLD_REFERENCE = re.compile(rb"&#(?:0{0,4}(1[2-5][0-9])|[xX]0{0,4}([89][0-9a-fA-F]))(?:;|(?![0-9a-fA-F;]))")
# Elements whose end tag may not be left out; of those in the second row one or another is forgotten on pages that are whole.
_MUST_CLOSE = ("article", "main", "section", "table")
_OFTEN_LEFT = ("div", "ul", "ol", "blockquote", "figure", "aside", "header", "nav")
_OPENED = {tag: re.compile(rf"<{tag}[\s>]".encode(), re.IGNORECASE) for tag in (*_MUST_CLOSE, *_OFTEN_LEFT)}
_CLOSED = {tag: re.compile(rf"</{tag}\b".encode(), re.IGNORECASE) for tag in (*_MUST_CLOSE, *_OFTEN_LEFT)}
# The end of a line of text as the end of a page; whole pages end in a script, a footer, a box.
_TEXT_LAST = re.compile(
    rb"(?:</(?:p|h[1-6]|li|span|a|b|i|em|strong|figcaption|cite|q)|<br */?)>\s{0,200}\Z", re.IGNORECASE
)
_NO_TEXT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "select", "textarea", "button",
    "map", "audio", "video", "dialog",
)  # fmt: skip
# A page larger than this is read up to here: no article needs more.
LONGEST = 12_000_000
_PIECE = 65_536


def _meant(reference: re.Match[bytes]) -> bytes:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    if not 128 <= code < 160:
        return reference[0]
    return bytes([code]).decode("cp1252", "replace").encode()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page in UTF-8, and whether its bytes fit what it was read as."""

    data: bytes
    suspect: bool = False


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page: byte order mark; UTF-8 where the bytes are that; the page's own word; the header's; a guess.

    The bytes outweigh every declaration: windows-1251 declared as UTF-8 in the header is no UTF-8, and is not read as it.

    >>> decode("Москва".encode("cp1251") + b'<meta charset="windows-1251">', "text/html; charset=utf-8").data[:12].decode()
    'Москва'
    """
    body = body[:LONGEST]
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            text = body[len(mark) :].decode(codec, "replace")
            return Decoded(text.encode("utf-8", "replace"), "\ufffd" in text)
    declared = [m[1].decode("ascii") for m in (_XML.search(body[:300]), _META.search(body[:4096])) if m]
    header = _HEADER.search(content_type or "")
    names = [_ALIASES.get(name.lower(), name.lower()) for name in (*declared, *([header[1]] if header else []))]
    if b"\x00" in body[:200] and body[:200].count(b"\x00") > 40:
        names.insert(0, "utf-16-le" if body[1:2] == b"\x00" else "utf-16-be")
    elif not any(name.startswith(("iso-2022", "hz")) for name in names):
        names.insert(0, "utf-8")
    for name in names:
        known = codec_of(name)
        if known is None or (is_wide(known) and b"\x00" not in body[:200]):
            continue
        try:
            if known == "utf-8":
                _check_utf8(body)
                return Decoded(body)
            return Decoded(body.decode(known).encode("utf-8", "replace"))
        except UnicodeError:
            continue
    text = body.decode("utf-8", "replace")
    # A few broken bytes in a long UTF-8 page (a cut comment, an advert) are no reason to read it as something else.
    if text.count("\ufffd") <= 1 + len(text) // 5000 and not body.isascii() and "utf-8" in names[1:]:
        return Decoded(text.encode(), True)
    guess = from_bytes(body[:200_000]).best()
    encoding = guess.encoding if guess is not None else "cp1252"
    return Decoded(body.decode(encoding, "replace").encode("utf-8", "replace"), True)


def _check_utf8(body: bytes) -> None:
    """Raise UnicodeDecodeError unless it is UTF-8; piece by piece, for half of what the text as a whole would cost."""
    at, view = 0, memoryview(body)
    while at < len(body):
        at += codecs.utf_8_decode(view[at : at + _PIECE], "strict", at + _PIECE >= len(body))[1]


def _is_cut(page: bytes) -> bool:
    """True for a page that ends within itself: neither body nor html is closed, nor is a tag, or what must be closed.

    The end tags of body and html may be left out, those of div and article never. Of 847 saved pages ten have no end tag
    of body or html, and four of these leave one div open: one counts only where the page ends with a line of text.
    """
    tail = page[-3000:].lower()
    if b"</html" in tail or b"</body" in tail:
        return False
    if page[-200:].rstrip()[-1:] != b">":
        return True
    left = {tag: len(_OPENED[tag].findall(page)) - len(_CLOSED[tag].findall(page)) for tag in _OPENED}
    forgotten = sum(max(left[tag], 0) for tag in _OFTEN_LEFT)
    least = 1 if _TEXT_LAST.search(page[-300:]) else 2
    return forgotten >= least or any(left[tag] > 0 for tag in _MUST_CLOSE)


# What a ``<meta>`` so named holds is no section, whatever its itemprop says.
_NO_SECTION = re.compile(r"key|title|tag|desc|robots|author|date|time")


@dataclass
class Document:
    """A parsed page. ``root`` is the html element; scripts are still in it until structured data has been read."""

    url: str
    root: html.HtmlElement
    suspect: bool = False
    cut: bool = False
    scripts: list[str] = field(default_factory=list)
    # What was parsed: scripts are looked into where the page itself says nothing.
    source: bytes = b""

    @classmethod
    def parse(cls, body: bytes | str, *, url: str, content_type: str | None = None) -> Document:
        """Parse a page; raises ReadingError when it is no markup at all, or no text."""
        whole = len(body) <= LONGEST
        given = body[:LONGEST].encode("utf-8", "replace") if isinstance(body, str) else body
        if (kind := other_kind(given)) is not None:
            raise ReadingError(f"not a page: {kind}")
        decoded = Decoded(given) if isinstance(body, str) else decode(given, content_type)
        if not _MARKUP.search(decoded.data):
            raise ReadingError("no markup in it: not a page")
        data = decoded.data
        if any(code in data for code in _CONTROLS):  # 29 looks cost half of a copy, and one page of 200 has any
            data = data.translate(None, _CONTROLS)
            if is_noise(decoded.data, data):
                raise ReadingError("not a page: no text, to go by its control characters")
        if b"\xef" in data:  # one byte is looked for ten times faster than any pattern
            data = _NO_CHARACTERS.sub(b"", data)
        if b"&#" in data:
            data = _OLD_REFERENCE.sub(_meant, data)
        try:
            root = etree.fromstring(_XML_DECLARATION.sub(b"", data, count=1), _PARSER)
            if stopped(_PARSER):
                root = etree.fromstring(_XML_DECLARATION.sub(b"", flattened(data), count=1), _PARSER)
                if stopped(_PARSER):
                    raise ReadingError("nested deeper than can be read")
        except (etree.LxmlError, ValueError, AssertionError) as error:
            raise ReadingError(f"cannot be parsed: {error}") from error
        if root is None:
            raise ReadingError("no markup in it: not a page")
        gathered(root)
        # What was left unread is missing too.
        cut = not whole or _is_cut(decoded.data)
        suspect = decoded.suspect or (b"\xc3" in data and len(_TWICE.findall(data)) >= _SOME)
        document = cls(url=url, root=root, suspect=suspect, cut=cut, source=data)
        document._take_scripts()
        return document

    def _take_scripts(self) -> None:
        """Keep JSON-LD, then drop what holds no text."""
        for element in self.root.iter("script", "noscript"):
            if element.tag == "script":
                kind = element.get("type")
                if kind and "ld+json" in kind.lower() and (text := element.text):
                    self.scripts.append(text)
            elif len(element) and element.find(".//h1") is not None:
                element.tag = "div"  # an element left open in it took the rest of the page in
        etree.strip_elements(self.root, *_NO_TEXT, with_tail=False)

    def insert(self, text: str, *, behind: etree._Element | None) -> bool:
        """Set the HTML of an article's text behind its headline, or at the end of the page; False for what is none."""
        data = _NO_CHARACTERS.sub(b"", text.encode("utf-8", "replace").translate(None, _CONTROLS))
        page = etree.fromstring(b"<html><body>" + data + b"</body></html>", _PARSER)
        box, body = (page.find("body") if page is not None else None), self.root.find(".//body")
        if box is None or stopped(_PARSER):
            return False
        etree.strip_elements(box, *_NO_TEXT, with_tail=False)
        box.tag = "div"
        box.set("class", "article-body")
        if behind is not None and behind.getparent() is not None:
            behind.addnext(box)
        else:
            (self.root if body is None else body).append(box)
        return True

    def meta(self, without: Callable[[etree._Element], bool] | None = None) -> dict[str, list[str]]:
        """``<meta>`` by lower-case name, property or itemprop; each with its contents in page order.

        ``without`` tells which of those with an itemprop are left out.
        """
        found: dict[str, list[str]] = {}
        for element in self.root.iter("meta"):
            get = element.get
            name = get("property") or get("name") or get("itemprop") or get("http-equiv")
            if without is not None and get("itemprop") and without(element):
                continue
            content = " ".join((get("content") or get("value") or "").split()) if name else ""
            if content:
                key = name.strip().lower()[:100]
                found.setdefault(key, []).append(content[: 20_000 if key == PARSELY else 2000])
                # ``<meta name="dsk" itemprop="articleSection">``: what the site calls it, and what everybody does.
                also = (get("itemprop") or "").strip().lower()
                if also == "articlesection" and key != also and not _NO_SECTION.search(key):
                    found.setdefault(also, []).append(content[:2000])
        return found
