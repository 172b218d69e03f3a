"""Lines that a longer one says word for word: as a search of every line in every other finds them, without its cost."""

from __future__ import annotations

import random
import time

import pytest

from newscrawl.page import read_page
from newscrawl.page.paragraphs import repeats
from newscrawl.page.paragraphs.repeats import repeated


@pytest.mark.parametrize("small", [0, repeats._SMALL], ids=["by pieces", "small"])
def test_what_every_pair_of_lines_says_is_found_without_comparing_every_pair(small, monkeypatch):
    monkeypatch.setattr(repeats, "_SMALL", small)
    dice = random.Random(5)
    for _ in range(400):
        least = dice.choice((2, 3, 5, 9, 25))
        texts = {"".join(dice.choices("abcd"[: dice.randint(2, 4)], k=dice.randint(0, 80))) for _ in range(8)}
        lines = {text[(at := dice.randint(0, 40)) : at + dice.randint(least, 40)] for text in texts} | texts
        texts |= lines
        slowly = {a for a in lines if len(a) >= least and any(len(b) > len(a) and a in b for b in texts)}
        assert repeated(lines, texts, least=least) == slowly


def _page(line: str, count: int) -> bytes:
    lines = "".join(line.format(i=i) for i in range(count))
    return f"<title>Senna</title><body><h1>Port of Senna opens again</h1><div>{lines}</div></body>".encode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "<p>The harbour of Senna opened again on Tuesday after the long repair, {i} people said.</p>",
        "<p>Related</p><p>The harbour of Senna opened again on Tuesday after the repair, {i} people said.</p>",
        "<h1>Port {i} opens</h1><p>The harbour of Senna opened again on Tuesday after {i} days of repair.</p>",
        "<p>Subscribe to continue reading, it said on Tuesday at the long quay of Senna in the {i}th week.</p>",
    ],
)
def test_four_times_the_lines_cost_about_four_times_the_cpu(line):
    def cpu(count: int) -> float:
        page, best = _page(line, count), 1e9
        for _ in range(3):
            start = time.process_time()
            read_page(page, url="https://mirror.example/1")
            best = min(best, time.process_time() - start)
        return best

    read_page(_page(line, 20), url="https://mirror.example/1")
    assert cpu(8000) < 9 * cpu(2000)


def test_a_pull_quote_is_left_out_and_its_paragraph_stays():
    quote = "We shall dig until the last boat has left this harbour"
    page = f"""<body><h1>Senna digs on</h1><div>
      <p>Rain fell on the port of Senna on Tuesday while the crews went on working at the quay.</p><p>{quote}.</p>
      <p>"{quote}," the head of the port told the crews on the quay, who had worked all night long.</p></div></body>"""
    found = read_page(page.encode(), url="https://mirror.example/1").paragraphs
    assert len(found) == 2
    assert found[1].startswith('"We shall dig')
