"""By which method the services of a portal are asked: a GET, until one has refused that and taken a post."""

import re
from typing import Any
from urllib.parse import urlsplit

import msgspec

from gongkai.archive import Exchange, Ledger
from gongkai.archive.state import GOOD
from scraper.listing import Request
from scraper.run.fetch import REFUSED, UNKNOWN_METHOD, Fetched, refuses_get
from scraper.scripts.parameters import paged, parameters
from scraper.search.targets import Step

_ACCEPTED = frozenset({"0", "1", "200", "00000", "success", "ok", "true"})
"""What services write into their answers as a code where all went well."""

_FAULTS = frozenset({500})
"""Statuses that may be gone tomorrow, unless what comes with them speaks of the method."""

_METHOD = re.compile(r"(?i)\b(?:GET|POST|method)\b|请求方[式法]")
_NO_GET = re.compile(
    r"(?i)\bmethod\b\W{1,8}(?:GET\W{1,8})?(?:is\s+)?not\s+(?:supported|allowed)"
    r"|\bonly\s+(?:supports?\s+|accepts?\s+|takes?\s+)?POST\b|[仅只]支持\W{0,2}POST|请使用\W{0,2}POST"
    r"|不支持\W{0,3}GET|GET\W{0,3}(?:请求|方[法式]){0,2}(?:不被|不受|不)支持"
)
"""How servers say on a page for people that a service takes no GET."""


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
        return request.instead if refuses_get(request, fetched.exchange) else None

    def learn(self, request: Request) -> None:
        """A request brought what it was to bring."""
        if request.body is not None:
            self._posted.add(_service(request.url))


def _service(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"


def brought_nothing(request: Request, step: Step) -> bool:
    """Whether the answer to a GET in place of what the page posts was none: it leads nowhere, or is nothing
    new where a later page was asked for. The first page of a list may stand on its page already."""
    if not request.said:
        return False
    if not (step.entries or step.lists):
        return True
    place = paged(parameters(request))
    return place is not None and place.number > 1 and not step.leads_on


def not_by_get(request: Request, fetched: Fetched) -> Fetched:
    """The answer to a GET that was a guess, as `gone` where it says that the service does not take it: by its
    status, or by an error in the place of data."""
    exchange = fetched.exchange
    if not request.guess or request.body is not None:
        return fetched
    if not _refuses(exchange, fetched.text):
        return fetched
    note = "the page posts to this service, which takes no GET"
    return Fetched(msgspec.structs.replace(exchange, outcome="gone", note=note), fetched.text)


def _refuses(exchange: Exchange, text: str) -> bool:
    """Whether an answer says that a service takes no GET, or not without what would be posted."""
    if exchange.status in UNKNOWN_METHOD:
        return True
    if exchange.outcome in GOOD:
        return _is_error(text)
    if exchange.status in _FAULTS:
        return _NO_GET.search(text) is not None or (_METHOD.search(text) is not None and _is_error(text))
    return exchange.status in REFUSED and exchange.outcome == "server_error"


def _is_error(text: str) -> bool:
    """Whether data are nothing but an error: a code that is not that of success, and no list or object."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        data: dict[str, Any] = msgspec.json.decode(text, type=dict)
    except msgspec.DecodeError:
        return False
    if any(isinstance(one, list | dict) for one in data.values()):
        return False
    codes = [data[name] for name in ("code", "status", "errcode", "success") if name in data]
    return any(str(one).lower() not in _ACCEPTED for one in codes)
