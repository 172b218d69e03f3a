"""A server that nobody may reach: it answers like any other, and counts who came."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 6\r\n\r\ncanary"
)


class Canary:
    """Listens on one address; ``hits`` is what each visitor sent first."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            self._listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self._listener.bind((address, port))
        self._listener.listen(64)
        self.port: int = self._listener.getsockname()[1]
        self.hits: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        # ``close`` alone does not wake the thread that waits in ``accept``.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._listener.accept()
            except OSError:
                return
            with visitor:
                self.hits.append(b"")
                visitor.settimeout(1)
                try:
                    self.hits[-1] = visitor.recv(4096)
                    visitor.sendall(PAGE)
                except OSError:
                    continue


@contextmanager
def canaries() -> Iterator[tuple[int, list[bytes]]]:
    """One canary on both families of loopback, where this machine has both; gives its port and its hits."""
    with Canary() as four:
        try:
            other = Canary("::1", four.port)
        except OSError:
            yield four.port, four.hits
            return
        with other as six:
            six.hits = four.hits
            yield four.port, four.hits


def spellings() -> list[str]:
    """Hosts that mean this machine or its inside, as they stand in a URL."""
    return [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0",
        "127.0.0.1.", "localhost", "LOCALHOST", "localhost.", "any.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "①②⑦.⓪.⓪.①", "１２７.0.0.1",
        "127。0。0。1", "127.0.0.8", "ip6-localhost", "169.254.169.254",
    ]  # fmt: skip
