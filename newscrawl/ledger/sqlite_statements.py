"""Statements on one SQLite connection, inside the ledger's transaction; nothing here commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any


class Statements:
    """Runs statements; ``naming`` turns SQLite's errors into ours, ``begin`` opens the transaction where none is open."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        begin: Callable[[], None],
        naming: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._db, self._begin, self._naming = connection, begin, naming

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        try:
            return self._db.execute(sql, values).fetchall()
        except (sqlite3.DatabaseError, OSError):
            with self._naming():  # only now: entering it costs as much as a small statement
                raise

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row, if any."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def begin(self) -> None:
        """Nobody else may write from here to the end of the transaction."""
        try:
            self._begin()
        except (sqlite3.DatabaseError, OSError):
            with self._naming():
                raise

    def write(self, sql: str, *rows: tuple[object, ...]) -> None:
        """Run one statement for each row."""
        if rows:
            self.write_all(sql, rows)

    def write_all(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run one statement for each of many rows."""
        try:
            self._begin()
            self._db.executemany(sql, rows)
        except (sqlite3.DatabaseError, OSError):
            with self._naming():
                raise

    def insert(self, sql: str, values: tuple[object, ...]) -> int:
        """Insert one row and give its number."""
        try:
            self._begin()
            return self._db.execute(sql, values).lastrowid or 0
        except (sqlite3.DatabaseError, OSError):
            with self._naming():
                raise
