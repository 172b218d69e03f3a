"""Only public addresses are connected to, checked on the resolved address of every connection.

The check stands in the resolver that Twisted asks right before it connects, so redirects, robots.txt and other
spellings of an address (decimal, octal, IDN digits, a name that points inside) all meet it, and a name that
changes its address between two questions is judged by the address that is used.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface.declarations import implementer

from newscrawl.config import Config
from newscrawl.text.url_parts import on_domain

# Where the web is. Another port only where a mirror's definition says so (design: ``domain = "host:port"``).
WEB_PORTS = frozenset({80, 443})
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# What some versions of Python's table take for public: examples (RFC 9637), the relays of 6to4 (RFC 7526), the 6bone (RFC 3701).
_NOT_ROUTED = tuple(map(ipaddress.ip_network, ("3fff::/20", "192.88.99.0/24", "3ffe::/16")))


class AddressRefused(IgnoreRequest):
    """The host resolves to an address that is not public, or the port is not one of the web; neither is named."""


def is_public(address: str) -> bool:
    """Say whether the public internet routes an IP address (RFC 6890; mapped and tunnelled forms are unwrapped).

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        # Of IPv6 only this part is routed (IANA, global unicast): the rest maps, translates or is kept for later.
        if ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_ROUTED)


def host_port(host: str, port: int) -> str:
    """Spell a host and port as NEWSCRAWL_ALLOW_PRIVATE does.

    >>> host_port("127.0.0.1", 80), host_port("::1", 80)
    ('127.0.0.1:80', '[::1]:80')
    """
    return f"[{host.lower()}]:{port}" if ":" in host else f"{host.lower()}:{port}"


class AddressGuard:
    """Decides on (host as the URL says it, port, resolved address); remembers what it refused."""

    def __init__(self, allow_private: frozenset[str]) -> None:
        self._allowed = allow_private
        self._domains: set[str] = set()
        self.refused: set[str] = set()

    def name_domains(self, domains: Iterable[str]) -> None:
        """Say which ``host[:port]`` the mirrors of this process stand on."""
        self._domains.update(domains)

    def allows_port(self, host: str, port: int) -> bool:
        """True for 80 and 443, and for another port where a mirror's domain or NEWSCRAWL_ALLOW_PRIVATE names it.

        >>> guard = AddressGuard(frozenset())
        >>> guard.name_domains(["turan.example:8443"])
        >>> guard.allows_port("www.turan.example", 8443), guard.allows_port("www.turan.example", 22)
        (True, False)
        """
        place = host_port(host, port)
        return (
            port in WEB_PORTS
            or place in self._allowed
            or any(on_domain(f"http://{place}/", domain) for domain in self._domains)
        )

    def allows(self, host: str, port: int, address: str) -> bool:
        """True when a connection may be made."""
        if host_port(host, port) in self._allowed or (is_public(address) and self.allows_port(host, port)):
            return True
        self.refused.add(host_port(host, port))
        return False


@implementer(IResolutionReceiver)
class _Filter:
    def __init__(self, receiver: Any, guard: AddressGuard, host: str, port: int) -> None:
        self._receiver, self._guard, self._host, self._port = receiver, guard, host, port

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        if self._guard.allows(self._host, self._port, str(getattr(address, "host", ""))):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver (IPv4 and IPv6), with the guard between its answer and the connection."""

    # One process has one resolver; middlewares ask its guard why a host could not be reached.
    guard = AddressGuard(frozenset())

    def __init__(self, reactor: ReactorBase, cache_size: int, guard: AddressGuard) -> None:
        super().__init__(reactor, cache_size)
        type(self).guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Build from settings (``crawler`` is the process here, which has settings too)."""
        settings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(reactor, size, AddressGuard(Config.from_settings(settings).allow_private))

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """Resolve, and pass on only what may be connected to."""
        receiver: Any = _Filter(resolutionReceiver, self.guard, hostName, portNumber)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)
