"""Only public addresses, however they are spelled."""

from __future__ import annotations

import pytest

from newscrawl.net.addresses import AddressGuard, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "not an address", "", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::1",
        "100::1", "2001:db8::1", "3fff::1", "3ffe::1", "5f00::1", "fec0::1", "4000::1", "192.88.99.1", "198.18.0.1", "192.0.0.1",
        "240.0.0.1", "2001:2::1", "2001:10::1", "64:ff9b::169.254.169.254",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"])
def test_public(address: str) -> None:
    assert is_public(address)


def test_the_guard_allows_by_host_and_port_as_the_url_says_them() -> None:
    guard = AddressGuard(frozenset({"127.0.0.1:8001", "localhost:8002"}))
    assert guard.allows("127.0.0.1", 8001, "127.0.0.1")
    assert guard.allows("localhost", 8002, "::1")
    assert not guard.allows("127.0.0.1", 8002, "127.0.0.1")
    assert not guard.allows("evil.example", 8001, "127.0.0.1")
    assert guard.refused == {"127.0.0.1:8002", "evil.example:8001"}
