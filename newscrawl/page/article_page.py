"""An article page, field by field: selectors first, then structured data, then the generic reader.

A mirror that selectors cannot describe subclasses ``ArticlePage`` and overrides the methods that its site needs: a method a
field, so the class is as long as an article has fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from newscrawl.items import Mark, Printed, RawArticle, RawImage
from newscrawl.mirror import Selectors
from newscrawl.page import marks, no_article, signals
from newscrawl.page.body import Body, read_body
from newscrawl.page.evidence import Evidence, once
from newscrawl.page.fields import bare_captions, captions, filed_by, people, pictures, sections, stand_ins, times
from newscrawl.page.fields.headings import around, bare_headline, candidates, find_headline
from newscrawl.page.fields.picture_files import merged
from newscrawl.page.paragraphs import containers
from newscrawl.page.paragraphs.pardons import pardon
from newscrawl.page.selectors import Chosen, select
from newscrawl.page.tree import meta_names, scripted, structured
from newscrawl.page.tree.blocks import Block, fold
from newscrawl.page.tree.document import Document
from newscrawl.page.tree.names import STANDFIRST
from newscrawl.text.letters import length
from newscrawl.text.url_parts import hostname


class ArticlePage:
    """Reads one page; every method gives candidates in order of strength."""

    def __init__(
        self,
        document: Document,
        *,
        selectors: Selectors | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.document = document
        self.url = document.url
        self.selectors = selectors or Selectors()
        self.headers = {name.lower(): value for name, value in (headers or {}).items()}
        self._chosen = Chosen(document.root, self.selectors)
        self.evidence = Evidence(document)

    # What the methods share

    @property
    def blocks(self) -> list[Block]:
        """The page's text blocks in order."""
        return self.evidence.walked.found

    @cached_property
    def headline_block(self) -> Block | None:
        """The block that is the headline on the page; where nobody is told one, a line in bold or beside the time."""
        claims = [printed.text for printed in self.evidence.headline_claims]
        return find_headline(self.blocks, claims, self.url) or self._bare_headline

    @cached_property
    def _bare_headline(self) -> Block | None:
        """What stands in the place of a heading on a page that has none, and says for machines its site's name only."""
        return bare_headline(self.evidence.headline_claims, self.blocks)

    @cached_property
    def _pardoned(self) -> list[Block]:
        """The blocks, once what is only named like furniture has been told from what is."""
        pardon(self.blocks, self.headline_block)
        bare_captions.note_bare(self.blocks)
        return self.blocks

    @cached_property
    def _headlines(self) -> list[Printed]:
        return self.headlines()

    @cached_property
    def _descriptions(self) -> list[Printed]:
        return self.descriptions()

    @cached_property
    def body(self) -> Body:
        """The chosen text blocks: those inside what the definition's selector chose, if there is text in it."""
        return self._within or self._read()

    @cached_property
    def _within(self) -> Body | None:
        """The text inside what the definition's selector chose; None where that is nothing.

        Furniture is what is named so inside it, not what stands around it.
        """
        body = self._read(containers.within(self.blocks, self._selected)) if self._selected else None
        if body is None or not body.blocks:
            return None
        body.container = containers.holder(self._selected)
        return body

    @cached_property
    def _selected(self) -> list[Any]:
        """What the definition's selector for the body chose, without what stands inside another of these."""
        chosen = select(self.document.root, self.selectors.body) if self.selectors.body else []
        return containers.outermost(chosen) if chosen else []

    def _read(self, within: list[Block] | None = None) -> Body:
        """The text; with what this page knows of its headline, captions and authors."""
        return read_body(
            self._pardoned,
            headline=self.headline_block,
            headlines=[printed.text for printed in self._headlines],
            captions=captions.named(self._pardoned),
            standfirsts=[printed.text for printed in self._descriptions],
            authors=people.authors(self.evidence, self.headline_block),
            host=hostname(self.url),
            within=within,
            live=marks.says_live(self.evidence),
        )

    @cached_property
    def near_headline(self) -> list[Block]:
        """Blocks around the headline and right behind the body, where pages print section, byline and time."""
        return around(self.blocks, self.headline_block, self.body.blocks)

    @cached_property
    def _beside_time(self) -> list[Block]:
        return sections.beside_time(self.blocks, self.near_headline, self.headline_block)

    # Fields

    def headlines(self) -> list[Printed]:
        """Candidates: the definition's selector, the page's own heading, JSON-LD, meta, ``<title>``."""
        claims = [printed.text for printed in self.evidence.headline_claims]
        on_page = candidates(self.blocks, self.headline_block, claims, bare=self.headline_block is self._bare_headline)
        return once([*self._chosen.printed(self.selectors.headline), *on_page, *self.evidence.headline_claims])

    def site_names(self) -> list[str]:
        """What the site calls itself."""
        return self.evidence.site_names()

    def descriptions(self) -> list[Printed]:
        """Standfirsts and descriptions: what may repeat the lede."""
        found = self.evidence.from_linked_data("description") + self.evidence.from_meta(meta_names.DESCRIPTION)
        found += [
            Printed(text=block.text, kind="text", where="standfirst")
            for block in self.blocks
            if block.flags & STANDFIRST and block.size > 30
        ][:2]
        return once(found)

    def paragraphs(self) -> list[str]:
        """The article's own text, in order."""
        if self._within is not None:
            return [block.text for block in self._within.blocks]
        if self._selected:  # furniture only, or lines that the walk left out
            bare = not containers.within(self.blocks, self._selected)
            return [fold(" ".join(element.itertext())) for element in self._selected] if bare else []
        above = filed_by.dateline_above(self.blocks, self.body.blocks)
        shown = [*above, *(block.text for block in self.body.blocks)]
        if not above and (led := filed_by.opening_place(self.blocks, self.body.blocks)):
            shown[:1] = led
        found = structured.article_body(self.evidence.linked_data, shown) or shown
        return found or ([self._only_caption] if self._only_caption else [])

    @cached_property
    def _text(self) -> list[str]:
        return self.paragraphs()

    @cached_property
    def _only_caption(self) -> str | None:
        """The caption of a page of one picture and nothing else; None where there is a text."""
        if self.body.blocks or self.headline_block is None or structured.article_body(self.evidence.linked_data, []):
            return None
        found = [text for text in captions.named(self._pardoned) if len(text) >= captions.LEAST_TEXT]
        return found[0] if len(found) == 1 else None

    def tails(self) -> list[str]:
        """Lines around the body that may name an agency; also the one beside the time ("PTI Mumbai")."""
        beside = people.beside_time(self._beside_time)
        lines = (*self.body.tails[:12], *beside, *self._filed_by)
        return list(dict.fromkeys(tail[:600] for tail in lines if tail))

    @cached_property
    def _filed_by(self) -> list[str]:
        return filed_by.beside_time(self.near_headline, self.headline_block, self.body.blocks)

    def captions(self) -> list[str]:
        """Captions of the article's pictures, also one that stands bare above the headline."""
        return captions.of_article(self._pardoned, self._images, self.headline_block, self.body.blocks)

    @cached_property
    def _images(self) -> list[RawImage]:
        return self.images()

    def images(self) -> list[RawImage]:
        """The article's pictures: those in its figures, then the one that metadata names."""
        container = self.body.container
        scope = container if container is not None else self.document.root
        head = self.headline_block.element.getparent() if self.headline_block is not None else None
        told = self.evidence.meta.get("og:image", [])[:1]
        last = self.body.blocks[-1].index if self.body.blocks else None
        found = pictures.of_article(scope, head, self._pardoned, told, self.url, last=last)
        nodes = self.evidence.nodes if "ImageObject" in self.evidence.types else []
        found = pictures.credited(found, self.evidence.linked_data, nodes, self.url)
        return stand_ins.without(merged(found), self.site_names(), told)

    def bylines(self) -> list[Printed]:
        """Who wrote it: selector, JSON-LD, meta, microdata, visible lines near the headline."""
        found = [
            *self._chosen.printed(self.selectors.byline),
            *people.bylines(self.evidence, self.near_headline, self.headline_block, self.body.blocks),
            *(Printed(text=line, kind="text", where="beside-time") for line in self._filed_by),
        ]
        return once(found)[:30]

    def credits(self) -> list[Printed]:
        """Metadata that may name an agency."""
        return once(people.credits_of(self.evidence))[:20]

    def published(self) -> list[Printed]:
        """Every time that may be the publication's, wherever it stands."""
        selected = [*self._chosen.printed(self.selectors.published), *self._chosen.times]
        return once(
            [*selected, *times.published(self.evidence, self.near_headline, self.headline_block, self.body.blocks)]
        )[:60]

    def modified(self) -> list[Printed]:
        """Every time that may be the last change."""
        return once(times.modified(self.evidence))[:20]

    def sections(self) -> list[Printed]:
        """Section labels: selector, beside the time, breadcrumb, kicker, JSON-LD, meta, URL path."""
        found = sections.labels(
            self.evidence, self.near_headline, self.headline_block, self.body.blocks, self._beside_time
        )
        return once([*self._chosen.printed(self.selectors.section), *found])[:30]

    def languages(self) -> list[Printed]:
        """Declared languages, the strongest first."""
        return signals.languages(self.evidence, self.headers)

    def canonical(self) -> str | None:
        """What the page declares as its address."""
        return signals.canonical(self.evidence)

    def rights(self) -> list[str]:
        """Signals on what may be done with the page, in the record's spelling."""
        return signals.rights(self.evidence.meta, self.headers)

    def marks(self) -> list[Mark]:
        """What a reader of the archive must know of this page."""
        return marks.marks_of(
            self.evidence,
            self.blocks,
            self.body,
            headlines=[printed.text for printed in self._headlines],
            url=self.url,
            size=sum(map(length, self._text)),
            only_caption=self._only_caption is not None,
        )

    def no_article(self) -> str | None:
        """Why the page is no article, though it answered well; None for one that may be."""
        selected = bool(self._chosen.printed(self.selectors.headline))
        return no_article.reason(self.evidence, self.body.blocks, self.headline_block, selected=selected)

    def draw(self) -> bool:
        """Set in the text that a script would draw, on a page that shows next to none: True if so, to be read anew."""
        if self._selected or sum(map(length, self._text)) >= structured.SCANT or "paywalled" in self.marks():
            return False
        sites = set(self.site_names())
        titles = [printed.text for printed in self._headlines if printed.text not in sites]
        text = scripted.drawn_text(self.document.source, url=self.url, titles=titles)
        if text is None or not scripted.goes_on(text, self._text, [printed.text for printed in self._descriptions]):
            return False
        behind = self.headline_block.element if self.headline_block is not None else None
        return self.document.insert(text, behind=behind)

    def read(self) -> RawArticle:
        """Everything, as candidates."""
        return RawArticle(
            url=self.url,
            canonical=self.canonical(),
            headlines=tuple(self._headlines),
            site_names=tuple(self.site_names()),
            descriptions=tuple(self._descriptions),
            paragraphs=tuple(self._text),
            tails=tuple(self.tails()),
            captions=tuple(self.captions()),
            images=tuple(self._images),
            bylines=tuple(self.bylines()),
            credits=tuple(self.credits()),
            published=tuple(self.published()),
            modified=tuple(self.modified()),
            sections=tuple(self.sections()),
            languages=tuple(self.languages()),
            rights=tuple(self.rights()),
            marks=tuple(self.marks()),
            no_article=self.no_article(),
            excerpt=marks.is_excerpt(self.blocks, self.body),
        )
