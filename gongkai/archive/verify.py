"""Is everything in an archive what was saved? Every body is decompressed and its digest computed anew."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gongkai.archive.bodies import Bodies
from gongkai.archive.schema import connect
from gongkai.errors import ArchiveError
from gongkai.records import Record

MOST = 50
"""Problems named one by one; more are not told apart from a broken file."""


class Verification(Record, frozen=True, kw_only=True):
    """What a verification found: how much was checked, and each problem in one line."""

    path: str
    bodies: int
    bytes: int
    problems: tuple[str, ...]


def verify(path: Path) -> Verification:
    """Check the file's structure, every reference and every digest. Raises ArchiveError when it cannot even
    be opened."""
    connection = connect(path, readonly=True)
    problems: list[str] = []
    bodies = size = 0
    try:
        problems += _structure(connection)
        for problem, length in _bodies(connection):
            bodies += 1
            size += length
            if problem:
                problems.append(problem)
    except sqlite3.DatabaseError as error:
        problems.append(f"the file cannot be read to its end ({error})")
    finally:
        connection.close()
    return Verification(path=str(path), bodies=bodies, bytes=size, problems=tuple(problems[:MOST]))


def _structure(connection: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST})") if row[0] != "ok"]
    found += [
        f"table {row[0]}, row {row[1]}: refers to a row of {row[2]} that is not there"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found


def _bodies(connection: sqlite3.Connection) -> Iterator[tuple[str | None, int]]:
    reader = Bodies(connection)
    query = """SELECT b.id, b.sha256, b.bytes, b.dictionary, b.data FROM bodies b ORDER BY b.id"""
    for number, digest, size, dictionary, data in connection.execute(query):
        try:
            reader.unpack(digest, size, dictionary, data)
            yield None, size
        except ArchiveError as error:
            urls = connection.execute(
                "SELECT DISTINCT a.url FROM captures c JOIN addresses a ON a.id = c.address WHERE c.body = ?",
                (number,),
            ).fetchall()
            yield f"{', '.join(url for (url,) in urls) or 'no page'}: {error}", size
