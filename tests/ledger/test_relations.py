"""Which number stands for a relation in a ledger: the same in every release, or old ledgers would say another relation."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from newscrawl.items import Relation, StoryLink
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Edge, Member
from newscrawl.stories.relations import Comparison

WRITTEN: dict[Relation, int] = {"exact": 0, "near": 1, "excerpt": 2, "update": 3}


@pytest.mark.parametrize("relation", get_args(Relation))
def test_a_relation_has_the_number_that_it_always_had(tmp_path: Path, relation: Relation) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    stories = ledger.stories
    link = StoryLink(id="a", relation=relation, to="a", contained=0.5, contains=0.25)
    edge = Edge("b", "a", Comparison(relation, 0.5, 0.25, 9))
    stories.add(Member("a", (1.0, 1.0, "a"), None, "a"), StoryLink(id="a"))
    stories.add(Member("b", (2.0, 2.0, "b"), None, "a"), link)
    stories.connect([edge])
    ledger.commit()
    for table in ("copies", "links"):
        rows = stories._sql.rows(f"SELECT relation FROM {table} WHERE relation IS NOT NULL")
        assert rows == [(WRITTEN[relation],)]
    ledger.close()
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    again = ledger.stories
    assert (again.link_of("b"), [*again.edges_of("b")]) == (link, [edge])
    parts = {"excerpt": {"b": {"a"}}, "update": {"a": {"b"}}}
    assert again.wholes_of(["a", "b"]) == parts.get(relation, {})
    ledger.close()
