"""Parsing what sources send: HTML and XML from strangers, without entities, network or surprises."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree, html

from newscrawl.discovery.charsets import codec_of, is_wide
from newscrawl.discovery.nesting import flattened, gathered, stopped
from newscrawl.errors import SourceError

DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,200000}?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DOCTYPE_START = re.compile("<!DOCTYPE", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# How XML begins in two bytes a character, without a mark (XML 1.0, appendix F).
_WIDE = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
# HTML's names that turn up in XML, where only five are known.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
# The sitemap protocol's limit for one file, uncompressed.
MOST_BYTES = 50 * 1024 * 1024
PIECE = 128 * 1024
# A document type with its entities stands within so many bytes.
HEAD = 256 * 1024


def decode(body: bytes, content_type: str | None, declared: re.Pattern[bytes]) -> str:
    """Decode: byte order mark, then the document's own word where it holds, then the header, then UTF-8.

    >>> decode("<?xml version='1.0' encoding='utf-16'?><rss/>".encode("utf-16-be"), None, DECLARED)[-6:]
    '<rss/>'
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace")
    header = _HEADER.search(content_type or "")
    for codec in _codecs(body, declared, header[1] if header else ""):
        try:
            return body.decode(codec)
        except UnicodeError:
            continue
    return body.decode("utf-8", "replace")


def _codecs(body: bytes, declared: re.Pattern[bytes], header: str = "") -> Iterator[str]:
    """What a body without a mark may be in, the likeliest first."""
    if wide := _WIDE.get(body[:4]):
        yield wide
    found = declared.search(body[:2048])
    for name in (found[1].decode("ascii", "replace") if found else "", header):
        codec = codec_of(name) if name else None
        if codec is not None and (b"\0" in body[:200] or not is_wide(codec)):
            yield codec
    yield from ("utf-8", "cp1252")


def parse_html(body: bytes, content_type: str | None) -> html.HtmlElement:
    """Parse an HTML page; raises SourceError when there is nothing to parse."""
    text = decode(body, content_type, _META).replace("\x00", "")
    if not text.strip():
        raise SourceError("the page is empty")
    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=False, encoding="utf-8")
    data = text.encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
        if stopped(parser):
            root = html.document_fromstring(flattened(data), parser=parser)
            if stopped(parser):
                raise SourceError("the page is nested deeper than can be read")
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"the page cannot be parsed: {error}") from error
    gathered(root)
    return root


def sliced(body: bytes) -> Iterator[bytes]:
    """A body in pieces."""
    return (body[start : start + PIECE] for start in range(0, len(body), PIECE))


def gunzipped(body: bytes, most: int = MOST_BYTES) -> Iterator[bytes]:
    """Unpack gzip piece by piece; raises SourceError beyond ``most`` bytes, and for a file that was cut.

    >>> b"".join(gunzipped(gzip.compress(b"ferry")))
    b'ferry'
    """
    size = 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            while piece := file.read1(PIECE):
                size += len(piece)
                if size > most:
                    raise SourceError(f"unpacks to more than {most >> 20} MiB, the limit of the sitemap protocol")
                yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"the gzip file is broken or cut: {error}") from error


def xml_texts(pieces: Iterator[bytes]) -> Iterator[str]:
    """XML from strangers as text that a parser can be fed with: no declaration, no DTD, no entities but XML's own.

    >>> "".join(xml_texts(iter([b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b; &am", b"p;</a>"])))
    '<a>&amp;b; &amp;</a>'
    """
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= HEAD:
            break
    decoder = _decoder(head)
    text = _head(decoder.decode(head))
    for piece in pieces:
        # An entity may be cut in two: its beginning waits for the next piece.
        start = text.rfind("&", max(0, len(text) - 12))
        whole, rest = (text[:start], text[start:]) if start >= 0 else (text, "")
        yield _clean(whole)
        text = rest + decoder.decode(piece)
    yield _clean(text + decoder.decode(b"", final=True))


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codecs.getincrementaldecoder(codec)("replace")
    return codecs.getincrementaldecoder(next(_codecs(head, DECLARED)))("replace")


def _head(text: str) -> str:
    """A document without its declaration and type. Only the first type is looked at: a document has one."""
    text = re.sub(r"^<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff \t\r\n"))
    start = _DOCTYPE_START.search(text)
    found = _DOCTYPE.match(text, start.start()) if start else None
    return text[: found.start()] + text[found.end() :] if found else text


def _clean(text: str) -> str:
    return _REFERENCE.sub(_legal, _ILLEGAL.sub("", _ENTITY.sub("&amp;", text)))


def _legal(reference: re.Match[str]) -> str:
    """A reference to what is no character (a surrogate, NUL) is left out: lxml would fail on its text."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if number > 0x10FFFF or _ILLEGAL.match(chr(number)) else reference[0]


def parse_xml(text: str) -> etree._Element:
    """Parse XML leniently: no entities but XML's own, no DTD, no network; raises SourceError when nothing is there."""
    text = _clean(_head(text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"this is no XML: {error}") from error
    if root is None:
        raise SourceError("this is no XML")
    return root


def local(element: etree._Element) -> str:
    """A tag's name without its namespace or undeclared prefix; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str | None:
    """The text inside, spaces folded; None when there is none."""
    if element is None:
        return None
    text = " ".join("".join(str(piece) for piece in element.itertext()).split())
    return text or None
