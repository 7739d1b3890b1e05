"""Writing an archive: what a crawl keeps, each exchange with its state in one transaction."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec

from gongkai.archive.addresses import ADDRESS, IS_PAGE, new_address, read_address
from gongkai.archive.captures import Captures
from gongkai.archive.hosts import Hosts
from gongkai.archive.lock import Lock
from gongkai.archive.schema import create
from gongkai.archive.state import (
    GOOD,
    GUESS,
    JUMP,
    SETTLED,
    VANISHED,
    Address,
    Exchange,
    Listing,
    Moved,
    from_ms,
    to_ms,
)
from gongkai.archive.writing import Added, Writing
from gongkai.records import Issue, Record

# Whether a page shows an address, as it was when it was last seen itself.
_SHOWN = """(role IN ('report', 'attachment', 'continuation') AND EXISTS (SELECT 1 FROM listings l
  JOIN addresses shower ON shower.id = l.list JOIN captures seen ON seen.id = shower.capture
  WHERE l.address = addresses.id AND l.last_seen >= seen.last_seen))"""


_BY_URL = f"{ADDRESS} WHERE url = ?"


class Run(Record, frozen=True, kw_only=True):
    """One run over a portal. A run that was cut off goes on under its number: `resumed`."""

    id: int
    started: datetime
    resumed: bool


class Ledger:
    """One portal's archive, open for writing and locked; `with Ledger.open(...) as ledger:`."""

    def __init__(self, writing: Writing, lock: Lock) -> None:
        self.path = writing.path
        self.hosts = Hosts(writing)
        self._writing = writing
        self._captures = Captures(writing)
        self._lock = lock
        self._run = 0
        self._read: tuple[str, int, Address | None] = "", -1, None

    @classmethod
    def open(cls, path: Path, portal: str, facts: Mapping[str, str] | None = None) -> "Ledger":
        """Open or make the archive of `portal`. Raises ArchiveError when it is in use, damaged or foreign."""
        lock = Lock(path.with_suffix(".lock"), f"the archive of {portal}")
        with ExitStack() as stack:
            stack.enter_context(lock)
            connection = create(path, portal)
            stack.callback(connection.close)
            writing = Writing(path, connection)
            with writing.transaction():
                connection.executemany(
                    "INSERT INTO facts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value "
                    "WHERE value != excluded.value",
                    list((facts or {}).items()),
                )
            stack.pop_all()  # they stay open as long as the ledger does
        return cls(writing, lock)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Move what was committed from the log into the file itself, and let go of it. A full disk only means
        that the log stays beside the file."""
        with suppress(sqlite3.DatabaseError):
            self._writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writing.connection.close()
        self._lock.__exit__(None, None, None)

    # Runs

    def begin(self, now: datetime, oldest: datetime) -> Run:
        """Start a run, or go on with the last one if it was cut off and began after `oldest`, and not in the
        future: a clock that was set back does not tell how long ago that was."""
        with self._writing.transaction():
            self._writing.bodies.spare()
            row = self._writing.row("SELECT id, started, finished FROM runs ORDER BY id DESC LIMIT 1")
            resumed = row is not None and row[2] is None and to_ms(oldest) <= row[1] <= to_ms(now)
            if row is not None and resumed:
                self._run, started = row[0], row[1]
            else:
                started = to_ms(now)
                self._run = self._writing.insert("INSERT INTO runs (started) VALUES (?)", (started,))
        return Run(id=self._run, started=from_ms(started), resumed=resumed)

    def finish(self, now: datetime, summary: bytes, issues: Iterable[tuple[str, Issue]]) -> None:
        """End the run: keep its summary (JSON) and the (URL, issue) pairs that hold after it."""
        with self._writing.transaction():
            self._writing.bodies.spare()
            self._writing.execute("DELETE FROM issues WHERE run = ?", (self._run,))
            self._writing.connection.executemany(
                "INSERT OR REPLACE INTO issues VALUES (?, ?, ?, ?, ?)",
                [(self._run, url, i.code, i.severity, i.message) for url, i in issues],
            )
            self._writing.execute(
                "UPDATE runs SET finished = ?, summary = ? WHERE id = ?",
                (to_ms(now), summary.decode(), self._run),
            )

    def last_summaries(self, count: int) -> list[bytes]:
        """Summaries of the last finished runs, newest first."""
        query = "SELECT summary FROM runs WHERE finished IS NOT NULL ORDER BY id DESC LIMIT ?"
        return [row[0].encode() for row in self._writing.execute(query, (count,))]

    def finished_since(self, moment: datetime) -> bytes | None:
        """The summary of the last run, if nothing is left of it to do and it ended after `moment`."""
        row = self._writing.row("SELECT finished, summary FROM runs ORDER BY id DESC LIMIT 1")
        return row[1].encode() if row and row[0] is not None and row[0] >= to_ms(moment) else None

    # Addresses

    def address(self, url: str) -> Address | None:
        """The state of a canonical URL, None when it is unknown."""
        added = self._writing.added.get(url)
        if added is not None:
            return new_address(url, *added)
        # What decides about a page, and keeps it, asks for it several times before anything changes.
        changes = self._writing.connection.total_changes
        if self._read[:2] != (url, changes):
            row = self._writing.row(_BY_URL, (url,))
            self._read = url, changes, read_address(row) if row else None
        return self._read[2]

    def has(self, url: str) -> bool:
        """Whether there is a good capture of a canonical URL."""
        if url in self._writing.added:
            return False
        row = self._writing.row("SELECT capture FROM addresses WHERE url = ?", (url,))
        return row is not None and row[0] is not None

    def addresses(self, *roles: str) -> list[Address]:
        """All addresses of these roles, in the order first seen."""
        marks = ",".join("?" * len(roles))
        rows = self._writing.execute(f"{ADDRESS} WHERE role IN ({marks}) ORDER BY id", roles)
        return [read_address(row) for row in rows]

    def asked_for_specially(self) -> list[Address]:
        """All addresses that are asked for in another way than by a bare GET."""
        rows = self._writing.execute(f"{ADDRESS} WHERE request IS NOT NULL ORDER BY id")
        return [read_address(row) for row in rows]

    def saved_pages(self) -> tuple[int, int]:
        """How many reports, and how many attachments of report pages, have a good capture."""
        row = self._writing.row(
            f"""SELECT total({IS_PAGE}), count(*) FROM addresses a
                WHERE role IN ('report', 'attachment') AND capture IS NOT NULL"""
        )
        reports, pages = map(int, row or (0, 0))
        return reports, pages - reports

    def is_report(self, url: str) -> bool:
        """Whether an address is a report, a listed file included, and no mere attachment of one."""
        return self._writing.row(f"SELECT 1 FROM addresses a WHERE url = ? AND {IS_PAGE}", (url,)) is not None

    def done(self, address: Address) -> bool:
        """Whether this run has had an answer from there already that another request would not change."""
        return address.run == self._run and address.outcome in GOOD | VANISHED | SETTLED

    def last_good(self, address: Address) -> Exchange | None:
        """The latest good capture with its body."""
        return self._captures.read(address.capture) if address.capture else None

    def failed(self) -> list[Address]:
        """Addresses whose last exchange brought nothing good."""
        rows = self._writing.execute(f"{ADDRESS} WHERE failures > 0 ORDER BY id")
        return [read_address(row) for row in rows]

    def missing(self) -> list[tuple[Address, str]]:
        """Those that are missed, each with what was wrong in words: they failed in this run, or pages still
        lead to them as reports or parts of reports, or they had been there before."""
        query = f"""SELECT note, {ADDRESS.removeprefix("SELECT ")} WHERE failures > 0
                    AND (run = :run OR removed_at IS NOT NULL OR {_SHOWN}) ORDER BY id"""
        rows = self._writing.execute(query, {"run": self._run})
        return [(read_address(row[1:]), row[0] or "") for row in rows]

    def never_asked(self) -> list[Address]:
        """Addresses that pages lead to, and that no exchange was ever begun with."""
        query = f"{ADDRESS} WHERE fetched_at IS NULL AND (role = 'list' OR {_SHOWN}) ORDER BY id"
        return [read_address(row) for row in self._writing.execute(query)]

    def wrong_lists(self) -> frozenset[str]:
        """Lists that were answered in the last finished run, and of which an error was told all the same."""
        rows = self._writing.execute(
            """SELECT url FROM issues JOIN addresses USING (url) WHERE severity = 'error' AND role = 'list'
               AND code IN ('list_empty', 'search_failed', 'pages_by_form', 'pages_missing')
               AND issues.run = (SELECT max(id) FROM runs WHERE finished IS NOT NULL)"""
        )
        return frozenset(url for (url,) in rows)

    def removed_pages(self) -> int:
        """How many reports the portal no longer serves."""
        row = self._writing.row(
            f"SELECT count(*) FROM addresses a WHERE removed_at IS NOT NULL AND {IS_PAGE}"
        )
        return int(row[0]) if row else 0

    def unlisted(self, long_ago: datetime, given_up: int) -> list[Address]:
        """Live pages that some list used to show, and that no list has shown in this run, although every list
        that showed them was read again, or has been out of reach for so many runs that it is not asked for:
        those that were not `missed` since, or were not asked for since `long_ago`."""
        query = f"""{ADDRESS} WHERE role IN ('report', 'attachment') AND removed_at IS NULL
            AND capture IS NOT NULL AND EXISTS (SELECT 1 FROM listings WHERE address = addresses.id)
            AND NOT EXISTS (SELECT 1 FROM listings l JOIN addresses page ON page.id = l.list
              WHERE l.address = addresses.id AND (l.seen_in = :run
                OR page.run IS NOT :run AND page.failures < :given_up
                OR page.run IS :run AND page.outcome NOT IN ('ok', 'not_modified', 'gone', 'soft_404')))
            AND (fetched_at < :long_ago
              OR (SELECT max(coalesce(seen_in, 0)) FROM listings WHERE address = addresses.id) >= 0)"""
        values = {"run": self._run, "long_ago": to_ms(long_ago), "given_up": given_up}
        rows = self._writing.execute(query, values)
        return [read_address(row) for row in rows]

    # What a crawl keeps

    def keep(self, url: str, role: str, exchange: Exchange) -> bool:
        """Save what came of asking for `url`; return whether that made a new good capture."""
        with self._writing.transaction():
            return self._keep(url, role, exchange)

    def keep_list(
        self, url: str, exchange: Exchange, announced: Sequence[Listing], lists: Sequence[str], entries: int
    ) -> bool:
        """Save a list page together with what it announces: reports as they are listed, further lists.

        `entries` is how many reports it shows, those of other lists included. None on a list that used to
        have some leaves the remembered count: it stays an error until the list is mended.
        """
        with self._writing.transaction():
            changed = self._keep(url, "list", exchange)
            now = to_ms(exchange.fetched_at)
            number = self._ensure(url, "list", now)
            for entry in announced:
                self._announce(number, entry, now)
            for address in lists:
                self._ensure(address, "list", now)
            if entries:
                self._writing.execute("UPDATE addresses SET entries = ? WHERE id = ?", (entries, number))
        return changed

    def announce(self, url: str, announced: Sequence[Listing], now: datetime, *, entries: int = 0) -> None:
        """Remember what a page leads to beyond what was kept with it: the attachments of a report, its later
        pages (role `continuation`, the number of the page as text), what of a list's links proved to be a
        report later; so many more `entries` that list has."""
        with self._writing.transaction():
            number = self._ensure(url, "report", to_ms(now))
            for entry in announced:
                self._announce(number, entry, to_ms(now))
            if entries:
                more = "UPDATE addresses SET entries = coalesce(entries, 0) + ? WHERE id = ?"
                self._change(url, more, (entries, number))

    def keep_framed(self, url: str, role: str, exchange: Exchange, article: str, entry: Listing) -> bool:
        """Save what stands in a frame of the page `article`, which is thereby known to be a report; return
        whether that made a new good capture."""
        with self._writing.transaction():
            changed = self._keep(url, role, exchange)
            now = to_ms(exchange.fetched_at)
            number = self._ensure(article, "report", now)
            self._change(article, "UPDATE addresses SET role = 'report' WHERE id = ?", (number,))
            self._announce(number, entry, now)
        return changed

    def keep_jump(self, url: str, goal: str, exchange: Exchange) -> None:
        """Remember that the page at `url` is nothing but a jump to the page `goal`, to which `exchange` came
        by it: it is no page of its own, and what lists say of it they say of that one, from now on."""
        with self._writing.transaction():
            now = to_ms(exchange.fetched_at)
            here, there = self._ensure(url, JUMP, now), self._ensure(goal, "report", now)
            moved = msgspec.json.encode(Moved(url=goal, followed=exchange.fetched_at)).decode()
            self._change(
                url,
                """UPDATE addresses SET role = ?, fetched_at = ?, outcome = 'ok', run = ?, failures = 0,
                   note = NULL, removed_at = NULL, entry_changed = 0, capture = NULL, moved = ?
                   WHERE id = ?""",
                (JUMP, now, self._run, moved, here),
            )
            self._writing.execute(
                "UPDATE OR IGNORE listings SET address = ? WHERE address = ?", (there, here)
            )
            self._writing.execute("DELETE FROM listings WHERE address = ?", (here,))

    def count_entries(self, url: str, entries: int) -> None:
        """Remember how many reports a report's page alone leads to: it is asked for like a list then."""
        with self._writing.transaction():
            self._change(url, "UPDATE addresses SET entries = ? WHERE url = ?", (entries or None, url))

    def set_aside(self, url: str) -> None:
        """Remember of a page that was looked at on a guess that it led to nothing, until it is asked for."""
        with self._writing.transaction():
            self._change(url, "UPDATE addresses SET role = ? WHERE url = ? AND role = 'list'", (GUESS, url))

    def ask_again(self, url: str) -> None:
        """Have a page asked for in the next run, whatever its age: a part of it did not come."""
        with self._writing.transaction():
            self._change(url, "UPDATE addresses SET entry_changed = 1 WHERE url = ?", (url,))

    def missed(self, url: str) -> None:
        """A page that no list shows any more was asked for, and is there."""
        with self._writing.transaction():
            self._writing.execute(
                "UPDATE listings SET seen_in = ? WHERE address = (SELECT id FROM addresses WHERE url = ?)",
                (-self._run, url),
            )

    def mark_removed(self, url: str, now: datetime) -> None:
        """The portal no longer serves this page; its captures stay."""
        with self._writing.transaction():
            removed = "UPDATE addresses SET removed_at = coalesce(removed_at, ?) WHERE url = ?"
            self._change(url, removed, (to_ms(now), url))

    # Inside a transaction

    def _change(self, url: str, query: str, values: Sequence[object]) -> None:
        """Change the row of an address otherwise than by keeping what came from there."""
        self._writing.added.pop(url, None)
        self._writing.execute(query, values)

    def _keep(self, url: str, role: str, exchange: Exchange) -> bool:
        known = self._known(url)
        number, before = known or (self._add(url, role, to_ms(exchange.fetched_at)), role)
        self._writing.added.pop(url, None)
        if role != before and exchange.outcome in GOOD:
            # Only then: to write down a role that it has would write a page of the index of roles each time.
            self._writing.execute("UPDATE addresses SET role = ? WHERE id = ?", (role, number))
        return self._captures.keep(number, exchange, self._run)

    def _known(self, url: str) -> tuple[int, str] | None:
        """The row and the role of an address; None for one that is to be added."""
        added = self._writing.added.get(url)
        if added is not None:
            return added.id, added.role
        if self._read[:2] == (url, self._writing.connection.total_changes) and self._read[2] is not None:
            return self._read[2].id, self._read[2].role
        row = self._writing.row("SELECT id, role FROM addresses WHERE url = ?", (url,))
        return (row[0], row[1]) if row else None

    def _ensure(self, url: str, role: str, now: int) -> int:
        known = self._known(url)
        return known[0] if known else self._add(url, role, now)

    def _add(self, url: str, role: str, now: int) -> int:
        query = "INSERT INTO addresses (url, role, first_seen) VALUES (?, ?, ?)"
        number = self._writing.insert(query, (url, role, now))
        self._writing.added[url] = Added(number, role, now)
        return number

    def _announce(self, list_number: int, entry: Listing, now: int) -> None:
        url = entry.url
        known = self._writing.row("SELECT id, role, moved FROM addresses WHERE url = ?", (url,))
        if known and known[1] == JUMP and known[2]:
            url = msgspec.json.decode(known[2], type=Moved).url
            known = (self._ensure(url, entry.role, now),)
        number = known[0] if known else self._add(url, entry.role, now)
        told = (entry.text, entry.title, entry.date, entry.heading)
        row = known and self._writing.row(
            "SELECT text, title, date, seen_in FROM listings WHERE address = ? AND list = ?",
            (number, list_number),
        )
        if row and row[3] == self._run:
            return  # two entries of a list lead to one page: what the first says of it stands
        if row is None:
            self._writing.execute(
                "INSERT INTO listings (address, list, text, title, date, heading, first_seen, last_seen, "
                "seen_in) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, list_number, *told, now, now, self._run),
            )
            return
        self._writing.execute(
            "UPDATE listings SET text = ?, title = ?, date = ?, heading = ?, last_seen = ?, seen_in = ? "
            "WHERE address = ? AND list = ?",
            (*told, now, self._run, number, list_number),
        )
        if row[:3] != told[:3]:
            self._change(url, "UPDATE addresses SET entry_changed = 1 WHERE id = ?", (number,))
