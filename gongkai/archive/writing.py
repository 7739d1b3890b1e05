"""An archive open for writing: transactions, and the bodies that go in with them."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.archive.bodies import Bodies
from gongkai.archive.schema import explained


class Added(NamedTuple):
    """All that is known of an address that was met and not yet asked for."""

    id: int
    role: str
    first_seen: int


class Writing:
    """The connection to the archive at `path`, shared by all that write to it.

    `added` are the addresses that were added since it was opened and not changed since: to read one of them
    from the file would take as long as to write a list entry. Whoever changes one takes it out.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.bodies = Bodies(connection)
        self.added: dict[str, Added] = {}

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
                self.added.clear()
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
