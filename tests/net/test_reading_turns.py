"""Reading does not hold the event loop: tables are loaded elsewhere, and pages that come in together are read one in a turn."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

from newscrawl.items import RawArticle
from newscrawl.net.reading import Reader
from tests.crawling import ROOT

FIRST_PAGE = """
import time
from newscrawl.page import read_page
from newscrawl.mirror import Mirror, Source
from newscrawl.items import Provenance
from newscrawl.text import languages
from newscrawl.text.article import interpret
from newscrawl.page.tables import load_tables
from tests.crawling import article_page

def read(number):
    began = time.thread_time()
    mirror = Mirror(name="a", domain="a.example", timezone="UTC", sources=(Source(kind="section", url="http://a.example/"),))
    page = article_page("Harbour report is published", number).encode()
    raw = read_page(page, url="http://a.example/world/report-1", mirror=mirror)
    interpret(raw, mirror.facts, provenance=Provenance(via="file"))
    return time.thread_time() - began

began = time.thread_time()
load_tables()
loading = time.thread_time() - began
print(loading, read(1), languages.is_loaded())
"""


def test_after_the_tables_a_first_page_is_read_as_any() -> None:
    shares = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", FIRST_PAGE], cwd=ROOT, capture_output=True, text=True, check=True)
        loading, first, model = done.stdout.split()
        assert model == "False", "a crawl of pages that say their language in common words pays nothing for the model"
        shares.append(float(first) / float(loading))
    assert min(shares) < 0.3, "without them it takes as long as loading them"


def test_pages_that_come_together_are_read_one_in_a_turn() -> None:
    def here(body: bytes, **told: object) -> RawArticle:
        end = time.thread_time() + 0.01
        while time.thread_time() < end:
            pass
        return RawArticle(url="https://a.example/1")

    async def holds() -> float:
        reader, longest = Reader(), 0.0
        await reader.page(b"<p>", mirror_name="a", here=here)
        pages = [asyncio.ensure_future(reader.page(b"<p>", mirror_name="a", here=here)) for _ in range(20)]
        while not all(page.done() for page in pages):
            before = time.thread_time()
            await asyncio.sleep(0)
            longest = max(longest, time.thread_time() - before)
        return longest

    assert asyncio.run(holds()) < 0.05, "twenty pages at once would be 0.2 s"
