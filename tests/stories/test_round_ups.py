"""Round-ups and background: what holds several stories, or is pasted into them, holds none together, in any order."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from fixtures.demo import english
from newscrawl.items import StoryLink
from newscrawl.ledger import sqlite_copy_ids, sqlite_postings
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Copy, Linker, MemoryIndex, StoryIndex

START = datetime(2026, 9, 1, tzinfo=UTC)
Made = dict[str, Copy]


def text(number: int, paragraphs: int = 8) -> list[str]:
    voice = english.English(f"round-up:{number}", english.TOPICS[number % len(english.TOPICS)], "Cork", "Monday")
    return [voice.lede(), *(voice.paragraph() for _ in range(paragraphs - 1))]


def copy(id: str, paragraphs: Iterable[str], minutes: float, headline: str | None = None) -> Copy:
    at = START + timedelta(minutes=minutes)
    return Copy(id=id, body="\n\n".join(paragraphs), published_at=at, fetched_at=at, headline=headline)


def headline(number: int) -> str:
    return english.English(
        f"round-up:{number}", english.TOPICS[number % len(english.TOPICS)], "Cork", "Monday"
    ).headline()


def made(*every: Copy) -> Made:
    return {one.id: one for one in every}


NOON = "What you need to know at noon"
WHOLE = [copy(f"{number}", text(number), number, headline(number)) for number in range(3)]
OF_WHOLE = copy("R", [line for number in range(3) for line in text(number)], 60, NOON)
OF_LEADS = copy("R", [line for number in range(3) for line in text(number)[:3]], 60, NOON)
PART = copy("0e", text(0)[:3], 5, headline(0))
UNEQUAL = copy("1", text(1, 5), 1, headline(1))
OF_UNEQUAL = copy("R", [*text(0), *text(1, 5)], 60, NOON)
LATER = [
    copy(f"{number}c", [*text(number), "A line of the site's own, below it."], 100 + number, headline(number))
    for number in range(3)
]
SOON = copy("0c", [*text(0), "A line of the site's own, below it."], 30, headline(0))
CUT_LATER = [copy(f"{number}c", text(number)[:5], 100 + number, headline(number)) for number in range(3)]


def stories(linker: Linker, articles: Mapping[str, Copy]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for id in articles:
        story = linker.story_of(id)
        assert story is not None
        found.setdefault(story, set()).add(id)
    assert all(story in members for story, members in found.items()), "a story has the id of one of its articles"
    return {frozenset(members) for members in found.values()}


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (made(*WHOLE, OF_WHOLE), ["0", "1", "2 R"]),
        (made(*WHOLE, OF_LEADS), ["0", "1", "2", "R"]),
        (made(WHOLE[0], PART, OF_LEADS), ["0 0e", "R"]),
        (made(WHOLE[0], PART, copy("1e", text(1)[:3], 6, headline(1)), OF_LEADS), ["0 0e", "1e R"]),
        (made(WHOLE[0], UNEQUAL, OF_UNEQUAL), ["0 R", "1"]),
        (made(WHOLE[0], SOON, WHOLE[1], copy("R", [*text(0), *text(1)], 60, NOON)), ["0 0c", "1 R"]),
    ],
)
def test_a_round_up_joins_nothing_in_any_order(articles: Made, expected: list[str]) -> None:
    for order in permutations(articles):
        linker = Linker(MemoryIndex())
        for id in order:
            linker.add(articles[id])
        assert stories(linker, articles) == {frozenset(one.split()) for one in expected}, order


@pytest.mark.parametrize("later", [LATER, CUT_LATER], ids=["copies", "excerpts"])
@pytest.mark.parametrize("seed", [None, *range(6)])
def test_copies_that_are_later_than_the_round_up_stand_with_their_own(
    index: StoryIndex, later: list[Copy], seed: int | None
) -> None:
    articles = made(*WHOLE, OF_WHOLE, *later)
    order = list(articles)
    if seed is not None:
        random.Random(seed).shuffle(order)
    linker = Linker(index)
    for id in order:
        linker.add(articles[id])
    without = {one - {"R"} for one in stories(linker, articles)}
    assert without - {frozenset()} == {frozenset({f"{n}", f"{n}c"}) for n in range(3)}, order
    # Each is found again, whatever it was found by before.
    for number in range(3):
        again = linker.add(
            copy(f"again {number}", [*text(number), "Another line of another site."], 200, headline(number))
        )
        assert again.id == linker.story_of(f"{number}")
        assert linker.story_of(again.to or "") == again.id


def test_the_early_article_founds_what_falls_out_of_a_story(index: StoryIndex) -> None:
    linker = Linker(index)
    for one in (OF_WHOLE, LATER[0], WHOLE[1], LATER[1]):
        linker.add(one)
    assert linker.members("R") == ["1", "R", "0c", "1c"], "so far the round-up carries 1 on, and 0c was cut from it"
    link = linker.add(WHOLE[0])
    assert (link.id, link.relation) == ("0", None)
    assert [linker.members(id) for id in ("R", "0")] == [["1", "R", "1c"], ["0", "0c"]]
    assert linker.link_now("0c", link).to == "0"
    assert linker.add(WHOLE[0]) == link, "again changes nothing"
    linker.add(WHOLE[2])
    # It is the largest part of the round-up, which goes with it.
    assert [linker.members(linker.story_of(id) or "") for id in "012"] == [["0", "0c"], ["1", "1c"], ["2", "R"]]
    assert [linker.primary_of(linker.story_of(id) or "") for id in "012"] == ["0", "1", "2"]


def test_a_story_that_was_joined_goes_where_its_founder_stands(index: StoryIndex) -> None:
    linker = Linker(index)
    # Two excerpts are stories by themselves until the text comes that both were cut from, as it seems.
    for one in (CUT_LATER[1], CUT_LATER[0], OF_WHOLE):
        linker.add(one)
    assert index.joined("0c") == [("1c", "R")]
    assert index.resolve("1c") == "0c"
    linker.add(WHOLE[0])
    linker.add(WHOLE[1])
    members = stories(linker, made(OF_WHOLE, *CUT_LATER[:2], *WHOLE[:2]))
    assert {frozenset(one - {"R"}) for one in members} == {frozenset({"0", "0c"}), frozenset({"1", "1c"})}
    assert [index.resolve(f"{number}c") for number in range(2)] == [
        linker.story_of(f"{number}c") for number in range(2)
    ]


def test_a_bridge_that_is_removed_bridges_no_more(index: StoryIndex) -> None:
    linker, whole = Linker(index), text(5, 12)
    for one in (copy("tail", whole[6:], 20), copy("head", whole[:6], 30), copy("whole", whole, 10)):
        linker.add(one)
    assert linker.members("tail") == ["whole", "tail", "head"]
    linker.add(copy("other whole", [*whole, "A line of the site's own."], 15))
    linker.remove("whole")
    assert linker.members("tail") == ["other whole", "tail", "head"], "another copy holds it together"
    linker.remove("other whole")
    assert [linker.members(id) for id in ("tail", "head")] == [["tail"], ["head"]]
    assert index.resolve("head") == "head"
    assert linker.add(copy("again", whole[:6], 50)).to == "head"


def background(where: str, number: int, share: float) -> list[str]:
    own, pasted = text(number, 8), text(999, 40)
    words = sum(len(line.split()) for line in own) * share / (1 - share)
    while sum(len(line.split()) for line in pasted[:-1]) > words:
        pasted.pop()
    return [*own, *pasted] if where == "below" else [*own[:4], *pasted, *own[4:]]


@pytest.mark.parametrize("where", ["below", "between"])
@pytest.mark.parametrize("share", [0.3, 0.4, 0.45])
def test_background_of_nearly_half_of_two_texts_links_nothing(where: str, share: float, index: StoryIndex) -> None:
    linker = Linker(index)
    for number in range(6):
        one = copy(f"{number}", background(where, number, share), number, f"Report {number} of {english.TOPICS[0]}")
        assert linker.add(one).relation is None
    # And what is one story stays it: the old text below a new beginning, under the same headline.
    first = background("below", 1, 0.45)
    update = copy("update", [*text(50), *first[8:]], 300, "UPDATE 2-Report 1 of " + english.TOPICS[0])
    assert linker.add(update).to == "1"


def crowd(seed: int) -> list[Copy]:
    """Twelve stories in four copies each and four round-ups of them, in no order."""
    r, found = random.Random(seed), []
    for number in range(12):
        whole = text(100 * seed + number)
        for place, part in enumerate(
            (whole, [*whole, "A line of the site's own."], whole[:5], [*whole[:2], *whole[3:]])
        ):
            minute = number + r.randrange(1, 900) * bool(place)
            found.append(copy(f"{number}/{place}", part, minute, headline(100 * seed + number)))
    for number in range(4):
        held = [line for part in r.sample(range(12), 3) for line in text(100 * seed + part)]
        found.append(copy(f"round-up {number}", held, 400 + 90 * number, f"Edition {number} of the day in short"))
    r.shuffle(found)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_two_processes_that_write_by_turns_find_the_same(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_postings, "MOST_FRESH", 500)
    monkeypatch.setattr(sqlite_postings, "MOST_NEW", 200)
    monkeypatch.setattr(sqlite_copy_ids, "MOST_NEW", 7)
    articles = {one.id: one for one in crowd(seed)}
    alone = Linker(MemoryIndex())
    ledgers = [SqliteLedger(tmp_path / "ledger.sqlite") for _ in range(2)]
    linkers = []
    for ledger in ledgers:
        linkers.append(Linker(ledger.stories))
        ledger.commit()  # or the other waits
    r = random.Random(seed)
    for one in articles.values():
        alone.add(one)
        which = r.randrange(2)
        assert ledgers[which].stories is not None
        linkers[which].add(one)
        ledgers[which].commit()
    expected = stories(alone, articles)
    assert {frozenset(id for id in one if "/" in id) for one in expected} - {frozenset()} == {
        frozenset(f"{number}/{place}" for place in range(4)) for number in range(12)
    }
    for ledger, linker in zip(ledgers, linkers, strict=True):
        assert ledger.stories is not None
        assert stories(linker, articles) == expected
        ledger.commit()
    for ledger in ledgers:
        ledger.close()


def test_another_process_finds_what_fell_out_of_a_story(tmp_path: Path) -> None:
    ledgers = [SqliteLedger(tmp_path / "ledger.sqlite") for _ in range(2)]

    def add(which: int, *every: Copy) -> StoryLink:
        link = [Linker(ledgers[which].stories).add(one) for one in every][-1]
        ledgers[which].commit()
        return link

    add(0, OF_WHOLE, LATER[0], WHOLE[0])
    assert add(1, copy("other", text(77), 5)).id == "other", "the other process knows all marks now"
    assert add(0, WHOLE[2]).id == "R"
    link = add(1, copy("again", [*text(0), "Another line of another site."], 200, headline(0)))
    assert (link.id, link.relation) == ("0", "near")
    for ledger in ledgers:
        ledger.close()
