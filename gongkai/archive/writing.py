"""An archive open for writing: transactions, and the bodies that go in with them."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gongkai.archive.bodies import Bodies
from gongkai.archive.schema import explained


class Writing:
    """The connection to the archive at `path`, shared by all that write to it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.bodies = Bodies(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing. Raises ArchiveError when the file cannot take it."""
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                self.bodies.forget()
                raise

    def execute(self, query: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.connection.execute(query, values)

    def row(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        row: tuple[Any, ...] | None = self.execute(query, values).fetchone()
        return row

    def insert(self, query: str, values: Sequence[Any]) -> int:
        """Insert one row; return its number."""
        number = self.execute(query, values).lastrowid
        assert number is not None
        return number
