"""What holds for any texts: the order of arrival and repetition do not matter, more of a text is more of it, ends are ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.demo import english
from newscrawl.stories import Copy, Linker, MemoryIndex
from newscrawl.stories.prints import prints_of
from newscrawl.stories.relations import compare

START = datetime(2026, 9, 1, tzinfo=UTC)
STORIES = [
    [voice.lede(), *(voice.paragraph() for _ in range(9))]
    for voice in (english.English(f"properties:{n}", english.TOPICS[n], "Cork", "Monday") for n in range(3))
]
WORDS = st.lists(st.sampled_from([*english.ADJECTIVES, *english.PLURALS, *english.PAST]), min_size=60, max_size=200)


def body(story: int, kind: int) -> str:
    """A story's full copy, and what mirrors make of it."""
    paragraphs = STORIES[story]
    made = (
        paragraphs,
        paragraphs[:6],
        [*paragraphs[:4], *paragraphs[5:]],
        ["Read more on our pages", *paragraphs],
        [paragraphs[0], *paragraphs],
        [*paragraphs, *(f"{line} And so on." for line in STORIES[story][2:4])],
    )
    return "\n\n".join(made[kind])


COPIES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.integers(0, 500)), min_size=2, max_size=12)


def linked(copies: Sequence[tuple[int, tuple[int, int, int]]]) -> tuple[set[frozenset[int]], set[tuple[str, str, str]]]:
    """(stories, relations) of numbered copies, added in this order."""
    index = MemoryIndex()
    linker = Linker(index)
    for number, (story, kind, minutes) in copies:
        at = START + timedelta(minutes=minutes)
        linker.add(Copy(id=f"{number:03}", body=body(story, kind), published_at=at, fetched_at=START))
    groups: dict[str, set[int]] = {}
    edges = set()
    for number, _ in copies:
        groups.setdefault(linker.story_of(f"{number:03}") or "", set()).add(number)
        edges.update((e.later, e.earlier, e.comparison.relation) for e in index.edges_of(f"{number:03}"))
    return {frozenset(group) for group in groups.values()}, edges


@settings(max_examples=60, deadline=None)
@given(COPIES, st.data())
def test_in_any_order_the_same_stories_and_relations(copies: list[tuple[int, int, int]], data: st.DataObject) -> None:
    numbered = list(enumerate(copies))
    stories, relations = linked(numbered)
    assert stories == {
        frozenset(number for number, (story, _, _) in numbered if story == wanted) for wanted in {c[0] for c in copies}
    }
    assert linked(data.draw(st.permutations(numbered))) == (stories, relations)


@settings(max_examples=30, deadline=None)
@given(COPIES, st.data())
def test_again_changes_nothing(copies: list[tuple[int, int, int]], data: st.DataObject) -> None:
    numbered = list(enumerate(copies))
    again = data.draw(st.lists(st.sampled_from(numbered), max_size=6))
    assert linked([*numbered, *again]) == linked(numbered)


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS)
def test_the_more_is_added_the_less_of_it_is_in_the_other(words: list[str], more: list[str]) -> None:
    whole = prints_of(" ".join(words))
    assert whole is not None
    before = 1.0
    # At most a mark where the two meet is chosen otherwise.
    slack = 2 / len(whole.marks)
    for added in range(0, len(more) + 1, 20):
        longer = prints_of(" ".join([*words, *more[:added]]))
        assert longer is not None
        found = compare(longer, whole)
        if found is None:
            break
        assert found.contains >= 1 - slack
        assert found.contained <= before + slack
        before = found.contained


@settings(max_examples=80, deadline=None)
@given(WORDS, st.data())
def test_the_more_is_cut_the_less_is_left(words: list[str], data: st.DataObject) -> None:
    whole = prints_of(" ".join(words))
    assert whole is not None
    slack = 2 / len(whole.marks)
    before = 1.0
    for cut in range(len(words), 20, -data.draw(st.integers(5, 30))):
        part = prints_of(" ".join(words[:cut]))
        assert part is not None
        found = compare(part, whole)
        if found is None:
            break
        assert found.contained >= 1 - 2 / len(part.marks)
        assert found.contains <= before + slack
        before = found.contains
