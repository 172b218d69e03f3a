"""Lines between the paragraphs that send the reader to other articles: nothing but links, and the words that announce them."""

from __future__ import annotations

import re

from newscrawl.page.tree.blocks import Block

LONGEST = 300
# "STORY: <a>Spacewalk can be a danger</a>", "MORE ON THE VOTE: <a>…</a>".
_LABEL = re.compile(r"(?:^|(?<=[^\s:] ))[A-ZÀ-Þ][A-ZÀ-Þ0-9 &'’.-]{2,40}: ?")
# "[See <a>5 Simple Lifestyle Changes</a>.]", "[ Ferries sail again. Read <a>9 Challenges</a>. ]"
_BRACKETED = re.compile(
    r"\[.{0,160}\b(?:[Ss]ee|[Rr]ead|[Ww]atch|[Rr]elated|[Ll]earn|[Cc]heck out|[Mm]ore|READ|SEE|MORE|RELATED|WATCH)\b.{3,}\]"
)
# Between the links and what announces them stand so many other letters at most.
SLACK = 3


def is_teaser_line(block: Block) -> bool:
    """True for a line whose links lead to other articles and which says nothing else."""
    if not block.links or block.size > LONGEST:
        return False
    text = block.text
    if text.startswith("[") and text.endswith("]"):
        return _BRACKETED.fullmatch(text) is not None
    labels = sum(len(label) for label in _LABEL.findall(text)) if text[:1].isupper() and ":" in text else 0
    return labels > 0 and block.density > 0.3 and labels + block.link_chars + SLACK * block.links >= len(text)
