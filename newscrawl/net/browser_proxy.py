"""The browser's only way out: a small forward proxy of ours, which connects to the very address that it has judged.

A browser resolves names by itself, so whoever asks the same name before it may get another answer (DNS rebinding). Behind
a proxy the browser resolves nothing: pages, redirects, sub-requests, workers and preconnects all come here by name, are
resolved once, held against the address guard, and connected to by that address. ``ws:`` is refused, for it is a tunnel
without TLS; the methods are those that a page may use to read.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from newscrawl.net.addresses import AddressGuard, host_port

logger = logging.getLogger(__name__)

T = TypeVar("T")
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

# A browser's own limit of a head is 256 KiB.
MOST_HEAD_BYTES = 256 * 1024
# One tunnel carries a host's pages for as long as the browser keeps it: cut, it is built anew.
MOST_TUNNEL_BYTES = 256 * 1024 * 1024
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
# Between two hops only (RFC 9110, 7.6.1); Upgrade would open a channel that nobody watches.
HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer", "upgrade", "host"}
)
# The first byte of TLS's ClientHello (RFC 8446, 5.1: a record of type handshake).
TLS_HANDSHAKE = b"\x16"
_HOST = re.compile(r"[a-z0-9._~%-]{1,253}|[0-9a-f:.]{2,45}")


class Refused(Exception):
    """The proxy does not do this; ``status`` is what the browser is told."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head of a request or response: its first line, and its fields as they came."""

    first: str
    fields: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str | None:
        """The first field of a name."""
        return next((value for known, value in self.fields if known.lower() == name), None)

    def bytes(self, first: str, *extra: tuple[str, str]) -> bytes:
        """The head as it is passed on: without what is for one hop only."""
        kept = [(name, value) for name, value in self.fields if name.lower() not in HOP_BY_HOP]
        lines = [first, *(f"{name}: {value}" for name, value in (*extra, *kept)), "", ""]
        return "\r\n".join(lines).encode("latin-1")


def read_head(data: bytes) -> Head:
    """Take a head apart; raises Refused for what is none.

    >>> read_head(b"GET http://a.example/ HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n").value("host")
    'a.example'
    """
    first, *lines = data.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    fields = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip() or any(c in value for c in "\r\n\0"):
            raise Refused(400, f"not a header field: {line[:60]!r}")
        fields.append((name, value.strip()))
    return Head(first=first, fields=tuple(fields))


def read_place(text: str) -> tuple[str, int]:
    """Host and port of a CONNECT; raises Refused.

    >>> read_place("a.example:443"), read_place("[::1]:8443")
    (('a.example', 443), ('::1', 8443))
    """
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]").lower()
    if not colon or not port.isdecimal() or not 0 < int(port) < 65536 or not _HOST.fullmatch(host):
        raise Refused(400, f"not a host and port: {text[:80]!r}")
    return host, int(port)


async def by_system(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system's resolver gives them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class BrowserProxy:
    """Listens on a free port of 127.0.0.1; ``refused`` counts what was not connected to, by host and port."""

    def __init__(
        self,
        guard: AddressGuard,
        *,
        resolve: Resolve = by_system,
        most_bytes: int = 16 * 1024 * 1024,
        patience: float = 30.0,
    ) -> None:
        self._guard, self._resolve, self._most, self._patience = guard, resolve, most_bytes, patience
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self.refused: set[str] = set()

    async def start(self) -> str:
        """Begin to listen; gives ``127.0.0.1:port``."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MOST_HEAD_BYTES)
        return f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """End every connection, and listen no more."""
        if self._server is not None:
            self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            await self._serve(reader, writer)
        except Refused as refused:
            logger.debug("the browser's request is refused: %s", refused)
            with contextlib.suppress(OSError):
                writer.write(_answer(refused))
                await writer.drain()
        except (OSError, TimeoutError, EOFError, asyncio.LimitOverrunError) as error:
            logger.debug("a connection of the browser ended: %r", error)
        except asyncio.CancelledError:
            # Only ``close`` cancels; asyncio's server would log a cancelled handler as an error.
            logger.debug("a connection of the browser is closed with it")
        finally:
            self._serving.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = read_head(await self._in_time(reader.readuntil(b"\r\n\r\n")))
        method, target, *_ = (*head.first.split(" "), "", "")
        if method == "CONNECT":
            host, port = read_place(target)
            out_reader, out_writer = await self._connect(host, port)
            try:
                await self._tunnel(reader, writer, out_reader, out_writer)
            finally:
                out_writer.close()
            return
        if method not in METHODS:
            raise Refused(405, f"method {method[:20]!r}")
        host, port, path, name = _target(target)
        length = head.value("content-length") or "0"
        if head.value("transfer-encoding") or not length.isdecimal():
            raise Refused(411, "a request's body must say its length")
        out_reader, out_writer = await self._connect(host, port)
        try:
            out_writer.write(head.bytes(f"{method} {path} HTTP/1.1", ("Host", name), ("Connection", "close")))
            await asyncio.gather(
                self._pass_on(reader, out_writer, int(length), whole=False),
                self._response(out_reader, writer),
            )
        finally:
            out_writer.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to an address of this host that may be connected to, and to no other."""
        if not self._guard.allows_port(host, port):
            self.refused.add(host_port(host, port))
            raise Refused(403, f"{host_port(host, port)}: not a port of the web")
        try:
            found = await self._in_time(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise Refused(502, f"{host} does not resolve: {error}") from error
        allowed = [address for address in found if self._guard.allows(host, port, address)]
        if not allowed:
            self.refused.add(host_port(host, port))
            raise Refused(403, f"{host_port(host, port)}: not a public address")
        for address in allowed[:4]:
            with contextlib.suppress(OSError, TimeoutError):
                return await self._in_time(asyncio.open_connection(address, port, limit=MOST_HEAD_BYTES))
        raise Refused(502, f"{host_port(host, port)} does not answer")

    async def _tunnel(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        out_reader: asyncio.StreamReader,
        out_writer: asyncio.StreamWriter,
    ) -> None:
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        first = await self._in_time(reader.readexactly(1))
        if first != TLS_HANDSHAKE:
            raise ConnectionAbortedError("a tunnel is for TLS only")
        out_writer.write(first)
        ways = {
            asyncio.ensure_future(self._pass_on(reader, out_writer, MOST_TUNNEL_BYTES)),
            asyncio.ensure_future(self._pass_on(out_reader, writer, MOST_TUNNEL_BYTES)),
        }
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _response(self, out_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one response on. The connection ends with it, so that no second request takes this way to another host."""
        for _ in range(5):
            head = read_head(await self._in_time(out_reader.readuntil(b"\r\n\r\n")))
            version, status, *_ = (*head.first.split(" "), "", "")
            if not version.startswith("HTTP/1.") or not re.fullmatch(r"[1-5]\d\d", status) or status == "101":
                raise Refused(502, f"not an answer of HTTP: {head.first[:60]!r}")
            if not status.startswith("1"):
                writer.write(head.bytes(head.first, ("Connection", "close")))
                await self._pass_on(out_reader, writer, self._most)
                return
        raise Refused(502, "interim answers without end")

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int, *, whole: bool = True
    ) -> None:
        """Pass bytes on until the end, or ``most``: where they are more than that, the connection breaks, if ``whole``."""
        left = most
        while left > 0:
            data = await self._in_time(reader.read(min(64 * 1024, left)))
            if not data:
                return
            left -= len(data)
            writer.write(data)
            await self._in_time(writer.drain())
        if whole:
            raise ConnectionAbortedError("too large")

    async def _in_time(self, what: Awaitable[T]) -> T:
        return await asyncio.wait_for(what, self._patience)


def _target(target: str) -> tuple[str, int, str, str]:
    """Host, port, path and Host field of an absolute-form target.

    >>> _target("http://a.example/x?y=1")
    ('a.example', 80, '/x?y=1', 'a.example')
    """
    try:
        parts = urlsplit(target)
        port = parts.port or 80
    except ValueError as error:
        raise Refused(400, f"not an address: {target[:80]!r}") from error
    host = (parts.hostname or "").lower()
    if parts.scheme != "http" or "@" in parts.netloc or not _HOST.fullmatch(host):
        raise Refused(400, f"not an http address: {target[:80]!r}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    name = f"[{host}]" if ":" in host else host
    return host, port, path, name if parts.port in (None, 80) else f"{name}:{port}"


def _answer(refused: Refused) -> bytes:
    body = f"newscrawl: {refused}".encode("ascii", "replace")
    head = f"HTTP/1.1 {refused.status} Refused\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Connection: close\r\n\r\n" + body
