"""Reading an archive: pages for the parsers, rows for the tables, numbers for a person."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from gongkai.archive.addresses import IS_PAGE
from gongkai.archive.articles import ALWAYS, has_articles, later_pages, parts_of_articles
from gongkai.archive.bodies import Bodies
from gongkai.archive.hosts import challenges
from gongkai.archive.schema import connect, explained, layout
from gongkai.archive.state import from_ms, to_ms
from gongkai.errors import ArchiveError, UsageError
from gongkai.records import Issue, Link, Outcome, Record
from gongkai.saved import LaterPage, SavedPage

_PAGES = f"""
SELECT a.id, a.url, a.role, a.removed_at, c.final, c.status, c.fetched_at, c.last_seen, c.content_type,
       b.id, b.sha256, b.bytes, b.dictionary, b.data, a.first_seen
FROM addresses a JOIN captures c ON c.id = a.capture JOIN bodies b ON b.id = c.body
WHERE {IS_PAGE}
"""

_EARLIER = _PAGES.replace("c.id = a.capture", "c.address = a.id") + " AND a.url = ? AND c.id = ?"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_LINK = """
SELECT l.text, l.title, l.date, a.url, {heading} FROM listings l JOIN addresses a ON a.id = l.list
WHERE l.address = ? ORDER BY l.first_seen, l.list LIMIT 1
"""

_CAPTURES = """
SELECT a.url, c.status, c.outcome, c.fetched_at, c.last_seen, b.sha256, b.bytes, c.content_type
FROM captures c JOIN addresses a ON a.id = c.address LEFT JOIN bodies b ON b.id = c.body
ORDER BY a.url, c.id
"""


class CaptureRow(NamedTuple):
    """One row of the table `captures` but for its portal; times in ms since 1970, size in bytes."""

    url: str
    status: int | None
    outcome: Outcome
    fetched_at: int
    last_seen: int
    sha256: bytes | None
    size: int | None
    content_type: str | None


class Stats(Record, frozen=True, kw_only=True):
    """What a file holds: reports (listed files too), attachments of report pages, and what else there is;
    raw and stored bytes of bodies, size on disk, last run (UTC)."""

    portal: str
    reports: int
    attachments: int
    removed: int
    lists: int
    captures: int
    failed: int
    raw_bytes: int
    stored_bytes: int
    file_bytes: int
    last_run: datetime | None
    finished: bool


class Archive:
    """One portal's archive, open for reading. Use as a context manager or `close()` it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._bodies = Bodies(connection)
        # A file that only this reads keeps the layout in which it was written.
        self._link = _LINK.format(heading="l.heading" if layout(connection) >= 2 else "NULL")
        self._continued = has_articles(connection)
        self.portal: str = self._one("SELECT value FROM facts WHERE key = 'portal'")[0]

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """Open an existing archive. Raises ArchiveError when it is absent, foreign, newer or damaged."""
        connection = connect(path, readonly=True)
        try:
            with explained(path):
                return cls(path, connection)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def fact(self, key: str) -> str | None:
        """What the file says of its portal: `portal`, `name`, `code`, `url`."""
        row = self._connection.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def challenges(self, since: datetime, now: datetime) -> list[tuple[str, str, datetime]]:
        """(authority, challenge, when) of the authorities that answered with one between the two moments."""
        return challenges(self._connection, since, now)

    def page_keys(self) -> list[tuple[str, str]]:
        """(source, SHA-256 in hex) of every page that `pages` would give, by source; no body is read."""
        query = f"""SELECT a.url, b.sha256 FROM addresses a JOIN captures c ON c.id = a.capture
                    JOIN bodies b ON b.id = c.body WHERE {IS_PAGE} ORDER BY a.url"""
        with explained(self.path):
            return [(url, digest.hex()) for url, digest in self._connection.execute(query)]

    def page_times(self) -> list[tuple[str, int]]:
        """(source, when its latest good capture was fetched, in ms) of every page, by source."""
        # The bodies lie all over the file: not to look for each takes less than half as long.
        query = f"""SELECT a.url, c.fetched_at FROM addresses a JOIN captures c ON c.id = a.capture
                    WHERE c.body IS NOT NULL AND {IS_PAGE} ORDER BY a.url"""
        with explained(self.path):
            return self._connection.execute(query).fetchall()

    def last_change(self) -> datetime | None:
        """When a page that `pages` gives was last saved or found to be removed (UTC); None without pages."""
        query = f"""SELECT max(max(c.fetched_at, coalesce(a.removed_at, 0))) FROM addresses a
                    JOIN captures c ON c.id = a.capture
                    WHERE {IS_PAGE} OR a.role = 'continuation'"""
        with explained(self.path):
            latest: int | None = self._one(query)[0]
            return None if latest is None else from_ms(latest)

    def pages(self) -> Iterator[SavedPage]:
        """The latest good capture of each report, by source; removed ones and attachments flagged. A file
        that only a report page links to is kept but is no report: it is in `captures` alone.

        Raises ArchiveError at a body that is not what was saved.
        """
        for source, _ in self.page_keys():
            page = self.read(source)
            if page is not None:
                yield page

    def read(self, source: str) -> SavedPage | None:
        """The latest good capture of one page, None when there is none. Raises ArchiveError on damage."""
        with explained(self.path):
            row = self._connection.execute(_PAGES + " AND a.url = ?", (source,)).fetchone()
            return self._page(row) if row else None

    def report_of(self, url: str) -> str | None:
        """The source of the report of which a page is a later page; None where it is none."""
        with explained(self.path):
            part = parts_of_articles(self._connection).get(url)
            return part[0] if part else None

    def read_earlier(self, source: str, at: str) -> SavedPage | None:
        """An earlier good capture of one page: its number from 1, the oldest, or the state on a day
        (YYYY-MM-DD, UTC). None when there is none. Raises UsageError that lists those there are."""
        query = """SELECT c.id, c.fetched_at FROM captures c JOIN addresses a ON a.id = c.address
                   WHERE a.url = ? AND c.body IS NOT NULL AND c.outcome IN ('ok', 'not_modified')
                   ORDER BY c.id"""
        with explained(self.path):
            found = self._connection.execute(query, (source,)).fetchall()
            if not found:
                return None
            days = [from_ms(fetched).date().isoformat() for _, fetched in found]
            chosen = _chosen(at, days)
            if chosen is None:
                there = ", ".join(f"{number} ({day})" for number, day in enumerate(days, 1))
                raise UsageError(f"--capture {at}: no such capture of {source}; there are {there}")
            row = self._connection.execute(_EARLIER, (source, found[chosen][0])).fetchone()
            until = found[chosen + 1][1] if chosen + 1 < len(found) else ALWAYS
            if _DAY.fullmatch(at):
                until = min(until, to_ms(datetime.fromisoformat(at).replace(tzinfo=UTC) + timedelta(days=1)))
            return self._page(row, until) if row else None

    def captures(self) -> Iterator[CaptureRow]:
        """Every capture of every address, robots.txt and lists included, by URL and age."""
        with explained(self.path):
            yield from map(CaptureRow._make, self._connection.execute(_CAPTURES))

    def announced_in_vain(self) -> list[tuple[str, str, Outcome, str | None]]:
        """(URL, text of the list entry, outcome, note) of reports of which nothing good was ever saved."""
        query = """SELECT a.url, (SELECT coalesce(l.title, l.text) FROM listings l WHERE l.address = a.id
                   ORDER BY l.first_seen, l.list LIMIT 1), a.outcome, a.note FROM addresses a
                   WHERE a.role IN ('report', 'attachment') AND a.capture IS NULL AND a.outcome IS NOT NULL
                   ORDER BY a.url"""
        with explained(self.path):
            return [
                (url, text or "", outcome, note)
                for url, text, outcome, note in self._connection.execute(query)
            ]

    def issues(self) -> list[tuple[str, Issue]]:
        """(URL, issue) of the last run: pages that failed, were removed, lists that came back empty."""
        query = """SELECT url, code, severity, message FROM issues
                   WHERE run = (SELECT max(id) FROM runs) ORDER BY url, code"""
        with explained(self.path):
            return [
                (url, Issue(stage="fetch", code=code, severity=severity, message=message, location=url))
                for url, code, severity, message in self._connection.execute(query)
            ]

    def stats(self) -> Stats:
        """Counts and sizes."""
        with explained(self.path):
            saved = f"""SELECT CASE WHEN {IS_PAGE} THEN 'report' ELSE a.role END, count(*) FROM addresses a
                        WHERE a.capture IS NOT NULL GROUP BY 1"""
            roles = dict(self._connection.execute(saved).fetchall())
            raw, stored = self._one("SELECT total(bytes), total(length(data)) FROM bodies")
            (dictionaries,) = self._one("SELECT total(length(data)) FROM dictionaries")
            run = self._connection.execute(
                "SELECT started, finished FROM runs ORDER BY id DESC LIMIT 1"
            ).fetchone()
            return Stats(
                portal=self.portal,
                reports=roles.get("report", 0),
                attachments=roles.get("attachment", 0),
                removed=self._one("SELECT count(*) FROM addresses WHERE removed_at IS NOT NULL")[0],
                lists=roles.get("list", 0),
                captures=self._one("SELECT count(*) FROM captures")[0],
                failed=self._one(
                    "SELECT count(*) FROM addresses WHERE failures > 0 AND role NOT IN ('robots', 'probe')"
                )[0],
                raw_bytes=int(raw),
                stored_bytes=int(stored + dictionaries),
                file_bytes=self.path.stat().st_size,
                last_run=from_ms(run[0]) if run else None,
                finished=bool(run and run[1] is not None),
            )

    def _page(self, row: tuple[Any, ...], until: int = ALWAYS) -> SavedPage:
        address, url, role, removed_at, _final, status, fetched_at, last_seen, content_type = row[:9]
        first_seen = row[14]
        content = self._body(url, row[10:14])
        listed = self._connection.execute(self._link, (address,)).fetchone()
        return SavedPage(
            source=url,
            url=url,
            body=content,
            content_type=content_type,
            portal=self.portal,
            link=Link(text=listed[0], title=listed[1], date=listed[2], list_url=listed[3], heading=listed[4])
            if listed
            else None,
            fetched_at=from_ms(fetched_at),
            first_seen=from_ms(first_seen),
            last_seen=from_ms(last_seen),
            status=status,
            sha256=row[10].hex(),
            removed=removed_at is not None,
            attachment=role == "attachment",
            later=self._later(address, until) if self._continued and role == "report" else (),
        )

    def _later(self, address: int, until: int) -> tuple[LaterPage, ...]:
        """The later pages of the article that begins at an address, in their order, as they were before
        `until` (ms)."""
        return tuple(
            LaterPage(url=url, body=self._body(url, row), content_type=content_type, sha256=row[0].hex())
            for url, content_type, row in later_pages(self._connection, address, until)
        )

    def _body(self, url: str, stored: Sequence[Any]) -> bytes:
        """The bytes of a page from its SHA-256, size, dictionary and data. Raises ArchiveError on damage."""
        try:
            return self._bodies.unpack_to_parse(*stored)
        except ArchiveError as error:
            raise ArchiveError(f"{self.path}: {url}: {error}; gongkai archive repair {self.path}") from error

    def _one(self, query: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._connection.execute(query).fetchone()
        return row


def _chosen(at: str, days: list[str]) -> int | None:
    """Which of the captures, by number or as of a day; None where that is none of them."""
    if at.isascii() and at.isdigit():
        return int(at) - 1 if 0 < int(at) <= len(days) else None
    if not _DAY.fullmatch(at):
        return None
    return max((number for number, day in enumerate(days) if day <= at), default=None)


def decode_headers(text: str) -> tuple[tuple[str, str], ...]:
    """Headers as the file keeps them, in the order received."""
    return tuple((name, value) for name, value in json.loads(text))
