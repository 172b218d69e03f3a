"""A server that misbehaves: each case is a small function that gets the raw connection and does its worst.

One process-wide server on loopback; each mirror has a port of its own, so that hosts are told apart as on the web. What a
case sends comes from its seed; nothing is read from the network.
"""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

ROBOTS = b"User-agent: *\nAllow: /\n"


@dataclass
class Wire:
    """One connection that asked for ``path``: what a case writes to. ``random`` is seeded; ``open`` ends with the test."""

    socket: socket.socket
    path: str
    host: str
    random: random.Random
    stop: threading.Event

    def send(self, data: bytes) -> None:
        """Write bytes as they are; raises OSError once the other side is gone."""
        if self.stop.is_set():
            raise ConnectionAbortedError("the test is over")
        self.socket.sendall(data)

    def pause(self, seconds: float) -> None:
        """Wait, unless the test is over."""
        if self.stop.wait(seconds):
            raise ConnectionAbortedError("the test is over")

    def answer(
        self, body: bytes | str, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """An honest answer that closes the connection."""
        data = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(data)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data)

    def reset(self) -> None:
        """End with a TCP reset instead of a proper close."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.socket.close()


Page = Callable[[Wire], None]


@dataclass
class Host:
    """One port: pages by path, ``"*"`` for all others, and what was asked."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    seed: int = 0
    # host:port of a server that nobody may reach.
    elsewhere: str = ""

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.name = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.url = f"http://{self.name}"
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        # A listening socket that is closed does not wake accept(); a connection does.
        with contextlib.suppress(OSError):
            socket.create_connection(self._socket.getsockname(), timeout=1).close()
        self._socket.close()
        self._thread.join(5)

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, ValueError):
            connection.settimeout(60)
            head = b""
            while b"\r\n\r\n" not in head:
                more = connection.recv(65536)
                if not more:
                    return
                head += more
            path = head.split(b" ", 2)[1].decode("latin-1")
            self.asked.append(path)
            self.heads.append(head)
            wire = Wire(connection, path, self.name, random.Random(f"{self.seed}:{path}"), self._stop)
            page = self.pages.get(path) or (_robots if path == "/robots.txt" else self.pages.get("*", _missing))
            page(wire)
            # Wait until the other side has read: closing with bytes unread would reset what was sent.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(5)
                while connection.recv(65536):
                    pass


def _robots(wire: Wire) -> None:
    wire.answer(ROBOTS, kind="text/plain")


def _missing(wire: Wire) -> None:
    wire.answer("not here", "404 Not Found", "text/plain")
