"""Which copies of a story still carry a text that was corrected or withdrawn since."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from newscrawl.items import Article
from newscrawl.stories.index import Edge

# What wire copy says of itself when the text before it must not stand any more (text/revisions.py).
CORRECTING = frozenset({"corrected", "withdrawn"})
# A copy carries a text when it has this much more in common with it than with the one that came after.
NEARER = 0.002
# More words than any wire copy; comparing takes their square.
MOST_WORDS = 5000


def outdated(articles: Sequence[Article], edges: Iterable[Edge]) -> dict[str, Article]:
    """Copy -> the later text that it does not have yet; ``articles`` in the order in which they were fetched.

    A later text is a new version of a page, or a copy that says it is a correction or a withdrawal and stands in a relation to an
    earlier one. A version that its own page has replaced is history and is not named.
    """
    by_id = {article.id: article for article in articles}
    history = {article.replaces for article in articles if article.replaces}
    pairs = [(by_id[a.replaces], a) for a in articles if a.replaces in by_id]
    for edge in edges:
        later, earlier = by_id.get(edge.later), by_id.get(edge.earlier)
        if later and earlier and later.revision and later.revision.kind in CORRECTING:
            pairs.append((earlier, later))
    found: dict[str, Article] = {}
    for article in articles:
        if article.id in history or not article.body:
            continue
        for old, new in pairs:
            if (
                article.id == new.id
                or article.replaces == old.id
                or (article.revision and article.revision.kind in CORRECTING)
            ):
                continue
            if _still(article, old, new):
                found[article.id] = new
    return found


def _still(article: Article, old: Article, new: Article) -> bool:
    """Whether a copy has what ``old`` says where ``new`` says something else."""
    if article.id == old.id or article.body == old.body:
        return article.body != new.body or article.headline != new.headline
    if not article.body or not old.body or not new.body:
        return False
    return _alike(article.body, old.body) > _alike(article.body, new.body) + NEARER


def _alike(one: str, other: str) -> float:
    """How much of the words two texts share, in order: 0 to 1.

    >>> _alike("the mayor said no", "the mayor said yes"), _alike("the mayor said no", "the mayor said no")
    (0.75, 1.0)
    """
    return difflib.SequenceMatcher(None, one.split()[:MOST_WORDS], other.split()[:MOST_WORDS], autojunk=False).ratio()
