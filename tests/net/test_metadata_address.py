"""The address of a cloud's metadata service, in a network of our own where it answers: nothing ever comes there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawling import ROOT

# Runs in a network namespace: loopback has the address, and a server on it would answer whoever comes.
INSIDE = """
import socket, subprocess, sys, tempfile
from pathlib import Path
for command in (["ip", "link", "set", "lo", "up"], ["ip", "address", "add", "169.254.169.254/32", "dev", "lo"]):
    subprocess.run(command, check=True)
from tests.crawling import article_page, crawl, records, section_page, write_mirror
from tests.net.canary import Canary
from tests.site import Answer, Site

with Site() as site, Canary("169.254.169.254", 80) as canary:
    with socket.create_connection(("169.254.169.254", 80), timeout=5) as control:
        control.sendall(b"GET / HTTP/1.1\\r\\n\\r\\n")
        assert b"canary" in control.recv(4096), "the control: it answers here"
    canary.hits.clear()
    place = "http://169.254.169.254/latest/meta-data/iam-story-of-1"
    forms = [place, place.replace("169.254.169.254", "2852039166"), place.replace("169.254.169.254", "[::ffff:169.254.169.254]"),
             place.replace("169.254.169.254", "0xa9fea9fe"), place.replace("169.254.169.254", "0251.0376.0251.0376")]
    good = "/world/good-story-number-1"
    hops = [f"/world/leads-there-number-{n}" for n in range(len(forms))]
    site.pages["/world"] = Answer(section_page([good, *hops, *forms], next_page=place))
    site.pages[good] = Answer(article_page("Harbour opens", 1))
    for hop, form in zip(hops, forms):
        site.pages[hop] = Answer(status=302, headers={"Location": form})
    folder = Path(tempfile.mkdtemp())
    source = {"kind": "section", "url": f"{site.url}/world", "article_links": "a.title"}
    write_mirror(folder / "mirrors", "leading", site.host, source)
    names = ["leading"]
    for number, host in enumerate(("169.254.169.254", "2852039166", "0xa9fea9fe")):
        names.append(f"inside{number}")
        write_mirror(folder / "mirrors", names[-1], host, {"kind": "section", "url": f"http://{host}/world"})
    ran = crawl(folder / "data", folder / "mirrors", "-a", "mirror=" + ",".join(names), allow=[site.host],
                settings={"RETRY_TIMES": "0"})
    print("hits", len(canary.hits), "archived", len(records(folder / "data")), "status", ran.status)
    print(ran.err[-1500:], file=sys.stderr)
"""


def test_the_metadata_address_is_never_contacted(tmp_path: Path) -> None:
    if os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("a network of our own needs root, unshare and ip")
    probe = subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True, timeout=30)
    if probe.returncode:
        pytest.skip(f"no network of our own here: {probe.stderr.decode(errors='replace').strip()}")
    ran = subprocess.run(
        ["unshare", "-n", sys.executable, "-c", INSIDE],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, check=False, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["hits", "0", "archived", "1", "status", "3"], ran.stdout + ran.stderr
