"""Parsing what sources send: HTML and XML from strangers, without entities, network or surprises."""

from __future__ import annotations

import gzip
import re
import zlib
from io import BytesIO

from lxml import etree, html

from newscrawl.errors import SourceError

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,200000}?\]\s*)?>", re.DOTALL | re.IGNORECASE)
# HTML's names that turn up in XML, where only five are known.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The sitemap protocol's limit for one file, uncompressed.
MOST_BYTES = 50 * 1024 * 1024


def decode(body: bytes, content_type: str | None, declared: re.Pattern[bytes]) -> str:
    """Decode: byte order mark, then the document's own word where it holds, then the header, then UTF-8."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(codec, "replace")
    found = declared.search(body[:2048])
    header = _HEADER.search(content_type or "")
    codecs = [found[1].decode("ascii", "replace") if found else "", header[1] if header else "", "utf-8", "cp1252"]
    for name in filter(None, codecs):
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace")


def parse_html(body: bytes, content_type: str | None) -> html.HtmlElement:
    """Parse an HTML page; raises SourceError when there is nothing to parse."""
    text = decode(body, content_type, _META).replace("\x00", "")
    if not text.strip():
        raise SourceError("the page is empty")
    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"the page cannot be parsed: {error}") from error
    return root


def gunzip(body: bytes, most: int = MOST_BYTES) -> bytes:
    """Unpack gzip up to ``most`` bytes; raises SourceError beyond, and for a file that was cut."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            data = file.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"the gzip file is broken or cut: {error}") from error
    if len(data) > most:
        raise SourceError(f"unpacks to more than {most >> 20} MiB, the limit of the sitemap protocol")
    return data


def parse_xml(body: bytes, content_type: str | None) -> etree._Element:
    """Parse XML leniently: no entities but XML's own, no DTD, no network; raises SourceError when nothing is there."""
    text = decode(body, content_type, _DECLARED).lstrip("\ufeff \t\r\n")
    text = re.sub(r"^<\?xml[^>]{0,200}\?>", "", text)
    text = _DOCTYPE.sub("", text, count=1)
    text = _ILLEGAL.sub("", _ENTITY.sub("&amp;", text))
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
    """A tag's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str | None:
    """The text inside, spaces folded; None when there is none."""
    if element is None:
        return None
    text = " ".join("".join(str(piece) for piece in element.itertext()).split())
    return text or None
