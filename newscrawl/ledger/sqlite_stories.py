"""The story index in SQLite, inside the ledger's transaction; it never commits by itself.

Small, because it is the larger part of a ledger: copies and stories go by numbers (a story by its founder's), ids of 32
hexadecimal digits are 16 bytes, shares are whole numbers. Which story holds a mark: ``sqlite_postings``.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from newscrawl.items import Relation, StoryLink
from newscrawl.ledger.sqlite_postings import POSTINGS_SCHEMA, Keys, Marks, Postings
from newscrawl.ledger.sqlite_statements import Statements
from newscrawl.stories.index import MOST_STORIES, Edge, Member
from newscrawl.stories.prints import Prints, postable
from newscrawl.stories.relations import Comparison

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS copies (n INTEGER PRIMARY KEY AUTOINCREMENT, id UNIQUE NOT NULL, story INTEGER NOT NULL, "
    "published REAL, fetched REAL, prints BLOB, "
    "first INTEGER, relation INTEGER, other INTEGER, contained INTEGER, contains INTEGER)",
    "CREATE INDEX IF NOT EXISTS copies_story ON copies (story)",
    # Stories that go by another's id now, with the copy that joined them; and those whose founder is gone.
    "CREATE TABLE IF NOT EXISTS aliases (s INTEGER PRIMARY KEY, id UNIQUE NOT NULL, joined INTEGER, joined_by)",
    "CREATE TABLE IF NOT EXISTS stops (mark INTEGER PRIMARY KEY)",
    # The newest of those copies that are all without fingerprints: aged out, or never with any.
    "CREATE TABLE IF NOT EXISTS aged (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER)",
    "INSERT OR IGNORE INTO aged VALUES (1, 0)",
    "CREATE TABLE IF NOT EXISTS links (later INTEGER, earlier INTEGER, relation INTEGER, contained INTEGER, "
    "contains INTEGER, shared INTEGER, PRIMARY KEY (later, earlier)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS links_earlier ON links (earlier)",
    *POSTINGS_SCHEMA,
    # A sweep over the postings passes through the journal: it need not stay that long.
    "PRAGMA journal_size_limit = 16777216",
)
_MEMBER = "SELECT n, id, story, published, fetched, prints FROM copies "
_INSERT = "INSERT INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PRINTS = 5  # the place of the fingerprints in a row
_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_SHARE = 10_000
_CACHED, _CACHED_NAMES = 2048, 32_768
_HEX, _HEX_LENGTH = frozenset("0123456789abcdef"), 32


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
        self._cache: OrderedDict[int, Prints] = OrderedDict()
        self._postings = Postings(self._sql, self._unposted)
        self.forget()

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in _SCHEMA:
            self._sql.rows(statement)

    def forget(self) -> None:
        """Drop what is cached: the transaction that it came from was rolled back."""
        self._postings.forget()
        self.refresh()

    def refresh(self) -> None:
        """Another process may have written: what is cached is read again, postings from where they were."""
        self._postings.refresh()
        self._stops: set[int] | None = None
        self._joined: dict[int, int] | None = None
        self._gone: dict[bytes | str, int] | None = None
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        # The number that the next copy gets; 0: not known.
        self._next = 0
        # Who holds the marks that were asked for last: linking asks, and then posts the same ones.
        self._held: dict[int, set[int]] = {}
        self._asked: frozenset[int] = frozenset()
        self._cache.clear()
        # The copy that was added last: its marks are posted next.
        self._added: tuple[str, int, int] = ("", 0, 0)

    # Copies

    def link_of(self, id: str) -> StoryLink | None:
        """The link that was given to a copy."""
        row = self._sql.row(
            "SELECT n, first, relation, other, contained, contains FROM copies WHERE id = ?", _packed(id)
        )
        if row is None:
            return None
        number, first, relation, other, contained, contains = row
        story = self._name(number if first is None else first or self._settled_story(number))
        if relation is None:
            return StoryLink(id=story)
        return StoryLink(
            id=story,
            relation=_RELATIONS[relation],
            to=self._name(other),
            contained=contained / 1000,
            contains=contains / 1000,
        )

    def member(self, id: str) -> Member | None:
        """A copy by its id."""
        row = self._sql.row(_MEMBER + "WHERE id = ?", _packed(id))
        return self._member(row) if row else None

    def story_of(self, id: str) -> str | None:
        """The id of the story that a copy stands in now."""
        row = self._sql.row("SELECT story FROM copies WHERE id = ?", _packed(id))
        return self._name(self._settled(row[0])) if row else None

    def _settled_story(self, number: int) -> int:
        return self._settled(self._sql.rows("SELECT story FROM copies WHERE n = ?", number)[0][0])

    def founded(self, story: str) -> tuple[bool, float]:
        """Of a story's founder: whether it came in as another's copy, and when it was fetched."""
        row = self._sql.row("SELECT first IS NOT NULL, fetched FROM copies WHERE id = ?", _packed(story))
        return (bool(row[0]), _float(row[1])) if row else (False, float("inf"))

    def members(self, story: str) -> Sequence[Member]:
        """Every copy of a story, earliest first."""
        number = self._number(story)
        if number is None:
            return []
        found = [self._member(row) for row in self._sql.rows(_MEMBER + "WHERE story = ?", number)]
        return sorted(found, key=lambda member: member.order)

    def _member(self, row: tuple[Any, ...]) -> Member:
        number, packed_id, story, published, fetched, packed = row
        id = _unpacked(packed_id)
        prints = self._prints(number, packed) if packed is not None else None
        return Member(id, (_float(published), _float(fetched), id), prints, self._name(story))

    def _prints(self, number: int, packed: bytes) -> Prints:
        found = self._cache.get(number)
        if found is None:
            found = Prints.unpack(packed)
            self._remember(number, found)
        return found

    def _remember(self, number: int, prints: Prints) -> None:
        self._cache[number] = prints
        if len(self._cache) > _CACHED:
            self._cache.popitem(last=False)

    def add(self, member: Member, link: StoryLink) -> None:
        """Remember a copy; it founds a story when the story has its id."""
        prints = member.prints
        published, fetched, _ = member.order
        id = _packed(member.id)
        gone = self._founders_gone()
        # A founder that was removed and comes again gets its number back, and with it its story.
        number = gone.pop(id, None) if gone else None
        back = number is not None
        if number is None:
            number = self._next_number()
        founds = member.story == member.id and not back
        story = number if founds else self._number(member.story)
        if story is None:
            story = number
        # Nought: of a story that is not known (yet): a rebuild reads a copy before the one that founded it.
        first = None if link.id == member.id else self._number(link.id) or 0
        relation = other = contained = contains = None
        if link.relation is not None and link.to is not None:
            other = self._number_of_copy(link.to)
            if other is not None:
                relation = _RELATIONS.index(link.relation)
                contained, contains = round((link.contained or 0) * 1000), round((link.contains or 0) * 1000)
        packed = prints.pack() if prints else None
        self._sql.insert(
            _INSERT,
            (number, id, story, published, fetched, packed, first, relation, other, contained, contains),
        )
        if back:
            self._sql.write("DELETE FROM aliases WHERE s = ?", (number,))
        else:
            self._next = number + 1
        self._know(number, member.id)
        self._added = (member.id, number, story)
        if prints is not None:
            self._remember(number, prints)

    def _next_number(self) -> int:
        if not self._next:
            self._sql.begin()
            row = self._sql.row("SELECT seq FROM sqlite_sequence WHERE name = 'copies'")
            self._next = row[0] + 1 if row else 1
        return self._next

    def _founders_gone(self) -> dict[bytes | str, int]:
        """Copies that were removed and still name a story of others."""
        if self._gone is None:
            self._sql.begin()
            self._gone = dict(self._sql.rows("SELECT id, s FROM aliases WHERE joined IS NULL"))
        return self._gone

    def _know(self, number: int, id: str) -> None:
        if len(self._names) >= _CACHED_NAMES:
            self._names.clear()
            self._numbers.clear()
        self._names[number] = id
        self._numbers[id] = number

    def _number_of_copy(self, id: str) -> int | None:
        known = self._numbers.get(id)
        if known is None:
            row = self._sql.row("SELECT n FROM copies WHERE id = ?", _packed(id))
            if row is None:
                return None
            known = row[0]
            self._know(known, id)
        return known

    # Marks

    def stories_sharing(self, marks: Collection[int], least: int, whole: int) -> dict[str, int]:
        """Story -> how many of the marks its members hold, where that is so many, or where they hold ``whole``.

        Begins the transaction: nobody may write between question and answer.
        """
        self._sql.begin()
        found = self._holders([*marks, whole])
        if not found:
            return {}
        counts: dict[int, int] = {}
        for held in found.values():
            for story in held:
                counts[story] = counts.get(story, 0) + 1
        same = found.get(whole, ())
        return {self._name(story): count for story, count in counts.items() if count >= least or story in same}

    def _holders(self, marks: Collection[int]) -> dict[int, set[int]]:
        """Mark -> the stories that hold it, of these marks or more."""
        wanted = frozenset(marks)
        if wanted <= self._asked:
            return self._held
        found = self._postings.holders(wanted)
        joined = self._alias_numbers()
        if joined:
            for mark, held in found.items():
                if not joined.keys().isdisjoint(held):
                    found[mark] = {self._settled(story) for story in held}
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
            row = self._sql.row("SELECT n, story FROM copies WHERE id = ?", _packed(id))
            if row is None:
                return
            number, story = row
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
        if stopped:
            self._sql.write("INSERT OR IGNORE INTO stops VALUES (?)", *[(mark,) for mark in stopped])
            stops.update(stopped)
            self._postings.drop(stopped)
        self._postings.add(number, story, new)

    def _unposted(self, number: int) -> Iterator[tuple[int, Marks, Marks]]:
        """(the last of them, marks, the story of each mark) of the copies above a number, some at a time."""
        stops = np.fromiter(self.stops(), np.uint32)
        while rows := self._sql.rows("SELECT n, story, prints FROM copies WHERE n > ? ORDER BY n LIMIT 1000", number):
            number = rows[-1][0]
            found = [(story, postable(packed)) for _, story, packed in rows if packed is not None]
            marks = np.concatenate([np.zeros(0, np.uint32), *(own for _, own in found)])
            stories = np.repeat(np.array([story for story, _ in found], np.uint32), [len(own) for _, own in found])
            live = ~np.isin(marks, stops)
            yield number, marks[live], stories[live]

    # Links and stories

    def connect(self, edges: Iterable[Edge]) -> None:
        """Keep links with their numbers."""
        rows = []
        for edge in edges:
            later, earlier, found = (
                self._number_of_copy(edge.later),
                self._number_of_copy(edge.earlier),
                edge.comparison,
            )
            if later is not None and earlier is not None:
                shares = round(found.contained * _SHARE), round(found.contains * _SHARE)
                rows.append((later, earlier, _RELATIONS.index(found.relation), *shares, found.shared))
        self._sql.write("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?)", *rows)

    def edges_of(self, id: str) -> Sequence[Edge]:
        """Every kept link of a copy, either way."""
        rows = self._sql.rows(
            "WITH me AS (SELECT n FROM copies WHERE id = ?), mine AS (SELECT * FROM links WHERE later = (SELECT n FROM me) "
            "UNION ALL SELECT * FROM links WHERE earlier = (SELECT n FROM me)) "
            "SELECT l.id, e.id, m.relation, m.contained, m.contains, m.shared "
            "FROM mine m JOIN copies l ON l.n = m.later JOIN copies e ON e.n = m.earlier",
            _packed(id),
        )
        return [
            Edge(
                _unpacked(later),
                _unpacked(earlier),
                Comparison(_RELATIONS[relation], contained / _SHARE, contains / _SHARE, shared),
            )
            for later, earlier, relation, contained, contains, shared in rows
        ]

    def wholes_of(self, ids: Collection[str]) -> dict[str, set[str]]:
        """Copy -> the copies that it is a part of; of these copies, those that are any's."""
        numbers = [number for id in ids if (number := self._number_of_copy(id)) is not None]
        asked = json.dumps(numbers)
        rows = self._sql.rows(
            "SELECT l.later, l.earlier FROM json_each(?) j CROSS JOIN links l ON l.later = j.value AND l.relation = ? "
            "UNION ALL SELECT l.earlier, l.later FROM json_each(?) j CROSS JOIN links l ON l.earlier = j.value AND "
            "l.relation = ?",
            asked,
            _RELATIONS.index("excerpt"),
            asked,
            _RELATIONS.index("update"),
        )
        found: dict[str, set[str]] = {}
        for part, whole in rows:
            found.setdefault(self._name(part), set()).add(self._name(whole))
        return found

    def join(self, kept: str, merged: str, by: str) -> None:
        """All of story ``merged`` stands in ``kept`` from now on."""
        target, gone = self._number(kept), self._number(merged)
        if target is None or gone is None or target == gone:
            return
        self._asked = frozenset()
        self._added = ("", 0, 0)
        self._sql.write("UPDATE copies SET story = ? WHERE story = ?", (target, gone))
        self._sql.write(
            "INSERT INTO aliases VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET joined = ?3, joined_by = ?4",
            (gone, _packed(self._name(gone)), target, _packed(by)),
        )
        self._alias_numbers()[gone] = target

    def joined(self, story: str) -> list[tuple[str, str]]:
        """The stories that a story has taken in, each with the copy that bridged them."""
        number = self._number(story)
        return [
            (_unpacked(id), _unpacked(by))
            for gone, id, by in self._sql.rows(
                "SELECT s, id, joined_by FROM aliases WHERE joined IS NOT NULL ORDER BY s"
            )
            if self._settled(gone) == number
        ]

    def _alias_numbers(self) -> dict[int, int]:
        if self._joined is None:
            self._joined = dict(self._sql.rows("SELECT s, joined FROM aliases WHERE joined IS NOT NULL"))
        return self._joined

    def _settled(self, number: int) -> int:
        """The number that a story's number stands for now."""
        joined = self._alias_numbers()
        while number in joined:
            number = joined[number]
        return number

    def _number(self, story: str) -> int | None:
        """The number that a story goes by now."""
        number = self._number_of_copy(story)
        if number is None:
            row = self._sql.row("SELECT s FROM aliases WHERE id = ?", _packed(story))
            number = row[0] if row else None
        return None if number is None else self._settled(number)

    def _name(self, number: int) -> str:
        """The id of a story, or of a copy, by its number; of one that is gone without trace, its number."""
        known = self._names.get(number)
        if known is None:
            sql = "SELECT id FROM copies WHERE n = ?1 UNION ALL SELECT id FROM aliases WHERE s = ?1"
            row = self._sql.row(sql, number)
            if row is None:
                return str(number)
            known = _unpacked(row[0])
            self._know(number, known)
        return known

    def resolve(self, story: str) -> str:
        """The id that a story goes by now."""
        number = self._number(story)
        return self._name(number) if number is not None else story

    def remove(self, id: str) -> None:
        """Forget a copy: no fingerprint, posting or link of it stays; its id does where it names a story of others."""
        row = self._sql.row("SELECT n, story, prints FROM copies WHERE id = ?", _packed(id))
        if row is None:
            return
        number, story, packed = row
        self._asked = frozenset()
        if packed:
            names = [story, *(s for s in self._alias_numbers() if self._settled(s) == story)]
            prints = Prints.unpack(packed)
            self._postings.remove([*prints.marks, prints.whole], names)
        self._sql.write("DELETE FROM links WHERE later = ?", (number,))
        self._sql.write("DELETE FROM links WHERE earlier = ?", (number,))
        if self._sql.row("SELECT 1 FROM copies WHERE story = ? AND n != ? LIMIT 1", number, number):
            self._sql.write("INSERT OR IGNORE INTO aliases (s, id) VALUES (?, ?)", (number, _packed(id)))
        self._sql.write(
            "UPDATE copies SET relation = NULL, other = NULL WHERE other = ? AND story = ?", (number, story)
        )
        self._sql.write("DELETE FROM copies WHERE n = ?", (number,))
        self.forget()

    def age_out(self, before: float) -> int:
        """Drop the fingerprints of copies that were fetched before a time; how many. Their links and stories stay."""
        self._sql.begin()
        number = upto = int(self._sql.rows("SELECT upto FROM aged")[0][0])
        gone: list[int] = []
        affected: set[int] = set()
        # Numbers rise nearly as the times do: where all of a thousand are younger, so are those after them.
        while rows := self._sql.rows(
            "SELECT n, story, fetched < ?, prints IS NULL FROM copies WHERE n > ? ORDER BY n LIMIT 1000", before, number
        ):
            old = [(n, story) for n, story, aged, bare in rows if aged and not bare]
            if not old and not all(bare for *_, bare in rows):
                break
            gone += [n for n, _ in old]
            affected.update(self._settled(story) for _, story in old)
            number = rows[-1][0]
            if all(aged or bare for _, _, aged, bare in rows):
                upto = number
        if gone:
            for at in range(0, len(gone), 1000):
                self._bare(gone[at : at + 1000])
            self._postings.age_out(self._living(affected))
            self.forget()
        self._sql.write("UPDATE aged SET upto = ?", (upto,))
        for _ in range(self._sql.rows("PRAGMA freelist_count")[0][0]):
            self._sql.rows("PRAGMA incremental_vacuum(1)")  # sqlite3 takes one step of it, which is one page
        return len(gone)

    def _bare(self, numbers: Sequence[int]) -> None:
        """Write copies anew without their fingerprints: rows that only become shorter leave no page free."""
        asked = json.dumps(numbers)
        rows = self._sql.rows("SELECT c.* FROM json_each(?) j CROSS JOIN copies c ON c.n = j.value", asked)
        self._sql.write("DELETE FROM copies WHERE n = ?", *[(n,) for n in numbers])
        self._sql.write(_INSERT, *[(*row[:_PRINTS], None, *row[_PRINTS + 1 :]) for row in rows])

    def _living(self, affected: Collection[int]) -> Callable[[Keys, Keys], npt.NDArray[np.bool_]]:
        """Whether postings are some living copy's: of a story that lost some copies, those of the others' marks."""
        most = self._next_number()
        settled = np.arange(most, dtype=np.uint64)
        for number in self._alias_numbers():
            settled[number] = self._settled(number)
        alive = np.zeros(most, np.bool_)
        alive[[row[0] for row in self._sql.rows("SELECT DISTINCT story FROM copies WHERE prints IS NOT NULL")]] = True
        lost = np.zeros(most, np.bool_)
        lost[list(affected)] = True
        pairs = [np.zeros(0, np.uint64)]
        for story in affected:
            for (packed,) in self._sql.rows("SELECT prints FROM copies WHERE story = ? AND prints IS NOT NULL", story):
                pairs.append(postable(packed).astype(np.uint64) << np.uint64(32) | np.uint64(story))
        theirs = np.unique(np.concatenate(pairs))

        def keep(marks: Keys, stories: Keys) -> npt.NDArray[np.bool_]:
            now = settled[stories]
            whole: npt.NDArray[np.bool_] = alive[now] & (~lost[now] | np.isin(marks << np.uint64(32) | now, theirs))
            return whole

        return keep


def _packed(id: str) -> bytes | str:
    """An id of 32 hexadecimal digits in 16 bytes; any other as it is."""
    return bytes.fromhex(id) if len(id) == _HEX_LENGTH and _HEX.issuperset(id) else id


def _unpacked(id: bytes | str) -> str:
    return id.hex() if isinstance(id, bytes) else id


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("inf")
