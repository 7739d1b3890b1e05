"""Writing an archive: what a crawl keeps, each exchange with its state in one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from gongkai.archive.bodies import Bodies
from gongkai.archive.lock import Lock
from gongkai.archive.reading import decode_headers
from gongkai.archive.schema import create, explained
from gongkai.archive.state import GOOD, SETTLED, VANISHED, Address, Exchange, Listing, from_ms, to_ms
from gongkai.errors import ArchiveError
from gongkai.records import Issue, Record

_ADDRESS = """SELECT id, url, role, first_seen, fetched_at, outcome, run, failures, etag, last_modified,
              capture, removed_at, entry_changed, entries FROM addresses"""
_CAPTURE = """SELECT c.asked, c.sent, c.final, c.outcome, c.fetched_at, c.status, c.headers, c.hops, c.body,
              c.note FROM captures c"""


class Run(Record, frozen=True, kw_only=True):
    """One run over a portal. A run that was cut off goes on under its number: `resumed`."""

    id: int
    started: datetime
    resumed: bool


class Ledger:
    """One portal's archive, open for writing and locked; `with Ledger.open(...) as ledger:`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._bodies = Bodies(connection)
        self._run = 0

    @classmethod
    def open(cls, path: Path, portal: str, facts: Mapping[str, str] | None = None) -> "Ledger":
        """Open or make the archive of `portal`. Raises ArchiveError when it is in use, damaged or foreign."""
        lock = Lock(path.with_suffix(".lock"), f"the archive of {portal}")
        lock.__enter__()
        try:
            connection = create(path, portal)
            with explained(path):
                connection.executemany(
                    "INSERT INTO facts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value "
                    "WHERE value != excluded.value",
                    list((facts or {}).items()),
                )
        except BaseException:
            lock.__exit__(None, None, None)
            raise
        return cls(path, connection, lock)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._lock.__exit__(kind, error, trace)

    def settle(self) -> None:
        """Move what was committed from the log into the file itself, so that closing need not. A full disk
        only means that the log stays beside the file."""
        with suppress(sqlite3.DatabaseError):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # Runs

    def begin(self, now: datetime, oldest: datetime) -> Run:
        """Start a run, or go on with the last one if it was cut off and began after `oldest`."""
        with self._transaction():
            self._bodies.spare()
            row = self._row("SELECT id, started, finished FROM runs ORDER BY id DESC LIMIT 1")
            resumed = row is not None and row[2] is None and row[1] >= to_ms(oldest)
            if row is not None and resumed:
                self._run, started = row[0], row[1]
            else:
                started = to_ms(now)
                self._run = self._insert("INSERT INTO runs (started) VALUES (?)", (started,))
        return Run(id=self._run, started=from_ms(started) or now, resumed=resumed)

    def finish(self, now: datetime, summary: bytes, issues: Iterable[tuple[str, Issue]]) -> None:
        """End the run: keep its summary (JSON) and the (URL, issue) pairs that hold after it."""
        with self._transaction():
            self._bodies.spare()
            self._connection.execute("DELETE FROM issues WHERE run = ?", (self._run,))
            self._connection.executemany(
                "INSERT OR REPLACE INTO issues VALUES (?, ?, ?, ?, ?)",
                [(self._run, url, i.code, i.severity, i.message) for url, i in issues],
            )
            self._connection.execute(
                "UPDATE runs SET finished = ?, summary = ? WHERE id = ?",
                (to_ms(now), summary.decode(), self._run),
            )

    def last_summaries(self, count: int) -> list[bytes]:
        """Summaries of the last finished runs, newest first."""
        query = "SELECT summary FROM runs WHERE finished IS NOT NULL ORDER BY id DESC LIMIT ?"
        return [row[0].encode() for row in self._connection.execute(query, (count,))]

    def finished_since(self, moment: datetime) -> bytes | None:
        """The summary of the last run, if nothing is left of it to do and it ended after `moment`."""
        row = self._row("SELECT finished, summary FROM runs ORDER BY id DESC LIMIT 1")
        return row[1].encode() if row and row[0] is not None and row[0] >= to_ms(moment) else None

    # Addresses

    def address(self, url: str) -> Address | None:
        """The state of a canonical URL, None when it is unknown."""
        row = self._row(_ADDRESS + " WHERE url = ?", (url,))
        return _address(row) if row else None

    def addresses(self, *roles: str) -> list[Address]:
        """All addresses of these roles, in the order first seen."""
        marks = ",".join("?" * len(roles))
        rows = self._connection.execute(f"{_ADDRESS} WHERE role IN ({marks}) ORDER BY id", roles)
        return [_address(row) for row in rows]

    def saved_pages(self) -> int:
        """How many reports and attachments have a good capture."""
        row = self._row(
            "SELECT count(*) FROM addresses WHERE role IN ('report', 'attachment') AND capture IS NOT NULL"
        )
        return int(row[0]) if row else 0

    def done(self, address: Address) -> bool:
        """Whether this run has had an answer from there already that another request would not change."""
        return address.run == self._run and address.outcome in GOOD | VANISHED | SETTLED

    def last_good(self, address: Address) -> Exchange | None:
        """The latest good capture with its body."""
        row = self._row(_CAPTURE + " WHERE c.id = ?", (address.capture,)) if address.capture else None
        if row is None:
            return None
        asked, sent, final, outcome, fetched_at, status, headers, hops, body, note = row
        return Exchange(
            asked=asked,
            sent=sent,
            final=final,
            outcome=outcome,
            fetched_at=from_ms(fetched_at) or address.first_seen,
            status=status,
            headers=decode_headers(headers),
            hops=tuple((hop[0], hop[1]) for hop in json.loads(hops)),
            body=self._bodies.read(body) if body is not None else None,
            note=note,
        )

    def failed(self) -> list[tuple[Address, str]]:
        """Addresses whose last exchange brought nothing good, each with what was wrong in words."""
        rows = self._connection.execute(
            "SELECT note, " + _ADDRESS.removeprefix("SELECT ") + " WHERE failures > 0 ORDER BY id"
        )
        return [(_address(row[1:]), row[0] or "") for row in rows]

    def removed_pages(self) -> int:
        """How many reports and attachments the portal no longer serves."""
        row = self._row("SELECT count(*) FROM addresses WHERE removed_at IS NOT NULL")
        return int(row[0]) if row else 0

    def unlisted(self, since: datetime, long_ago: datetime) -> list[Address]:
        """Live pages that some list used to show, and that no list has shown since `since`, although
        every list that showed them was read again: those not asked for in a run after the last one that
        saw them listed, or not since `long_ago`."""
        query = f"""{_ADDRESS} WHERE role IN ('report', 'attachment') AND removed_at IS NULL
            AND capture IS NOT NULL AND EXISTS (SELECT 1 FROM listings WHERE address = addresses.id)
            AND NOT EXISTS (SELECT 1 FROM listings l JOIN addresses page ON page.id = l.list
              WHERE l.address = addresses.id AND (l.last_seen >= :since OR page.run IS NOT :run
                OR page.outcome NOT IN ('ok', 'not_modified', 'gone', 'soft_404')))
            AND (run IS NULL OR fetched_at < :long_ago OR run <= (SELECT max(id) FROM runs WHERE started <=
              (SELECT max(last_seen) FROM listings WHERE address = addresses.id)))"""
        values = {"since": to_ms(since), "run": self._run, "long_ago": to_ms(long_ago)}
        rows = self._connection.execute(query, values)
        return [_address(row) for row in rows]

    # What a crawl keeps

    def keep(self, url: str, role: str, exchange: Exchange) -> bool:
        """Save what came of asking for `url`; return whether that made a new good capture."""
        with self._transaction():
            return self._keep(url, role, exchange)

    def keep_list(
        self, url: str, exchange: Exchange, announced: Sequence[Listing], lists: Sequence[str], entries: int
    ) -> bool:
        """Save a list page together with what it announces: reports as they are listed, further lists.

        `entries` is how many reports it shows, those of other lists included. None on a list that used to
        have some leaves the remembered count: it stays an error until the list is mended.
        """
        with self._transaction():
            changed = self._keep(url, "list", exchange)
            now = to_ms(exchange.fetched_at)
            number = self._ensure(url, "list", now)
            for entry in announced:
                self._announce(number, entry, now)
            for address in lists:
                self._ensure(address, "list", now)
            if entries:
                self._connection.execute("UPDATE addresses SET entries = ? WHERE id = ?", (entries, number))
        return changed

    def announce(self, url: str, announced: Sequence[Listing], now: datetime) -> None:
        """Remember what a page that is no list leads to: the attachments of a report."""
        with self._transaction():
            number = self._ensure(url, "report", to_ms(now))
            for entry in announced:
                self._announce(number, entry, to_ms(now))

    def mark_removed(self, url: str, now: datetime) -> None:
        """The portal no longer serves this page; its captures stay."""
        with self._transaction():
            self._connection.execute(
                "UPDATE addresses SET removed_at = coalesce(removed_at, ?) WHERE url = ?", (to_ms(now), url)
            )

    # What is remembered of authorities

    def challenges(self, since: datetime) -> list[tuple[str, str]]:
        """(authority, challenge) of those that answered with a challenge since then."""
        query = "SELECT authority, challenge FROM hosts WHERE challenged_at >= ? ORDER BY authority"
        return [(row[0], row[1]) for row in self._connection.execute(query, (to_ms(since),))]

    def set_challenge(self, authority: str, challenge: str | None, now: datetime) -> None:
        """Remember a challenge, or (None) that the authority answers normally again."""
        with self._transaction():
            self._connection.execute(
                """INSERT INTO hosts (authority, challenged_at, challenge) VALUES (:a, :at, :c) ON CONFLICT
                   (authority) DO UPDATE SET challenged_at = :at, challenge = :c""",
                {"a": authority, "at": to_ms(now) if challenge else None, "c": challenge},
            )

    def catch_all(self, authority: str) -> tuple[datetime, str] | None:
        """When a random path was tried there, and the fingerprint of the 200 it got ("" for none)."""
        row = self._row("SELECT probed_at, catch_all FROM hosts WHERE authority = ?", (authority,))
        moment = from_ms(row[0]) if row else None
        return (moment, row[1] or "") if row and moment else None

    def set_catch_all(self, authority: str, fingerprint: str, now: datetime) -> None:
        """Remember what a random path brought."""
        with self._transaction():
            self._connection.execute(
                """INSERT INTO hosts (authority, probed_at, catch_all) VALUES (:a, :at, :f) ON CONFLICT
                   (authority) DO UPDATE SET probed_at = :at, catch_all = :f""",
                {"a": authority, "at": to_ms(now), "f": fingerprint},
            )

    # Inside a transaction

    def _keep(self, url: str, role: str, exchange: Exchange) -> bool:
        now = to_ms(exchange.fetched_at)
        number = self._ensure(url, role, now)
        good = exchange.outcome in GOOD
        same = self._same_capture(number, exchange)
        if same is not None:
            capture = same
            self._connection.execute("UPDATE captures SET last_seen = ? WHERE id = ?", (now, capture))
        else:
            capture = self._capture(number, exchange, now)
        if good:
            self._connection.execute(
                """UPDATE addresses SET role = ?, fetched_at = ?, outcome = ?, run = ?, failures = 0,
                   note = NULL, removed_at = NULL, entry_changed = 0, capture = ?, etag = coalesce(?, etag),
                   last_modified = coalesce(?, last_modified) WHERE id = ?""",
                (
                    role,
                    now,
                    exchange.outcome,
                    self._run,
                    capture,
                    exchange.header("etag"),
                    exchange.header("last-modified"),
                    number,
                ),
            )
        else:
            self._connection.execute(
                """UPDATE addresses SET fetched_at = ?, outcome = ?, run = ?, failures = failures + 1,
                   note = ? WHERE id = ?""",
                (now, exchange.outcome, self._run, exchange.note, number),
            )
        return good and same is None

    def _same_capture(self, address: int, exchange: Exchange) -> int | None:
        """The capture that this exchange merely confirms: the good one with the same text, or the last
        one when it failed in the same way."""
        if exchange.confirms or exchange.outcome == "not_modified":
            row = self._row("SELECT capture FROM addresses WHERE id = ?", (address,))
            if row and row[0] is not None:
                return int(row[0])
            if exchange.outcome == "not_modified":
                raise ArchiveError(
                    f"{self.path}: {exchange.asked}: not modified, but nothing was saved before"
                )
        if exchange.outcome in GOOD:
            return None
        row = self._row(
            "SELECT id, outcome, status FROM captures WHERE address = ? ORDER BY id DESC LIMIT 1", (address,)
        )
        return int(row[0]) if row and row[1:] == (exchange.outcome, exchange.status) else None

    def _capture(self, address: int, exchange: Exchange, now: int) -> int:
        content_type = exchange.header("content-type")
        body = self._bodies.add(exchange.body, content_type)[0] if exchange.body is not None else None
        return self._insert(
            """INSERT INTO captures (address, asked, sent, final, hops, status, headers, fetched_at,
               last_seen, outcome, body, content_type, note)
               VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)""",
            (
                address,
                exchange.asked,
                exchange.sent,
                exchange.final,
                json.dumps(exchange.hops),
                exchange.status,
                json.dumps(exchange.headers, ensure_ascii=False),
                now,
                now,
                exchange.outcome,
                body,
                content_type,
                exchange.note,
            ),
        )

    def _ensure(self, url: str, role: str, now: int) -> int:
        row = self._row("SELECT id FROM addresses WHERE url = ?", (url,))
        return int(row[0]) if row else self._add(url, role, now)

    def _add(self, url: str, role: str, now: int) -> int:
        query = "INSERT INTO addresses (url, role, first_seen) VALUES (?, ?, ?)"
        return self._insert(query, (url, role, now))

    def _announce(self, list_number: int, entry: Listing, now: int) -> None:
        known = self._row("SELECT id FROM addresses WHERE url = ?", (entry.url,))
        number = known[0] if known else self._add(entry.url, entry.role, now)
        told = (entry.text, entry.title, entry.date)
        row = known and self._row(
            "SELECT text, title, date FROM listings WHERE address = ? AND list = ?", (number, list_number)
        )
        if row is None:
            self._connection.execute(
                "INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?, ?)", (number, list_number, *told, now, now)
            )
            return
        self._connection.execute(
            "UPDATE listings SET text = ?, title = ?, date = ?, last_seen = ? WHERE address = ? AND list = ?",
            (*told, now, number, list_number),
        )
        if row != told:
            self._connection.execute("UPDATE addresses SET entry_changed = 1 WHERE id = ?", (number,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._bodies.forget()
                raise
            try:
                self._connection.execute("COMMIT")
            except sqlite3.DatabaseError:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._bodies.forget()
                raise

    def _row(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    def _insert(self, query: str, values: Sequence[Any]) -> int:
        number = self._connection.execute(query, values).lastrowid
        assert number is not None
        return number


def _address(row: tuple[Any, ...]) -> Address:
    return Address(
        id=row[0],
        url=row[1],
        role=row[2],
        first_seen=_moment(row[3]),
        fetched_at=from_ms(row[4]),
        outcome=row[5],
        run=row[6],
        failures=row[7],
        etag=row[8],
        last_modified=row[9],
        capture=row[10],
        removed_at=from_ms(row[11]),
        entry_changed=bool(row[12]),
        entries=row[13],
    )


def _moment(value: int) -> datetime:
    moment = from_ms(value)
    assert moment is not None
    return moment
