"""What is too large, too deep or too costly: bombs, walls of tags, pages made to keep a parser busy."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import brotli
from backports import zstd

from tests.crawling import article_page
from tests.hostile.harness import GOOD, Case
from tests.hostile.server import Host, Page, Wire

MIB = 1024 * 1024
PAGE = article_page("A page that is far too large", 3)
START, END = PAGE.split("</h1>", 1)[0] + "</h1>", PAGE.split("</h1>", 1)[1]


@cache
def gzip_bomb(mebibytes: int = 2048) -> bytes:
    """Gzip that unpacks to gibibytes: one packed mebibyte, repeated inside one stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packer.compress(b"<p>on</p>" + b" " * (MIB - 9)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (mebibytes - 1)


@cache
def deflate_bomb(mebibytes: int = 2048) -> bytes:
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (mebibytes - 1)


@cache
def brotli_bomb(mebibytes: int = 256) -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(packer.process(b" " * MIB) for _ in range(mebibytes)) + packer.finish()


@cache
def zstd_bomb(mebibytes: int = 512) -> bytes:
    packer = zstd.ZstdCompressor(level=1)
    return b"".join(packer.compress(b" " * MIB) for _ in range(mebibytes)) + packer.flush()


@cache
def bomb_in_brotli() -> bytes:
    return brotli.compress(gzip_bomb(), quality=1)


def packed(name: str, body: Callable[[], bytes]) -> Page:
    def page(wire: Wire) -> None:
        wire.answer(body(), Content_Encoding=name)

    return page


def text(make: Callable[[], str]) -> Page:
    def page(wire: Wire) -> None:
        wire.answer(make())

    return page


def hundred_megabytes(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 104857600\r\n\r\n")
    for _ in range(1600):
        wire.send(b"<b>x</b>" * 8192)


def hundred_megabytes_in_chunks(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(1600):
        wire.send(b"10000\r\n" + b"<b>x</b>" * 8192 + b"\r\n")
    wire.send(b"0\r\n\r\n")


def attributes(letters: str = "abcdefghijklmnopqrstuvwxyz") -> Iterator[str]:
    return (f"{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in letters[:5])


def attributes_with_tags() -> str:
    """Attributes whose values look like tags, so that no count of tags tells them."""
    return START + "<div " + " ".join(f'{name}="<b>"' for name in attributes()) + ">" + END


def busy() -> str:
    return START + f"<div {' '.join(attributes())}>" + END


def pictures() -> str:
    return START + "<figure><img src=/a.jpg><figcaption>A</figcaption></figure>" * 60_000 + END


def one_line() -> str:
    """Inside the article: what stands beside it would be left out."""
    return PAGE.replace('<div class="article">', '<div class="article"><p>' + "word and more " * 720_000 + "</p>")


def wall_of_links() -> str:
    links = "".join(f'<a class="title" href="/world/wall-story-{n}">Headline {n}</a>\n' for n in range(200_000))
    good = "".join(f'<a class="title" href="{path}">Headline of a good story</a>' for path in GOOD)
    return f"<html><body>{good}{links}</body></html>"


def deep_section() -> str:
    good = "".join(f'<a class="title" href="{path}">Headline of a good story</a>' for path in GOOD)
    return "<html><body>" + "<div>" * 100_000 + good + "</div>" * 100_000 + "</body></html>"


def busy_section() -> str:
    good = "".join(f'<a class="title" href="{path}">Headline of a good story</a>' for path in GOOD)
    return f"<html><body>{good}<div {' '.join(attributes())}>x</div></body></html>"


def section(make: Callable[[], str]) -> Callable[[Host], None]:
    """A host whose section page is the bad one."""

    def build(host: Host) -> None:
        host.pages["/world"] = text(make)

    return build


CASES = [
    Case(name="bomb-gzip", page=packed("gzip", gzip_bomb), reason="dropped/too_large"),
    Case(name="bomb-deflate", page=packed("deflate", deflate_bomb), reason="dropped/too_large"),
    Case(name="bomb-brotli", page=packed("br", brotli_bomb), reason="dropped/too_large"),
    Case(name="bomb-zstd", page=packed("zstd", zstd_bomb), reason="dropped/too_large"),
    Case(name="bomb-nested", page=packed("gzip, gzip", lambda: gzip.compress(gzip_bomb())), reason="dropped/too_large"),
    Case(name="bomb-mixed", page=packed("gzip, br", bomb_in_brotli), reason="dropped/too_large"),
    Case(name="bomb-layers", page=packed(", ".join(["gzip"] * 20), gzip_bomb), reason="dropped/too_large"),
    Case(name="bomb-members", page=packed("gzip", lambda: gzip.compress(b"<p>") * 100_000), reason="dropped/too_large"),
    Case(name="bomb-frames", page=packed("zstd", lambda: zstd.compress(b"<p>") * 100_000), reason="dropped/too_large"),
    Case(name="hundred-megabytes", page=hundred_megabytes, reason="dropped/too_large"),
    Case(name="hundred-in-chunks", page=hundred_megabytes_in_chunks, reason="dropped/too_large"),
    Case(name="small-elements", page=text(lambda: START + "<b>x</b>" * 1_900_000 + END), reason="dropped/"),
    Case(name="nested", page=text(lambda: START + "<div>" * 100_000 + END), archived=3),
    Case(name="nested-inline", page=text(lambda: START + "<span>" * 100_000 + END), archived=3),
    Case(name="nested-in-the-end", page=text(lambda: PAGE.replace("</body>", "<ul><li>" * 100_000 + "</body>")), archived=3),
    Case(name="one-line", page=text(one_line), reason="dropped/too_costly"),
    Case(name="one-word", page=text(lambda: START + "<p>" + "x" * 10_000_000 + "</p>" + END), archived=3),
    Case(name="attributes", page=text(busy), reason="dropped/too_costly"),
    Case(name="one-attribute", page=text(lambda: START + f"<div class='{'a ' * 2_000_000}'>" + END), archived=3),

    Case(name="comments", page=text(lambda: START + "<!-- x -->" * 300_000 + END), archived=3),
    Case(name="links", build=section(wall_of_links)),
    Case(name="nested-section", build=section(deep_section), archived=2),
    Case(name="busy-section", build=section(busy_section), archived=0, reason="sources/failed"),
]  # fmt: skip

# Each of these keeps the reading process busy until it is ended: only in the campaign, python -m tests.hostile.
SLOW = [
    Case(name="attributes-with-tags", page=text(attributes_with_tags), reason="dropped/too_costly"),
    Case(name="pictures", page=text(pictures), reason="dropped/too_costly"),
]
