"""Ageing: fingerprints of copies that nothing is set against any more leave the ledger; who stands in which story stays."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from newscrawl.ledger.sieve import Keys
from newscrawl.ledger.sqlite_copies import Copies
from newscrawl.ledger.sqlite_held import Keep
from newscrawl.ledger.sqlite_postings import Postings
from newscrawl.ledger.sqlite_statements import Statements
from newscrawl.ledger.sqlite_story_names import StoryNames
from newscrawl.stories.prints import postable

AGEING_SCHEMA = (
    # The newest of those copies that are all without fingerprints: aged out, or never with any.
    "CREATE TABLE IF NOT EXISTS aged (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER)",
    "INSERT OR IGNORE INTO aged VALUES (1, 0)",
)


class Ageing:
    """Takes the old out of copies and postings, and gives the file's room back."""

    def __init__(self, sql: Statements, names: StoryNames, copies: Copies, postings: Postings) -> None:
        self._sql, self._names, self._copies, self._postings = sql, names, copies, postings

    def age_out(self, before: float) -> int:
        """Drop the fingerprints of copies that were fetched before a time; how many. All must be read again after it."""
        self._sql.begin()
        gone, affected, upto = self._old(before)
        if gone:
            self._copies.bare(gone)
            self._postings.age_out(self._living(affected))
        self._sql.write("UPDATE aged SET upto = ?", (upto,))
        for _ in range(self._sql.rows("PRAGMA freelist_count")[0][0]):
            self._sql.rows("PRAGMA incremental_vacuum(1)")  # sqlite3 takes one step of it, which is one page
        return len(gone)

    def _old(self, before: float) -> tuple[list[int], set[int], int]:
        """Copies to be aged out, the stories they stand in, and up to where none has fingerprints then."""
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
            affected.update(self._names.settled(story) for _, story in old)
            number = rows[-1][0]
            if all(aged or bare for _, _, aged, bare in rows):
                upto = number
        return gone, affected, upto

    def _living(self, affected: Collection[int]) -> Keep:
        """Whether postings are some living copy's: of a story that lost some copies, those of the others' marks."""
        most = self._copies.next_number()
        settled = np.arange(most, dtype=np.uint64)
        for number in self._names.joined_numbers():
            settled[number] = self._names.settled(number)
        alive = np.zeros(most, np.bool_)
        alive[[row[0] for row in self._sql.rows("SELECT DISTINCT story FROM copies WHERE prints IS NOT NULL")]] = True
        lost = np.zeros(most, np.bool_)
        lost[list(affected)] = True
        pairs = [np.zeros(0, np.uint64)]
        for story in affected:
            for (marks,) in self._sql.rows("SELECT prints FROM copies WHERE story = ? AND prints IS NOT NULL", story):
                pairs.append(postable(marks).astype(np.uint64) << np.uint64(32) | np.uint64(story))
        theirs = np.unique(np.concatenate(pairs))

        def keep(marks: Keys, stories: Keys) -> npt.NDArray[np.bool_]:
            now = settled[stories]
            pairs = marks.astype(np.uint64) << np.uint64(32) | now
            living: npt.NDArray[np.bool_] = alive[now] & (~lost[now] | np.isin(pairs, theirs))
            return living

        return keep
