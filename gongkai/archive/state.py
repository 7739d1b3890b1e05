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


class Asking(Record, frozen=True, kw_only=True):
    """How an address is asked for where more is needed than its URL: headers, or what is posted (None: GET).

    `url` is what is asked, which for a page that a service fills is not the page's own.
    """

    url: str
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    body: str | None = None


class Moved(Record, frozen=True, kw_only=True):
    """Where the redirects of an address ended, and when all of them were last gone through. `misses` counts
    the times in a row that the page was there no more, and somewhere else; `in_vain` says that the way was
    gone again since the page was there no more, or showed nothing of what it used to, and led to no other."""

    url: str
    followed: datetime
    misses: int = 0
    in_vain: bool = False


JUMP = "jump"
"""The role of an address whose page is nothing but a jump to another."""


GUESS = "guess"
"""The role of a page that was looked at on a guess, and that led to nothing."""


class Exchange(Record, frozen=True, kw_only=True):
    """One answer (or the lack of one) to be kept. `body` is after content decoding, None when there is none.

    `confirms` says that the page still is what the latest good capture has, view counters, clocks and tokens
    apart. `note` says in words what was wrong, `asking` how it was asked for, where that was no bare GET,
    `moved` where redirects led, now or when they were last followed.
    A hop with status 200 is a page without text of its own, which its script fills from where it leads; one
    with status 0 is a page that is nothing but a jump, by a refresh or a script, to where it leads.
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
    asking: Asking | None = None
    moved: Moved | None = None

    @property
    def is_filled(self) -> bool:
        """Whether this is what a service gave for a page that is an empty shell."""
        return bool(self.hops) and self.hops[-1][0] == 200

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        for key, value in self.headers:
            if key.lower() == name:
                return value
        return None


class Listing(Record, frozen=True, kw_only=True):
    """One entry of a list page that leads to a report or attachment."""

    url: str
    role: str = "report"
    text: str = ""
    title: str | None = None
    date: str | None = None
    heading: str | None = None


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
    asking: Asking | None = None
    moved: Moved | None = None


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
