"""How a connection goes wrong: slow, silent, endless, cut, lying."""

from __future__ import annotations

import gzip
import zlib

import brotli
from backports import zstd

from tests.crawling import article_page
from tests.hostile.harness import Case
from tests.hostile.server import Page, Wire

PAGE = article_page("A page that never arrives as it should", 3).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def slow_head(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        wire.send(b"a")
        wire.pause(0.2)


def slow_body(wire: Wire) -> None:
    wire.send(HEAD + b"Content-Length: 10000000\r\n\r\n<html><body>")
    while True:
        wire.send(b"a")
        wire.pause(0.2)


def no_answer(wire: Wire) -> None:
    wire.pause(60)


def silence_in_the_body(wire: Wire) -> None:
    wire.send(HEAD + b"Content-Length: 10000\r\n\r\n" + PAGE[:500])
    wire.pause(60)


def endless_headers(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while True:
        wire.send(b"".join(b"X-%d: %s\r\n" % (number + n, b"a" * 200) for n in range(200)))
        number += 200


def endless_short_headers(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        wire.send(b"a:\n" * 20_000)


def one_endless_header(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        wire.send(b"a" * 65536)


def folded_header_without_end(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nX-Long: a\r\n")
    while True:
        wire.send(b" folded on and on\r\n" * 3000)


def endless_continue(wire: Wire) -> None:
    while True:
        wire.send(b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * 1000)


def endless_chunks(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        wire.send(b"10000\r\n" + b"<p>on</p>      \n" * 4096 + b"\r\n")


def endless_body_without_length(wire: Wire) -> None:
    wire.send(HEAD + b"\r\n")
    while True:
        wire.send(b"<p>on</p>      \n" * 4096)


def endless_trailers(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n" % (len(PAGE), PAGE))
    while True:
        wire.send(b"X-Trailer: on\r\n" * 4000)


def many_tiny_chunks(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    wire.send(b"".join(b"1\r\n%c\r\n" % byte for byte in PAGE) + b"0\r\n\r\n")


def half_of_the_length(wire: Wire) -> None:
    wire.send(HEAD + b"Content-Length: %d\r\n\r\n" % (len(PAGE) * 2) + PAGE)


def no_last_chunk(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(PAGE), PAGE))


def half_a_chunk(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s" % (len(PAGE) + 500, PAGE))


def reset_in_the_body(wire: Wire) -> None:
    wire.send(HEAD + b"Content-Length: %d\r\n\r\n" % (len(PAGE) + 9) + PAGE)
    wire.pause(0.2)
    wire.reset()


def reset_in_a_body_without_length(wire: Wire) -> None:
    wire.send(HEAD + b"\r\n" + PAGE[: len(PAGE) * 2 // 3])
    wire.pause(0.2)
    wire.reset()


def closed_at_once(wire: Wire) -> None:
    wire.socket.close()


def reset_at_once(wire: Wire) -> None:
    wire.reset()


def packed(name: str, body: bytes) -> Page:
    """A body that says how it is packed."""

    def page(wire: Wire) -> None:
        wire.answer(body, Content_Encoding=name)

    return page


def damaged(body: bytes) -> bytes:
    middle = len(body) // 2
    return body[:middle] + bytes(byte ^ 0x55 for byte in body[middle : middle + 20]) + body[middle + 20 :]


def wrong_sum(body: bytes) -> bytes:
    return body[:-8] + b"\x01\x02\x03\x04" + body[-4:]


def status_line(line: bytes) -> Page:
    def page(wire: Wire) -> None:
        wire.send(line + b"\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE)

    return page


def not_http(wire: Wire) -> None:
    wire.send(b"SSH-2.0-OpenSSH_9.6\r\n" + wire.random.randbytes(3000))


def random_bytes(wire: Wire) -> None:
    wire.send(wire.random.randbytes(20_000))


def head_with(*lines: bytes) -> Page:
    def page(wire: Wire) -> None:
        wire.send(HEAD + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + PAGE)

    return page


def more_than_the_length(wire: Wire) -> None:
    wire.send(HEAD + b"Content-Length: 900\r\n\r\n" + PAGE)


def another_answer_behind(wire: Wire) -> None:
    """Answers that nobody has asked for, behind the one that was: they are for no other page."""
    wire.send(HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE)
    wire.send((b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE) * 50)


def early_hints(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n" * 3)
    wire.send(HEAD + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(PAGE) + PAGE)


def switching(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
    wire.pause(60)


def chunks(*, size: bytes = b"%x", end: bytes = b"0\r\n\r\n") -> Page:
    """A page in one chunk, with more in its lines than the size."""

    def page(wire: Wire) -> None:
        wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + size % len(PAGE) + b"\r\n" + PAGE + b"\r\n" + end)

    return page


def endless_chunk_extension(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x;a=" % len(PAGE))
    while True:
        wire.send(b"x" * 65536)


def extension_of_every_byte(wire: Wire) -> None:
    wire.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    wire.send(b"".join(b"1;%s\r\n%c\r\n" % (b"e" * 1000, byte) for byte in PAGE) + b"0\r\n\r\n")


def bare_lines(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: %d\nConnection: close\n\n" % len(PAGE) + PAGE)


def frames(wire: Wire) -> None:
    wire.send(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18))
    wire.pause(60)


def without_a_head(wire: Wire) -> None:
    """HTTP 0.9."""
    wire.send(PAGE)


def too_many_cookies(wire: Wire) -> None:
    cookies = b"".join(b"Set-Cookie: c%d=%s; path=/\r\n" % (n, b"x" * 4000) for n in range(600))
    wire.send(HEAD + cookies + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(PAGE) + PAGE)


def as_type(kind: str, body: bytes | None = None) -> Page:
    def page(wire: Wire) -> None:
        wire.answer(PAGE if body is None else body, kind=kind)

    return page


def octets(wire: Wire) -> None:
    wire.answer(wire.random.randbytes(50_000))


def archive_file(wire: Wire) -> None:
    wire.answer(b"PK\x03\x04" + wire.random.randbytes(50_000))


TEXT = PAGE.decode()
GZIP = gzip.compress(PAGE)
GZIP_NAMED = GZIP[:3] + b"\x08" + GZIP[4:10] + b"n" * 3_000_000 + b"\0" + GZIP[10:]
# More than is unpacked in one step, and packed less than that.
LARGE = PAGE.replace(b"</body>", b"<!-- " + b"and on " * 40_000 + b"--></body>")
DEFLATE = zlib.compress(PAGE)
BROTLI = brotli.compress(PAGE)
ZSTD = zstd.compress(PAGE)
# A frame of two gibibytes that is to be skipped; and a window of 128 MiB.
ZSTD_SKIPPING = b"\x50\x2a\x4d\x18\xff\xff\xff\x7f" + PAGE
ZSTD_WINDOW = zstd.compress(LARGE * 300, options={zstd.CompressionParameter.window_log: 27})

CASES = [
    Case(name="slow-head", page=slow_head, reason="dropped/timeout"),
    Case(name="slow-body", page=slow_body, reason="dropped/timeout"),
    Case(name="no-answer", page=no_answer, reason="dropped/timeout"),
    Case(name="silence-in-body", page=silence_in_the_body, reason="dropped/timeout"),
    Case(name="endless-headers", page=endless_headers, reason="dropped/too_large"),
    Case(name="endless-short-headers", page=endless_short_headers, reason="dropped/too_large"),
    Case(name="one-endless-header", page=one_endless_header, reason="dropped/"),
    Case(name="endless-folded-header", page=folded_header_without_end, reason="dropped/too_large"),
    Case(name="endless-continue", page=endless_continue, reason="dropped/too_large"),
    Case(name="endless-chunks", page=endless_chunks, reason="dropped/too_large"),
    Case(name="endless-body", page=endless_body_without_length, reason="dropped/too_large"),
    Case(name="endless-trailers", page=endless_trailers, reason="dropped/"),
    Case(name="many-tiny-chunks", page=many_tiny_chunks, archived=3),
    Case(name="half-of-length", page=half_of_the_length, reason="dropped/truncated"),
    Case(name="no-last-chunk", page=no_last_chunk, reason="dropped/truncated"),
    Case(name="half-a-chunk", page=half_a_chunk, reason="dropped/truncated"),
    Case(name="reset-in-body", page=reset_in_the_body, reason="dropped/truncated"),
    Case(name="reset-without-length", page=reset_in_a_body_without_length, reason="dropped/truncated"),
    Case(name="closed-at-once", page=closed_at_once, reason="dropped/"),
    Case(name="reset-at-once", page=reset_at_once, reason="dropped/"),
    Case(name="half-gzip", page=packed("gzip", GZIP[: len(GZIP) // 2]), reason="dropped/truncated"),
    Case(name="half-deflate", page=packed("deflate", DEFLATE[: len(DEFLATE) // 2]), reason="dropped/truncated"),
    Case(name="half-brotli", page=packed("br", BROTLI[: len(BROTLI) // 2]), reason="dropped/truncated"),
    Case(name="half-zstd", page=packed("zstd", ZSTD[: len(ZSTD) // 2]), reason="dropped/truncated"),
    Case(name="gzip-without-trailer", page=packed("gzip", GZIP[:-8]), reason="dropped/truncated"),
    Case(name="gzip-damaged", page=packed("gzip", damaged(GZIP)), reason="dropped/truncated"),
    Case(name="gzip-wrong-sum", page=packed("gzip", wrong_sum(GZIP)), reason="dropped/truncated"),
    Case(name="gzip-then-rubbish", page=packed("gzip", GZIP + b"rubbish" * 9), archived=3),
    Case(name="gzip-in-two-members", page=packed("gzip", gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:])), archived=3),
    Case(name="gzip-large-then-rubbish", page=packed("gzip", gzip.compress(LARGE) + b"rubbish" * 9), archived=3),
    Case(name="gzip-large-in-members", page=packed("gzip", gzip.compress(LARGE[:-9]) + gzip.compress(LARGE[-9:])), archived=3),
    Case(name="gzip-long-name", page=packed("gzip", GZIP_NAMED), archived=3),
    Case(name="zstd-skips-gigabytes", page=packed("zstd", ZSTD_SKIPPING), reason="dropped/truncated"),
    Case(name="zstd-window", page=packed("zstd", ZSTD_WINDOW), reason="dropped/truncated"),
    Case(name="lines-end-early", page=bare_lines, archived=3),
    Case(name="chunk-size-negative", page=chunks(size=b"-%x"), reason="dropped/truncated"),
    Case(name="chunk-size-underscore", page=chunks(size=b"%x_0"), reason="dropped/truncated"),
    Case(name="chunk-of-exabytes", page=chunks(size=b"ffffffffffff%x"), reason="dropped/"),
    Case(name="gzip-in-transfer", page=head_with(b"Transfer-Encoding: gzip, chunked"), reason="dropped/"),
    Case(name="frames-of-http2", page=frames, reason="dropped/"),
    Case(name="deflate-raw", page=packed("deflate", zlib.compress(PAGE, wbits=-15)), archived=3),
    Case(name="gzip-that-is-none", page=packed("gzip", PAGE), archived=3),
    Case(name="gzip-in-brotli", page=packed("gzip, br", brotli.compress(GZIP)), archived=3),
    Case(name="unknown-encoding", page=packed("ferry", PAGE), archived=3),
    Case(name="status-none", page=status_line(b"HELLO"), reason="dropped/"),
    Case(name="status-text", page=status_line(b"HTTP/1.1 OK OK"), reason="dropped/"),
    Case(name="status-version", page=status_line(b"HTTP/x.y 200 OK"), reason="dropped/"),
    Case(name="status-999", page=status_line(b"HTTP/1.1 999 Go Away"), reason="dropped/"),
    Case(name="status-0", page=status_line(b"HTTP/1.1 0 Nothing"), reason="dropped/"),
    Case(name="status-negative", page=status_line(b"HTTP/1.1 -200 OK"), reason="dropped/"),
    Case(name="not-http", page=not_http, reason="dropped/"),
    Case(name="random-bytes", page=random_bytes, reason="dropped/"),
    Case(name="length-too-short", page=more_than_the_length, reason="dropped/truncated"),
    Case(name="length-negative", page=head_with(b"Content-Length: -5"), reason="dropped/"),
    Case(name="length-of-words", page=head_with(b"Content-Length: many"), reason="dropped/"),
    Case(name="length-twice", page=head_with(b"Content-Length: 5", b"Content-Length: 7"), reason="dropped/"),
    Case(name="length-of-exabytes", page=head_with(b"Content-Length: 9999999999999999999"), reason="dropped/too_large"),
    Case(name="chunk-size-of-words", page=head_with(b"Transfer-Encoding: chunked"), reason="dropped/"),
    Case(name="length-twice-the-same", page=head_with(*[b"Content-Length: %d" % len(PAGE)] * 2), archived=3),
    Case(name="another-answer-behind", page=another_answer_behind, archived=3),
    Case(name="early-hints", page=early_hints, archived=3),
    Case(name="switching", page=switching, reason="dropped/timeout"),
    Case(name="trailers", page=chunks(end=b"0\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n"), archived=3),
    Case(name="long-chunk-extension", page=chunks(size=b"%x;a=" + b"x" * 5_000_000), reason="dropped/truncated"),
    Case(name="endless-chunk-extension", page=endless_chunk_extension, reason="dropped/truncated"),
    Case(name="extension-of-every-byte", page=extension_of_every_byte, archived=3),
    Case(name="without-a-head", page=without_a_head, reason="dropped/"),
    Case(name="status-long", page=status_line(b"HTTP/1.1 200 " + b"x" * 100_000), reason="dropped/"),
    Case(name="cookies", page=too_many_cookies, archived=3),
    Case(name="type-image", page=as_type("image/png"), archived=3),
    Case(name="type-none", page=as_type(""), archived=3),
    Case(name="type-nonsense", page=as_type("x" * 3000 + "/;;;=\x01"), archived=3),
    Case(name="type-script", page=as_type("application/octet-stream"), archived=3),
    Case(name="octets-as-html", page=octets, reason="dropped/"),
    Case(name="zip-as-html", page=archive_file, reason="dropped/"),
    Case(name="charset-unknown", page=as_type("text/html; charset=klingon-8"), archived=3),
    Case(name="charset-utf7", page=as_type("text/html; charset=utf-7"), archived=3),
    Case(name="charset-codec", page=as_type("text/html; charset=rot13"), archived=3),
    Case(name="charset-hex", page=as_type("text/html; charset=zlib"), archived=3),
    Case(name="charset-idna", page=as_type("text/html; charset=idna"), archived=3),
    Case(name="charset-punycode", page=as_type("text/html; charset=punycode", PAGE + b"<!-- \xff -->"), archived=3),
    Case(name="charset-undefined", page=as_type("text/html; charset=undefined", PAGE + b"<!-- \xff -->"), archived=3),
    Case(name="charset-escapes", page=as_type("text/html; charset=unicode_escape", PAGE + b"<!-- \xff -->"), archived=3),
    Case(name="charset-utf16-is-none", page=as_type("text/html; charset=utf-16", PAGE + b"<!-- \xff -->"), archived=3),
    Case(name="utf16-with-mark", page=as_type("text/html", b"\xff\xfe" + TEXT.encode("utf-16-le")), archived=3),
    Case(name="utf16-odd-byte", page=as_type("text/html", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00"), archived=3),
    Case(name="utf32", page=as_type("text/html", b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le")), reason="dropped/"),
    Case(name="two-marks", page=as_type("text/html", b"\xef\xbb\xbf\xef\xbb\xbf" + PAGE), archived=3),
    Case(name="nuls", page=as_type("text/html", PAGE.replace(b"<p>", b"\x00<p>\x00\x00").replace(b"a", b"a\x00")), archived=3),
    Case(name="controls", page=as_type("text/html", PAGE.replace(b"<p>", b"<p>\x1b[2J\x07\x0c\x7f\x9b")), archived=3),
]  # fmt: skip
