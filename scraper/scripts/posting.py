"""Which of a page's own calls may be posted: those that read a list or a text from a known CMS's service.

A call that the script of a page makes as soon as it is opened is made for every visitor and changes nothing;
asking in the way that the script asks is no submission of a form. Everything else stays a GET: what a form
sends, what an unknown service takes, whatever its path says that it does more than read.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from scraper.addresses import authority
from scraper.listing import Request
from scraper.vocabulary import forbidden

SERVICES: dict[str, str] = {
    "epoint": r"/rest/\w*frontaction/(?:get|query|list|search)\w*$",
    "hanweb": r"dataproxy\.jsp$|/module/xxgk/(?:search|list)\.jsp$",
    "jpaas": r"/jpaas-[\w-]+-server/front/page/build/unit$",
    "truecms": r"/messageController/get\w+\.do$",
    "lonsun": r"/site/label/\d+$",
    "infopage": r"/html/info/(?:list|detail|page)$",
}
"""By CMS family, the paths of the services that its pages fill themselves from."""

_SERVICE = re.compile("|".join(SERVICES.values()), re.IGNORECASE)
WRITTEN = "|".join(SERVICES.values()).replace("$", r"(?=[?\"'`])")
"""The same as they stand in a script, between quotes and with a query behind."""

_STORED = (".html", ".htm", ".shtml")
"""How files end that no service is behind."""

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CHANGES = (
    "save submit delete remove update insert upload import regist login logon logout sign apply create edit "
    "modify vote like praise collect subscribe comment reply feedback send mail pay order "
    "count hit click visit stat log upd del add set put auth token captcha sms"
).split()
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
JSON = "application/json; charset=UTF-8"


def may_be_posted(url: str, page: str) -> bool:
    """Whether the script of `page` may be followed in posting to `url`: the same authority, the path of a
    known service, and no word in it that says that it does more than read."""
    if url.endswith(_STORED) and "?" not in url:
        return False  # as nearly every link
    known = _SERVICE.search(urlsplit(url).path) is not None
    return authority(url) == authority(page) and known and only_reads(url) and not forbidden(url)


def only_reads(url: str) -> bool:
    """Whether no word in a service's path says that it does more than read."""
    words = {word.lower() for word in _WORDS.findall(urlsplit(url).path)}
    return not words.intersection(_CHANGES) and not any(
        word.startswith(one) for one in _CHANGES[:9] for word in words
    )


def post(url: str, data: Any, referer: str, content_type: str | None = None) -> Request:
    """The request by which a page posts `data`: text as it is, pairs as a form or, if it says so, as JSON."""
    kind = content_type or FORM
    if isinstance(data, str):
        body = data
    elif "json" in kind:
        body = msgspec.json.encode(data).decode()
    else:
        body = urlencode([(name, as_text(one)) for name, one in data.items()])
    headers = {"Referer": referer, "X-Requested-With": "XMLHttpRequest", "Content-Type": kind}
    return Request(url=url, headers=headers, body=body)


def posted_instead(request: Request, page: str) -> Request:
    """A GET to a known service, with the same as a POST beside it: for a server that only knows that one."""
    if request.body is not None or request.instead is not None or not may_be_posted(request.url, page):
        return request
    # What is in the query stays there too: services look here for some of it and there for the rest.
    pairs = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    other = post(request.url, pairs, request.headers.get("Referer", page))
    return msgspec.structs.replace(request, instead=other)


def as_text(one: Any) -> str:
    """A value as a field of a form or query has it; objects as JSON."""
    if isinstance(one, dict | list):
        return msgspec.json.encode(one).decode()
    return "" if one is None else str(one).lower() if isinstance(one, bool) else str(one)
