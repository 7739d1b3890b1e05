"""The crawl state of addresses as it is read from the file."""

from typing import Any

import msgspec

from gongkai.archive.state import Address, Asking, Moved, from_ms

ADDRESS = """SELECT id, url, role, first_seen, fetched_at, outcome, run, failures, etag, last_modified,
              capture, removed_at, entry_changed, entries, request, moved FROM addresses"""
"""Selects what `read_address` reads."""

IS_PAGE = """(a.role = 'report' OR (a.role = 'attachment' AND EXISTS (SELECT 1 FROM listings l
  JOIN addresses shower ON shower.id = l.list WHERE l.address = a.id AND shower.role = 'list')))"""
"""Whether an address `a` is a report: a file that a list links to is one, a file that only a report page
links to is none."""


def new_address(url: str, number: int, role: str, first_seen: int) -> Address:
    """An address that was met and not yet asked for."""
    return Address(
        id=number,
        url=url,
        role=role,
        first_seen=from_ms(first_seen),
        fetched_at=None,
        outcome=None,
        run=None,
        failures=0,
        etag=None,
        last_modified=None,
        capture=None,
        removed_at=None,
        entry_changed=False,
        entries=None,
    )


def read_address(row: tuple[Any, ...]) -> Address:
    """One row that ADDRESS selected."""
    return Address(
        id=row[0],
        url=row[1],
        role=row[2],
        first_seen=from_ms(row[3]),
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
        asking=msgspec.json.decode(row[14], type=Asking) if row[14] else None,
        moved=msgspec.json.decode(row[15], type=Moved) if row[15] else None,
    )
