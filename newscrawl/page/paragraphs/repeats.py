"""Which of a page's lines a longer one says word for word, in time that grows with the page and not with its square."""

from __future__ import annotations

from collections.abc import Set

from newscrawl.page.tree.blocks import Block
from newscrawl.page.tree.names import QUOTE

# Pages of ten thousand lines all but alike are no article; after so many looks for each line what is left counts as new.
_LOOKS, _LEAST_LOOKS = 30, 5_000
# Up to so many letters of all texts for all lines, it is cheaper to look for each line in all of them than to keep pieces.
_SMALL = 8_000_000
# A line of fewer letters may stand in a longer one by chance.
SHORTEST_QUOTE = 25
# A quote stands near what it is from; a transcript of what the text tells begins so many lines further down.
FAR = 15
# A page that repeats more lines is no recording with its transcript.
MOST_TOLD = 150
# What a line is quoted from has so many letters more.
LEAST_MORE = 4


def without_pull_quotes(chosen: list[Block]) -> list[Block]:
    """A line that a longer paragraph says word for word is a pull quote or a repeated lede.

    A line that only stands there twice is none: "Drink 20 minutes before" under each of several headings.
    """
    if len(chosen) > 3 and _says_again(chosen[-1], chosen[0]):
        chosen = chosen[:-1]
    short = {b.key for b in chosen if 30 <= b.size <= 500 and b.tag != "tr"}
    every = {b.key for b in chosen}
    again = repeated(short, every, least=SHORTEST_QUOTE, more=LEAST_MORE)
    if not again:
        return chosen
    told: dict[str, list[Block]] = {}
    if len(again) <= MOST_TOLD:
        told = {line: [b for b in chosen if _says_more(b.key, line, LEAST_MORE)] for line in again}
    return [
        block
        for block in chosen
        if not 30 <= block.size <= 500
        or block.tag == "tr"
        or block.key not in again
        or (block.key in told and block is not chosen[0] and _is_told_again(block, told[block.key]))
    ]


def _says_more(text: str, line: str, more: int) -> bool:
    """Whether a text says a line, and so many letters besides."""
    return len(text) >= len(line) + more and line in text


def _is_told_again(block: Block, told: list[Block]) -> bool:
    """Whether a whole paragraph like those around it is told again far below, as a recording's transcript does: it is text."""
    if block.tag != "p" or not block.ends or block.has(QUOTE):
        return False
    called = block.element.get("class")
    return all(
        other.index - block.index > FAR and other.tag == "p" and other.element.get("class") == called for other in told
    )


def _says_again(last: Block, lead: Block) -> bool:
    """Whether a box behind the text tells the lede again, as those of recordings do: then the lede stays, and the box goes."""
    return lead.size >= 80 and lead.key in last.key and last.element.getparent() is not lead.element.getparent()


def repeated(lines: Set[str], texts: Set[str], *, least: int, more: int = 1) -> set[str]:
    """The lines of ``least`` letters or more that stand in one of the texts that is ``more`` letters longer.

    >>> repeated({"therainfell", "thesunshone"}, {"mondaytherainfellagain", "thesunshone"}, least=5)
    {'therainfell'}
    """
    long = [line for line in lines if len(line) >= least]
    whole = "\n".join(texts)
    if len(whole) * len(long) <= _SMALL:
        again = {line for line in long if whole.count(line) > (line in texts)}
        return {line for line in again if any(_says_more(text, line, more) for text in texts)}
    # A text's pieces are kept at every step-th letter: of any ``least`` letters in a row one piece stands in them whole.
    step = least // 2
    size = least - step + 1
    at: dict[str, list[tuple[str, int]]] = {}
    for text in texts:
        for start in range(0, len(text) - size + 1, step):
            at.setdefault(text[start : start + size], []).append((text, start))
    found: set[str] = set()
    budget = max(_LEAST_LOOKS, _LOOKS * len(lines))
    for line in long:
        first = _rarest([len(at.get(line[j : j + size], ())) for j in range(len(line) - size + 1)], step)
        for offset in range(first, first + step):
            for text, start in at.get(line[offset : offset + size], ()):
                budget -= 1
                if budget < 0:
                    return found
                if len(text) >= len(line) + more and text.startswith(line, start - offset):
                    found.add(line)
                    break
            else:
                continue
            break
    return found


def _rarest(places: list[int], step: int) -> int:
    """Where the ``step`` pieces in a row begin that stand in the fewest places: a text that says the line has one of them."""
    best, fewest, now = 0, sum(places[:step]), sum(places[:step])
    for first in range(1, len(places) - step + 1):
        now += places[first + step - 1] - places[first - 1]
        if now < fewest:
            best, fewest = first, now
    return best
