"""Pages behind redirects: asked for where they lie, and from time to time where links say that they are."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from gongkai.archive import Address, Ledger
from gongkai.archive.state import GOOD
from gongkai.decode import text_of
from scraper.addresses import authority, canonical
from scraper.listing import Request
from scraper.network.politeness import FAILURES
from scraper.run.due import FOLLOWED_AGAIN, rests
from scraper.run.fetch import Fetched

IN_VAIN = timedelta(days=3)
"""After so long they are followed again where they lead to nothing of what is known."""

FLEETING = 2
"""Times in a row after which redirects are taken to lead to an address made for each visit."""


def straight(request: Request, address: Address | None, now: datetime) -> Request | None:
    """The request for where the redirects of an address ended the last time; None where they are to be
    followed: there were none, what they led to failed, or it is long ago (a portal may have moved its list
    since, and may go on serving the old one). Where following them was in vain, that need not be done again
    the next night."""
    if address is None or address.moved is None or request.body is not None:
        return None
    if address.moved.misses >= FLEETING:
        return None
    if address.moved.in_vain:
        ago = now - address.moved.followed
        return replace(request, url=address.moved.url) if timedelta(0) <= ago < IN_VAIN else None
    if address.failures > 1 or (address.failures and address.outcome not in FAILURES):
        return None
    if not rests(address.moved.followed, FOLLOWED_AGAIN, address, now):
        return None
    return replace(request, url=address.moved.url)


def was_in_vain(address: Address | None) -> bool:
    """Whether the redirects of an address, followed the last time, led to nothing of what is known of it."""
    return address is not None and address.moved is not None and address.moved.in_vain


def arrived(fetched: Fetched, request: Request, address: Address, *, closed: bool) -> bool:
    """Whether the answer from the end of the redirects of `request` stands for that of `request`: the page is
    there, or its server is not asked any more (`closed`), or is in no state to say more by another way, which
    is believed for one night. Where that other way was gone in vain, whatever it is it stands."""
    exchange = fetched.exchange
    if exchange.hops:
        return False
    if was_in_vain(address):
        return True
    ill = exchange.outcome in FAILURES - {"blocked_waf"} and not address.failures
    return exchange.outcome in GOOD or closed or (ill and authority(exchange.final) == authority(request.url))


def at_end(fetched: Fetched, request: Request, address: Address) -> Fetched:
    """The answer from the end of the redirects of `request`, as the answer for it."""
    moved, exchange = address.moved, fetched.exchange
    if moved is not None and exchange.outcome in GOOD:
        moved = replace(moved, in_vain=False)
    return Fetched(replace(exchange, asked=request.name, moved=moved), fetched.text)


def by_redirects(fetched: Fetched, address: Address | None, *, instead: bool) -> Fetched:
    """An answer had by redirects, with the count of where they led before; `instead`: after that was asked
    in vain."""
    exchange, before = fetched.exchange, address.moved if address is not None else None
    moved = exchange.moved
    if before is None:
        return fetched
    if exchange.outcome not in GOOD:
        moved = replace(before, followed=exchange.fetched_at, in_vain=True)
    elif moved is not None and moved.url != before.url:
        moved = replace(moved, misses=before.misses + instead)
    return Fetched(replace(exchange, moved=moved), fetched.text)


class Meetings:
    """Where the ways of one run meet: the page at the end of two of them is asked for once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept_as: dict[str, str] = {}

    def learn(self, name: str, fetched: Fetched) -> None:
        """The answer for an address is in the archive: it stands for the end of its redirects too."""
        exchange = fetched.exchange
        if exchange.moved is not None and exchange.outcome in GOOD:
            self._kept_as[canonical(exchange.moved.url)] = name

    def __contains__(self, name: str) -> bool:
        """Whether another address of this run led to this one."""
        return name in self._kept_as

    def answer(self, request: Request, now: datetime) -> Fetched | None:
        """What this run has had from the same place already; None where it is to be asked for."""
        known = self._ledger.address(self._kept_as.get(request.name, request.name))
        if known is None or not self._ledger.done(known) or known.outcome not in GOOD:
            return None
        saved = self._ledger.last_good(known)
        if saved is None or saved.body is None or saved.is_filled:
            return None
        text = text_of(saved.body)
        exchange = replace(saved, asked=request.name, hops=(), outcome="ok", fetched_at=now, confirms=False)
        return Fetched(exchange, text)
