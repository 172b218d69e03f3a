"""A correction at one mirror names the copies that still carry the old text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.demo import english
from newscrawl.desk.outdated import CORRECTING, NEARER, _alike, outdated
from newscrawl.desk.replay import copy_of
from newscrawl.items import Article, Provenance, Revision
from newscrawl.stories import Edge, Linker, MemoryIndex
from newscrawl.stories.linker import MOST_EDGES
from newscrawl.stories.relations import Comparison
from tests.cpu import cpu_seconds


def text(number: int, paragraphs: int = 6) -> list[str]:
    voice = english.English(f"outdated:{number}", english.TOPICS[number % len(english.TOPICS)], "Cork", "Monday")
    return [voice.lede(), *(voice.paragraph() for _ in range(paragraphs - 1))]


def made(form: int, wording: str) -> str:
    """What mirrors make of one text, in which one word differs."""
    whole = [f"The council approved {wording} ferries after a vote that split both of its parties.", *text(0)]
    forms = (
        whole,
        ["Read more on our pages", *whole],
        whole[:4],
        [*whole[:2], *whole[3:]],
        [*whole, *text(1)[1:3]],
    )
    return "\n\n".join(forms[form])


OLD, NEW = made(0, "nine"), made(0, "six")


def copy(name: str, body: str, **more: object) -> Article:
    plain = Article(
        url=f"https://{name}.example/1",
        id=name,
        mirror=name,
        headline="Council approves ferries",
        body=body,
        provenance=Provenance(via="file"),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def links(copies: Sequence[Article]) -> set[Edge]:
    """Every link of these copies, as the linker finds it."""
    index = MemoryIndex()
    linker = Linker(index)
    for one in copies:
        linker.add(copy_of(one))
    return {edge for one in copies for edge in index.edges_of(one.id)}


def named(copies: Sequence[Article]) -> dict[str, str]:
    return {id: newer.id for id, newer in outdated(copies, links(copies)).items()}


def test_copies_of_a_text_that_a_mirror_replaced() -> None:
    edited = OLD.replace("split both", "divided both")
    second = copy("first-2", NEW, version=2, replaces="first", mirror="first")
    copies = [copy("first", OLD), copy("exact", OLD), copy("near", edited), copy("late", NEW), second]
    assert named(copies) == {"exact": "first-2", "near": "first-2"}


def test_a_correction_that_another_mirror_ran() -> None:
    word = Revision(kind="corrected", text="CORRECTED-")
    copies = [copy("first", OLD), copy("second", NEW, revision=word)]
    edge = Edge(later="second", earlier="first", comparison=Comparison("update", 0.9, 0.9, 40))
    assert set(outdated(copies, [edge])) == {"first"}
    # An update is news, not a correction.
    update = [copies[0], replace(copies[1], revision=Revision(kind="update", number=1, text="UPDATE 1-"))]
    assert outdated(update, [edge]) == {}


def test_a_withdrawal_shares_no_word_with_what_it_withdraws() -> None:
    notice = copy("first-2", "This story has been withdrawn.", version=2, replaces="first", mirror="first")
    assert set(outdated([copy("first", OLD), copy("other", OLD), notice], [])) == {"other"}


COPIES = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 4),
        st.sampled_from(["nine", "six", "four"]),
        st.sampled_from(["one headline", "another"]),
        st.sampled_from([None, None, None, "corrected", "withdrawn", "update"]),
    ),
    min_size=2,
    max_size=10,
)


def one_by_one(articles: Sequence[Article], edges: set[Edge]) -> dict[str, str]:
    """The same asked of every copy and every pair of texts, whatever is linked to what."""
    by_id = {article.id: article for article in articles}
    pairs = [(by_id[one.replaces], one) for one in articles if one.replaces]
    for edge in sorted(edges, key=lambda edge: (edge.later, edge.earlier)):
        revision = by_id[edge.later].revision
        if revision and revision.kind in CORRECTING:
            pairs.append((by_id[edge.earlier], by_id[edge.later]))
    found = {}
    for one in articles:
        if one.id in {other.replaces for other in articles} or (one.revision and one.revision.kind in CORRECTING):
            continue
        for old, new in pairs:
            if one.id == new.id or one.replaces == old.id:
                continue
            if one.id == old.id or one.body == old.body:
                still = (one.body, one.headline) != (new.body, new.headline)
            else:
                bodies = one.body or "", old.body or "", new.body or ""
                still = _alike(bodies[0], bodies[1]) > _alike(bodies[0], bodies[2]) + NEARER
            if still:
                found[one.id] = new.id
    return found


@settings(max_examples=60, deadline=None)
@given(COPIES)
def test_of_one_text_the_same_as_asked_one_by_one(drawn: list[tuple[int, int, str, str, str | None]]) -> None:
    newest: dict[int, str] = {}
    copies = []
    for number, (mirror, form, wording, headline, kind) in enumerate(drawn):
        one = copy(f"{number:02}", made(form, wording), mirror=f"m{mirror}", headline=headline)
        revision = Revision(kind=kind, text=kind.upper()) if kind else None  # type: ignore[arg-type]
        copies.append(replace(one, replaces=newest.get(mirror), revision=revision))
        newest[mirror] = one.id
    assert named(copies) == one_by_one(copies, links(copies))


def page(versions: int) -> list[Article]:
    """Every version of one page, with another word changed in each, all of 800 words."""
    words = " ".join(text(0, 30)).split()[:800]
    found: list[Article] = []
    for number in range(versions):
        words[number * 7 % len(words)] = f"figure{number}"
        before = found[-1].id if found else None
        found.append(copy(f"page-{number:03}", " ".join(words), mirror="page", replaces=before, version=number + 1))
    return found


def test_a_copy_of_another_text_of_the_story_carries_none_of_these() -> None:
    others = [copy(f"other-{number}", " ".join(text(number + 1, 30)[:25]), mirror="other") for number in range(10)]
    still = copy("still", page(1)[0].body or "", mirror="still")
    copies = [*others, *page(60), still]
    edges = links(copies)
    assert not any(edge.earlier.startswith("other") or edge.later.startswith("other") for edge in edges)
    assert set(outdated(copies, edges)) == {"still"}
    # Each against each were 1,200 comparisons.
    cpu_seconds(lambda: outdated(copies, edges), under=0.6)


def test_of_so_many_copies_that_not_all_links_are_kept_none_is_missed() -> None:
    others = [copy(f"near-{number:02}", OLD.replace("parties", f"parties{number % 3}")) for number in range(MOST_EDGES)]
    copies = [copy("first", OLD), *others, copy("late", OLD + " Read on."), copy("first-2", NEW, replaces="first")]
    edges = {edge for edge in links(copies) if (edge.later, edge.earlier) != ("late", "first")}
    found = outdated(copies, edges)
    assert set(found) == {"late", *(one.id for one in others)}


def test_the_last_correction_is_named_in_whatever_order_the_links_come() -> None:
    word = Revision(kind="corrected", text="CORRECTED-")
    copies = [copy("first", OLD), *(copy(f"right-{n}", NEW + f" {n}", revision=word) for n in range(6))]
    for backwards in (False, True):
        edges = sorted(links(copies), key=lambda edge: edge.later, reverse=backwards)
        assert outdated(copies, edges)["first"].id == "right-5"
