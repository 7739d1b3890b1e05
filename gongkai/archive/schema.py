"""The tables of an archive file, and how such a file is opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from gongkai.errors import ArchiveError

APPLICATION_ID = 0x676B6131  # "gka1" in the file header: tells our files from any other SQLite file
VERSION = 3
_JOURNALLING = slice(18, 20)  # in the file header: who may write and read it
_WAL = b"\x02\x02"  # those who know the write-ahead log
PATIENCE = 2.0  # seconds for a lock of somebody else; the other portals of a crawl wait meanwhile

TABLES = """
CREATE TABLE facts (              -- what the file says of itself: portal, name, code
    key TEXT PRIMARY KEY, value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE dictionaries (       -- zstd raw-content dictionaries: an earlier page of the same portal
    id INTEGER PRIMARY KEY, data BLOB NOT NULL
);
CREATE TABLE spares (             -- the same once more, written later and so elsewhere in the file
    id INTEGER PRIMARY KEY, data BLOB NOT NULL
);
CREATE TABLE bodies (             -- after content decoding; the same bytes are kept once
    id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, bytes INTEGER NOT NULL,
    dictionary INTEGER REFERENCES dictionaries, data BLOB NOT NULL
);
CREATE TABLE addresses (          -- crawl state: one row a canonical URL
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,           -- robots, probe, list, report, attachment, other;
                                  -- continuation: a later page of a report that is cut into pages;
                                  -- jump: nothing but the way to another page;
                                  -- guess: looked at where nothing leads to a column, and led to none
    first_seen INTEGER NOT NULL,  -- all times are milliseconds since 1970, UTC
    fetched_at INTEGER,           -- last exchange, whatever came of it
    outcome TEXT,                 -- of the last exchange
    run INTEGER,                  -- the run of the last exchange
    failures INTEGER NOT NULL DEFAULT 0,  -- exchanges in a row that brought nothing good
    etag TEXT, last_modified TEXT,  -- empty where they turned out to say nothing
    capture INTEGER,              -- the latest good capture
    removed_at INTEGER,           -- the portal no longer serves it
    entry_changed INTEGER NOT NULL DEFAULT 0,  -- a list shows it otherwise than before, or a later page of
                                  -- it did not come: ask again
    entries INTEGER,              -- of a list: links to reports when last read
    note TEXT,                    -- of a failure: what was wrong, in words
    request TEXT,                 -- JSON: how it is asked for, where more is needed than its URL
    moved TEXT                    -- JSON: where its redirects ended, and when they were last followed
);
CREATE INDEX addresses_by_role ON addresses (role);
CREATE TABLE captures (           -- append-only; an unchanged page only moves last_seen
    id INTEGER PRIMARY KEY, address INTEGER NOT NULL REFERENCES addresses,
    asked TEXT NOT NULL, sent TEXT NOT NULL, final TEXT NOT NULL, hops TEXT NOT NULL,
    status INTEGER, headers TEXT NOT NULL, fetched_at INTEGER NOT NULL, last_seen INTEGER NOT NULL,
    outcome TEXT NOT NULL, body INTEGER REFERENCES bodies, content_type TEXT, note TEXT
);
CREATE INDEX captures_by_address ON captures (address, id);
CREATE TABLE listings (           -- how a list page announced an address, or a report's page a part of it
    address INTEGER NOT NULL REFERENCES addresses, list INTEGER NOT NULL REFERENCES addresses,
    text TEXT NOT NULL, title TEXT, date TEXT, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
    heading TEXT,                 -- above it, where that names the year or the unit that the text leaves out
    seen_in INTEGER,              -- the run that last saw it there; negative: that found it there no more
    PRIMARY KEY (address, list)
) WITHOUT ROWID;
CREATE INDEX listings_by_list ON listings (list);
CREATE TABLE hosts (              -- what is remembered of an authority
    authority TEXT PRIMARY KEY, challenged_at INTEGER, challenge TEXT, catch_all TEXT, probed_at INTEGER
) WITHOUT ROWID;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER, summary TEXT
);
CREATE TABLE issues (             -- problems of the portal and its pages, as of the run that last saw them
    run INTEGER NOT NULL REFERENCES runs, url TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL,
    message TEXT NOT NULL, PRIMARY KEY (run, url, code)
) WITHOUT ROWID;
"""

ADDED = {
    2: ("ALTER TABLE addresses ADD COLUMN request TEXT", "ALTER TABLE listings ADD COLUMN heading TEXT"),
    3: (
        "ALTER TABLE addresses ADD COLUMN moved TEXT",
        "ALTER TABLE listings ADD COLUMN seen_in INTEGER",
    ),
}
"""What layouts after the first have more than the one before, in the order in which it was added."""

TABLES_IN_ORDER = (
    "facts",
    "dictionaries",
    "spares",
    "bodies",
    "addresses",
    "captures",
    "listings",
    "hosts",
    "runs",
    "issues",
)
"""Every table, those first to which others refer."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about `path` into an ArchiveError that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: {_remedy(str(error), path)}") from error


def _remedy(message: str, path: Path) -> str:
    lowered = message.lower()
    if "locked" in lowered or "busy" in lowered:
        return "another process is writing to it; wait for it or stop it"
    if "full" in lowered or "i/o" in lowered:
        return f"cannot be written ({message}); free some space or raise the file size limit, then run again"
    if "readonly" in lowered or "unable to open" in lowered:
        return f"cannot be opened ({message}); check that it exists and its permissions"
    return f"damaged or no archive ({message}); gongkai archive repair {path}"


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """Open an archive that exists. Raises ArchiveError when it is absent, foreign, newer or damaged."""
    if not path.is_file():
        raise ArchiveError(f"{path}: no such archive; gongkai crawl makes it")
    if not path.stat().st_size:
        lost = "an empty file; what was in it is lost: put a backup in its place, or remove it to begin anew"
        raise ArchiveError(f"{path}: {lost}")
    with explained(path):
        connection = _open_to_read(path) if readonly else _open(path)
        try:
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def create(path: Path, portal: str) -> sqlite3.Connection:
    """Open the archive of `portal` for writing, made anew when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # A kill must not leave a file that is no archive yet: it gets its name when it is one.
        unnamed = path.with_suffix(".new")
        for beside in ("", "-journal", "-wal", "-shm"):
            Path(f"{unnamed}{beside}").unlink(missing_ok=True)
        with explained(path):
            _make(unnamed, portal)
        unnamed.replace(path)
    connection = connect(path, readonly=False)
    try:
        with explained(path):
            _bring_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def layout(connection: sqlite3.Connection) -> int:
    """The layout of an open archive."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _bring_up(connection: sqlite3.Connection) -> None:
    """Give a file of an earlier layout what later ones have: all of it or nothing."""
    before = layout(connection)
    if before == VERSION:
        return
    steps = [step for version in range(before + 1, VERSION + 1) for step in ADDED[version]]
    connection.executescript(
        "; ".join(("BEGIN IMMEDIATE", *steps, f"PRAGMA user_version={VERSION}", "COMMIT"))
    )


def _make(path: Path, portal: str) -> None:
    # Put together in memory and written in one piece: a journal would only guard a file that is thrown away
    # if this does not come to its end.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(_empty())
        connection.execute("INSERT INTO facts VALUES ('portal', ?)", (portal,))
        image = bytearray(connection.serialize())
    image[_JOURNALLING] = _WAL
    with path.open("wb") as file:
        file.write(image)
        os.fsync(file)


@cache
def _empty() -> bytes:
    """The bytes of an archive in which nothing is said yet. A first night makes hundreds of them, and to read
    the layout anew takes four times as long as to go on from here."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(
            f"PRAGMA application_id={APPLICATION_ID}; {TABLES} PRAGMA user_version={VERSION};"
        )
        return connection.serialize()


def _open(path: Path) -> sqlite3.Connection:
    connection = _opened(path, "mode=rw")
    # Power loss may lose the last commits, never the file: WAL with NORMAL syncs at checkpoints only.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    # A crawl has dozens of archives open and needs few pages of each at a time.
    connection.execute("PRAGMA cache_size=-256")
    return connection


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing that was saved.

    It is one that could write, where it may: only such a one, being the last, takes the log and its index
    away again, which a crawl that was killed leaves beside the file, and every reader makes anew. Where
    nothing may be written and nobody writes, the file is read as it lies there.
    """
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    lies_still = not Path(f"{path}-wal").exists()
    connection = _opened(path, "mode=rw" if may_write else "mode=ro&immutable=1" if lies_still else "mode=ro")
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA cache_size=-2000")
    return connection


def _opened(path: Path, how: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?{how}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = layout(connection)
    if application != APPLICATION_ID:
        raise ArchiveError(f"{path}: an SQLite file, but no archive of gongkai; name another file")
    if version > VERSION:
        raise ArchiveError(f"{path}: written by a newer gongkai (layout {version}); upgrade gongkai")
    connection.execute("SELECT count(*) FROM facts").fetchone()
