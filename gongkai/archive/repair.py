"""A damaged archive made whole: everything that can still be read goes into a new file, the old one stays."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gongkai.archive.bodies import Bodies
from gongkai.archive.lock import Lock
from gongkai.archive.schema import TABLES_IN_ORDER, connect, create, explained
from gongkai.errors import ArchiveError
from gongkai.records import Record

LONGEST_GAP = 100_000
"""Row numbers that are tried one by one behind a row that cannot be read."""


class Repair(Record, frozen=True, kw_only=True):
    """What a repair saved: rows by table, bodies lost, pages to ask for again, the old file's new name."""

    path: str
    rows: dict[str, int]
    bodies_lost: int
    pages_lost: int
    kept_aside: str


def repair(path: Path) -> Repair:
    """Recover `path` into a new file of the same name; the damaged one is kept beside it.

    Bodies whose digest differs are dropped with their captures, and the pages they belong to fall back to
    an earlier capture or are asked for again. Raises ArchiveError when the file is in use or holds nothing.
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: no such archive")
    with Lock(path.with_suffix(".lock"), f"the archive {path.stem}"):
        fresh = path.with_suffix(".repaired")
        fresh.unlink(missing_ok=True)
        rows, lost, pages = _recover(path, fresh)
        aside = _free_name(path)
        for suffix in ("-wal", "-shm"):
            beside = Path(f"{path}{suffix}")
            if beside.exists():
                beside.rename(f"{aside}{suffix}")
        path.replace(aside)
        fresh.replace(path)
    return Repair(path=str(path), rows=rows, bodies_lost=lost, pages_lost=pages, kept_aside=str(aside))


def _recover(path: Path, fresh: Path) -> tuple[dict[str, int], int, int]:
    damaged = _open_damaged(path)
    sound = create(fresh, path.stem)
    try:
        with explained(fresh):
            sound.execute("BEGIN")
            rows = {table: _copy(damaged, sound, table) for table in TABLES_IN_ORDER}
            if not rows["addresses"] and not rows["bodies"]:
                raise ArchiveError(f"{path}: nothing in it can be read; crawl the portal again")
            sound.execute("INSERT OR IGNORE INTO dictionaries SELECT id, data FROM spares")
            lost, pages = _drop_broken(sound)
            sound.execute("COMMIT")
            sound.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            sound.execute("PRAGMA journal_mode=DELETE")
    finally:
        damaged.close()
        sound.close()
    return rows, lost, pages


def _open_damaged(path: Path) -> sqlite3.Connection:
    try:
        return connect(path, readonly=False)
    except ArchiveError:
        pass
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ArchiveError(f"{path}: nothing in it can be read ({error}); crawl the portal again") from error
    return connection


def _copy(damaged: sqlite3.Connection, sound: sqlite3.Connection, table: str) -> int:
    columns = [row[1] for row in sound.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(columns))
    insert = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    count = 0
    for row in _readable(damaged, table, columns):
        try:
            sound.execute(insert, row)
            count += 1
        except (sqlite3.IntegrityError, sqlite3.InterfaceError):
            continue  # a row that was damaged into nonsense
    return count


def _readable(damaged: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    """Every row that can be read: in one go, and where that breaks off, row by row behind the gap."""
    names = ", ".join(columns)
    if "id" not in columns:
        try:
            yield from damaged.execute(f"SELECT {names} FROM {table}")
        except sqlite3.DatabaseError:
            return
        return
    position = columns.index("id")
    last = 0
    skipped = 0
    while skipped < LONGEST_GAP:
        try:
            rows = damaged.execute(f"SELECT {names} FROM {table} WHERE id > ? ORDER BY id", (last,))
            for row in rows:
                if isinstance(row[position], int):
                    last, skipped = row[position], 0
                    yield row
            return
        except sqlite3.DatabaseError:
            # The next row, or the page it stands on, is broken: rows behind it are found by their number.
            last += 1
            skipped += 1


def _drop_broken(sound: sqlite3.Connection) -> tuple[int, int]:
    """Leave only what is whole; return the number of bodies dropped and of pages to ask for again."""
    reader = Bodies(sound)
    broken = []
    for number, digest, size, dictionary, data in sound.execute(
        "SELECT id, sha256, bytes, dictionary, data FROM bodies"
    ):
        try:
            reader.unpack(digest, size, dictionary, data)
        except ArchiveError:
            broken.append((number,))
    sound.executemany("DELETE FROM bodies WHERE id = ?", broken)
    sound.execute("DELETE FROM captures WHERE body IS NOT NULL AND body NOT IN (SELECT id FROM bodies)")
    # A capture that lost its address is proof enough that there was one.
    sound.execute(
        """INSERT OR IGNORE INTO addresses (id, url, role, first_seen)
           SELECT address, asked, 'report', min(fetched_at) FROM captures
           WHERE address NOT IN (SELECT id FROM addresses) GROUP BY address"""
    )
    sound.execute("DELETE FROM captures WHERE address NOT IN (SELECT id FROM addresses)")
    sound.execute(
        """DELETE FROM listings WHERE address NOT IN (SELECT id FROM addresses)
           OR list NOT IN (SELECT id FROM addresses)"""
    )
    lost = sound.execute(
        """UPDATE addresses SET etag = NULL, last_modified = NULL, fetched_at = NULL, run = NULL, capture =
             (SELECT max(c.id) FROM captures c WHERE c.address = addresses.id AND c.outcome = 'ok'
              AND c.body IS NOT NULL)
           WHERE capture NOT IN (SELECT id FROM captures)
           OR (capture IS NULL AND outcome IN ('ok', 'not_modified'))
           OR (fetched_at IS NULL AND id IN (SELECT address FROM captures))"""
    ).rowcount
    return len(broken), lost


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_suffix(f".damaged-{number}")).exists():
        number += 1
    return aside
