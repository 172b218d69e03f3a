"""A mock site on loopback that does what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass
class Answer:
    """What the site says to one request; ``raw`` sends bytes as they are and closes."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    raw: bytes | None = None
    delay: float = 0.0


@dataclass
class Asked:
    """One request that the site saw."""

    path: str
    at: float
    headers: dict[str, str]


class Site:
    """``site.pages["/a"] = Answer(...)`` or a function of the number of times it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[int], Answer]] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        """Every path that was asked for, the files of the whole site apart (robots.txt, tdmrep.json)."""
        return [asked.path for asked in self.asked if not asked.path.startswith(("/robots.txt", "/.well-known/"))]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        times = sum(asked.path == handler.path for asked in self.asked)
        self.asked.append(Asked(handler.path, time.monotonic(), dict(handler.headers.items())))
        answer = self.pages.get(handler.path, Answer(status=404, body="not here"))
        if callable(answer):
            answer = answer(times)
        if answer.delay:
            time.sleep(answer.delay)
        if answer.raw is not None:
            handler.wfile.write(answer.raw)
            handler.wfile.flush()
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.content_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)
