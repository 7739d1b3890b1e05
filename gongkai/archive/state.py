"""What the archive keeps of one address, one exchange and one list entry."""

from datetime import UTC, datetime
from typing import overload

import msgspec

from gongkai.records import Outcome, Record

GOOD: frozenset[str] = frozenset({"ok", "not_modified"})
"""Outcomes of an exchange that brought, or confirmed, what was asked for."""

VANISHED: frozenset[str] = frozenset({"gone", "soft_404"})
"""Outcomes that say that the portal no longer has the page."""

SETTLED: frozenset[str] = frozenset(
    {
        "robots",
        "off_host",
        "login",
        "shell",
        "too_large",
        "refused_address",
        "blocked_challenge",
        "blocked_waf",
    }
)
"""Outcomes that are no page, and that asking again the same night would not change."""


class Exchange(Record, frozen=True, kw_only=True):
    """One answer (or the lack of one) to be kept. `body` is after content decoding, None when there is none.

    `confirms` says that the page still is what the latest good capture has, view counters, clocks and tokens
    apart. `note` says in words what was wrong.
    """

    asked: str
    sent: str
    final: str
    outcome: Outcome
    fetched_at: datetime
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[tuple[int, str], ...] = ()
    body: bytes | None = None
    confirms: bool = False
    note: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Listing(Record, frozen=True, kw_only=True):
    """One entry of a list page that leads to a report or attachment."""

    url: str
    role: str = "report"
    text: str = ""
    title: str | None = None
    date: str | None = None


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """The crawl state of one canonical URL; see the comments of the table `addresses`."""

    id: int
    url: str
    role: str
    first_seen: datetime
    fetched_at: datetime | None
    outcome: Outcome | None
    run: int | None
    failures: int
    etag: str | None
    last_modified: str | None
    capture: int | None
    removed_at: datetime | None
    entry_changed: bool
    entries: int | None


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970, as the file keeps times."""
    return round(moment.timestamp() * 1000)


@overload
def from_ms(value: int) -> datetime: ...


@overload
def from_ms(value: int | None) -> datetime | None: ...


def from_ms(value: int | None) -> datetime | None:
    """The reverse, aware, in UTC."""
    return None if value is None else datetime.fromtimestamp(value / 1000, UTC)
