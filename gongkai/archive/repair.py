"""A damaged archive made whole: everything that can still be read goes into a new file, the old one stays."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from gongkai.archive import salvage
from gongkai.archive.bodies import Bodies
from gongkai.archive.lock import Lock
from gongkai.archive.schema import TABLES_IN_ORDER, connect, create, explained
from gongkai.errors import ArchiveError
from gongkai.records import Record

LONGEST_GAP = 200
"""Row numbers tried one by one behind a row that cannot be read; what is left is then read leaf by leaf."""


class NothingReadableError(Exception):
    """A damaged file without a single row of ours."""


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
    an earlier capture or are asked for again. Raises ArchiveError when the file is in use, or when nothing
    in it can be read: it is then set aside all the same, so that the next crawl can begin anew.
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: no such archive")
    with Lock(path.with_suffix(".lock"), f"the archive {path.stem}"):
        fresh = path.with_suffix(".repaired")
        _remove(fresh)
        try:
            rows, lost, pages = _recover(path, fresh)
        except NothingReadableError as error:
            _remove(fresh)
            aside = _set_aside(path)
            raise ArchiveError(
                f"{path}: nothing in it can be read ({error}); it is now {aside}, and gongkai crawl makes a "
                "new archive"
            ) from error
        aside = _set_aside(path)
        fresh.replace(path)
    return Repair(path=str(path), rows=rows, bodies_lost=lost, pages_lost=pages, kept_aside=str(aside))


def _recover(path: Path, fresh: Path) -> tuple[dict[str, int], int, int]:
    copy = path.with_suffix(".salvage")
    damaged = _open_damaged(path, copy)
    sound = create(fresh, path.stem)
    try:
        with explained(fresh):
            sound.execute("BEGIN")
            rows = {table: _copy(damaged, sound, table) for table in TABLES_IN_ORDER}
            for table, row in salvage.rows(path):
                rows[table] += _insert(sound, "OR IGNORE", table, row)
            if not rows["addresses"] and not rows["bodies"]:
                raise NothingReadableError("no row of an archive in it")
            sound.execute("INSERT OR IGNORE INTO dictionaries SELECT id, data FROM spares")
            lost, pages = _drop_broken(sound)
            sound.execute("COMMIT")
            sound.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            sound.execute("PRAGMA journal_mode=DELETE")
    finally:
        damaged.close()
        sound.close()
        _remove(copy)
    return rows, lost, pages


def _open_damaged(path: Path, copy: Path) -> sqlite3.Connection:
    try:
        return connect(path, readonly=False)
    except ArchiveError:
        pass
    if path.stat().st_size < 2 * salvage.PAGE:
        raise NothingReadableError("the file is all but empty")
    _remove(copy)
    salvage.with_new_start(path, copy)
    return sqlite3.connect(copy, isolation_level=None)


def _copy(damaged: sqlite3.Connection, sound: sqlite3.Connection, table: str) -> int:
    columns = [row[1] for row in sound.execute(f"PRAGMA table_info({table})")]
    with suppress(sqlite3.DatabaseError):
        there = {row[1] for row in damaged.execute(f"PRAGMA table_info({table})")}
        # A file of an earlier layout has fewer.
        columns = [name if name in there or not there else f"NULL AS {name}" for name in columns]
    return sum(_insert(sound, "OR REPLACE", table, row) for row in _readable(damaged, table, columns))


def _insert(sound: sqlite3.Connection, conflict: str, table: str, row: Sequence[object]) -> int:
    """How many rows that added: none where the row was damaged into nonsense, or is there already."""
    if table == "addresses":
        row = (*row, *[None] * (salvage.ADDRESS_COLUMNS - len(row)))
    marks = ", ".join("?" * len(row))
    try:
        return sound.execute(f"INSERT {conflict} INTO {table} VALUES ({marks})", row).rowcount
    except (sqlite3.IntegrityError, sqlite3.InterfaceError, OverflowError):
        return 0


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
           SELECT address, asked, CASE
             WHEN asked LIKE '%/robots.txt' THEN 'robots'
             WHEN address IN (SELECT list FROM listings) THEN 'list'
             WHEN address IN (SELECT address FROM listings) THEN 'report' ELSE 'other' END,
             min(fetched_at) FROM captures WHERE address NOT IN (SELECT id FROM addresses) GROUP BY address"""
    )
    # Runs are numbered on from the last one: a lost number must not be taken for one to come.
    sound.execute("UPDATE addresses SET run = NULL WHERE run NOT IN (SELECT id FROM runs)")
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


def _set_aside(path: Path) -> Path:
    """Give the damaged file, and what stands beside it, another name."""
    number = 1
    while (aside := path.with_suffix(f".damaged-{number}")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        beside = Path(f"{path}{suffix}")
        if beside.exists():
            beside.rename(f"{aside}{suffix}")
    return path.replace(aside)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
