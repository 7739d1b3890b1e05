"""Pages that a host serves with and without `www.`: where both are the portal's, one page is one report.

That two hosts are called so says little: many a county has another program on one of them. So each page is
told by itself, once, by what both have at one path; what differs there are two pages.
"""

from urllib.parse import urlsplit

from gongkai.archive import Address, Exchange, Ledger
from gongkai.archive.state import GOOD, JUMP
from gongkai.decode import text_of
from scraper.addresses import Allowed, authority
from scraper.markup.fingerprint import same_list, same_page
from scraper.run.fetch import Fetched
from scraper.search.targets import Target

_WWW = "www."


class Twins:
    """The hosts of one portal that differ in `www.` alone."""

    def __init__(self, ledger: Ledger, allowed: Allowed) -> None:
        self._ledger = ledger
        self._allowed = allowed
        self._hosts: dict[str, str | None] = {}

    def known(self, target: Target, url: str) -> Address | None:
        """What is saved under the other host as the page that a target is perhaps; None where nothing is, or
        where the target's own page was saved once. Pages that belong to another one are what that is."""
        if target.chain is not None or target.article is not None or target.request.body is not None:
            return None
        other = self._other(url)
        here = self._ledger.address(url) if other is not None else None
        if other is None or (here is not None and here.capture is not None):
            return None
        there = self._ledger.address(other)
        saved = there is not None and there.capture is not None and there.outcome in GOOD
        return there if saved and there is not None and there.role != JUMP else None

    def is_same(self, target: Target, there: Address, fetched: Fetched) -> bool:
        """Whether an answer for a target is, counters apart, what is saved under the other host."""
        exchange, saved = fetched.exchange, self._ledger.last_good(there)
        if exchange.outcome not in GOOD or saved is None or saved.body is None or exchange.body is None:
            return False
        if saved.is_filled or exchange.is_filled:
            return False  # a service filled them, for which both hosts may have another
        if saved.body == exchange.body or not fetched.text:
            return saved.body == exchange.body
        text, before = _hostless(fetched.text, exchange), _hostless(_text(saved), saved)
        return (same_list if target.role == "list" else same_page)(before, text)

    def _other(self, url: str) -> str | None:
        """The URL of the same path at the other host; None where that is not the portal's."""
        name = authority(url)
        if name not in self._hosts:
            other = name.removeprefix(_WWW) if name.startswith(_WWW) else _WWW + name
            self._hosts[name] = other if self._allowed.allows(f"http://{other}/") else None
        other_host = self._hosts[name]
        return urlsplit(url)._replace(netloc=other_host).geturl() if other_host is not None else None


def _text(saved: Exchange) -> str:
    return text_of(saved.body or b"")


def _hostless(text: str, exchange: Exchange) -> str:
    """The text with the links to its own host as a page of either host would have them."""
    name = authority(exchange.final)
    return text.replace(f"//{name}/", f"//{name.removeprefix(_WWW)}/")
