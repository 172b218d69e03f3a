"""Which blocks are the article's text: the generic reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from newscrawl.page.fields import tails
from newscrawl.page.fields.captions import is_credited
from newscrawl.page.fields.standfirsts import is_meta_line, with_standfirst
from newscrawl.page.paragraphs import bounds, boxes, consents, containers, furniture, subheadings, walls
from newscrawl.page.paragraphs.asides import asides, cards
from newscrawl.page.paragraphs.closing_lines import is_short_sentence, last_line
from newscrawl.page.paragraphs.core import Core
from newscrawl.page.paragraphs.interruptions import LONGEST as LONGEST_LINE
from newscrawl.page.paragraphs.interruptions import interrupts
from newscrawl.page.paragraphs.places import in_card, list_of, listed, prose
from newscrawl.page.paragraphs.repeats import without_pull_quotes
from newscrawl.page.paragraphs.site_lines import is_site_line
from newscrawl.page.paragraphs.teaser_lines import is_teaser_line
from newscrawl.page.paragraphs.text_end import TextEnd, announces_link, closed, is_closing_credit, is_linked_paragraph
from newscrawl.page.tree import date_lines
from newscrawl.page.tree.blocks import HEADINGS, Block, same
from newscrawl.page.tree.names import CAPTION, CARD, COMMENT, FURNITURE, HARD, ITEM, QUOTE

# A caption that is named nothing, told by the credit that closes it, is no longer than this.
LONGEST_CAPTION = 300
# So many sentences of a few words close a text.
_MOST_SHORT = 2
QUOTES = "\"“„«»‘'"


@dataclass(slots=True)
class Body:
    """The chosen blocks, and the lines around the body that may name an agency."""

    blocks: list[Block] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    paywalled: bool = False
    container: Any = None


def read_body(
    blocks: list[Block],
    *,
    headline: Block | None = None,
    headlines: list[str],
    captions: list[str],
    standfirsts: list[str],
    authors: Iterable[str] = (),
    host: str = "",
    within: list[Block] | None = None,
    live: bool = False,
) -> Body:
    """Choose the article's among a page's ``blocks``; what repeats ``headlines`` or ``captions``, or tells of the
    ``authors``, is left out.

    ``live``: its entries stand in boxes of one kind. ``within``: a definition's selector has chosen these already, only
    furniture among them is left out.
    """
    if within is not None:
        return _Filter(within, blocks, headlines, captions, standfirsts, authors, None, host=host, whole=True).run()
    container = containers.choose(blocks, headline, live=live)
    if container is None:
        return Body(paywalled=any(walls.is_wall(b.text) for b in blocks if b.size < 600 and not b.comment))
    chosen = bounds.before_footer(
        bounds.after_headline(containers.members(blocks, container), headlines, headline), container
    )
    return _Filter(
        chosen, blocks, headlines, captions, standfirsts, authors, container, host=host, headline=headline
    ).run()


class _Filter:
    """One pass over the container's blocks."""

    def __init__(
        self,
        members: list[Block],
        every: list[Block],
        headlines: list[str],
        captions: list[str],
        standfirsts: list[str],
        authors: Iterable[str],
        container: Any,
        *,
        headline: Block | None = None,
        host: str = "",
        whole: bool = False,
    ) -> None:
        self.members, self.every, self.headline, self.whole = members, every, headline, whole
        self.body = Body(container=container)
        self.drop = {same(t) for t in headlines if t}
        self.captions = {same(t) for t in captions if t}
        self.authors = [name for name in dict.fromkeys(authors) if 5 <= len(name) <= 60][:8]
        self.standfirsts, self.host = standfirsts, host
        main = [b for b in members if prose(b)]
        if sum(b.size for b in main) < containers.SCANT:
            main = [b for b in members if listed(b)] or main
        self.last = main[-1].index if main else -1
        self.where = Core(main, container)
        self.core = self.where.holds
        for block in members if main else ():
            if block.index > self.last and is_linked_paragraph(block) and self.core(block):
                self.last = block.index
        self.prose_ends = self.last
        if main and container is not None:
            self.last = last_line([block for block in members if block.index >= self.last], self.core)
        self.end = TextEnd(members, every, headline, self.drop)
        self.dated_lists = {
            list_of(b) for b in members if b.has(ITEM) and b.size < 90 and date_lines.whole_date(b.text)
        }
        self.dated_lists.discard(None)
        self.linked = subheadings.linked(members)
        self.bold_heads = subheadings.in_bold(members)
        # Walls and appeals are short lines: only these are searched for their words.
        lines = [block.text for block in members if block.size <= boxes.LARGEST / 2]
        text = "\n".join(lines).lower().encode("utf-8", "surrogatepass")
        self.walls = walls.wall_words(text)
        # A line met three times among the paragraphs is a refrain (a question to each of those asked), not a copy.
        # (Met fifty times it is a program's warning.)
        self.refrains = {key for key, n in Counter(b.key for b in members if b.size >= 60).items() if 3 <= n <= 50}
        # What stands in boxes that are none of the text: appeals, a site's own channels, lists, teasers.
        self.left_out = boxes.promotions(members, host) | consents.notices(members, text)
        if container is not None:
            self.left_out |= boxes.appeals(members, text, self.where.places, container)
            self.left_out |= boxes.forms(members, self.where.places, container)
            self.left_out |= asides(members, self.where.places) | cards(members, container)

    def run(self) -> Body:
        """The body."""
        seen: set[str] = set()
        chosen: list[Block] = []
        taken: set[int] = set()
        for block in self.members:
            if self.end.stands_at(block, chosen):
                self.body.tails += tails.behind(self.every, block.index, self.body.tails)
                break
            if block.key in seen and not (self.core(block) and (block.size < 60 or block.key in self.refrains)):
                continue
            if self._belongs(block, chosen) and not (block.size <= LONGEST_LINE and interrupts(block.text)):
                seen.add(block.key)
                chosen.append(block)
                taken.add(block.index)
                if self.end.closes(block, chosen):
                    self.last = block.index
                    self.body.tails += tails.behind(self.every, block.index + 1, self.body.tails)
                    break
            elif is_closing_credit(block, self.last) and block.text not in self.body.tails:
                self.body.tails.append(block.text)
        chosen = [block for block in chosen if not announces_link(block, self.every, taken)]
        chosen = without_pull_quotes(self._ended(chosen, taken))
        self.body.blocks = with_standfirst(
            chosen, self.every, self.headline, said=self.standfirsts, left_out=self.drop | self.captions
        )
        self.body.tails += tails.behind(self.every, self.last + 1, self.body.tails)
        if self.headline is not None and chosen:
            self.body.tails += tails.above(self.every, self.headline, chosen[0])
        return self.body

    def _belongs(self, block: Block, chosen: list[Block]) -> bool:
        text = block.text
        if not block.key or block.key in self.drop or block.index in self.left_out:
            return False
        if block.key in self.captions and not (
            block.size >= 80 and block.ends and block.tag == "p" and self.core(block)
        ):
            return False  # some sites' captions are the story's own sentences
        if (
            self.walls
            and block.size < 600
            and not block.comment
            and walls.is_wall(text, self.walls)
            and not self._reads_on(block)
        ):
            self.body.paywalled = True
            return False
        if block.has(FURNITURE | CAPTION | COMMENT) and not self._pardoned(block):
            if not block.caption and chosen and tails.names_filer(block):
                self.body.tails.append(text)
            return False
        if tails.names_source(block) or (block.index >= self.last and tails.credits_pictures(block)):
            self.body.tails.append(text)
            return False
        if self.dated_lists and self._is_label(block, chosen):
            return False
        if block.tag == "tr":
            return block.density < 0.5 and (self.whole or self.core(block))
        if (block.size < 160 and is_site_line(text)) or (
            (block.size < 160 or not chosen) and not block.has(QUOTE) and is_meta_line(block)
        ):
            return False
        if tails.claims_rights(block):
            self.body.tails.append(text)
            return False
        density, core = block.density, self.whole or self.core(block)
        if density > 0.5 and block.links > 1 and furniture.TAGS.match(text):
            return False
        if block.size < 600 and furniture.FILED.match(text):
            return False
        # (Who wrote a post stands under it: "— Ann Lee (@annlee) 29 December 2014".)
        signed = block.has(QUOTE) and bool(chosen) and chosen[-1].has(QUOTE) and chosen[-1].index + 1 == block.index
        short = core and block.index <= self.last + _MOST_SHORT and is_short_sentence(block)
        closes = short or (density < 0.3 and block.size >= 15 and block.ends)
        if block.index > self.last and not signed and not closes:
            if tails.names_filer(block):
                self.body.tails.append(text)
            return False
        if block.tag in HEADINGS and furniture.DELIVERED.search(text) is not None:
            return False
        if block.tag in HEADINGS:
            if (
                density > 0.9
                and not boxes.leads_out(block, self.host)
                and subheadings.is_lone_link(block, self.linked[block.tag])
            ):
                return False
            return (density < 0.6 and block.tag != "h1") or self.where.is_beside(block)
        out = density > 0.5 and core and boxes.leads_out(block, self.host)
        if density > 0.9 and block.size < 250 and not (core and block.ends and block.links > 1) and not out:
            return False
        if (
            density > 0.5
            and not out
            and not (core and (block.ends or block.links > 1))
            and not (core and block.size > 250)
        ):
            return False
        if not core and not prose(block) and not (block.has(ITEM | QUOTE) and block.size >= 25):
            return len(chosen) > 0 and block.index in self.bold_heads
        if not core and (
            boxes.beside_picture(block, self.where.places, self.body.container)
            or boxes.under_linked_heading(block, self.every, self.where.places, self.body.container)
        ):
            return False
        if (
            boxes.is_share_row(block)
            or is_teaser_line(block, self.host)
            or (core and in_card(block))
            or furniture.SYMBOLS.fullmatch(text)
        ):
            return False
        if tails.is_of_picture(block):
            self.body.tails.append(text)
            return False
        if self.authors and (not core or (chosen and boxes.is_boxed(block))) and boxes.is_notice(block, self.authors):
            return False
        if block.size <= LONGEST_CAPTION and core and text[0] not in QUOTES and is_credited(block):
            block.flags |= CAPTION  # a picture's, though nothing names it so
            return False
        stray = block.size < 25 and not (block.has(ITEM | QUOTE) or block.bold or core)
        # (A byline among the first lines: text finds it elsewhere.)
        if block.size < 80 and not block.ends and len(chosen) < 3 and boxes.names_author(block, self.authors):
            return False
        return not (stray and not block.ends)

    def _is_label(self, block: Block, chosen: list[Block]) -> bool:
        """An item beside the page's date in one list above the text: <li>In World</li><li>11 September 2024 09:43</li>."""
        if not block.has(ITEM) or block.size >= 60 or block.ends or any(map(prose, chosen)):
            return False
        return list_of(block) in self.dated_lists

    def _reads_on(self, block: Block) -> bool:
        """A paragraph that the text goes on behind: an article may speak of walls ("for subscribers only, it said")."""
        if block.tag != "p" or block.size < 80 or not block.ends or not self.core(block):
            return False
        return sum(1 for _ in islice((b for b in self.end.prose_behind(block) if self.core(b)), 3)) > 2

    def _pardoned(self, block: Block) -> bool:
        """A post embedded among the paragraphs; what stands in boxes of the very kind that holds the paragraphs."""
        if block.has(CAPTION | COMMENT | HARD | CARD):
            return False
        if block.has(QUOTE):
            return boxes.embedded_post(block)
        if (
            block.tag == "p"
            and block.root is block.element
            and block.size >= 150
            and block.ends
            and block.density < 0.2
        ):
            return block.element.getparent() in self.where.places  # a paragraph with a name of its own among the others
        if block.size < 80 or block.links or not block.ends:
            return False
        return self.where.is_alike(block)

    def _ended(self, chosen: list[Block], taken: set[int]) -> list[Block]:
        """The chosen blocks without headings over nothing, a ticker before the text, and what closes it and is none."""
        followed = subheadings.followed(self.members, taken, self.core)
        kept = bounds.after_ticker([b for b in chosen if b.tag not in HEADINGS or b.index in followed])
        while len(kept) > 2 and (boxes.is_notice(kept[-1], self.authors) or boxes.is_promotion(kept[-1])):
            kept.pop()
        end = closed(kept, self.core, between=(self.prose_ends, self.last))
        self.body.tails += [
            b.text for b in reversed(kept[end:]) if tails.names_filer(b) or is_closing_credit(b, self.last)
        ]
        return kept[:end]
