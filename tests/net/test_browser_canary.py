"""The browser reaches only what the guard allows: a page of its own tries everything, and the canary hears nothing."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pytest

from newscrawl.net.addresses import AddressGuard
from newscrawl.net.browser_proxy import BrowserProxy, by_system
from newscrawl.net.browser_script import DISARM
from newscrawl.net.chromium import launch_options
from tests.chromium import CHROMIUM, NEEDS_CHROMIUM
from tests.net.canary import Canary, canaries, spellings
from tests.site import Answer, Site


class AnyPort(AddressGuard):
    """The guard without its rule on ports, so that addresses alone decide."""

    def allows_port(self, host: str, port: int) -> bool:
        return True


# Every way in which a page of ours asks for an address, and waits until each has come to an end.
TRY = """
async (urls) => {
  const tries = [];
  for (const url of urls) {
    tries.push(fetch(url, {mode: "no-cors"}).then(() => "came", () => "refused"));
    for (const [tag, place] of [["script", "src"], ["iframe", "src"], ["link", "href"], ["img", "src"], ["embed", "src"]]) {
      const element = document.createElement(tag);
      if (tag === "link") element.rel = "stylesheet";
      element[place] = url;
      document.body.append(element);
    }
    for (const rel of ["dns-prefetch", "preconnect", "prefetch", "prerender"]) {
      const link = document.createElement("link");
      link.rel = rel; link.href = url;
      document.head.append(link);
    }
    navigator.sendBeacon(url, "x");
    try { new Worker(URL.createObjectURL(new Blob([
      `try { new WebSocket(${JSON.stringify(url.replace("http", "ws"))}); } catch {}
       fetch(${JSON.stringify(url)}, {mode: "no-cors"})`
    ]))); } catch {}
  }
  return await Promise.all(tries);
}
"""


async def browse(guard: AddressGuard, page_url: str, urls: Sequence[str], resolve: Any = by_system) -> dict[str, Any]:
    """Open a page in Chromium behind the proxy, and let it ask for ``urls``."""
    from playwright.async_api import Error, async_playwright

    proxy = BrowserProxy(guard, resolve=resolve)
    assert CHROMIUM is not None
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(**launch_options(CHROMIUM, await proxy.start()))
            page = await browser.new_page()
            await page.add_init_script(DISARM)
            await page.goto(page_url)
            channels = await page.evaluate('["WebSocket", "EventSource", "RTCPeerConnection"].filter(n => n in window)')
            fetched = await page.evaluate(TRY, list(urls))
            for url in urls:
                try:
                    await page.goto(url)
                except Error:
                    continue  # a refused https page is an error, a refused http page a status
            await browser.close()
            return {"fetched": fetched, "channels": channels, "refused": set(proxy.refused)}
    finally:
        await proxy.close()


@NEEDS_CHROMIUM
@pytest.mark.slow
def test_a_page_in_the_browser_reaches_its_own_site_and_nothing_inside() -> None:
    with Site() as site, canaries() as (port, hits):
        urls = [f"http://{host}:{port}/x" for host in spellings()]
        urls += [f"https://{host}:{port}/x" for host in ("127.0.0.1", "localhost", "[::1]")]
        hops = {f"/hop{number}": url for number, url in enumerate(urls)}
        for path, url in hops.items():
            site.pages[path] = Answer(status=302, headers={"Location": quote(url, safe=":/[]%")})
        site.pages["/"] = Answer("<!doctype html><body><h1>Page</h1></body>")
        site.pages["/own"] = Answer("own")
        guard = AnyPort(frozenset({site.host}))
        tried = [*urls, *(site.url + path for path in hops), f"{site.url}/own"]
        seen = asyncio.run(browse(guard, f"{site.url}/", tried))
    assert hits == []
    assert "/own" in site.paths()
    assert set(hops) <= set(site.paths())
    assert seen["fetched"][-1] == "came"
    assert seen["channels"] == []
    assert f"127.0.0.1:{port}" in seen["refused"]


@NEEDS_CHROMIUM
@pytest.mark.slow
def test_the_canary_hears_what_is_allowed() -> None:
    """The control: the same page and the same canary, with a guard that names it."""
    with Site() as site, canaries() as (port, hits):
        site.pages["/"] = Answer("<!doctype html><body><h1>Page</h1></body>")
        guard = AnyPort(frozenset({site.host, f"127.0.0.1:{port}"}))
        asyncio.run(browse(guard, f"{site.url}/", [f"http://2130706433:{port}/x"]))
    assert hits


@NEEDS_CHROMIUM
@pytest.mark.slow
def test_a_name_that_changes_its_address_is_connected_to_where_it_was_judged() -> None:
    """127.0.0.2 plays the public address, 127.0.0.1 the inside; every second answer is the inside."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        if host != "rebind.example":
            return await by_system(host, port)
        return ["127.0.0.2"] if len(asked) % 2 else ["127.0.0.1"]

    class Outside(AnyPort):
        def allows(self, host: str, port: int, address: str) -> bool:
            return address == "127.0.0.2" or super().allows(host, port, address)

    with Canary("127.0.0.2") as public, Canary("127.0.0.1", public.port) as canary:
        page = f"http://rebind.example:{public.port}/"
        seen = asyncio.run(browse(Outside(frozenset()), page, [f"{page}{n}" for n in range(6)], resolve))
    assert canary.hits == []
    assert public.hits
    assert "came" in seen["fetched"]
    assert asked.count("rebind.example") > 2


async def raw(guard: AddressGuard, sent: bytes, resolve: Any = by_system) -> bytes:
    """Send bytes to a proxy, and read what it answers."""
    proxy = BrowserProxy(guard, resolve=resolve, patience=10)
    host, _, port = (await proxy.start()).partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(sent)
        return await reader.read()
    finally:
        writer.close()
        await proxy.close()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n", b"403"),
        (b"CONNECT [::ffff:127.0.0.1]:%d HTTP/1.1\r\n\r\n", b"403"),
        (b"GET http://localhost:%d/ HTTP/1.1\r\nHost: public.example\r\n\r\n", b"403"),
        (b"GET http://user:pw@localhost:%d/ HTTP/1.1\r\n\r\n", b"400"),
        (b"GET ftp://localhost:%d/ HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", b"400"),
        (b"TRACE http://localhost:%d/ HTTP/1.1\r\n\r\n", b"405"),
        (b"CONNECT localhost HTTP/1.1\r\nX: %d\r\n\r\n", b"400"),
        (b"POST http://localhost:%d/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET http://localhost:%d/ HTTP/1.1\r\n folded: x\r\n\r\n", b"400"),
    ],
)
def test_what_the_proxy_refuses(sent: bytes, status: bytes) -> None:
    with Canary() as canary:
        answer = asyncio.run(raw(AnyPort(frozenset()), sent % canary.port))
    assert answer.split(b" ")[1] == status
    assert canary.hits == []


def test_only_ports_of_the_web_and_those_that_are_named() -> None:
    asked: list[int] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(port)
        return ["127.0.0.1"]

    guard = AddressGuard(frozenset())
    guard.name_domains(["mirror.example:8443"])
    for port in (22, 25, 80, 443, 6379, 8443):
        asyncio.run(raw(guard, f"CONNECT www.mirror.example:{port} HTTP/1.1\r\n\r\n".encode(), resolve))
    assert asked == [80, 443, 8443]


def test_a_tunnel_is_for_tls_only() -> None:
    with Site() as site:
        sent = f"CONNECT {site.host} HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        answer = asyncio.run(raw(AddressGuard(frozenset({site.host})), sent))
    assert answer == b"HTTP/1.1 200 Connection established\r\n\r\n"
    assert site.asked == []


def test_a_response_ends_its_connection_so_that_the_next_goes_to_its_own_host() -> None:
    with Site() as site:
        site.pages["/a?b=1"] = Answer("hello", headers={"Keep-Alive": "timeout=99"})
        sent = f"GET {site.url}/a?b=1 HTTP/1.1\r\nHost: other.example\r\nProxy-Connection: keep-alive\r\nX-A: 1\r\n\r\n"
        answer = asyncio.run(raw(AddressGuard(frozenset({site.host})), sent.encode()))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert body == b"hello"
    assert b"Connection: close" in head
    assert b"Keep-Alive" not in head
    heard = {name.lower(): value for name, value in site.asked[0].headers.items()}
    assert heard["host"] == site.host
    assert heard["x-a"] == "1"
    assert "proxy-connection" not in heard


def test_a_body_without_end_is_cut() -> None:
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                writer.write(b"x" * 65536)
                await writer.drain()
        except OSError:
            writer.close()

    async def run() -> int:
        server = await asyncio.start_server(endless, "127.0.0.1", 0)
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        proxy = BrowserProxy(AddressGuard(frozenset({place})), most_bytes=1_000_000)
        host, _, port = (await proxy.start()).partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET http://{place}/ HTTP/1.1\r\n\r\n".encode())
        size = len(await reader.read())
        writer.close()
        await proxy.close()
        server.close()
        return size

    assert asyncio.run(run()) <= 1_000_000 + 1000


def test_the_browser_is_told_to_resolve_nothing_by_itself() -> None:
    arguments = launch_options("/bin/chromium", "127.0.0.1:9")["args"]
    assert "--proxy-server=http://127.0.0.1:9" in arguments
    assert "--proxy-bypass-list=<-loopback>" in arguments
    assert json.dumps(arguments).count("NOTFOUND") == 1
    assert launch_options("/bin/chromium", "127.0.0.1:9")["chromium_sandbox"] == (os.geteuid() != 0)
