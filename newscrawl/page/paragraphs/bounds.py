"""What of a container is no text at a glance: what stands before the headline, a ticker, what is behind the page's footer."""

from __future__ import annotations

from typing import Any

from newscrawl.page.paragraphs import furniture
from newscrawl.page.paragraphs.places import prose
from newscrawl.page.tree.blocks import Block, same
from newscrawl.page.tree.elements import is_footer
from newscrawl.page.tree.names import HARD

LEAST_TICKER = 3


def after_headline(members: list[Block], headlines: list[str], headline: Block | None) -> list[Block]:
    """What stands before the headline in the same container is caption, kicker or ticker."""
    folded = {same(h) for h in headlines if h}
    total = sum(b.size for b in members if prose(b))
    above = headline is not None and bool(members) and headline.index < members[0].index
    for at, block in enumerate(members):
        sure = block is headline
        if sure or ((at < 12 or block.tag == "h1") and block.key in folded):
            rest = members[at + 1 :]
            behind = sum(b.size for b in rest if prose(b))
            # A live blog repeats a headline over one of its entries: what stands before that one is text, as it is.
            least = 0.9 if above else 0.2 if sure and block.tag == "h1" else 0.85
            if behind >= least * total:
                return rest
            break
    return members


def before_footer(members: list[Block], container: Any) -> list[Block]:
    """Where the whole page is the container, what stands behind its footer (help, forms) is none of the text."""
    if container.tag not in ("body", "html"):
        return members
    for at, block in enumerate(members):
        if block.has(HARD) and block.root is not None and is_footer(block.root):
            if 2 * sum(b.size for b in members[at:] if prose(b)) < sum(b.size for b in members[:at] if prose(b)):
                return members[:at]
            break
    return members


def after_ticker(chosen: list[Block]) -> list[Block]:
    """Three and more lines that open with a clock before all others are a ticker's."""
    clocks = next((at for at, b in enumerate(chosen) if not furniture.CLOCK_FIRST.match(b.text)), 0)
    return chosen[clocks:] if clocks >= LEAST_TICKER else chosen
