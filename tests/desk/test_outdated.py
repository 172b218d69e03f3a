"""A correction at one mirror names the copies that still carry the old text."""

from __future__ import annotations

from dataclasses import replace

from newscrawl.desk.outdated import outdated
from newscrawl.items import Article, Provenance, Revision
from newscrawl.stories.index import Edge
from newscrawl.stories.relations import Comparison

OLD = (
    "The harbour council of Varnholm approved nine ferries on Monday after a vote that split both of its parties. " * 6
)
NEW = OLD.replace("nine", "six")


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


def test_copies_of_a_text_that_a_mirror_replaced() -> None:
    edited = OLD.replace("split both", "divided both")
    second = copy("first-2", NEW, version=2, replaces="first", mirror="first")
    copies = [copy("first", OLD), copy("exact", OLD), copy("near", edited), copy("late", NEW), second]
    assert {id: newer.id for id, newer in outdated(copies, []).items()} == {"exact": "first-2", "near": "first-2"}


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
