"""The hunt for pages that cost more than their size: ``python -m tests.fuzz.growth [PAGES] [SEED]``.

A megabyte of one word is read from caches; a page of a thousand lines that are alike but for a number is not. Each page
repeats one to three lines, chosen by chance from all that the tests know of (what sites print between paragraphs, bylines,
times, datelines, ends), in elements chosen by chance. It is read with so many rows, with four times as many, and as a
megabyte: what costs more for each row of a longer page is printed, and what a megabyte costs, dearest first.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TESTS = Path(__file__).parents[1]
TABLES = (
    "page/lines_of_sites", "page/sentences_like_site_lines", "page/consent_lines", "page/section_fields",
    "text/byline_lines", "text/time_labels", "text/endings", "text/dateline_forms", "text/dateline_forms_world",
    "text/section_labels",
)  # fmt: skip
LINES = (
    "The council said on Tuesday that the # quays were closed again.",
    "Rain # fell",
    "Related stories # • Ferry sails",
    "- Ferry # sails again",
    "11 September 2024 09:# In World",
    "Ferry # sails again (05.03.2024 10:44)",
    "Photo: Reuters/Ann # Lee",
    "Ferry # | World | 09:43",
    "“We # had to,” it said.",
    "# Comments",
    "© 2024 Valley Press #. Not to be reproduced without permission.",
    "OSLO, Sept 11 (Reuters) - The quay # was closed.",
    "Continued on page #",
)
BOXES = (
    "<p>{}</p>",
    "<p>{}</p>",
    "<div>{}</div>",
    "<li>{}</li>",
    "<ul><li>{}</li></ul>",
    "<p><a href=/world/rain-#>{}</a></p>",
    "<span class=date>{}</span><br>",
    "<h2>{}</h2>",
    "<h3><a href=/w/#>{}</a></h3>",
    "<h1>{}</h1>",
    "<div class=byline>{}</div>",
    "<div class=related><p>{}</p></div>",
    "<time>{}</time>",
    "<figure><img src=#.jpg><figcaption>{}</figcaption></figure>",
    "{}<br>",
    "{}<br><br>",
    "<p><b>{}</b></p>",
    "<blockquote><p>{}</p></blockquote>",
    "<tr><td>{}</td></tr>",
    "<div class='c#'><p>{}</p></div>",
    "<p><strong>{}</strong> fell in the valley again, the council said.</p>",
    "<span itemprop=author>{}</span>",
    "<img src=#.jpg alt='{}'>",
    "<dl><dt>{}</dt><dd>Rain</dd></dl>",
    "<div><div><p>{}</p></div></div>",
)
TEXT = "<p>Rain fell in the valley again on Tuesday, the council said, and the quay was closed.</p>"
FEW, TIMES = 1_500, 4


def lines() -> list[str]:
    """Every line of the tables, and those above."""
    found = list(LINES)
    for name in TABLES:
        for row in (TESTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            parts = [] if row.startswith("#") else [part.strip() for part in row.split("|")]
            found += [part for part in parts[len(parts) > 1 :] if part]
    return found


def pages(seed: int) -> Iterator[tuple[str, list[str]]]:
    """Forms of pages without end: where the lines stand, and the lines in their elements, with ``#`` for a number."""
    r, known = random.Random(seed), lines()
    while True:
        chosen = [r.choice(known if r.random() < 0.8 else LINES) for _ in range(r.choice((1, 1, 2, 2, 3)))]
        rows = [r.choice(BOXES).replace("{}", _numbered(line, r)) for line in chosen]
        if r.random() < 0.3:
            rows.append(TEXT.replace("again", "# times"))
        yield r.choice(("<article>{}</article>", "{}", "<div class=article-body>{}</div>", "<table>{}</table>")), rows


def _numbered(line: str, r: random.Random) -> str:
    if "#" in line:
        return line
    words = line.split(" ")
    at = r.randrange(len(words)) + r.choice((0, 1))
    return " ".join([*words[:at], "#", *words[at:]])


def made(holder: str, rows: list[str], *, count: int = 1_000_000, size: int = 1_000_000) -> bytes:
    """A page of rows between two paragraphs: so many of them, and so many bytes at most."""
    found: list[str] = []
    for n in range(count):
        row = rows[n % len(rows)].replace("#", str(n))
        size -= len(row.encode())
        if size < 0:
            break
        found.append(row)
    text = holder.format(TEXT + "".join(found) + TEXT)
    return f"<html><title>Rain fell</title><h1>Rain fell on the quay</h1>{text}</html>".encode()


def seconds(page: bytes) -> float:
    """CPU for the whole reading; the less of two runs where one took long."""
    least = float("inf")
    for _ in range(2):
        begun = time.process_time()
        raw = read_page(page, url="https://mirror.example/2024/rain")
        interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
        least = min(least, time.process_time() - begun)
        if least < 0.2:
            break
    return least


def main() -> int:
    """Print the megabytes that cost most, and the pages whose blocks cost more where they are more; exit 1 over a second."""
    count, seed = (int(word) for word in (*sys.argv[1:3], *("100", "1")[len(sys.argv) - 1 :]))
    found: list[tuple[float, float, list[str]]] = []
    for holder, rows in islice(pages(seed), count):
        short, long = (seconds(made(holder, rows, count=n)) for n in (FEW, FEW * TIMES))
        found.append((seconds(made(holder, rows)), long / short / TIMES, [holder, *rows]))
    for title, at in (
        ("seconds for a megabyte", 0),
        (f"times dearer for each row where there are {TIMES} times as many", 1),
    ):
        print(title)
        for row in sorted(found, key=lambda one: one[at], reverse=True)[:12]:
            print(f"  {row[0]:5.2f} {row[1]:5.2f}  {row[2]}")
    return int(max(found)[0] > 1.0)


if __name__ == "__main__":
    raise SystemExit(main())
