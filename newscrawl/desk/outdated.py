"""Which copies of a story still carry a text that was corrected or withdrawn since."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cache

from newscrawl.items import Article
from newscrawl.stories.index import Edge
from newscrawl.stories.linker import MOST_EDGES

# What wire copy says of itself when the text before it must not stand any more (text/wire/revisions.py).
CORRECTING = frozenset({"corrected", "withdrawn"})
# A copy carries a text when it has this much more in common with it than with the one that came after.
NEARER = 0.002
# More words than any wire copy; comparing takes their square.
MOST_WORDS = 5000


def outdated(articles: Sequence[Article], edges: Iterable[Edge]) -> dict[str, Article]:
    """Copy -> the later text that it does not have yet; ``articles`` in the order in which they were fetched.

    A later text is a new version of a page, or a copy that says it is a correction or a withdrawal and stands in a relation to an
    earlier one. A version that its own page has replaced is history and is not named. A copy can only carry a text that it has a
    link to: ``edges`` are all of the story. Of several later texts the last is named, a correction's before a page's.
    """
    edges = list(edges)
    by_id = {article.id: article for article in articles}
    history = {article.replaces for article in articles if article.replaces}
    pairs = [(by_id[a.replaces], a) for a in articles if a.replaces in by_id]
    pairs += _corrections(articles, edges)
    linked: dict[str, set[str]] = {article.id: set() for article in articles}
    for edge in edges:
        for one, other in ((edge.later, edge.earlier), (edge.earlier, edge.later)):
            if one in linked:
                linked[one].add(other)
    # Texts come again in pair after pair and copy after copy, and comparing is what costs.
    alike = cache(_alike)

    def may_carry(article: Article, old: Article) -> bool:
        """Whether a copy may be one of an old text: it has a link to it, or both have one to a third and too many to keep all."""
        ours, theirs = linked[article.id], linked[old.id]
        if article.id == old.id or article.body == old.body or old.id in ours:
            return True
        return max(len(ours), len(theirs)) >= MOST_EDGES and not ours.isdisjoint(theirs)

    def still(article: Article, old: Article, new: Article) -> bool:
        """Whether a copy has what ``old`` says where ``new`` says something else."""
        if article.id == old.id or article.body == old.body:
            return article.body != new.body or article.headline != new.headline
        if not article.body or not old.body or not new.body:
            return False
        return alike(article.body, old.body) > alike(article.body, new.body) + NEARER

    found: dict[str, Article] = {}
    for article in articles:
        if article.id in history or not article.body or _corrects(article):
            continue
        for old, new in reversed(pairs):
            if article.id == new.id or article.replaces == old.id or not may_carry(article, old):
                continue
            if still(article, old, new):
                found[article.id] = new
                break
    return found


def _corrects(article: Article) -> bool:
    return article.revision is not None and article.revision.kind in CORRECTING


def _corrections(articles: Sequence[Article], edges: Iterable[Edge]) -> list[tuple[Article, Article]]:
    """Each text that a correction or withdrawal has a link to, with that, in the order of ``articles``."""
    places = {article.id: place for place, article in enumerate(articles)}
    linked = {(places[e.later], places[e.earlier]) for e in edges if e.later in places and e.earlier in places}
    return [(articles[old], articles[new]) for new, old in sorted(linked) if _corrects(articles[new])]


def _alike(one: str, other: str) -> float:
    """How much of the words two texts share, in order: 0 to 1.

    >>> _alike("the mayor said no", "the mayor said yes"), _alike("the mayor said no", "the mayor said no")
    (0.75, 1.0)
    """
    return difflib.SequenceMatcher(None, one.split()[:MOST_WORDS], other.split()[:MOST_WORDS], autojunk=False).ratio()
