"""One America News: a page class, because selectors choose elements and this site prints its caption in none."""

from __future__ import annotations

from lxml import html

from newscrawl.mirror import Mirror, Selectors, Source
from newscrawl.page import ArticlePage

BOX = "entry-content"


class OannPage(ArticlePage):
    """The picture's caption is a bare run of text that opens the box of the article's text."""

    def captions(self) -> list[str]:
        """That run of text, then what the generic reader finds."""
        return [*self._opening(), *super().captions()]

    def paragraphs(self) -> list[str]:
        """The text without that run."""
        opening = self._opening()
        return [paragraph for paragraph in super().paragraphs() if paragraph not in opening]

    def _opening(self) -> list[str]:
        for box in self.document.root.find_class(BOX)[:1]:
            found = " ".join(_text_before_first_paragraph(box).split())
            if found:
                return [found]
        return []


def _text_before_first_paragraph(box: html.HtmlElement) -> str:
    parts = [box.text or ""]
    for child in box:
        if child.tag == "p":
            break
        # An element before the text is the picture, with no words of its own.
        parts.append(child.tail or "")
    return "".join(parts)


MIRROR = Mirror(
    name="oann",
    title="One America News Network",
    domain="oann.com",
    timezone="America/Los_Angeles",
    languages=("en",),
    day_first=False,
    enabled=False,
    checked="2026-11-23: article page of 2020 read from a saved copy; sources taken from that page's links, untried",
    sources=(
        Source(kind="section", url="https://www.oann.com/category/world/"),
        Source(kind="newsfeed", url="https://www.oann.com/feed/"),
    ),
    selectors=Selectors(headline="h1.entry-title", section="li.current-post-parent", body=".entry-content"),
    page=OannPage,
)
