"""Relations and stories: what is linked, what is kept apart, and that order and repetition do not matter."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.demo import copies, english, world
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Copy, Linker, MemoryIndex, StoryIndex
from newscrawl.stories.lanes import lanes_and_figures
from newscrawl.stories.prints import Prints, fingerprint, from_fingerprint, prints_of
from newscrawl.stories.relations import compare
from newscrawl.stories.words import figures, words

START = datetime(2026, 9, 1, tzinfo=UTC)


def text(number: int, paragraphs: int = 8) -> list[str]:
    """An invented story."""
    voice = english.English(f"test:{number}", english.TOPICS[number % len(english.TOPICS)], "Cork", "Monday")
    return [voice.lede(), *(voice.paragraph() for _ in range(paragraphs - 1))]


def copy(id: str, body: str, minutes: float = 0, **more: object) -> Copy:
    at = START + timedelta(minutes=minutes)
    return Copy(id=id, body=body, published_at=at, fetched_at=at, **more)  # type: ignore[arg-type]


def test_each_relation_with_its_numbers(index: StoryIndex) -> None:
    linker, story = Linker(index), text(1)
    assert linker.add(copy("a", "\n\n".join(story))).relation is None
    exact = linker.add(copy("b", "\n\n".join(story).replace('"', "”").upper(), 1))
    assert (exact.id, exact.relation, exact.to, exact.contained) == ("a", "exact", "a", 1.0)
    words = "\n\n".join(story).split(" ")
    for at in (20, 60, 110):
        words[at] = "altered"
    near = linker.add(copy("c", " ".join(words), 2))
    assert (near.id, near.relation) == ("a", "near")
    excerpt = linker.add(copy("d", "\n\n".join(story[:3]), 3))
    assert (excerpt.id, excerpt.relation) == ("a", "excerpt")
    assert excerpt.contained is not None
    assert excerpt.contained > 0.9
    assert excerpt.contains is not None
    assert excerpt.contains < 0.7
    update = linker.add(copy("e", "\n\n".join([*story, *text(2)[:4]]), 4))
    assert (update.id, update.relation) == ("a", "update")
    assert linker.members("a") == ["a", "b", "c", "d", "e"]
    assert linker.primary_of("a") == "a"
    assert {edge.comparison.relation for edge in index.edges_of("e")} <= {"update", "excerpt"}


def test_adding_again_changes_nothing(index: StoryIndex) -> None:
    linker = Linker(index)
    first = [linker.add(copy(str(n), "\n\n".join(text(n % 3)), n)) for n in range(6)]
    again = [linker.add(copy(str(n), "\n\n".join(text(n % 3)), n)) for n in range(6)]
    assert first == again
    assert linker.members("0") == ["0", "3"]


def test_other_stories_stay_apart(index: StoryIndex) -> None:
    linker = Linker(index)
    for number in range(60):
        assert linker.add(copy(str(number), "\n\n".join(text(number)), number)).relation is None


def test_bulletins_of_other_days_stay_apart_and_their_copies_do_not(index: StoryIndex) -> None:
    linker = Linker(index)
    for day in range(30):
        lines = english.bulletin(f"day:{day}", english.DAYS[day % 7])[1]
        assert linker.add(copy(f"{day}", "\n\n".join(lines), day * 1440)).relation is None
        # The same bulletin on another site, with a line of its own.
        reprint = linker.add(copy(f"{day}b", "Follow our market page\n\n" + "\n\n".join(lines), day * 1440 + 9))
        assert (reprint.id, reprint.relation) == (str(day), "near")


def test_boilerplate_links_nothing(index: StoryIndex) -> None:
    linker = Linker(index)
    background = " ".join(text(999, 3))
    for number in range(30):
        body = "\n\n".join([*text(number), background])
        assert linker.add(copy(str(number), body, number)).id == str(number)


def test_an_excerpt_that_is_mostly_background_is_no_bridge(index: StoryIndex) -> None:
    linker = Linker(index)
    background = " ".join(text(999, 3))
    linker.add(copy("a", "\n\n".join([*text(1), background])))
    linker.add(copy("part", "\n\n".join([*text(1)[:2], background]), 1))
    assert linker.add(copy("b", "\n\n".join([*text(2), background]), 2)).id == "b"


def test_a_round_up_is_no_glue(index: StoryIndex) -> None:
    linker = Linker(index)
    for number in range(3):
        linker.add(copy(str(number), "\n\n".join(text(number)), number))
    linker.add(copy("all", "\n\n".join(part for number in range(3) for part in text(number)), 10))
    assert len({linker.story_of(str(number)) for number in range(3)}) == 3


def test_a_late_article_that_bridges_two_stories_joins_them(index: StoryIndex) -> None:
    linker = Linker(index)
    whole = text(5, 12)
    linker.add(copy("tail", "\n\n".join(whole[6:]), 20))
    linker.add(copy("head", "\n\n".join(whole[:6]), 30))
    assert linker.story_of("head") != linker.story_of("tail")
    linker.add(copy("whole", "\n\n".join(whole), 10))
    assert linker.story_of("head") == linker.story_of("tail") == linker.story_of("whole") == "tail"
    assert index.resolve("head") == "tail"
    assert linker.primary_of("tail") == "whole"


def test_a_removed_article_leaves_nothing_and_its_story_is_still_found(index: StoryIndex) -> None:
    linker, body = Linker(index), "\n\n".join(text(7))
    linker.add(copy("a", body))
    linker.add(copy("b", body + "\n\nOne more line at the end of it.", 1))
    linker.remove("a")
    assert linker.story_of("a") is None
    assert index.edges_of("b") == []
    assert linker.add(copy("c", body, 2)).to == "b"


def test_too_old_copies_find_no_story(index: StoryIndex) -> None:
    linker, body = Linker(index, window_days=2), "\n\n".join(text(8))
    linker.add(copy("a", body))
    assert linker.add(copy("b", body, 3 * 1440)).relation is None
    assert linker.add(copy("c", body, 4 * 1440)).to == "b"


def test_day_precision_is_never_earlier_than_a_clock_of_that_day() -> None:
    day = Copy(id="a", published_at=START, published_precision="day", fetched_at=START)
    clock = Copy(id="b", published_at=START + timedelta(hours=23), published_precision="minute", fetched_at=START)
    assert clock.order < day.order


def test_order_does_not_matter() -> None:
    found = []
    made = copies.reprints(80)
    for seed in range(4):
        linker = Linker(MemoryIndex())
        shuffled = made[:]
        random.Random(seed).shuffle(shuffled)
        for number, reprint in enumerate(shuffled):
            body = "\n\n".join(reprint.paragraphs)
            id = f"{reprint.site}:{reprint.story}:{reprint.version}:{reprint.form}:{reprint.published}"
            fetched = START + timedelta(seconds=number)
            linker.add(Copy(id=id, body=body, published_at=reprint.published, fetched_at=fetched))
            assert linker.story_of(id)
        groups: dict[str, set[str]] = {}
        for reprint in made:
            id = f"{reprint.site}:{reprint.story}:{reprint.version}:{reprint.form}:{reprint.published}"
            groups.setdefault(linker.story_of(id) or "", set()).add(id)
        found.append({frozenset(group) for group in groups.values()})
    assert found[0] == found[1] == found[2] == found[3]
    assert len(found[0]) == 80


WORDS = st.lists(st.sampled_from([*english.ADJECTIVES, *english.PLURALS, *english.PAST]), min_size=40, max_size=200)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.data())
def test_a_part_is_contained_and_more_of_it_is_contained_more(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(20, len(words)))
    whole, part = prints_of(" ".join(words)), prints_of(" ".join(words[:cut]))
    assert whole is not None
    assert part is not None
    marks = set(whole.marks)
    # Winnowing may choose another mark in the last window only.
    assert sum(mark not in marks for mark in part.marks) <= 1
    forward, back = compare(part, whole), compare(whole, part)
    if forward is not None and back is not None:
        assert (forward.contained, forward.contains) == (back.contains, back.contained)
        assert {forward.relation, back.relation} in ({"near"}, {"exact"}, {"excerpt", "update"})


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_prints_or_none_and_packs(anything: str) -> None:
    found = prints_of(anything)
    if found is not None:
        assert Prints.unpack(found.pack()) == found
        packed = fingerprint(anything)
        assert packed is not None
        assert from_fingerprint(packed) == found


def test_withheld_bodies_are_linked_by_their_fingerprints(index: StoryIndex) -> None:
    linker, story = Linker(index), text(11)
    linker.add(copy("a", "\n\n".join(story)))
    hidden = Copy(id="b", fingerprints=fingerprint("\n\n".join(story[:4])), published_at=START + timedelta(hours=1))
    assert linker.add(hidden).relation == "excerpt"
    broken = Copy(id="c", fingerprints="no base64 at all", published_at=START)
    assert linker.add(broken).id == "c"


def test_a_copy_without_a_paragraph_of_its_middle_is_near_and_one_cut_at_an_end_an_excerpt() -> None:
    story = text(21, 12)
    whole = prints_of("\n\n".join(story))
    lacking = prints_of("\n\n".join([*story[:5], *story[8:]]))
    cut, late = prints_of("\n\n".join(story[:9])), prints_of("\n\n".join(story[3:]))
    assert whole is not None
    for part, expected, back in ((lacking, "near", "near"), (cut, "excerpt", "update"), (late, "excerpt", "update")):
        assert part is not None
        found, reverse = compare(part, whole), compare(whole, part)
        assert found is not None
        assert reverse is not None
        assert (found.relation, reverse.relation) == (expected, back)


TEXTS = st.text(
    st.sampled_from("aбаcе\u0430xX10.,_ -'\n\u0131\u0130éß東京ก\u00ad\u2019\u200b\ud800\U0001f600ﬁ½") | st.characters(),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_words_are_hashed_as_they_are_found_one_by_one(anything: str) -> None:
    lanes, hashed, *_ = lanes_and_figures(anything)
    found = words(anything)
    assert len(lanes) == len(found)
    assert len(hashed) == len(figures(anything))
    alone = {word: lanes_and_figures(word)[0].tolist() for word in found}
    assert [alone[word] for word in found] == [[lane] for lane in lanes.tolist()]


def test_scripts_without_spaces() -> None:
    one = "港務局星期二說新渡輪將於三月開航居民多年來一直抱怨最後一班船開得太早市議會同意增加兩艘船費用由港口稅支付" * 2
    two = one[:70] + "但反對者認為造橋更便宜" + one[70:]
    left, right = prints_of(one), prints_of(two)
    assert left is not None
    assert right is not None
    found = compare(right, left)
    assert found is not None
    assert found.contains > 0.8


def test_rollback_forgets(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    linker = Linker(ledger.stories)
    linker.add(copy("a", "\n\n".join(text(1))))
    ledger.commit()
    linker.add(copy("b", "\n\n".join(text(1)), 1))
    ledger.rollback()
    assert linker.story_of("b") is None
    assert linker.members("a") == ["a"]
    ledger.close()


def test_the_demo_is_linked_as_it_was_made() -> None:
    assert world.DEFAULT_STORIES >= 40
    linker = Linker(index := MemoryIndex())
    by_id = {}
    for number, reprint in enumerate(copies.reprints(300)):
        by_id[str(number)] = reprint
        linker.add(
            Copy(id=str(number), body="\n\n".join(reprint.paragraphs), published_at=reprint.published, fetched_at=START)
        )
    pairs = right = 0
    for id, reprint in by_id.items():
        for edge in index.edges_of(id):
            if edge.later == id:
                pairs += 1
                expected = copies.relation(reprint, by_id[edge.earlier])
                assert expected is not None, "two stories linked"
                right += edge.comparison.relation == expected
    assert pairs > 300
    assert right / pairs > 0.98
    groups = {linker.story_of(id) for id in by_id}
    assert len(groups) == len({reprint.story for reprint in by_id.values()})
