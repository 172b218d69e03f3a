"""A page as a list of text blocks in reading order, each with where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from newscrawl.page import furniture

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "time",
        "caption",
        "amp-img",
        "amp-ad",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Not "form": whole pages stand in one (ASP.NET).
_DROP = frozenset(("nav", "footer", "menu", "head"))
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2002-\u200a\u202f\u3000]+")
MOST_BLOCKS = 20_000
DEEPEST = 4_000


@dataclass(slots=True, eq=False)
class Block:
    """One run of text: its nearest block element, and what its ancestors say of it."""

    text: str
    tag: str
    element: Any
    parent: Any
    index: int
    link_chars: int = 0
    links: int = 0
    furniture: bool = False
    root: Any = None
    comment: bool = False
    caption: bool = False
    date: bool = False
    byline: bool = False
    section: bool = False
    crumbs: bool = False
    standfirst: bool = False
    quote: bool = False
    item: bool = False
    bold: bool = False
    tags: tuple[str, ...] = field(default=())

    @property
    def density(self) -> float:
        """Share of the text that stands in links."""
        return self.link_chars / max(1, len(self.text))


@dataclass(slots=True)
class _Frame:
    element: Any
    tag: str
    block: Any
    furniture: bool
    root: Any
    comment: bool
    caption: bool
    date: bool
    byline: bool
    section: bool
    crumbs: bool
    standfirst: bool
    quote: bool
    item: bool


class _Names:
    """What a class and id say, remembered: a page repeats a few names a thousand times."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bool, ...]] = {}

    def of(self, name: str) -> tuple[bool, ...]:
        """(furniture, caption, date, byline, section, crumbs, standfirst, comment)."""
        found = self._known.get(name)
        if found is None:
            words = re.sub(r"([a-z])([A-Z])", r"\1-\2", name.replace("__", "-").replace("--", "-"))[:400]
            found = (
                bool(furniture.BLOCKS.search(words)) and not furniture.ARTICLE.search(words),
                bool(furniture.CAPTION.search(words)),
                bool(furniture.DATE.search(words)),
                bool(furniture.BYLINE.search(words)),
                bool(furniture.SECTION.search(words)),
                bool(furniture.CRUMBS.search(words)),
                bool(furniture.STANDFIRST.search(words)),
                bool(furniture.COMMENTS.search(words)),
            )
            self._known[name] = found
        return found


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return _SPACE.sub(" ", text).strip()


def blocks_of(root: html.HtmlElement) -> list[Block]:
    """Every run of text below ``body``, split at block elements and at double line breaks."""
    names = _Names()
    blocks: list[Block] = []
    pieces: list[str] = []
    state = {"links": 0, "chars": 0, "inside": 0, "breaks": 0, "bold": 0, "boldchars": 0}
    body = root.find("body")
    start = body if body is not None else root
    frames: list[_Frame] = []

    def flush() -> None:
        if pieces:
            text = fold("".join(pieces))
            pieces.clear()
            if text and len(blocks) < MOST_BLOCKS:
                f = frames[-1]
                blocks.append(
                    Block(
                        text=text, tag=f.tag, element=f.element, parent=f.block, index=len(blocks),
                        link_chars=min(state["chars"], len(text)), links=state["links"], furniture=f.furniture,
                        root=f.root, comment=f.comment, caption=f.caption, date=f.date, byline=f.byline, section=f.section, crumbs=f.crumbs,
                        standfirst=f.standfirst, quote=f.quote, item=f.item,
                        bold=state["boldchars"] >= len(text) * 0.9,
                    )
                )  # fmt: skip
        state["links"] = state["chars"] = state["breaks"] = state["boldchars"] = 0

    def add(text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            pieces.append(" ")
            return
        state["breaks"] = 0
        pieces.append(text)
        if state["inside"]:
            state["chars"] += len(text.strip())
        if state["bold"]:
            state["boldchars"] += len(text.strip())

    walker = etree.iterwalk(start, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in BLOCK_TAGS:
                flush()
                frames.append(_frame(element, tag, frames, names))
                if len(frames) > DEEPEST:
                    break
            elif tag == "br":
                state["breaks"] += 1
                if state["breaks"] >= 2:
                    flush()
                else:
                    pieces.append("\n")
            elif tag == "a":
                state["inside"] += 1
                state["links"] += 1
            elif tag in ("b", "strong"):
                state["bold"] += 1
            elif tag == "span" and pieces and element.get("class"):
                # Spans side by side are often laid out apart: "In World" and its date must not become one word.
                pieces.append("\u200b" if not pieces[-1][-1:].isspace() else "")
            add(element.text)
        else:
            if tag in BLOCK_TAGS:
                flush()
                if frames and frames[-1].element is element:
                    frames.pop()
            elif tag == "a":
                state["inside"] = max(0, state["inside"] - 1)
            elif tag in ("b", "strong"):
                state["bold"] = max(0, state["bold"] - 1)
            if element is not start and element.tail and frames:
                add(element.tail)
    if frames:
        flush()
    for block in blocks:
        if "\u200b" in block.text:
            block.text = _apart(block.text)
    return blocks


_GLUE = re.compile("\u200b+")


def _apart(text: str) -> str:
    """A mark between spans becomes a space only where letters or digits of both sides would run together."""

    def mend(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        glued = (
            before.isalnum()
            and after.isalnum()
            and ((before.islower() and after.isupper()) or before.isdigit() != after.isdigit())
        )
        return " " if glued else ""

    return fold(_GLUE.sub(mend, text))


def _frame(element: Any, tag: str, frames: list[_Frame], names: _Names) -> _Frame:
    above = frames[-1] if frames else None
    name = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    is_furniture, caption, date, byline, section, crumbs, standfirst, comment = names.of(name) if name else (False,) * 8
    role = element.get("role") or ""
    hidden = element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")
    is_furniture = (
        is_furniture or tag in _DROP or role in ("navigation", "complementary", "search", "contentinfo") or hidden
    )
    if tag in ("body", "html", "main", "article"):
        is_furniture = comment = False
    if tag == "h1":
        is_furniture = False
    root = above.root if above and above.furniture else (element if is_furniture else None)
    return _Frame(
        element=element,
        tag=tag,
        block=above.element if above else None,
        furniture=is_furniture or bool(above and above.furniture),
        root=root,
        comment=comment or bool(above and above.comment),
        caption=(caption and tag not in ("body", "article", "main", "figure")) or tag in ("figcaption", "caption")
        or bool(above and above.caption),
        date=date or tag == "time" or bool(above and above.date and tag not in ("p", "article")),
        byline=byline or bool(above and above.byline),
        section=section or bool(above and above.section and tag in ("span", "li", "a", "p", "div")),
        crumbs=crumbs or bool(above and above.crumbs),
        standfirst=standfirst or bool(above and above.standfirst),
        quote=tag == "blockquote" or bool(above and above.quote),
        item=tag == "li" or bool(above and above.item),
    )  # fmt: skip
