"""What the search itself does not come to in a run, and what is asked for all the same."""

from collections.abc import Set
from datetime import datetime

from msgspec.structs import replace

from gongkai.archive import Address, Ledger
from scraper.listing import Request
from scraper.network.politeness import FAILURES
from scraper.run.due import GIVEN_UP, SEEN_AGAIN
from scraper.search.discover import Discovery, Target
from scraper.search.targets import PAGES

PASSING = FAILURES | {"blocked_challenge"}
"""Outcomes that say nothing about the page itself."""


def failed_before(ledger: Ledger, discovery: Discovery, visited: Set[str]) -> list[Target]:
    """What failed last time, or was not even asked for, and is not listed any more."""
    return [
        replace(_revisit(discovery, address), role="list" if address.role == "list" else "report")
        for address in (*ledger.failed(), *ledger.never_asked())
        if address.url not in visited and address.role in (*PAGES, "list") and address.removed_at is None
    ]


def unanswered(ledger: Ledger, discovery: Discovery, visited: Set[str]) -> list[Target]:
    """Reports and attachments that are still wanted, and that this search did not come to: files of report
    pages that are not read again themselves. What is known to be gone is none of them."""
    failed = [address for address, _ in ledger.missing() if address.outcome in PASSING]
    return [
        replace(_revisit(discovery, address), role="report")
        for address in (*failed, *ledger.never_asked())
        if address.url not in visited and address.role in PAGES and address.removed_at is None
    ]


def all_known(ledger: Ledger, discovery: Discovery, visited: Set[str]) -> list[Target]:
    """Every report and attachment that was ever saved, and that this search did not come to."""
    return [
        replace(_revisit(discovery, address), role="report")
        for address in ledger.addresses(*PAGES)
        if address.url not in visited and address.capture is not None
    ]


def forgotten_lists(ledger: Ledger, discovery: Discovery, visited: Set[str]) -> list[Target]:
    """Lists that once showed reports and that the search did not come to this time."""
    return [_revisit(discovery, address) for address in _forgotten(ledger, visited)]


def has_forgotten_lists(ledger: Ledger, visited: Set[str]) -> bool:
    """Whether there are any."""
    return bool(_forgotten(ledger, visited))


def _forgotten(ledger: Ledger, visited: Set[str]) -> list[Address]:
    return [
        address
        for address in ledger.addresses("list")
        if address.entries and address.url not in visited and address.failures < GIVEN_UP
    ]


def vanishing(ledger: Ledger, discovery: Discovery, visited: Set[str], started: datetime) -> list[Target]:
    """Pages that no list shows any more: asked for once more, to see whether they are gone, and once in a
    while after that."""
    return [
        replace(_revisit(discovery, address), role="report")
        for address in ledger.unlisted(started - SEEN_AGAIN, GIVEN_UP)
        if address.url not in visited
    ]


def _revisit(discovery: Discovery, address: Address) -> Target:
    """A known address, asked for as it was before."""
    request = Request(url=address.url)
    if address.asking is not None:
        asking = address.asking
        before = Request(url=asking.url, headers=asking.headers, body=asking.body)
        request = before if before.name == address.url else request  # else it is what fills the page
    return discovery.revisit(request)
