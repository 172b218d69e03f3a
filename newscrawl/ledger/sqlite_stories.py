"""The story index in SQLite, inside the ledger's transaction; it never commits by itself.

Its parts: copies (``sqlite_copies``), the numbers and ids of copies and stories (``sqlite_story_names``), links between copies
(``sqlite_links``), which story holds a mark (``sqlite_postings``), ageing (``sqlite_ageing``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

import numpy as np

from newscrawl.items import StoryLink
from newscrawl.ledger.sqlite_ageing import AGEING_SCHEMA, Ageing
from newscrawl.ledger.sqlite_copies import COPIES_SCHEMA, Copies
from newscrawl.ledger.sqlite_copy_ids import COPY_IDS_SCHEMA
from newscrawl.ledger.sqlite_links import LINKS_SCHEMA, Links
from newscrawl.ledger.sqlite_postings import POSTINGS_SCHEMA, Marks, Postings
from newscrawl.ledger.sqlite_statements import Statements
from newscrawl.ledger.sqlite_story_names import NAMES_SCHEMA, StoryNames
from newscrawl.stories.index import MOST_STORIES, Edge, Member
from newscrawl.stories.prints import Prints, telling

_SCHEMA = (
    *COPIES_SCHEMA,
    *NAMES_SCHEMA,
    "CREATE TABLE IF NOT EXISTS stops (mark INTEGER PRIMARY KEY)",
    *AGEING_SCHEMA,
    *LINKS_SCHEMA,
    *POSTINGS_SCHEMA,
    # A sweep over the postings passes through the journal: it need not stay that long.
    "PRAGMA journal_size_limit = 16777216",
)
# The copies of an older ledger have an index by ids of their own: they are written anew without it.
_WITHOUT_AN_INDEX = (
    "ALTER TABLE copies RENAME TO copies_before",
    "DROP INDEX copies_story",
    *COPIES_SCHEMA,
    "INSERT INTO copies SELECT * FROM copies_before",
    # A number that was given is given to no other.
    "DELETE FROM sqlite_sequence WHERE name = 'copies'",
    "UPDATE sqlite_sequence SET name = 'copies' WHERE name = 'copies_before'",
    "DROP TABLE copies_before",
    *COPY_IDS_SCHEMA,
    "INSERT INTO copy_ids SELECT id, n FROM copies ORDER BY id",
    "UPDATE copy_ids_state SET upto = (SELECT COALESCE(MAX(n), 0) FROM copies)",
)


class SqliteStories:
    """Copies with their fingerprints, what finds them, their links and their stories."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        begin: Callable[[], None],
        naming: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._sql = Statements(connection, begin=begin, naming=naming)
        self._names = StoryNames(self._sql)
        self._copies = Copies(self._sql, self._names)
        self._links = Links(self._sql, self._names)
        self._postings = Postings(self._sql, self._unposted, self._names.kin)
        self._ageing = Ageing(self._sql, self._names, self._copies, self._postings)
        self.forget()

    def create(self, *, with_an_index: bool = False) -> None:
        """Make the tables where they are missing; ``with_an_index``: of an older ledger, that they are as they are now."""
        for statement in (*_WITHOUT_AN_INDEX, *_SCHEMA) if with_an_index else _SCHEMA:
            self._sql.rows(statement)

    def forget(self) -> None:
        """Drop what is cached: the transaction that it came from was rolled back."""
        self._postings.forget()
        self._names.forget()
        self.refresh()

    def refresh(self) -> None:
        """Another process may have written: what is cached is read again, postings from where they were."""
        self._postings.refresh()
        self._names.refresh()
        self._copies.refresh()
        self._stops: set[int] | None = None
        # Who holds the marks that were asked for last: linking asks, and then posts the same ones.
        self._held: dict[int, set[int]] = {}
        self._asked: frozenset[int] = frozenset()
        # The copy that was added last, its number and its story's: its marks are posted next.
        self._added: tuple[str, int, int] = ("", 0, 0)

    # Copies

    def link_of(self, id: str) -> StoryLink | None:
        """The link that was given to a copy."""
        return self._copies.link_of(id)

    def member(self, id: str) -> Member | None:
        """A copy by its id."""
        return self._copies.member(id)

    def story_of(self, id: str) -> str | None:
        """The id of the story that a copy stands in now."""
        place = self._copies.place(id)
        return self._names.name(self._names.settled(place[1])) if place else None

    def founded(self, story: str) -> tuple[bool, float]:
        """Of a story's founder: whether it came in as another's copy, and when it was fetched."""
        return self._copies.founded(story)

    def members(self, story: str) -> Sequence[Member]:
        """Every copy of a story, earliest first."""
        number = self._names.number(story)
        return [] if number is None else self._copies.of_story(number)

    def add(self, member: Member, link: StoryLink) -> None:
        """Remember a copy; it founds a story when the story has its id."""
        number, story = self._copies.add(member, link)
        self._added = (member.id, number, story)

    # Marks

    def stories_sharing(self, marks: Collection[int], least: int, whole: int) -> dict[str, int]:
        """Story -> how many of the marks its members hold, where that is so many, or where they hold ``whole``.

        Begins the transaction: nobody may write between question and answer.
        """
        self._sql.begin()
        found = self._holders([*marks, whole], least, whole)
        if not found:
            return {}
        counts: dict[int, int] = {}
        stopped: list[int] = []
        for mark, held in found.items():
            if len(held) > MOST_STORIES and mark != whole:
                stopped.append(mark)  # posted last for texts that shared so little that nobody looked
                continue
            for story in held:
                counts[story] = counts.get(story, 0) + 1
        self._stop(stopped)
        same = found.get(whole, ())
        return {self._names.name(story): count for story, count in counts.items() if count >= least or story in same}

    def _holders(self, marks: Collection[int], least: int = 1, whole: int | None = None) -> dict[int, set[int]]:
        """Mark -> the stories that hold it, of these marks or more; nothing where they are fewer than ``least``."""
        wanted = frozenset(marks)
        if wanted <= self._asked:
            return self._held
        found = self._postings.holders(wanted, least, whole)
        joined = self._names.joined_numbers()
        if joined:
            for mark, held in found.items():
                if not joined.keys().isdisjoint(held):
                    found[mark] = {self._names.settled(story) for story in held}
        self._held, self._asked = found, wanted
        return found

    def stops(self) -> set[int]:
        """Marks that too many stories hold."""
        if self._stops is None:
            self._stops = {row[0] for row in self._sql.rows("SELECT mark FROM stops")}
        return self._stops

    def post(self, id: str, marks: Iterable[int], whole: int) -> None:
        """Let marks find a copy; a mark that more than MOST_STORIES stories hold becomes a stop, but for ``whole``."""
        added, number, story = self._added
        if added != id:
            place = self._copies.place(id)
            if place is None:
                return
            number, story = place
        stops = self.stops()
        wanted = [mark for mark in marks if mark not in stops] if stops else list(marks)
        wanted.append(whole)
        holders = self._holders(wanted)
        self._asked = frozenset()  # what follows changes the answer
        if not holders:
            self._postings.add(number, story, wanted)
            return
        new: list[int] = []
        stopped: list[int] = []
        for mark in dict.fromkeys(wanted):
            held = holders.get(mark)
            if held is None:
                new.append(mark)
            elif story not in held:
                (stopped if len(held) >= MOST_STORIES and mark != whole else new).append(mark)
        self._stop(stopped)
        self._postings.add(number, story, new)

    def _stop(self, marks: Collection[int]) -> None:
        """Too many stories hold these marks."""
        if marks:
            self._sql.write("INSERT OR IGNORE INTO stops VALUES (?)", *[(mark,) for mark in marks])
            self.stops().update(marks)
            self._postings.drop(marks)

    def _unposted(self, number: int) -> Iterator[tuple[int, Marks, Marks]]:
        """(the last of them, marks, the story of each mark) of the copies above a number, some at a time."""
        stops = np.fromiter(self.stops(), np.uint32)
        for last, marks, stories in self._copies.prints_above(number):
            live = ~np.isin(marks, stops)
            yield last, marks[live], stories[live]

    # Links and stories

    def connect(self, edges: Iterable[Edge]) -> None:
        """Keep links with their numbers."""
        self._links.connect(edges)

    def edges_of(self, id: str) -> Sequence[Edge]:
        """Every kept link of a copy, either way."""
        return self._links.of(id)

    def wholes_of(self, ids: Collection[str]) -> dict[str, set[str]]:
        """Copy -> the copies that it is a part of; of these copies, those that are any's."""
        return self._links.wholes_of(ids)

    def join(self, kept: str, merged: str, by: str) -> None:
        """All of story ``merged`` stands in ``kept`` from now on."""
        target, gone = self._names.number(kept), self._names.number(merged)
        if target is None or gone is None or target == gone:
            return
        self._asked = frozenset()
        self._added = ("", 0, 0)
        self._copies.move(gone, target)
        self._names.join(gone, target, by)

    def move(self, story: str, ids: Collection[str], into: str) -> None:
        """These copies of a story stand in another from now on, or in one of their own that ``into``, one of them, founds."""
        number = self._names.number(story)
        target = self._names.number_of_copy(into) if into in ids else self._names.number(into)
        if number is None or target is None:
            return
        self._asked = frozenset()
        self._added = ("", 0, 0)
        self._copies.stand(ids, target)
        self._names.fall_apart(number)
        self._postings.moved()
        # What found them was posted once for all of the story.
        for one in (number, target):
            for member in self._copies.of_story(one):
                if member.prints is not None:
                    self.post(member.id, telling(member.prints.marks), member.prints.whole)

    def joined(self, story: str) -> list[tuple[str, str]]:
        """The stories that a story has taken in, each with the copy that bridged them."""
        return self._names.joined(story)

    def resolve(self, story: str) -> str:
        """The id that a story goes by now."""
        number = self._names.number(story)
        return self._names.name(number) if number is not None else story

    def remove(self, id: str) -> None:
        """Forget a copy: no fingerprint, posting or link of it stays; its id does where it names a story of others."""
        place = self._copies.place(id)
        member = self._copies.member(id)
        if place is None or member is None:
            return
        number, story = place
        self._asked = frozenset()
        if member.prints is not None:
            self._unpost(member.prints, story)
        self._links.remove(number)
        self._copies.remove(id, number, story)
        self.forget()

    def _unpost(self, prints: Prints, story: int) -> None:
        names = [story, *(s for s in self._names.joined_numbers() if self._names.settled(s) == story)]
        self._postings.remove([*prints.marks, prints.whole], names)

    def age_out(self, before: float) -> int:
        """Drop the fingerprints of copies that were fetched before a time; how many. Their links and stories stay."""
        gone = self._ageing.age_out(before)
        if gone:
            self.forget()
        return gone
