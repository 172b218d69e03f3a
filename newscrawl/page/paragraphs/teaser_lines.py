"""Lines between the paragraphs that send the reader to other articles: nothing but links, and the words that announce them."""

from __future__ import annotations

import re

from newscrawl.page.paragraphs.boxes import leads_out
from newscrawl.page.tree.blocks import Block

LONGEST = 300
# "STORY: <a>Spacewalk can be a danger</a>". Other labels are text: "SMITH: …", "CORRECTION: …", "GOLD: …".
_LABEL = re.compile(
    r"(?:^|(?<=[^\s:] ))(?:[A-Z0-9&'’-]+ ){0,4}(?:STORY|STORIES|MORE|RELATED|READ|ALSO|WATCH|VIDEO|PHOTOS|GALLERY|COVERAGE|GUIDE"
    r"|EXPLAINED|EXPLAINER|QUIZ|COUNTDOWN|TRACKER|BLOG|PODCAST|TIMELINE|INTERACTIVE|OPINION|COLUMN)(?: [A-Z0-9&'’-]+){0,4}: ?"
)
# "[See <a>5 Simple Lifestyle Changes</a>.]", "[ Ferries sail again. Read <a>9 Challenges</a>. ]"
_OPENS = re.compile(
    r"\[\W*(?:[Ss]ee|SEE|[Rr]ead|READ|[Ww]atch|WATCH|[Rr]elated|RELATED|[Ll]earn|[Mm]ore|MORE|[Cc]heck out)\b[^\[\]]+\]"
)
_CLOSES = re.compile(r"\[[^\[\]]+[.!?] (?:Read|See|Watch) ([^\[\]]+)\]")
# Of a bracket that a verb opens so much is linked; between links and what announces them stand so many other letters.
_LINKED, SLACK = 0.4, 3


def is_teaser_line(block: Block, host: str) -> bool:
    """True for a line whose links lead to other articles of the site and which says nothing else."""
    if not block.links or block.size > LONGEST or leads_out(block, host):
        return False
    text = block.text
    if text.startswith("["):
        closing = _CLOSES.fullmatch(text)
        if closing:
            return len(closing[1].rstrip(" .")) <= block.link_chars + SLACK
        return block.density > _LINKED and _OPENS.fullmatch(text) is not None
    labels = sum(map(len, _LABEL.findall(text))) if text[:1].isupper() and ":" in text else 0
    return labels > 0 and labels + block.link_chars + SLACK * block.links >= len(text)
