"""What a page says about itself for machines, as candidates: meta, JSON-LD, microdata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import Any

from newscrawl.items import Kind, Printed
from newscrawl.page.tree import meta_names, structured
from newscrawl.page.tree.blocks import fold
from newscrawl.page.tree.document import Document
from newscrawl.page.tree.entities import PageNames, Scopes, is_named, own_articles, scopes
from newscrawl.page.tree.walk import Blocks
from newscrawl.text.bylines import opens
from newscrawl.text.people.own_names import owner_named
from newscrawl.text.sections import clean_label

LONGEST = 2000
_OWNERS = frozenset(("copyrightHolder", "provider", "sourceOrganization", "creator", "author"))
_MEDIA = re.compile(
    r"(?:Image|Video|Audio|Media)Object|\bPhotograph\b|associatedMedia|primaryImage|\b(?:image|thumbnail)\b"
)
_SITES = frozenset(("WebSite", "NewsMediaOrganization", "Organization"))
_MOST_NODES = 200


class Evidence:
    """The statements of one document, each kind read once and only when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def walked(self) -> Blocks:
        """The one walk over the tree."""
        return Blocks(self.document.root)

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """``<meta>`` by lower-case name; what one says of the whole page as JSON is spread over the names of its parts."""
        meta = self._own_meta
        for content in meta.get(meta_names.PARSELY, [])[:1]:
            for name, texts in structured.in_parsely(content).items():
                meta.setdefault(name, texts)
        for label, answer in meta_names.LABELLED:
            for said, text in zip(meta.get(label, ()), meta.get(answer, ()), strict=False):
                if opens(f"{said} x"):
                    meta.setdefault("twitter:written by", []).append(text)
                elif clean_label(f"{said}: {text}") == text:
                    meta.setdefault("twitter:filed under", []).append(text)
        return meta

    @cached_property
    def _own_meta(self) -> dict[str, list[str]]:
        """``<meta>`` without what microdata say of other articles."""
        return self.document.meta(self._scopes.is_others) if self._scopes is not None else self._every_meta

    @cached_property
    def _every_meta(self) -> dict[str, list[str]]:
        return self.document.meta()

    @cached_property
    def canonical(self) -> str | None:
        """What the page declares as its address."""
        for element in self.document.root.iter("link"):
            if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
                return str(element.get("href")).strip()
        return next(iter(self._every_meta.get("og:url", [])), None)

    @cached_property
    def _names(self) -> PageNames:
        """What the page's own article goes by."""
        titles = [text for name in meta_names.TITLE for text in self._every_meta.get(name, [])]
        return PageNames(self._addresses, [*titles, *([self.title] if self.title else [])], self.walked.found)

    def _addresses(self) -> list[str]:
        declared = self._every_meta.get("og:url", [])
        return [self.document.url, *([self.canonical] if self.canonical else []), *declared]

    @cached_property
    def _scopes(self) -> Scopes | None:
        document = self.document
        return scopes(document.source, document.root, self.walked.properties, self._names)

    def is_others(self, element: Any) -> bool:
        """Whether an element stands in what microdata say of another article."""
        return self._scopes is not None and self._scopes.is_others(element)

    @cached_property
    def _structured(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        articles, nodes = structured.articles(self.document.scripts)
        return own_articles(articles, nodes, self._names) if articles else articles, nodes

    @property
    def linked_data(self) -> list[dict[str, Any]]:
        """JSON-LD nodes that are articles, the fullest first."""
        return self._structured[0]

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """Every JSON-LD node."""
        return self._structured[1]

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of all JSON-LD nodes."""
        return frozenset(kind for node in self.nodes for kind in structured.types(node))

    @cached_property
    def _microdata(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for element in self.walked.properties:
            names = (element.get("itemprop") or "").split()
            if self.is_others(element):
                continue
            if not _OWNERS.isdisjoint(names):
                if _of_picture(element):
                    names = ["picture"] if "copyrightHolder" in names else []
                elif _of_comment(element):
                    continue
            value = element.get("content") or element.get("datetime") or ""
            if not value and element.tag == "abbr":  # as weblogs have it since hCalendar: the moment is the title
                value = element.get("title") or ""
            if not value and "articleBody" not in names:
                value = " ".join(str(text) for text in element.itertext())[:400]
            value = fold(value)
            if value:
                for name in names[:3]:
                    found.setdefault(name, []).append(value)
        return found

    @cached_property
    def title(self) -> str | None:
        """``<title>`` as printed."""
        element = next(self.document.root.iter("title"), None)
        return (fold(" ".join(element.itertext()))[:LONGEST] or None) if element is not None else None

    @cached_property
    def states_article(self) -> bool:
        """An article in JSON-LD, or the moment of its publication. (Lists state those that they hold too.)"""
        return bool(self.linked_data) or bool(self.from_meta(("article:published_time",)))

    @property
    def is_called_article(self) -> bool:
        """``og:type`` is "article"; some lists and error pages are called so too."""
        return "article" in self.meta.get("og:type", ())

    def from_meta(self, names: Iterable[str]) -> list[Printed]:
        """Candidates from ``<meta>``, in the order of the names."""
        meta = self.meta
        return [
            Printed(text=text, kind="meta", where=name) for name in names if name in meta for text in meta[name][:3]
        ]

    def from_linked_data(self, *keys: str) -> list[Printed]:
        """Candidates from JSON-LD articles."""
        return [
            Printed(text=text[:LONGEST], kind="jsonld", where=key)
            for node in self.linked_data[:4]
            for key in keys
            if key in node
            for text in structured.texts(node[key])[:20]
        ]

    def from_own_node(self, key: str) -> list[Printed]:
        """Candidates from what is no article in JSON-LD and is named as the page is: a recipe, the page itself."""
        return [
            Printed(text=text[:LONGEST], kind="jsonld", where=f"webpage.{key}")
            for node in self.nodes[:_MOST_NODES]
            if key in node and _SITES.isdisjoint(structured.types(node)) and is_named(node, self._names)
            for text in structured.texts(node[key])[:1]
        ][:1]

    def from_microdata(self, *names: str) -> list[Printed]:
        """Candidates from ``itemprop``."""
        return [
            Printed(text=text[:400], kind="microdata", where=name)
            for name in names
            for text in self._microdata.get(name, [])[:3]
        ]

    @cached_property
    def headline_claims(self) -> list[Printed]:
        """What the page says its headline is, for machines: JSON-LD, meta, microdata, ``<title>``."""
        return [
            *self.from_linked_data("headline"),
            *self.from_meta(meta_names.TITLE),
            *self.from_microdata("headline"),
            *([Printed(text=self.title, kind="text", where="title")] if self.title else []),
        ]

    def site_names(self) -> list[str]:
        """What the site calls itself."""
        names = [
            text for name in ("og:site_name", "application-name", "al:ios:app_name") for text in self.meta.get(name, [])
        ]
        names += [owner for text in self.meta.get("copyright", []) if (owner := owner_named(text)) is not None]
        for node in self.linked_data[:3]:
            publisher = node.get("publisher")
            names += structured.texts(publisher) if not _is_person(publisher) else []
        # (Some call every writer an organisation.)
        writers = {text for node in self.linked_data[:3] for text in structured.texts(node.get("author"))} - set(names)
        for node in self.nodes if self.types & _SITES else ():
            if not _SITES.isdisjoint(structured.types(node)) and not _is_person(node):
                names += [name for name in structured.texts(node.get("name"))[:1] if name not in writers]
        return list(dict.fromkeys(name for name in names if len(name) <= 80))[:10]


def _is_person(node: Any) -> bool:
    """A weblog's owner, whom the site is not called by though it names him as its publisher."""
    return isinstance(node, dict) and "Person" in structured.types(node)


_COMMENT = re.compile(r"(?:^|[/ ])(?:comment|Comment|UserComments)(?: |$)")
_SCOPES_UP = 12


def _of_comment(element: Any) -> bool:
    """Whether an author stands in what microdata call a comment: a reader's."""
    return any(
        _COMMENT.search(f"{above.get('itemprop') or ''} {above.get('itemtype') or ''}") is not None
        for above in islice(element.iterancestors(), _SCOPES_UP)
    )


def _of_picture(element: Any) -> bool:
    """True where the thing that a property is of is a picture or a film: who owns that did not file the text."""
    for above in element.iterancestors():
        if above.get("itemscope") is not None:
            return _MEDIA.search(f"{above.get('itemtype') or ''} {above.get('itemprop') or ''}") is not None
    return False


def once(found: Iterable[Printed]) -> list[Printed]:
    """Each candidate once, in order."""
    seen: dict[tuple[str, Kind, str], Printed] = {}
    for printed in found:
        seen.setdefault((printed.text, printed.kind, printed.where), printed)
    return list(seen.values())
