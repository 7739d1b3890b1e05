"""By which method the services of a portal are asked: a GET, until one has refused that and taken a post."""

from urllib.parse import urlsplit

from gongkai.archive import Ledger
from gongkai.archive.state import GOOD
from scraper.fetch import REFUSED, UNKNOWN_METHOD, Fetched
from scraper.listing import Request


class Methods:
    """What is known of the services of one portal; what a run learns holds for the nights to come."""

    def __init__(self, ledger: Ledger) -> None:
        self._posted = {
            _service(address.asking.url)
            for address in ledger.asked_for_specially()
            if address.asking is not None and address.asking.body is not None and address.outcome in GOOD
        }

    def known(self, request: Request) -> Request:
        """The request by the method that its service is known to take."""
        if request.instead is not None and _service(request.url) in self._posted:
            return request.instead
        return request

    def refused(self, request: Request, fetched: Fetched) -> Request | None:
        """The post to try after this answer for a GET; None where the answer is one."""
        other = request.instead
        if other is None or fetched.exchange.outcome in ("blocked_challenge", "login"):
            return None
        statuses = REFUSED if request.said else UNKNOWN_METHOD
        return other if fetched.exchange.status in statuses else None

    def learn(self, request: Request) -> None:
        """A request brought what it was to bring."""
        if request.body is not None:
            self._posted.add(_service(request.url))


def _service(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"
