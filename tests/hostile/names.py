"""Names of our own: every host that ends in ``.test`` is this machine, so that a mirror can have a thousand of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twisted.internet.interfaces import IAddress, IHostnameResolver
from zope.interface.declarations import implementer

from newscrawl.net.addresses import GuardedResolver


@implementer(IHostnameResolver)
class NamesOfOurs(GuardedResolver):
    """The guarded resolver, for ``TWISTED_DNS_RESOLVER``; what it gives is judged as 127.0.0.1 with the URL's port."""

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        name = "127.0.0.1" if hostName.endswith(".test") else hostName
        return super().resolveHostName(resolutionReceiver, name, portNumber, addressTypes, transportSemantics)
