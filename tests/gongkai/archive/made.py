"""An archive made by hand: as many reports as wanted, each with a body that shares little with the others."""

import hashlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gongkai.archive import Exchange, Ledger, Listing
from gongkai.archive.schema import APPLICATION_ID, TABLES, TABLES_IN_ORDER

BEGAN = datetime(2024, 3, 1, tzinfo=UTC)
LIST = "http://portal.test/zfxxgknb/"


def url(number: int) -> str:
    """The address of a report."""
    return f"http://portal.test/zfxxgknb/t{number}.html"


def body(number: int, size: int = 6_000) -> bytes:
    """Bytes that no compression makes small."""
    return b"".join(hashlib.sha256(b"%d %d" % (number, part)).digest() for part in range(size // 32))


def exchange(address: str, content: bytes, minutes: int = 0) -> Exchange:
    """A good answer."""
    return Exchange(
        asked=address,
        sent=address,
        final=address,
        outcome="ok",
        fetched_at=BEGAN + timedelta(minutes=minutes),
        status=200,
        headers=(("content-type", "text/html"),),
        body=content,
    )


def make(folder: Path, reports: int = 40) -> Path:
    """An archive with one list and so many reports, closed and whole."""
    path = folder / "990199-made.sqlite"
    with Ledger.open(path, "990199-made", {"name": "某县", "code": "990199"}) as ledger:
        ledger.begin(BEGAN, BEGAN - timedelta(hours=1))
        listed = [Listing(url=url(number), text=f"报告{number}") for number in range(reports)]
        ledger.keep_list(LIST, exchange(LIST, body(10_000)), listed, (), reports)
        for number in range(reports):
            ledger.keep(url(number), "report", exchange(url(number), body(number), number))
        ledger.finish(BEGAN, b"{}", ())
    return path


def of_the_first_layout(path: Path) -> None:
    """Make the archive one of the time before requests, headings and redirects were kept."""
    added = ("request TEXT", "moved TEXT", "heading TEXT", "seen_in INTEGER")
    lines = [line for line in TABLES.splitlines() if not any(name in line for name in added)]
    tables = "\n".join(lines).replace("note TEXT,                    --", "note TEXT --")
    old = path.with_suffix(".old")
    connection = sqlite3.connect(old, isolation_level=None)
    connection.executescript(f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=1; {tables}")
    connection.execute("ATTACH ? AS later", (str(path),))
    for table in TABLES_IN_ORDER:
        names = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM later.{table}")
    connection.close()
    old.replace(path)
