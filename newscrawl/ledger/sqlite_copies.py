"""Copies: one row for each, with its story, its place in time, its fingerprints and the link that it was given.

Small, because they are the larger part of a ledger: copies and stories go by numbers, shares are whole numbers.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from newscrawl.items import Relation, StoryLink
from newscrawl.ledger.sqlite_statements import Statements
from newscrawl.ledger.sqlite_story_names import StoryNames, packed, unpacked
from newscrawl.stories.index import Member
from newscrawl.stories.prints import Prints, postable

COPIES_SCHEMA = (
    # Which number an id has is in ``copy_ids``.
    "CREATE TABLE IF NOT EXISTS copies (n INTEGER PRIMARY KEY AUTOINCREMENT, id NOT NULL, story INTEGER NOT NULL, "
    "published REAL, fetched REAL, prints BLOB, "
    "first INTEGER, relation INTEGER, other INTEGER, contained INTEGER, contains INTEGER)",
    "CREATE INDEX IF NOT EXISTS copies_story ON copies (story)",
)
# What stands in every ledger for a relation: never another number for one of them, nor one of theirs for another.
NUMBERS: dict[Relation, int] = {"exact": 0, "near": 1, "excerpt": 2, "update": 3}
RELATIONS = {number: relation for relation, number in NUMBERS.items()}
_MEMBER = "SELECT n, id, story, published, fetched, prints FROM copies "
_INSERT = "INSERT INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PRINTS = 5  # the place of the fingerprints in a row
_SHARE = 1000
_CACHED = 2048
# Rows that are read in one go.
_SOME = 1000
Marks = npt.NDArray[np.uint32]


class Copies:
    """Reads and writes copies, and caches the fingerprints that were asked for last."""

    def __init__(self, sql: Statements, names: StoryNames) -> None:
        self._sql, self._names = sql, names
        self._cache: OrderedDict[int, Prints] = OrderedDict()
        self.refresh()

    def refresh(self) -> None:
        """Another process may have written."""
        self._cache.clear()
        self._next = 0  # the number that the next copy gets; 0: not known

    def link_of(self, id: str) -> StoryLink | None:
        """The link that was given to a copy."""
        names = self._names
        row = self._row_of(id, "SELECT n, first, relation, other, contained, contains FROM copies ")
        if row is None:
            return None
        number, first, relation, other, contained, contains = row
        story = names.name(number if first is None else first or self._story_of(number))
        if relation is None:
            return StoryLink(id=story)
        return StoryLink(
            id=story,
            relation=RELATIONS[relation],
            to=names.name(other),
            contained=contained / _SHARE,
            contains=contains / _SHARE,
        )

    def _story_of(self, number: int) -> int:
        return self._names.settled(self._sql.rows("SELECT story FROM copies WHERE n = ?", number)[0][0])

    def member(self, id: str) -> Member | None:
        """A copy by its id."""
        row = self._row_of(id, _MEMBER)
        return self._member(row) if row else None

    def place(self, id: str) -> tuple[int, int] | None:
        """A copy's number, and the story that its row names."""
        row = self._row_of(id, "SELECT n, story FROM copies ")
        return (row[0], row[1]) if row else None

    def founded(self, id: str) -> tuple[bool, float]:
        """Of a story's founder: whether it came in as another's copy, and when it was fetched."""
        row = self._row_of(id, "SELECT first IS NOT NULL, fetched FROM copies ")
        return (bool(row[0]), _float(row[1])) if row else (False, float("inf"))

    def _row_of(self, id: str, sql: str) -> tuple[Any, ...] | None:
        # The number of a founder that is gone is known too, for its story has it; a row of it there is none.
        number = self._names.number_of_copy(id)
        return None if number is None else self._sql.row(sql + "WHERE n = ?", number)

    def of_story(self, number: int) -> Sequence[Member]:
        """Every copy of a story, earliest first."""
        found = [self._member(row) for row in self._sql.rows(_MEMBER + "WHERE story = ?", number)]
        return sorted(found, key=lambda member: member.order)

    def _member(self, row: tuple[Any, ...]) -> Member:
        number, packed_id, story, published, fetched, marks = row
        id = unpacked(packed_id)
        prints = self._prints(number, marks) if marks is not None else None
        return Member(id, (_float(published), _float(fetched), id), prints, self._names.name(story))

    def _prints(self, number: int, marks: bytes) -> Prints:
        found = self._cache.get(number)
        if found is None:
            found = Prints.unpack(marks)
            self._remember(number, found)
        return found

    def _remember(self, number: int, prints: Prints) -> None:
        self._cache[number] = prints
        if len(self._cache) > _CACHED:
            self._cache.popitem(last=False)

    def add(self, member: Member, link: StoryLink) -> tuple[int, int]:
        """Remember a copy; it founds a story when the story has its id. Its number, and its story's."""
        names = self._names
        published, fetched, _ = member.order
        # A founder that was removed and comes again gets its number back, and with it its story.
        back = names.come_back(member.id)
        number = self.next_number() if back is None else back
        founds = member.story == member.id
        story = number if founds else names.number(member.story)
        if story is None:
            story = number
        # Nought: of a story that is not known (yet): a rebuild reads a copy before the one that founded it.
        first = None if link.id == member.id else names.number(link.id) or 0
        relation = other = contained = contains = None
        if link.relation is not None and link.to is not None:
            other = names.number_of_copy(link.to)
            if other is not None:
                relation = NUMBERS[link.relation]
                contained, contains = round((link.contained or 0) * _SHARE), round((link.contains or 0) * _SHARE)
        prints = member.prints
        marks = prints.pack() if prints else None
        self._sql.insert(
            _INSERT,
            (number, packed(member.id), story, published, fetched, marks, first, relation, other, contained, contains),
        )
        if back is None:
            self._next = number + 1
        names.add(number, member.id)
        if prints is not None:
            self._remember(number, prints)
        return number, story

    def next_number(self) -> int:
        """The number that the next copy gets: of none that ever was."""
        if not self._next:
            self._sql.begin()
            row = self._sql.row("SELECT seq FROM sqlite_sequence WHERE name = 'copies'")
            self._next = row[0] + 1 if row else 1
        return self._next

    def move(self, gone: int, target: int) -> None:
        """All copies of a story stand in another from now on."""
        self._sql.write("UPDATE copies SET story = ? WHERE story = ?", (target, gone))

    def stand(self, ids: Collection[str], story: int) -> None:
        """These copies stand in a story from now on."""
        self._sql.write(
            "UPDATE copies SET story = ? WHERE n = ?", *[(story, self._names.number_of_copy(id)) for id in sorted(ids)]
        )

    def remove(self, id: str, number: int, story: int) -> None:
        """Forget a copy; its id stays where it names a story of others. All must be read again after it."""
        if self._sql.row("SELECT 1 FROM copies WHERE story = ? AND n != ? LIMIT 1", number, number):
            self._names.keep_for_others(number, id)
        self._sql.write(
            "UPDATE copies SET relation = NULL, other = NULL WHERE other = ? AND story = ?", (number, story)
        )
        self._sql.write("DELETE FROM copies WHERE n = ?", (number,))
        self._names.remove(id)

    def prints_above(self, number: int) -> Iterator[tuple[int, Marks, Marks]]:
        """What finds the copies above a number, some at a time: the last one's number, marks, and the story of each mark."""
        while rows := self._sql.rows(
            "SELECT n, story, prints FROM copies WHERE n > ? ORDER BY n LIMIT ?", number, _SOME
        ):
            number = rows[-1][0]
            found = [(story, postable(marks)) for _, story, marks in rows if marks is not None]
            marks = np.concatenate([np.zeros(0, np.uint32), *(own for _, own in found)])
            stories = np.repeat(np.array([story for story, _ in found], np.uint32), [len(own) for _, own in found])
            yield number, marks, stories

    def bare(self, numbers: Collection[int]) -> None:
        """Write copies anew without their fingerprints: rows that only become shorter leave no page free."""
        every = list(numbers)
        for at in range(0, len(every), _SOME):
            some = every[at : at + _SOME]
            rows = self._sql.rows(
                "SELECT c.* FROM json_each(?) j CROSS JOIN copies c ON c.n = j.value", json.dumps(some)
            )
            self._sql.write("DELETE FROM copies WHERE n = ?", *[(n,) for n in some])
            self._sql.write(_INSERT, *[(*row[:_PRINTS], None, *row[_PRINTS + 1 :]) for row in rows])


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")
