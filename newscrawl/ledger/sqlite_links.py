"""Links between copies, each with the numbers of its comparison."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from newscrawl.ledger.sqlite_copies import NUMBERS, RELATIONS
from newscrawl.ledger.sqlite_statements import Statements
from newscrawl.ledger.sqlite_story_names import StoryNames, unpacked
from newscrawl.stories.index import Edge
from newscrawl.stories.relations import Comparison

LINKS_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS links (later INTEGER, earlier INTEGER, relation INTEGER, contained INTEGER, "
    "contains INTEGER, shared INTEGER, PRIMARY KEY (later, earlier)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS links_earlier ON links (earlier)",
)
_SHARE = 10_000


class Links:
    """What each copy was found to be of which others."""

    def __init__(self, sql: Statements, names: StoryNames) -> None:
        self._sql, self._names = sql, names

    def connect(self, edges: Iterable[Edge]) -> None:
        """Keep links with their numbers."""
        rows: list[tuple[object, ...]] = []
        for edge in edges:
            later, earlier = self._names.number_of_copy(edge.later), self._names.number_of_copy(edge.earlier)
            found = edge.comparison
            if later is not None and earlier is not None:
                shares = round(found.contained * _SHARE), round(found.contains * _SHARE)
                rows.append((later, earlier, NUMBERS[found.relation], *shares, found.shared))
        self._sql.write("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?)", *rows)

    def of(self, id: str) -> Sequence[Edge]:
        """Every kept link of a copy, either way."""
        number = self._names.number_of_copy(id)
        rows = self._sql.rows(
            "WITH mine AS (SELECT * FROM links WHERE later = ? UNION ALL SELECT * FROM links WHERE earlier = ?) "
            "SELECT l.id, e.id, m.relation, m.contained, m.contains, m.shared "
            "FROM mine m JOIN copies l ON l.n = m.later JOIN copies e ON e.n = m.earlier",
            number,
            number,
        )
        return [
            Edge(
                unpacked(later),
                unpacked(earlier),
                Comparison(RELATIONS[relation], contained / _SHARE, contains / _SHARE, shared),
            )
            for later, earlier, relation, contained, contains, shared in rows
        ]

    def wholes_of(self, ids: Collection[str]) -> dict[str, set[str]]:
        """Copy -> the copies that it is a part of; of these copies, those that are any's."""
        numbers = [number for id in ids if (number := self._names.number_of_copy(id)) is not None]
        asked = json.dumps(numbers)
        rows = self._sql.rows(
            "SELECT l.later, l.earlier FROM json_each(?) j CROSS JOIN links l ON l.later = j.value AND l.relation = ? "
            "UNION ALL SELECT l.earlier, l.later FROM json_each(?) j CROSS JOIN links l ON l.earlier = j.value AND "
            "l.relation = ?",
            asked,
            NUMBERS["excerpt"],
            asked,
            NUMBERS["update"],
        )
        found: dict[str, set[str]] = {}
        for part, whole in rows:
            found.setdefault(self._names.name(part), set()).add(self._names.name(whole))
        return found

    def remove(self, number: int) -> None:
        """Forget every link of a copy, either way."""
        self._sql.write("DELETE FROM links WHERE later = ?", (number,))
        self._sql.write("DELETE FROM links WHERE earlier = ?", (number,))
