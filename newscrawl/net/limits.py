"""What one connection may cost: bytes and lines of head, seconds of silence; and a cut body never passes as whole.

Scrapy bounds a body's bytes (``DOWNLOAD_MAXSIZE``) and a download's time (``DOWNLOAD_TIMEOUT``). It does not bound the
head (measured: 1.4 GB of headers in half a minute), waits as long for a silent server as for a slow one, and takes a
body without a length as whole when the connection breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any, cast

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IAddress, IDelayedCall, IReactorTime
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, ResponseFailed
from twisted.web.http import _DataLoss, _IdentityTransferDecoder

# Browsers stop at 256 KiB; sites that set hundreds of cookies send megabytes, and their pages are pages all the same.
MOST_HEAD_BYTES = 4 * 1024 * 1024
MOST_HEAD_LINES = 10_000
# Less than this within NEWSCRAWL_STALL_SECONDS is silence: a byte now and then keeps a place for as long as a page may take.
LEAST_BYTES = 100
# Nobody reads them (COOKIES_ENABLED is off); a few are kept for whoever turns cookies on.
MOST_COOKIES = 50


class HeadTooLarge(DownloadCancelledError):
    """The server's headers go on and on; asking again would bring the same."""


class Stalled(DownloadTimeoutError):
    """The server sent next to nothing for NEWSCRAWL_STALL_SECONDS; asked again like any timeout."""


class _Parser(_LenientHTTPClientParser):
    """Scrapy's parser, which counts lines and tells a broken connection from a closed one."""

    lines = 0
    cookies = 0
    tail = b""

    def lineReceived(self, line: bytes) -> None:
        self.lines += 1
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"set-cookie":
            self.cookies += 1
            if self.cookies > MOST_COOKIES:
                return
        super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def rawDataReceived(self, data: bytes) -> None:
        self.tail = data[-64:]
        super().rawDataReceived(data)  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Failure | None = None) -> None:
        """A body without a length ends with the connection: only a proper end is its end.

        Many servers close TLS without saying so; a page that got as far as ``</html>`` is taken as whole.
        """
        decoder = self.bodyDecoder
        endless = isinstance(decoder, _IdentityTransferDecoder) and decoder.contentLength is None
        # Twisted hands over a bare exception where it closes by itself.
        broken = isinstance(reason, Failure) and not reason.check(ConnectionDone)
        if endless and broken and b"</html" not in self.tail.lower():
            self.response._bodyDataFinished(Failure(ResponseFailed([reason, Failure(_DataLoss())], self.response)))
            return
        super().connectionLost(reason)


class GuardedProtocol(_LenientHTTP11ClientProtocol):
    """One connection, with its limits."""

    def __init__(self, quiescent: Any, stall: float) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]
        self._stall = stall
        self._heard = 0.0
        self._since = 0
        self._head = 0
        self._watch: IDelayedCall | None = None

    def request(self, request: Any) -> Any:
        """Send a request, and begin to count."""
        self._heard, self._since, self._head = monotonic(), 0, 0
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _Parser
        if self._watch is None:
            self._watch = _later(self._stall, self._look)
        return answer

    def dataReceived(self, data: bytes) -> None:
        """Pass bytes on while they are worth it."""
        self._since += len(data)
        if self._since >= LEAST_BYTES:
            self._heard, self._since = monotonic(), 0
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        parser = self._parser
        if not isinstance(parser, _Parser) or parser.state not in (STATUS, HEADER):
            return
        self._head += len(data)
        if self._head > MOST_HEAD_BYTES or parser.lines > MOST_HEAD_LINES:
            self._refuse(HeadTooLarge(f"more than {self._head >> 10} KiB or {parser.lines} lines of headers: cut off"))

    def connectionLost(self, reason: Failure | None = None) -> None:
        """Stop the clock."""
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()  # type: ignore[misc]
        super().connectionLost(reason)  # type: ignore[no-untyped-call]

    def _look(self) -> None:
        """One timer a connection that looks when it was last heard: cheaper than one that every byte winds up."""
        self._watch = None
        if self._state == "QUIESCENT":
            return
        left = self._heard + self._stall - monotonic()
        if left > 0:
            self._watch = _later(left, self._look)
        else:
            told = f"{self._since} bytes" if self._since else "nothing"
            self._refuse(Stalled(f"{told} came in {self._stall:g} s (NEWSCRAWL_STALL_SECONDS)"))

    def _refuse(self, error: Exception) -> None:
        assert self.transport is not None
        self.transport.abortConnection()
        self._disconnectParser(Failure(error))  # type: ignore[no-untyped-call]


class GuardedFactory(_LenientHTTP11ClientFactory):
    """Makes guarded connections for Scrapy's pool."""

    def __init__(self, quiescent: Any, metadata: Any, *, stall: float) -> None:
        super().__init__(quiescent, metadata)  # type: ignore[no-untyped-call]
        self._stall = stall

    def buildProtocol(self, addr: IAddress | None) -> GuardedProtocol:
        """One protocol a connection."""
        return GuardedProtocol(self._quiescentCallback, self._stall)


def cause_of(error: BaseException) -> Exception | None:
    """The limit of ours behind an error that Twisted and Scrapy have wrapped; None when there is none."""
    seen = 0
    found: BaseException | None = error
    while found is not None and seen < 5:
        for reason in getattr(found, "reasons", ()):
            if isinstance(reason, Failure) and isinstance(reason.value, (HeadTooLarge, Stalled)):
                return reason.value
        found, seen = found.__cause__, seen + 1
    return None


def _later(seconds: float, call: Callable[[], None]) -> IDelayedCall:
    # Imported late: importing Twisted's reactor installs one, and Scrapy wants to choose it.
    from twisted.internet import reactor

    return cast("IReactorTime", reactor).callLater(seconds, call)  # type: ignore[arg-type]
