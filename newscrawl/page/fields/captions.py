"""The captions of the article's pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from newscrawl.items import RawImage
from newscrawl.page.fields.others_pictures import is_teaser
from newscrawl.page.fields.pictures import CONTROL
from newscrawl.page.paragraphs import furniture
from newscrawl.page.paragraphs.site_lines import LINES
from newscrawl.page.tree import date_lines, names
from newscrawl.page.tree.blocks import HEADINGS, LEFT_OUT, Block, same
from newscrawl.page.tree.elements import name_of
from newscrawl.page.tree.names import CAPTION, CARD, COMMENT, CRUMBS, DATE, FURNITURE, HARD, SECTION, STANDFIRST
from newscrawl.text.dateline.places import is_city
from newscrawl.text.pictures.captions import opens_credit, split_credit

MOST = 40
# A caption that can stand for a text: a sentence that says who did what where.
LEAST_TEXT = 60
# What is shorter in a box of its own is a button to see more pictures.
LEAST_BOXED = 25
UP = 3
# A longer line is no credit, though it is named one.
_LONGEST_CREDIT = 80
# So many captions stand above a text, of so many words at least, in a box that is named otherwise.
FEW, LEAST_WORDS = 2, 5
# "1:30 Boats in Senna", "26.10.2025 | 2:43 min": a film's.
_PLAYED = re.compile(r"\d{1,2}:\d\d\b|.{0,20}\d:\d\d min\b")
PICTURES = ("img", "picture", "amp-img")
_BY = re.compile(r"\W{0,2}(?:By|BY|Von|VON|Por|POR|Par|PAR|Di|Door|Av|Af|Autor:|Author:|Text:)\s")
# "Ann Lee/Valley Times" on a line of its own.
_STROKED = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]{0,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){1,3}\s?/\s?[A-ZÀ-Þ][\w&.'’-]{1,20}(?: [A-ZÀ-Þ&][\w.'’-]{0,20}){0,3}"
)


_WAY = re.compile(r"[^\s>›»]\s[>›»]\s[^\s>›»]")  # "News > Economy > Firms"


def is_credit(block: Block) -> bool:
    return opens_credit(block.text) or (not block.links and _is_stroked(block.text))


def _is_stroked(text: str) -> bool:
    """ "Ann Lee/Valley Times", but not "ABU DHABI / WAM", which is a dateline."""
    return "/" in text and _STROKED.fullmatch(text) is not None and not is_city(text.partition("/")[0].strip())


def is_byline(block: Block) -> bool:
    return block.size < 100 and not block.ends and _BY.match(block.text) is not None


def named(blocks: Iterable[Block]) -> list[str]:
    """Lines in a figcaption or in what is named a caption."""
    found = (
        block.text
        for block in blocks
        if block.flags & CAPTION and (not block.flags & FURNITURE or _is_boxed(block)) and _can_be(block)
    )
    return list(dict.fromkeys(found))[:MOST]


def _is_boxed(block: Block) -> bool:
    """A caption whose furniture is nothing but its own box: ``<aside class="caption-left">``, "image-extras"."""
    root = block.root
    if root is None or block.density > 0.5 or block.flags & CARD or furniture.is_addressed(block.text):
        return False
    if _PLAYED.match(block.text) or (
        block.size < LEAST_BOXED and not (block.text.startswith(("©", "(")) or is_credit(block))
    ):
        return False  # "Image 1 of 9", "Close"
    inside, most = 0, block.size + 40
    for text in root.itertext():
        inside += len(text.strip())
        if inside > most:
            return False
    above = root.getparent()
    return above is not None and next(above.iter(*PICTURES), None) is not None


def _can_be(block: Block) -> bool:
    """What is called "credits" may hold the writer and the time."""
    text = block.text
    if not 3 < len(text) < 1500:
        return False
    if furniture.is_offer(text):
        return False  # "By subscribing to the newsletter you accept our terms", beside its picture
    if block.size > 100:
        return True
    if _PLAYED.match(text) or furniture.WORKED_ON.search(text) or CONTROL.fullmatch(text):
        return False
    if block.tag in HEADINGS and (
        text.endswith(":") or not (block.ends or names.meaning(name_of(block.element)) & CAPTION)
    ):
        return False  # "More from", over other articles in a box that is named so as a whole
    # ("Old harbour, Dec. 22, 2014." is what a picture shows.)
    dated = block.tag != "figcaption" and date_lines.whole_date(text)
    return not (is_byline(block) or date_lines.times_only(text) or dated)


def of_article(blocks: list[Block], images: Iterable[RawImage], headline: Block | None, text: list[Block]) -> list[str]:
    """The captions of the article's pictures that are no lines of its ``text``; one bare above the headline goes first."""
    found = above(blocks, headline) + in_boxes(blocks, headline, text)
    found += shown(blocks, images, last=text[-1].index if text else None)
    own = {block.key for block in text}
    return [caption for caption in dict.fromkeys(found) if same(caption) not in own]


def shown(blocks: Iterable[Block], images: Iterable[RawImage], *, last: int | None = None) -> list[str]:
    """The captions without the credits that stand in elements of their own, and in lines of their own.

    Behind the text, whose ``last`` block is told, those of teasers are left out.
    """
    images = list(images)
    apart = {
        same(f"{image.caption} {image.credit}"): image.caption for image in images if image.caption and image.credit
    }
    credits = {same(image.credit) for image in images if image.credit and len(image.credit) <= _LONGEST_CREDIT}
    credits -= {same(image.caption) for image in images if image.caption}
    found = named(block for block in blocks if block.flags & CAPTION and not is_teaser(block, last))
    return [apart.get(key, text) for text in found if (key := same(text)) not in credits]


def above(blocks: list[Block], headline: Block | None) -> list[str]:
    """A caption that stands bare right above the headline: a whole line of at least five words, named nothing else."""
    if headline is None:
        return []
    for block in reversed(blocks[max(0, headline.index - 3) : headline.index]):
        if block.text == LEFT_OUT:
            break
        if block.tag in HEADINGS:
            break  # what stands over another heading is that one's, or the site's motto
        if not 25 <= block.size <= 300 or block.links or block.has(FURNITURE | CRUMBS):
            continue
        if date_lines.datelike(block.text) or " " not in block.text or LINES.match(block.text):
            continue
        if len(block.text.split()) >= 5 and not block.has(DATE | SECTION | STANDFIRST) and not _WAY.search(block.text):
            return [block.text]
        break
    return []


def in_boxes(blocks: list[Block], headline: Block | None, text: list[Block]) -> list[str]:
    """Captions between headline and text in boxes that are named furniture ("related-photo", "slideshow"): of one picture.

    A box with many pictures is another page's gallery, one with a link is a teaser.
    """
    if headline is None or not text:
        return []
    found = []
    for block in blocks[headline.index + 1 : text[0].index + 1]:
        if not block.has(FURNITURE) or not block.has(CAPTION) or block.has(COMMENT | CARD | HARD) or block.links > 1:
            continue
        if (
            len(block.text.split()) >= LEAST_WORDS
            and block.density <= 0.3
            and _can_be(block)
            and _beside_picture(block)
        ):
            found.append(block.text)
    return found if len(found) <= FEW else []


def _beside_picture(block: Block) -> bool:
    """Whether one or two pictures stand in the box around a line."""
    for around in islice(block.element.iterancestors(), UP):
        pictures = sum(1 for _ in islice(around.iter("img"), FEW + 1))
        if pictures:
            return pictures <= FEW
    return False


def is_credited(block: Block) -> bool:
    """A line that a picture's credit closes, or that is one: who took it and for whom."""
    if split_credit(block.text)[1] is not None:
        return True
    bare = block.size <= 60 and block.tag in ("p", "div") and not block.links
    return bare and _is_stroked(block.text)
