"""Lines among a text's paragraphs that are the page's: its time, its headline, captions and standfirst again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newscrawl.items import RawArticle, SiteFacts
from newscrawl.text.datelines import read_dateline
from newscrawl.text.letters import letters
from newscrawl.text.timestamps import read_timestamp

_BARE_CLOCK = re.compile(r"\W{0,3}\d{1,2}[:.]\d\d(?:\s*(?:[ap]\.?m\.?|uhr|h))?\W{0,3}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def _without_times(paragraphs: Sequence[str]) -> Sequence[str]:
    """The paragraphs without lines above them that are the time of the page and nothing else."""
    at = 0
    while at < min(3, len(paragraphs) - 1) and _is_time(paragraphs[at]):
        at += 1
    return paragraphs[at:]


def _is_time(line: str) -> bool:
    if len(line) > 70 or "。" in line:
        return False
    if _BARE_CLOCK.fullmatch(line):
        return True
    stamp = read_timestamp(line, SiteFacts()).published
    if stamp is None or not stamp.text or stamp.text not in line:
        return False
    # "Published:", "(Moscow time)": a word or two may stand with it.
    others = _LETTERS.findall(line.replace(stamp.text, "", 1))
    if len(others) > 3 or sum(map(len, others)) > 24:
        return False
    found = read_dateline(line) if others else None  # "OSLO, Jan 3 (Reuters) -" on a line of its own
    return found is None or not found.agencies or not found.dateline.places


def without_page_lines(paragraphs: Sequence[str], raw: RawArticle) -> list[str]:
    """The paragraphs without the time above them, and without headline, captions and standfirst among them, each kept once."""
    headlines = {letters(printed.text) for printed in raw.headlines}
    captions = {letters(caption) for caption in raw.captions}
    if 2 * sum(letters(line) in captions for line in paragraphs) > len(paragraphs):
        captions = set()  # the page calls its text captions
    if "live_blog" not in raw.marks:  # a clock heads each of its entries
        paragraphs = _without_times(paragraphs)
    kept: list[str] = []
    seen: set[str] = set()
    keys = [letters(line) for line in paragraphs]
    times = Counter(keys)
    for at, line in enumerate(paragraphs):
        mine = keys[at]
        if not mine:
            continue
        if at < 6 and mine in headlines:
            continue
        if len(mine) > 15 and mine in captions:
            continue
        # Met three times, it is a refrain: a question to each of those asked.
        if len(mine) > 60 and mine in seen and times[mine] < 3:
            continue
        # A lead repeated as standfirst: the fuller copy, with its dateline, comes right after it.
        if at < 3 and len(mine) > 50 and any(other != mine and mine in other for other in keys[at + 1 : at + 3]):
            continue
        seen.add(mine)
        kept.append(line.strip())
    return kept
