"""Which browser of the machine is used, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import Any

# Debian's name first.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class BrowserMissing(Exception):
    """No Chromium on this machine, or it does not start."""


def find_chromium(configured: str) -> str:
    """The browser's path; raises BrowserMissing with the remedy."""
    names = (configured,) if configured else BROWSERS
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise BrowserMissing(
        f"no browser found (looked for {', '.join(names)}): on Debian, apt-get install chromium; "
        "elsewhere set NEWSCRAWL_CHROMIUM to the path of a Chromium"
    )


def launch_options(path: str, proxy: str) -> dict[str, Any]:
    """How Chromium is started: sandboxed, but as root, where it refuses to; all it asks for goes through our proxy."""
    arguments = [
        f"--proxy-server=http://{proxy}",
        # Chromium's own exception for loopback is taken back; and it resolves no name by itself.
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--dns-prefetch-disable",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    root = os.geteuid() == 0
    return {
        "executable_path": path,
        "headless": True,
        "chromium_sandbox": not root,
        "args": arguments,
        # Its own guard against tabs that no reader asked for; Playwright takes it away. Opened faster than somebody can close
        # them, tabs take all memory, and no script of ours in the page hears every click.
        "ignore_default_args": ["--disable-popup-blocking"],
    }
